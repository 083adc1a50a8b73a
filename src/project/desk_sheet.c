/*
 * The households of a project in one village from a sheet and to one: a row for each kind of
 * compensation.
 */
#include "disclosure/desk_sheet.h"

#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/exchange.h"

enum { EXPORT_BYTES_MAX = 16 * 1024 * 1024 };

typedef struct Import {
    ProjectDesk desk;
    Region place;
    Standards standards;
    ProjectRows rows; /* by look() */
} Import;

typedef struct RowFault {
    SheetTask *task;
    size_t row;
} RowFault;

static void
bad_cell(void *arg, int column, Text why)
{
    RowFault *fault = arg;
    SheetTask *task = fault->task;

    sheet_input_bad(&task->sheet, &task->match, &task->rows, fault->row, (size_t)column, why);
}

/* Of rows that do not fit each other. */
static void
bad_row(void *arg, size_t row, int column, Text why)
{
    SheetTask *task = arg;

    sheet_input_bad(&task->sheet, &task->match, &task->rows, row, (size_t)column, why);
}

static void
guess(Ctx *ctx, SheetTask *task)
{
    project_guess_row_columns(ctx, &task->match);
}

/* What the standards filled in is seen before it is put. */
static void
complete(Ctx *ctx, const Table *table, Text *cells, const ProjectRow *row)
{
    cells[RC_NUMBER] = row->number;
    cells[RC_GROUP] = row->group_name;
    cells[RC_QUANTITY] =
        cell_from_number(ctx->arena, &table->columns.at[RC_QUANTITY], row->quantity_milli);
    cells[RC_STANDARD] =
        cell_from_number(ctx->arena, &table->columns.at[RC_STANDARD], row->standard_fen);
    cells[RC_AMOUNT] = cell_from_number(ctx->arena, &table->columns.at[RC_AMOUNT], row->amount_fen);
}

static Status
look(Ctx *ctx, SheetTask *task)
{
    Import *import = task->arg;
    const Table *table = &task->rows.table;
    RowFault fault = {.task = task};

    if (task->rows.bad_count != 0)
        return OK; /* first things first */
    import->rows = (ProjectRows){.at = NEW_ARRAY(ctx->arena, ProjectRow, table->rows)};
    for (size_t i = 0; i < table->rows; i++) {
        Text *cells = &table->cells[i * RC_COUNT];
        ProjectRow *row = &import->rows.at[import->rows.len++];

        fault.row = i;
        TRY(project_row_from_cells(ctx, &import->desk.project, &import->standards,
                                   import->place.code, cells, row, bad_cell, &fault));
        if (task->rows.bad_count == 0)
            complete(ctx, table, cells, row);
    }
    return task->rows.bad_count == 0 ? project_rows_check(ctx, &import->rows, NULL, bad_row, task)
                                     : OK;
}

static Status
put(Ctx *ctx, const Request *req, Response *res, SheetTask *task)
{
    Import *import = task->arg;
    Project after;
    Status status = project_put_rows(ctx, import->desk.project.id, project_lock(req),
                                     import->place.code, import->rows, &after);

    if (status == INVALID) {
        TRY(sheet_form(ctx, req, res, task));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "{rows} 行已放进名册",
                              {"rows", desk_number(ctx->arena, (int64_t)import->rows.len)}));
    return response_redirect(ctx, res, task->link);
}

/* How many rows are there now. */
static Status
count_rows(Ctx *ctx, const Import *import, int64_t *out)
{
    ProjectHouseholds households;

    *out = 0;
    TRY(project_households(ctx, &import->desk.project, import->place.code, 0, &households));
    for (size_t i = 0; i < households.len; i++)
        *out += (int64_t)households.at[i].line_count;
    return OK;
}

static Status
open_import(Ctx *ctx, const Request *req, Import *import, SheetTask *out)
{
    const Project *project = &import->desk.project;
    Text link;

    *import = (Import){0};
    TRY(project_desk_keep(ctx, req, &import->desk));
    TRY(project_desk_place(ctx, req, &import->desk, &import->place));
    if (project->kind == PROJECT_WORKS)
        return NOT_FOUND;
    TRY(project_standards(ctx, project, &import->standards));
    link = text_printf(ctx->arena, "/desk/project/%lld/households/%012lld", (long long)project->id,
                       (long long)import->place.code);
    *out = (SheetTask){
        .region = project->region,
        .memory = T("V5.rows"),
        .columns = project_row_columns(ctx),
        .title = project->name,
        .link = link,
        .place = import->place.name,
        .action = text_printf(ctx->arena, "%.*s/sheet", TEXT_ARGS(link)),
        .lock = project->lock,
        .put_words = TR(ctx->lang, "放进名册"),
        .guess = guess,
        .look = look,
        .put = put,
        .arg = import,
    };
    return count_rows(ctx, import, &out->rows_now);
}

Status
project_sheet_page(Ctx *ctx, const Request *req, Response *res)
{
    Import import;
    SheetTask task;

    TRY(open_import(ctx, req, &import, &task));
    return sheet_form(ctx, req, res, &task);
}

Status
project_sheet_steps(Ctx *ctx, const Request *req, Response *res)
{
    Import import;
    SheetTask task;

    TRY(open_import(ctx, req, &import, &task));
    if (project_lock(req) != import.desk.project.lock)
        return CONFLICT;
    return sheet_steps(ctx, req, res, &task);
}

/* ---- out ---- */

static Status
write_row(void *arg, Ctx *ctx, const Text *cells, size_t count)
{
    sheet_out_row(ctx, arg, cells, count);
    return OK;
}

/* In the form that `mingbai import` and the sheet page take. */
Status
project_sheet_export(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;
    Region place;
    Buf buf;

    TRY(project_desk_open(ctx, req, &desk));
    TRY(project_desk_place(ctx, req, &desk, &place));
    if (desk.project.kind == PROJECT_WORKS)
        return NOT_FOUND;
    buf = sheet_out_begin(ctx->arena, EXPORT_BYTES_MAX);
    sheet_out_columns(ctx, &buf, project_table_columns(ctx, TABLE_HOUSEHOLDS));
    TRY(project_export(ctx, TABLE_HOUSEHOLDS, &desk.project, place.code, write_row, &buf));
    sheet_out_send(ctx, res, &buf,
                   text_printf(ctx->arena, "project-%lld-%012lld", (long long)desk.project.id,
                               (long long)place.code));
    return OK;
}
