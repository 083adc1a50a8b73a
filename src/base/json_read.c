#include "base/json_read.h"

#include <jansson.h>

#include "base/tr.h"

/* The library's trees live in an arena of their own while they are converted: of its time most
 * would go into malloc() and free() of small pieces. */
enum {
    TREE_BYTES_MAX = 64 * 1024 * 1024, /* JSON_NODES_MAX objects take about a quarter of it */
    PIECE_BYTES = 32,                  /* what an arena adds to a piece, at most */
};

static Arena *trees;
static size_t trees_bytes;

static void *
tree_alloc(size_t size)
{
    /* NULL, and the library says that there is no memory: hostile input must not end the process.
     */
    if (size > TREE_BYTES_MAX || trees_bytes + size + PIECE_BYTES > TREE_BYTES_MAX)
        return NULL;
    trees_bytes += size + PIECE_BYTES; /* counted here: to ask the arena takes longer each time */
    return arena_alloc(trees, size);
}

static void
tree_free(void *piece)
{
    (void)piece;
}

static void
trees_end(void)
{
    arena_reset(trees);
    trees_bytes = 0;
}

static void
trees_begin(void)
{
    if (trees != NULL)
        return;
    /* As much again for what alignment and the ends of blocks take. */
    trees = arena_new((size_t)TREE_BYTES_MAX * 2);
    json_set_alloc_funcs(tree_alloc, tree_free);
}

typedef struct Reader {
    Arena *arena;
    size_t nodes;
    bool too_much;
    bool unclean;
} Reader;

static bool convert(Reader *reader, json_t *from, int depth, JsonNode *to);

static bool
text_of(Reader *reader, const char *at, size_t len, Text *out)
{
    Text text = {at, len};

    if (!text_is_clean(text)) {
        reader->unclean = true;
        return false;
    }
    *out = text_copy(reader->arena, text);
    return true;
}

/* Counts nodes before there is room for them. */
static bool
children(Reader *reader, size_t count, int depth, JsonNode *to)
{
    reader->nodes += count;
    if (depth == JSON_DEPTH_MAX || reader->nodes > JSON_NODES_MAX) {
        reader->too_much = true;
        return false;
    }
    to->children.at = NEW_ARRAY(reader->arena, JsonNode, count);
    to->children.len = count;
    return true;
}

static bool
convert_list(Reader *reader, json_t *from, int depth, JsonNode *to)
{
    to->kind = NODE_LIST;
    if (!children(reader, json_array_size(from), depth, to))
        return false;
    for (size_t i = 0; i < to->children.len; i++)
        if (!convert(reader, json_array_get(from, i), depth + 1, &to->children.at[i]))
            return false;
    return true;
}

static bool
convert_map(Reader *reader, json_t *from, int depth, JsonNode *to)
{
    JsonNode *member;

    to->kind = NODE_MAP;
    if (!children(reader, json_object_size(from), depth, to))
        return false;
    member = to->children.at;
    for (void *i = json_object_iter(from); i != NULL; i = json_object_iter_next(from, i)) {
        Text key = text_c(json_object_iter_key(i));

        if (!text_of(reader, key.at, key.len, &member->key) ||
            !convert(reader, json_object_iter_value(i), depth + 1, member))
            return false;
        member++;
    }
    return true;
}

static bool
convert(Reader *reader, json_t *from, int depth, JsonNode *to)
{
    switch (json_typeof(from)) {
    case JSON_OBJECT:
        return convert_map(reader, from, depth, to);
    case JSON_ARRAY:
        return convert_list(reader, from, depth, to);
    case JSON_STRING:
        to->kind = NODE_TEXT;
        return text_of(reader, json_string_value(from), json_string_length(from), &to->text);
    case JSON_INTEGER:
        to->kind = NODE_INT;
        to->number = json_integer_value(from);
        return true;
    case JSON_REAL:
        to->kind = NODE_REAL;
        to->real = json_real_value(from);
        return true;
    case JSON_TRUE:
    case JSON_FALSE:
        to->kind = NODE_BOOL;
        to->flag = json_is_true(from);
        return true;
    case JSON_NULL:
        to->kind = NODE_NONE;
        return true;
    }
    return false;
}

static Status
too_large(Ctx *ctx)
{
    return ctx_problem(ctx, "json", TR(ctx->lang, "JSON 太大或者嵌套太深。"));
}

