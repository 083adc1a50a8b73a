/*
 * Search: places by name, disclosures by words, within a place.
 */
#include "base/tr.h"
#include "disclosure/excerpt.h"
#include "disclosure/find.html.h"
#include "disclosure/pages_shared.h"
#include "disclosure/search.h"

enum { PLACES_SHOWN = 8 };

static Text
encoded(Ctx *ctx, Text value)
{
    static const char hex[] = "0123456789ABCDEF";
    Buf buf = buf_new(ctx->arena, 1024);

    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];
        char escaped[3] = {'%', hex[c >> 4], hex[c & 15]};

        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            buf_char(&buf, (char)c);
        else
            buf_bytes(&buf, escaped, sizeof escaped);
    }
    return buf_done(&buf);
}

static Text
page_link(Ctx *ctx, Text query, Text region, int page)
{
    return text_printf(ctx->arena, "/search?q=%.*s&r=%.*s&page=%d", TEXT_ARGS(encoded(ctx, query)),
                       TEXT_ARGS(region), page);
}

static Status
fill_places(Ctx *ctx, RegionCode scope, Text query, SearchView *view)
{
    Regions found;

    TRY(region_find(ctx, scope, query, PLACES_SHOWN, &found));
    view->places.at = NEW_ARRAY(ctx->arena, PlaceHit, found.len);
    for (size_t i = 0; i < found.len; i++) {
        Region above = {0};
        Status status = region_get(ctx, found.at[i].parent, &above);

        if (status != OK && status != NOT_FOUND)
            return status;
        view->places.at[view->places.len++] = (PlaceHit){
            .link = text_printf(ctx->arena, "/r/%012lld", (long long)found.at[i].code),
            .name = found.at[i].name,
            .above = above.name,
        };
    }
    return OK;
}

static Status
fill_hits(Ctx *ctx, RegionCode scope, Text query, int page, SearchView *view)
{
    SearchHits hits;

    TRY(search_disclosures(ctx, scope, query, page, &hits));
    view->lines.at = NEW_ARRAY(ctx->arena, ListLine, hits.len);
    for (size_t i = 0; i < hits.len; i++) {
        ListLine *line = &view->lines.at[view->lines.len++];
        Marked title;
        Marked excerpt;

        pages_line(ctx, &hits.at[i].line, true, line);
        title = excerpt_marked(line->title, query);
        excerpt = excerpt_marked(hits.at[i].excerpt, query);
        line->title = title.before;
        line->title_hit = title.hit;
        line->title_after = title.after;
        line->excerpt = excerpt.before;
        line->excerpt_hit = excerpt.hit;
        line->excerpt_after = excerpt.after;
    }
    if (hits.more)
        view->next_link = page_link(ctx, query, view->region, page + 1);
    if (page > 0)
        view->previous_link = page_link(ctx, query, view->region, page - 1);
    return OK;
}

/* From a village's page one searches in the village; a wider search is a tap away. */
static Status
offer_wider(Ctx *ctx, RegionCode scope, RegionCode top, SearchView *view)
{
    Region region;

    if (scope == 0 || top == 0 || scope == top)
        return OK;
    TRY(region_get(ctx, top, &region));
    view->wider_name = region.name;
    view->wider_link = page_link(ctx, view->query, region_code_format(ctx->arena, top), 0);
    return OK;
}

Status
pages_search(Ctx *ctx, const Request *req, Response *res)
{
    Text query = text_trim(request_query(req, "q"));
    RegionCode scope = 0;
    RegionCode top;
    Region place = {.level = LEVEL_TOP};
    SearchView view = {0};
    int64_t page = 0;

    TRY(region_top(ctx, &top));
    if (!region_code_parse(request_query(req, "r"), &scope))
        scope = top;
    if (scope == 0 || region_get(ctx, scope, &place) != OK) {
        scope = 0;
        place.name = TR(ctx->lang, "全国");
    }
    if (!text_to_i64(request_query(req, "page"), &page) || page < 0 || page >= SEARCH_PAGES_MAX)
        page = 0;
    query = text_first_chars(query, SEARCH_QUERY_CHARS_MAX);
    TRY(pages_begin(ctx, req, &place,
                    query.len != 0
                        ? TR_FORMAT(ctx->arena, ctx->lang, "搜“{query}”", {"query", query})
                        : TR(ctx->lang, "搜索"),
                    &view.page));
    view.page.noindex = true;
    view.query = query;
    view.region = region_code_format(ctx->arena, scope);
    view.scope_name = place.name;
    view.searched = query.len != 0;
    TRY(offer_wider(ctx, scope, top, &view));
    if (view.searched) {
        if (page == 0)
            TRY(fill_places(ctx, scope, query, &view));
        TRY(fill_hits(ctx, scope, query, (int)page, &view));
    }
    response_shows(res, scope);
    response_page(ctx, req, res, html_disclosure_find, &view);
    return OK;
}
