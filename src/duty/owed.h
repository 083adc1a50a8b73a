/*
 * owed -- making duties: which periods a place owes, item by item.
 */
#pragma once

#include "duty/month.h"

/* Where roll-ups of many changes are collected. */
typedef struct DutyBatches {
    TallyBatch *tallies;
    DutyMonths *months;
} DutyBatches;

/* A publication of day fulfils a duty that is open or missing.  The roll-ups go into batches (NULL:
 * written at once). */
MUST_CHECK Status duty_fulfil(Ctx *ctx, const DutyBatches *batches, const Duty *duty, Day day,
                              int64_t disclosure);

/* As duty_waiting(), at most limit. */
MUST_CHECK Status duty_all_waiting(Ctx *ctx, RegionCode village, Day until, int limit, Duties *out);

/* As duty_event(), for the platform itself: the item is one of the village's with the rhythm of
 * events, and whoever calls touches the village. */
MUST_CHECK Status duty_event_of(Ctx *ctx, RegionCode village, const Item *item, bool community,
                                Day event_day);

/* What very many publications fulfil (batch.c); lives in arena. */
typedef struct DutyBatch DutyBatch;
DutyBatch *duty_batch_new(Arena *arena);
/* As duty_done(), once the batch is written, in the order of the calls.  Texts are copied. */
void duty_batch_done(DutyBatch *batch, RegionCode village, Text item, Text period, Day day,
                     int64_t disclosure);
/* ctx->arena is taken back in between, so it is not that of the batch or of the tallies. */
MUST_CHECK Status duty_batch_write(Ctx *ctx, DutyBatch *batch, TallyBatch *tallies);
