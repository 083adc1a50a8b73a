/*
 * table -- for subsidy's own files: cells of V6 from rows, and figures from published cells.
 */
#pragma once

#include "subsidy/subsidy.h"

/* What a column of V6 is filled from. */
typedef enum Source {
    FROM_NOTHING,
    FROM_PROGRAMME,
    FROM_BATCH,
    FROM_NUMBER,
    FROM_NAME,
    FROM_GROUP,
    FROM_QUANTITY,
    FROM_STANDARD,
    FROM_AMOUNT,
    FROM_PAID_DAY,
    FROM_STATE,
    FROM_NOTE,
} Source;

/* By the column's name, whatever the district calls it. */
Source subsidy_column_source(Arena *arena, const Column *column);

/* The cells in the order of columns.  INVALID ("table.columns") when a required one is unknown. */
MUST_CHECK Status subsidy_cells(Ctx *ctx, const Batch *batch, BatchPart part, Columns columns,
                                Text **cells_out, size_t *rows_out);

/* Whether a stored table says what the cells made from the rows say.  Words for one state are the
 * same, and so are an empty number and none. */
bool subsidy_same_cells(Arena *arena, const Table *table, const Text *cells, size_t rows);

/* What a published table adds up to. */
void subsidy_table_totals(Arena *arena, const Table *table, BatchTotals *out);
