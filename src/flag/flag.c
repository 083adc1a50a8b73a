/*
 * Reading flags: who sees which, in what order.
 */
#include "flag/flag.h"

#include <stdlib.h>

#include "actor/actor.h"
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "flag/inside.h"

enum { STEPS_MAX = 200 };

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

static const char *const audience_names[] = {
    [FLAG_FOR_VILLAGE] = "village",
    [FLAG_FOR_TOWNSHIP] = "township",
    [FLAG_FOR_INSPECTORS] = "inspectors",
};

static const char *const unit_names[] = {
    [FLAG_COUNT] = "count",     [FLAG_DAYS] = "days",       [FLAG_YEARS] = "years",
    [FLAG_FEN] = "fen",         [FLAG_PERCENT] = "percent", [FLAG_CHARS] = "characters",
    [FLAG_SECONDS] = "seconds",
};

static const char *const audiences[] = {
    [FLAG_FOR_VILLAGE] = N_("村里自己也看得到"),
    [FLAG_FOR_TOWNSHIP] = N_("街道和区里看得到"),
    [FLAG_FOR_INSPECTORS] = N_("只有纪检监察看得到"),
};

const char *
flag_audience_name(FlagAudience audience)
{
    return audience_names[audience];
}

const char *
flag_unit_name(FlagUnit unit)
{
    return unit_names[unit];
}

const char *
flag_audience_title(FlagAudience audience)
{
    return audiences[audience];
}

Text
flag_state_words(const Ctx *ctx, const Flag *flag)
{
    if (flag->state == FLAG_ANSWERED && region_code_level(flag->region) != LEVEL_VILLAGE)
        return TR(ctx->lang, "街道（乡镇）已回复");
    return tr_text(ctx->lang, flag_state_title(flag->state));
}

/* ---- who sees what ---- */

int
flag_audience_of(const Ctx *ctx, RegionCode region)
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
    return flag_audience_of(ctx, region) >= 0;
}

Permission
flag_explaining(RegionCode region)
{
    return region_code_level(region) == LEVEL_VILLAGE ? CAN_DRAFT : CAN_REVIEW;
}

RegionCode
flag_own_place(const Ctx *ctx, RegionCode region)
{
    return actor_may(ctx->actor, flag_explaining(region), region) ? region : -1;
}

static bool
may_see(const Ctx *ctx, const Flag *flag)
{
    return flag_audience_of(ctx, flag->region) >= (int)flag->audience ||
           (flag->due_day.set && flag_own_place(ctx, flag->region) == flag->region);
}

bool
flag_may_explain(const Ctx *ctx, const Flag *flag)
{
    return (flag->state == FLAG_ASKED || flag->state == FLAG_ANSWERED) &&
           flag_own_place(ctx, flag->region) == flag->region;
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

/* What became a clue is shown to others as it would stand otherwise. */
static void
hide_clue(const FlagRecord *record, Flag *out)
{
    out->live = record->standing;
    if (!record->standing)
        out->state = FLAG_GONE;
    else if (!record->due_day.set)
        out->state = FLAG_OPEN;
    else
        out->state = text_is_empty(record->explanation) ? FLAG_ASKED : FLAG_ANSWERED;
    if (record->standing)
        out->closed_at = (OptInt){0};
}

Status
flag_fill(Ctx *ctx, const FlagRecord *record, Flag *out, FlagEvidence *evidence)
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
    if (out->state == FLAG_CLUE && !actor_may(ctx->actor, CAN_WORK_FLAGS, record->region))
        hide_clue(record, out);
    out->overdue =
        out->state == FLAG_ASKED && record->due_day.set && record->due_day.value < ctx_today(ctx);
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
    TRY(flag_fill(ctx, &record, out, &evidence));
    if (!may_see(ctx, out))
        return NOT_FOUND;
    if (evidence_out != NULL)
        *evidence_out = evidence;
    return OK;
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
