#include "account/pages.h"

#include "account/account.h"
#include "account/me.html.h"
#include "account/sign_in.html.h"
#include "base/tr.h"

enum { SESSION_DAYS_DEFAULT = 7 };

static int64_t session_days = SESSION_DAYS_DEFAULT;

void
account_pages_session_days(int64_t days)
{
    session_days = days;
}

int64_t
account_session_days(void)
{
    return session_days;
}

Text
problem_of(const Ctx *ctx, const char *field)
{
    for (size_t i = 0; i < ctx->problems.len; i++)
        if (text_eq(ctx->problems.at[i].field, text_c(field)))
            return ctx->problems.at[i].sentence;
    return (Text){0};
}

/* ---- sign in ---- */

Status
account_sign_in_form(Ctx *ctx, const Request *req, Response *res, Text login, Text back)
{
    SignInView view = {
        .page = page_begin(ctx, req, TR(ctx->lang, "登录")),
        .login = login,
        .phone = request_form(req, "phone"),
        .phone_error = problem_of(ctx, "phone"),
        .keep = text_eq(request_form(req, "keep"), T("1")),
        .back = back,
        .error = problem_of(ctx, "password"),
    };

    view.page.csrf = request_csrf(req, res);
    view.page.noindex = true;
    response_page(ctx, req, res, html_account_sign_in, &view);
    return OK;
}

static Status
sign_in_page(Ctx *ctx, const Request *req, Response *res)
{
    return account_sign_in_form(ctx, req, res, T(""), request_query(req, "back"));
}

Text
account_where_to(const SignIn *session, Text back)
{
    if (session->must_change)
        return T("/desk/me");
    if (!text_is_empty(back))
        return back;
    if (session->watches)
        return T("/desk/board");
    return session->staff ? T("/desk") : T("/my");
}

static Status
sign_in(Ctx *ctx, const Request *req, Response *res)
{
    Text login = text_trim(request_form(req, "login"));
    Text back = request_form(req, "back");
    SignInHow how = account_how(ctx, req);
    SignIn session;
    Status status =
        account_sign_in_as(req->store, ctx, login, request_form(req, "password"), &how, &session);

    if (status == INVALID) {
        TRY(account_sign_in_form(ctx, req, res, login, back));
        return INVALID;
    }
    TRY(status);
    account_session_cookie(ctx, req, res, &session);
    return response_redirect(ctx, res, account_where_to(&session, back));
}

static Status
sign_out(Ctx *ctx, const Request *req, Response *res)
{
    TRY(account_sign_out(ctx, request_cookie(req, "sid")));
    response_cookie(ctx, req, res, T("sid"), T(""), 0);
    response_notice(ctx, req, res, TR(ctx->lang, "已退出登录"));
    return response_redirect(ctx, res, T("/"));
}

/* ---- the own account ---- */

static Status
fill_me(Ctx *ctx, MeView *view)
{
    const Actor *actor = ctx->actor;
    ApiTokens tokens;

    view->login = actor->login;
    view->name = actor->name;
    view->must_change = actor->must_change;
    view->roles.at = NEW_ARRAY(ctx->arena, Text, actor->grants.len);
    for (size_t i = 0; i < actor->grants.len; i++) {
        Region region = {.name = TR(ctx->lang, "整个平台")};
        Status status = region_get(ctx, actor->grants.at[i].region, &region);

        if (status != OK && status != NOT_FOUND)
            return status;
        view->roles.at[view->roles.len++] =
            text_printf(ctx->arena, "%.*s · %.*s",
                        TEXT_ARGS(tr_text(ctx->lang, role_title(actor->grants.at[i].role))),
                        TEXT_ARGS(region.name));
    }
    TRY(account_token_list(ctx, &tokens));
    view->tokens.at = NEW_ARRAY(ctx->arena, TokenRow, tokens.len);
    for (size_t i = 0; i < tokens.len; i++)
        view->tokens.at[view->tokens.len++] = (TokenRow){
            .id = text_printf(ctx->arena, "%lld", (long long)tokens.at[i].id),
            .name = tokens.at[i].name,
            .created = day_format(ctx->arena, day_of(tokens.at[i].created_at)),
            .expires = day_format(ctx->arena, day_of(tokens.at[i].expires_at)),
        };
    return OK;
}

