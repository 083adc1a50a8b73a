/*
 * GET  /api/v1/regions/CODE/months
 * GET  /api/v1/regions/CODE/months/2023-05
 * POST /api/v1/regions/CODE/months/2023-05/{hand-in,confirm,return}
 * GET  /api/v1/regions/CODE/funds                    the accounts; POST opens one
 * GET  /api/v1/funds/ID; PUT; POST …/close
 */
#include "base/json_read.h"
#include "base/tr.h"
#include "ledger/api.h"

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

static Status
send(Ctx *ctx, Response *res, Json *json, Buf *buf, RegionCode village)
{
    json_end(json);
    res->uncacheable = ctx->actor != NULL;
    response_json(res, buf_done(buf));
    response_shows(res, village);
    return OK;
}

/* ---- months ---- */

static void
put_opt_id(Json *json, const char *key, OptInt id)
{
    if (id.set)
        json_put_id(json, key, id.value);
    else
        json_put_none(json, key);
}

static void
put_month(Ctx *ctx, const LedgerMonth *month, Json *json)
{
    static const char *const states[] = {"open", "confirming", "returned", "closed"};

    json_object_begin(json);
    json_put_text(json, "month", month_format(ctx->arena, month->month));
    json_put_text(json, "state", text_c(states[month->state]));
    json_put_int(json, "opening_fen", month->opening_fen);
    json_put_int(json, "income_fen", month->income_fen);
    json_put_int(json, "expense_fen", month->expense_fen);
    json_put_int(json, "closing_fen", month->closing_fen);
    json_put_int(json, "entries", month->entries);
    put_opt_id(json, "disclosure_in", month->disclosure_in);
    put_opt_id(json, "disclosure_out", month->disclosure_out);
    if (actor_may(ctx->actor, CAN_READ_STAFF_PARTS, month->region)) {
        json_put_text(json, "return_reason", month->return_reason);
        json_put_int(json, "lock", month->lock);
    }
    json_object_end(json);
}

static Status
get_months(Ctx *ctx, const Request *req, Response *res)
{
    Month now = month_of(ctx_today(ctx));
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    LedgerMonths months;
    Region village;

    TRY(village_of(ctx, req, &village));
    TRY(ledger_months(ctx, village.code, now - MONTHS_BACK, now, &months));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < months.len; i++)
        put_month(ctx, &months.at[i], &json);
    json_array_end(&json);
    json_object_end(&json);
    return send(ctx, res, &json, &buf, village.code);
}

static Status
send_month(Ctx *ctx, Response *res, const LedgerMonth *month)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    put_month(ctx, month, &json);
    return send(ctx, res, &json, &buf, month->region);
}

static Status
month_in(Ctx *ctx, const Request *req, LedgerMonth *out)
{
    Region village;
    Month month;

    TRY(village_of(ctx, req, &village));
    if (!month_parse(request_param(req, "month"), &month))
        return NOT_FOUND;
    return ledger_month(ctx, village.code, month, out);
}

static Status
get_month(Ctx *ctx, const Request *req, Response *res)
{
    LedgerMonth month;

    TRY(month_in(ctx, req, &month));
    return send_month(ctx, res, &month);
}

static Status
hand_in(Ctx *ctx, const Request *req, Response *res)
{
    LedgerMonth month;
    Status status = month_in(ctx, req, &month);

    if (status == NOT_FOUND && ctx->actor != NULL)
        return DENIED; /* what is not closed is not known to others */
    TRY(status);
    TRY(ledger_hand_in(ctx, month.region, month.month, &month));
    return send_month(ctx, res, &month);
}

static const JsonShape decision_shape[] = {
    {"lock",   NODE_INT },
    {"reason", NODE_TEXT},
};

/* With the lock that the caller saw, or the one of this moment. */
static Status
begin_decision(Ctx *ctx, const Request *req, LedgerMonth *month, const JsonNode **body)
{
    Status status = month_in(ctx, req, month);
    int64_t lock;

    if (status == NOT_FOUND && ctx->actor != NULL)
        return DENIED;
    TRY(status);
    TRY(json_body(ctx, req->body, decision_shape, sizeof decision_shape / sizeof decision_shape[0],
                  body));
    if (json_get_int(*body, "lock", &lock))
        month->lock = lock;
    return OK;
}

static Status
confirm(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    LedgerMonth month;

    TRY(begin_decision(ctx, req, &month, &body));
    TRY(ledger_confirm(ctx, month.region, month.month, month.lock, &month));
    return send_month(ctx, res, &month);
}

static Status
send_back(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    LedgerMonth month;

    TRY(begin_decision(ctx, req, &month, &body));
    TRY(ledger_return(ctx, month.region, month.month, month.lock, json_get_text(body, "reason")));
    TRY(ledger_month(ctx, month.region, month.month, &month));
    return send_month(ctx, res, &month);
}

/* ---- accounts ---- */

static void
put_fund(Ctx *ctx, const FundAccount *account, Json *json)
{
    json_object_begin(json);
    json_put_id(json, "id", account->id);
    json_put_text(json, "region", region_code_format(ctx->arena, account->region));
    json_put_text(json, "kind", account->kind == FUND_BANK ? T("bank") : T("cash"));
    json_put_text(json, "name", account->name);
    json_put_text(json, "bank", account->bank);
    json_put_text(json, "number", account->number);
    json_put_text(json, "opening_day", day_format(ctx->arena, account->opening_day));
    json_put_int(json, "opening_fen", account->opening_fen);
    if (account->closed_day.set)
        json_put_text(json, "closed_day", day_format(ctx->arena, (Day)account->closed_day.value));
    else
        json_put_none(json, "closed_day");
    json_put_int(json, "balance_fen", account->balance_fen);
    json_object_end(json);
}

