/* Made by sqlgen from golden.sql; not to be edited. */
#include "golden.sql.h"

static void
village_fill(void *row_out, Arena *arena, const Value *values)
{
    Village *row = row_out;

    row->id = values[0].i;
    row->name = text_copy(arena, values[1].t);
    row->people = (OptInt){.set = !values[2].null, .value = values[2].i};
    row->open = values[3].i != 0;
}

static const ColumnType village_page_parameter_types[] = {
    COLUMN_INT,
    COLUMN_INT,
};

static const ColumnType village_page_column_types[] = {
    COLUMN_INT,
    COLUMN_TEXT,
    COLUMN_INT,
    COLUMN_BOOL,
};

static const bool village_page_nullable[] = {
    false,
    false,
    true,
    false,
};

extern const int village_page_place;
extern const Statement village_page_statement;
const Statement village_page_statement = {
    .name = "village_page",
    .sql = {
        [DIALECT_SQLITE] =
            "SELECT id, name, people, open FROM village WHERE id > ?1 ORDER BY id LIMIT ?2",
        [DIALECT_POSTGRES] =
            "SELECT id, name, people, open FROM village WHERE id > $1 ORDER BY id LIMIT $2",
    },
    .parameters = 2,
    .parameter_types = village_page_parameter_types,
    .columns = 4,
    .column_types = village_page_column_types,
    .column_nullable = village_page_nullable,
    .place = &village_page_place,
    .file = "golden.sql",
    .line = 3,
};

Status
village_page(Ctx *ctx, int64_t after, int64_t limit, Villages *out)
{
    const Value bound_[2] = {
        value_int(after),
        value_int(limit),
    };
    StoreRows rows_;

    TRY(store_many(ctx, &village_page_statement, bound_, village_fill, sizeof *out->at, &rows_));
    *out = (Villages){.at = rows_.at, .len = rows_.len};
    return OK;
}

static const ColumnType village_one_parameter_types[] = {
    COLUMN_INT,
};

static const ColumnType village_one_column_types[] = {
    COLUMN_INT,
    COLUMN_TEXT,
    COLUMN_INT,
    COLUMN_BOOL,
};

static const bool village_one_nullable[] = {
    false,
    false,
    true,
    false,
};

extern const int village_one_place;
extern const Statement village_one_statement;
const Statement village_one_statement = {
    .name = "village_one",
    .sql = {
        [DIALECT_SQLITE] =
            "SELECT id, name, people, open\n"
            "  FROM village \n"
            " WHERE id = ?1",
        [DIALECT_POSTGRES] =
            "SELECT id, name, people, open\n"
            "  FROM village \n"
            " WHERE id = $1",
    },
    .parameters = 1,
    .parameter_types = village_one_parameter_types,
    .columns = 4,
    .column_types = village_one_column_types,
    .column_nullable = village_one_nullable,
    .place = &village_one_place,
    .file = "golden.sql",
    .line = 12,
};

Status
village_one(Ctx *ctx, int64_t id, Village *out)
{
    const Value bound_[1] = {
        value_int(id),
    };
    return store_one(ctx, &village_one_statement, bound_, village_fill, out);
}

static const ColumnType village_change_parameter_types[] = {
    COLUMN_INT,
    COLUMN_TEXT,
    COLUMN_INT,
    COLUMN_BOOL,
};

extern const int village_change_place;
extern const Statement village_change_statement;
const Statement village_change_statement = {
    .name = "village_change",
    .sql = {
        [DIALECT_SQLITE] =
            "UPDATE village SET name = ?2, people = ?3, open = ?4 WHERE id = ?1",
        [DIALECT_POSTGRES] =
            "UPDATE village SET name = $2, people = $3, open = $4 WHERE id = $1",
    },
    .parameters = 4,
    .parameter_types = village_change_parameter_types,
    .place = &village_change_place,
    .file = "golden.sql",
    .line = 19,
};

Status
village_change(Ctx *ctx, const VillageChangeArgs *args, int64_t *changed_out)
{
    const Value bound_[4] = {
        value_int(args->id),
        value_text(args->name),
        value_opt_int(args->people),
        value_bool(args->open),
    };
    return store_run(ctx, &village_change_statement, bound_, NULL, NULL, changed_out);
}

