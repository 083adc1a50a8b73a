/*
 * board -- opinions for programs: the board by time, topic and state, what happened to what stands
 * on it, and all of a place for an office's own files.
 */
#pragma once

#include "opinion/opinion.h"

typedef struct OpinionSearch {
    RegionCode region;          /* 0: the installation */
    Time begin, until;          /* received from begin on, before until */
    bool topic[OPINION_TOPICS]; /* none of them: all */
    bool open, closed;          /* none of them: both */
    int64_t limit, skip;
} OpinionSearch;

/* What everybody sees on the board, the newest first, the same for whoever asks.  out->next is
 * present when there is more. */
MUST_CHECK Status opinion_search(Ctx *ctx, const OpinionSearch *search, Opinions *out);

/* A step in the life of an opinion on the board. */
typedef struct OpinionUpdate {
    int64_t id;
    Text number;
    Time at;
    OpinionEventKind kind;
    bool open; /* the opinion, after this step */
    Text note; /* masked; may be empty */
} OpinionUpdate;

typedef struct OpinionUpdates {
    OpinionUpdate *at;
    size_t len;
    bool more;
} OpinionUpdates;

/* Steps within a place (0: the installation) from begin on, before until, in their order, as
 * everybody may see them. */
MUST_CHECK Status opinion_updates(Ctx *ctx, RegionCode region, Time begin, Time until,
                                  int64_t limit, int64_t skip, OpinionUpdates *out);

/* All within a place (0: the installation) by age, without their senders and with personal numbers
 * masked: CAN_READ_OPINIONS there.  Reports of misconduct are not among them, whoever asks. cursor:
 * absent, then out->next. */
MUST_CHECK Status opinion_all(Ctx *ctx, RegionCode region, Text cursor, Opinions *out);
