/*
 * Drafts: begun, copied from the last period, rewritten, thrown away.
 */
#include "base/id.h"
#include "base/tr.h"
#include "disclosure/attachment.sql.h"
#include "disclosure/parts.h"
#include "disclosure/steps.h"
#include "store/store.h"

Status
revision_add(Ctx *ctx, const Disclosure *disclosure, const Revision *revision)
{
    Item item;
    bool template;

    /* Columns that came with the item's version are kept there only. */
    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    template = revision->table.columns.at == item.columns.at;
    return revision_insert(
        ctx, &(RevisionInsertArgs){
                 .disclosure = disclosure->id,
                 .number = revision->number,
                 .kind = text_c(disclosure_kind_name(revision->kind)),
                 .title = revision->title,
                 .summary = revision->summary,
                 .body = revision->body,
                 .columns = template ? T("") : columns_to_json(ctx->arena, revision->table.columns),
                 .rows = rows_pack(ctx->arena, &revision->table),
                 .row_count = (int64_t)revision->table.rows,
                 .reason = revision->reason,
                 .review_on = revision->review_on,
                 .created_at = ctx->now,
                 .created_by = acting_account_opt(ctx),
                 .digest = T(""),
             });
}

static Status
insert_disclosure(Ctx *ctx, const Disclosure *d, Period period)
{
    return disclosure_insert(ctx, &(DisclosureInsertArgs){
                                      .id = d->id,
                                      .region = d->region,
                                      .item = d->item,
                                      .item_version = d->item_version,
                                      .affair = d->affair,
                                      .period = d->period,
                                      .period_start = period.start,
                                      .period_end = period.end,
                                      .kind = text_c(disclosure_kind_name(d->kind)),
                                      .state = text_c(disclosure_state_name(d->state)),
                                      .revision = 0,
                                      .working = d->working,
                                      .lock = d->lock,
                                      .created_at = d->created_at,
                                      .created_by = acting_account_opt(ctx),
                                  });
}

static Revision
revision_of_content(const Content *content, int64_t number)
{
    return (Revision){
        .number = number,
        .kind = content->kind,
        .title = content->title,
        .summary = content->summary,
        .body = content->body,
        .table = content->table,
        .reason = content->kind == DISCLOSURE_EXCEPTION ? content->reason : T(""),
        .review_on = content->review_on,
    };
}

Status
disclosure_create(Ctx *ctx, const DisclosureInput *input, Disclosure *out)
{
    Region region;
    Item item;
    Content content;
    Revision revision;

    TRY(content_place(ctx, input->region, &region));
    TRY(actor_require(ctx, CAN_DRAFT, input->region));
    TRY(content_item(ctx, input->region, input->item, &item));
    TRY(content_check(ctx, &item, region.community, (Columns){0}, input, &content));
    *out = (Disclosure){
        .id = id_new(),
        .region = region.code,
        .item = item.code,
        .item_version = item.id,
        .affair = item.affair,
        .period = text_copy(ctx->arena, content.period_text),
        .kind = content.kind,
        .state = STATE_DRAFT,
        .working = 1,
        .lock = 1,
        .created_at = ctx->now,
        .created_by = acting_account(ctx),
    };
    TRY(insert_disclosure(ctx, out, content.period));
    revision = revision_of_content(&content, 1);
    TRY(revision_add(ctx, out, &revision));
    return step_note(ctx, STEP_CREATE, out, 1, T(""));
}

/* ---- rewriting ---- */

Status
step_note_writer(Ctx *ctx, const Disclosure *disclosure, Text note)
{
    RevisionWriterRow row;
    Status status = NOT_FOUND;

    if (acting_account(ctx) != 0)
        status =
            revision_writer(ctx, disclosure->id, disclosure->working, acting_account(ctx), &row);
    if (status == NOT_FOUND)
        return step_note(ctx, STEP_UPDATE, disclosure, disclosure->working, note);
    TRY(status);
    TRY(audit(ctx, disclosure->region, "disclosure.update", disclosure->id, note));
    region_touch(ctx, disclosure->region);
    return OK;
}

static Status
save_content(Ctx *ctx, const Disclosure *disclosure, const Content *content, Text reason,
             OptInt created_by)
{
    int64_t changed;

    TRY(revision_save_content(ctx,
                              &(RevisionSaveContentArgs){
                                  .disclosure = disclosure->id,
                                  .number = disclosure->working,
                                  .kind = text_c(disclosure_kind_name(content->kind)),
                                  .title = content->title,
                                  .summary = content->summary,
                                  .body = content->body,
                                  .columns = content->columns,
                                  .rows = content->rows,
                                  .row_count = (int64_t)content->table.rows,
                                  .reason = reason,
                                  .review_on = content->review_on,
                                  .created_by = created_by,
                              },
                              &changed));
    return changed == 1 ? OK : CONFLICT;
}

