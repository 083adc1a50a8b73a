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
    Text topic = api_text(body, "topic");
    Text sender = api_text(body, "sender");

    if (!opinion_kind_parse(api_text(body, "kind"), &out->kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "没有这一种"));
    out->topic = TOPIC_OTHER;
    if (topic.len != 0 && !opinion_topic_parse(topic, &out->topic))
        (void)!ctx_problem(ctx, "topic", TR(ctx->lang, "没有这一种"));
    out->sender = ctx->actor != NULL ? SENDER_NAMED : SENDER_ANONYMOUS;
    if (sender.len != 0 && !opinion_sender_parse(sender, &out->sender))
        (void)!ctx_problem(ctx, "sender", TR(ctx->lang, "没有这一种"));
    if (out->kind == OPINION_MISCONDUCT &&
        !opinion_about_parse(api_text(body, "about"), &out->about))
        (void)!ctx_problem(ctx, "about", TR(ctx->lang, "没有这一种"));
    if (!opinion_source_parse(api_text(body, "source"), &out->source))
        (void)!ctx_problem(ctx, "source", TR(ctx->lang, "没有这一种"));
}

static Status
draft_of(Ctx *ctx, const JsonNode *body, OpinionDraft *out)
{
    enum { LATITUDE_MAX = 90, LONGITUDE_MAX = 180 };

    *out = (OpinionDraft){
        .region = api_region(ctx, body, "region"),
        .body = api_text(body, "body"),
        .place = api_text(body, "place"),
        .latitude_e6 = degrees_of(ctx, body, "latitude", LATITUDE_MAX),
        .longitude_e6 = degrees_of(ctx, body, "longitude", LONGITUDE_MAX),
        .subject = api_text(body, "subject"),
        .name = api_text(body, "name"),
        .phone = api_text(body, "phone"),
        .for_other = api_flag(body, "for_other", false),
    };
    parse_words(ctx, body, out);
    out->open = out->kind != OPINION_MISCONDUCT && api_flag(body, "public", true);
    if (out->source != SOURCE_NONE && !json_get_int(body, "source_id", &out->source_id))
        (void)!ctx_problem(ctx, "source_id", TR(ctx->lang, "请写明是哪一条"));
    return ctx_checked(ctx);
}

/* One that was begun before, with its photographs: the same steps as on the pages. */
static Status
send_draft(Ctx *ctx, Text token, const OpinionDraft *draft, Text address, OpinionSent *out)
{
    OpinionDraft begun;
    Status status = opinion_draft_get(ctx, token, &begun);

    if (status == OK) {
        if (draft->region != begun.region)
            return ctx_problem(ctx, "region", TR(ctx->lang, "草稿是另一个地方的"));
        if (draft->source != SOURCE_NONE &&
            (draft->source != begun.source || draft->source_id != begun.source_id))
            return ctx_problem(ctx, "source", TR(ctx->lang, "草稿说的是另一件事"));
        TRY(opinion_draft_what(ctx, token, draft->kind, draft->topic, draft->body));
        TRY(opinion_draft_where(ctx, token, draft->place, draft->latitude_e6, draft->longitude_e6));
        TRY(opinion_draft_who(ctx, token, draft));
    } else if (status != NOT_FOUND) {
        return status;
    }
    /* Sent before, it is the same opinion again. */
    return opinion_send(ctx, token, address, out);
}

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, OPINION_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    const JsonNode *body;
    OpinionDraft draft;
    OpinionSent sent;
    Text token;

    TRY(api_body(ctx, req, &body));
    TRY(draft_of(ctx, body, &draft));
    token = json_get_text(body, "draft");
    if (text_is_empty(token))
        TRY(opinion_submit(ctx, &draft, json_get_text(body, "key"), req->address, &sent));
    else
        TRY(send_draft(ctx, token, &draft, req->address, &sent));
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

static Status
rate(Ctx *ctx, const Request *req, Response *res)
{
    OpinionRating rating;
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    TRY(api_rating(ctx, found.body, &rating));
    TRY(opinion_rate(ctx, found.opinion.id, found.receipts, rating,
                     api_text(found.body, "reason")));
    return api_answer(ctx, res, found.opinion.id, found.receipts);
}

static Status
support(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, OPINION_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    int64_t count;
    Text visitor;
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    visitor = api_text(found.body, "visitor");
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
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    TRY(opinion_add_words(ctx, found.opinion.id, found.receipts, api_text(found.body, "words")));
    return api_answer(ctx, res, found.opinion.id, found.receipts);
}

/* ---- the office ---- */

static Status
reply(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    TRY(opinion_reply(ctx, found.opinion.id, found.lock, api_text(found.body, "answer"),
                      api_flag(found.body, "resolve", false)));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
resolve(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    TRY(opinion_resolve(ctx, found.opinion.id, found.lock, api_text(found.body, "outcome")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
pass(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode office;
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    office = api_region(ctx, found.body, "office");
    TRY(ctx_checked(ctx));
    TRY(opinion_pass(ctx, found.opinion.id, found.lock, office, api_text(found.body, "note")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
extension_ask(Ctx *ctx, const Request *req, Response *res)
{
    int64_t days = 0;
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    (void)json_get_int(found.body, "days", &days);
    TRY(opinion_extension_ask(ctx, found.opinion.id, found.lock, days,
                              api_text(found.body, "reason")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
extension_decide(Ctx *ctx, const Request *req, Response *res)
{
    bool grant;
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    if (!json_get_bool(found.body, "grant", &grant))
        return ctx_problem(ctx, "grant", TR(ctx->lang, "请写明同意还是不同意"));
    TRY(opinion_extension_decide(ctx, found.opinion.id, found.lock, grant,
                                 api_text(found.body, "reason")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
merge(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    TRY(opinion_merge(ctx, found.opinion.id, found.lock, api_text(found.body, "into")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
move(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode region;
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    region = api_region(ctx, found.body, "region");
    TRY(ctx_checked(ctx));
    TRY(opinion_move(ctx, found.opinion.id, found.lock, region, api_text(found.body, "note")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
refer(Ctx *ctx, const Request *req, Response *res)
{
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    TRY(opinion_refer(ctx, found.opinion.id, found.lock, api_text(found.body, "where")));
    return api_answer(ctx, res, found.opinion.id, (Texts){0});
}

static Status
visit(Ctx *ctx, const Request *req, Response *res)
{
    OpinionRating rating = RATING_NONE;
    bool reached;
    ApiFound found;

    TRY(api_find(ctx, req, &found));
    if (!json_get_bool(found.body, "reached", &reached))
        return ctx_problem(ctx, "reached", TR(ctx->lang, "请写明联系上没有"));
    if (reached)
        TRY(api_rating(ctx, found.body, &rating));
    TRY(opinion_visit(ctx, found.opinion.id, found.lock, reached, rating,
                      api_text(found.body, "words")));
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
