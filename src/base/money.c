#include "base/money.h"

#include "base/buf.h"
#include "base/tr.h"

enum { CHARS_MAX = 128, FEN_DECIMALS_MAX = 2, MILLI_DECIMALS_MAX = 3, AMOUNT_BYTES_MAX = 40 };

/* The ASCII character that a full-width or typographic one stands for. */
static uint32_t
narrow(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) /* the full-width forms of '!' to '~' */
        return c - 0xFF01 + '!';
    switch (c) {
    case 0x2212: /* minus sign */
    case 0x2013: /* en dash */
        return '-';
    case 0x3002: /* 。: a Chinese keyboard's point */
        return '.';
    case 0xFFE5: /* full-width yen sign */
        return 0xA5;
    default:
        return c;
    }
}

/* Takes a prefix or suffix away, and white space with it. */
static bool
drop_prefix(Text *text, Text prefix)
{
    if (!text_starts(*text, prefix))
        return false;
    *text = text_trim(text_slice(*text, prefix.len, text->len));
    return true;
}

static bool
drop_suffix(Text *text, Text suffix)
{
    if (!text_ends(*text, suffix))
        return false;
    *text = text_trim(text_slice(*text, 0, text->len - suffix.len));
    return true;
}

static bool
drop_sign(Text *text, bool *negative)
{
    if (drop_prefix(text, T("-"))) {
        *negative = true;
        return true;
    }
    return drop_prefix(text, T("+"));
}

static void
drop_currency(Text *text)
{
    static const Text before[] = {T_INIT("人民币"), T_INIT("RMB"), T_INIT("CNY"), T_INIT("¥")};
    static const Text after[] = {T_INIT("整"), T_INIT("正"), T_INIT("元"), T_INIT("圆")};

    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        drop_prefix(text, before[i]);
    if (text_ends(*text, T("元整")) || text_ends(*text, T("元正")) || text_ends(*text, T("圆整")) ||
        text_ends(*text, T("圆正"))) {
        drop_suffix(text, after[0]);
        drop_suffix(text, after[1]);
    }
    if (!drop_suffix(text, after[2]))
        drop_suffix(text, after[3]);
}

/* What is wrong with a text that holds a character that has no place in a number. */
static FenFault
fault_at(Text rest)
{
    static const Text units[] = {T_INIT("万"), T_INIT("萬"), T_INIT("亿"), T_INIT("億"),
                                 T_INIT("千"), T_INIT("百"), T_INIT("角"), T_INIT("分")};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (text_starts(rest, units[i]))
            return FEN_UNIT;
    if (rest.len > 1 && (rest.at[0] == 'e' || rest.at[0] == 'E'))
        return FEN_EXPONENT;
    return rest.at[0] == ',' ? FEN_SEPARATOR : FEN_NOT_A_NUMBER;
}

typedef struct Number {
    int64_t value; /* in the smallest unit, not negative */
    int digits;    /* seen at all */
    int group;     /* digits since the last separator; -1: none yet */
    int decimals;  /* after the point; -1: no point yet */
} Number;

static FenFault
take_digit(Number *number, int digit, int decimals_max, int64_t limit)
{
    number->digits++;
    if (number->decimals >= 0) {
        if (number->decimals == decimals_max)
            return digit == 0 ? FEN_FINE : FEN_DECIMALS;
        number->decimals++;
    } else if (number->group >= 0) {
        number->group++;
    }
    if (number->value > (limit - digit) / 10)
        return FEN_TOO_LARGE;
    number->value = number->value * 10 + digit;
    return FEN_FINE;
}

/* Digits with separators and a point.  The value so far is scaled at the end, so that the limit has
 * to be looked at twice. */
static FenFault
scan(Text text, int decimals_max, int64_t limit, int64_t *value_out)
{
    Number number = {.group = -1, .decimals = -1};
    FenFault fault = FEN_FINE;

    for (size_t i = 0; i < text.len && fault == FEN_FINE; i++) {
        char c = text.at[i];
        bool group_full = number.group == 3 || (number.group < 0 && i >= 1 && i <= 3);

        if (c >= '0' && c <= '9') {
            fault = take_digit(&number, c - '0', decimals_max, limit);
        } else if (c == ',' && number.decimals < 0 && group_full) {
            number.group = 0;
        } else if (c == '.' && number.decimals < 0) {
            number.decimals = 0;
        } else {
            return fault_at(text_slice(text, i, text.len));
        }
        if (c == '.' && number.group >= 0 && number.group != 3)
            return FEN_SEPARATOR;
    }
    if (fault != FEN_FINE)
        return fault;
    if (number.digits == 0)
        return FEN_NOT_A_NUMBER;
    if (number.decimals < 0 && number.group >= 0 && number.group != 3)
        return FEN_SEPARATOR;
    for (int i = number.decimals < 0 ? 0 : number.decimals; i < decimals_max; i++) {
        if (number.value > limit / 10)
            return FEN_TOO_LARGE;
        number.value *= 10;
    }
    *value_out = number.value;
    return FEN_FINE;
}

/* The text with every character narrow, in bytes[]; longer ones are no number. */
static bool
narrowed(Text text, Buf *out)
{
    Text rest = text_trim(text);

    while (rest.len != 0)
        buf_utf8(out, narrow(text_next_char(&rest)));
    return !out->overflow;
}

