/*
 * The rules as JSON, with their settings as they hold in a district.
 */
#include "base/tr.h"
#include "flag/api.h"
#include "flag/flag.h"
#include "web/api_parts.h"

static void
put_setting(Ctx *ctx, const FlagSetting *setting, const FlagSettingNow *now, Json *json)
{
    json_object_begin(json);
    json_put_text(json, "name", text_c(setting->name));
    json_put_text(json, "title", tr_text(ctx->lang, setting->title));
    json_put_text(json, "unit", text_c(flag_unit_name(setting->unit)));
    json_put_int(json, "value", now->value);
    api_put_day(ctx, json, "since", now->since);
    json_put_int(json, "default", setting->value);
    json_put_int(json, "least", setting->least);
    json_put_int(json, "most", setting->most);
    json_key(json, "next");
    if (now->next_day.set) {
        json_object_begin(json);
        json_put_int(json, "value", now->next_value.value);
        api_put_day(ctx, json, "day", now->next_day);
        json_object_end(json);
    } else {
        json_none(json);
    }
    json_object_end(json);
}

static Status
put_rule(Ctx *ctx, const FlagRule *rule, RegionCode district, Json *json)
{
    FlagSettingNow now[FLAG_SETTINGS_MAX] = {0};
    int64_t set[FLAG_SETTINGS_MAX];
    bool on;

    TRY(flag_settings(ctx, rule, district, now, &on));
    for (size_t i = 0; i < FLAG_SETTINGS_MAX; i++)
        set[i] = now[i].value;
    json_object_begin(json);
    json_put_text(json, "name", text_c(rule->name));
    json_put_text(json, "code", text_c(rule->code));
    json_put_int(json, "version", rule->version);
    json_put_text(json, "level", text_c(flag_level_name(rule->level)));
    json_put_text(json, "audience", text_c(flag_audience_name(rule->audience)));
    json_put_text(json, "title", tr_text(ctx->lang, rule->title));
    json_put_text(json, "sentence", flag_rule_sentence(ctx, rule, set));
    json_put_text(json, "why", tr_text(ctx->lang, rule->why));
    json_put_text(json, "doubt", tr_text(ctx->lang, rule->doubt));
    json_put_bool(json, "on", on);
    json_key(json, "settings");
    json_array_begin(json);
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL; i++)
        put_setting(ctx, &rule->settings[i], &now[i], json);
    json_array_end(json);
    json_object_end(json);
    return OK;
}

/* The place of a member or parameter "region"; 0: it was not sent. */
static Status
read_place(Ctx *ctx, Text sent, RegionCode *out)
{
    *out = 0;
    if (text_is_empty(sent) || region_code_parse(sent, out))
        return OK;
    return ctx_problem(ctx, "region", TR(ctx->lang, "地区代码应是 12 位数字"));
}

static Status
get_rules(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    RegionCode place, district;

    TRY(read_place(ctx, request_query(req, "region"), &place));
    TRY(flag_rules_district(ctx, place, &district));
    json_object_begin(&json);
    json_put_text(&json, "region", region_code_format(ctx->arena, district));
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < flag_rule_count; i++)
        TRY(put_rule(ctx, flag_rules[i], district, &json));
    json_array_end(&json);
    json_object_end(&json);
    return api_send(res, &buf, &json);
}

static Status
put_settings(Ctx *ctx, const Request *req, Response *res)
{
    static const JsonShape shape[] = {
        {"region", NODE_TEXT},
        {"name",   NODE_TEXT},
        {"value",  NODE_INT },
        {"day",    NODE_TEXT},
    };
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    const FlagRule *rule = flag_rule(request_param(req, "name"));
    const JsonNode *body;
    RegionCode place, district;
    int64_t value;
    OptInt day;

    if (rule == NULL)
        return NOT_FOUND;
    TRY(json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], &body));
    TRY(read_place(ctx, json_get_text(body, "region"), &place));
    TRY(flag_rules_district(ctx, place, &district));
    if (!json_get_int(body, "value", &value))
        return ctx_problem(ctx, "value", TR(ctx->lang, "请填一个数"));
    day = api_read_day(ctx, body, "day");
    TRY(ctx_checked(ctx));
    TRY(flag_setting_choose(ctx, rule, district, json_get_text(body, "name"), value,
                            day.set ? (Day)day.value : ctx_today(ctx)));
    TRY(put_rule(ctx, rule, district, &json));
    return api_send(res, &buf, &json);
}

static const Route routes[] = {
    {METHOD_GET, "/api/v1/rules",                 get_rules,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_PUT, "/api/v1/rules/{name}/settings", put_settings, ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable flag_rule_api_routes = ROUTES(routes);
