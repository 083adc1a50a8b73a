/*
 * From entries to the disclosures F2 and F3: their table is the entries of the period, nothing
 * else.
 *
 * An entry that was taken back and the red one that did it are left out; the one in its place is
 * shown.  What changed is in the difference of the disclosure's revisions.
 */
#include <stdlib.h>

#include "base/money.h"
#include "base/tr.h"
#include "ledger/inside.h"

#define INCOME_ITEM T("F2")
#define SPENDING_ITEM T("F3")

/* ---- the table ---- */

typedef enum Cell {
    CELL_DAY,
    CELL_VOUCHER,
    CELL_PURPOSE,
    CELL_CLASS,
    CELL_UNIT,
    CELL_PERSON,
    CELL_AMOUNT,
    CELL_MEANS,
    CELL_HANDLER,
    CELL_COUNT
} Cell;

/* The columns of the two items that are filled from an entry; others stay empty. */
static const char *const names[CELL_COUNT][2] = {
    [CELL_DAY] = {"日期",       "日期"      },
      [CELL_VOUCHER] = {"凭证号",    "凭证号"   },
    [CELL_PURPOSE] = {"收入事由", "用途"      },
      [CELL_CLASS] = {"收入类别", "支出类别"},
    [CELL_UNIT] = {"付款单位", "收款单位"},
      [CELL_PERSON] = {"付款个人", "收款个人"},
    [CELL_AMOUNT] = {"金额",       "金额"      },
      [CELL_MEANS] = {"收款方式", "支付方式"},
    [CELL_HANDLER] = {"经手人",    "经手人"   },
};

static Text
value_of(Ctx *ctx, const EntryRow *entry, Cell cell)
{
    const Category *category = category_of(entry->category);

    switch (cell) {
    case CELL_DAY:
        return day_format(ctx->arena, (Day)entry->day);
    case CELL_VOUCHER:
        return entry->voucher.len != 0 ? entry->voucher : T("—");
    case CELL_PURPOSE:
        return entry->purpose;
    case CELL_CLASS:
        return category != NULL ? text_c(account_title(category->account)) : T("");
    case CELL_UNIT:
        return entry->person ? T("") : entry->counterparty;
    case CELL_PERSON:
        return entry->person ? entry->counterparty : T("");
    case CELL_AMOUNT:
        return fen_plain(ctx->arena, entry->amount_fen);
    case CELL_MEANS:
        return entry->means;
    case CELL_HANDLER:
        return entry->handler;
    case CELL_COUNT:
        break;
    }
    return T("");
}

static void
fill_row(Ctx *ctx, const Item *item, Direction direction, const EntryRow *entry, Text *cells)
{
    int side = direction == DIRECTION_IN ? 0 : 1;

    for (size_t i = 0; i < item->columns.len; i++) {
        cells[i] = T("");
        for (int cell = 0; cell < CELL_COUNT; cell++)
            if (text_eq(item->columns.at[i].name, text_c(names[cell][side])))
                cells[i] = column_choice(&item->columns.at[i], value_of(ctx, entry, (Cell)cell));
    }
}

static int
by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* The entries of these months that a red one took back, by number. */
static int64_t *
taken_back(Ctx *ctx, const EntryRows *rows, size_t *count_out)
{
    int64_t *ids = NEW_ARRAY(ctx->arena, int64_t, rows->len);
    size_t count = 0;

    for (size_t i = 0; i < rows->len; i++)
        if (rows->at[i].amount_fen < 0 && rows->at[i].corrects.set)
            ids[count++] = rows->at[i].corrects.value;
    qsort(ids, count, sizeof ids[0], by_number);
    *count_out = count;
    return ids;
}

static bool
is_shown(const EntryRow *row, Direction direction, const int64_t *gone, size_t count)
{
    return row->direction == direction && row->amount_fen >= 0 &&
           (count == 0 || bsearch(&row->id, gone, count, sizeof gone[0], by_number) == NULL);
}

