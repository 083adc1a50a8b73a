/* What is done with a month: handed in, confirmed, sent back; and what a closed one counts. */
#include "base/tr.h"
#include "ledger/inside.h"
#include "region/tally.h"

static Status
month_save(Ctx *ctx, const LedgerMonth *month, MonthState state, OptInt confirmed_by, Text reason)
{
    static const char *const names[] = {"", "confirming", "returned", "closed"};

    return month_put(
        ctx, &(MonthPutArgs){
                 .region = month->region,
                 .month = month->month,
                 .state = text_c(names[state]),
                 .disclosure_in = month->disclosure_in,
                 .disclosure_out = month->disclosure_out,
                 .handed_in_at = month->handed_in_at.set ? month->handed_in_at.value : ctx->now,
                 .handed_in_by = ledger_acting(ctx),
                 .confirmed_at = state == MONTH_CLOSED ? SOME_INT(ctx->now) : (OptInt){0},
                 .confirmed_by = confirmed_by,
                 .return_reason = reason,
             });
}

static void
add_word(int64_t *fen, const Entry *entry, int sign)
{
    fen[ledger_word_of(entry->category, entry->direction)] += sign * entry->amount_fen;
}

static Status
count_words(Ctx *ctx, RegionCode village, Day day, const int64_t *fen, int sign)
{
    for (int word = 0; word < WORD_COUNT; word++)
        if (fen[word] != 0)
            TRY(tally_add(ctx, village, (Measure)(TALLY_WORD_FEN + word), day, fen[word] * sign));
    return OK;
}

Status
ledger_month_changed(Ctx *ctx, const Entry *taken, const Entry *added)
{
    int64_t words[WORD_COUNT] = {0};
    Day day = month_last(month_of(taken->day));
    int64_t in = taken->direction == DIRECTION_IN ? -taken->amount_fen : 0;
    int64_t spent = taken->direction == DIRECTION_OUT ? -taken->amount_fen : 0;
    int64_t entries = 1;

    if (added != NULL) {
        in += added->direction == DIRECTION_IN ? added->amount_fen : 0;
        spent += added->direction == DIRECTION_OUT ? added->amount_fen : 0;
        entries++;
        add_word(words, added, 1);
    }
    add_word(words, taken, -1);
    TRY(count_words(ctx, taken->region, day, words, 1));
    if (in != 0)
        TRY(tally_add(ctx, taken->region, TALLY_INCOME_FEN, day, in));
    if (spent != 0)
        TRY(tally_add(ctx, taken->region, TALLY_EXPENSE_FEN, day, spent));
    return tally_add(ctx, taken->region, TALLY_ENTRIES, day, entries);
}

/* A closed month counts, with this sign. */
static Status
count_month(Ctx *ctx, const LedgerMonth *month, int64_t sign)
{
    Day day = month_last(month->month);
    int64_t words[WORD_COUNT];
    SumsOfMonthRow sums;

    TRY(sums_of_month(ctx, month->region, month->month, &sums));
    TRY(ledger_fen_by_word(ctx, month->region, month->month, words));
    TRY(count_words(ctx, month->region, day, words, (int)sign));
    if (sums.income != 0)
        TRY(tally_add(ctx, month->region, TALLY_INCOME_FEN, day, sums.income * sign));
    if (sums.expense != 0)
        TRY(tally_add(ctx, month->region, TALLY_EXPENSE_FEN, day, sums.expense * sign));
    return sums.entries == 0
               ? OK
               : tally_add(ctx, month->region, TALLY_ENTRIES, day, sums.entries * sign);
}

static Status
close_month(Ctx *ctx, LedgerMonth *month, OptInt confirmed_by)
{
    TRY(month_save(ctx, month, MONTH_CLOSED, confirmed_by, T("")));
    return count_month(ctx, month, 1);
}

static Status
month_problem(Ctx *ctx, Text sentence)
{
    return ctx_problem(ctx, "month", sentence);
}

static Status
check_before(Ctx *ctx, const LedgerMonth *month)
{
    MonthFirstEntryRow first;
    LedgerMonth before;
    bool published;

    TRY(month_first_entry(ctx, month->region, &first));
    if (!first.month.set || first.month.value >= month->month)
        return OK;
    TRY(month_fetch(ctx, month->region, month->month - 1, &before, &published));
    if (before.state == MONTH_CLOSED)
        return OK;
    return month_problem(ctx, TR_FORMAT(ctx->arena, ctx->lang, "请先结 {month} 的账",
                                        {"month", month_format(ctx->arena, before.month)}));
}

/* Nil returns of years before there was a book would be nobody's. */
static Status
check_begun(Ctx *ctx, const LedgerMonth *month, const FundRows *funds)
{
    Day first = 0;

    for (size_t i = 0; i < funds->len; i++)
        if (i == 0 || (Day)funds->at[i].opening_day < first)
            first = (Day)funds->at[i].opening_day;
    if (funds->len == 0 || first <= month_last(month->month))
        return OK;
    return month_problem(ctx,
                         TR_FORMAT(ctx->arena, ctx->lang, "账是从 {day} 开始记的，更早的月份不用结",
                                   {"day", day_format(ctx->arena, first)}));
}

static Status
check_balances(Ctx *ctx, const LedgerMonth *month, const FundRows *funds)
{
    SumsOfAccountsRows flows;

    TRY(sums_of_accounts(ctx, month->region, month->month, FUND_ACCOUNTS_MAX * 4, &flows));
    for (size_t i = 0; i < funds->len; i++) {
        int64_t balance = funds->at[i].opening_fen;

        for (size_t j = 0; j < flows.len; j++)
            balance += flows.at[j].account == funds->at[i].id ? flows.at[j].fen : 0;
        if (balance < 0)
            (void)month_problem(ctx,
                                TR_FORMAT(ctx->arena, ctx->lang,
                                          "“{name}”的余额成了负数，一定有一笔记错了或者漏了收入",
                                          {"name", funds->at[i].name}));
    }
    return ctx_checked(ctx);
}

