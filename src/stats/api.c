/*
 * A place's indicators as JSON: for everybody what the public pages show, more with a token.
 */
#include "stats/api.h"

#include "base/json.h"
#include "base/tr.h"
#include "catalogue/period.h"
#include "stats/indicator.h"

enum { ANSWER_BYTES_MAX = 256 * 1024, DECIMALS = 4 };

static void
put_value(Json *json, const char *key, const Indicator *indicator, IndicatorValue value)
{
    json_key(json, key);
    if (!indicator_has_value(indicator, value))
        json_none(json);
    else if (indicator->kind == INDICATOR_RATE)
        json_decimal(json, indicator_number(indicator, value), DECIMALS);
    else
        json_int(json, value.part);
}

static Status
put_earlier(Ctx *ctx, Json *json, const char *key, const Indicator *indicator, RegionCode code,
            Period period)
{
    IndicatorValue value;

    TRY(indicator_value(ctx, indicator, code, period.start, period.end, &value));
    put_value(json, key, indicator, value);
    return OK;
}

static Status
put_indicator(Ctx *ctx, Json *json, const Indicator *indicator, RegionCode code, Period period)
{
    IndicatorValue value;

    TRY(indicator_value(ctx, indicator, code, period.start, period.end, &value));
    json_object_begin(json);
    json_put_text(json, "name", text_c(indicator->name));
    json_put_text(json, "title", tr_text(ctx->lang, indicator->title));
    json_put_text(json, "definition", tr_text(ctx->lang, indicator->definition));
    json_put_text(json, "kind", indicator->kind == INDICATOR_RATE ? T("rate") : T("count"));
    put_value(json, "value", indicator, value);
    if (indicator->kind == INDICATOR_RATE && !value.none) {
        json_put_int(json, "part", value.part);
        json_put_int(json, "whole", value.whole);
    }
    TRY(put_earlier(ctx, json, "before", indicator, code, period_before(period)));
    TRY(put_earlier(ctx, json, "year_before", indicator, code, period_year_ago(period)));
    json_object_end(json);
    return OK;
}

static Status
get_indicators(Ctx *ctx, const Request *req, Response *res)
{
    Text typed = request_query(req, "period");
    Period period = period_before(period_of(RHYTHM_MONTHLY, ctx_today(ctx)));
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    RegionCode code;
    Region place;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, &place));
    if (!text_is_empty(typed) && !period_parse(typed, &period))
        return ctx_problem(ctx, "period", TR(ctx->lang, "期间应像 2023-05、2023Q2 或 2023"));
    json_object_begin(&json);
    json_put_text(&json, "region", region_code_format(ctx->arena, code));
    json_put_text(&json, "period", period_format(ctx->arena, period));
    json_put_text(&json, "first", day_format(ctx->arena, period.start));
    json_put_text(&json, "last", day_format(ctx->arena, period.end));
    json_key(&json, "indicators");
    json_array_begin(&json);
    for (size_t i = 0; i < indicator_count; i++)
        if (indicator_may_read(ctx, &indicators[i], code))
            TRY(put_indicator(ctx, &json, &indicators[i], code, period));
    json_array_end(&json);
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    if (ctx->actor != NULL)
        res->uncacheable = true;
    else
        response_shows(res, code);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/api/v1/regions/{code}/indicators", get_indicators, ROUTE_READ},
};

const RouteTable stats_api_routes = ROUTES(routes);
