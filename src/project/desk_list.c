/*
 * Projects on the desk: of which place, and those of one place with what waits.
 */
#include "base/tr.h"
#include "project/desk.h"
#include "project/desk_list.html.h"
#include "project/desk_places.html.h"
#include "project/pages.h"
#include "project/sentence.h"

/* ---- of which place ---- */

static Status
show_places(Ctx *ctx, const Request *req, Response *res, RegionCodes codes)
{
    DeskProjectPlacesView view = {0};

    view.places.at = NEW_ARRAY(ctx->arena, ProjectTab, codes.len);
    for (size_t i = 0; i < codes.len; i++) {
        Region place;

        TRY(region_get(ctx, codes.at[i], &place));
        view.places.at[view.places.len++] = (ProjectTab){
            .link = projects_desk_link(ctx->arena, place.code, ""), .name = place.name};
    }
    view.page = page_begin(ctx, req, TR(ctx->lang, "项目"));
    response_page(ctx, req, res, html_project_desk_places, &view);
    return OK;
}

Status
project_places_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);

    if (scopes.len == 0)
        return DENIED;
    if (scopes.len == 1 && scopes.at[0] != 0)
        return response_redirect(ctx, res, projects_desk_link(ctx->arena, scopes.at[0], ""));
    return show_places(ctx, req, res, scopes);
}

/* ---- of one ---- */

static Status
fill_row(Ctx *ctx, const Project *project, const Region *here, DeskProjectRow *out)
{
    ProjectCard card;
    Stages stages;

    TRY(project_card(ctx, project, project->region != here->code, &card));
    TRY(project_stages(ctx, project, &stages));
    *out = (DeskProjectRow){
        .link = project_desk_link(ctx->arena, project->id, ""),
        .name = project->name,
        .says = card.says,
        .waits = project_waits(ctx, project, &stages),
        .place = card.place,
        .kind = card.kind,
        .state = card.state,
        .tag_css = card.tag_css,
    };
    if (!project->published) {
        out->state = TR(ctx->lang, "还没公开");
        out->tag_css = "tag";
    }
    return OK;
}

static Status
fill_rows(Ctx *ctx, const Request *req, const Region *place, DeskProjectsView *view)
{
    Projects projects;

    TRY(project_list(ctx, place->code, -1, request_query(req, "cursor"), &projects));
    view->rows.at = NEW_ARRAY(ctx->arena, DeskProjectRow, projects.len);
    for (size_t i = 0; i < projects.len; i++)
        TRY(fill_row(ctx, &projects.at[i], place, &view->rows.at[view->rows.len++]));
    if (projects.next.at != NULL)
        view->next_link = text_printf(ctx->arena, "%.*s?cursor=%.*s",
                                      TEXT_ARGS(projects_desk_link(ctx->arena, place->code, "")),
                                      TEXT_ARGS(projects.next));
    return OK;
}

/* Who looks after several townships goes to one of them for a new project. */
static Status
fill_below(Ctx *ctx, const Region *place, DeskProjectsView *view)
{
    Regions children;

    if (place->level != LEVEL_DISTRICT)
        return OK;
    TRY(region_children(ctx, place->code, &children));
    view->below.at = NEW_ARRAY(ctx->arena, ProjectTab, children.len);
    for (size_t i = 0; i < children.len; i++)
        if (!children.at[i].closed_day.set)
            view->below.at[view->below.len++] =
                (ProjectTab){.link = projects_desk_link(ctx->arena, children.at[i].code, ""),
                             .name = children.at[i].name};
    return OK;
}

Status
project_list_page(Ctx *ctx, const Request *req, Response *res)
{
    DeskProjectsView view = {0};
    RegionCode code;
    Region place;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, &place));
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, code));
    view.place = place.name;
    view.may_keep = (place.level == LEVEL_VILLAGE || place.level == LEVEL_TOWNSHIP) &&
                    project_may_manage(ctx->actor, code);
    view.new_link = projects_desk_link(ctx->arena, code, "/new");
    view.public_link = text_printf(ctx->arena, "/r/%012lld/projects", (long long)code);
    TRY(fill_rows(ctx, req, &place, &view));
    TRY(fill_below(ctx, &place, &view));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的项目", {"place", place.name}));
    response_page(ctx, req, res, html_project_desk_list, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/projects",             project_places_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/projects/{code}",      project_list_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/projects/{code}/new",  project_new_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/projects/{code}/new",  project_create_deed, ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/project/{id}",         project_one_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/project/{id}/edit",    project_edit_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/project/{id}/edit",    project_edit_save,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/project/{id}/reopen",  project_open_up,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/project/{id}/discard", project_drop,        ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable project_desk_routes = {routes, sizeof routes / sizeof routes[0]};
