/*
 * Bank statements on the desk: what was imported, what has no partner on either side, and one line
 * with what it could be.
 */
#include "bank/desk.h"

#include "bank/desk_bank.html.h"
#include "bank/desk_inside.h"
#include "bank/desk_line.html.h"
#include "base/money.h"
#include "base/tr.h"

enum { CHOSEN_MAX = 100 };

Text
bank_desk_link(Arena *arena, RegionCode village)
{
    return text_printf(arena, "/desk/bank/%012lld", (long long)village);
}

static Text
line_link(Arena *arena, int64_t line, const char *below)
{
    return text_printf(arena, "/desk/bank/line/%lld%s", (long long)line, below);
}

Status
bank_desk_village(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    return out->level == LEVEL_VILLAGE && actor_may(ctx->actor, CAN_READ_STAFF_PARTS, code)
               ? OK
               : NOT_FOUND;
}

static BankLineView
show_line(Ctx *ctx, const BankLine *line)
{
    return (BankLineView){
        .link = line_link(ctx->arena, line->id, ""),
        .day = day_format(ctx->arena, line->day),
        .party = line->party,
        .purpose = line->purpose,
        .amount = fen_format(ctx->arena, line->amount_fen * line->direction),
        .in = line->direction == DIRECTION_IN,
    };
}

/* The account that is looked at: the one asked for, else the first at a bank. */
static Status
choose_account(Ctx *ctx, const Request *req, RegionCode village, BankHomeView *view, int64_t *out)
{
    Text wanted = request_query(req, "account");
    FundAccounts accounts;
    int64_t id = 0;

    *out = 0;
    (void)text_to_i64(wanted.len != 0 ? wanted : request_form(req, "account"), &id);
    TRY(fund_account_list(ctx, village, &accounts));
    view->accounts.at = NEW_ARRAY(ctx->arena, BankChoice, accounts.len);
    for (size_t i = 0; i < accounts.len; i++) {
        if (accounts.at[i].kind != FUND_BANK)
            continue;
        if (*out == 0 || accounts.at[i].id == id)
            *out = accounts.at[i].id;
        view->accounts.at[view->accounts.len++] =
            (BankChoice){.value = accounts.at[i].id, .name = accounts.at[i].name};
    }
    for (size_t i = 0; i < view->accounts.len; i++)
        view->accounts.at[i].chosen = view->accounts.at[i].value == *out;
    return OK;
}

static Status
fill_statements(Ctx *ctx, int64_t account, BankHomeView *view)
{
    BankStatements statements;

    TRY(bank_statements(ctx, account, &statements));
    view->statements.at = NEW_ARRAY(ctx->arena, BankStatementView, statements.len);
    for (size_t i = 0; i < statements.len; i++) {
        const BankStatement *statement = &statements.at[i];

        view->statements.at[view->statements.len++] = (BankStatementView){
            .name = statement->name,
            .facts = TR_FORMAT(
                ctx->arena, ctx->lang,
                "{from} 到 {to}，期初 {opening} 元，期末 {closing} 元，{lines} 笔，新的 {added} 笔",
                {"from", day_format(ctx->arena, statement->from)},
                {"to", day_format(ctx->arena, statement->to)},
                {"opening", fen_format(ctx->arena, statement->opening_fen)},
                {"closing", fen_format(ctx->arena, statement->closing_fen)},
                {"lines", text_printf(ctx->arena, "%lld", (long long)statement->lines)},
                {"added", text_printf(ctx->arena, "%lld", (long long)statement->added)}),
        };
    }
    return OK;
}

