/*
 * GET    /api/v1/regions/CODE/entries?month=2023-05&cursor=
 * POST   /api/v1/regions/CODE/entries          one entry, as an accounting program books it
 * GET    /api/v1/entries/ID
 * PUT    /api/v1/entries/ID                    in an open month
 * DELETE /api/v1/entries/ID?lock=1
 * POST   /api/v1/entries/ID/correct            in a closed month, with the reason
 */
#include "ledger/api.h"

#include "base/json.h"
#include "base/json_read.h"
#include "base/money.h"
#include "base/tr.h"
#include "ledger/ledger.h"

enum { ANSWER_BYTES_MAX = 4 * 1024 * 1024, CREATED = 201, NO_CONTENT = 204 };

static Status
village_of(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    return out->level == LEVEL_VILLAGE ? OK : NOT_FOUND;
}

static void
put_opt_id(Json *json, const char *key, OptInt id)
{
    if (id.set)
        json_put_id(json, key, id.value);
    else
        json_put_none(json, key);
}

void
ledger_put_entry(Ctx *ctx, const Entry *entry, Json *json)
{
    json_object_begin(json);
    json_put_id(json, "id", entry->id);
    json_put_text(json, "region", region_code_format(ctx->arena, entry->region));
    json_put_id(json, "account", entry->account);
    json_put_text(json, "day", day_format(ctx->arena, entry->day));
    json_put_text(json, "direction", text_c(direction_name(entry->direction)));
    json_put_int(json, "amount_fen", entry->amount_fen);
    json_put_int(json, "category", entry->category);
    json_put_text(json, "purpose", entry->purpose);
    json_put_text(json, "counterparty", entry->counterparty);
    json_put_bool(json, "person", entry->person);
    json_put_text(json, "voucher", entry->voucher);
    json_put_text(json, "means", entry->means);
    json_put_text(json, "handler", entry->handler);
    json_put_text(json, "approver", entry->approver);
    put_opt_id(json, "corrects", entry->corrects);
    json_put_text(json, "reason", entry->reason);
    json_put_int(json, "photos", entry->photos);
    json_put_int(json, "lock", entry->lock);
    json_object_end(json);
}

static Status
get_entries(Ctx *ctx, const Request *req, Response *res)
{
    Text month = request_query(req, "month");
    EntryFilter filter = {.cursor = request_query(req, "cursor"), .limit = ENTRY_PAGE_MAX};
    Region village;
    Entries entries;
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    TRY(village_of(ctx, req, &village));
    if (month.len != 0 && !month_parse(month, &filter.from))
        return ctx_problem(ctx, "month", TR(ctx->lang, "月份应写成 2023-05 这样"));
    filter.to = filter.from;
    filter.region = village.code;
    TRY(entry_list(ctx, &filter, &entries));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < entries.len; i++)
        ledger_put_entry(ctx, &entries.at[i], &json);
    json_array_end(&json);
    json_put_text(&json, "next", entries.next);
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = ctx->actor != NULL;
    response_json(res, buf_done(&buf));
    response_shows(res, village.code);
    return OK;
}

static Status
send_entry(Ctx *ctx, Response *res, const Entry *entry)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    ledger_put_entry(ctx, entry, &json);
    json_end(&json);
    res->uncacheable = ctx->actor != NULL;
    response_json(res, buf_done(&buf));
    response_shows(res, entry->region);
    return OK;
}

static Status
id_of(const Request *req, int64_t *out)
{
    return text_to_i64(request_param(req, "id"), out) && *out > 0 ? OK : NOT_FOUND;
}

static Status
get_entry(Ctx *ctx, const Request *req, Response *res)
{
    Entry entry;
    int64_t id;

    TRY(id_of(req, &id));
    TRY(entry_get(ctx, id, &entry));
    return send_entry(ctx, res, &entry);
}

/* ---- writing ---- */

static const JsonShape entry_shape[] = {
    {"account",      NODE_INT },
    {"category",     NODE_INT },
    {"lock",         NODE_INT },
    {"purpose",      NODE_TEXT},
    {"voucher",      NODE_TEXT},
    {"counterparty", NODE_TEXT},
    {"means",        NODE_TEXT},
    {"handler",      NODE_TEXT},
    {"approver",     NODE_TEXT},
    {"person",       NODE_BOOL},
    {"day",          NODE_TEXT},
    {"direction",    NODE_TEXT},
};

static Text
text_of(const JsonNode *body, const char *key)
{
    Text text = json_get_text(body, key);

    return text.at == NULL ? T("") : text;
}

