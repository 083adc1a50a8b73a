#include "web/guard.h"

#include <string.h>

enum { METHOD_LEN_MAX = 16, LENGTH_DIGITS_MAX = 15 };

/* 1: may stand in a token. */
static const unsigned char token_byte[256] = {
    ['!'] = 1, ['#'] = 1, ['$'] = 1, ['%'] = 1,         ['&'] = 1,         ['\''] = 1,
    ['*'] = 1, ['+'] = 1, ['-'] = 1, ['.'] = 1,         ['^'] = 1,         ['_'] = 1,
    ['`'] = 1, ['|'] = 1, ['~'] = 1, ['0' ... '9'] = 1, ['A' ... 'Z'] = 1, ['a' ... 'z'] = 1,
};

bool
is_token(Text text)
{
    unsigned char all = 1;

    for (size_t i = 0; i < text.len; i++)
        all &= token_byte[(unsigned char)text.at[i]];
    return all != 0 && text.len != 0;
}

/* True when all eight bytes are at least 0x20 and not 0x7F (bit tricks: no borrow may leave a byte,
 * so the high bits are taken out first). */
static bool
word_is_plain(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u;
    const uint64_t high = 0x8080808080808080u;
    uint64_t low7 = word & ~high;
    uint64_t at_least_space = (low7 + ones * 0x60) | word;
    uint64_t not_delete = (low7 + ones) ^ high;

    return ((at_least_space & (not_delete | word)) & high) == high;
}

/* No control byte but tab. */
static bool
is_field_value(Text value)
{
    size_t i = 0;
    uint64_t word;

    for (; i + sizeof word <= value.len; i += sizeof word) {
        memcpy(&word, value.at + i, sizeof word);
        if (!word_is_plain(word))
            break;
    }
    for (; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];

        if ((c < 0x20 && c != '\t') || c == 0x7F)
            return false;
    }
    return true;
}

static void
refuse(Guard *guard, const char *reason)
{
    if (guard->reason == NULL)
        guard->reason = reason;
}

static bool
is_method(Text method)
{
    if (method.len == 0 || method.len > METHOD_LEN_MAX)
        return false;
    for (size_t i = 0; i < method.len; i++)
        if (method.at[i] < 'A' || method.at[i] > 'Z')
            return false;
    return true;
}

/* Origin form: a path, printable ASCII, no fragment. */
static bool
is_target(Text target)
{
    if (target.len == 0 || target.at[0] != '/')
        return false;
    for (size_t i = 0; i < target.len; i++) {
        unsigned char c = (unsigned char)target.at[i];

        if (c <= 0x20 || c >= 0x7F || c == '#' || c == '"' || c == '<' || c == '>')
            return false;
    }
    return true;
}

Guard
guard_begin(Text method, Text target, Text version)
{
    Guard guard = {.length = -1};

    if (!is_method(method))
        refuse(&guard, "method");
    if (!is_target(target))
        refuse(&guard, "target");
    if (!text_eq(version, T("HTTP/1.1")) && !text_eq(version, T("HTTP/1.0")))
        refuse(&guard, "version");
    return guard;
}

static void
length(Guard *guard, Text value)
{
    int64_t number = 0;

    if (guard->lengths++ != 0)
        refuse(guard, "two lengths");
    if (value.len == 0 || value.len > LENGTH_DIGITS_MAX)
        refuse(guard, "length");
    for (size_t i = 0; i < value.len && guard->reason == NULL; i++) {
        if (value.at[i] < '0' || value.at[i] > '9')
            refuse(guard, "length");
        number = number * 10 + (value.at[i] - '0');
    }
    guard->length = number;
}

static void
encoding(Guard *guard, Text value)
{
    if (guard->encodings++ != 0)
        refuse(guard, "two transfer codings");
    if (!text_eq_nocase(value, T("chunked")))
        refuse(guard, "transfer coding");
    guard->chunked = true;
}

/* A host and a port: what could end an attribute or a header is not among its letters. */
static void
host(Guard *guard, Text value)
{
    if (guard->hosts++ != 0)
        refuse(guard, "two hosts");
    for (size_t i = 0; i < value.len; i++)
        if (strchr("/\\@?#\"'<>, \t;", value.at[i]) != NULL || (unsigned char)value.at[i] >= 0x80)
            refuse(guard, "host");
}

void
guard_header(Guard *guard, Text name, Text value)
{
    if (!is_token(name))
        refuse(guard, "header name");
    if (!is_field_value(value))
        refuse(guard, "header value");
    if (name.len == 14 && text_eq_nocase(name, T("Content-Length")))
        length(guard, value);
    else if (name.len == 17 && text_eq_nocase(name, T("Transfer-Encoding")))
        encoding(guard, value);
    else if (name.len == 4 && text_eq_nocase(name, T("Host")))
        host(guard, value);
}

bool
guard_end(Guard *guard, Text version)
{
    bool newer = text_eq(version, T("HTTP/1.1"));

    if (guard->lengths != 0 && guard->encodings != 0)
        refuse(guard, "length and transfer coding");
    if (guard->encodings != 0 && !newer)
        refuse(guard, "transfer coding in HTTP/1.0");
    if (guard->hosts == 0 && newer)
        refuse(guard, "no host");
    return guard->reason == NULL;
}
