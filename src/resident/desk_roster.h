/*
 * desk_roster -- the roster of people on the desk.
 *
 *   /desk/residents               the own village, or which of them
 *   /desk/residents/CODE          the list; POST: a new person
 *   /desk/residents/CODE/new      the form of a new one
 *   /desk/residents/CODE/import   from a sheet: look it over, then all or none
 *   /desk/residents/CODE/waiting  who has registered and waits to be confirmed
 *   /desk/residents/CODE/slips    the slips of all households, as a PDF
 *   /desk/resident/ID             one of them
 */
#pragma once

#include "resident/desk_roster_views.h"
#include "resident/desk_views.h"
#include "resident/join.h"
#include "resident/roster.h"

extern const RouteTable roster_desk_routes;   /* desk_roster.c */
extern const RouteTable roster_import_routes; /* desk_roster_import.c */
extern const RouteTable roster_export_routes; /* desk_roster_export.c */
extern const RouteTable join_desk_routes;     /* desk_join.c */
extern const RouteTable slip_desk_routes;     /* desk_slips.c */

/* The village {code} of the path, for those who have the permission: NOT_FOUND, DENIED. */
MUST_CHECK Status roster_desk_place(Ctx *ctx, const Request *req, Permission permission,
                                    Region *out);
Text roster_desk_link(Arena *arena, RegionCode code, const char *below);
/* The way back to the list. */
void roster_desk_crumb(Ctx *ctx, Page *page, const Region *place);
/* "党员、低保" */
Text roster_marks_words(Ctx *ctx, int64_t marks);
