/*
 * A project as JSON, as much of it as the acting person may know.
 */
#include "base/money.h"
#include "project/api_write.h"
#include "project/sentence.h"

enum { RATE_DECIMALS = 4 };

void
api_put_amount(Ctx *ctx, Json *json, const char *key, int64_t fen)
{
    json_put_text(json, key, fen_plain(ctx->arena, fen));
}

static void
put_opt_amount(Ctx *ctx, Json *json, const char *key, OptInt fen)
{
    if (fen.set)
        api_put_amount(ctx, json, key, fen.value);
    else
        json_put_none(json, key);
}

static void
put_rate(Json *json, const char *key, int64_t part, int64_t whole)
{
    OptInt rate = project_rate(part, whole);

    json_key(json, key);
    if (rate.set)
        json_decimal(json, rate.value, RATE_DECIMALS);
    else
        json_none(json);
}

static const char *
sight_name(ProjectSight sight)
{
    static const char *const names[] = {"progress", "totals", "lines", "staff"};

    return names[sight];
}

/* ---- in lists ---- */

static void
put_tender(Ctx *ctx, const Project *project, Json *json)
{
    const ProjectTender *tender = &project->tender;

    json_key(json, "tender");
    json_object_begin(json);
    json_put_text(json, "way", text_c(tender_way_name(tender->way)));
    api_put_day(ctx, json, "decided_on", tender->day);
    json_put_text(json, "contractor", tender->contractor);
    put_opt_amount(ctx, json, "contract", tender->contract_fen);
    api_put_day(ctx, json, "contract_on", tender->contract_day);
    put_opt_amount(ctx, json, "contract_now", project_contract_now_fen(project));
    api_put_amount(ctx, json, "paid", project->payments_fen);
    json_object_end(json);
}

static void
put_compensation(Ctx *ctx, const Project *project, Json *json)
{
    json_key(json, "compensation");
    json_object_begin(json);
    api_put_amount(ctx, json, "total", project->total_fen);
    api_put_amount(ctx, json, "signed", project->signed_fen);
    api_put_amount(ctx, json, "paid", project->paid_fen);
    json_object_end(json);
}

/* Members of an object that is open. */
static void
put_members(Ctx *ctx, const Project *project, ProjectSight sight, Json *json)
{
    json_put_id(json, "id", project->id);
    json_put_text(json, "region", region_code_format(ctx->arena, project->region));
    json_put_text(json, "kind", text_c(project_kind_name(project->kind)));
    json_put_text(json, "name", project->name);
    json_put_text(json, "summary", project->summary);
    json_put_text(json, "ground", project->ground);
    json_put_text(json, "source", project->source);
    put_opt_amount(ctx, json, "budget", project->budget_fen);
    api_put_day(ctx, json, "finished_on", project->finished_day);
    json_key(json, "places");
    json_array_begin(json);
    for (size_t i = 0; i < project->places.len; i++)
        json_text(json, region_code_format(ctx->arena, project->places.at[i]));
    json_array_end(json);
    json_put_bool(json, "published", project->published);
    json_put_text(json, "sight", text_c(sight_name(sight)));
    json_put_text(json, "url", text_printf(ctx->arena, "/project/%lld", (long long)project->id));
    if (project->kind == PROJECT_WORKS) {
        put_tender(ctx, project, json);
    } else {
        json_put_int(json, "buildings", project->buildings);
        json_put_int(json, "households", project->households);
        json_put_int(json, "signed", project->signed_households);
        json_put_int(json, "paid", project->paid_households);
        put_rate(json, "signed_rate", project->signed_households, project->households);
        put_rate(json, "paid_rate", project->paid_households, project->households);
        if (sight >= SIGHT_TOTALS)
            put_compensation(ctx, project, json);
    }
    json_put_text(json, "reopened", project->reopened);
    if (sight == SIGHT_STAFF)
        json_put_int(json, "lock", project->lock);
}

Status
api_put_project(Ctx *ctx, const Project *project, Json *json)
{
    ProjectSight sight;

    TRY(project_sight(ctx, project, 0, &sight));
    json_object_begin(json);
    put_members(ctx, project, sight, json);
    json_object_end(json);
    return OK;
}

/* ---- stages ---- */

