/*
 * What a district has decided about a rule, and what a rule compares with.
 */
#include "base/log.h"
#include "base/tr.h"
#include "flag/inside.h"

enum { SETTINGS_STORED_MAX = 500 };

static size_t
setting_count(const FlagRule *rule)
{
    size_t count = 0;

    while (count < FLAG_SETTINGS_MAX && rule->settings[count].name != NULL)
        count++;
    return count;
}

/* The setting of a name; SETTINGS_MAX: "on"; -1: none. */
static int
setting_of(const FlagRule *rule, Text name)
{
    for (size_t i = 0; i < setting_count(rule); i++)
        if (text_eq(name, text_c(rule->settings[i].name)))
            return (int)i;
    return text_eq(name, T("on")) ? FLAG_SETTINGS_MAX : -1;
}

static bool
allowed(const FlagRule *rule, int which, int64_t value)
{
    if (which == FLAG_SETTINGS_MAX)
        return value == 0 || value == 1;
    return value >= rule->settings[which].least && value <= rule->settings[which].most;
}

Status
flag_settings(Ctx *ctx, const FlagRule *rule, RegionCode district, FlagSettingNow *out,
              bool *on_out)
{
    FlagSettingsOfRows rows;
    Day today = ctx_today(ctx);

    *on_out = true;
    for (size_t i = 0; i < setting_count(rule); i++)
        out[i] = (FlagSettingNow){.value = rule->settings[i].value};
    TRY(flag_settings_of(ctx, text_c(rule->name), district, SETTINGS_STORED_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        int which = setting_of(rule, rows.at[i].name);
        int64_t value = rows.at[i].value;

        /* Of an older making of the rule, or put there by hand. */
        if (which < 0 || !allowed(rule, which, value)) {
            log_warn("flag.setting", LOG_C("rule", rule->name), LOG_TEXT("name", rows.at[i].name),
                     LOG_INT("value", value), LOG_C("why", "not allowed: the default holds"));
            continue;
        }
        if (which == FLAG_SETTINGS_MAX) {
            if (rows.at[i].day <= today)
                *on_out = value == 1;
        } else if (rows.at[i].day <= today) {
            out[which] = (FlagSettingNow){.value = value, .since = SOME_INT(rows.at[i].day)};
        } else if (!out[which].next_day.set) {
            out[which].next_value = SOME_INT(value);
            out[which].next_day = SOME_INT(rows.at[i].day);
        }
    }
    return OK;
}

Status
flag_scope_fill(Ctx *ctx, const FlagRule *rule, FlagScope *scope, bool *on_out)
{
    FlagSettingNow now[FLAG_SETTINGS_MAX] = {0};
    RegionCode district = region_code_at(scope->region, LEVEL_DISTRICT);

    TRY(flag_settings(ctx, rule, district, now, on_out));
    for (size_t i = 0; i < FLAG_SETTINGS_MAX; i++)
        scope->set[i] = now[i].value;
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->figure_names[i] != NULL; i++) {
        FlagFigureGetRow row = {0};
        Status status =
            flag_figure_get(ctx, text_c(rule->name), district, text_c(rule->figure_names[i]), &row);

        if (status != OK && status != NOT_FOUND)
            return status;
        scope->figure[i] = row.value;
        scope->peers[i] = row.count;
    }
    return OK;
}

Status
flag_setting_check(Ctx *ctx, const FlagRule *rule, size_t which, int64_t value)
{
    const FlagSetting *setting = &rule->settings[which];

    if (allowed(rule, (int)which, value))
        return OK;
    return ctx_problem(
        ctx, "value",
        TR_FORMAT(ctx->arena, ctx->lang, "要在 {least} 和 {most} 之间",
                  {"least", flag_value_words(ctx->arena, ctx->lang, setting->unit, setting->least)},
                  {"most", flag_value_words(ctx->arena, ctx->lang, setting->unit, setting->most)}));
}

static bool
reads_rules_of(const Ctx *ctx, RegionCode district)
{
    RegionCodes works = actor_scopes(ctx, CAN_WORK_FLAGS);

    if (actor_may(ctx->actor, CAN_SET_RULES, district))
        return true;
    for (size_t i = 0; i < works.len; i++)
        if (region_contains(works.at[i], district) || region_contains(district, works.at[i]))
            return true;
    return false;
}

Status
flag_rules_district(Ctx *ctx, RegionCode place, RegionCode *out)
{
    Status status = OK;

    if (place == 0)
        status = actor_scope(ctx, CAN_SET_RULES, &place);
    if (status == NOT_FOUND)
        status = actor_scope(ctx, CAN_WORK_FLAGS, &place);
    if (status != OK)
        return status == NOT_FOUND ? DENIED : status;
    *out = region_code_at(place, LEVEL_DISTRICT);
    return reads_rules_of(ctx, *out) ? OK : DENIED;
}

Status
flag_setting_choose(Ctx *ctx, const FlagRule *rule, RegionCode district, Text name, int64_t value,
                    Day day)
{
    int which = setting_of(rule, name);
    int64_t account = actor_person(ctx->actor);

    TRY(actor_require(ctx, CAN_SET_RULES, district));
    if (which < 0)
        return ctx_problem(ctx, "name", TR(ctx->lang, "没有这项设置"));
    if (which == FLAG_SETTINGS_MAX && !allowed(rule, which, value))
        return ctx_problem(ctx, "value", TR(ctx->lang, "只能开或者关"));
    if (which != FLAG_SETTINGS_MAX)
        TRY(flag_setting_check(ctx, rule, (size_t)which, value));
    if (day < ctx_today(ctx))
        return ctx_problem(ctx, "day", TR(ctx->lang, "生效日期最早从今天起"));
    TRY(flag_setting_put(ctx, &(FlagSettingPutArgs){
                                  .rule = text_c(rule->name),
                                  .region = district,
                                  .name = name,
                                  .day = day,
                                  .value = value,
                                  .now = ctx->now,
                                  .account = account != 0 ? SOME_INT(account) : (OptInt){0},
                              }));
    TRY(audit(
        ctx, district, "flag.setting", 0,
        text_printf(ctx->arena, "%s %.*s %lld", rule->name, TEXT_ARGS(name), (long long)value)));
    return changed_note(ctx, CHANGED_RULE, district, (int64_t)flag_rule_place(rule));
}
