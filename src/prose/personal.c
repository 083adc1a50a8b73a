#include "prose/personal.h"

#include "base/buf.h"
#include "base/tr.h"
#include "prose/number.h"

enum {
    DIGITS_MAX = 19,
    GROUPS_MAX = DIGITS_MAX,
    SEPARATORS_MAX = 3,
    ID_DIGITS = 18,
    PHONE_DIGITS = 11
};

/* One length for all, so that the mask says nothing about the number. */
static const Text mask = T_INIT("********");

static const char *const names[PERSONAL_KIND_COUNT] = {
    [PERSONAL_ID_NUMBER] = N_("身份证号"),
    [PERSONAL_BANK_CARD] = N_("银行卡号"),
    [PERSONAL_PHONE] = N_("手机号"),
};

/* A number as typed: its digits, and where each group of them ends. */
typedef struct Number {
    char digits[DIGITS_MAX + 1];      /* '0' … '9', a last 'X' */
    int len;                          /* digits; DIGITS_MAX + 1: too many */
    int groups;                       /* groups so far */
    int digits_at[GROUPS_MAX + 1];    /* digits up to the end of each group */
    const char *ends[GROUPS_MAX + 1]; /* … and where in the text that is */
} Number;

/* ---- characters ---- */

/* The digit, or -1. */
static int
digit_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

