/*
 * Resources: land, water and woods of the collective.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "property/inside.h"

Resource
resource_from(const ResourceRecord *record)
{
    Resource resource = {
        .id = record->id,
        .region = record->region,
        .name = record->name,
        .area_milli = record->area_milli,
        .place = record->place,
        .use = record->purpose,
        .note = record->note,
        .lock = record->lock,
    };

    (void)resource_kind_parse(record->kind, &resource.kind);
    (void)resource_state_parse(record->state, &resource.state);
    return resource;
}

/* ---- reading ---- */

Status
resource_get(Ctx *ctx, int64_t id, Resource *out)
{
    ResourceRecord record;

    TRY(resource_by_id(ctx, id, &record));
    TRY(property_read(ctx, record.region));
    *out = resource_from(&record);
    return contract_let(ctx, id, ctx_today(ctx), &out->let_milli);
}

Status
resource_find(Ctx *ctx, RegionCode village, Text name, Resource *out)
{
    ResourceRecord record;

    TRY(property_read(ctx, village));
    TRY(resource_by_name(ctx, village, name, &record));
    *out = resource_from(&record);
    return contract_let(ctx, out->id, ctx_today(ctx), &out->let_milli);
}

Status
resource_list(Ctx *ctx, RegionCode village, Text cursor, Resources *out)
{
    ResourceRecords rows;
    int64_t after;

    *out = (Resources){0};
    TRY(property_read(ctx, village));
    TRY(property_cursor(ctx, cursor, &after));
    TRY(resources_after(ctx, village, after, PROPERTY_PAGE + 1, &rows));
    out->at = NEW_ARRAY(ctx->arena, Resource, rows.len);
    for (size_t i = 0; i < rows.len && i < PROPERTY_PAGE; i++) {
        Resource *resource = &out->at[out->len++];

        *resource = resource_from(&rows.at[i]);
        TRY(contract_let(ctx, resource->id, ctx_today(ctx), &resource->let_milli));
    }
    if (out->len != 0)
        out->next = property_next(ctx, rows.len, out->at[out->len - 1].id);
    return OK;
}

/* ---- writing ---- */

/* What contracts let of it must fit into it. */
static Status
check_contracts(Ctx *ctx, const Resource *resource)
{
    int64_t peak, now;

    TRY(contract_peak(ctx, resource->id, 0, &peak));
    TRY(contract_let(ctx, resource->id, ctx_today(ctx), &now));
    if (peak > resource->area_milli)
        (void)!ctx_problem(ctx, "area",
                           TR_FORMAT(ctx->arena, ctx->lang,
                                     "合同里已经发包 {let} 亩，面积不能比它小",
                                     {"let", decimal_format(ctx->arena, peak)}));
    if (resource->state == RESOURCE_GONE && now != 0)
        (void)!ctx_problem(ctx, "state", TR(ctx->lang, "还有没到期的合同，先把合同终止"));
    return OK;
}

Status
resource_check(Ctx *ctx, Resource *resource)
{
    ResourceRecord twin;
    ResourcesCountRow count;
    Status status;

    resource->name = property_text(ctx, "name", resource->name, PROPERTY_NAME_CHARS_MAX,
                                   TR(ctx->lang, "请写资源的名称，例如“北沟机动地”"));
    resource->place =
        property_text(ctx, "place", resource->place, PROPERTY_TEXT_CHARS_MAX, (Text){0});
    resource->use = property_text(ctx, "use", resource->use, PROPERTY_TEXT_CHARS_MAX, (Text){0});
    resource->note = property_text(ctx, "note", resource->note, PROPERTY_TEXT_CHARS_MAX, (Text){0});
    if ((unsigned)resource->kind >= RESOURCE_KINDS)
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选资源的种类"));
    if ((unsigned)resource->state >= RESOURCE_STATES)
        (void)!ctx_problem(ctx, "state", TR(ctx->lang, "请选使用状态"));
    property_quantity(ctx, "area", resource->area_milli);
    TRY(ctx_checked(ctx));
    status = resource_by_name(ctx, resource->region, resource->name, &twin);
    if (status == OK && twin.id != resource->id)
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "这个名称的资源已经有了"));
    else if (status != OK && status != NOT_FOUND)
        return status;
    if (resource->id != 0)
        TRY(check_contracts(ctx, resource));
    TRY(resources_count(ctx, resource->region, &count));
    if (resource->id == 0)
        property_room(ctx, "name", count.count, PROPERTY_ROWS_MAX);
    return ctx_checked(ctx);
}

Status
resource_write(Ctx *ctx, const Resource *input, Resource *out)
{
    int64_t changed = 1;
    Text kind, state;

    *out = *input;
    TRY(resource_check(ctx, out));
    kind = text_c(resource_kind_name(out->kind));
    state = text_c(resource_state_name(out->state));
    out->lock++;
    if (input->id != 0) {
        TRY(resource_update(ctx,
                            &(ResourceUpdateArgs){out->id, input->lock, out->name, kind,
                                                  out->area_milli, out->place, out->use, state,
                                                  out->note},
                            &changed));
        return property_one(changed);
    }
    out->id = id_new();
    out->lock = 1;
    return resource_insert(ctx, &(ResourceInsertArgs){out->id, out->region, out->name, kind,
                                                      out->area_milli, out->place, out->use, state,
                                                      out->note});
}

Status
resource_put(Ctx *ctx, const Resource *input, Resource *out)
{
    Resource row = *input;
    ResourceRecord before;

    if (row.id != 0) {
        TRY(resource_by_id(ctx, row.id, &before));
        row.region = before.region;
    }
    TRY(property_begin(ctx, row.region));
    TRY(resource_write(ctx, &row, out));
    TRY(contract_let(ctx, out->id, ctx_today(ctx), &out->let_milli));
    return property_finish(ctx, row.region, REGISTER_RESOURCES, DAY_LEAST,
                           row.id != 0 ? PROPERTY_CHANGE : PROPERTY_ADD, out->id, out->name);
}

Status
resource_remove(Ctx *ctx, int64_t id, int64_t lock)
{
    ResourceRecord record;
    int64_t peak, changed;

    TRY(resource_by_id(ctx, id, &record));
    TRY(property_begin(ctx, record.region));
    TRY(contract_peak(ctx, id, 0, &peak));
    if (peak != 0)
        return CONFLICT;
    TRY(resource_delete(ctx, id, lock, &changed));
    TRY(property_one(changed));
    return property_finish(ctx, record.region, REGISTER_RESOURCES, DAY_LEAST, PROPERTY_REMOVE, id,
                           record.name);
}
