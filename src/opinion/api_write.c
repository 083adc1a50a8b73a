/*
 * Writing: asking and what the sender does, by anybody; the deeds of an office, by token.
 *
 * A visitor's write carries no session, so there is nothing that another site could abuse; who is
 * signed in sends a token.
 */
#include "base/json_read.h"
#include "base/tr.h"
#include "opinion/api.h"
#include "opinion/api_put.h"
#include "opinion/ask.h"
#include "opinion/pages_shared.h"

static Status
body_of(Ctx *ctx, const Request *req, const JsonNode **out)
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
    };

    /* A session's cookie is no proof here: that the person meant it says only a token. */
    if (ctx->actor != NULL && !req->by_token)
        return DENIED;
    return json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], out);
}

static bool
flag_of(const JsonNode *body, const char *key, bool otherwise)
{
    bool flag;

    return json_get_bool(body, key, &flag) ? flag : otherwise;
}

/* Absent is the empty text: the model asks whether something was said. */
static Text
text_of(const JsonNode *body, const char *key)
{
    Text text = json_get_text(body, key);

    return text.at != NULL ? text_trim(text) : T("");
}

static RegionCode
region_of(Ctx *ctx, const JsonNode *body, const char *key)
{
    RegionCode code = 0;

    if (!region_code_parse(json_get_text(body, key), &code))
        (void)!ctx_problem(ctx, key, TR(ctx->lang, "应是 12 位的地区代码"));
    return code;
}

/* ---- asking ---- */

static OptInt
degrees_of(Ctx *ctx, const JsonNode *body, const char *key, int64_t limit)
{
    OptInt value = {0};
    Text typed;

    if (!json_cell(ctx->arena, json_member(body, key), &typed))
        return value;
    if (!voice_coordinate(typed, limit, &value))
        (void)!ctx_problem(ctx, key, TR(ctx->lang, "应是度数，例如 41.6583"));
    return value;
}

static void
parse_words(Ctx *ctx, const JsonNode *body, OpinionDraft *out)
{
    Text topic = text_of(body, "topic");
    Text sender = text_of(body, "sender");

    if (!opinion_kind_parse(text_of(body, "kind"), &out->kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "没有这一种"));
    out->topic = TOPIC_OTHER;
    if (topic.len != 0 && !opinion_topic_parse(topic, &out->topic))
        (void)!ctx_problem(ctx, "topic", TR(ctx->lang, "没有这一种"));
    out->sender = ctx->actor != NULL ? SENDER_NAMED : SENDER_ANONYMOUS;
    if (sender.len != 0 && !opinion_sender_parse(sender, &out->sender))
        (void)!ctx_problem(ctx, "sender", TR(ctx->lang, "没有这一种"));
    if (out->kind == OPINION_MISCONDUCT &&
        !opinion_about_parse(text_of(body, "about"), &out->about))
        (void)!ctx_problem(ctx, "about", TR(ctx->lang, "没有这一种"));
    if (!opinion_source_parse(text_of(body, "source"), &out->source))
        (void)!ctx_problem(ctx, "source", TR(ctx->lang, "没有这一种"));
}