/* The _ is none: files are called 张三_13812345678.jpg. */
static bool
is_letter(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
is_x(uint32_t c)
{
    return c == 'X' || c == 'x' || c == 0xFF38 || c == 0xFF58;
}

static bool
is_invisible(uint32_t c)
{
    return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

/* Spaces and dashes of all kinds; not the ends of lines. */
static bool
is_separator(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '-' || c == 0x00A0 || (c >= 0x2002 && c <= 0x200A) ||
           (c >= 0x2010 && c <= 0x2015) || c == 0x202F || c == 0x2212 || c == 0x3000 || c == 0xFF0D;
}

static uint32_t
peek(Text rest)
{
    return text_next_char(&rest);
}

/* ---- reading a number ---- */

/* True for the X that closes an identity number: after 17 digits, nothing more of a number or word
 * behind. */
static bool
closes(uint32_t c, Text behind, int len)
{
    return len == ID_DIGITS - 1 && is_x(c) && !is_letter(peek(behind)) &&
           digit_of(peek(behind)) < 0;
}

/* Moves over invisible characters and at most SEPARATORS_MAX separators to the next digit (or a
 * closing X after 17); false when something else comes. */
static bool
next_group(Text *rest, int len)
{
    Text at = *rest;
    int separators = 0;

    while (at.len != 0) {
        Text before = at;
        uint32_t c = text_next_char(&at);

        if (digit_of(c) >= 0 || closes(c, at, len)) {
            *rest = before;
            return true;
        }
        if (is_invisible(c))
            continue;
        if (!is_separator(c) || ++separators > SEPARATORS_MAX)
            return false;
    }
    return false;
}

static void
end_group(Number *number, const char *at)
{
    number->digits_at[number->groups] = number->len;
    number->ends[number->groups++] = at;
}

/* Reads what begins at rest (a digit), at most one digit more than any number has. */
static Number
number_read(Text rest)
{
    Number number = {0};

    while (rest.len != 0 && number.len <= DIGITS_MAX) {
        Text before = rest;
        uint32_t c = text_next_char(&rest);
        int digit = digit_of(c);
        bool closing = closes(c, rest, number.len);

        if (digit >= 0 || closing) {
            number.digits[number.len++] = closing ? 'X' : (char)('0' + digit);
            if (closing) {
                end_group(&number, rest.at);
                return number;
            }
            continue;
        }
        if (is_invisible(c))
            continue;
        end_group(&number, before.at);
        rest = before;
        if (!next_group(&rest, number.len))
            return number;
    }
    if (number.len <= DIGITS_MAX)
        end_group(&number, rest.at);
    return number;
}

/* ---- what it is ---- */

/* Groups as people write a card: 4 4 4 4 3, 6 13, 4 6 5. */
static bool
grouped_as_card(const Number *number, int groups)
{
    for (int i = 0; i < groups; i++) {
        int size = number->digits_at[i] - (i == 0 ? 0 : number->digits_at[i - 1]);

        if (i + 1 < groups && size < 4)
            return false;
    }
    return true;
}

/* The ways in which people group a telephone number, a hexadecimal digit for each group; more would
 * find amounts that stand in a row. */
static bool
grouped_as_phone(const Number *number, int groups, int prefix)
{
    static const unsigned int ways[] = {0xB, 0x344, 0x38, 0x74, 0x434, 0x443, 0x56};
    unsigned int way = 0;
    int before = prefix;

    for (int i = 0; i < groups; i++) {
        if (number->digits_at[i] <= prefix)
            continue; /* +86 by itself */
        way = way << 4 | (unsigned int)(number->digits_at[i] - before);
        before = number->digits_at[i];
    }
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (way == ways[i])
            return true;
    return false;
}

static bool
is_phone(const Number *number, int groups)
{
    Text digits = {number->digits, (size_t)number->digits_at[groups - 1]};
    size_t prefix = text_starts(digits, T("86")) ? 2 : text_starts(digits, T("0086")) ? 4 : 0;

    return digits.len == prefix + PHONE_DIGITS && digits.at[prefix] == '1' &&
           digits.at[prefix + 1] >= '3' && grouped_as_phone(number, groups, (int)prefix);
}

/* ---- finding ---- */

typedef struct Scan {
    Text text;
    size_t at;       /* where the search goes on */
    uint32_t before; /* the character before it; 0 at the beginning */
    Text word;       /* the letters that end just there */
} Scan;

/* Letters before a number make it the number of a thing, unless they say what it is. */
static bool
may_follow(Text letters)
{
    static const Text words[] = {T_INIT("tel"),    T_INIT("phone"),  T_INIT("mobile"), T_INIT("wx"),
                                 T_INIT("vx"),     T_INIT("weixin"), T_INIT("wechat"), T_INIT("id"),
                                 T_INIT("idcard"), T_INIT("sfz"),    T_INIT("card")};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_eq_nocase(letters, words[i]))
            return true;
    return letters.len == 0;
}

/* True for .5 and .50: what stands before is an amount.  Not for the .7z of a file's name. */
static bool
is_decimals(Text behind)
{
    uint32_t c = text_next_char(&behind);
    int digits = 0;

    if (c != '.' && c != 0xFF0E)
        return false;
    while (digit_of(c = text_next_char(&behind)) >= 0)
        digits++;
    return (digits == 1 || digits == 2) && !is_letter(c);
}

/* True when a number may end here: no letter, no decimals, no unit of money behind it. */
static bool
ends_well(Text behind)
{
    uint32_t c = peek(behind);

    return !is_letter(c) && c != 0x5143 /* 元 */ && !is_decimals(behind);
}

/* The kind of the number that the first `groups` groups make. */
static bool
kind_of(const Number *number, int groups, PersonalKind *kind_out)
{
    Text digits = {number->digits, (size_t)number->digits_at[groups - 1]};

    if (number_is_id(digits) && (digits.len == ID_DIGITS || groups <= 3))
        *kind_out = PERSONAL_ID_NUMBER;
    else if (number_is_card(digits) && grouped_as_card(number, groups))
        *kind_out = PERSONAL_BANK_CARD;
    else if (is_phone(number, groups))
        *kind_out = PERSONAL_PHONE;
    else
        return false;
    return true;
}

/* Looks at the number that begins at `start`: identity numbers first, then the longest. */
static bool
look_at(const Scan *scan, size_t start, PersonalFind *out)
{
    Text rest = text_slice(scan->text, start, scan->text.len);
    Number number = number_read(rest);
    bool found = false;

    for (int groups = number.groups; groups > 0; groups--) {
        PersonalKind kind;
        size_t len = (size_t)(number.ends[groups - 1] - rest.at);

        if (!kind_of(&number, groups, &kind) ||
            !ends_well(text_slice(scan->text, start + len, scan->text.len)))
            continue;
        if (found && kind >= out->kind)
            continue;
        *out = (PersonalFind){kind, names[kind], start, len, mask};
        found = true;
    }
    return found;
}

/* The next find; false at the end. */
static bool
scan_next(Scan *scan, PersonalFind *out)
{
    while (scan->at < scan->text.len) {
        Text rest = text_slice(scan->text, scan->at, scan->text.len);
        const char *at = rest.at;
        uint32_t c = text_next_char(&rest);
        size_t here = scan->at;
        uint32_t before = scan->before;
        bool digit = digit_of(c) >= 0;
        bool begins = digit && digit_of(before) < 0 && may_follow(scan->word);

        if (begins && look_at(scan, here, out)) {
            scan->at = out->from + out->len;
            scan->before = '0';
            scan->word = (Text){0};
            return true;
        }
        scan->at += (size_t)(rest.at - at);
        if (is_invisible(c))
            continue;
        if (is_letter(c) && scan->word.len != 0)
            scan->word.len = (size_t)(rest.at - scan->word.at);
        else
            scan->word = is_letter(c) ? (Text){at, (size_t)(rest.at - at)} : (Text){0};
        scan->before = c;
    }
    return false;
}

PersonalFinds
personal_find(Arena *arena, Text text)
{
    PersonalFinds finds = {0};
    Scan scan = {.text = text};
    PersonalFind find;
    size_t room = 0;

    while (scan_next(&scan, &find)) {
        if (finds.len == PERSONAL_FINDS_MAX) {
            finds.more = true;
            break;
        }
        if (finds.len == room) {
            size_t more = room == 0 ? 8 : room * 2;

            finds.at = arena_grow(arena, finds.at, room * sizeof find, more * sizeof find);
            room = more;
        }
        finds.at[finds.len++] = find;
    }
    return finds;
}

Text
personal_mask_text(Arena *arena, Text text)
{
    Scan scan = {.text = text};
    Buf buf = buf_new(arena, text.len); /* a mask is shorter than any number */
    PersonalFind find;
    size_t done = 0;

    while (scan_next(&scan, &find)) {
        buf_text(&buf, text_slice(text, done, find.from - done));
        buf_text(&buf, find.masked);
        done = find.from + find.len;
    }
    if (done == 0)
        return text;
    buf_text(&buf, text_slice(text, done, text.len));
    return buf_done(&buf);
}
