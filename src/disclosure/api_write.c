#include "disclosure/api.h"
#include "disclosure/attachment.h"
#include "disclosure/detail.h"

static void
put_time(Ctx *ctx, Json *json, const char *key, OptInt time)
{
    if (time.set)
        json_put_text(json, key, time_format(ctx->arena, time.value));
    else
        json_put_none(json, key);
}

static void
put_column(Json *json, const Column *column)
{
    json_object_begin(json);
    json_put_text(json, "name", column->name);
    json_put_text(json, "type", text_c(column_kind_name(column->kind)));
    json_put_text(json, "audience", text_c(audience_name(column->audience)));
    json_object_end(json);
}

/* The columns that the acting person may see, and their cells, masked. */
static void
put_table(Ctx *ctx, const Table *table, Reader reader, Json *json)
{
    json_key(json, "table");
    json_object_begin(json);
    json_key(json, "columns");
    json_array_begin(json);
    for (size_t i = 0; i < table->columns.len; i++)
        if (column_visible(&table->columns.at[i], reader))
            put_column(json, &table->columns.at[i]);
    json_array_end(json);
    json_key(json, "rows");
    json_array_begin(json);
    for (size_t row = 0; row < table->rows; row++) {
        json_array_begin(json);
        for (size_t i = 0; i < table->columns.len; i++) {
            const Column *column = &table->columns.at[i];

            if (column_visible(column, reader))
                json_text(json, cell_shown(ctx->arena, column,
                                           table->cells[row * table->columns.len + i], reader));
        }
        json_array_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

static Status
put_files(Ctx *ctx, const Disclosure *disclosure, int64_t number, Reader reader, Json *json)
{
    static const char *const states[] = {[ATTACHMENT_PENDING] = "pending",
                                         [ATTACHMENT_SAFE] = "safe",
                                         [ATTACHMENT_REFUSED] = "refused"};
    Attachments files;
    bool staff = (reader & (1u << AUDIENCE_STAFF)) != 0;

    TRY(attachment_list(ctx, disclosure->id, number, &files));
    json_key(json, "attachments");
    json_array_begin(json);
    for (size_t i = 0; i < files.len; i++) {
        const Attachment *file = &files.at[i];

        if (!staff && (file->state != ATTACHMENT_SAFE || !attachment_reads(file, reader)))
            continue;
        json_object_begin(json);
        json_put_id(json, "id", file->id);
        json_put_text(json, "name", file->name);
        json_put_text(json, "kind", file->pdf ? T("pdf") : T("image"));
        json_put_text(json, "state", text_c(states[file->state]));
        json_put_text(json, "audience", text_c(audience_name(attachment_audience(file))));
        json_put_int(json, "bytes", file->bytes);
        json_put_text(json, "url", text_printf(ctx->arena, "/f/%lld", (long long)file->id));
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

static void
put_head(Ctx *ctx, const Disclosure *disclosure, int64_t number, Reader reader, Json *json)
{
    json_put_id(json, "id", disclosure->id);
    json_put_text(json, "region", region_code_format(ctx->arena, disclosure->region));
    json_put_text(json, "item", disclosure->item);
    json_put_text(json, "affair", text_c(affair_name(disclosure->affair)));
    json_put_text(json, "period", disclosure->period);
    json_put_text(json, "kind", text_c(disclosure_kind_name(disclosure->kind)));
    json_put_text(json, "state", text_c(disclosure_state_name(disclosure->state)));
    json_put_int(json, "revision", number);
    put_time(ctx, json, "first_published_at", disclosure->first_published_at);
    put_time(ctx, json, "published_at", disclosure->published_at);
    if (disclosure->notice_until.set)
        json_put_text(json, "notice_until",
                      day_format(ctx->arena, (Day)disclosure->notice_until.value));
    else
        json_put_none(json, "notice_until");
    if ((reader & (1u << AUDIENCE_STAFF)) != 0)
        json_put_int(json, "lock", disclosure->lock);
    json_put_text(json, "url", text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id));
}

Status
api_put_disclosure(Ctx *ctx, const Disclosure *disclosure, int64_t number, Json *json)
{
    Reader reader;
    bool staff;
    Revision revision;
    Item item;

    TRY(disclosure_reader_of(ctx, disclosure, &reader));
    staff = (reader & (1u << AUDIENCE_STAFF)) != 0;
    if (number == 0)
        number = staff && disclosure->working != 0 ? disclosure->working : disclosure->revision;
    TRY(disclosure_revision(ctx, disclosure->id, number, &revision));
    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    json_object_begin(json);
    put_head(ctx, disclosure, number, reader, json);
    json_put_text(json, "title", revision.title);
    if (disclosure->withdrawn_at.set) {
        put_time(ctx, json, "withdrawn_at", disclosure->withdrawn_at);
        json_put_text(json, "withdrawn_reason", disclosure->withdrawn_reason);
    }
    if (staff && !text_is_empty(revision.return_reason))
        json_put_text(json, "return_reason", revision.return_reason);
    if (number > 1)
        json_put_text(json, "reason", revision.reason);
    /* A tombstone has no content; texts for residents only are not the public's. */
    if (staff || (!disclosure->withdrawn_at.set &&
                  disclosure_texts_open(ctx, disclosure, &item, revision.kind, reader))) {
        json_put_text(json, "summary", revision.summary);
        json_put_text(json, "body", revision.body);
        put_table(ctx, &revision.table, reader, json);
        TRY(put_files(ctx, disclosure, number, reader, json));
    }
    json_object_end(json);
    return OK;
}
