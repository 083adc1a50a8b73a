/*
 * desk -- the register of households on the desk.
 *
 *   /desk/households              the own village, or which of them
 *   /desk/households/CODE         the list; POST: a new one
 *   /desk/households/CODE/new     the form of a new one
 *   /desk/households/CODE/import  from a sheet: look it over, then all or none
 *   /desk/household/ID            one of them, its accounts
 */
#pragma once

#include "resident/desk_views.h"
#include "resident/resident.h"

extern const RouteTable resident_desk_routes;   /* desk.c */
extern const RouteTable resident_import_routes; /* desk_import.c */

/* The village {code} of the path, for those who may read its register: NOT_FOUND, DENIED. */
MUST_CHECK Status resident_desk_place(Ctx *ctx, const Request *req, Region *out);
Text resident_desk_link(Arena *arena, RegionCode code, const char *below);
