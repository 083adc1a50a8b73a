/* The village's ledger on the desk: its months and accounts. */
#include "ledger/desk.h"

#include "base/money.h"
#include "base/tr.h"
#include "ledger/desk_fund.html.h"
#include "ledger/desk_ledger.html.h"
#include "ledger/desk_places.html.h"

enum { MONTHS_SHOWN = 24, PLACES_MAX = 500 };

Text
ledger_link(Arena *arena, RegionCode village, const char *below)
{
    return text_printf(arena, "/desk/ledger/%012lld%s", (long long)village, below);
}

Text
ledger_month_link(Arena *arena, RegionCode village, Month month, const char *below)
{
    return text_printf(arena, "/desk/ledger/%012lld/%.*s%s", (long long)village,
                       TEXT_ARGS(month_format(arena, month)), below);
}

Text
ledger_month_words(Ctx *ctx, Month month)
{
    return period_words(ctx->arena, ctx->lang, period_of(RHYTHM_MONTHLY, month_first(month)));
}

const char *
month_state_css(MonthState state)
{
    static const char *const css[] = {
        [MONTH_OPEN] = "tag tag-ghost",
        [MONTH_CONFIRMING] = "tag tag-doing",
        [MONTH_RETURNED] = "tag tag-late",
        [MONTH_CLOSED] = "tag tag-ok",
    };

    return css[state];
}

const char *
month_state_title(MonthState state)
{
    static const char *const titles[] = {
        [MONTH_OPEN] = N_("记账中"),
        [MONTH_CONFIRMING] = N_("等理财小组核对"),
        [MONTH_RETURNED] = N_("退回来了"),
        [MONTH_CLOSED] = N_("已结账"),
    };

    return titles[state];
}

Status
ledger_desk_village(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    if (out->level != LEVEL_VILLAGE || !actor_may(ctx->actor, CAN_READ_STAFF_PARTS, code))
        return NOT_FOUND;
    return OK;
}

void
ledger_crumbs(Ctx *ctx, const Region *village, OptInt month, Page *page)
{
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 2);
    page->crumbs.at[page->crumbs.len++] =
        (Crumb){TR_FORMAT(ctx->arena, ctx->lang, "{place}的村账", {"place", village->name}),
                ledger_link(ctx->arena, village->code, "")};
    if (month.set)
        page->crumbs.at[page->crumbs.len++] =
            (Crumb){ledger_month_words(ctx, month.value),
                    ledger_month_link(ctx->arena, village->code, month.value, "")};
}

/* ---- which village ---- */

/* The villages of all scopes, one after another. */
static Status
places_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    LedgerPlacesView view = {.places.at = NEW_ARRAY(ctx->arena, LedgerPlaceRow, PLACES_MAX)};

    if (scopes.len == 0)
        return DENIED;
    view.page = page_begin(ctx, req, TR(ctx->lang, "村账"));
    for (size_t i = 0; i < scopes.len; i++) {
        Regions villages;

        TRY(region_villages(ctx, scopes.at[i], 0, PLACES_MAX, &villages));
        for (size_t j = 0; j < villages.len && view.places.len < PLACES_MAX; j++)
            view.places.at[view.places.len++] = (LedgerPlaceRow){
                ledger_link(ctx->arena, villages.at[j].code, ""), villages.at[j].name};
    }
    response_page(ctx, req, res, html_ledger_desk_places, &view);
    return OK;
}

/* ---- one village ---- */

