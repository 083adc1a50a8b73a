/*
 * Lists: the board, a person's own, and what an office has to do.
 */
#include "opinion/queue.h"

#include <stdlib.h>

#include "base/tr.h"
#include "opinion/inside.h"

enum { SEALED_SHOWN_MAX = 200, COUNT_MAX = 999, TOWNSHIP_UNIT = 1000, DISTRICT_UNIT = 1000000 };

/* ---- cursors: "ID", or "KEY.ID" where a list has another order ---- */

static Status
bad_cursor(Ctx *ctx)
{
    return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
}

static Status
id_before(Ctx *ctx, Text cursor, int64_t *out)
{
    *out = INT64_MAX;
    if (text_is_empty(cursor) || text_to_i64(cursor, out))
        return OK;
    return bad_cursor(ctx);
}

static Status
key_after(Ctx *ctx, Text cursor, int64_t *key_out, int64_t *id_out)
{
    Text key, id;

    *key_out = *id_out = 0;
    if (text_is_empty(cursor))
        return OK;
    if (!text_cut(cursor, '.', &key, &id) || !text_to_i64(key, key_out) || !text_to_i64(id, id_out))
        return bad_cursor(ctx);
    return OK;
}

static Status
page_by_id(Ctx *ctx, const OpinionRecords *rows, int limit, OpinionSight least, Opinions *out)
{
    TRY(opinion_list(ctx, rows, limit, least, out));
    if (rows->len > (size_t)limit)
        out->next = text_printf(ctx->arena, "%lld", (long long)rows->at[limit - 1].id);
    return OK;
}

static Status
page_by_key(Ctx *ctx, const OpinionRecords *rows, bool by_region, Opinions *out)
{
    const OpinionRecord *last;

    /* What is shown to everybody is no work for those whom it is about. */
    TRY(opinion_list(ctx, rows, OPINIONS_PAGE, SEES_STAFF, out));
    if (rows->len <= OPINIONS_PAGE)
        return OK;
    last = &rows->at[OPINIONS_PAGE - 1];
    out->next =
        text_printf(ctx->arena, "%lld.%lld",
                    (long long)(by_region ? last->region : last->resolve_due), (long long)last->id);
    return OK;
}

/* ---- the board ---- */

Status
opinion_board(Ctx *ctx, RegionCode region, Text cursor, int limit, Opinions *out)
{
    const Actor *person = ctx->actor;
    int64_t before, asked = (int64_t)limit + 1;
    OpinionRecords rows;
    Status status;

    TRY(id_before(ctx, cursor, &before));
    switch (region_code_level(region)) {
    case LEVEL_VILLAGE:
        TRY(opinion_shown_village(ctx, region, before, asked, &rows));
        break;
    case LEVEL_TOWNSHIP:
        TRY(opinion_shown_township(ctx, region / TOWNSHIP_UNIT, before, asked, &rows));
        break;
    case LEVEL_DISTRICT:
        TRY(opinion_shown_district(ctx, region / DISTRICT_UNIT, before, asked, &rows));
        break;
    case LEVEL_TOP:
    case LEVEL_PROVINCE:
    case LEVEL_CITY:
        TRY(opinion_shown_all(ctx, before, asked, &rows));
        break;
    }
    ctx->actor = NULL; /* the board is the same for everybody */
    status = page_by_id(ctx, &rows, limit, SEES_PUBLIC, out);
    ctx->actor = person;
    return status;
}

Status
opinion_mine(Ctx *ctx, Text cursor, Opinions *out)
{
    OpinionRecords rows;
    int64_t before;

    if (ctx->actor == NULL || ctx->actor->system)
        return DENIED;
    TRY(id_before(ctx, cursor, &before));
    TRY(opinion_of_account(ctx, ctx->actor->account, before, OPINIONS_PAGE + 1, &rows));
    return page_by_id(ctx, &rows, OPINIONS_PAGE, SEES_PUBLIC, out);
}

