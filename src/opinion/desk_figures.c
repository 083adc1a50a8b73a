/*
 * Figures of a place: how many, how fast, how content; and of the places below it, in their order,
 * so that one sees who needs help, not who is first.
 */
#include "base/rate.h"
#include "base/tr.h"
#include "opinion/desk.h"
#include "opinion/desk_figures.html.h"
#include "opinion/desk_parts.h"

enum { PLACES_MAX = 60, NEEDS_NAMED_MAX = 5, BAR_STEP = 5 };

typedef struct Span {
    bool month;
    Day first, last;
} Span;

static Span
span_of(const Ctx *ctx, const Request *req)
{
    Day today = ctx_today(ctx);

    return (Span){
        .month = !text_eq(request_query(req, "span"), T("all")),
        .first = today - day_to_date(today).day + 1,
        .last = today,
    };
}

static Status
figures_of(Ctx *ctx, RegionCode place, const Span *span, OpinionFigures *out)
{
    if (!span->month)
        return opinion_figures(ctx, place, out);
    TRY(opinion_figures_between(ctx, place, span->first, span->last, out));
    /* What is open is open now, whenever it came. */
    return tally_total(ctx, place, TALLY_OPINIONS_OPEN, &out->pending);
}

static Text
list_link(Ctx *ctx, RegionCode place, OpinionView view)
{
    if (!actor_may(ctx->actor, CAN_READ_OPINIONS, place))
        return (Text){0};
    return text_printf(ctx->arena, "/desk/opinions/%012lld?view=%s", (long long)place,
                       opinion_view_name(view));
}

static int64_t
rated(const OpinionFigures *figures)
{
    return figures->satisfied + figures->basically + figures->unsatisfied;
}

static FigureLine
line_of(Ctx *ctx, RegionCode place, Text name, const OpinionFigures *figures)
{
    return (FigureLine){
        .name = name,
        .link = opinions_desk_link(ctx->arena, place, "/figures"),
        .received = figures->received,
        .resolved = figures->resolved,
        .pending = figures->pending,
        .pending_link = figures->pending != 0 ? list_link(ctx, place, VIEW_OPEN) : (Text){0},
        .same_day = rate_format(ctx->arena, figures->replied_same_day, figures->reply_judged),
        .in_time = rate_format(ctx->arena, figures->resolved_in_time, figures->resolve_judged),
        .satisfied =
            rate_format(ctx->arena, figures->satisfied + figures->basically, rated(figures)),
    };
}

/* ---- how long the open ones wait ---- */

static void
add_age(OpinionFiguresView *view, Text words, int64_t count, int64_t whole, bool late)
{
    static const char *const widths[] = {"w-0",  "w-5",  "w-10", "w-15", "w-20", "w-25", "w-30",
                                         "w-35", "w-40", "w-45", "w-50", "w-55", "w-60", "w-65",
                                         "w-70", "w-75", "w-80", "w-85", "w-90", "w-95", "w-100"};

    view->ages.at[view->ages.len++] = (FigureAge){
        .words = words,
        .count = count,
        .css = widths[whole > 0 ? (count * 100 / whole + BAR_STEP - 1) / BAR_STEP : 0],
        .late = late,
    };
}

static Status
fill_ages(Ctx *ctx, RegionCode place, OpinionFiguresView *view)
{
    OpinionAges ages;
    int64_t whole;

    TRY(opinion_ages(ctx, place, &ages));
    whole = ages.today + ages.days_3 + ages.days_7 + ages.older;
    view->ages.at = NEW_ARRAY(ctx->arena, FigureAge, 4);
    add_age(view, TR(ctx->lang, "今天收到"), ages.today, whole, false);
    add_age(view, TR(ctx->lang, "1 到 3 天"), ages.days_3, whole, false);
    add_age(view, TR(ctx->lang, "4 到 7 天"), ages.days_7, whole, false);
    add_age(view, TR(ctx->lang, "7 天以上"), ages.older, whole, ages.older != 0);
    return OK;
}

/* ---- the places below ---- */

static Status
note_need(Ctx *ctx, RegionCode place, Text name, Texts *needs)
{
    OpinionCounts counts;

    if (needs->len == NEEDS_NAMED_MAX || !actor_may(ctx->actor, CAN_READ_OPINIONS, place))
        return OK;
    TRY(opinion_counts(ctx, (RegionCodes){&place, 1}, &counts));
    if (counts.overdue != 0)
        needs->at[needs->len++] =
            TR_FORMAT(ctx->arena, ctx->lang, "{place} {count} 件", {"place", name},
                      {"count", desk_number(ctx->arena, counts.overdue)});
    return OK;
}

static Status
fill_places(Ctx *ctx, const Region *place, const Span *span, OpinionFiguresView *view)
{
    Texts needs = {.at = NEW_ARRAY(ctx->arena, Text, NEEDS_NAMED_MAX)};
    Regions children;

    if (place->level == LEVEL_VILLAGE)
        return OK;
    TRY(region_children(ctx, place->code, &children));
    view->places.at = NEW_ARRAY(ctx->arena, FigureLine, children.len);
    for (size_t i = 0; i < children.len && view->places.len < PLACES_MAX; i++) {
        const Region *child = &children.at[i];
        OpinionFigures figures;

        if (child->closed_day.set)
            continue;
        TRY(figures_of(ctx, child->code, span, &figures));
        view->places.at[view->places.len++] = line_of(ctx, child->code, child->name, &figures);
        TRY(note_need(ctx, child->code, child->name, &needs));
    }
    if (needs.len != 0)
        view->needs = text_join(ctx->arena, needs, TR(ctx->lang, "、"));
    return OK;
}

static Status
figures_page(Ctx *ctx, const Request *req, Response *res)
{
    OpinionFiguresView view = {0};
    OpinionFigures figures;
    Region place;
    Span span = span_of(ctx, req);

    TRY(opinion_desk_place(ctx, req, &place));
    TRY(figures_of(ctx, place.code, &span, &figures));
    view.place = place.name;
    view.month = span.month;
    view.link = opinions_desk_link(ctx->arena, place.code, "/figures");
    view.sum = line_of(ctx, place.code, place.name, &figures);
    view.rated = rated(&figures);
    view.reply_judged = figures.reply_judged;
    view.resolve_judged = figures.resolve_judged;
    view.petitions = figures.petitions_settled;
    view.open_link = list_link(ctx, place.code, VIEW_OPEN);
    view.overdue_link = list_link(ctx, place.code, VIEW_OVERDUE);
    view.visits_link = list_link(ctx, place.code, VIEW_VISITS);
    view.done_link = list_link(ctx, place.code, VIEW_DONE);
    view.petition_link = list_link(ctx, place.code, VIEW_PETITION);
    TRY(fill_ages(ctx, place.code, &view));
    TRY(fill_places(ctx, &place, &span, &view));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}群众意见统计", {"place", place.name}));
    if (!text_is_empty(view.open_link))
        opinion_crumbs(ctx, &view.page, place.name, opinions_desk_link(ctx->arena, place.code, ""));
    else
        desk_crumbs(ctx, &view.page, T(""), T(""));
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_desk_figures, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/opinions/{code}/figures", figures_page, ROUTE_READ | ROUTE_STAFF},
};

const RouteTable opinion_figure_desk_routes = ROUTES(routes);
