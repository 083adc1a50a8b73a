/*
 * GET  /api/v1/regions/CODE/months
 * GET  /api/v1/regions/CODE/entries?month=2023-05&cursor=
 * POST /api/v1/regions/CODE/entries          one entry, as an accounting program books it
 * GET  /api/v1/entries/ID
 */
#include "ledger/api.h"

#include "base/json.h"
#include "base/json_read.h"
#include "base/money.h"
#include "base/tr.h"
#include "ledger/ledger.h"

enum { ANSWER_BYTES_MAX = 4 * 1024 * 1024, MONTHS_BACK = 119, CREATED = 201 };

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

static const char *
state_name(MonthState state)
{
    static const char *const names[] = {"open", "confirming", "returned", "closed"};

    return names[state];
}

static Status
get_months(Ctx *ctx, const Request *req, Response *res)
{
    Region village;
    LedgerMonths months;
    Month now = month_of(ctx_today(ctx));
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    TRY(village_of(ctx, req, &village));
    TRY(ledger_months(ctx, village.code, now - MONTHS_BACK, now, &months));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < months.len; i++) {
        const LedgerMonth *month = &months.at[i];

        json_object_begin(&json);
        json_put_text(&json, "month", month_format(ctx->arena, month->month));
        json_put_text(&json, "state", text_c(state_name(month->state)));
        json_put_int(&json, "opening_fen", month->opening_fen);
        json_put_int(&json, "income_fen", month->income_fen);
        json_put_int(&json, "expense_fen", month->expense_fen);
        json_put_int(&json, "closing_fen", month->closing_fen);
        json_put_int(&json, "entries", month->entries);
        put_opt_id(&json, "disclosure_in", month->disclosure_in);
        put_opt_id(&json, "disclosure_out", month->disclosure_out);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, village.code);
    return OK;
}

static void
put_entry(Ctx *ctx, const Entry *entry, Json *json)
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
        put_entry(ctx, &entries.at[i], &json);
    json_array_end(&json);
    json_put_text(&json, "next", entries.next);
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, village.code);
    return OK;
}

static Status
send_entry(Ctx *ctx, Response *res, const Entry *entry)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    put_entry(ctx, entry, &json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, entry->region);
    return OK;
}

static Status
get_entry(Ctx *ctx, const Request *req, Response *res)
{
    Entry entry;
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(entry_get(ctx, id, &entry));
    return send_entry(ctx, res, &entry);
}

static Text
text_of(const JsonNode *body, const char *key)
{
    Text text = json_get_text(body, key);

    return text.at == NULL ? T("") : text;
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
    entry.purpose = text_of(body, "purpose");
    entry.counterparty = text_of(body, "counterparty");
    entry.voucher = text_of(body, "voucher");
    entry.means = text_of(body, "means");
    entry.handler = text_of(body, "handler");
    entry.approver = text_of(body, "approver");
    (void)json_get_bool(body, "person", &entry.person);
    (void)json_get_int(body, "account", &entry.account);
    (void)json_get_int(body, "category", &entry.category);
    if (!json_get_int(body, "amount_fen", &entry.amount_fen))
        (void)ctx_problem(ctx, "amount_fen", TR(ctx->lang, "金额以分为单位，应是整数"));
    if (!day_parse(text_of(body, "day"), &entry.day))
        (void)ctx_problem(ctx, "day", TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    if (!direction_parse(text_of(body, "direction"), &entry.direction))
        (void)ctx_problem(ctx, "direction", TR(ctx->lang, "请选是收入还是支出"));
    TRY(ctx_checked(ctx));
    TRY(entry_add(ctx, &entry, &entry));
    TRY(send_entry(ctx, res, &entry));
    res->key_count = 0;
    res->status = CREATED;
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/api/v1/regions/{code}/months",  get_months,  ROUTE_READ               },
    {METHOD_GET,  "/api/v1/regions/{code}/entries", get_entries, ROUTE_READ               },
    {METHOD_POST, "/api/v1/regions/{code}/entries", post_entry,  ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/api/v1/entries/{id}",           get_entry,   ROUTE_READ               },
};

const RouteTable ledger_api_routes = {routes, sizeof routes / sizeof routes[0]};
