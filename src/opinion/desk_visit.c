/*
 * The desk of who calls people back, and who speaks for those without a phone: grid members first.
 */
#include "base/tr.h"
#include "opinion/desk.h"
#include "opinion/desk_parts.h"
#include "opinion/desk_visits.html.h"
#include "web/target.h"

/* Those of a place that wait for a call. */
static Status
fill_place(Ctx *ctx, RegionCode place, const Page *page, VisitsPlace *out)
{
    Opinions found;

    *out = (VisitsPlace){.name = opinion_place_name(ctx, place)};
    if (actor_may(ctx->actor, CAN_FILE_FOR_OTHERS, place) &&
        region_code_level(place) == LEVEL_VILLAGE)
        out->ask_link = text_printf(ctx->arena, "/r/%012lld/ask?other=1", (long long)place);
    TRY(opinion_queue(ctx, place, VIEW_VISITS, T(""), &found));
    opinion_rows(ctx, page, place, &found, &out->rows);
    if (!text_is_empty(found.next) && actor_may(ctx->actor, CAN_READ_OPINIONS, place))
        out->more_link = opinions_desk_link(ctx->arena, place, "?view=visits");
    return OK;
}

/* What the person entered for others: each where its sender would follow it. */
static Status
fill_filed(Ctx *ctx, const Request *req, OpinionVisitsView *view)
{
    Opinions found;

    TRY(opinion_filed(ctx, request_query(req, "cursor"), &found));
    opinion_rows(ctx, &view->page, 0, &found, &view->filed);
    for (size_t i = 0; i < view->filed.len; i++) {
        view->filed.at[i].look = (Text){0};
        view->filed.at[i].link = text_printf(ctx->arena, "/o/%.*s", TEXT_ARGS(found.at[i].number));
    }
    if (!text_is_empty(found.next))
        view->next_link = text_printf(ctx->arena, "/desk/visits?cursor=%.*s",
                                      TEXT_ARGS(percent_encode(ctx->arena, found.next)));
    return OK;
}

static Status
visits_page(Ctx *ctx, const Request *req, Response *res)
{
    OpinionVisitsView view = {0};
    RegionCodes scopes = actor_scopes(ctx, CAN_VISIT_SENDERS);

    if (scopes.len == 0)
        return DENIED;
    view.places.at = NEW_ARRAY(ctx->arena, VisitsPlace, scopes.len);
    for (size_t i = 0; i < scopes.len; i++)
        TRY(fill_place(ctx, scopes.at[i], &view.page, &view.places.at[view.places.len++]));
    view.files = actor_may_somewhere(ctx, CAN_FILE_FOR_OTHERS);
    if (view.files)
        TRY(fill_filed(ctx, req, &view));
    view.page = page_begin(ctx, req, TR(ctx->lang, "回访"));
    desk_crumbs(ctx, &view.page, T(""), T(""));
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_desk_visits, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/visits", visits_page, ROUTE_READ | ROUTE_STAFF},
};

const RouteTable opinion_visit_desk_routes = ROUTES(routes);
