/* What `mingbai check` asks of the statements. */
#include "bank/bank.h"
#include "bank/inner.h"
#include "base/money.h"

enum { CHECK_PIECE = 500 };

static Status
check_sums(Ctx *ctx, BankFault *fault, void *arg)
{
    BankMatchFaultsRows rows;

    TRY(bank_match_faults(ctx, CHECK_PIECE, &rows));
    for (size_t i = 0; i < rows.len; i++)
        fault(arg,
              text_printf(ctx->arena, "bank line %lld of %s: %s yuan, its entries add up to %s",
                          (long long)rows.at[i].id,
                          text_cstr(ctx->arena, day_format(ctx->arena, (Day)rows.at[i].day)),
                          text_cstr(ctx->arena, fen_plain(ctx->arena, rows.at[i].amount_fen)),
                          text_cstr(ctx->arena, fen_plain(ctx->arena, rows.at[i].sum_fen))));
    return OK;
}

static Text
yuan(Ctx *ctx, int64_t fen)
{
    return fen_plain(ctx->arena, fen);
}

static Status
check_statements(Ctx *ctx, BankFault *fault, void *arg)
{
    BankStatementFaultsRows rows;
    BankStateFaultsRows states;

    TRY(bank_statement_faults(ctx, CHECK_PIECE, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const BankStatementFaultsRow *row = &rows.at[i];

        if (row->found != row->added)
            fault(arg,
                  text_printf(ctx->arena, "bank statement %lld brought %lld lines, has %lld",
                              (long long)row->id, (long long)row->added, (long long)row->found));
        else
            fault(arg, text_printf(ctx->arena,
                                   "bank statement %lld: opening %.*s and lines of %.*s yuan do "
                                   "not make its closing balance %.*s",
                                   (long long)row->id, TEXT_ARGS(yuan(ctx, row->opening_fen)),
                                   TEXT_ARGS(yuan(ctx, row->sum_fen)),
                                   TEXT_ARGS(yuan(ctx, row->closing_fen))));
    }
    TRY(bank_state_faults(ctx, CHECK_PIECE, &states));
    for (size_t i = 0; i < states.len; i++)
        fault(arg, text_printf(ctx->arena, "bank line %lld of %.*s is %.*s, its entries say else",
                               (long long)states.at[i].id,
                               TEXT_ARGS(day_format(ctx->arena, (Day)states.at[i].day)),
                               TEXT_ARGS(states.at[i].state)));
    return OK;
}

Status
bank_check(Ctx *ctx, BankFault *fault, void *arg)
{
    BankStatementWalkArgs args = {.limit = CHECK_PIECE};
    BankStatementRow last = {0};

    TRY(check_sums(ctx, fault, arg));
    TRY(check_statements(ctx, fault, arg));
    for (;;) {
        BankStatementRows rows;

        TRY(bank_statement_walk(ctx, &args, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            const BankStatementRow *row = &rows.at[i];

            if (row->account == last.account && last.to_day < row->from_day &&
                last.closing_fen != row->opening_fen)
                fault(arg, text_printf(
                               ctx->arena,
                               "bank statement %lld does not begin where the one before it ended",
                               (long long)row->id));
            last = *row;
        }
        if (rows.len < CHECK_PIECE)
            return OK;
        args.account = last.account;
        args.to_day = last.to_day;
        args.id = last.id;
    }
}
