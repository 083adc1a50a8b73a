/*
 * Accounts on the desk: found, made, given roles, their passwords set anew.
 */
#include "account/desk.h"

#include "account/account_new.html.h"
#include "account/account_one.html.h"
#include "account/accounts.html.h"
#include "base/tr.h"
#include "web/target.h"

/* ---- in words ---- */

Status
desk_grant_words(Ctx *ctx, Role role, RegionCode region, Text *out)
{
    Region place = {.name = TR(ctx->lang, "整个平台")};
    Status status = region == 0 ? OK : region_get(ctx, region, &place);

    if (status == NOT_FOUND)
        place.name = region_code_format(ctx->arena, region);
    else if (status != OK)
        return status;
    *out = text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(tr_text(ctx->lang, role_title(role))),
                       TEXT_ARGS(place.name));
    return OK;
}

static Status
fill_grants(Ctx *ctx, const Account *account, GrantList *out)
{
    *out = (GrantList){.at = NEW_ARRAY(ctx->arena, GrantRow, account->grants.len)};
    for (size_t i = 0; i < account->grants.len; i++) {
        const RoleGrant *grant = &account->grants.at[i];
        GrantRow *row = &out->at[out->len++];

        row->role = text_c(role_name(grant->role));
        row->region = region_code_format(ctx->arena, grant->region);
        row->own = actor_may(ctx->actor, CAN_MANAGE_ACCOUNTS, grant->region);
        TRY(desk_grant_words(ctx, grant->role, grant->region, &row->words));
    }
    return OK;
}

static bool
is_operator(const Actor *actor)
{
    for (size_t i = 0; i < actor->grants.len; i++)
        if (actor->grants.at[i].role == ROLE_OPERATOR)
            return true;
    return false;
}

static AccountChoices
role_choices(Ctx *ctx, Text chosen)
{
    AccountChoices out = {.at = NEW_ARRAY(ctx->arena, AccountChoice, ROLE_COUNT)};

    /* The most frequent ones first: village admins, not residents. */
    for (int i = 1; i <= ROLE_COUNT; i++) {
        Role role = (Role)(i % ROLE_COUNT);
        Text name = text_c(role_name(role));

        if (role == ROLE_OPERATOR && !is_operator(ctx->actor))
            continue;
        out.at[out.len++] = (AccountChoice){
            .value = name,
            .words = tr_text(ctx->lang, role_title(role)),
            .chosen = text_eq(name, chosen),
        };
    }
    return out;
}

static Status
fill_places(Ctx *ctx, const Regions *regions, AccountChoices *out)
{
    *out = (AccountChoices){.at = NEW_ARRAY(ctx->arena, AccountChoice, regions->len)};
    for (size_t i = 0; i < regions->len; i++) {
        const Region *region = &regions->at[i];
        Region parent = {.name = T("")};
        Status status = region_get(ctx, region->parent, &parent);

        if (status != OK && status != NOT_FOUND)
            return status;
        out->at[out->len++] = (AccountChoice){
            .value = region_code_format(ctx->arena, region->code),
            .words = text_printf(ctx->arena, "%.*s（%.*s）", TEXT_ARGS(region->name),
                                 TEXT_ARGS(parent.name)),
        };
    }
    return OK;
}

/* ---- the list ---- */

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    AccountsView view = {.words = text_trim(request_query(req, "q")),
                         .later = request_query(req, "cursor").at != NULL};
    Accounts accounts;

    TRY(account_find_all(ctx, actor_scopes(ctx, CAN_MANAGE_ACCOUNTS), view.words,
                         request_query(req, "cursor"), &accounts));
    view.page = page_begin(ctx, req, TR(ctx->lang, "账号"));
    view.accounts.at = NEW_ARRAY(ctx->arena, AccountLine, accounts.len);
    for (size_t i = 0; i < accounts.len; i++) {
        const Account *account = &accounts.at[i];
        AccountLine *line = &view.accounts.at[view.accounts.len++];

        *line = (AccountLine){
            .link = text_printf(ctx->arena, "/desk/accounts/%lld", (long long)account->id),
            .login = account->login,
            .name = account->name,
            .phone = account->phone,
            .disabled = account->disabled,
            .must_change = account->must_change,
        };
        TRY(fill_grants(ctx, account, &line->grants));
    }
    if (!text_is_empty(accounts.next))
        view.next_link = text_printf(ctx->arena, "/desk/accounts?q=%.*s&cursor=%.*s",
                                     TEXT_ARGS(percent_encode(ctx->arena, view.words)),
                                     TEXT_ARGS(accounts.next));
    response_page(ctx, req, res, html_account_accounts, &view);
    return OK;
}

