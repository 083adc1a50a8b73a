/* Entries, one by one: booked, rewritten, removed, corrected; and read as each reader may. */
#include "base/id.h"
#include "base/tr.h"
#include "ledger/inside.h"
#include "region/changed.h"
#include "store/store.h"

static LedgerEntryHook *hook;

void
ledger_on_entry_change(LedgerEntryHook *changed)
{
    hook = changed;
}

static Status
tell(Ctx *ctx, int64_t entry)
{
    return hook == NULL ? OK : hook(ctx, entry);
}

Entry
entry_from_row(const EntryRow *row)
{
    return (Entry){
        .id = row->id,
        .region = row->region,
        .account = row->account,
        .day = (Day)row->day,
        .direction = (Direction)row->direction,
        .amount_fen = row->amount_fen,
        .category = row->category,
        .counterparty = row->counterparty,
        .person = row->person,
        .purpose = row->purpose,
        .voucher = row->voucher,
        .means = row->means,
        .handler = row->handler,
        .approver = row->approver,
        .corrects = row->corrects,
        .reason = row->reason,
        .lock = row->lock,
    };
}

/* ---- writing ---- */

Status
ledger_sums_add(Ctx *ctx, const SumAddArgs *sum)
{
    TRY(sum_add(ctx, sum));
    return total_add(ctx, sum->region, sum->fen * sum->direction);
}

Status
entry_sum_change(Ctx *ctx, const Entry *entry, int sign)
{
    return ledger_sums_add(ctx, &(SumAddArgs){
                                    .region = entry->region,
                                    .month = month_of(entry->day),
                                    .account = entry->account,
                                    .direction = entry->direction,
                                    .category = entry->category,
                                    .fen = entry->amount_fen * sign,
                                    .entries = sign,
                                });
}

Status
entry_write(Ctx *ctx, Entry *entry)
{
    entry->id = id_new();
    entry->lock = 1;
    return entry_insert(ctx, &(EntryInsertArgs){
                                 .id = entry->id,
                                 .region = entry->region,
                                 .account = entry->account,
                                 .month = month_of(entry->day),
                                 .day = entry->day,
                                 .direction = entry->direction,
                                 .amount_fen = entry->amount_fen,
                                 .category = entry->category,
                                 .counterparty = entry->counterparty,
                                 .person = entry->person,
                                 .purpose = entry->purpose,
                                 .voucher = entry->voucher,
                                 .means = entry->means,
                                 .handler = entry->handler,
                                 .approver = entry->approver,
                                 .corrects = entry->corrects,
                                 .reason = entry->reason,
                                 .created_at = ctx->now,
                                 .created_by = ledger_acting(ctx),
                             });
}

/* The entry's month must be open. */
static Status
require_open(Ctx *ctx, RegionCode village, Day day)
{
    LedgerMonth month;
    bool published;

    TRY(month_fetch(ctx, village, month_of(day), &month, &published));
    if (month_is_open(&month))
        return OK;
    return ctx_problem(ctx, "day",
                       TR_FORMAT(ctx->arena, ctx->lang, "{month} 已经结账，只能用更正分录来改",
                                 {"month", month_format(ctx->arena, month.month)}));
}

static Status
require_room(Ctx *ctx, RegionCode village, Month month)
{
    SumsOfMonthRow sums;

    TRY(sums_of_month(ctx, village, month, &sums));
    if (sums.entries < ENTRIES_MONTH_MAX)
        return OK;
    return ctx_problem(ctx, "day", TR(ctx->lang, "一个月最多记 5,000 笔"));
}

static Status
check_account(Ctx *ctx, Entry *entry)
{
    FundAccount account;
    Status status = fund_fetch(ctx, entry->account, &account);

    if (status == NOT_FOUND)
        return ctx_problem(ctx, "account", TR(ctx->lang, "请选本村的账户"));
    TRY(status);
    return entry_check(ctx, &account, entry);
}

/* Its place and its month show something else now. */
static Status
entry_noted(Ctx *ctx, const Entry *entry)
{
    region_touch(ctx, entry->region);
    return changed_note(ctx, CHANGED_MONTH, entry->region, month_of(entry->day));
}

Status
entry_add(Ctx *ctx, const Entry *input, Entry *out)
{
    *out = *input;
    out->corrects = (OptInt){0};
    out->reason = T("");
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, input->region));
    TRY(check_account(ctx, out));
    TRY(require_open(ctx, out->region, out->day));
    TRY(require_room(ctx, out->region, month_of(out->day)));
    TRY(entry_write(ctx, out));
    TRY(entry_sum_change(ctx, out, 1));
    TRY(audit(ctx, out->region, "entry.add", out->id, out->purpose));
    return entry_noted(ctx, out);
}

/* The stored entry, when the acting person may change it now.  A red one and what it took back stay
 * as they are, also when their month came back: one would not be the other's reverse any more. */