Status
json_parse(Ctx *ctx, Text text, const JsonNode **node_out)
{
    Reader reader = {.arena = ctx->arena};
    JsonNode *node = NEW(ctx->arena, JsonNode);
    json_error_t error;
    json_t *root;
    bool converted;

    if (text.len > JSON_BYTES_MAX)
        return too_large(ctx);
    trees_begin();
    root = json_loadb(text.at == NULL ? "" : text.at, text.len,
                      JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (root == NULL) {
        TrArg line = {"line", text_printf(ctx->arena, "%d", error.line)};
        bool memory = json_error_code(&error) == json_error_out_of_memory;

        trees_end();
        if (memory)
            return too_large(ctx);
        return ctx_problem(
            ctx, "json",
            tr_format(ctx->arena, TR(ctx->lang, "第 {line} 行不是正确的 JSON。"), &line, 1));
    }
    converted = convert(&reader, root, 0, node);
    trees_end();
    if (reader.too_much)
        return too_large(ctx);
    if (!converted)
        return ctx_problem(ctx, "json", TR(ctx->lang, "JSON 的文字里有控制字符。"));
    *node_out = node;
    return OK;
}

const JsonNode *
json_member(const JsonNode *map, const char *key)
{
    Text wanted = text_c(key);

    if (map == NULL || map->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < map->children.len; i++)
        if (text_eq(map->children.at[i].key, wanted))
            return &map->children.at[i];
    return NULL;
}

size_t
json_len(const JsonNode *list)
{
    return list != NULL && list->kind == NODE_LIST ? list->children.len : 0;
}

const JsonNode *
json_item(const JsonNode *list, size_t i)
{
    return i < json_len(list) ? &list->children.at[i] : NULL;
}

Text
json_get_text(const JsonNode *map, const char *key)
{
    const JsonNode *node = json_member(map, key);

    return node != NULL && node->kind == NODE_TEXT ? node->text : (Text){0};
}

bool
json_get_int(const JsonNode *map, const char *key, int64_t *value_out)
{
    const JsonNode *node = json_member(map, key);

    if (node != NULL && node->kind == NODE_TEXT)
        return text_to_i64(node->text, value_out);
    if (node == NULL || node->kind != NODE_INT)
        return false;
    *value_out = node->number;
    return true;
}

bool
json_get_bool(const JsonNode *map, const char *key, bool *value_out)
{
    const JsonNode *node = json_member(map, key);

    if (node == NULL || node->kind != NODE_BOOL)
        return false;
    *value_out = node->flag;
    return true;
}

bool
json_cell(Arena *arena, const JsonNode *node, Text *out)
{
    *out = T("");
    if (node == NULL || node->kind == NODE_NONE)
        return true;
    if (node->kind == NODE_TEXT)
        *out = node->text;
    else if (node->kind == NODE_INT)
        *out = text_printf(arena, "%lld", (long long)node->number);
    else if (node->kind == NODE_REAL)
        *out = text_printf(arena, "%.15g", node->real);
    else
        return false;
    return true;
}

/* ---- shapes ---- */

static Text
kind_words(Lang lang, JsonKind kind)
{
    switch (kind) {
    case NODE_NONE:
        return T("null");
    case NODE_BOOL:
        return TR(lang, "应是 true 或 false");
    case NODE_INT:
        return TR(lang, "应是数字");
    case NODE_REAL:
        return TR(lang, "应是文字或数字");
    case NODE_TEXT:
        return TR(lang, "应是文字");
    case NODE_LIST:
        return TR(lang, "应是一个 JSON 列表");
    case NODE_MAP:
        break;
    }
    return TR(lang, "应是一个 JSON 对象");
}

Status
json_shape(Ctx *ctx, const JsonNode *map, const JsonShape *shape, size_t count)
{
    if (map == NULL)
        return OK;
    if (map->kind != NODE_MAP)
        return ctx_problem(ctx, "json", kind_words(ctx->lang, NODE_MAP));
    for (size_t i = 0; i < count; i++) {
        const JsonNode *node = json_member(map, shape[i].key);
        int64_t number;
        Text cell;

        if (node == NULL || node->kind == NODE_NONE || node->kind == shape[i].kind ||
            (shape[i].kind == NODE_INT && json_get_int(map, shape[i].key, &number)) ||
            (shape[i].kind == NODE_REAL && json_cell(ctx->arena, node, &cell)))
            continue;
        (void)!ctx_problem(ctx, shape[i].key, kind_words(ctx->lang, shape[i].kind));
    }
    return ctx_checked(ctx);
}

Status
json_body(Ctx *ctx, Text text, const JsonShape *shape, size_t count, const JsonNode **out)
{
    *out = NULL;
    if (text_is_blank(text))
        return OK;
    TRY(json_parse(ctx, text, out));
    return json_shape(ctx, *out, shape, count);
}
