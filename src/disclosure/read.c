/*
 * Reading one disclosure: what it is, its revisions, its history, and what of it a reader sees.
 */
#include "base/tr.h"
#include "disclosure/parts.h"

static bool
sees_work(const Ctx *ctx, RegionCode region)
{
    return actor_may(ctx->actor, CAN_READ_STAFF_PARTS, region) ||
           actor_may(ctx->actor, CAN_DRAFT, region);
}

Reader
disclosure_reader(const Ctx *ctx, RegionCode region)
{
    Reader reader = 1u << AUDIENCE_PUBLIC;

    if (actor_may(ctx->actor, CAN_READ_RESIDENT_PARTS, region))
        reader |= 1u << AUDIENCE_RESIDENTS;
    if (actor_may(ctx->actor, CAN_READ_PARTY_PARTS, region))
        reader |= 1u << AUDIENCE_PARTY;
    if (actor_may(ctx->actor, CAN_READ_STAFF_PARTS, region))
        reader |= 1u << AUDIENCE_STAFF;
    return reader;
}

Status
disclosure_get(Ctx *ctx, int64_t id, Disclosure *out)
{
    TRY(disclosure_fetch(ctx, id, out));
    if (sees_work(ctx, out->region))
        return OK;
    if (out->revision == 0)
        return NOT_FOUND;
    /* What is in hand is nobody else's business. */
    out->working = 0;
    if (out->state != STATE_WITHDRAWN)
        out->state = STATE_PUBLISHED;
    return OK;
}

bool
audience_reads(Audience audience, Reader reader)
{
    return audience == AUDIENCE_PUBLIC || (reader & (1u << audience)) != 0 ||
           (reader & (1u << AUDIENCE_STAFF)) != 0;
}

Audience
disclosure_audience(const Ctx *ctx, const Disclosure *disclosure, const Item *item,
                    DisclosureKind kind)
{
    if (disclosure->revision == 0 || kind != DISCLOSURE_REPORT)
        return item->audience;
    return item_audience_on(item, disclosure->notice_until, ctx_today(ctx));
}

bool
disclosure_texts_open(const Ctx *ctx, const Disclosure *disclosure, const Item *item,
                      DisclosureKind kind, Reader reader)
{
    return audience_reads(disclosure_audience(ctx, disclosure, item, kind), reader);
}

/* Texts of an item that is not for this reader, and all of a tombstone, give way to the plain
 * title. */
static Status
close_texts(Ctx *ctx, const Disclosure *disclosure, Reader reader, Revision *revision)
{
    bool staff = (reader & (1u << AUDIENCE_STAFF)) != 0;
    bool tombstone = disclosure->withdrawn_at.set && !staff;
    Item item;

    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    if (!tombstone && disclosure_texts_open(ctx, disclosure, &item, revision->kind, reader))
        return OK;
    revision->title = default_title(ctx->arena, ctx->lang, &item, disclosure->period);
    revision->summary = T("");
    revision->body = T("");
    revision->table = (Table){0};
    /* Why something was corrected speaks of what it says; an exception's ground is for all. */
    if (tombstone || revision->kind == DISCLOSURE_REPORT)
        revision->reason = T("");
    return OK;
}

Status
disclosure_revision(Ctx *ctx, int64_t id, int64_t number, Revision *out)
{
    Disclosure disclosure;
    Reader reader;

    TRY(disclosure_get(ctx, id, &disclosure));
    TRY(revision_fetch(ctx, &disclosure, number, out));
    if (sees_work(ctx, disclosure.region))
        return OK;
    if (!out->published_at.set)
        return NOT_FOUND;
    TRY(disclosure_reader_of(ctx, &disclosure, &reader));
    return close_texts(ctx, &disclosure, reader, out);
}

Status
disclosure_revisions(Ctx *ctx, int64_t id, Revisions *out)
{
    Disclosure disclosure;
    RevisionsPublishedRows rows;
    Reader reader;

    *out = (Revisions){0};
    TRY(disclosure_get(ctx, id, &disclosure));
    if (disclosure.state == STATE_WITHDRAWN && !sees_work(ctx, disclosure.region))
        return OK;
    TRY(disclosure_reader_of(ctx, &disclosure, &reader));
    TRY(revisions_published(ctx, id, REVISIONS_MAX, &rows));
    *out = (Revisions){.at = NEW_ARRAY(ctx->arena, Revision, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const RevisionsPublishedRow *row = &rows.at[i];

        out->at[i] = (Revision){
            .disclosure = id,
            .number = row->number,
            .title = row->title,
            .summary = row->summary,
            .reason = row->reason,
            .review_on = row->review_on,
            .personal_ok = row->personal_ok,
            .created_at = row->created_at,
            .created_by = row->created_by.set ? row->created_by.value : 0,
            .submitted_at = row->submitted_at,
            .submitted_by = row->submitted_by,
            .confirmed_at = row->confirmed_at,
            .confirmed_by = row->confirmed_by,
            .reviewed_at = row->reviewed_at,
            .reviewed_by = row->reviewed_by,
            .published_at = row->published_at,
            .digest = row->digest,
        };
        (void)disclosure_kind_parse(row->kind, &out->at[i].kind);
        TRY(close_texts(ctx, &disclosure, reader, &out->at[i]));
    }
    return OK;
}

enum { EVENTS_MAX = 500 };

/* What everybody may know of a life: not what happened before publication and between. */
static bool
event_is_public(const DisclosureEventListRow *row)
{
    return text_eq(row->kind, T("published")) || text_eq(row->kind, T("withdrawn"));
}

Status
disclosure_events(Ctx *ctx, int64_t id, DisclosureEvents *out)
{
    Disclosure disclosure;
    DisclosureEventListRows rows;
    bool staff;

    TRY(disclosure_get(ctx, id, &disclosure));
    staff = sees_work(ctx, disclosure.region);
    TRY(disclosure_event_list(ctx, id, EVENTS_MAX, &rows));
    *out = (DisclosureEvents){.at = NEW_ARRAY(ctx->arena, DisclosureEvent, rows.len)};
    for (size_t i = 0; i < rows.len; i++) {
        const DisclosureEventListRow *row = &rows.at[i];

        if (!staff && !event_is_public(row))
            continue;
        out->at[out->len++] = (DisclosureEvent){
            .at = row->at,
            .revision = row->revision,
            .kind = row->kind,
            .account_name = staff ? row->account_name : (Text){0},
            .note = row->note,
        };
    }
    return OK;
}

/* ---- what a reader sees ---- */

static void
show_table(Arena *arena, const Table *table, Reader reader, Table *out)
{
    size_t kept[TABLE_COLUMNS_MAX];
    size_t width = 0;

    out->columns.at = NEW_ARRAY(arena, Column, table->columns.len);
    for (size_t i = 0; i < table->columns.len && width < TABLE_COLUMNS_MAX; i++) {
        if (!column_visible(&table->columns.at[i], reader))
            continue;
        out->columns.at[width] = table->columns.at[i];
        kept[width++] = i;
    }
    out->columns.len = width;
    out->rows = width == 0 ? 0 : table->rows;
    out->cells = NEW_ARRAY(arena, Text, out->rows * width);
    for (size_t row = 0; row < out->rows; row++)
        for (size_t i = 0; i < width; i++)
            out->cells[row * width + i] =
                cell_shown(arena, &out->columns.at[i],
                           table->cells[row * table->columns.len + kept[i]], reader);
}

Status
revision_shown(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, Reader reader,
               Revision *out)
{
    *out = *revision;
    show_table(ctx->arena, &revision->table, reader, &out->table);
    return close_texts(ctx, disclosure, reader, out);
}
