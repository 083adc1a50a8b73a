/*
 * Every household of a project: for those who live in it, and for staff.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "project/households.html.h"
#include "project/pages.h"
#include "project/sentence.h"

enum { FAMILIES_A_PAGE = 100 };

static Status
fill_buildings(Ctx *ctx, const Project *project, int64_t chosen, ProjectHouseholdsView *view)
{
    Buildings buildings;

    TRY(project_buildings(ctx, project, &buildings));
    view->buildings.at = NEW_ARRAY(ctx->arena, ProjectChoice, buildings.len + 1);
    view->buildings.at[view->buildings.len++] =
        (ProjectChoice){.value = T(""), .name = TR(ctx->lang, "全部"), .chosen = chosen == 0};
    for (size_t i = 0; i < buildings.len; i++) {
        const Building *building = &buildings.at[i];

        view->buildings.at[view->buildings.len++] =
            (ProjectChoice){.value = text_printf(ctx->arena, "%lld", (long long)building->id),
                            .name = building->name,
                            .chosen = building->id == chosen};
        if (building->id == chosen)
            view->says =
                TR_FORMAT(ctx->arena, ctx->lang, "{name}：{words}", {"name", building->name},
                          {"words", building_says(ctx, building)});
    }
    return chosen == 0 || view->says.len != 0 ? OK : NOT_FOUND;
}

static Text
page_link(Ctx *ctx, const Project *project, int64_t building, int64_t page)
{
    Text link = project_link(ctx->arena, project->id, "/households");

    return building == 0
               ? text_printf(ctx->arena, "%.*s?page=%lld", TEXT_ARGS(link), (long long)page)
               : text_printf(ctx->arena, "%.*s?building=%lld&page=%lld", TEXT_ARGS(link),
                             (long long)building, (long long)page);
}

static Status
fill_families(Ctx *ctx, const Request *req, const Project *project, int64_t building,
              ProjectHouseholdsView *view)
{
    ProjectHouseholds households;
    int64_t page = 0, total_fen = 0;
    size_t first;

    TRY(project_households(ctx, project, 0, building, &households));
    if (!text_to_i64(request_query(req, "page"), &page) || page < 0 || page > PROJECT_ROWS_MAX)
        page = 0;
    first = (size_t)page * FAMILIES_A_PAGE;
    view->families.at = NEW_ARRAY(ctx->arena, ProjectFamily, FAMILIES_A_PAGE);
    for (size_t i = 0; i < households.len; i++) {
        total_fen += households.at[i].total_fen;
        if (i >= first && view->families.len < FAMILIES_A_PAGE)
            project_family(ctx, &households.at[i], &view->families.at[view->families.len++]);
    }
    view->total = fen_format(ctx->arena, total_fen);
    if (page > 0)
        view->previous_link = page_link(ctx, project, building, page - 1);
    if (first + FAMILIES_A_PAGE < households.len)
        view->next_link = page_link(ctx, project, building, page + 1);
    return OK;
}

Status
project_households_page(Ctx *ctx, const Request *req, Response *res)
{
    ProjectHouseholdsView view = {0};
    Project project;
    ProjectSight sight;
    int64_t building = 0;
    Region place;

    TRY(project_of_request(ctx, req, &project));
    TRY(project_sight(ctx, &project, 0, &sight));
    if (project.kind == PROJECT_WORKS || !project.published)
        return NOT_FOUND;
    if (sight < SIGHT_LINES)
        return DENIED;
    if (request_query(req, "building").len != 0 &&
        !text_to_i64(request_query(req, "building"), &building))
        return NOT_FOUND;
    view.name = project.name;
    view.link = project_link(ctx->arena, project.id, "");
    view.action = project_link(ctx->arena, project.id, "/households");
    view.says = building == 0 ? project_says(ctx, &project) : T("");
    view.group_word = project_group_word(ctx->lang, project.kind);
    TRY(fill_buildings(ctx, &project, building, &view));
    TRY(fill_families(ctx, req, &project, building, &view));
    TRY(region_get(ctx, project.region, &place));
    view.place = place.name;
    TRY(pages_begin(ctx, req, &place, TR(ctx->lang, "每一户的补偿"), &view.page));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_project_households, &view);
    return OK;
}
