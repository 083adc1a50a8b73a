/*
 * Many tables as JSON.  A program writes all tables of an item with the same columns, to the byte;
 * what stands before their rows is looked up, and only the rows are parsed.
 */
#include "disclosure/api.h"

enum { HEADS = 1024, PROBES = 8, HEAD_BYTES_MAX = 16 * 1024, HASHED_BYTES = 64 };

/* {"columns":[…],"rows": */
typedef struct Head {
    Text text;
    Columns columns;
} Head;

struct TableReader {
    Arena *arena;
    Head heads[HEADS]; /* found by hash, or a few places on; who has a place keeps it */
};

static const Text head_end = T_INIT("],\"rows\":");

TableReader *
table_reader_new(Arena *arena)
{
    TableReader *reader = NEW(arena, TableReader);

    reader->arena = arena;
    return reader;
}

/* What may be the head of a table; false when it is written in another way. */
static bool
cut_head(Text json, Text *head_out, Text *rows_out)
{
    size_t end = text_find(json, head_end) + head_end.len;

    if (end >= json.len || end > HEAD_BYTES_MAX || json.at[json.len - 1] != '}')
        return false;
    *head_out = text_slice(json, 0, end);
    *rows_out = text_slice(json, end, json.len - end - 1);
    return true;
}

/* Where the head is, or would be kept; the end tells heads apart, and hashing all of it would take
 * longer than comparing.  Among too many it is one that is another's. */
static Head *
place_of(TableReader *reader, Text text)
{
    size_t from = text.len > HASHED_BYTES ? text.len - HASHED_BYTES : 0;
    size_t first = (size_t)text_hash(text_slice(text, from, HASHED_BYTES)) + text.len;
    Head *head = NULL;

    for (size_t i = 0; i < PROBES; i++) {
        head = &reader->heads[(first + i) % HEADS];
        if (head->text.len == 0 || text_eq(head->text, text))
            break;
    }
    return head;
}

/* Keeps the head if it is one, which is seen when a table of no rows is made of it: then anything
 * that is a JSON value may follow. */
static Status
learn(Ctx *ctx, TableReader *reader, Text text, Head *head)
{
    Arena *row_arena = ctx->arena;
    Problems before = ctx->problems;
    Text empty = text_printf(row_arena, "%.*s[]}", TEXT_ARGS(text));
    const JsonNode *node;
    Columns columns;
    Status status;

    if (json_parse(ctx, empty, &node) != OK || node->kind != NODE_MAP || node->children.len != 2 ||
        json_member(node, "columns") == NULL || json_member(node, "rows") == NULL) {
        ctx->problems = before;
        return OK;
    }
    ctx->arena = reader->arena;
    empty = text_copy(reader->arena, empty);
    status = json_parse(ctx, empty, &node);
    if (status == OK)
        status = columns_from_node(ctx, json_member(node, "columns"), &columns);
    ctx->arena = row_arena;
    if (status == OK)
        *head = (Head){text_slice(empty, 0, text.len), columns};
    return status;
}

static Status
read_all(Ctx *ctx, Text json, DisclosureInput *out)
{
    const JsonNode *table;

    TRY(json_parse(ctx, json, &table));
    return api_read_table(ctx, table, out);
}

Status
table_reader_read(Ctx *ctx, TableReader *reader, Text json, DisclosureInput *out)
{
    Text text;
    Text rest;
    Problems before = ctx->problems;
    Head *head;
    const JsonNode *rows;

    if (!cut_head(json, &text, &rest))
        return read_all(ctx, json, out);
    head = place_of(reader, text);
    if (!text_eq(head->text, text)) {
        TRY(read_all(ctx, json, out));
        return head->text.len == 0 ? learn(ctx, reader, text, head) : OK;
    }
    out->columns = head->columns;
    if (api_scan_rows(ctx->arena, rest, out))
        return OK;
    if (json_parse(ctx, rest, &rows) != OK) {
        ctx->problems = before; /* all of it together knows the line better */
        return read_all(ctx, json, out);
    }
    return api_read_rows(ctx, rows, out);
}
