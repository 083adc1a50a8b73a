/*
 * When the rules look: at what changed, every day, and from nothing.
 */
#include "flag/run.h"

#include "actor/slices.h"
#include "base/log.h"
#include "flag/inside.h"
#include "region/setting.h"

enum {
    CHANGES_A_SLICE = 30, /* others wait while a slice is written */
    PLACES_A_SLICE = 10,
    SETTINGS_A_DAY_MAX = 1000,
    DISTRICTS_MAX = 4000
};

/* ---- rules with their settings, read once for many looks ---- */

typedef struct Ready {
    bool read;
    bool on;
    RegionCode district;
    FlagScope scope; /* settings and figures */
} Ready;

typedef struct Looks {
    Ready *ready; /* one a rule */
    FlagRun run;  /* what they came to */
} Looks;

static Status
look(Ctx *ctx, Looks *looks, const FlagRule *rule, RegionCode region, int64_t from, int64_t to)
{
    Ready *one = &looks->ready[flag_rule_place(rule)];
    RegionCode district = region_code_at(region, LEVEL_DISTRICT);

    if (!one->read || one->district != district) {
        *one = (Ready){.read = true, .district = district};
        one->scope = (FlagScope){.region = region, .today = ctx_today(ctx)};
        TRY(flag_scope_fill(ctx, rule, &one->scope, &one->on));
    }
    one->scope.region = region;
    one->scope.from = from;
    one->scope.to = to;
    return flag_keep(ctx, rule, &one->scope, one->on, &looks->run);
}

static Looks
looks_new(Ctx *ctx)
{
    return (Looks){.ready = NEW_ARRAY(ctx->arena, Ready, flag_rule_count)};
}

Status
flag_look(Ctx *ctx, const FlagRule *rule, RegionCode region, int64_t from, int64_t to)
{
    Looks looks = looks_new(ctx);

    return look(ctx, &looks, rule, region, from, to);
}

/* A place at which the rule has nothing to look at is passed over. */
static Status
look_whole(Ctx *ctx, Looks *looks, const FlagRule *rule, const FlagPlacesRow *place)
{
    if (!flag_rule_looks_at(rule, (RegionLevel)place->level))
        return OK;
    return look(ctx, looks, rule, place->code, 0, FLAG_ANCHOR_MAX);
}

/* ---- what changed ---- */

static Status
look_at_change(Ctx *ctx, Looks *looks, const Changed *changed)
{
    for (size_t i = 0; i < flag_rule_count; i++) {
        const FlagRule *rule = flag_rules[i];
        RegionCode place =
            rule->of_office ? region_code_at(changed->region, LEVEL_TOWNSHIP) : changed->region;

        if (rule->about == changed->kind)
            TRY(look(ctx, looks, rule, place,
                     changed->object > rule->back ? changed->object - rule->back : 0,
                     changed->object + rule->ahead));
    }
    return changed_done(ctx, changed);
}

static Status
places_look(Ctx *ctx, Looks *looks, const FlagRule *rule, RegionCode within)
{
    RegionRange range = region_range(within);
    RegionCode after = range.first - 1;

    for (;;) {
        FlagPlacesRows places;

        TRY(flag_places(ctx, after, range.last, PLACES_A_SLICE, &places));
        for (size_t i = 0; i < places.len; i++)
            TRY(look_whole(ctx, looks, rule, &places.at[i]));
        if (places.len < PLACES_A_SLICE)
            return OK;
        after = places.at[places.len - 1].code;
    }
}

/* As when its settings change: each rule that compares with the list looks everywhere. */
static Status
lists_changed(Ctx *ctx, const Changed *changed)
{
    bool known = changed->object > OUTSIDE_NONE && changed->object < OUTSIDE_KINDS;

    for (size_t i = 0; known && i < flag_rule_count; i++)
        if ((flag_rules[i]->lists & OUTSIDE_BIT(changed->object)) != 0)
            TRY(changed_note(ctx, CHANGED_RULE, changed->region, (int64_t)i));
    return changed_done(ctx, changed);
}

static Status
look_at_some(Ctx *ctx, void *arg)
{
    bool *more = arg;
    Looks looks = looks_new(ctx);
    ChangedList changed;

    TRY(changed_list(ctx, CHANGES_A_SLICE, &changed));
    for (size_t i = 0; i < changed.len; i++) {
        const Changed *one = &changed.at[i];

        if (one->kind == CHANGED_OUTSIDE) {
            TRY(lists_changed(ctx, one));
            continue;
        }
        if (one->kind != CHANGED_RULE) {
            TRY(look_at_change(ctx, &looks, one));
            continue;
        }
        if (one->object >= 0 && (size_t)one->object < flag_rule_count)
            TRY(places_look(ctx, &looks, flag_rules[one->object], one->region));
        TRY(changed_done(ctx, one));
    }
    *more = changed.len != 0;
    return OK;
}

static Status
any_changed(Ctx *ctx, void *arg)
{
    bool *any = arg;
    ChangedList changed;

    TRY(changed_list(ctx, 1, &changed));
    *any = changed.len != 0;
    return OK;
}

Status
flag_run_changed(Store *store, Ctx *ctx)
{
    bool any = false;

    TRY(store_read(store, ctx, any_changed, &any));
    return any ? slices_run(store, ctx, look_at_some) : OK;
}

/* ---- place by place ---- */

typedef struct Walk {
    RegionCode after, last;
    const FlagRule *only; /* NULL: all rules … */
    bool daily;           /* … or those that time alone moves */
    size_t places;
    FlagRun run;
} Walk;

