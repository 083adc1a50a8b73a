/*
 * duty -- what each village owes, and whether it came on time, late or not at all.
 *
 * For each village × item × period of the item's rhythm there is a duty with its due day.  Items on
 * event get a duty when the event is recorded.  A duty is open until its due day is over, then
 * missing; the first publication (report, nil return or filed exception) makes it on_time or late.
 * A withdrawn disclosure opens it again.  On-time rate = on time ÷ due in the period.
 */
#pragma once

#include "catalogue/catalogue.h"
#include "region/tally.h"

typedef enum DutyState { DUTY_OPEN, DUTY_MISSING, DUTY_ON_TIME, DUTY_LATE, DUTY_VOID } DutyState;

typedef struct Duty {
    RegionCode region;
    Text item;
    Text period;
    Day due_day;
    DutyState state;
    OptInt done_day;
    int64_t disclosure; /* 0: none */
} Duty;

typedef struct Duties {
    Duty *at;
    size_t len;
} Duties;

typedef struct DutyCounts {
    int64_t due, on_time, late, missing;
} DutyCounts;

enum { DUTY_LIST_MAX = 500 };

const char *duty_state_name(DutyState state);  /* "on_time" */
const char *duty_state_title(DutyState state); /* msgid */

/* Makes the duties whose period ended (or has begun, for the task list) up to ctx_today for a
 * place; the keeper calls duty_roll for all places once a day, in slices, each slice a transaction.
 */
MUST_CHECK Status duty_open_periods(Ctx *ctx, RegionCode village, Day from, Day until);
/* Marks as missing what is past its due day; counts. At most `limit` rows; *more_out: call again.
 */
MUST_CHECK Status duty_mark_missing(Ctx *ctx, int limit, bool *more_out);

/* Records that something happened which an item on event must publish. */
MUST_CHECK Status duty_event(Ctx *ctx, RegionCode village, Text item, Day event_day);

/* Called by disclosure in its transaction: publication and withdrawal. A period without a duty is
 * fine. */
MUST_CHECK Status duty_done(Ctx *ctx, RegionCode village, Text item, Text period, Day day,
                            int64_t disclosure);
MUST_CHECK Status duty_undone(Ctx *ctx, RegionCode village, Text item, Text period);

/* What waits for a village: open and missing ones due up to `until`, oldest first. */
MUST_CHECK Status duty_waiting(Ctx *ctx, RegionCode village, Day until, Duties *out);
/* The items of which something is overdue, an item once for each of its periods. */
MUST_CHECK Status duty_late_items(Ctx *ctx, RegionCode village, Texts *out);
/* All duties of a village with first ≤ due_day ≤ last (for the village page and the calendar). */
MUST_CHECK Status duty_list(Ctx *ctx, RegionCode village, Day first, Day last, Duties *out);
/* Missing ones within a subtree, longest first; at most limit. */
MUST_CHECK Status duty_missing_within(Ctx *ctx, RegionCode scope, int limit, Duties *out);

/* The same within several places, as one list. */
MUST_CHECK Status duty_missing_all(Ctx *ctx, RegionCodes scopes, int limit, Duties *out);

/* From tallies: all time (also from those that were read already), and between two due days. */
DutyCounts duty_counts_of(const Tallies *tallies);
MUST_CHECK Status duty_counts(Ctx *ctx, RegionCode region, DutyCounts *out);
MUST_CHECK Status duty_counts_all(Ctx *ctx, RegionCodes regions, DutyCounts *out);
MUST_CHECK Status duty_counts_between(Ctx *ctx, RegionCode region, Day first, Day last,
                                      DutyCounts *out);

/* The keeper's jobs: open periods for all villages, mark missing. See web/web.h KeeperJob. */
struct Store;
MUST_CHECK Status duty_roll(struct Store *store, Ctx *ctx);
/* After the working calendar was changed: open duties that are due in working days and not yet
 * overdue get the day that the new calendar says, today at the earliest; others stay.  Audited with
 * how many moved. */
MUST_CHECK Status duty_follow_calendar(struct Store *store, Ctx *ctx);
