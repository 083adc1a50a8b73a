/*
 * pages_join -- for the pages of registering.
 */
#pragma once

#include "region/region.h"
#include "resident/views.h"

/* The open village {code} of the path. */
MUST_CHECK Status join_place(Ctx *ctx, const Request *req, Region *out);
Text join_link(Arena *arena, RegionCode code, const char *below);

/* Who of the village one is, and what came of it. */
Handler join_who_page, join_who;
