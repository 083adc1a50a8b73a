/*
 * staged -- the demonstration's projects: the relocation that the real platform had, and some works
 * with what a reader of accounts looks for (bids close together, money over the budget).  Days
 * count back from the demonstration's today.
 */
#pragma once

#include "demo/place.h"
#include "project/load.h"

enum { STAGED_PROJECTS = 6, STAGED_FIRST_EVENT = 2 };

/* A village event of a place that tells a stage. */
typedef struct StageEvent {
    Text item;
    Day days_ago;
    uint8_t project, stage; /* from 1 */
} StageEvent;

/* The event with this number at a place, the first two being others'; false: none of ours. */
bool staged_event_at(RegionCode place, unsigned number, StageEvent *out);

/* One of them (from 0) with all its rows, in arena; its disclosures are still 0. */
void staged_make(Arena *arena, const Places *places, Day today, size_t number, ProjectLoad *out);

/* staged_homes.c: the households that are moved, by place, building by building. */
void staged_homes(Arena *arena, const Places *places, Day today, const Standards *standards,
                  ProjectHouseholds *out);
