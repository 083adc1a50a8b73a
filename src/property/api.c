#include "property/api.h"

#include "base/tr.h"
#include "disclosure/api.h"
#include "property/api_rows.h"

enum { ANSWER_BYTES_MAX = 16 * 1024 * 1024, CREATED = 201, GONE = 204 };

static Status
village_of(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    return out->level == LEVEL_VILLAGE ? OK : NOT_FOUND;
}

static Status
row_of(Ctx *ctx, const Request *req, PropertyRegister *which, RegisterRow *out)
{
    int64_t id;
    Status status;

    if (!register_parse(request_param(req, "register"), which) ||
        !text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    status = row_get(ctx, *which, id, out);
    /* Rows are the staff's; others do not learn which there are. */
    return status == DENIED ? NOT_FOUND : status;
}

static Status
body_of(Ctx *ctx, const Request *req, const JsonNode **out)
{
    static const JsonShape shape[] = {
        {"lock",   NODE_INT },
        {"entry",  NODE_INT },
        {"item",   NODE_TEXT},
        {"period", NODE_TEXT},
        {"reason", NODE_TEXT},
    };

    return json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], out);
}

/* The lock that the caller saw, or, without one, the one of this moment. */
static int64_t
lock_of(const JsonNode *body, PropertyRegister which, const RegisterRow *row)
{
    int64_t lock;

    return json_get_int(body, "lock", &lock) ? lock : row_lock(which, row);
}

static void
send_json(const Ctx *ctx, Response *res, Buf *buf, const Json *json, RegionCode place)
{
    json_end(json);
    res->uncacheable = ctx->actor != NULL;
    response_json(res, buf_done(buf));
    response_shows(res, place);
    response_shows(res, KEY_CATALOGUE);
}

/* ---- what is published ---- */

static Status
put_published(Ctx *ctx, RegionCode village, Text item, Json *json)
{
    PropertyShown shown;
    Status status = property_shown(ctx, village, item, T(""), &shown);

    if (status == NOT_FOUND) {
        json_put_none(json, "published");
        return OK;
    }
    TRY(status);
    json_key(json, "published");
    return api_put_disclosure(ctx, &shown.disclosure, shown.disclosure.revision, json);
}

static Status
get_summary(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    PropertySummary summary;
    Region village;

    TRY(village_of(ctx, req, &village));
    TRY(property_summary(ctx, village.code, &summary));
    api_put_summary(ctx, &summary, &json);
    send_json(ctx, res, &buf, &json, village.code);
    return OK;
}

/* ---- registers ---- */

static Status
put_rows(Ctx *ctx, const Request *req, const Region *village, PropertyRegister which, Json *json)
{
    enum { YEAR_FIRST = 1990, YEAR_LAST = 2100 };
    Text year = request_query(req, "year");
    RowFilter filter = {.cursor = request_query(req, "cursor")};
    RegisterRows rows;

    if (!row_filter(which, request_query(req, "only"), &filter))
        return ctx_problem(ctx, "only", TR(ctx->lang, "没有这种筛选"));
    if (!text_is_empty(year) &&
        (!text_to_i64(year, &filter.year) || filter.year < YEAR_FIRST || filter.year > YEAR_LAST))
        return ctx_problem(ctx, "year", TR(ctx->lang, "年份像 2023 这样写"));
    TRY(row_list(ctx, which, village->code, &filter, &rows));
    json_key(json, "items");
    json_array_begin(json);
    for (size_t i = 0; i < rows.len; i++) {
        json_object_begin(json);
        api_put_row(ctx, which, &rows.at[i], json);
        json_object_end(json);
    }
    json_array_end(json);
    json_put_text(json, "next", rows.next);
    return OK;
}

static Status
get_register(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    PropertyRegister which;
    Region village;

    TRY(village_of(ctx, req, &village));
    if (!register_parse(request_param(req, "register"), &which))
        return NOT_FOUND;
    json_object_begin(&json);
    json_put_text(&json, "register", text_c(register_name(which)));
    json_put_text(&json, "item", register_item(which));
    TRY(put_published(ctx, village.code, register_item(which), &json));
    if (actor_may(ctx->actor, CAN_READ_STAFF_PARTS, village.code))
        TRY(put_rows(ctx, req, &village, which, &json));
    json_object_end(&json);
    send_json(ctx, res, &buf, &json, village.code);
    return OK;
}

static Status
answer_row(Ctx *ctx, Response *res, PropertyRegister which, const RegisterRow *row)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    json_object_begin(&json);
    api_put_row(ctx, which, row, &json);
    TRY(api_put_moves(ctx, which, row, &json));
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = true;
    response_json(res, buf_done(&buf));
    return OK;
}

static Status
get_row(Ctx *ctx, const Request *req, Response *res)
{
    PropertyRegister which;
    RegisterRow row;

    TRY(row_of(ctx, req, &which, &row));
    return answer_row(ctx, res, which, &row);
}

static Status
add_row(Ctx *ctx, const Request *req, Response *res)
{
    PropertyRegister which;
    const JsonNode *body;
    RegisterRow row, after;
    Region village;

    TRY(village_of(ctx, req, &village));
    if (!register_parse(request_param(req, "register"), &which))
        return NOT_FOUND;
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village.code));
    TRY(body_of(ctx, req, &body));
    row = row_new(ctx, which, village.code);
    TRY(api_read_row(ctx, which, village.code, body, true, &row));
    TRY(row_put(ctx, which, &row, 0, &after));
    TRY(answer_row(ctx, res, which, &after));
    res->status = CREATED;
    response_header(res, T("Location"),
                    text_printf(ctx->arena, "/api/v1/property/%s/%lld", register_name(which),
                                (long long)row_id(which, &after)));
    return OK;
}