static Status
draft_of(Ctx *ctx, const JsonNode *body, OpinionDraft *out)
{
    enum { LATITUDE_MAX = 90, LONGITUDE_MAX = 180 };

    *out = (OpinionDraft){
        .region = region_of(ctx, body, "region"),
        .body = text_of(body, "body"),
        .place = text_of(body, "place"),
        .latitude_e6 = degrees_of(ctx, body, "latitude", LATITUDE_MAX),
        .longitude_e6 = degrees_of(ctx, body, "longitude", LONGITUDE_MAX),
        .subject = text_of(body, "subject"),
        .name = text_of(body, "name"),
        .phone = text_of(body, "phone"),
        .for_other = flag_of(body, "for_other", false),
    };
    parse_words(ctx, body, out);
    out->open = out->kind != OPINION_MISCONDUCT && flag_of(body, "public", true);
    if (out->source != SOURCE_NONE && !json_get_int(body, "source_id", &out->source_id))
        (void)!ctx_problem(ctx, "source_id", TR(ctx->lang, "请写明是哪一条"));
    return ctx_checked(ctx);
}

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, OPINION_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    const JsonNode *body;
    OpinionDraft draft;
    OpinionSent sent;

    TRY(body_of(ctx, req, &body));
    TRY(draft_of(ctx, body, &draft));
    TRY(opinion_submit(ctx, &draft, json_get_text(body, "key"), req->address, &sent));
    json_object_begin(&json);
    json_put_text(&json, "number", sent.number);
    json_put_text(&json, "receipt", text_is_empty(sent.receipt) ? (Text){0} : sent.receipt);
    json_put_text(&json, "reply_due", time_format(ctx->arena, sent.reply_due));
    json_put_text(&json, "link", request_url(req, voice_link(ctx->arena, sent.number, "")));
    json_put_bool(&json, "sealed", sent.sealed);
    json_put_bool(&json, "beyond", sent.beyond);
    json_object_end(&json);
    json_end(&json);
    res->status = 201;
    res->uncacheable = true;
    response_json(res, buf_done(&buf));
    response_header(res, T("Location"),
                    text_printf(ctx->arena, "/api/v1/opinions/%.*s", TEXT_ARGS(sent.number)));
    return OK;
}

/* ---- the sender, and who has the same trouble ---- */

typedef struct Found {
    const JsonNode *body;
    Texts receipts;
    Opinion opinion;
    int64_t lock; /* that the caller saw, or, without one, the one of this moment */
} Found;

static Status
find(Ctx *ctx, const Request *req, Found *out)
{
    TRY(body_of(ctx, req, &out->body));
    out->receipts =
        api_receipts(ctx, request_param(req, "number"), json_get_text(out->body, "receipt"));
    TRY(api_opinion(ctx, req, out->receipts, &out->opinion));
    if (!json_get_int(out->body, "lock", &out->lock))
        out->lock = out->opinion.lock;
    return OK;
}

static Status
rating_of(Ctx *ctx, const JsonNode *body, OpinionRating *out)
{
    if (opinion_rating_parse(text_of(body, "rating"), out) && *out != RATING_NONE)
        return OK;
    return ctx_problem(ctx, "rating", TR(ctx->lang, "没有这一种"));
}

static Status
rate(Ctx *ctx, const Request *req, Response *res)
{
    OpinionRating rating;
    Found found;

    TRY(find(ctx, req, &found));
    TRY(rating_of(ctx, found.body, &rating));
    TRY(opinion_rate(ctx, found.opinion.id, found.receipts, rating, text_of(found.body, "reason")));
    return api_answer(ctx, res, found.opinion.id, found.receipts);
}

static Status
support(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, OPINION_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    int64_t count;
    Text visitor;
    Found found;

    TRY(find(ctx, req, &found));
    visitor = text_of(found.body, "visitor");
    if (ctx->actor == NULL && visitor.len == 0)
        return ctx_problem(ctx, "visitor", TR(ctx->lang, "请给出这位访客的标记，一人一个"));
    TRY(opinion_support(ctx, found.opinion.id, visitor, req->address, &count));
    json_object_begin(&json);
    json_put_int(&json, "supporters", count);
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    return OK;
}

static Status
add_words(Ctx *ctx, const Request *req, Response *res)
{
    Found found;

    TRY(find(ctx, req, &found));
    TRY(opinion_add_words(ctx, found.opinion.id, found.receipts, text_of(found.body, "words")));
    return api_answer(ctx, res, found.opinion.id, found.receipts);
}

/* ---- the office ---- */

