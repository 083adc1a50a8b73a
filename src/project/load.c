#include "project/load.h"

#include "base/id.h"
#include "disclosure/affected.h"
#include "project/inside.h"

static Status
load_stages(Ctx *ctx, const ProjectLoad *load, int64_t project)
{
    Stages stored;

    for (size_t i = 0; i < load->stages.len; i++) {
        Stage stage = load->stages.at[i];

        stage.id = 0;
        stage.project = project;
        stage.position = (int64_t)i + 1;
        TRY(stage_write(ctx, &stage));
    }
    TRY(stages_fetch(ctx, &(Project){.id = project}, &stored));
    for (size_t i = 0; i < stored.len && i < load->stages.len; i++)
        TRY(project_load_told(ctx, project, load->project.kind, stored.at[i].id,
                              &load->stages.at[i].disclosures));
    return OK;
}

Status
project_load_told(Ctx *ctx, int64_t project, ProjectKind kind, int64_t stage,
                  const StageDisclosures *told)
{
    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    for (size_t i = 0; i < told->len; i++) {
        const StageDisclosure *one = &told->at[i];

        if (one->id == 0)
            continue;
        TRY(project_told_put(ctx, &(ProjectToldPutArgs){.stage = stage,
                                                        .region = one->place,
                                                        .project = project,
                                                        .disclosure = one->id,
                                                        .as_of = one->as_of.value,
                                                        .explanation = one->explanation}));
        if (kind != PROJECT_WORKS)
            TRY(affected_join(ctx, one->id, project));
    }
    return OK;
}

static Status
load_rows(Ctx *ctx, const ProjectLoad *load, int64_t project)
{
    ProjectHouseholds households = load->households;
    ProjectPayments payments = load->payments;
    ProjectChanges changes = load->changes;

    TRY(standards_write(ctx, project, &load->standards));
    for (size_t i = 0; i < load->project.places.len; i++)
        TRY(households_write(ctx, project, load->project.places.at[i], &households));
    TRY(bids_write(ctx, project, &load->bids));
    TRY(payments_write(ctx, project, &payments));
    return changes_write(ctx, project, &changes);
}

Status
project_load(Ctx *ctx, const ProjectLoad *load, int64_t *id_out)
{
    Project project = load->project;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    project.id = *id_out = id_new();
    TRY(project_insert_loaded(ctx, &project));
    TRY(places_write(ctx, project.id, project.places));
    TRY(load_stages(ctx, load, project.id));
    TRY(load_rows(ctx, load, project.id));
    TRY(sums_write(ctx, project.id));
    for (size_t i = 0; i < project.places.len; i++)
        region_touch(ctx, project.places.at[i]);
    region_touch(ctx, project.region);
    return OK;
}

Status
project_load_input(Ctx *ctx, const ProjectLoad *load, size_t stage, RegionCode place, Day as_of,
                   DisclosureInput *out)
{
    const Facts facts = {
        .project = load->project,
        .stages = load->stages,
        .standards = load->standards,
        .households = load->households,
        .bids = load->bids,
        .payments = load->payments,
        .changes = load->changes,
    };

    return stage_input(ctx, &facts, &load->stages.at[stage], place, as_of, (Columns){0}, out);
}