static Status
fill_open(Ctx *ctx, const Request *req, RegionCode village, int64_t account, BankHomeView *view)
{
    BankLines lines;
    Entries entries;

    TRY(bank_lines(ctx, account, true, 0, ctx_today(ctx), request_query(req, "lines"), &lines));
    view->lines.at = NEW_ARRAY(ctx->arena, BankLineView, lines.len);
    for (size_t i = 0; i < lines.len; i++)
        view->lines.at[view->lines.len++] = show_line(ctx, &lines.at[i]);
    if (lines.next.len != 0)
        view->more_lines = text_printf(ctx->arena, "%.*s?account=%lld&lines=%.*s",
                                       TEXT_ARGS(bank_desk_link(ctx->arena, village)),
                                       (long long)account, TEXT_ARGS(lines.next));
    TRY(bank_entries_open(ctx, account, request_query(req, "entries"), &entries));
    view->entries.at = NEW_ARRAY(ctx->arena, BankEntryView, entries.len);
    for (size_t i = 0; i < entries.len; i++) {
        const Entry *entry = &entries.at[i];

        view->entries.at[view->entries.len++] = (BankEntryView){
            .link = text_printf(ctx->arena, "/desk/e/%lld", (long long)entry->id),
            .day = day_format(ctx->arena, entry->day),
            .purpose = entry->purpose,
            .facts = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(entry->counterparty),
                                 TEXT_ARGS(entry->voucher)),
            .amount = fen_format(ctx->arena, entry->amount_fen * entry->direction),
            .action =
                text_printf(ctx->arena, "/desk/bank/entry/%lld/explain", (long long)entry->id),
            .in = entry->direction == DIRECTION_IN,
        };
    }
    if (entries.next.len != 0)
        view->more_entries = text_printf(ctx->arena, "%.*s?account=%lld&entries=%.*s",
                                         TEXT_ARGS(bank_desk_link(ctx->arena, village)),
                                         (long long)account, TEXT_ARGS(entries.next));
    return OK;
}

Status
bank_desk_show(Ctx *ctx, const Request *req, Response *res, const Region *village)
{
    BankHomeView view = {.place = village->name,
                         .action = bank_desk_link(ctx->arena, village->code)};
    int64_t account;

    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的银行对账", {"place", village->name}));
    view.page.crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    view.page.crumbs.at[view.page.crumbs.len++] =
        (Crumb){TR_FORMAT(ctx->arena, ctx->lang, "{place}的村账", {"place", village->name}),
                text_printf(ctx->arena, "/desk/ledger/%012lld", (long long)village->code)};
    view.may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, village->code);
    view.file_error = ctx_problem_of(ctx, "file");
    view.columns_error = ctx_problem_of(ctx, "columns");
    TRY(choose_account(ctx, req, village->code, &view, &account));
    view.refused = ctx->problems.len != 0;
    if (account != 0 && !view.refused) {
        TRY(fill_statements(ctx, account, &view));
        TRY(fill_open(ctx, req, village->code, account, &view));
    }
    response_page(ctx, req, res, html_bank_desk_bank, &view);
    return OK;
}

static Status
home(Ctx *ctx, const Request *req, Response *res)
{
    Region village;

    TRY(bank_desk_village(ctx, req, &village));
    return bank_desk_show(ctx, req, res, &village);
}

/* ---- one line ---- */

static Status
open_line(Ctx *ctx, const Request *req, BankLine *line, FundAccount *account)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(bank_line_get(ctx, id, line));
    return fund_account_get(ctx, line->account, account);
}

