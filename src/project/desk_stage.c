/*
 * A stage of a project: what it is called, when it was planned and when it was.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_stage.html.h"

typedef struct Editing {
    ProjectDesk desk;
    Stages stages;
    Stage stage; /* id 0: a new one */
} Editing;

static Status
open_stage(Ctx *ctx, const Request *req, Editing *out)
{
    int64_t id;

    TRY(project_desk_keep(ctx, req, &out->desk));
    TRY(project_stages(ctx, &out->desk.project, &out->stages));
    TRY(project_desk_number(req, "stage", &id));
    out->stage = (Stage){.phase = PHASE_DURING};
    if (id == 0)
        return OK;
    for (size_t i = 0; i < out->stages.len; i++)
        if (out->stages.at[i].id == id) {
            out->stage = out->stages.at[i];
            return OK;
        }
    return NOT_FOUND;
}

static bool
is_handed_in(const Stage *stage)
{
    for (size_t i = 0; i < stage->disclosures.len; i++)
        if (stage->disclosures.at[i].id != 0)
            return true;
    return false;
}

/* ---- showing ---- */

static void
fill_phases(Ctx *ctx, StagePhase now, StageFormView *view)
{
    view->phases.at = NEW_ARRAY(ctx->arena, DeskChoice, PHASE_COUNT);
    for (int i = 0; i < PHASE_COUNT; i++)
        view->phases.at[view->phases.len++] = (DeskChoice){
            .value = text_c(stage_phase_name((StagePhase)i)),
            .words = tr_text(ctx->lang, stage_phase_title((StagePhase)i)),
            .chosen = i == (int)now,
        };
}

static void
fill_fields(Ctx *ctx, const Request *req, const Stage *stage, StageFormView *view)
{
    bool typed = request_has_form(req, "name");

    view->name = typed ? request_form(req, "name") : stage->name;
    view->note = typed ? request_form(req, "note") : stage->note;
    view->position = typed                  ? request_form(req, "position")
                     : stage->position != 0 ? desk_number(ctx->arena, stage->position)
                                            : T("");
    view->planned_start =
        typed ? request_form(req, "planned_start") : project_day_plain(ctx, stage->planned_start);
    view->planned_end =
        typed ? request_form(req, "planned_end") : project_day_plain(ctx, stage->planned_end);
    view->actual_start =
        typed ? request_form(req, "actual_start") : project_day_plain(ctx, stage->actual_start);
    view->actual_end =
        typed ? request_form(req, "actual_end") : project_day_plain(ctx, stage->actual_end);
    view->name_error = ctx_problem_of(ctx, "name");
    view->phase_error = ctx_problem_of(ctx, "phase");
    view->planned_error = ctx_problem_of(ctx, "planned");
    view->actual_error = ctx_problem_of(ctx, "actual");
    view->note_error = ctx_problem_of(ctx, "note");
    view->position_error = ctx_problem_of(ctx, "position");
    if (view->name_error.len == 0)
        view->name_error = ctx_problem_of(ctx, "stages"); /* too many of them */
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Editing *editing)
{
    const ProjectDesk *desk = &editing->desk;
    const Stage *stage = &editing->stage;
    StageFormView view = {
        .is_new = stage->id == 0,
        .may_remove = stage->id != 0 && !is_handed_in(stage),
        .today = day_format(ctx->arena, ctx_today(ctx)),
    };
    Text below = view.is_new ? T("new") : desk_number(ctx->arena, stage->id);

    project_form_head(ctx, desk,
                      text_printf(ctx->arena, "/desk/project/%lld/stage/%.*s",
                                  (long long)desk->project.id, TEXT_ARGS(below)),
                      &view.head);
    fill_phases(ctx, stage->phase, &view);
    fill_fields(ctx, req, stage, &view);
    TRY(project_desk_begin(ctx, req, desk, view.is_new ? TR(ctx->lang, "加一步") : stage->name,
                           true, &view.page));
    response_page(ctx, req, res, html_project_desk_stage, &view);
    return OK;
}

static Status
stage_page(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;

    TRY(open_stage(ctx, req, &editing));
    return show(ctx, req, res, &editing);
}

/* ---- saving ---- */

static Status
read_stage(Ctx *ctx, const Request *req, Stage *stage)
{
    Text position = text_trim(request_form(req, "position"));

    stage->name = text_trim(request_form(req, "name"));
    stage->note = text_trim(request_form(req, "note"));
    stage->planned_start = project_typed_day(ctx, "planned", request_form(req, "planned_start"));
    stage->planned_end = project_typed_day(ctx, "planned", request_form(req, "planned_end"));
    stage->actual_start = project_typed_day(ctx, "actual", request_form(req, "actual_start"));
    stage->actual_end = project_typed_day(ctx, "actual", request_form(req, "actual_end"));
    if (!stage_phase_parse(request_form(req, "phase"), &stage->phase))
        (void)!ctx_problem(ctx, "phase", TR(ctx->lang, "请选事前、事中还是事后"));
    if (position.len == 0)
        stage->position = 0;
    else if (!text_to_i64(position, &stage->position) || stage->position < 1 ||
             stage->position > PROJECT_STAGES_MAX)
        (void)!ctx_problem(ctx, "position", TR(ctx->lang, "写 1、2、3 这样的数"));
    return ctx_checked(ctx);
}

static Status
save(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Project after;
    Status status;

    TRY(open_stage(ctx, req, &editing));
    status = read_stage(ctx, req, &editing.stage);
    if (status == OK)
        status = project_put_stage(ctx, editing.desk.project.id, project_lock(req), &editing.stage,
                                   &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &editing));
        return INVALID;
    }
    TRY(status);
    return project_desk_done(ctx, req, res, &editing.desk, "", TR(ctx->lang, "已保存"));
}

static Status
remove_it(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Project after;

    TRY(open_stage(ctx, req, &editing));
    if (editing.stage.id == 0)
        return NOT_FOUND;
    TRY(project_remove_stage(ctx, editing.desk.project.id, project_lock(req), editing.stage.id,
                             &after));
    return project_desk_done(ctx, req, res, &editing.desk, "", TR(ctx->lang, "删掉了"));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/project/{id}/stage/{stage}",                stage_page,              ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/project/{id}/stage/{stage}",                save,                    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/project/{id}/stage/{stage}/remove",         remove_it,               ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/project/{id}/stage/{stage}/hand-in/{code}", project_hand_in_page,
     ROUTE_READ | ROUTE_STAFF                                                                                          },
    {METHOD_POST, "/desk/project/{id}/stage/{stage}/hand-in/{code}", project_send,
     ROUTE_WRITE | ROUTE_STAFF                                                                                         },
    {METHOD_GET,  "/desk/project/{id}/standards",                    project_standards_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/project/{id}/standards",                    project_standards_save,
     ROUTE_WRITE | ROUTE_STAFF                                                                                         },
    {METHOD_GET,  "/desk/project/{id}/buildings",                    project_buildings_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/project/{id}/building/{building}",          project_building_save,
     ROUTE_WRITE | ROUTE_STAFF                                                                                         },
    {METHOD_POST, "/desk/project/{id}/building/{building}/remove",   project_building_remove,
     ROUTE_WRITE | ROUTE_STAFF                                                                                         },
};

const RouteTable project_stage_desk_routes = {routes, sizeof routes / sizeof routes[0]};
