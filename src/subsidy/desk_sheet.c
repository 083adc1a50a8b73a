/*
 * Lines from a sheet: while a list is open they replace it; after the notice period, they say who
 * was paid.
 */
#include "disclosure/desk_sheet.h"

#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "subsidy/desk.h"
#include "subsidy/desk_rows.h"

typedef struct Import {
    Batch batch;
    Lines lines; /* by look() */
} Import;

typedef struct RowFault {
    SheetTask *task;
    size_t row;
} RowFault;

static void
bad_cell(void *arg, LineColumn column, Text why)
{
    RowFault *fault = arg;
    SheetTask *task = fault->task;

    sheet_input_bad(&task->sheet, &task->match, &task->rows, fault->row, column, why);
}

static void
guess(Ctx *ctx, SheetTask *task)
{
    subsidy_guess_columns(ctx, &task->match);
}

/* Every row as a line; what the programme and the register know is filled in, so that it is seen
 * before it is put. */
static Status
look(Ctx *ctx, SheetTask *task)
{
    Import *import = task->arg;
    const Table *table = &task->rows.table;
    RowFault fault = {.task = task};

    if (task->rows.bad_count != 0)
        return OK; /* first things first */
    import->lines = (Lines){.at = NEW_ARRAY(ctx->arena, Line, table->rows)};
    for (size_t row = 0; row < table->rows; row++) {
        Text *cells = &table->cells[row * LC_COUNT];
        Line *line = &import->lines.at[import->lines.len++];

        fault.row = row;
        TRY(subsidy_line_from_cells(ctx, &import->batch, cells, line, bad_cell, &fault));
        if (task->rows.bad_count != 0)
            continue;
        cells[LC_NUMBER] = line->number;
        cells[LC_QUANTITY] =
            cell_from_number(ctx->arena, &table->columns.at[LC_QUANTITY], line->quantity_milli);
        cells[LC_STANDARD] =
            cell_from_number(ctx->arena, &table->columns.at[LC_STANDARD], line->standard_fen);
        cells[LC_AMOUNT] =
            cell_from_number(ctx->arena, &table->columns.at[LC_AMOUNT], line->amount_fen);
        if (line->card_tail.len != 0)
            cells[LC_CARD] =
                TR_FORMAT(ctx->arena, ctx->lang, "尾号 {tail}", {"tail", line->card_tail});
    }
    return OK;
}

static Status
put(Ctx *ctx, const Request *req, Response *res, SheetTask *task)
{
    Import *import = task->arg;
    Batch after;
    bool open = subsidy_is_open(&import->batch);
    Status status =
        open ? subsidy_put_lines(ctx, import->batch.id, subsidy_lock(req), import->lines, &after)
             : subsidy_pay_lines(ctx, import->batch.id, subsidy_lock(req), import->lines, &after);

    if (status == INVALID) {
        TRY(sheet_form(ctx, req, res, task));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "{rows} 行已放进名单",
                              {"rows", desk_number(ctx->arena, (int64_t)import->lines.len)}));
    return response_redirect(ctx, res, task->link);
}

static Status
open_import(Ctx *ctx, const Request *req, Import *import, SheetTask *out)
{
    Region place;
    bool open;

    *import = (Import){0};
    TRY(subsidy_desk_open(ctx, req, &import->batch));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, import->batch.region));
    TRY(region_get(ctx, import->batch.region, &place));
    open = subsidy_is_open(&import->batch);
    *out = (SheetTask){
        .region = import->batch.region,
        .memory = T("V6.lines"),
        .columns = subsidy_line_columns(ctx),
        .title = subsidy_title(ctx, &import->batch),
        .link = subsidy_link(ctx->arena, import->batch.id, ""),
        .place = place.name,
        .action = subsidy_link(ctx->arena, import->batch.id, "/sheet"),
        .lock = import->batch.lock,
        .rows_now = open ? import->batch.lines : 0,
        .put_words = open ? TR(ctx->lang, "放进名单") : TR(ctx->lang, "登记发放"),
        .guess = guess,
        .look = look,
        .put = put,
        .arg = import,
    };
    return open || subsidy_takes_payments(ctx, &import->batch) ? OK : CONFLICT;
}

static Status
form_page(Ctx *ctx, const Request *req, Response *res)
{
    Import import;
    SheetTask task;

    TRY(open_import(ctx, req, &import, &task));
    return sheet_form(ctx, req, res, &task);
}

static Status
steps(Ctx *ctx, const Request *req, Response *res)
{
    Import import;
    SheetTask task;

    TRY(open_import(ctx, req, &import, &task));
    if (subsidy_lock(req) != import.batch.lock)
        return CONFLICT;
    return sheet_steps(ctx, req, res, &task);
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/subsidy/{id}/sheet",                  form_page,           ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/subsidy/{id}/sheet",                  steps,               ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD},
    {METHOD_GET,  "/desk/subsidy/{id}/line/{position}",        subsidy_line_page,   ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/subsidy/{id}/line/{position}",        subsidy_line_save,
     ROUTE_WRITE | ROUTE_STAFF                                                                                              },
    {METHOD_POST, "/desk/subsidy/{id}/line/{position}/remove", subsidy_line_remove,
     ROUTE_WRITE | ROUTE_STAFF                                                                                              },
    {METHOD_POST, "/desk/subsidy/{id}/line/{position}/pay",    subsidy_line_pay,
     ROUTE_WRITE | ROUTE_STAFF                                                                                              },
    {METHOD_GET,  "/desk/subsidy/{id}/preview",                subsidy_preview,     ROUTE_READ | ROUTE_STAFF                },
    {METHOD_GET,  "/desk/subsidy/{id}/export",                 subsidy_export,      ROUTE_READ | ROUTE_STAFF                },
};

const RouteTable subsidy_rows_desk_routes = {routes, sizeof routes / sizeof routes[0]};
