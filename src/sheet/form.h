/*
 * form -- a table on its way through a form: uploaded or pasted, looked over, sent again.
 */
#pragma once

#include "base/buf.h"
#include "sheet/sheet.h"
#include "web/web.h"

/* The form with which a table comes, for sheet/part_upload.html: a file, or pasted cells. */
typedef struct SheetUpload {
    const Page *page; /* for the token of the form */
    Text action;
    Text hint; /* which columns it has, and what becomes of it */
    Text file_error;
    bool again; /* one has come already: the page's main action is another */
    Text back_link;
} SheetUpload;

/* What is shown of a table before it is taken in: its first rows, and those that are wrong. */
enum { SHEET_ROWS_SHOWN = 20, SHEET_BAD_ROWS_SHOWN = 100 };
enum { SHEET_LINES_SHOWN_MAX = SHEET_ROWS_SHOWN + SHEET_BAD_ROWS_SHOWN };

typedef struct SheetShown {
    size_t rows, bad; /* looked at; shown because they are wrong */
} SheetShown;

/* Whether the next row is shown; called for each of them, in their order. */
bool sheet_form_shows(SheetShown *shown, bool bad);

/* The table that came with a form: the file in the field "file", else what was put into "pasted".
 * INVALID ("file") with one sentence when there is neither, or when it cannot be read. */
MUST_CHECK Status sheet_form_read(Ctx *ctx, const Request *req, Sheet *out);

/* Appends a row as the clipboard has it, for sheet_read_paste() to read again: what would end a
 * cell becomes a space. */
void sheet_form_row(Buf *buf, const Text *cells, size_t count);
