/*
 * load_rows -- the columns of entries and accounts as rows of a table.
 */
#pragma once

#include "catalogue/column.h"
#include "ledger/input.h"

typedef enum EntryRowColumn {
    ER_REGION,
    ER_ACCOUNT,
    ER_NUMBER,   /* 编号: rising within a place */
    ER_CORRECTS, /* 更正编号 */
    ER_REASON,
    ER_ENTRY, /* EC_… */
    ER_COUNT = ER_ENTRY + EC_COUNT
} EntryRowColumn;

typedef enum FundRowColumn {
    FR_REGION,
    FR_NAME,
    FR_KIND,
    FR_BANK,
    FR_NUMBER,
    FR_OPENING_DAY,
    FR_OPENING,
    FR_CLOSED_DAY,
    FR_COUNT
} FundRowColumn;

/* ER_COUNT of them; those of an entry as in entry_columns(). */
const Column *ledger_row_columns(Ctx *ctx);
extern const Column fund_row_columns[FR_COUNT];
