/*
 * input -- entries as rows of a table: a spreadsheet, a CSV file, pasted cells.
 */
#pragma once

#include "ledger/ledger.h"

typedef enum EntryColumn {
    EC_DATE,
    EC_IN,     /* 收入 */
    EC_OUT,    /* 支出; or one amount … */
    EC_AMOUNT, /* … and */
    EC_SIDE,   /* 收支 */
    EC_PURPOSE,
    EC_PARTY,
    EC_PERSON, /* the other side is a person */
    EC_VOUCHER,
    EC_CATEGORY,
    EC_MEANS,
    EC_HANDLER,
    EC_APPROVER,
    EC_COUNT
} EntryColumn;

/* The columns that a sheet of entries has, for matching and for the normal form of cells
 * (catalogue/column.h). */
Columns entry_columns(Ctx *ctx);

/* True for what carries a balance over from a page or a month (承前页, 本月合计): no entry. */
bool entry_is_carry(Text purpose);

/* Calls back for a cell that cannot be taken. */
typedef void EntryCellFault(void *arg, EntryColumn column, Text why);

/* An entry of an account from a row of normalised cells.  *skip_out (may be NULL: every row is
 * one): the row is no entry (期初余额, 承前页, 本月合计). Faults are told through the callback; OK
 * all the same. */
void entry_from_cells(Ctx *ctx, const FundAccount *account, const Text *cells, Entry *out,
                      bool *skip_out, EntryCellFault *fault, void *arg);
