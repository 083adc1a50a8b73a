/*
 * Places side by side, by code; who needs help is said in words on top.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "stats/compare.h"
#include "stats/desk_compare.html.h"
#include "stats/desk_parts.h"

static bool
wants_villages(const Request *req)
{
    return text_eq(request_query(req, "level"), T("village"));
}

static RegionLevel
level_of(const Request *req, const Region *place)
{
    if (wants_villages(req) || place->level >= LEVEL_TOWNSHIP)
        return LEVEL_VILLAGE;
    return (RegionLevel)(place->level + 1);
}

static Status
whole_of(Ctx *ctx, const StatsAsked *asked, IndicatorValue out[STATS_COMPARED])
{
    for (int i = 0; i < STATS_COMPARED; i++)
        TRY(indicator_value(ctx, indicator_of(text_c(stats_compared[i])), asked->place.code,
                            asked->period.start, asked->period.end, &out[i]));
    return OK;
}

static void
fill_rows(Ctx *ctx, const StatsAsked *asked, const StatsPlaces *places, bool several,
          StatsCompareView *view)
{
    Region above = {0}; /* by code, so those of one township follow one another */

    view->rows.at = NEW_ARRAY(ctx->arena, StatsRow, places->len);
    for (size_t i = 0; i < places->len; i++) {
        const StatsPlace *place = &places->at[i];
        StatsRow *row = &view->rows.at[view->rows.len++];

        *row = (StatsRow){
            .name = place->name,
            .link = stats_link(ctx->arena, place->code, "", asked->period),
            .cells = {.at = NEW_ARRAY(ctx->arena, StatsCell, STATS_COMPARED)},
        };
        if (several &&
            (above.code == place->parent || region_get(ctx, place->parent, &above) == OK))
            row->above = above.name;
        for (int j = 0; j < STATS_COMPARED; j++) {
            const Indicator *indicator = indicator_of(text_c(stats_compared[j]));

            row->cells.at[row->cells.len++] = (StatsCell){
                .value = indicator_words(ctx->arena, indicator, place->at[j]),
                .list = indicator_list(ctx, indicator, place->code),
                .title = tr_text(ctx->lang, indicator->title),
            };
        }
    }
}

static void
fill_needs(Ctx *ctx, const StatsAsked *asked, const StatsPlaces *places,
           const IndicatorValue whole[STATS_COMPARED], StatsCompareView *view)
{
    StatsNeeds needs;

    stats_needs(ctx, places, whole, &needs);
    view->needs.at = NEW_ARRAY(ctx->arena, StatsWord, needs.len);
    for (size_t i = 0; i < needs.len; i++)
        view->needs.at[view->needs.len++] = (StatsWord){
            .name = needs.at[i].place->name,
            .link = stats_link(ctx->arena, needs.at[i].place->code, "", asked->period),
            .why = needs.at[i].why,
        };
}

static void
fill_choices(Ctx *ctx, const StatsAsked *asked, bool villages, StatsCompareView *view)
{
    enum { LEVELS = 2 };
    Text link = stats_link(ctx->arena, asked->place.code, "/compare", asked->period);

    view->columns.at = NEW_ARRAY(ctx->arena, StatsTab, STATS_COMPARED);
    for (int i = 0; i < STATS_COMPARED; i++)
        view->columns.at[view->columns.len++] =
            (StatsTab){.words = tr_text(ctx->lang, indicator_of(text_c(stats_compared[i]))->title)};
    if (asked->place.level != LEVEL_DISTRICT)
        return;
    view->levels.at = NEW_ARRAY(ctx->arena, StatsTab, LEVELS);
    view->levels.at[view->levels.len++] =
        (StatsTab){TR(ctx->lang, "各街道（乡镇）"), link, !villages};
    view->levels.at[view->levels.len++] =
        (StatsTab){TR(ctx->lang, "各村（社区）"),
                   text_printf(ctx->arena, "%.*s&level=village", TEXT_ARGS(link)), villages};
}

/* What came from elsewhere has its earlier records there: said, so that nobody wonders. */
static Status
note_moved(Ctx *ctx, const StatsAsked *asked, RegionLevel level, StatsCompareView *view)
{
    Texts names;

    TRY(stats_moved(ctx, asked->place.code, level, asked->period.start, &names));
    if (names.len != 0)
        view->moved = TR_FORMAT(ctx->arena, ctx->lang,
                                "{names}是这段时间划转来的，划转以前的数字记在原来的街道（乡镇）。",
                                {"names", text_join(ctx->arena, names, TR(ctx->lang, "、"))});
    return OK;
}

Status
stats_compare_page(Ctx *ctx, const Request *req, Response *res)
{
    StatsCompareView view = {0};
    IndicatorValue whole[STATS_COMPARED];
    bool villages = wants_villages(req), compares;
    StatsPlaces places = {0};
    RegionLevel level;
    StatsAsked asked;

    TRY(stats_asked(ctx, req, &asked));
    if (asked.place.level == LEVEL_VILLAGE)
        return NOT_FOUND;
    level = level_of(req, &asked.place);
    TRY(stats_compares(ctx, asked.place.code, &compares));
    stats_head(ctx, &asked, TR(ctx->lang, "各处情况"), "/compare", villages ? "&level=village" : "",
               &view.head);
    view.all_link = stats_link(ctx->arena, asked.place.code, "", asked.period);
    view.off = !compares;
    if (stats_may_choose_comparing(ctx, asked.place.code))
        view.choose = stats_link(ctx->arena, asked.place.code, "/compare", asked.period);
    if (compares) {
        TRY(stats_compare(ctx, asked.place.code, level, asked.period.start, asked.period.end,
                          &places));
        TRY(whole_of(ctx, &asked, whole));
        fill_choices(ctx, &asked, villages, &view);
        fill_rows(ctx, &asked, &places, asked.place.level < LEVEL_TOWNSHIP && villages, &view);
        fill_needs(ctx, &asked, &places, whole, &view);
        TRY(note_moved(ctx, &asked, level, &view));
        view.more = places.more;
    }
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}各处情况", {"place", asked.place.name}));
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "统计"), view.all_link);
    res->uncacheable = true;
    response_page(ctx, req, res, html_stats_desk_compare, &view);
    return OK;
}

Status
stats_choose(Ctx *ctx, const Request *req, Response *res)
{
    StatsAsked asked;

    TRY(stats_asked(ctx, req, &asked));
    TRY(stats_choose_comparing(ctx, asked.place.code,
                               text_eq(request_form(req, "compare"), T("on"))));
    return response_redirect(ctx, res,
                             stats_link(ctx->arena, asked.place.code, "/compare", asked.period));
}
