/*
 * The petition register on the desk: years and months of a place, a sheet in and out.
 */
#include "base/tr.h"
#include "clue/desk.h"
#include "clue/desk_case.h"
#include "clue/desk_petitions.html.h"
#include "clue/petition.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_sheet.h"
#include "sheet/sheet.h"

enum { EXPORT_BYTES_MAX = 4 * 1024 * 1024, CHOICES_MAX = 40 };

/* "-31.01%", "–" when there is nothing to compare with. */
static Text
ratio_words(Ctx *ctx, bool there, int64_t ratio, bool sign)
{
    int64_t size = ratio < 0 ? -ratio : ratio;

    if (!there)
        return T("–");
    return text_printf(ctx->arena, "%s%lld.%02lld%%",
                       ratio < 0 ? "−"
                       : sign    ? "+"
                                 : "",
                       (long long)(size / 100), (long long)(size % 100));
}

static Text
change_words(Ctx *ctx, const PetitionYear *year, int64_t now, int64_t before)
{
    int64_t ratio = 0;
    bool there = year->has_before && petition_change(now, before, &ratio);

    return ratio_words(ctx, there, ratio, true);
}

static Text
rate_words(Ctx *ctx, int64_t satisfied, int64_t asked)
{
    int64_t ratio = 0;
    bool there = petition_rate(satisfied, asked, &ratio);
    Text words = ratio_words(ctx, there, ratio, false);

    return there ? TR_FORMAT(ctx->arena, ctx->lang, "{rate}（{n} 件里 {m} 件）", {"rate", words},
                             {"n", desk_number(ctx->arena, asked)},
                             {"m", desk_number(ctx->arena, satisfied)})
                 : words;
}

static void
fill_year(Ctx *ctx, const PetitionYear *year, PetitionLine *line)
{
    const PetitionCounts *now = &year->now, *before = &year->before;

    *line = (PetitionLine){
        .period = year->months == 12
                      ? TR_FORMAT(ctx->arena, ctx->lang, "{year}年",
                                  {"year", text_printf(ctx->arena, "%d", year->year)})
                      : TR_FORMAT(ctx->arena, ctx->lang, "{year}年（{count} 个月）",
                                  {"year", text_printf(ctx->arena, "%d", year->year)},
                                  {"count", desk_number(ctx->arena, year->months)}),
        .reports = now->reports,
        .accusations = now->accusations,
        .appeals = now->appeals,
        .suggestions = now->suggestions,
        .reports_change = change_words(ctx, year, now->reports, before->reports),
        .accusations_change = change_words(ctx, year, now->accusations, before->accusations),
        .satisfaction = rate_words(ctx, now->satisfied, now->asked),
    };
}

static Status
fill_places(Ctx *ctx, PetitionsView *view)
{
    Regions below;

    TRY(region_children(ctx, view->code, &below));
    view->places.at = NEW_ARRAY(ctx->arena, DeskChoice, CHOICES_MAX);
    for (size_t i = 0; i < below.len && view->places.len < CHOICES_MAX; i++)
        if (!below.at[i].closed_day.set && below.at[i].level <= LEVEL_TOWNSHIP)
            view->places.at[view->places.len++] = (DeskChoice){
                .value = text_printf(ctx->arena, "/desk/petitions/%.*s",
                                     TEXT_ARGS(desk_code(ctx->arena, below.at[i].code))),
                .words = below.at[i].name,
            };
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *place)
{
    PetitionsView view = {.code = place->code, .place = place->name};
    Text link = text_printf(ctx->arena, "/desk/petitions/%.*s",
                            TEXT_ARGS(desk_code(ctx->arena, place->code)));
    PetitionYears years;
    DeedForms forms = {0};
    DeedForm *form;
    DeedField *field;

    TRY(petition_years(ctx, place->code, &years));
    view.rows.at = NEW_ARRAY(ctx->arena, PetitionLine, years.len);
    for (size_t i = 0; i < years.len; i++)
        fill_year(ctx, &years.at[i], &view.rows.at[view.rows.len++]);
    TRY(fill_places(ctx, &view));
    view.export_link = text_printf(ctx->arena, "%.*s/export", TEXT_ARGS(link));
    view.may_keep = actor_may(ctx->actor, CAN_KEEP_CLUES, place->code);
    form =
        case_form(ctx, &forms, &view.page, text_printf(ctx->arena, "%.*s/import", TEXT_ARGS(link)),
                  TR(ctx->lang, "从本单位的表导入"), TR(ctx->lang, "导入"), "upload");
    form->upload = true;
    form->explain = TR(ctx->lang, "列名：期间、信访举报、检举控告、申诉、批评建议、满意、参评；"
                                  "几个地方的再加一列地区代码。只要数，不要案件内容。");
    field = case_field(ctx, req, form, "file", TR(ctx->lang, "表格文件"), T(""));
    field->file = true;
    field->value = T("");
    view.form = *form;
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的信访举报", {"place", place->name}));
    response_page(ctx, req, res, html_clue_desk_petitions, &view);
    return OK;
}

