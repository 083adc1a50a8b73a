/*
 * Many flags: lists of a place, and how many there are by rule.
 */
#include "actor/actor.h"
#include "base/tr.h"
#include "flag/inside.h"

enum { RULES_MAX = 200, TOWNSHIP_DIVISOR = 1000, DISTRICT_DIVISOR = 1000000 };

Status
flag_widest_place(const Ctx *ctx, RegionCode *out)
{
    Status status = actor_scope(ctx, CAN_WORK_FLAGS, out);

    return status == NOT_FOUND ? actor_scope(ctx, CAN_READ_STAFF_PARTS, out) : status;
}

/* ---- lists ---- */

int64_t
flag_urgency(const Ctx *ctx, const Flag *flag)
{
    static const int64_t weights[] = {[FLAG_NOTICE] = 1, [FLAG_YELLOW] = 2, [FLAG_RED] = 4};

    return weights[flag->level] * (1 + ctx_today(ctx) - day_of(flag->raised_at));
}

typedef struct Query {
    RegionCode place;
    int64_t audience;
    RegionCode asked; /* where the person reads what is asked, whatever the rule; -1: nowhere */
    bool veiled;      /* what became a clue stands as before */
    Text rule;
    int64_t limit;
} Query;

static Status
live_rows(Ctx *ctx, const Query *query, FlagLevel level, int64_t after, FlagRecords *out)
{
    RegionLevel of = region_code_level(query->place);

    if (of == LEVEL_VILLAGE)
        return flag_live_at_village(ctx,
                                    &(FlagLiveAtVillageArgs){.place = query->place,
                                                             .level = level,
                                                             .audience = query->audience,
                                                             .asked = query->asked,
                                                             .veiled = query->veiled,
                                                             .rule = query->rule,
                                                             .after = after,
                                                             .limit = query->limit},
                                    out);
    if (of == LEVEL_TOWNSHIP)
        return flag_live_at_township(
            ctx,
            &(FlagLiveAtTownshipArgs){.place = query->place / TOWNSHIP_DIVISOR,
                                      .level = level,
                                      .audience = query->audience,
                                      .asked = query->asked,
                                      .veiled = query->veiled,
                                      .rule = query->rule,
                                      .after = after,
                                      .limit = query->limit},
            out);
    return flag_live_at_district(ctx,
                                 &(FlagLiveAtDistrictArgs){.place = query->place / DISTRICT_DIVISOR,
                                                           .level = level,
                                                           .audience = query->audience,
                                                           .asked = query->asked,
                                                           .veiled = query->veiled,
                                                           .rule = query->rule,
                                                           .after = after,
                                                           .limit = query->limit},
                                 out);
}

static Status
done_rows(Ctx *ctx, const Query *query, int64_t before, FlagRecords *out)
{
    RegionLevel of = region_code_level(query->place);

    if (of == LEVEL_VILLAGE)
        return flag_done_at_village(ctx,
                                    &(FlagDoneAtVillageArgs){.place = query->place,
                                                             .audience = query->audience,
                                                             .asked = query->asked,
                                                             .veiled = query->veiled,
                                                             .rule = query->rule,
                                                             .before = before,
                                                             .limit = query->limit},
                                    out);
    if (of == LEVEL_TOWNSHIP)
        return flag_done_at_township(
            ctx,
            &(FlagDoneAtTownshipArgs){.place = query->place / TOWNSHIP_DIVISOR,
                                      .audience = query->audience,
                                      .asked = query->asked,
                                      .veiled = query->veiled,
                                      .rule = query->rule,
                                      .before = before,
                                      .limit = query->limit},
            out);
    return flag_done_at_district(ctx,
                                 &(FlagDoneAtDistrictArgs){.place = query->place / DISTRICT_DIVISOR,
                                                           .audience = query->audience,
                                                           .asked = query->asked,
                                                           .veiled = query->veiled,
                                                           .rule = query->rule,
                                                           .before = before,
                                                           .limit = query->limit},
                                 out);
}

/* Where each level goes on: "3 ids, level by level"; done ones: the first alone. */
typedef struct Cursor {
    int64_t at[FLAG_RED + 1];
} Cursor;

static bool
cursor_parse(Text text, Cursor *out)
{
    for (int level = FLAG_NOTICE; level <= FLAG_RED; level++) {
        Text part, rest = T("");

        if (!text_cut(text, '.', &part, &rest))
            part = text;
        if (!text_to_i64(part, &out->at[level]) || out->at[level] < 0)
            return false;
        text = rest;
    }
    return true;
}

