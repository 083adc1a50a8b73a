#include "disclosure/api.h"

#include "base/json_read.h"
#include "base/tr.h"
#include "disclosure/attachment.h"
#include "disclosure/search.h"

enum { JSON_ANSWER_BYTES_MAX = 16 * 1024 * 1024, LIMIT_DEFAULT = 20, LIMIT_MAX = 100 };

static Status
id_of(const Request *req, int64_t *out)
{
    return text_to_i64(request_param(req, "id"), out) && *out > 0 ? OK : NOT_FOUND;
}

static Status
answer(Ctx *ctx, Response *res, const Disclosure *disclosure)
{
    Buf buf = buf_new(ctx->arena, JSON_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    TRY(api_put_disclosure(ctx, disclosure, 0, &json));
    json_end(&json);
    response_json(res, buf_done(&buf));
    return OK;
}

/* ---- reading ---- */

static Status
get_one(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;
    int64_t number = 0;
    Disclosure disclosure;
    Buf buf = buf_new(ctx->arena, JSON_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    TRY(id_of(req, &id));
    if (!text_is_empty(request_query(req, "revision")) &&
        (!text_to_i64(request_query(req, "revision"), &number) || number < 1))
        return NOT_FOUND;
    TRY(disclosure_get(ctx, id, &disclosure));
    TRY(api_put_disclosure(ctx, &disclosure, number, &json));
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, disclosure.region);
    return OK;
}

static void
put_line(Ctx *ctx, const DisclosureLine *line, Json *json)
{
    json_object_begin(json);
    json_put_id(json, "id", line->id);
    json_put_text(json, "region", region_code_format(ctx->arena, line->region));
    json_put_text(json, "region_name", line->region_name);
    json_put_text(json, "item", line->item);
    json_put_text(json, "affair", text_c(affair_name(line->affair)));
    json_put_text(json, "period", line->period);
    json_put_text(json, "kind", text_c(disclosure_kind_name(line->kind)));
    json_put_text(json, "state", text_c(disclosure_state_name(line->state)));
    json_put_int(json, "revision", line->revision);
    json_put_text(json, "title", line->title);
    json_put_text(json, "summary", line->summary);
    if (line->published_at.set)
        json_put_text(json, "published_at", time_format(ctx->arena, line->published_at.value));
    json_put_text(json, "url", text_printf(ctx->arena, "/d/%lld", (long long)line->id));
    json_object_end(json);
}

static void
put_next(Ctx *ctx, Json *json, Text next)
{
    (void)ctx;
    if (text_is_empty(next))
        json_put_none(json, "next");
    else
        json_put_text(json, "next", next);
}

static Status
search_list(Ctx *ctx, RegionCode region, Text query, Text cursor, Json *json)
{
    SearchHits hits;
    int64_t page = 0;

    if (!text_is_empty(cursor) &&
        (!text_to_i64(cursor, &page) || page < 0 || page >= SEARCH_PAGES_MAX))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对"));
    TRY(search_disclosures(ctx, region, query, (int)page, &hits));
    for (size_t i = 0; i < hits.len; i++)
        put_line(ctx, &hits.at[i].line, json);
    json_array_end(json);
    put_next(ctx, json, hits.more ? text_printf(ctx->arena, "%lld", (long long)page + 1) : T(""));
    return OK;
}

static Status
filtered_list(Ctx *ctx, const Request *req, RegionCode region, int affair, int limit, Json *json)
{
    DisclosureLines lines;

    TRY(disclosure_list(ctx,
                        &(DisclosureFilter){.region = region,
                                            .affair = affair,
                                            .item = request_query(req, "item"),
                                            .period = request_query(req, "period"),
                                            .cursor = request_query(req, "cursor"),
                                            .limit = limit},
                        &lines));
    for (size_t i = 0; i < lines.len; i++)
        put_line(ctx, &lines.at[i], json);
    json_array_end(json);
    put_next(ctx, json, lines.next);
    return OK;
}

/* GET /api/v1/disclosures?region=&affair=&item=&period=&q=&cursor=&limit= */
static Status
get_list(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, JSON_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    RegionCode region = 0;
    int64_t limit = LIMIT_DEFAULT;
    Affair affair = 0;
    Text query = text_trim(request_query(req, "q"));
    Period period;

    if (!text_is_empty(request_query(req, "region")) &&
        !region_code_parse(request_query(req, "region"), &region))
        (void)!ctx_problem(ctx, "region", TR(ctx->lang, "地区代码应是 12 位数字"));
    if (!text_is_empty(request_query(req, "affair")) &&
        !affair_parse(request_query(req, "affair"), &affair))
        (void)!ctx_problem(ctx, "affair", TR(ctx->lang, "affair 只能是 party、village 或 finance"));
    if (!text_is_empty(request_query(req, "period")) &&
        !period_parse(request_query(req, "period"), &period))
        (void)!ctx_problem(ctx, "period", TR(ctx->lang, "时期的写法不对，例如 2023-05"));
    if (!text_is_empty(request_query(req, "limit")) &&
        (!text_to_i64(request_query(req, "limit"), &limit) || limit < 1 || limit > LIMIT_MAX))
        (void)!ctx_problem(ctx, "limit", TR(ctx->lang, "limit 应在 1 到 100 之间"));
    if (text_chars(query) > SEARCH_QUERY_CHARS_MAX)
        (void)!ctx_problem(ctx, "q", TR(ctx->lang, "要搜的字太多了"));
    TRY(ctx_checked(ctx));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    if (query.len != 0)
        TRY(search_list(ctx, region, query, request_query(req, "cursor"), &json));
    else
        TRY(filtered_list(ctx, req, region, (int)affair, (int)limit, &json));
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, region);
    return OK;
}

