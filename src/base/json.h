/*
 * json -- writing JSON (RFC 8259): commas, quotes and escapes by themselves.
 *
 *     Json json = json_new(&buf);
 *     json_object_begin(&json);
 *     json_key(&json, "title");
 *     json_text(&json, title);
 *     json_put_int(&json, "count", 3);         (the same in one line)
 *     json_object_end(&json);
 *     json_end(&json);
 *
 * What does not nest is a defect and stops the process: a value in an object without its key, an
 * end of the wrong kind, json_end() with something open.  Bytes that are not UTF-8 become U+FFFD;
 * '<' and the line separators of JavaScript are escaped, so that the result may stand in a script
 * block. Whether all of it fitted tells buf->overflow.  Reading is json_read.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/text.h"

enum { JSON_WRITE_DEPTH_MAX = 32 };

typedef struct Json {
    Buf *buf;
    int depth;
    bool in_array[JSON_WRITE_DEPTH_MAX + 1];
    bool comma;     /* something stands before in this object or array */
    bool after_key; /* a value has to follow */
} Json;

Json json_new(Buf *buf);

void json_object_begin(Json *json);
void json_object_end(Json *json);
void json_array_begin(Json *json);
void json_array_end(Json *json);
void json_key(Json *json, const char *key);
void json_key_text(Json *json, Text key);

void json_text(Json *json, Text value); /* an absent text is null */
void json_int(Json *json, int64_t value);
void json_id(Json *json, int64_t id); /* as a string: ids are larger than a JavaScript number */
void json_bool(Json *json, bool value);
void json_none(Json *json); /* null (jansson has the other name) */

/* A number with decimals as a JSON number, exactly: json_decimal(j, 12345, 2) is 123.45. */
void json_decimal(Json *json, int64_t value, int decimals);

/* A value that is JSON already (a stored document); not checked. */
void json_raw(Json *json, Text value);

/* Checks that everything is closed. */
void json_end(const Json *json);

/* A key and its value at once. */
void json_put_text(Json *json, const char *key, Text value);
void json_put_int(Json *json, const char *key, int64_t value);
void json_put_id(Json *json, const char *key, int64_t id);
void json_put_bool(Json *json, const char *key, bool value);
void json_put_none(Json *json, const char *key);
