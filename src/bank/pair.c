/*
 * What people do about lines and entries that did not find each other, and what others ask.
 */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/inner.h"
#include "base/money.h"
#include "base/tr.h"
#include "region/changed.h"
#include "store/store.h"

enum { CANDIDATES_MAX = 20, CANDIDATE_DAYS = 40 };

BankLine
bank_line_from_stored(const BankLineRow *row)
{
    BankState state = BANK_OPEN;

    if (text_eq(row->state, T("matched")))
        state = BANK_MATCHED;
    else if (text_eq(row->state, T("explained")))
        state = BANK_EXPLAINED;
    return (BankLine){
        .id = row->id,
        .statement = row->statement,
        .account = row->account,
        .row = row->row_number,
        .day = (Day)row->day,
        .direction = (Direction)row->direction,
        .amount_fen = row->amount_fen,
        .party = row->party,
        .party_number = row->party_number,
        .reference = row->reference,
        .purpose = row->purpose,
        .state = state,
        .explanation = row->explanation,
    };
}

static Status
load_line(Ctx *ctx, int64_t id, Permission permission, BankLine *out, FundAccount *account)
{
    BankLineRow row;

    TRY(bank_line_load(ctx, id, &row));
    *out = bank_line_from_stored(&row);
    return bank_account(ctx, row.account, permission, account);
}

Status
bank_line_get(Ctx *ctx, int64_t id, BankLine *out)
{
    FundAccount account;

    return load_line(ctx, id, CAN_READ_STAFF_PARTS, out, &account);
}

/* ---- lists ---- */

/* A cursor is the last row's day and id. */
static bool
cursor_parse(Text cursor, int64_t *day_out, int64_t *id_out)
{
    Text day;
    Text id;

    *day_out = *id_out = 0;
    if (cursor.len == 0)
        return true;
    return text_cut(cursor, '-', &day, &id) && text_to_i64(day, day_out) && text_to_i64(id, id_out);
}

static Text
cursor_format(Arena *arena, int64_t day, int64_t id)
{
    return text_printf(arena, "%lld-%lld", (long long)day, (long long)id);
}

Status
bank_lines(Ctx *ctx, int64_t account, bool open_only, Day from, Day to, Text cursor, BankLines *out)
{
    FundAccount fund;
    BankLineRows rows = {0};
    int64_t day;
    int64_t id;

    TRY(bank_account(ctx, account, CAN_READ_STAFF_PARTS, &fund));
    if (!cursor_parse(cursor, &day, &id))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对，请从头看"));
    if (open_only) {
        BankLineRows open;

        TRY(bank_lines_open_after(ctx,
                                  &(BankLinesOpenAfterArgs){.account = account,
                                                            .from_day = from,
                                                            .to_day = to,
                                                            .day = day,
                                                            .id = id,
                                                            .limit = BANK_PAGE_MAX + 1},
                                  &open));
        rows.at = open.at;
        rows.len = open.len;
    } else {
        TRY(bank_lines_after(ctx,
                             &(BankLinesAfterArgs){.account = account,
                                                   .from_day = from,
                                                   .to_day = to,
                                                   .day = day,
                                                   .id = id,
                                                   .limit = BANK_PAGE_MAX + 1},
                             &rows));
    }
    *out = (BankLines){NEW_ARRAY(ctx->arena, BankLine, rows.len), 0, {0}};
    for (size_t i = 0; i < rows.len && i < BANK_PAGE_MAX; i++)
        out->at[out->len++] = bank_line_from_stored(&rows.at[i]);
    if (rows.len > BANK_PAGE_MAX)
        out->next = cursor_format(ctx->arena, out->at[out->len - 1].day, out->at[out->len - 1].id);
    return OK;
}

static Entry
entry_from_open(const FundAccount *account, const OpenEntryRow *row)
{
    return (Entry){
        .id = row->id,
        .region = account->region,
        .account = account->id,
        .day = (Day)row->day,
        .direction = (Direction)row->direction,
        .amount_fen = row->amount_fen,
        .counterparty = row->counterparty,
        .purpose = row->purpose,
        .voucher = row->voucher,
    };
}

static Status
open_entries(Ctx *ctx, const FundAccount *account, Day from, Day to, int64_t day, int64_t id,
             int limit, OpenEntryRows *out)
{
    return bank_entries_open_after(ctx,
                                   &(BankEntriesOpenAfterArgs){
                                       .region = account->region,
                                       .account = account->id,
                                       .from_day = from,
                                       .to_day = to,
                                       .from_month = month_of(from),
                                       .to_month = month_of(to),
                                       .month = day == 0 ? 0 : month_of((Day)day),
                                       .day = day,
                                       .id = id,
                                       .limit = limit,
                                   },
                                   out);
}

