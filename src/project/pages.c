/*
 * The projects of a place.
 */
#include "project/pages.h"

#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "project/project.sql.h"
#include "project/projects.html.h"
#include "project/sentence.h"

Text
project_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/project/%lld%s", (long long)id, below);
}

Status
project_of_request(Ctx *ctx, const Request *req, Project *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    return project_get(ctx, id, out);
}

Status
project_related(Ctx *ctx, const Disclosure *disclosure, Related *out)
{
    ProjectOfDisclosureRow row;
    Project project;
    Status status;

    if (!text_eq(disclosure->item, project_item(PROJECT_RELOCATION)) &&
        !text_eq(disclosure->item, project_item(PROJECT_WORKS)))
        return OK;
    status = project_of_disclosure(ctx, disclosure->id, &row);
    if (status == OK)
        status = project_get(ctx, row.project, &project);
    if (status == OK && project.published)
        *out = (Related){project.name, project_link(ctx->arena, project.id, "")};
    return status == NOT_FOUND ? OK : status;
}

void
project_state(Ctx *ctx, const Project *project, Text *words, const char **css)
{
    bool finished =
        project->finished_day.set && project->finished_day.value <= (int64_t)ctx_today(ctx);

    *words = finished ? TR(ctx->lang, "已结束") : TR(ctx->lang, "正在进行");
    *css = finished ? "tag tag-ok" : "tag tag-doing";
}

Status
project_card(Ctx *ctx, const Project *project, bool with_place, ProjectCard *out)
{
    *out = (ProjectCard){
        .link = project_link(ctx->arena, project->id, ""),
        .name = project->name,
        .says = project_says(ctx, project),
        .kind = tr_text(ctx->lang, project_kind_title(project->kind)),
    };
    project_state(ctx, project, &out->state, &out->tag_css);
    if (with_place) {
        Region place;

        TRY(region_get(ctx, project->region, &place));
        out->place = place.name;
    }
    return OK;
}

/* ---- the page ---- */

static Text
list_link(Ctx *ctx, const Region *place, int kind)
{
    Text link = text_printf(ctx->arena, "/r/%012lld/projects", (long long)place->code);

    return kind < 0 ? link
                    : text_printf(ctx->arena, "%.*s?kind=%s", TEXT_ARGS(link),
                                  project_kind_name((ProjectKind)kind));
}

/* All kinds, then each. */
static void
fill_tabs(Ctx *ctx, const Region *place, int kind, ProjectsView *view)
{
    view->tabs.at = NEW_ARRAY(ctx->arena, ProjectTab, PROJECT_KIND_COUNT + 1);
    view->tabs.at[view->tabs.len++] = (ProjectTab){
        .link = list_link(ctx, place, -1), .name = TR(ctx->lang, "全部"), .current = kind < 0};
    for (int i = 0; i < PROJECT_KIND_COUNT; i++)
        view->tabs.at[view->tabs.len++] = (ProjectTab){
            .link = list_link(ctx, place, i),
            .name = tr_text(ctx->lang, project_kind_title((ProjectKind)i)),
            .current = kind == i,
        };
}

static Status
fill_cards(Ctx *ctx, const Request *req, const Region *place, int kind, ProjectsView *view)
{
    Projects projects;

    TRY(project_list(ctx, place->code, kind, request_query(req, "cursor"), &projects));
    view->cards.at = NEW_ARRAY(ctx->arena, ProjectCard, projects.len);
    for (size_t i = 0; i < projects.len; i++) {
        const Project *project = &projects.at[i];

        if (project->published) /* staff get drafts, too; they are the desk's */
            TRY(project_card(ctx, project, project->region != place->code,
                             &view->cards.at[view->cards.len++]));
    }
    if (projects.next.at != NULL)
        view->more_link =
            text_printf(ctx->arena, "%.*s%scursor=%.*s", TEXT_ARGS(list_link(ctx, place, kind)),
                        kind < 0 ? "?" : "&", TEXT_ARGS(projects.next));
    return OK;
}

static Status
projects_page(Ctx *ctx, const Request *req, Response *res)
{
    ProjectsView view = {0};
    Text word = request_query(req, "kind");
    ProjectKind known;
    int kind = -1;
    Region place;

    TRY(pages_place(ctx, req, &place));
    if (place.code == 0 || (word.len != 0 && !project_kind_parse(word, &known)))
        return NOT_FOUND;
    if (word.len != 0)
        kind = (int)known;
    view.place = place.name;
    fill_tabs(ctx, &place, kind, &view);
    TRY(fill_cards(ctx, req, &place, kind, &view));
    TRY(pages_begin(ctx, req, &place,
                    TR_FORMAT(ctx->arena, ctx->lang, "{place}的项目", {"place", place.name}),
                    &view.page));
    res->uncacheable = ctx->actor != NULL;
    response_shows(res, place.code);
    response_page(ctx, req, res, html_project_projects, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/r/{code}/projects",       projects_page,           ROUTE_READ              },
    {METHOD_GET, "/project/{id}",            project_page,            ROUTE_READ              },
    {METHOD_GET, "/project/{id}/households", project_households_page, ROUTE_READ | ROUTE_STAFF},
};

const RouteTable project_routes = {routes, sizeof routes / sizeof routes[0]};