static void
put_disclosure(Ctx *ctx, const StageDisclosure *disclosure, Json *json)
{
    json_object_begin(json);
    json_put_text(json, "region", region_code_format(ctx->arena, disclosure->place));
    json_put_id(json, "disclosure", disclosure->id);
    json_put_text(json, "state", text_c(disclosure_state_name(disclosure->state)));
    json_put_int(json, "revision", disclosure->revision);
    api_put_day(ctx, json, "as_of", disclosure->as_of);
    api_put_day(ctx, json, "notice_until", disclosure->notice_until);
    json_put_text(json, "url", text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id));
    json_object_end(json);
}

static void
put_stage(Ctx *ctx, const Stage *stage, ProjectSight sight, Json *json)
{
    bool told = sight == SIGHT_STAFF;

    for (size_t i = 0; i < stage->disclosures.len; i++)
        told = told || stage_is_public(&stage->disclosures.at[i]);
    json_object_begin(json);
    json_put_id(json, "id", stage->id);
    json_put_int(json, "position", stage->position);
    json_put_text(json, "name", stage->name);
    json_put_text(json, "phase", text_c(stage_phase_name(stage->phase)));
    api_put_day(ctx, json, "planned_start", stage->planned_start);
    api_put_day(ctx, json, "planned_end", stage->planned_end);
    api_put_day(ctx, json, "actual_start", stage->actual_start);
    api_put_day(ctx, json, "actual_end", stage->actual_end);
    json_put_text(json, "note", told ? stage->note : T(""));
    json_key(json, "disclosures");
    json_array_begin(json);
    for (size_t i = 0; i < stage->disclosures.len; i++)
        if (stage->disclosures.at[i].id != 0)
            put_disclosure(ctx, &stage->disclosures.at[i], json);
    json_array_end(json);
    json_object_end(json);
}

static Status
put_stages(Ctx *ctx, const Project *project, ProjectSight sight, Json *json)
{
    Stages stages;

    TRY(project_stages(ctx, project, &stages));
    json_key(json, "stages");
    json_array_begin(json);
    for (size_t i = 0; i < stages.len; i++)
        put_stage(ctx, &stages.at[i], sight, json);
    json_array_end(json);
    return OK;
}

/* ---- compensation ---- */

