#include "stats/desk_report.h"

#include "base/money.h"
#include "base/rate.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "stats/desk_report.html.h"
#include "stats/desk_report_places.html.h"
#include "stats/report.h"

bool
report_desk_may(const Ctx *ctx)
{
    return actor_may_somewhere(ctx, CAN_READ_STAFF_PARTS) ||
           actor_may_somewhere(ctx, CAN_READ_SUPERVISION);
}

static Text
report_link(Arena *arena, RegionCode code, Month month)
{
    return text_printf(arena, "/desk/report/%012lld?month=%.*s", (long long)code,
                       TEXT_ARGS(month_format(arena, month)));
}

static Text
file_link(Arena *arena, const Report *report, ReportFile file)
{
    return text_printf(arena, "/desk/report/%012lld/%.*s.%s", (long long)report->place.code,
                       TEXT_ARGS(month_format(arena, report->month)), report_file_ending(file));
}

/* ---- whose report ---- */

/* The outermost places of which the acting person may have one. */
static RegionCodes
own_scopes(Ctx *ctx)
{
    RegionCodes reads = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    RegionCodes leads = actor_scopes(ctx, CAN_READ_SUPERVISION);
    RegionCodes own = {.at = NEW_ARRAY(ctx->arena, RegionCode, reads.len + leads.len)};

    for (size_t i = 0; i < leads.len; i++)
        own.at[own.len++] = leads.at[i];
    for (size_t i = 0; i < reads.len; i++)
        if (!region_codes_contain(leads, reads.at[i]))
            own.at[own.len++] = reads.at[i];
    return own;
}

static Status
choose_page(Ctx *ctx, const Request *req, Response *res)
{
    ReportChoiceView view = {.page = page_begin(ctx, req, TR(ctx->lang, "报表"))};
    RegionCodes own = own_scopes(ctx);
    Month month = report_month_of(ctx_today(ctx));

    if (own.len == 0)
        return DENIED;
    if (own.len == 1) {
        if (own.at[0] == 0)
            TRY(region_top(ctx, &own.at[0]));
        res->uncacheable = true;
        return response_redirect(ctx, res, report_link(ctx->arena, own.at[0], month));
    }
    view.places.at = NEW_ARRAY(ctx->arena, ReportPlaceView, own.len);
    for (size_t i = 0; i < own.len; i++) {
        Region place;

        TRY(region_get(ctx, own.at[i], &place));
        view.places.at[view.places.len++] = (ReportPlaceView){
            .name = place.name, .link = report_link(ctx->arena, place.code, month)};
    }
    res->uncacheable = true;
    response_page(ctx, req, res, html_stats_desk_report_places, &view);
    return OK;
}

/* ---- the page ---- */

static void
fill_rows(Ctx *ctx, const Report *report, ReportView *view)
{
    view->rows.at = NEW_ARRAY(ctx->arena, ReportRowView, report->indicators.len);
    for (size_t i = 0; i < report->indicators.len; i++) {
        const ReportIndicator *row = &report->indicators.at[i];
        const Indicator *indicator = row->indicator;

        view->rows.at[view->rows.len++] = (ReportRowView){
            .title = report_indicator_title(ctx, row),
            .unit = indicator->kind == INDICATOR_COUNT ? report_unit(ctx, row) : (Text){0},
            .definition = tr_text(ctx->lang, indicator->definition),
            .now = report_value(ctx, row, row->now, false),
            .before = report_value(ctx, row, row->before, true),
            .year_before = report_value(ctx, row, row->year_before, true),
            .change = report_change(ctx, report, row, row->before),
            .year_change = report_change(ctx, report, row, row->year_before),
        };
    }
}

static void
fill_places(Ctx *ctx, const Report *report, ReportView *view)
{
    view->places.at = NEW_ARRAY(ctx->arena, ReportPlaceView, report->places.len);
    for (size_t i = 0; i < report->places.len; i++) {
        const ReportPlace *place = &report->places.at[i];

        view->places.at[view->places.len++] = (ReportPlaceView){
            .name = report_place_name(ctx, place),
            .link = report_link(ctx->arena, place->code, report->month),
            .due = number_format(ctx->arena, place->due),
            .on_time = number_format(ctx->arena, place->on_time),
            .rate = rate_format(ctx->arena, place->on_time, place->due),
            .missing = number_format(ctx->arena, place->missing),
            .received = number_format(ctx->arena, place->received),
            .resolved = number_format(ctx->arena, place->resolved),
            .open = number_format(ctx->arena, place->open),
        };
    }
}

static Status
read_asked(Ctx *ctx, const Request *req, Text month, Report *out)
{
    Month asked = report_month_of(ctx_today(ctx));
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    if (!text_is_empty(month) && !month_parse(month, &asked))
        return ctx_problem(ctx, "month", TR(ctx->lang, "月份写成 2023-05 这样"));
    return report_read(ctx, code, asked, out);
}

static Status
one_page(Ctx *ctx, const Request *req, Response *res)
{
    ReportView view = {0};
    Report report;
    Texts said;

    TRY(read_asked(ctx, req, request_query(req, "month"), &report));
    said = report_summary(ctx, &report);
    view.title = report_title(ctx, &report);
    view.month = report_month_words(ctx, &report);
    view.office = report.office;
    view.page = page_begin(ctx, req, view.title);
    desk_crumbs(ctx, &view.page, T(""), T(""));
    if (report.month > LEDGER_MONTH_MIN)
        view.previous_link = report_link(ctx->arena, report.place.code, report.month - 1);
    if (report.month < month_of(report.made))
        view.next_link = report_link(ctx->arena, report.place.code, report.month + 1);
    view.sheet_link = file_link(ctx->arena, &report, REPORT_XLSX);
    view.paper_link = file_link(ctx->arena, &report, REPORT_PDF);
    view.unfinished = report.unfinished;
    view.internal =
        report.flags_are != REPORT_FLAGS_NONE || report.has_clues || report.has_petitions;
    view.summary.at = said.at;
    view.summary.len = said.len;
    fill_rows(ctx, &report, &view);
    fill_places(ctx, &report, &view);
    res->uncacheable = true;
    response_page(ctx, req, res, html_stats_desk_report, &view);
    return OK;
}

/* ---- the files ---- */

/* "2023-05.pdf" */
static bool
file_parse(Text name, Text *month_out, ReportFile *file_out)
{
    Text ending;

    if (!text_cut(name, '.', month_out, &ending))
        return false;
    for (int file = 0; file < REPORT_FILES; file++)
        if (text_eq(ending, text_c(report_file_ending((ReportFile)file)))) {
            *file_out = (ReportFile)file;
            return true;
        }
    return false;
}

static Status
one_file(Ctx *ctx, const Request *req, Response *res)
{
    Report report;
    ReportFile file;
    Text month;

    if (!file_parse(request_param(req, "file"), &month, &file) || text_is_empty(month))
        return NOT_FOUND;
    TRY(read_asked(ctx, req, month, &report));
    TRY(report_make(ctx, &report, file, &res->body));
    res->type = text_c(report_file_type(file));
    res->uncacheable = true;
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "%s; filename=\"%012lld-%.*s.%s\"",
                                file == REPORT_PDF ? "inline" : "attachment",
                                (long long)report.place.code, TEXT_ARGS(month),
                                report_file_ending(file)));
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/report",               choose_page, ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/report/{code}",        one_page,    ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/report/{code}/{file}", one_file,    ROUTE_READ | ROUTE_STAFF},
};

const RouteTable report_desk_routes = ROUTES(routes);
