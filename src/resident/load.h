/*
 * load -- for resident's own files: checking and writing one household, no permission asked.
 */
#pragma once

#include "resident/resident.h"

/* Adds a problem for each field that cannot be. */
void resident_check(Ctx *ctx, const Household *household);
/* "%words%" for LIKE, with its signs escaped by '!'; empty for no words. */
Text resident_pattern(Arena *arena, Text words);
/* Inserts (id 0) or updates; nothing audited or touched. */
MUST_CHECK Status resident_write(Ctx *ctx, const Household *household, int64_t *id_out);
