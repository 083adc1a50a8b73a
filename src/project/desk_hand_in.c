/*
 * A stage before it is handed in: as the public, residents and the project's households will see
 * it; what the checks point out; the explanation.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_hand_in.html.h"

static const struct {
    const char *name;
    const char *words;
    Reader reader;
} readers[] = {
    {"public",    N_("所有人"),          1u << AUDIENCE_PUBLIC                           },
    {"residents", N_("本村居民"),       1u << AUDIENCE_PUBLIC | 1u << AUDIENCE_RESIDENTS},
    {"affected",  N_("项目里的人家"),
     1u << AUDIENCE_PUBLIC | 1u << AUDIENCE_RESIDENTS | 1u << AUDIENCE_AFFECTED             },
};

enum { READERS = sizeof readers / sizeof readers[0] };

typedef struct HandIn {
    ProjectDesk desk;
    Stage stage;
    Region place;
    const StageDisclosure *disclosure; /* NULL: nothing is known of it there */
} HandIn;

static Status
open_stage(Ctx *ctx, const Request *req, HandIn *out)
{
    Stages stages;
    int64_t id;

    *out = (HandIn){0};
    TRY(project_desk_open(ctx, req, &out->desk));
    TRY(project_desk_place(ctx, req, &out->desk, &out->place));
    TRY(project_desk_number(req, "stage", &id));
    TRY(project_stages(ctx, &out->desk.project, &stages));
    for (size_t i = 0; i < stages.len; i++)
        if (stages.at[i].id == id && id != 0)
            out->stage = stages.at[i];
    for (size_t i = 0; i < out->stage.disclosures.len; i++)
        if (out->stage.disclosures.at[i].place == out->place.code)
            out->disclosure = &out->stage.disclosures.at[i];
    return out->stage.id != 0 ? OK : NOT_FOUND;
}

/* The disclosure that handing in would make, never stored. */
static Status
imagine(Ctx *ctx, const HandIn *hand_in, Disclosure *disclosure, Revision *revision)
{
    DisclosureInput input;
    Item item;

    TRY(project_stage_input(ctx, &hand_in->desk.project, &hand_in->stage, hand_in->place.code,
                            (OptInt){0}, &input));
    TRY(catalogue_item(ctx, hand_in->place.code, project_item(hand_in->desk.project.kind), &item));
    *disclosure = (Disclosure){
        .region = hand_in->place.code,
        .item = item.code,
        .item_version = item.id,
        .affair = item.affair,
        .period = input.period,
        .state = STATE_DRAFT,
        .working = 1,
    };
    *revision = (Revision){
        .number = 1,
        .title = input.title,
        .summary = input.summary,
        .body = input.body,
        .table = {input.columns.len != 0 ? input.columns : item.columns, input.cells, input.rows},
    };
    return OK;
}

static Status
fill_preview(Ctx *ctx, const Request *req, const HandIn *hand_in, HandInView *view)
{
    Text as = request_query(req, "as");
    Disclosure disclosure;
    Revision revision;
    size_t chosen = 0;

    view->readers.at = NEW_ARRAY(ctx->arena, ProjectTab, READERS);
    for (size_t i = 0; i < READERS; i++) {
        if (text_eq(as, text_c(readers[i].name)))
            chosen = i;
        view->readers.at[view->readers.len++] =
            (ProjectTab){.link = text_printf(ctx->arena, "%.*s?as=%s", TEXT_ARGS(view->head.action),
                                             readers[i].name),
                         .name = tr_text(ctx->lang, readers[i].words)};
    }
    view->readers.at[chosen].current = true;
    view->reader = view->readers.at[chosen].name;
    TRY(imagine(ctx, hand_in, &disclosure, &revision));
    return disclosure_detail_view(ctx, &disclosure, &revision, readers[chosen].reader, -1,
                                  &view->detail);
}

/* Not while somebody reviews it. */
static bool
may_send(const Ctx *ctx, const HandIn *hand_in)
{
    const StageDisclosure *disclosure = hand_in->disclosure;
    bool waits = disclosure != NULL && disclosure->id != 0 &&
                 (disclosure->state == STATE_SUBMITTED || disclosure->state == STATE_CONFIRMING);

    return !waits && hand_in->stage.actual_start.set &&
           project_may_hand_in(ctx->actor, &hand_in->desk.project, hand_in->place.code);
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const HandIn *hand_in)
{
    const Project *project = &hand_in->desk.project;
    HandInView view = {
        .stage = hand_in->stage.name,
        .place = hand_in->place.name,
        .may_hand_in = may_send(ctx, hand_in),
        .explanation = request_has_form(req, "explanation") ? request_form(req, "explanation")
                       : hand_in->disclosure != NULL        ? hand_in->disclosure->explanation
                                                            : T(""),
        .explanation_error = ctx_problem_of(ctx, "explanation"),
        .stage_error = ctx_problem_of(ctx, "stage"),
        .table_error = ctx_problem_of(ctx, "table.columns"),
    };

    project_form_head(ctx, &hand_in->desk,
                      text_printf(ctx->arena, "/desk/project/%lld/stage/%lld/hand-in/%012lld",
                                  (long long)project->id, (long long)hand_in->stage.id,
                                  (long long)hand_in->place.code),
                      &view.head);
    TRY(fill_preview(ctx, req, hand_in, &view));
    TRY(project_desk_findings(ctx, &hand_in->desk, hand_in->place.code, &view.findings));
    TRY(project_desk_begin(ctx, req, &hand_in->desk, TR(ctx->lang, "看一遍，提交"), true,
                           &view.page));
    response_page(ctx, req, res, html_project_desk_hand_in, &view);
    return OK;
}

Status
project_hand_in_page(Ctx *ctx, const Request *req, Response *res)
{
    HandIn hand_in;

    TRY(open_stage(ctx, req, &hand_in));
    return show(ctx, req, res, &hand_in);
}

Status
project_send(Ctx *ctx, const Request *req, Response *res)
{
    HandIn hand_in;
    Project after;
    Status status;

    TRY(open_stage(ctx, req, &hand_in));
    status =
        project_hand_in(ctx, hand_in.desk.project.id, project_lock(req), hand_in.stage.id,
                        hand_in.place.code, text_trim(request_form(req, "explanation")), &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &hand_in));
        return INVALID;
    }
    TRY(status);
    return project_desk_done(ctx, req, res, &hand_in.desk, "", TR(ctx->lang, "已提交，等上级审核"));
}
