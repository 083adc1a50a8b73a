/*
 * table -- for subsidy's own files: cells of V6 from rows, and figures from published cells.
 */
#pragma once

#include "subsidy/subsidy.h"

/* The cells in the order of columns.  INVALID ("table.columns") when a required one is unknown. */
MUST_CHECK Status subsidy_cells(Ctx *ctx, const Batch *batch, BatchPart part, Columns columns,
                                Text **cells_out, size_t *rows_out);

/* What a published table adds up to. */
void subsidy_table_totals(Arena *arena, const Table *table, BatchTotals *out);