/* The place of the path, for whoever reads its register. */
static Status
place_of(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(actor_require(ctx, CAN_READ_SUPERVISION, code));
    return region_get(ctx, code, out);
}

static Status
own_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode own;
    (void)req;

    if (actor_scope(ctx, CAN_READ_SUPERVISION, &own) != OK)
        return DENIED;
    return response_redirect(
        ctx, res,
        text_printf(ctx->arena, "/desk/petitions/%.*s", TEXT_ARGS(desk_code(ctx->arena, own))));
}

static Status
place_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(place_of(ctx, req, &place));
    return show(ctx, req, res, &place);
}

static Status
export_page(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = sheet_out_begin(ctx->arena, EXPORT_BYTES_MAX);
    Text cells[PETITION_COLUMNS];
    Text cursor = {0};
    Region place;

    TRY(place_of(ctx, req, &place));
    sheet_out_row(ctx, &buf, petition_columns, PETITION_COLUMNS);
    do {
        Petitions rows;

        TRY(petition_list(ctx, place.code, cursor, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            Region of;

            TRY(region_get(ctx, rows.at[i].region, &of));
            petition_export_row(ctx, &rows.at[i], of.name, cells);
            sheet_out_row(ctx, &buf, cells, PETITION_COLUMNS);
        }
        cursor = rows.next;
    } while (cursor.at != NULL && !buf.overflow);
    sheet_out_send(ctx, res, &buf, T("petitions"));
    return OK;
}

static Status
read_upload(Ctx *ctx, const Request *req, Sheet *out)
{
    for (size_t i = 0; i < req->uploads.len; i++)
        if (text_eq(req->uploads.at[i].field, T("file")) && req->uploads.at[i].bytes != 0)
            return sheet_read(ctx, req->uploads.at[i].path, req->uploads.at[i].filename, out);
    return ctx_problem(ctx, "file", TR(ctx->lang, "请选一个文件"));
}

static Status
import_deed(Ctx *ctx, const Request *req, Response *res)
{
    PetitionImport done;
    Region place;
    Sheet sheet;
    Status status;

    TRY(place_of(ctx, req, &place));
    TRY(actor_require(ctx, CAN_KEEP_CLUES, place.code));
    status = read_upload(ctx, req, &sheet);
    if (status == OK)
        status = petition_import(ctx, place.code, &sheet, &done);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &place));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "导入了 {rows} 行，其中新的 {added} 行",
                              {"rows", desk_number(ctx->arena, done.rows)},
                              {"added", desk_number(ctx->arena, done.added)}));
    return response_redirect(ctx, res,
                             text_printf(ctx->arena, "/desk/petitions/%.*s",
                                         TEXT_ARGS(desk_code(ctx->arena, place.code))));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/petitions",               own_page,    ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET,  "/desk/petitions/{code}",        place_page,  ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET,  "/desk/petitions/{code}/export", export_page, ROUTE_READ | ROUTE_STAFF},
    {METHOD_POST, "/desk/petitions/{code}/import", import_deed,
     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD                                           },
};

const RouteTable petition_desk_routes = ROUTES(routes);
