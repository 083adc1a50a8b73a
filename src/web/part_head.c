#include "web/part_head.h"

#include <string.h>

#include "base/buf.h"
#include "web/guard.h"
#include "web/multipart.h"

/* Cuts a parameter's value off *rest: up to the closing quote or the next semicolon. */
static Text
cut_value(Text *rest)
{
    size_t end = 0;
    Text value;

    if (rest->len != 0 && rest->at[0] == '"') {
        *rest = text_slice(*rest, 1, rest->len);
        /* Browsers write %22 for a quote, others \": a backslash escapes nothing else (old Windows
         * browsers send paths). */
        while (end < rest->len &&
               !(rest->at[end] == '"' && (end == 0 || rest->at[end - 1] != '\\')))
            end++;
        value = text_slice(*rest, 0, end);
        *rest = text_slice(*rest, end + 1, rest->len);
        end = text_find(*rest, T(";"));
    } else {
        end = text_find(*rest, T(";"));
        value = text_trim(text_slice(*rest, 0, end));
    }
    *rest = text_slice(*rest, end + 1, rest->len);
    return value;
}

Text
head_parameter(Text value, Text name)
{
    size_t first = text_find(value, T(";"));
    Text rest = text_slice(value, first + 1, value.len);

    while (rest.len != 0) {
        size_t equals = text_find(rest, T("="));
        Text key = text_trim(text_slice(rest, 0, equals));
        Text found;

        rest = text_slice(rest, equals + 1, rest.len);
        found = cut_value(&rest);
        if (text_eq_nocase(key, name))
            return found;
    }
    return (Text){0};
}

/* \" and the three escapes that browsers write (WHATWG, multipart/form-data encoding). */
static Text
unescaped(Arena *arena, Text value)
{
    Buf buf = buf_new(arena, value.len + 1);

    for (size_t i = 0; i < value.len; i++) {
        Text rest = text_slice(value, i, value.len);

        if (text_starts(rest, T("\\\""))) {
            i += 1;
            buf_char(&buf, '"');
        } else if (text_starts(rest, T("%22"))) {
            i += 2;
            buf_char(&buf, '"');
        } else {
            buf_char(&buf, value.at[i]);
        }
    }
    return buf_done(&buf);
}

/* The last component, at most UPLOAD_NAME_BYTES_MAX bytes with its ending kept. */
static Text
base_name(Arena *arena, Text filename)
{
    Text name = filename;
    Text ending = {0};

    for (size_t i = 0; i < filename.len; i++)
        if (filename.at[i] == '/' || filename.at[i] == '\\')
            name = text_slice(filename, i + 1, filename.len);
    if (name.len <= UPLOAD_NAME_BYTES_MAX)
        return text_copy(arena, name);
    for (size_t i = name.len - 12; i < name.len; i++)
        if (name.at[i] == '.')
            ending = text_slice(name, i, name.len);
    name = text_slice(name, 0, UPLOAD_NAME_BYTES_MAX - ending.len);
    while (name.len != 0 && !text_is_utf8(name)) /* a character was cut */
        name.len--;
    return text_printf(arena, "%.*s%.*s", TEXT_ARGS(name), (int)ending.len,
                       ending.at == NULL ? "" : ending.at);
}

static bool
disposition(Arena *arena, Text value, PartHead *out)
{
    Text name = head_parameter(value, T("name"));
    Text filename = head_parameter(value, T("filename"));

    if (!text_eq_nocase(text_trim(text_slice(value, 0, text_find(value, T(";")))), T("form-data")))
        return false;
    if (name.len == 0 || !text_is_clean(name) || !text_is_clean(filename))
        return false;
    if (memchr(name.at, '\n', name.len) != NULL ||
        (filename.len != 0 && memchr(filename.at, '\n', filename.len) != NULL))
        return false;
    out->name = unescaped(arena, name);
    out->has_filename = filename.at != NULL;
    if (out->has_filename)
        out->filename = base_name(arena, unescaped(arena, filename));
    return true;
}

bool
part_head_parse(Arena *arena, Text head, PartHead *out)
{
    Text rest = head;
    bool named = false;

    *out = (PartHead){0};
    while (rest.len != 0) {
        size_t end = text_find(rest, T("\r\n"));
        Text line = text_slice(rest, 0, end);
        Text name;
        Text value;

        rest = text_slice(rest, end + 2, rest.len);
        if (!text_cut(line, ':', &name, &value) || !is_token(name))
            return false;
        if (text_eq_nocase(name, T("Content-Disposition"))) {
            if (named || !disposition(arena, value, out))
                return false;
            named = true;
        } else if (text_eq_nocase(name, T("Content-Type"))) {
            value = text_trim(text_slice(value, 0, text_find(value, T(";"))));
            out->type = text_is_clean(value) ? text_copy(arena, value) : T("");
        }
    }
    return named;
}
