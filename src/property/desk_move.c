/*
 * Movements by hand: rent received, a debt repaid, money of a fund spent.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "ledger/ledger.h"
#include "property/desk.h"
#include "property/desk_move.html.h"

enum { ENTRIES_OFFERED = 60 };

static bool
pays_out(const DeskRegister *place, const RegisterRow *row)
{
    return place->which == REGISTER_CONTRACTS && row->contract.kind != CONTRACT_LEASE;
}

static bool
is_rent(const DeskRegister *place)
{
    return place->which == REGISTER_CONTRACTS;
}

/* ---- the form ---- */

static Text
typed(const Request *req, const char *name, Text otherwise)
{
    return request_has_form(req, name) ? request_form(req, name) : otherwise;
}

static PropertyControl
kind_control(Ctx *ctx, const Request *req, const DeskRegister *place)
{
    Text value = typed(req, "kind", text_c(move_kind_name(MOVE_OUT)));
    PropertyControl control =
        property_control(ctx, "kind", TR(ctx->lang, "增加还是减少"), T(""), value);

    control.required = control.is_select = true;
    control.choices.at = NEW_ARRAY(ctx->arena, DeskChoice, MOVE_KINDS);
    for (int kind = 0; kind < MOVE_KINDS; kind++) {
        Text name = text_c(move_kind_name((MoveKind)kind));

        if (kind == MOVE_NOTE && place->which != REGISTER_FUNDS)
            continue;
        control.choices.at[control.choices.len++] = (DeskChoice){
            .value = name,
            .words = tr_text(ctx->lang, move_kind_title((MoveKind)kind)),
            .chosen = text_eq(name, value),
        };
    }
    return control;
}

/* The newest entries of the ledger, to say which of them it is. */
static Status
entry_control(Ctx *ctx, const Request *req, const DeskRegister *place, const RegisterRow *row,
              PropertyControl *out)
{
    Text value = typed(req, "entry", T(""));
    Entries entries;
    int direction = 0;

    if (is_rent(place))
        direction = pays_out(place, row) ? DIRECTION_OUT : DIRECTION_IN;
    TRY(entry_list(ctx,
                   &(EntryFilter){.region = place->village.code,
                                  .direction = direction,
                                  .limit = ENTRIES_OFFERED},
                   &entries));
    *out = property_control(ctx, "entry", TR(ctx->lang, "是村账上的哪一笔"),
                            TR(ctx->lang, "对上了，账和登记就能互相查"), value);
    out->is_select = true;
    out->choices.at = NEW_ARRAY(ctx->arena, DeskChoice, entries.len + 1);
    out->choices.at[out->choices.len++] =
        (DeskChoice){.value = T(""), .words = TR(ctx->lang, "（不对应）")};
    for (size_t i = 0; i < entries.len; i++) {
        const Entry *entry = &entries.at[i];
        Text id = desk_number(ctx->arena, entry->id);

        out->choices.at[out->choices.len++] = (DeskChoice){
            .value = id,
            .words =
                TR_FORMAT(ctx->arena, ctx->lang, "{day} {purpose} {amount} 元",
                          {"day", day_format(ctx->arena, entry->day)}, {"purpose", entry->purpose},
                          {"amount", fen_format(ctx->arena, entry->amount_fen)}),
            .chosen = text_eq(id, value),
        };
    }
    return OK;
}

static Status
fill_controls(Ctx *ctx, const Request *req, const DeskRegister *place, const RegisterRow *row,
              PropertyControls *out)
{
    enum { CONTROLS = 5 };
    PropertyControl *at = out->at = NEW_ARRAY(ctx->arena, PropertyControl, CONTROLS);

    if (!is_rent(place))
        at[out->len++] = kind_control(ctx, req, place);
    at[out->len] = property_control(ctx, "day", TR(ctx->lang, "哪一天"), T(""),
                                    typed(req, "day", day_format(ctx->arena, ctx_today(ctx))));
    at[out->len].required = at[out->len].is_day = true;
    at[out->len++].css = "field-s";
    at[out->len] = property_control(ctx, "amount", TR(ctx->lang, "多少钱（元）"), T(""),
                                    typed(req, "amount", T("")));
    at[out->len].inputmode = "decimal";
    at[out->len].required = place->which != REGISTER_FUNDS;
    at[out->len++].css = "field-s";
    TRY(entry_control(ctx, req, place, row, &at[out->len++]));
    at[out->len++] =
        property_control(ctx, "note", TR(ctx->lang, "备注"), T(""), typed(req, "note", T("")));
    return OK;
}

