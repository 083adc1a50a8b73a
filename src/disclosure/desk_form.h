/*
 * desk_form -- what is typed into the editor: read from a request or a revision, shown, made an
 * input.
 *
 * Cells come as fields cell[ROW][COLUMN]; rows are counted as they appear, so a row that a script
 * added or took out leaves no hole.
 */
#pragma once

#include "disclosure/desk_edit_views.h"
#include "disclosure/disclosure.h"

enum {
    EDIT_ROWS_MAX = 50,  /* longer tables are edited by sheet */
    FORM_ROWS_MAX = 500, /* what a script may have added at once */
};

typedef struct DeskForm {
    Text title, summary, body, reason, review_on, period;
    bool keeps_table; /* the table is not in the form; it stays as it is */
    Text *cells;      /* row-major, columns.len a row */
    size_t rows;
} DeskForm;

/* What a revision holds. */
void desk_form_load(Ctx *ctx, const Disclosure *disclosure, const Revision *revision,
                    DeskForm *out);
/* What was typed; texts that are not in the form stay empty. */
void desk_form_read(Ctx *ctx, const Request *req, const Revision *revision, DeskForm *out);

/* An empty row at the end; row (from 0) away. */
void desk_form_add_row(Ctx *ctx, const Revision *revision, DeskForm *form);
void desk_form_remove_row(const Revision *revision, DeskForm *form, size_t row);

/* As the model takes it. */
void desk_form_input(const Disclosure *disclosure, const Revision *revision, const DeskForm *form,
                     DisclosureInput *out);

/* The table part of the editor; problems of cells are put at the cells, and the summary leads
 * there. */
void desk_form_show_table(Ctx *ctx, const Revision *revision, const DeskForm *form, EditView *view);
