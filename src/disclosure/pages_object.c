/*
 * 异议: while a notice period runs, anybody may say what is wrong with it; here stands the way
 * there from links on paper.
 */
#include "disclosure/pages_shared.h"

Status
pages_object(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(disclosure_get(ctx, id, &disclosure));
    if (disclosure.revision == 0 || disclosure.withdrawn_at.set || !disclosure.notice_until.set)
        return NOT_FOUND;
    return response_redirect(ctx, res,
                             text_printf(ctx->arena, "/r/%012lld/ask?notice=%lld",
                                         (long long)disclosure.region, (long long)id));
}
