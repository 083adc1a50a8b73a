/*
 * Lists: which statement the shape of a filter asks for, and cursors that stay right while new ones
 * come.
 */
#include "base/tr.h"
#include "disclosure/parts.h"

enum { PAGE_DEFAULT = 20 };

/* A place in the order (published_at, id), newest first. */
typedef struct Cursor {
    Time at;
    int64_t id;
} Cursor;

static Text
cursor_format(Arena *arena, const DisclosureLine *line)
{
    return text_printf(arena, "%lld-%lld", (long long)line->published_at.value,
                       (long long)line->id);
}

static Status
cursor_parse(Ctx *ctx, Text text, Cursor *out)
{
    Text at;
    Text id;

    *out = (Cursor){INT64_MAX, INT64_MAX};
    if (text_is_empty(text))
        return OK;
    if (!text_cut(text, '-', &at, &id) || !text_to_i64(at, &out->at) || !text_to_i64(id, &out->id))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对，请从第一页开始"));
    return OK;
}

/* ---- lines as a reader sees them ---- */

Status
line_from_stored(Ctx *ctx, const StoredLine *row, DisclosureLine *out)
{
    Reader reader = disclosure_reader(ctx, row->region);
    Audience audience;
    Item item;

    *out = (DisclosureLine){
        .id = row->id,
        .region = row->region,
        .region_name = row->region_name,
        .item = row->item,
        .affair = (Affair)row->affair,
        .period = row->period,
        .title = row->title,
        .summary = row->summary,
        .revision = row->revision,
        .published_at = row->published_at,
        .notice_until = row->notice_until,
        .withdrawn = row->withdrawn_at.set,
        .count = row->count,
    };
    (void)disclosure_kind_parse(row->kind, &out->kind);
    (void)disclosure_state_parse(row->state, &out->state);
    if ((reader & (1u << AUDIENCE_STAFF)) == 0 && !out->withdrawn)
        out->state = STATE_PUBLISHED;
    TRY(catalogue_version(ctx, row->item_version, &item));
    audience = disclosure_audience(
        ctx, &(Disclosure){.revision = row->revision, .notice_until = row->notice_until}, &item,
        out->kind);
    if (audience == AUDIENCE_AFFECTED)
        TRY(disclosure_reader_of(ctx, &(Disclosure){.id = row->id, .region = row->region},
                                 &reader));
    if (!out->withdrawn && audience_reads(audience, reader))
        return OK;
    out->title = default_title(ctx->arena, ctx->lang, &item, row->period);
    out->summary = out->withdrawn ? row->withdrawn_reason : T("");
    return OK;
}

static Status
from_stored(Ctx *ctx, const StoredLines *rows, DisclosureLines *out)
{
    *out =
        (DisclosureLines){.at = NEW_ARRAY(ctx->arena, DisclosureLine, rows->len), .len = rows->len};
    for (size_t i = 0; i < rows->len; i++)
        TRY(line_from_stored(ctx, &rows->at[i], &out->at[i]));
    return OK;
}

/* ---- published ones ---- */

typedef struct Query {
    RegionCode region;
    int affair;
    Text item;
    Text period;
    Time from_at; /* nothing about a period is published before it begins */
    Cursor before;
    int limit;
} Query;

static Status
query_village(Ctx *ctx, const Query *q, StoredLines *rows)
{
    if (q->item.len == 0)
        return lines_of_village(ctx,
                                &(LinesOfVillageArgs){.region = q->region,
                                                      .affair = q->affair,
                                                      .period = q->period,
                                                      .before_at = q->before.at,
                                                      .before_id = q->before.id,
                                                      .limit = q->limit},
                                rows);
    return lines_of_village_item(ctx,
                                 &(LinesOfVillageItemArgs){.region = q->region,
                                                           .item = q->item,
                                                           .affair = q->affair,
                                                           .period = q->period,
                                                           .before_at = q->before.at,
                                                           .before_id = q->before.id,
                                                           .limit = q->limit},
                                 rows);
}

static Status
query_township(Ctx *ctx, const Query *q, StoredLines *rows)
{
    return lines_of_township(ctx,
                             &(LinesOfTownshipArgs){.township = q->region / 1000,
                                                    .item = q->item,
                                                    .affair = q->affair,
                                                    .period = q->period,
                                                    .from_at = q->from_at,
                                                    .before_at = q->before.at,
                                                    .before_id = q->before.id,
                                                    .limit = q->limit},
                             rows);
}

