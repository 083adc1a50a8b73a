#include "home/home.h"

#include "base/tr.h"
#include "clue/desk.h"
#include "disclosure/attachment.h"
#include "home/desk_nav.h"
#include "home/parts.h"
#include "notify/notify.h"

enum { NAV_MAX = 5 };

static Status
show_place(Ctx *ctx, const Request *req, Response *res, RegionCode code)
{
    Region region = {.level = LEVEL_TOP, .name = TR(ctx->lang, "全国")};

    if (code != 0)
        TRY(region_get(ctx, code, &region));
    if (region.level == LEVEL_VILLAGE)
        return home_village(ctx, req, res, &region);
    return home_region(ctx, req, res, &region);
}

static Status
front_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode top;

    TRY(region_top(ctx, &top));
    response_shows(res, KEY_SETTINGS);
    return show_place(ctx, req, res, top);
}

static Status
region_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    return show_place(ctx, req, res, code);
}

/* A village's picture; it was made safe when it was stored. */
static Status
region_picture(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode code;
    RegionProfile profile;
    (void)req;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_profile_get(ctx, code, &profile));
    if (text_is_empty(profile.picture))
        return NOT_FOUND;
    response_file(ctx, res, attachment_stored_path(ctx->arena, profile.picture), T("image/jpeg"),
                  T("picture.jpg"), false);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/",                 front_page,     ROUTE_READ},
    {METHOD_GET, "/r/{code}",         region_page,    ROUTE_READ},
    {METHOD_GET, "/r/{code}/duties",  home_duties,    ROUTE_READ},
    {METHOD_GET, "/r/{code}/picture", region_picture, ROUTE_READ},
};

const RouteTable home_routes = {routes, sizeof routes / sizeof routes[0]};

/* ---- what is on every page ---- */

static void
add_nav(Page *page, Text name, Text link, const char *icon, bool current)
{
    page->nav.at[page->nav.len++] =
        (NavItem){.name = name, .link = link, .icon = icon, .current = current};
}

/* The front page, or the page of one place: "/r/210111010203". */
static bool
at_home(Text path)
{
    RegionCode code;

    return text_eq(path, T("/")) ||
           (text_starts(path, T("/r/")) && region_code_parse(text_slice(path, 3, path.len), &code));
}

/* Whose place a page is that is about none: a resident's village, else all of the installation. */
static Status
own_place(Ctx *ctx, RegionCode *out)
{
    if (ctx->actor != NULL)
        for (size_t i = 0; i < ctx->actor->grants.len; i++)
            if (ctx->actor->grants.at[i].role == ROLE_RESIDENT) {
                *out = ctx->actor->grants.at[i].region;
                return OK;
            }
    return region_top(ctx, out);
}

/* Inspectors put what they looked at on today's list. */
static void
add_jot(Ctx *ctx, const Request *req, Page *page)
{
    static const Text looked_at[] = {T_INIT("/d/"), T_INIT("/r/"), T_INIT("/o/"),
                                     T_INIT("/desk/d/"), T_INIT("/desk/opinion/")};

    if (req->method != METHOD_GET || !actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return;
    for (size_t i = 0; i < sizeof looked_at / sizeof looked_at[0]; i++)
        if (text_starts(req->path, looked_at[i]))
            page->jot_path = req->path;
}

/* Leaders give an instruction about what they read. */
static void
add_instruct(Ctx *ctx, const Request *req, Page *page)
{
    PageAbout about;

    if (req->method != METHOD_GET || !order_instructs(ctx, 0))
        return;
    about = page_about(ctx, req->path);
    if (about.place != 0 && order_instructs(ctx, about.place))
        page->instruct_link = order_new_link(ctx, &about);
}

void
home_dress(Ctx *ctx, const Request *req, Page *page)
{
    bool desk = text_starts(req->path, T("/desk"));
    bool asks = text_starts(req->path, T("/ask/")) || text_ends(req->path, T("/ask"));
    RegionCode place = 0;
    Region region;
    int64_t unread;

    add_jot(ctx, req, page);
    add_instruct(ctx, req, page);
    if (desk) {
        desk_dress(ctx, req, page);
        return;
    }
    if (own_place(ctx, &place) == OK && region_get(ctx, place, &region) == OK)
        page_place(ctx, page, place, region.name);
    page->nav.at = NEW_ARRAY(ctx->arena, NavItem, NAV_MAX);
    add_nav(page, TR(ctx->lang, "首页"), T("/"), "home", at_home(req->path));
    page->nav.at[page->nav.len - 1].home = true;
    if (!text_is_empty(page->search_region)) {
        add_nav(page, TR(ctx->lang, "有话说"), (Text){0}, "message-question", asks);
        page->nav.at[page->nav.len - 1].asks = true;
    }
    add_nav(page, TR(ctx->lang, "搜索"), T("/search"), "search", text_eq(req->path, T("/search")));
    page->nav.at[page->nav.len - 1].in_place = true;
    page->has_desk = actor_is_staff(ctx->actor);
    if (page->signed_in) {
        add_nav(page, TR(ctx->lang, "消息"), T("/my/notices"), "bell",
                text_starts(req->path, T("/my/notices")));
        if (notify_unread(ctx, &unread) == OK)
            page->nav.at[page->nav.len - 1].count = unread;
    }
    if (page->has_desk)
        add_nav(page, TR(ctx->lang, "工作台"), T("/desk"), "layout-dashboard", false);
    else if (page->signed_in)
        add_nav(page, TR(ctx->lang, "我的"), T("/my"), "user",
                text_eq(req->path, T("/my")) || text_eq(req->path, T("/my/account")));
    else
        add_nav(page, TR(ctx->lang, "登录"), T("/sign-in"), "user",
                text_starts(req->path, T("/sign-in")));
}
