/*
 * Projects begun, described anew, reopened, thrown away; their usual stages.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"
#include "region/changed.h"

/* ---- what is usual ---- */

static const struct {
    ProjectKind kind;
    Text name;
    StagePhase phase;
} usual_stages[] = {
    {PROJECT_RELOCATION,  T_INIT("征收公告"),             PHASE_BEFORE},
    {PROJECT_RELOCATION,  T_INIT("补偿方案公示"),       PHASE_BEFORE},
    {PROJECT_RELOCATION,  T_INIT("签约"),                   PHASE_DURING},
    {PROJECT_RELOCATION,  T_INIT("补偿款发放"),          PHASE_DURING},
    {PROJECT_RELOCATION,  T_INIT("搬迁结果"),             PHASE_AFTER },
    {PROJECT_REQUISITION, T_INIT("征地公告"),             PHASE_BEFORE},
    {PROJECT_REQUISITION, T_INIT("补偿安置方案公示"), PHASE_BEFORE},
    {PROJECT_REQUISITION, T_INIT("签订协议"),             PHASE_DURING},
    {PROJECT_REQUISITION, T_INIT("补偿款发放"),          PHASE_DURING},
    {PROJECT_REQUISITION, T_INIT("征收结果"),             PHASE_AFTER },
    {PROJECT_WORKS,       T_INIT("立项"),                   PHASE_BEFORE},
    {PROJECT_WORKS,       T_INIT("招标"),                   PHASE_BEFORE},
    {PROJECT_WORKS,       T_INIT("施工"),                   PHASE_DURING},
    {PROJECT_WORKS,       T_INIT("验收"),                   PHASE_AFTER },
    {PROJECT_WORKS,       T_INIT("决算"),                   PHASE_AFTER },
};

static Status
add_usual_stages(Ctx *ctx, int64_t project, ProjectKind kind)
{
    int64_t position = 0;

    for (size_t i = 0; i < sizeof usual_stages / sizeof usual_stages[0]; i++)
        if (usual_stages[i].kind == kind)
            TRY(stage_write(ctx, &(Stage){.project = project,
                                          .position = ++position,
                                          .name = usual_stages[i].name,
                                          .phase = usual_stages[i].phase,
                                          .note = T("")}));
    return OK;
}

/* ---- checks ---- */

void
check_day_past(Ctx *ctx, const char *field, OptInt day)
{
    if (day.set && day.value > ctx_today(ctx))
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "日期不能晚于今天"));
}

static Status
check_texts(Ctx *ctx, Project *project)
{
    project->name = text_trim(project->name);
    project->summary = text_trim(project->summary);
    project->ground = text_trim(project->ground);
    project->source = text_trim(project->source);
    check_words(ctx, "name", project->name, PROJECT_NAME_CHARS_MAX,
                TR(ctx->lang, "请写项目的名称"));
    check_words(ctx, "summary", project->summary, PROJECT_TEXT_CHARS_MAX, (Text){0});
    check_words(ctx, "ground", project->ground, PROJECT_TEXT_CHARS_MAX, (Text){0});
    check_words(ctx, "source", project->source, PROJECT_TEXT_CHARS_MAX, (Text){0});
    if (project->budget_fen.set &&
        (project->budget_fen.value <= 0 || project->budget_fen.value > FEN_MAX))
        (void)!ctx_problem(ctx, "budget", TR(ctx->lang, "预算要大于 0"));
    return OK;
}

static Status
check_name_free(Ctx *ctx, const Project *project)
{
    ProjectRecord twin;
    Status status = project_by_name(ctx, project->region, project->name, &twin);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    if (twin.id != project->id)
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "这里已经有同名的项目"));
    return OK;
}

