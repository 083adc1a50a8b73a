/*
 * What all registers share: who may, texts and figures checked, what follows a change.
 */
#include "base/money.h"
#include "base/tr.h"
#include "property/inside.h"
#include "prose/personal.h"
#include "region/changed.h"
#include "store/store.h"

enum { PERSONAL_BYTES_MIN = 11, BYTES_PER_CHAR = 4 };

Status
property_begin(Ctx *ctx, RegionCode village)
{
    Region region;
    Status status;

    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village));
    status = region_get(ctx, village, &region);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == NOT_FOUND || region.level != LEVEL_VILLAGE)
        return ctx_problem(ctx, "region", TR(ctx->lang, "没有这个村（社区），请检查代码"));
    return OK;
}

Status
property_read(Ctx *ctx, RegionCode place)
{
    return actor_require(ctx, CAN_READ_STAFF_PARTS, place);
}

Status
property_finish(Ctx *ctx, RegionCode village, PropertyRegister which, Day from, const char *action,
                int64_t object, Text detail)
{
    TRY(property_sum_update(ctx, village));
    TRY(statements_compare(ctx, village, register_item(which), from));
    region_touch(ctx, village);
    if (which == REGISTER_CONTRACTS)
        TRY(changed_note(ctx, CHANGED_CONTRACT, village, object));
    if (which == REGISTER_DEBTS)
        TRY(changed_note(ctx, CHANGED_DEBT, village, object));
    if (which == REGISTER_FUNDS)
        TRY(changed_note(ctx, CHANGED_FUND, village, object));
    if (which == REGISTER_PLAN)
        TRY(changed_note(ctx, CHANGED_PLAN, village, 0));
    return audit(ctx, village, action, object,
                 text_printf(ctx->arena, "%s %.*s", register_title(which), TEXT_ARGS(detail)));
}

/* ---- checks ---- */

Text
property_text(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed)
{
    text = text_trim(text);
    if (needed.at != NULL && text_is_blank(text))
        (void)!ctx_problem(ctx, field, needed);
    else if (!text_is_clean(text) || text_find(text, T("\n")) < text.len ||
             text_find(text, T("\r")) < text.len || text_find(text, T("\t")) < text.len)
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "里面有不能用的字符"));
    else if (text.len > chars_max * BYTES_PER_CHAR || text_chars(text) > chars_max)
        (void)!ctx_problem(ctx, field,
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                                     {"max", property_number(ctx->arena, (int64_t)chars_max)}));
    else if (text.len >= PERSONAL_BYTES_MIN && personal_find(ctx->arena, text).len != 0)
        (void)!ctx_problem(ctx, field,
                           TR(ctx->lang, "像是身份证号、银行卡号或手机号，账目是要公开的，请去掉"));
    return text.at == NULL ? T("") : text;
}

void
property_range(Ctx *ctx, const char *field, int64_t number, int64_t least, int64_t most, Text why)
{
    if (number < least || number > most)
        (void)!ctx_problem(ctx, field, why);
}

void
property_money(Ctx *ctx, const char *field, int64_t fen, bool positive)
{
    if (fen > FEN_MAX)
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "金额太大，请检查是不是多写了零"));
    else if (positive && fen <= 0)
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "金额要大于 0"));
    else if (fen < 0)
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "金额不能小于 0"));
}

void
property_quantity(Ctx *ctx, const char *field, int64_t milli)
{
    if (milli <= 0)
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "要大于 0"));
    else if (milli > MILLI_MAX)
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "数字太大，请检查是不是多写了零"));
}

void
property_day(Ctx *ctx, const char *field, int64_t day, bool past)
{
    if (day < DAY_LEAST || day > DAY_MOST)
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "日期应在 1900 年到 2199 年之间"));
    else if (past && day > ctx_today(ctx))
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "日期不能在今天以后"));
}

void
property_room(Ctx *ctx, const char *field, int64_t count, int64_t most)
{
    if (count >= most)
        (void)!ctx_problem(ctx, field,
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 行，已经满了",
                                     {"max", property_number(ctx->arena, most)}));
}

/* ---- lists ---- */

Status
property_cursor(Ctx *ctx, Text cursor, int64_t *after_out)
{
    *after_out = 0;
    if (text_is_empty(cursor) || (text_to_i64(cursor, after_out) && *after_out > 0))
        return OK;
    return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
}

Text
property_next(Ctx *ctx, size_t count, int64_t last_shown)
{
    return count > PROPERTY_PAGE ? property_number(ctx->arena, last_shown) : (Text){0};
}

OptInt
property_id(int64_t id)
{
    return id != 0 ? SOME_INT(id) : (OptInt){0};
}

Status
property_one(int64_t changed)
{
    return changed == 1 ? OK : CONFLICT;
}

Text
property_number(Arena *arena, int64_t number)
{
    return text_printf(arena, "%lld", (long long)number);
}