Status
opinion_filed(Ctx *ctx, Text cursor, Opinions *out)
{
    OpinionRecords rows;
    int64_t before;

    if (ctx->actor == NULL || ctx->actor->system)
        return DENIED;
    TRY(id_before(ctx, cursor, &before));
    TRY(opinion_filed_by(ctx, ctx->actor->account, before, OPINIONS_PAGE + 1, &rows));
    return page_by_id(ctx, &rows, OPINIONS_PAGE, SEES_PUBLIC, out);
}

/* ---- what an office has to do ---- */

static Status
busy(Ctx *ctx, RegionCode place, int64_t due, int64_t id, int64_t limit, OpinionRecords *rows)
{
    switch (region_code_level(place)) {
    case LEVEL_VILLAGE:
        return opinion_busy_village(
            ctx,
            &(OpinionBusyVillageArgs){
                .scope = place, .after_due = due, .after_id = id, .limit = limit},
            rows);
    case LEVEL_TOWNSHIP:
        return opinion_busy_township(
            ctx,
            &(OpinionBusyTownshipArgs){
                .scope = place / TOWNSHIP_UNIT, .after_due = due, .after_id = id, .limit = limit},
            rows);
    case LEVEL_TOP:
    case LEVEL_PROVINCE:
    case LEVEL_CITY:
    case LEVEL_DISTRICT:
        break;
    }
    return opinion_busy_district(
        ctx,
        &(OpinionBusyDistrictArgs){
            .scope = place / DISTRICT_UNIT, .after_due = due, .after_id = id, .limit = limit},
        rows);
}

static Status
done(Ctx *ctx, RegionCode place, int64_t before, OpinionRecords *rows)
{
    switch (region_code_level(place)) {
    case LEVEL_VILLAGE:
        return opinion_done_village(ctx, place, before, OPINIONS_PAGE + 1, rows);
    case LEVEL_TOWNSHIP:
        return opinion_done_township(ctx, place / TOWNSHIP_UNIT, before, OPINIONS_PAGE + 1, rows);
    case LEVEL_TOP:
    case LEVEL_PROVINCE:
    case LEVEL_CITY:
    case LEVEL_DISTRICT:
        break;
    }
    return opinion_done_district(ctx, place / DISTRICT_UNIT, before, OPINIONS_PAGE + 1, rows);
}

/* Past a deadline: without a reply after the day, or after the seven days. */
static bool
is_overdue(const Ctx *ctx, const OpinionRecord *record)
{
    return record->busy && (record->resolve_due <= ctx->now ||
                            (!record->replied_at.set && record->reply_due <= ctx->now));
}

/* Overdue ones are few where the clock works; the earliest deadlines come first. */
static Status
overdue(Ctx *ctx, RegionCode place, Text cursor, Opinions *out)
{
    OpinionRecords rows, late;
    int64_t due, id;

    TRY(key_after(ctx, cursor, &due, &id));
    late = (OpinionRecords){.at = NEW_ARRAY(ctx->arena, OpinionRecord, OPINIONS_PAGE + 1)};
    do {
        TRY(busy(ctx, place, due, id, COUNT_MAX, &rows));
        for (size_t i = 0; i < rows.len && late.len <= OPINIONS_PAGE; i++)
            if (is_overdue(ctx, &rows.at[i]))
                late.at[late.len++] = rows.at[i];
        if (rows.len != 0) {
            due = rows.at[rows.len - 1].resolve_due;
            id = rows.at[rows.len - 1].id;
        }
    } while (rows.len == COUNT_MAX && late.len <= OPINIONS_PAGE);
    return page_by_key(ctx, &late, false, out);
}

