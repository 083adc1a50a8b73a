#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

enum { PRINTF_BYTES_MAX = 64 * 1024, PRINTF_PIECE_BYTES = 256 };

Text
text_c(const char *c_string)
{
    if (c_string == NULL)
        return (Text){0};
    return (Text){c_string, strlen(c_string)};
}

Text
text_copy(Arena *arena, Text text)
{
    char *at;

    if (text.at == NULL)
        return text;
    at = arena_alloc(arena, text.len + 1);
    memcpy(at, text.at, text.len);
    return (Text){at, text.len};
}

char *
text_cstr(Arena *arena, Text text)
{
    char *at = arena_alloc(arena, text.len + 1);

    if (text.len != 0)
        memcpy(at, text.at, text.len);
    return at;
}

bool
text_eq(Text a, Text b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
text_eq_nocase(Text a, Text b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

int
text_compare(Text a, Text b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);

    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool
text_starts(Text text, Text prefix)
{
    return text_eq(text_slice(text, 0, prefix.len), prefix);
}

bool
text_ends(Text text, Text suffix)
{
    return text.len >= suffix.len &&
           text_eq(text_slice(text, text.len - suffix.len, suffix.len), suffix);
}

bool
text_is_empty(Text text)
{
    return text.len == 0;
}

size_t
text_find(Text text, Text needle)
{
    const char *found;

    if (needle.len == 0)
        return 0;
    if (text.len < needle.len)
        return text.len;
    found = memmem(text.at, text.len, needle.at, needle.len);
    return found == NULL ? text.len : (size_t)(found - text.at);
}

Text
text_slice(Text text, size_t from, size_t len)
{
    if (from > text.len)
        from = text.len;
    if (len > text.len - from)
        len = text.len - from;
    return (Text){text.at == NULL ? NULL : text.at + from, len};
}

/* White space as people's spreadsheets and phones produce it, invisible characters included. */
static bool
is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x00A0 || c == 0x3000 || c == 0xFEFF ||
           (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x2060 || c == 0x180E;
}

/* Most texts begin and end with a character that is plainly none: ASCII that is printed, or the
 * first byte of Chinese. */
static bool
is_no_space(char first)
{
    unsigned char byte = (unsigned char)first;

    return (byte > 0x20 && byte < 0x7F) || (byte >= 0xE4 && byte <= 0xEE);
}

bool
text_is_blank(Text text)
{
    if (text.len != 0 && is_no_space(text.at[0]))
        return false;
    while (text.len != 0)
        if (!is_space(text_next_char(&text)))
            return false;
    return true;
}

/* The length of the last character; 0 when that is no white space. */
static size_t
space_at_end(Text text)
{
    size_t len = 1;
    Text last;

    while (len < 4 && len < text.len && ((unsigned char)text.at[text.len - len] & 0xC0) == 0x80)
        len++;
    if (is_no_space(text.at[text.len - len]))
        return 0;
    last = (Text){text.at + text.len - len, len};
    return is_space(text_next_char(&last)) && last.len == 0 ? len : 0;
}

/* From both ends, so that a long text costs no more than a short one. */
Text
text_trim(Text text)
{
    Text rest = text;
    Text start = text;

    while (rest.len != 0 && !is_no_space(rest.at[0]) && is_space(text_next_char(&rest)))
        start = rest;
    while (start.len != 0) {
        size_t len = space_at_end(start);

        if (len == 0)
            break;
        start.len -= len;
    }
    return start.len == 0 ? text_slice(start, 0, 0) : start;
}

bool
text_cut(Text text, char separator, Text *head_out, Text *rest_out)
{
    const char *found = text.len == 0 ? NULL : memchr(text.at, separator, text.len);
    size_t at;

    if (found == NULL) {
        *head_out = text;
        *rest_out = (Text){0};
        return false;
    }
    at = (size_t)(found - text.at);
    *head_out = text_slice(text, 0, at);
    *rest_out = text_slice(text, at + 1, text.len - at - 1);
    return true;
}

bool
text_to_i64(Text text, int64_t *value_out)
{
    int64_t value = 0;
    bool negative = text.len != 0 && text.at[0] == '-';
    size_t i = negative ? 1 : 0;

    if (i == text.len)
        return false;
    for (; i < text.len; i++) {
        int digit = text.at[i] - '0';

        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, (int64_t)10, &value) ||
            __builtin_add_overflow(value, (int64_t)(negative ? -digit : digit), &value))
            return false;
    }
    *value_out = value;
    return true;
}

