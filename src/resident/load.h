/*
 * load -- for resident's own files: checking and writing one household, no permission asked.
 */
#pragma once

#include "resident/resident.h"

/* Adds a problem for each field that cannot be. */
void resident_check(Ctx *ctx, const Household *household);
/* Inserts (id 0) or updates; nothing audited or touched. */
MUST_CHECK Status resident_write(Ctx *ctx, const Household *household, int64_t *id_out);
