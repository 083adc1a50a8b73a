/*
 * number_hash -- numbers that must be known again but not kept: bank cards, identity numbers.
 *
 * A keyed hash (HMAC-SHA256) under a key that stands in the state directory (number.key, mode
 * 0600), not in the database: who gets hold of the database alone cannot try all numbers.  Lists
 * that come from elsewhere are matched by the same function.  With the key lost, old and new rows
 * no longer match; nothing else depends on it.
 */
#pragma once

#include "base/ctx.h"

/* Where the installation's keys stand (base/state_key.h); before the first hash. */
void number_hash_set_dir(Text state_dir);

/* Makes the key now: for a server before it forks.  FAULT (logged). */
MUST_CHECK Status number_hash_ready(Arena *arena);

/* The hash of a number's digits for a purpose ("card", "id"), 43 letters.  FAULT (logged) when the
 * key cannot be read or made. */
MUST_CHECK Status number_hash(Ctx *ctx, const char *purpose, Text digits, Text *out);
