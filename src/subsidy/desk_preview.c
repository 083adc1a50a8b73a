/*
 * What handing in would publish, as each kind of reader sees it; and the list as a file.
 */
#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_sheet.h"
#include "subsidy/desk.h"
#include "subsidy/desk_preview.html.h"
#include "subsidy/desk_rows.h"
#include "subsidy/export.h"

static const struct {
    const char *name;
    const char *words;
    Reader reader;
} readers[] = {
    {"public",    N_("所有人"),    1u << AUDIENCE_PUBLIC                           },
    {"residents", N_("本村居民"), 1u << AUDIENCE_PUBLIC | 1u << AUDIENCE_RESIDENTS},
};

enum { READERS = sizeof readers / sizeof readers[0] };

/* The disclosure that handing in would make, never stored. */
static Status
imagine(Ctx *ctx, const Batch *batch, Disclosure *disclosure, Revision *revision)
{
    bool result = batch->state == BATCH_PAID || batch->state == BATCH_RESULT;
    DisclosureInput input;
    Item item;

    TRY(subsidy_input(ctx, batch, result ? PART_RESULT : PART_NOTICE, (Columns){0}, &input));
    TRY(catalogue_item(ctx, batch->region, SUBSIDY_ITEM, &item));
    *disclosure = (Disclosure){
        .region = batch->region,
        .item = item.code,
        .item_version = item.id,
        .affair = item.affair,
        .period = input.period,
        .state = STATE_DRAFT,
        .working = 1,
    };
    *revision = (Revision){
        .number = 1,
        .title = input.title,
        .summary = input.summary,
        .body = input.body,
        .table = {item.columns, input.cells, input.rows},
    };
    return OK;
}

Status
subsidy_preview(Ctx *ctx, const Request *req, Response *res)
{
    SubsidyPreviewView view = {0};
    Text as = request_query(req, "as");
    Batch batch;
    Disclosure disclosure;
    Revision revision;
    size_t chosen = 0;

    TRY(subsidy_desk_open(ctx, req, &batch));
    view.title = subsidy_title(ctx, &batch);
    view.title_link = subsidy_link(ctx->arena, batch.id, "");
    view.readers.at = NEW_ARRAY(ctx->arena, PlaceLink, READERS);
    for (size_t i = 0; i < READERS; i++) {
        if (text_eq(as, text_c(readers[i].name)))
            chosen = i;
        view.readers.at[view.readers.len++] =
            (PlaceLink){text_printf(ctx->arena, "%.*s/preview?as=%s", TEXT_ARGS(view.title_link),
                                    readers[i].name),
                        tr_text(ctx->lang, readers[i].words)};
    }
    view.reader = tr_text(ctx->lang, readers[chosen].words);
    TRY(imagine(ctx, &batch, &disclosure, &revision));
    TRY(disclosure_detail_view(ctx, &disclosure, &revision, readers[chosen].reader, -1,
                               &view.detail));
    view.page = page_begin(ctx, req, TR(ctx->lang, "预览"));
    TRY(subsidy_crumbs(ctx, &batch, true, &view.page));
    response_page(ctx, req, res, html_subsidy_desk_preview, &view);
    return OK;
}

Status
subsidy_export(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch;
    Lines lines;
    Buf buf;

    TRY(subsidy_desk_open(ctx, req, &batch));
    TRY(subsidy_lines(ctx, batch.id, &lines));
    buf = sheet_out_begin(ctx->arena, EXPORT_BYTES_MAX);
    subsidy_csv(ctx, &batch, &lines, &buf);
    sheet_out_send(ctx, res, &buf, text_printf(ctx->arena, "subsidy-%lld", (long long)batch.id));
    return OK;
}
