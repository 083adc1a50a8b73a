/*
 * Red flags as JSON: lists, one with what it rests on, what people do about it.  Making a clue of
 * one is the room of clues' (POST /api/v1/clues with source "flag").
 */
#include "flag/api.h"

#include "base/tr.h"
#include "flag/flag.h"
#include "region/region.h"
#include "web/api_parts.h"

/* ---- one ---- */

static const char *const source_names[FLAG_SOURCES] = {
    [FLAG_ROW_DUTY] = "duty",         [FLAG_ROW_DISCLOSURE] = "disclosure",
    [FLAG_ROW_ENTRY] = "entry",       [FLAG_ROW_BANK] = "bank",
    [FLAG_ROW_CONTRACT] = "contract", [FLAG_ROW_SUBSIDY] = "subsidy",
    [FLAG_ROW_PROJECT] = "project",   [FLAG_ROW_OPINION] = "opinion",
    [FLAG_ROW_PLAN] = "plan",         [FLAG_ROW_DEBT] = "debt",
    [FLAG_ROW_FUND] = "fund",
};

static void
put_number(Json *json, const char *key, OptInt number)
{
    if (number.set)
        json_put_int(json, key, number.value);
    else
        json_put_none(json, key);
}

static void
put_rule(Ctx *ctx, const Flag *flag, Json *json)
{
    json_put_text(json, "rule", flag->rule_name);
    json_put_text(json, "rule_code", flag->rule != NULL ? text_c(flag->rule->code) : T(""));
    json_put_int(json, "rule_version", flag->version);
    json_put_text(json, "title",
                  flag->rule != NULL ? tr_text(ctx->lang, flag->rule->title) : flag->rule_name);
}

static Status
put_members(Ctx *ctx, const Flag *flag, Json *json)
{
    Region place;

    TRY(region_get(ctx, flag->region, &place));
    json_put_id(json, "id", flag->id);
    put_rule(ctx, flag, json);
    json_put_text(json, "region", region_code_format(ctx->arena, flag->region));
    json_put_text(json, "region_name", place.name);
    json_put_text(json, "level", text_c(flag_level_name(flag->level)));
    json_put_text(json, "audience", text_c(flag_audience_name(flag->audience)));
    json_put_text(json, "state", text_c(flag_state_name(flag->state)));
    json_put_bool(json, "live", flag->live);
    json_put_bool(json, "standing", flag->standing);
    json_put_text(json, "sentence", flag->sentence);
    json_put_int(json, "rows", flag->rows);
    put_number(json, "sum_fen", flag->sum_fen);
    json_put_text(json, "raised_at", time_format(ctx->arena, flag->raised_at));
    api_put_time(ctx, json, "closed_at", flag->closed_at);
    api_put_day(ctx, json, "due", flag->due_day);
    json_put_bool(json, "overdue", flag->overdue);
    json_put_text(json, "explanation", flag->explanation);
    json_put_int(json, "lock", flag->lock);
    return OK;
}

static void
put_evidence(Ctx *ctx, const Flag *flag, const FlagEvidence *evidence, Json *json)
{
    const FlagRule *rule = flag->rule;

    json_key(json, "settings");
    json_array_begin(json);
    for (size_t i = 0; rule != NULL && i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL;
         i++) {
        json_object_begin(json);
        json_put_text(json, "name", text_c(rule->settings[i].name));
        json_put_text(json, "title", tr_text(ctx->lang, rule->settings[i].title));
        json_put_text(json, "unit", text_c(flag_unit_name(rule->settings[i].unit)));
        json_put_int(json, "value", evidence->set[i]);
        json_object_end(json);
    }
    json_array_end(json);
    json_key(json, "evidence");
    json_array_begin(json);
    for (size_t i = 0; i < evidence->rows.len; i++) {
        const FlagRow *row = &evidence->rows.at[i];

        json_object_begin(json);
        json_put_text(json, "source", rule != NULL ? text_c(source_names[rule->source]) : T(""));
        json_put_id(json, "source_id", row->source_id);
        api_put_day(ctx, json, "day", row->day);
        json_put_text(json, "label", row->label);
        json_put_text(json, "note", row->note);
        put_number(json, "amount_fen", row->fen);
        json_object_end(json);
    }
    json_array_end(json);
    json_put_int(json, "evidence_more", evidence->more);
}

