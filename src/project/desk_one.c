/*
 * One project on the desk: what waits, what the checks point out, its stages and rows.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_one.html.h"
#include "project/pages.h"
#include "project/sentence.h"

static void
fill_head(Ctx *ctx, const Project *project, DeskProjectView *view)
{
    view->name = project->name;
    view->kind = tr_text(ctx->lang, project_kind_title(project->kind));
    view->action = project_desk_link(ctx->arena, project->id, "");
    view->lock = desk_number(ctx->arena, project->lock);
    view->says = project_says(ctx, project);
    view->reopened = project->reopened;
    view->source = project->source;
    view->ground = project->ground;
    view->summary = project->summary;
    view->works = project->kind == PROJECT_WORKS;
    view->group_word = project_group_word(ctx->lang, project->kind);
    project_state(ctx, project, &view->state, &view->tag_css);
    if (project->budget_fen.set)
        view->budget = fen_format(ctx->arena, project->budget_fen.value);
    if (project->finished_day.set)
        view->finished = project_day(ctx, (Day)project->finished_day.value);
    if (project->published)
        view->public_link = project_link(ctx->arena, project->id, "");
    else
        view->state = TR(ctx->lang, "还没公开");
}

/* Something of it was handed in. */
static bool
is_handed_in(const Stages *stages)
{
    for (size_t i = 0; i < stages->len; i++)
        for (size_t j = 0; j < stages->at[i].disclosures.len; j++)
            if (stages->at[i].disclosures.at[j].id != 0)
                return true;
    return false;
}

static Status
fill_rights(Ctx *ctx, const Request *req, const ProjectDesk *desk, DeskProjectView *view)
{
    Stages stages;
    bool handed_in;

    TRY(project_stages(ctx, &desk->project, &stages));
    handed_in = is_handed_in(&stages);
    view->keeps = desk->keeps;
    view->waits = project_waits(ctx, &desk->project, &stages);
    view->can_discard = desk->keeps && !handed_in;
    view->can_reopen = desk->keeps && handed_in && desk->project.reopened.len == 0;
    view->edit_link = project_desk_link(ctx->arena, desk->project.id, "/edit");
    view->reason = request_form(req, "reason");
    view->reason_error = ctx_problem_of(ctx, "reason");
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const ProjectDesk *desk)
{
    DeskProjectView view = {0};
    Region place;

    fill_head(ctx, &desk->project, &view);
    TRY(fill_rights(ctx, req, desk, &view));
    TRY(project_desk_stages(ctx, desk, &view));
    if (view.works)
        TRY(project_desk_works(ctx, desk, &view));
    else
        TRY(project_desk_compensation(ctx, desk, &view));
    TRY(project_desk_findings(ctx, desk, 0, &view.findings));
    view.checked = view.findings.rows.len == 0 &&
                   (desk->project.households != 0 || desk->project.payments_fen != 0);
    TRY(region_get(ctx, desk->project.region, &place));
    view.place = place.name;
    view.place_link = projects_desk_link(ctx->arena, place.code, "");
    TRY(project_desk_begin(ctx, req, desk, desk->project.name, false, &view.page));
    response_page(ctx, req, res, html_project_desk_one, &view);
    return OK;
}

Status
project_one_page(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;

    TRY(project_desk_open(ctx, req, &desk));
    return show(ctx, req, res, &desk);
}

Status
project_open_up(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;
    Project after;
    Status status;

    TRY(project_desk_keep(ctx, req, &desk));
    status = project_reopen(ctx, desk.project.id, project_lock(req),
                            text_trim(request_form(req, "reason")), &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &desk));
        return INVALID;
    }
    TRY(status);
    return project_desk_done(
        ctx, req, res, &desk, "",
        TR(ctx->lang, "可以改了；重新提交并审核通过以前，群众看到的还是原来的"));
}

Status
project_drop(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;

    TRY(project_desk_keep(ctx, req, &desk));
    TRY(project_discard(ctx, desk.project.id, project_lock(req)));
    response_notice(ctx, req, res, TR(ctx->lang, "项目已丢弃"));
    return response_redirect(ctx, res, projects_desk_link(ctx->arena, desk.project.region, ""));
}
