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
void roster_count(TallyBatch *batch, const Resident *resident, int sign);

/* Inserts (before NULL) or updates, with tallies; sets after->eligible; nothing audited or touched.
 * CONFLICT: the identity number or the account is another person's of the village. */
MUST_CHECK Status roster_write(Ctx *ctx, const Resident *before, Resident *after,
                               TallyBatch *batch);

/* Writes one in a batch of its own, and touches the village. */
MUST_CHECK Status roster_save(Ctx *ctx, const Resident *before, Resident *after);

/* Links the account of a person to the person's household. */
MUST_CHECK Status roster_tie_household(Ctx *ctx, const Resident *resident);

/* ---- what is written about a person ---- */

/* Adds a problem for each field that cannot be. */
void roster_check(Ctx *ctx, const Resident *resident);

/* Fills row->resident from its cells but household, name and relation; the identity number in the
 * cells is masked.  Adds problems. */
MUST_CHECK Status roster_read_fields(Ctx *ctx, RosterRow *row, bool identity_is_number);
