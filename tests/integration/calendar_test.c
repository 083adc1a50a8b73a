/*
 * The working calendar: what is missing in it, a sheet of days, and what moves when it is changed.
 */
#include "harness.h"

#include "db.h"

#include "catalogue/calendar_sheet.h"
#include "duty/duty.h"
#include "life.h"
#include "sheet/sheet.h"

enum { BASIC_DAYS = 20 /* working days for V1, of the starting catalogue */ };

/* The calendar's days are where the tests' people have nothing to do with the clock. */
static Day
date(int year, int month, int day)
{
    return day_from_date((Date){year, month, day});
}

LIFE_TEST(a_calendar_without_a_row_knows_monday_to_friday)
{
    bool working, pressing;
    Day day;
    int year;
    SpecialDays days;

    CHECK_STATUS(calendar_is_working(ctx, date(2031, 1, 1), &working), OK); /* a Wednesday */
    CHECK(working);
    CHECK_STATUS(calendar_is_working(ctx, date(2031, 1, 4), &working), OK);
    CHECK(!working);
    CHECK_STATUS(calendar_add_working(ctx, date(2031, 1, 3), 1, &day), OK);
    CHECK_INT(day, date(2031, 1, 6));
    CHECK_STATUS(calendar_add_working(ctx, date(2031, 1, 3), 20, &day), OK);
    CHECK_INT(day, date(2031, 1, 31));
    CHECK_STATUS(calendar_add_working(ctx, date(2031, 1, 3), 250, &day), OK);
    CHECK_INT(day, date(2031, 12, 19));
    CHECK_STATUS(calendar_special(ctx, date(2031, 1, 1), date(2031, 12, 31), &days), OK);
    CHECK_INT(days.len, 0);
    act_as(ctx, &reviewer);
    CHECK_STATUS(calendar_remove(ctx, date(2031, 1, 1)), DENIED);
    act_as(ctx, &actor_system);
    CHECK_STATUS(calendar_remove(ctx, date(2031, 1, 1)), NOT_FOUND);
    CHECK_STATUS(calendar_gap(ctx, &year, &pressing), OK);
    CHECK_INT(year, day_to_date(ctx_today(ctx)).year);
    CHECK(pressing);
}

LIFE_TEST(years_that_are_not_there_yet_are_told)
{
    int this_year = day_to_date(ctx_today(ctx)).year, year;
    bool pressing;

    act_as(ctx, &actor_system);
    /* A day that is worked says nothing of the days off. */
    CHECK_STATUS(calendar_put(ctx, date(this_year, 1, 4), true, T("元旦")), OK);
    CHECK_STATUS(calendar_gap(ctx, &year, &pressing), OK);
    CHECK_INT(year, this_year);
    CHECK_STATUS(calendar_put(ctx, date(this_year, 1, 1), false, T("元旦")), OK);
    CHECK_STATUS(calendar_gap(ctx, &year, &pressing), OK);
    CHECK_INT(year, this_year + 1);
    CHECK_INT(pressing, day_to_date(ctx_today(ctx)).month >= 11);
    CHECK_STATUS(calendar_put(ctx, date(this_year + 1, 10, 1), false, T("国庆节")), OK);
    CHECK_STATUS(calendar_gap(ctx, &year, &pressing), OK);
    CHECK_INT(year, 0);
}

static Status
read_days(Ctx *ctx, const char *pasted, CalendarImport *out)
{
    Sheet sheet;

    ctx->problems = (Problems){0};
    TRY(sheet_read_paste(ctx, text_c(pasted), &sheet));
    return calendar_import_read(ctx, &sheet, out);
}

LIFE_TEST(a_sheet_has_the_days_of_the_yearly_notice)
{
    CalendarImport import;
    SpecialDays days;
    bool working;

    act_as(ctx, &actor_system);
    CHECK_STATUS(read_days(ctx,
                           "2031 年放假安排\t\t\t\n"
                           "日期\t到哪天\t类型\t名称\n"
                           "2031年10月1日\t2031-10-07\t放假\t国庆节\n"
                           "2031/9/28\t\t上班\t国庆节\n",
                           &import),
                 OK);
    CHECK_INT(import.bad, 0);
    CHECK_INT(import.days, 8);
    CHECK_STATUS(calendar_import(ctx, &import), OK);
    CHECK_STATUS(calendar_special(ctx, date(2031, 1, 1), date(2031, 12, 31), &days), OK);
    CHECK_INT(days.len, 8);
    CHECK_STATUS(calendar_is_working(ctx, date(2031, 9, 28), &working), OK); /* a Sunday */
    CHECK(working);
    CHECK_STATUS(calendar_is_working(ctx, date(2031, 10, 7), &working), OK);
    CHECK(!working);
    CHECK_STATUS(read_days(ctx,
                           "日期\t到哪天\t类型\t名称\n"
                           "明天\t\t放假\t春节\n"
                           "2031-01-02\t2031-01-01\t放假\t春节\n"
                           "2031-01-02\t2031-03-01\t放假\t春节\n"
                           "2031-01-02\t\t也许\t春节\n"
                           "2031-01-02\t\t放假\t\n"
                           "2031-01-02\t2031-01-03\t放假\t春节\n"
                           "2031-01-03\t\t上班\t春节\n",
                           &import),
                 OK);
    CHECK_INT(import.len, 7);
    CHECK_INT(import.bad, 6);
    CHECK_TEXT(import.at[3].bad, "“类型”请写“放假”或“上班”");
    CHECK_TEXT(import.at[6].bad, "和第 7 行的日子重了");
    CHECK_STATUS(calendar_import(ctx, &import), INVALID);
    CHECK_STATUS(read_days(ctx, "日期\t名称\n2031-01-01\t元旦\n", &import), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "file"), "表格里没有“类型”这一列");
    CHECK_STATUS(calendar_special(ctx, date(2031, 1, 1), date(2031, 3, 1), &days), OK);
    CHECK_INT(days.len, 0);
    act_as(ctx, &reviewer);
    CHECK_STATUS(read_days(ctx, "日期\t类型\t名称\n2031-01-01\t放假\t元旦\n", &import), DENIED);
}

