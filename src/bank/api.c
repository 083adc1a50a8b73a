/*
 * GET  /api/v1/funds/ID/statements            POST: a file, as multipart/form-data
 * GET  /api/v1/funds/ID/lines?state=open&from=2023-05-01&to=2023-05-31&cursor=
 * GET  /api/v1/funds/ID/open-entries?cursor=  entries that the bank does not have
 * POST /api/v1/funds/ID/match                 {"from": …, "to": …}: what is certain
 * GET  /api/v1/bank-lines/ID                  with its entries, or those that it could be
 * POST /api/v1/bank-lines/ID/{match,unmatch,explain}
 * POST /api/v1/entries/ID/explain             why the bank does not have it
 */
#include "bank/api.h"

#include "bank/bank.h"
#include "base/json_read.h"
#include "base/tr.h"
#include "ledger/api.h"

enum { ANSWER_BYTES_MAX = 4 * 1024 * 1024, CREATED = 201, NO_CONTENT = 204 };

static Status
id_of(const Request *req, int64_t *out)
{
    return text_to_i64(request_param(req, "id"), out) && *out > 0 ? OK : NOT_FOUND;
}

static Status
account_of(Ctx *ctx, const Request *req, FundAccount *out)
{
    int64_t id;

    TRY(id_of(req, &id));
    return fund_account_get(ctx, id, out);
}

/* Staff's own: never kept for others. */
static Status
send(Response *res, Json *json, Buf *buf)
{
    json_end(json);
    res->uncacheable = true;
    response_json(res, buf_done(buf));
    return OK;
}

/* ---- statements ---- */

static void
put_statement(Ctx *ctx, const BankStatement *statement, Json *json)
{
    json_object_begin(json);
    json_put_id(json, "id", statement->id);
    json_put_id(json, "account", statement->account);
    json_put_text(json, "format", statement->format);
    json_put_text(json, "name", statement->name);
    json_put_text(json, "from", day_format(ctx->arena, statement->from));
    json_put_text(json, "to", day_format(ctx->arena, statement->to));
    json_put_int(json, "opening_fen", statement->opening_fen);
    json_put_int(json, "closing_fen", statement->closing_fen);
    json_put_int(json, "lines", statement->lines);
    json_put_int(json, "added", statement->added);
    json_object_end(json);
}

static Status
get_statements(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    BankStatements statements;
    FundAccount account;

    TRY(account_of(ctx, req, &account));
    TRY(bank_statements(ctx, account.id, &statements));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < statements.len; i++)
        put_statement(ctx, &statements.at[i], &json);
    json_array_end(&json);
    json_object_end(&json);
    return send(res, &json, &buf);
}

/* The columns of a table whose header says nothing: fields of the form named as in statement.h,
 * counted from 1. */
static Status
read_columns(Ctx *ctx, const Request *req, StatementColumns *out, bool *any_out)
{
    *any_out = false;
    for (int field = 0; field < FIELD_COUNT; field++) {
        Text typed = request_form(req, statement_field_name((StatementField)field));
        int64_t column = 0;

        out->at[field] = STATEMENT_NONE;
        if (typed.len == 0)
            continue;
        if (!text_to_i64(typed, &column) || column < 1 || column > STATEMENT_COLUMNS_MAX)
            return ctx_problem(ctx, statement_field_name((StatementField)field),
                               TR(ctx->lang, "应是整数，例如 12"));
        out->at[field] = (int)column - 1;
        *any_out = true;
    }
    return OK;
}

static Status
post_statement(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    StatementColumns columns;
    BankStatement statement;
    FundAccount account;
    bool chosen;

    TRY(account_of(ctx, req, &account));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, account.region));
    if (req->uploads.len == 0 || req->uploads.at[0].bytes == 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "请选一个文件"));
    TRY(read_columns(ctx, req, &columns, &chosen));
    TRY(bank_import(ctx, account.id, text_cstr(ctx->arena, req->uploads.at[0].path),
                    req->uploads.at[0].filename, chosen ? &columns : NULL, &statement));
    put_statement(ctx, &statement, &json);
    res->status = CREATED;
    return send(res, &json, &buf);
}

