/*
 * parts -- for this room's own files: a grid that grows, and the readers behind sheet_read_bytes().
 */
#pragma once

#include "base/buf.h"
#include "sheet/sheet.h"
#include "sheet/value.h"

/* Cells as they come, row by row. */
typedef struct Grid {
    Ctx *ctx;
    Sheet *sheet;
    size_t room;       /* rows allocated */
    int64_t rows_told; /* how many rows the file has, as far as is known: for the refusal */
    size_t text_bytes; /* of all cells */
    bool hidden_columns[SHEET_COLUMNS_MAX];
} Grid;

Grid grid_new(Ctx *ctx, Sheet *sheet);
/* Begins a row with its number in the file; INVALID past SHEET_ROWS_MAX. */
MUST_CHECK Status grid_row(Grid *grid, int number, bool hidden);
/* The text as a cell may have it: trimmed; or one of the two below. */
Text grid_text(Text text);
extern const Text too_long_text, unclean_text;
/* Puts a cell into the row in hand; text comes from grid_text() and is in the arena.  An empty one
 * is nothing. */
MUST_CHECK Status grid_put(Grid *grid, size_t column, Text text, SheetKind kind, bool formula);
/* Drops empty rows, makes all rows as wide as the widest, counts what is hidden, marks totals. */
void grid_finish(Grid *grid);

/* A sentence for the field "file". */
Status sheet_refuse(Ctx *ctx, Text sentence);

/* pasted: a tab is between cells even where commas are more. */
MUST_CHECK Status sheet_read_csv(Ctx *ctx, Text utf8, bool pasted, Sheet *out);
MUST_CHECK Status sheet_read_xlsx(Ctx *ctx, Text bytes, Sheet *out);

/* ---- members of the archive ---- */

typedef struct Zip {
    Ctx *ctx;
    Text bytes;
    int64_t unpacked; /* so far, of all members together */
} Zip;

/* Looks the archive over: broken, encrypted, a bomb, with macros, another kind of document. */
MUST_CHECK Status zip_open(Ctx *ctx, Text bytes, Zip *out);

/* Calls back with piece after piece of a member until it returns false; the last has no bytes.
 * NOT_FOUND when there is no such member. */
typedef bool ZipPiece(void *arg, const char *at, size_t len);
MUST_CHECK Status zip_stream(Zip *zip, Text name, ZipPiece *piece, void *arg);

/* The sentence for what cannot be read. */
Status zip_broken(Ctx *ctx);

/* ---- styles and strings of a workbook ---- */

typedef struct Book {
    Text sheet_path;
    Text sheet_name;
    int other_sheets;
    int hidden_sheets;
    bool since_1904;
    NumberFormat *styles; /* by cell style */
    size_t style_count;
    Text *strings; /* each through grid_text() */
    size_t string_count;
    bool too_many_strings;
} Book;

MUST_CHECK Status book_read(Zip *zip, Book *out);
