/*
 * Works: how the builder was chosen, who offered what, the contract.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_tender.html.h"
#include "project/works.h"

enum { SPARE_ROWS = 3 };

/* A tender as it is, or as it was typed. */
typedef struct Editing {
    ProjectDesk desk;
    ProjectTender tender;
    Bids bids;
    Text contract; /* as typed */
    Texts amounts; /* of the bids, as typed; at NULL: as they are */
} Editing;

static Status
open_works(Ctx *ctx, const Request *req, Editing *out)
{
    *out = (Editing){0};
    TRY(project_desk_keep(ctx, req, &out->desk));
    if (out->desk.project.kind != PROJECT_WORKS)
        return NOT_FOUND;
    out->tender = out->desk.project.tender;
    out->contract = project_fen_plain(ctx, out->tender.contract_fen);
    return project_bids(ctx, &out->desk.project, &out->bids);
}

/* ---- showing ---- */

static Text
bid_error(const Ctx *ctx, size_t row, int column)
{
    return ctx_problem_of(
        ctx, text_cstr(ctx->arena, text_printf(ctx->arena, "bid.%zu.%d", row + 1, column)));
}

static void
fill_rows(Ctx *ctx, const Editing *editing, TenderView *view)
{
    const Bids *bids = &editing->bids;

    view->rows.at = NEW_ARRAY(ctx->arena, FormRow, bids->len + SPARE_ROWS);
    for (size_t i = 0; i < bids->len; i++)
        view->rows.at[view->rows.len++] = (FormRow){
            .a = {bids->at[i].bidder,                                                   bid_error(ctx,           i,     1)                                                                          },
            .b = {editing->amounts.at != NULL ? editing->amounts.at[i]
                                              : fen_plain(ctx->arena, bids->at[i].amount_fen),
                  bid_error(ctx,                                                                                        i,                                                                            2)},
            .c = {T(""),                                                                    bid_error(ctx,                                                                                       i,            3)},
            .d = {bids->at[i].note,                                                                    bid_error(ctx,                                                                            i, 4)},
            .chosen = bids->at[i].valid,
        };
    for (int i = 0; i < SPARE_ROWS; i++)
        view->rows.at[view->rows.len++] = (FormRow){.chosen = true};
}

static void
fill_ways(Ctx *ctx, TenderWay now, TenderView *view)
{
    view->ways.at = NEW_ARRAY(ctx->arena, DeskChoice, TENDER_COUNT);
    for (int i = 0; i < TENDER_COUNT; i++)
        view->ways.at[view->ways.len++] = (DeskChoice){
            .value = text_c(tender_way_name((TenderWay)i)),
            .words = tr_text(ctx->lang, tender_way_title((TenderWay)i)),
            .chosen = i == (int)now,
        };
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Editing *editing)
{
    const ProjectTender *tender = &editing->tender;
    TenderView view = {
        .day = project_day_plain(ctx, tender->day),
        .contractor = tender->contractor,
        .contract = editing->contract,
        .contract_day = project_day_plain(ctx, tender->contract_day),
        .today = day_format(ctx->arena, ctx_today(ctx)),
        .way_error = ctx_problem_of(ctx, "way"),
        .day_error = ctx_problem_of(ctx, "day"),
        .contractor_error = ctx_problem_of(ctx, "contractor"),
        .contract_error = ctx_problem_of(ctx, "contract"),
        .contract_day_error = ctx_problem_of(ctx, "contract_day"),
        .bids_error = ctx_problem_of(ctx, "bids"),
    };

    project_form_head(ctx, &editing->desk,
                      project_desk_link(ctx->arena, editing->desk.project.id, "/tender"),
                      &view.head);
    fill_ways(ctx, tender->way, &view);
    fill_rows(ctx, editing, &view);
    TRY(project_desk_begin(ctx, req, &editing->desk, TR(ctx->lang, "招标和合同"), true,
                           &view.page));
    response_page(ctx, req, res, html_project_desk_tender, &view);
    return OK;
}

static Status
tender_page(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;

    TRY(open_works(ctx, req, &editing));
    return show(ctx, req, res, &editing);
}

/* ---- saving ---- */

/* The bids that are not empty. */
static void
read_bids(Ctx *ctx, const Request *req, Editing *editing)
{
    Texts bidders = request_form_all(req, "bidder");
    Texts amounts = request_form_all(req, "amount");
    Texts valid = request_form_all(req, "valid");
    Texts notes = request_form_all(req, "note");
    size_t rows = bidders.len;

    rows = amounts.len < rows ? amounts.len : rows;
    rows = valid.len < rows ? valid.len : rows;
    rows = notes.len < rows ? notes.len : rows;
    editing->bids = (Bids){.at = NEW_ARRAY(ctx->arena, Bid, rows)};
    editing->amounts = (Texts){.at = NEW_ARRAY(ctx->arena, Text, rows)};
    for (size_t i = 0; i < rows; i++) {
        Text field;

        if (text_is_blank(bidders.at[i]) && text_is_blank(amounts.at[i]) &&
            text_is_blank(notes.at[i]))
            continue;
        field = text_printf(ctx->arena, "bid.%zu.2", editing->bids.len + 1);
        editing->amounts.at[editing->amounts.len++] = amounts.at[i];
        editing->bids.at[editing->bids.len++] = (Bid){
            .bidder = text_trim(bidders.at[i]),
            .amount_fen = project_typed_fen(ctx, text_cstr(ctx->arena, field), amounts.at[i]).value,
            .valid = !text_eq(valid.at[i], T("0")),
            .note = text_trim(notes.at[i]),
        };
    }
}

static Status
read_tender(Ctx *ctx, const Request *req, Editing *editing)
{
    ProjectTender *tender = &editing->tender;

    *tender = (ProjectTender){
        .day = project_typed_day(ctx, "day", request_form(req, "day")),
        .contractor = text_trim(request_form(req, "contractor")),
        .contract_fen = project_typed_fen(ctx, "contract", request_form(req, "contract")),
        .contract_day = project_typed_day(ctx, "contract_day", request_form(req, "contract_day")),
    };
    editing->contract = request_form(req, "contract");
    if (!tender_way_parse(request_form(req, "way"), &tender->way))
        (void)!ctx_problem(ctx, "way", TR(ctx->lang, "请选是怎么定的"));
    read_bids(ctx, req, editing);
    return ctx_checked(ctx);
}

static Status
save(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Project after;
    Status status;

    TRY(open_works(ctx, req, &editing));
    status = read_tender(ctx, req, &editing);
    if (status == OK)
        status = project_set_tender(ctx, editing.desk.project.id, project_lock(req),
                                    &editing.tender, editing.bids, &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &editing));
        return INVALID;
    }
    TRY(status);
    return project_desk_done(ctx, req, res, &editing.desk, "", TR(ctx->lang, "已保存"));
}

#define ONE "/desk/project/{id}"

static const Route routes[] = {
    {METHOD_GET,  ONE "/tender",                   tender_page,            ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, ONE "/tender",                   save,                   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  ONE "/payment/{payment}",        project_payment_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, ONE "/payment/{payment}",        project_payment_save,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, ONE "/payment/{payment}/remove", project_payment_remove,
     ROUTE_WRITE | ROUTE_STAFF                                                                      },
    {METHOD_GET,  ONE "/change/{change}",          project_change_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, ONE "/change/{change}",          project_change_save,    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, ONE "/change/{change}/remove",   project_change_remove,  ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable project_works_desk_routes = {routes, sizeof routes / sizeof routes[0]};
