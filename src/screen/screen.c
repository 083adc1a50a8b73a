#include "screen/screen.h"

#include "base/tr.h"
#include "region/region.h"
#include "screen/pages_parts.h"

Page
screen_page(Ctx *ctx, const Request *req, const Region *place)
{
    Page page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{name} 三务公开", {"name", place->name}));

    page.noindex = true;
    return page;
}

Text
screen_lost(const Ctx *ctx)
{
    return TR_FORMAT(ctx->arena, ctx->lang, "连不上服务器，下面是 {time} 的数据",
                     {"time", T("HH:MM")});
}

/* A wall hangs where everybody passes: what it shows is what a visitor may read, whoever is signed
 * in at its browser. */
static Status
show(Ctx *ctx, const Request *req, Response *res)
{
    const Actor *looks = ctx->actor;
    Region place = {.level = LEVEL_TOP, .name = TR(ctx->lang, "全国")};
    RegionCode code;
    Status status = OK;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    if (code != 0)
        TRY(region_get(ctx, code, &place));
    ctx->actor = NULL;
    status = place.level == LEVEL_VILLAGE ? screen_village(ctx, req, res, &place)
                                          : screen_region(ctx, req, res, &place);
    ctx->actor = looks;
    return status;
}

static const Route routes[] = {
    {METHOD_GET, "/screen/{code}", show, ROUTE_READ},
};

const RouteTable screen_routes = ROUTES(routes);
