/*
 * The households of a project in one village; paid all at once.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_families.html.h"
#include "project/sentence.h"

enum { ROWS_A_PAGE = 200 };

typedef struct Part {
    ProjectDesk desk;
    Region place;
    int64_t building; /* 0: all */
    Text link;
} Part;

static Status
open_part(Ctx *ctx, const Request *req, Part *out)
{
    Text building = request_query(req, "building");

    *out = (Part){0};
    TRY(project_desk_open(ctx, req, &out->desk));
    TRY(project_desk_place(ctx, req, &out->desk, &out->place));
    if (out->desk.project.kind == PROJECT_WORKS ||
        (building.len != 0 && !text_to_i64(building, &out->building)))
        return NOT_FOUND;
    out->link = text_printf(ctx->arena, "/desk/project/%lld/households/%012lld",
                            (long long)out->desk.project.id, (long long)out->place.code);
    return OK;
}

static Status
fill_buildings(Ctx *ctx, const Part *part, FamiliesView *view)
{
    Buildings buildings;

    TRY(project_buildings(ctx, &part->desk.project, &buildings));
    view->buildings.at = NEW_ARRAY(ctx->arena, ProjectChoice, buildings.len + 1);
    view->buildings.at[view->buildings.len++] = (ProjectChoice){
        .value = T(""), .name = TR(ctx->lang, "全部"), .chosen = part->building == 0};
    for (size_t i = 0; i < buildings.len; i++)
        if (buildings.at[i].place == part->place.code)
            view->buildings.at[view->buildings.len++] = (ProjectChoice){
                .value = desk_number(ctx->arena, buildings.at[i].id),
                .name = buildings.at[i].name,
                .chosen = buildings.at[i].id == part->building,
            };
    return OK;
}

static void
fill_row(Ctx *ctx, const Part *part, const ProjectHousehold *household,
         const DeskFindings *findings, DeskFamilyRow *out)
{
    *out = (DeskFamilyRow){
        .position = desk_number(ctx->arena, household->position),
        .link = text_printf(ctx->arena, "/desk/project/%lld/household/%lld",
                            (long long)part->desk.project.id, (long long)household->id),
        .building = household->building,
        .number = household->number,
        .head = household->head,
        .signed_on = project_day_plain(ctx, household->signed_day),
        .paid_on = project_day_plain(ctx, household->paid_day),
        .total = fen_format(ctx->arena, household->total_fen),
        .note = household->note,
    };
    for (size_t i = 0; i < findings->rows.len; i++)
        out->odd = out->odd || text_eq(findings->rows.at[i].link, out->link);
}

static Text
page_link(Ctx *ctx, const Part *part, int64_t page)
{
    return part->building == 0
               ? text_printf(ctx->arena, "%.*s?page=%lld", TEXT_ARGS(part->link), (long long)page)
               : text_printf(ctx->arena, "%.*s?building=%lld&page=%lld", TEXT_ARGS(part->link),
                             (long long)part->building, (long long)page);
}

