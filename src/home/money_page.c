/*
 * /r/CODE/money: the newest month; /r/CODE/money/2023-05: a month with every entry;
 * /r/CODE/money/2023: a year.
 */
#include "bank/bank.h"
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/detail.h"
#include "home/money.h"
#include "home/money.html.h"
#include "home/money_none.html.h"
#include "home/money_year.html.h"
#include "home/parts.h"

enum { ENTRIES_SHOWN = 200, MONTHS_SHOWN = 12, YEAR_MONTHS = 12, YEAR_CHARS = 4 };

/* ---- one entry ---- */

static Text
entry_party(Ctx *ctx, const Entry *entry)
{
    return entry->counterparty.len != 0 ? entry->counterparty : TR(ctx->lang, "（没有写）");
}

Text
money_ask_link(Arena *arena, const Entry *entry)
{
    return text_printf(arena, "/r/%012lld/ask?e=%lld", (long long)entry->region,
                       (long long)entry->id);
}

MoneyEntry
money_entry(Ctx *ctx, const Entry *entry, bool tied)
{
    const Category *category = category_of(entry->category);
    int64_t signed_fen = entry->amount_fen * entry->direction;

    return (MoneyEntry){
        .id = entry->id,
        .day = day_format(ctx->arena, entry->day),
        .purpose = entry->purpose,
        .party = entry_party(ctx, entry),
        .voucher = entry->voucher,
        .category = category != NULL ? tr_text(ctx->lang, category->name) : (Text){0},
        .amount = text_printf(ctx->arena, "%s%.*s", signed_fen > 0 ? "+" : "",
                              TEXT_ARGS(fen_format(ctx->arena, signed_fen))),
        .in = entry->direction == DIRECTION_IN,
        .tied = tied,
        .red = entry->amount_fen < 0,
        .reason = entry->reason,
        .handler = entry->handler,
        .photos = entry->photos,
        .photo_link = entry->photos != 0
                          ? text_printf(ctx->arena, "/e/%lld/photo", (long long)entry->id)
                          : (Text){0},
        .ask_link = money_ask_link(ctx->arena, entry),
    };
}

static Status
fill_entries(Ctx *ctx, const Request *req, const Region *village, Month month, MoneyView *view)
{
    Entries entries;
    bool *tied;

    TRY(entry_list(ctx,
                   &(EntryFilter){.region = village->code,
                                  .from = month,
                                  .to = month,
                                  .cursor = request_query(req, "cursor"),
                                  .limit = ENTRIES_SHOWN},
                   &entries));
    tied = NEW_ARRAY(ctx->arena, bool, entries.len);
    TRY(bank_tied(ctx, &entries, tied));
    view->entries.at = NEW_ARRAY(ctx->arena, MoneyEntry, entries.len);
    for (size_t i = 0; i < entries.len; i++) {
        view->entries.at[view->entries.len++] = money_entry(ctx, &entries.at[i], tied[i]);
        view->tied += tied[i];
        view->book.photos += entries.at[i].photos != 0;
    }
    if (entries.next.len != 0)
        view->more_link = text_printf(ctx->arena, "%.*s?cursor=%.*s",
                                      TEXT_ARGS(money_link(ctx->arena, village->code, month, "")),
                                      TEXT_ARGS(entries.next));
    return OK;
}

/* ---- a month ---- */

static Status
fill_months(Ctx *ctx, const Region *village, Month month, MoneyView *view)
{
    LedgerMonths months;

    TRY(ledger_months(ctx, village->code, month - MONTHS_SHOWN + 1, month + 1, &months));
    view->months.at = NEW_ARRAY(ctx->arena, MoneyMonthLink, months.len);
    for (size_t i = 0; i < months.len; i++) {
        const LedgerMonth *other = &months.at[i];
        Text link = money_link(ctx->arena, village->code, other->month, "");

        if (other->month == month - 1)
            view->previous_link = link;
        if (other->month == month + 1)
            view->next_link = link;
        view->months.at[view->months.len++] = (MoneyMonthLink){
            .name = month_format(ctx->arena, other->month),
            .link = link,
            .current = other->month == month,
        };
    }
    return OK;
}

