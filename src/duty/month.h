/*
 * month -- how townships and districts stand with each item, month by month of the due days.
 *
 * Roll-ups like those of region/tally.h, by item as well: they change in the transaction in which a
 * duty changes, at the township and the district of its village, so that a dashboard need not read
 * the duties.  A village that moves gets a new code; what it owed before stays where it was owed.
 * `mingbai check` recounts them.
 */
#pragma once

#include "duty/duty.h"

/* Of an item at a place; item: its code. */
typedef struct DutyItemSum {
    RegionCode region;
    Text item;
    DutyCounts counts;
} DutyItemSum;

typedef struct DutyItemSums {
    DutyItemSum *at;
    size_t len;
} DutyItemSums;

enum { DUTY_ITEM_SUMS_MAX = 20000 };

/* Of a township or district, and of what is below it down to townships: what fell due in the months
 * of first to last (both whole months), by place and item; places without any are left out. */
MUST_CHECK Status duty_item_sums(Ctx *ctx, RegionCode place, Day first, Day last,
                                 DutyItemSums *out);

/* ---- keeping ---- */

/* Collected in memory, written at once. */
typedef struct DutyMonths DutyMonths;
DutyMonths *duty_months_new(Arena *arena);
/* A duty that stands so (open and void ones count nothing) is there once more, or less. */
void duty_months_add(DutyMonths *months, RegionCode village, Text item, Day due_day,
                     DutyState state, int delta);
MUST_CHECK Status duty_months_write(Ctx *ctx, DutyMonths *months);
/* The same for a single duty. */
MUST_CHECK Status duty_month_count(Ctx *ctx, RegionCode village, Text item, Day due_day,
                                   DutyState state, int delta);

/* For `mingbai check`: after all duties were added, takes off what is stored; what stays is what
 * the stored rows lack.  Writing them then puts it right. */
MUST_CHECK Status duty_months_take_stored(Ctx *ctx, DutyMonths *months);
/* Then: one after another that is not nothing, beginning with *at 0; false at the end. */
bool duty_months_next(const DutyMonths *months, size_t *at, DutyItemSum *out, int64_t *month_out);