extern const int village_close_all_place;
extern const Statement village_close_all_statement;
const Statement village_close_all_statement = {
    .name = "village_close_all",
    .sql = {
        [DIALECT_SQLITE] =
            "UPDATE village SET open = 0",
        [DIALECT_POSTGRES] =
            "UPDATE village SET open = 0",
    },
    .place = &village_close_all_place,
    .file = "golden.sql",
    .line = 23,
    .scans = "\"all\" of them",
};

Status
village_close_all(Ctx *ctx)
{
    return store_run(ctx, &village_close_all_statement, NULL, NULL, NULL, NULL);
}

static void
note_read_row_fill(void *row_out, Arena *arena, const Value *values)
{
    NoteReadRow *row = row_out;

    row->data = text_copy(arena, values[0].t);
    row->weight = values[1].r;
}

static const ColumnType note_read_parameter_types[] = {
    COLUMN_INT,
};

static const ColumnType note_read_column_types[] = {
    COLUMN_BYTES,
    COLUMN_REAL,
};

static const bool note_read_nullable[] = {
    true,
    false,
};

extern const int note_read_place;
extern const Statement note_read_statement;
const Statement note_read_statement = {
    .name = "note_read",
    .sql = {
        [DIALECT_SQLITE] =
            "SELECT data, weight FROM note WHERE id = ?1 AND ':id' <> \"data\" AND 'it''s ?\?= \\' <> '\"'",
        [DIALECT_POSTGRES] =
            "SELECT data, weight FROM note WHERE id = $1 AND ':id' <> \"data\" AND 'it''s ?\?= \\' <> '\"'",
    },
    .parameters = 1,
    .parameter_types = note_read_parameter_types,
    .columns = 2,
    .column_types = note_read_column_types,
    .column_nullable = note_read_nullable,
    .place = &note_read_place,
    .file = "golden.sql",
    .line = 27,
};

Status
note_read(Ctx *ctx, int64_t id, NoteReadRow *out)
{
    const Value bound_[1] = {
        value_int(id),
    };
    return store_one(ctx, &note_read_statement, bound_, note_read_row_fill, out);
}

static void
word_rank_row_fill(void *row_out, Arena *arena, const Value *values)
{
    WordRankRow *row = row_out;

    row->id = values[0].i;
    (void)arena;
}

static const ColumnType word_rank_parameter_types[] = {
    COLUMN_TEXT,
    COLUMN_INT,
};

static const ColumnType word_rank_column_types[] = {
    COLUMN_INT,
};

static const bool word_rank_nullable[] = {
    false,
};

extern const int word_rank_place;
extern const Statement word_rank_statement;
const Statement word_rank_statement = {
    .name = "word_rank",
    .sql = {
        [DIALECT_SQLITE] =
            "SELECT rowid AS id FROM word WHERE word MATCH ?1 ORDER BY rank LIMIT ?2",
        [DIALECT_POSTGRES] =
            "SELECT rowid AS id FROM word WHERE body @@ plainto_tsquery('simple', $1) LIMIT $2",
    },
    .parameters = 2,
    .parameter_types = word_rank_parameter_types,
    .columns = 1,
    .column_types = word_rank_column_types,
    .column_nullable = word_rank_nullable,
    .place = &word_rank_place,
    .file = "golden.sql",
    .line = 32,
};

Status
word_rank(Ctx *ctx, Text query, int64_t limit, WordRankRows *out)
{
    const Value bound_[2] = {
        value_text(query),
        value_int(limit),
    };
    StoreRows rows_;

    TRY(store_many(ctx, &word_rank_statement, bound_, word_rank_row_fill, sizeof *out->at, &rows_));
    *out = (WordRankRows){.at = rows_.at, .len = rows_.len};
    return OK;
}

extern const int word_optimize_place;
extern const Statement word_optimize_statement;
const Statement word_optimize_statement = {
    .name = "word_optimize",
    .sql = {
        [DIALECT_SQLITE] =
            "INSERT INTO word (word) VALUES ('optimize')",
        [DIALECT_POSTGRES] =
            "",
    },
    .place = &word_optimize_place,
    .file = "golden.sql",
    .line = 40,
};

Status
word_optimize(Ctx *ctx)
{
    return store_run(ctx, &word_optimize_statement, NULL, NULL, NULL, NULL);
}
