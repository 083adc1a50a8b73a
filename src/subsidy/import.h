/*
 * import -- lists of many places from one table, in the form that export.h writes.
 *
 * Rows that follow each other with the same place, programme, period and batch are a list.  A list
 * that is not there is begun (its programme, too, at the place itself when none above has that
 * name); one that is open gets these lines instead of its own; one whose notice period has ended
 * takes the payments that they tell.
 */
#pragma once

#include "subsidy/export.h"

/* The next record with the line where it begins; its texts live until the next call.  NOT_FOUND at
 * the end. */
typedef Status SubsidyRecord(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out);

typedef struct SubsidyImport {
    int64_t rows, batches, new_batches, new_programmes;
} SubsidyImport;

/* Reads a header and all rows; needs the system's actor or whoever keeps each of the ledgers.
 * scope: only rows of places there; also the place of rows without one, when it is a village.
 * fault: called for each row that cannot be; then INVALID, and nothing may be kept. */
MUST_CHECK Status subsidy_import(Ctx *ctx, RegionCode scope, SubsidyRecord *next, void *arg,
                                 void (*fault)(void *fault_arg, int64_t line, Text why),
                                 void *fault_arg, SubsidyImport *out);
