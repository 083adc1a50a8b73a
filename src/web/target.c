#include "web/target.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/crypto.h"

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

bool
percent_decode(Arena *arena, Text text, bool plus, Text *out)
{
    char *bytes;
    size_t len = 0;

    if (text.len == 0 || (memchr(text.at, '%', text.len) == NULL &&
                          (!plus || memchr(text.at, '+', text.len) == NULL))) {
        *out = text.len == 0 ? T("") : text;
        return true;
    }
    bytes = NEW_ARRAY(arena, char, text.len);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == '%') {
            int high = i + 2 < text.len ? hex_value(text.at[i + 1]) : -1;
            int low = i + 2 < text.len ? hex_value(text.at[i + 2]) : -1;

            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        bytes[len++] = c;
    }
    *out = (Text){bytes, len};
    return true;
}

Text
percent_encode(Arena *arena, Text text)
{
    static const char digits[] = "0123456789ABCDEF";
    Buf buf = buf_new(arena, text.len * 3 + 1);

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                     c == '-' || c == '_' || c == '.' || c == '~';

        if (plain) {
            buf_char(&buf, (char)c);
        } else {
            buf_char(&buf, '%');
            buf_char(&buf, digits[c >> 4]);
            buf_char(&buf, digits[c & 15]);
        }
    }
    return buf_done(&buf);
}

/* ---- addresses ---- */

Text
address_network(Arena *arena, Text address)
{
    enum { NETWORK_BYTES = 8, MAPPED_BYTES = 12 };
    struct in6_addr ip6;
    const unsigned char *bytes = ip6.s6_addr;

    if (inet_pton(AF_INET6, text_cstr(arena, address), &ip6) != 1)
        return address;
    if (IN6_IS_ADDR_V4MAPPED(&ip6))
        return text_printf(arena, "%d.%d.%d.%d", bytes[MAPPED_BYTES], bytes[MAPPED_BYTES + 1],
                           bytes[MAPPED_BYTES + 2], bytes[MAPPED_BYTES + 3]);
    return hex_encode(arena, (Text){(const char *)bytes, NETWORK_BYTES});
}

/* ---- forms ---- */

static size_t
count_of(Text text, char separator)
{
    size_t count = 1;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == separator;
    return count;
}

int
form_parse(Arena *arena, Text body, size_t fields_max, Pairs *fields_out)
{
    size_t count = count_of(body, '&');
    Pairs fields = {0};
    Text rest = body;

    *fields_out = fields;
    if (body.len == 0)
        return 0;
    if (count > fields_max)
        return 413;
    fields.at = NEW_ARRAY(arena, Pair, count);
    while (rest.at != NULL) {
        Text piece;
        Text name;
        Text value;
        Pair *field = &fields.at[fields.len];

        text_cut(rest, '&', &piece, &rest);
        if (piece.len == 0)
            continue;
        text_cut(piece, '=', &name, &value);
        if (!percent_decode(arena, name, true, &field->name) ||
            !percent_decode(arena, value, true, &field->value))
            return 400;
        if (!text_is_clean(field->name) || !text_is_clean(field->value))
            return 400;
        fields.len++;
    }
    *fields_out = fields;
    return 0;
}

Text
pairs_get(const Pairs *pairs, Text name)
{
    for (size_t i = 0; i < pairs->len; i++)
        if (text_eq(pairs->at[i].name, name))
            return pairs->at[i].value;
    return (Text){0};
}

/* ---- cookies ---- */

/* The next "name=value" of a Cookie header. */
static bool
next_cookie(Text *rest, Text *name_out, Text *value_out)
{
    while (rest->at != NULL) {
        Text piece;

        text_cut(*rest, ';', &piece, rest);
        while (piece.len != 0 && (piece.at[0] == ' ' || piece.at[0] == '\t'))
            piece = text_slice(piece, 1, piece.len);
        if (text_cut(piece, '=', name_out, value_out) && name_out->len != 0)
            return true;
    }
    return false;
}

Pairs
cookies_parse(Arena *arena, Text header)
{
    Pairs cookies = {0};
    Text rest = header;
    Text name;
    Text value;

    if (header.len == 0)
        return cookies;
    cookies.at = NEW_ARRAY(arena, Pair, COOKIES_MAX);
    while (cookies.len < COOKIES_MAX && next_cookie(&rest, &name, &value))
        if (text_is_clean(name) && text_is_clean(value))
            cookies.at[cookies.len++] = (Pair){name, value};
    return cookies;
}

Text
cookie_find(Text header, Text name)
{
    Text rest = header;
    Text found;
    Text value;

    while (next_cookie(&rest, &found, &value))
        if (text_eq(found, name))
            return value;
    return (Text){0};
}

/* ---- the path ---- */

/* An encoded slash or backslash would make a segment look like two to somebody else. */
static bool
has_hidden_slash(Text path)
{
    for (size_t i = 0; i + 2 < path.len; i++)
        if (path.at[i] == '%' && ((path.at[i + 1] == '2' && (path.at[i + 2] | 0x20) == 'f') ||
                                  (path.at[i + 1] == '5' && (path.at[i + 2] | 0x20) == 'c')))
            return true;
    return memchr(path.at, '\\', path.len) != NULL;
}

static bool
segments_are_sane(Text path)
{
    Text rest = text_slice(path, 1, path.len);

    while (rest.at != NULL) {
        Text segment;
        bool more = text_cut(rest, '/', &segment, &rest);

        if (segment.len == 0 && more)
            return false;
        if (text_eq(segment, T(".")) || text_eq(segment, T("..")))
            return false;
    }
    return true;
}

int
target_parse(Arena *arena, Text target, Text *path_out, Pairs *query_out)
{
    Text raw;
    Text query;
    Text path;

    text_cut(target, '?', &raw, &query);
    if (raw.len == 0 || raw.at[0] != '/' || has_hidden_slash(raw))
        return 400;
    if (!percent_decode(arena, raw, false, &path) || !text_is_clean(path) ||
        memchr(path.at, '\n', path.len) != NULL || memchr(path.at, '\r', path.len) != NULL ||
        memchr(path.at, '\t', path.len) != NULL)
        return 400;
    if (path.len > 1 && !segments_are_sane(path))
        return 400;
    *path_out = path;
    return form_parse(arena, query, QUERY_FIELDS_MAX, query_out);
}
