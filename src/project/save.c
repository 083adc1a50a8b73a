/*
 * Writing rows down: each function replaces what it is about, then sums are counted anew.
 */
#include "base/id.h"
#include "disclosure/affected.h"
#include "project/inside.h"
#include "region/changed.h"
#include "store/store.h"

Status
facts_begin(Ctx *ctx, int64_t id, int64_t lock, Facts *out)
{
    TRY(facts_fetch(ctx, id, out));
    TRY(actor_require(ctx,
                      region_code_level(out->project.region) == LEVEL_VILLAGE ? CAN_KEEP_LEDGER
                                                                              : CAN_EDIT_PROFILE,
                      out->project.region));
    return out->project.lock == lock ? OK : CONFLICT;
}

static void
touch_all(Ctx *ctx, const Project *project)
{
    region_touch(ctx, project->region);
    for (size_t i = 0; i < project->places.len; i++)
        region_touch(ctx, project->places.at[i]);
}

Status
project_save(Ctx *ctx, Project *project, const char *action, Text detail)
{
    int64_t changed;

    TRY(project_write(ctx,
                      &(ProjectWriteArgs){
                          .id = project->id,
                          .lock = project->lock,
                          .name = project->name,
                          .summary = project->summary,
                          .ground = project->ground,
                          .source = project->source,
                          .budget_fen = project->budget_fen,
                          .finished_day = project->finished_day,
                          .way = text_c(tender_way_name(project->tender.way)),
                          .tender_day = project->tender.day,
                          .contractor = project->tender.contractor,
                          .contract_fen = project->tender.contract_fen,
                          .contract_day = project->tender.contract_day,
                          .reopened = project->reopened,
                      },
                      &changed));
    if (changed == 0)
        return CONFLICT;
    TRY(sums_write(ctx, project->id));
    touch_all(ctx, project);
    TRY(changed_note(ctx, CHANGED_PROJECT, project->region, project->id));
    TRY(audit(ctx, project->region, action, project->id, detail));
    return project_fetch(ctx, project->id, project);
}

Status
sums_write(Ctx *ctx, int64_t project)
{
    Buildings buildings;

    TRY(buildings_fetch(ctx, project, &buildings));
    for (size_t i = 0; i < buildings.len; i++)
        TRY(building_count(ctx, buildings.at[i].id));
    TRY(project_count_buildings(ctx, project));
    return project_count_works(ctx, project);
}

Status
places_write(Ctx *ctx, int64_t project, RegionCodes places)
{
    TRY(project_places_delete(ctx, project));
    for (size_t i = 0; i < places.len; i++)
        TRY(project_place_insert(ctx, project, places.at[i]));
    return OK;
}

Status
stage_write(Ctx *ctx, const Stage *stage)
{
    if (stage->id != 0)
        return project_stage_update(ctx, &(ProjectStageUpdateArgs){
                                             .id = stage->id,
                                             .position = stage->position,
                                             .name = stage->name,
                                             .phase = text_c(stage_phase_name(stage->phase)),
                                             .planned_start = stage->planned_start,
                                             .planned_end = stage->planned_end,
                                             .actual_start = stage->actual_start,
                                             .actual_end = stage->actual_end,
                                             .note = stage->note,
                                         });
    return project_stage_insert(ctx, &(ProjectStageInsertArgs){
                                         .id = id_new(),
                                         .project = stage->project,
                                         .position = stage->position,
                                         .name = stage->name,
                                         .phase = text_c(stage_phase_name(stage->phase)),
                                         .planned_start = stage->planned_start,
                                         .planned_end = stage->planned_end,
                                         .actual_start = stage->actual_start,
                                         .actual_end = stage->actual_end,
                                         .note = stage->note,
                                     });
}

Status
standards_write(Ctx *ctx, int64_t project, const Standards *standards)
{
    TRY(project_standards_delete(ctx, project));
    for (size_t i = 0; i < standards->len; i++) {
        const Standard *standard = &standards->at[i];

        TRY(project_standard_insert(ctx, &(ProjectStandardInsertArgs){
                                             .id = id_new(),
                                             .project = project,
                                             .position = (int64_t)i + 1,
                                             .item = standard->item,
                                             .unit = standard->unit,
                                             .standard_fen = standard->standard_fen,
                                             .note = standard->note,
                                         }));
    }
    return OK;
}

Status
bids_write(Ctx *ctx, int64_t project, const Bids *bids)
{
    TRY(project_bids_delete(ctx, project));
    for (size_t i = 0; i < bids->len; i++)
        TRY(project_bid_insert(ctx, &(ProjectBidInsertArgs){
                                        .id = id_new(),
                                        .project = project,
                                        .position = (int64_t)i + 1,
                                        .bidder = bids->at[i].bidder,
                                        .amount_fen = bids->at[i].amount_fen,
                                        .valid = bids->at[i].valid,
                                        .note = bids->at[i].note,
                                    }));
    return OK;
}