Status
ledger_table(Ctx *ctx, RegionCode village, const Item *item, Direction direction, Month first,
             Month last, DisclosureInput *out)
{
    EntryRows rows;
    size_t width = item->columns.len;
    size_t gone_len;
    int64_t *gone;

    TRY(entry_months(
        ctx,
        &(EntryMonthsArgs){
            .region = village, .first = first, .last = last, .limit = TABLE_ROWS_MAX * 4},
        &rows));
    gone = taken_back(ctx, &rows, &gone_len);
    *out = (DisclosureInput){
        .item = item->code,
        .region = village,
        .kind = DISCLOSURE_REPORT,
        .cells = NEW_ARRAY(ctx->arena, Text, rows.len * width),
    };
    for (size_t i = 0; i < rows.len; i++)
        if (is_shown(&rows.at[i], direction, gone, gone_len))
            fill_row(ctx, item, direction, &rows.at[i], &out->cells[out->rows++ * width]);
    if (out->rows == 0)
        out->kind = DISCLOSURE_NIL;
    return OK;
}

/* ---- words ---- */

static int64_t
total_of(const Item *item, const DisclosureInput *input)
{
    int64_t total = 0;

    for (size_t i = 0; i < item->columns.len; i++) {
        if (!text_eq(item->columns.at[i].name, T("金额")))
            continue;
        for (size_t row = 0; row < input->rows; row++) {
            int64_t fen = 0;

            if (fen_parse(input->cells[row * item->columns.len + i], &fen, NULL))
                total += fen;
        }
    }
    return total;
}

static void
fill_words(Ctx *ctx, const Item *item, Direction direction, Period period, DisclosureInput *input)
{
    TrArg args[] = {
        {"period", period_words(ctx->arena, LANG_HANS,     period)     },
        {"rows",   text_printf(ctx->arena,  "%zu",         input->rows)},
        {"total",  fen_format(ctx->arena,   total_of(item, input))     },
    };

    input->period = period_format(ctx->arena, period);
    if (input->kind == DISCLOSURE_NIL)
        return;
    /* Content, not interface: as the village itself would write it. */
    input->summary =
        tr_format(ctx->arena,
                  direction == DIRECTION_IN ? T("{period}收入{rows}笔，一共{total}元。")
                                            : T("{period}支出{rows}笔，一共{total}元。"),
                  args, sizeof args / sizeof args[0]);
}

/* ---- periods ---- */

static Status
item_of(Ctx *ctx, RegionCode village, Text code, Item *out)
{
    Status status = catalogue_item(ctx, village, code, out);

    if (status == NOT_FOUND)
        return ctx_problem(ctx, "month",
                           TR_FORMAT(ctx->arena, ctx->lang, "公开目录里没有 {code}，请先和区里商量",
                                     {"code", code}));
    return status;
}

Status
ledger_period(Ctx *ctx, const Region *village, Month month, Period *out)
{
    Item item;
    Text letters;

    TRY(item_of(ctx, village->code, SPENDING_ITEM, &item));
    letters = item_rhythm(&item, village->community);
    *out = period_of(letters.len == 0 ? RHYTHM_MONTHLY : (Rhythm)letters.at[0], month_first(month));
    return OK;
}

/* ---- disclosures ---- */

static bool
same_table(const Revision *revision, const DisclosureInput *input)
{
    size_t cells = revision->table.rows * revision->table.columns.len;

    if (revision->kind != input->kind || revision->table.rows != input->rows)
        return false;
    for (size_t i = 0; i < cells; i++)
        if (!text_eq(revision->table.cells[i], input->cells[i]))
            return false;
    return true;
}

