/*
 * Households of a project, for those who see them: staff, and the project's own households.
 */
#include "project/inside.h"

/* Agreement and note are between the family and the office. */
static void
close_household(ProjectHousehold *household, bool staff)
{
    if (staff || household->own)
        return;
    household->agreement = T("");
    household->note = T("");
}

static bool
is_of(const Households *own, int64_t household)
{
    for (size_t i = 0; household != 0 && i < own->len; i++)
        if (own->at[i].id == household)
            return true;
    return false;
}

/* What the acting person sees of the part at one place. */
typedef struct Part {
    RegionCode place;
    ProjectSight sight;
} Part;

static Status
parts_of(Ctx *ctx, const Project *project, Part *parts)
{
    for (size_t i = 0; i < project->places.len; i++) {
        parts[i].place = project->places.at[i];
        TRY(project_sight(ctx, project, parts[i].place, &parts[i].sight));
    }
    return OK;
}

static ProjectSight
sight_at(const Project *project, const Part *parts, RegionCode place)
{
    for (size_t i = 0; i < project->places.len; i++)
        if (parts[i].place == place)
            return parts[i].sight;
    return SIGHT_PROGRESS;
}

/* Keeps those that the acting person sees. */
static Status
filter(Ctx *ctx, const Project *project, ProjectHouseholds *list)
{
    Part *parts = NEW_ARRAY(ctx->arena, Part, project->places.len);
    Households own;
    size_t kept = 0;

    TRY(parts_of(ctx, project, parts));
    TRY(resident_households_of(ctx, ctx->actor, &own));
    for (size_t i = 0; i < list->len; i++) {
        ProjectHousehold household = list->at[i];
        ProjectSight sight = sight_at(project, parts, household.place);

        if (sight < SIGHT_LINES)
            continue;
        household.own = is_of(&own, household.household);
        close_household(&household, sight == SIGHT_STAFF);
        list->at[kept++] = household;
    }
    list->len = kept;
    return OK;
}

static Status
may_see_lines(Ctx *ctx, const Project *project, RegionCode place)
{
    ProjectSight sight;

    TRY(project_sight(ctx, project, place, &sight));
    if (sight >= SIGHT_LINES)
        return OK;
    /* Staff of one village, asking for all: they get their part. */
    for (size_t i = 0; place == 0 && i < project->places.len; i++)
        if (actor_may(ctx->actor, CAN_READ_STAFF_PARTS, project->places.at[i]))
            return OK;
    return DENIED;
}

Status
project_households(Ctx *ctx, const Project *project, RegionCode place, int64_t building,
                   ProjectHouseholds *out)
{
    Project now;
    size_t kept = 0;

    TRY(project_get(ctx, project->id, &now));
    TRY(may_see_lines(ctx, &now, place));
    TRY(households_fetch(ctx, now.id, out));
    for (size_t i = 0; i < out->len; i++)
        if ((place == 0 || out->at[i].place == place) &&
            (building == 0 || out->at[i].building_id == building))
            out->at[kept++] = out->at[i];
    out->len = kept;
    return filter(ctx, &now, out);
}

Status
project_household(Ctx *ctx, int64_t id, Project *project_out, ProjectHousehold *out)
{
    HouseholdOfProject row;
    ProjectHouseholds all;
    Status status;

    TRY(project_household_by_id(ctx, id, &row));
    TRY(project_get(ctx, row.project, project_out));
    status = project_households(ctx, project_out, row.region, 0, &all);
    if (status == DENIED)
        return NOT_FOUND;
    TRY(status);
    for (size_t i = 0; i < all.len; i++) {
        if (all.at[i].id == id) {
            *out = all.at[i];
            return OK;
        }
    }
    return NOT_FOUND;
}

Status
project_own(Ctx *ctx, const Household *household, ProjectOwns *out)
{
    Households own;
    HouseholdOfProjects rows;

    *out = (ProjectOwns){0};
    TRY(resident_households_of(ctx, ctx->actor, &own));
    if (!is_of(&own, household->id))
        return NOT_FOUND;
    TRY(projects_of_household(ctx, household->id, PROJECT_OWN_MAX, &rows));
    out->at = NEW_ARRAY(ctx->arena, ProjectOwn, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        ProjectOwn *one = &out->at[out->len];
        Status status = project_household(ctx, rows.at[i].id, &one->project, &one->household);

        if (status != OK && status != NOT_FOUND)
            return status;
        out->len += status == OK && one->project.told;
    }
    return OK;
}