Status
payments_write(Ctx *ctx, int64_t project, ProjectPayments *payments)
{
    TRY(project_payments_delete(ctx, project));
    for (size_t i = 0; i < payments->len; i++) {
        ProjectPayment *payment = &payments->at[i];

        if (payment->id == 0)
            payment->id = id_new();
        TRY(project_payment_insert(ctx, &(ProjectPaymentInsertArgs){
                                            .id = payment->id,
                                            .project = project,
                                            .day = payment->day,
                                            .amount_fen = payment->amount_fen,
                                            .voucher = payment->voucher,
                                            .entry = opt_id(payment->entry),
                                            .note = payment->note,
                                        }));
    }
    return OK;
}

Status
changes_write(Ctx *ctx, int64_t project, ProjectChanges *changes)
{
    TRY(project_changes_delete(ctx, project));
    for (size_t i = 0; i < changes->len; i++) {
        ProjectChange *change = &changes->at[i];

        if (change->id == 0)
            change->id = id_new();
        TRY(project_change_insert(ctx, &(ProjectChangeInsertArgs){
                                           .id = change->id,
                                           .project = project,
                                           .day = change->day,
                                           .amount_fen = change->amount_fen,
                                           .reason = change->reason,
                                           .decision = change->decision,
                                       }));
    }
    return OK;
}

/* ---- households ---- */

static Status
building_for(Ctx *ctx, int64_t project, const ProjectHousehold *household, Buildings *buildings,
             int64_t *id_out)
{
    for (size_t i = 0; i < buildings->len; i++) {
        if (buildings->at[i].place == household->place &&
            text_eq(buildings->at[i].name, household->building)) {
            *id_out = buildings->at[i].id;
            return OK;
        }
    }
    *id_out = id_new();
    buildings->at[buildings->len++] =
        (Building){.id = *id_out, .place = household->place, .name = household->building};
    return building_insert(
        ctx, &(BuildingInsertArgs){*id_out, project, household->place, household->building});
}

static Status
write_lines(Ctx *ctx, const ProjectHousehold *household)
{
    for (size_t i = 0; i < household->line_count; i++)
        TRY(project_line_insert(ctx, &(ProjectLineInsertArgs){
                                         .id = id_new(),
                                         .household = household->id,
                                         .position = (int64_t)i + 1,
                                         .item = household->lines[i].item,
                                         .quantity_milli = household->lines[i].quantity_milli,
                                         .standard_fen = household->lines[i].standard_fen,
                                         .amount_fen = household->lines[i].amount_fen,
                                     }));
    return OK;
}

static Status
write_household(Ctx *ctx, ProjectHousehold *household)
{
    Household registered;
    Status status =
        resident_household_by_number(ctx, household->place, household->number, &registered);

    if (status != OK && status != NOT_FOUND)
        return status;
    /* A number that the register has lost keeps the household that it stood for. */
    if (status == OK)
        household->household = registered.id;
    if (household->id == 0)
        household->id = id_new();
    household->total_fen = 0;
    for (size_t i = 0; i < household->line_count; i++)
        household->total_fen += household->lines[i].amount_fen;
    TRY(project_household_insert(ctx, &(ProjectHouseholdInsertArgs){
                                          .id = household->id,
                                          .project = household->project,
                                          .region = household->place,
                                          .position = household->position,
                                          .household = opt_id(household->household),
                                          .building = household->building_id,
                                          .number = household->number,
                                          .head = household->head,
                                          .group_name = household->group_name,
                                          .agreement = household->agreement,
                                          .signed_day = household->signed_day,
                                          .paid_day = household->paid_day,
                                          .note = household->note,
                                          .total_fen = household->total_fen,
                                      }));
    return write_lines(ctx, household);
}

/* The circle is the households of all places that the register knows. */
static Status
write_circle(Ctx *ctx, int64_t project)
{
    HouseholdOfProjects rows;
    int64_t *households;
    size_t count = 0;

    TRY(project_households_of(ctx, project, &rows));
    households = NEW_ARRAY(ctx->arena, int64_t, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        if (rows.at[i].household.set)
            households[count++] = rows.at[i].household.value;
    return affected_put(ctx, project, households, count);
}

Status
households_write(Ctx *ctx, int64_t project, RegionCode place, ProjectHouseholds *households)
{
    Buildings stored;
    Buildings buildings;
    int64_t position = 0;

    TRY(buildings_fetch(ctx, project, &stored));
    buildings = (Buildings){.at = NEW_ARRAY(ctx->arena, Building, stored.len + households->len),
                            .len = stored.len};
    for (size_t i = 0; i < stored.len; i++)
        buildings.at[i] = stored.at[i];
    TRY(project_lines_delete(ctx, project, place));
    TRY(project_households_delete(ctx, project, place));
    for (size_t i = 0; i < households->len; i++) {
        ProjectHousehold *household = &households->at[i];

        if (household->place != place)
            continue;
        household->project = project;
        household->position = ++position;
        TRY(building_for(ctx, project, household, &buildings, &household->building_id));
        TRY(write_household(ctx, household));
    }
    return write_circle(ctx, project);
}
