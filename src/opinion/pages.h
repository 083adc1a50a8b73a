/*
 * pages -- 有话直说: the four steps of asking, one opinion and its way, the board, "my opinions".
 *
 *   /r/CODE/ask, /ask/…     asking; the draft's token is in the cookie `ask`
 *   /o, /o/NUMBER           following; receipts are in the cookie `receipts` ("number.code~…")
 *   /r/CODE/opinions        the board
 *   /my/opinions
 */
#pragma once

#include "base/region_code.h"
#include "opinion/views.h"
#include "region/tally.h"
#include "web/web.h"

extern const RouteTable opinion_routes;     /* pages.c */
extern const RouteTable opinion_ask_routes; /* pages_ask.c */

/* The section of a village's page. */
MUST_CHECK Status voice_home(Ctx *ctx, RegionCode place, const Tallies *tallies, OpinionHome *out);

/* The figures of a place in words. */
MUST_CHECK Status voice_sums(Ctx *ctx, RegionCode place, OpinionSums *out);