static Text
cursor_format(Arena *arena, const Cursor *cursor)
{
    return text_printf(arena, "%lld.%lld.%lld", (long long)cursor->at[FLAG_NOTICE],
                       (long long)cursor->at[FLAG_YELLOW], (long long)cursor->at[FLAG_RED]);
}

/* Each level comes the longest waiting first; put together, the most urgent of the three is next.
 */
static Status
list_live(Ctx *ctx, const Query *query, Cursor *cursor, Flags *out)
{
    FlagRecords rows[FLAG_RED + 1];
    size_t at[FLAG_RED + 1] = {0};
    Flag heads[FLAG_RED + 1];
    FlagEvidence evidence;
    bool more;

    for (int level = FLAG_NOTICE; level <= FLAG_RED; level++) {
        TRY(live_rows(ctx, query, (FlagLevel)level, cursor->at[level], &rows[level]));
        if (rows[level].len != 0)
            TRY(flag_fill(ctx, &rows[level].at[0], &heads[level], &evidence));
    }
    for (;;) {
        int best = 0;

        for (int level = FLAG_NOTICE; level <= FLAG_RED; level++)
            if (at[level] < rows[level].len &&
                (best == 0 || flag_urgency(ctx, &heads[level]) >= flag_urgency(ctx, &heads[best])))
                best = level;
        more = best != 0;
        if (best == 0 || (int64_t)out->len == query->limit - 1)
            break;
        out->at[out->len++] = heads[best];
        cursor->at[best] = heads[best].id;
        at[best]++;
        if (at[best] < rows[best].len)
            TRY(flag_fill(ctx, &rows[best].at[at[best]], &heads[best], &evidence));
    }
    if (more)
        out->next = cursor_format(ctx->arena, cursor);
    return OK;
}

static Status
list_done(Ctx *ctx, const Query *query, Cursor *cursor, Flags *out)
{
    FlagEvidence evidence;
    FlagRecords rows;

    if (cursor->at[FLAG_NOTICE] == 0)
        cursor->at[FLAG_NOTICE] = INT64_MAX;
    TRY(done_rows(ctx, query, cursor->at[FLAG_NOTICE], &rows));
    for (size_t i = 0; i < rows.len && i < FLAGS_PAGE; i++) {
        Flag *flag = &out->at[out->len];

        TRY(flag_fill(ctx, &rows.at[i], flag, &evidence));
        out->len += !flag->live;
    }
    if (rows.len > FLAGS_PAGE) {
        *cursor = (Cursor){.at = {[FLAG_NOTICE] = rows.at[FLAGS_PAGE - 1].id}};
        out->next = cursor_format(ctx->arena, cursor);
    }
    return OK;
}

/* What the acting person may see of a place; limit: one more than is wanted. */
static Query
query_of(const Ctx *ctx, RegionCode place, const FlagRule *rule, int64_t limit)
{
    return (Query){.place = place,
                   .audience = flag_audience_of(ctx, place),
                   .asked = flag_own_place(ctx, place),
                   .veiled = !actor_may(ctx->actor, CAN_WORK_FLAGS, place),
                   .rule = rule != NULL ? text_c(rule->name) : T(""),
                   .limit = limit};
}

Status
flag_most_urgent(Ctx *ctx, RegionCode place, const FlagRule *rule, Flag *out)
{
    Query query = query_of(ctx, place, rule, 2);
    Flags found = {.at = NEW_ARRAY(ctx->arena, Flag, 1)};
    Cursor from = {0};

    if (query.audience < 0)
        return DENIED;
    TRY(list_live(ctx, &query, &from, &found));
    if (found.len == 0)
        return NOT_FOUND;
    *out = found.at[0];
    return OK;
}

Status
flag_list(Ctx *ctx, RegionCode place, bool live, const FlagRule *rule, Text cursor, Flags *out)
{
    Query query = query_of(ctx, place, rule, FLAGS_PAGE + 1);
    Cursor from = {0};

    *out = (Flags){.at = NEW_ARRAY(ctx->arena, Flag, FLAGS_PAGE)};
    if (query.audience < 0)
        return DENIED;
    if (!text_is_empty(cursor) && !cursor_parse(cursor, &from))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "这一页的地址不对"));
    return live ? list_live(ctx, &query, &from, out) : list_done(ctx, &query, &from, out);
}