static Status
begin_change(Ctx *ctx, int64_t id, int64_t lock, Entry *out)
{
    EntryRow row;
    EntryCorrectionsRow corrections;
    LedgerMonth month;
    bool published;

    TRY(entry_load(ctx, id, &row));
    *out = entry_from_row(&row);
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, out->region));
    TRY(month_fetch(ctx, out->region, month_of(out->day), &month, &published));
    TRY(entry_corrections(ctx, id, &corrections));
    return month_is_open(&month) && out->lock == lock && corrections.count == 0 &&
                   out->amount_fen > 0
               ? OK
               : CONFLICT;
}

Status
entry_update(Ctx *ctx, const Entry *input, Entry *out)
{
    Entry before;
    int64_t changed;

    TRY(begin_change(ctx, input->id, input->lock, &before));
    *out = *input;
    out->region = before.region;
    out->corrects = before.corrects;
    out->reason = before.reason;
    TRY(check_account(ctx, out));
    if (out->amount_fen < 0)
        return ctx_problem(ctx, "amount", TR(ctx->lang, "金额应大于 0；收还是支另外选"));
    TRY(require_open(ctx, out->region, out->day));
    TRY(entry_rewrite(ctx,
                      &(EntryRewriteArgs){
                          .id = out->id,
                          .lock = out->lock,
                          .account = out->account,
                          .month = month_of(out->day),
                          .day = out->day,
                          .direction = out->direction,
                          .amount_fen = out->amount_fen,
                          .category = out->category,
                          .counterparty = out->counterparty,
                          .person = out->person,
                          .purpose = out->purpose,
                          .voucher = out->voucher,
                          .means = out->means,
                          .handler = out->handler,
                          .approver = out->approver,
                      },
                      &changed));
    if (changed != 1)
        return CONFLICT;
    out->lock++;
    TRY(entry_sum_change(ctx, &before, -1));
    TRY(entry_sum_change(ctx, out, 1));
    TRY(tell(ctx, out->id));
    TRY(audit(ctx, out->region, "entry.update", out->id, out->purpose));
    TRY(entry_noted(ctx, &before));
    return entry_noted(ctx, out);
}

Status
entry_remove(Ctx *ctx, int64_t id, int64_t lock)
{
    Entry entry;
    int64_t removed;

    TRY(begin_change(ctx, id, lock, &entry));
    TRY(tell(ctx, id));
    TRY(entry_delete(ctx, id, lock, &removed));
    if (removed != 1)
        return CONFLICT;
    TRY(entry_sum_change(ctx, &entry, -1));
    TRY(audit(ctx, entry.region, "entry.remove", id, entry.purpose));
    return entry_noted(ctx, &entry);
}

/* ---- correcting ---- */

static Status
book_correction(Ctx *ctx, const Entry *entry)
{
    Entry copy = *entry;

    TRY(entry_write(ctx, &copy));
    TRY(entry_noted(ctx, &copy));
    return entry_sum_change(ctx, &copy, 1);
}

static Status
check_reason(Ctx *ctx, Text reason)
{
    if (text_is_blank(reason))
        return ctx_problem(ctx, "reason", TR(ctx->lang, "请写为什么更正"));
    if (!text_is_clean(reason) || text_chars(reason) > REASON_CHARS_MAX / 5)
        return ctx_problem(ctx, "reason", TR(ctx->lang, "理由最多 100 个字"));
    return OK;
}

static Status
check_replacement(Ctx *ctx, const Entry *before, Entry *after)
{
    after->region = before->region;
    after->corrects = SOME_INT(before->id);
    TRY(check_account(ctx, after));
    if (after->amount_fen < 0)
        return ctx_problem(ctx, "amount", TR(ctx->lang, "金额应大于 0；收还是支另外选"));
    if (month_of(after->day) != month_of(before->day))
        return ctx_problem(ctx, "day", TR(ctx->lang, "更正要记在同一个月里"));
    return OK;
}

Status
entry_correct(Ctx *ctx, int64_t id, int64_t lock, const Entry *replacement, Text reason)
{
    EntryRow row;
    EntryCorrectionsRow corrections;
    Entry before;
    Entry red;
    Entry after;
    Region village;
    LedgerMonth month;
    bool published;

    TRY(entry_load(ctx, id, &row));
    before = entry_from_row(&row);
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, before.region));
    TRY(region_get(ctx, before.region, &village));
    TRY(month_fetch(ctx, before.region, month_of(before.day), &month, &published));
    TRY(entry_corrections(ctx, id, &corrections));
    if (before.lock != lock || month.state != MONTH_CLOSED || before.amount_fen < 0 ||
        corrections.count != 0)
        return CONFLICT;
    reason = text_trim(reason);
    TRY(check_reason(ctx, reason));
    if (replacement != NULL) {
        after = *replacement;
        TRY(check_replacement(ctx, &before, &after));
        after.reason = reason;
    }
    TRY(ledger_not_in_review(ctx, &village, &month));
    red = before;
    red.amount_fen = -before.amount_fen;
    red.corrects = SOME_INT(id);
    red.reason = reason;
    TRY(book_correction(ctx, &red));
    if (replacement != NULL)
        TRY(book_correction(ctx, &after));
    TRY(ledger_month_changed(ctx, &before, replacement != NULL ? &after : NULL));
    TRY(ledger_disclose(ctx, &village, &month, reason));
    TRY(tell(ctx, id));
    TRY(audit(ctx, before.region, "entry.correct", id, reason));
    return entry_noted(ctx, &before);
}