static Status
show_one(Ctx *ctx, const Request *req, Response *res, const BankLine *line,
         const FundAccount *account)
{
    BankOneView view = {
        .line = show_line(ctx, line),
        .number = line->party_number,
        .reference = line->reference,
        .match_action = line_link(ctx->arena, line->id, "/match"),
        .explain_action = line_link(ctx->arena, line->id, "/explain"),
        .unmatch_action = line_link(ctx->arena, line->id, "/unmatch"),
        .back_link = text_printf(ctx->arena, "%.*s?account=%lld",
                                 TEXT_ARGS(bank_desk_link(ctx->arena, account->region)),
                                 (long long)account->id),
        .new_link =
            text_printf(ctx->arena, "/desk/ledger/%012lld/%.*s/new", (long long)account->region,
                        TEXT_ARGS(month_format(ctx->arena, month_of(line->day)))),
        .explanation = line->explanation,
        .entries_error = ctx_problem_of(ctx, "entries"),
        .explanation_error = ctx_problem_of(ctx, "explanation"),
        .may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, account->region),
        .matched = line->state == BANK_MATCHED,
    };
    Entries candidates;

    view.page = page_begin(ctx, req, TR(ctx->lang, "银行的一笔"));
    TRY(bank_candidates(ctx, line->id, &candidates));
    view.candidates.at = NEW_ARRAY(ctx->arena, BankCandidate, candidates.len);
    for (size_t i = 0; i < candidates.len; i++)
        view.candidates.at[view.candidates.len++] = (BankCandidate){
            .id = candidates.at[i].id,
            .day = day_format(ctx->arena, candidates.at[i].day),
            .purpose = candidates.at[i].purpose,
            .party = candidates.at[i].counterparty,
            .amount = fen_format(ctx->arena, candidates.at[i].amount_fen),
        };
    response_page(ctx, req, res, html_bank_desk_line, &view);
    return OK;
}

static Status
line_page(Ctx *ctx, const Request *req, Response *res)
{
    BankLine line;
    FundAccount account;

    TRY(open_line(ctx, req, &line, &account));
    return show_one(ctx, req, res, &line, &account);
}

static Status
match(Ctx *ctx, const Request *req, Response *res)
{
    Texts chosen = request_form_all(req, "entry");
    int64_t ids[CHOSEN_MAX];
    size_t count = 0;
    BankLine line;
    FundAccount account;
    Status status;

    TRY(open_line(ctx, req, &line, &account));
    for (size_t i = 0; i < chosen.len && count < CHOSEN_MAX; i++)
        if (text_to_i64(chosen.at[i], &ids[count]))
            count++;
    status = bank_match_by_hand(ctx, line.id, ids, count);
    if (status == INVALID) {
        TRY(show_one(ctx, req, res, &line, &account));
        return INVALID;
    }
    TRY(status);
    return response_redirect(ctx, res, bank_desk_link(ctx->arena, account.region));
}

static Status
unmatch(Ctx *ctx, const Request *req, Response *res)
{
    BankLine line;
    FundAccount account;

    TRY(open_line(ctx, req, &line, &account));
    TRY(bank_unmatch(ctx, line.id));
    return response_redirect(ctx, res, line_link(ctx->arena, line.id, ""));
}

static Status
explain_line(Ctx *ctx, const Request *req, Response *res)
{
    BankLine line;
    FundAccount account;
    Status status;

    TRY(open_line(ctx, req, &line, &account));
    status = bank_explain_line(ctx, line.id, request_form(req, "explanation"));
    if (status == INVALID) {
        TRY(show_one(ctx, req, res, &line, &account));
        return INVALID;
    }
    TRY(status);
    return response_redirect(ctx, res, bank_desk_link(ctx->arena, account.region));
}

static Status
explain_entry(Ctx *ctx, const Request *req, Response *res)
{
    Entry entry;
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(entry_get(ctx, id, &entry));
    TRY(bank_explain_entry(ctx, id, request_form(req, "explanation")));
    return response_redirect(ctx, res, bank_desk_link(ctx->arena, entry.region));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/bank/{code}",             home,             ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/bank/{code}",             bank_desk_upload, ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD},
    {METHOD_GET,  "/desk/bank/line/{id}",          line_page,        ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/bank/line/{id}/match",    match,            ROUTE_WRITE | ROUTE_STAFF               },
    {METHOD_POST, "/desk/bank/line/{id}/unmatch",  unmatch,          ROUTE_WRITE | ROUTE_STAFF               },
    {METHOD_POST, "/desk/bank/line/{id}/explain",  explain_line,     ROUTE_WRITE | ROUTE_STAFF               },
    {METHOD_POST, "/desk/bank/entry/{id}/explain", explain_entry,    ROUTE_WRITE | ROUTE_STAFF               },
};

const RouteTable bank_desk_routes = {routes, sizeof routes / sizeof routes[0]};
