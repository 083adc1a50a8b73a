/*
 * Reading flags: who sees which, in what order.
 */
#include "flag/flag.h"

#include <stdlib.h>

#include "actor/actor.h"
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "flag/inside.h"

enum { STEPS_MAX = 200, RULES_MAX = 200, TOWNSHIP_DIVISOR = 1000, DISTRICT_DIVISOR = 1000000 };

static const struct {
    const char *name, *title;
} states[FLAG_STATES] = {
    [FLAG_OPEN] = {"open",      N_("待核实")      },
    [FLAG_ASKED] = {"asked",     N_("已要求说明")},
    [FLAG_ANSWERED] = {"answered",  N_("村里已回复")},
    [FLAG_CLUE] = {"clue",      N_("已转线索")   },
    [FLAG_DISMISSED] = {"dismissed", N_("已排除")      },
    [FLAG_GONE] = {"gone",      N_("原因已消除")},
};

static const struct {
    const char *name, *title;
} levels[] = {
    [FLAG_NOTICE] = {"notice", N_("提示")},
    [FLAG_YELLOW] = {"yellow", N_("黄")   },
    [FLAG_RED] = {"red",    N_("红")   },
};

const char *
flag_state_name(FlagState state)
{
    return states[state].name;
}

const char *
flag_state_title(FlagState state)
{
    return states[state].title;
}

bool
flag_state_parse(Text name, FlagState *out)
{
    for (int state = 0; state < FLAG_STATES; state++)
        if (text_eq(name, text_c(states[state].name))) {
            *out = (FlagState)state;
            return true;
        }
    return false;
}

const char *
flag_level_name(FlagLevel level)
{
    return levels[level].name;
}

const char *
flag_level_title(FlagLevel level)
{
    return levels[level].title;
}

static const char *const audiences[] = {
    [FLAG_FOR_VILLAGE] = N_("村里自己也看得到"),
    [FLAG_FOR_TOWNSHIP] = N_("街道和区里看得到"),
    [FLAG_FOR_INSPECTORS] = N_("只有纪检监察看得到"),
};

const char *
flag_audience_title(FlagAudience audience)
{
    return audiences[audience];
}

/* ---- who sees what ---- */

/* The widest audience whose flags the acting person reads at a place; -1: none. */
static int
audience_of(const Ctx *ctx, RegionCode region)
{
    if (actor_may(ctx->actor, CAN_WORK_FLAGS, region))
        return FLAG_FOR_INSPECTORS;
    if (actor_may(ctx->actor, CAN_WITHDRAW, region))
        return FLAG_FOR_TOWNSHIP;
    return actor_may(ctx->actor, CAN_READ_STAFF_PARTS, region) ? FLAG_FOR_VILLAGE : -1;
}

bool
flag_may_read(const Ctx *ctx, RegionCode region)
{
    return audience_of(ctx, region) >= 0;
}

static bool
was_asked(const Flag *flag)
{
    return flag->due_day.set;
}

static bool
may_see(const Ctx *ctx, const Flag *flag)
{
    return audience_of(ctx, flag->region) >= (int)flag->audience ||
           (was_asked(flag) && actor_may(ctx->actor, CAN_DRAFT, flag->region));
}

/* Rows about duties name their item by its code; people know it by its name. */
static void
name_items(Ctx *ctx, const Flag *flag, FlagRows *rows)
{
    Text code = {0}, name = {0};

    for (size_t i = 0; i < rows->len; i++) {
        Item item;

        if (!text_eq(rows->at[i].note, code)) {
            code = rows->at[i].note;
            name = catalogue_item(ctx, flag->region, code, &item) == OK
                       ? item_name(&item, ctx->lang)
                       : code;
        }
        rows->at[i].note = name;
    }
}

