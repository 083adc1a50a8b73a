/*
 * desk -- places on the desk: found, their profile, what happens to them.
 */
#pragma once

#include "region/desk_views.h"
#include "region/region.h"

extern const RouteTable region_desk_routes;   /* desk.c: list, one place, profile */
extern const RouteTable region_change_routes; /* desk_change.c: rename, move, close */

/* The place of the route's {code}, when the acting person may edit its profile or manage places
 * there; NOT_FOUND, DENIED. */
MUST_CHECK Status region_desk_place(Ctx *ctx, const Request *req, Region *out);

/* "/desk/regions/210111010203" */
Text desk_place_link(Arena *arena, RegionCode code);
