/*
 * What is said in a place, and what became of it; and what somebody said everywhere.
 */
#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "opinion/board.html.h"
#include "opinion/mine.html.h"
#include "opinion/pages_shared.h"
#include "web/target.h"

enum { PERCENT = 100 };

/* ---- the board ---- */

static int64_t
width_of(int64_t part, int64_t most)
{
    return most > 0 ? part * PERCENT / most : 0;
}

/* How long the open ones have been open. */
static Status
fill_ages(Ctx *ctx, RegionCode place, BoardView *view)
{
    OpinionAges ages;
    int64_t most = 0;
    int64_t counts[4];
    const Text names[] = {TR(ctx->lang, "今天的"), TR(ctx->lang, "1 到 3 天"),
                          TR(ctx->lang, "4 到 7 天"), TR(ctx->lang, "超过 7 天")};
    static const char *const css[] = {"f-1", "f-1", "f-2", "f-out"};

    TRY(opinion_ages(ctx, place, &ages));
    counts[0] = ages.today;
    counts[1] = ages.days_3;
    counts[2] = ages.days_7;
    counts[3] = ages.older;
    for (size_t i = 0; i < 4; i++)
        most = counts[i] > most ? counts[i] : most;
    if (most == 0)
        return OK;
    view->ages.at = NEW_ARRAY(ctx->arena, OpinionAge, 4);
    for (size_t i = 0; i < 4; i++)
        view->ages.at[view->ages.len++] = (OpinionAge){
            .name = names[i],
            .count = counts[i],
            .width = width_of(counts[i], most),
            .css = css[i],
        };
    return OK;
}

/* By code, as everywhere: this is no table of the best. */
static Status
fill_places(Ctx *ctx, RegionCode place, BoardView *view)
{
    Regions children;

    TRY(region_children(ctx, place, &children));
    view->places.at = NEW_ARRAY(ctx->arena, OpinionPlaceRow, children.len);
    for (size_t i = 0; i < children.len; i++) {
        const Region *child = &children.at[i];
        OpinionSums sums;

        TRY(voice_sums(ctx, child->code, &sums));
        if (sums.received == 0)
            continue;
        view->places.at[view->places.len++] = (OpinionPlaceRow){
            .name = child->name,
            .link = voice_place_link(ctx->arena, child->code, "/opinions"),
            .received = sums.received,
            .pending = sums.pending,
            .same_day = sums.same_day,
            .in_time = sums.in_time,
            .satisfied = sums.satisfied,
        };
    }
    return OK;
}

Status
board_page(Ctx *ctx, const Request *req, Response *res)
{
    Text cursor = request_query(req, "cursor");
    BoardView view = {.later = !text_is_empty(cursor)};
    Opinions found;
    Region place;

    TRY(pages_place(ctx, req, &place));
    if (place.level < LEVEL_DISTRICT)
        return NOT_FOUND;
    view.place = place.name;
    view.village = place.level == LEVEL_VILLAGE;
    TRY(opinion_board(ctx, place.code, cursor, OPINIONS_PAGE, &found));
    TRY(voice_cards(ctx, &found, !view.village, &view.cards));
    if (!view.later) {
        TRY(voice_sums(ctx, place.code, &view.sums));
        if (!view.village) {
            TRY(fill_ages(ctx, place.code, &view));
            TRY(fill_places(ctx, place.code, &view));
        }
    }
    view.first_link = voice_place_link(ctx->arena, place.code, "/opinions");
    if (!text_is_empty(found.next))
        view.next_link = text_printf(ctx->arena, "%.*s?cursor=%.*s", TEXT_ARGS(view.first_link),
                                     TEXT_ARGS(percent_encode(ctx->arena, found.next)));
    view.question_link = voice_place_link(ctx->arena, place.code, "/ask?kind=question");
    view.complaint_link = voice_place_link(ctx->arena, place.code, "/ask?kind=complaint");
    view.receipt_link = T("/o");
    view.mine_link = T("/my/opinions");
    TRY(pages_begin(
        ctx, req, &place,
        TR_FORMAT(ctx->arena, ctx->lang, "{place}：大家说的，怎么办的", {"place", place.name}),
        &view.page));
    response_shows(res, place.code);
    response_page(ctx, req, res, html_opinion_board, &view);
    return OK;
}

/* ---- my opinions ---- */

Status
mine_page(Ctx *ctx, const Request *req, Response *res)
{
    Text cursor = request_query(req, "cursor");
    bool filed = text_eq(request_query(req, "filed"), T("1"));
    MineView view = {
        .later = !text_is_empty(cursor),
        .filed = filed,
        .may_file = filed || actor_may_somewhere(ctx, CAN_FILE_FOR_OTHERS),
        .first_link = filed ? T("/my/opinions?filed=1") : T("/my/opinions"),
    };
    Opinions found;

    if (filed)
        TRY(opinion_filed(ctx, cursor, &found));
    else
        TRY(opinion_mine(ctx, cursor, &found));
    TRY(voice_cards(ctx, &found, true, &view.cards));
    if (!text_is_empty(found.next))
        view.next_link =
            text_printf(ctx->arena, "/my/opinions?%scursor=%.*s", filed ? "filed=1&" : "",
                        TEXT_ARGS(percent_encode(ctx->arena, found.next)));
    view.page = page_begin(ctx, req, TR(ctx->lang, "我说过的"));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_mine, &view);
    return OK;
}