static Status
fill(Ctx *ctx, const FlagRecord *record, Flag *out, FlagEvidence *evidence)
{
    Finding finding = {0};

    *out = (Flag){
        .id = record->id,
        .rule = flag_rule(record->rule),
        .rule_name = record->rule,
        .version = record->version,
        .region = record->region,
        .level = (FlagLevel)record->level,
        .audience = (FlagAudience)record->audience,
        .live = record->live,
        .standing = record->standing,
        .rows = record->row_count,
        .sum_fen = record->sum_fen,
        .raised_at = record->raised_at,
        .changed_at = record->changed_at,
        .closed_at = record->closed_at,
        .due_day = record->due_day,
        .explanation = record->explanation,
        .lock = record->lock,
    };
    (void)flag_state_parse(record->state, &out->state);
    if (out->state == FLAG_CLUE && !actor_may(ctx->actor, CAN_WORK_FLAGS, record->region)) {
        out->state = text_is_empty(record->explanation) ? FLAG_ASKED : FLAG_ANSWERED;
        if (!record->due_day.set)
            out->state = FLAG_OPEN;
        out->live = true;
        out->closed_at = (OptInt){0};
    }
    TRY(finding_unpack(ctx, record->evidence, evidence));
    if (out->rule != NULL && out->rule->source == FLAG_ROW_DUTY)
        name_items(ctx, out, &evidence->rows);
    finding =
        (Finding){.rows = evidence->rows.at, .len = evidence->rows.len, .sum_fen = record->sum_fen};
    out->sentence = out->rule == NULL ? TR(ctx->lang, "这条规则已经不用了")
                                      : finding_sentence(ctx, out->rule, evidence->set, &finding,
                                                         record->row_count);
    return OK;
}

Status
flag_get(Ctx *ctx, int64_t id, Flag *out, FlagEvidence *evidence_out)
{
    FlagEvidence evidence;
    FlagRecord record;

    TRY(flag_by_id(ctx, id, &record));
    TRY(fill(ctx, &record, out, &evidence));
    if (!may_see(ctx, out))
        return NOT_FOUND;
    if (evidence_out != NULL)
        *evidence_out = evidence;
    return OK;
}

/* ---- lists ---- */

/* Days waiting × weight of the level: what is red counts four times as fast. */
static int64_t
urgency(const Ctx *ctx, const Flag *flag)
{
    static const int64_t weights[] = {[FLAG_NOTICE] = 1, [FLAG_YELLOW] = 2, [FLAG_RED] = 4};

    return weights[flag->level] * (1 + ctx_today(ctx) - day_of(flag->raised_at));
}

typedef struct Query {
    RegionCode place;
    int64_t audience;
    Text rule;
    int64_t limit;
} Query;

static Status
live_rows(Ctx *ctx, const Query *query, FlagLevel level, int64_t after, FlagRecords *out)
{
    RegionLevel of = region_code_level(query->place);

    if (of == LEVEL_VILLAGE)
        return flag_live_at_village(ctx,
                                    &(FlagLiveAtVillageArgs){query->place, level, query->audience,
                                                             query->rule, after, query->limit},
                                    out);
    if (of == LEVEL_TOWNSHIP)
        return flag_live_at_township(ctx,
                                     &(FlagLiveAtTownshipArgs){query->place / TOWNSHIP_DIVISOR,
                                                               level, query->audience, query->rule,
                                                               after, query->limit},
                                     out);
    return flag_live_at_district(ctx,
                                 &(FlagLiveAtDistrictArgs){query->place / DISTRICT_DIVISOR, level,
                                                           query->audience, query->rule, after,
                                                           query->limit},
                                 out);
}