/* ---- writing ---- */

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    DisclosureInput input;
    Disclosure disclosure;

    TRY(api_read_input(ctx, req->body, &input));
    TRY(disclosure_create(ctx, &input, &disclosure));
    TRY(answer(ctx, res, &disclosure));
    res->status = 201;
    response_header(res, T("Location"),
                    text_printf(ctx->arena, "/api/v1/disclosures/%lld", (long long)disclosure.id));
    return OK;
}

/* The lock that the caller saw ("lock" in the body), or, without one, the one of this moment. */
static Status
lock_of(Ctx *ctx, int64_t id, const JsonNode *body, int64_t *lock_out)
{
    Disclosure disclosure;

    TRY(disclosure_get(ctx, id, &disclosure));
    if (!json_get_int(body, "lock", lock_out))
        *lock_out = disclosure.lock;
    return OK;
}

static Status
update(Ctx *ctx, const Request *req, Response *res)
{
    DisclosureInput input;
    Disclosure disclosure;
    const JsonNode *body;
    int64_t id;
    int64_t lock;

    TRY(id_of(req, &id));
    TRY(json_body(ctx, req->body, NULL, 0, &body));
    TRY(lock_of(ctx, id, body, &lock));
    TRY(api_read_input(ctx, req->body, &input));
    TRY(disclosure_update(ctx, id, lock, &input, &disclosure));
    return answer(ctx, res, &disclosure);
}

/* What the steps have in common: the id, the body, the lock. */
typedef struct Step {
    int64_t id;
    int64_t lock;
    Text reason;
    bool personal_ok;
} Step;

static Status
read_step(Ctx *ctx, const Request *req, Step *out)
{
    static const JsonShape shape[] = {
        {"reason",      NODE_TEXT},
        {"personal_ok", NODE_BOOL},
        {"lock",        NODE_INT },
    };
    const JsonNode *body;

    *out = (Step){0};
    TRY(id_of(req, &out->id));
    TRY(json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], &body));
    out->reason = json_get_text(body, "reason");
    (void)json_get_bool(body, "personal_ok", &out->personal_ok);
    return lock_of(ctx, out->id, body, &out->lock);
}

