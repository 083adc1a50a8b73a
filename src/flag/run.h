/*
 * run -- the rules at work: in the keeper on what changed, once a day on what time alone changes,
 * on demand, and as a trial over what there is.
 */
#pragma once

#include "flag/rule.h"
#include "store/store.h"

/* What one rule finds at one place, within a range of anchors: raises what is new, changes what has
 * other facts, closes what is not found any more.  Within a write transaction; for the keeper and
 * the command line. */
MUST_CHECK Status flag_look(Ctx *ctx, const FlagRule *rule, RegionCode region, int64_t from,
                            int64_t to);

/* The keeper's jobs (web/web.h KeeperJob).  What changed since the last run, in slices, each a
 * transaction. */
Status flag_run_changed(Store *store, Ctx *ctx);
/* Once a day: the figures that rules compare with, then the rules that time alone moves. */
Status flag_run_daily(Store *store, Ctx *ctx);

/* What looks came to. */
typedef struct FlagRun {
    int64_t found;   /* findings that stand */
    int64_t raised;  /* of these: not known before, or found again after they were gone */
    int64_t closed;  /* known before and not found any more */
    bool only_looks; /* nothing is written: only whether anything would be … */
    bool differs;    /* … is told here */
} FlagRun;

/* One rule over every place within region (0: all), from nothing, with the figures that it compares
 * with; what it came to is added to *out. */
Status flag_run_rule(Store *store, Ctx *ctx, const FlagRule *rule, RegionCode region, FlagRun *out);

/* All rules over every place within region (0: all), from nothing; rule NULL: all of them.  For
 * `mingbai flags`, the demonstration, and after settings have changed. */
Status flag_run_all(Store *store, Ctx *ctx, const FlagRule *rule, RegionCode region);

/* What a rule would have found from first to last (days of the evidence) with other settings:
 * nothing is kept.  values[i] for the i-th setting; absent: as it is set.  DENIED for who may not
 * read what the rule finds at the place (0: everywhere); INVALID ("value") for one out of bounds.
 */
typedef struct FlagTrial {
    int64_t findings;
    struct FlagTrialLine {
        RegionCode region;
        Text sentence;
        Day day; /* of the newest evidence; 0: none has a day */
    } * at;      /* the first FLAG_TRIAL_LINES, by place */
    size_t len;
} FlagTrial;
enum { FLAG_TRIAL_LINES = 100 };
MUST_CHECK Status flag_try(Ctx *ctx, const FlagRule *rule, RegionCode region, const OptInt *values,
                           Day first, Day last, FlagTrial *out);