static Text
heading(Ctx *ctx, const DeskRegister *place, const RegisterRow *row)
{
    if (!is_rent(place))
        return TR(ctx->lang, "登记增减");
    return pays_out(place, row) ? TR(ctx->lang, "登记付款") : TR(ctx->lang, "登记收租");
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const DeskRegister *place, const RegisterRow *row)
{
    int64_t id = row_id(place->which, row);
    PropertyMoveView view = {
        .title = property_row_title(ctx, place->which, row),
        .row_link = property_row_link(ctx->arena, place->village.code, place->which, id, ""),
        .heading = heading(ctx, place, row),
        .action = property_row_link(ctx->arena, place->village.code, place->which, id, "/moves"),
        .lock = desk_number(ctx->arena, row_lock(place->which, row)),
    };

    property_facts(ctx, place->which, row, false, &view.facts);
    TRY(fill_controls(ctx, req, place, row, &view.controls));
    view.page = page_begin(ctx, req, view.heading);
    property_crumbs(ctx, place, row, &view.page);
    response_page(ctx, req, res, html_property_desk_move, &view);
    return OK;
}

/* The row of the path, for who keeps the registers. */
static Status
open_row(Ctx *ctx, const Request *req, DeskRegister *place, RegisterRow *row)
{
    TRY(property_desk_row(ctx, req, place, row));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place->village.code));
    return row_has_moves(place->which) ? OK : NOT_FOUND;
}

Status
property_move_form(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow row;

    TRY(open_row(ctx, req, &place, &row));
    return show(ctx, req, res, &place, &row);
}

/* ---- taking it ---- */

static Status
read_move(Ctx *ctx, const Request *req, const DeskRegister *place, Move *out)
{
    Text amount = text_trim(request_form(req, "amount"));
    Text entry = request_form(req, "entry");
    FenFault fault;

    out->kind = MOVE_IN;
    out->note = request_has_form(req, "note") ? text_trim(request_form(req, "note")) : T("");
    if (!is_rent(place) && !move_kind_parse(request_form(req, "kind"), &out->kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选是增加还是减少"));
    if (!day_parse_loose(text_trim(request_form(req, "day")), &out->day))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "应是日期，例如 2023-05-18"));
    if (amount.len == 0 && out->kind != MOVE_NOTE)
        (void)!ctx_problem(ctx, "amount", TR(ctx->lang, "请写多少钱"));
    else if (amount.len != 0 && !fen_parse(amount, &out->amount_fen, &fault))
        (void)!ctx_problem(ctx, "amount", fen_fault_sentence(ctx->lang, fault));
    if (entry.len != 0 && !text_to_i64(entry, &out->entry))
        (void)!ctx_problem(ctx, "entry", TR(ctx->lang, "村账上没有这一笔"));
    return ctx_checked(ctx);
}

Status
property_move_add(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow row, after;
    Move move = {0};
    Status status;

    TRY(open_row(ctx, req, &place, &row));
    move.owner = row_id(place.which, &row);
    status = read_move(ctx, req, &place, &move);
    if (status == OK)
        status = row_move(ctx, place.which, property_lock(req), &move, &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &place, &row));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已登记"));
    return response_redirect(
        ctx, res, property_row_link(ctx->arena, place.village.code, place.which, move.owner, ""));
}

Status
property_move_drop(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    RegisterRow row, after;
    Moves moves;
    int64_t id, found = 0;

    TRY(open_row(ctx, req, &place, &row));
    if (!text_to_i64(request_param(req, "move"), &id))
        return NOT_FOUND;
    TRY(row_moves(ctx, place.which, row_id(place.which, &row), &moves));
    for (size_t i = 0; i < moves.len; i++)
        found += moves.at[i].id == id;
    if (found == 0)
        return NOT_FOUND;
    TRY(row_move_remove(ctx, place.which, id, property_lock(req), &after));
    response_notice(ctx, req, res, TR(ctx->lang, "已删掉"));
    return response_redirect(ctx, res,
                             property_row_link(ctx->arena, place.village.code, place.which,
                                               row_id(place.which, &row), ""));
}