Text
text_join(Arena *arena, Texts parts, Text separator)
{
    size_t total = 0;
    Buf buf;

    for (size_t i = 0; i < parts.len; i++)
        total += parts.at[i].len + separator.len;
    buf = buf_new(arena, total + 1);
    for (size_t i = 0; i < parts.len; i++) {
        if (i != 0)
            buf_text(&buf, separator);
        buf_text(&buf, parts.at[i]);
    }
    return buf_done(&buf);
}

Text
text_printf(Arena *arena, const char *format, ...)
{
    va_list args;
    va_list again;
    char piece[PRINTF_PIECE_BYTES];
    int needed;
    size_t len;
    char *at;

    va_start(args, format);
    va_copy(again, args);
    needed = vsnprintf(piece, sizeof piece, format, args);
    va_end(args);
    len = needed < 0 ? 0 : (size_t)needed;
    if (len > PRINTF_BYTES_MAX)
        len = PRINTF_BYTES_MAX;
    at = arena_alloc(arena, len + 1);
    if (len < sizeof piece)
        memcpy(at, piece, len);
    else
        vsnprintf(at, len + 1, format, again);
    va_end(again);
    return (Text){at, len};
}

uint32_t
text_next_char(Text *rest)
{
    const unsigned char *s = (const unsigned char *)rest->at;
    size_t need = 0;
    uint32_t c;

    if (rest->len == 0)
        return 0;
    c = s[0];
    if (c >= 0xC2 && c <= 0xDF)
        need = 1, c &= 0x1F;
    else if (c >= 0xE0 && c <= 0xEF)
        need = 2, c &= 0x0F;
    else if (c >= 0xF0 && c <= 0xF4)
        need = 3, c &= 0x07;
    else if (c >= 0x80)
        goto bad;
    if (need >= rest->len)
        goto bad;
    for (size_t i = 1; i <= need; i++) {
        if ((s[i] & 0xC0) != 0x80)
            goto bad;
        c = c << 6 | (s[i] & 0x3F);
    }
    if ((need == 2 && c < 0x800) || (need == 3 && c < 0x10000) || c > 0x10FFFF ||
        (c >= 0xD800 && c <= 0xDFFF))
        goto bad;
    *rest = text_slice(*rest, need + 1, rest->len);
    return c;
bad:
    *rest = text_slice(*rest, 1, rest->len);
    return 0xFFFD;
}

/* How far plain characters reach: printable ASCII, and U+1000…U+CFFF, which are three bytes,
 * allowed everywhere and nearly all that Chinese is written with. */
static size_t
plain_bytes(Text text)
{
    const unsigned char *s = (const unsigned char *)text.at;
    size_t i = 0;

    while (i < text.len) {
        if (s[i] >= 0x20 && s[i] < 0x7F)
            i++;
        else if (s[i] >= 0xE1 && s[i] <= 0xEC && text.len - i >= 3 && (s[i + 1] & 0xC0) == 0x80 &&
                 (s[i + 2] & 0xC0) == 0x80)
            i += 3;
        else
            break;
    }
    return i;
}

static bool
all_chars(Text text, bool (*accept)(uint32_t))
{
    for (;;) {
        size_t plain = plain_bytes(text);
        const char *at = text.at + plain;
        uint32_t c;

        if (plain == text.len)
            return true;
        text = (Text){at, text.len - plain};
        c = text_next_char(&text);
        /* U+FFFD itself is three bytes long; a bad byte moves on by one. */
        if ((c == 0xFFFD && text.at - at != 3) || !accept(c))
            return false;
    }
}

static bool
any_char(uint32_t c)
{
    (void)c;
    return true;
}

/* U+FFFE and U+FFFF are no characters; in XML (a feed, a workbook) they are an error. */
static bool
clean_char(uint32_t c)
{
    return (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && (c & 0xFFFE) != 0xFFFE) ||
           c == '\t' || c == '\n' || c == '\r';
}

bool
text_is_utf8(Text text)
{
    return all_chars(text, any_char);
}

bool
text_is_clean(Text text)
{
    return all_chars(text, clean_char);
}

size_t
text_chars(Text text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return count;
}

Text
text_first_chars(Text text, size_t count)
{
    Text rest = text;

    while (count-- != 0 && rest.len != 0)
        text_next_char(&rest);
    return text_slice(text, 0, text.len - rest.len);
}

uint64_t
text_hash(Text text)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    return hash;
}
