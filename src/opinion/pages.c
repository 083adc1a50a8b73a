#include "opinion/pages_shared.h"

#include "base/tr.h"
#include "opinion/receipt.html.h"

enum {
    RECEIPT_BYTES_MAX = 48,
    RECEIPT_COOKIE_SECONDS = RECEIPT_COOKIE_DAYS * SECONDS_PER_DAY,
};

/* ---- receipts on a visitor's phone ---- */

static bool
is_receipt(Text pair)
{
    if (pair.len == 0 || pair.len > RECEIPT_BYTES_MAX)
        return false;
    for (size_t i = 0; i < pair.len; i++)
        if ((pair.at[i] < '0' || pair.at[i] > '9') && pair.at[i] != '-' && pair.at[i] != '.')
            return false;
    return text_find(pair, T(".")) != pair.len;
}

Texts
voice_receipts(const Request *req)
{
    Texts receipts = {NEW_ARRAY(req->arena, Text, RECEIPTS_KEPT + 1), 0};
    Text rest = request_cookie(req, "receipts");
    Text report = request_cookie(req, "report");

    if (is_receipt(report))
        receipts.at[receipts.len++] = report;
    while (rest.len != 0 && receipts.len <= RECEIPTS_KEPT) {
        Text pair;

        text_cut(rest, '~', &pair, &rest);
        if (is_receipt(pair))
            receipts.at[receipts.len++] = pair;
    }
    return receipts;
}

void
voice_keep_receipt(Ctx *ctx, const Request *req, Response *res, Text number, Text code, bool sealed)
{
    Texts old = voice_receipts(req);
    Texts kept = {NEW_ARRAY(ctx->arena, Text, RECEIPTS_KEPT), 0};
    Text report = request_cookie(req, "report");
    Text prefix = text_printf(ctx->arena, "%.*s.", TEXT_ARGS(number));
    Text pair = text_printf(ctx->arena, "%.*s%.*s", TEXT_ARGS(prefix), TEXT_ARGS(code));

    if (sealed) {
        response_cookie(ctx, req, res, T("report"), pair, -1);
        return;
    }
    kept.at[kept.len++] = pair;
    for (size_t i = 0; i < old.len && kept.len < RECEIPTS_KEPT; i++)
        if (!text_starts(old.at[i], prefix) && !text_eq(old.at[i], report))
            kept.at[kept.len++] = old.at[i];
    response_cookie(ctx, req, res, T("receipts"), text_join(ctx->arena, kept, T("~")),
                    RECEIPT_COOKIE_SECONDS);
}

Status
voice_open(Ctx *ctx, Text number, Texts receipts, Opinion *out)
{
    TRY(opinion_by_number(ctx, number, receipts, out));
    return out->sealed_for != 0 && out->sight != SEES_SENDER ? NOT_FOUND : OK;
}

/* Who comes back to this phone has no number to type. */
static Status
fill_kept(Ctx *ctx, const Request *req, OpinionCards *out)
{
    Texts receipts = voice_receipts(req);
    Opinions found = {.at = NEW_ARRAY(ctx->arena, Opinion, receipts.len)};

    for (size_t i = 0; i < receipts.len; i++) {
        Text number, code;
        Opinion opinion;
        Status status;

        text_cut(receipts.at[i], '.', &number, &code);
        status = voice_open(ctx, number, receipts, &opinion);
        if (status == OK && opinion.sight == SEES_SENDER)
            found.at[found.len++] = opinion;
        else if (status != OK && status != NOT_FOUND)
            return status;
    }
    return voice_cards(ctx, &found, true, out);
}

/* ---- number and code, typed ---- */

static Status
show_receipt(Ctx *ctx, const Request *req, Response *res, Text number, bool missing)
{
    bool known = request_param(req, "number").at != NULL;
    Text title = missing ? TR(ctx->lang, "没有找到") : TR(ctx->lang, "凭回执查进展");
    ReceiptView view = {
        .page = page_begin(ctx, req, title),
        .action = known ? voice_link(ctx->arena, number, "/receipt") : T("/o"),
        .number = number,
        .code = request_form(req, "code"),
        .with_number = !known,
        .missing = missing,
        .number_error = ctx_problem_of(ctx, "number"),
        .code_error = ctx_problem_of(ctx, "code"),
    };

    if (!known && req->method == METHOD_GET)
        TRY(fill_kept(ctx, req, &view.kept));
    view.page.csrf = request_csrf(req, res);
    view.page.noindex = true;
    /* "no-referrer" would make browsers send its form without an origin. */
    response_header(res, T("Referrer-Policy"), T("same-origin"));
    response_page(ctx, req, res, html_opinion_receipt, &view);
    return OK;
}

Status
voice_missing(Ctx *ctx, const Request *req, Response *res, Text number)
{
    res->status = 404;
    return show_receipt(ctx, req, res, number, true);
}

static Status
receipt_page(Ctx *ctx, const Request *req, Response *res)
{
    return show_receipt(ctx, req, res, request_param(req, "number"), false);
}

static Status
check(Ctx *ctx, const Request *req, Response *res, Text number)
{
    Text code = opinion_receipt_typed(ctx->arena, request_form(req, "code"), false);
    bool sealed = false;
    Status status = opinion_receipt_check(req->store, ctx, number, code, req->address, &sealed);

    if (status == INVALID) {
        TRY(show_receipt(ctx, req, res, number, false));
        return INVALID;
    }
    TRY(status);
    voice_keep_receipt(ctx, req, res, number, code, sealed);
    return response_redirect(ctx, res, voice_link(ctx->arena, number, ""));
}

static Status
receipt(Ctx *ctx, const Request *req, Response *res)
{
    return check(ctx, req, res,
                 opinion_receipt_typed(ctx->arena, request_param(req, "number"), true));
}

static Status
find(Ctx *ctx, const Request *req, Response *res)
{
    return check(ctx, req, res,
                 opinion_receipt_typed(ctx->arena, request_form(req, "number"), true));
}

static const Route routes[] = {
    {METHOD_GET,  "/r/{code}/opinions",              board_page,      ROUTE_READ               },
    {METHOD_GET,  "/my/opinions",                    mine_page,       ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/o",                              receipt_page,    ROUTE_READ               },
    {METHOD_POST, "/o",                              find,            ROUTE_WRITE | ROUTE_NO_TX},
    {METHOD_GET,  "/o/{number}",                     one_page,        ROUTE_READ               },
    {METHOD_GET,  "/o/{number}/receipt",             receipt_page,    ROUTE_READ               },
    {METHOD_POST, "/o/{number}/receipt",             receipt,         ROUTE_WRITE | ROUTE_NO_TX},
    {METHOD_GET,  "/o/{number}/print",               one_print,       ROUTE_READ               },
    {METHOD_GET,  "/o/{number}/photo/{photo}",       one_photo,       ROUTE_READ               },
    {METHOD_GET,  "/o/{number}/photo/{photo}/thumb", one_photo_thumb, ROUTE_READ               },
    {METHOD_POST, "/o/{number}/rate",                one_rate,        ROUTE_WRITE              },
    {METHOD_POST, "/o/{number}/words",               one_words,       ROUTE_WRITE              },
    {METHOD_POST, "/o/{number}/withdraw",            one_withdraw,    ROUTE_WRITE              },
    {METHOD_POST, "/o/{number}/support",             one_support,     ROUTE_WRITE              },
    {METHOD_POST, "/o/{number}/follow",              one_follow,      ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable opinion_routes = {routes, sizeof routes / sizeof routes[0]};