static Status
by_place(Ctx *ctx, RegionCode place, OpinionView view, Text cursor, Opinions *out)
{
    RegionRange range = region_range(place);
    int64_t region, id;
    OpinionRecords rows;

    TRY(key_after(ctx, cursor, &region, &id));
    if (view == VIEW_VISITS)
        TRY(opinion_to_visit(ctx,
                             &(OpinionToVisitArgs){.first = range.first,
                                                   .last = range.last,
                                                   .after_region = region,
                                                   .after_id = id,
                                                   .limit = OPINIONS_PAGE + 1},
                             &rows));
    else
        TRY(opinion_petitions(ctx,
                              &(OpinionPetitionsArgs){.first = range.first,
                                                      .last = range.last,
                                                      .after_region = region,
                                                      .after_id = id,
                                                      .limit = OPINIONS_PAGE + 1},
                              &rows));
    return page_by_key(ctx, &rows, true, out);
}

static int
newest_first(const void *left, const void *right)
{
    const Opinion *one = left;
    const Opinion *other = right;

    return one->id > other->id ? -1 : one->id < other->id;
}

static Status
sealed(Ctx *ctx, RegionCode place, Opinions *out)
{
    RegionRange range = region_range(place);
    OpinionRecords rows;

    TRY(opinion_sealed_within(ctx,
                              &(OpinionSealedWithinArgs){.first = range.first,
                                                         .last = range.last,
                                                         .before = INT64_MAX,
                                                         .limit = SEALED_SHOWN_MAX},
                              &rows));
    TRY(opinion_list(ctx, &rows, SEALED_SHOWN_MAX, SEES_STAFF, out));
    /* What a person sent stays their own: here are those that they read as an inspector. */
    if (out->len > 1)
        qsort(out->at, out->len, sizeof out->at[0], newest_first);
    return OK;
}

Status
opinion_queue(Ctx *ctx, RegionCode place, OpinionView view, Text cursor, Opinions *out)
{
    OpinionRecords rows;
    int64_t due, id;

    if (view == VIEW_SEALED) {
        TRY(actor_require(ctx, CAN_READ_MISCONDUCT, place));
        return ctx->actor->system ? DENIED : sealed(ctx, place, out);
    }
    /* Whoever only calls back sees what is to be called back. */
    TRY(actor_require(ctx, view == VIEW_VISITS ? CAN_VISIT_SENDERS : CAN_READ_OPINIONS, place));
    switch (view) {
    case VIEW_OURS:
        TRY(key_after(ctx, cursor, &due, &id));
        TRY(opinion_busy_office(
            ctx,
            &(OpinionBusyOfficeArgs){
                .office = place, .after_due = due, .after_id = id, .limit = OPINIONS_PAGE + 1},
            &rows));
        return page_by_key(ctx, &rows, false, out);
    case VIEW_OPEN:
        TRY(key_after(ctx, cursor, &due, &id));
        TRY(busy(ctx, place, due, id, OPINIONS_PAGE + 1, &rows));
        return page_by_key(ctx, &rows, false, out);
    case VIEW_OVERDUE:
        return overdue(ctx, place, cursor, out);
    case VIEW_VISITS:
    case VIEW_PETITION:
        return by_place(ctx, place, view, cursor, out);
    case VIEW_DONE:
        TRY(id_before(ctx, cursor, &id));
        TRY(done(ctx, place, id, &rows));
        return page_by_id(ctx, &rows, OPINIONS_PAGE, SEES_STAFF, out);
    case VIEW_SEALED:
    case OPINION_VIEWS:
        break;
    }
    return NOT_FOUND;
}

Status
opinion_extensions(Ctx *ctx, RegionCode place, Opinions *out)
{
    RegionRange range = region_range(place);
    OpinionRecords rows;

    TRY(actor_require(ctx, CAN_GRANT_EXTENSION, place));
    TRY(opinion_extensions_asked(ctx,
                                 &(OpinionExtensionsAskedArgs){.first = range.first,
                                                               .last = range.last,
                                                               .after_region = 0,
                                                               .after_id = 0,
                                                               .limit = SEALED_SHOWN_MAX},
                                 &rows));
    return opinion_list(ctx, &rows, SEALED_SHOWN_MAX, SEES_STAFF, out);
}
