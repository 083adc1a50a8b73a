/*
 * json_read -- reading JSON that a stranger sent.
 *
 * jansson parses; what comes out is a tree of our own in the operation's arena, so that nothing has
 * to be freed.  Getters are forgiving about where they are called (a NULL node has no members) and
 * strict about types: a number where a text is asked for is no text.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/ctx.h"
#include "base/status.h"
#include "base/text.h"

enum { JSON_BYTES_MAX = 1024 * 1024, JSON_DEPTH_MAX = 32, JSON_NODES_MAX = 50000 };

typedef enum JsonKind {
    NODE_NONE,
    NODE_BOOL,
    NODE_INT,
    NODE_REAL,
    NODE_TEXT,
    NODE_LIST,
    NODE_MAP
} JsonKind;

typedef struct JsonNode JsonNode;
struct JsonNode {
    JsonKind kind;
    Text key; /* as a member of a NODE_MAP */
    union {
        bool flag;
        int64_t number;
        double real; /* no money: amounts are sent as text */
        Text text;   /* clean UTF-8 (text_is_clean) */
        struct {
            JsonNode *at; /* items of a list, members of a map in the order sent */
            size_t len;
        } children;
    };
};

/* The whole text as one JSON value.  INVALID with a problem of the field "json" when it is not
 * JSON, names a key twice, holds control characters, or passes one of the limits above. */
MUST_CHECK Status json_parse(Ctx *ctx, Text text, const JsonNode **node_out);

/* A member of a map; NULL when there is none. */
const JsonNode *json_member(const JsonNode *map, const char *key);

/* What a member has to be when it is there and not null. */
typedef struct JsonShape {
    const char *key;
    JsonKind kind; /* NODE_INT: also digits in a text; NODE_REAL: any number or text (json_cell) */
} JsonShape;

/* INVALID with a problem for each member of another kind, and ("json") when the node is no map: so
 * that nothing that was sent is left out in silence.  NULL is fine. */
MUST_CHECK Status json_shape(Ctx *ctx, const JsonNode *map, const JsonShape *shape, size_t count);

/* The body of a request, of this shape; NULL when the text is blank.  INVALID as json_parse() and
 * json_shape(). */
MUST_CHECK Status json_body(Ctx *ctx, Text text, const JsonShape *shape, size_t count,
                            const JsonNode **out);

/* An amount, a day, a cell of a table, however a program sends it: a text, or a number in digits;
 * empty when it is missing or null.  False, and empty, for anything else. */
bool json_cell(Arena *arena, const JsonNode *node, Text *out);

/* Items of a list: how many, and one of them (NULL past the end). */
size_t json_len(const JsonNode *list);
const JsonNode *json_item(const JsonNode *list, size_t i);

/* A member of that type.  Absent or false when it is missing or of another type; a number may also
 * have been sent as a string of digits, as ids are. */
Text json_get_text(const JsonNode *map, const char *key);
bool json_get_int(const JsonNode *map, const char *key, int64_t *value_out);
bool json_get_bool(const JsonNode *map, const char *key, bool *value_out);
