/*
 * The pieces of a project's page on the desk: stages, compensation, works, findings.
 */
#include "disclosure/desk_parts.h"
#include "base/money.h"
#include "base/tr.h"
#include "project/desk.h"
#include "project/pages.h"
#include "project/sentence.h"
#include "project/works.h"

static bool
is_seen(const ProjectDesk *desk, RegionCode place)
{
    for (size_t i = 0; i < desk->places.len; i++)
        if (desk->places.at[i] == place)
            return true;
    return false;
}

/* ---- stages ---- */

static Text
hand_in_link(Ctx *ctx, const ProjectDesk *desk, const Stage *stage, RegionCode place)
{
    return text_printf(ctx->arena, "/desk/project/%lld/stage/%lld/hand-in/%012lld",
                       (long long)desk->project.id, (long long)stage->id, (long long)place);
}

static Status
fill_place(Ctx *ctx, const ProjectDesk *desk, const Stage *stage, const StageDisclosure *disclosure,
           DeskStagePlace *out)
{
    *out = (DeskStagePlace){.tag_css = "tag"};
    if (desk->project.places.len > 1) {
        Region place;

        TRY(region_get(ctx, disclosure->place, &place));
        out->name = place.name;
    }
    if (stage->actual_start.set && is_seen(desk, disclosure->place))
        out->hand_in_link = hand_in_link(ctx, desk, stage, disclosure->place);
    out->waits = project_may_hand_in(ctx->actor, &desk->project, disclosure->place) &&
                 (!stage_is_public(disclosure) || desk->project.reopened.len != 0);
    if (disclosure->id == 0) {
        out->state = TR(ctx->lang, "没有提交");
        return OK;
    }
    out->state = tr_text(ctx->lang, disclosure_state_title(disclosure->state));
    out->tag_css = disclosure->state == STATE_PUBLISHED   ? "tag tag-ok"
                   : disclosure->state == STATE_RETURNED  ? "tag tag-late"
                   : disclosure->state == STATE_WITHDRAWN ? "tag"
                                                          : "tag tag-doing";
    if (is_seen(desk, disclosure->place))
        out->link = desk_link(ctx->arena, disclosure->id, "");
    else if (stage_is_public(disclosure))
        out->link = text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id);
    if (disclosure->as_of.set)
        out->note = TR_FORMAT(ctx->arena, ctx->lang, "截至 {day}",
                              {"day", project_day(ctx, (Day)disclosure->as_of.value)});
    return OK;
}

Status
project_desk_stages(Ctx *ctx, const ProjectDesk *desk, DeskProjectView *view)
{
    Stages stages;

    TRY(project_stages(ctx, &desk->project, &stages));
    view->stages.at = NEW_ARRAY(ctx->arena, DeskStageRow, stages.len);
    for (size_t i = 0; i < stages.len; i++) {
        const Stage *stage = &stages.at[i];
        DeskStageRow *row = &view->stages.at[view->stages.len++];

        *row = (DeskStageRow){
            .position = desk_number(ctx->arena, stage->position),
            .name = stage->name,
            .phase = tr_text(ctx->lang, stage_phase_title(stage->phase)),
            .planned = project_span(ctx, stage->planned_start, stage->planned_end),
            .actual = project_span(ctx, stage->actual_start, stage->actual_end),
            .note = stage->note,
        };
        if (desk->keeps)
            row->link = text_printf(ctx->arena, "/desk/project/%lld/stage/%lld",
                                    (long long)desk->project.id, (long long)stage->id);
        row->places.at = NEW_ARRAY(ctx->arena, DeskStagePlace, stage->disclosures.len);
        for (size_t j = 0; j < stage->disclosures.len; j++)
            TRY(fill_place(ctx, desk, stage, &stage->disclosures.at[j],
                           &row->places.at[row->places.len++]));
    }
    view->new_stage_link = project_desk_link(ctx->arena, desk->project.id, "/stage/new");
    return OK;
}

/* ---- compensation ---- */

/* The villages whose households the person sees. */
static Status
fill_parts(Ctx *ctx, const ProjectDesk *desk, DeskProjectView *view)
{
    view->parts.at = NEW_ARRAY(ctx->arena, DeskPart, desk->places.len);
    for (size_t i = 0; i < desk->places.len; i++) {
        RegionCode code = desk->places.at[i];
        Text link = text_printf(ctx->arena, "/desk/project/%lld/households/%012lld",
                                (long long)desk->project.id, (long long)code);
        Region place;

        TRY(region_get(ctx, code, &place));
        view->parts.at[view->parts.len++] = (DeskPart){
            .name = place.name,
            .link = link,
            .sheet_link = text_printf(ctx->arena, "%.*s/sheet", TEXT_ARGS(link)),
            .new_link = text_printf(ctx->arena, "/desk/project/%lld/household/new?place=%012lld",
                                    (long long)desk->project.id, (long long)code),
        };
    }
    return OK;
}

