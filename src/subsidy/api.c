#include "subsidy/api.h"

#include "base/money.h"
#include "base/tr.h"
#include "store/store.h"
#include "subsidy/api_write.h"
#include "subsidy/export.h"

enum { ANSWER_BYTES_MAX = 16 * 1024 * 1024 };

static Status
region_of(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    return region_get(ctx, code, out);
}

static Status
id_of(const Request *req, int64_t *out)
{
    return text_to_i64(request_param(req, "id"), out) && *out > 0 ? OK : NOT_FOUND;
}

static Status
batch_of(Ctx *ctx, const Request *req, Batch *out)
{
    int64_t id;

    TRY(id_of(req, &id));
    return subsidy_batch(ctx, id, out);
}

static Status
body_of(Ctx *ctx, const Request *req, const JsonNode **out)
{
    static const JsonShape shape[] = {
        {"lock",        NODE_INT },
        {"name",        NODE_TEXT},
        {"source",      NODE_TEXT},
        {"unit",        NODE_TEXT},
        {"ground",      NODE_TEXT},
        {"period",      NODE_TEXT},
        {"explanation", NODE_TEXT},
        {"reason",      NODE_TEXT},
        {"paid_on",     NODE_TEXT},
        {"standard",    NODE_REAL},
        {"planned",     NODE_REAL},
        {"programme",   NODE_REAL},
        {"disclosure",  NODE_INT },
        {"lines",       NODE_LIST},
    };

    return json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], out);
}

/* The lock that the caller saw, or, without one, the one of this moment. */
static int64_t
lock_of(const JsonNode *body, const Batch *batch)
{
    int64_t lock;

    return json_get_int(body, "lock", &lock) ? lock : batch->lock;
}

/* ---- reading ---- */

