/*
 * load_table -- a table with a header somewhere among its first rows: what both loaders stand on.
 */
#pragma once

#include "catalogue/column.h"
#include "ledger/load.h"

typedef struct LoadTable {
    const LoadSource *source;
    const Column *columns; /* wanted, by name … */
    size_t len;
    const size_t *needed; /* … and those that must be there */
    size_t needed_len;
    size_t at[LOAD_COLUMNS_MAX]; /* where each stands in a record, or SIZE_MAX */
    LoadResult *result;
    int64_t row; /* of the record that was read last */
} LoadTable;

/* Reads up to the header.  INVALID ("file") without one. */
MUST_CHECK Status load_header(Ctx *ctx, LoadTable *table);
/* The next row's cells in the order of columns, as they stand; NOT_FOUND at the end. */
MUST_CHECK Status load_next(Ctx *ctx, LoadTable *table, Text *cells);
/* Brings cells to their normal form; false when one is wrong (told). */
bool load_normalise(Ctx *ctx, LoadTable *table, Text *cells);
/* Tells a fault of the row; column: SIZE_MAX for none. */
void load_fault(LoadTable *table, size_t column, Text why);
/* Tells the problems that the model found in a row and forgets them; keys: the column of each field
 * of the model, ended by NULL. */
typedef struct LoadField {
    const char *field;
    size_t column;
} LoadField;
void load_problems(Ctx *ctx, LoadTable *table, const LoadField *fields, Status status);
/* The place of a row: of its cell, or the scope's.  False: told, or (*other_out) not ours. */
bool load_place(Ctx *ctx, LoadTable *table, Text cell, size_t column, RegionCode *out,
                bool *other_out);
/* Makes arena the operation's again, with what problems were found meanwhile. */
void load_move_problems(Ctx *ctx, Arena *arena);