static Status
fill_months(Ctx *ctx, RegionCode village, LedgerHomeView *view)
{
    Month now = month_of(ctx_today(ctx));
    LedgerMonths months;

    TRY(ledger_months(ctx, village, now - MONTHS_SHOWN + 1, now, &months));
    view->months.at = NEW_ARRAY(ctx->arena, LedgerMonthRow, months.len + 2);
    /* The running month and the one before are there to book into, entries or not. */
    for (Month month = now; month >= now - MONTHS_SHOWN + 1; month--) {
        const LedgerMonth *found = NULL;

        for (size_t i = 0; i < months.len; i++)
            if (months.at[i].month == month)
                found = &months.at[i];
        if (found == NULL && month < now - 1)
            continue;
        view->months.at[view->months.len++] = (LedgerMonthRow){
            .link = ledger_month_link(ctx->arena, village, month, ""),
            .name = ledger_month_words(ctx, month),
            .css = month_state_css(found != NULL ? found->state : MONTH_OPEN),
            .state =
                tr_text(ctx->lang, month_state_title(found != NULL ? found->state : MONTH_OPEN)),
            .income = fen_format(ctx->arena, found != NULL ? found->income_fen : 0),
            .expense = fen_format(ctx->arena, found != NULL ? found->expense_fen : 0),
            .closing = found != NULL ? fen_format(ctx->arena, found->closing_fen) : T("–"),
            .entries = found != NULL ? found->entries : 0,
        };
        if (view->months.len == months.len + 2)
            break;
    }
    return OK;
}

static Status
fill_funds(Ctx *ctx, RegionCode village, LedgerHomeView *view)
{
    FundAccounts accounts;

    TRY(fund_account_list(ctx, village, &accounts));
    view->funds.at = NEW_ARRAY(ctx->arena, LedgerFundRow, accounts.len);
    for (size_t i = 0; i < accounts.len; i++) {
        const FundAccount *account = &accounts.at[i];

        view->funds.at[view->funds.len++] = (LedgerFundRow){
            .name = account->name,
            .facts = account->kind == FUND_BANK
                         ? text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(account->bank),
                                       TEXT_ARGS(account->number))
                         : TR(ctx->lang, "现金"),
            .balance = fen_format(ctx->arena, account->balance_fen),
            .link = text_printf(ctx->arena, "/desk/fund/%lld", (long long)account->id),
            .closed = account->closed_day.set,
        };
    }
    return OK;
}

static Status
village_page(Ctx *ctx, const Request *req, Response *res)
{
    LedgerHomeView view = {0};
    Region village;

    TRY(ledger_desk_village(ctx, req, &village));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的村账", {"place", village.name}));
    view.place = village.name;
    view.may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, village.code);
    view.public_link = text_printf(ctx->arena, "/r/%012lld/money", (long long)village.code);
    view.property_link = text_printf(ctx->arena, "/desk/property/%012lld", (long long)village.code);
    view.bank_link = text_printf(ctx->arena, "/desk/bank/%012lld", (long long)village.code);
    view.new_fund_link = ledger_link(ctx->arena, village.code, "/funds/new");
    TRY(fill_months(ctx, village.code, &view));
    TRY(fill_funds(ctx, village.code, &view));
    response_page(ctx, req, res, html_ledger_desk_ledger, &view);
    return OK;
}

/* ---- accounts ---- */

static Status
show_fund(Ctx *ctx, const Request *req, Response *res, const Region *village, LedgerFundView *view)
{
    view->page = page_begin(ctx, req, view->fresh ? TR(ctx->lang, "新账户") : view->name);
    ledger_crumbs(ctx, village, (OptInt){0}, &view->page);
    view->back_link = ledger_link(ctx->arena, village->code, "");
    view->name_error = ctx_problem_of(ctx, "name");
    view->bank_error = ctx_problem_of(ctx, "bank");
    view->number_error = ctx_problem_of(ctx, "number");
    view->opening_day_error = ctx_problem_of(ctx, "opening_day");
    view->opening_error = ctx_problem_of(ctx, "opening_fen");
    response_page(ctx, req, res, html_ledger_desk_fund, view);
    return OK;
}

