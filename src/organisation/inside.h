/*
 * inside -- for organisation's own files.
 */
#pragma once

#include "organisation/training.h"

/* Brings the row of an admin up to its roles and attendance; the tallies go into a batch (NULL:
 * written at once). */
MUST_CHECK Status admin_recount(Ctx *ctx, TallyBatch *batch, int64_t account);

/* A text of a form, trimmed: problem when it cannot be kept, or, with wanted, when it is blank. */
void organisation_text(Ctx *ctx, const char *field, Text *text, size_t chars_max,
                       const char *wanted);
