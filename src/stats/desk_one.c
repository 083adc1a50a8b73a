/*
 * One indicator of a place: what it counts, how it went, and how it stands below.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "stats/desk_indicator.html.h"
#include "stats/desk_parts.h"

enum {
    BAR_STEP = 50,
    BAR_SIDE = 9,
    BAR_GAP = 6,
    BAR_BASE = 150,
    BAR_TOP = 20,
    WHOLE = 10000,
    PLACES_MAX = 60
};

/* The month that is so many before a trend's last. */
static Period
month_at(Day last, int back)
{
    Period month = period_of(RHYTHM_MONTHLY, last);

    for (int i = 0; i < back; i++)
        month = period_before(month);
    return month;
}

static Text
month_words(Ctx *ctx, Period month)
{
    return TR_FORMAT(ctx->arena, ctx->lang, "{month}月",
                     {"month", text_printf(ctx->arena, "%d", day_to_date(month.start).month)});
}

static Status
fill_months(Ctx *ctx, const Indicator *indicator, const StatsAsked *asked, StatsOneView *view)
{
    Day today = ctx_today(ctx);
    Day last = asked->period.end < today ? asked->period.end : today;
    int64_t most = indicator->kind == INDICATOR_RATE ? WHOLE : 1;
    IndicatorValue months[TREND_MONTHS];

    TRY(indicator_trend(ctx, indicator, asked->place.code, last, months));
    view->months.at = NEW_ARRAY(ctx->arena, StatsMonth, TREND_MONTHS);
    for (int i = 0; i < TREND_MONTHS; i++)
        if (indicator_number(indicator, months[i]) > most)
            most = indicator_number(indicator, months[i]);
    for (int i = 0; i < TREND_MONTHS; i++) {
        bool there = indicator_has_value(indicator, months[i]);
        int64_t number = there ? indicator_number(indicator, months[i]) : 0;
        int64_t height = number * (BAR_BASE - BAR_TOP) / most;

        view->months.at[view->months.len++] = (StatsMonth){
            .words = month_words(ctx, month_at(last, TREND_MONTHS - 1 - i)),
            .value = indicator_words(ctx->arena, indicator, months[i]),
            .x = i * BAR_STEP + BAR_SIDE,
            .y = BAR_BASE - height,
            .height = height,
            .middle = i * BAR_STEP + BAR_STEP / 2,
            .value_y = BAR_BASE - height - BAR_GAP,
            .none = !there,
        };
    }
    view->sentence = TR_FORMAT(ctx->arena, ctx->lang, "{title}近十二个月：{first} 到 {last}",
                               {"title", tr_text(ctx->lang, indicator->title)},
                               {"first", view->months.at[0].value},
                               {"last", view->months.at[TREND_MONTHS - 1].value});
    return OK;
}

/* Places by code: nobody is ranked. */
static Status
fill_places(Ctx *ctx, const Indicator *indicator, const StatsAsked *asked, StatsParts *out)
{
    Text below = text_printf(ctx->arena, "/of/%s", indicator->name);
    Regions children;

    if (asked->place.level == LEVEL_VILLAGE)
        return OK;
    TRY(region_children(ctx, asked->place.code, &children));
    out->at = NEW_ARRAY(ctx->arena, StatsPart, PLACES_MAX);
    for (size_t i = 0; i < children.len && out->len < PLACES_MAX; i++) {
        const Region *child = &children.at[i];
        IndicatorValue value;

        if (child->closed_day.set)
            continue;
        TRY(stats_value(ctx, indicator, child->code, asked->period, &value));
        out->at[out->len++] = (StatsPart){
            .name = child->name,
            .link =
                stats_link(ctx->arena, child->code, text_cstr(ctx->arena, below), asked->period),
            .value = indicator_words(ctx->arena, indicator, value),
            .list = indicator_list(ctx, indicator, child->code),
        };
    }
    return OK;
}

Status
stats_one_page(Ctx *ctx, const Request *req, Response *res)
{
    const Indicator *indicator = indicator_of(request_param(req, "name"));
    StatsOneView view = {0};
    IndicatorValue value;
    StatsAsked asked;
    Text below;

    if (indicator == NULL)
        return NOT_FOUND;
    TRY(stats_asked(ctx, req, &asked));
    if (!indicator_may_read(ctx, indicator, asked.place.code))
        return NOT_FOUND;
    below = text_printf(ctx->arena, "/of/%s", indicator->name);
    stats_head(ctx, &asked, tr_text(ctx->lang, indicator->title), text_cstr(ctx->arena, below), "",
               &view.head);
    TRY(stats_value(ctx, indicator, asked.place.code, asked.period, &value));
    view.definition = tr_text(ctx->lang, indicator->definition);
    view.value = indicator_words(ctx->arena, indicator, value);
    if (indicator_has_value(indicator, value))
        view.unit = indicator_unit(ctx->lang, indicator);
    view.list = indicator_list(ctx, indicator, asked.place.code);
    view.all_link = stats_link(ctx->arena, asked.place.code, "", asked.period);
    TRY(fill_months(ctx, indicator, &asked, &view));
    TRY(fill_places(ctx, indicator, &asked, &view.places));
    view.page = page_begin(ctx, req,
                           TR_FORMAT(ctx->arena, ctx->lang, "{place}：{title}",
                                     {"place", asked.place.name}, {"title", view.head.title}));
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "统计"), view.all_link);
    res->uncacheable = true;
    response_page(ctx, req, res, html_stats_desk_indicator, &view);
    return OK;
}
