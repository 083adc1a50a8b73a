/*
 * What an office has to do: the lists of a place.
 */
#include "opinion/desk.h"

#include "base/tr.h"
#include "opinion/desk_parts.h"
#include "opinion/desk_places.html.h"
#include "opinion/desk_queue.html.h"
#include "web/target.h"

enum { COUNTED_TO = 999 };

static const char *const view_titles[OPINION_VIEWS] = {
    [VIEW_OURS] = N_("本单位办"), [VIEW_OPEN] = N_("全部在办"), [VIEW_OVERDUE] = N_("逾期"),
    [VIEW_VISITS] = N_("等回访"), [VIEW_DONE] = N_("办过的"),   [VIEW_PETITION] = N_("信访矛盾"),
    [VIEW_SEALED] = N_("举报"),
};

static const char *const view_empty[OPINION_VIEWS] = {
    [VIEW_OURS] = N_("本单位手上没有要办的意见"),
    [VIEW_OPEN] = N_("没有在办的意见"),
    [VIEW_OVERDUE] = N_("没有逾期的"),
    [VIEW_VISITS] = N_("没有等回访的"),
    [VIEW_DONE] = N_("还没有办过的"),
    [VIEW_PETITION] = N_("没有没化解的信访矛盾"),
    [VIEW_SEALED] = N_("没有举报"),
};

/* ---- the places ---- */

static Status
places_page(Ctx *ctx, const Request *req, Response *res)
{
    OpinionPlacesView view = {0};
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_OPINIONS);

    if (scopes.len == 0)
        return DENIED;
    if (scopes.len == 1)
        return response_redirect(ctx, res, opinions_desk_link(ctx->arena, scopes.at[0], ""));
    view.places.at = NEW_ARRAY(ctx->arena, OpinionPlace, scopes.len);
    for (size_t i = 0; i < scopes.len; i++) {
        OpinionPlace *place = &view.places.at[view.places.len++];
        OpinionCounts counts;

        TRY(opinion_counts(ctx, (RegionCodes){&scopes.at[i], 1}, &counts));
        *place = (OpinionPlace){.name = opinion_place_name(ctx, scopes.at[i]),
                                .link = opinions_desk_link(ctx->arena, scopes.at[i], "")};
        place->sentence = opinion_counts_words(ctx, &counts, &place->urgent);
    }
    view.page = page_begin(ctx, req, TR(ctx->lang, "群众意见"));
    desk_crumbs(ctx, &view.page, T(""), T(""));
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_desk_places, &view);
    return OK;
}

/* ---- the lists of one ---- */

static Text
view_link(Ctx *ctx, RegionCode place, OpinionView view)
{
    return text_printf(ctx->arena, "/desk/opinions/%012lld?view=%s", (long long)place,
                       opinion_view_name(view));
}

static bool
may_view(const Ctx *ctx, RegionCode place, OpinionView view)
{
    return actor_may(ctx->actor, view == VIEW_SEALED ? CAN_READ_MISCONDUCT : CAN_READ_OPINIONS,
                     place);
}

/* What somebody means who names none: what they have to do here; where that is nothing, what the
 * places below have in hand. */
static OpinionView
first_view(const Ctx *ctx, RegionCode place, const OpinionCounts *counts)
{
    if (!actor_may(ctx->actor, CAN_HANDLE_OPINIONS, place) ||
        (counts->ours == 0 && region_code_level(place) != LEVEL_VILLAGE))
        return VIEW_OPEN;
    return VIEW_OURS;
}

/* Whoever handles nothing here wants to know whether others are late. */
static Text
sentence_of(Ctx *ctx, RegionCode place, const OpinionCounts *counts, bool *late_out)
{
    if (actor_may(ctx->actor, CAN_HANDLE_OPINIONS, place))
        return opinion_counts_words(ctx, counts, late_out);
    *late_out = counts->overdue != 0;
    return counts->overdue != 0 ? TR_FORMAT(ctx->arena, ctx->lang, "逾期 {overdue} 件",
                                            {"overdue", desk_number(ctx->arena, counts->overdue)})
                                : tr_text(ctx->lang, view_empty[VIEW_OVERDUE]);
}

static void
add_tab(Ctx *ctx, RegionCode place, OpinionView which, OpinionView current, int64_t count,
        OpinionQueueView *view)
{
    if (!may_view(ctx, place, which))
        return;
    view->tabs.at[view->tabs.len++] = (OpinionTab){
        .name = tr_text(ctx->lang, view_titles[which]),
        .link = view_link(ctx, place, which),
        .count = count,
        .many = count >= (which == VIEW_OVERDUE ? OPINIONS_PAGE : COUNTED_TO),
        .late = which == VIEW_OVERDUE && count != 0,
        .current = which == current,
    };
}

/* The tab is about all of the place, not only about what its own office has. */
static Status
count_overdue(Ctx *ctx, RegionCode place, OpinionCounts *counts)
{
    Opinions late;

    TRY(opinion_queue(ctx, place, VIEW_OVERDUE, T(""), &late));
    counts->overdue = late.next.at != NULL ? OPINIONS_PAGE : (int64_t)late.len;
    return OK;
}

