/*
 * Publishing in bulk.  What is the same for many rows (the item, whether a village exists) is
 * looked up once; memory is taken back after each row; duties are settled and tallies written at
 * the end.
 */
#include "disclosure/import.h"

#include "base/id.h"
#include "base/tr.h"
#include "disclosure/attachment.sql.h"
#include "disclosure/parts.h"
#include "disclosure/search.h"
#include "duty/owed.h"
#include "region/tally.h"
#include "store/store.h"

enum { SCRATCH_BYTES_MAX = 256 * 1024 * 1024, PLACES = 4096, ITEMS = 512, DISTRICT = 1000000 };

/* A village that was looked up; slots are found by code, a later one with the same slot replaces
 * it. */
typedef struct Place {
    RegionCode code;
    bool community;
} Place;

typedef struct KnownItem {
    RegionCode district; /* code / DISTRICT */
    Item item;
    bool set;
} KnownItem;

struct DisclosureBatch {
    Arena *keep; /* what outlives a row; ctx->arena is the scratch arena during one */
    TallyBatch *tallies;
    DutyBatch *duties;
    Time now; /* of the import */
    int64_t count;
    RegionCode touched;
    Place places[PLACES];
    KnownItem items[ITEMS];
};

/* Reset for every row; lives as long as the process, so that a transaction that is tried again
 * leaves nothing behind. */
static Arena *scratch;

DisclosureBatch *
disclosure_batch_begin(Ctx *ctx)
{
    DisclosureBatch *batch = NEW(ctx->arena, DisclosureBatch);

    if (scratch == NULL)
        scratch = arena_new(SCRATCH_BYTES_MAX);
    batch->keep = ctx->arena;
    batch->tallies = tally_batch_new(ctx);
    batch->duties = duty_batch_new(ctx->arena);
    return batch;
}

int64_t
disclosure_batch_count(const DisclosureBatch *batch)
{
    return batch->count;
}

static Status
find_place(Ctx *ctx, DisclosureBatch *batch, RegionCode code, bool *community_out)
{
    Place *place = &batch->places[(uint64_t)code % PLACES];
    Region region;

    if (place->code != code || code == 0) {
        TRY(content_place(ctx, code, &region));
        *place = (Place){.code = code, .community = region.community};
    }
    *community_out = place->community;
    return OK;
}

static Texts
keep_choices(Arena *arena, Texts choices)
{
    Texts kept = {.at = NEW_ARRAY(arena, Text, choices.len), .len = choices.len};

    for (size_t i = 0; i < choices.len; i++)
        kept.at[i] = text_copy(arena, choices.at[i]);
    return kept;
}

static Columns
keep_columns(Arena *arena, Columns columns)
{
    Columns kept = {.at = NEW_ARRAY(arena, Column, columns.len), .len = columns.len};

    for (size_t i = 0; i < columns.len; i++) {
        kept.at[i] = columns.at[i];
        kept.at[i].name = text_copy(arena, columns.at[i].name);
        kept.at[i].name_hant = text_copy(arena, columns.at[i].name_hant);
        kept.at[i].name_en = text_copy(arena, columns.at[i].name_en);
        kept.at[i].choices = keep_choices(arena, columns.at[i].choices);
    }
    return kept;
}

/* The catalogue may be read anew between two rows, so what is kept is a copy of what is used here.
 */
static Item
keep_item(Arena *arena, const Item *item)
{
    Item kept = *item;

    kept.code = text_copy(arena, item->code);
    kept.name = text_copy(arena, item->name);
    kept.name_hant = text_copy(arena, item->name_hant);
    kept.name_en = text_copy(arena, item->name_en);
    kept.rhythm_village = text_copy(arena, item->rhythm_village);
    kept.rhythm_community = text_copy(arena, item->rhythm_community);
    kept.due_rule = text_copy(arena, item->due_rule);
    kept.columns = keep_columns(arena, item->columns);
    kept.plain = kept.plain_hant = kept.plain_en = T("");
    kept.legal_basis = kept.legal_basis_en = T("");
    return kept;
}

static Status
find_item(Ctx *ctx, DisclosureBatch *batch, RegionCode region, Text code, const Item **out)
{
    RegionCode district = region / DISTRICT;
    size_t at = (size_t)((text_hash(code) ^ (uint64_t)district * 31) % ITEMS);
    KnownItem *known = &batch->items[at];

    if (!known->set || known->district != district || !text_eq(known->item.code, code)) {
        Item item;

        TRY(content_item(ctx, region, code, &item));
        *known =
            (KnownItem){.district = district, .item = keep_item(batch->keep, &item), .set = true};
    }
    *out = &known->item;
    return OK;
}

