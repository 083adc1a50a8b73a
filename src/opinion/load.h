/*
 * load -- opinions for bulk loading, and counting them again.
 */
#pragma once

#include "opinion/opinion.h"
#include "region/tally.h"

/* One line of a life that has already been. */
typedef struct OpinionLoadEvent {
    Time at;
    OpinionEventKind kind;
    int64_t account; /* 0: the sender or the clock */
    RegionCode office;
    Text note;
} OpinionLoadEvent;

/* For bulk loading (system only): the opinion as it stands at last (id, number, region, kind,
 * topic, state, times, sender …; title and deadlines are made from body and received_at) with its
 * events. Counted into the batch, nobody is told, nothing is touched. */
MUST_CHECK Status opinion_load(Ctx *ctx, const Opinion *opinion, const OpinionLoadEvent *events,
                               size_t event_count, TallyBatch *tallies);

/* For `mingbai check`: adds what all opinions count to the batch. */
MUST_CHECK Status opinion_recount(Ctx *ctx, TallyBatch *tallies);
