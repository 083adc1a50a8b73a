/*
 * Cells: what a person typed or a sheet held becomes the one normal form of its kind, or a sentence
 * that says what is wrong with it.
 */
#include "base/buf.h"
#include "base/clock.h"
#include "base/money.h"
#include "base/tr.h"
#include "catalogue/column.h"

enum {
    INTEGER_MAX = 1000000000,
    DIGITS_MAX = 40,
    PLAIN_BYTES_MAX = 9 /* smaller than every limit of a number */
};

/* Digits and what people put between them, full-width forms folded; false when anything else
 * occurs. */
static bool
digits_only(Text typed, char *digits, size_t room, size_t *len_out)
{
    size_t len = 0;

    while (typed.len != 0) {
        uint32_t c = text_next_char(&typed);

        if (c >= 0xFF10 && c <= 0xFF19)
            c = c - 0xFF10 + '0';
        if (c == ' ' || c == '-' || c == 0x3000 || c == 0x00A0)
            continue;
        if (c == 'x' || c == 0xFF38 || c == 0xFF58)
            c = 'X';
        if (!((c >= '0' && c <= '9') || c == 'X' || c == '*') || len == room)
            return false;
        digits[len++] = (char)c;
    }
    *len_out = len;
    return true;
}

static Status
bad(Text *why_out, Text sentence)
{
    *why_out = sentence;
    return INVALID;
}

/* Digits without needless zeros, and `decimals` of them behind a point: what a program sends is
 * mostly in its normal form already. */
static bool
is_plain(Text typed, size_t decimals)
{
    size_t whole = decimals == 0 ? typed.len : typed.len - decimals - 1;

    if (typed.len > PLAIN_BYTES_MAX || whole == 0 || whole > typed.len ||
        (typed.at[0] == '0' && whole > 1))
        return false;
    for (size_t i = 0; i < typed.len; i++)
        if (i == whole ? typed.at[i] != '.' : typed.at[i] < '0' || typed.at[i] > '9')
            return false;
    return true;
}

static Status
take(Text typed, Text *out)
{
    *out = typed;
    return OK;
}

static Status
integer_cell(Ctx *ctx, Text typed, Text *out, Text *why_out)
{
    int64_t milli;

    if (is_plain(typed, 0))
        return take(typed, out);
    if (!decimal_parse(typed, &milli, NULL) || milli % 1000 != 0)
        return bad(why_out, TR(ctx->lang, "应是整数，例如 12"));
    if (milli / 1000 > INTEGER_MAX || milli / 1000 < -INTEGER_MAX)
        return bad(why_out, TR(ctx->lang, "数字太大了"));
    *out = text_printf(ctx->arena, "%lld", (long long)(milli / 1000));
    return OK;
}

static Status
money_cell(Ctx *ctx, Text typed, Text *out, Text *why_out)
{
    int64_t fen;
    FenFault fault;

    if (is_plain(typed, 2))
        return take(typed, out);
    if (!fen_parse(typed, &fen, &fault))
        return bad(why_out, fen_fault_sentence(ctx->lang, fault));
    *out = fen_plain(ctx->arena, fen);
    return OK;
}

static Status
quantity_cell(Ctx *ctx, Text typed, Text *out, Text *why_out)
{
    int64_t milli;

    if (!decimal_parse(typed, &milli, NULL))
        return bad(why_out, TR(ctx->lang, "应是数字，最多三位小数，例如 12.5"));
    *out = decimal_plain(ctx->arena, milli);
    return OK;
}

static Status
date_cell(Ctx *ctx, Text typed, Text *out, Text *why_out)
{
    Day day;

    if (!day_parse_loose(typed, &day))
        return bad(why_out, TR(ctx->lang, "应是日期，例如 2023-05-18"));
    if (day_parse(typed, &day))
        return take(typed, out);
    *out = day_format(ctx->arena, day);
    return OK;
}

static Status
number_cell(Ctx *ctx, Text typed, size_t least, size_t most, Text sentence, Text *out,
            Text *why_out)
{
    char digits[DIGITS_MAX];
    size_t len;

    if (!digits_only(typed, digits, sizeof digits, &len) || len < least || len > most)
        return bad(why_out, sentence);
    *out = text_copy(ctx->arena, (Text){digits, len});
    return OK;
}

static Status
yesno_cell(Ctx *ctx, Text typed, Text *out, Text *why_out)
{
    static const Text yes[] = {T_INIT("是"), T_INIT("有"),  T_INIT("√"), T_INIT("✓"),
                               T_INIT("Y"),  T_INIT("yes"), T_INIT("1"), T_INIT("TRUE")};
    static const Text no[] = {T_INIT("否"), T_INIT("无"), T_INIT("×"),    T_INIT("N"),
                              T_INIT("no"), T_INIT("0"),  T_INIT("FALSE")};

    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        if (text_eq_nocase(typed, yes[i])) {
            *out = T("是");
            return OK;
        }
    }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        if (text_eq_nocase(typed, no[i])) {
            *out = T("否");
            return OK;
        }
    }
    return bad(why_out, TR(ctx->lang, "请写“是”或“否”"));
}

Text
column_choices_words(Arena *arena, const Column *column)
{
    return text_join(arena, column->choices, T("、"));
}

