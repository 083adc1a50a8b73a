/*
 * Whether a statement is whole: its balances carry on, from line to line and from statement to
 * statement, and it is that of the fund account.
 */
#include <string.h>

#include "bank/importing.h"
#include "bank/inside.h"
#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"

enum { TAIL_DIGITS = 4 };

static Text
yuan(Ctx *ctx, int64_t fen)
{
    return fen_format(ctx->arena, fen);
}

Status
import_carry_on(Ctx *ctx, Import *import, const StatementLine *line)
{
    int64_t signed_fen = line->amount_fen * line->direction;
    int64_t balance = line->balance_fen.value;

    if (!line->balance_fen.set)
        return OK;
    if (!import->has_balance) {
        import->has_balance = import->forwards = import->backwards = true;
        import->first_balance = balance;
        import->first_signed = signed_fen;
    } else {
        bool forwards = import->forwards && import->last_balance + signed_fen == balance;
        bool backwards = import->backwards && import->last_balance - import->last_signed == balance;

        if (!forwards && !backwards)
            return statement_refuse(ctx, line->row,
                                    TR_FORMAT(ctx->arena, ctx->lang,
                                              "余额接不上：上一行余额 {before} 元，这一行发生 "
                                              "{amount} 元，余额写的却是 {balance} 元，"
                                              "可能中间少了一行",
                                              {"before", yuan(ctx, import->last_balance)},
                                              {"amount", yuan(ctx, signed_fen)},
                                              {"balance", yuan(ctx, balance)}));
        import->forwards = forwards;
        import->backwards = backwards;
    }
    import->last_balance = balance;
    import->last_signed = signed_fen;
    return OK;
}

/* Opening and closing from the running balances, when there are any. */
static void
balances_of_lines(const Import *import, OptInt *opening, OptInt *closing)
{
    if (!import->has_balance)
        return;
    if (import->forwards) {
        *opening = SOME_INT(import->first_balance - import->first_signed);
        *closing = SOME_INT(import->last_balance);
    } else {
        *opening = SOME_INT(import->last_balance - import->last_signed);
        *closing = SOME_INT(import->first_balance);
    }
}

static Status
check_sum(Ctx *ctx, const Import *import, int64_t opening, int64_t closing)
{
    if (opening + import->sum_fen == closing)
        return OK;
    return statement_refuse(ctx, 0,
                            TR_FORMAT(ctx->arena, ctx->lang,
                                      "期末余额对不上：期初 {opening} 元，加上各笔收付是 {sum} "
                                      "元，对账单上写的期末余额是 {closing} 元",
                                      {"opening", yuan(ctx, opening)},
                                      {"sum", yuan(ctx, opening + import->sum_fen)},
                                      {"closing", yuan(ctx, closing)}));
}

/* Between two statements that do not overlap nothing may be missing. */
static Status
check_gap(Ctx *ctx, const BankStatement *before, const BankStatement *after)
{
    if (before->to >= after->from || before->closing_fen == after->opening_fen)
        return OK;
    return statement_refuse(ctx, 0,
                            TR_FORMAT(ctx->arena, ctx->lang,
                                      "中间缺了对账单：截至 {to} 的那份期末余额 {closing} 元，从 "
                                      "{from} 开始的这份期初余额 {opening} 元，"
                                      "请先导入这两天之间的",
                                      {"to", day_format(ctx->arena, before->to)},
                                      {"closing", yuan(ctx, before->closing_fen)},
                                      {"from", day_format(ctx->arena, after->from)},
                                      {"opening", yuan(ctx, after->opening_fen)}));
}

static Status
neighbours(Ctx *ctx, const Import *import, BankStatementRow *before, bool *has_before,
           BankStatementRow *after, bool *has_after)
{
    const BankStatement *own = &import->statement;
    Status status = bank_statement_before(ctx, own->account, own->from, own->id, before);

    if (status != OK && status != NOT_FOUND)
        return status;
    *has_before = status == OK;
    status = bank_statement_after(ctx, own->account, own->to, own->id, after);
    *has_after = status == OK;
    return status == NOT_FOUND ? OK : status;
}

Status
import_settle(Ctx *ctx, Import *import, const StatementHead *head)
{
    BankStatement *own = &import->statement;
    OptInt opening = head->opening_fen;
    OptInt closing = head->closing_fen;
    BankStatementRow row_before;
    BankStatementRow row_after;
    bool has_before;
    bool has_after;

    if (!opening.set || !closing.set)
        balances_of_lines(import, &opening, &closing);
    TRY(neighbours(ctx, import, &row_before, &has_before, &row_after, &has_after));
    if (!opening.set) {
        /* Nothing said: it carries on from the statement before, or from the ledger's own opening.
         */
        int64_t known = has_before ? row_before.closing_fen : import->account.opening_fen;

        closing = SOME_INT(known + import->new_fen);
        opening = SOME_INT(closing.value - import->sum_fen);
    }
    TRY(check_sum(ctx, import, opening.value, closing.value));
    own->opening_fen = opening.value;
    own->closing_fen = closing.value;
    if (has_before) {
        BankStatement before = bank_statement_from_stored(&row_before);

        TRY(check_gap(ctx, &before, own));
    }
    if (has_after) {
        BankStatement after = bank_statement_from_stored(&row_after);

        TRY(check_gap(ctx, own, &after));
    }
    return OK;
}

/* ---- whose account ---- */

static Text
digits_of(Arena *arena, Text text)
{
    Buf buf = buf_new(arena, STATEMENT_TEXT_CHARS_MAX * 4 + 8);

    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= '0' && text.at[i] <= '9')
            buf_char(&buf, text.at[i]);
    return buf_done(&buf);
}

static Text
tail(Text digits)
{
    return digits.len <= TAIL_DIGITS ? digits
                                     : text_slice(digits, digits.len - TAIL_DIGITS, TAIL_DIGITS);
}

Status
import_check_account(Ctx *ctx, const Import *import, const StatementHead *head)
{
    Text ours = digits_of(ctx->arena, import->account.number);
    Text theirs = digits_of(ctx->arena, head->number);
    bool masked = memchr(head->number.at, '*', head->number.len) != NULL;

    if (ours.len == 0 || theirs.len == 0 || text_eq(ours, theirs) ||
        (masked && text_eq(tail(ours), tail(theirs))))
        return OK;
    return statement_refuse(
        ctx, 0,
        TR_FORMAT(ctx->arena, ctx->lang,
                  "这是另一个账户的对账单：账号尾号 {theirs}，“{name}”的尾号是 {ours}",
                  {"theirs", tail(theirs)}, {"name", import->account.name}, {"ours", tail(ours)}));
}