static Status
fill_rows(Ctx *ctx, const Request *req, const Part *part, FamiliesView *view)
{
    ProjectHouseholds households;
    int64_t page = 0, signed_now = 0;
    size_t first;

    TRY(project_households(ctx, &part->desk.project, part->place.code, part->building,
                           &households));
    if (!text_to_i64(request_query(req, "page"), &page) || page < 0 || page > PROJECT_ROWS_MAX)
        page = 0;
    first = (size_t)page * ROWS_A_PAGE;
    view->rows.at = NEW_ARRAY(ctx->arena, DeskFamilyRow, ROWS_A_PAGE);
    for (size_t i = 0; i < households.len; i++) {
        const ProjectHousehold *household = &households.at[i];

        signed_now += household->signed_day.set;
        view->unpaid += household->signed_day.set && !household->paid_day.set;
        if (i >= first && view->rows.len < ROWS_A_PAGE)
            fill_row(ctx, part, household, &view->findings, &view->rows.at[view->rows.len++]);
    }
    view->says = TR_FORMAT(ctx->arena, ctx->lang, "{households} 户，签了 {signed} 户",
                           {"households", desk_number(ctx->arena, (int64_t)households.len)},
                           {"signed", desk_number(ctx->arena, signed_now)});
    if (page > 0)
        view->previous_link = page_link(ctx, part, page - 1);
    if (first + ROWS_A_PAGE < households.len)
        view->next_link = page_link(ctx, part, page + 1);
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Part *part)
{
    FamiliesView view = {
        .place = part->place.name,
        .group_word = project_group_word(ctx->lang, part->desk.project.kind),
        .filter_action = part->link,
        .sheet_link = text_printf(ctx->arena, "%.*s/sheet", TEXT_ARGS(part->link)),
        .export_link = text_printf(ctx->arena, "%.*s/export", TEXT_ARGS(part->link)),
        .new_link = text_printf(ctx->arena, "/desk/project/%lld/household/new?place=%012lld",
                                (long long)part->desk.project.id, (long long)part->place.code),
        .pay_action = text_printf(ctx->arena, "%.*s/pay", TEXT_ARGS(part->link)),
        .keeps = part->desk.keeps,
        .day = request_form(req, "day"),
        .day_error = ctx_problem_of(ctx, "day"),
        .today = day_format(ctx->arena, ctx_today(ctx)),
    };

    project_form_head(ctx, &part->desk, part->link, &view.head);
    TRY(project_desk_findings(ctx, &part->desk, part->place.code, &view.findings));
    TRY(fill_buildings(ctx, part, &view));
    TRY(fill_rows(ctx, req, part, &view));
    TRY(project_desk_begin(
        ctx, req, &part->desk,
        TR_FORMAT(ctx->arena, ctx->lang, "{name}的人家", {"name", part->place.name}), true,
        &view.page));
    response_page(ctx, req, res, html_project_desk_families, &view);
    return OK;
}

static Status
families_page(Ctx *ctx, const Request *req, Response *res)
{
    Part part;

    TRY(open_part(ctx, req, &part));
    return show(ctx, req, res, &part);
}

static Status
pay_all(Ctx *ctx, const Request *req, Response *res)
{
    Part part;
    Project after;
    OptInt day;
    Status status;

    TRY(open_part(ctx, req, &part));
    day = project_typed_day(ctx, "day", request_form(req, "day"));
    status = ctx_checked(ctx);
    if (status == OK && !day.set)
        status = ctx_problem(ctx, "day", TR(ctx->lang, "请写哪一天付的"));
    if (status == OK)
        status = project_pay_all(ctx, part.desk.project.id, project_lock(req), part.place.code,
                                 (Day)day.value, &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &part));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已登记；没付到的，请在那一户改过来"));
    return response_redirect(ctx, res, part.link);
}

#define ONE "/desk/project/{id}"

static const Route routes[] = {
    {METHOD_GET,  ONE "/households/{code}",            families_page,         ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, ONE "/households/{code}/pay",        pay_all,               ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  ONE "/households/{code}/sheet",      project_sheet_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, ONE "/households/{code}/sheet",      project_sheet_steps,
     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD                                                          },
    {METHOD_GET,  ONE "/households/{code}/export",     project_sheet_export,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  ONE "/household/{household}",        project_family_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, ONE "/household/{household}",        project_family_save,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, ONE "/household/{household}/sign",   project_family_sign,
     ROUTE_WRITE | ROUTE_STAFF                                                                         },
    {METHOD_POST, ONE "/household/{household}/pay",    project_family_pay,    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, ONE "/household/{household}/remove", project_family_remove,
     ROUTE_WRITE | ROUTE_STAFF                                                                         },
};

const RouteTable project_households_desk_routes = {routes, sizeof routes / sizeof routes[0]};
