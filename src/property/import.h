/*
 * import -- a register's rows of many places from one table: the columns of property_columns()
 * with 地区代码 before them, as `mingbai export` writes them.
 *
 * Rows of one place follow each other.  Title rows above the header are skipped.
 */
#pragma once

#include "property/property.h"

enum { PROPERTY_IMPORT_ROWS_MAX = 20000 }; /* of one place */

/* The next record with the line where it begins; its texts live until the next call.  NOT_FOUND at
 * the end. */
typedef Status PropertyRecord(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out);

typedef struct PropertyImport {
    int64_t rows, places;
    PropertyTaken taken;
} PropertyImport;

/* Needs the system's actor or whoever keeps each of the ledgers.  scope: only rows of places there;
 * also the place of rows without one, when it is a village.  fault: called for each cell that
 * cannot be; then INVALID, and nothing may be kept. */
MUST_CHECK Status property_import(Ctx *ctx, PropertyRegister which, RegionCode scope,
                                  PropertyRecord *next, void *arg,
                                  void (*fault)(void *fault_arg, int64_t line, Text why),
                                  void *fault_arg, PropertyImport *out);

/* 地区代码 and the columns' names; *len_out of them, at most PROPERTY_COLUMNS_MAX + 1. */
void property_head(Ctx *ctx, PropertyRegister which, Text *names, size_t *len_out);
