/*
 * roster_row -- for resident's own files: one person's row with what is counted about it.
 */
#pragma once

#include "region/tally.h"
#include "resident/roster.h"
#include "resident/roster.sql.h"

Resident resident_from(const RosterRecord *record);
void residents_from(Ctx *ctx, const RosterRecord *at, size_t len, Residents *out);

/* Adds what a person counts, times sign (+1, -1). */
void roster_count(TallyBatch *batch, const Resident *resident, Day today, int sign);

/* Inserts (before NULL) or updates, with tallies; nothing audited or touched.  CONFLICT: the
 * identity number or the account is another person's of the village. */
MUST_CHECK Status roster_write(Ctx *ctx, const Resident *before, const Resident *after,
                               TallyBatch *batch);
