/*
 * views -- what a place's page shows of its leading group.
 */
#pragma once

#include "base/ctx.h"
#include "base/region_code.h"
#include "web/web.h"

typedef struct GroupCard {
    Text face, name, office, part, duty, phone, call;
} GroupCard;

/* part_group.html; nothing when there are none. */
typedef struct GroupPartView {
    struct {
        GroupCard *at;
        size_t len;
    } members;
} GroupPartView;

/* The leading group of a place, for everybody. */
MUST_CHECK Status group_part_view(Ctx *ctx, RegionCode region, GroupPartView *out);

extern const RouteTable organisation_api_routes; /* api.c */