static Status
put_lines(Ctx *ctx, const Batch *batch, Json *json)
{
    Lines lines;
    SubsidyFindings findings;

    if (!actor_may(ctx->actor, CAN_READ_STAFF_PARTS, batch->region))
        return OK;
    TRY(subsidy_lines(ctx, batch->id, &lines));
    TRY(subsidy_findings(ctx, batch, &findings));
    json_key(json, "lines");
    json_array_begin(json);
    for (size_t i = 0; i < lines.len; i++)
        api_put_line(ctx, &lines.at[i], json);
    json_array_end(json);
    json_key(json, "findings");
    json_array_begin(json);
    for (size_t i = 0; i < findings.len; i++) {
        json_object_begin(json);
        json_put_text(json, "kind", text_c(finding_name(findings.at[i].kind)));
        json_put_int(json, "position", findings.at[i].position);
        json_put_text(json, "sentence", findings.at[i].sentence);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

static Status
answer(Ctx *ctx, Response *res, const Batch *batch)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    json_object_begin(&json);
    TRY(api_put_batch_members(ctx, batch, &json));
    TRY(put_lines(ctx, batch, &json));
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = ctx->actor != NULL;
    response_json(res, buf_done(&buf));
    response_shows(res, batch->region);
    return OK;
}

static Status
get_one(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch;

    TRY(batch_of(ctx, req, &batch));
    return answer(ctx, res, &batch);
}

static Status
get_list(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    int64_t year = 0;
    Region place;
    Programmes programmes;
    Batches batches;

    TRY(region_of(ctx, req, &place));
    if (!text_is_empty(request_query(req, "year")) &&
        (!text_to_i64(request_query(req, "year"), &year) || year < 1990 || year > 2100))
        return ctx_problem(ctx, "year", TR(ctx->lang, "年份像 2023 这样写"));
    TRY(programme_list(ctx, place.code, &programmes));
    TRY(subsidy_batches(ctx, place.code, (int)year, request_query(req, "cursor"), &batches));
    json_object_begin(&json);
    json_key(&json, "programmes");
    json_array_begin(&json);
    for (size_t i = 0; i < programmes.len; i++)
        api_put_programme(ctx, &programmes.at[i], &json);
    json_array_end(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < batches.len; i++)
        TRY(api_put_batch(ctx, &batches.at[i], &json));
    json_array_end(&json);
    json_put_text(&json, "next", batches.next);
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = ctx->actor != NULL;
    response_json(res, buf_done(&buf));
    response_shows(res, place.code);
    response_shows(res, KEY_CATALOGUE);
    return OK;
}

static Status
get_csv(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch;
    Lines lines;
    Buf buf;

    TRY(batch_of(ctx, req, &batch));
    TRY(subsidy_lines(ctx, batch.id, &lines));
    buf = buf_new(ctx->arena, EXPORT_BYTES_MAX);
    subsidy_csv(ctx, &batch, &lines, &buf);
    res->type = T("text/csv; charset=utf-8");
    res->body = buf_done(&buf);
    res->uncacheable = true;
    return OK;
}

/* ---- writing ---- */

/* An amount in yuan of a member; nothing when it is missing. */
static OptInt
amount_of(Ctx *ctx, const JsonNode *body, const char *key)
{
    FenFault fault;
    int64_t fen;
    Text typed;

    if (!json_cell(ctx->arena, json_member(body, key), &typed) || text_is_blank(typed))
        return (OptInt){0};
    if (fen_parse(typed, &fen, &fault))
        return SOME_INT(fen);
    (void)!ctx_problem(ctx, key, fen_fault_sentence(ctx->lang, fault));
    return (OptInt){0};
}

static Status
add_programme(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    const JsonNode *body;
    Programme programme;
    Region place;
    int64_t id;

    TRY(region_of(ctx, req, &place));
    TRY(body_of(ctx, req, &body));
    programme = (Programme){
        .region = place.code,
        .name = json_get_text(body, "name"),
        .source = json_get_text(body, "source"),
        .unit = json_get_text(body, "unit"),
        .standard_fen = amount_of(ctx, body, "standard").value,
        .ground = json_get_text(body, "ground"),
    };
    TRY(ctx_checked(ctx));
    TRY(programme_put(ctx, &programme, &id));
    TRY(programme_get(ctx, id, &programme));
    api_put_programme(ctx, &programme, &json);
    json_end(&json);
    res->status = 201;
    response_json(res, buf_done(&buf));
    return OK;
}

/* "programme" is an id, or the name of one that the village may use. */
static Status
programme_of(Ctx *ctx, RegionCode village, const JsonNode *body, int64_t *out)
{
    Programme programme;
    Text name = json_get_text(body, "programme");
    Status status;

    if (json_get_int(body, "programme", out))
        return OK;
    status = text_is_clean(name) && name.len != 0 ? programme_find(ctx, village, name, &programme)
                                                  : NOT_FOUND;
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "programme", TR(ctx->lang, "本村没有这个补贴项目"));
    TRY(status);
    *out = programme.id;
    return OK;
}

static Status
created(Ctx *ctx, Response *res, const Batch *batch)
{
    TRY(answer(ctx, res, batch));
    res->status = 201;
    response_header(res, T("Location"),
                    text_printf(ctx->arena, "/api/v1/subsidies/%lld", (long long)batch->id));
    return OK;
}

/* {"disclosure": ID}: the list goes on from a table that is published. */
static Status
adopt(Ctx *ctx, Response *res, RegionCode place, int64_t disclosure, const JsonNode *body)
{
    Disclosure found;
    Adoption adoption;
    Programme programme;
    int64_t programme_id;
    Batch batch;
    Status status;

    TRY(disclosure_get(ctx, disclosure, &found));
    if (found.region != place)
        return NOT_FOUND;
    if (json_member(body, "programme") != NULL) {
        TRY(programme_of(ctx, place, body, &programme_id));
    } else {
        TRY(subsidy_adoption(ctx, disclosure, &adoption));
        status = programme_find(ctx, place, adoption.programme, &programme);
        if (status == NOT_FOUND)
            return ctx_problem(ctx, "programme", TR(ctx->lang, "本村没有这个补贴项目"));
        TRY(status);
        programme_id = programme.id;
    }
    TRY(subsidy_adopt(ctx, disclosure, programme_id, json_get_text(body, "period"),
                      json_get_text(body, "name"), &batch));
    return created(ctx, res, &batch);
}

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    OptInt planned;
    Region place;
    Batch batch;
    Lines lines;
    int64_t programme, disclosure;

    TRY(region_of(ctx, req, &place));
    TRY(body_of(ctx, req, &body));
    if (json_member(body, "disclosure") != NULL &&
        (json_get_int(body, "disclosure", &disclosure) ||
         text_to_i64(json_get_text(body, "disclosure"), &disclosure)))
        return adopt(ctx, res, place.code, disclosure, body);
    TRY(programme_of(ctx, place.code, body, &programme));
    planned = amount_of(ctx, body, "planned");
    TRY(ctx_checked(ctx));
    TRY(subsidy_create(ctx, place.code, programme, json_get_text(body, "period"),
                       json_get_text(body, "name"), planned, &batch));
    if (json_member(body, "lines") != NULL) {
        TRY(api_read_lines(ctx, &batch, body, &lines));
        TRY(subsidy_put_lines(ctx, batch.id, batch.lock, lines, &batch));
    }
    return created(ctx, res, &batch);
}

