/*
 * affected -- whom a disclosure is about: the households that read its columns for those affected.
 *
 * Disclosures of one matter (a relocation, say) share a circle, which is the id of the matter; the
 * room that keeps the matter puts its disclosures and its households in.  Who signs in for such a
 * household reads what is for the affected, and what is for residents, of every disclosure of the
 * circle, also of a neighbouring village's; disclosure_reader_of() answers for page, file, feed and
 * API.
 */
#pragma once

#include "disclosure/disclosure.h"

/* No permission asked: the room above has decided. */
MUST_CHECK Status affected_join(Ctx *ctx, int64_t disclosure, int64_t circle);
/* The circle's households from now on, as they are given. */
MUST_CHECK Status affected_put(Ctx *ctx, int64_t circle, const int64_t *households, size_t count);
/* Whether the acting person signs in for a household of the circle. */
MUST_CHECK Status affected_is(Ctx *ctx, int64_t circle, bool *out);
