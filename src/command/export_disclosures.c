/*
 * mingbai export disclosures: what is published now, newest revision each, village by village, with
 * everything in it: the file is as confidential as the database.
 */
#include "base/buf.h"
#include "base/json.h"
#include "command/data_work.h"
#include "disclosure/disclosure.h"
#include "sheet/write.h"

enum { TABLE_JSON_BYTES_MAX = 16 * 1024 * 1024 };

static Text
table_json(Arena *arena, const Table *table)
{
    Buf buf = buf_new(arena, TABLE_JSON_BYTES_MAX);
    Json json = json_new(&buf);

    if (table->rows == 0)
        return T("");
    json_object_begin(&json);
    json_key(&json, "columns");
    json_raw(&json, columns_to_json(arena, table->columns));
    json_key(&json, "rows");
    json_array_begin(&json);
    for (size_t row = 0; row < table->rows; row++) {
        json_array_begin(&json);
        for (size_t i = 0; i < table->columns.len; i++)
            json_text(&json, table->cells[row * table->columns.len + i]);
        json_array_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    json_end(&json);
    return buf_done(&buf);
}

static Text
time_or_nothing(Arena *arena, OptInt time)
{
    return time.set ? time_format(arena, time.value) : T("");
}

static Status
put_disclosure(Ctx *ctx, ExportTask *task, int64_t id)
{
    Arena *arena = ctx->arena;
    Disclosure disclosure;
    Revision revision;
    Text cells[DC_COUNT];

    TRY(disclosure_get(ctx, id, &disclosure));
    TRY(disclosure_revision(ctx, id, disclosure.revision, &revision));
    cells[DC_REGION] = region_code_format(arena, disclosure.region);
    cells[DC_ITEM] = disclosure.item;
    cells[DC_PERIOD] = disclosure.period;
    cells[DC_KIND] = text_c(disclosure_kind_name(revision.kind));
    cells[DC_TITLE] = revision.title;
    cells[DC_SUMMARY] = revision.summary;
    cells[DC_BODY] = revision.body;
    cells[DC_TABLE] = table_json(arena, &revision.table);
    cells[DC_REASON] = revision.kind == DISCLOSURE_EXCEPTION ? revision.reason : T("");
    cells[DC_REVIEW_ON] =
        revision.review_on.set ? day_format(arena, (Day)revision.review_on.value) : T("");
    cells[DC_SUBMITTED_AT] = time_or_nothing(arena, revision.submitted_at);
    cells[DC_PUBLISHED_AT] = time_or_nothing(arena, revision.published_at);
    cells[DC_PERSONAL_OK] = revision.personal_ok ? T("1") : T("0");
    task->rows++;
    return sheet_writer_row(ctx, task->writer, cells, DC_COUNT);
}

typedef struct Ids {
    int64_t *at;
    size_t len, room;
} Ids;

static void
ids_add(Arena *arena, Ids *ids, int64_t id)
{
    if (ids->len == ids->room) {
        size_t room = ids->room == 0 ? 256 : ids->room * 2;

        ids->at = arena_grow(arena, ids->at, ids->room * sizeof(int64_t), room * sizeof(int64_t));
        ids->room = room;
    }
    ids->at[ids->len++] = id;
}

/* The ids of all that a village has published, newest first. */
static Status
published_of(Ctx *ctx, RegionCode village, Ids *out)
{
    DisclosureLines lines;
    Text cursor = {0};

    *out = (Ids){0};
    do {
        TRY(disclosure_list(
            ctx,
            &(DisclosureFilter){.region = village, .cursor = cursor, .limit = DISCLOSURE_PAGE_MAX},
            &lines));
        for (size_t i = 0; i < lines.len; i++)
            if (!lines.at[i].withdrawn)
                ids_add(ctx->arena, out, lines.at[i].id);
        cursor = lines.next;
    } while (cursor.at != NULL);
    return OK;
}

/* Oldest first, so that they keep their order when they go in again.  Closed places, too: what they
 * published stays. */
static Status
put_village(Ctx *ctx, ExportTask *task, const Region *region)
{
    Ids ids;

    if (region->level != LEVEL_VILLAGE)
        return OK;
    TRY(published_of(ctx, region->code, &ids));
    while (ids.len > 0) {
        ArenaMark mark = arena_mark(ctx->arena);
        Status status = put_disclosure(ctx, task, ids.at[--ids.len]);

        arena_release(ctx->arena, mark);
        TRY(status);
    }
    return OK;
}

Status
export_disclosures(Ctx *ctx, ExportTask *task)
{
    TRY(sheet_writer_row(ctx, task->writer, disclosure_csv_columns, DC_COUNT));
    return export_places(ctx, task, put_village);
}