Text
column_choice(const Column *column, Text value)
{
    Text best = {0};

    if (column->kind != KIND_CHOICE || column->choices.len == 0 || value.len == 0)
        return value;
    for (size_t i = 0; i < column->choices.len; i++) {
        Text choice = column->choices.at[i];

        if (text_eq(choice, value))
            return value;
        if (choice.len > best.len &&
            (text_find(choice, value) < choice.len || text_find(value, choice) < value.len))
            best = choice;
    }
    for (size_t i = 0; i < column->choices.len && best.len == 0; i++)
        if (text_eq(column->choices.at[i], T("其他")))
            best = column->choices.at[i];
    return best.len != 0 ? best : value;
}

/* Blanks within make no other word: "党员 大会" is 党员大会. */
static bool
same_choice(Arena *arena, Text choice, Text typed)
{
    Buf buf;

    if (text_eq(choice, typed))
        return true;
    buf = buf_new(arena, typed.len + 1);
    for (Text rest = typed; rest.len != 0;) {
        const char *at = rest.at;
        uint32_t c = text_next_char(&rest);

        if (c != ' ' && c != 0x3000 && c != 0x00A0 && c != '\n' && c != '\r')
            buf_bytes(&buf, at, (size_t)(rest.at - at));
    }
    return text_eq(choice, buf_done(&buf));
}

static Status
choice_cell(Ctx *ctx, const Column *column, Text typed, Text *out, Text *why_out)
{
    if (column->choices.len == 0)
        return take(typed, out);
    for (size_t i = 0; i < column->choices.len; i++)
        if (same_choice(ctx->arena, column->choices.at[i], typed))
            return take(column->choices.at[i], out);
    return bad(why_out, TR_FORMAT(ctx->arena, ctx->lang, "“{value}”不在选项里，只能写：{choices}",
                                  {"value", text_first_chars(typed, CHOICE_CHARS_MAX)},
                                  {"choices", column_choices_words(ctx->arena, column)}));
}

static bool
column_counts(const Column *column)
{
    return column->kind == KIND_MONEY || column->kind == KIND_QUANTITY ||
           column->kind == KIND_INTEGER;
}

static Status
by_kind(Ctx *ctx, ColumnKind kind, Text typed, Text *out, Text *why_out)
{
    switch (kind) {
    case KIND_INTEGER:
        return integer_cell(ctx, typed, out, why_out);
    case KIND_MONEY:
        return money_cell(ctx, typed, out, why_out);
    case KIND_QUANTITY:
        return quantity_cell(ctx, typed, out, why_out);
    case KIND_DATE:
        return date_cell(ctx, typed, out, why_out);
    case KIND_ID:
        return number_cell(ctx, typed, 15, 18, TR(ctx->lang, "身份证号应是 15 或 18 位"), out,
                           why_out);
    case KIND_CARD:
        return number_cell(ctx, typed, 12, 22, TR(ctx->lang, "银行卡号位数不对"), out, why_out);
    case KIND_PHONE:
        return number_cell(ctx, typed, 7, 15, TR(ctx->lang, "电话号码位数不对"), out, why_out);
    case KIND_YESNO:
        return yesno_cell(ctx, typed, out, why_out);
    case KIND_TEXT:
    case KIND_PERSON:
    case KIND_OFFICE_PHONE:
    case KIND_CHOICE:
    case KIND_COUNT:
        break;
    }
    *out = typed;
    return OK;
}

Status
cell_normalise(Ctx *ctx, const Column *column, Text typed, Text *out, Text *why_out)
{
    Text value = text_trim(typed);

    *out = T("");
    if (!text_is_clean(value))
        return bad(why_out, TR(ctx->lang, "含有无法显示的字符"));
    if (value.len == 0) {
        if (column->required)
            return bad(why_out, TR(ctx->lang, "必填，不能空着"));
        return OK;
    }
    if (value.len > CELL_CHARS_MAX && text_chars(value) > CELL_CHARS_MAX)
        return bad(why_out, TR_FORMAT(ctx->arena, ctx->lang, "太长了，最多 {max} 个字",
                                      {"max", text_printf(ctx->arena, "%d", CELL_CHARS_MAX)}));
    if (column->kind == KIND_CHOICE)
        return choice_cell(ctx, column, value, out, why_out);
    TRY(by_kind(ctx, column->kind, value, out, why_out));
    if (column->nonnegative && column_counts(column) && text_starts(*out, T("-")))
        return bad(why_out, TR(ctx->lang, "这里不能是负数"));
    return OK;
}

/* ---- numbers ---- */

bool
cell_number(const Column *column, Text value, int64_t *number_out)
{
    if (value.len == 0)
        return false;
    if (column->kind == KIND_MONEY)
        return fen_parse(value, number_out, NULL);
    if (column->kind == KIND_QUANTITY)
        return decimal_parse(value, number_out, NULL);
    if (column->kind == KIND_INTEGER)
        return text_to_i64(value, number_out);
    return false;
}

Text
cell_from_number(Arena *arena, const Column *column, int64_t number)
{
    if (column->kind == KIND_MONEY)
        return fen_plain(arena, number);
    if (column->kind == KIND_QUANTITY)
        return decimal_plain(arena, number);
    return text_printf(arena, "%lld", (long long)number);
}
