/*
 * One row of a register on the desk: entered, changed, ended, taken out.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "property/desk.h"
#include "property/desk_row.html.h"

/* ---- showing ---- */

static Status
fill_instalments(Ctx *ctx, const Contract *contract, PropertyRowView *view)
{
    Instalments all;

    TRY(contract_schedule(ctx, contract, &all));
    view->instalments.at = NEW_ARRAY(ctx->arena, PropertyInstalmentRow, all.len);
    for (size_t i = 0; i < all.len; i++) {
        const Instalment *one = &all.at[i];
        bool paid = one->received_fen >= one->amount_fen;

        view->instalments.at[view->instalments.len++] = (PropertyInstalmentRow){
            .day = day_format(ctx->arena, one->due),
            .amount = fen_format(ctx->arena, one->amount_fen),
            .received = fen_format(ctx->arena, one->received_fen),
            .tag = paid           ? TR(ctx->lang, "交清了")
                   : one->overdue ? TR(ctx->lang, "拖欠")
                                  : TR(ctx->lang, "还没到"),
            .css = paid           ? "tag tag-ok"
                   : one->overdue ? "tag tag-late"
                                  : "tag",
        };
    }
    return OK;
}

static Text
move_words(Ctx *ctx, PropertyRegister which, const RegisterRow *row, const Move *move)
{
    if (which == REGISTER_CONTRACTS)
        return row->contract.kind == CONTRACT_LEASE ? TR(ctx->lang, "收到") : TR(ctx->lang, "付出");
    return tr_text(ctx->lang, move_kind_title(move->kind));
}

static Status
fill_moves(Ctx *ctx, const DeskRegister *place, const RegisterRow *row, PropertyRowView *view)
{
    Moves moves;
    int64_t id = row_id(place->which, row);
    RegionCode code = place->village.code;

    if (!row_has_moves(place->which))
        return OK;
    TRY(row_moves(ctx, place->which, id, &moves));
    if (place->which == REGISTER_CONTRACTS) {
        bool lease = row->contract.kind == CONTRACT_LEASE;

        view->moves_title = lease ? TR(ctx->lang, "收到的租金") : TR(ctx->lang, "付出的钱");
        view->move_words = lease ? TR(ctx->lang, "登记收租") : TR(ctx->lang, "登记付款");
    } else {
        view->moves_title = TR(ctx->lang, "后来的增减");
        view->move_words = TR(ctx->lang, "登记增减");
    }
    if (view->may_keep)
        view->move_link = property_row_link(ctx->arena, code, place->which, id, "/moves");
    view->moves.at = NEW_ARRAY(ctx->arena, PropertyMoveRow, moves.len);
    for (size_t i = moves.len; i-- > 0;) { /* the newest first */
        const Move *move = &moves.at[i];
        PropertyMoveRow *out = &view->moves.at[view->moves.len++];

        *out = (PropertyMoveRow){
            .day = day_format(ctx->arena, move->day),
            .words = move_words(ctx, place->which, row, move),
            .amount = move->amount_fen == 0 ? T("") : fen_format(ctx->arena, move->amount_fen),
            .note = move->note,
            .in = move->kind == MOVE_IN,
        };
        if (view->may_keep)
            out->remove_action = text_printf(ctx->arena, "%.*s/%lld/remove",
                                             TEXT_ARGS(view->move_link), (long long)move->id);
    }
    return OK;
}

/* What ends a thing without taking it off the books. */
static Text
end_words(Ctx *ctx, PropertyRegister which, const RegisterRow *row)
{
    if (which == REGISTER_CONTRACTS && !row->contract.ended.set)
        return TR(ctx->lang, "提前终止");
    if (which == REGISTER_ASSETS && row->holding.state != HOLDING_SCRAPPED)
        return TR(ctx->lang, "报废");
    if (which == REGISTER_RESOURCES && row->resource.state != RESOURCE_GONE)
        return TR(ctx->lang, "核减（被征收、换出去了）");
    return T("");
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const DeskRegister *place, const RegisterRow *row)
{
    RegionCode code = place->village.code;
    int64_t id = row_id(place->which, row);
    PropertyRowView view = {
        .is_new = id == 0,
        .may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, code),
        .list_link = property_register_link(ctx->arena, code, place->which, ""),
        .list_name = text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(place->village.name),
                                 TEXT_ARGS(tr_text(ctx->lang, register_title(place->which)))),
        .lock = desk_number(ctx->arena, row_lock(place->which, row)),
        .today = day_format(ctx->arena, ctx_today(ctx)),
        .end_error = ctx_problem_of(ctx, "last_day"),
    };

    view.action = view.is_new ? property_register_link(ctx->arena, code, place->which, "/new")
                              : property_row_link(ctx->arena, code, place->which, id, "");
    view.title =
        view.is_new ? TR(ctx->lang, "登记一条") : property_row_title(ctx, place->which, row);
    if (view.may_keep)
        TRY(property_controls(ctx, req, place, row, &view));
    if (!view.is_new) {
        property_facts(ctx, place->which, row, !view.may_keep, &view.facts);
        TRY(fill_moves(ctx, place, row, &view));
        if (place->which == REGISTER_CONTRACTS)
            TRY(fill_instalments(ctx, &row->contract, &view));
        view.end_words = end_words(ctx, place->which, row);
    }
    view.page = page_begin(ctx, req, view.title);
    property_crumbs(ctx, place, NULL, &view.page);
    response_page(ctx, req, res, html_property_desk_row, &view);
    return OK;
}

