/*
 * A rule on trial: what it would find with other settings; nothing is kept.
 */
#include "actor/actor.h"
#include "flag/inside.h"
#include "flag/run.h"

enum { PLACES_AT_ONCE = 100, SCRATCH_BYTES = 512 * 1024 * 1024 };

typedef struct Trial {
    const FlagRule *rule;
    const OptInt *values;
    Day first, last;
    FlagTrial *out;
} Trial;

static Status
require_reader(Ctx *ctx, const FlagRule *rule, RegionCode region)
{
    if (rule->audience == FLAG_FOR_INSPECTORS)
        return actor_require(ctx, CAN_WORK_FLAGS, region);
    return flag_may_read(ctx, region) ? OK : DENIED;
}

static Status
check_values(Ctx *ctx, const FlagRule *rule, const OptInt *values)
{
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL; i++)
        if (values[i].set)
            TRY(flag_setting_check(ctx, rule, i, values[i].value));
    return OK;
}

/* Whether its newest evidence is of these days; what has no days is of any. */
static bool
is_of_these_days(const Trial *trial, const Finding *finding, Day *day_out)
{
    *day_out = 0;
    for (size_t i = 0; i < finding->len; i++)
        if (finding->rows[i].day.set && finding->rows[i].day.value > *day_out)
            *day_out = (Day)finding->rows[i].day.value;
    return *day_out == 0 || (*day_out >= trial->first && *day_out <= trial->last);
}

/* Lines outlive what a place needs. */
static void
tell(Ctx *ctx, Arena *keep, const Trial *trial, const FlagScope *scope, const Findings *found)
{
    for (size_t i = 0; i < found->len; i++) {
        const Finding *finding = &found->at[i];
        Day day;

        if (!is_of_these_days(trial, finding, &day))
            continue;
        if (trial->out->len < FLAG_TRIAL_LINES)
            trial->out->at[trial->out->len++] = (struct FlagTrialLine){
                .region = scope->region,
                .sentence = text_copy(keep, finding_sentence(ctx, trial->rule, scope->set, finding,
                                                             (int64_t)finding->len)),
                .day = day,
            };
        trial->out->findings++;
    }
}

static Status
try_at(Ctx *ctx, Arena *keep, const Trial *trial, const FlagPlacesRow *place)
{
    FlagScope scope = {.region = place->code, .to = FLAG_ANCHOR_MAX, .today = ctx_today(ctx)};
    FlagRows rows = {0};
    Findings found;
    bool on;

    if (!flag_rule_looks_at(trial->rule, (RegionLevel)place->level))
        return OK;
    TRY(flag_scope_fill(ctx, trial->rule, &scope, &on));
    for (size_t i = 0; i < FLAG_SETTINGS_MAX; i++)
        if (trial->values[i].set)
            scope.set[i] = trial->values[i].value;
    TRY(trial->rule->find(ctx, &scope, &rows));
    found = findings_of(ctx, trial->rule, &rows);
    tell(ctx, keep, trial, &scope, &found);
    return OK;
}

Status
flag_try(Ctx *ctx, const FlagRule *rule, RegionCode region, const OptInt *values, Day first,
         Day last, FlagTrial *out)
{
    Trial trial = {.rule = rule, .values = values, .first = first, .last = last, .out = out};
    RegionRange range = region_range(region);
    RegionCode after = range.first - 1;
    Arena *keep = ctx->arena;
    FlagPlacesRows places;
    Status status = OK;

    *out = (FlagTrial){.at = NEW_ARRAY(ctx->arena, struct FlagTrialLine, FLAG_TRIAL_LINES)};
    TRY(require_reader(ctx, rule, region));
    TRY(check_values(ctx, rule, values));
    ctx->arena = arena_new(SCRATCH_BYTES);
    do {
        arena_reset(ctx->arena);
        status = flag_places(ctx, after, range.last, PLACES_AT_ONCE, &places);
        for (size_t i = 0; status == OK && i < places.len; i++)
            status = try_at(ctx, keep, &trial, &places.at[i]);
        if (status == OK && places.len != 0)
            after = places.at[places.len - 1].code;
    } while (status == OK && places.len == PLACES_AT_ONCE);
    arena_free(ctx->arena);
    ctx->arena = keep;
    return status;
}
