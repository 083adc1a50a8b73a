/*
 * Sessions for programs: POST /api/v1/sessions gives a Bearer token, DELETE ends it; and
 * PUT /api/v1/password, without which a first password opens nothing.
 */
#include "account/account.h"
#include "account/identify.h"
#include "account/pages.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/tr.h"

enum { TOKEN_SESSION_DAYS = 1, ANSWER_BYTES_MAX = 4096 };

static Status
open_session(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    SignIn session;
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    TRY(json_parse(ctx, req->body, &body));
    TRY(account_sign_in(req->store, ctx, json_get_text(body, "user"),
                        json_get_text(body, "password"), req->address, TOKEN_SESSION_DAYS,
                        &session));
    json_object_begin(&json);
    json_put_text(&json, "token", session.secret);
    json_put_text(&json, "expires_at", time_format(ctx->arena, session.expires_at));
    json_put_bool(&json, "must_change_password", session.must_change);
    json_object_end(&json);
    json_end(&json);
    res->status = 201;
    response_json(res, buf_done(&buf));
    return OK;
}

/* Ends the session or token that the request carries. */
static Status
close_session(Ctx *ctx, const Request *req, Response *res)
{
    TRY(account_sign_out(ctx, account_secret(req)));
    res->status = 204;
    return OK;
}

/* The token that asks goes on; all others end. */
static Status
change_password(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;

    TRY(json_parse(ctx, req->body, &body));
    TRY(account_change_password(req->store, ctx, json_get_text(body, "old_password"),
                                json_get_text(body, "new_password"), account_secret(req)));
    res->status = 204;
    return OK;
}

static const Route routes[] = {
    {METHOD_POST,   "/api/v1/sessions", open_session,    ROUTE_NO_TX | ROUTE_WRITE | ROUTE_NO_CSRF},
    {METHOD_DELETE, "/api/v1/sessions", close_session,   ROUTE_WRITE | ROUTE_STAFF                },
    {METHOD_PUT,    "/api/v1/password", change_password, ROUTE_NO_TX | ROUTE_WRITE | ROUTE_STAFF  },
};

const RouteTable account_api_routes = {routes, sizeof routes / sizeof routes[0]};
