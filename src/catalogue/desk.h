/*
 * desk -- the catalogue and the working calendar on the desk.
 */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/desk_views.h"

extern const RouteTable catalogue_desk_routes;       /* desk.c: list, versions */
extern const RouteTable catalogue_edit_routes;       /* desk_edit.c: one item */
extern const RouteTable calendar_desk_routes;        /* desk_calendar.c */
extern const RouteTable calendar_import_desk_routes; /* desk_calendar_import.c */

/* The region whose catalogue the acting person edits: of several the one that ?place= names, else
 * the first.  DENIED when there is none. */
MUST_CHECK Status desk_catalogue_region(Ctx *ctx, const Request *req, RegionCode *out);

/* "/desk/catalogue" and what follows ("/F3/versions"); for somebody with several regions it keeps
 * ?place=. */
Text desk_catalogue_link(Ctx *ctx, const Request *req, Text below);

/* The newest version of the route's {code}, retired or not. */
MUST_CHECK Status desk_catalogue_item(Ctx *ctx, const Request *req, RegionCode region, Item *out);

/* "每月、事项发生时" */
Text desk_rhythm_words(Ctx *ctx, Text letters);
/* "每月：次月 10 日；事项发生时：5 天内" */
Text desk_due_words(Ctx *ctx, const Item *item);
