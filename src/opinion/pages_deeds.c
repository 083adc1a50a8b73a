/*
 * What may be done on the page of one opinion: rating, more words, taking back, "me too",
 * following.
 */
#include "base/crypto.h"
#include "base/tr.h"
#include "opinion/ask.h"
#include "opinion/pages_shared.h"

enum { VISITOR_BYTES = 16, VISITOR_SECONDS = 180 * SECONDS_PER_DAY };

static Status
open_one(Ctx *ctx, const Request *req, Opinion *out)
{
    return voice_open(ctx, request_param(req, "number"), voice_receipts(req), out);
}

/* Back to the page, or the page with what is wrong. */
static Status
after(Ctx *ctx, const Request *req, Response *res, const Opinion *opinion, Status status,
      Text sentence)
{
    if (status == INVALID) {
        TRY(one_show(ctx, req, res, opinion));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, sentence);
    return response_redirect(ctx, res, voice_link(ctx->arena, opinion->number, ""));
}

Status
one_rate(Ctx *ctx, const Request *req, Response *res)
{
    OpinionRating rating;
    Opinion opinion;
    Status status;

    TRY(open_one(ctx, req, &opinion));
    if (opinion_rating_parse(request_form(req, "rating"), &rating) && rating != RATING_NONE)
        status = opinion_rate(ctx, opinion.id, voice_receipts(req), rating,
                              text_trim(request_form(req, "reason")));
    else
        status = ctx_problem(ctx, "rating", TR(ctx->lang, "请选一种"));
    return after(ctx, req, res, &opinion, status, TR(ctx->lang, "谢谢，您的评价记下了"));
}

Status
one_words(Ctx *ctx, const Request *req, Response *res)
{
    Opinion opinion;
    Status status;

    TRY(open_one(ctx, req, &opinion));
    status = opinion_add_words(ctx, opinion.id, voice_receipts(req),
                               text_trim(request_form(req, "words")));
    return after(ctx, req, res, &opinion, status, TR(ctx->lang, "补充的话，办事的人看得到"));
}

Status
one_withdraw(Ctx *ctx, const Request *req, Response *res)
{
    Opinion opinion;
    Status status;

    TRY(open_one(ctx, req, &opinion));
    status = opinion_withdraw(ctx, opinion.id, voice_receipts(req));
    return after(ctx, req, res, &opinion, status, TR(ctx->lang, "已经撤回"));
}

/* "Me too" instead of an opinion of one's own: the draft is no longer needed. */
static Status
drop_draft(Ctx *ctx, const Request *req, Response *res)
{
    Text token = request_cookie(req, "ask");
    Status status;

    if (!request_has_form(req, "instead") || text_is_empty(token))
        return OK;
    status = opinion_draft_drop(ctx, token);
    response_cookie(ctx, req, res, T("ask"), T(""), 0);
    return status == NOT_FOUND ? OK : status;
}

Status
one_support(Ctx *ctx, const Request *req, Response *res)
{
    Text visitor = request_cookie(req, "too");
    Opinion opinion;
    int64_t count = 0;
    Status status;

    TRY(open_one(ctx, req, &opinion));
    if (ctx->actor == NULL && text_is_empty(visitor)) {
        visitor = random_token(ctx->arena, VISITOR_BYTES);
        response_cookie(ctx, req, res, T("too"), visitor, VISITOR_SECONDS);
    }
    status = opinion_support(ctx, opinion.id, visitor, req->address, &count);
    if (status == OK)
        status = drop_draft(ctx, req, res);
    return after(ctx, req, res, &opinion, status,
                 TR_FORMAT(ctx->arena, ctx->lang, "记上了，一共 {count} 人也遇到了",
                           {"count", text_printf(ctx->arena, "%lld", (long long)count)}));
}

Status
one_follow(Ctx *ctx, const Request *req, Response *res)
{
    bool on = !text_eq(request_form(req, "on"), T("0"));
    Opinion opinion;
    Status status;

    TRY(open_one(ctx, req, &opinion));
    status = opinion_follow(ctx, opinion.id, on);
    return after(ctx, req, res, &opinion, status,
                 on ? TR(ctx->lang, "有了进展会告诉您") : TR(ctx->lang, "不再告诉您它的进展"));
}