static Status
show_me(Ctx *ctx, const Request *req, Response *res, Text fresh_token)
{
    MeView view = {
        .page = page_begin(ctx, req, TR(ctx->lang, "我的账号")),
        .old_error = problem_of(ctx, "old_password"),
        .new_error = problem_of(ctx, "new_password"),
        .token_error = problem_of(ctx, "name"),
        .token_name = request_form(req, "name"),
        .fresh_token = fresh_token,
    };

    TRY(fill_me(ctx, &view));
    res->uncacheable = true;
    response_page(ctx, req, res, html_account_me, &view);
    return OK;
}

static Status
me_page(Ctx *ctx, const Request *req, Response *res)
{
    return show_me(ctx, req, res, (Text){0});
}

/* The form is shown again inside a read, since the change ran in transactions of its own. */
typedef struct Show {
    const Request *req;
    Response *res;
} Show;

static Status
show_me_body(Ctx *ctx, void *arg)
{
    Show *show = arg;

    return show_me(ctx, show->req, show->res, (Text){0});
}

static Status
change_password(Ctx *ctx, const Request *req, Response *res)
{
    Status status =
        account_change_password(req->store, ctx, request_form(req, "old_password"),
                                request_form(req, "new_password"), request_cookie(req, "sid"));

    if (status == INVALID) {
        Show show = {req, res};

        TRY(store_read(req->store, ctx, show_me_body, &show));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "密码已修改，其他地方的登录都已退出"));
    return response_redirect(ctx, res, actor_is_staff(ctx->actor) ? T("/desk") : T("/my"));
}

static Status
add_token(Ctx *ctx, const Request *req, Response *res)
{
    Text secret;
    Status status =
        account_token_add(ctx, text_trim(request_form(req, "name")), TOKEN_DAYS_DEFAULT, &secret);

    if (status == INVALID) {
        TRY(show_me(ctx, req, res, (Text){0}));
        return INVALID;
    }
    TRY(status);
    return show_me(ctx, req, res, secret);
}

static Status
revoke_token(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(account_token_revoke(ctx, id));
    response_notice(ctx, req, res, TR(ctx->lang, "令牌已停用"));
    return response_redirect(ctx, res, T("/desk/me"));
}

static Status
sign_out_everywhere(Ctx *ctx, const Request *req, Response *res)
{
    TRY(account_sign_out_everywhere(ctx, ctx->actor->account));
    response_cookie(ctx, req, res, T("sid"), T(""), 0);
    response_notice(ctx, req, res, TR(ctx->lang, "所有地方都已退出，令牌也已停用"));
    return response_redirect(ctx, res, T("/sign-in"));
}

static const Route routes[] = {
    {METHOD_GET,  "/sign-in",                     sign_in_page,        ROUTE_READ                             },
    {METHOD_POST, "/sign-in",                     sign_in,             ROUTE_NO_TX | ROUTE_WRITE              },
    {METHOD_POST, "/sign-out",                    sign_out,            ROUTE_WRITE                            },
    {METHOD_GET,  "/desk/me",                     me_page,             ROUTE_READ | ROUTE_STAFF               },
    {METHOD_POST, "/desk/me/password",            change_password,     ROUTE_NO_TX | ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/me/tokens",              add_token,           ROUTE_WRITE | ROUTE_STAFF              },
    {METHOD_POST, "/desk/me/tokens/{id}/revoke",  revoke_token,        ROUTE_WRITE | ROUTE_STAFF              },
    {METHOD_POST, "/desk/me/sign-out-everywhere", sign_out_everywhere, ROUTE_WRITE | ROUTE_STAFF              },
};

const RouteTable account_routes = {routes, sizeof routes / sizeof routes[0]};
