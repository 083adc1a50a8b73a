/*
 * Households from a sheet: upload or paste, look it over, then all of them or none.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "resident/desk.h"
#include "resident/household_import.html.h"
#include "sheet/form.h"

enum { PASTE_BYTES_MAX = 3 * 1024 * 1024 };

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *place, HouseholdImportView *view)
{
    view->page = page_begin(ctx, req, TR(ctx->lang, "从表格导入户籍表"));
    view->place = place->name;
    view->list_link = resident_desk_link(ctx->arena, place->code, "");
    view->link = resident_desk_link(ctx->arena, place->code, "/import");
    view->upload = (SheetUpload){
        .page = &view->page,
        .action = view->link,
        .hint = TR(ctx->lang, "表格要有“户号”和“户主”两列，还可以有村民小组、人口、地址。户号已有的"
                              "会更新，表里没有的户不动。"),
        .file_error = ctx_problem_of(ctx, "file"),
        .again = view->previewed,
        .back_link = view->list_link,
    };
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_household_import, view);
    return OK;
}

static Status
open_place(Ctx *ctx, const Request *req, Region *out)
{
    TRY(resident_desk_place(ctx, req, out));
    return resident_may_manage(ctx->actor, out->code) ? OK : DENIED;
}

static Status
import_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_place(ctx, req, &place));
    return show(ctx, req, res, &place, &(HouseholdImportView){0});
}

/* The rows as they are, for the next step: the platform keeps nothing in between. */
static Text
as_paste(Ctx *ctx, const HouseholdImport *import)
{
    Buf buf = buf_new(ctx->arena, PASTE_BYTES_MAX);

    sheet_form_row(&buf, household_columns, HC_COUNT);
    for (size_t row = 0; row < import->len; row++)
        sheet_form_row(&buf, import->at[row].cells, HC_COUNT);
    return buf.overflow ? T("") : buf_done(&buf);
}

static void
fill_lines(Ctx *ctx, const HouseholdImport *import, HouseholdImportView *view)
{
    SheetShown shown = {0};

    view->lines.at = NEW_ARRAY(ctx->arena, HouseholdImportLine, SHEET_LINES_SHOWN_MAX);
    for (size_t i = 0; i < import->len; i++) {
        const HouseholdRow *row = &import->at[i];

        if (!sheet_form_shows(&shown, row->bad.len != 0))
            continue;
        view->lines.at[view->lines.len++] = (HouseholdImportLine){
            .line = row->line,
            .number = row->cells[HC_NUMBER],
            .group_name = row->cells[HC_GROUP],
            .head = row->cells[HC_HEAD],
            .people = row->cells[HC_PEOPLE],
            .address = row->cells[HC_ADDRESS],
            .bad = row->bad,
        };
    }
    view->cut = view->lines.len < import->len;
    view->bad = (int64_t)import->bad;
    view->good = (int64_t)(import->len - import->bad);
    view->added = (int64_t)import->added;
    view->changed = (int64_t)import->changed;
    view->unchanged = (int64_t)import->unchanged;
}

static Status
preview(Ctx *ctx, const Request *req, Response *res)
{
    HouseholdImportView view = {0};
    Region place;
    Sheet sheet;
    HouseholdImport import;
    Status status;

    TRY(open_place(ctx, req, &place));
    status = sheet_form_read(ctx, req, &sheet);
    if (status == OK)
        status = resident_import_read(ctx, place.code, &sheet, &import);
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
    HouseholdImportView view = {0};
    Region place;
    Sheet sheet;
    HouseholdImport import = {0};
    Status status;

    TRY(open_place(ctx, req, &place));
    status = sheet_read_paste(ctx, request_form(req, "paste"), &sheet);
    if (status == OK)
        status = resident_import_read(ctx, place.code, &sheet, &import);
    if (status == OK)
        status = resident_import(ctx, place.code, &import);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &place, &view));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "新登记 {added} 户，更新 {changed} 户",
                              {"added", text_printf(ctx->arena, "%zu", import.added)},
                              {"changed", text_printf(ctx->arena, "%zu", import.changed)}));
    return response_redirect(ctx, res, resident_desk_link(ctx->arena, place.code, ""));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/households/{code}/import",         import_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/households/{code}/import",         preview,
     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD                                                     },
    {METHOD_POST, "/desk/households/{code}/import/confirm", confirm,     ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable resident_import_routes = {routes, sizeof routes / sizeof routes[0]};