static Status
put_buildings(Ctx *ctx, const Project *project, ProjectSight sight, Json *json)
{
    Buildings buildings;

    TRY(project_buildings(ctx, project, &buildings));
    json_key(json, "progress");
    json_array_begin(json);
    for (size_t i = 0; i < buildings.len; i++) {
        const Building *building = &buildings.at[i];

        json_object_begin(json);
        json_put_id(json, "id", building->id);
        json_put_text(json, "region", region_code_format(ctx->arena, building->place));
        json_put_text(json, "name", building->name);
        json_put_int(json, "households", building->households);
        json_put_int(json, "signed", building->signed_households);
        json_put_int(json, "paid", building->paid_households);
        if (sight >= SIGHT_LINES) /* of a building with one household it is that household's */
            api_put_amount(ctx, json, "total", building->total_fen);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

static Status
put_standards(Ctx *ctx, const Project *project, Json *json)
{
    Standards standards;
    ItemTotals items;

    TRY(project_standards(ctx, project, &standards));
    TRY(project_item_totals(ctx, project, &items));
    json_key(json, "standards");
    json_array_begin(json);
    for (size_t i = 0; i < standards.len; i++) {
        json_object_begin(json);
        json_put_text(json, "item", standards.at[i].item);
        json_put_text(json, "unit", standards.at[i].unit);
        api_put_amount(ctx, json, "standard", standards.at[i].standard_fen);
        json_put_text(json, "note", standards.at[i].note);
        json_object_end(json);
    }
    json_array_end(json);
    json_key(json, "items");
    json_array_begin(json);
    for (size_t i = 0; i < items.len; i++) {
        json_object_begin(json);
        json_put_text(json, "item", items.at[i].item);
        json_put_text(json, "unit", items.at[i].unit);
        json_put_int(json, "households", items.at[i].households);
        json_put_text(json, "quantity", decimal_plain(ctx->arena, items.at[i].quantity_milli));
        api_put_amount(ctx, json, "amount", items.at[i].amount_fen);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

void
api_put_household(Ctx *ctx, const ProjectHousehold *household, Json *json)
{
    json_object_begin(json);
    json_put_id(json, "id", household->id);
    json_put_text(json, "region", region_code_format(ctx->arena, household->place));
    json_put_int(json, "position", household->position);
    json_put_text(json, "building", household->building);
    json_put_text(json, "number", household->number);
    json_put_text(json, "head", household->head);
    json_put_text(json, "group", household->group_name);
    json_put_text(json, "agreement", household->agreement);
    api_put_day(ctx, json, "signed_on", household->signed_day);
    api_put_day(ctx, json, "paid_on", household->paid_day);
    json_put_text(json, "note", household->note);
    api_put_amount(ctx, json, "total", household->total_fen);
    json_put_bool(json, "own", household->own);
    json_key(json, "lines");
    json_array_begin(json);
    for (size_t i = 0; i < household->line_count; i++) {
        const Compensation *line = &household->lines[i];

        json_object_begin(json);
        json_put_text(json, "item", line->item);
        json_put_text(json, "unit", line->unit);
        json_put_text(json, "quantity", decimal_plain(ctx->arena, line->quantity_milli));
        api_put_amount(ctx, json, "standard", line->standard_fen);
        api_put_amount(ctx, json, "amount", line->amount_fen);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

/* ---- works ---- */

static Status
put_bids(Ctx *ctx, const Project *project, Json *json)
{
    Bids bids;

    TRY(project_bids(ctx, project, &bids));
    json_key(json, "bids");
    json_array_begin(json);
    for (size_t i = 0; i < bids.len; i++) {
        json_object_begin(json);
        json_put_text(json, "bidder", bids.at[i].bidder);
        api_put_amount(ctx, json, "amount", bids.at[i].amount_fen);
        json_put_bool(json, "valid", bids.at[i].valid);
        json_put_text(json, "note", bids.at[i].note);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

static Status
put_spent(Ctx *ctx, const Project *project, Json *json)
{
    ProjectPayments payments;
    ProjectChanges changes;

    TRY(project_payments(ctx, project, &payments));
    TRY(project_changes(ctx, project, &changes));
    json_key(json, "payments");
    json_array_begin(json);
    for (size_t i = 0; i < payments.len; i++) {
        json_object_begin(json);
        json_put_id(json, "id", payments.at[i].id);
        api_put_day(ctx, json, "paid_on", SOME_INT(payments.at[i].day));
        api_put_amount(ctx, json, "amount", payments.at[i].amount_fen);
        json_put_text(json, "voucher", payments.at[i].voucher);
        json_put_text(json, "note", payments.at[i].note);
        json_object_end(json);
    }
    json_array_end(json);
    json_key(json, "changes");
    json_array_begin(json);
    for (size_t i = 0; i < changes.len; i++) {
        json_object_begin(json);
        json_put_id(json, "id", changes.at[i].id);
        api_put_day(ctx, json, "decided_on", SOME_INT(changes.at[i].day));
        api_put_amount(ctx, json, "amount", changes.at[i].amount_fen);
        json_put_text(json, "reason", changes.at[i].reason);
        json_put_text(json, "decision", changes.at[i].decision);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

/* ---- one ---- */

static Status
put_findings(Ctx *ctx, const Project *project, Json *json)
{
    ProjectFindings findings;

    TRY(project_findings(ctx, project, 0, &findings));
    json_key(json, "findings");
    json_array_begin(json);
    for (size_t i = 0; i < findings.len; i++) {
        json_object_begin(json);
        json_put_text(json, "kind", text_c(project_finding_name(findings.at[i].kind)));
        if (findings.at[i].household != 0)
            json_put_id(json, "household", findings.at[i].household);
        else
            json_put_none(json, "household");
        json_put_text(json, "sentence", findings.at[i].sentence);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

Status
api_answer_project(Ctx *ctx, Response *res, const Project *project)
{
    Buf buf = buf_new(ctx->arena, PROJECT_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    ProjectSight sight;

    TRY(project_sight(ctx, project, 0, &sight));
    json_object_begin(&json);
    put_members(ctx, project, sight, &json);
    TRY(put_stages(ctx, project, sight, &json));
    if (project->kind == PROJECT_WORKS) {
        TRY(put_bids(ctx, project, &json));
        TRY(put_spent(ctx, project, &json));
    } else {
        TRY(put_buildings(ctx, project, sight, &json));
        if (sight >= SIGHT_TOTALS)
            TRY(put_standards(ctx, project, &json));
    }
    if (sight == SIGHT_STAFF)
        TRY(put_findings(ctx, project, &json));
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = ctx->actor != NULL;
    response_json(res, buf_done(&buf));
    response_shows(res, project->region);
    return OK;
}
