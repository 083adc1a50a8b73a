/* One month on the desk: its entries, handing in, the finance group's answer; entries from a sheet.
 */
#include "base/money.h"
#include "base/tr.h"
#include "ledger/desk.h"
#include "ledger/desk_month.html.h"
#include "ledger/desk_sheet.h"

enum { ENTRIES_SHOWN = 200 };

Status
ledger_desk_month(Ctx *ctx, const Request *req, Region *village, LedgerMonth *out)
{
    Month month;

    TRY(ledger_desk_village(ctx, req, village));
    if (!month_parse(request_param(req, "month"), &month))
        return NOT_FOUND;
    return ledger_month(ctx, village->code, month, out);
}

static LedgerEntryRow
row_of(Ctx *ctx, const Entry *entry)
{
    const Category *category = category_of(entry->category);

    return (LedgerEntryRow){
        .link = text_printf(ctx->arena, "/desk/e/%lld", (long long)entry->id),
        .day = day_format(ctx->arena, entry->day),
        .purpose = entry->purpose,
        .facts =
            text_printf(ctx->arena, "%.*s · %.*s · %.*s", TEXT_ARGS(entry->counterparty),
                        TEXT_ARGS(entry->voucher),
                        TEXT_ARGS(category != NULL ? tr_text(ctx->lang, category->name) : T(""))),
        .amount = fen_format(ctx->arena, entry->amount_fen * entry->direction),
        .in = entry->direction == DIRECTION_IN,
        .red = entry->amount_fen < 0,
        .photos = entry->photos,
    };
}

static Status
fill_entries(Ctx *ctx, const Request *req, const LedgerMonth *month, LedgerMonthView *view)
{
    Entries entries;

    TRY(entry_list(ctx,
                   &(EntryFilter){.region = month->region,
                                  .from = month->month,
                                  .to = month->month,
                                  .cursor = request_query(req, "cursor"),
                                  .limit = ENTRIES_SHOWN},
                   &entries));
    view->entries.at = NEW_ARRAY(ctx->arena, LedgerEntryRow, entries.len);
    for (size_t i = 0; i < entries.len; i++)
        view->entries.at[view->entries.len++] = row_of(ctx, &entries.at[i]);
    if (entries.next.len != 0)
        view->more_link =
            text_printf(ctx->arena, "%.*s?cursor=%.*s",
                        TEXT_ARGS(ledger_month_link(ctx->arena, month->region, month->month, "")),
                        TEXT_ARGS(entries.next));
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *village, const LedgerMonth *month)
{
    LedgerMonthView view = {
        .place = village->name,
        .month = ledger_month_words(ctx, month->month),
        .css = month_state_css(month->state),
        .state = tr_text(ctx->lang, month_state_title(month->state)),
        .opening = fen_format(ctx->arena, month->opening_fen),
        .income = fen_format(ctx->arena, month->income_fen),
        .expense = fen_format(ctx->arena, month->expense_fen),
        .closing = fen_format(ctx->arena, month->closing_fen),
        .lock = month->lock,
        .return_reason = month->state == MONTH_RETURNED ? month->return_reason : T(""),
    };
    bool open = month->state == MONTH_OPEN || month->state == MONTH_RETURNED;

    view.page = page_begin(ctx, req,
                           TR_FORMAT(ctx->arena, ctx->lang, "{place}{month}的账",
                                     {"place", village->name}, {"month", view.month}));
    ledger_crumbs(ctx, village, (OptInt){0}, &view.page);
    view.may_keep = open && actor_may(ctx->actor, CAN_KEEP_LEDGER, village->code);
    view.may_confirm = month->state == MONTH_CONFIRMING &&
                       actor_may(ctx->actor, CAN_CONFIRM_FINANCE, village->code);
    view.new_link = ledger_month_link(ctx->arena, village->code, month->month, "/new");
    view.sheet_link = ledger_month_link(ctx->arena, village->code, month->month, "/sheet");
    view.hand_in_action = ledger_month_link(ctx->arena, village->code, month->month, "/hand-in");
    view.confirm_action = ledger_month_link(ctx->arena, village->code, month->month, "/confirm");
    view.return_action = ledger_month_link(ctx->arena, village->code, month->month, "/return");
    if (month->disclosure_in.set)
        view.in_link =
            text_printf(ctx->arena, "/desk/d/%lld", (long long)month->disclosure_in.value);
    if (month->disclosure_out.set)
        view.out_link =
            text_printf(ctx->arena, "/desk/d/%lld", (long long)month->disclosure_out.value);
    TRY(fill_entries(ctx, req, month, &view));
    response_page(ctx, req, res, html_ledger_desk_month, &view);
    return OK;
}

static Status
month_page(Ctx *ctx, const Request *req, Response *res)
{
    Region village;
    LedgerMonth month;

    TRY(ledger_desk_month(ctx, req, &village, &month));
    return show(ctx, req, res, &village, &month);
}

static Status
again(Ctx *ctx, const Request *req, Response *res, const Region *village, const LedgerMonth *month)
{
    TRY(show(ctx, req, res, village, month));
    return INVALID;
}

static Status
back(Ctx *ctx, const Request *req, Response *res, const LedgerMonth *month, Text said)
{
    response_notice(ctx, req, res, said);
    return response_redirect(ctx, res,
                             ledger_month_link(ctx->arena, month->region, month->month, ""));
}

static Status
hand_in(Ctx *ctx, const Request *req, Response *res)
{
    Region village;
    LedgerMonth month;
    LedgerMonth after;
    Status status;

    TRY(ledger_desk_month(ctx, req, &village, &month));
    status = ledger_hand_in(ctx, village.code, month.month, &after);
    if (status == INVALID)
        return again(ctx, req, res, &village, &month);
    TRY(status);
    return back(ctx, req, res, &after,
                after.state == MONTH_CONFIRMING ? TR(ctx->lang, "已交给理财小组核对")
                                                : TR(ctx->lang, "已结账，公开表已送审"));
}

static int64_t
lock_of(const Request *req)
{
    int64_t lock;

    return text_to_i64(request_form(req, "lock"), &lock) ? lock : -1;
}

static Status
confirm(Ctx *ctx, const Request *req, Response *res)
{
    Region village;
    LedgerMonth month;

    TRY(ledger_desk_month(ctx, req, &village, &month));
    TRY(ledger_confirm(ctx, village.code, month.month, lock_of(req), &month));
    return back(ctx, req, res, &month, TR(ctx->lang, "核对通过，这个月结账了"));
}

static Status
send_back(Ctx *ctx, const Request *req, Response *res)
{
    Region village;
    LedgerMonth month;
    Status status;

    TRY(ledger_desk_month(ctx, req, &village, &month));
    status =
        ledger_return(ctx, village.code, month.month, lock_of(req), request_form(req, "reason"));
    if (status == INVALID)
        return again(ctx, req, res, &village, &month);
    TRY(status);
    return back(ctx, req, res, &month, TR(ctx->lang, "已退回给村里"));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/ledger/{code}/{month}",         month_page,        ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/ledger/{code}/{month}/hand-in", hand_in,           ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/ledger/{code}/{month}/confirm", confirm,           ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/ledger/{code}/{month}/return",  send_back,         ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/ledger/{code}/{month}/sheet",   ledger_sheet_form, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/ledger/{code}/{month}/sheet",   ledger_sheet_step,
     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD                                                        },
};

const RouteTable ledger_month_desk_routes = {routes, sizeof routes / sizeof routes[0]};
