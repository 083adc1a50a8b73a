#include "duty/duty.h"

#include <stdlib.h>

#include "base/tr.h"
#include "duty/duty.sql.h"
#include "duty/month.h"
#include "duty/owed.h"
#include "region/changed.h"
#include "region/tally.h"
#include "store/store.h"

static const struct {
    const char *name;
    const char *title;
} states[] = {
    [DUTY_OPEN] = {"open",    N_("待公开")      },
      [DUTY_MISSING] = {"missing", N_("逾期未公开")},
    [DUTY_ON_TIME] = {"on_time", N_("按时公开")   },
      [DUTY_LATE] = {"late",    N_("逾期公开")   },
    [DUTY_VOID] = {"void",    N_("不再需要")   },
};

const char *
duty_state_name(DutyState state)
{
    return states[state].name;
}

const char *
duty_state_title(DutyState state)
{
    return states[state].title;
}

static DutyState
parse_state(Text name)
{
    for (int state = DUTY_OPEN; state <= DUTY_VOID; state++)
        if (text_eq(name, text_c(states[state].name)))
            return (DutyState)state;
    return DUTY_VOID; /* the schema's CHECK leaves no other */
}

static Duty
from_row(const DutyRow *row)
{
    return (Duty){
        .region = row->region,
        .item = row->item,
        .period = row->period,
        .due_day = (Day)row->due_day,
        .state = parse_state(row->state),
        .done_day = row->done_day,
        .disclosure = row->disclosure.set ? row->disclosure.value : 0,
    };
}

static void
from_rows(Ctx *ctx, const DutyRows *rows, Duties *out)
{
    *out = (Duties){.at = NEW_ARRAY(ctx->arena, Duty, rows->len), .len = rows->len};
    for (size_t i = 0; i < rows->len; i++)
        out->at[i] = from_row(&rows->at[i]);
}

/* ---- counting: a duty counts as due once it is settled or its day is over ---- */

static Status
count_state(Ctx *ctx, const DutyBatches *batches, const Duty *duty, DutyState state, int delta)
{
    static const Measure measures[] = {
        [DUTY_MISSING] = TALLY_DUTIES_MISSING,
        [DUTY_ON_TIME] = TALLY_DUTIES_ON_TIME,
        [DUTY_LATE] = TALLY_DUTIES_LATE,
    };

    if (state == DUTY_OPEN || state == DUTY_VOID)
        return OK;
    if (batches != NULL) {
        tally_batch_add(batches->tallies, duty->region, TALLY_DUTIES_DUE, duty->due_day, delta);
        tally_batch_add(batches->tallies, duty->region, measures[state], duty->due_day, delta);
        duty_months_add(batches->months, duty->region, duty->item, duty->due_day, state, delta);
        return OK;
    }
    TRY(tally_add(ctx, duty->region, TALLY_DUTIES_DUE, duty->due_day, delta));
    TRY(tally_add(ctx, duty->region, measures[state], duty->due_day, delta));
    return duty_month_count(ctx, duty->region, duty->item, duty->due_day, state, delta);
}

static Status
move(Ctx *ctx, const DutyBatches *batches, const Duty *duty, DutyState next, OptInt done_day,
     int64_t disclosure)
{
    TRY(duty_settle(ctx, &(DutySettleArgs){
                             .region = duty->region,
                             .item = duty->item,
                             .period = duty->period,
                             .state = text_c(duty_state_name(next)),
                             .done_day = done_day,
                             .disclosure = disclosure != 0 ? SOME_INT(disclosure) : (OptInt){0},
                         }));
    TRY(count_state(ctx, batches, duty, duty->state, -1));
    TRY(count_state(ctx, batches, duty, next, +1));
    region_touch(ctx, duty->region);
    return changed_note(ctx, CHANGED_DUTY, duty->region, 0);
}

static Status
find(Ctx *ctx, RegionCode village, Text item, Text period, Duty *out)
{
    DutyRow row;

    TRY(duty_of(ctx, village, item, period, &row));
    *out = from_row(&row);
    return OK;
}

Status
duty_fulfil(Ctx *ctx, const DutyBatches *batches, const Duty *duty, Day day, int64_t disclosure)
{
    if (duty->state == DUTY_ON_TIME || duty->state == DUTY_LATE || duty->state == DUTY_VOID)
        return OK; /* the first publication settled it */
    return move(ctx, batches, duty, day <= duty->due_day ? DUTY_ON_TIME : DUTY_LATE, SOME_INT(day),
                disclosure);
}

Status
duty_done(Ctx *ctx, RegionCode village, Text item, Text period, Day day, int64_t disclosure)
{
    Duty duty;
    Status status = find(ctx, village, item, period, &duty);

    if (status == NOT_FOUND)
        return OK;
    if (status != OK)
        return status;
    return duty_fulfil(ctx, NULL, &duty, day, disclosure);
}

Status
duty_undone(Ctx *ctx, RegionCode village, Text item, Text period)
{
    Duty duty;
    Status status = find(ctx, village, item, period, &duty);

    if (status == NOT_FOUND)
        return OK;
    if (status != OK)
        return status;
    if (duty.state != DUTY_ON_TIME && duty.state != DUTY_LATE)
        return OK;
    return move(ctx, NULL, &duty, duty.due_day < ctx_today(ctx) ? DUTY_MISSING : DUTY_OPEN,
                (OptInt){0}, 0);
}