/* What there is of the period already: of the month's row, or made by hand on the desk. */
static Status
find_disclosure(Ctx *ctx, OptInt known, const DisclosureInput *input, Disclosure *out)
{
    DisclosureOfPeriodRow row;
    Status status;

    if (known.set) {
        TRY(disclosure_get(ctx, known.value, out));
        if (out->state != STATE_WITHDRAWN)
            return OK;
    }
    status = disclosure_of_period(ctx, input->region, input->item, input->period, &row);
    if (status != OK)
        return status;
    return disclosure_get(ctx, row.id, out);
}

static Status
side_not_in_review(Ctx *ctx, const Region *village, Text code, Period period, OptInt known)
{
    DisclosureInput input = {
        .region = village->code, .item = code, .period = period_format(ctx->arena, period)};
    Disclosure disclosure;
    Status status = find_disclosure(ctx, known, &input, &disclosure);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    if (disclosure.state != STATE_CONFIRMING && disclosure.state != STATE_SUBMITTED)
        return OK;
    return ctx_problem(ctx, "month", TR(ctx->lang, "这一期的公开表正在审核，等审核完再来"));
}

Status
ledger_not_in_review(Ctx *ctx, const Region *village, const LedgerMonth *month)
{
    Period period;

    TRY(ledger_period(ctx, village, month->month, &period));
    TRY(side_not_in_review(ctx, village, INCOME_ITEM, period, month->disclosure_in));
    return side_not_in_review(ctx, village, SPENDING_ITEM, period, month->disclosure_out);
}

static Status
send(Ctx *ctx, OptInt *id, DisclosureInput *input, Text reason)
{
    Disclosure disclosure;
    Revision revision;
    Status status = find_disclosure(ctx, *id, input, &disclosure);

    if (status == NOT_FOUND) {
        TRY(disclosure_create(ctx, input, &disclosure));
    } else {
        TRY(status);
        TRY(disclosure_revision(ctx, disclosure.id,
                                disclosure.working != 0 ? disclosure.working : disclosure.revision,
                                &revision));
        *id = SOME_INT(disclosure.id);
        if (disclosure.working == 0 && same_table(&revision, input))
            return OK;
        if (disclosure.working == 0)
            TRY(disclosure_correct(ctx, disclosure.id, disclosure.lock,
                                   reason.len != 0 ? reason : T("按账本重新公开"), &disclosure));
        if (revision.title.len != 0)
            input->title = revision.title;
        TRY(disclosure_update(ctx, disclosure.id, disclosure.lock, input, &disclosure));
    }
    *id = SOME_INT(disclosure.id);
    return disclosure_submit(ctx, disclosure.id, disclosure.lock, &disclosure);
}

static Status
disclose_side(Ctx *ctx, const Region *village, Direction direction, Period period, Text reason,
              OptInt *id)
{
    DisclosureInput input;
    Item item;

    TRY(item_of(ctx, village->code, direction == DIRECTION_IN ? INCOME_ITEM : SPENDING_ITEM,
                &item));
    TRY(ledger_table(ctx, village->code, &item, direction, month_of(period.start),
                     month_of_period(period), &input));
    fill_words(ctx, &item, direction, period, &input);
    return send(ctx, id, &input, reason);
}

Status
ledger_disclose(Ctx *ctx, const Region *village, LedgerMonth *month, Text reason)
{
    Period period;
    bool ends;

    TRY(ledger_period(ctx, village, month->month, &period));
    ends = month_of_period(period) == month->month;
    if (!ends && !(reason.len != 0 && month->disclosure_in.set && month->disclosure_out.set))
        return OK;
    TRY(disclose_side(ctx, village, DIRECTION_IN, period, reason, &month->disclosure_in));
    TRY(disclose_side(ctx, village, DIRECTION_OUT, period, reason, &month->disclosure_out));
    /* The other months of a quarter are told by the same two. */
    for (Month other = month_of(period.start); other < month->month && ends; other++)
        TRY(month_link(ctx, &(MonthLinkArgs){.region = village->code,
                                             .month = other,
                                             .disclosure_in = month->disclosure_in,
                                             .disclosure_out = month->disclosure_out}));
    return OK;
}
