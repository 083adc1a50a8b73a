/*
 * A statement on the desk: the disclosure that the rows of now would make, as each kind of reader
 * would see it, and handing it in.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "property/desk.h"
#include "property/desk_statement.html.h"

static const struct {
    const char *name;
    const char *words;
    Reader reader;
} readers[] = {
    {"public",    N_("所有人"),    1u << AUDIENCE_PUBLIC                           },
    {"residents", N_("本村居民"), 1u << AUDIENCE_PUBLIC | 1u << AUDIENCE_RESIDENTS},
};

enum { READERS = sizeof readers / sizeof readers[0] };

/* The {code}, {item} and {period} of the path. */
static Status
open_statement(Ctx *ctx, const Request *req, Region *village, PropertyStatement *out)
{
    Text item = request_param(req, "item");

    TRY(property_desk_village(ctx, req, village));
    if (!property_has_item(item))
        return NOT_FOUND;
    return property_statement(ctx, village->code, item, request_param(req, "period"), out);
}

/* ---- the preview ---- */

/* The disclosure that handing in would make, never stored. */
static Status
imagine(Ctx *ctx, const PropertyStatement *statement, Reader reader, DetailView *out)
{
    DisclosureInput input;
    Disclosure disclosure;
    Revision revision;
    Item item;

    TRY(property_input(ctx, statement->region, statement->item, statement->period, (Columns){0},
                       &input));
    TRY(catalogue_item(ctx, statement->region, statement->item, &item));
    disclosure = (Disclosure){
        .region = statement->region,
        .item = item.code,
        .item_version = item.id,
        .affair = item.affair,
        .period = input.period,
        .kind = input.kind,
        .state = STATE_DRAFT,
        .working = 1,
    };
    revision = (Revision){
        .number = 1,
        .kind = input.kind,
        .title = input.title,
        .summary = input.summary,
        .body = input.body,
        .table = {input.columns.len != 0 ? input.columns : item.columns, input.cells, input.rows},
    };
    return disclosure_detail_view(ctx, &disclosure, &revision, reader, 0, out);
}

static void
fill_readers(Ctx *ctx, const Request *req, PropertyStatementView *view, Reader *out)
{
    Text as = request_query(req, "as");
    size_t chosen = 0;

    for (size_t i = 0; i < READERS; i++)
        if (text_eq(as, text_c(readers[i].name)))
            chosen = i;
    view->readers.at = NEW_ARRAY(ctx->arena, PropertyLink, READERS);
    for (size_t i = 0; i < READERS; i++)
        view->readers.at[view->readers.len++] = (PropertyLink){
            text_printf(ctx->arena, "%.*s?as=%s", TEXT_ARGS(view->action), readers[i].name),
            tr_text(ctx->lang, readers[i].words),
            i == chosen,
        };
    *out = readers[chosen].reader;
}

/* ---- the page ---- */

static PropertyRegister
register_of(Text item)
{
    PropertyRegister found = REGISTER_RESOURCES;

    /* Contracts, not resources, are where people look for F5. */
    for (int which = 0; which < REGISTER_COUNT; which++)
        if (text_eq(register_item((PropertyRegister)which), item))
            found = (PropertyRegister)which;
    return found;
}

static Text
first_problem(const Ctx *ctx)
{
    for (size_t i = 0; i < ctx->problems.len; i++)
        if (!text_eq(ctx->problems.at[i].field, T("reason")))
            return ctx->problems.at[i].sentence;
    return T("");
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *village,
     const PropertyStatement *statement)
{
    PropertyRegister which = register_of(statement->item);
    PropertyStatementView view = {
        .title = text_printf(ctx->arena, "%.*s %.*s",
                             TEXT_ARGS(desk_item(ctx, village->code, statement->item)),
                             TEXT_ARGS(desk_period(ctx, statement->period))),
        .list_link = property_register_link(ctx->arena, village->code, which, ""),
        .list_name = text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(village->name),
                                 TEXT_ARGS(tr_text(ctx->lang, register_title(which)))),
        .action =
            property_statement_link(ctx->arena, village->code, statement->item, statement->period),
        .can_hand_in = actor_may(ctx->actor, CAN_KEEP_LEDGER, village->code) &&
                       property_statement_waits(statement),
        .needs_reason = statement->revision > 0,
        .reason = request_form(req, "reason"),
        .reason_error = ctx_problem_of(ctx, "reason"),
        .problem = first_problem(ctx),
    };
    Reader reader;

    if (statement->by_hand && !statement->waiting)
        view.can_hand_in = actor_may(ctx->actor, CAN_KEEP_LEDGER, village->code);
    if (statement->disclosure != 0)
        view.disclosure_link = desk_link(ctx->arena, statement->disclosure, "");
    view.state = property_statement_state(ctx, statement, &view.tag_css, &view.next);
    fill_readers(ctx, req, &view, &reader);
    TRY(imagine(ctx, statement, reader, &view.detail));
    if (statement->by_hand && view.detail.nil) {
        /* Nobody means to take back what is published with registers that were never filled in. */
        view.can_hand_in = false;
        view.next = TR(ctx->lang, "这一份是手工填的；先把登记簿填好，再从这里更正");
    }
    view.page = page_begin(ctx, req, view.title);
    property_crumbs(ctx, &(DeskRegister){*village, which}, NULL, &view.page);
    response_page(ctx, req, res, html_property_desk_statement, &view);
    return OK;
}

static Status
statement_page(Ctx *ctx, const Request *req, Response *res)
{
    PropertyStatement statement;
    Region village;

    TRY(open_statement(ctx, req, &village, &statement));
    return show(ctx, req, res, &village, &statement);
}

/* ?period= of the register's page: on to that statement. */
static Status
choose(Ctx *ctx, const Request *req, Response *res)
{
    Text item = request_param(req, "item");
    PropertyStatement statement;
    Region village;

    TRY(property_desk_village(ctx, req, &village));
    if (!property_has_item(item))
        return NOT_FOUND;
    TRY(property_statement(ctx, village.code, item, text_trim(request_query(req, "period")),
                           &statement));
    return response_redirect(
        ctx, res, property_statement_link(ctx->arena, village.code, item, statement.period));
}

static Status
hand_in(Ctx *ctx, const Request *req, Response *res)
{
    PropertyStatement statement, after;
    Region village;
    Text reason = request_form(req, "reason");
    Status status;

    TRY(open_statement(ctx, req, &village, &statement));
    status = property_hand_in(ctx, village.code, statement.item, statement.period,
                              reason.at == NULL ? T("") : reason, &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &village, &statement));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    after.state == STATE_CONFIRMING ? TR(ctx->lang, "已提交，等理财小组核对")
                    : after.state == STATE_PUBLISHED ? TR(ctx->lang, "和已经公开的一样，不用再提交")
                                                     : TR(ctx->lang, "已提交，等上级审核"));
    return response_redirect(
        ctx, res,
        property_statement_link(ctx->arena, village.code, statement.item, statement.period));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/statements/{code}/{item}",          choose,         ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/statements/{code}/{item}/{period}", statement_page,
     ROUTE_READ | ROUTE_STAFF                                                                         },
    {METHOD_POST, "/desk/statements/{code}/{item}/{period}", hand_in,        ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable property_statement_desk_routes = {routes, sizeof routes / sizeof routes[0]};
