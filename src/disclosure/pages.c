#include "disclosure/pages.h"

#include "base/tr.h"
#include "disclosure/pages_shared.h"

static const char *const affair_css[] = {
    [AFFAIR_PARTY] = "tag tag-party",
    [AFFAIR_VILLAGE] = "tag tag-affairs",
    [AFFAIR_FINANCE] = "tag tag-money",
};

Status
pages_place(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    if (code == 0) {
        *out = (Region){.level = LEVEL_TOP, .name = TR(ctx->lang, "全国")};
        return OK;
    }
    return region_get(ctx, code, out);
}

Status
pages_begin(Ctx *ctx, const Request *req, const Region *place, Text title, Page *page)
{
    Regions path = {0};

    *page = page_begin(ctx, req, title);
    page_place(ctx, page, place->code, place->name);
    page->extra_head_feed = text_printf(ctx->arena, "/feed/%012lld.atom", (long long)place->code);
    if (place->code != 0)
        TRY(region_path(ctx, place->code, &path));
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, path.len);
    for (size_t i = 0; i < path.len; i++) {
        if (path.at[i].level < LEVEL_DISTRICT && i + 1 < path.len)
            continue;
        page->crumbs.at[page->crumbs.len++] = (Crumb){
            .name = path.at[i].name,
            .link = text_printf(ctx->arena, "/r/%012lld", (long long)path.at[i].code),
        };
    }
    return OK;
}

void
pages_line(Ctx *ctx, const DisclosureLine *line, bool with_place, ListLine *out)
{
    Item item;
    Period period;

    *out = (ListLine){
        .link = text_printf(ctx->arena, "/d/%lld", (long long)line->id),
        .title = line->title,
        .summary = line->summary,
        .place = with_place ? line->region_name : T(""),
        .item = line->item,
        .css = affair_css[line->affair],
        .affair = tr_text(ctx->lang, affair_title(line->affair)),
        .period = line->period,
        .nil = line->kind == DISCLOSURE_NIL,
        .exception = line->kind == DISCLOSURE_EXCEPTION,
        .withdrawn = line->withdrawn,
        .corrected = line->revision > 1,
    };
    if (catalogue_item(ctx, line->region, line->item, &item) == OK)
        out->item = item_short_name(&item, ctx->lang);
    if (period_parse(line->period, &period))
        out->period = period_words(ctx->arena, ctx->lang, period);
    if (line->published_at.set)
        out->date = day_format(ctx->arena, day_of(line->published_at.value));
}

Status
pages_lines(Ctx *ctx, const DisclosureLines *lines, bool with_place, ListLines *out)
{
    *out = (ListLines){.at = NEW_ARRAY(ctx->arena, ListLine, lines->len), .len = lines->len};
    for (size_t i = 0; i < lines->len; i++)
        pages_line(ctx, &lines->at[i], with_place, &out->at[i]);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/r/{code}/party",            pages_party,    ROUTE_READ},
    {METHOD_GET, "/r/{code}/village",          pages_village,  ROUTE_READ},
    {METHOD_GET, "/r/{code}/finance",          pages_finance,  ROUTE_READ},
    {METHOD_GET, "/r/{code}/all",              pages_all,      ROUTE_READ},
    {METHOD_GET, "/d/{id}",                    pages_detail,   ROUTE_READ},
    {METHOD_GET, "/d/{id}.csv",                pages_csv,      ROUTE_READ},
    {METHOD_GET, "/d/{id}/print",              pages_print,    ROUTE_READ},
    {METHOD_GET, "/d/{id}/revisions/{number}", pages_revision, ROUTE_READ},
    {METHOD_GET, "/d/{id}/object",             pages_object,   ROUTE_READ},
    {METHOD_GET, "/f/{id}",                    pages_file,     ROUTE_READ},
    {METHOD_GET, "/f/{id}/thumb",              pages_thumb,    ROUTE_READ},
    {METHOD_GET, "/search",                    pages_search,   ROUTE_READ},
    {METHOD_GET, "/feed/{code}.atom",          pages_feed,     ROUTE_READ},
};

const RouteTable disclosure_routes = {routes, sizeof routes / sizeof routes[0]};
