/*
 * Standard answers of an office: drafts that have to be changed for whoever asks.
 */
#include "base/tr.h"
#include "opinion/desk.h"
#include "opinion/desk_answers.html.h"
#include "opinion/desk_parts.h"

static Status
open_office(Ctx *ctx, const Request *req, Region *out)
{
    TRY(opinion_desk_place(ctx, req, out));
    return actor_require(ctx, CAN_HANDLE_OPINIONS, out->code);
}

/* The one that ?id= or the form names; 0: a new one. */
static int64_t
which(Text typed)
{
    int64_t id;

    return text_to_i64(typed, &id) ? id : 0;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *place, int64_t id, bool typed)
{
    OpinionAnswersView view = {
        .place = place->name,
        .link = opinions_desk_link(ctx->arena, place->code, "/answers"),
        .queue_link = opinions_desk_link(ctx->arena, place->code, ""),
        .changing = id != 0,
        .id = desk_number(ctx->arena, id),
        .title_error = ctx_problem_of(ctx, "title"),
        .body_error = ctx_problem_of(ctx, "body"),
    };
    StandardAnswers answers;

    TRY(opinion_standard_list(ctx, place->code, &answers));
    view.answers.at = NEW_ARRAY(ctx->arena, AnswerLine, answers.len);
    for (size_t i = 0; i < answers.len; i++) {
        const StandardAnswer *answer = &answers.at[i];
        Region office = {0};

        if (answer->office != place->code)
            TRY(region_get(ctx, answer->office, &office));
        view.answers.at[view.answers.len++] =
            (AnswerLine){.id = desk_number(ctx->arena, answer->id),
                         .title = answer->title,
                         .body = answer->body,
                         .office = office.name};
        if (answer->id == id) {
            view.title = answer->title;
            view.body = answer->body;
        }
    }
    if (typed) {
        view.title = request_form(req, "title");
        view.body = request_form(req, "body");
    }
    view.page = page_begin(ctx, req, TR(ctx->lang, "常用答复"));
    opinion_crumbs(ctx, &view.page, place->name, view.queue_link);
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_desk_answers, &view);
    return OK;
}

static Status
answers_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_office(ctx, req, &place));
    return show(ctx, req, res, &place, which(request_query(req, "id")), false);
}

static Status
keep(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    StandardAnswer answer = {
        .id = which(request_form(req, "id")),
        .title = text_trim(request_form(req, "title")),
        .body = text_trim(request_form(req, "body")),
    };
    int64_t id;
    Status status;

    TRY(open_office(ctx, req, &place));
    status = opinion_standard_put(ctx, place.code, &answer, &id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &place, answer.id, true));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res, opinions_desk_link(ctx->arena, place.code, "/answers"));
}

static Status
drop(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_office(ctx, req, &place));
    TRY(opinion_standard_remove(ctx, which(request_form(req, "id"))));
    response_notice(ctx, req, res, TR(ctx->lang, "已删掉"));
    return response_redirect(ctx, res, opinions_desk_link(ctx->arena, place.code, "/answers"));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/opinions/{code}/answers",        answers_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/opinions/{code}/answers",        keep,         ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/opinions/{code}/answers/remove", drop,         ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable opinion_answer_desk_routes = ROUTES(routes);
