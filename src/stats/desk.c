/*
 * The statistics of a place: all indicators, each with its definition, its changes and its trend.
 */
#include "stats/desk.h"

#include "base/buf.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "stats/compare.h"
#include "stats/desk_indicators.html.h"
#include "stats/desk_parts.h"

enum { LINE_WIDTH = 120, LINE_HEIGHT = 28, LINE_EDGE = 4, BELOW_MAX = 60 };

/* ---- what the pages share ---- */

Text
stats_link(Arena *arena, RegionCode code, const char *below, Period period)
{
    Text name = period_format(arena, period);

    return text_printf(arena, "/desk/stats/%012lld%s?period=%.*s", (long long)code, below,
                       TEXT_ARGS(name));
}

/* The place of the path; without one the widest whose statistics the person reads. */
static Status
code_of(Ctx *ctx, const Request *req, RegionCode *out)
{
    Text code = request_param(req, "code");
    Status status;

    if (!text_is_empty(code))
        return region_code_parse(code, out) ? OK : NOT_FOUND;
    status = actor_scope(ctx, CAN_READ_STAFF_PARTS, out);
    if (status == NOT_FOUND)
        status = actor_scope(ctx, CAN_READ_SUPERVISION, out);
    return status == OK && *out == 0 ? region_top(ctx, out) : status;
}

Status
stats_asked(Ctx *ctx, const Request *req, StatsAsked *out)
{
    Text period = request_query(req, "period");
    RegionCode code;

    TRY(code_of(ctx, req, &code));
    TRY(region_get(ctx, code, &out->place));
    if (!stats_may_read(ctx, code))
        return NOT_FOUND;
    /* The last whole month: of the running one there may be a day only. */
    out->period = period_before(period_of(RHYTHM_MONTHLY, ctx_today(ctx)));
    if (!text_is_empty(period) && !period_parse(period, &out->period))
        return ctx_problem(ctx, "period", TR(ctx->lang, "期间应像 2023-05、2023Q2 或 2023"));
    return OK;
}

Period
stats_as_far(Ctx *ctx, Period period, Period earlier)
{
    Day today = ctx_today(ctx);
    Day end = earlier.start + (today - period.start);

    if (period.start <= today && today < period.end && end < earlier.end)
        earlier.end = end;
    return earlier;
}

Status
stats_value(Ctx *ctx, const Indicator *indicator, RegionCode code, Period period,
            IndicatorValue *out)
{
    Day today = ctx_today(ctx);

    if (indicator->stock || indicator->window_days != 0)
        return indicator_value(ctx, indicator, code, today, today, out);
    return indicator_value(ctx, indicator, code, period.start, period.end, out);
}

static void
add_kind(Ctx *ctx, const StatsAsked *asked, Text words, Rhythm rhythm, const char *below,
         const char *extra, StatsTabs *out)
{
    Day today = ctx_today(ctx);
    /* The one that ends what is looked at, but none that has not begun. */
    Day day = asked->period.end < today ? asked->period.end : today;
    Text link = stats_link(ctx->arena, asked->place.code, below, period_of(rhythm, day));

    out->at[out->len++] = (StatsTab){
        .words = words,
        .link = text_printf(ctx->arena, "%.*s%s", TEXT_ARGS(link), extra),
        .current = asked->period.rhythm == rhythm,
    };
}

void
stats_head(Ctx *ctx, const StatsAsked *asked, Text title, const char *below, const char *extra,
           StatsHead *out)
{
    enum { KINDS = 3 };
    Day today = ctx_today(ctx);
    Period next = period_after(asked->period);
    Text before = stats_link(ctx->arena, asked->place.code, below, period_before(asked->period));

    *out = (StatsHead){
        .title = title,
        .place = asked->place.name,
        .period = period_words(ctx->arena, ctx->lang, asked->period),
        .kinds = {.at = NEW_ARRAY(ctx->arena, StatsTab, KINDS)},
        .before_link = text_printf(ctx->arena, "%.*s%s", TEXT_ARGS(before), extra),
        .unfinished = asked->period.start <= today && today <= asked->period.end,
    };
    add_kind(ctx, asked, TR(ctx->lang, "按月"), RHYTHM_MONTHLY, below, extra, &out->kinds);
    add_kind(ctx, asked, TR(ctx->lang, "按季"), RHYTHM_QUARTERLY, below, extra, &out->kinds);
    add_kind(ctx, asked, TR(ctx->lang, "按年"), RHYTHM_YEARLY, below, extra, &out->kinds);
    if (next.start <= today) {
        Text link = stats_link(ctx->arena, asked->place.code, below, next);

        out->next_link = text_printf(ctx->arena, "%.*s%s", TEXT_ARGS(link), extra);
    }
}

/* ---- the line of twelve months ---- */

static int64_t
height_of(int64_t number, int64_t least, int64_t most)
{
    int64_t room = LINE_HEIGHT - 2 * LINE_EDGE;

    if (most == least)
        return LINE_HEIGHT / 2;
    return LINE_HEIGHT - LINE_EDGE - (number - least) * room / (most - least);
}

