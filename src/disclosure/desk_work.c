#include "disclosure/desk_work.h"

#include <stdlib.h>

#include "disclosure/desk.sql.h"

enum { SAME_PERIOD_MAX = 20 };

/* A place in the order (since, id). */
static void
cursor_parse(Text text, int64_t *at_out, int64_t *id_out)
{
    Text at;
    Text id;

    if (text_cut(text, '-', &at, &id) && text_to_i64(at, at_out) && text_to_i64(id, id_out))
        return;
    *at_out = 0;
    *id_out = 0;
}

static int
limit_of(const WorkFilter *filter)
{
    return filter->limit <= 0 || filter->limit > WORK_PAGE ? WORK_PAGE : filter->limit;
}

static Text
cursor_behind(Ctx *ctx, const WorkLine *line)
{
    return text_printf(ctx->arena, "%lld-%lld", (long long)line->since, (long long)line->id);
}

Status
desk_work(Ctx *ctx, const WorkFilter *filter, WorkLines *out)
{
    RegionRange range = region_range(filter->scope);
    int limit = limit_of(filter);
    WorkLinesArgs args = {
        .state = text_c(disclosure_state_name(filter->state)),
        .first = range.first,
        .last = range.last,
        .affair = filter->affair,
        .limit = limit + 1,
    };
    WorkLinesRows rows;

    *out = (WorkLines){0};
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, filter->scope));
    cursor_parse(filter->cursor, &args.after_at, &args.after_id);
    TRY(work_lines(ctx, &args, &rows));
    out->at = NEW_ARRAY(ctx->arena, WorkLine, rows.len);
    for (size_t i = 0; i < rows.len && i < (size_t)limit; i++) {
        const WorkLinesRow *row = &rows.at[i];
        WorkLine *line = &out->at[out->len++];

        *line = (WorkLine){
            .id = row->id,
            .region = row->region,
            .region_name = row->region_name,
            .item = row->item,
            .affair = (Affair)row->affair,
            .period = row->period,
            .state = filter->state,
            .revision = row->revision,
            .title = row->title,
            .since = row->since,
            .return_reason = row->return_reason,
            .writer = row->writer,
        };
        (void)disclosure_kind_parse(row->kind, &line->kind);
    }
    if (rows.len > (size_t)limit)
        out->next = cursor_behind(ctx, &out->at[limit - 1]);
    return OK;
}

static int
longest_waiting_first(const void *left, const void *right)
{
    const WorkLine *one = left;
    const WorkLine *other = right;

    if (one->since != other->since)
        return one->since < other->since ? -1 : 1;
    return one->id < other->id ? -1 : one->id > other->id;
}

Status
desk_work_all(Ctx *ctx, RegionCodes scopes, const WorkFilter *filter, WorkLines *out)
{
    size_t limit = (size_t)limit_of(filter);
    WorkFilter one = *filter;
    bool more = false;

    *out = (WorkLines){.at = NEW_ARRAY(ctx->arena, WorkLine, limit * scopes.len)};
    for (size_t i = 0; i < scopes.len; i++) {
        WorkLines lines;

        one.scope = scopes.at[i];
        TRY(desk_work(ctx, &one, &lines));
        more |= lines.next.at != NULL;
        for (size_t j = 0; j < lines.len; j++)
            out->at[out->len++] = lines.at[j];
    }
    if (scopes.len > 1)
        qsort(out->at, out->len, sizeof out->at[0], longest_waiting_first);
    if (out->len > limit) {
        out->len = limit;
        more = true;
    }
    if (more)
        out->next = cursor_behind(ctx, &out->at[out->len - 1]);
    return OK;
}

Status
desk_work_counts_all(Ctx *ctx, RegionCodes scopes, WorkCounts *out)
{
    *out = (WorkCounts){0};
    for (size_t i = 0; i < scopes.len; i++) {
        WorkCounts counts;

        TRY(desk_work_counts(ctx, scopes.at[i], &counts));
        out->drafts += counts.drafts;
        out->confirming += counts.confirming;
        out->submitted += counts.submitted;
        out->returned += counts.returned;
    }
    return OK;
}

Status
desk_work_counts(Ctx *ctx, RegionCode scope, WorkCounts *out)
{
    RegionRange range = region_range(scope);
    WorkCountsRows rows;

    *out = (WorkCounts){0};
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, scope));
    TRY(work_counts(ctx, range.first, range.last, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        DisclosureState state;

        if (!disclosure_state_parse(rows.at[i].state, &state))
            continue;
        if (state == STATE_DRAFT)
            out->drafts = rows.at[i].count;
        else if (state == STATE_CONFIRMING)
            out->confirming = rows.at[i].count;
        else if (state == STATE_SUBMITTED)
            out->submitted = rows.at[i].count;
        else if (state == STATE_RETURNED)
            out->returned = rows.at[i].count;
    }
    return OK;
}

Status
desk_same_period(Ctx *ctx, RegionCode region, Text item, Text period, SamePeriod *out)
{
    SamePeriodRows rows;

    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, region));
    TRY(same_period(ctx,
                    &(SamePeriodArgs){
                        .region = region, .item = item, .period = period, .limit = SAME_PERIOD_MAX},
                    &rows));
    if (rows.len == 0)
        return NOT_FOUND;
    *out = (SamePeriod){.id = rows.at[0].id, .in_hand = rows.at[0].working != 0};
    for (size_t i = 1; i < rows.len && !out->in_hand; i++)
        if (rows.at[i].working != 0)
            *out = (SamePeriod){.id = rows.at[i].id, .in_hand = true};
    return OK;
}

Status
desk_items_published(Ctx *ctx, RegionCode village, Texts *out)
{
    ItemsPublishedRows rows;

    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, village));
    TRY(items_published(ctx, village, CATALOGUE_ITEMS_MAX, &rows));
    *out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = rows.at[i].item;
    return OK;
}