/* The item for new content: what is published keeps its place, item, version and period. */
static Status
item_for_update(Ctx *ctx, const Disclosure *now, DisclosureInput *input, Item *out)
{
    if (input->region != 0 && input->region != now->region)
        return ctx_problem(ctx, "region", TR(ctx->lang, "不能换到别的村（社区），请另建一条"));
    if (text_is_empty(input->item))
        input->item = now->item;
    if (text_is_empty(input->period))
        input->period = now->period;
    if (now->revision != 0) {
        if (!text_eq(input->item, now->item))
            return ctx_problem(ctx, "item", TR(ctx->lang, "已经公开过，不能换事项"));
        if (!text_eq(input->period, now->period))
            return ctx_problem(ctx, "period", TR(ctx->lang, "已经公开过，不能换期间"));
        return catalogue_version(ctx, now->item_version, out);
    }
    return content_item(ctx, now->region, input->item, out);
}

Status
disclosure_update(Ctx *ctx, int64_t id, int64_t lock, const DisclosureInput *input, Disclosure *out)
{
    DisclosureInput wanted = *input;
    Region region;
    Revision before;
    Revision published = {0};
    Item item;
    Content content;
    Text reason;

    TRY(step_begin(ctx, STEP_UPDATE, id, lock, out));
    TRY(content_place(ctx, out->region, &region));
    TRY(item_for_update(ctx, out, &wanted, &item));
    TRY(revision_fetch(ctx, out, out->working, &before));
    if (out->revision != 0)
        TRY(revision_fetch(ctx, out, out->revision, &published));
    TRY(content_check(ctx, &item, region.community, published.table.columns, &wanted, &content));
    out->item = item.code;
    out->item_version = item.id;
    out->affair = item.affair;
    out->period = content.period_text;
    if (out->revision == 0)
        out->kind = content.kind;
    reason = before.reason;
    if (content.kind == DISCLOSURE_EXCEPTION || content.reason.len != 0)
        reason = content.reason;
    TRY(save_content(ctx, out, &content, reason,
                     before.created_by != 0 ? SOME_INT(before.created_by) : (OptInt){0}));
    TRY(disclosure_write(ctx, out));
    return step_note_writer(ctx, out, T(""));
}

Status
disclosure_mask_personal(Ctx *ctx, int64_t id, int64_t lock, Disclosure *out)
{
    Revision revision;
    Content content;
    bool template;

    TRY(step_begin(ctx, STEP_UPDATE, id, lock, out));
    TRY(revision_fetch(ctx, out, out->working, &revision));
    TRY(catalogue_version(ctx, out->item_version, &content.item));
    template = revision.table.columns.at == content.item.columns.at;
    TRY(personal_mask(ctx, &revision));
    content.kind = revision.kind;
    content.title = revision.title;
    content.summary = revision.summary;
    content.body = revision.body;
    content.table = revision.table;
    content.columns = template ? T("") : columns_to_json(ctx->arena, revision.table.columns);
    content.rows = rows_pack(ctx->arena, &revision.table);
    content.review_on = revision.review_on;
    TRY(save_content(ctx, out, &content, revision.reason,
                     revision.created_by != 0 ? SOME_INT(revision.created_by) : (OptInt){0}));
    TRY(disclosure_write(ctx, out));
    return step_note_writer(ctx, out, T(""));
}

/* ---- copying ---- */

static DisclosureKind
report_kind(const Revision *last)
{
    return last->kind == DISCLOSURE_EXCEPTION ? DISCLOSURE_REPORT : last->kind;
}

Status
disclosure_copy_last(Ctx *ctx, RegionCode region, Text item, Text period, Disclosure *out)
{
    Disclosure last;
    DisclosureBeforeRow found;
    Revision revision;

    TRY(actor_require(ctx, CAN_DRAFT, region));
    if (!text_is_clean(item))
        return NOT_FOUND;
    TRY(disclosure_before(ctx, region, item, INT32_MAX, &found));
    TRY(disclosure_fetch(ctx, found.id, &last));
    TRY(revision_fetch(ctx, &last, last.revision, &revision));
    /* The title is made anew: it names the period. */
    return disclosure_create(ctx,
                             &(DisclosureInput){
                                 .item = item,
                                 .region = region,
                                 .period = period,
                                 .kind = report_kind(&revision),
                                 .summary = revision.summary,
                                 .body = revision.body,
                                 .columns = revision.table.columns,
                                 .cells = revision.table.cells,
                                 .rows = revision.table.rows,
                             },
                             out);
}

/* ---- throwing away ---- */

Status
disclosure_discard(Ctx *ctx, int64_t id, int64_t lock)
{
    Disclosure disclosure;
    int64_t number;
    int64_t changed;

    TRY(step_begin(ctx, STEP_DISCARD, id, lock, &disclosure));
    number = disclosure.working;
    TRY(working_drop(ctx, &disclosure));
    if (disclosure.revision != 0) {
        disclosure.state = STATE_PUBLISHED;
        return step_end(ctx, STEP_DISCARD, &disclosure, number, T(""));
    }
    TRY(disclosure_event_drop(ctx, id));
    TRY(disclosure_drop(ctx, id, lock, &changed));
    if (changed == 0)
        return CONFLICT;
    TRY(audit(ctx, disclosure.region, "disclosure.discard", id, disclosure.item));
    region_touch(ctx, disclosure.region);
    return OK;
}
