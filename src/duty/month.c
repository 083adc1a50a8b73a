#include "duty/month.h"

#include <stdlib.h>
#include <string.h>

#include "duty/duty.sql.h"
#include "store/store.h"

enum { FIRST_ROOM = 256, CENTURY = 100, STORED_AT_ONCE = 2000, SCRATCH_BYTES = 8 * 1024 * 1024 };

typedef struct Sum {
    RegionCode region; /* 0: empty */
    Text item;
    int64_t month;
    DutyCounts counts;
} Sum;

/* A hash table with open addressing; grows in the arena. */
struct DutyMonths {
    Arena *arena;
    Sum *slots;
    size_t room; /* a power of two */
    size_t used;
};

DutyMonths *
duty_months_new(Arena *arena)
{
    DutyMonths *months = NEW(arena, DutyMonths);

    *months = (DutyMonths){
        .arena = arena, .slots = NEW_ARRAY(arena, Sum, FIRST_ROOM), .room = FIRST_ROOM};
    return months;
}

static int64_t
month_of(Day day)
{
    Date date = day_to_date(day);

    return (int64_t)date.year * CENTURY + date.month;
}

static DutyCounts
counts_of(DutyState state, int64_t delta)
{
    if (state == DUTY_OPEN || state == DUTY_VOID)
        return (DutyCounts){0};
    return (DutyCounts){.due = delta,
                        .on_time = state == DUTY_ON_TIME ? delta : 0,
                        .late = state == DUTY_LATE ? delta : 0,
                        .missing = state == DUTY_MISSING ? delta : 0};
}

static bool
is_nothing(const DutyCounts *counts)
{
    return counts->due == 0 && counts->on_time == 0 && counts->late == 0 && counts->missing == 0;
}

static void
add_counts(DutyCounts *to, const DutyCounts *more)
{
    to->due += more->due;
    to->on_time += more->on_time;
    to->late += more->late;
    to->missing += more->missing;
}

/* ---- the table ---- */

static uint64_t
hash_of(RegionCode region, Text item, int64_t month)
{
    uint64_t hash = (uint64_t)region * 0x9E3779B97F4A7C15u;

    for (size_t i = 0; i < item.len; i++)
        hash = (hash ^ (unsigned char)item.at[i]) * 0x100000001B3u;
    return ((hash ^ (uint64_t)month) * 0xC2B2AE3D27D4EB4Fu) >> 20;
}

/* Where it stands or would stand. */
static Sum *
slot_of(const DutyMonths *months, RegionCode region, Text item, int64_t month)
{
    for (size_t i = hash_of(region, item, month);; i++) {
        Sum *slot = &months->slots[i & (months->room - 1)];

        if (slot->region == 0 ||
            (slot->region == region && slot->month == month && text_eq(slot->item, item)))
            return slot;
    }
}

static void
grow(DutyMonths *months)
{
    DutyMonths larger = *months;

    larger.room = months->room * 2;
    larger.slots = NEW_ARRAY(months->arena, Sum, larger.room);
    for (size_t i = 0; i < months->room; i++)
        if (months->slots[i].region != 0)
            *slot_of(&larger, months->slots[i].region, months->slots[i].item,
                     months->slots[i].month) = months->slots[i];
    *months = larger;
}

static void
put(DutyMonths *months, RegionCode region, Text item, int64_t month, const DutyCounts *counts)
{
    Sum *slot;

    if (months->used * 2 >= months->room)
        grow(months);
    slot = slot_of(months, region, item, month);
    if (slot->region == 0) {
        *slot = (Sum){.region = region, .item = text_copy(months->arena, item), .month = month};
        months->used++;
    }
    add_counts(&slot->counts, counts);
}

void
duty_months_add(DutyMonths *months, RegionCode village, Text item, Day due_day, DutyState state,
                int delta)
{
    DutyCounts counts = counts_of(state, delta);

    if (is_nothing(&counts))
        return;
    put(months, region_code_at(village, LEVEL_TOWNSHIP), item, month_of(due_day), &counts);
    put(months, region_code_at(village, LEVEL_DISTRICT), item, month_of(due_day), &counts);
}

/* ---- writing ---- */

