/*
 * Days of the working calendar from a sheet: upload or paste, look it over, then all or none.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "catalogue/calendar_import.html.h"
#include "catalogue/calendar_sheet.h"
#include "catalogue/desk.h"
#include "sheet/form.h"

enum { PASTE_BYTES_MAX = 256 * 1024 };

static Status
show(Ctx *ctx, const Request *req, Response *res, CalendarImportView *view)
{
    view->upload = (SheetUpload){
        .page = &view->page,
        .action = T("/desk/calendar/import"),
        .hint = TR(ctx->lang, "表格要有“日期”“类型”“名称”三列；连着放几天的，再加一列“到哪天”。类型"
                              "写“放假”或“上班”（周末调休上班）。"),
        .file_error = ctx_problem_of(ctx, "file"),
        .again = view->previewed,
        .back_link = T("/desk/calendar"),
    };
    view->page = page_begin(ctx, req, TR(ctx->lang, "从表格导入放假安排"));
    view->page.crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    view->page.crumbs.at[view->page.crumbs.len++] =
        (Crumb){TR(ctx->lang, "工作日历"), T("/desk/calendar")};
    response_page(ctx, req, res, html_catalogue_calendar_import, view);
    return OK;
}

static Status
import_page(Ctx *ctx, const Request *req, Response *res)
{
    TRY(calendar_may_manage(ctx));
    return show(ctx, req, res, &(CalendarImportView){0});
}

static void
fill_lines(Ctx *ctx, const CalendarImport *import, CalendarImportView *view)
{
    Buf buf = buf_new(ctx->arena, PASTE_BYTES_MAX);

    sheet_form_row(&buf, calendar_columns, CALENDAR_CELL_COUNT);
    view->lines.at = NEW_ARRAY(ctx->arena, CalendarImportLine, import->len);
    for (size_t i = 0; i < import->len; i++) {
        const CalendarRow *row = &import->at[i];

        sheet_form_row(&buf, row->cells, CALENDAR_CELL_COUNT);
        view->lines.at[view->lines.len++] = (CalendarImportLine){
            .line = row->line,
            .first = row->cells[CALENDAR_CELL_FIRST],
            .last = row->cells[CALENDAR_CELL_LAST],
            .kind = row->cells[CALENDAR_CELL_KIND],
            .name = row->cells[CALENDAR_CELL_NAME],
            .bad = row->bad,
        };
    }
    view->previewed = true;
    view->paste = buf.overflow ? T("") : buf_done(&buf);
    view->bad = (int64_t)import->bad;
    view->days = (int64_t)import->days;
}

static Status
preview(Ctx *ctx, const Request *req, Response *res)
{
    CalendarImportView view = {0};
    CalendarImport import;
    Sheet sheet;
    Status status;

    TRY(calendar_may_manage(ctx));
    status = sheet_form_read(ctx, req, &sheet);
    if (status == OK)
        status = calendar_import_read(ctx, &sheet, &import);
    if (status == OK)
        fill_lines(ctx, &import, &view);
    else if (status != INVALID)
        return status;
    TRY(show(ctx, req, res, &view));
    return status;
}

static Status
confirm(Ctx *ctx, const Request *req, Response *res)
{
    CalendarImport import = {0};
    Sheet sheet;
    Status status;

    TRY(calendar_may_manage(ctx));
    status = sheet_read_paste(ctx, request_form(req, "paste"), &sheet);
    if (status == OK)
        status = calendar_import_read(ctx, &sheet, &import);
    if (status == OK)
        status = calendar_import(ctx, &import);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &(CalendarImportView){0}));
        return INVALID;
    }
    TRY(status);
    response_notice(
        ctx, req, res,
        TR_FORMAT(ctx->arena, ctx->lang,
                  "导入了 {days} 天。按工作日算、还没到期的公开期限，马上照新的日历重算",
                  {"days", text_printf(ctx->arena, "%zu", import.days)}));
    return response_redirect(
        ctx, res,
        text_printf(ctx->arena, "/desk/calendar?year=%d", day_to_date(import.at[0].first).year));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/calendar/import",         import_page, ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/calendar/import",         preview,     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD},
    {METHOD_POST, "/desk/calendar/import/confirm", confirm,     ROUTE_WRITE | ROUTE_STAFF               },
};

const RouteTable calendar_import_desk_routes = {routes, sizeof routes / sizeof routes[0]};