static Status
query_wider(Ctx *ctx, const Query *q, StoredLines *rows)
{
    RegionRange range = region_range(q->region);

    if (q->item.len == 0)
        return lines_within(ctx,
                            &(LinesWithinArgs){.first = range.first,
                                               .last = range.last,
                                               .affair = q->affair,
                                               .period = q->period,
                                               .from_at = q->from_at,
                                               .before_at = q->before.at,
                                               .before_id = q->before.id,
                                               .limit = q->limit},
                            rows);
    return lines_of_item(ctx,
                         &(LinesOfItemArgs){.first = range.first,
                                            .last = range.last,
                                            .item = q->item,
                                            .affair = q->affair,
                                            .period = q->period,
                                            .from_at = q->from_at,
                                            .before_at = q->before.at,
                                            .before_id = q->before.id,
                                            .limit = q->limit},
                         rows);
}

static Status
run_query(Ctx *ctx, const Query *query, StoredLines *rows)
{
    switch (region_code_level(query->region)) {
    case LEVEL_VILLAGE:
        return query_village(ctx, query, rows);
    case LEVEL_TOWNSHIP:
        return query_township(ctx, query, rows);
    case LEVEL_TOP:
    case LEVEL_PROVINCE:
    case LEVEL_CITY:
    case LEVEL_DISTRICT:
        break;
    }
    return query_wider(ctx, query, rows);
}

Status
disclosure_list(Ctx *ctx, const DisclosureFilter *filter, DisclosureLines *out)
{
    int limit = filter->limit <= 0 ? PAGE_DEFAULT : filter->limit;
    Query query = {.region = filter->region, .affair = filter->affair};
    Period period;
    StoredLines rows;

    *out = (DisclosureLines){0};
    TRY(cursor_parse(ctx, filter->cursor, &query.before));
    if (limit > DISCLOSURE_PAGE_MAX)
        limit = DISCLOSURE_PAGE_MAX;
    if (!text_is_empty(filter->period)) {
        if (!period_parse(filter->period, &period))
            return OK;
        query.from_at = day_start(period.start);
    }
    if (!text_is_clean(filter->item))
        return OK;
    query.item = text_is_empty(filter->item) ? T("") : filter->item;
    query.period = text_is_empty(filter->period) ? T("") : filter->period;
    query.limit = limit + 1; /* one more tells whether there is a next page */
    TRY(run_query(ctx, &query, &rows));
    TRY(from_stored(ctx, &rows, out));
    if (out->len > (size_t)limit) {
        out->len = (size_t)limit;
        out->next = cursor_format(ctx->arena, &out->at[limit - 1]);
    }
    return OK;
}

Status
disclosure_village_items(Ctx *ctx, RegionCode village, int affair, DisclosureLines *out)
{
    StoredLines rows;

    TRY(lines_newest_of_items(ctx, village, affair, CATALOGUE_ITEMS_MAX, &rows));
    return from_stored(ctx, &rows, out);
}

static int
clamp_limit(int limit)
{
    return limit <= 0 || limit > DISCLOSURE_PAGE_MAX ? DISCLOSURE_PAGE_MAX : limit;
}

Status
disclosure_notices(Ctx *ctx, RegionCode scope, int limit, DisclosureLines *out)
{
    RegionRange range = region_range(scope);
    StoredLines rows;

    if (range.first == range.last)
        TRY(lines_in_notice_of(ctx, scope, ctx_today(ctx), clamp_limit(limit), &rows));
    else
        TRY(lines_in_notice(ctx,
                            &(LinesInNoticeArgs){.first = range.first,
                                                 .last = range.last,
                                                 .today = ctx_today(ctx),
                                                 .limit = clamp_limit(limit)},
                            &rows));
    return from_stored(ctx, &rows, out);
}

Status
disclosure_work(Ctx *ctx, RegionCode scope, DisclosureState state, int limit, DisclosureLines *out)
{
    RegionRange range = region_range(scope);
    StoredLines rows;

    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, scope));
    TRY(lines_in_hand(ctx,
                      &(LinesInHandArgs){.state = text_c(disclosure_state_name(state)),
                                         .first = range.first,
                                         .last = range.last,
                                         .limit = clamp_limit(limit)},
                      &rows));
    return from_stored(ctx, &rows, out);
}

Status
disclosure_previous(Ctx *ctx, RegionCode region, Text item, Text period, Disclosure *out)
{
    Period parsed;
    DisclosureBeforeRow row;

    if (!period_parse(period, &parsed) || !text_is_clean(item))
        return NOT_FOUND;
    TRY(disclosure_before(ctx, region, item, parsed.start, &row));
    return disclosure_get(ctx, row.id, out);
}
