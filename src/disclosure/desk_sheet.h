/*
 * desk_sheet -- the steps by which a sheet becomes rows: upload or paste → which column is which →
 * look over, mend → put.  A sheet whose headings are known skips the second step.
 *
 * A disclosure's table is one use; rooms with rows of their own fill a SheetTask and call the same
 * two handlers' halves.  Nothing is kept between the steps: the sheet travels in the form and is
 * checked anew each time.
 */
#pragma once

#include "disclosure/desk_sheet_views.h"
#include "disclosure/sheet_input.h"

enum { CHECK_ROWS_SHOWN = 20, CHECK_BAD_ROWS_SHOWN = 100, SHEET_NOTES_MAX = 50 };

typedef struct SheetTask SheetTask;

struct SheetTask {
    /* What it is for; the caller fills it in. */
    RegionCode region;
    Text memory;     /* under which matchings are remembered: an item's code, or a word of a room */
    Columns columns; /* what is wanted */
    Text title, link, place; /* the thing that gets the rows, and its page */
    Text action;             /* of the forms: where sheet_form() and sheet_steps() are routed */
    int64_t lock;
    int64_t rows_now; /* which will be replaced; 0: none */
    Text put_words;   /* the last button: 放进草稿 */
    /* Finds columns that a new header does not name as wanted.  May be NULL. */
    void (*guess)(Ctx *ctx, SheetTask *task);
    /* Looks at what was read before it is shown or put: may complete cells, add bad ones
     * (sheet_input_bad), totals and notes.  May be NULL. */
    Status (*look)(Ctx *ctx, SheetTask *task);
    /* Takes task->rows, in which no cell is bad, and answers (usually a redirect).  CONFLICT and
     * INVALID are the caller's. */
    Status (*put)(Ctx *ctx, const Request *req, Response *res, SheetTask *task);
    void *arg; /* the caller's */

    /* Filled on the way. */
    Sheet sheet;
    SheetMatch match;
    SheetRows rows;
    TotalRows totals;   /* by look(): beside those of an earlier period */
    Text totals_before; /* its name; empty: none */
    Texts notes;        /* by look(): sentences worth a look that hinder nothing */
};

/* The first page. */
MUST_CHECK Status sheet_form(Ctx *ctx, const Request *req, Response *res, SheetTask *task);
/* One step of the forms (POST with ROUTE_UPLOAD); the caller has checked the lock. */
MUST_CHECK Status sheet_steps(Ctx *ctx, const Request *req, Response *res, SheetTask *task);

/* The sheet of a request: the uploaded "file", else what was pasted into "paste".  INVALID
 * ("file"). */
MUST_CHECK Status sheet_of_request(Ctx *ctx, const Request *req, Sheet *out);

/* A sheet to download, as CSV for spreadsheet programs: begun, row after row with formulas disarmed
 * (at most TABLE_COLUMNS_MAX cells), and sent as "name.csv". */
Buf sheet_out_begin(Arena *arena, size_t bytes_max);
void sheet_out_columns(Ctx *ctx, Buf *buf, Columns columns);
void sheet_out_row(Ctx *ctx, Buf *buf, const Text *cells, size_t count);
void sheet_out_send(Ctx *ctx, Response *res, Buf *buf, Text name);

/* Sentences about hidden columns, rows and sheets, merged cells, formulas without a value; for both
 * later pages.  desk_sheet_hidden.c */
Texts sheet_hidden_words(Ctx *ctx, const SheetTask *task);

/* The two later pages; desk_sheet_show.c. */
MUST_CHECK Status sheet_show_match(Ctx *ctx, const Request *req, Response *res,
                                   const SheetTask *task);
MUST_CHECK Status sheet_show_check(Ctx *ctx, const Request *req, Response *res,
                                   const SheetTask *task);
