/*
 * plan_parts -- what the files of the plan share.
 */
#pragma once

#include "demo/plan.h"

/* How a village keeps its dates, in per mille. */
typedef struct Diligence {
    unsigned late, missing, missing_recent;
} Diligence;

typedef struct Planner {
    Ctx *ctx;
    const Corpus *corpus;
    const Places *places;
    Day base, today;
    int scale;
    Planned *at;
    size_t len, room;
    int64_t counts[AFFAIR_FINANCE + 1];
} Planner;

const Diligence *plan_diligence(const Place *place);

/* The working day nearest to a day within first … last. */
Day plan_workday(Day day, Day first, Day last);

/* Office hours on the day of publication; handed in a little before, but not before that day. */
void plan_times(Planned *planned, Day published, Day not_before, Rng *rng);

Planned *plan_add(Planner *planner, Planned planned);

/* Spreads what is lacking to the totals, by affair, evenly over the places. */
void plan_events(Planner *planner, const int64_t *lacking);