Status
duty_mark_missing(Ctx *ctx, int limit, bool *more_out)
{
    DutyRows rows;
    DutyBatches batches = {tally_batch_new(ctx), duty_months_new(ctx->arena)};
    int64_t voided;

    TRY(duty_void_closed(ctx, ctx_today(ctx), &voided));
    TRY(duty_past_due(ctx, ctx_today(ctx), limit, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Duty duty = from_row(&rows.at[i]);

        TRY(move(ctx, &batches, &duty, DUTY_MISSING, (OptInt){0}, 0));
    }
    *more_out = rows.len == (size_t)limit;
    TRY(duty_months_write(ctx, batches.months));
    return tally_batch_write(ctx, batches.tallies);
}

/* ---- reading ---- */

Status
duty_all_waiting(Ctx *ctx, RegionCode village, Day until, int limit, Duties *out)
{
    DutyRows rows;

    TRY(duty_waiting_of(ctx, village, until, limit, &rows));
    from_rows(ctx, &rows, out);
    return OK;
}

Status
duty_waiting(Ctx *ctx, RegionCode village, Day until, Duties *out)
{
    return duty_all_waiting(ctx, village, until, DUTY_LIST_MAX, out);
}

Status
duty_late_items(Ctx *ctx, RegionCode village, Texts *out)
{
    DutyLateOfRows rows;

    TRY(duty_late_of(ctx, village, ctx_today(ctx), DUTY_LIST_MAX, &rows));
    *out = (Texts){NEW_ARRAY(ctx->arena, Text, rows.len), rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = rows.at[i].item;
    return OK;
}

Status
duty_list(Ctx *ctx, RegionCode village, Day first, Day last, Duties *out)
{
    DutyRows rows;

    TRY(duty_between(
        ctx,
        &(DutyBetweenArgs){.region = village, .first = first, .last = last, .limit = DUTY_LIST_MAX},
        &rows));
    from_rows(ctx, &rows, out);
    return OK;
}

Status
duty_missing_within(Ctx *ctx, RegionCode scope, int limit, Duties *out)
{
    RegionRange range = region_range(scope);
    DutyRows rows;

    TRY(duty_missing_in(
        ctx,
        &(DutyMissingInArgs){
            .first = range.first, .last = range.last, .today = ctx_today(ctx), .limit = limit},
        &rows));
    from_rows(ctx, &rows, out);
    return OK;
}

static int
longest_first(const void *left, const void *right)
{
    const Duty *one = left;
    const Duty *other = right;

    if (one->due_day != other->due_day)
        return one->due_day < other->due_day ? -1 : 1;
    return one->region < other->region ? -1 : one->region > other->region;
}

Status
duty_missing_all(Ctx *ctx, RegionCodes scopes, int limit, Duties *out)
{
    *out = (Duties){.at = NEW_ARRAY(ctx->arena, Duty, (size_t)limit * scopes.len)};
    for (size_t i = 0; i < scopes.len; i++) {
        Duties found;

        TRY(duty_missing_within(ctx, scopes.at[i], limit, &found));
        for (size_t j = 0; j < found.len; j++)
            out->at[out->len++] = found.at[j];
    }
    if (scopes.len > 1)
        qsort(out->at, out->len, sizeof out->at[0], longest_first);
    if (out->len > (size_t)limit)
        out->len = (size_t)limit;
    return OK;
}

Status
duty_counts_all(Ctx *ctx, RegionCodes regions, DutyCounts *out)
{
    *out = (DutyCounts){0};
    for (size_t i = 0; i < regions.len; i++) {
        DutyCounts counts;

        TRY(duty_counts(ctx, regions.at[i], &counts));
        out->due += counts.due;
        out->on_time += counts.on_time;
        out->late += counts.late;
        out->missing += counts.missing;
    }
    return OK;
}

DutyCounts
duty_counts_of(const Tallies *tallies)
{
    return (DutyCounts){
        .due = tallies->of[TALLY_DUTIES_DUE],
        .on_time = tallies->of[TALLY_DUTIES_ON_TIME],
        .late = tallies->of[TALLY_DUTIES_LATE],
        .missing = tallies->of[TALLY_DUTIES_MISSING],
    };
}

Status
duty_counts(Ctx *ctx, RegionCode region, DutyCounts *out)
{
    Tallies tallies;

    TRY(tally_totals(ctx, region, &tallies));
    *out = duty_counts_of(&tallies);
    return OK;
}

Status
duty_counts_between(Ctx *ctx, RegionCode region, Day first, Day last, DutyCounts *out)
{
    TRY(tally_between(ctx, region, TALLY_DUTIES_DUE, first, last, &out->due));
    TRY(tally_between(ctx, region, TALLY_DUTIES_ON_TIME, first, last, &out->on_time));
    TRY(tally_between(ctx, region, TALLY_DUTIES_LATE, first, last, &out->late));
    return tally_between(ctx, region, TALLY_DUTIES_MISSING, first, last, &out->missing);
}
