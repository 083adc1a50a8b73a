#include "web/api_parts.h"

#include "base/tr.h"

Status
api_id(const Request *req, int64_t *out)
{
    return text_to_i64(request_param(req, "id"), out) && *out > 0 ? OK : NOT_FOUND;
}

void
api_put_day(Ctx *ctx, Json *json, const char *key, OptInt day)
{
    if (day.set)
        json_put_text(json, key, day_format(ctx->arena, (Day)day.value));
    else
        json_put_none(json, key);
}

void
api_put_time(Ctx *ctx, Json *json, const char *key, OptInt time)
{
    if (time.set)
        json_put_text(json, key, time_format(ctx->arena, time.value));
    else
        json_put_none(json, key);
}

OptInt
api_read_day(Ctx *ctx, const JsonNode *body, const char *key)
{
    Text sent = json_get_text(body, key);
    Day day;

    if (text_is_empty(sent))
        return (OptInt){0};
    if (day_parse(sent, &day))
        return SOME_INT(day);
    (void)!ctx_problem(ctx, key, TR(ctx->lang, "应是日期，例如 2023-05-18"));
    return (OptInt){0};
}

RegionCode
api_read_place(Ctx *ctx, const JsonNode *body, const char *key)
{
    RegionCode code;

    if (region_code_parse(json_get_text(body, key), &code))
        return code;
    (void)!ctx_problem(ctx, key, TR(ctx->lang, "地区代码应是 12 位数字"));
    return 0;
}

Status
api_send(Response *res, Buf *buf, Json *json)
{
    json_end(json);
    response_json(res, buf_done(buf));
    res->uncacheable = true;
    return OK;
}
