/*
 * The tables of F5, F6 and F8: contracts with rent due and received, debts and funds with what came
 * and went.
 */
#include "base/buf.h"
#include "base/money.h"
#include "property/build.h"

enum { NOTES_MAX = 50 };

/* ---- F5 ---- */

/* In force at some time of the period (as was known at its end), or paid for in its year. */
static bool
contract_is_told(const Build *build, const Contract *contract, int64_t received_fen)
{
    Period period = build->period;

    if (build->event)
        return contract->begins == period.start ||
               (contract->signed_day.set && contract->signed_day.value == period.start) ||
               (contract->ended.set && contract->ended.value == period.start);
    return contract->begins <= period.end &&
           (contract_last_day(contract, period.end) >= period.start || received_fen != 0);
}

static Status
build_contract(Build *build, const Contract *contract)
{
    Arena *arena = build->ctx->arena;
    int year = day_to_date(build->period.end).year;
    Day first = day_from_date((Date){year, 1, 1}), last = day_from_date((Date){year, 12, 31});
    bool lease = contract->kind == CONTRACT_LEASE;
    MovesBetweenRow moves;
    int64_t due = 0, received = 0;
    Text subject = contract->subject.len != 0         ? contract->subject
                   : contract->resource_name.len != 0 ? contract->resource_name
                                                      : contract->holding_name;

    TRY(moves_between(build->ctx, contract->id, first, build->period.end, &moves));
    if (!contract_is_told(build, contract, moves.in_fen))
        return OK;
    if (lease) {
        due = contract_due_fen(contract, first, last, build->period.end);
        received = moves.in_fen;
    }
    build->figures.a += contract->resource != 0 ? contract->area_milli : 0;
    build->figures.b += due;
    build->figures.c += received;
    return build_row(
        build,
        (Text[FIELDS_MAX]){
            [CONTRACT_NUMBER] = contract->number,
            [CONTRACT_SUBJECT] = subject,
            [CONTRACT_AREA] =
                contract->resource != 0 ? decimal_plain(arena, contract->area_milli) : T(""),
            [CONTRACT_UNIT_PARTY] = contract->person ? T("") : contract->party,
            [CONTRACT_PERSON] = contract->person ? contract->party : T(""),
            [CONTRACT_WAY] = text_c(letting_way_title(contract->way)),
            [CONTRACT_ENDS] = day_format(arena, contract_last_day(contract, build->period.end)),
            [CONTRACT_DUE] = fen_plain(arena, due),
            [CONTRACT_RECEIVED] = fen_plain(arena, received),
        });
}