static FenFault
parse(Text text, int decimals_max, int64_t limit, bool currency, int64_t *value_out)
{
    char bytes[CHARS_MAX];
    Buf buf = {.at = bytes, .room = sizeof bytes, .limit = sizeof bytes};
    bool negative = false;
    bool closed;
    Text rest;
    Text typed;
    FenFault fault;

    if (text_is_blank(text))
        return FEN_EMPTY;
    if (!narrowed(text, &buf))
        return FEN_NOT_A_NUMBER;
    rest = typed = text_trim((Text){bytes, buf.len});
    closed = text_starts(rest, T("(")) && text_ends(rest, T(")"));
    if (closed)
        rest = text_trim(text_slice(rest, 1, rest.len - 2));
    if (!drop_sign(&rest, &negative) && currency) {
        drop_currency(&rest);
        drop_sign(&rest, &negative);
    } else if (currency) {
        drop_currency(&rest);
    }
    if (closed && negative) /* minus minus: which of the two was meant? */
        return FEN_NOT_A_NUMBER;
    fault = scan(rest, decimals_max, limit, value_out);
    if (currency && (fault == FEN_NOT_A_NUMBER || fault == FEN_UNIT) && !negative && !closed) {
        drop_prefix(&typed, T("人民币"));
        if (fen_from_words(typed, value_out))
            return FEN_FINE;
    }
    if (fault == FEN_FINE && (negative || closed))
        *value_out = -*value_out;
    return fault;
}

static bool
answer(FenFault fault, int64_t value, int64_t *value_out, FenFault *why_out)
{
    if (why_out != NULL)
        *why_out = fault;
    if (fault == FEN_FINE)
        *value_out = value;
    return fault == FEN_FINE;
}

bool
fen_parse(Text text, int64_t *fen_out, FenFault *why_out)
{
    int64_t value = 0;
    FenFault fault = parse(text, FEN_DECIMALS_MAX, FEN_MAX, true, &value);

    return answer(fault, value, fen_out, why_out);
}

bool
decimal_parse(Text text, int64_t *milli_out, FenFault *why_out)
{
    int64_t value = 0;
    FenFault fault = parse(text, MILLI_DECIMALS_MAX, MILLI_MAX, false, &value);

    return answer(fault, value, milli_out, why_out);
}

Text
fen_fault_sentence(Lang lang, FenFault fault)
{
    static const char *const sentences[FEN_FAULT_COUNT] = {
        [FEN_FINE] = "",
        [FEN_EMPTY] = N_("没有填数。"),
        [FEN_NOT_A_NUMBER] = N_("这不是一个数。请填数字，例如 1234.50。"),
        [FEN_UNIT] = N_("请把“万”“亿”等单位换成完整的数字，例如 12000。"),
        [FEN_SEPARATOR] = N_("逗号的位置不对，看不出是多少。请去掉逗号再填。"),
        [FEN_EXPONENT] = N_("这是表格软件的科学记数法，尾数可能已经丢失。请填完整的数字。"),
        [FEN_DECIMALS] = N_("小数位太多。"),
        [FEN_TOO_LARGE] = N_("这个数太大了。"),
    };

    return fault < 0 || fault >= FEN_FAULT_COUNT ? T("") : tr_text(lang, sentences[fault]);
}

/* value as a decimal number with `decimals` places; trim: without zeros at the end. */
static Text
format(Arena *arena, int64_t value, int decimals, bool separators, bool trim)
{
    char bytes[AMOUNT_BYTES_MAX];
    char *at = bytes + sizeof bytes;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    bool seen = !trim;

    for (int i = 0; i < decimals; i++, rest /= 10) {
        seen = seen || rest % 10 != 0;
        if (seen)
            *--at = (char)('0' + rest % 10);
    }
    if (seen && decimals != 0)
        *--at = '.';
    for (int i = 0; i == 0 || rest != 0; i++, rest /= 10) {
        if (separators && i != 0 && i % 3 == 0)
            *--at = ',';
        *--at = (char)('0' + rest % 10);
    }
    if (value < 0)
        *--at = '-';
    return text_copy(arena, (Text){at, (size_t)(bytes + sizeof bytes - at)});
}

Text
fen_format(Arena *arena, int64_t fen)
{
    return format(arena, fen, FEN_DECIMALS_MAX, true, false);
}

Text
fen_plain(Arena *arena, int64_t fen)
{
    return format(arena, fen, FEN_DECIMALS_MAX, false, false);
}

Text
number_format(Arena *arena, int64_t number)
{
    return format(arena, number, 0, true, false);
}

Text
decimal_format(Arena *arena, int64_t milli)
{
    return format(arena, milli, MILLI_DECIMALS_MAX, true, true);
}

Text
decimal_plain(Arena *arena, int64_t milli)
{
    return format(arena, milli, MILLI_DECIMALS_MAX, false, true);
}

Text
product_words(Arena *arena, Lang lang, int64_t quantity_milli, Text unit, int64_t standard_fen,
              int64_t due_fen)
{
    return TR_FORMAT(arena, lang, "{quantity}{unit} × {standard} 元 = {due} 元",
                     {"quantity", decimal_format(arena, quantity_milli)}, {"unit", unit},
                     {"standard", fen_format(arena, standard_fen)},
                     {"due", fen_format(arena, due_fen)});
}