static Status
put_steps(Ctx *ctx, const Flag *flag, Json *json)
{
    FlagSteps steps;

    TRY(flag_steps(ctx, flag, &steps));
    json_key(json, "steps");
    json_array_begin(json);
    for (size_t i = 0; i < steps.len; i++) {
        json_object_begin(json);
        json_put_text(json, "at", time_format(ctx->arena, steps.at[i].at));
        json_put_text(json, "kind", steps.at[i].kind);
        json_put_text(json, "person", steps.at[i].name);
        json_put_text(json, "note", steps.at[i].note);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

static Status
answer(Ctx *ctx, Response *res, int64_t id)
{
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    FlagEvidence evidence;
    Flag flag;

    TRY(flag_get(ctx, id, &flag, &evidence));
    json_object_begin(&json);
    TRY(put_members(ctx, &flag, &json));
    json_put_text(&json, "why", flag.rule != NULL ? tr_text(ctx->lang, flag.rule->why) : T(""));
    json_put_text(&json, "doubt", flag.rule != NULL ? tr_text(ctx->lang, flag.rule->doubt) : T(""));
    put_evidence(ctx, &flag, &evidence, &json);
    TRY(put_steps(ctx, &flag, &json));
    json_object_end(&json);
    return api_send(res, &buf, &json);
}

static Status
get_one(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;

    TRY(api_id(req, &id));
    return answer(ctx, res, id);
}

/* ---- lists ---- */

typedef struct Query {
    RegionCode place;
    bool live;
    const FlagRule *rule;
} Query;

static Status
query_of(Ctx *ctx, const Request *req, Query *out)
{
    Text region = request_query(req, "region"), state = request_query(req, "state");
    Text rule = request_query(req, "rule");
    Status status;
    Region place;

    *out = (Query){.live = !text_eq(state, T("closed")), .rule = flag_rule(rule)};
    if (!text_is_empty(state) && out->live && !text_eq(state, T("live")))
        (void)!ctx_problem(ctx, "state", TR(ctx->lang, "没有这样的列表"));
    if (!text_is_empty(rule) && out->rule == NULL)
        (void)!ctx_problem(ctx, "rule", TR(ctx->lang, "没有这条规则"));
    if (!text_is_empty(region) && !region_code_parse(region, &out->place))
        (void)!ctx_problem(ctx, "region", TR(ctx->lang, "地区代码应是 12 位数字"));
    TRY(ctx_checked(ctx));
    if (!text_is_empty(region))
        return region_get(ctx, out->place, &place);
    status = flag_widest_place(ctx, &out->place);
    return status == NOT_FOUND ? DENIED : status;
}

static Status
get_list(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Query query;
    Flags flags;

    TRY(query_of(ctx, req, &query));
    TRY(flag_list(ctx, query.place, query.live, query.rule, request_query(req, "cursor"), &flags));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < flags.len; i++) {
        json_object_begin(&json);
        TRY(put_members(ctx, &flags.at[i], &json));
        json_object_end(&json);
    }
    json_array_end(&json);
    json_put_text(&json, "next", flags.next);
    json_object_end(&json);
    return api_send(res, &buf, &json);
}

/* ---- deeds ---- */

static Status
do_it(Ctx *ctx, const Request *req, const JsonNode *body, const Flag *flag)
{
    int64_t lock;
    OptInt due;

    if (!json_get_int(body, "lock", &lock))
        lock = flag->lock;
    if (text_ends(req->path, T("/explain")))
        return flag_explain(ctx, flag->id, lock, json_get_text(body, "explanation"));
    if (text_ends(req->path, T("/dismiss")))
        return flag_dismiss(ctx, flag->id, lock, json_get_text(body, "reason"));
    due = api_read_day(ctx, body, "due");
    TRY(ctx_checked(ctx));
    if (!due.set)
        due = SOME_INT(ctx_today(ctx) + FLAG_ASK_DAYS);
    return flag_ask(ctx, flag->id, lock, json_get_text(body, "words"), (Day)due.value);
}

static Status
deed(Ctx *ctx, const Request *req, Response *res)
{
    static const JsonShape shape[] = {
        {"words",       NODE_TEXT},
        {"due",         NODE_TEXT},
        {"explanation", NODE_TEXT},
        {"reason",      NODE_TEXT},
        {"lock",        NODE_INT },
    };
    const JsonNode *body;
    int64_t id;
    Flag flag;

    TRY(api_id(req, &id));
    TRY(flag_get(ctx, id, &flag, NULL));
    TRY(json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], &body));
    TRY(do_it(ctx, req, body, &flag));
    return answer(ctx, res, id);
}

enum { READS = ROUTE_READ | ROUTE_STAFF, WRITES = ROUTE_WRITE | ROUTE_STAFF };

static const Route routes[] = {
    {METHOD_GET,  "/api/v1/flags",              get_list, READS },
    {METHOD_GET,  "/api/v1/flags/{id}",         get_one,  READS },
    {METHOD_POST, "/api/v1/flags/{id}/ask",     deed,     WRITES},
    {METHOD_POST, "/api/v1/flags/{id}/explain", deed,     WRITES},
    {METHOD_POST, "/api/v1/flags/{id}/dismiss", deed,     WRITES},
};

const RouteTable flag_api_routes = ROUTES(routes);