/* ---- one account ---- */

/* What the form for another role shows again after a mistake. */
typedef struct GrantForm {
    Regions places;
    Text first_password;
} GrantForm;

static Status
show_account(Ctx *ctx, const Request *req, Response *res, int64_t id, const GrantForm *form)
{
    Account account;
    AccountView view;

    TRY(account_managed(ctx, id, &account));
    view = (AccountView){
        .page = page_begin(ctx, req, account.name),
        .id = text_printf(ctx->arena, "%lld", (long long)id),
        .login = account.login,
        .name = account.name,
        .phone = account.phone,
        .since = day_format(ctx->arena, day_of(account.created_at)),
        .disabled = account.disabled,
        .must_change = account.must_change,
        .self = ctx->actor->account == id,
        .grant_error = ctx_problem_of(ctx, "grant"),
        .roles = role_choices(ctx, request_form(req, "role")),
        .place = {.typed = request_form(req, "region"), .error = ctx_problem_of(ctx, "region")},
        .first_password = form->first_password,
    };
    if (view.place.error.len == 0)
        view.place.typed = T("");
    if (actor_may_somewhere(ctx, CAN_READ_AUDIT))
        view.audit_link = text_printf(ctx->arena, "/desk/audit?account=%lld", (long long)id);
    TRY(fill_grants(ctx, &account, &view.grants));
    TRY(fill_places(ctx, &form->places, &view.place.places));
    res->uncacheable = true;
    response_page(ctx, req, res, html_account_account_one, &view);
    return OK;
}

static bool
account_param(const Request *req, int64_t *id_out)
{
    return text_to_i64(request_param(req, "id"), id_out);
}

static Status
account_page(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;

    return account_param(req, &id) ? show_account(ctx, req, res, id, &(GrantForm){0}) : NOT_FOUND;
}

/* The role and place of a form; INVALID with the places to choose from. */
static Status
read_grant(Ctx *ctx, const Request *req, RoleGrant *grant, Regions *places)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_MANAGE_ACCOUNTS);
    Text code = request_form(req, "region_code");

    if (scopes.len == 0)
        return DENIED;
    if (!role_parse(request_form(req, "role"), &grant->role))
        return ctx_problem(ctx, "role", TR(ctx->lang, "请选择角色"));
    if (grant->role == ROLE_OPERATOR && text_is_empty(request_form(req, "region"))) {
        grant->region = scopes.at[0];
        return OK;
    }
    return region_resolve(ctx, "region", scopes,
                          text_is_empty(code) ? request_form(req, "region") : code, &grant->region,
                          places);
}

static Status
back_to_account(Ctx *ctx, const Request *req, Response *res, int64_t id, Text sentence)
{
    response_notice(ctx, req, res, sentence);
    return response_redirect(ctx, res,
                             text_printf(ctx->arena, "/desk/accounts/%lld", (long long)id));
}

static Status
grant_role(Ctx *ctx, const Request *req, Response *res)
{
    GrantForm form = {0};
    RoleGrant grant;
    Account account;
    Status status;
    int64_t id;

    if (!account_param(req, &id))
        return NOT_FOUND;
    TRY(account_managed(ctx, id, &account));
    status = read_grant(ctx, req, &grant, &form.places);
    if (status == OK)
        status = account_grant(ctx, id, grant.role, grant.region);
    if (status == INVALID) {
        TRY(show_account(ctx, req, res, id, &form));
        return INVALID;
    }
    TRY(status);
    return back_to_account(ctx, req, res, id, TR(ctx->lang, "角色已给"));
}