static Status
row_page(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow row;

    TRY(property_desk_row(ctx, req, &place, &row));
    return show(ctx, req, res, &place, &row);
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow row;

    TRY(property_desk_register(ctx, req, &place));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place.village.code));
    row = row_new(ctx, place.which, place.village.code);
    return show(ctx, req, res, &place, &row);
}

/* ---- deeds ---- */

/* Puts the row and goes on to it; shows the form again when something is wrong. */
static Status
put(Ctx *ctx, const Request *req, Response *res, const DeskRegister *place,
    const RegisterRow *before, const RegisterRow *row, Status status)
{
    RegisterRow after;

    if (status == OK)
        status = row_put(ctx, place->which, row, property_lock(req), &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, place, before));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res,
                             property_row_link(ctx->arena, place->village.code, place->which,
                                               row_id(place->which, &after), ""));
}

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow before, row;

    TRY(property_desk_register(ctx, req, &place));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place.village.code));
    before = row = row_new(ctx, place.which, place.village.code);
    return put(ctx, req, res, &place, &before, &row, property_take_form(ctx, req, &place, &row));
}

static Status
save(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow before, row;

    TRY(property_desk_row(ctx, req, &place, &before));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place.village.code));
    row = before;
    return put(ctx, req, res, &place, &before, &row, property_take_form(ctx, req, &place, &row));
}

static Status
end(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow before, row;
    Day day = 0;
    Status status = OK;

    TRY(property_desk_row(ctx, req, &place, &before));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place.village.code));
    if (end_words(ctx, place.which, &before).len == 0)
        return CONFLICT;
    if (!day_parse_loose(text_trim(request_form(req, "last_day")), &day))
        status = ctx_problem(ctx, "last_day", TR(ctx->lang, "应是日期，例如 2023-05-18"));
    row = before;
    if (place.which == REGISTER_CONTRACTS) {
        row.contract.ended = SOME_INT(day);
    } else if (place.which == REGISTER_ASSETS) {
        row.holding.state = HOLDING_SCRAPPED;
        row.holding.since = SOME_INT(day);
    } else {
        row.resource.state = RESOURCE_GONE;
    }
    return put(ctx, req, res, &place, &before, &row, status);
}

static Status
drop(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow row;

    TRY(property_desk_row(ctx, req, &place, &row));
    TRY(row_remove(ctx, place.which, row_id(place.which, &row), property_lock(req)));
    response_notice(ctx, req, res, TR(ctx->lang, "已删掉"));
    return response_redirect(
        ctx, res, property_register_link(ctx->arena, place.village.code, place.which, ""));
}

#define REGISTER "/desk/property/{code}/{register}"

enum { READS = ROUTE_READ | ROUTE_STAFF, WRITES = ROUTE_WRITE | ROUTE_STAFF };

static const Route routes[] = {
    {METHOD_GET,  REGISTER "/new",                      new_page,             READS                },
    {METHOD_POST, REGISTER "/new",                      create,               WRITES               },
    {METHOD_GET,  REGISTER "/sheet",                    property_sheet_form,  READS                },
    {METHOD_POST, REGISTER "/sheet",                    property_sheet_steps, WRITES | ROUTE_UPLOAD},
    {METHOD_GET,  REGISTER "/export",                   property_export,      READS                },
    {METHOD_GET,  REGISTER "/{id}",                     row_page,             READS                },
    {METHOD_POST, REGISTER "/{id}",                     save,                 WRITES               },
    {METHOD_POST, REGISTER "/{id}/end",                 end,                  WRITES               },
    {METHOD_POST, REGISTER "/{id}/remove",              drop,                 WRITES               },
    {METHOD_GET,  REGISTER "/{id}/moves",               property_move_form,   READS                },
    {METHOD_POST, REGISTER "/{id}/moves",               property_move_add,    WRITES               },
    {METHOD_POST, REGISTER "/{id}/moves/{move}/remove", property_move_drop,   WRITES               },
};

const RouteTable property_row_desk_routes = {routes, sizeof routes / sizeof routes[0]};