/* Who checked the month's spending (without any, its income), as its disclosure says. */
static Status
fill_checked(Ctx *ctx, const Region *village, const LedgerMonth *month, MoneyView *view)
{
    OptInt id = month->disclosure_out.set ? month->disclosure_out : month->disclosure_in;
    Disclosure disclosure;
    Revision revision;
    Region township;
    Status status;

    if (!id.set)
        return OK;
    status = disclosure_get(ctx, id.value, &disclosure);
    if (status == NOT_FOUND || (status == OK && disclosure.revision == 0))
        return OK;
    TRY(status);
    TRY(disclosure_revision(ctx, disclosure.id, disclosure.revision, &revision));
    TRY(region_get(ctx, village->parent, &township));
    view->checked = disclosure_checked_words(ctx, &revision, township.name);
    return OK;
}

static Status
show_month(Ctx *ctx, const Request *req, Response *res, const Region *village,
           const LedgerMonth *month)
{
    MoneyView view = {.name = village->name};
    RegionProfile profile;

    TRY(home_page(ctx, req, village, &view.page));
    TRY(region_profile_get(ctx, village->code, &profile));
    TRY(money_book_of(ctx, month, profile.households, &view.book));
    view.page.title = TR_FORMAT(ctx->arena, ctx->lang, "{name}{month}账本", {"name", village->name},
                                {"month", view.book.month});
    view.page.description = TR_FORMAT(ctx->arena, ctx->lang, "收了 {income} 元，花了 {expense} 元",
                                      {"income", view.book.income}, {"expense", view.book.expense});
    TRY(money_median(ctx, village, month, &view.median));
    TRY(fill_months(ctx, village, month->month, &view));
    TRY(fill_entries(ctx, req, village, month->month, &view));
    view.reviewed = month->state == MONTH_CLOSED;
    TRY(fill_checked(ctx, village, month, &view));
    if (month->disclosure_in.set)
        view.disclosure_in_link = home_disclosure_link(ctx->arena, month->disclosure_in.value);
    if (month->disclosure_out.set)
        view.disclosure_out_link = home_disclosure_link(ctx->arena, month->disclosure_out.value);
    view.year_link = text_printf(ctx->arena, "/r/%012lld/money/%lld", (long long)village->code,
                                 (long long)(month->month / YEAR_MONTHS));
    view.csv_link = money_link(ctx->arena, village->code, month->month, ".csv");
    view.xlsx_link = money_link(ctx->arena, village->code, month->month, ".xlsx");
    view.package_link = home_region_link(ctx->arena, village->code, "/money/datapackage.json");
    view.property_link = home_region_link(ctx->arena, village->code, "/property");
    view.resident_parts = (disclosure_reader(ctx, village->code) & (1u << AUDIENCE_RESIDENTS)) != 0;
    /* The township's middle is among what is shown. */
    response_shows(res, village->code);
    response_shows(res, village->parent);
    response_page(ctx, req, res, html_home_money, &view);
    return OK;
}

/* ---- a year ---- */

static void
fill_year_row(Ctx *ctx, const LedgerMonth *month, int64_t most, MoneyYearRow *out)
{
    *out = (MoneyYearRow){
        .name = period_words(ctx->arena, ctx->lang,
                             period_of(RHYTHM_MONTHLY, month_first(month->month))),
        .link = money_link(ctx->arena, month->region, month->month, ""),
        .income = fen_format(ctx->arena, month->income_fen),
        .expense = fen_format(ctx->arena, month->expense_fen),
        .balance = fen_format(ctx->arena, month->closing_fen),
        .in_bar = most > 0 && month->income_fen > 0 ? month->income_fen * 100 / most : 0,
        .out_bar = most > 0 && month->expense_fen > 0 ? month->expense_fen * 100 / most : 0,
    };
}

static int64_t
most_of(const LedgerMonths *months)
{
    int64_t most = 0;

    for (size_t i = 0; i < months->len; i++) {
        most = months->at[i].income_fen > most ? months->at[i].income_fen : most;
        most = months->at[i].expense_fen > most ? months->at[i].expense_fen : most;
    }
    return most;
}

/* Absent for a year that has no months: a visitor is not led to nothing. */
static Status
year_link(Ctx *ctx, const Region *village, int64_t year, Text *out)
{
    LedgerMonths months;
    Month first = year * YEAR_MONTHS;

    TRY(ledger_months(ctx, village->code, first, first + YEAR_MONTHS - 1, &months));
    if (months.len != 0)
        *out = text_printf(ctx->arena, "/r/%012lld/money/%lld", (long long)village->code,
                           (long long)year);
    return OK;
}

