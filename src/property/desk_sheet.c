/*
 * A register's rows from a sheet, by the steps that sheets have on the desk; and out again as CSV.
 */
#include "disclosure/desk_sheet.h"

#include "base/buf.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "property/desk.h"

enum { EXPORT_BYTES_MAX = 8 * 1024 * 1024 };

static void
bad_cell(void *arg, size_t row, size_t column, Text why)
{
    SheetTask *task = arg;

    sheet_input_bad(&task->sheet, &task->match, &task->rows, row, column, why);
}

static void
guess(Ctx *ctx, SheetTask *task)
{
    const DeskRegister *place = task->arg;

    property_guess_columns(ctx, place->which, &task->match);
}

static Status
look(Ctx *ctx, SheetTask *task)
{
    const DeskRegister *place = task->arg;
    PropertyTaken taken;
    Status status;

    if (task->rows.bad_count != 0)
        return OK; /* first things first */
    status = property_take_rows(ctx, place->which, place->village.code, task->rows.table.cells,
                                task->rows.table.rows, true, bad_cell, task, &taken);
    return status == INVALID && task->rows.bad_count != 0 ? OK : status;
}

static Status
put(Ctx *ctx, const Request *req, Response *res, SheetTask *task)
{
    const DeskRegister *place = task->arg;
    PropertyTaken taken;
    Status status =
        property_take_rows(ctx, place->which, place->village.code, task->rows.table.cells,
                           task->rows.table.rows, false, bad_cell, task, &taken);

    if (status == INVALID) {
        /* What only shows beside the other rows: two contracts on one piece of land. */
        TRY(sheet_show_check(ctx, req, res, task));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang,
                              "新登记 {added} 条，改了 {changed} 条，{same} 条没变",
                              {"added", desk_number(ctx->arena, taken.added)},
                              {"changed", desk_number(ctx->arena, taken.changed)},
                              {"same", desk_number(ctx->arena, taken.same)}));
    return response_redirect(ctx, res, task->link);
}

static Status
open_task(Ctx *ctx, const Request *req, DeskRegister *place, SheetTask *out)
{
    TRY(property_desk_register(ctx, req, place));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place->village.code));
    *out = (SheetTask){
        .region = place->village.code,
        .memory = text_printf(ctx->arena, "property.%s", register_name(place->which)),
        .columns = property_columns(ctx, place->which),
        .title = tr_text(ctx->lang, register_title(place->which)),
        .link = property_register_link(ctx->arena, place->village.code, place->which, ""),
        .place = place->village.name,
        .action = property_register_link(ctx->arena, place->village.code, place->which, "/sheet"),
        .put_words = TR(ctx->lang, "登记"),
        .guess = guess,
        .look = look,
        .put = put,
        .arg = place,
    };
    return OK;
}

Status
property_sheet_form(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    SheetTask task;

    TRY(open_task(ctx, req, &place, &task));
    return sheet_form(ctx, req, res, &task);
}

Status
property_sheet_steps(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    SheetTask task;

    TRY(open_task(ctx, req, &place, &task));
    return sheet_steps(ctx, req, res, &task);
}

/* ---- out ---- */

static Status
write_row(Ctx *ctx, void *arg, const Text *cells, size_t count)
{
    sheet_out_row(ctx, arg, cells, count);
    return OK;
}

Status
property_export(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    Buf buf;

    TRY(property_desk_register(ctx, req, &place));
    buf = sheet_out_begin(ctx->arena, EXPORT_BYTES_MAX);
    sheet_out_columns(ctx, &buf, property_columns(ctx, place.which));
    TRY(property_give_rows(ctx, place.which, place.village.code, write_row, &buf));
    sheet_out_send(ctx, res, &buf,
                   text_printf(ctx->arena, "%s-%012lld", register_name(place.which),
                               (long long)place.village.code));
    return OK;
}
