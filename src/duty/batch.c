/*
 * Publications of very many: what they fulfil is gathered, and each village's duties are read once
 * instead of one by one, which on PostgreSQL is a round trip for each.
 */
#include <stdlib.h>
#include <string.h>

#include "duty/duty.sql.h"
#include "duty/owed.h"
#include "store/store.h"

enum { FIRST_ROOM = 256, WAITING_MAX = 10000, LAST_DAY = 1000000 };

typedef struct Done {
    RegionCode village;
    Text item, period;
    Day day;
    int64_t disclosure;
    size_t order;
} Done;

struct DutyBatch {
    Arena *arena;
    Done *at;
    size_t len, room;
};

DutyBatch *
duty_batch_new(Arena *arena)
{
    DutyBatch *batch = NEW(arena, DutyBatch);

    batch->arena = arena;
    return batch;
}

void
duty_batch_done(DutyBatch *batch, RegionCode village, Text item, Text period, Day day,
                int64_t disclosure)
{
    if (batch->len == batch->room) {
        size_t room = batch->room == 0 ? FIRST_ROOM : batch->room * 2;

        batch->at = arena_grow(batch->arena, batch->at, batch->room * sizeof *batch->at,
                               room * sizeof *batch->at);
        batch->room = room;
    }
    batch->at[batch->len] = (Done){
        .village = village,
        .item = text_copy(batch->arena, item),
        .period = text_copy(batch->arena, period),
        .day = day,
        .disclosure = disclosure,
        .order = batch->len,
    };
    batch->len++;
}

static int
by_village(const void *a, const void *b)
{
    const Done *x = a;
    const Done *y = b;

    if (x->village != y->village)
        return x->village < y->village ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static int
compare(Text a, Text b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len == 0 ? 0 : memcmp(a.at, b.at, len);

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int
by_period(const void *a, const void *b)
{
    const Duty *x = a;
    const Duty *y = b;
    int order = compare(x->item, y->item);

    return order != 0 ? order : compare(x->period, y->period);
}

/* One after another, in the order in which they came: the first one fulfils. */
static Status
write_one_by_one(Ctx *ctx, const Done *done, size_t count)
{
    for (size_t i = 0; i < count; i++)
        TRY(duty_done(ctx, done[i].village, done[i].item, done[i].period, done[i].day,
                      done[i].disclosure));
    return OK;
}

static Status
write_village(Ctx *ctx, const Done *done, size_t count, const DutyBatches *batches)
{
    Duties waiting;

    TRY(duty_all_waiting(ctx, done->village, LAST_DAY, WAITING_MAX, &waiting));
    if (waiting.len == WAITING_MAX)
        return write_one_by_one(ctx, done, count);
    if (waiting.len == 0)
        return OK;
    qsort(waiting.at, waiting.len, sizeof waiting.at[0], by_period);
    for (size_t i = 0; i < count; i++) {
        Duty wanted = {.item = done[i].item, .period = done[i].period};
        Duty *duty = bsearch(&wanted, waiting.at, waiting.len, sizeof wanted, by_period);

        if (duty == NULL)
            continue;
        TRY(duty_fulfil(ctx, batches, duty, done[i].day, done[i].disclosure));
        duty->state = DUTY_ON_TIME; /* or late: fulfilled */
    }
    return OK;
}

Status
duty_batch_write(Ctx *ctx, DutyBatch *batch, TallyBatch *tallies)
{
    DutyBatches batches = {tallies, duty_months_new(batch->arena)};
    size_t next;

    if (batch->len != 0)
        qsort(batch->at, batch->len, sizeof batch->at[0], by_village);
    for (size_t i = 0; i < batch->len; i = next) {
        ArenaMark mark = arena_mark(ctx->arena);

        for (next = i; next < batch->len && batch->at[next].village == batch->at[i].village;)
            next++;
        TRY(write_village(ctx, &batch->at[i], next - i, &batches));
        arena_release(ctx->arena, mark);
    }
    batch->len = 0;
    return duty_months_write(ctx, batches.months);
}
