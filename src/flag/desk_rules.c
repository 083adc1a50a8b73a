/*
 * The rules: what each looks for, how good it is, and what the district has decided about it.
 */
#include "actor/actor.h"
#include "base/money.h"
#include "base/tr.h"
#include "flag/desk.h"
#include "flag/desk_parts.h"
#include "flag/desk_rule.html.h"
#include "flag/desk_rules.html.h"

static Text
rule_link(Arena *arena, const FlagRule *rule)
{
    return text_printf(arena, "/desk/rules/%s", rule->name);
}

static Status
rules_page(Ctx *ctx, const Request *req, Response *res)
{
    FlagRulesView view = {.rules = {.at = NEW_ARRAY(ctx->arena, FlagRuleLine, flag_rule_count)}};
    RegionCode district;
    Region place;

    TRY(flag_rules_district(ctx, 0, &district));
    TRY(region_get(ctx, district, &place));
    view.place = place.name;
    for (size_t i = 0; i < flag_rule_count; i++) {
        const FlagRule *rule = flag_rules[i];
        FlagSettingNow settings[FLAG_SETTINGS_MAX];
        bool on;

        TRY(flag_settings(ctx, rule, district, settings, &on));
        view.rules.at[view.rules.len++] = (FlagRuleLine){
            .code = text_c(rule->code),
            .title = tr_text(ctx->lang, rule->title),
            .why = tr_text(ctx->lang, rule->why),
            .link = rule_link(ctx->arena, rule),
            .level = tr_text(ctx->lang, flag_level_title(rule->level)),
            .level_css = flag_level_css(rule->level),
            .off = !on,
            .on = TR(ctx->lang, "已停用"),
        };
    }
    if (outside_may(ctx, district))
        view.lists_link = T("/desk/outside");
    view.page = page_begin(ctx, req, TR(ctx->lang, "红旗的规则"));
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "红旗"), T("/desk/flags"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_flag_desk_rules, &view);
    return OK;
}

/* ---- one ---- */

/* As it is typed: yuan for money. */
static Text
typed_form(Arena *arena, FlagUnit unit, int64_t value)
{
    return unit == FLAG_FEN ? fen_plain(arena, value)
                            : text_printf(arena, "%lld", (long long)value);
}

static Text
unit_words(Lang lang, FlagUnit unit)
{
    switch (unit) {
    case FLAG_FEN:
        return TR(lang, "元");
    case FLAG_DAYS:
        return TR(lang, "天");
    case FLAG_YEARS:
        return TR(lang, "年");
    case FLAG_PERCENT:
        return T("%");
    case FLAG_CHARS:
        return TR(lang, "字");
    case FLAG_SECONDS:
        return TR(lang, "秒");
    case FLAG_COUNT:
        break;
    }
    return T("");
}

static void
fill_setting(Ctx *ctx, const Request *req, const FlagSetting *setting, const FlagSettingNow *now,
             FlagSettingField *out)
{
    bool typed = text_eq(request_form(req, "name"), text_c(setting->name));

    *out = (FlagSettingField){
        .name = text_c(setting->name),
        .title = tr_text(ctx->lang, setting->title),
        .unit = unit_words(ctx->lang, setting->unit),
        .value =
            typed ? request_form(req, "value") : typed_form(ctx->arena, setting->unit, now->value),
        .now = TR_FORMAT(
            ctx->arena, ctx->lang, "现在是 {value}",
            {"value", flag_value_words(ctx->arena, ctx->lang, setting->unit, now->value)}),
        .bounds = TR_FORMAT(
            ctx->arena, ctx->lang, "可以定 {least} 到 {most}",
            {"least", flag_value_words(ctx->arena, ctx->lang, setting->unit, setting->least)},
            {"most", flag_value_words(ctx->arena, ctx->lang, setting->unit, setting->most)}),
        .error = typed ? desk_problem(ctx, "value") : T(""),
    };
    if (typed && text_is_empty(out->error))
        out->error = desk_problem(ctx, "day");
    if (now->next_day.set)
        out->next = TR_FORMAT(ctx->arena, ctx->lang, "{day} 起是 {value}",
                              {"day", desk_day(ctx, (Day)now->next_day.value)},
                              {"value", flag_value_words(ctx->arena, ctx->lang, setting->unit,
                                                         now->next_value.value)});
}

static Status
fill_figures(Ctx *ctx, const FlagRule *rule, RegionCode district, FlagRuleView *view)
{
    enum { FIGURES = 5 };
    FlagSums sums;
    Status status = flag_figures(ctx, district, &sums);

    if (status == DENIED)
        return OK;
    TRY(status);
    view->figures.at = NEW_ARRAY(ctx->arena, FlagFact, FIGURES);
    for (size_t i = 0; i < sums.len; i++) {
        const FlagSum *sum = &sums.at[i];
        const FlagFact facts[FIGURES] = {
            {TR(ctx->lang, "待处理"),       desk_number(ctx->arena,    sum->live)     },
            {TR(ctx->lang, "原因已消除"), desk_number(ctx->arena,    sum->gone)     },
            {TR(ctx->lang, "转线索"),       desk_number(ctx->arena,    sum->clues)    },
            {TR(ctx->lang, "已排除"),       desk_number(ctx->arena,    sum->dismissed)},
            {TR(ctx->lang, "查实比例"),    flag_confirmed(ctx->arena, sum)           },
        };

        if (sum->rule == rule)
            for (size_t j = 0; j < FIGURES; j++)
                view->figures.at[view->figures.len++] = facts[j];
    }
    return OK;
}

