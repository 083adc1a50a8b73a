/*
 * What a program sends: the members that a body may have, and the opinion of the path.
 */
#include "base/tr.h"
#include "opinion/api_put.h"

Status
api_body(Ctx *ctx, const Request *req, const JsonNode **out)
{
    static const JsonShape shape[] = {
        {"lock",      NODE_INT },
        {"region",    NODE_TEXT},
        {"kind",      NODE_TEXT},
        {"topic",     NODE_TEXT},
        {"body",      NODE_TEXT},
        {"place",     NODE_TEXT},
        {"latitude",  NODE_REAL},
        {"longitude", NODE_REAL},
        {"sender",    NODE_TEXT},
        {"name",      NODE_TEXT},
        {"phone",     NODE_TEXT},
        {"public",    NODE_BOOL},
        {"for_other", NODE_BOOL},
        {"about",     NODE_TEXT},
        {"subject",   NODE_TEXT},
        {"source",    NODE_TEXT},
        {"source_id", NODE_INT },
        {"key",       NODE_TEXT},
        {"receipt",   NODE_TEXT},
        {"visitor",   NODE_TEXT},
        {"rating",    NODE_TEXT},
        {"reason",    NODE_TEXT},
        {"words",     NODE_TEXT},
        {"answer",    NODE_TEXT},
        {"resolve",   NODE_BOOL},
        {"outcome",   NODE_TEXT},
        {"office",    NODE_TEXT},
        {"note",      NODE_TEXT},
        {"days",      NODE_INT },
        {"grant",     NODE_BOOL},
        {"into",      NODE_TEXT},
        {"where",     NODE_TEXT},
        {"reached",   NODE_BOOL},
        {"draft",     NODE_TEXT},
    };

    /* A session's cookie is no proof here: that the person meant it says only a token. */
    if (ctx->actor != NULL && !req->by_token)
        return DENIED;
    return json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], out);
}

bool
api_flag(const JsonNode *body, const char *key, bool otherwise)
{
    bool flag;

    return json_get_bool(body, key, &flag) ? flag : otherwise;
}

/* Absent is the empty text: the model asks whether something was said. */
Text
api_text(const JsonNode *body, const char *key)
{
    Text text = json_get_text(body, key);

    return text.at != NULL ? text_trim(text) : T("");
}

RegionCode
api_region(Ctx *ctx, const JsonNode *body, const char *key)
{
    RegionCode code = 0;

    if (!region_code_parse(json_get_text(body, key), &code))
        (void)!ctx_problem(ctx, key, TR(ctx->lang, "应是 12 位的地区代码"));
    return code;
}

Status
api_find(Ctx *ctx, const Request *req, ApiFound *out)
{
    TRY(api_body(ctx, req, &out->body));
    out->receipts =
        api_receipts(ctx, request_param(req, "number"), json_get_text(out->body, "receipt"));
    TRY(api_opinion(ctx, req, out->receipts, &out->opinion));
    if (!json_get_int(out->body, "lock", &out->lock))
        out->lock = out->opinion.lock;
    return OK;
}

Status
api_rating(Ctx *ctx, const JsonNode *body, OpinionRating *out)
{
    if (opinion_rating_parse(api_text(body, "rating"), out) && *out != RATING_NONE)
        return OK;
    return ctx_problem(ctx, "rating", TR(ctx->lang, "没有这一种"));
}