static void
fill_tabs(Ctx *ctx, RegionCode place, OpinionView current, const OpinionCounts *counts,
          OpinionQueueView *view)
{
    view->tabs.at = NEW_ARRAY(ctx->arena, OpinionTab, OPINION_VIEWS);
    if (actor_may(ctx->actor, CAN_HANDLE_OPINIONS, place) || current == VIEW_OURS)
        add_tab(ctx, place, VIEW_OURS, current, counts->ours, view);
    add_tab(ctx, place, VIEW_OVERDUE, current, counts->overdue, view);
    add_tab(ctx, place, VIEW_OPEN, current, 0, view);
    add_tab(ctx, place, VIEW_VISITS, current, counts->visits, view);
    add_tab(ctx, place, VIEW_DONE, current, 0, view);
    add_tab(ctx, place, VIEW_PETITION, current, counts->petitions, view);
    add_tab(ctx, place, VIEW_SEALED, current, counts->sealed, view);
}

static Status
fill_extensions(Ctx *ctx, RegionCode place, const OpinionCounts *counts, OpinionQueueView *view)
{
    Opinions asked;

    if (counts->extensions == 0 || !actor_may(ctx->actor, CAN_GRANT_EXTENSION, place))
        return OK;
    TRY(opinion_extensions(ctx, place, &asked));
    opinion_rows(ctx, &view->page, place, &asked, &view->extensions);
    return OK;
}

static void
fill_links(Ctx *ctx, const Request *req, RegionCode place, OpinionView which, Text next,
           OpinionQueueView *view)
{
    view->figures_link = opinions_desk_link(ctx->arena, place, "/figures");
    if (actor_may(ctx->actor, CAN_HANDLE_OPINIONS, place))
        view->answers_link = opinions_desk_link(ctx->arena, place, "/answers");
    if (actor_may(ctx->actor, CAN_FILE_FOR_OTHERS, place) &&
        region_code_level(place) == LEVEL_VILLAGE)
        view->ask_link = text_printf(ctx->arena, "/r/%012lld/ask?other=1", (long long)place);
    view->first_link = view_link(ctx, place, which);
    view->later = !text_is_empty(request_query(req, "cursor"));
    if (!text_is_empty(next))
        view->next_link = text_printf(ctx->arena, "%.*s&cursor=%.*s", TEXT_ARGS(view->first_link),
                                      TEXT_ARGS(percent_encode(ctx->arena, next)));
}

/* Of the office's own: what is urgent on top of the first page, so that it stands in no page again.
 */
static Status
fill_rows(Ctx *ctx, const Request *req, RegionCode place, OpinionView which, const Opinions *found,
          OpinionQueueView *view)
{
    Opinions urgent = {0};
    Opinions others = {.at = NEW_ARRAY(ctx->arena, Opinion, found->len)};

    if (which != VIEW_OURS) {
        opinion_rows(ctx, &view->page, place, found, &view->rows);
        return OK;
    }
    TRY(opinion_urgent(ctx, place, &urgent));
    for (size_t i = 0; i < found->len; i++) {
        bool above = false;

        for (size_t j = 0; j < urgent.len; j++)
            above |= urgent.at[j].id == found->at[i].id;
        if (!above)
            others.at[others.len++] = found->at[i];
    }
    if (text_is_empty(request_query(req, "cursor")))
        opinion_rows(ctx, &view->page, place, &urgent, &view->urgent);
    opinion_rows(ctx, &view->page, place, &others, &view->rows);
    return OK;
}

static Status
queue_page(Ctx *ctx, const Request *req, Response *res)
{
    OpinionQueueView view = {0};
    OpinionView which;
    OpinionCounts counts;
    Opinions found;
    Region place;

    TRY(opinion_desk_place(ctx, req, &place));
    TRY(actor_require(ctx, CAN_READ_OPINIONS, place.code));
    TRY(opinion_counts(ctx, (RegionCodes){&place.code, 1}, &counts));
    if (!opinion_view_parse(request_query(req, "view"), &which))
        which = first_view(ctx, place.code, &counts);
    if (!may_view(ctx, place.code, which))
        return NOT_FOUND; /* that there are reports of misconduct is nobody else's business */
    TRY(opinion_queue(ctx, place.code, which, request_query(req, "cursor"), &found));
    TRY(count_overdue(ctx, place.code, &counts));
    view.place = place.name;
    view.sealed = which == VIEW_SEALED;
    view.sentence = sentence_of(ctx, place.code, &counts, &view.is_late);
    view.empty = tr_text(ctx->lang, view_empty[which]);
    fill_tabs(ctx, place.code, which, &counts, &view);
    TRY(fill_rows(ctx, req, place.code, which, &found, &view));
    TRY(fill_extensions(ctx, place.code, &counts, &view));
    fill_links(ctx, req, place.code, which, found.next, &view);
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的群众意见", {"place", place.name}));
    desk_crumbs(ctx, &view.page, T(""), T(""));
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_desk_queue, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/opinions",        places_page, ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/opinions/{code}", queue_page,  ROUTE_READ | ROUTE_STAFF},
};

const RouteTable opinion_desk_routes = ROUTES(routes);