static Status
check_place(Ctx *ctx, const Project *project, RegionCode code)
{
    Region place;
    Status status = region_get(ctx, code, &place);

    if (status == NOT_FOUND || (status == OK && place.level != LEVEL_VILLAGE))
        return ctx_problem(ctx, "places", TR(ctx->lang, "涉及的地方请选村或社区"));
    TRY(status);
    if (!region_contains(project->region, code))
        return ctx_problem(ctx, "places",
                           TR_FORMAT(ctx->arena, ctx->lang,
                                     "{name}不归这个项目所在的街道（乡镇）管",
                                     {"name", place.name}));
    return OK;
}

/* By code, each once; of a village itself. */
static Status
check_places(Ctx *ctx, const Region *region, Project *project)
{
    RegionCodes sorted = {.at = NEW_ARRAY(ctx->arena, RegionCode, project->places.len + 1)};

    if (region->level == LEVEL_VILLAGE) {
        sorted.at[sorted.len++] = region->code;
        project->places = sorted;
        return OK;
    }
    if (project->places.len == 0 || project->places.len > PROJECT_PLACES_MAX)
        return ctx_problem(ctx, "places",
                           TR_FORMAT(ctx->arena, ctx->lang, "请选涉及的村（社区），最多 {max} 个",
                                     {"max", count_text(ctx, PROJECT_PLACES_MAX)}));
    for (size_t i = 0; i < project->places.len; i++) {
        RegionCode code = project->places.at[i];
        size_t at = sorted.len;

        TRY(check_place(ctx, project, code));
        while (at > 0 && sorted.at[at - 1] > code)
            at--;
        if (at > 0 && sorted.at[at - 1] == code)
            continue;
        for (size_t j = sorted.len; j > at; j--)
            sorted.at[j] = sorted.at[j - 1];
        sorted.at[at] = code;
        sorted.len++;
    }
    project->places = sorted;
    return OK;
}

static Status
check_project(Ctx *ctx, Project *project)
{
    Region region;
    Status status = region_get(ctx, project->region, &region);

    if (status == NOT_FOUND ||
        (status == OK && ((region.level != LEVEL_VILLAGE && region.level != LEVEL_TOWNSHIP) ||
                          region.closed_day.set)))
        return ctx_problem(ctx, "region", TR(ctx->lang, "项目由村（社区）或街道（乡镇）登记"));
    TRY(status);
    TRY(check_texts(ctx, project));
    TRY(check_name_free(ctx, project));
    status = check_places(ctx, &region, project);
    if (status != OK && status != INVALID)
        return status;
    return ctx_checked(ctx);
}

/* ---- projects ---- */

static Status
insert(Ctx *ctx, const Project *project)
{
    const ProjectTender *tender = &project->tender;

    return project_insert(ctx, &(ProjectInsertArgs){
                                   .id = project->id,
                                   .region = project->region,
                                   .kind = text_c(project_kind_name(project->kind)),
                                   .name = project->name,
                                   .summary = project->summary,
                                   .ground = project->ground,
                                   .source = project->source,
                                   .budget_fen = project->budget_fen,
                                   .finished_day = project->finished_day,
                                   .way = text_c(tender_way_name(tender->way)),
                                   .tender_day = tender->day,
                                   .contractor = tender->contractor,
                                   .contract_fen = tender->contract_fen,
                                   .contract_day = tender->contract_day,
                                   .reopened = T(""),
                                   .now = ctx->now,
                                   .created_by = acting_person(ctx),
                               });
}

Status
project_create(Ctx *ctx, const Project *project, Project *out)
{
    Project new = *project;

    if (!project_may_manage(ctx->actor, project->region))
        return DENIED;
    new.id = 0;
    new.tender = (ProjectTender){.contractor = T("")};
    new.reopened = T("");
    if ((unsigned)project->kind >= PROJECT_KIND_COUNT)
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选项目的种类"));
    TRY(check_project(ctx, &new));
    new.id = id_new();
    TRY(insert(ctx, &new));
    TRY(places_write(ctx, new.id, new.places));
    TRY(add_usual_stages(ctx, new.id, new.kind));
    new.lock = 1;
    TRY(project_save(ctx, &new, "project.create", new.name));
    *out = new;
    return OK;
}

