/*
 * 我的: the own village, household, account and devices.
 */
#include "account/identify.h"
#include "account/pages.h"
#include "base/tr.h"
#include "notify/notify.h"
#include "resident/join.h"
#include "resident/my.html.h"
#include "resident/my_leave.html.h"
#include "resident/my_password.html.h"
#include "resident/pages.h"
#include "resident/views.h"

static Status
fill_villages(Ctx *ctx, MyView *view)
{
    RegionCodes own = {.at = NEW_ARRAY(ctx->arena, RegionCode, ctx->actor->grants.len)};

    for (size_t i = 0; i < ctx->actor->grants.len; i++) {
        RegionCode code = ctx->actor->grants.at[i].region;

        if (region_code_level(code) == LEVEL_VILLAGE && !region_codes_contain(own, code))
            own.at[own.len++] = code;
    }
    view->villages.at = NEW_ARRAY(ctx->arena, MyVillage, own.len);
    for (size_t i = 0; i < own.len; i++) {
        MyVillage *shown = &view->villages.at[view->villages.len++];
        Region place;
        Household household;
        Status status;

        TRY(region_get(ctx, own.at[i], &place));
        *shown = (MyVillage){
            .name = place.name,
            .link = text_printf(ctx->arena, "/r/%012lld", (long long)place.code),
            .ask_link = text_printf(ctx->arena, "/r/%012lld/ask", (long long)place.code),
        };
        status = resident_household_of(ctx, ctx->actor, place.code, &household);
        if (status == OK)
            shown->household = household.number;
        else if (status != NOT_FOUND)
            return status;
    }
    return OK;
}

static Status
fill_requests(Ctx *ctx, MyView *view)
{
    JoinRequests own;

    TRY(join_own(ctx, &own));
    view->requests.at = NEW_ARRAY(ctx->arena, MyRequest, own.len);
    for (size_t i = 0; i < own.len; i++)
        view->requests.at[view->requests.len++] = (MyRequest){
            .place = own.at[i].region_name,
            .reason = own.at[i].reason,
            .refused = own.at[i].refused,
            .forgets = ctx->actor->grants.len == 0 ? JOIN_REFUSED_DAYS : 0,
            .again_link = text_printf(ctx->arena, "/join/%012lld", (long long)own.at[i].region),
        };
    return OK;
}

static Status
fill_devices(Ctx *ctx, const Request *req, MyView *view)
{
    Devices devices;

    TRY(account_devices(ctx, account_secret(req), &devices));
    view->devices.at = NEW_ARRAY(ctx->arena, MyDevice, devices.len);
    for (size_t i = 0; i < devices.len; i++) {
        const Device *device = &devices.at[i];

        view->devices.at[view->devices.len++] = (MyDevice){
            .id = device->id,
            .name = device->name.len != 0 ? device->name : TR(ctx->lang, "一台设备"),
            .since = day_format(ctx->arena, day_of(device->signed_in_at)),
            .used = device->used_day != 0 ? day_format(ctx->arena, device->used_day) : T(""),
            .current = device->current,
        };
    }
    return OK;
}

static Status
my_page(Ctx *ctx, const Request *req, Response *res)
{
    MyView view = {.name = ctx->actor->name, .staff = actor_is_staff(ctx->actor)};
    Account account;

    TRY(account_get(ctx, ctx->actor->account, &account));
    view.login = account.login;
    view.phone = account.phone_verified ? account.phone : T("");
    TRY(fill_villages(ctx, &view));
    TRY(fill_requests(ctx, &view));
    view.may_join = !view.staff && view.requests.len == 0;
    TRY(fill_devices(ctx, req, &view));
    TRY(notify_unread(ctx, &view.unread));
    view.page = page_begin(ctx, req, TR(ctx->lang, "我的"));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_my, &view);
    return OK;
}

static Status
end_device(Ctx *ctx, const Request *req, Response *res)
{
    TRY(account_device_end(ctx, request_form(req, "device")));
    response_notice(ctx, req, res, TR(ctx->lang, "那台设备已退出登录"));
    return response_redirect(ctx, res, T("/my"));
}

/* ---- the password ---- */

static Status
show_password(Ctx *ctx, const Request *req, Response *res)
{
    MyPasswordView view = {
        .page = page_begin(ctx, req, TR(ctx->lang, "登录密码")),
        .old_error = ctx_problem_of(ctx, "old_password"),
        .new_error = ctx_problem_of(ctx, "new_password"),
    };

    TRY(account_has_password(ctx, &view.has_password));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_my_password, &view);
    return OK;
}

typedef struct Show {
    const Request *req;
    Response *res;
} Show;

static Status
show_password_body(Ctx *ctx, void *arg)
{
    Show *show = arg;

    return show_password(ctx, show->req, show->res);
}

static Status
change_password(Ctx *ctx, const Request *req, Response *res)
{
    Status status = account_change_password(req->store, ctx, request_form(req, "old_password"),
                                            request_form(req, "new_password"), account_secret(req));

    if (status == INVALID) {
        TRY(store_read(req->store, ctx, show_password_body, &(Show){req, res}));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "密码已修改，其他地方的登录都已退出"));
    return response_redirect(ctx, res, T("/my"));
}

/* ---- leaving ---- */

static Status
show_leave(Ctx *ctx, const Request *req, Response *res)
{
    MyLeaveView view = {
        .page = page_begin(ctx, req, TR(ctx->lang, "注销账号")),
        .error = ctx_problem_of(ctx, "account"),
    };

    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_my_leave, &view);
    return OK;
}

static Status
leave(Ctx *ctx, const Request *req, Response *res)
{
    Status status = text_eq(request_form(req, "sure"), T("1"))
                        ? account_erase(ctx)
                        : ctx_problem(ctx, "account", TR(ctx->lang, "请勾选“我确定要注销”"));

    if (status == INVALID) {
        TRY(show_leave(ctx, req, res));
        return INVALID;
    }
    TRY(status);
    response_cookie(ctx, req, res, T("sid"), T(""), 0);
    response_notice(ctx, req, res, TR(ctx->lang, "账号已注销，您的姓名和电话已经删掉"));
    return response_redirect(ctx, res, T("/"));
}

static const Route routes[] = {
    {METHOD_GET,  "/my",             my_page,         ROUTE_READ | ROUTE_STAFF               },
    {METHOD_POST, "/my/devices/end", end_device,      ROUTE_WRITE | ROUTE_STAFF              },
    {METHOD_GET,  "/my/password",    show_password,   ROUTE_READ | ROUTE_STAFF               },
    {METHOD_POST, "/my/password",    change_password, ROUTE_NO_TX | ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/my/leave",       show_leave,      ROUTE_READ | ROUTE_STAFF               },
    {METHOD_POST, "/my/leave",       leave,           ROUTE_WRITE | ROUTE_STAFF              },
};

const RouteTable my_routes = {routes, sizeof routes / sizeof routes[0]};
