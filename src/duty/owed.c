/*
 * Which periods a place owes.  A duty is made when its period begins, so that the task list can
 * show it; only the main rhythm makes duties by the calendar, events make their own.
 */
#include "duty/owed.h"

#include "base/tr.h"
#include "duty/duty.sql.h"
#include "region/setting.h"
#include "store/store.h"

enum {
    VILLAGES_A_SLICE = 50,
    MISSING_A_SLICE = 500,
    AHEAD_DAYS = 0,        /* a period is owed from its first day on */
    BACK_DAYS_DEFAULT = 62 /* a fresh installation does not owe the past */
};

static Status
add(Ctx *ctx, RegionCode village, const Item *item, bool community, Period period)
{
    Day due_day;

    TRY(item_due_day(ctx, item, community, period, &due_day));
    return duty_add(ctx, &(DutyAddArgs){.region = village,
                                        .item = item->code,
                                        .period = period_format(ctx->arena, period),
                                        .period_start = period.start,
                                        .due_day = due_day});
}

/* The letters of one item that come round by the calendar. */
static Status
add_item(Ctx *ctx, const Region *place, const Item *item, Day from, Day until)
{
    Text letters = item_rhythm(item, place->community);

    for (size_t i = 0; i < letters.len; i++) {
        Period period;

        if (letters.at[i] == RHYTHM_EVENT)
            continue;
        period = period_of((Rhythm)letters.at[i], from);
        if (period.start < from)
            period = period_after(period);
        for (; period.start <= until; period = period_after(period))
            TRY(add(ctx, place->code, item, place->community, period));
    }
    return OK;
}

Status
duty_open_periods(Ctx *ctx, RegionCode village, Day from, Day until)
{
    Region place;
    Items items;

    TRY(region_get(ctx, village, &place));
    if (place.level != LEVEL_VILLAGE || place.closed_day.set)
        return OK;
    TRY(catalogue_items(ctx, village, &items));
    for (size_t i = 0; i < items.len; i++)
        TRY(add_item(ctx, &place, &items.at[i], from, until));
    return OK;
}

Status
duty_event(Ctx *ctx, RegionCode village, Text item_code, Day event_day)
{
    Region place;
    Item item;

    TRY(actor_require(ctx, CAN_DRAFT, village));
    TRY(region_get(ctx, village, &place));
    TRY(catalogue_item(ctx, village, item_code, &item));
    if (!item_has_rhythm(&item, place.community, RHYTHM_EVENT))
        return ctx_problem(ctx, "item", TR(ctx->lang, "这一项不是按事件公开的"));
    region_touch(ctx, village);
    return add(ctx, village, &item, place.community, period_of(RHYTHM_EVENT, event_day));
}

Status
duty_event_of(Ctx *ctx, RegionCode village, const Item *item, bool community, Day event_day)
{
    return add(ctx, village, item, community, period_of(RHYTHM_EVENT, event_day));
}

/* ---- the keeper ---- */

typedef struct Roll {
    RegionCode after;
    Day from;
    Day until;
    /* Filled by a slice; a slice may run again after a lock, so it does not change what it takes.
     */
    RegionCode next;
    bool more;
} Roll;

static Status
roll_slice(Ctx *ctx, void *arg)
{
    Roll *roll = arg;
    Regions villages;

    TRY(region_villages(ctx, 0, roll->after, VILLAGES_A_SLICE, &villages));
    for (size_t i = 0; i < villages.len; i++) {
        TRY(duty_open_periods(ctx, villages.at[i].code, roll->from, roll->until));
        region_touch(ctx, villages.at[i].code);
    }
    roll->more = villages.len == VILLAGES_A_SLICE;
    roll->next = villages.len != 0 ? villages.at[villages.len - 1].code : roll->after;
    return OK;
}

/* The day up to which periods were opened, in the settings. */
static Status
read_rolled(Ctx *ctx, void *arg)
{
    Roll *roll = arg;
    Text value;
    Day day;
    Status status = setting_text(ctx, T("duties_rolled"), &value);

    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK && day_parse(value, &day))
        roll->from = day + 1;
    else
        roll->from = roll->until - BACK_DAYS_DEFAULT;
    return OK;
}

static Status
write_rolled(Ctx *ctx, void *arg)
{
    const Roll *roll = arg;

    return setting_set(ctx, T("duties_rolled"), day_format(ctx->arena, roll->until));
}

static Status
missing_slice(Ctx *ctx, void *arg)
{
    return duty_mark_missing(ctx, MISSING_A_SLICE, arg);
}

Status
duty_roll(Store *store, Ctx *ctx)
{
    Roll roll = {.until = ctx_today(ctx) + AHEAD_DAYS, .more = true};
    bool more = true;

    TRY(store_read(store, ctx, read_rolled, &roll));
    if (roll.from <= roll.until) {
        while (roll.more) {
            TRY(store_write(store, ctx, roll_slice, &roll));
            roll.after = roll.next;
        }
        TRY(store_write(store, ctx, write_rolled, &roll));
    }
    while (more)
        TRY(store_write(store, ctx, missing_slice, &more));
    return OK;
}