static Status
submit(Ctx *ctx, const Request *req, Response *res)
{
    Step step;
    Disclosure disclosure;

    TRY(read_step(ctx, req, &step));
    TRY(disclosure_submit(ctx, step.id, step.lock, &disclosure));
    return answer(ctx, res, &disclosure);
}

static Status
confirm(Ctx *ctx, const Request *req, Response *res)
{
    Step step;
    Disclosure disclosure;

    TRY(read_step(ctx, req, &step));
    TRY(disclosure_confirm(ctx, step.id, step.lock, &disclosure));
    return answer(ctx, res, &disclosure);
}

static Status
approve(Ctx *ctx, const Request *req, Response *res)
{
    Step step;
    Disclosure disclosure;

    TRY(read_step(ctx, req, &step));
    TRY(disclosure_approve(ctx, step.id, step.lock, step.personal_ok, &disclosure));
    return answer(ctx, res, &disclosure);
}

static Status
send_back(Ctx *ctx, const Request *req, Response *res)
{
    Step step;
    Disclosure disclosure;

    TRY(read_step(ctx, req, &step));
    TRY(disclosure_return(ctx, step.id, step.lock, step.reason, &disclosure));
    return answer(ctx, res, &disclosure);
}

static Status
correct(Ctx *ctx, const Request *req, Response *res)
{
    Step step;
    Disclosure disclosure;

    TRY(read_step(ctx, req, &step));
    TRY(disclosure_correct(ctx, step.id, step.lock, step.reason, &disclosure));
    return answer(ctx, res, &disclosure);
}

static Status
withdraw(Ctx *ctx, const Request *req, Response *res)
{
    Step step;
    Disclosure disclosure;

    TRY(read_step(ctx, req, &step));
    TRY(disclosure_withdraw(ctx, step.id, step.lock, step.reason, &disclosure));
    return answer(ctx, res, &disclosure);
}

/* multipart: a field "file", optionally "audience" and "lock". */
static Status
attach(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;
    Attachment file;
    Audience audience = AUDIENCE_PUBLIC;
    int64_t id;
    int64_t lock;

    TRY(id_of(req, &id));
    TRY(disclosure_get(ctx, id, &disclosure));
    if (!text_to_i64(request_form(req, "lock"), &lock))
        lock = disclosure.lock;
    if (req->uploads.len == 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "没有收到文件"));
    if (!text_is_empty(request_form(req, "audience")) &&
        !audience_parse(request_form(req, "audience"), &audience))
        return ctx_problem(ctx, "audience", TR(ctx->lang, "公开范围不认识"));
    for (size_t i = 0; i < req->uploads.len; i++) {
        TRY(attachment_add(ctx, id, lock, req->uploads.at[i].path, req->uploads.at[i].filename,
                           audience, &file));
        TRY(disclosure_get(ctx, id, &disclosure));
        lock = disclosure.lock;
    }
    TRY(answer(ctx, res, &disclosure));
    res->status = 201;
    return OK;
}

enum { WRITES = ROUTE_WRITE | ROUTE_STAFF };

#define ONE "/api/v1/disclosures/{id}"

static const Route routes[] = {
    {METHOD_GET,  "/api/v1/disclosures", get_list,  ROUTE_READ           },
    {METHOD_POST, "/api/v1/disclosures", create,    WRITES               },
    {METHOD_GET,  ONE,                   get_one,   ROUTE_READ           },
    {METHOD_PUT,  ONE,                   update,    WRITES               },
    {METHOD_POST, ONE "/submit",         submit,    WRITES               },
    {METHOD_POST, ONE "/confirm",        confirm,   WRITES               },
    {METHOD_POST, ONE "/approve",        approve,   WRITES               },
    {METHOD_POST, ONE "/return",         send_back, WRITES               },
    {METHOD_POST, ONE "/correct",        correct,   WRITES               },
    {METHOD_POST, ONE "/withdraw",       withdraw,  WRITES               },
    {METHOD_POST, ONE "/attachments",    attach,    WRITES | ROUTE_UPLOAD},
};

const RouteTable disclosure_api_routes = {routes, sizeof routes / sizeof routes[0]};