/* Which other offices' lists the rule needs. */
static void
fill_lists(Ctx *ctx, const FlagRule *rule, RegionCode district, FlagRuleView *view)
{
    Text names = flag_rule_lists(ctx->arena, ctx->lang, rule);

    if (names.len == 0)
        return;
    view->lists = TR_FORMAT(ctx->arena, ctx->lang, "有这样的名单才查：{lists}", {"lists", names});
    if (outside_may(ctx, district))
        view->lists_link = T("/desk/outside");
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const FlagRule *rule, RegionCode district)
{
    FlagSettingNow settings[FLAG_SETTINGS_MAX] = {0};
    int64_t set[FLAG_SETTINGS_MAX];
    Text day = request_form(req, "day");
    FlagRuleView view = {
        .code = text_c(rule->code),
        .title = tr_text(ctx->lang, rule->title),
        .why = tr_text(ctx->lang, rule->why),
        .doubt = tr_text(ctx->lang, rule->doubt),
        .level = tr_text(ctx->lang, flag_level_title(rule->level)),
        .level_css = flag_level_css(rule->level),
        .audience = tr_text(ctx->lang, flag_audience_title(rule->audience)),
        .action = rule_link(ctx->arena, rule),
        .today = day_format(ctx->arena, ctx_today(ctx)),
        .sets = actor_may(ctx->actor, CAN_SET_RULES, district),
    };

    TRY(flag_settings(ctx, rule, district, settings, &view.on));
    for (size_t i = 0; i < FLAG_SETTINGS_MAX; i++)
        set[i] = settings[i].value;
    view.sentence = flag_rule_sentence(ctx, rule, set);
    view.day = text_is_empty(day) ? view.today : day;
    view.settings.at = NEW_ARRAY(ctx->arena, FlagSettingField, FLAG_SETTINGS_MAX);
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL; i++)
        fill_setting(ctx, req, &rule->settings[i], &settings[i],
                     &view.settings.at[view.settings.len++]);
    TRY(fill_figures(ctx, rule, district, &view));
    fill_lists(ctx, rule, district, &view);
    view.page = page_begin(ctx, req, view.title);
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "红旗的规则"), T("/desk/rules"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_flag_desk_rule, &view);
    return OK;
}

static Status
rule_of(Ctx *ctx, const Request *req, const FlagRule **rule_out, RegionCode *district_out)
{
    *rule_out = flag_rule(request_param(req, "name"));
    return *rule_out != NULL ? flag_rules_district(ctx, 0, district_out) : NOT_FOUND;
}

static Status
rule_page(Ctx *ctx, const Request *req, Response *res)
{
    const FlagRule *rule;
    RegionCode district;

    TRY(rule_of(ctx, req, &rule, &district));
    return show(ctx, req, res, rule, district);
}

static FlagUnit
unit_of(const FlagRule *rule, Text name)
{
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL; i++)
        if (text_eq(name, text_c(rule->settings[i].name)))
            return rule->settings[i].unit;
    return FLAG_COUNT;
}

static Status
choose(Ctx *ctx, const Request *req, const FlagRule *rule, RegionCode district)
{
    Text name = request_form(req, "name");
    Text typed = text_trim(request_form(req, "value"));
    FenFault why;
    int64_t value;
    Day day;
    bool fine = unit_of(rule, name) == FLAG_FEN ? fen_parse(typed, &value, &why)
                                                : text_to_i64(typed, &value);

    if (!fine)
        return ctx_problem(ctx, "value", TR(ctx->lang, "请填一个数"));
    if (!day_parse(request_form(req, "day"), &day))
        return ctx_problem(ctx, "day", TR(ctx->lang, "请填从哪天起"));
    return flag_setting_choose(ctx, rule, district, name, value, day);
}

static Status
rule_set(Ctx *ctx, const Request *req, Response *res)
{
    const FlagRule *rule;
    RegionCode district;
    Status status;

    TRY(rule_of(ctx, req, &rule, &district));
    status = choose(ctx, req, rule, district);
    if (status == INVALID) {
        TRY(show(ctx, req, res, rule, district));
        res->status = 422;
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存，电脑马上按新的重新查"));
    return response_redirect(ctx, res, rule_link(ctx->arena, rule));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/rules",        rules_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/rules/{name}", rule_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/rules/{name}", rule_set,   ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable flag_rule_desk_routes = ROUTES(routes);
