/*
 * desk_files -- attachments on the desk's pages: taken in with a form, and listed with their state.
 */
#pragma once

#include "disclosure/desk_edit_views.h"
#include "disclosure/disclosure.h"

/* Adds the uploads of a form (field "file", audience in "file_audience") and moves disclosure->lock
 * on. *kept_out: something was stored, so the transaction should not be rolled back.  INVALID
 * ("file"): one of them was refused; those before it are kept. */
MUST_CHECK Status desk_files_add(Ctx *ctx, const Request *req, Disclosure *disclosure,
                                 bool *kept_out);

/* Of the revision in hand, else of the published one. */
MUST_CHECK Status desk_files_list(Ctx *ctx, const Disclosure *disclosure, bool editable,
                                  EditFiles *out);

/* Who may see a file: for the select. */
void desk_files_audiences(Ctx *ctx, const Item *item, Text chosen, DeskChoices *out);
