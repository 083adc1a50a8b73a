/*
 * sealing -- confidential words in the database, readable only with the installation's key.
 *
 * What inspectors write about people is kept encrypted and signed (secret_seal, base/crypto.h)
 * under clue.key of the state directory (base/state_key.h): a copy of the database, an export of
 * its tables, a backup without that file show nothing.  Who the words belong to is sealed with
 * them, so that they cannot be put under another row.
 */
#pragma once

#include "base/ctx.h"

enum { SEALED_WORDS_BYTES_MAX = 16 * 1024 };

/* Makes the key now: for a server before it forks.  FAULT (logged). */
MUST_CHECK Status sealing_ready(Arena *arena);

/* The words of a row (its id) for a purpose ("clue.body"), as base64url; empty words stay empty.
 * FAULT (logged) without a key; INVALID for more than SEALED_WORDS_BYTES_MAX. */
MUST_CHECK Status seal_words(Ctx *ctx, const char *purpose, int64_t owner, Text words, Text *out);

/* The other way.  NOT_FOUND when the words were not sealed for this row, purpose and key: changed,
 * moved, or the key is another one. */
MUST_CHECK Status unseal_words(Ctx *ctx, const char *purpose, int64_t owner, Text sealed,
                               Text *out);

/* A keyed hash for the same purposes, to tell two equal words without reading them; 43 letters. */
MUST_CHECK Status seal_hash(Ctx *ctx, const char *purpose, Text words, Text *out);