/* ---- the rows of one disclosure ---- */

static Status
write_revision(Ctx *ctx, const Disclosure *disclosure, const Content *content, const Published *how,
               const Revision *revision)
{
    return revision_insert(
        ctx, &(RevisionInsertArgs){
                 .disclosure = disclosure->id,
                 .number = 1,
                 .kind = text_c(disclosure_kind_name(content->kind)),
                 .title = content->title,
                 .summary = content->summary,
                 .body = content->body,
                 .columns = content->columns,
                 .rows = content->rows,
                 .row_count = (int64_t)content->table.rows,
                 .reason = revision->reason,
                 .review_on = content->review_on,
                 .personal_ok = revision->personal_ok,
                 .created_at = how->submitted_at,
                 .created_by = how->submitted_by,
                 .submitted_at = SOME_INT(how->submitted_at),
                 .submitted_by = how->submitted_by,
                 .confirmed_at = how->confirmed_by.set ? SOME_INT(how->submitted_at) : (OptInt){0},
                 .confirmed_by = how->confirmed_by,
                 .reviewed_at = SOME_INT(how->published_at),
                 .reviewed_by = how->reviewed_by,
                 .published_at = SOME_INT(how->published_at),
                 .digest = revision->digest,
             });
}

static Status
write_disclosure(Ctx *ctx, const Disclosure *disclosure, Period period, const Published *how)
{
    TRY(disclosure_insert(ctx, &(DisclosureInsertArgs){
                                   .id = disclosure->id,
                                   .region = disclosure->region,
                                   .item = disclosure->item,
                                   .item_version = disclosure->item_version,
                                   .affair = disclosure->affair,
                                   .period = disclosure->period,
                                   .period_start = period.start,
                                   .period_end = period.end,
                                   .kind = text_c(disclosure_kind_name(disclosure->kind)),
                                   .state = text_c(disclosure_state_name(disclosure->state)),
                                   .revision = disclosure->revision,
                                   .working = 0,
                                   .lock = disclosure->lock,
                                   .created_at = how->submitted_at,
                                   .created_by = how->submitted_by,
                                   .first_published_at = disclosure->first_published_at,
                                   .published_at = disclosure->published_at,
                                   .notice_until = disclosure->notice_until,
                               }));
    return disclosure_event_insert(ctx, &(DisclosureEventInsertArgs){
                                            .id = id_new(),
                                            .disclosure = disclosure->id,
                                            .revision = 1,
                                            .at = how->published_at,
                                            .account = how->reviewed_by,
                                            .kind = T("published"),
                                            .note = T(""),
                                        });
}

static Status
write_attachments(Ctx *ctx, int64_t disclosure, const Published *how)
{
    for (size_t i = 0; i < how->attachment_count; i++) {
        const Attachment *file = &how->attachments[i];
        int64_t id = id_new();

        TRY(attachment_insert_safe(ctx, &(AttachmentInsertSafeArgs){
                                            .id = id,
                                            .disclosure = disclosure,
                                            .name = file->name,
                                            .kind = file->pdf ? T("pdf") : T("image"),
                                            .audience = text_c(audience_name(file->audience)),
                                            .sha256 = file->sha256,
                                            .thumb = file->thumb,
                                            .bytes = file->bytes,
                                            .width = file->width,
                                            .height = file->height,
                                            .created_at = how->submitted_at,
                                            .created_by = how->submitted_by,
                                        }));
        TRY(attachment_link(ctx, disclosure, 1, id));
    }
    return OK;
}

static Texts
digests_of(Arena *arena, const Published *how)
{
    Texts digests = {.at = NEW_ARRAY(arena, Text, how->attachment_count),
                     .len = how->attachment_count};

    for (size_t i = 0; i < how->attachment_count; i++)
        digests.at[i] = how->attachments[i].sha256;
    return digests;
}

/* ---- one of many ---- */

static Status
check_dates(Ctx *ctx, const Published *how, Time now)
{
    if (how->published_at > now || how->submitted_at > how->published_at || how->submitted_at <= 0)
        return ctx_problem(ctx, "published_at",
                           TR(ctx->lang, "公开时间不对：不能早于提交时间，也不能晚于现在"));
    return OK;
}

static Status
check_personal(Ctx *ctx, const Revision *revision, const Published *how)
{
    PersonalSpots spots;

    if (how->personal_ok)
        return OK;
    TRY(personal_in_texts(ctx, revision, &spots));
    if (spots.len == 0)
        return OK;
    return ctx_problem(
        ctx, "personal",
        TR_FORMAT(ctx->arena, ctx->lang, "{where} 里有像{what}的数字，请先处理",
                  {"where", spots.at[0].where},
                  {"what", tr_text(ctx->lang, text_cstr(ctx->arena, spots.at[0].what))}));
}

