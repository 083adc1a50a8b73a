#include "clue/patrol.h"

#include "base/id.h"
#include "base/sealing.h"
#include "base/tr.h"
#include "clue/clue_inside.h"

#include "clue/patrol.sql.h"

/* ---- reading ---- */

static Patrol
of_row(const PatrolRow *row)
{
    return (Patrol){
        .id = row->id,
        .region = row->region,
        .region_name = row->region_name,
        .day = (Day)row->day,
        .account = row->account,
        .person = row->person,
        .started_at = row->started_at,
        .finished_at = row->finished_at,
        .seen = row->seen,
        .findings = row->findings,
        .due_day = row->due_day,
    };
}

Status
patrol_get(Ctx *ctx, int64_t id, Patrol *out)
{
    PatrolRow row;

    TRY(patrol_by_id(ctx, id, &row));
    if (!clue_reads(ctx->actor, row.region))
        return NOT_FOUND;
    *out = of_row(&row);
    return OK;
}

Status
patrol_today(Ctx *ctx, Patrol *out)
{
    int64_t account = actor_person(ctx->actor);
    PatrolRow row;

    if (account == 0 || !actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return NOT_FOUND;
    TRY(patrol_open_of(ctx, account, ctx_today(ctx), &row));
    *out = of_row(&row);
    return OK;
}

static Status
fill_item(Ctx *ctx, const PatrolItemRow *row, PatrolItem *out)
{
    Clue clue;
    Status status;

    *out = (PatrolItem){
        .id = row->id,
        .at = row->at,
        .finding = row->finding,
        .place = row->place,
        .place_name = row->place_name,
        .title = row->title,
        .path = row->path,
        .order = row->work_order.set ? row->work_order.value : 0,
        .settled = row->settled,
    };
    status = unseal_words(ctx, "patrol.words", row->id, row->words, &out->words);
    out->unreadable = status == NOT_FOUND;
    if (status != OK && status != NOT_FOUND)
        return status;
    if (!row->clue.set)
        return OK;
    status = clue_get(ctx, row->clue.value, &clue);
    out->clue = status == OK ? row->clue.value : 0;
    return status == NOT_FOUND ? OK : status;
}

Status
patrol_items_get(Ctx *ctx, const Patrol *patrol, PatrolItems *out)
{
    PatrolItemRows rows;
    Patrol again;

    TRY(patrol_get(ctx, patrol->id, &again));
    TRY(patrol_items(ctx, patrol->id, PATROL_ITEMS_MAX, &rows));
    *out = (PatrolItems){.at = NEW_ARRAY(ctx->arena, PatrolItem, rows.len)};
    for (size_t i = 0; i < rows.len; i++) {
        TRY(fill_item(ctx, &rows.at[i], &out->at[out->len]));
        out->open += out->at[out->len].finding && !out->at[out->len].settled;
        out->len++;
    }
    return OK;
}

Status
patrol_list(Ctx *ctx, Text cursor, Patrols *out)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_KEEP_CLUES);
    int64_t region = INT64_MAX, id = INT64_MAX;
    Text key, rest;

    *out = (Patrols){.at = NEW_ARRAY(ctx->arena, Patrol, PATROLS_PAGE)};
    if (scopes.len == 0 || ctx->actor->system)
        return DENIED;
    if (!text_is_empty(cursor) && (!text_cut(cursor, '.', &key, &rest) ||
                                   !text_to_i64(key, &region) || !text_to_i64(rest, &id)))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    for (size_t i = scopes.len; i-- > 0;) {
        RegionRange range = region_range(scopes.at[i]);
        PatrolRows rows;

        TRY(patrols_within(
            ctx, &(PatrolsWithinArgs){range.first, range.last, region, id, PATROLS_PAGE + 1},
            &rows));
        for (size_t j = 0; j < rows.len; j++) {
            if (out->len == PATROLS_PAGE) {
                out->next = text_printf(ctx->arena, "%lld.%lld",
                                        (long long)out->at[PATROLS_PAGE - 1].region,
                                        (long long)out->at[PATROLS_PAGE - 1].id);
                return OK;
            }
            out->at[out->len++] = of_row(&rows.at[j]);
        }
    }
    return OK;
}

