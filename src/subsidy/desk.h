/*
 * desk -- payment lists and programmes on the desk.
 *
 *   /desk/subsidies               the own village, or which of them
 *   /desk/subsidies/CODE          its lists; /new: a new one; /adopt: from a published table
 *   /desk/subsidy/ID              one list: what the checks point out, its lines, the next step
 *   /desk/subsidy/ID/sheet        lines from a sheet; payments from the list the bank gave back
 *   /desk/subsidy/ID/line/N       one line, by hand ("new"); its payment
 *   /desk/subsidy/ID/preview      as the public, residents and staff will see it
 *   /desk/programmes/CODE         programmes of a place; /desk/programme/ID one of them
 */
#pragma once

#include "subsidy/desk_views.h"
#include "subsidy/subsidy.h"

extern const RouteTable subsidy_desk_routes;       /* desk.c, desk_one.c */
extern const RouteTable subsidy_adopt_desk_routes; /* desk_adopt.c */
extern const RouteTable subsidy_rows_desk_routes;  /* desk_line.c, desk_sheet.c, desk_preview.c */
extern const RouteTable programme_desk_routes;     /* desk_programme.c */

Text subsidy_link(Arena *arena, int64_t id, const char *below);
Text subsidies_link(Arena *arena, RegionCode code, const char *below);

/* The batch {id} of the path, for staff of its place: NOT_FOUND for others. */
MUST_CHECK Status subsidy_desk_open(Ctx *ctx, const Request *req, Batch *out);
/* The village {code} of the path, for staff who may read it: NOT_FOUND for other places. */
MUST_CHECK Status subsidy_desk_village(Ctx *ctx, const Request *req, Region *out);
/* The programmes that a village may use, to choose from. */
MUST_CHECK Status subsidy_programme_choices(Ctx *ctx, RegionCode place, Text chosen,
                                            DeskChoices *out);
/* The field "lock" of a form; -1, which fits nothing, when it is missing. */
int64_t subsidy_lock(const Request *req);
/* Crumbs: the village's lists › the batch. */
MUST_CHECK Status subsidy_crumbs(Ctx *ctx, const Batch *batch, bool below, Page *page);
/* "2023年耕地地力保护补贴 第一批" in the reader's language. */
Text subsidy_title(Ctx *ctx, const Batch *batch);
/* Amount of a field in yuan; nothing when it is empty, a problem of the field when it is none. */
OptInt subsidy_amount(Ctx *ctx, const Request *req, const char *field);
/* A day of a field, likewise. */
OptInt subsidy_day(Ctx *ctx, const Request *req, const char *field);
