/*
 * People from a sheet: upload or paste, look it over, then all of them or none.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "resident/desk_roster.h"
#include "resident/residents_import.html.h"
#include "sheet/form.h"

enum { PASTE_BYTES_MAX = 3 * 1024 * 1024 };

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *place, RosterImportView *view)
{
    view->page = page_begin(ctx, req, TR(ctx->lang, "从表格导入人口名册"));
    view->place = place->name;
    view->list_link = roster_desk_link(ctx->arena, place->code, "");
    view->link = roster_desk_link(ctx->arena, place->code, "/import");
    view->upload = (SheetUpload){
        .page = &view->page,
        .action = view->link,
        .hint = TR(
            ctx->lang,
            "表格要有“户号”和“姓名”两列，还可以有与户主关系、性别、出生年份、身份证号、手机号、标记"
            "。身份证号读进来就打上星号，不留原号。名册上已有的人会更新，表里没有的人不动。"),
        .file_error = ctx_problem_of(ctx, "file"),
        .again = view->previewed,
        .back_link = view->list_link,
    };
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_residents_import, view);
    return OK;
}

static Status
open_place(Ctx *ctx, const Request *req, Region *out)
{
    return roster_desk_place(ctx, req, CAN_KEEP_ROSTER, out);
}

static Status
import_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_place(ctx, req, &place));
    return show(ctx, req, res, &place, &(RosterImportView){0});
}

/* The rows as they are, for the next step: the platform keeps nothing in between. */
static Text
as_paste(Ctx *ctx, const RosterImport *import)
{
    Buf buf = buf_new(ctx->arena, PASTE_BYTES_MAX);

    sheet_form_row(&buf, roster_columns, ROSTER_CELL_COUNT);
    for (size_t row = 0; row < import->len; row++)
        sheet_form_row(&buf, import->at[row].cells, ROSTER_CELL_COUNT);
    return buf.overflow ? T("") : buf_done(&buf);
}

static void
fill_lines(Ctx *ctx, const RosterImport *import, RosterImportView *view)
{
    SheetShown shown = {0};

    view->lines.at = NEW_ARRAY(ctx->arena, RosterImportLine, SHEET_LINES_SHOWN_MAX);
    for (size_t i = 0; i < import->len; i++) {
        const RosterRow *row = &import->at[i];

        if (!sheet_form_shows(&shown, row->bad.len != 0))
            continue;
        view->lines.at[view->lines.len++] = (RosterImportLine){
            .line = row->line,
            .number = row->cells[ROSTER_CELL_HOUSEHOLD],
            .name = row->cells[ROSTER_CELL_NAME],
            .relation = row->cells[ROSTER_CELL_RELATION],
            .gender = row->cells[ROSTER_CELL_GENDER],
            .born = row->cells[ROSTER_CELL_BIRTH_YEAR],
            .identity = row->resident.id_masked,
            .phone = row->cells[ROSTER_CELL_PHONE],
            .marks = row->cells[ROSTER_CELL_MARKS],
            .bad = row->bad,
        };
    }
    view->cut = view->lines.len < import->len;
    view->bad = (int64_t)import->bad;
    view->good = (int64_t)(import->len - import->bad);
    view->added = (int64_t)import->added;
    view->changed = (int64_t)import->changed;
    view->unchanged = (int64_t)import->unchanged;
    view->households = (int64_t)import->households;
}

static Status
preview(Ctx *ctx, const Request *req, Response *res)
{
    RosterImportView view = {0};
    Region place;
    Sheet sheet;
    RosterImport import;
    Status status;

    TRY(open_place(ctx, req, &place));
    status = sheet_form_read(ctx, req, &sheet);
    if (status == OK)
        status = roster_import_read(ctx, place.code, &sheet, &import);
    if (status == OK) {
        view.previewed = true;
        view.paste = as_paste(ctx, &import);
        fill_lines(ctx, &import, &view);
    } else if (status != INVALID) {
        return status;
    }
    TRY(show(ctx, req, res, &place, &view));
    return status;
}

static Status
confirm(Ctx *ctx, const Request *req, Response *res)
{
    RosterImportView view = {0};
    Region place;
    Sheet sheet;
    RosterImport import = {0};
    Status status;

    TRY(open_place(ctx, req, &place));
    status = sheet_read_paste(ctx, request_form(req, "paste"), &sheet);
    if (status == OK)
        status = roster_import_read(ctx, place.code, &sheet, &import);
    if (status == OK)
        status = roster_import(ctx, place.code, &import);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &place, &view));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "新登记 {added} 人，更新 {changed} 人",
                              {"added", text_printf(ctx->arena, "%zu", import.added)},
                              {"changed", text_printf(ctx->arena, "%zu", import.changed)}));
    return response_redirect(ctx, res, roster_desk_link(ctx->arena, place.code, ""));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/residents/{code}/import",         import_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/residents/{code}/import",         preview,
     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD                                                    },
    {METHOD_POST, "/desk/residents/{code}/import/confirm", confirm,     ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable roster_import_routes = {routes, sizeof routes / sizeof routes[0]};
