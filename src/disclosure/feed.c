/*
 * The Atom feed of a place (RFC 4287): what was published, newest first; only what everybody may
 * see.
 */
#include "base/tr.h"
#include "disclosure/feed.html.h"
#include "disclosure/pages_shared.h"

enum { ENTRIES = 30 };

Status
pages_feed(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    DisclosureLines lines;
    FeedView view = {0};

    TRY(pages_place(ctx, req, &place));
    /* A feed is read by programs and kept: the same for everybody, whoever is signed in. */
    ctx->actor = NULL;
    TRY(disclosure_list(ctx, &(DisclosureFilter){.region = place.code, .limit = ENTRIES}, &lines));
    view.self = request_url(req, req->path);
    view.id = view.self;
    view.site = request_url(req, text_printf(ctx->arena, "/r/%012lld", (long long)place.code));
    view.author = place.name;
    view.title = TR_FORMAT(ctx->arena, ctx->lang, "{name} · 最新公开", {"name", place.name});
    view.updated = time_format(ctx->arena, day_start(ctx_today(ctx)));
    view.entries.at = NEW_ARRAY(ctx->arena, FeedEntry, lines.len);
    for (size_t i = 0; i < lines.len; i++) {
        const DisclosureLine *line = &lines.at[i];
        FeedEntry *entry = &view.entries.at[view.entries.len++];

        entry->link = request_url(req, text_printf(ctx->arena, "/d/%lld", (long long)line->id));
        entry->id = entry->link;
        entry->title = line->title;
        entry->summary = line->summary;
        entry->place = line->region_name;
        entry->updated = time_format(ctx->arena, line->published_at.value);
        if (i == 0)
            view.updated = entry->updated;
    }
    res->type = T("application/atom+xml; charset=utf-8");
    response_shows(res, place.code);
    response_page(ctx, req, res, html_disclosure_feed, &view);
    return OK;
}
