/*
 * Orders as JSON.
 */
#include "clue/api.h"

#include "base/tr.h"
#include "clue/order.h"
#include "web/api_parts.h"

/* ---- one ---- */

static void
put_members(Ctx *ctx, const Order *order, Json *json)
{
    json_put_id(json, "id", order->id);
    json_put_text(json, "office", region_code_format(ctx->arena, order->office));
    json_put_text(json, "office_name", order->office_name);
    json_put_text(json, "issuer", region_code_format(ctx->arena, order->issuer));
    json_put_text(json, "issuer_role", text_c(role_name(order->issuer_role)));
    json_put_text(json, "issued_at", time_format(ctx->arena, order->issued_at));
    json_put_text(json, "body", order->body);
    json_put_text(json, "source", text_c(order_source_name(order->source)));
    json_put_id(json, "source_id", order->source_id);
    json_put_text(json, "due", day_format(ctx->arena, order->due_day));
    json_put_text(json, "state", text_c(order_state_name(order->state)));
    json_put_bool(json, "overdue", order->overdue);
    json_put_int(json, "days_late", order->days_late);
    json_put_text(json, "report", order->report);
    api_put_time(ctx, json, "reported_at", order->reported_at);
    json_put_text(json, "reason", order->reason);
    api_put_time(ctx, json, "closed_at", order->closed_at);
    json_put_int(json, "lock", order->lock);
}

static Status
put_events(Ctx *ctx, int64_t id, Json *json)
{
    OrderEvents events;

    TRY(order_events(ctx, id, &events));
    json_key(json, "events");
    json_array_begin(json);
    for (size_t i = 0; i < events.len; i++) {
        json_object_begin(json);
        json_put_text(json, "at", time_format(ctx->arena, events.at[i].at));
        json_put_text(json, "kind", events.at[i].kind);
        json_put_text(json, "person", events.at[i].person);
        json_put_text(json, "note", events.at[i].note);
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
    Order order;

    TRY(order_get(ctx, id, &order));
    json_object_begin(&json);
    put_members(ctx, &order, &json);
    TRY(put_events(ctx, id, &json));
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

static Status
get_list(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    OrderView view = ORDERS_OPEN;
    Text named = request_query(req, "view");
    Orders orders;

    if (!text_is_empty(named) && !order_view_parse(named, &view))
        return ctx_problem(ctx, "view", TR(ctx->lang, "没有这样的列表"));
    TRY(order_list(ctx, view, request_query(req, "cursor"), &orders));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < orders.len; i++) {
        json_object_begin(&json);
        put_members(ctx, &orders.at[i], &json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_put_text(&json, "next", orders.next);
    json_object_end(&json);
    return api_send(res, &buf, &json);
}

/* ---- deeds ---- */

static Status
body_of(Ctx *ctx, const Request *req, const JsonNode **out)
{
    static const JsonShape shape[] = {
        {"office",    NODE_TEXT},
        {"body",      NODE_TEXT},
        {"due",       NODE_TEXT},
        {"source",    NODE_TEXT},
        {"source_id", NODE_INT },
        {"report",    NODE_TEXT},
        {"reason",    NODE_TEXT},
        {"lock",      NODE_INT },
    };

    return json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], out);
}

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    OrderInput input = {0};
    OptInt due;
    int64_t id;

    TRY(body_of(ctx, req, &body));
    if (!actor_may_somewhere(ctx, CAN_ISSUE_ORDERS))
        return DENIED;
    input.office = api_read_place(ctx, body, "office");
    input.body = json_get_text(body, "body");
    due = api_read_day(ctx, body, "due");
    if (!text_is_empty(json_get_text(body, "source")) &&
        !order_source_parse(json_get_text(body, "source"), &input.source))
        (void)!ctx_problem(ctx, "source", TR(ctx->lang, "没有这样的来源"));
    (void)json_get_int(body, "source_id", &input.source_id);
    if (!due.set && ctx_problem_of(ctx, "due").len == 0)
        (void)!ctx_problem(ctx, "due", TR(ctx->lang, "请写期限"));
    TRY(ctx_checked(ctx));
    input.due_day = (Day)due.value;
    TRY(order_issue(ctx, &input, &id));
    res->status = 201;
    return answer(ctx, res, id);
}

static Status
deed(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Order order;
    OptInt due;
    int64_t id, lock;

    TRY(api_id(req, &id));
    TRY(order_get(ctx, id, &order));
    TRY(body_of(ctx, req, &body));
    if (!json_get_int(body, "lock", &lock))
        lock = order.lock;
    due = api_read_day(ctx, body, "due");
    TRY(ctx_checked(ctx));
    if (text_ends(req->path, T("/report")))
        TRY(order_report(ctx, id, lock, json_get_text(body, "report")));
    else if (text_ends(req->path, T("/accept")))
        TRY(order_accept(ctx, id, lock));
    else if (text_ends(req->path, T("/withdraw")))
        TRY(order_withdraw(ctx, id, lock, json_get_text(body, "reason")));
    else
        TRY(order_return(ctx, id, lock, json_get_text(body, "reason"), due));
    return answer(ctx, res, id);
}

enum { READS = ROUTE_READ | ROUTE_STAFF, WRITES = ROUTE_WRITE | ROUTE_STAFF };

static const Route routes[] = {
    {METHOD_GET,  "/api/v1/orders",               get_list, READS },
    {METHOD_POST, "/api/v1/orders",               create,   WRITES},
    {METHOD_GET,  "/api/v1/orders/{id}",          get_one,  READS },
    {METHOD_POST, "/api/v1/orders/{id}/report",   deed,     WRITES},
    {METHOD_POST, "/api/v1/orders/{id}/accept",   deed,     WRITES},
    {METHOD_POST, "/api/v1/orders/{id}/return",   deed,     WRITES},
    {METHOD_POST, "/api/v1/orders/{id}/withdraw", deed,     WRITES},
};

const RouteTable order_api_routes = ROUTES(routes);
