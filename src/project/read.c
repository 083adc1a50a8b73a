/*
 * What each reader sees of a project: decided here, in project_sight(), and nowhere else.
 */
#include "base/tr.h"
#include "disclosure/affected.h"
#include "project/inside.h"

/* ---- who ---- */

bool
project_may_manage(const Actor *actor, RegionCode region)
{
    return actor_may(
        actor, region_code_level(region) == LEVEL_VILLAGE ? CAN_KEEP_LEDGER : CAN_EDIT_PROFILE,
        region);
}

bool
project_may_hand_in(const Actor *actor, const Project *project, RegionCode place)
{
    return touches(project, place) && actor_may(actor, CAN_DRAFT, place);
}

static bool
may_somewhere(const Actor *actor, Permission permission, const Project *project)
{
    if (actor_may(actor, permission, project->region))
        return true;
    for (size_t i = 0; i < project->places.len; i++)
        if (actor_may(actor, permission, project->places.at[i]))
            return true;
    return false;
}

Status
project_sight(Ctx *ctx, const Project *project, RegionCode place, ProjectSight *out)
{
    bool own = false;

    *out = SIGHT_PROGRESS;
    if (actor_may(ctx->actor, CAN_READ_STAFF_PARTS, project->region) ||
        (place != 0 && touches(project, place) &&
         actor_may(ctx->actor, CAN_READ_STAFF_PARTS, place))) {
        *out = SIGHT_STAFF;
        return OK;
    }
    if (may_somewhere(ctx->actor, CAN_READ_RESIDENT_PARTS, project))
        *out = SIGHT_TOTALS;
    TRY(affected_is(ctx, project->id, &own));
    if (own)
        *out = project->told ? SIGHT_LINES : SIGHT_TOTALS;
    return OK;
}

/* Staff of a touched village see their part of an unpublished one, so they know of it. */
static bool
may_know(const Ctx *ctx, const Project *project)
{
    return project->published || may_somewhere(ctx->actor, CAN_READ_STAFF_PARTS, project);
}

/* ---- projects ---- */

/* The money of compensation is not everybody's. */
static Status
close_sums(Ctx *ctx, Project *project)
{
    ProjectSight sight;

    TRY(project_sight(ctx, project, 0, &sight));
    if (project->kind == PROJECT_WORKS || sight != SIGHT_PROGRESS)
        return OK;
    project->total_fen = project->signed_fen = project->paid_fen = 0;
    project->budget_fen = (OptInt){0};
    return OK;
}

static Status
shown(Ctx *ctx, Project *project)
{
    if (!may_know(ctx, project))
        return NOT_FOUND;
    if (!may_somewhere(ctx->actor, CAN_READ_STAFF_PARTS, project))
        project->reopened = T("");
    return close_sums(ctx, project);
}

Status
project_get(Ctx *ctx, int64_t id, Project *out)
{
    TRY(project_fetch(ctx, id, out));
    return shown(ctx, out);
}

Status
project_find(Ctx *ctx, RegionCode region, Text name, Project *out)
{
    ProjectRecord record;

    TRY(project_by_name(ctx, region, name, &record));
    TRY(project_from(ctx, &record, out));
    return shown(ctx, out);
}

Status
project_list(Ctx *ctx, RegionCode scope, int kind, Text cursor, Projects *out)
{
    ProjectsBeforeArgs args = {
        .first = scope,
        .last = region_range(scope).last,
        .before = INT64_MAX,
        .kind = kind < 0 ? T("") : text_c(project_kind_name((ProjectKind)kind)),
        .every = actor_may(ctx->actor, CAN_READ_STAFF_PARTS, scope),
        .limit = PROJECTS_PAGE + 1,
    };
    ProjectRecords rows;
    size_t count;

    *out = (Projects){0};
    if (!text_is_empty(cursor) && !text_to_i64(cursor, &args.before))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    TRY(projects_before(ctx, &args, &rows));
    count = rows.len > PROJECTS_PAGE ? PROJECTS_PAGE : rows.len;
    out->at = NEW_ARRAY(ctx->arena, Project, count);
    for (size_t i = 0; i < count; i++) {
        Project project;
        Status status;

        TRY(project_from(ctx, &rows.at[i], &project));
        status = shown(ctx, &project);
        if (status == NOT_FOUND)
            continue;
        TRY(status);
        out->at[out->len++] = project;
    }
    if (rows.len > count)
        out->next = text_printf(ctx->arena, "%lld", (long long)rows.at[count - 1].id);
    return OK;
}

