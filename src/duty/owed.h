/*
 * owed -- making duties: which periods a place owes, item by item.
 */
#pragma once

#include "duty/duty.h"

struct TallyBatch;

/* As duty_done(), with the tallies collected in a batch (NULL: written at once). */
MUST_CHECK Status duty_done_in_bulk(Ctx *ctx, struct TallyBatch *batch, RegionCode village,
                                    Text item, Text period, Day day, int64_t disclosure);