/* ---- what moves ---- */

static Status
prepare(Ctx *ctx, void *arg)
{
    (void)arg;
    TRY(life_fill(ctx));
    act_as(ctx, &clerk);
    /* 20 working days for basic information, 5 days for others; and one that is overdue. */
    TRY(duty_event(ctx, VILLAGE, T("V1"), ctx_today(ctx)));
    TRY(duty_event(ctx, VILLAGE, T("P4"), ctx_today(ctx)));
    return duty_event(ctx, VILLAGE, T("V1"), ctx_today(ctx) - 60);
}

typedef struct Seen {
    Day basic, other, overdue;
} Seen;

static Status
look(Ctx *ctx, void *arg)
{
    Seen *seen = arg;
    Day today = ctx_today(ctx);
    Duties duties;

    TRY(duty_list(ctx, VILLAGE, today - 100, today + 400, &duties));
    for (size_t i = 0; i < duties.len; i++) {
        const Duty *duty = &duties.at[i];

        if (!text_eq(duty->item, T("V1")))
            seen->other = duty->due_day;
        else if (duty->due_day < today)
            seen->overdue = duty->due_day;
        else
            seen->basic = duty->due_day;
    }
    return OK;
}

typedef struct Change {
    Day first, last;
    bool working, remove;
} Change;

static Status
change(Ctx *ctx, void *arg)
{
    const Change *what = arg;

    act_as(ctx, &actor_system);
    for (Day day = what->first; day <= what->last; day++) {
        if (what->remove)
            TRY(calendar_remove(ctx, day));
        else
            TRY(calendar_put(ctx, day, what->working, T("放假")));
    }
    return OK;
}

/* A change of the calendar, what the keeper does after it, and what is due then. */
static Seen
after_change(Store *store, Ctx *ctx, Change what)
{
    Seen seen = {0};

    CHECK_STATUS(store_write(store, ctx, change, &what), OK);
    act_as(ctx, &actor_system);
    CHECK_STATUS(duty_follow_calendar(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, look, &seen), OK);
    return seen;
}

static Status
trail(Ctx *ctx, void *arg)
{
    AuditLines lines;
    int *count = arg;

    *count = 0;
    act_as(ctx, &actor_system);
    TRY(audit_read(ctx, 0, 0, T(""), &lines));
    for (size_t i = 0; i < lines.len; i++)
        *count += text_eq(lines.at[i].action, T("duty.follow_calendar"));
    return OK;
}

TEST_DB(what_is_due_in_working_days_follows_the_calendar)
{
    Seen before = {0}, seen;
    Day today = ctx_today(ctx);
    int runs;

    CHECK_STATUS(store_write(store, ctx, prepare, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, look, &before), OK);
    CHECK(before.basic > today + BASIC_DAYS);
    CHECK(before.overdue < today);
    /* Seven days off are five working days more. */
    seen = after_change(store, ctx, (Change){.first = today + 1, .last = today + 7});
    CHECK_INT(seen.basic, before.basic + 7);
    CHECK_INT(seen.other, before.other);
    CHECK_INT(seen.overdue, before.overdue);
    /* Nothing was changed since: nothing runs. */
    CHECK_STATUS(duty_follow_calendar(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, trail, &runs), OK);
    CHECK_INT(runs, 1);
    seen =
        after_change(store, ctx, (Change){.first = today + 1, .last = today + 7, .remove = true});
    CHECK_INT(seen.basic, before.basic);
    /* Worked through: earlier, but not before the days are over. */
    seen = after_change(store, ctx,
                        (Change){.first = today + 1, .last = today + BASIC_DAYS, .working = true});
    CHECK_INT(seen.basic, today + BASIC_DAYS);
    CHECK_STATUS(store_read(store, ctx, trail, &runs), OK);
    CHECK_INT(runs, 3);
}

static Status
begin_long_ago(Ctx *ctx, void *arg)
{
    (void)arg;
    TRY(life_fill(ctx));
    act_as(ctx, &clerk);
    /* Due today or later only because of days off that are taken back afterwards. */
    return duty_event(ctx, VILLAGE, T("V1"), ctx_today(ctx) - 30);
}

static Status
days_off_long_ago(Ctx *ctx, void *arg)
{
    (void)arg;
    act_as(ctx, &actor_system);
    for (Day day = ctx_today(ctx) - 29; day < ctx_today(ctx) - 8; day++)
        TRY(calendar_put(ctx, day, false, T("放假")));
    return begin_long_ago(ctx, arg);
}

TEST_DB(nobody_becomes_late_by_a_change_of_the_calendar)
{
    Seen seen = {0};
    Day today = ctx_today(ctx);

    CHECK_STATUS(store_write(store, ctx, days_off_long_ago, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, look, &seen), OK);
    CHECK(seen.basic > today);
    seen =
        after_change(store, ctx, (Change){.first = today - 29, .last = today - 9, .remove = true});
    CHECK_INT(seen.basic, today);
    CHECK_INT(seen.overdue, 0);
}