static Status
read_entry(Ctx *ctx, const JsonNode *body, Entry *out)
{
    TRY(json_shape(ctx, body, entry_shape, sizeof entry_shape / sizeof entry_shape[0]));
    out->purpose = text_of(body, "purpose");
    out->counterparty = text_of(body, "counterparty");
    out->voucher = text_of(body, "voucher");
    out->means = text_of(body, "means");
    out->handler = text_of(body, "handler");
    out->approver = text_of(body, "approver");
    (void)json_get_bool(body, "person", &out->person);
    (void)json_get_int(body, "account", &out->account);
    (void)json_get_int(body, "category", &out->category);
    (void)json_get_int(body, "lock", &out->lock);
    if (!json_get_int(body, "amount_fen", &out->amount_fen))
        (void)ctx_problem(ctx, "amount_fen", TR(ctx->lang, "金额以分为单位，应是整数"));
    if (!day_parse(text_of(body, "day"), &out->day))
        (void)ctx_problem(ctx, "day", TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    if (!direction_parse(text_of(body, "direction"), &out->direction))
        (void)ctx_problem(ctx, "direction", TR(ctx->lang, "请选是收入还是支出"));
    return ctx_checked(ctx);
}

static Status
post_entry(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Region village;
    Entry entry = {0};

    TRY(village_of(ctx, req, &village));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village.code));
    TRY(json_parse(ctx, req->body, &body));
    entry.region = village.code;
    TRY(read_entry(ctx, body, &entry));
    TRY(entry_add(ctx, &entry, &entry));
    TRY(send_entry(ctx, res, &entry));
    res->key_count = 0;
    res->status = CREATED;
    response_header(res, T("Location"),
                    text_printf(ctx->arena, "/api/v1/entries/%lld", (long long)entry.id));
    return OK;
}

/* The entry as its village's staff sees it. */
static Status
entry_for_change(Ctx *ctx, const Request *req, Entry *out)
{
    int64_t id;

    TRY(id_of(req, &id));
    TRY(entry_get(ctx, id, out));
    return actor_require(ctx, CAN_KEEP_LEDGER, out->region);
}

static Status
put_entry_again(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Entry now;
    Entry entry;

    TRY(entry_for_change(ctx, req, &now));
    TRY(json_parse(ctx, req->body, &body));
    entry = (Entry){.id = now.id, .region = now.region, .lock = now.lock};
    TRY(read_entry(ctx, body, &entry));
    TRY(entry_update(ctx, &entry, &entry));
    TRY(entry_get(ctx, entry.id, &entry));
    return send_entry(ctx, res, &entry);
}

static Status
delete_entry(Ctx *ctx, const Request *req, Response *res)
{
    Text typed = request_query(req, "lock");
    Entry entry;

    TRY(entry_for_change(ctx, req, &entry));
    if (typed.len != 0 && !text_to_i64(typed, &entry.lock))
        return CONFLICT;
    TRY(entry_remove(ctx, entry.id, entry.lock));
    res->status = NO_CONTENT;
    return OK;
}

/* {"reason": …, "replacement": {…} or null}: what corrects it, the newest last. */
static Status
correct_entry(Ctx *ctx, const Request *req, Response *res)
{
    static const JsonShape shape[] = {
        {"reason",      NODE_TEXT},
        {"lock",        NODE_INT },
        {"replacement", NODE_MAP },
    };
    const JsonNode *body;
    const JsonNode *replacement;
    Entry now;
    Entry entry;
    int64_t lock;

    TRY(entry_for_change(ctx, req, &now));
    TRY(json_parse(ctx, req->body, &body));
    TRY(json_shape(ctx, body, shape, sizeof shape / sizeof shape[0]));
    lock = json_get_int(body, "lock", &lock) ? lock : now.lock;
    replacement = json_member(body, "replacement");
    if (replacement != NULL && replacement->kind != NODE_MAP)
        replacement = NULL;
    if (replacement != NULL) {
        entry = (Entry){.region = now.region};
        TRY(read_entry(ctx, replacement, &entry));
    }
    TRY(entry_correct(ctx, now.id, lock, replacement != NULL ? &entry : NULL,
                      text_of(body, "reason")));
    TRY(entry_get(ctx, now.id, &now));
    return send_entry(ctx, res, &now);
}

enum { WRITES = ROUTE_WRITE | ROUTE_STAFF };

static const Route routes[] = {
    {METHOD_GET,    "/api/v1/regions/{code}/entries", get_entries,     ROUTE_READ},
    {METHOD_POST,   "/api/v1/regions/{code}/entries", post_entry,      WRITES    },
    {METHOD_GET,    "/api/v1/entries/{id}",           get_entry,       ROUTE_READ},
    {METHOD_PUT,    "/api/v1/entries/{id}",           put_entry_again, WRITES    },
    {METHOD_DELETE, "/api/v1/entries/{id}",           delete_entry,    WRITES    },
    {METHOD_POST,   "/api/v1/entries/{id}/correct",   correct_entry,   WRITES    },
};

const RouteTable ledger_api_routes = {routes, sizeof routes / sizeof routes[0]};
