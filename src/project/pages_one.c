/*
 * One project: how far it is in a sentence, bars, stages and money; as much as the reader may know.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "project/pages.h"
#include "project/project.html.h"
#include "project/sentence.h"

/* ---- the own household ---- */

static void
fill_line(Ctx *ctx, const Compensation *line, ProjectTotal *out)
{
    *out = (ProjectTotal){
        .item = line->item,
        .quantity = text_printf(ctx->arena, "%.*s%.*s",
                                TEXT_ARGS(decimal_format(ctx->arena, line->quantity_milli)),
                                TEXT_ARGS(line->unit)),
        .standard = fen_format(ctx->arena, line->standard_fen),
        .amount = fen_format(ctx->arena, line->amount_fen),
    };
}

void
project_family(Ctx *ctx, const ProjectHousehold *household, ProjectFamily *out)
{
    *out = (ProjectFamily){
        .building = household->building,
        .number = household->number,
        .head = household->head,
        .group_name = household->group_name,
        .agreement = household->agreement,
        .note = household->note,
        .total = fen_format(ctx->arena, household->total_fen),
        .own = household->own,
    };
    if (household->signed_day.set)
        out->signed_on = project_day(ctx, (Day)household->signed_day.value);
    if (household->paid_day.set)
        out->paid_on = project_day(ctx, (Day)household->paid_day.value);
    out->lines.at = NEW_ARRAY(ctx->arena, ProjectTotal, household->line_count);
    for (size_t i = 0; i < household->line_count; i++)
        fill_line(ctx, &household->lines[i], &out->lines.at[out->lines.len++]);
}

static Status
fill_own(Ctx *ctx, const Project *project, ProjectView *view)
{
    Households households;

    if (ctx->actor == NULL || project->kind == PROJECT_WORKS)
        return OK;
    TRY(resident_households_of(ctx, ctx->actor, &households));
    view->own.at = NEW_ARRAY(ctx->arena, ProjectFamily, households.len);
    for (size_t i = 0; i < households.len; i++) {
        ProjectOwns owns;

        TRY(project_own(ctx, &households.at[i], &owns));
        for (size_t j = 0; j < owns.len; j++)
            if (owns.at[j].project.id == project->id)
                project_family(ctx, &owns.at[j].household, &view->own.at[view->own.len++]);
    }
    return OK;
}

/* ---- the page ---- */

static void
fill_head(Ctx *ctx, const Project *project, ProjectView *view)
{
    view->name = project->name;
    view->kind = tr_text(ctx->lang, project_kind_title(project->kind));
    view->summary = project->summary;
    view->source = project->source;
    view->ground = project->ground;
    view->reopened = project->reopened;
    view->works = project->kind == PROJECT_WORKS;
    view->group_word = project_group_word(ctx->lang, project->kind);
    view->says = project_says(ctx, project);
    project_state(ctx, project, &view->state, &view->tag_css);
    if (view->works || project->households == 0)
        return;
    if (project->paid_households == project->households)
        view->paid_says = TR(ctx->lang, "补偿都付了。");
    else if (project->paid_households != 0)
        view->paid_says = TR_FORMAT(
            ctx->arena, ctx->lang, "{paid} 户领到了补偿。",
            {"paid", text_printf(ctx->arena, "%lld", (long long)project->paid_households)});
}

static Status
fill_place(Ctx *ctx, const Request *req, const Project *project, ProjectView *view)
{
    Region place;

    TRY(region_get(ctx, project->region, &place));
    view->place = place.name;
    view->place_link = text_printf(ctx->arena, "/r/%012lld/projects", (long long)place.code);
    TRY(pages_begin(ctx, req, &place, project->name, &view->page));
    view->page.description = view->says;
    return OK;
}

static Status
fill_rights(Ctx *ctx, const Project *project, ProjectSight *sight, ProjectView *view)
{
    TRY(project_sight(ctx, project, 0, sight));
    view->signed_in = ctx->actor != NULL;
    view->totals = !view->works && *sight >= SIGHT_TOTALS;
    if (!view->works && *sight >= SIGHT_LINES && project->households != 0)
        view->households_link = project_link(ctx->arena, project->id, "/households");
    if (*sight == SIGHT_STAFF)
        view->desk_link = text_printf(ctx->arena, "/desk/project/%lld", (long long)project->id);
    return OK;
}

Status
project_page(Ctx *ctx, const Request *req, Response *res)
{
    ProjectView view = {0};
    Project project;
    ProjectSight sight;

    TRY(project_of_request(ctx, req, &project));
    if (!project.published)
        return NOT_FOUND; /* staff see drafts on the desk */
    fill_head(ctx, &project, &view);
    TRY(fill_rights(ctx, &project, &sight, &view));
    TRY(project_fill_steps(ctx, &project, &view));
    if (view.works)
        TRY(project_fill_works(ctx, &project, &view));
    else
        TRY(project_fill_progress(ctx, &project, sight, &view));
    if (view.totals)
        TRY(project_fill_totals(ctx, &project, &view));
    TRY(fill_own(ctx, &project, &view));
    TRY(fill_place(ctx, req, &project, &view));
    res->uncacheable = ctx->actor != NULL;
    response_shows(res, project.region);
    response_page(ctx, req, res, html_project_project, &view);
    return OK;
}
