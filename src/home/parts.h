/*
 * parts -- what the pages of this room have in common.
 */
#pragma once

#include "base/json.h"
#include "disclosure/disclosure.h"
#include "home/views.h"
#include "region/region.h"

/* Links: /r/CODE, /r/CODE/party, /d/ID. */
Text home_region_link(Arena *arena, RegionCode code, const char *below);
Text home_disclosure_link(Arena *arena, int64_t id);

/* Lines as pages show them; with_place: the village's name stands in each. */
Status home_lines(Ctx *ctx, const DisclosureLines *lines, bool with_place, HomeLines *out);

/* What a place was before, as sentences. */
Status home_events(Ctx *ctx, const Region *region, HomeEvent **at_out, size_t *len_out);

/* The township's schematic map: hexagons, one a village, laid out by code unless the profile says
 * where; `here` marks one of them (0: none). */
Status home_map(Ctx *ctx, RegionCode township, RegionCode here, HomeMap *out);

/* Relocations and requisitions of a place and below, how far they are; the newest few. */
Status home_projects(Ctx *ctx, const Region *region, ProjectCards *out);

/* Crumbs, header and feed of a page about a place. */
Status home_page(Ctx *ctx, const Request *req, const Region *region, Page *page);

/* For a page below a place: the crumbs end with the place itself. */
void home_crumb(Ctx *ctx, const Region *region, Page *page);

/* The two kinds of page at /r/CODE. */
Status home_village(Ctx *ctx, const Request *req, Response *res, const Region *region);
Status home_region(Ctx *ctx, const Request *req, Response *res, const Region *region);

/* Members of a place's summary for those who supervise it: "clues" (two totals, of a district) and
 * "petition_register" (null: no whole year is known); *put_out: any of them. */
Status parts_put_supervision(Ctx *ctx, RegionCode code, Json *json, bool *put_out);

/* GET /r/CODE/duties */
Handler home_duties;