static Status
publish_one(Ctx *ctx, DisclosureBatch *batch, const Item *item, bool community,
            const Content *content, RegionCode region, const Published *how, int64_t *id_out)
{
    Disclosure disclosure = {
        .id = id_new(),
        .region = region,
        .item = item->code,
        .item_version = item->id,
        .affair = item->affair,
        .period = content->period_text,
        .lock = 1,
    };
    Revision revision = {
        .disclosure = disclosure.id,
        .number = 1,
        .kind = content->kind,
        .title = content->title,
        .summary = content->summary,
        .body = content->body,
        .table = content->table,
        .reason = content->kind == DISCLOSURE_EXCEPTION ? content->reason : T(""),
        .review_on = content->review_on,
        .personal_ok = how->personal_ok,
    };
    Publication publication = {
        .disclosure = &disclosure,
        .revision = &revision,
        .item = item,
        .community = community,
        .at = how->published_at,
        .attachments = digests_of(ctx->arena, how),
        .tallies = batch->tallies,
        .duties = batch->duties,
        .now = batch->now,
    };

    TRY(check_personal(ctx, &revision, how));
    publication_prepare(ctx, &publication);
    TRY(write_disclosure(ctx, &disclosure, content->period, how));
    TRY(write_revision(ctx, &disclosure, content, how, &revision));
    TRY(write_attachments(ctx, disclosure.id, how));
    *id_out = disclosure.id;
    return publication_count(ctx, &publication);
}

static Status
add_one(Ctx *ctx, DisclosureBatch *batch, const DisclosureInput *input, const Published *how,
        int64_t *id_out)
{
    bool community;
    const Item *item;
    Content content;

    TRY(actor_require(ctx, CAN_DRAFT, input->region));
    TRY(actor_require(ctx, CAN_REVIEW, input->region));
    TRY(find_place(ctx, batch, input->region, &community));
    TRY(find_item(ctx, batch, input->region, input->item, &item));
    TRY(content_check(ctx, item, community, (Columns){0}, input, &content));
    if (batch->count == 0)
        TRY(search_bulk(ctx, true));
    TRY(publish_one(ctx, batch, item, community, &content, input->region, how, id_out));
    if (batch->touched != input->region)
        region_touch(ctx, input->region);
    batch->touched = input->region;
    batch->count++;
    return OK;
}

/* Problems are told to the caller, so they have to outlive the row. */
static void
keep_problems(DisclosureBatch *batch, Problems *problems)
{
    Problem *kept = NEW_ARRAY(batch->keep, Problem, PROBLEMS_MAX);

    for (size_t i = 0; i < problems->len; i++)
        kept[i] = (Problem){
            .field = text_copy(batch->keep, problems->at[i].field),
            .sentence = text_copy(batch->keep, problems->at[i].sentence),
        };
    problems->at = kept;
}

Status
disclosure_batch_add(Ctx *ctx, DisclosureBatch *batch, const DisclosureInput *input,
                     const Published *how, int64_t *id_out)
{
    Time now = ctx->now;
    Status status;

    batch->now = now;
    arena_reset(scratch);
    ctx->arena = scratch;
    ctx->problems = (Problems){0};
    status = check_dates(ctx, how, now);
    /* All is checked and written as of the day of publication. */
    ctx->now = how->published_at;
    if (status == OK)
        status = add_one(ctx, batch, input, how, id_out);
    ctx->now = now;
    ctx->arena = batch->keep;
    if (ctx->problems.len != 0)
        keep_problems(batch, &ctx->problems);
    else
        ctx->problems = (Problems){0};
    return status;
}

static Status
settle_duties(Ctx *ctx, DisclosureBatch *batch)
{
    Status status;

    arena_reset(scratch);
    ctx->arena = scratch;
    status = duty_batch_write(ctx, batch->duties, batch->tallies);
    ctx->arena = batch->keep;
    return status;
}

Status
disclosure_batch_finish(Ctx *ctx, DisclosureBatch *batch)
{
    TRY(settle_duties(ctx, batch));
    if (batch->count != 0)
        TRY(search_bulk(ctx, false));
    TRY(tally_batch_write(ctx, batch->tallies));
    store_touch(ctx, 0);
    return audit(ctx, 0, "disclosure.import", 0,
                 text_printf(ctx->arena, "%lld", (long long)batch->count));
}
