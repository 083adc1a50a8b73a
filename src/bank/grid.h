/*
 * grid -- the records of a statement that is a table: a CSV file as a stream, or a sheet; and its
 * header.
 */
#pragma once

#include "bank/inside.h"
#include "sheet/sheet.h"
#include "sheet/stream.h"

enum { HEADER_ROWS_MAX = 30 };

typedef struct Cells {
    Texts cells;
    int64_t row;
} Cells;

typedef struct Grid {
    CsvStream *csv; /* NULL: a sheet */
    Sheet sheet;
    size_t next;
    Cells early[HEADER_ROWS_MAX]; /* read while looking for the header */
    size_t early_len, early_next;
} Grid;

/* A zip archive is an .xlsx; anything else that is no text is refused with a sentence. */
MUST_CHECK Status grid_open(Ctx *ctx, const char *path, Text filename, Grid *grid);
/* The next record; NOT_FOUND at the end.  Its texts live in arena, or until the next call. */
MUST_CHECK Status grid_next(Ctx *ctx, Grid *grid, Arena *arena, Cells *out);
/* Finds the header among the first rows, takes account and owner from the titles above it, and says
 * what the columns mean (unless columns does). */
MUST_CHECK Status grid_find_header(Ctx *ctx, StatementReader *reader, Grid *grid,
                                   const StatementColumns *columns);
/* True when day and amount are known. */
bool grid_usable(const StatementColumns *columns);