static Status
reply(Ctx *ctx, const Request *req, Response *res)
{
    Found found;

    TRY(find(ctx, req, &found));
    TRY(opinion_reply(ctx, found.opinion.id, found.lock, text_of(found.body, "answer"),
                      flag_of(found.body, "resolve", false)));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
resolve(Ctx *ctx, const Request *req, Response *res)
{
    Found found;

    TRY(find(ctx, req, &found));
    TRY(opinion_resolve(ctx, found.opinion.id, found.lock, text_of(found.body, "outcome")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
pass(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode office;
    Found found;

    TRY(find(ctx, req, &found));
    office = region_of(ctx, found.body, "office");
    TRY(ctx_checked(ctx));
    TRY(opinion_pass(ctx, found.opinion.id, found.lock, office, text_of(found.body, "note")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
extension_ask(Ctx *ctx, const Request *req, Response *res)
{
    int64_t days = 0;
    Found found;

    TRY(find(ctx, req, &found));
    (void)json_get_int(found.body, "days", &days);
    TRY(opinion_extension_ask(ctx, found.opinion.id, found.lock, days,
                              text_of(found.body, "reason")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
extension_decide(Ctx *ctx, const Request *req, Response *res)
{
    bool grant;
    Found found;

    TRY(find(ctx, req, &found));
    if (!json_get_bool(found.body, "grant", &grant))
        return ctx_problem(ctx, "grant", TR(ctx->lang, "请写明同意还是不同意"));
    TRY(opinion_extension_decide(ctx, found.opinion.id, found.lock, grant,
                                 text_of(found.body, "reason")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
merge(Ctx *ctx, const Request *req, Response *res)
{
    Found found;

    TRY(find(ctx, req, &found));
    TRY(opinion_merge(ctx, found.opinion.id, found.lock, text_of(found.body, "into")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
move(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode region;
    Found found;

    TRY(find(ctx, req, &found));
    region = region_of(ctx, found.body, "region");
    TRY(ctx_checked(ctx));
    TRY(opinion_move(ctx, found.opinion.id, found.lock, region, text_of(found.body, "note")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
refer(Ctx *ctx, const Request *req, Response *res)
{
    Found found;

    TRY(find(ctx, req, &found));
    TRY(opinion_refer(ctx, found.opinion.id, found.lock, text_of(found.body, "where")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
visit(Ctx *ctx, const Request *req, Response *res)
{
    OpinionRating rating = RATING_NONE;
    bool reached;
    Found found;

    TRY(find(ctx, req, &found));
    if (!json_get_bool(found.body, "reached", &reached))
        return ctx_problem(ctx, "reached", TR(ctx->lang, "请写明联系上没有"));
    if (reached)
        TRY(rating_of(ctx, found.body, &rating));
    TRY(opinion_visit(ctx, found.opinion.id, found.lock, reached, rating,
                      text_of(found.body, "words")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

enum { ANYBODY = ROUTE_WRITE | ROUTE_NO_CSRF, OFFICE = ROUTE_WRITE | ROUTE_STAFF };

#define ONE "/api/v1/opinions/{number}"

static const Route routes[] = {
    {METHOD_POST, "/api/v1/opinions",        create,           ANYBODY},
    {METHOD_POST, ONE "/rating",             rate,             ANYBODY},
    {METHOD_POST, ONE "/support",            support,          ANYBODY},
    {METHOD_POST, ONE "/words",              add_words,        ANYBODY},
    {METHOD_POST, ONE "/reply",              reply,            OFFICE },
    {METHOD_POST, ONE "/resolve",            resolve,          OFFICE },
    {METHOD_POST, ONE "/pass",               pass,             OFFICE },
    {METHOD_POST, ONE "/extension",          extension_ask,    OFFICE },
    {METHOD_POST, ONE "/extension/decision", extension_decide, OFFICE },
    {METHOD_POST, ONE "/move",               move,             OFFICE },
    {METHOD_POST, ONE "/merge",              merge,            OFFICE },
    {METHOD_POST, ONE "/refer",              refer,            OFFICE },
    {METHOD_POST, ONE "/visit",              visit,            OFFICE },
};

const RouteTable opinion_write_api_routes = {routes, sizeof routes / sizeof routes[0]};
