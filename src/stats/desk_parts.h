/*
 * desk_parts -- what the pages of the statistics have in common.
 */
#pragma once

#include "catalogue/period.h"
#include "stats/desk_views.h"
#include "stats/indicator.h"

/* Of what a page tells. */
typedef struct StatsAsked {
    Region place;
    Period period;
} StatsAsked;

/* From the path and the query.  NOT_FOUND for whoever may not read the place's statistics; INVALID
 * (period). */
MUST_CHECK Status stats_asked(Ctx *ctx, const Request *req, StatsAsked *out);

/* The stretch of an earlier period to compare with: of a period that goes on as many days as have
 * gone by. */
Period stats_as_far(Ctx *ctx, Period period, Period earlier);

/* Over the period; of what stands today as of today, as its definition says. */
MUST_CHECK Status stats_value(Ctx *ctx, const Indicator *indicator, RegionCode code, Period period,
                              IndicatorValue *out);

/* "/desk/stats/CODE" with what follows, of the same time. */
Text stats_link(Arena *arena, RegionCode code, const char *below, Period period);

/* below: of the page itself; extra: more of its query ("&level=village"). */
void stats_head(Ctx *ctx, const StatsAsked *asked, Text title, const char *below, const char *extra,
                StatsHead *out);

Handler stats_page, stats_one_page, stats_compare_page, stats_choose;
