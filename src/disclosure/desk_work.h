/*
 * desk_work -- lists and counts of work in hand, for the desk's pages.
 *
 * Everything here asks CAN_READ_STAFF_PARTS at the scope it is called for.
 */
#pragma once

#include "disclosure/disclosure.h"

/* Something that somebody has in hand. */
typedef struct WorkLine {
    int64_t id;
    RegionCode region;
    Text region_name;
    Text item;
    Affair affair;
    Text period;
    DisclosureKind kind;
    DisclosureState state;
    int64_t revision; /* the newest published one; 0: none */
    Text title;
    Time since;         /* it waits since then: written, submitted, returned */
    Text return_reason; /* state returned: why it came back */
    Text writer;        /* who wrote or submitted it; may be absent */
} WorkLine;

typedef struct WorkLines {
    WorkLine *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} WorkLines;

typedef struct WorkFilter {
    RegionCode scope;
    DisclosureState state;
    int affair; /* 0: all */
    Text cursor;
    int limit;
} WorkFilter;

enum { WORK_PAGE = 50 };

/* Longest waiting first.  A cursor that makes no sense is the first page. */
MUST_CHECK Status desk_work(Ctx *ctx, const WorkFilter *filter, WorkLines *out);

/* The same within several places, as one list; filter->scope is not looked at. */
MUST_CHECK Status desk_work_all(Ctx *ctx, RegionCodes scopes, const WorkFilter *filter,
                                WorkLines *out);

typedef struct WorkCounts {
    int64_t drafts, confirming, submitted, returned;
} WorkCounts;

MUST_CHECK Status desk_work_counts(Ctx *ctx, RegionCode scope, WorkCounts *out);

MUST_CHECK Status desk_work_counts_all(Ctx *ctx, RegionCodes scopes, WorkCounts *out);

/* What there is already about an item for a period: what is in hand first, else what is published.
 * NOT_FOUND when there is nothing. */
typedef struct SamePeriod {
    int64_t id;
    bool in_hand;
} SamePeriod;

MUST_CHECK Status desk_same_period(Ctx *ctx, RegionCode region, Text item, Text period,
                                   SamePeriod *out);

/* Codes of the items that a village has published at least once (so that the last can be copied).
 */
MUST_CHECK Status desk_items_published(Ctx *ctx, RegionCode village, Texts *out);
