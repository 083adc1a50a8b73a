/*
 * sheet_input -- from a spreadsheet to the rows of a disclosure's table.
 *
 *     read (sheet/sheet.h) → match: which column of the sheet is which of the table; found by name,
 *     remembered from the last time, or chosen → rows: every cell checked, what is no data left out
 *     and told.
 *
 * Between the steps a sheet travels in a form as packed text; it is the person's own data and is
 * checked anew each time.
 */
#pragma once

#include "disclosure/disclosure.h"
#include "sheet/sheet.h"

enum {
    SHEET_PACKED_BYTES_MAX = 3 * 1024 * 1024, /* fits into a form (web/web.h FORM_BYTES_MAX) */
    SHEET_BAD_MAX = 200,                      /* bad cells that are listed */
    SHEET_SKIPPED_MAX = 50,                   /* left-out rows that are listed */
};

/* ---- packing ---- */

/* Printable text without line ends.  INVALID ("file") when it would be too long. */
MUST_CHECK Status sheet_input_pack(Ctx *ctx, const Sheet *sheet, Text *out);
/* INVALID ("file") when it is not what sheet_input_pack() gave. */
MUST_CHECK Status sheet_input_unpack(Ctx *ctx, Text packed, Sheet *out);

/* ---- matching ---- */

typedef struct SheetMatch {
    size_t header;   /* index of the header row in the sheet */
    Texts names;     /* its texts, one a column of the sheet */
    Text key;        /* the header, normalised */
    size_t *columns; /* for each column of the table the sheet's, or SHEET_NO_COLUMN */
    bool remembered; /* chosen by somebody before */
    size_t missing;  /* required columns that have none */
} SheetMatch;

/* The matching that was chosen last for this header, else by name.  header: the row that holds the
 * headings, or SHEET_NO_COLUMN to look for it.  INVALID ("file") when there is nothing to match. */
MUST_CHECK Status sheet_input_match(Ctx *ctx, RegionCode region, Text item, Columns columns,
                                    const Sheet *sheet, size_t header, SheetMatch *out);
/* Counts match->missing anew after columns were chosen. */
void sheet_input_count(Columns columns, SheetMatch *match);
/* Keeps a matching for the next sheet with this header. */
MUST_CHECK Status sheet_input_remember(Ctx *ctx, RegionCode region, Text item, Columns columns,
                                       const SheetMatch *match);

/* ---- rows ---- */

/* A cell that cannot be taken. */
typedef struct SheetBad {
    int number;          /* the row in the file */
    size_t sheet_row;    /* index in the sheet */
    size_t row;          /* index in rows.table */
    size_t column;       /* of the table */
    size_t sheet_column; /* or SHEET_NO_COLUMN */
    Text value;
    Text why;
} SheetBad;

/* A row that is no data. */
typedef struct SheetSkipped {
    int number;
    Text text; /* what it begins with */
    Text why;
} SheetSkipped;

typedef struct SheetRows {
    Table table;       /* normalised; a bad cell is as in the sheet */
    size_t *sheet_row; /* for each row its index in the sheet */
    struct {
        SheetBad *at;
        size_t len;
    } bad;
    size_t bad_count; /* all, also those not listed */
    struct {
        SheetSkipped *at;
        size_t len;
    } skipped;
    size_t skipped_count;
    bool has_totals; /* the sheet has a row of totals … */
    Text *totals;    /* … normalised, one a column of the table; empty: none */
} SheetRows;

/* Takes the data below the header. */
MUST_CHECK Status sheet_input_rows(Ctx *ctx, Columns columns, const Sheet *sheet,
                                   const SheetMatch *match, SheetRows *out);

/* One more bad cell of rows (row and column of the table), for rules that a column's kind does not
 * know; kept in order. */
void sheet_input_bad(const Sheet *sheet, const SheetMatch *match, SheetRows *rows, size_t row,
                     size_t column, Text why);