static Status
replace_lines(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Batch batch;
    Lines lines;

    TRY(batch_of(ctx, req, &batch));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, batch.region));
    TRY(body_of(ctx, req, &body));
    TRY(api_read_lines(ctx, &batch, body, &lines));
    TRY(subsidy_put_lines(ctx, batch.id, lock_of(body, &batch), lines, &batch));
    return answer(ctx, res, &batch);
}

/* {"paid_on": …} for all that are due, or {"lines": […]} with what became of each. */
static Status
pay(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Batch batch;
    Lines lines;
    Day day;

    TRY(batch_of(ctx, req, &batch));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, batch.region));
    TRY(body_of(ctx, req, &body));
    if (json_member(body, "lines") != NULL) {
        TRY(api_read_lines(ctx, &batch, body, &lines));
        TRY(subsidy_pay_lines(ctx, batch.id, lock_of(body, &batch), lines, &batch));
        return answer(ctx, res, &batch);
    }
    if (!day_parse(json_get_text(body, "paid_on"), &day))
        return ctx_problem(ctx, "paid_on", TR(ctx->lang, "应是日期，例如 2023-05-18"));
    TRY(subsidy_pay_all(ctx, batch.id, lock_of(body, &batch), day, &batch));
    return answer(ctx, res, &batch);
}

static Status
hand_in(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Batch batch;

    TRY(batch_of(ctx, req, &batch));
    TRY(body_of(ctx, req, &body));
    TRY(subsidy_hand_in(ctx, batch.id, lock_of(body, &batch), json_get_text(body, "explanation"),
                        &batch));
    return answer(ctx, res, &batch);
}

static Status
reopen(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Batch batch;

    TRY(batch_of(ctx, req, &batch));
    TRY(body_of(ctx, req, &body));
    TRY(subsidy_reopen(ctx, batch.id, lock_of(body, &batch), json_get_text(body, "reason"),
                       &batch));
    return answer(ctx, res, &batch);
}

static Status
discard(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Batch batch;

    TRY(batch_of(ctx, req, &batch));
    TRY(body_of(ctx, req, &body));
    TRY(subsidy_discard(ctx, batch.id, lock_of(body, &batch)));
    res->status = 204;
    return OK;
}

enum { WRITES = ROUTE_WRITE | ROUTE_STAFF };

#define PLACE "/api/v1/regions/{code}"
#define ONE "/api/v1/subsidies/{id}"

static const Route routes[] = {
    {METHOD_GET,    PLACE "/subsidies",  get_list,      ROUTE_READ              },
    {METHOD_POST,   PLACE "/subsidies",  create,        WRITES                  },
    {METHOD_POST,   PLACE "/programmes", add_programme, WRITES                  },
    {METHOD_GET,    ONE,                 get_one,       ROUTE_READ              },
    {METHOD_DELETE, ONE,                 discard,       WRITES                  },
    {METHOD_PUT,    ONE "/lines",        replace_lines, WRITES                  },
    {METHOD_GET,    ONE "/lines.csv",    get_csv,       ROUTE_READ | ROUTE_STAFF},
    {METHOD_POST,   ONE "/payments",     pay,           WRITES                  },
    {METHOD_POST,   ONE "/hand-in",      hand_in,       WRITES                  },
    {METHOD_POST,   ONE "/reopen",       reopen,        WRITES                  },
};

const RouteTable subsidy_api_routes = {routes, sizeof routes / sizeof routes[0]};
