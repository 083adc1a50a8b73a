/*
 * Duties that are due in working days follow the working calendar when it is changed.
 */
#include "catalogue/due.h"
#include "duty/duty.h"
#include "duty/duty.sql.h"
#include "store/store.h"

enum { VILLAGES_A_SLICE = 50 };

typedef struct Follow {
    CalendarJobs jobs;
    RegionCode after;
    /* Filled by a slice; a slice may run again after a lock, so it does not change what it takes.
     */
    RegionCode next;
    int64_t moved;
    bool more;
} Follow;

/* The day that the calendar says now; NOT_FOUND: the duty does not hang on it. */
static Status
due_now(Ctx *ctx, const Region *place, const DutyOpenOfRow *row, Day *out)
{
    Item item;
    DueRule rule;
    Period period;
    Status status;

    if (!period_parse(row->period, &period) || period.rhythm != RHYTHM_EVENT)
        return NOT_FOUND;
    TRY(catalogue_item(ctx, place->code, row->item, &item));
    status = due_rule_read(ctx, item.due_rule, RHYTHM_EVENT, &rule);
    if (status != OK || rule.working_days == 0)
        return status == OK || status == INVALID ? NOT_FOUND : status;
    TRY(item_due_day(ctx, &item, place->community, period, out));
    /* Nobody becomes late because somebody changed the calendar. */
    if (*out < ctx_today(ctx))
        *out = ctx_today(ctx);
    return OK;
}

static Status
follow_village(Ctx *ctx, const Region *place, int64_t *moved)
{
    DutyOpenOfRows rows;
    int64_t before = *moved;

    TRY(duty_open_of(ctx, place->code, ctx_today(ctx), DUTY_LIST_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const DutyOpenOfRow *row = &rows.at[i];
        Day due_day;
        Status status = due_now(ctx, place, row, &due_day);

        if (status == NOT_FOUND || (status == OK && due_day == row->due_day))
            continue;
        TRY(status);
        TRY(duty_move(ctx, &(DutyMoveArgs){.region = place->code,
                                           .item = row->item,
                                           .period = row->period,
                                           .due_day = due_day}));
        ++*moved;
    }
    if (*moved != before)
        region_touch(ctx, place->code);
    return OK;
}

static Status
read_jobs(Ctx *ctx, void *arg)
{
    Follow *follow = arg;

    return calendar_jobs(ctx, &follow->jobs);
}

static Status
follow_slice(Ctx *ctx, void *arg)
{
    Follow *follow = arg;
    Regions villages;

    follow->moved = 0;
    TRY(region_villages(ctx, 0, follow->after, VILLAGES_A_SLICE, &villages));
    for (size_t i = 0; i < villages.len; i++)
        TRY(follow_village(ctx, &villages.at[i], &follow->moved));
    follow->more = villages.len == VILLAGES_A_SLICE;
    follow->next = villages.len != 0 ? villages.at[villages.len - 1].code : follow->after;
    return OK;
}

static Status
finish(Ctx *ctx, void *arg)
{
    const Follow *follow = arg;
    RegionCode top;

    TRY(calendar_jobs_done(ctx, &follow->jobs));
    TRY(region_top(ctx, &top));
    return audit(ctx, top, "duty.follow_calendar", 0,
                 text_printf(ctx->arena, "%lld", (long long)follow->moved));
}

/* A change while it runs leaves a job of its own, which is not among those that are done then. */
Status
duty_follow_calendar(Store *store, Ctx *ctx)
{
    Follow follow = {.more = true};
    int64_t moved = 0;

    TRY(store_read(store, ctx, read_jobs, &follow));
    if (follow.jobs.len == 0)
        return OK;
    while (follow.more) {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(store_write(store, ctx, follow_slice, &follow));
        arena_release(ctx->arena, mark);
        follow.after = follow.next;
        moved += follow.moved;
    }
    follow.moved = moved;
    return store_write(store, ctx, finish, &follow);
}