/* A transaction may be run again: it begins where the walk stands, and writes beside it. */
typedef struct WalkStep {
    const Walk *from;
    Walk to;
    bool only_looks; /* whether anything is to be written … */
    bool differs;    /* … is told here */
} WalkStep;

static Status
walk_on(Ctx *ctx, void *arg)
{
    WalkStep *step = arg;
    Walk *walk = &step->to;
    Looks looks = looks_new(ctx);
    FlagPlacesRows places;

    *walk = *step->from;
    looks.run.only_looks = step->only_looks;
    TRY(flag_places(ctx, walk->after, walk->last, PLACES_A_SLICE, &places));
    for (size_t i = 0; i < places.len; i++)
        for (size_t j = 0; j < flag_rule_count; j++) {
            const FlagRule *rule = flag_rules[j];

            if ((walk->only == NULL || walk->only == rule) && (!walk->daily || rule->daily))
                TRY(look_whole(ctx, &looks, rule, &places.at[i]));
        }
    walk->places = places.len;
    walk->run.found += looks.run.found;
    walk->run.raised += looks.run.raised;
    walk->run.closed += looks.run.closed;
    step->differs = looks.run.differs;
    if (places.len != 0)
        walk->after = places.at[places.len - 1].code;
    return OK;
}

static Status
walk_all(Store *store, Ctx *ctx, Walk *walk)
{
    Status status;

    do {
        ArenaMark mark = arena_mark(ctx->arena);
        WalkStep step = {.from = walk, .only_looks = walk->daily};

        /* On most days most places are as they were: that is read without holding up who writes. */
        status = walk->daily ? store_read(store, ctx, walk_on, &step) : OK;
        if (status == OK && (!walk->daily || step.differs)) {
            step = (WalkStep){.from = walk};
            status = store_write(store, ctx, walk_on, &step);
        }
        if (status == OK)
            *walk = step.to;
        arena_release(ctx->arena, mark);
    } while (status == OK && walk->places == PLACES_A_SLICE);
    return status;
}

/* ---- figures that rules compare with ---- */

/* only: a FlagRule; NULL: of all rules. */
static Status
work_out_figures(Ctx *ctx, void *only)
{
    FlagDistrictsRows districts;

    TRY(flag_districts(ctx, DISTRICTS_MAX, &districts));
    for (size_t i = 0; i < flag_rule_count; i++)
        for (size_t j = 0; flag_rules[i]->figures != NULL && j < districts.len; j++)
            if (only == NULL || only == flag_rules[i])
                TRY(flag_rules[i]->figures(ctx, districts.at[j].code));
    return OK;
}

static Status
run_over(Store *store, Ctx *ctx, const FlagRule *rule, RegionCode region, FlagRun *out)
{
    const Actor *person = ctx->actor;
    RegionRange range = region_range(region);
    Walk walk = {.after = range.first - 1, .last = range.last, .only = rule, .run = *out};
    Status status;

    ctx->actor = &actor_system;
    status = store_write(store, ctx, work_out_figures, (void *)(uintptr_t)rule);
    if (status == OK)
        status = walk_all(store, ctx, &walk);
    ctx->actor = person;
    *out = walk.run;
    return status;
}

Status
flag_run_rule(Store *store, Ctx *ctx, const FlagRule *rule, RegionCode region, FlagRun *out)
{
    return run_over(store, ctx, rule, region, out);
}

Status
flag_run_all(Store *store, Ctx *ctx, const FlagRule *rule, RegionCode region)
{
    FlagRun run = {0};

    return run_over(store, ctx, rule, region, &run);
}

/* ---- every day ---- */

typedef struct Daily {
    bool due;
} Daily;

static Status
day_done(Ctx *ctx, Text *out)
{
    Status status = setting_text(ctx, T("flag_day"), out);

    if (status == NOT_FOUND)
        *out = T("");
    return status == NOT_FOUND ? OK : status;
}

static Status
is_new_day(Ctx *ctx, void *arg)
{
    Daily *daily = arg;
    Text done;

    TRY(day_done(ctx, &done));
    daily->due = !text_eq(done, day_format(ctx->arena, ctx_today(ctx)));
    return OK;
}

/* What was decided for this day, and the figures of the day. */
static Status
begin_day(Ctx *ctx, void *arg)
{
    FlagSettingsBeginRows rows;

    TRY(flag_settings_begin(ctx, ctx_today(ctx), SETTINGS_A_DAY_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const FlagRule *rule = flag_rule(rows.at[i].rule);

        if (rule != NULL)
            TRY(changed_note(ctx, CHANGED_RULE, rows.at[i].region, (int64_t)flag_rule_place(rule)));
    }
    return work_out_figures(ctx, arg);
}

static Status
end_day(Ctx *ctx, void *arg)
{
    (void)arg;
    return setting_set(ctx, T("flag_day"), day_format(ctx->arena, ctx_today(ctx)));
}

Status
flag_run_daily(Store *store, Ctx *ctx)
{
    const Actor *person = ctx->actor;
    RegionRange all = region_range(0);
    Walk walk = {.after = all.first - 1, .last = all.last, .daily = true};
    Daily daily = {0};
    Status status = store_read(store, ctx, is_new_day, &daily);

    if (status != OK || !daily.due)
        return status;
    ctx->actor = &actor_system;
    status = store_write(store, ctx, begin_day, NULL);
    if (status == OK)
        status = walk_all(store, ctx, &walk);
    if (status == OK)
        status = store_write(store, ctx, end_day, NULL);
    ctx->actor = person;
    return status;
}