static Status
done_rows(Ctx *ctx, const Query *query, int64_t before, FlagRecords *out)
{
    RegionLevel of = region_code_level(query->place);

    if (of == LEVEL_VILLAGE)
        return flag_done_at_village(ctx,
                                    &(FlagDoneAtVillageArgs){query->place, query->audience,
                                                             query->rule, before, query->limit},
                                    out);
    if (of == LEVEL_TOWNSHIP)
        return flag_done_at_township(ctx,
                                     &(FlagDoneAtTownshipArgs){query->place / TOWNSHIP_DIVISOR,
                                                               query->audience, query->rule, before,
                                                               query->limit},
                                     out);
    return flag_done_at_district(ctx,
                                 &(FlagDoneAtDistrictArgs){query->place / DISTRICT_DIVISOR,
                                                           query->audience, query->rule, before,
                                                           query->limit},
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
            TRY(fill(ctx, &rows[level].at[0], &heads[level], &evidence));
    }
    for (;;) {
        int best = 0;

        for (int level = FLAG_NOTICE; level <= FLAG_RED; level++)
            if (at[level] < rows[level].len &&
                (best == 0 || urgency(ctx, &heads[level]) >= urgency(ctx, &heads[best])))
                best = level;
        more = best != 0;
        if (best == 0 || out->len == FLAGS_PAGE)
            break;
        out->at[out->len++] = heads[best];
        cursor->at[best] = heads[best].id;
        at[best]++;
        if (at[best] < rows[best].len)
            TRY(fill(ctx, &rows[best].at[at[best]], &heads[best], &evidence));
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

        TRY(fill(ctx, &rows.at[i], flag, &evidence));
        out->len += !flag->live;
    }
    if (rows.len > FLAGS_PAGE) {
        *cursor = (Cursor){.at = {[FLAG_NOTICE] = rows.at[FLAGS_PAGE - 1].id}};
        out->next = cursor_format(ctx->arena, cursor);
    }
    return OK;
}

Status
flag_list(Ctx *ctx, RegionCode place, bool live, const FlagRule *rule, Text cursor, Flags *out)
{
    Query query = {.place = place,
                   .audience = audience_of(ctx, place),
                   .rule = rule != NULL ? text_c(rule->name) : T(""),
                   .limit = FLAGS_PAGE + 1};
    Cursor from = {0};

    *out = (Flags){.at = NEW_ARRAY(ctx->arena, Flag, FLAGS_PAGE)};
    if (query.audience < 0)
        return DENIED;
    if (!text_is_empty(cursor) && !cursor_parse(cursor, &from))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "这一页的地址不对"));
    return live ? list_live(ctx, &query, &from, out) : list_done(ctx, &query, &from, out);
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
        TRY(fill(ctx, &rows.at[i], &out->at[i], &evidence));
    return OK;
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
    for (size_t i = 0; i < flag_rule_count; i++) {
        FlagSum *sum = &out->at[out->len];

        if ((int)flag_rules[i]->audience > audience)
            continue;
        *sum = (FlagSum){.rule = flag_rules[i]};
        for (size_t j = 0; j < rows.len; j++)
            if (text_eq(rows.at[j].rule, text_c(flag_rules[i]->name)))
                *sum = (FlagSum){.rule = flag_rules[i],
                                 .live = rows.at[j].live,
                                 .red = rows.at[j].red,
                                 .raised = rows.at[j].raised,
                                 .clues = rows.at[j].clues,
                                 .dismissed = rows.at[j].dismissed,
                                 .gone = rows.at[j].gone};
        if (audience != FLAG_FOR_INSPECTORS)
            sum->clues = 0;
        out->len++;
        out->all.live += sum->live;
        out->all.red += sum->red;
        out->all.raised += sum->raised;
        out->all.clues += sum->clues;
        out->all.dismissed += sum->dismissed;
        out->all.gone += sum->gone;
    }
    return OK;
}

Status
flag_figures(Ctx *ctx, RegionCode place, FlagSums *out)
{
    return figures_for(ctx, place, audience_of(ctx, place), out);
}

Status
flag_totals(Ctx *ctx, RegionCode place, FlagSums *out)
{
    bool may = actor_may(ctx->actor, CAN_WORK_FLAGS, place) ||
               actor_may(ctx->actor, CAN_READ_SUPERVISION, place);

    return figures_for(ctx, place, may ? FLAG_FOR_INSPECTORS : -1, out);
}

Status
flag_steps(Ctx *ctx, const Flag *flag, FlagSteps *out)
{
    bool inspects = actor_may(ctx->actor, CAN_WORK_FLAGS, flag->region);
    FlagEventsRows rows;

    TRY(flag_events(ctx, flag->id, STEPS_MAX, &rows));
    *out = (FlagSteps){.at = NEW_ARRAY(ctx->arena, FlagStep, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        if (inspects || !text_eq(rows.at[i].kind, T("clue")))
            out->at[out->len++] = (FlagStep){.at = rows.at[i].at,
                                             .kind = rows.at[i].kind,
                                             .name = rows.at[i].name,
                                             .note = rows.at[i].note};
    return OK;
}