Status
build_contracts(Build *build)
{
    Ctx *ctx = build->ctx;
    int year = day_to_date(build->period.end).year;
    ContractRecords rows;

    TRY(contracts_for_period(ctx,
                             &(ContractsForPeriodArgs){build->village, 0, build->period.start,
                                                       build->event ? DAY_MOST : build->period.end,
                                                       day_from_date((Date){year, 1, 1}),
                                                       PROPERTY_ROWS_MAX},
                             &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Contract contract = contract_from(ctx, &rows.at[i]);

        TRY(build_contract(build, &contract));
    }
    return OK;
}

/* ---- F6 ---- */

/* What stood at the start, came, went and is left of an owner that was there since `since`. */
typedef struct Stock {
    int64_t opening, in, out, closing;
} Stock;

/* Money that was there on its first day counts as come in the period of that day. */
static Status
stock_of(Build *build, int64_t owner, Day since, int64_t opening_fen, bool new_is_in, Stock *out)
{
    MovesBetweenRow before, now;

    TRY(moves_between(build->ctx, owner, DAY_LEAST, build->period.start - 1, &before));
    TRY(moves_between(build->ctx, owner, build->period.start, build->period.end, &now));
    out->opening = before.in_fen - before.out_fen;
    out->in = now.in_fen;
    out->out = now.out_fen;
    if (since < build->period.start || !new_is_in)
        out->opening += opening_fen;
    else
        out->in += opening_fen;
    out->closing = out->opening + out->in - out->out;
    return OK;
}

static Status
build_debt(Build *build, const Debt *debt)
{
    Arena *arena = build->ctx->arena;
    Stock stock;

    if (debt->day > build->period.end)
        return OK;
    TRY(stock_of(build, debt->id, debt->day, debt->opening_fen, true, &stock));
    if (stock.opening == 0 && stock.in == 0 && stock.out == 0)
        return OK; /* settled before */
    *(debt->side == DEBT_RECEIVABLE ? &build->figures.a : &build->figures.b) += stock.closing;
    build->figures.c += stock.in;
    build->figures.d += stock.out;
    return build_row(build, (Text[FIELDS_MAX]){
                                [DEBT_SIDE] = text_c(debt_side_title(debt->side)),
                                [DEBT_UNIT_PARTY] = debt->person ? T("") : debt->party,
                                [DEBT_PERSON] = debt->person ? debt->party : T(""),
                                [DEBT_CAUSE] = debt->cause,
                                [DEBT_DAY] = day_format(arena, debt->day),
                                [DEBT_OPENING] = fen_plain(arena, stock.opening),
                                [DEBT_MORE] = fen_plain(arena, stock.in),
                                [DEBT_LESS] = fen_plain(arena, stock.out),
                                [DEBT_CLOSING] = fen_plain(arena, stock.closing),
                            });
}

Status
build_debts(Build *build)
{
    DebtRecords rows;

    TRY(debts_after(build->ctx, &(DebtsAfterArgs){build->village, 0, 0, PROPERTY_ROWS_MAX}, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Debt debt = debt_from(&rows.at[i]);

        TRY(build_debt(build, &debt));
    }
    return OK;
}

/* ---- F8 ---- */

/* What became of it in the period: the notes of its movements, else what it is for. */
static Status
use_of(Build *build, const SpecialFund *fund, size_t *notes_out, Text *out)
{
    MoveNotesBetweenRows notes;
    Buf buf = buf_new(build->ctx->arena, (size_t)NOTES_MAX * PROPERTY_TEXT_CHARS_MAX * 4 + 1024);

    TRY(move_notes_between(
        build->ctx,
        &(MoveNotesBetweenArgs){fund->id, build->period.start, build->period.end, NOTES_MAX},
        &notes));
    *notes_out = notes.len;
    for (size_t i = 0; i < notes.len; i++) {
        if (i != 0)
            BUF_LIT(&buf, "；");
        buf_text(&buf, notes.at[i].note);
    }
    *out = notes.len != 0 ? text_first_chars(buf_done(&buf), CELL_CHARS_MAX) : fund->use;
    return OK;
}

static Status
build_fund(Build *build, const SpecialFund *fund)
{
    Arena *arena = build->ctx->arena;
    Stock stock;
    size_t notes;
    Text use;

    if (fund->day > build->period.end)
        return OK;
    TRY(stock_of(build, fund->id, fund->day, fund->opening_fen, false, &stock));
    TRY(use_of(build, fund, &notes, &use));
    if (stock.in == 0 && stock.out == 0 && notes == 0 &&
        (build->event ? fund->day != build->period.start
                      : stock.opening == 0 && fund->day < build->period.start))
        return OK; /* nothing left, and nothing happened */
    build->figures.a += stock.in;
    build->figures.b += stock.out;
    build->figures.c += stock.closing;
    return build_row(build, (Text[FIELDS_MAX]){
                                [FUND_KIND] = text_c(special_kind_title(fund->kind)),
                                [FUND_NAME] = fund->name,
                                [FUND_DOCUMENT] = fund->document,
                                [FUND_OPENING] = fen_plain(arena, stock.opening),
                                [FUND_INCOME] = fen_plain(arena, stock.in),
                                [FUND_SPENT] = fen_plain(arena, stock.out),
                                [FUND_CLOSING] = fen_plain(arena, stock.closing),
                                [FUND_USE] = use,
                            });
}

Status
build_funds(Build *build)
{
    SpecialRecords rows;

    TRY(specials_after(build->ctx, build->village, 0, PROPERTY_ROWS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        SpecialFund fund = special_from(&rows.at[i]);

        TRY(build_fund(build, &fund));
    }
    return OK;
}