/* ---- lines ---- */

static void
put_line_members(Ctx *ctx, const BankLine *line, Json *json)
{
    static const char *const states[] = {"open", "matched", "explained"};

    json_put_id(json, "id", line->id);
    json_put_id(json, "statement", line->statement);
    json_put_id(json, "account", line->account);
    json_put_int(json, "row", line->row);
    json_put_text(json, "day", day_format(ctx->arena, line->day));
    json_put_text(json, "direction", text_c(direction_name(line->direction)));
    json_put_int(json, "amount_fen", line->amount_fen);
    json_put_text(json, "party", line->party);
    json_put_text(json, "party_number", line->party_number);
    json_put_text(json, "reference", line->reference);
    json_put_text(json, "purpose", line->purpose);
    json_put_text(json, "state", text_c(states[line->state]));
    json_put_text(json, "explanation", line->explanation);
}

static Status
day_of_query(Ctx *ctx, const Request *req, const char *key, Day *out)
{
    Text typed = request_query(req, key);

    if (typed.len != 0 && !day_parse(typed, out))
        return ctx_problem(ctx, key, TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    return OK;
}

static Status
get_lines(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Day from = 0;
    Day to = ctx_today(ctx);
    FundAccount account;
    BankLines lines;

    TRY(account_of(ctx, req, &account));
    TRY(day_of_query(ctx, req, "from", &from));
    TRY(day_of_query(ctx, req, "to", &to));
    TRY(bank_lines(ctx, account.id, text_eq(request_query(req, "state"), T("open")), from, to,
                   request_query(req, "cursor"), &lines));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < lines.len; i++) {
        json_object_begin(&json);
        put_line_members(ctx, &lines.at[i], &json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_put_text(&json, "next", lines.next);
    json_object_end(&json);
    return send(res, &json, &buf);
}

/* What matching knows of entries is a part of them. */
static Status
put_entries(Ctx *ctx, const char *key, const Entries *entries, Json *json)
{
    json_key(json, key);
    json_array_begin(json);
    for (size_t i = 0; i < entries->len; i++) {
        Entry whole;

        TRY(entry_get(ctx, entries->at[i].id, &whole));
        ledger_put_entry(ctx, &whole, json);
    }
    json_array_end(json);
    return OK;
}

static Status
get_open_entries(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    FundAccount account;
    Entries entries;

    TRY(account_of(ctx, req, &account));
    TRY(bank_entries_open(ctx, account.id, request_query(req, "cursor"), &entries));
    json_object_begin(&json);
    TRY(put_entries(ctx, "items", &entries, &json));
    json_put_text(&json, "next", entries.next);
    json_object_end(&json);
    return send(res, &json, &buf);
}

static Status
send_line(Ctx *ctx, Response *res, int64_t id)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Entries matched;
    Entries candidates = {0};
    BankLine line;

    TRY(bank_line_get(ctx, id, &line));
    TRY(bank_line_entries(ctx, id, &matched));
    if (line.state != BANK_MATCHED)
        TRY(bank_candidates(ctx, id, &candidates));
    json_object_begin(&json);
    put_line_members(ctx, &line, &json);
    TRY(put_entries(ctx, "entries", &matched, &json));
    TRY(put_entries(ctx, "candidates", &candidates, &json));
    json_object_end(&json);
    return send(res, &json, &buf);
}

static Status
get_line(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;

    TRY(id_of(req, &id));
    return send_line(ctx, res, id);
}

/* ---- what is done about them ---- */

static Status
match_account(Ctx *ctx, const Request *req, Response *res)
{
    static const JsonShape shape[] = {
        {"from", NODE_TEXT},
        {"to",   NODE_TEXT},
    };
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    const JsonNode *body;
    FundAccount account;
    BankMatched matched;
    Day from;
    Day to;

    TRY(account_of(ctx, req, &account));
    TRY(json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], &body));
    if (!day_parse(json_get_text(body, "from"), &from))
        (void)ctx_problem(ctx, "from", TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    if (!day_parse(json_get_text(body, "to"), &to))
        (void)ctx_problem(ctx, "to", TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    TRY(ctx_checked(ctx));
    TRY(bank_match(ctx, account.id, from, to, &matched));
    json_object_begin(&json);
    json_put_int(&json, "matched", matched.lines);
    json_put_int(&json, "open_lines", matched.open);
    json_put_int(&json, "open_entries", matched.entries);
    json_object_end(&json);
    return send(res, &json, &buf);
}

static Status
match_line(Ctx *ctx, const Request *req, Response *res)
{
    static const JsonShape shape[] = {
        {"entries", NODE_LIST}
    };
    const JsonNode *list;
    const JsonNode *body;
    int64_t *ids;
    size_t count;
    int64_t id;

    TRY(id_of(req, &id));
    TRY(json_body(ctx, req->body, shape, 1, &body));
    list = json_member(body, "entries");
    count = list != NULL && list->kind == NODE_LIST ? json_len(list) : 0;
    ids = NEW_ARRAY(ctx->arena, int64_t, count);
    for (size_t i = 0; i < count; i++) {
        const JsonNode *item = json_item(list, i);

        if (item->kind == NODE_INT)
            ids[i] = item->number;
        else if (item->kind != NODE_TEXT || !text_to_i64(item->text, &ids[i]))
            return ctx_problem(ctx, "entries", TR(ctx->lang, "请选出这一笔对应的账目"));
    }
    TRY(bank_match_by_hand(ctx, id, ids, count));
    return send_line(ctx, res, id);
}

static Status
unmatch_line(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;

    TRY(id_of(req, &id));
    TRY(bank_unmatch(ctx, id));
    return send_line(ctx, res, id);
}

static Status
read_explanation(Ctx *ctx, const Request *req, Text *out)
{
    static const JsonShape shape[] = {
        {"explanation", NODE_TEXT}
    };
    const JsonNode *body;

    TRY(json_body(ctx, req->body, shape, 1, &body));
    if (json_member(body, "explanation") == NULL) /* an empty one takes it back */
        return ctx_problem(ctx, "explanation", TR(ctx->lang, "必填，不能空着"));
    *out = json_get_text(body, "explanation");
    return OK;
}

static Status
explain_line(Ctx *ctx, const Request *req, Response *res)
{
    Text explanation;
    int64_t id;

    TRY(id_of(req, &id));
    TRY(read_explanation(ctx, req, &explanation));
    TRY(bank_explain_line(ctx, id, explanation));
    return send_line(ctx, res, id);
}

static Status
explain_entry(Ctx *ctx, const Request *req, Response *res)
{
    Text explanation;
    int64_t id;

    TRY(id_of(req, &id));
    TRY(read_explanation(ctx, req, &explanation));
    TRY(bank_explain_entry(ctx, id, explanation));
    res->status = NO_CONTENT;
    return OK;
}

enum { WRITES = ROUTE_WRITE | ROUTE_STAFF, READS = ROUTE_READ | ROUTE_STAFF };

#define FUND "/api/v1/funds/{id}"
#define LINE "/api/v1/bank-lines/{id}"

static const Route routes[] = {
    {METHOD_GET,  FUND "/statements",             get_statements,   READS                },
    {METHOD_POST, FUND "/statements",             post_statement,   WRITES | ROUTE_UPLOAD},
    {METHOD_GET,  FUND "/lines",                  get_lines,        READS                },
    {METHOD_GET,  FUND "/open-entries",           get_open_entries, READS                },
    {METHOD_POST, FUND "/match",                  match_account,    WRITES               },
    {METHOD_GET,  LINE,                           get_line,         READS                },
    {METHOD_POST, LINE "/match",                  match_line,       WRITES               },
    {METHOD_POST, LINE "/unmatch",                unmatch_line,     WRITES               },
    {METHOD_POST, LINE "/explain",                explain_line,     WRITES               },
    {METHOD_POST, "/api/v1/entries/{id}/explain", explain_entry,    WRITES               },
};

const RouteTable bank_api_routes = {routes, sizeof routes / sizeof routes[0]};