static Status
change_row(Ctx *ctx, const Request *req, Response *res)
{
    PropertyRegister which;
    const JsonNode *body;
    RegisterRow row, after;

    TRY(row_of(ctx, req, &which, &row));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, row_region(which, &row)));
    TRY(body_of(ctx, req, &body));
    after = row;
    TRY(api_read_row(ctx, which, row_region(which, &row), body, false, &row));
    TRY(row_put(ctx, which, &row, lock_of(body, which, &after), &after));
    return answer_row(ctx, res, which, &after);
}

static Status
remove_row(Ctx *ctx, const Request *req, Response *res)
{
    PropertyRegister which;
    const JsonNode *body;
    RegisterRow row;

    TRY(row_of(ctx, req, &which, &row));
    TRY(body_of(ctx, req, &body));
    TRY(row_remove(ctx, which, row_id(which, &row), lock_of(body, which, &row)));
    res->status = GONE;
    return OK;
}

/* ---- movements: rent, a debt repaid ---- */

static Status
add_move(Ctx *ctx, const Request *req, Response *res)
{
    PropertyRegister which;
    const JsonNode *body;
    RegisterRow row, after;
    Move move = {0};

    TRY(row_of(ctx, req, &which, &row));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, row_region(which, &row)));
    if (!row_has_moves(which))
        return NOT_FOUND;
    TRY(body_of(ctx, req, &body));
    move.owner = row_id(which, &row);
    TRY(api_read_move(ctx, which, body, &move));
    TRY(row_move(ctx, which, lock_of(body, which, &row), &move, &after));
    TRY(answer_row(ctx, res, which, &after));
    res->status = CREATED;
    return OK;
}

static Status
remove_move(Ctx *ctx, const Request *req, Response *res)
{
    PropertyRegister which;
    const JsonNode *body;
    RegisterRow row, after;
    Moves moves;
    int64_t id;
    bool found = false;

    TRY(row_of(ctx, req, &which, &row));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, row_region(which, &row)));
    if (!text_to_i64(request_param(req, "move"), &id))
        return NOT_FOUND;
    TRY(body_of(ctx, req, &body));
    TRY(row_moves(ctx, which, row_id(which, &row), &moves));
    for (size_t i = 0; i < moves.len; i++)
        found = found || moves.at[i].id == id;
    if (!found)
        return NOT_FOUND;
    TRY(row_move_remove(ctx, which, id, lock_of(body, which, &row), &after));
    return answer_row(ctx, res, which, &after);
}

/* ---- statements ---- */

static Status
get_statements(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Text item = request_query(req, "item");
    PropertyStatements statements;
    Region village;

    TRY(village_of(ctx, req, &village));
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, village.code));
    if (!property_has_item(item))
        return ctx_problem(ctx, "item", TR(ctx->lang, "应是 F1、F4 到 F8 中的一项"));
    TRY(property_statements(ctx, village.code, item, &statements));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < statements.len; i++)
        api_put_statement(&statements.at[i], &json);
    json_array_end(&json);
    json_object_end(&json);
    send_json(ctx, res, &buf, &json, village.code);
    return OK;
}

static Text
member(const JsonNode *body, const char *key)
{
    Text text = json_get_text(body, key);

    return text.at == NULL ? T("") : text;
}

static Status
hand_in(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    PropertyStatement statement;
    const JsonNode *body;
    Region village;

    TRY(village_of(ctx, req, &village));
    TRY(body_of(ctx, req, &body));
    if (!property_has_item(member(body, "item")))
        return ctx_problem(ctx, "item", TR(ctx->lang, "应是 F1、F4 到 F8 中的一项"));
    TRY(property_hand_in(ctx, village.code, member(body, "item"), member(body, "period"),
                         member(body, "reason"), &statement));
    api_put_statement(&statement, &json);
    send_json(ctx, res, &buf, &json, village.code);
    return OK;
}

enum { WRITES = ROUTE_WRITE | ROUTE_STAFF, READS = ROUTE_READ | ROUTE_STAFF };

#define PLACE "/api/v1/regions/{code}"
#define ONE "/api/v1/property/{register}/{id}"

static const Route routes[] = {
    {METHOD_GET,    PLACE "/property",            get_summary,    ROUTE_READ},
    {METHOD_GET,    PLACE "/property/{register}", get_register,   ROUTE_READ},
    {METHOD_POST,   PLACE "/property/{register}", add_row,        WRITES    },
    {METHOD_GET,    PLACE "/statements",          get_statements, READS     },
    {METHOD_POST,   PLACE "/statements",          hand_in,        WRITES    },
    {METHOD_GET,    ONE,                          get_row,        READS     },
    {METHOD_PUT,    ONE,                          change_row,     WRITES    },
    {METHOD_DELETE, ONE,                          remove_row,     WRITES    },
    {METHOD_POST,   ONE "/moves",                 add_move,       WRITES    },
    {METHOD_DELETE, ONE "/moves/{move}",          remove_move,    WRITES    },
};

const RouteTable property_api_routes = {routes, sizeof routes / sizeof routes[0]};
