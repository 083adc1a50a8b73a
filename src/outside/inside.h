/*
 * inside -- what the files of this room share.
 */
#pragma once

#include "catalogue/column.h"
#include "outside/outside.h"

/* What a cell of such a list says. */
typedef enum OutsideField {
    OUTSIDE_IDENTITY,
    OUTSIDE_NAME,
    OUTSIDE_PHONE,
    OUTSIDE_DAY,
    OUTSIDE_WHAT,
    OUTSIDE_COMPANY,
    OUTSIDE_PLACE,
    OUTSIDE_AREA,
    OUTSIDE_FIELDS
} OutsideField;

enum { OUTSIDE_NAMES_MAX = 5 };

/* A column: what it is called, the first name being ours. */
typedef struct OutsideColumn {
    OutsideField field;
    ColumnKind kind;
    bool required; /* there has to be such a column, and something in each of its cells */
    const char *names[OUTSIDE_NAMES_MAX];
} OutsideColumn;

enum { OUTSIDE_COLUMNS_MAX = 6 };

/* The columns of a kind, in the order in which they are told; ends with one without a name. */
const OutsideColumn *outside_columns(OutsideKind kind);
