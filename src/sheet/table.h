/*
 * table -- a whole table as the bytes of an .xlsx, for downloads.
 */
#pragma once

#include "base/ctx.h"

enum { SHEET_TABLE_BYTES_MAX = 64 * 1024 * 1024 };

/* number: which column holds numbers; SHEET_WRITE_COLUMNS_MAX: none.  names: the heads of the
 * columns; cells row-major, `columns` a row.  FAULT when there is no room for a temporary file. */
MUST_CHECK Status sheet_table_xlsx(Ctx *ctx, const Text *names, size_t columns, size_t number,
                                   const Text *cells, size_t rows, Text *bytes_out);
