/*
 * sheet -- reading a table out of what people have: .xlsx, CSV in UTF-8, UTF-16 or GB18030, cells
 * pasted from a spreadsheet.
 *
 * What a file is, its content decides, never its name.  Nothing is executed or fetched: formulas
 * give the value that the spreadsheet program had stored, XML with a document type is refused, and
 * every size has its limit.  A refusal is INVALID with one sentence in the field "file" that says
 * what to do.
 */
#pragma once

#include "base/ctx.h"

enum {
    SHEET_FILE_BYTES_MAX = 10 * 1024 * 1024,
    SHEET_UNPACKED_BYTES_MAX = 64 * 1024 * 1024, /* of all members together */
    SHEET_MEMBERS_MAX = 1000,
    SHEET_RATIO_MAX = 200, /* unpacked ÷ packed: beyond it a large file is a bomb */
    SHEET_ROWS_MAX = 5000,
    SHEET_COLUMNS_MAX = 64,
    SHEET_CELL_CHARS_MAX = 2000,
    SHEET_TEXT_BYTES_MAX = 16 * 1024 * 1024, /* of all cells together */
    SHEET_STRINGS_MAX = 200000,
};

typedef enum SheetKind {
    SHEET_EMPTY,
    SHEET_TEXT,
    SHEET_NUMBER, /* the decimal text that people see, no rounding noise */
    SHEET_DATE,   /* 2023-05-18, or 2023-05-18 09:30; a time alone is text */
    SHEET_BOOL,   /* 是 or 否 */
    SHEET_ERROR,  /* #REF!, or a formula without a stored value */
} SheetKind;

typedef struct SheetCell {
    Text text; /* trimmed */
    SheetKind kind;
    bool formula;
    bool merged; /* covered by a merged cell to the left or above; empty (what lies below is
                    dropped) */
} SheetCell;

typedef struct SheetRow {
    SheetCell *at;
    size_t len; /* every row of a sheet has the same length */
    int number; /* in the file, from 1 */
    bool hidden;
    bool total; /* 合计, 总计, 小计, 本月合计 … in its first cell: not data */
} SheetRow;

typedef struct Sheet {
    SheetRow *at;
    size_t len;       /* rows with at least one value */
    Text name;        /* of the sheet in an .xlsx; may be absent */
    int other_sheets; /* sheets that were not read (the first visible one is) */
    int hidden_rows;
    int hidden_columns; /* with something in them; they are read like the others */
    bool hidden_column[SHEET_COLUMNS_MAX]; /* which */
    int hidden_sheets;                     /* among the others */
    int merged_ranges;                     /* only their first cells are read */
    int uncalculated;                      /* formulas without a stored value: SHEET_ERROR */
} Sheet;

/* Reads the file at path (filename: as the client named it, for messages only). */
MUST_CHECK Status sheet_read(Ctx *ctx, Text path, Text filename, Sheet *out);

/* Reads bytes in memory; what sheet_read and the fuzzers stand on. */
MUST_CHECK Status sheet_read_bytes(Ctx *ctx, Text bytes, Sheet *out);

/* Reads cells from the clipboard of a spreadsheet (tabs between them), or CSV. */
MUST_CHECK Status sheet_read_paste(Ctx *ctx, Text pasted, Sheet *out);

/* ---- headers ---- */

/* Which column of the sheet is which wanted name. */
typedef struct SheetHeader {
    size_t row;      /* index of the header row in the sheet; data begins behind it */
    size_t *columns; /* for each wanted name the sheet's column, or SHEET_NO_COLUMN */
    Texts names;     /* the header's texts, one a column of the sheet */
    size_t matched;  /* how many wanted names were found */
    Text key;        /* the header, normalised: to remember a matching by */
} SheetHeader;

#define SHEET_NO_COLUMN ((size_t)-1)

/* Finds the header: the row among the first that has most of the wanted names, so that title rows
 * above it are skipped.  Of a header in two rows the lower one is taken; a name that a merged cell
 * brings down from the upper one counts.  Names are compared without spaces, width, brackets and
 * units: 金额（元） is 金额; but 金额（万元） is not, or amounts would be wrong ten thousand times.
 * Without any match the first row with two or more texts is taken.  NOT_FOUND: no rows. */
MUST_CHECK Status sheet_header(Ctx *ctx, const Sheet *sheet, Texts wanted, SheetHeader *out);

/* The same for a row that is known to be the header. */
MUST_CHECK Status sheet_header_at(Ctx *ctx, const Sheet *sheet, size_t row, Texts wanted,
                                  SheetHeader *out);

/* A name as it is compared. */
Text sheet_name_key(Arena *arena, Text name);

/* "A", "B", … "AA": what people call a column. */
Text sheet_column_letters(Arena *arena, size_t column);