static Status
get_funds(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    FundAccounts accounts;
    Region village;

    TRY(village_of(ctx, req, &village));
    TRY(fund_account_list(ctx, village.code, &accounts));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < accounts.len; i++)
        put_fund(ctx, &accounts.at[i], &json);
    json_array_end(&json);
    json_object_end(&json);
    return send(ctx, res, &json, &buf, village.code);
}

static Status
send_fund(Ctx *ctx, Response *res, const FundAccount *account)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    put_fund(ctx, account, &json);
    return send(ctx, res, &json, &buf, account->region);
}

static Status
fund_in(Ctx *ctx, const Request *req, FundAccount *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id) || id <= 0)
        return NOT_FOUND;
    return fund_account_get(ctx, id, out);
}

static Status
get_fund(Ctx *ctx, const Request *req, Response *res)
{
    FundAccount account;

    TRY(fund_in(ctx, req, &account));
    return send_fund(ctx, res, &account);
}

static const JsonShape fund_shape[] = {
    {"kind",        NODE_TEXT},
    {"name",        NODE_TEXT},
    {"bank",        NODE_TEXT},
    {"number",      NODE_TEXT},
    {"opening_day", NODE_TEXT},
    {"opening_fen", NODE_INT },
    {"day",         NODE_TEXT},
};

static void
take_text(const JsonNode *body, const char *key, Text *out)
{
    Text text = json_get_text(body, key);

    if (text.at != NULL)
        *out = text;
}

static Status
take_day(Ctx *ctx, const JsonNode *body, const char *key, Day *out)
{
    Text text = json_get_text(body, key);

    if (text.at != NULL && !day_parse(text, out))
        return ctx_problem(ctx, key, TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    return OK;
}

/* What is not sent stays as it is. */
static Status
read_fund(Ctx *ctx, const Request *req, FundAccount *account)
{
    const JsonNode *body;
    Text kind = account->kind == FUND_CASH ? T("cash") : T("bank");

    TRY(json_body(ctx, req->body, fund_shape, sizeof fund_shape / sizeof fund_shape[0], &body));
    take_text(body, "kind", &kind);
    take_text(body, "name", &account->name);
    take_text(body, "bank", &account->bank);
    take_text(body, "number", &account->number);
    (void)json_get_int(body, "opening_fen", &account->opening_fen);
    if (!text_eq(kind, T("bank")) && !text_eq(kind, T("cash")))
        return ctx_problem(ctx, "kind", TR(ctx->lang, "请写“银行”或“现金”"));
    account->kind = text_eq(kind, T("cash")) ? FUND_CASH : FUND_BANK;
    return take_day(ctx, body, "opening_day", &account->opening_day);
}

static Status
post_fund(Ctx *ctx, const Request *req, Response *res)
{
    FundAccount account = {.name = T(""), .bank = T(""), .number = T("")};
    Region village;

    TRY(village_of(ctx, req, &village));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village.code));
    account.region = village.code;
    account.opening_day = ctx_today(ctx);
    TRY(read_fund(ctx, req, &account));
    TRY(fund_account_create(ctx, &account, &account));
    TRY(send_fund(ctx, res, &account));
    res->key_count = 0;
    res->status = CREATED;
    response_header(res, T("Location"),
                    text_printf(ctx->arena, "/api/v1/funds/%lld", (long long)account.id));
    return OK;
}

static Status
put_fund_again(Ctx *ctx, const Request *req, Response *res)
{
    FundAccount account;

    TRY(fund_in(ctx, req, &account));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, account.region));
    TRY(read_fund(ctx, req, &account));
    TRY(fund_account_update(ctx, &account, &account));
    return send_fund(ctx, res, &account);
}

static Status
close_fund(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    FundAccount account;
    Day day = ctx_today(ctx);

    TRY(fund_in(ctx, req, &account));
    TRY(json_body(ctx, req->body, fund_shape, sizeof fund_shape / sizeof fund_shape[0], &body));
    TRY(take_day(ctx, body, "day", &day));
    TRY(fund_account_close(ctx, account.id, day));
    TRY(fund_account_get(ctx, account.id, &account));
    return send_fund(ctx, res, &account);
}

enum { WRITES = ROUTE_WRITE | ROUTE_STAFF, READS = ROUTE_READ | ROUTE_STAFF };

#define PLACE "/api/v1/regions/{code}"

static const Route routes[] = {
    {METHOD_GET,  PLACE "/months",                 get_months,     ROUTE_READ},
    {METHOD_GET,  PLACE "/months/{month}",         get_month,      ROUTE_READ},
    {METHOD_POST, PLACE "/months/{month}/hand-in", hand_in,        WRITES    },
    {METHOD_POST, PLACE "/months/{month}/confirm", confirm,        WRITES    },
    {METHOD_POST, PLACE "/months/{month}/return",  send_back,      WRITES    },
    {METHOD_GET,  PLACE "/funds",                  get_funds,      READS     },
    {METHOD_POST, PLACE "/funds",                  post_fund,      WRITES    },
    {METHOD_GET,  "/api/v1/funds/{id}",            get_fund,       READS     },
    {METHOD_PUT,  "/api/v1/funds/{id}",            put_fund_again, WRITES    },
    {METHOD_POST, "/api/v1/funds/{id}/close",      close_fund,     WRITES    },
};

const RouteTable ledger_months_api_routes = {routes, sizeof routes / sizeof routes[0]};