Status
flag_to_explain(Ctx *ctx, RegionCode place, Flags *out)
{
    FlagEvidence evidence;
    FlagRecords rows;

    *out = (Flags){0};
    if (flag_own_place(ctx, place) != place)
        return DENIED;
    TRY(flag_unanswered(ctx, place, FLAGS_PAGE, !actor_may(ctx->actor, CAN_WORK_FLAGS, place),
                        &rows));
    out->at = NEW_ARRAY(ctx->arena, Flag, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        TRY(flag_fill(ctx, &rows.at[i], &out->at[out->len++], &evidence));
    return OK;
}

Status
flag_all(Ctx *ctx, RegionCode place, int64_t after, Flags *out)
{
    RegionRange range = region_range(place);
    FlagEvidence evidence;
    FlagRecords rows;

    TRY(actor_require(ctx, CAN_WORK_FLAGS, place));
    TRY(flag_after(
        ctx,
        &(FlagAfterArgs){
            .after = after, .first = range.first, .last = range.last, .limit = FLAGS_PAGE},
        &rows));
    *out = (Flags){.at = NEW_ARRAY(ctx->arena, Flag, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        TRY(flag_fill(ctx, &rows.at[i], &out->at[i], &evidence));
    return OK;
}

static FlagSum *
sum_of(FlagSums *sums, Text rule)
{
    for (size_t i = 0; i < sums->len; i++)
        if (text_eq(rule, text_c(sums->at[i].rule->name)))
            return &sums->at[i];
    return NULL;
}

/* For others than inspectors clues stand among the live ones, or are gone, as they would be
 * without. */
static Status
hide_clues(Ctx *ctx, RegionCode place, int audience, FlagSums *out)
{
    RegionRange range = region_range(place);
    FlagClueSumsRows rows;

    for (size_t i = 0; i < out->len; i++)
        out->at[i].clues = 0;
    TRY(flag_clue_sums(
        ctx,
        &(FlagClueSumsArgs){
            .first = range.first, .last = range.last, .audience = audience, .limit = RULES_MAX},
        &rows));
    for (size_t i = 0; i < rows.len; i++) {
        FlagSum *sum = sum_of(out, rows.at[i].rule);

        if (sum == NULL)
            continue;
        sum->live += rows.at[i].live;
        sum->red += rows.at[i].red;
        sum->gone += rows.at[i].gone;
    }
    return OK;
}

static void
add_up(FlagSums *out)
{
    for (size_t i = 0; i < out->len; i++) {
        out->all.live += out->at[i].live;
        out->all.red += out->at[i].red;
        out->all.raised += out->at[i].raised;
        out->all.clues += out->at[i].clues;
        out->all.dismissed += out->at[i].dismissed;
        out->all.gone += out->at[i].gone;
    }
}

/* Of the rules that an audience sees. */
static Status
figures_for(Ctx *ctx, RegionCode place, int audience, FlagSums *out)
{
    FlagSumRows rows;

    if (audience < 0)
        return DENIED;
    *out = (FlagSums){.at = NEW_ARRAY(ctx->arena, FlagSum, flag_rule_count)};
    TRY(flag_sums(ctx, place, RULES_MAX, &rows));
    for (size_t i = 0; i < flag_rule_count; i++)
        if ((int)flag_rules[i]->audience <= audience)
            out->at[out->len++] = (FlagSum){.rule = flag_rules[i]};
    for (size_t i = 0; i < rows.len; i++) {
        FlagSum *sum = sum_of(out, rows.at[i].rule);

        if (sum != NULL)
            *sum = (FlagSum){.rule = sum->rule,
                             .live = rows.at[i].live,
                             .red = rows.at[i].red,
                             .raised = rows.at[i].raised,
                             .clues = rows.at[i].clues,
                             .dismissed = rows.at[i].dismissed,
                             .gone = rows.at[i].gone};
    }
    if (!actor_may(ctx->actor, CAN_WORK_FLAGS, place))
        TRY(hide_clues(ctx, place, audience, out));
    add_up(out);
    return OK;
}

Status
flag_figures(Ctx *ctx, RegionCode place, FlagSums *out)
{
    int audience = flag_audience_of(ctx, place);
    FlagAskedSumRow asked;

    TRY(figures_for(ctx, place, audience, out));
    if (audience == FLAG_FOR_INSPECTORS || flag_own_place(ctx, place) != place)
        return OK;
    TRY(flag_asked_sum(ctx, place, audience, &asked));
    out->all.live += asked.live;
    out->all.red += asked.red;
    return OK;
}

Status
flag_totals(Ctx *ctx, RegionCode place, FlagSums *out)
{
    bool may = actor_may(ctx->actor, CAN_WORK_FLAGS, place) ||
               actor_may(ctx->actor, CAN_READ_SUPERVISION, place);

    return figures_for(ctx, place, may ? FLAG_FOR_INSPECTORS : -1, out);
}