/* ---- deeds ---- */

Status
patrol_begin(Ctx *ctx, RegionCode region, int64_t *id_out)
{
    int64_t account = actor_person(ctx->actor);
    Patrol under_way;
    Region place;

    if (account == 0 || !actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return DENIED;
    if (region_get(ctx, region, &place) != OK)
        return ctx_problem(ctx, "region", TR(ctx->lang, "请写去哪里巡查"));
    TRY(actor_require(ctx, CAN_KEEP_CLUES, region));
    if (patrol_today(ctx, &under_way) == OK)
        return CONFLICT;
    *id_out = id_new();
    TRY(patrol_insert(ctx, &(PatrolInsertArgs){.id = *id_out,
                                               .region = region,
                                               .day = ctx_today(ctx),
                                               .account = account,
                                               .started_at = ctx->now}));
    return audit(ctx, region, "patrol.begin", *id_out, T(""));
}

/* The acting person's own patrol. */
static Status
own_patrol(Ctx *ctx, int64_t id, Patrol *out)
{
    TRY(patrol_get(ctx, id, out));
    return out->account == actor_person(ctx->actor) ? OK : DENIED;
}

static bool
path_ok(Text path)
{
    return path.len == 0 || (text_starts(path, T("/")) && !text_starts(path, T("//")) &&
                             text_find(path, T("\\")) == path.len);
}

Status
patrol_note(Ctx *ctx, int64_t id, const PatrolNote *note)
{
    int64_t item = id_new();
    PatrolItemRows rows;
    Text sealed = T("");
    Patrol patrol;
    Region place;

    TRY(own_patrol(ctx, id, &patrol));
    if (patrol.finished_at.set)
        return CONFLICT;
    if (region_get(ctx, note->place, &place) != OK || !clue_reads(ctx->actor, note->place))
        (void)!ctx_problem(ctx, "place", TR(ctx->lang, "请写是哪里"));
    if (text_is_blank(note->title))
        (void)!ctx_problem(ctx, "title", TR(ctx->lang, "请写看了什么"));
    (void)ctx_text_ok(ctx, "title", note->title, PATROL_TITLE_CHARS_MAX);
    if (!path_ok(note->path) || !ctx_text_ok(ctx, "path", note->path, PATROL_PATH_CHARS_MAX))
        (void)!ctx_problem(ctx, "path", TR(ctx->lang, "应是本平台的网址，以 / 开头"));
    if (note->finding && text_is_blank(note->words))
        (void)!ctx_problem(ctx, "words", TR(ctx->lang, "请写发现了什么"));
    (void)ctx_text_ok(ctx, "words", note->words, PATROL_WORDS_CHARS_MAX);
    TRY(ctx_checked(ctx));
    TRY(patrol_items(ctx, id, PATROL_ITEMS_MAX, &rows));
    if (rows.len == PATROL_ITEMS_MAX)
        return ctx_problem(ctx, "title", TR(ctx->lang, "一次巡查记不下这么多，请结束后再开始一次"));
    if (note->finding)
        TRY(seal_words(ctx, "patrol.words", item, text_trim(note->words), &sealed));
    TRY(patrol_item_insert(ctx, &(PatrolItemInsertArgs){.id = item,
                                                        .patrol = id,
                                                        .at = ctx->now,
                                                        .finding = note->finding,
                                                        .place = note->place,
                                                        .title = text_trim(note->title),
                                                        .path = note->path,
                                                        .words = sealed}));
    return patrol_count(ctx, id, 1, note->finding ? 1 : 0);
}

Status
patrol_finish(Ctx *ctx, int64_t id)
{
    OptInt due = {0};
    int64_t changed;
    Patrol patrol;

    TRY(own_patrol(ctx, id, &patrol));
    if (patrol.findings != 0)
        due = SOME_INT(ctx_today(ctx) + PATROL_DUE_DAYS);
    TRY(patrol_finish_row(ctx, id, ctx->now, due, &changed));
    if (changed == 0)
        return CONFLICT;
    return audit(ctx, patrol.region, "patrol.finish", id, T(""));
}

/* ---- what a finding becomes ---- */

static Status
open_finding(Ctx *ctx, int64_t id, Patrol *patrol, PatrolItem *out)
{
    PatrolItemRow row;

    TRY(patrol_item_by_id(ctx, id, &row));
    TRY(patrol_get(ctx, row.patrol, patrol));
    TRY(fill_item(ctx, &row, out));
    if (actor_person(ctx->actor) == 0)
        return DENIED;
    return !out->finding || out->settled ? CONFLICT : OK;
}

static Status
settle(Ctx *ctx, int64_t item, OptInt order, OptInt clue)
{
    int64_t changed;

    TRY(patrol_item_settle(ctx, item, order, clue, &changed));
    return changed == 1 ? OK : CONFLICT;
}

Status
patrol_to_order(Ctx *ctx, int64_t item, RegionCode office, Day due_day, int64_t *order_out)
{
    PatrolItem finding;
    Patrol patrol;

    TRY(open_finding(ctx, item, &patrol, &finding));
    TRY(order_issue(ctx,
                    &(OrderInput){.office = office,
                                  .body = finding.words,
                                  .due_day = due_day,
                                  .source = ORDER_FROM_PATROL,
                                  .source_id = patrol.id},
                    order_out));
    return settle(ctx, item, SOME_INT(*order_out), (OptInt){0});
}

Status
patrol_to_clue(Ctx *ctx, int64_t item, ClueKind kind, ClueAbout about, int64_t *clue_out,
               bool *seen_out)
{
    PatrolItem finding;
    Patrol patrol;

    TRY(open_finding(ctx, item, &patrol, &finding));
    TRY(clue_add(ctx,
                 &(ClueInput){.region = finding.place,
                              .kind = kind,
                              .about = about,
                              .source = CLUE_FROM_PATROL,
                              .source_id = patrol.id,
                              .found_day = day_of(finding.at),
                              .body = finding.words,
                              .subject = T("")},
                 clue_out, seen_out));
    return settle(ctx, item, (OptInt){0}, SOME_INT(*clue_out));
}

Status
patrol_settle(Ctx *ctx, int64_t item)
{
    PatrolItem finding;
    Patrol patrol;

    TRY(open_finding(ctx, item, &patrol, &finding));
    return settle(ctx, item, (OptInt){0}, (OptInt){0});
}

/* ---- loading ---- */

Status
patrol_load(Ctx *ctx, const Patrol *patrol, const PatrolItem *items, size_t len)
{
    int64_t id = patrol->id != 0 ? patrol->id : id_new(), changed;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    TRY(patrol_insert(ctx, &(PatrolInsertArgs){.id = id,
                                               .region = patrol->region,
                                               .day = patrol->day,
                                               .account = patrol->account,
                                               .started_at = patrol->started_at}));
    for (size_t i = 0; i < len; i++) {
        int64_t item = id_new();
        Text sealed;

        TRY(seal_words(ctx, "patrol.words", item, items[i].words, &sealed));
        TRY(patrol_item_insert(ctx, &(PatrolItemInsertArgs){.id = item,
                                                            .patrol = id,
                                                            .at = items[i].at,
                                                            .finding = items[i].finding,
                                                            .place = items[i].place,
                                                            .title = items[i].title,
                                                            .path = items[i].path,
                                                            .words = sealed}));
        if (items[i].settled)
            TRY(settle(ctx, item, items[i].order != 0 ? SOME_INT(items[i].order) : (OptInt){0},
                       items[i].clue != 0 ? SOME_INT(items[i].clue) : (OptInt){0}));
        TRY(patrol_count(ctx, id, 1, items[i].finding ? 1 : 0));
    }
    if (!patrol->finished_at.set)
        return OK;
    TRY(patrol_finish_row(ctx, id, patrol->finished_at.value, patrol->due_day, &changed));
    return changed == 1 ? OK : FAULT;
}
