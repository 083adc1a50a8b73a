/*
 * Projects and their rows, as they are stored.
 */
#include "project/inside.h"

static Status
fetch_places(Ctx *ctx, int64_t project, RegionCodes *out)
{
    ProjectPlacesOfRows rows;

    TRY(project_places_of(ctx, project, &rows));
    *out = (RegionCodes){.at = NEW_ARRAY(ctx->arena, RegionCode, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = rows.at[i].region;
    return OK;
}

Status
project_from(Ctx *ctx, const ProjectRecord *record, Project *out)
{
    *out = (Project){
        .id = record->id,
        .region = record->region,
        .name = record->name,
        .summary = record->summary,
        .ground = record->ground,
        .source = record->source,
        .budget_fen = record->budget_fen,
        .finished_day = record->finished_day,
        .tender = {.day = record->tender_day,
                   .contractor = record->contractor,
                   .contract_fen = record->contract_fen,
                   .contract_day = record->contract_day},
        .buildings = record->buildings,
        .households = record->households,
        .signed_households = record->signed_households,
        .paid_households = record->paid_households,
        .total_fen = record->total_fen,
        .signed_fen = record->signed_fen,
        .paid_fen = record->paid_fen,
        .changes_fen = record->changes_fen,
        .payments_fen = record->payments_fen,
        .published = record->published,
        .told = record->told,
        .reopened = record->reopened,
        .lock = record->lock,
    };
    if (!project_kind_parse(record->kind, &out->kind) ||
        !tender_way_parse(record->way, &out->tender.way))
        return FAULT;
    return fetch_places(ctx, record->id, &out->places);
}

Status
project_fetch(Ctx *ctx, int64_t id, Project *out)
{
    ProjectRecord record;

    TRY(project_by_id(ctx, id, &record));
    return project_from(ctx, &record, out);
}

bool
touches(const Project *project, RegionCode place)
{
    return region_codes_contain(project->places, place);
}

/* ---- stages ---- */

Stage *
stage_of(const Stages *stages, int64_t id)
{
    for (size_t i = 0; i < stages->len; i++)
        if (stages->at[i].id == id)
            return &stages->at[i];
    return NULL;
}

StageDisclosure *
told_at(const Stage *stage, RegionCode place)
{
    for (size_t i = 0; i < stage->disclosures.len; i++)
        if (stage->disclosures.at[i].place == place)
            return &stage->disclosures.at[i];
    return NULL;
}

bool
told_is_published(const StageDisclosure *told)
{
    return told->id != 0 && told->revision > 0 && told->state != STATE_WITHDRAWN;
}

static Status
fill_told(Ctx *ctx, const Project *project, Stages *stages)
{
    ProjectToldOfRows rows;

    TRY(project_told_of(ctx, project->id, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const ProjectToldOfRow *row = &rows.at[i];
        Stage *stage = stage_of(stages, row->stage);
        StageDisclosure *told = stage == NULL ? NULL : told_at(stage, row->region);

        /* A draft that was thrown away on the desk was never handed in. */
        if (told == NULL || row->state.len == 0)
            continue;
        *told = (StageDisclosure){
            .place = row->region,
            .id = row->disclosure,
            .revision = row->revision,
            .working = row->working,
            .as_of = SOME_INT(row->as_of),
            .published_at = row->published_at,
            .notice_until = row->notice_until,
            .explanation = row->explanation,
        };
        if (!disclosure_state_parse(row->state, &told->state))
            return FAULT;
    }
    return OK;
}

static Stage
stage_from(Ctx *ctx, const Project *project, const StageRecord *row)
{
    size_t places = project->places.len;
    Stage stage = {
        .id = row->id,
        .project = row->project,
        .position = row->position,
        .name = row->name,
        .planned_start = row->planned_start,
        .planned_end = row->planned_end,
        .actual_start = row->actual_start,
        .actual_end = row->actual_end,
        .note = row->note,
        .disclosures = {NEW_ARRAY(ctx->arena, StageDisclosure, places), places},
    };

    (void)stage_phase_parse(row->phase, &stage.phase);
    for (size_t i = 0; i < places; i++)
        stage.disclosures.at[i] =
            (StageDisclosure){.place = project->places.at[i], .explanation = T("")};
    return stage;
}

Status
stages_fetch(Ctx *ctx, const Project *project, Stages *out)
{
    StageRecords rows;

    TRY(project_stages_of(ctx, project->id, &rows));
    *out = (Stages){.at = NEW_ARRAY(ctx->arena, Stage, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = stage_from(ctx, project, &rows.at[i]);
    return fill_told(ctx, project, out);
}

/* ---- compensation ---- */

const Standard *
standard_of(const Standards *standards, Text item)
{
    for (size_t i = 0; i < standards->len; i++)
        if (text_eq(standards->at[i].item, item))
            return &standards->at[i];
    return NULL;
}

Status
standards_fetch(Ctx *ctx, int64_t project, Standards *out)
{
    ProjectStandardsOfRows rows;

    TRY(project_standards_of(ctx, project, &rows));
    *out = (Standards){.at = NEW_ARRAY(ctx->arena, Standard, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (Standard){.id = rows.at[i].id,
                                .item = rows.at[i].item,
                                .unit = rows.at[i].unit,
                                .standard_fen = rows.at[i].standard_fen,
                                .note = rows.at[i].note};
    return OK;
}

Status
buildings_fetch(Ctx *ctx, int64_t project, Buildings *out)
{
    ProjectBuildingsOfRows rows;

    TRY(project_buildings_of(ctx, project, &rows));
    *out = (Buildings){.at = NEW_ARRAY(ctx->arena, Building, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const ProjectBuildingsOfRow *row = &rows.at[i];

        out->at[i] = (Building){
            .id = row->id,
            .place = row->region,
            .name = row->name,
            .households = row->households,
            .signed_households = row->signed_households,
            .paid_households = row->paid_households,
            .total_fen = row->total_fen,
            .signed_fen = row->signed_fen,
            .paid_fen = row->paid_fen,
        };
    }
    return OK;
}

static ProjectHousehold
household_from(const HouseholdOfProject *row)
{
    return (ProjectHousehold){
        .id = row->id,
        .project = row->project,
        .place = row->region,
        .position = row->position,
        .household = row->household.set ? row->household.value : 0,
        .building = row->building_name,
        .building_id = row->building,
        .number = row->number,
        .head = row->head,
        .group_name = row->group_name,
        .agreement = row->agreement,
        .signed_day = row->signed_day,
        .paid_day = row->paid_day,
        .note = row->note,
        .total_fen = row->total_fen,
    };
}

/* Lines come in the order of the households, so one walk over both puts them together. */
static void
share_lines(Ctx *ctx, const ProjectLinesOfRows *rows, const Standards *standards,
            ProjectHouseholds *households)
{
    Compensation *all = NEW_ARRAY(ctx->arena, Compensation, rows->len);
    size_t next = 0;

    for (size_t i = 0; i < households->len; i++) {
        ProjectHousehold *household = &households->at[i];

        household->lines = &all[next];
        for (; next < rows->len && rows->at[next].household == household->id; next++) {
            const ProjectLinesOfRow *row = &rows->at[next];
            const Standard *standard = standard_of(standards, row->item);

            all[next] = (Compensation){
                .item = row->item,
                .unit = standard != NULL ? standard->unit : T(""),
                .quantity_milli = row->quantity_milli,
                .standard_fen = row->standard_fen,
                .amount_fen = row->amount_fen,
            };
            household->line_count++;
        }
    }
}

Status
households_fetch(Ctx *ctx, int64_t project, ProjectHouseholds *out)
{
    HouseholdOfProjects rows;
    ProjectLinesOfRows lines;
    Standards standards;

    TRY(project_households_of(ctx, project, &rows));
    TRY(project_lines_of(ctx, project, &lines));
    TRY(standards_fetch(ctx, project, &standards));
    *out = (ProjectHouseholds){.at = NEW_ARRAY(ctx->arena, ProjectHousehold, rows.len),
                               .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = household_from(&rows.at[i]);
    share_lines(ctx, &lines, &standards, out);
    return OK;
}

/* ---- works ---- */

Status
bids_fetch(Ctx *ctx, int64_t project, Bids *out)
{
    ProjectBidsOfRows rows;

    TRY(project_bids_of(ctx, project, &rows));
    *out = (Bids){.at = NEW_ARRAY(ctx->arena, Bid, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (Bid){.id = rows.at[i].id,
                           .bidder = rows.at[i].bidder,
                           .amount_fen = rows.at[i].amount_fen,
                           .valid = rows.at[i].valid,
                           .note = rows.at[i].note};
    return OK;
}

Status
payments_fetch(Ctx *ctx, int64_t project, ProjectPayments *out)
{
    ProjectPaymentsOfRows rows;

    TRY(project_payments_of(ctx, project, &rows));
    *out =
        (ProjectPayments){.at = NEW_ARRAY(ctx->arena, ProjectPayment, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (ProjectPayment){.id = rows.at[i].id,
                                      .day = (Day)rows.at[i].day,
                                      .amount_fen = rows.at[i].amount_fen,
                                      .voucher = rows.at[i].voucher,
                                      .entry = rows.at[i].entry.set ? rows.at[i].entry.value : 0,
                                      .note = rows.at[i].note};
    return OK;
}

Status
changes_fetch(Ctx *ctx, int64_t project, ProjectChanges *out)
{
    ProjectChangesOfRows rows;

    TRY(project_changes_of(ctx, project, &rows));
    *out = (ProjectChanges){.at = NEW_ARRAY(ctx->arena, ProjectChange, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (ProjectChange){.id = rows.at[i].id,
                                     .day = (Day)rows.at[i].day,
                                     .amount_fen = rows.at[i].amount_fen,
                                     .reason = rows.at[i].reason,
                                     .decision = rows.at[i].decision};
    return OK;
}

Status
facts_fetch(Ctx *ctx, int64_t id, Facts *out)
{
    TRY(project_fetch(ctx, id, &out->project));
    TRY(stages_fetch(ctx, &out->project, &out->stages));
    TRY(standards_fetch(ctx, id, &out->standards));
    TRY(households_fetch(ctx, id, &out->households));
    TRY(bids_fetch(ctx, id, &out->bids));
    TRY(payments_fetch(ctx, id, &out->payments));
    return changes_fetch(ctx, id, &out->changes);
}