Status
project_summaries(Ctx *ctx, RegionCode scope, ProjectSummaries *out)
{
    ProjectSummariesOfRows rows;

    TRY(project_summaries_of(ctx, scope, region_range(scope).last, PROJECT_SUMMARIES_MAX, &rows));
    *out =
        (ProjectSummaries){.at = NEW_ARRAY(ctx->arena, ProjectSummary, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const ProjectSummariesOfRow *row = &rows.at[i];

        out->at[i] = (ProjectSummary){
            .id = row->id,
            .region = row->region,
            .name = row->name,
            .buildings = row->buildings,
            .households = row->households,
            .signed_households = row->signed_households,
            .paid_households = row->paid_households,
        };
        if (!project_kind_parse(row->kind, &out->at[i].kind))
            return FAULT;
    }
    return OK;
}

/* ---- parts ---- */

/* The project anew, so that nobody hands in one that they may not know. */
static Status
known(Ctx *ctx, const Project *project, Project *out)
{
    TRY(project_fetch(ctx, project->id, out));
    return may_know(ctx, out) ? OK : NOT_FOUND;
}

Status
project_stages(Ctx *ctx, const Project *project, Stages *out)
{
    Project now;

    TRY(known(ctx, project, &now));
    TRY(stages_fetch(ctx, &now, out));
    for (size_t i = 0; i < out->len; i++) {
        for (size_t j = 0; j < out->at[i].disclosures.len; j++) {
            StageDisclosure *told = &out->at[i].disclosures.at[j];

            if (actor_may(ctx->actor, CAN_READ_STAFF_PARTS, told->place) ||
                actor_may(ctx->actor, CAN_READ_STAFF_PARTS, now.region))
                continue;
            if (!told_is_published(told))
                *told = (StageDisclosure){.place = told->place, .explanation = T("")};
            else
                *told = (StageDisclosure){.place = told->place,
                                          .id = told->id,
                                          .state = STATE_PUBLISHED,
                                          .revision = told->revision,
                                          .as_of = told->as_of,
                                          .published_at = told->published_at,
                                          .notice_until = told->notice_until,
                                          .explanation = told->explanation};
        }
    }
    return OK;
}

static Status
known_totals(Ctx *ctx, const Project *project, Project *out)
{
    ProjectSight sight;

    TRY(known(ctx, project, out));
    TRY(project_sight(ctx, out, 0, &sight));
    return sight >= SIGHT_TOTALS ? OK : DENIED;
}

Status
project_standards(Ctx *ctx, const Project *project, Standards *out)
{
    Project now;

    TRY(known_totals(ctx, project, &now));
    return standards_fetch(ctx, now.id, out);
}

Status
project_buildings(Ctx *ctx, const Project *project, Buildings *out)
{
    Project now;
    ProjectSight sight;

    TRY(known(ctx, project, &now));
    TRY(project_sight(ctx, &now, 0, &sight));
    TRY(buildings_fetch(ctx, now.id, out));
    for (size_t i = 0; i < out->len && sight == SIGHT_PROGRESS; i++)
        out->at[i].total_fen = out->at[i].signed_fen = out->at[i].paid_fen = 0;
    return OK;
}

static void
add_to_item(ItemTotals *totals, size_t before, const Compensation *line)
{
    size_t i = 0;

    while (i < totals->len && !text_eq(totals->at[i].item, line->item))
        i++;
    if (i == totals->len) {
        if (totals->len == PROJECT_STANDARDS_MAX)
            return;
        totals->at[totals->len++] = (ItemTotal){.item = line->item, .unit = line->unit};
    }
    totals->at[i].households += before == 0;
    totals->at[i].quantity_milli += line->quantity_milli;
    totals->at[i].amount_fen += line->amount_fen;
}

/* How many lines of the same item a household has before this one. */
static size_t
same_before(const ProjectHousehold *household, size_t line)
{
    size_t count = 0;

    for (size_t i = 0; i < line; i++)
        count += text_eq(household->lines[i].item, household->lines[line].item);
    return count;
}

Status
project_item_totals(Ctx *ctx, const Project *project, ItemTotals *out)
{
    Project now;
    ProjectHouseholds households;

    TRY(known_totals(ctx, project, &now));
    TRY(households_fetch(ctx, now.id, &households));
    *out = (ItemTotals){.at = NEW_ARRAY(ctx->arena, ItemTotal, PROJECT_STANDARDS_MAX)};
    for (size_t i = 0; i < households.len; i++)
        for (size_t j = 0; j < households.at[i].line_count; j++)
            add_to_item(out, same_before(&households.at[i], j), &households.at[i].lines[j]);
    return OK;
}

/* ---- works: in full ---- */

Status
project_bids(Ctx *ctx, const Project *project, Bids *out)
{
    Project now;

    TRY(known(ctx, project, &now));
    return bids_fetch(ctx, now.id, out);
}

Status
project_payments(Ctx *ctx, const Project *project, ProjectPayments *out)
{
    Project now;

    TRY(known(ctx, project, &now));
    return payments_fetch(ctx, now.id, out);
}

Status
project_changes(Ctx *ctx, const Project *project, ProjectChanges *out)
{
    Project now;

    TRY(known(ctx, project, &now));
    return changes_fetch(ctx, now.id, out);
}
