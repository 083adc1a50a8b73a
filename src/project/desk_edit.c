/*
 * A new project, and what may be changed of one: name, budget, the villages that it touches.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_edit.html.h"

/* ---- showing ---- */

static void
fill_kinds(Ctx *ctx, const Request *req, ProjectEditView *view)
{
    Text typed = request_form(req, "kind");

    view->kinds.at = NEW_ARRAY(ctx->arena, DeskChoice, PROJECT_KIND_COUNT);
    for (int i = 0; i < PROJECT_KIND_COUNT; i++) {
        Text value = text_c(project_kind_name((ProjectKind)i));

        view->kinds.at[view->kinds.len++] = (DeskChoice){
            .value = value,
            .words = tr_text(ctx->lang, project_kind_title((ProjectKind)i)),
            .chosen = typed.len != 0 ? text_eq(typed, value) : i == 0,
        };
    }
}

static bool
touches(const RegionCodes *places, RegionCode code)
{
    for (size_t i = 0; i < places->len; i++)
        if (places->at[i] == code)
            return true;
    return false;
}

/* The villages of a township; those that are touched are ticked. */
static Status
fill_places(Ctx *ctx, const Region *place, const RegionCodes *chosen, ProjectEditView *view)
{
    Regions villages;

    view->touches = place->level == LEVEL_TOWNSHIP;
    if (!view->touches)
        return OK;
    TRY(region_children(ctx, place->code, &villages));
    view->places.at = NEW_ARRAY(ctx->arena, DeskChoice, villages.len);
    for (size_t i = 0; i < villages.len; i++)
        if (!villages.at[i].closed_day.set || touches(chosen, villages.at[i].code))
            view->places.at[view->places.len++] = (DeskChoice){
                .value = desk_code(ctx->arena, villages.at[i].code),
                .words = villages.at[i].name,
                .chosen = touches(chosen, villages.at[i].code),
            };
    return OK;
}

static void
fill_texts(Ctx *ctx, const Request *req, const Project *project, ProjectEditView *view)
{
    bool typed = request_has_form(req, "name");

    view->name = typed ? request_form(req, "name") : project->name;
    view->summary = typed ? request_form(req, "summary") : project->summary;
    view->ground = typed ? request_form(req, "ground") : project->ground;
    view->source = typed ? request_form(req, "source") : project->source;
    view->budget =
        typed ? request_form(req, "budget") : project_fen_plain(ctx, project->budget_fen);
    view->finished =
        typed ? request_form(req, "finished_day") : project_day_plain(ctx, project->finished_day);
    view->kind_error = ctx_problem_of(ctx, "kind");
    view->name_error = ctx_problem_of(ctx, "name");
    view->summary_error = ctx_problem_of(ctx, "summary");
    view->ground_error = ctx_problem_of(ctx, "ground");
    view->source_error = ctx_problem_of(ctx, "source");
    view->budget_error = ctx_problem_of(ctx, "budget");
    view->places_error = ctx_problem_of(ctx, "places");
    view->finished_error = ctx_problem_of(ctx, "finished_day");
    view->reason_error = ctx_problem_of(ctx, "reopen");
}

/* project->id 0: a new one at project->region. */
static Status
show(Ctx *ctx, const Request *req, Response *res, const Project *project)
{
    ProjectEditView view = {
        .is_new = project->id == 0,
        .lock = desk_number(ctx->arena, project->lock),
        .today = day_format(ctx->arena, ctx_today(ctx)),
    };
    Region place;

    TRY(region_get(ctx, project->region, &place));
    view.place = place.name;
    view.back_link = view.is_new ? projects_desk_link(ctx->arena, place.code, "")
                                 : project_desk_link(ctx->arena, project->id, "");
    view.action = view.is_new ? projects_desk_link(ctx->arena, place.code, "/new")
                              : project_desk_link(ctx->arena, project->id, "/edit");
    fill_kinds(ctx, req, &view);
    fill_texts(ctx, req, project, &view);
    TRY(fill_places(ctx, &place, &project->places, &view));
    if (view.is_new) {
        view.page = page_begin(ctx, req, TR(ctx->lang, "新建一个项目"));
    } else {
        ProjectDesk desk = {.project = *project};

        TRY(project_desk_begin(ctx, req, &desk, TR(ctx->lang, "改基本情况"), true, &view.page));
    }
    response_page(ctx, req, res, html_project_desk_edit, &view);
    return OK;
}

/* ---- what is typed ---- */

static void
read_places(Ctx *ctx, const Request *req, Project *project)
{
    Texts typed = request_form_all(req, "places");

    project->places = (RegionCodes){.at = NEW_ARRAY(ctx->arena, RegionCode, typed.len)};
    for (size_t i = 0; i < typed.len; i++) {
        RegionCode code;

        if (region_code_parse(typed.at[i], &code))
            project->places.at[project->places.len++] = code;
        else
            (void)!ctx_problem(ctx, "places", TR(ctx->lang, "没有这个地方"));
    }
}

static Status
read_project(Ctx *ctx, const Request *req, bool township, Project *project)
{
    project->name = text_trim(request_form(req, "name"));
    project->summary = text_trim(request_form(req, "summary"));
    project->ground = text_trim(request_form(req, "ground"));
    project->source = text_trim(request_form(req, "source"));
    project->budget_fen = project_typed_fen(ctx, "budget", request_form(req, "budget"));
    project->finished_day =
        project_typed_day(ctx, "finished_day", request_form(req, "finished_day"));
    if (township)
        read_places(ctx, req, project);
    return ctx_checked(ctx);
}

/* ---- new ---- */

static Status
open_place(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    if (out->level != LEVEL_VILLAGE && out->level != LEVEL_TOWNSHIP)
        return NOT_FOUND;
    return project_may_manage(ctx->actor, code) ? OK : DENIED;
}

Status
project_new_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_place(ctx, req, &place));
    return show(ctx, req, res, &(Project){.region = place.code});
}

Status
project_create_deed(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    Project project, made;
    ProjectKind kind;
    Status status;

    TRY(open_place(ctx, req, &place));
    project = (Project){.region = place.code};
    if (!project_kind_parse(request_form(req, "kind"), &kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选是哪一类项目"));
    else
        project.kind = kind;
    status = read_project(ctx, req, place.level == LEVEL_TOWNSHIP, &project);
    if (status == OK)
        status = project_create(ctx, &project, &made);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &project));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "建好了，接着填每一步的日期"));
    return response_redirect(ctx, res, project_desk_link(ctx->arena, made.id, ""));
}

/* ---- changing ---- */

Status
project_edit_page(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;

    TRY(project_desk_keep(ctx, req, &desk));
    return show(ctx, req, res, &desk.project);
}

Status
project_edit_save(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;
    Project project, after;
    Status status;

    TRY(project_desk_keep(ctx, req, &desk));
    project = desk.project;
    project.lock = project_lock(req);
    status = read_project(ctx, req, region_code_level(project.region) == LEVEL_TOWNSHIP, &project);
    if (status == OK)
        status = project_update(ctx, &project, &after);
    if (status == INVALID) {
        project.lock = desk.project.lock;
        TRY(show(ctx, req, res, &project));
        return INVALID;
    }
    TRY(status);
    return project_desk_done(ctx, req, res, &desk, "", TR(ctx->lang, "已保存"));
}
