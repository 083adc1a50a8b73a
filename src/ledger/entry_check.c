/* What a person wrote about an entry, brought to what is stored. */
#include "base/money.h"
#include "base/tr.h"
#include "ledger/inside.h"
#include "prose/personal.h"

static Text
clean(Ctx *ctx, const char *field, Text text, size_t chars_max, bool free_text)
{
    text = text_trim(text);
    if (ctx_text_ok(ctx, field, text, chars_max) && free_text && text.len >= 11 &&
        personal_find(ctx->arena, text).len != 0)
        (void)ctx_problem(ctx, field,
                          TR(ctx->lang, "像是身份证号、银行卡号或手机号，账目是要公开的，请去掉"));
    return text_is_empty(text) || !text_is_clean(text) ? T("") : text;
}

static void
check_amount(Ctx *ctx, const Entry *entry)
{
    if (entry->amount_fen == 0 || (entry->amount_fen < 0 && !entry->corrects.set))
        (void)ctx_problem(ctx, "amount", TR(ctx->lang, "金额应大于 0；收还是支另外选"));
    else if (entry->amount_fen > FEN_MAX || entry->amount_fen < -FEN_MAX)
        (void)ctx_problem(ctx, "amount", TR(ctx->lang, "金额太大，请检查是不是多写了零"));
}

static void
check_day(Ctx *ctx, const FundAccount *account, const Entry *entry)
{
    if (entry->day > ctx_today(ctx))
        (void)ctx_problem(ctx, "day", TR(ctx->lang, "日期不能在今天以后"));
    else if (entry->day < account->opening_day)
        (void)ctx_problem(ctx, "day",
                          TR_FORMAT(ctx->arena, ctx->lang,
                                    "这个账户从 {day} 开始记账，不能记到以前",
                                    {"day", day_format(ctx->arena, account->opening_day)}));
    else if (account->closed_day.set && entry->day > account->closed_day.value)
        (void)ctx_problem(ctx, "account", TR(ctx->lang, "这个账户已经停用"));
}

static void
check_category(Ctx *ctx, Entry *entry)
{
    const Category *category = entry->category != 0
                                   ? category_of(entry->category)
                                   : category_guess(entry->purpose, entry->direction);

    if (category == NULL || category->direction != entry->direction)
        (void)ctx_problem(ctx, "category", TR(ctx->lang, "类别和收支对不上，请重新选"));
    else
        entry->category = category->number;
}

Status
entry_check(Ctx *ctx, const FundAccount *account, Entry *entry)
{
    if (account->region != entry->region) {
        (void)ctx_problem(ctx, "account", TR(ctx->lang, "请选本村的账户"));
        return INVALID;
    }
    if (entry->direction != DIRECTION_IN && entry->direction != DIRECTION_OUT)
        return ctx_problem(ctx, "direction", TR(ctx->lang, "请选是收入还是支出"));
    entry->purpose = clean(ctx, "purpose", entry->purpose, ENTRY_PURPOSE_CHARS_MAX, true);
    if (entry->purpose.len == 0 && ctx_problem_of(ctx, "purpose").len == 0)
        (void)ctx_problem(ctx, "purpose", TR(ctx->lang, "请写这笔钱是做什么的"));
    entry->counterparty =
        clean(ctx, "counterparty", entry->counterparty, ENTRY_PARTY_CHARS_MAX, true);
    entry->voucher = clean(ctx, "voucher", entry->voucher, ENTRY_VOUCHER_CHARS_MAX, false);
    entry->means = clean(ctx, "means", entry->means, ENTRY_MEANS_CHARS_MAX, false);
    entry->handler = clean(ctx, "handler", entry->handler, ENTRY_NAME_CHARS_MAX, false);
    entry->approver = clean(ctx, "approver", entry->approver, ENTRY_NAME_CHARS_MAX, false);
    check_amount(ctx, entry);
    check_day(ctx, account, entry);
    check_category(ctx, entry);
    return ctx_checked(ctx);
}
