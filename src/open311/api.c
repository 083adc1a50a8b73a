/*
 * What can be reported, and where: discovery, services and their attributes, tokens.
 */
#include "open311/api.h"

#include "base/tr.h"
#include "open311/api_out.h"
#include "open311/open311.h"

#define V2 "/open311/v2"

enum { KEYWORDS_BYTES_MAX = 400 };

/* When what this interface takes and gives changed last. */
static const Text changeset = T_INIT("2026-11-30T00:00:00+08:00");

void
geo_read_as_anybody(Ctx *ctx, Response *res)
{
    ctx->actor = NULL;
    response_shows(res, KEY_SETTINGS);
    response_shows(res, 0); /* what happens anywhere */
}

Status
geo_jurisdiction(Ctx *ctx, Text text, RegionCode *out)
{
    Region place;
    Status status = NOT_FOUND;

    if (text_is_empty(text))
        return region_top(ctx, out);
    if (region_code_parse(text, out) && *out != 0)
        status = region_get(ctx, *out, &place);
    if (status == NOT_FOUND)
        (void)ctx_problem(ctx, "jurisdiction_id",
                          TR(ctx->lang, "没有这个地区，请用 12 位地区代码"));
    return status;
}

static Status
get_discovery(Ctx *ctx, const Request *req, Response *res)
{
    GeoDiscovery view = {
        .changeset = changeset,
        .specification = T("http://wiki.open311.org/GeoReport_v2"),
        .url = request_url(req, T(V2)),
    };

    view.contact = TR_FORMAT(ctx->arena, ctx->lang, "各村（社区）的电话写在它的主页上：{site}",
                             {"site", request_url(req, T("/"))});
    view.key_service = TR_FORMAT(ctx->arena, ctx->lang,
                                 "不用令牌也能提交。要用自己的账号，请登录后创建令牌：{link}",
                                 {"link", request_url(req, T("/desk/me"))});
    response_shows(res, KEY_SETTINGS);
    geo_put_discovery(ctx, req, res, &view);
    return OK;
}

/* ---- services ---- */

/* "水、电、暖、排水" as a list with commas. */
static Text
keywords_of(Ctx *ctx, Text title)
{
    Buf buf = buf_new(ctx->arena, KEYWORDS_BYTES_MAX);
    Text mark = T("、");

    for (;;) {
        size_t at = text_find(title, mark);

        buf_text(&buf, text_slice(title, 0, at));
        if (at == title.len)
            return buf_done(&buf);
        BUF_LIT(&buf, ", ");
        title = text_slice(title, at + mark.len, title.len);
    }
}

static GeoService
service_of(Ctx *ctx, OpinionTopic topic)
{
    Text title = tr_text(ctx->lang, opinion_topic_title(topic));

    return (GeoService){
        .code = text_c(opinion_topic_name(topic)),
        .name = title,
        .description = TR_FORMAT(ctx->arena, ctx->lang,
                                 "{topic}：可以提问、提建议、反映问题。当天答复，七天办结。",
                                 {"topic", title}),
        .keywords = keywords_of(ctx, title),
        .group = tr_text(ctx->lang, open311_group(topic)),
    };
}

static Status
get_services(Ctx *ctx, const Request *req, Response *res)
{
    GeoServicesView view = {0};
    RegionCode place;

    TRY(geo_jurisdiction(ctx, request_query(req, "jurisdiction_id"), &place));
    view.services.at = NEW_ARRAY(ctx->arena, GeoService, OPINION_TOPICS);
    for (int i = 0; i < OPINION_TOPICS; i++)
        view.services.at[view.services.len++] = service_of(ctx, (OpinionTopic)i);
    geo_read_as_anybody(ctx, res);
    geo_put_services(ctx, req, res, &view);
    return OK;
}

static GeoAttribute
kind_attribute(Ctx *ctx)
{
    GeoAttribute out = {
        .code = T("kind"),
        .datatype = T("singlevaluelist"),
        .order = 1,
        .description = TR(ctx->lang, "要说的是哪一种；不填就是反映问题"),
        .values.at = NEW_ARRAY(ctx->arena, GeoChoice, OPINION_KINDS),
    };

    for (int i = 0; i < OPINION_KINDS; i++)
        if (i != OPINION_MISCONDUCT)
            out.values.at[out.values.len++] =
                (GeoChoice){text_c(opinion_kind_name((OpinionKind)i)),
                            tr_text(ctx->lang, opinion_kind_title((OpinionKind)i))};
    return out;
}

static GeoAttribute
public_attribute(Ctx *ctx)
{
    GeoAttribute out = {
        .code = T("public"),
        .datatype = T("singlevaluelist"),
        .order = 3,
        .description = TR(ctx->lang, "别人能不能看到；不填就是能看到"),
        .values.at = NEW_ARRAY(ctx->arena, GeoChoice, 2),
        .values.len = 2,
    };

    out.values.at[0] = (GeoChoice){T("yes"), TR(ctx->lang, "公开，不显示是谁说的")};
    out.values.at[1] = (GeoChoice){T("no"), TR(ctx->lang, "不放上公开栏")};
    return out;
}

static Status
get_definition(Ctx *ctx, const Request *req, Response *res)
{
    GeoDefinition view = {.service_code = request_param(req, "code")};
    OpinionTopic topic;
    RegionCode place;

    TRY(geo_jurisdiction(ctx, request_query(req, "jurisdiction_id"), &place));
    if (!opinion_topic_parse(view.service_code, &topic)) {
        (void)ctx_problem(ctx, "service_code", TR(ctx->lang, "没有这一类"));
        return NOT_FOUND;
    }
    view.attributes.at = NEW_ARRAY(ctx->arena, GeoAttribute, 3);
    view.attributes.at[view.attributes.len++] = kind_attribute(ctx);
    view.attributes.at[view.attributes.len++] = (GeoAttribute){
        .code = T("place_code"),
        .datatype = T("string"),
        .order = 2,
        .hint = TR(ctx->lang, "12 位数字"),
        .description = TR(ctx->lang, "村（社区）的地区代码；写了 address_id 就不用填"),
    };
    view.attributes.at[view.attributes.len++] = public_attribute(ctx);
    geo_read_as_anybody(ctx, res);
    geo_put_definition(ctx, req, res, &view);
    return OK;
}

/* ---- tokens: the number is given at once, so a token is the number ---- */

static Status
get_token(Ctx *ctx, const Request *req, Response *res)
{
    Text token = request_param(req, "token");
    Opinion opinion;
    GeoReceipt view;

    geo_read_as_anybody(ctx, res);
    TRY(opinion_by_number(ctx, token, (Texts){0}, &opinion));
    view = (GeoReceipt){.id = opinion.number, .token = opinion.number};
    geo_put_receipt(ctx, req, res, &view);
    return OK;
}

enum { READS = ROUTE_READ | ROUTE_NO_COOKIE };

static const Route routes[] = {
    {METHOD_GET, V2 "/discovery.json",       get_discovery,  READS},
    {METHOD_GET, V2 "/discovery.xml",        get_discovery,  READS},
    {METHOD_GET, V2 "/services.json",        get_services,   READS},
    {METHOD_GET, V2 "/services.xml",         get_services,   READS},
    {METHOD_GET, V2 "/services/{code}.json", get_definition, READS},
    {METHOD_GET, V2 "/services/{code}.xml",  get_definition, READS},
    {METHOD_GET, V2 "/tokens/{token}.json",  get_token,      READS},
    {METHOD_GET, V2 "/tokens/{token}.xml",   get_token,      READS},
};

const RouteTable open311_routes = {routes, sizeof routes / sizeof routes[0]};