/* ---- reading ---- */

/* What a reader sees of an entry: as the columns of F2 and F3 have it. */
static void
mask(const Ctx *ctx, Reader reader, Entry *entry)
{
    Column person = {.kind = KIND_PERSON};

    if (entry->person)
        entry->counterparty = cell_shown(ctx->arena, &person, entry->counterparty, reader);
    entry->handler = cell_shown(ctx->arena, &person, entry->handler, reader);
    entry->approver = cell_shown(ctx->arena, &person, entry->approver, reader);
}

Status
entry_get(Ctx *ctx, int64_t id, Entry *out)
{
    EntryRow row;
    LedgerMonth month;
    bool published;

    TRY(entry_load(ctx, id, &row));
    *out = entry_from_row(&row);
    if (!actor_may(ctx->actor, CAN_READ_STAFF_PARTS, out->region)) {
        TRY(month_fetch(ctx, out->region, month_of(out->day), &month, &published));
        if (!published)
            return NOT_FOUND;
    }
    mask(ctx, disclosure_reader(ctx, out->region), out);
    TRY(entry_photo_count(ctx, out));
    return OK;
}

typedef struct Cursor {
    int64_t month, day, id;
} Cursor;

static bool
cursor_parse(Text text, Cursor *out)
{
    Text part;
    Text rest;

    *out = (Cursor){0};
    if (text.len == 0)
        return true;
    return text_cut(text, '-', &part, &rest) && text_to_i64(part, &out->month) &&
           text_cut(rest, '-', &part, &rest) && text_to_i64(part, &out->day) &&
           text_to_i64(rest, &out->id);
}

static bool
wanted(const EntryFilter *filter, const EntryRow *row)
{
    const Category *category = category_of(row->category);

    return (filter->account == 0 || filter->account == row->account) &&
           (filter->direction == 0 || filter->direction == row->direction) &&
           (filter->word == 0 || (category != NULL && (int)category->word + 1 == filter->word));
}

/* The months that this reader may see among first … last; visitors: published ones. */
static Status
visible_months(Ctx *ctx, const EntryFilter *filter, bool staff, LedgerMonths *out)
{
    *out = (LedgerMonths){0};
    if (staff)
        return OK;
    return ledger_months(ctx, filter->region, filter->from,
                         filter->to != 0 ? filter->to : month_of(ctx_today(ctx)), out);
}

static bool
is_visible(const LedgerMonths *months, Month month)
{
    for (size_t i = 0; i < months->len; i++)
        if (months->at[i].month == month)
            return true;
    return false;
}

Status
entry_list(Ctx *ctx, const EntryFilter *filter, Entries *out)
{
    int limit =
        filter->limit <= 0 || filter->limit > ENTRY_PAGE_MAX ? ENTRY_PAGE_MAX : filter->limit;
    bool staff = actor_may(ctx->actor, CAN_READ_STAFF_PARTS, filter->region);
    Reader reader = disclosure_reader(ctx, filter->region);
    LedgerMonths months;
    Cursor at;

    *out = (Entries){NEW_ARRAY(ctx->arena, Entry, (size_t)limit), 0, {0}};
    if (!cursor_parse(filter->cursor, &at))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对，请从头看"));
    TRY(visible_months(ctx, filter, staff, &months));
    for (;;) {
        EntryRows rows;

        TRY(entry_months(ctx,
                         &(EntryMonthsArgs){
                             .region = filter->region,
                             .first = filter->from != 0 ? filter->from : LEDGER_MONTH_MIN,
                             .last = filter->to != 0 ? filter->to : LEDGER_MONTH_MAX,
                             .month = at.month,
                             .day = at.day,
                             .id = at.id,
                             .limit = limit + 1,
                         },
                         &rows));
        for (size_t i = 0; i < rows.len; i++) {
            const EntryRow *row = &rows.at[i];

            if (out->len == (size_t)limit) {
                out->next = text_printf(ctx->arena, "%lld-%lld-%lld", (long long)at.month,
                                        (long long)at.day, (long long)at.id);
                return OK;
            }
            at = (Cursor){row->month, row->day, row->id};
            if (!wanted(filter, row) || (!staff && !is_visible(&months, row->month)))
                continue;
            out->at[out->len] = entry_from_row(row);
            mask(ctx, reader, &out->at[out->len++]);
        }
        if (rows.len < (size_t)limit + 1)
            return entry_photo_counts(ctx, out);
    }
}