Status
bank_entries_open(Ctx *ctx, int64_t account, Text cursor, Entries *out)
{
    FundAccount fund;
    BankAccountDaysRow days;
    OpenEntryRows rows;
    int64_t day;
    int64_t id;

    *out = (Entries){0};
    TRY(bank_account(ctx, account, CAN_READ_STAFF_PARTS, &fund));
    if (!cursor_parse(cursor, &day, &id))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对，请从头看"));
    TRY(bank_account_days(ctx, account, &days));
    if (!days.from_day.set)
        return OK;
    TRY(open_entries(ctx, &fund, (Day)days.from_day.value, (Day)days.to_day.value, day, id,
                     BANK_PAGE_MAX + 1, &rows));
    out->at = NEW_ARRAY(ctx->arena, Entry, rows.len);
    for (size_t i = 0; i < rows.len && i < BANK_PAGE_MAX; i++)
        out->at[out->len++] = entry_from_open(&fund, &rows.at[i]);
    if (rows.len > BANK_PAGE_MAX)
        out->next = cursor_format(ctx->arena, out->at[out->len - 1].day, out->at[out->len - 1].id);
    return OK;
}

/* Those of the same direction; the same amount first, then the nearest day. */
static int64_t
unlikeliness(const BankLine *line, const OpenEntryRow *row)
{
    int64_t days = row->day - line->day;

    return (row->amount_fen == line->amount_fen ? 0 : CANDIDATE_DAYS * 2) +
           (days < 0 ? -days : days);
}

Status
bank_candidates(Ctx *ctx, int64_t line_id, Entries *out)
{
    BankLine line;
    FundAccount fund;
    OpenEntryRows rows;

    TRY(load_line(ctx, line_id, CAN_READ_STAFF_PARTS, &line, &fund));
    TRY(open_entries(ctx, &fund, line.day - CANDIDATE_DAYS, line.day + CANDIDATE_DAYS, 0, 0,
                     BANK_MATCH_ENTRIES_MAX, &rows));
    *out = (Entries){NEW_ARRAY(ctx->arena, Entry, CANDIDATES_MAX), 0, {0}};
    while (out->len < CANDIDATES_MAX) {
        OpenEntryRow *best = NULL;

        for (size_t i = 0; i < rows.len; i++)
            if (rows.at[i].id != 0 && rows.at[i].direction == line.direction &&
                (best == NULL || unlikeliness(&line, &rows.at[i]) < unlikeliness(&line, best)))
                best = &rows.at[i];
        if (best == NULL)
            break;
        out->at[out->len++] = entry_from_open(&fund, best);
        best->id = 0; /* taken */
    }
    return OK;
}

Status
bank_line_entries(Ctx *ctx, int64_t line_id, Entries *out)
{
    BankMatchLineEntriesRows rows;
    BankLine line;
    FundAccount fund;

    TRY(load_line(ctx, line_id, CAN_READ_STAFF_PARTS, &line, &fund));
    TRY(bank_match_line_entries(ctx, line.id, BANK_MATCH_ENTRIES_MAX, &rows));
    *out = (Entries){NEW_ARRAY(ctx->arena, Entry, rows.len), rows.len, {0}};
    for (size_t i = 0; i < rows.len; i++)
        TRY(entry_get(ctx, rows.at[i].entry, &out->at[i]));
    return OK;
}

/* ---- by hand ---- */

static Status
add_up(Ctx *ctx, const BankLine *line, const int64_t *entries, size_t count)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        Entry entry;
        BankMatchOfEntryRow taken;
        Status status;

        TRY(entry_get(ctx, entries[i], &entry));
        if (entry.account != line->account || entry.direction != line->direction)
            return ctx_problem(ctx, "entries", TR(ctx->lang, "只能选同一个账户、同一方向的账目"));
        status = bank_match_of_entry(ctx, entry.id, &taken);
        if (status != NOT_FOUND)
            return status == OK ? CONFLICT : status;
        sum += entry.amount_fen;
    }
    if (sum == line->amount_fen)
        return OK;
    return ctx_problem(ctx, "entries",
                       TR_FORMAT(ctx->arena, ctx->lang,
                                 "选中的账目合计 {sum} 元，银行这一笔是 {amount} 元",
                                 {"sum", fen_format(ctx->arena, sum)},
                                 {"amount", fen_format(ctx->arena, line->amount_fen)}));
}

Status
bank_match_by_hand(Ctx *ctx, int64_t line_id, const int64_t *entries, size_t count)
{
    BankLine line;
    FundAccount fund;

    TRY(load_line(ctx, line_id, CAN_KEEP_LEDGER, &line, &fund));
    if (line.state == BANK_MATCHED)
        return CONFLICT;
    if (count == 0 || count > BANK_MATCH_ENTRIES_MAX)
        return ctx_problem(ctx, "entries", TR(ctx->lang, "请选出这一笔对应的账目"));
    TRY(add_up(ctx, &line, entries, count));
    for (size_t i = 0; i < count; i++) {
        int64_t added;

        TRY(bank_match_insert(ctx, entries[i], line.id, true, &added));
        if (added == 0)
            return CONFLICT;
        TRY(bank_note_drop(ctx, entries[i]));
    }
    TRY(bank_line_state_put(ctx, line.id, T("matched"), T("")));
    TRY(audit(ctx, fund.region, "bank.match", line.id, T("")));
    region_touch(ctx, fund.region);
    return changed_note(ctx, CHANGED_BANK, fund.region, fund.id);
}

