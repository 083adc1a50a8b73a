/*
 * search -- full text over published titles, summaries, bodies and tables, within a region.
 *
 * What is indexed is what the public sees, so an excerpt can leak nothing.  Chinese is cut into
 * overlapping words of two characters (prose/segments.h); every document also carries one token for
 * each region above it, so "within my township" is one more word.
 */
#pragma once

#include "disclosure/disclosure.h"

typedef struct SearchHit {
    DisclosureLine line;
    Text excerpt; /* plain text around the first hit */
} SearchHit;

typedef struct SearchHits {
    SearchHit *at;
    size_t len;
    bool more;
} SearchHits;

enum { SEARCH_QUERY_CHARS_MAX = 64, SEARCH_PAGE = 20, SEARCH_PAGES_MAX = 50 };

/* Best first, then newest.  page from 0.  A query without words finds nothing. */
MUST_CHECK Status search_disclosures(Ctx *ctx, RegionCode scope, Text query, int page,
                                     SearchHits *out);

/* For disclosure.c: puts or takes one published revision. */
MUST_CHECK Status search_put(Ctx *ctx, const Disclosure *disclosure, const Revision *revision);
/* While many are put: more words are gathered before they are sorted into the index.  Off again
 * within the same transaction. */
MUST_CHECK Status search_bulk(Ctx *ctx, bool on);
MUST_CHECK Status search_remove(Ctx *ctx, int64_t disclosure);