Status
project_desk_compensation(Ctx *ctx, const ProjectDesk *desk, DeskProjectView *view)
{
    const Project *project = &desk->project;
    ProjectView public = {0};

    TRY(project_fill_progress(ctx, project, desk->whole ? SIGHT_STAFF : SIGHT_TOTALS, &public));
    TRY(project_fill_totals(ctx, project, &public));
    view->progress = public.progress;
    view->standards = public.standards;
    view->money_says = public.money_says;
    view->standards_link = project_desk_link(ctx->arena, project->id, "/standards");
    view->buildings_link = project_desk_link(ctx->arena, project->id, "/buildings");
    return fill_parts(ctx, desk, view);
}

/* ---- works ---- */

static Text
spent_link(Ctx *ctx, const ProjectDesk *desk, const char *what, int64_t id)
{
    return desk->keeps ? text_printf(ctx->arena, "/desk/project/%lld/%s/%lld",
                                     (long long)desk->project.id, what, (long long)id)
                       : T("");
}

static Status
fill_payments(Ctx *ctx, const ProjectDesk *desk, DeskSpentRows *out)
{
    ProjectPayments payments;

    TRY(project_payments(ctx, &desk->project, &payments));
    out->at = NEW_ARRAY(ctx->arena, DeskSpentRow, payments.len);
    for (size_t i = 0; i < payments.len; i++)
        out->at[out->len++] = (DeskSpentRow){
            .link = spent_link(ctx, desk, "payment", payments.at[i].id),
            .day = day_format(ctx->arena, payments.at[i].day),
            .amount = fen_format(ctx->arena, payments.at[i].amount_fen),
            .what = payments.at[i].voucher,
            .note = payments.at[i].note,
        };
    return OK;
}

static Status
fill_changes(Ctx *ctx, const ProjectDesk *desk, DeskSpentRows *out)
{
    ProjectChanges changes;

    TRY(project_changes(ctx, &desk->project, &changes));
    out->at = NEW_ARRAY(ctx->arena, DeskSpentRow, changes.len);
    for (size_t i = 0; i < changes.len; i++)
        out->at[out->len++] = (DeskSpentRow){
            .link = spent_link(ctx, desk, "change", changes.at[i].id),
            .day = day_format(ctx->arena, changes.at[i].day),
            .amount = fen_format(ctx->arena, changes.at[i].amount_fen),
            .what = changes.at[i].reason,
            .note = changes.at[i].decision,
        };
    return OK;
}

Status
project_desk_works(Ctx *ctx, const ProjectDesk *desk, DeskProjectView *view)
{
    const Project *project = &desk->project;
    OptInt contract = project_contract_now_fen(project);
    ProjectView public = {0};

    TRY(project_fill_works(ctx, project, &public));
    view->tender = public.tender;
    view->contractor = public.contractor;
    view->contract_day = public.contract_day;
    view->bids.at = public.bids.at;
    view->bids.len = public.bids.len;
    if (project->tender.day.set)
        view->tender_day = project_day(ctx, (Day)project->tender.day.value);
    if (project->tender.contract_fen.set)
        view->contract = fen_format(ctx->arena, project->tender.contract_fen.value);
    if (contract.set && project->changes_fen != 0)
        view->contract_now = fen_format(ctx->arena, contract.value);
    view->paid = fen_format(ctx->arena, project->payments_fen);
    view->tender_link = project_desk_link(ctx->arena, project->id, "/tender");
    view->new_payment_link = project_desk_link(ctx->arena, project->id, "/payment/new");
    view->new_change_link = project_desk_link(ctx->arena, project->id, "/change/new");
    TRY(fill_payments(ctx, desk, &view->payments));
    return fill_changes(ctx, desk, &view->changes);
}

/* ---- what the checks point out ---- */

static Status
add_findings(Ctx *ctx, const ProjectDesk *desk, RegionCode place, DeskFindings *out)
{
    ProjectFindings findings;

    TRY(project_findings(ctx, &desk->project, place, &findings));
    for (size_t i = 0; i < findings.len && out->rows.len < PROJECT_FINDINGS_MAX; i++) {
        DeskFinding *row = &out->rows.at[out->rows.len++];

        *row = (DeskFinding){.sentence = findings.at[i].sentence};
        if (findings.at[i].household != 0)
            row->link =
                text_printf(ctx->arena, "/desk/project/%lld/household/%lld",
                            (long long)desk->project.id, (long long)findings.at[i].household);
    }
    out->more += (int64_t)findings.count;
    return OK;
}

/* place 0: of all that the person sees. */
Status
project_desk_findings(Ctx *ctx, const ProjectDesk *desk, RegionCode place, DeskFindings *out)
{
    *out = (DeskFindings){0};
    out->rows.at = NEW_ARRAY(ctx->arena, DeskFinding, PROJECT_FINDINGS_MAX);
    if (place != 0 || desk->whole)
        TRY(add_findings(ctx, desk, place, out));
    else
        for (size_t i = 0; i < desk->places.len; i++)
            TRY(add_findings(ctx, desk, desk->places.at[i], out));
    out->more -= (int64_t)out->rows.len;
    return OK;
}
