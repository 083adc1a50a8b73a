/*
 * load_rows -- the columns of statements as rows of a table.
 */
#pragma once

#include "catalogue/column.h"

typedef enum StatementRowColumn {
    LC_REGION,
    LC_ACCOUNT,
    LC_STATEMENT,
    LC_FROM,
    LC_TO,
    LC_OPENING,
    LC_CLOSING,
    LC_LINES,
    LC_DAY,
    LC_IN,
    LC_OUT,
    LC_PARTY,
    LC_NUMBER,
    LC_REFERENCE,
    LC_PURPOSE,
    LC_EXPLANATION,
    LC_KEY,
    LC_COUNT
} StatementRowColumn;

extern const Column statement_row_columns[LC_COUNT];