static Status
change(Ctx *ctx, RegionCode region, Text item, int64_t month, const DutyCounts *counts)
{
    return duty_month_change(ctx, &(DutyMonthChangeArgs){.region = region,
                                                         .item = item,
                                                         .month = month,
                                                         .due = counts->due,
                                                         .on_time = counts->on_time,
                                                         .late = counts->late,
                                                         .missing = counts->missing});
}

Status
duty_month_count(Ctx *ctx, RegionCode village, Text item, Day due_day, DutyState state, int delta)
{
    DutyCounts counts = counts_of(state, delta);
    int64_t month = month_of(due_day);

    if (is_nothing(&counts))
        return OK;
    TRY(change(ctx, region_code_at(village, LEVEL_TOWNSHIP), item, month, &counts));
    return change(ctx, region_code_at(village, LEVEL_DISTRICT), item, month, &counts);
}

/* In the order of the key, so that pages of the tree are touched once. */
static int
by_key(const void *a, const void *b)
{
    const Sum *x = a;
    const Sum *y = b;
    size_t len = x->item.len < y->item.len ? x->item.len : y->item.len;
    int order;

    if (x->region != y->region)
        return x->region < y->region ? -1 : 1;
    order = len == 0 ? 0 : memcmp(x->item.at, y->item.at, len);
    if (order != 0)
        return order;
    if (x->item.len != y->item.len)
        return x->item.len < y->item.len ? -1 : 1;
    return (x->month > y->month) - (x->month < y->month);
}

Status
duty_months_write(Ctx *ctx, DutyMonths *months)
{
    size_t used = 0;
    Sum *all = months->slots;

    for (size_t i = 0; i < months->room; i++)
        if (all[i].region != 0 && !is_nothing(&all[i].counts))
            all[used++] = all[i];
    if (used != 0)
        qsort(all, used, sizeof all[0], by_key);
    for (size_t i = 0; i < used; i++)
        TRY(change(ctx, all[i].region, all[i].item, all[i].month, &all[i].counts));
    *months = *duty_months_new(months->arena);
    return OK;
}

/* ---- mingbai check ---- */

Status
duty_months_take_stored(Ctx *ctx, DutyMonths *months)
{
    Arena *scratch = arena_new(SCRATCH_BYTES);
    Arena *keep = ctx->arena;
    Sum last = {.item = T("")};
    DutyMonthPageRows rows;
    Status status;

    do {
        arena_reset(scratch);
        ctx->arena = scratch;
        status = duty_month_page(ctx,
                                 &(DutyMonthPageArgs){.region = last.region,
                                                      .item = last.item,
                                                      .month = last.month,
                                                      .limit = STORED_AT_ONCE},
                                 &rows);
        ctx->arena = keep;
        for (size_t i = 0; status == OK && i < rows.len; i++) {
            const DutyMonthPageRow *row = &rows.at[i];

            put(months, row->region, row->item, row->month,
                &(DutyCounts){-row->due, -row->on_time, -row->late, -row->missing});
            last = *slot_of(months, row->region, row->item, row->month);
        }
    } while (status == OK && rows.len == STORED_AT_ONCE);
    arena_free(scratch);
    return status;
}

bool
duty_months_next(const DutyMonths *months, size_t *at, DutyItemSum *out, int64_t *month_out)
{
    for (; *at < months->room; ++*at) {
        const Sum *sum = &months->slots[*at];

        if (sum->region == 0 || is_nothing(&sum->counts))
            continue;
        *out = (DutyItemSum){.region = sum->region, .item = sum->item, .counts = sum->counts};
        *month_out = sum->month;
        ++*at;
        return true;
    }
    return false;
}

/* ---- reading ---- */

Status
duty_item_sums(Ctx *ctx, RegionCode place, Day first, Day last, DutyItemSums *out)
{
    RegionRange range = region_range(place);
    DutyMonthSumsRows rows;

    TRY(duty_month_sums(ctx,
                        &(DutyMonthSumsArgs){.first = range.first,
                                             .last = range.last,
                                             .from = month_of(first),
                                             .until = month_of(last),
                                             .limit = DUTY_ITEM_SUMS_MAX},
                        &rows));
    *out = (DutyItemSums){NEW_ARRAY(ctx->arena, DutyItemSum, rows.len), rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const DutyMonthSumsRow *row = &rows.at[i];

        out->at[i] = (DutyItemSum){
            .region = row->region,
            .item = row->item,
            .counts = {row->due, row->on_time, row->late, row->missing}
        };
    }
    return OK;
}
