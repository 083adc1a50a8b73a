/*
 * write -- tables going out: CSV (RFC 4180, UTF-8) or .xlsx, row after row, in constant memory.
 */
#pragma once

#include "base/buf.h"
#include "base/ctx.h"

enum { SHEET_WRITE_COLUMNS_MAX = 32 };

/* One record with its line end (CR LF); cells are quoted when they must be. */
void csv_record(Buf *buf, const Text *cells, size_t count);

/* A text that a spreadsheet program does not take for a formula: '=' and the like get a quote sign
 * before them. */
Text csv_plain(Arena *arena, Text text);
/* Such a text as it was before. */
Text csv_unplain(Text text);

typedef struct SheetWriter SheetWriter;

/* Writes to the file at path (NULL: standard output), as .xlsx when the name ends so, else as CSV
 * with a byte order mark unless it goes to standard output.  A file is written under another name
 * and takes its name at the end.  FAULT with a logged reason. */
MUST_CHECK Status sheet_writer_open(Ctx *ctx, const char *path, SheetWriter **out);
/* In an .xlsx the cells of this column (below SHEET_WRITE_COLUMNS_MAX) are numbers where they look
 * like one
 * ("1234.50"), so that a spreadsheet can add them. */
void sheet_writer_numbers(SheetWriter *writer, size_t column);
/* In CSV a text is made plain (csv_plain) unless it is a number; reading takes that back.
 * INVALID ("file") for a cell or row that .xlsx cannot hold; FAULT when the disk is full. */
MUST_CHECK Status sheet_writer_row(Ctx *ctx, SheetWriter *writer, const Text *cells, size_t count);
/* Finishes the file; with a status other than OK throws it away and answers that status. */
MUST_CHECK Status sheet_writer_close(SheetWriter *writer, Status status);
