/* What `mingbai check` asks of the ledgers. */
#include "ledger/inside.h"
#include "region/tally.h"

#include "base/money.h"

enum { PIECE = 500 };

Status
ledger_tallies(Ctx *ctx, struct TallyBatch *batch)
{
    FundRow fund = {0};
    MonthWalkRow month = {0};
    size_t got;

    do {
        FundRows rows;

        TRY(fund_walk(ctx, fund.region, fund.id, PIECE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            tally_batch_add(batch, rows.at[i].region, TALLY_OPENING_FEN,
                            (Day)rows.at[i].opening_day, rows.at[i].opening_fen);
            fund.region = rows.at[i].region;
            fund.id = rows.at[i].id;
        }
        got = rows.len;
    } while (got == PIECE);
    do {
        MonthWalkRows rows;

        TRY(month_walk(ctx, month.region, month.month, PIECE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            const MonthWalkRow *row = &rows.at[i];
            Day day = month_last(row->month);
            int64_t words[WORD_COUNT];

            tally_batch_add(batch, row->region, TALLY_INCOME_FEN, day, row->income);
            tally_batch_add(batch, row->region, TALLY_EXPENSE_FEN, day, row->expense);
            tally_batch_add(batch, row->region, TALLY_ENTRIES, day, row->entries);
            TRY(ledger_fen_by_word(ctx, row->region, row->month, words));
            for (int word = 0; word < WORD_COUNT; word++)
                tally_batch_add(batch, row->region, (Measure)(TALLY_WORD_FEN + word), day,
                                words[word]);
            month.region = row->region;
            month.month = row->month;
        }
        got = rows.len;
    } while (got == PIECE);
    return OK;
}

static Status
check_sums(Ctx *ctx, LedgerFault *fault, void *arg)
{
    SumFaultsRows rows;
    TotalFaultsRows totals;

    TRY(total_faults(ctx, PIECE, &totals));
    for (size_t i = 0; i < totals.len; i++)
        fault(arg, text_printf(ctx->arena, "ledger of %012lld: its total is off by %s yuan",
                               (long long)totals.at[i].region,
                               text_cstr(ctx->arena, fen_plain(ctx->arena, totals.at[i].fen))));
    TRY(sum_faults(ctx, PIECE, &rows));
    for (size_t i = 0; i < rows.len; i++)
        fault(arg, text_printf(ctx->arena, "ledger of %012lld, month %s: sums are off by %s yuan",
                               (long long)rows.at[i].region,
                               text_cstr(ctx->arena, month_format(ctx->arena, rows.at[i].month)),
                               text_cstr(ctx->arena, fen_plain(ctx->arena, rows.at[i].fen))));
    return OK;
}

/* The newest revision of a disclosure beside the entries of its period. */
static Status
check_table(Ctx *ctx, const MonthWalkRow *row, int64_t id, Direction direction, LedgerFault *fault,
            void *arg)
{
    Disclosure disclosure;
    Revision revision;
    DisclosureInput input;
    Period period;
    Item item;
    bool same;

    TRY(disclosure_get(ctx, id, &disclosure));
    if (disclosure.state == STATE_WITHDRAWN || !period_parse(disclosure.period, &period) ||
        month_of_period(period) != row->month)
        return OK;
    TRY(catalogue_version(ctx, disclosure.item_version, &item));
    TRY(disclosure_revision(
        ctx, id, disclosure.working != 0 ? disclosure.working : disclosure.revision, &revision));
    TRY(ledger_table(ctx, row->region, &item, direction, month_of(period.start), row->month,
                     &input));
    same = revision.table.rows == input.rows && revision.table.columns.len == item.columns.len;
    for (size_t i = 0; same && i < input.rows * item.columns.len; i++)
        same = text_eq(revision.table.cells[i], input.cells[i]);
    if (!same)
        fault(arg, text_printf(ctx->arena,
                               "disclosure %lld of %012lld does not show the entries of its period",
                               (long long)id, (long long)row->region));
    return OK;
}

Status
ledger_check(Ctx *ctx, LedgerFault *fault, void *arg)
{
    MonthWalkRow last = {0};
    size_t got;

    TRY(check_sums(ctx, fault, arg));
    do {
        MonthWalkRows rows;

        TRY(month_walk(ctx, last.region, last.month, PIECE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            const MonthWalkRow *row = &rows.at[i];
            ArenaMark mark = arena_mark(ctx->arena);

            last = *row;
            if (row->disclosure_in.set)
                TRY(check_table(ctx, row, row->disclosure_in.value, DIRECTION_IN, fault, arg));
            if (row->disclosure_out.set)
                TRY(check_table(ctx, row, row->disclosure_out.value, DIRECTION_OUT, fault, arg));
            arena_release(ctx->arena, mark);
        }
        got = rows.len;
    } while (got == PIECE);
    return OK;
}