static void
fund_from_form(Ctx *ctx, const Request *req, FundAccount *account, LedgerFundView *view)
{
    FenFault why;

    view->cash = text_eq(request_form(req, "kind"), T("cash"));
    account->kind = view->cash ? FUND_CASH : FUND_BANK;
    account->name = view->name = request_form(req, "name");
    account->bank = view->bank = request_form(req, "bank");
    account->number = view->number = request_form(req, "number");
    view->opening_day = request_form(req, "opening_day");
    view->opening = request_form(req, "opening_fen");
    if (!day_parse_loose(view->opening_day, &account->opening_day))
        (void)!ctx_problem(ctx, "opening_day", TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    if (!fen_parse(view->opening, &account->opening_fen, &why))
        (void)!ctx_problem(ctx, "opening_fen", fen_fault_sentence(ctx->lang, why));
}

static Status
fund_form(Ctx *ctx, const Request *req, Response *res)
{
    LedgerFundView view = {.fresh = true, .opening = T("0.00")};
    Region village;

    TRY(ledger_desk_village(ctx, req, &village));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village.code));
    view.action = ledger_link(ctx->arena, village.code, "/funds/new");
    view.opening_day = day_format(ctx->arena, month_first(month_of(ctx_today(ctx))));
    return show_fund(ctx, req, res, &village, &view);
}

static Status
fund_create(Ctx *ctx, const Request *req, Response *res)
{
    LedgerFundView view = {.fresh = true};
    FundAccount account = {0};
    Region village;

    TRY(ledger_desk_village(ctx, req, &village));
    view.action = ledger_link(ctx->arena, village.code, "/funds/new");
    account.region = village.code;
    fund_from_form(ctx, req, &account, &view);
    if (ctx->problems.len == 0) {
        Status status = fund_account_create(ctx, &account, &account);

        if (status == OK)
            return response_redirect(ctx, res, ledger_link(ctx->arena, village.code, ""));
        if (status != INVALID)
            return status;
    }
    TRY(show_fund(ctx, req, res, &village, &view));
    return INVALID;
}

static Status
open_fund(Ctx *ctx, const Request *req, FundAccount *account, Region *village, LedgerFundView *view)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(fund_account_get(ctx, id, account));
    if (!actor_may(ctx->actor, CAN_READ_STAFF_PARTS, account->region))
        return NOT_FOUND;
    view->action = text_printf(ctx->arena, "/desk/fund/%lld", (long long)id);
    return region_get(ctx, account->region, village);
}

static Status
fund_page(Ctx *ctx, const Request *req, Response *res)
{
    LedgerFundView view = {0};
    FundAccount account;
    Region village;

    TRY(open_fund(ctx, req, &account, &village, &view));
    view.name = account.name;
    view.bank = account.bank;
    view.number = account.number;
    view.cash = account.kind == FUND_CASH;
    view.opening_day = day_format(ctx->arena, account.opening_day);
    view.opening = fen_plain(ctx->arena, account.opening_fen);
    return show_fund(ctx, req, res, &village, &view);
}

static Status
fund_save(Ctx *ctx, const Request *req, Response *res)
{
    LedgerFundView view = {0};
    FundAccount account;
    FundKind kind;
    Region village;

    TRY(open_fund(ctx, req, &account, &village, &view));
    kind = account.kind;
    fund_from_form(ctx, req, &account, &view);
    account.kind = kind;
    view.cash = kind == FUND_CASH;
    if (ctx->problems.len == 0) {
        Status status = fund_account_update(ctx, &account, &account);

        if (status == OK)
            return response_redirect(ctx, res, ledger_link(ctx->arena, village.code, ""));
        if (status != INVALID)
            return status;
    }
    TRY(show_fund(ctx, req, res, &village, &view));
    return INVALID;
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/ledger",                  places_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/ledger/{code}",           village_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/ledger/{code}/funds/new", fund_form,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/ledger/{code}/funds/new", fund_create,  ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/fund/{id}",               fund_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/fund/{id}",               fund_save,    ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable ledger_desk_routes = {routes, sizeof routes / sizeof routes[0]};