Status
bank_unmatch(Ctx *ctx, int64_t line_id)
{
    BankLine line;
    FundAccount fund;
    int64_t dropped;

    TRY(load_line(ctx, line_id, CAN_KEEP_LEDGER, &line, &fund));
    TRY(bank_match_drop_line(ctx, line.id, &dropped));
    if (dropped == 0)
        return CONFLICT;
    TRY(bank_line_state_put(ctx, line.id, T("open"), T("")));
    TRY(audit(ctx, fund.region, "bank.unmatch", line.id, T("")));
    region_touch(ctx, fund.region);
    return changed_note(ctx, CHANGED_BANK, fund.region, fund.id);
}

static Status
check_explanation(Ctx *ctx, Text text)
{
    if (!text_is_clean(text) || text_chars(text) > BANK_EXPLANATION_CHARS_MAX)
        return ctx_problem(ctx, "explanation", TR(ctx->lang, "说明最多 200 个字"));
    return OK;
}

Status
bank_explain_line(Ctx *ctx, int64_t line_id, Text explanation)
{
    BankLine line;
    FundAccount fund;

    TRY(load_line(ctx, line_id, CAN_KEEP_LEDGER, &line, &fund));
    if (line.state == BANK_MATCHED)
        return CONFLICT;
    explanation = text_trim(explanation);
    TRY(check_explanation(ctx, explanation));
    TRY(bank_line_state_put(ctx, line.id, explanation.len == 0 ? T("open") : T("explained"),
                            explanation));
    TRY(changed_note(ctx, CHANGED_BANK, fund.region, fund.id));
    return audit(ctx, fund.region, "bank.explain_line", line.id, explanation);
}

Status
bank_explain_entry(Ctx *ctx, int64_t id, Text explanation)
{
    Entry entry;
    BankMatchOfEntryRow taken;
    Status status;

    TRY(entry_get(ctx, id, &entry));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, entry.region));
    status = bank_match_of_entry(ctx, id, &taken);
    if (status != NOT_FOUND)
        return status == OK ? CONFLICT : status;
    explanation = text_trim(explanation);
    TRY(check_explanation(ctx, explanation));
    if (explanation.len == 0)
        TRY(bank_note_drop(ctx, id));
    else
        TRY(bank_note_put(
            ctx,
            &(BankNotePutArgs){
                .entry = id,
                .explanation = explanation,
                .noted_at = ctx->now,
                .noted_by = ctx->actor->account != 0 ? SOME_INT(ctx->actor->account) : (OptInt){0},
            }));
    TRY(changed_note(ctx, CHANGED_BANK, entry.region, entry.account));
    return audit(ctx, entry.region, "bank.explain_entry", id, explanation);
}

/* ---- what others ask ---- */

Status
bank_entry_changed(Ctx *ctx, int64_t entry)
{
    BankMatchOfEntryRow taken;
    Status status = bank_match_of_entry(ctx, entry, &taken);
    int64_t dropped;
    Entry row;

    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK) {
        TRY(entry_get(ctx, entry, &row));
        TRY(changed_note(ctx, CHANGED_BANK, row.region, row.account));
        TRY(bank_match_drop_line(ctx, taken.line, &dropped));
        TRY(bank_line_state_put(ctx, taken.line, T("open"), T("")));
    }
    return bank_note_drop(ctx, entry);
}

static int
by_id(const void *a, const void *b)
{
    int64_t x = ((const BankMatchedOfDaysRow *)a)->entry;
    int64_t y = ((const BankMatchedOfDaysRow *)b)->entry;

    return (x > y) - (x < y);
}

/* Of entries of one village and month. */
static Status
tied_of_month(Ctx *ctx, const Entry *entries, size_t count, bool *tied_out)
{
    BankMatchedOfDaysRows matched;
    BankMatchedOfDaysArgs days = {entries[0].region, month_of(entries[0].day), entries[0].day,
                                  entries[0].day, ENTRIES_MONTH_MAX};

    for (size_t i = 1; i < count; i++) {
        days.from_day = entries[i].day < days.from_day ? entries[i].day : days.from_day;
        days.to_day = entries[i].day > days.to_day ? entries[i].day : days.to_day;
    }
    TRY(bank_matched_of_days(ctx, &days, &matched));
    if (matched.len != 0) /* qsort() and bsearch() want an array */
        qsort(matched.at, matched.len, sizeof matched.at[0], by_id);
    for (size_t i = 0; i < count; i++)
        tied_out[i] =
            matched.len != 0 && bsearch(&(BankMatchedOfDaysRow){entries[i].id}, matched.at,
                                        matched.len, sizeof matched.at[0], by_id) != NULL;
    return OK;
}

Status
bank_tied(Ctx *ctx, const Entries *entries, bool *tied_out)
{
    size_t first = 0;

    while (first < entries->len) {
        const Entry *at = &entries->at[first];
        size_t count = 1;

        while (first + count < entries->len && at[count].region == at->region &&
               month_of(at[count].day) == month_of(at->day))
            count++;
        TRY(tied_of_month(ctx, at, count, tied_out + first));
        first += count;
    }
    return OK;
}