static Status
begin_hand_in(Ctx *ctx, RegionCode village, Month month, Region *place, LedgerMonth *out)
{
    FundRows funds;
    bool published;

    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village));
    TRY(region_get(ctx, village, place));
    if (place->level != LEVEL_VILLAGE)
        return NOT_FOUND;
    TRY(month_fetch(ctx, village, month, out, &published));
    if (!month_is_open(out))
        return CONFLICT;
    if (month_last(month) > ctx_today(ctx))
        return month_problem(ctx, TR(ctx->lang, "这个月还没有过完，到下个月再结账"));
    TRY(fund_of_village(ctx, village, FUND_ACCOUNTS_MAX * 4, &funds));
    TRY(check_begun(ctx, out, &funds));
    TRY(check_before(ctx, out));
    TRY(ledger_not_in_review(ctx, place, out));
    return check_balances(ctx, out, &funds);
}

/* Whether the finance group looks at a month now: with its disclosures, or, within a quarter,
 * before there are any. */
static Status
goes_to_group(Ctx *ctx, const LedgerMonth *month, bool *out)
{
    Disclosure disclosure;
    Item item;

    if (month->disclosure_in.set) {
        TRY(disclosure_get(ctx, month->disclosure_in.value, &disclosure));
        *out = disclosure.state == STATE_CONFIRMING;
        return OK;
    }
    TRY(catalogue_item(ctx, month->region, T("F3"), &item));
    return disclosure_wants_finance_group(ctx, month->region, &item, out);
}

Status
ledger_hand_in(Ctx *ctx, RegionCode village, Month month, LedgerMonth *out)
{
    Region place;
    LedgerMonth here;
    bool came_back;
    bool group;

    TRY(begin_hand_in(ctx, village, month, &place, &here));
    came_back = here.state == MONTH_RETURNED && here.confirmed_at.set;
    here.handed_in_at = SOME_INT(ctx->now);
    if (came_back) /* it was closed and counted before the township sent it back */
        TRY(count_month(ctx, &here, -1));
    TRY(ledger_disclose(ctx, &place, &here, (Text){0}));
    TRY(audit(ctx, village, "ledger.hand_in", month, month_format(ctx->arena, month)));
    TRY(goes_to_group(ctx, &here, &group));
    if (group)
        TRY(month_save(ctx, &here, MONTH_CONFIRMING, (OptInt){0}, T("")));
    else
        TRY(close_month(ctx, &here, (OptInt){0}));
    region_touch(ctx, village);
    return ledger_month(ctx, village, month, out);
}

static Status
begin_decision(Ctx *ctx, RegionCode village, Month month, int64_t lock, LedgerMonth *out)
{
    bool published;

    TRY(actor_require(ctx, CAN_CONFIRM_FINANCE, village));
    TRY(month_fetch(ctx, village, month, out, &published));
    return out->state == MONTH_CONFIRMING && out->lock == lock ? OK : CONFLICT;
}

static Status
confirm_one(Ctx *ctx, OptInt id)
{
    Disclosure disclosure;

    if (!id.set)
        return OK;
    TRY(disclosure_get(ctx, id.value, &disclosure));
    return disclosure.state == STATE_CONFIRMING
               ? disclosure_confirm(ctx, id.value, disclosure.lock, &disclosure)
               : OK;
}

static Status
return_one(Ctx *ctx, OptInt id, Text reason)
{
    Disclosure disclosure;

    if (!id.set)
        return OK;
    TRY(disclosure_get(ctx, id.value, &disclosure));
    return disclosure.state == STATE_CONFIRMING
               ? disclosure_return(ctx, id.value, disclosure.lock, reason, &disclosure)
               : OK;
}

Status
ledger_confirm(Ctx *ctx, RegionCode village, Month month, int64_t lock, LedgerMonth *out)
{
    LedgerMonth here;

    TRY(begin_decision(ctx, village, month, lock, &here));
    TRY(confirm_one(ctx, here.disclosure_in));
    TRY(confirm_one(ctx, here.disclosure_out));
    TRY(close_month(ctx, &here, ledger_acting(ctx)));
    TRY(audit(ctx, village, "ledger.confirm", month, month_format(ctx->arena, month)));
    region_touch(ctx, village);
    return ledger_month(ctx, village, month, out);
}

Status
ledger_return(Ctx *ctx, RegionCode village, Month month, int64_t lock, Text reason)
{
    LedgerMonth here;

    TRY(begin_decision(ctx, village, month, lock, &here));
    if (text_is_blank(reason))
        return ctx_problem(ctx, "reason", TR(ctx->lang, "请写为什么退回"));
    TRY(return_one(ctx, here.disclosure_in, reason));
    TRY(return_one(ctx, here.disclosure_out, reason));
    TRY(month_save(ctx, &here, MONTH_RETURNED, (OptInt){0}, text_trim(reason)));
    TRY(audit(ctx, village, "ledger.return", month, reason));
    region_touch(ctx, village);
    return OK;
}

Status
ledger_close_loaded(Ctx *ctx, RegionCode village, Month month, OptInt disclosure_in,
                    OptInt disclosure_out)
{
    LedgerMonth here = {
        .region = village,
        .month = month,
        .disclosure_in = disclosure_in,
        .disclosure_out = disclosure_out,
    };

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    TRY(close_month(ctx, &here, (OptInt){0}));
    region_touch(ctx, village);
    return OK;
}
