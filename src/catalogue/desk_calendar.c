/*
 * The working calendar on the desk: a year's special days.
 */
#include "base/tr.h"
#include "catalogue/calendar.html.h"
#include "catalogue/desk.h"

enum { YEAR_FIRST = 2000, YEAR_LAST = 2100, DAYS_AT_ONCE_MAX = 31 };

static Text
weekday_words(Lang lang, Day day)
{
    static const char *const names[] = {N_("星期一"), N_("星期二"), N_("星期三"), N_("星期四"),
                                        N_("星期五"), N_("星期六"), N_("星期日")};

    return tr_text(lang, names[day_weekday(day) - 1]);
}

static Text
year_link(Ctx *ctx, int year)
{
    return text_printf(ctx->arena, "/desk/calendar?year=%d", year);
}

static int
year_of(Day day)
{
    return day_to_date(day).year;
}

/* "2027 年的放假安排还没有录入" */
static Status
fill_gap(Ctx *ctx, CalendarView *view)
{
    int year;

    TRY(calendar_gap(ctx, &year, &view->gap_now));
    if (year == 0)
        return OK;
    view->gap = TR_FORMAT(ctx->arena, ctx->lang, "{year} 年的放假安排还没有录入",
                          {"year", text_printf(ctx->arena, "%d", year)});
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, int year)
{
    CalendarView view = {
        .page = page_begin(ctx, req, TR(ctx->lang, "工作日历")),
        .year = text_printf(ctx->arena, "%d", year),
        .previous_link = year_link(ctx, year - 1),
        .next_link = year_link(ctx, year + 1),
        .first = request_form(req, "first"),
        .last = request_form(req, "last"),
        .name = request_form(req, "name"),
        .working = text_eq(request_form(req, "kind"), T("workday")),
        .first_error = ctx_problem_of(ctx, "first"),
        .last_error = ctx_problem_of(ctx, "last"),
        .name_error = ctx_problem_of(ctx, "name"),
    };
    SpecialDays days;
    RegionCode top;

    TRY(region_top(ctx, &top));
    view.may_change = actor_may(ctx->actor, CAN_MANAGE_CALENDAR, top);
    TRY(fill_gap(ctx, &view));
    TRY(calendar_special(ctx, day_from_date((Date){year, 1, 1}),
                         day_from_date((Date){year, 12, 31}), &days));
    view.days.at = NEW_ARRAY(ctx->arena, DayLine, days.len);
    for (size_t i = 0; i < days.len; i++)
        view.days.at[view.days.len++] = (DayLine){
            .day = day_format(ctx->arena, days.at[i].day),
            .weekday = weekday_words(ctx->lang, days.at[i].day),
            .name = days.at[i].name,
            .working = days.at[i].working,
        };
    response_page(ctx, req, res, html_catalogue_calendar, &view);
    return OK;
}

static Status
calendar_page(Ctx *ctx, const Request *req, Response *res)
{
    int64_t year = year_of(ctx_today(ctx));
    Text asked = request_query(req, "year");

    if (!text_is_empty(asked) &&
        (!text_to_i64(asked, &year) || year < YEAR_FIRST || year > YEAR_LAST))
        return NOT_FOUND;
    return show(ctx, req, res, (int)year);
}

static Status
put_days(Ctx *ctx, const Request *req, Day *first)
{
    Text last_typed = text_trim(request_form(req, "last"));
    Text name = text_trim(request_form(req, "name"));
    bool working = text_eq(request_form(req, "kind"), T("workday"));
    Day last;

    if (!day_parse_loose(text_trim(request_form(req, "first")), first))
        return ctx_problem(ctx, "first", TR(ctx->lang, "请写日期，例如 2023-05-18"));
    last = *first;
    if (last_typed.len != 0 && !day_parse_loose(last_typed, &last))
        return ctx_problem(ctx, "last", TR(ctx->lang, "请写日期，例如 2023-05-18"));
    if (last < *first || last - *first >= DAYS_AT_ONCE_MAX)
        return ctx_problem(ctx, "last", TR(ctx->lang, "要在前一个日期之后，一次最多 31 天"));
    if (text_is_blank(name))
        return ctx_problem(ctx, "name", TR(ctx->lang, "请写名称"));
    for (Day day = *first; day <= last; day++)
        TRY(calendar_put(ctx, day, working, name));
    return OK;
}

static Status
save(Ctx *ctx, const Request *req, Response *res)
{
    Day first = ctx_today(ctx);
    Status status = put_days(ctx, req, &first);

    if (status == INVALID) {
        TRY(show(ctx, req, res, year_of(first)));
        return INVALID;
    }
    TRY(status);
    response_notice(
        ctx, req, res,
        TR(ctx->lang, "工作日历已保存。按工作日算、还没到期的公开期限，马上照新的日历重算"));
    return response_redirect(ctx, res, year_link(ctx, year_of(first)));
}

static Status
remove_day(Ctx *ctx, const Request *req, Response *res)
{
    Day day;

    if (!day_parse(request_form(req, "day"), &day))
        return NOT_FOUND;
    TRY(calendar_remove(ctx, day));
    response_notice(ctx, req, res,
                    TR(ctx->lang, "已删去。按工作日算、还没到期的公开期限，马上照新的日历重算"));
    return response_redirect(ctx, res, year_link(ctx, year_of(day)));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/calendar",        calendar_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/calendar",        save,          ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/calendar/remove", remove_day,    ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable calendar_desk_routes = {routes, sizeof routes / sizeof routes[0]};