static Status
show_year(Ctx *ctx, const Request *req, Response *res, const Region *village, int64_t year)
{
    MoneyYearView view = {.name = village->name,
                          .year = text_printf(ctx->arena, "%lld", (long long)year)};
    LedgerMonths months;
    MonthSums sums;
    Month first = year * YEAR_MONTHS;

    TRY(ledger_months(ctx, village->code, first, first + YEAR_MONTHS - 1, &months));
    if (months.len == 0)
        return NOT_FOUND;
    TRY(home_page(ctx, req, village, &view.page));
    view.page.title = TR_FORMAT(ctx->arena, ctx->lang, "{name}{year}年账本",
                                {"name", village->name}, {"year", view.year});
    TRY(ledger_sums(ctx, village->code, first, first + YEAR_MONTHS - 1, &sums));
    view.income = fen_format(ctx->arena, sums.income_fen);
    view.expense = fen_format(ctx->arena, sums.expense_fen);
    view.overspent = sums.income_fen < sums.expense_fen;
    view.left = fen_format(ctx->arena, view.overspent ? sums.expense_fen - sums.income_fen
                                                      : sums.income_fen - sums.expense_fen);
    view.rows.at = NEW_ARRAY(ctx->arena, MoneyYearRow, months.len);
    for (size_t i = 0; i < months.len; i++)
        fill_year_row(ctx, &months.at[i], most_of(&months), &view.rows.at[view.rows.len++]);
    money_words_of(ctx, &sums, &view.spent, &view.got);
    TRY(year_link(ctx, village, year - 1, &view.previous_link));
    TRY(year_link(ctx, village, year + 1, &view.next_link));
    view.csv_link = text_printf(ctx->arena, "/r/%012lld/money/%lld.csv", (long long)village->code,
                                (long long)year);
    view.xlsx_link = text_printf(ctx->arena, "/r/%012lld/money/%lld.xlsx", (long long)village->code,
                                 (long long)year);
    view.package_link = home_region_link(ctx->arena, village->code, "/money/datapackage.json");
    response_shows(res, village->code);
    response_page(ctx, req, res, html_home_money_year, &view);
    return OK;
}

/* ---- routes ---- */

Status
money_village(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    return out->level == LEVEL_VILLAGE ? OK : NOT_FOUND;
}

static Status
newest(Ctx *ctx, const Request *req, Response *res)
{
    Region village;
    LedgerMonth month;
    MoneyNoneView view = {0};
    Status status;

    TRY(money_village(ctx, req, &village));
    status = ledger_latest(ctx, village.code, &month);
    response_shows(res, village.code);
    if (status == OK)
        return response_redirect(ctx, res, money_link(ctx->arena, village.code, month.month, ""));
    if (status != NOT_FOUND)
        return status;
    view.name = village.name;
    view.finance_link = home_region_link(ctx->arena, village.code, "/finance");
    TRY(home_page(ctx, req, &village, &view.page));
    view.page.title = TR_FORMAT(ctx->arena, ctx->lang, "{name}的账本", {"name", village.name});
    response_page(ctx, req, res, html_home_money_none, &view);
    return OK;
}

static Status
period_page(Ctx *ctx, const Request *req, Response *res)
{
    Text period = request_param(req, "period");
    Region village;
    Month month;
    LedgerMonth found;
    int64_t year;

    TRY(money_village(ctx, req, &village));
    if (period.len == YEAR_CHARS && text_to_i64(period, &year))
        return show_year(ctx, req, res, &village, year);
    if (!month_parse(period, &month))
        return NOT_FOUND;
    TRY(ledger_month(ctx, village.code, month, &found));
    return show_month(ctx, req, res, &village, &found);
}

static const Route routes[] = {
    {METHOD_GET, "/r/{code}/money",                  newest,           ROUTE_READ},
    {METHOD_GET, "/r/{code}/money/datapackage.json", money_package,    ROUTE_READ},
    {METHOD_GET, "/r/{code}/money/{period}.csv",     money_csv,        ROUTE_READ},
    {METHOD_GET, "/r/{code}/money/{period}.xlsx",    money_xlsx,       ROUTE_READ},
    {METHOD_GET, "/r/{code}/money/{period}",         period_page,      ROUTE_READ},
    {METHOD_GET, "/e/{id}/ask",                      money_ask,        ROUTE_READ},
    {METHOD_GET, "/e/{id}/photo/{photo}",            money_photo_file, ROUTE_READ},
    {METHOD_GET, "/e/{id}/photo",                    money_photo,      ROUTE_READ},
};

const RouteTable money_routes = {routes, sizeof routes / sizeof routes[0]};
