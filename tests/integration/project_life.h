/*
 * project_life -- what the tests of projects share: a relocation of the township that touches two
 * villages, its households, their accounts.  Include it after harness.h and db.h.
 */
#pragma once

#include "life.h"
#include "project/household.h"
#include "project/load.h"
#include "project/project.h"
#include "project/works.h"

PERSON(neighbour, 402, ROLE_RESIDENT, 210111010204);

/* What a household pays the room for in these tests. */
static inline Standards
house_standards(void)
{
    static Standard list[] = {
        {.item = T_INIT("住宅"),    .unit = T_INIT("平方米"), .standard_fen = 650000, .note = {"", 0}},
        {.item = T_INIT("搬迁费"), .unit = T_INIT("户"),       .standard_fen = 200000, .note = {"", 0}},
    };

    return (Standards){list, 2};
}

static inline ProjectRow
row_of(const char *building, const char *number, const char *head, const char *item,
       int64_t quantity_milli)
{
    return (ProjectRow){.building = text_c(building),
                        .number = text_c(number),
                        .head = text_c(head),
                        .group_name = T("一组"),
                        .agreement = T(""),
                        .item = text_c(item),
                        .quantity_milli = quantity_milli,
                        .note = T("")};
}

static inline int64_t
add_household(Ctx *ctx, RegionCode region, const char *number, const char *head)
{
    const Actor *before = ctx->actor;
    int64_t id = 0;

    ctx->actor = &reviewer;
    CHECK_STATUS(resident_put(ctx,
                              &(Household){.region = region,
                                           .number = text_c(number),
                                           .group_name = T("一组"),
                                           .head = text_c(head)},
                              &id),
                 OK);
    ctx->actor = before;
    return id;
}

/* An account of a household. */
static inline Actor
sign_in_for(Ctx *ctx, const char *login, RoleGrants grants, int64_t household)
{
    const Actor *before = ctx->actor;
    int64_t account = 0;

    act_as(ctx, &actor_system);
    CHECK_STATUS(life_explain(ctx, account_add_fresh(ctx, text_c(login), T("某人"), T(""), grants,
                                                     &account, &(Text){0})),
                 OK);
    CHECK_STATUS(life_explain(ctx, resident_link(ctx, household, text_c(login))), OK);
    act_as(ctx, before);
    return (Actor){.account = account, .login = text_c(login), .name = T("某人"), .grants = grants};
}

static inline Project
begin_project(Ctx *ctx, RegionCode region, ProjectKind kind, const char *name)
{
    static RegionCode places[] = {210111010203, 210111010204};
    bool township = region == TOWNSHIP_CODE;
    Project project = {0};

    act_as(ctx, township ? &reviewer : &clerk);
    CHECK_STATUS(life_explain(ctx, project_create(ctx,
                                                  &(Project){
                                                      .region = region,
                                                      .kind = kind,
                                                      .name = text_c(name),
                                                      .summary = T("铁路从村边改走"),
                                                      .ground = T("区征字 3 号"),
                                                      .source = T("铁路建设资金"),
                                                      .places = {places, township ? 2 : 0}
    },
                                                  &project)),
                 OK);
    return project;
}

static inline Stage
stage_at(Ctx *ctx, const Project *project, size_t at)
{
    const Actor *before = ctx->actor;
    Stages stages = {0};

    ctx->actor = &actor_system;
    CHECK_STATUS(project_stages(ctx, project, &stages), OK);
    ctx->actor = before;
    return stages.at[at];
}

/* The stage has begun on a day, counted from today. */
static inline void
begin_stage(Ctx *ctx, Project *project, size_t at, int days)
{
    Stage stage = stage_at(ctx, project, at);

    stage.actual_start = SOME_INT(ctx_today(ctx) + days);
    CHECK_STATUS(
        life_explain(ctx, project_put_stage(ctx, project->id, project->lock, &stage, project)), OK);
}

static inline void
approve(Ctx *ctx, int64_t id)
{
    const Actor *before = ctx->actor;
    Disclosure disclosure;

    act_as(ctx, &reviewer2);
    CHECK_STATUS(disclosure_get(ctx, id, &disclosure), OK);
    CHECK_STATUS(
        life_explain(ctx, disclosure_approve(ctx, id, disclosure.lock, false, &disclosure)), OK);
    act_as(ctx, before);
}

