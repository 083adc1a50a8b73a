/*
 * load -- statements as rows of one table, out and in; and a bank's file whose account nobody
 * named.
 *
 * Each row is a line with the statement it belongs to; rows of one statement follow each other.  A
 * line is known again by its mark (标识), so the same file twice does no harm.  Afterwards lines
 * and entries are matched as after any import; matches made by hand have to be made again.
 */
#pragma once

#include "bank/bank.h"
#include "ledger/load.h"

/* Called with the cells of each row. */
MUST_CHECK Status bank_export_header(Ctx *ctx, LoadRow *put, void *arg);
/* All statements of a village's accounts; needs CAN_READ_STAFF_PARTS. */
MUST_CHECK Status bank_export(Ctx *ctx, RegionCode village, LoadRow *put, void *arg);

/* True for the header of such a table. */
bool bank_is_export(Arena *arena, Texts record);

/* Takes all rows in the caller's transaction: result->rows read, ->added lines that were new,
 * ->changed statements.  As ledger_load_entries() otherwise. */
MUST_CHECK Status bank_load(Ctx *ctx, const LoadSource *source, LoadResult *result);

/* The account of a village whose statement a bank's file is: the one called name, or, without a
 * name, the only one at a bank, else the one with the file's number.  INVALID ("account"). */
MUST_CHECK Status bank_account_of_file(Ctx *ctx, RegionCode village, Text name, const char *path,
                                       Text filename, int64_t *out);
