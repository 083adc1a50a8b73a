/*
 * The screen of a place with others below it.
 */
#include "base/tr.h"
#include "screen/pages_parts.h"
#include "screen/region.html.h"

enum {
    HEADS_MAX = 4,
    BAR_LENGTH = 100,
    MANY_PLACES = 14, /* more stand in two columns, without bars */
    OVERDUE_SHOWN = 7,
    GOOD_PER_CENT = 95,
    FAIR_PER_CENT = 90,
};

static Text
place_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/r/%012lld%s", (long long)code, below);
}

static Text
number(Ctx *ctx, int64_t value)
{
    return text_printf(ctx->arena, "%lld", (long long)value);
}

static void
fill_heads(Ctx *ctx, const Region *place, const ScreenFigures *figures, int64_t late,
           ScreenView *view)
{
    Text home = place_link(ctx->arena, place->code, "");
    bool due = figures->due > 0;
    bool judged = figures->judged > 0;

    view->heads.at = NEW_ARRAY(ctx->arena, ScreenHead, HEADS_MAX);
    screen_head(&view->heads, "", screen_rate(ctx->arena, figures->on_time, figures->due),
                due ? T("%") : T(""), TR(ctx->lang, "按时公开"), home);
    screen_head(&view->heads, "", screen_rate(ctx->arena, figures->in_time, figures->judged),
                judged ? T("%") : T(""), TR(ctx->lang, "当天答复"),
                place_link(ctx->arena, place->code, "/opinions"));
    screen_head(&view->heads, figures->open != 0 ? "warn" : "", number(ctx, figures->open),
                TR(ctx->lang, "件"), TR(ctx->lang, "正在办理"),
                place_link(ctx->arena, place->code, "/opinions"));
    if (view->above)
        screen_head(&view->heads, figures->missing != 0 ? "late" : "",
                    number(ctx, figures->missing), TR(ctx->lang, "项"), TR(ctx->lang, "逾期未公开"),
                    home);
    else
        screen_head(&view->heads, late != 0 ? "late" : "", number(ctx, late), TR(ctx->lang, "个村"),
                    TR(ctx->lang, "有逾期"), home);
}

/* By code: who needs help is seen, nobody is ranked. */
static void
fill_places(Ctx *ctx, const ScreenPlaces *places, ScreenView *view)
{
    view->places.at = NEW_ARRAY(ctx->arena, ScreenBar, places->len);
    view->many_places = places->len > MANY_PLACES;
    for (size_t i = 0; i < places->len; i++) {
        const ScreenPlace *place = &places->at[i];
        int64_t length = place->due > 0 ? place->on_time * BAR_LENGTH / place->due : 0;

        view->places.at[view->places.len++] = (ScreenBar){
            .css = length >= GOOD_PER_CENT   ? "c-ok"
                   : length >= FAIR_PER_CENT ? "c-warn"
                                             : "c-late",
            .name = place->name,
            .length = length,
            .amount =
                place->due > 0
                    ? text_printf(ctx->arena, "%.*s%%",
                                  TEXT_ARGS(screen_rate(ctx->arena, place->on_time, place->due)))
                    : T("–"),
            .link = place_link(ctx->arena, place->code, ""),
        };
    }
}

static Status
fill_right(Ctx *ctx, const Region *place, const ScreenPlaces *places, ScreenView *view)
{
    ScreenNewsList news;

    if (view->township) {
        TRY(screen_overdue(ctx, place, OVERDUE_SHOWN, &news));
        screen_news_views(ctx, &news, &view->overdue);
    } else {
        fill_places(ctx, places, view);
    }
    TRY(screen_news(ctx, place, &news));
    screen_news_views(ctx, &news, &view->news);
    return OK;
}

Status
screen_region(Ctx *ctx, const Request *req, Response *res, const Region *place)
{
    ScreenView view = {
        .page = screen_page(ctx, req, place),
        .lost = screen_lost(ctx),
        .name = place->name,
        .today = screen_day(ctx, ctx_today(ctx)),
        .link = place->code == 0 ? T("/") : place_link(ctx->arena, place->code, ""),
        .year = day_to_date(ctx_today(ctx)).year,
        .township = place->level == LEVEL_TOWNSHIP,
        .above = place->level < LEVEL_DISTRICT,
        .places_title = place->level == LEVEL_DISTRICT ? TR(ctx->lang, "街镇按时公开情况")
                                                       : TR(ctx->lang, "各地按时公开情况"),
    };
    ScreenFigures figures;
    ScreenPlaces places = {0};
    int64_t late;

    TRY(screen_figures(ctx, place, &figures));
    if (!view.township)
        TRY(screen_places(ctx, place, &places));
    TRY(screen_map(ctx, place, &places, &view.map, &late));
    screen_bars(ctx, figures.words, DIRECTION_IN, &view.income);
    screen_bars(ctx, figures.words, DIRECTION_OUT, &view.expense);
    fill_heads(ctx, place, &figures, late, &view);
    TRY(fill_right(ctx, place, &places, &view));
    screen_line(ctx, &figures, &view.line);
    view.published_today = figures.published_today;
    response_shows(res, place->code);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_screen_region, &view);
    return OK;
}
