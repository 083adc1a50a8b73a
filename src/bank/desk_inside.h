/*
 * desk_inside -- what the desk pages of this room share.
 */
#pragma once

#include "bank/bank.h"
#include "bank/desk_views.h"

Text bank_desk_link(Arena *arena, RegionCode village);
/* The village of the path, for its staff. */
MUST_CHECK Status bank_desk_village(Ctx *ctx, const Request *req, Region *out);
MUST_CHECK Status bank_desk_show(Ctx *ctx, const Request *req, Response *res,
                                 const Region *village);

Handler bank_desk_upload;
