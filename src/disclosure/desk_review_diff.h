/*
 * desk_review_diff -- the difference of two revisions, and totals beside the last period's, to
 * show.
 */
#pragma once

#include "disclosure/desk_review_views.h"
#include "disclosure/disclosure.h"

/* The revision in hand against the newest published one; out->any is false when there is none. */
MUST_CHECK Status desk_diff(Ctx *ctx, const Disclosure *disclosure, const Revision *revision,
                            DiffView *out);

/* Totals of a table beside those of the item's last period; *before_out: that period in words,
 * empty when there is none. */
MUST_CHECK Status desk_totals(Ctx *ctx, const Disclosure *disclosure, const Table *table,
                              TotalRows *out, Text *before_out);
