/* Figures of months: from entry_sum, never from the entries. */
#include "ledger/inside.h"
#include "region/tally.h"

#include <stdlib.h>

enum { SUM_ROWS_MAX = 10000, NEIGHBOURS_MAX = 500, YEAR_MONTHS = 12 };

/* What was there before the first day of a month, with the accounts that open within it. */
static Status
opening_of(Ctx *ctx, RegionCode village, Month month, int64_t *out)
{
    OpeningsUntilRow openings;
    SumsBeforeRow before;

    TRY(openings_until(ctx, village, month_last(month), &openings));
    TRY(sums_before(ctx, village, month, &before));
    *out = openings.fen + before.fen;
    return OK;
}

static void
words_begin(MonthSums *sums)
{
    *sums = (MonthSums){0};
    for (int word = 0; word < WORD_COUNT; word++)
        sums->words[word].word = (Word)word;
}

Word
ledger_word_of(int64_t number, int64_t direction)
{
    const Category *category = category_of(number);

    if (category != NULL)
        return category->word;
    return direction == DIRECTION_IN ? WORD_OTHER_IN : WORD_OTHER_OUT;
}

static void
add_row(MonthSums *sums, const SumsByCategoryRow *row)
{
    WordSum *word = &sums->words[ledger_word_of(row->category, row->direction)];

    word->amount_fen += row->fen;
    word->entries += row->entries;
    sums->entries += row->entries;
    if (row->direction == DIRECTION_IN)
        sums->income_fen += row->fen;
    else
        sums->expense_fen += row->fen;
}

static bool
listed(const LedgerMonths *months, Month month)
{
    for (size_t i = 0; i < months->len; i++)
        if (months->at[i].month == month)
            return true;
    return false;
}

Status
ledger_sums(Ctx *ctx, RegionCode village, Month first, Month last, MonthSums *out)
{
    bool staff = actor_may(ctx->actor, CAN_READ_STAFF_PARTS, village);
    SumsByCategoryRows rows;
    LedgerMonths months = {0};

    words_begin(out);
    if (!staff)
        TRY(ledger_months(ctx, village, first, last, &months));
    TRY(opening_of(ctx, village, first, &out->opening_fen));
    TRY(sums_by_category(
        ctx,
        &(SumsByCategoryArgs){
            .region = village, .first = first, .last = last, .limit = SUM_ROWS_MAX},
        &rows));
    for (size_t i = 0; i < rows.len; i++)
        if (staff || listed(&months, rows.at[i].month))
            add_row(out, &rows.at[i]);
    out->closing_fen = out->opening_fen + out->income_fen - out->expense_fen;
    return OK;
}

static Status
add_month(Ctx *ctx, RegionCode village, Month month, MonthSums *sums)
{
    SumsByCategoryRows rows;

    words_begin(sums);
    TRY(sums_in_month(ctx, village, month, SUM_ROWS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++)
        add_row(sums, &rows.at[i]);
    return OK;
}

_Static_assert((int)TALLY_WORD_FEN_LAST - (int)TALLY_WORD_FEN + 1 == (int)WORD_COUNT,
               "each everyday word has its measure");

Status
ledger_fen_by_word(Ctx *ctx, RegionCode village, Month month, int64_t *fen_out)
{
    MonthSums sums;

    TRY(add_month(ctx, village, month, &sums));
    for (int word = 0; word < WORD_COUNT; word++)
        fen_out[word] = sums.words[word].amount_fen;
    return OK;
}

Status
ledger_sums_of_month(Ctx *ctx, const LedgerMonth *month, MonthSums *out, MonthSums *year_before_out)
{
    Month year_before = month->month - YEAR_MONTHS;
    LedgerMonth before;
    bool published = false;

    TRY(add_month(ctx, month->region, month->month, out));
    TRY(add_month(ctx, month->region, year_before, year_before_out));
    out->opening_fen = month->opening_fen;
    out->closing_fen = month->closing_fen;
    if (year_before_out->entries == 0 || actor_may(ctx->actor, CAN_READ_STAFF_PARTS, month->region))
        return OK;
    TRY(month_fetch(ctx, month->region, year_before, &before, &published));
    if (!published)
        words_begin(year_before_out);
    return OK;
}

static int
by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static int64_t
middle(int64_t *values, size_t count)
{
    if (count == 0)
        return 0;
    qsort(values, count, sizeof values[0], by_value);
    return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

Status
ledger_township_median(Ctx *ctx, RegionCode village, Month month, TownshipMedian *out)
{
    SumsOfNeighboursRows rows;
    int64_t *income;
    int64_t *expense;

    TRY(sums_of_neighbours(ctx, region_code_at(village, LEVEL_TOWNSHIP), month, NEIGHBOURS_MAX,
                           &rows));
    income = NEW_ARRAY(ctx->arena, int64_t, rows.len);
    expense = NEW_ARRAY(ctx->arena, int64_t, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        income[i] = rows.at[i].income;
        expense[i] = rows.at[i].expense;
    }
    *out = (TownshipMedian){
        .villages = (int64_t)rows.len,
        .income_fen = middle(income, rows.len),
        .expense_fen = middle(expense, rows.len),
    };
    return OK;
}
