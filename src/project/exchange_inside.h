/*
 * exchange_inside -- a table that is being read, part by part.
 */
#pragma once

#include "project/exchange.h"

enum {
    KEY_REGION,
    KEY_PROJECT,
    KEY_PLACE, /* of households */
    PART_ROWS_MAX = PROJECT_ROWS_MAX + 1,
    PLACE_TEXT_MAX = 12,
};

typedef struct Row {
    int64_t line;
    Text *cells;
} Row;

typedef struct Import {
    Ctx *ctx;
    ProjectTable table;
    RegionCode scope;
    Columns columns;
    size_t *found; /* for each column the record's, or SHEET_NO_COLUMN */
    Row *rows;     /* of the part that is being read */
    size_t len;
    int64_t line; /* of the row that is being checked */
    size_t first; /* the column that a checker's first one is */
    void (*fault)(void *arg, int64_t line, Text why);
    void *fault_arg;
    int64_t faults;
    ProjectImport *out;
} Import;

/* A row, a cell of it, cannot be. */
void import_fault(Import *import, int64_t line, Text why);
void import_cell_fault(Import *import, int64_t line, size_t column, Text why);

/* The place of a row, or the scope. */
RegionCode import_region(const Import *import, const Row *row);
/* The part that was gathered; problems of the model are left in ctx. */
MUST_CHECK Status import_part(Import *import);
