/*
 * One disclosure: the page, an older revision, the print version, the table as CSV, its files.
 */
#include "base/tr.h"
#include "disclosure/attachment.h"
#include "disclosure/detail.h"
#include "disclosure/detail.html.h"
#include "disclosure/pages_shared.h"
#include "disclosure/print.html.h"
#include "media/qr.h"

typedef struct Opened {
    Disclosure disclosure;
    Revision revision;
    Region place;
    Reader reader;
} Opened;

/* number 0: the current revision. */
static Status
open_revision(Ctx *ctx, const Request *req, int64_t number, Opened *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(disclosure_get(ctx, id, &out->disclosure));
    if (out->disclosure.revision == 0 || number > out->disclosure.revision)
        return NOT_FOUND; /* drafts are the desk's */
    TRY(disclosure_revision(ctx, id, number != 0 ? number : out->disclosure.revision,
                            &out->revision));
    TRY(region_get(ctx, out->disclosure.region, &out->place));
    return disclosure_reader_of(ctx, &out->disclosure, &out->reader);
}

static int
rows_page(const Request *req)
{
    int64_t page = 0;

    if (!text_to_i64(request_query(req, "rows"), &page) || page < 0 || page > TABLE_ROWS_MAX)
        return 0;
    return (int)page;
}

static Status
begin(Ctx *ctx, const Request *req, const Opened *opened, DetailView *view)
{
    TRY(pages_begin(ctx, req, &opened->place, view->title, &view->page));
    view->page.description = view->summary;
    /* Lists of people are not for search engines. */
    view->page.noindex = view->outdated || view->withdrawn || view->row_count != 0 || view->closes;
    return OK;
}

/* What a correction changed, as far as this reader sees both revisions. */
static Status
fill_changes(Ctx *ctx, const Opened *opened, DetailView *view)
{
    Revision stored;
    Revision before;
    Revision after;

    if (opened->revision.number < 2 || opened->disclosure.withdrawn_at.set)
        return OK;
    TRY(disclosure_revision(ctx, opened->disclosure.id, opened->revision.number - 1, &stored));
    TRY(revision_shown(ctx, &opened->disclosure, &stored, opened->reader, &before));
    TRY(revision_shown(ctx, &opened->disclosure, &opened->revision, opened->reader, &after));
    changes_between(ctx, &before, &after, &view->changes);
    view->has_changes = view->changes.fields.len != 0 || view->changes.table;
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, int64_t number)
{
    Opened opened;
    DetailView view = {0};

    TRY(open_revision(ctx, req, number, &opened));
    TRY(disclosure_detail_view(ctx, &opened.disclosure, &opened.revision, opened.reader,
                               rows_page(req), &view));
    TRY(fill_changes(ctx, &opened, &view));
    TRY(disclosure_related(ctx, &opened.disclosure, &view.related));
    TRY(begin(ctx, req, &opened, &view));
    response_shows(res, opened.disclosure.region);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_disclosure_detail, &view);
    return OK;
}

Status
pages_detail(Ctx *ctx, const Request *req, Response *res)
{
    return show(ctx, req, res, 0);
}

Status
pages_revision(Ctx *ctx, const Request *req, Response *res)
{
    int64_t number;

    if (!text_to_i64(request_param(req, "number"), &number) || number < 1)
        return NOT_FOUND;
    return show(ctx, req, res, number);
}

Status
pages_print(Ctx *ctx, const Request *req, Response *res)
{
    Opened opened;
    DetailView view = {0};

    TRY(open_revision(ctx, req, 0, &opened));
    TRY(disclosure_detail_view(ctx, &opened.disclosure, &opened.revision, opened.reader, -1,
                               &view));
    TRY(begin(ctx, req, &opened, &view));
    view.short_url = request_url(req, view.current_link);
    view.qr = (Markup){qr_svg(ctx->arena, view.short_url)};
    view.printed_on = day_format(ctx->arena, ctx_today(ctx));
    view.page.noindex = true;
    response_shows(res, opened.disclosure.region);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_disclosure_print, &view);
    return OK;
}

Status
pages_csv(Ctx *ctx, const Request *req, Response *res)
{
    Opened opened;
    Item item;

    TRY(open_revision(ctx, req, 0, &opened));
    TRY(catalogue_version(ctx, opened.disclosure.item_version, &item));
    if (opened.disclosure.withdrawn_at.set ||
        !disclosure_texts_open(ctx, &opened.disclosure, &item, opened.revision.kind, opened.reader))
        return NOT_FOUND;
    res->type = T("text/csv; charset=utf-8");
    res->body = disclosure_table_csv(ctx, &opened.revision, opened.reader);
    if (res->body.at == NULL)
        return NOT_FOUND;
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "attachment; filename=\"mingbai-%lld.csv\"",
                                (long long)opened.disclosure.id));
    response_header(res, T("X-Robots-Tag"), T("noindex"));
    response_shows(res, opened.disclosure.region);
    response_shows(res, KEY_CATALOGUE);
    return OK;
}

/* ---- files ---- */

static Status
send_file(Ctx *ctx, const Request *req, Response *res, bool thumb)
{
    Attachment file;
    Text path;
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(attachment_file(ctx, id, thumb, &file, &path));
    response_file(ctx, res, path, file.pdf && !thumb ? T("application/pdf") : T("image/jpeg"),
                  file.name, false);
    response_header(res, T("X-Robots-Tag"), T("noindex"));
    return OK;
}

Status
pages_file(Ctx *ctx, const Request *req, Response *res)
{
    return send_file(ctx, req, res, false);
}

Status
pages_thumb(Ctx *ctx, const Request *req, Response *res)
{
    return send_file(ctx, req, res, true);
}
