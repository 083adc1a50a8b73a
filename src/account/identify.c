#include "account/identify.h"

#include "account/account.h"
#include "base/tr.h"

/* Whoever has a password that somebody else knows chooses one before any other work, on the desk or
 * by a program.  (Elsewhere such a person is treated like a visitor: actor_may().) */
static bool
must_change_first(const Request *req)
{
    static const Text open[] = {T_INIT("/desk/me"),
                                T_INIT("/desk/me/password"),
                                T_INIT("/desk/me/sign-out-everywhere"),
                                T_INIT("/api/v1/password"),
                                T_INIT("/api/v1/sessions"),
                                T_INIT("/api/v1/openapi.json")};

    if (!text_eq(req->path, T("/desk")) && !text_starts(req->path, T("/desk/")) &&
        !text_starts(req->path, T("/api/")))
        return false;
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
        if (text_eq(req->path, open[i]))
            return false;
    return true;
}

Status
account_identify(Ctx *ctx, Request *req, Text session_cookie, Text bearer)
{
    const Actor *actor = NULL;
    Status status = NOT_FOUND;
    Text *secret = NEW(ctx->arena, Text);

    if (!text_is_empty(bearer)) {
        status = account_by_bearer(ctx, bearer, &actor);
        req->by_token = status == OK;
        /* A wrong token is not a visitor: who sends one means to be somebody. */
        if (status == NOT_FOUND)
            return DENIED;
    } else if (!text_is_empty(session_cookie)) {
        status = account_by_session(ctx, session_cookie, &actor, &req->csrf);
    }
    if (status != OK && status != NOT_FOUND)
        return status;
    ctx->actor = actor;
    if (actor != NULL) {
        *secret = text_is_empty(bearer) ? session_cookie : bearer;
        req->session = secret;
    }
    if (actor == NULL)
        return OK;
    req->account_name = actor->name;
    if (actor->must_change && must_change_first(req)) {
        req->detour = T("/desk/me");
        req->detour_why = TR(
            ctx->lang, "这个密码是别人给的，请先改成自己的密码（PUT /api/v1/password），再做别的");
    }
    return OK;
}

Text
account_secret(const Request *req)
{
    const Text *secret = req->session;

    return secret != NULL ? *secret : (Text){0};
}
