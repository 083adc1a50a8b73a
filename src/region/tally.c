#include "region/tally.h"

#include <stdlib.h>

#include "region/tally.sql.h"
#include "store/store.h"

typedef struct Entry {
    RegionCode region;
    int64_t measure;
    int64_t day;
    int64_t value;
} Entry;

/* A hash table with open addressing; grows in the arena. */
typedef struct Sums {
    Entry *slots; /* measure 0: empty */
    size_t room;  /* a power of two */
    size_t used;
} Sums;

struct TallyBatch {
    Arena *arena;
    Sums added; /* as they were added, for the places above still to be summed up */
    Sums all;
};

enum { FIRST_ROOM = 1024 };

/* Day 0 is the sum of all days. */
static Status
change(Ctx *ctx, RegionCode region, int64_t measure, int64_t day, int64_t delta)
{
    if (day == 0)
        return tally_total_change(ctx, region, measure, delta);
    return tally_change(
        ctx, &(TallyChangeArgs){.region = region, .measure = measure, .day = day, .delta = delta});
}

static Status
add_one(Ctx *ctx, RegionCode region, Measure measure, Day day, int64_t delta)
{
    if (day != 0)
        TRY(change(ctx, region, measure, day, delta));
    return change(ctx, region, measure, 0, delta);
}

Status
tally_add(Ctx *ctx, RegionCode region, Measure measure, Day day, int64_t delta)
{
    RegionCode last = -1;

    for (int level = LEVEL_VILLAGE; level >= LEVEL_TOP; level--) {
        RegionCode code = region_code_at(region, (RegionLevel)level);

        if (code != last)
            TRY(add_one(ctx, code, measure, day, delta));
        last = code;
    }
    return OK;
}

static size_t
slot_of(const Sums *sums, const Entry *entry)
{
    uint64_t hash = (uint64_t)entry->region * 0x9E3779B97F4A7C15u;

    hash = (hash ^ (uint64_t)entry->measure) * 0xC2B2AE3D27D4EB4Fu;
    hash = (hash ^ (uint64_t)entry->day) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash >> 20) & (sums->room - 1);
}

static Sums
sums_new(Arena *arena, size_t room)
{
    return (Sums){.slots = NEW_ARRAY(arena, Entry, room), .room = room};
}

static void
put(Arena *arena, Sums *sums, Entry entry)
{
    size_t i;

    if (sums->used * 2 >= sums->room) {
        Sums larger = sums_new(arena, sums->room * 2);

        for (i = 0; i < sums->room; i++)
            if (sums->slots[i].measure != 0)
                put(arena, &larger, sums->slots[i]);
        *sums = larger;
    }
    for (i = slot_of(sums, &entry);; i = (i + 1) & (sums->room - 1)) {
        Entry *slot = &sums->slots[i];

        if (slot->measure == 0) {
            *slot = entry;
            sums->used++;
            return;
        }
        if (slot->region == entry.region && slot->measure == entry.measure &&
            slot->day == entry.day) {
            slot->value += entry.value;
            return;
        }
    }
}

TallyBatch *
tally_batch_new(Ctx *ctx)
{
    TallyBatch *batch = NEW(ctx->arena, TallyBatch);

    batch->arena = ctx->arena;
    batch->added = sums_new(ctx->arena, FIRST_ROOM);
    batch->all = sums_new(ctx->arena, FIRST_ROOM);
    return batch;
}

void
tally_batch_add(TallyBatch *batch, RegionCode region, Measure measure, Day day, int64_t delta)
{
    put(batch->arena, &batch->added, (Entry){region, measure, day, delta});
}

static RegionCode
place_above(RegionCode code)
{
    return region_code_at(code, (RegionLevel)(region_code_level(code) - 1));
}

/* Level by level: there are far fewer sums of a township than of its villages. */
static void
roll_up(TallyBatch *batch)
{
    Sums level = batch->added;

    batch->added = sums_new(batch->arena, FIRST_ROOM);
    while (level.used != 0) {
        Sums above = sums_new(batch->arena, FIRST_ROOM);

        for (size_t i = 0; i < level.room; i++) {
            Entry entry = level.slots[i];

            if (entry.measure == 0)
                continue;
            put(batch->arena, &batch->all, entry);
            if (entry.day != 0)
                put(batch->arena, &batch->all,
                    (Entry){entry.region, entry.measure, 0, entry.value});
            if (entry.region == 0)
                continue;
            entry.region = place_above(entry.region);
            put(batch->arena, &above, entry);
        }
        level = above;
    }
}

static int
by_key(const void *a, const void *b)
{
    const Entry *x = a;
    const Entry *y = b;

    if (x->region != y->region)
        return x->region < y->region ? -1 : 1;
    if (x->measure != y->measure)
        return x->measure < y->measure ? -1 : 1;
    return (x->day > y->day) - (x->day < y->day);
}