static Status
check_places_stay(Ctx *ctx, const Project *before, const Project *after)
{
    for (size_t i = 0; i < before->places.len; i++) {
        ProjectPlaceUsedRow row;
        Region place;

        if (touches(after, before->places.at[i]))
            continue;
        TRY(project_place_used(ctx, before->id, before->places.at[i], &row));
        if (!row.used)
            continue;
        TRY(region_get(ctx, before->places.at[i], &place));
        return ctx_problem(ctx, "places",
                           TR_FORMAT(ctx->arena, ctx->lang,
                                     "{name}已经有登记的户或公开的内容，不能去掉",
                                     {"name", place.name}));
    }
    return OK;
}

Status
project_update(Ctx *ctx, const Project *project, Project *out)
{
    Facts facts;
    Project *after = &facts.project;
    Project before;

    TRY(facts_begin(ctx, project->id, project->lock, &facts));
    before = *after;
    after->name = project->name;
    after->summary = project->summary;
    after->ground = project->ground;
    after->source = project->source;
    after->budget_fen = project->budget_fen;
    after->finished_day = project->finished_day;
    after->places = project->places;
    check_day_past(ctx, "finished_day", project->finished_day);
    TRY(check_project(ctx, after));
    TRY(check_places_stay(ctx, &before, after));
    TRY(facts_guard(ctx, &facts));
    TRY(places_write(ctx, after->id, after->places));
    TRY(project_save(ctx, after, "project.update", after->name));
    *out = *after;
    return OK;
}

bool
stages_told(const Stages *stages)
{
    for (size_t i = 0; i < stages->len; i++)
        for (size_t j = 0; j < stages->at[i].disclosures.len; j++)
            if (stages->at[i].disclosures.at[j].id != 0)
                return true;
    return false;
}

Status
project_discard(Ctx *ctx, int64_t id, int64_t lock)
{
    Facts facts;
    RegionCode region;

    TRY(facts_begin(ctx, id, lock, &facts));
    if (stages_told(&facts.stages))
        return CONFLICT;
    region = facts.project.region;
    for (size_t i = 0; i < facts.project.places.len; i++)
        TRY(households_write(ctx, id, facts.project.places.at[i], &(ProjectHouseholds){0}));
    TRY(buildings_delete(ctx, id));
    TRY(standards_write(ctx, id, &(Standards){0}));
    TRY(bids_write(ctx, id, &(Bids){0}));
    TRY(payments_write(ctx, id, &(ProjectPayments){0}));
    TRY(changes_write(ctx, id, &(ProjectChanges){0}));
    TRY(project_told_delete(ctx, id));
    TRY(project_stages_delete(ctx, id));
    TRY(places_write(ctx, id, (RegionCodes){0}));
    TRY(project_delete(ctx, id));
    region_touch(ctx, region);
    TRY(changed_note(ctx, CHANGED_PROJECT, region, id));
    return audit(ctx, region, "project.discard", id, facts.project.name);
}

bool
stages_published(const Stages *stages)
{
    for (size_t i = 0; i < stages->len; i++)
        for (size_t j = 0; j < stages->at[i].disclosures.len; j++)
            if (told_is_published(&stages->at[i].disclosures.at[j]))
                return true;
    return false;
}

Status
project_reopen(Ctx *ctx, int64_t id, int64_t lock, Text reason, Project *out)
{
    Facts facts;

    TRY(facts_begin(ctx, id, lock, &facts));
    if (facts.project.reopened.len != 0 || !stages_published(&facts.stages))
        return CONFLICT;
    reason = text_trim(reason);
    check_words(ctx, "reason", reason, REASON_CHARS_MAX,
                TR(ctx->lang, "请写明更正的原因，它会和新内容一起公开"));
    TRY(ctx_checked(ctx));
    facts.project.reopened = reason;
    TRY(project_save(ctx, &facts.project, "project.reopen", reason));
    *out = facts.project;
    return OK;
}

/* ---- loading ---- */

Status
project_insert_loaded(Ctx *ctx, const Project *project)
{
    return insert(ctx, project);
}
