/*
 * compare -- places side by side, by code: who needs help is said in words.  No ranks, no points;
 * a district may switch it off.
 */
#pragma once

#include "stats/indicator.h"

enum { STATS_PLACES_MAX = 400, STATS_COMPARED = 7 };

/* What is compared: indicators with a sense, and what they are of. */
extern const char *const stats_compared[STATS_COMPARED];

typedef struct StatsPlace {
    RegionCode code, parent;
    Text name;
    IndicatorValue at[STATS_COMPARED];
} StatsPlace;

typedef struct StatsPlaces {
    StatsPlace *at; /* open ones, by code */
    size_t len;
    bool more; /* STATS_PLACES_MAX were not enough */
} StatsPlaces;

/* The places of a level within one, with their figures from first to last.  NOT_FOUND for whoever
 * may not read the place's statistics, or when comparing is switched off. */
MUST_CHECK Status stats_compare(Ctx *ctx, RegionCode place, RegionLevel level, Day first, Day last,
                                StatsPlaces *out);

/* The names of those that came from elsewhere on a day or later: their earlier records are there.
 */
MUST_CHECK Status stats_moved(Ctx *ctx, RegionCode place, RegionLevel level, Day since, Texts *out);

/* One that could do with help, and why: rates clearly below those of the whole, much missing. */
typedef struct StatsNeed {
    const StatsPlace *place;
    Text why; /* in the reader's language */
} StatsNeed;

typedef struct StatsNeeds {
    StatsNeed *at; /* by code */
    size_t len;
} StatsNeeds;

/* whole: the figures of the place that holds them, in the order of stats_compared. */
void stats_needs(Ctx *ctx, const StatsPlaces *places, const IndicatorValue whole[STATS_COMPARED],
                 StatsNeeds *out);

/* Whether the places of a district, or above it, are compared; on unless it was switched off. */
MUST_CHECK Status stats_compares(Ctx *ctx, RegionCode place, bool *on_out);
/* CAN_SET_RULES at the district; audited. */
bool stats_may_choose_comparing(const Ctx *ctx, RegionCode place);
MUST_CHECK Status stats_choose_comparing(Ctx *ctx, RegionCode place, bool on);
