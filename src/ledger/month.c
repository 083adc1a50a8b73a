/*
 * Months: open, with the finance group, closed.  What the township does to the month's disclosures
 * is read from them, so nothing here has to be told of it.
 */
#include "ledger/inside.h"

enum { YEAR_MONTHS = 12, MONTH_CHARS = 7, MONTHS_MAX = 120, YEAR_MIN = 1990, YEAR_MAX = 2100 };

Month
month_of(Day day)
{
    Date date = day_to_date(day);

    return (Month)date.year * YEAR_MONTHS + date.month - 1;
}

Month
month_of_period(Period period)
{
    return month_of(period.end);
}

Day
month_first(Month month)
{
    return day_from_date((Date){(int)(month / YEAR_MONTHS), (int)(month % YEAR_MONTHS) + 1, 1});
}

Day
month_last(Month month)
{
    return month_first(month + 1) - 1;
}

Text
month_format(Arena *arena, Month month)
{
    return text_printf(arena, "%04d-%02d", (int)(month / YEAR_MONTHS),
                       (int)(month % YEAR_MONTHS) + 1);
}

bool
month_parse(Text text, Month *out)
{
    int64_t year;
    int64_t month;

    if (text.len != MONTH_CHARS || text.at[4] != '-' ||
        !text_to_i64(text_slice(text, 0, 4), &year) ||
        !text_to_i64(text_slice(text, 5, 2), &month) || year < YEAR_MIN || year > YEAR_MAX ||
        month < 1 || month > YEAR_MONTHS)
        return false;
    *out = year * YEAR_MONTHS + month - 1;
    return true;
}

/* ---- states ---- */

static bool
is_readable(Text state, int64_t revision)
{
    return revision > 0 && !text_eq(state, T("withdrawn"));
}

LedgerMonth
month_from_row(const MonthRow *row, bool *published_out)
{
    LedgerMonth month = {
        .region = row->region,
        .month = row->month,
        .state = MONTH_CONFIRMING,
        .disclosure_in = row->disclosure_in,
        .disclosure_out = row->disclosure_out,
        .handed_in_at = SOME_INT(row->handed_in_at),
        .confirmed_at = row->confirmed_at,
        .return_reason = row->return_reason,
        .lock = row->lock,
    };
    bool came_back =
        text_eq(row->in_state, T("returned")) || text_eq(row->out_state, T("returned"));

    *published_out = row->disclosure_in.set && row->disclosure_out.set &&
                     is_readable(row->in_state, row->in_revision) &&
                     is_readable(row->out_state, row->out_revision);
    if (text_eq(row->state, T("closed")))
        month.state = MONTH_CLOSED;
    else if (text_eq(row->state, T("returned")))
        month.state = MONTH_RETURNED;
    /* Sent back before anything of it was published: the entries may be changed again.  Afterwards
     * only corrections can, and their disclosures are put right on the desk. */
    if (came_back && row->in_revision == 0 && row->out_revision == 0) {
        month.state = MONTH_RETURNED;
        month.return_reason = row->in_reason.len != 0 ? row->in_reason : row->out_reason;
    }
    return month;
}

Status
month_fetch(Ctx *ctx, RegionCode village, Month month, LedgerMonth *out, bool *published_out)
{
    MonthRow row;
    Status status = month_load(ctx, village, month, &row);

    *published_out = false;
    *out = (LedgerMonth){
        .region = village, .month = month, .state = MONTH_OPEN, .return_reason = T("")};
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    *out = month_from_row(&row, published_out);
    return OK;
}

bool
month_is_open(const LedgerMonth *month)
{
    return month->state == MONTH_OPEN || month->state == MONTH_RETURNED;
}

/* ---- reading ---- */

static Status
fill_sums(Ctx *ctx, LedgerMonth *month)
{
    OpeningsUntilRow openings;
    SumsBeforeRow before;
    SumsOfMonthRow sums;

    TRY(openings_until(ctx, month->region, month_last(month->month), &openings));
    TRY(sums_before(ctx, month->region, month->month, &before));
    TRY(sums_of_month(ctx, month->region, month->month, &sums));
    month->opening_fen = openings.fen + before.fen;
    month->income_fen = sums.income;
    month->expense_fen = sums.expense;
    month->closing_fen = month->opening_fen + sums.income - sums.expense;
    month->entries = sums.entries;
    return OK;
}

Status
ledger_month(Ctx *ctx, RegionCode village, Month month, LedgerMonth *out)
{
    bool published;

    TRY(month_fetch(ctx, village, month, out, &published));
    if (!published && !actor_may(ctx->actor, CAN_READ_STAFF_PARTS, village))
        return NOT_FOUND;
    return fill_sums(ctx, out);
}

static void
add_sums(LedgerMonth *month, const SumsByCategoryRow *row)
{
    if (row->direction == DIRECTION_IN)
        month->income_fen += row->fen;
    else
        month->expense_fen += row->fen;
    month->entries += row->entries;
}

static int64_t
opened_until(const FundRows *funds, Day day)
{
    int64_t fen = 0;

    for (size_t i = 0; i < funds->len; i++)
        fen += funds->at[i].opening_day <= day ? funds->at[i].opening_fen : 0;
    return fen;
}

/* A list with every month of the stretch, stored or not, and what stands in each; then what the
 * reader may see of it.  Four queries, however many months. */
Status
ledger_months(Ctx *ctx, RegionCode village, Month first, Month last, LedgerMonths *out)
{
    bool staff = actor_may(ctx->actor, CAN_READ_STAFF_PARTS, village);
    MonthRows rows;
    SumsByCategoryRows sums;
    SumsBeforeRow before;
    FundRows funds;
    int64_t balance;
    size_t row = 0;
    size_t sum = 0;

    if (last - first >= MONTHS_MAX)
        first = last - MONTHS_MAX + 1;
    *out = (LedgerMonths){NEW_ARRAY(ctx->arena, LedgerMonth, MONTHS_MAX), 0};
    TRY(month_rows(
        ctx, &(MonthRowsArgs){.region = village, .first = first, .last = last, .limit = MONTHS_MAX},
        &rows));
    if (rows.len == 0 && !staff)
        return OK;
    TRY(sums_by_category(
        ctx,
        &(SumsByCategoryArgs){
            .region = village, .first = first, .last = last, .limit = MONTHS_MAX * WORD_COUNT * 20},
        &sums));
    TRY(sums_before(ctx, village, first, &before));
    TRY(fund_of_village(ctx, village, FUND_ACCOUNTS_MAX * 4, &funds));
    balance = before.fen;
    for (Month month = first; month <= last; month++) {
        bool published = false;
        bool stored = row < rows.len && rows.at[row].month == month;
        LedgerMonth here = {.region = village, .month = month, .return_reason = T("")};

        if (stored)
            here = month_from_row(&rows.at[row++], &published);
        for (; sum < sums.len && sums.at[sum].month == month; sum++)
            add_sums(&here, &sums.at[sum]);
        here.opening_fen = balance;
        balance += here.income_fen - here.expense_fen;
        here.closing_fen = balance;
        if (!(staff ? stored || here.entries != 0 : published))
            continue;
        here.opening_fen += opened_until(&funds, month_last(month));
        here.closing_fen += opened_until(&funds, month_last(month));
        out->at[out->len++] = here;
    }
    return OK;
}

Status
ledger_latest(Ctx *ctx, RegionCode village, LedgerMonth *out)
{
    MonthRow row;
    bool published;

    TRY(month_public_newest(ctx, village, &row));
    *out = month_from_row(&row, &published);
    return fill_sums(ctx, out);
}
