/*
 * load -- fund accounts and entries of many places as rows of one table, out and in: what came out
 * goes in again.
 *
 * A row names its place (地区代码) and its account (账户); in a table of one place they may be left
 * out.  Above the header may stand titles.  Corrections of closed months come as they are: a red
 * row names by its number (编号) an earlier row of the same month.
 */
#pragma once

#include "ledger/ledger.h"

/* The next record with the row of the file where it begins; its texts live until the next call.
 * NOT_FOUND at the end. */
typedef Status LoadRecord(void *arg, Ctx *ctx, Texts *cells_out, int64_t *row_out);

/* A row that cannot be taken: the column's name (may be empty) and a sentence.  Both live until the
 * callback returns. */
typedef void LoadFault(void *arg, int64_t row, Text column, Text why);

/* Told after each row: how many there were.  May be NULL. */
typedef void LoadProgress(int64_t rows);

typedef struct LoadSource {
    RegionCode scope; /* rows of other places are passed over; a village: the place of rows that
                         name none */
    LoadRecord *next;
    void *next_arg;
    LoadFault *fault;
    void *fault_arg;
    LoadProgress *progress;
} LoadSource;

typedef struct LoadResult {
    int64_t rows;    /* read below the header */
    int64_t added;   /* entries, accounts */
    int64_t changed; /* accounts that were there */
    int64_t passed;  /* no entries (本月合计), or of other places */
    int64_t faults;
} LoadResult;

enum { LOAD_HEADER_ROWS_MAX = 30, LOAD_COLUMNS_MAX = 24 };

/* Books all rows in the caller's transaction, for the system's actor or whoever keeps each ledger.
 * Memory does not grow with the number of rows.  INVALID when one was wrong (result->faults; each
 * was told) or ("file") when there is no header: nothing may be kept then. */
MUST_CHECK Status ledger_load_entries(Ctx *ctx, const LoadSource *source, LoadResult *result);
/* Opens accounts; one that the village has by that name takes what the row says. */
MUST_CHECK Status ledger_load_funds(Ctx *ctx, const LoadSource *source, LoadResult *result);

/* ---- out ---- */

/* Called with the cells of each row, header first. */
typedef Status LoadRow(void *arg, Ctx *ctx, const Text *cells, size_t count);

MUST_CHECK Status ledger_export_entries_header(Ctx *ctx, LoadRow *put, void *arg);
MUST_CHECK Status ledger_export_funds_header(Ctx *ctx, LoadRow *put, void *arg);
/* All rows of a village, by month and in the order in which they were booked; need
 * CAN_READ_STAFF_PARTS. */
MUST_CHECK Status ledger_export_entries(Ctx *ctx, RegionCode village, LoadRow *put, void *arg);
MUST_CHECK Status ledger_export_funds(Ctx *ctx, RegionCode village, LoadRow *put, void *arg);
