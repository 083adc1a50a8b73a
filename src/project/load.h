/*
 * load -- for loaders (system only): a project as it is.
 */
#pragma once

#include "project/household.h"
#include "project/works.h"

/* With disclosures that exist (stages[].disclosures: place, id, as_of). */
typedef struct ProjectLoad {
    Project project;
    Stages stages;
    Standards standards;
    ProjectHouseholds households; /* building by name, place, lines */
    Bids bids;
    ProjectPayments payments;
    ProjectChanges changes;
} ProjectLoad;

MUST_CHECK Status project_load(Ctx *ctx, const ProjectLoad *load, int64_t *id_out);
/* What was published of a stage, when the disclosures came later than the project. */
MUST_CHECK Status project_load_told(Ctx *ctx, int64_t project, ProjectKind kind, int64_t stage,
                                    const StageDisclosures *told);
/* What a stage (an index) of a project that is not loaded yet tells as of a day. */
MUST_CHECK Status project_load_input(Ctx *ctx, const ProjectLoad *load, size_t stage,
                                     RegionCode place, Day as_of, DisclosureInput *out);
