/* Made by sqlgen from golden.sql; not to be edited. */
#pragma once

#include "store/statement.h"

typedef struct Village {
    int64_t id;
    Text name;
    OptInt people;
    bool open;
} Village;

typedef struct Villages {
    Village *at;
    size_t len;
} Villages;

/* Villages after one, in order.
 * The comment's end * / does not end C's comment. */
MUST_CHECK Status village_page(Ctx *ctx, int64_t after, int64_t limit, Villages *out);

MUST_CHECK Status village_one(Ctx *ctx, int64_t id, Village *out);

typedef struct VillageChangeArgs {
    int64_t id;
    Text name;
    OptInt people;
    bool open;
} VillageChangeArgs;

MUST_CHECK Status village_change(Ctx *ctx, const VillageChangeArgs *args, int64_t *changed_out);

MUST_CHECK Status village_close_all(Ctx *ctx);

typedef struct NoteReadRow {
    Text data;
    double weight;
} NoteReadRow;

typedef struct NoteReadRows {
    NoteReadRow *at;
    size_t len;
} NoteReadRows;

MUST_CHECK Status note_read(Ctx *ctx, int64_t id, NoteReadRow *out);

typedef struct WordRankRow {
    int64_t id;
} WordRankRow;

typedef struct WordRankRows {
    WordRankRow *at;
    size_t len;
} WordRankRows;

MUST_CHECK Status word_rank(Ctx *ctx, Text query, int64_t limit, WordRankRows *out);

MUST_CHECK Status word_optimize(Ctx *ctx);
