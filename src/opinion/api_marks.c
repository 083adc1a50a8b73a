/*
 * What an office does about an opinion besides answering, by token: takes over, notes, keeps
 * persons out, marks petition risks, takes it off the board and puts it back.
 */
#include "opinion/api.h"
#include "opinion/api_put.h"

/* With the whole of it, as far as the caller may still see it. */
static Status
answer(Ctx *ctx, Response *res, const ApiFound *found, Status status)
{
    TRY(status);
    return api_answer(ctx, res, found->opinion.id, (Texts){0});
}

static Status
take(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(ctx, res, &found, opinion_take(ctx, found.opinion.id, found.lock));
}

static Status
note(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(ctx, res, &found,
                  opinion_note(ctx, found.opinion.id, api_text(found.body, "note")));
}

static Status
subject_add(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(
        ctx, res, &found,
        opinion_subject_add(ctx, found.opinion.id, found.lock, api_text(found.body, "subject")));
}

static Status
subject_remove(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(
        ctx, res, &found,
        opinion_subject_remove(ctx, found.opinion.id, found.lock, api_text(found.body, "subject")));
}

static Status
petition(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(ctx, res, &found, opinion_petition(ctx, found.opinion.id, found.lock, false));
}

static Status
petition_settled(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(ctx, res, &found, opinion_petition(ctx, found.opinion.id, found.lock, true));
}

static Status
hide(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(ctx, res, &found,
                  opinion_hide(ctx, found.opinion.id, found.lock, api_text(found.body, "reason")));
}

static Status
show(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(ctx, res, &found, opinion_show_again(ctx, found.opinion.id, found.lock));
}

static Status
show_photos(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    return answer(ctx, res, &found, opinion_show_photos(ctx, found.opinion.id, found.lock));
}

enum { OFFICE = ROUTE_WRITE | ROUTE_STAFF };

#define ONE "/api/v1/opinions/{number}"

static const Route routes[] = {
    {METHOD_POST, ONE "/take",             take,             OFFICE},
    {METHOD_POST, ONE "/note",             note,             OFFICE},
    {METHOD_POST, ONE "/subject",          subject_add,      OFFICE},
    {METHOD_POST, ONE "/subject/remove",   subject_remove,   OFFICE},
    {METHOD_POST, ONE "/petition",         petition,         OFFICE},
    {METHOD_POST, ONE "/petition/settled", petition_settled, OFFICE},
    {METHOD_POST, ONE "/hide",             hide,             OFFICE},
    {METHOD_POST, ONE "/show",             show,             OFFICE},
    {METHOD_POST, ONE "/photos/show",      show_photos,      OFFICE},
};

const RouteTable opinion_marks_api_routes = {routes, sizeof routes / sizeof routes[0]};