static Status
revoke_role(Ctx *ctx, const Request *req, Response *res)
{
    Role role;
    RegionCode region = 0;
    Account account;
    Status status;
    int64_t id;

    if (!account_param(req, &id) || !role_parse(request_form(req, "role"), &role) ||
        !region_code_parse(request_form(req, "region"), &region))
        return NOT_FOUND;
    TRY(account_managed(ctx, id, &account));
    status = account_revoke(ctx, id, role, region);
    if (status == INVALID) {
        TRY(show_account(ctx, req, res, id, &(GrantForm){0}));
        return INVALID;
    }
    TRY(status);
    return back_to_account(ctx, req, res, id, TR(ctx->lang, "角色已收回"));
}

static Status
set_disabled(Ctx *ctx, const Request *req, Response *res, bool disabled)
{
    int64_t id;
    Account account;

    if (!account_param(req, &id))
        return NOT_FOUND;
    TRY(account_managed(ctx, id, &account));
    TRY(account_set_disabled(ctx, id, disabled));
    return back_to_account(ctx, req, res, id,
                           disabled ? TR(ctx->lang, "账号已停用")
                                    : TR(ctx->lang, "账号已重新启用"));
}

static Status
disable(Ctx *ctx, const Request *req, Response *res)
{
    return set_disabled(ctx, req, res, true);
}

static Status
enable(Ctx *ctx, const Request *req, Response *res)
{
    return set_disabled(ctx, req, res, false);
}

static Status
reset_password(Ctx *ctx, const Request *req, Response *res)
{
    GrantForm form = {0};
    Account account;
    int64_t id;

    if (!account_param(req, &id))
        return NOT_FOUND;
    TRY(account_managed(ctx, id, &account));
    TRY(account_reset_fresh(ctx, id, &form.first_password));
    return show_account(ctx, req, res, id, &form);
}

/* ---- a new one ---- */

static Status
show_new(Ctx *ctx, const Request *req, Response *res, const Regions *places)
{
    NewAccountView view = {
        .page = page_begin(ctx, req, TR(ctx->lang, "新建账号")),
        .login = request_form(req, "login"),
        .name = request_form(req, "name"),
        .phone = request_form(req, "phone"),
        .login_error = ctx_problem_of(ctx, "login"),
        .name_error = ctx_problem_of(ctx, "name"),
        .phone_error = ctx_problem_of(ctx, "phone"),
        .role_error = ctx_problem_of(ctx, "role"),
        .roles = role_choices(ctx, request_form(req, "role")),
        .place = {.typed = request_form(req, "region"), .error = ctx_problem_of(ctx, "region")},
    };

    TRY(fill_places(ctx, places, &view.place.places));
    response_page(ctx, req, res, html_account_account_new, &view);
    return OK;
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    if (!actor_may_somewhere(ctx, CAN_MANAGE_ACCOUNTS))
        return DENIED;
    return show_new(ctx, req, res, &(Regions){0});
}

static Status
add_account(Ctx *ctx, const Request *req, Response *res)
{
    GrantForm form = {0};
    RoleGrant grant;
    int64_t id;
    Status status = read_grant(ctx, req, &grant, &form.places);

    if (status == OK)
        status = account_add_fresh(ctx, text_trim(request_form(req, "login")),
                                   text_trim(request_form(req, "name")),
                                   text_trim(request_form(req, "phone")), (RoleGrants){&grant, 1},
                                   &id, &form.first_password);
    if (status == INVALID) {
        TRY(show_new(ctx, req, res, &form.places));
        return INVALID;
    }
    TRY(status);
    return show_account(ctx, req, res, id, &form);
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/accounts",               list_page,      ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/accounts",               add_account,    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/accounts/new",           new_page,       ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/accounts/{id}",          account_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/accounts/{id}/grant",    grant_role,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/accounts/{id}/revoke",   revoke_role,    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/accounts/{id}/disable",  disable,        ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/accounts/{id}/enable",   enable,         ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/accounts/{id}/password", reset_password, ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable account_desk_routes = {routes, sizeof routes / sizeof routes[0]};
