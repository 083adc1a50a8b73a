/*
 * The working calendar: Monday to Friday, but for the days that the State Council's yearly notice
 * moves.
 */
#include "base/id.h"
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "catalogue/catalogue.sql.h"
#include "store/store.h"

enum { SATURDAY = 6, LOOK_AHEAD_DAYS = 380, NOTICE_MONTH = 11 };

static bool
by_weekday(Day day)
{
    return day_weekday(day) < SATURDAY;
}

Status
calendar_is_working(Ctx *ctx, Day day, bool *out)
{
    CalendarBetweenRows rows;

    TRY(calendar_between(ctx, day, day, &rows));
    *out = rows.len != 0 ? rows.at[0].working : by_weekday(day);
    return OK;
}

Status
calendar_add_working(Ctx *ctx, Day day, int days, Day *out)
{
    CalendarBetweenRows rows;
    size_t next = 0;
    Day last = day + LOOK_AHEAD_DAYS;

    TRY(calendar_between(ctx, day + 1, last, &rows));
    while (days > 0 && day < last) {
        bool working;

        day++;
        working = by_weekday(day);
        if (next < rows.len && rows.at[next].day == day)
            working = rows.at[next++].working;
        days -= working;
    }
    *out = day;
    return OK;
}

/* There is one calendar: who manages the installation's top region maintains it. */
static Status
may_manage(Ctx *ctx, RegionCode *top_out)
{
    TRY(region_top(ctx, top_out));
    return actor_require(ctx, CAN_MANAGE_CALENDAR, *top_out);
}

Status
calendar_may_manage(Ctx *ctx)
{
    RegionCode top;

    return may_manage(ctx, &top);
}

/* What was reckoned in working days is to be counted anew, by the keeper. */
static Status
changed_days(Ctx *ctx)
{
    store_touch(ctx, KEY_CALENDAR);
    store_touch(ctx, KEY_JOBS);
    return calendar_job_insert(ctx, id_new(), ctx->now);
}

Status
calendar_put(Ctx *ctx, Day day, bool working, Text name)
{
    RegionCode top;

    TRY(may_manage(ctx, &top));
    if (!text_is_clean(name) || text_chars(name) > CALENDAR_NAME_CHARS_MAX)
        return ctx_problem(ctx, "name", TR(ctx->lang, "名称太长或含有无法显示的字符"));
    TRY(calendar_day_put(ctx, day, working, name));
    TRY(changed_days(ctx));
    return audit(ctx, top, "calendar.put", day,
                 text_printf(ctx->arena, "%.*s %s %.*s", TEXT_ARGS(day_format(ctx->arena, day)),
                             working ? "上班" : "放假", TEXT_ARGS(name)));
}

Status
calendar_remove(Ctx *ctx, Day day)
{
    RegionCode top;
    int64_t changed;

    TRY(may_manage(ctx, &top));
    TRY(calendar_day_delete(ctx, day, &changed));
    if (changed == 0)
        return NOT_FOUND;
    TRY(changed_days(ctx));
    return audit(ctx, top, "calendar.remove", day, day_format(ctx->arena, day));
}

Status
calendar_special(Ctx *ctx, Day first, Day last, SpecialDays *out)
{
    CalendarBetweenRows rows;

    TRY(calendar_between(ctx, first, last, &rows));
    *out = (SpecialDays){.at = NEW_ARRAY(ctx->arena, SpecialDay, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (SpecialDay){
            .day = (Day)rows.at[i].day, .working = rows.at[i].working, .name = rows.at[i].name};
    return OK;
}

/* Lines date,kind,name with kind holiday or workday. */
Status
calendar_load(Ctx *ctx, Text csv)
{
    Text line;

    TRY(actor_require(ctx, CAN_MANAGE_CALENDAR, 0));
    while (csv.len != 0) {
        Text date;
        Text kind;
        Text name;
        Day day;

        text_cut(csv, '\n', &line, &csv);
        line = text_trim(line);
        text_cut(line, ',', &date, &line);
        text_cut(line, ',', &kind, &name);
        if (!day_parse(date, &day))
            continue; /* the header, an empty line */
        TRY(calendar_day_put(ctx, day, text_eq(kind, T("workday")), name));
    }
    store_touch(ctx, KEY_CALENDAR);
    return audit(ctx, 0, "calendar.load", 0, T(""));
}

/* ---- what is missing, and what follows a change ---- */

static Status
has_day_off(Ctx *ctx, int year, bool *out)
{
    CalendarBetweenRows rows;

    TRY(calendar_between(ctx, day_from_date((Date){year, 1, 1}),
                         day_from_date((Date){year, 12, 31}), &rows));
    *out = false;
    for (size_t i = 0; i < rows.len; i++)
        *out |= !rows.at[i].working;
    return OK;
}

Status
calendar_gap(Ctx *ctx, int *year_out, bool *pressing_out)
{
    Date today = day_to_date(ctx_today(ctx));

    for (*year_out = today.year; *year_out <= today.year + 1; ++*year_out) {
        bool known;

        TRY(has_day_off(ctx, *year_out, &known));
        *pressing_out = *year_out == today.year || today.month >= NOTICE_MONTH;
        if (!known)
            return OK;
    }
    *year_out = 0;
    *pressing_out = false;
    return OK;
}

Status
calendar_jobs(Ctx *ctx, CalendarJobs *out)
{
    CalendarJobsWaitingRows rows;

    TRY(calendar_jobs_waiting(ctx, ctx->now, CALENDAR_JOBS_MAX, &rows));
    *out = (CalendarJobs){.at = NEW_ARRAY(ctx->arena, int64_t, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = rows.at[i].id;
    return OK;
}

Status
calendar_jobs_done(Ctx *ctx, const CalendarJobs *jobs)
{
    for (size_t i = 0; i < jobs->len; i++)
        TRY(calendar_job_done(ctx, jobs->at[i]));
    return OK;
}