Status
tally_batch_write(Ctx *ctx, TallyBatch *batch)
{
    size_t used = 0;
    Entry *all;

    roll_up(batch);
    all = batch->all.slots;
    for (size_t i = 0; i < batch->all.room; i++)
        if (all[i].measure != 0)
            all[used++] = all[i];
    /* In the order of the key, so that pages of the tree are touched once. */
    qsort(all, used, sizeof all[0], by_key);
    for (size_t i = 0; i < used; i++)
        if (all[i].value != 0)
            TRY(change(ctx, all[i].region, all[i].measure, all[i].day, all[i].value));
    *batch = *tally_batch_new(ctx);
    return OK;
}

enum { STORED_AT_ONCE = 5000 };

/* The stored rows after `last`, which moves on: first the sums (day 0), then the days. */
static Status
stored_page(Ctx *ctx, TallyRow *last, bool *totals, TallyRows *out)
{
    if (*totals) {
        TRY(tally_total_page(ctx, last->region, last->measure, STORED_AT_ONCE, out));
        *totals = out->len == STORED_AT_ONCE;
    } else {
        TRY(tally_page(ctx,
                       &(TallyPageArgs){.region = last->region,
                                        .measure = last->measure,
                                        .day = last->day,
                                        .limit = STORED_AT_ONCE},
                       out));
    }
    return OK;
}

Status
tally_batch_take_stored(Ctx *ctx, TallyBatch *batch)
{
    Arena *scratch = arena_new(64 * 1024 * 1024);
    Arena *keep = ctx->arena;
    TallyRow last = {.region = -1};
    TallyRows rows;
    bool totals = true;
    bool more = true;
    Status status = OK;

    roll_up(batch);
    while (status == OK && more) {
        bool of_totals = totals;

        arena_reset(scratch);
        ctx->arena = scratch;
        status = stored_page(ctx, &last, &totals, &rows);
        ctx->arena = keep;
        if (status != OK)
            break;
        for (size_t i = 0; i < rows.len; i++) {
            last = rows.at[i];
            put(batch->arena, &batch->all,
                (Entry){last.region, last.measure, last.day, -last.value});
        }
        more = of_totals || rows.len == STORED_AT_ONCE;
        if (of_totals && !totals)
            last = (TallyRow){.region = -1};
    }
    arena_free(scratch);
    return status;
}

bool
tally_batch_next(const TallyBatch *batch, size_t *at, RegionCode *region_out, int64_t *measure_out,
                 Day *day_out, int64_t *value_out)
{
    for (; *at < batch->all.room; ++*at) {
        const Entry *entry = &batch->all.slots[*at];

        if (entry->measure == 0 || entry->value == 0)
            continue;
        *region_out = entry->region;
        *measure_out = entry->measure;
        *day_out = (Day)entry->day;
        *value_out = entry->value;
        ++*at;
        return true;
    }
    return false;
}

Status
tally_total(Ctx *ctx, RegionCode region, Measure measure, int64_t *value_out)
{
    TallyTotalOfRow row;
    Status status = tally_total_of(ctx, region, measure, &row);

    if (status != OK && status != NOT_FOUND)
        return status;
    *value_out = status == OK ? row.value : 0;
    return OK;
}

Status
tally_totals(Ctx *ctx, RegionCode region, Tallies *out)
{
    TallyTotalsOfRows rows;

    *out = (Tallies){0};
    TRY(tally_totals_of(ctx, region, TALLY_MEASURES, &rows));
    for (size_t i = 0; i < rows.len; i++)
        if (rows.at[i].measure > 0 && rows.at[i].measure < TALLY_MEASURES)
            out->of[rows.at[i].measure] = rows.at[i].value;
    return OK;
}

Status
tally_between(Ctx *ctx, RegionCode region, Measure measure, Day first, Day last, int64_t *value_out)
{
    TallySumRow row;

    TRY(tally_sum(
        ctx, &(TallySumArgs){.region = region, .measure = measure, .first = first, .last = last},
        &row));
    *value_out = row.value;
    return OK;
}

Status
tally_spans(Ctx *ctx, RegionCode region, Measure measure, const Day *begins, size_t count,
            int64_t *out)
{
    TallyDaysRows rows;
    size_t span = 0;

    for (size_t i = 0; i < count; i++)
        out[i] = 0;
    TRY(tally_days(ctx,
                   &(TallyDaysArgs){.region = region,
                                    .measure = measure,
                                    .first = begins[0],
                                    .last = begins[count] - 1,
                                    .limit = TALLY_SPAN_DAYS_MAX},
                   &rows));
    for (size_t i = 0; i < rows.len; i++) {
        while (span + 1 < count && rows.at[i].day >= begins[span + 1])
            span++;
        out[span] += rows.at[i].value;
    }
    return OK;
}
