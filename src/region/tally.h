/*
 * tally -- roll-ups along the tree of places: region × measure × day.
 *
 * Every figure of a dashboard is kept in rows that change in the same transaction as the event, at
 * the place and at each level above it, so that a dashboard reads a fixed number of rows.  Day 0 is
 * the sum of all days.  `mingbai check` recounts them from the records.
 */
#pragma once

#include "region/region.h"

typedef enum Measure {
    TALLY_DISCLOSURES_PARTY =
        1, /* published, by day of first publication; withdrawn ones are taken off */
    TALLY_DISCLOSURES_VILLAGE = 2,
    TALLY_DISCLOSURES_FINANCE = 3,
    TALLY_DUTIES_DUE =
        10, /* by due day, counted once that day has come to an end or the duty is done */
    TALLY_DUTIES_ON_TIME = 11,
    TALLY_DUTIES_LATE = 12,
    TALLY_DUTIES_MISSING = 13,
    TALLY_VILLAGES = 20, /* open villages and communities; day 0 only */
    TALLY_TOWNSHIPS = 21,
    TALLY_INCOME_FEN = 30, /* of closed months, by their last day */
    TALLY_EXPENSE_FEN = 31,
    TALLY_ENTRIES = 32,
    TALLY_OPENING_FEN = 33, /* what fund accounts began with, by their opening day */
    /* Opinions, but for reports of misconduct; rates are judged by the day of receipt. */
    TALLY_OPINIONS = 40,      /* received */
    TALLY_OPINIONS_OPEN = 41, /* received or in hand; by day of receipt, so that it tells ages */
    TALLY_OPINIONS_RESOLVED = 42, /* by day of resolution */
    TALLY_REPLY_JUDGED = 43,      /* answered, or past the deadline … */
    TALLY_REPLY_IN_TIME = 44,     /* … and of these answered in time */
    TALLY_RESOLVE_JUDGED = 45,    /* resolved, or past the deadline … */
    TALLY_RESOLVE_IN_TIME = 46,   /* … and of these within seven days, without any extension */
    TALLY_RATED_SATISFIED = 47,   /* by day of the rating */
    TALLY_RATED_BASICALLY = 48,
    TALLY_RATED_UNSATISFIED = 49,
    TALLY_RESIDENTS_ROSTER = 50,     /* eligible people on the roster; day 0 only */
    TALLY_RESIDENTS_REGISTERED = 51, /* of them with an account, by the day it became theirs */
    TALLY_RESIDENTS_ACTIVE = 52,     /* of these, by the last day on which each opened the village's
                                        pages */
    TALLY_PETITIONS_SETTLED = 53,    /* 信访矛盾 settled on the spot, by day */
    TALLY_FLAGS_RAISED = 60,   /* by the day on which each was raised first; only for those who
                                  may read flag_totals() */
    TALLY_ORDERS = 61,         /* 督办, by day of issue, of the office addressed */
    TALLY_ORDERS_JUDGED = 62,  /* by deadline: reported back, or past it … */
    TALLY_ORDERS_IN_TIME = 63, /* … and of these reported in time */
    TALLY_ADMINS = 70,         /* of village, township and district; day 0 only */
    TALLY_ADMINS_TRAINED = 71, /* of them, by the day on which each was trained first */
    TALLY_TRAININGS = 72,      /* training sessions, by day; those to come, too */
    TALLY_WORD_FEN = 80,       /* + Word (ledger/category.h): income and expense of closed months by
                                  everyday word, by their last day … */
    TALLY_WORD_FEN_LAST = 89,  /* … to this one */
    TALLY_MEASURES
} Measure;

/* Adds delta for the place and all above it, on day and on day 0 (only day 0 when day is 0). */
MUST_CHECK Status tally_add(Ctx *ctx, RegionCode region, Measure measure, Day day, int64_t delta);

/* For bulk work: collects in memory and writes all at once. */
typedef struct TallyBatch TallyBatch;
TallyBatch *tally_batch_new(Ctx *ctx);
void tally_batch_add(TallyBatch *batch, RegionCode region, Measure measure, Day day, int64_t delta);
MUST_CHECK Status tally_batch_write(Ctx *ctx, TallyBatch *batch);

/* For `mingbai check`: after all records were added, takes off what is stored; what stays is what
 * the stored rows lack.  Writing the batch then puts them right. */
MUST_CHECK Status tally_batch_take_stored(Ctx *ctx, TallyBatch *batch);
/* Then: entry after entry that is not 0, beginning with *at 0; false at the end. */
bool tally_batch_next(const TallyBatch *batch, size_t *at, RegionCode *region_out,
                      int64_t *measure_out, Day *day_out, int64_t *value_out);

/* The sum of all days. */
MUST_CHECK Status tally_total(Ctx *ctx, RegionCode region, Measure measure, int64_t *value_out);

/* All of a place's at once; 0 where there are none. */
typedef struct Tallies {
    int64_t of[TALLY_MEASURES];
} Tallies;
MUST_CHECK Status tally_totals(Ctx *ctx, RegionCode region, Tallies *out);

/* The sum over first ≤ day ≤ last. */
MUST_CHECK Status tally_between(Ctx *ctx, RegionCode region, Measure measure, Day first, Day last,
                                int64_t *value_out);

/* The sums of count spans that follow one another: the i-th is from begins[i] to the day before
 * begins[i + 1]; begins has count + 1 days, TALLY_SPAN_DAYS_MAX at most lie between the ends. */
enum { TALLY_SPAN_DAYS_MAX = 3700 };
MUST_CHECK Status tally_spans(Ctx *ctx, RegionCode region, Measure measure, const Day *begins,
                              size_t count, int64_t *out);
