/*
 * inside -- what the two readers of statements share.
 */
#pragma once

#include "bank/statement.h"

struct StatementReader {
    StatementHead head;
    Arena *lines; /* the texts of the current line */
    Arena *keep;  /* those of the head, the first of each */
    Texts header;
    StatementColumns columns;
    Status (*next)(Ctx *ctx, StatementReader *reader, StatementLine *out);
    void (*close)(StatementReader *reader);
    void *inner; /* Camt or Grid */
    int64_t count;
};

MUST_CHECK Status camt_open(Ctx *ctx, const char *path, StatementReader *reader);
MUST_CHECK Status table_open(Ctx *ctx, const char *path, Text filename,
                             const StatementColumns *columns, StatementReader *reader);

/* "第 {row} 行：…" as a problem of the file. */
Status statement_refuse(Ctx *ctx, int64_t row, Text sentence);
/* A clean text of at most STATEMENT_TEXT_CHARS_MAX characters, white space put together, in arena.
 */
Text statement_text(Arena *arena, Text text);
/* The number of an account without the spaces that people read it by. */
Text statement_number(Arena *arena, Text text);
