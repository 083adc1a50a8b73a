#include "base/json.h"

#include <assert.h>

Json
json_new(Buf *buf)
{
    return (Json){.buf = buf, .in_array = {true}};
}

/* Every value passes here: the comma before it, and whether one may stand here. */
static void
before_value(Json *json)
{
    assert(json->after_key || json->in_array[json->depth]);
    assert(json->depth > 0 || !json->comma); /* one value at the top */
    if (!json->after_key && json->comma)
        buf_char(json->buf, ',');
    json->after_key = false;
    json->comma = true;
}

static void
begin(Json *json, char bracket, bool array)
{
    before_value(json);
    assert(json->depth < JSON_WRITE_DEPTH_MAX);
    json->in_array[++json->depth] = array;
    json->comma = false;
    buf_char(json->buf, bracket);
}

static void
end(Json *json, char bracket, bool array)
{
    assert(json->depth > 0 && json->in_array[json->depth] == array && !json->after_key);
    json->depth--;
    json->comma = true;
    buf_char(json->buf, bracket);
}

void
json_object_begin(Json *json)
{
    begin(json, '{', false);
}

void
json_object_end(Json *json)
{
    end(json, '}', false);
}

void
json_array_begin(Json *json)
{
    begin(json, '[', true);
}

void
json_array_end(Json *json)
{
    end(json, ']', true);
}

static void
escaped(Buf *buf, uint32_t c)
{
    static const char digits[] = "0123456789abcdef";

    BUF_LIT(buf, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        buf_char(buf, digits[c >> shift & 15]);
}

static bool
is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\' && c != '<' && c != 0x7F;
}

static void
quoted(Buf *buf, Text text)
{
    Text rest = text;

    buf_char(buf, '"');
    while (rest.len != 0) {
        size_t plain = 0;
        uint32_t c;

        while (plain < rest.len && is_plain((unsigned char)rest.at[plain]))
            plain++;
        buf_bytes(buf, rest.at, plain);
        rest = text_slice(rest, plain, rest.len);
        if (rest.len == 0)
            break;
        c = text_next_char(&rest);
        if (c == '"' || c == '\\') {
            buf_char(buf, '\\');
            buf_char(buf, (char)c);
        } else if (c == '\n') {
            BUF_LIT(buf, "\\n");
        } else if (c < 0x20 || c == 0x7F || c == '<' || c == 0x2028 || c == 0x2029) {
            escaped(buf, c);
        } else {
            buf_utf8(buf, c);
        }
    }
    buf_char(buf, '"');
}

void
json_key_text(Json *json, Text key)
{
    assert(!json->in_array[json->depth] && !json->after_key);
    if (json->comma)
        buf_char(json->buf, ',');
    quoted(json->buf, key);
    buf_char(json->buf, ':');
    json->after_key = true;
}

void
json_key(Json *json, const char *key)
{
    json_key_text(json, text_c(key));
}

void
json_text(Json *json, Text value)
{
    if (value.at == NULL) {
        json_none(json);
        return;
    }
    before_value(json);
    quoted(json->buf, value);
}

void
json_int(Json *json, int64_t value)
{
    before_value(json);
    buf_i64(json->buf, value);
}

void
json_id(Json *json, int64_t id)
{
    before_value(json);
    buf_char(json->buf, '"');
    buf_i64(json->buf, id);
    buf_char(json->buf, '"');
}

void
json_bool(Json *json, bool value)
{
    before_value(json);
    buf_text(json->buf, value ? T("true") : T("false"));
}

void
json_none(Json *json)
{
    before_value(json);
    BUF_LIT(json->buf, "null");
}

void
json_decimal(Json *json, int64_t value, int decimals)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t unit = 1;

    assert(decimals >= 0 && decimals <= 9);
    before_value(json);
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    if (value < 0)
        buf_char(json->buf, '-');
    buf_i64(json->buf, (int64_t)(size / unit));
    if (decimals != 0)
        buf_char(json->buf, '.');
    for (uint64_t rest = size % unit; unit > 1; rest %= unit) {
        unit /= 10;
        buf_char(json->buf, (char)('0' + rest / unit));
    }
}

void
json_raw(Json *json, Text value)
{
    before_value(json);
    buf_text(json->buf, value);
}

void
json_end(const Json *json)
{
    assert(json->depth == 0 && !json->after_key);
}

void
json_put_text(Json *json, const char *key, Text value)
{
    json_key(json, key);
    json_text(json, value);
}

void
json_put_int(Json *json, const char *key, int64_t value)
{
    json_key(json, key);
    json_int(json, value);
}

void
json_put_id(Json *json, const char *key, int64_t id)
{
    json_key(json, key);
    json_id(json, id);
}

void
json_put_bool(Json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

void
json_put_none(Json *json, const char *key)
{
    json_key(json, key);
    json_none(json);
}