static inline void
reload(Ctx *ctx, Project *project)
{
    const Actor *before = ctx->actor;

    ctx->actor = &actor_system;
    CHECK_STATUS(project_get(ctx, project->id, project), OK);
    ctx->actor = before;
}

static inline Status
hand_in(Ctx *ctx, Project *project, size_t at, RegionCode place, const char *explanation)
{
    return life_explain(ctx, project_hand_in(ctx, project->id, project->lock,
                                             stage_at(ctx, project, at).id, place,
                                             text_c(explanation), project));
}

/* Handed in by the village's clerk and approved; gives the disclosure. */
static inline int64_t
publish_stage(Ctx *ctx, Project *project, size_t at, RegionCode place)
{
    const Actor *before = ctx->actor;
    Stage stage;

    act_as(ctx, place == VILLAGE ? &clerk : &other_clerk);
    reload(ctx, project);
    CHECK_STATUS(hand_in(ctx, project, at, place, "已核对"), OK);
    stage = stage_at(ctx, project, at);
    for (size_t i = 0; i < stage.disclosures.len; i++)
        if (stage.disclosures.at[i].place == place)
            approve(ctx, stage.disclosures.at[i].id);
    reload(ctx, project);
    act_as(ctx, before);
    for (size_t i = 0; i < stage.disclosures.len; i++)
        if (stage.disclosures.at[i].place == place)
            return stage.disclosures.at[i].id;
    return 0;
}

/* The township's relocation: two families in one village, one in the other; nothing published. */
static inline Project
relocation(Ctx *ctx)
{
    Project project = begin_project(ctx, TOWNSHIP_CODE, PROJECT_RELOCATION, "沈丹铁路外迁");
    ProjectRow here[] = {row_of("1号楼", "1", "王建国", "住宅", 80000),
                         row_of("1号楼", "1", "王建国", "搬迁费", 1000),
                         row_of("2号楼", "2", "李四", "住宅", 60500)};
    ProjectRow there[] = {row_of("甲栋", "1", "赵六", "住宅", 50000)};

    add_household(ctx, VILLAGE, "1", "王建国");
    add_household(ctx, VILLAGE, "2", "李四");
    add_household(ctx, VILLAGE2, "1", "赵六");
    CHECK_STATUS(life_explain(ctx, project_put_standards(ctx, project.id, project.lock,
                                                         house_standards(), &project)),
                 OK);
    CHECK_STATUS(life_explain(ctx, project_put_rows(ctx, project.id, project.lock, VILLAGE,
                                                    (ProjectRows){here, 3}, &project)),
                 OK);
    CHECK_STATUS(life_explain(ctx, project_put_rows(ctx, project.id, project.lock, VILLAGE2,
                                                    (ProjectRows){there, 1}, &project)),
                 OK);
    return project;
}

/* The id of a family by its number. */
static inline int64_t
family(Ctx *ctx, const Project *project, RegionCode place, const char *number)
{
    const Actor *before = ctx->actor;
    ProjectHouseholds list = {0};
    int64_t id = 0;

    ctx->actor = &actor_system;
    CHECK_STATUS(project_households(ctx, project, place, 0, &list), OK);
    ctx->actor = before;
    for (size_t i = 0; i < list.len; i++)
        if (text_eq(list.at[i].number, text_c(number)))
            id = list.at[i].id;
    return id;
}

static inline size_t
findings_of(Ctx *ctx, const Project *project, ProjectFindingKind kind, Text *first_out)
{
    ProjectFindings findings = {0};
    size_t count = 0;

    CHECK_STATUS(project_findings(ctx, project, 0, &findings), OK);
    for (size_t i = 0; i < findings.len; i++)
        if (findings.at[i].kind == kind && count++ == 0)
            *first_out = findings.at[i].sentence;
    return count;
}

static inline void
count_found(void *arg, Text sentence)
{
    printf("# %.*s\n", TEXT_ARGS(sentence));
    ++*(int *)arg;
}

/* How many differences mingbai check would report. */
static inline int
differences(Ctx *ctx)
{
    const Actor *before = ctx->actor;
    int count = 0;

    ctx->actor = &actor_system;
    CHECK_STATUS(project_check(ctx, count_found, &count), OK);
    ctx->actor = before;
    return count;
}
