#include "home/follow.h"

#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "home/follow.html.h"
#include "home/follow_views.h"
#include "home/home.sql.h"
#include "home/parts.h"
#include "notify/notify.h"

static const char *const affair_links[] = {
    [AFFAIR_PARTY] = "/party",
    [AFFAIR_VILLAGE] = "/village",
    [AFFAIR_FINANCE] = "/finance",
};

/* ---- what is followed ---- */

static Status
fill_opinion(Ctx *ctx, const Subscription *one, FollowRow *row)
{
    HomeOpinionRow opinion;
    Region region;
    Status status = home_opinion(ctx, one->subject, &opinion);

    row->name = TR(ctx->lang, "一件群众意见");
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    TRY(region_get(ctx, opinion.region, &region));
    row->name = TR_FORMAT(ctx->arena, ctx->lang, "意见 {number}", {"number", opinion.number});
    row->place = region.name;
    row->link = text_printf(ctx->arena, "/o/%.*s", TEXT_ARGS(opinion.number));
    return OK;
}

static Status
fill_row(Ctx *ctx, const Subscription *one, FollowRow *row)
{
    Region region = {.name = T("")};
    Item item;

    *row = (FollowRow){
        .kind = subscription_kind_name(one->kind),
        .region = region_code_format(ctx->arena, one->region),
        .item = one->item,
        .subject = text_printf(ctx->arena, "%lld", (long long)one->subject),
    };
    if (one->kind == SUBSCRIBE_OPINION)
        return fill_opinion(ctx, one, row);
    TRY(region_get(ctx, one->region, &region));
    row->name = region.name;
    row->link = home_region_link(ctx->arena, one->region, "");
    /* An item that the catalogue no longer has keeps its code. */
    if (one->kind == SUBSCRIBE_ITEM) {
        row->place = region.name;
        row->name = one->item;
        if (catalogue_item(ctx, one->region, one->item, &item) == OK) {
            row->name = item_name(&item, ctx->lang);
            row->link = text_printf(
                ctx->arena, "%.*s?item=%.*s",
                TEXT_ARGS(home_region_link(ctx->arena, one->region, affair_links[item.affair])),
                TEXT_ARGS(one->item));
        }
    }
    return OK;
}

static Status
follow_page(Ctx *ctx, const Request *req, Response *res)
{
    FollowView view = {0};
    Subscriptions all;

    TRY(notify_subscriptions(ctx, &all));
    view.rows.at = NEW_ARRAY(ctx->arena, FollowRow, all.len);
    for (size_t i = 0; i < all.len; i++)
        TRY(fill_row(ctx, &all.at[i], &view.rows.at[view.rows.len++]));
    view.page = page_begin(ctx, req, TR(ctx->lang, "我的关注"));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_home_follow, &view);
    return OK;
}

/* ---- the buttons ---- */

static Status
read_subject(const Request *req, Subscription *out)
{
    *out = (Subscription){.item = request_form(req, "item")};
    if (!subscription_kind_parse(request_form(req, "kind"), &out->kind))
        return NOT_FOUND;
    if (out->kind == SUBSCRIBE_OPINION)
        return text_to_i64(request_form(req, "subject"), &out->subject) ? OK : NOT_FOUND;
    return region_code_parse(request_form(req, "region"), &out->region) ? OK : NOT_FOUND;
}

/* Villages and their items are open to everybody; who may see an opinion is for its own room, which
 * has a button of its own. */
static Status
may_follow(Ctx *ctx, const Subscription *subject)
{
    Region region;
    Item item;

    if (subject->kind == SUBSCRIBE_OPINION)
        return NOT_FOUND;
    TRY(region_get(ctx, subject->region, &region));
    if (region.level != LEVEL_VILLAGE || region.closed_day.set)
        return NOT_FOUND;
    return subject->kind == SUBSCRIBE_ITEM
               ? catalogue_item(ctx, subject->region, subject->item, &item)
               : OK;
}

static Status
change(Ctx *ctx, const Request *req, Response *res)
{
    Text back = request_form(req, "back");
    bool off = request_has_form(req, "off");
    Subscription subject;

    TRY(read_subject(req, &subject));
    if (off) {
        TRY(notify_unsubscribe(ctx, &subject));
        response_notice(ctx, req, res, TR(ctx->lang, "已取消关注"));
    } else {
        TRY(may_follow(ctx, &subject));
        TRY(notify_subscribe(ctx, &subject));
        response_notice(ctx, req, res, TR(ctx->lang, "已关注，有新公开的内容会告诉您"));
    }
    return response_redirect(ctx, res, text_is_empty(back) ? T("/my/subscriptions") : back);
}

static const Route routes[] = {
    {METHOD_GET,  "/my/subscriptions", follow_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/my/subscriptions", change,      ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable follow_routes = {routes, sizeof routes / sizeof routes[0]};