static void
draw_line(Ctx *ctx, const Indicator *indicator, const IndicatorValue months[TREND_MONTHS],
          StatsLine *line)
{
    Buf points = buf_new(ctx->arena, 1024);
    int64_t least = INT64_MAX, most = INT64_MIN;
    int drawn = 0, first = -1, last = -1;

    for (int i = 0; i < TREND_MONTHS; i++) {
        int64_t number = indicator_number(indicator, months[i]);

        if (!indicator_has_value(indicator, months[i]))
            continue;
        least = number < least ? number : least;
        most = number > most ? number : most;
        first = first < 0 ? i : first;
        last = i;
    }
    for (int i = 0; i < TREND_MONTHS; i++) {
        if (!indicator_has_value(indicator, months[i]))
            continue;
        line->end_x = LINE_EDGE + i * (LINE_WIDTH - 2 * LINE_EDGE) / (TREND_MONTHS - 1);
        line->end_y = height_of(indicator_number(indicator, months[i]), least, most);
        buf_printf(&points, "%s%lld,%lld", drawn++ == 0 ? "" : " ", (long long)line->end_x,
                   (long long)line->end_y);
    }
    if (drawn < 2)
        return;
    line->points = buf_done(&points);
    line->trend = TR_FORMAT(ctx->arena, ctx->lang, "近十二个月从 {first} 到 {last}",
                            {"first", indicator_words(ctx->arena, indicator, months[first])},
                            {"last", indicator_words(ctx->arena, indicator, months[last])});
}

/* ---- the page ---- */

static Status
fill_line(Ctx *ctx, const Indicator *indicator, const StatsAsked *asked, StatsLine *line)
{
    Period before = stats_as_far(ctx, asked->period, period_before(asked->period));
    Period year_before = stats_as_far(ctx, asked->period, period_year_ago(asked->period));
    RegionCode code = asked->place.code;
    IndicatorValue now, earlier, months[TREND_MONTHS];
    Day today = ctx_today(ctx);
    Text below = text_printf(ctx->arena, "/of/%s", indicator->name);

    TRY(stats_value(ctx, indicator, code, asked->period, &now));
    *line = (StatsLine){
        .title = tr_text(ctx->lang, indicator->title),
        .definition = tr_text(ctx->lang, indicator->definition),
        .link = stats_link(ctx->arena, code, text_cstr(ctx->arena, below), asked->period),
        .value = indicator_words(ctx->arena, indicator, now),
        .list = indicator_list(ctx, indicator, code),
    };
    if (indicator_has_value(indicator, now))
        line->unit = indicator_unit(ctx->lang, indicator);
    TRY(indicator_value(ctx, indicator, code, before.start, before.end, &earlier));
    line->before = indicator_change(ctx->arena, indicator, now, earlier);
    TRY(indicator_value(ctx, indicator, code, year_before.start, year_before.end, &earlier));
    line->year_before = indicator_change(ctx->arena, indicator, now, earlier);
    TRY(indicator_trend(ctx, indicator, code, asked->period.end < today ? asked->period.end : today,
                        months));
    draw_line(ctx, indicator, months, line);
    return OK;
}

static Status
fill_sections(Ctx *ctx, const StatsAsked *asked, StatsSections *out)
{
    out->at = NEW_ARRAY(ctx->arena, StatsSection, INDICATOR_GROUPS);
    for (int group = 0; group < INDICATOR_GROUPS; group++) {
        StatsSection *section = &out->at[out->len];

        *section = (StatsSection){
            .title = tr_text(ctx->lang, indicator_group_title((IndicatorGroup)group)),
            .id = text_printf(ctx->arena, "h-%d", group),
            .lines = {.at = NEW_ARRAY(ctx->arena, StatsLine, indicator_count)},
        };
        for (size_t i = 0; i < indicator_count; i++)
            if (indicators[i].group == (IndicatorGroup)group &&
                indicator_may_read(ctx, &indicators[i], asked->place.code))
                TRY(fill_line(ctx, &indicators[i], asked,
                              &section->lines.at[section->lines.len++]));
        out->len += section->lines.len != 0;
    }
    return OK;
}

static Status
fill_below(Ctx *ctx, const StatsAsked *asked, StatsView *view)
{
    Regions children;
    bool compares;

    if (asked->place.level == LEVEL_VILLAGE)
        return OK;
    TRY(region_children(ctx, asked->place.code, &children));
    view->below.at = NEW_ARRAY(ctx->arena, StatsTab, BELOW_MAX);
    for (size_t i = 0; i < children.len && view->below.len < BELOW_MAX; i++)
        if (!children.at[i].closed_day.set)
            view->below.at[view->below.len++] = (StatsTab){
                .words = children.at[i].name,
                .link = stats_link(ctx->arena, children.at[i].code, "", asked->period),
            };
    TRY(stats_compares(ctx, asked->place.code, &compares));
    if (view->below.len != 0 && (compares || stats_may_choose_comparing(ctx, asked->place.code)))
        view->compare_link = stats_link(ctx->arena, asked->place.code, "/compare", asked->period);
    return OK;
}

Status
stats_page(Ctx *ctx, const Request *req, Response *res)
{
    StatsView view = {0};
    StatsAsked asked;

    TRY(stats_asked(ctx, req, &asked));
    stats_head(ctx, &asked, TR(ctx->lang, "统计"), "", "", &view.head);
    TRY(fill_sections(ctx, &asked, &view.sections));
    TRY(fill_below(ctx, &asked, &view));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}统计", {"place", asked.place.name}));
    res->uncacheable = true;
    response_page(ctx, req, res, html_stats_desk_indicators, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/stats",                  stats_page,         ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/stats/{code}",           stats_page,         ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/stats/{code}/of/{name}", stats_one_page,     ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/stats/{code}/compare",   stats_compare_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/stats/{code}/compare",   stats_choose,       ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable stats_desk_routes = ROUTES(routes);
