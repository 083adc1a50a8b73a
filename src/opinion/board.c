/*
 * The board for programs, and all opinions of a place for files.
 */
#include "opinion/board.h"

#include "base/buf.h"
#include "base/tr.h"
#include "opinion/board.sql.h"
#include "opinion/inside.h"
#include "prose/personal.h"

enum { TOWNSHIP_UNIT = 1000, DISTRICT_UNIT = 1000000, TOPICS_BYTES_MAX = 500, ALL_AT_ONCE = 500 };

/* ",roads,water,", as the statement wants it. */
static Text
topics_of(Ctx *ctx, const OpinionSearch *search)
{
    Buf buf = buf_new(ctx->arena, TOPICS_BYTES_MAX);

    for (int i = 0; i < OPINION_TOPICS; i++) {
        if (!search->topic[i])
            continue;
        buf_text(&buf, T(","));
        buf_text(&buf, text_c(opinion_topic_name((OpinionTopic)i)));
    }
    if (buf.len != 0)
        buf_text(&buf, T(","));
    return buf_done(&buf);
}

static Status
search_above(Ctx *ctx, const OpinionSearch *search, Text topics, int64_t busy,
             OpinionFoundRows *rows)
{
    RegionRange range = region_range(search->region);

    return opinion_search_all(ctx,
                              &(OpinionSearchAllArgs){.first = range.first,
                                                      .last = range.last,
                                                      .begin = search->begin,
                                                      .until = search->until,
                                                      .topics = topics,
                                                      .busy = busy,
                                                      .limit = search->limit + 1,
                                                      .skip = search->skip},
                              rows);
}

#define SEARCH(name, Args, scope_code)                                                             \
    name(ctx,                                                                                      \
         &(Args){.scope = (scope_code),                                                            \
                 .begin = search->begin,                                                           \
                 .until = search->until,                                                           \
                 .topics = topics,                                                                 \
                 .busy = busy,                                                                     \
                 .limit = search->limit + 1,                                                       \
                 .skip = search->skip},                                                            \
         rows)

static Status
search_rows(Ctx *ctx, const OpinionSearch *search, OpinionFoundRows *rows)
{
    RegionCode region = search->region;
    Text topics = topics_of(ctx, search);
    int64_t busy = search->open == search->closed ? -1 : search->open;

    switch (region_code_level(region)) {
    case LEVEL_VILLAGE:
        return SEARCH(opinion_search_village, OpinionSearchVillageArgs, region);
    case LEVEL_TOWNSHIP:
        return SEARCH(opinion_search_township, OpinionSearchTownshipArgs, region / TOWNSHIP_UNIT);
    case LEVEL_DISTRICT:
        return SEARCH(opinion_search_district, OpinionSearchDistrictArgs, region / DISTRICT_UNIT);
    case LEVEL_TOP:
    case LEVEL_PROVINCE:
    case LEVEL_CITY:
        break;
    }
    return search_above(ctx, search, topics, busy, rows);
}

static Text
id_text(Ctx *ctx, int64_t id)
{
    return text_printf(ctx->arena, "%lld", (long long)id);
}

Status
opinion_search(Ctx *ctx, const OpinionSearch *search, Opinions *out)
{
    OpinionRecord record;
    OpinionFoundRows rows;

    TRY(search_rows(ctx, search, &rows));
    *out = (Opinions){.at = NEW_ARRAY(ctx->arena, Opinion, rows.len)};
    for (size_t i = 0; i < rows.len && i < (size_t)search->limit; i++) {
        TRY(opinion_fetch(ctx, rows.at[i].id, &record));
        out->at[out->len++] = opinion_as_seen(ctx, &record, SEES_PUBLIC);
    }
    if (rows.len > (size_t)search->limit)
        out->next = id_text(ctx, rows.at[search->limit - 1].id);
    return OK;
}

/* ---- what happened ---- */

/* Whether the opinion was open after such a step; what the sender adds changes nothing. */
static bool
open_after(OpinionEventKind kind, bool open_now)
{
    static const bool ends[OPINION_EVENT_KINDS] = {
        [EVENT_RESOLVED] = true,  [EVENT_MERGED] = true, [EVENT_REFERRED] = true,
        [EVENT_WITHDRAWN] = true, [EVENT_RATED] = true,  [EVENT_VISITED] = true,
    };

    return kind == EVENT_ADDED ? open_now : !ends[kind];
}

Status
opinion_updates(Ctx *ctx, RegionCode region, Time begin, Time until, int64_t limit, int64_t skip,
                OpinionUpdates *out)
{
    RegionRange range = region_range(region);
    OpinionEventBetweenRows rows;

    TRY(opinion_event_between(ctx,
                              &(OpinionEventBetweenArgs){.begin = begin,
                                                         .until = until,
                                                         .first = range.first,
                                                         .last = range.last,
                                                         .limit = limit + 1,
                                                         .skip = skip},
                              &rows));
    *out = (OpinionUpdates){.at = NEW_ARRAY(ctx->arena, OpinionUpdate, rows.len),
                            .more = rows.len > (size_t)limit};
    for (size_t i = 0; i < rows.len && i < (size_t)limit; i++) {
        OpinionEventKind kind;

        if (!opinion_event_parse(rows.at[i].kind, &kind) || !opinion_event_is_open(kind))
            continue;
        out->at[out->len++] = (OpinionUpdate){
            .id = rows.at[i].id,
            .number = rows.at[i].number,
            .at = rows.at[i].at,
            .kind = kind,
            .open = open_after(kind, rows.at[i].busy),
            /* What one office writes to another when it passes something on is theirs. */
            .note = kind == EVENT_PASSED ? T("") : personal_mask_text(ctx->arena, rows.at[i].note),
        };
    }
    return OK;
}

/* ---- for files ---- */

Status
opinion_all(Ctx *ctx, RegionCode region, Text cursor, Opinions *out)
{
    RegionRange range = region_range(region);
    OpinionRecords rows;
    int64_t after = 0;

    TRY(actor_require(ctx, CAN_READ_OPINIONS, region));
    if (!text_is_empty(cursor) && !text_to_i64(cursor, &after))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    TRY(opinion_walk(ctx, after, ALL_AT_ONCE, &rows));
    *out = (Opinions){.at = NEW_ARRAY(ctx->arena, Opinion, rows.len)};
    for (size_t i = 0; i < rows.len; i++) {
        const OpinionRecord *record = &rows.at[i];
        OpinionSight sight;

        if (record->region < range.first || record->region > range.last ||
            opinion_record_is_sealed(record))
            continue;
        TRY(opinion_sight_of(ctx, record, (Texts){0}, &sight));
        if (sight != SEES_NONE)
            out->at[out->len++] =
                opinion_as_seen(ctx, record, sight > SEES_STAFF ? SEES_STAFF : sight);
    }
    if (rows.len == ALL_AT_ONCE)
        out->next = id_text(ctx, rows.at[rows.len - 1].id);
    return OK;
}
