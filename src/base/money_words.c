/*
 * Amounts in the words of cheques and vouchers: 人民币壹仟贰佰叁拾元零伍分, 贰佰元整.
 *
 * The value is built section by section (a section: 仟佰拾 and a digit, up to 9999), each unit
 * smaller than the one before; what does not follow that order is refused.
 */
#include "base/money.h"

enum { UNITS_END = 10000, YI = 100000000 };

typedef struct Words {
    Text rest;
    uint32_t next;
    int digit; /* waiting for its unit; -1: none */
    int64_t section, last_unit;
    int64_t whole, last_big;
    bool any;
} Words;

static int
digit_of(uint32_t c)
{
    static const uint32_t digits[][10] = {
        {0x96F6, 0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C,
         0x7396}, /* 零壹贰… */
        {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
         0x4E5D}, /* 〇一二… */
        {0x96F6, 0x58F9, 0x8CB3, 0x53C3, 0x8086, 0x4F0D, 0x9678, 0x67D2, 0x634C,
         0x7396}, /* 貳參陸 */
    };

    for (int value = 0; value < 10; value++)
        for (size_t i = 0; i < sizeof digits / sizeof digits[0]; i++)
            if (digits[i][value] == c)
                return value;
    return c == 0x4E24 || c == 0x5169 ? 2 : -1; /* 两 */
}

static int64_t
unit_of(uint32_t c)
{
    switch (c) {
    case 0x62FE: /* 拾 */
    case 0x5341: /* 十 */
        return 10;
    case 0x4F70: /* 佰 */
    case 0x767E: /* 百 */
        return 100;
    case 0x4EDF: /* 仟 */
    case 0x5343: /* 千 */
        return 1000;
    case 0x4E07: /* 万 */
    case 0x842C:
        return UNITS_END;
    case 0x4EBF: /* 亿 */
    case 0x5104:
        return YI;
    default:
        return 0;
    }
}

static void
step(Words *words)
{
    words->next = text_next_char(&words->rest);
}

static bool
is_yuan(uint32_t c)
{
    return c == 0x5143 || c == 0x5706 || c == 0x5713; /* 元 圆 圓 */
}

static bool
take_unit(Words *words, int64_t unit)
{
    int64_t digit = words->digit;

    words->digit = -1;
    if (unit < UNITS_END) {
        /* 拾元: ten */
        digit = digit < 0 && unit == 10 && words->section == 0 ? 1 : digit;
        if (digit <= 0 || unit >= words->last_unit)
            return false;
        words->section += digit * unit;
        words->last_unit = unit;
        return true;
    }
    words->section += digit > 0 ? digit : 0;
    if (words->section == 0 || unit >= words->last_big)
        return false;
    words->whole += words->section * unit;
    words->section = 0;
    words->last_unit = UNITS_END;
    words->last_big = unit;
    return true;
}

/* Up to 元. */
static bool
take_yuan(Words *words)
{
    while (words->next != 0 && !is_yuan(words->next)) {
        int digit = digit_of(words->next);
        int64_t unit = unit_of(words->next);

        if (digit >= 0) {
            if (words->digit > 0)
                return false;
            words->digit = digit;
            words->any = true;
        } else if (unit == 0 || !take_unit(words, unit)) {
            return false;
        } else {
            words->any = true;
        }
        step(words);
    }
    if (words->digit > 0)
        words->section += words->digit;
    words->whole += words->section;
    return words->any && is_yuan(words->next);
}

/* 零伍分, 叁角, 整. */
static bool
take_small(Words *words, int64_t *fen)
{
    int64_t limit = 100;

    for (step(words); words->next != 0; step(words)) {
        int digit = digit_of(words->next);
        int64_t unit;

        if (words->next == 0x6574 || words->next == 0x6B63) { /* 整 正 */
            step(words);
            return words->next == 0;
        }
        if (digit == 0)
            continue;
        step(words);
        unit = words->next == 0x89D2 ? 10 : words->next == 0x5206 ? 1 : 0; /* 角 分 */
        if (digit < 0 || unit == 0 || unit >= limit)
            return false;
        *fen += digit * unit;
        limit = unit;
    }
    return true;
}

bool
fen_from_words(Text text, int64_t *fen_out)
{
    Words words = {
        .rest = text, .digit = -1, .last_unit = UNITS_END, .last_big = (int64_t)YI * UNITS_END};
    int64_t fen = 0;

    step(&words);
    if (!take_yuan(&words) || !take_small(&words, &fen) || words.whole > FEN_MAX / 100)
        return false;
    *fen_out = words.whole * 100 + fen;
    return true;
}
