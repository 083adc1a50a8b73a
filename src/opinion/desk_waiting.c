/*
 * Of the page 待办: opinions that are overdue or due today, senders to call back.
 */
#include "disclosure/desk_waiting.h"
#include "base/tr.h"
#include "opinion/desk.h"
#include "opinion/desk_parts.h"

enum { ROWS_SHOWN_MAX = 8, OFFICES_LOOKED_AT = 3 };

static void
add_row(Ctx *ctx, const Opinion *opinion, bool with_place, DeskRows *rows)
{
    OpinionDue due;

    opinion_due(ctx, opinion, &due);
    rows->at[rows->len++] = (DeskRow){
        .link = opinion_desk_link(ctx->arena, opinion->id, ""),
        .title = opinion->title,
        .why = text_printf(ctx->arena, "%.*s · %.*s",
                           TEXT_ARGS(tr_text(ctx->lang, opinion_topic_title(opinion->topic))),
                           TEXT_ARGS(tr_text(ctx->lang, opinion_kind_title(opinion->kind)))),
        .place = with_place ? opinion_place_name(ctx, opinion->region) : T(""),
        .tag = due.words,
        .tag_css = due.css,
    };
}

/* What the person's own offices have to do today, the most urgent first. */
static Status
fill_rows(Ctx *ctx, RegionCodes offices, DeskRows *rows)
{
    rows->at = NEW_ARRAY(ctx->arena, DeskRow, ROWS_SHOWN_MAX);
    for (size_t i = 0; i < offices.len && i < OFFICES_LOOKED_AT; i++) {
        bool with_place = offices.len > 1 || region_code_level(offices.at[i]) != LEVEL_VILLAGE;
        Opinions found;

        if (offices.at[i] == 0)
            continue;
        TRY(opinion_urgent(ctx, offices.at[i], &found));
        for (size_t j = 0; j < found.len && rows->len < ROWS_SHOWN_MAX; j++)
            add_row(ctx, &found.at[j], with_place, rows);
    }
    return OK;
}

static Status
add_opinions(Ctx *ctx, DeskWaitings *out)
{
    RegionCodes offices = actor_scopes(ctx, CAN_HANDLE_OPINIONS);
    DeskWaiting part = {.link = T("/desk/opinions")};
    OpinionCounts counts, asked;

    if (offices.len == 0)
        return OK;
    TRY(opinion_counts(ctx, offices, &counts));
    TRY(opinion_counts(ctx, actor_scopes(ctx, CAN_GRANT_EXTENSION), &asked));
    counts.extensions = asked.extensions;
    if (counts.ours == 0 && counts.extensions == 0)
        return OK;
    part.title = TR(ctx->lang, "群众意见");
    part.note = opinion_counts_words(ctx, &counts, &part.late);
    part.count = counts.today + counts.overdue + counts.extensions;
    part.link_words = TR_FORMAT(ctx->arena, ctx->lang, "全部 {count} 件",
                                {"count", desk_number(ctx->arena, counts.ours)});
    TRY(fill_rows(ctx, offices, &part.rows));
    if (part.rows.len == ROWS_SHOWN_MAX || counts.extensions == 0) {
        out->at[out->len++] = part;
        return OK;
    }
    part.rows.at[part.rows.len++] = (DeskRow){
        .link = T("/desk/opinions"),
        .title = TR_FORMAT(ctx->arena, ctx->lang, "有 {count} 件申请延期，等您决定",
                           {"count", desk_number(ctx->arena, counts.extensions)}),
        .tag = TR(ctx->lang, "申请延期"),
        .tag_css = "tag tag-warn",
    };
    out->at[out->len++] = part;
    return OK;
}

/* For grid members it is the work of their day; for others one line of several. */
static Status
add_visits(Ctx *ctx, DeskWaitings *out)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_VISIT_SENDERS);
    bool only = !actor_may_somewhere(ctx, CAN_READ_OPINIONS);
    OpinionCounts counts;

    if (scopes.len == 0)
        return OK;
    TRY(opinion_counts(ctx, scopes, &counts));
    if (counts.visits == 0 && !only)
        return OK;
    out->at[out->len++] = (DeskWaiting){
        .title = TR(ctx->lang, "回访"),
        .note = counts.visits != 0
                    ? TR_FORMAT(ctx->arena, ctx->lang, "{count} 件办结了，等人打电话问一问",
                                {"count", desk_number(ctx->arena, counts.visits)})
                    : TR(ctx->lang, "没有等回访的"),
        .link = T("/desk/visits"),
        .link_words = TR(ctx->lang, "去回访"),
        .count = only ? counts.visits : 0,
    };
    return OK;
}

/* Those who speak for people without a telephone. */
static void
add_asking(Ctx *ctx, DeskWaitings *out)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_FILE_FOR_OTHERS);

    if (scopes.len == 0 || actor_may_somewhere(ctx, CAN_READ_OPINIONS))
        return;
    out->at[out->len++] = (DeskWaiting){
        .title = TR(ctx->lang, "替人反映"),
        .note = TR(ctx->lang, "替没有手机、不会打字的人说"),
        .link = T("/desk/visits"),
        .link_words = TR(ctx->lang, "我替人反映的"),
        .deed_words = TR(ctx->lang, "替人反映"),
        .deed_link = text_printf(ctx->arena, "/r/%012lld/ask?other=1", (long long)scopes.at[0]),
    };
}

/* 领导小组 read figures. */
static Status
add_figures(Ctx *ctx, DeskWaitings *out)
{
    const RoleGrants *grants = &ctx->actor->grants;

    for (size_t i = 0; i < grants->len && out->len < DESK_WAITINGS_MAX; i++) {
        RegionCode place = grants->at[i].region;
        OpinionFigures figures;

        if (grants->at[i].role != ROLE_LEADER || place == 0)
            continue;
        TRY(opinion_figures(ctx, place, &figures));
        out->at[out->len++] = (DeskWaiting){
            .title = TR(ctx->lang, "群众意见"),
            .note = TR_FORMAT(ctx->arena, ctx->lang,
                              "{place}：收到 {received} 件，办结 {resolved} 件，在办 {open} 件",
                              {"place", opinion_place_name(ctx, place)},
                              {"received", desk_number(ctx->arena, figures.received)},
                              {"resolved", desk_number(ctx->arena, figures.resolved)},
                              {"open", desk_number(ctx->arena, figures.pending)}),
            .link = opinions_desk_link(ctx->arena, place, "/figures"),
            .link_words = TR(ctx->lang, "看统计"),
        };
    }
    return OK;
}

Status
opinion_desk_waiting(Ctx *ctx, DeskWaitings *out)
{
    TRY(add_opinions(ctx, out));
    TRY(add_visits(ctx, out));
    add_asking(ctx, out);
    return add_figures(ctx, out);
}
