/*
 * Attendance from a sheet: upload or paste, look it over, then all of them or none.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "organisation/attendance_import.html.h"
#include "organisation/desk.h"
#include "sheet/form.h"

enum { PASTE_BYTES_MAX = 3 * 1024 * 1024 };

static Status
show(Ctx *ctx, const Request *req, Response *res, const Training *training,
     AttendanceImportView *view)
{
    Text place;

    view->title = training->title;
    view->link = training_link(ctx->arena, training->id, "/import");
    view->back_link = training_link(ctx->arena, training->id, "");
    view->upload = (SheetUpload){
        .page = &view->page,
        .action = view->link,
        .hint = TR(ctx->lang, "表格里写登录名，或者写姓名和单位（村、社区、街道的名称）。表里的人都"
                              "算参加了；表里没有的人不动。"),
        .file_error = ctx_problem_of(ctx, "file"),
        .again = view->previewed,
        .back_link = view->back_link,
    };
    if (view->upload.file_error.len == 0)
        view->upload.file_error = ctx_problem_of(ctx, "day");
    view->page = page_begin(ctx, req, TR(ctx->lang, "从表格导入参加人员"));
    TRY(training_desk_crumb(ctx, &view->page, training, &place));
    response_page(ctx, req, res, html_organisation_attendance_import, view);
    return OK;
}

static Status
import_page(Ctx *ctx, const Request *req, Response *res)
{
    Training training;

    TRY(training_desk_open(ctx, req, &training));
    return show(ctx, req, res, &training, &(AttendanceImportView){0});
}

/* The rows as they are, for the next step: the platform keeps nothing in between. */
static Text
as_paste(Ctx *ctx, const AttendanceImport *import)
{
    Buf buf = buf_new(ctx->arena, PASTE_BYTES_MAX);

    sheet_form_row(&buf, attendance_columns, ATTENDANCE_CELL_COUNT);
    for (size_t row = 0; row < import->len; row++)
        sheet_form_row(&buf, import->at[row].cells, ATTENDANCE_CELL_COUNT);
    return buf.overflow ? T("") : buf_done(&buf);
}

static void
fill_lines(Ctx *ctx, const AttendanceImport *import, AttendanceImportView *view)
{
    SheetShown shown = {0};

    view->lines.at = NEW_ARRAY(ctx->arena, AttendanceLine, SHEET_LINES_SHOWN_MAX);
    for (size_t i = 0; i < import->len; i++) {
        const AttendanceRow *row = &import->at[i];
        const Trainee *who = row->who;

        if (!sheet_form_shows(&shown, row->bad.len != 0))
            continue;
        view->lines.at[view->lines.len++] = (AttendanceLine){
            .line = row->line,
            .login = row->cells[ATTENDANCE_CELL_LOGIN],
            .name = row->cells[ATTENDANCE_CELL_NAME],
            .place = row->cells[ATTENDANCE_CELL_PLACE],
            .who = who != NULL ? text_printf(ctx->arena, "%.*s（%.*s）", TEXT_ARGS(who->name),
                                             TEXT_ARGS(who->place))
                               : T(""),
            .bad = row->bad,
            .known = who != NULL && who->attended,
        };
    }
    view->cut = view->lines.len < import->len;
    view->bad = (int64_t)import->bad;
    view->good = (int64_t)(import->len - import->bad);
    view->added = (int64_t)import->added;
}

static Status
preview(Ctx *ctx, const Request *req, Response *res)
{
    AttendanceImportView view = {0};
    Training training;
    Sheet sheet;
    AttendanceImport import;
    Status status;

    TRY(training_desk_open(ctx, req, &training));
    status = sheet_form_read(ctx, req, &sheet);
    if (status == OK)
        status = attendance_import_read(ctx, &training, &sheet, &import);
    if (status == OK) {
        view.previewed = true;
        view.paste = as_paste(ctx, &import);
        fill_lines(ctx, &import, &view);
    } else if (status != INVALID) {
        return status;
    }
    TRY(show(ctx, req, res, &training, &view));
    return status;
}

static Status
confirm(Ctx *ctx, const Request *req, Response *res)
{
    AttendanceImportView view = {0};
    Training training;
    Sheet sheet;
    AttendanceImport import = {0};
    Status status;

    TRY(training_desk_open(ctx, req, &training));
    status = sheet_read_paste(ctx, request_form(req, "paste"), &sheet);
    if (status == OK)
        status = attendance_import_read(ctx, &training, &sheet, &import);
    if (status == OK)
        status = attendance_import(ctx, &training, &import);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &training, &view));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "新签到 {added} 人",
                              {"added", text_printf(ctx->arena, "%zu", import.added)}));
    return response_redirect(ctx, res, training_link(ctx->arena, training.id, ""));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/training/{id}/import",         import_page, ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/training/{id}/import",         preview,     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD},
    {METHOD_POST, "/desk/training/{id}/import/confirm", confirm,     ROUTE_WRITE | ROUTE_STAFF               },
};

const RouteTable attendance_import_desk_routes = {routes, sizeof routes / sizeof routes[0]};
