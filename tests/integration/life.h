/*
 * life -- a small district for tests of disclosures: two townships, three villages, the starting
 * catalogue, and the people who act.
 */
#pragma once

#include "actor/actor.h"
#include "base/file.h"
#include "catalogue/catalogue.h"
#include "disclosure/attachment.h"
#include "disclosure/disclosure.h"
#include "region/region.h"

enum { CATALOGUE_BYTES_MAX = 1024 * 1024 };

static const RegionCode DISTRICT_CODE = 210111000000;
static const RegionCode TOWNSHIP_CODE = 210111010000;
static const RegionCode VILLAGE = 210111010203; /* a village: M for finances */
static const RegionCode VILLAGE2 = 210111010204;
static const RegionCode COMMUNITY = 210111011001; /* another township's community */

/* clang-format off */
#define PERSON(variable, number, role_, region_)                                                   \
    static RoleGrant variable##_grant[] = {{.role = (role_), .region = (region_)}};                \
    static const Actor variable = {.account = (number), .login = T_INIT(#variable),                \
                                   .name = T_INIT(#variable), .grants = {variable##_grant, 1}}
/* clang-format on */

PERSON(clerk, 101, ROLE_VILLAGE_ADMIN, 210111010203);
PERSON(clerk2, 102, ROLE_VILLAGE_ADMIN, 210111010203);
PERSON(other_clerk, 103, ROLE_VILLAGE_ADMIN, 210111010204);
PERSON(community_clerk, 104, ROLE_VILLAGE_ADMIN, 210111011001);
PERSON(reviewer, 201, ROLE_TOWNSHIP, 210111010000);
PERSON(reviewer2, 202, ROLE_TOWNSHIP, 210111010000);
PERSON(other_reviewer, 203, ROLE_TOWNSHIP, 210111011000);
PERSON(finance, 301, ROLE_FINANCE_GROUP, 210111010203);
PERSON(resident, 401, ROLE_RESIDENT, 210111010203);
PERSON(member, 402, ROLE_PARTY_MEMBER, 210111010203);
PERSON(inspector, 501, ROLE_INSPECTOR, 210111000000);
PERSON(district, 601, ROLE_DISTRICT, 210111000000);
PERSON(leader, 701, ROLE_LEADER, 210111000000);
PERSON(grid, 801, ROLE_GRID_MEMBER, 210111010203);

static bool
life_line(void *arg, Text *line_out)
{
    static const char *const lines[] = {
        "210000000000,,1,辽宁省",
        "210100000000,210000000000,2,沈阳市",
        "210111000000,210100000000,3,苏家屯区",
        "210111010000,210111000000,4,沙河街道",
        "210111011000,210111000000,4,十里河街道",
        "210111010203,210111010000,5,鲍家村",
        "210111010204,210111010000,5,榆树村",
        "210111011001,210111011000,5,铁西社区",
    };
    size_t *next = arg;

    if (*next == sizeof lines / sizeof lines[0])
        return false;
    *line_out = text_c(lines[(*next)++]);
    return true;
}

static inline void
act_as(Ctx *ctx, const Actor *actor)
{
    ctx->actor = actor;
    ctx->problems = (Problems){0};
}

/* Prints what was found wrong, when a test's own preparation fails. */
static inline Status
life_explain(const Ctx *ctx, Status status)
{
    for (size_t i = 0; status != OK && i < ctx->problems.len; i++)
        printf("# %.*s: %.*s\n", TEXT_ARGS(ctx->problems.at[i].field),
               TEXT_ARGS(ctx->problems.at[i].sentence));
    return status;
}

/* Fills an empty database; to be called in a write transaction. */
static inline Status
life_fill(Ctx *ctx)
{
    const Actor *person = ctx->actor;
    const char *source = getenv("MINGBAI_SOURCE");
    size_t line = 0;
    RegionImport regions;
    Text json;

    act_as(ctx, &actor_system);
    TRY(region_import(ctx, life_line, &line, NULL, &regions));
    TRY(file_read(ctx->arena,
                  text_cstr(ctx->arena, text_printf(ctx->arena, "%s/data/catalogue.json",
                                                    source != NULL ? source : ".")),
                  CATALOGUE_BYTES_MAX, &json));
    TRY(life_explain(ctx, catalogue_load(ctx, DISTRICT_CODE, json)));
    ctx->actor = person;
    return OK;
}

/* What village clerks write: P3 of a quarter with a table that has a Party members' column. */
static Text life_cells[] = {
    T_INIT("2023-03-02"), T_INIT("党员大会"), T_INIT("学习党章"), T_INIT("20"),
    T_INIT("18"),         T_INIT("王建国"),   T_INIT(""),         T_INIT("通过垃圾清运方案"),
};

static inline DisclosureInput
life_input(void)
{
    return (DisclosureInput){
        .item = T("P3"),
        .region = VILLAGE,
        .period = T("2023Q1"),
        .title = T("第一季度组织生活"),
        .summary = T("召开党员大会一次。"),
        .body = T("会议在村部举行。"),
        .cells = life_cells,
        .rows = 1,
    };
}

/* May's expenditure: an item that the finance group confirms. */
static Text life_money_cells[] = {
    T_INIT("2023-05-08"), T_INIT("记-12"), T_INIT("保洁工具"), T_INIT("办公费"), T_INIT("农资商店"),
    T_INIT(""),           T_INIT("320"),   T_INIT("转账"),     T_INIT("李建军"),
};

static inline DisclosureInput
life_money_input(void)
{
    return (DisclosureInput){
        .item = T("F3"),
        .region = VILLAGE,
        .period = T("2023-05"),
        .summary = T("本月支出一笔。"),
        .cells = life_money_cells,
        .rows = 1,
    };
}

/* Created by the clerk, submitted, approved by the reviewer. */
static inline Status
life_publish(Ctx *ctx, const DisclosureInput *input, Disclosure *out)
{
    act_as(ctx, &clerk);
    TRY(life_explain(ctx, disclosure_create(ctx, input, out)));
    TRY(disclosure_submit(ctx, out->id, out->lock, out));
    act_as(ctx, &reviewer);
    TRY(disclosure_approve(ctx, out->id, out->lock, false, out));
    act_as(ctx, NULL);
    return OK;
}

/* A test that runs in one write transaction on each database, with the district filled in. */
#define LIFE_TEST(test_name)                                                                       \
    static void in_##test_name(Ctx *ctx);                                                          \
    static Status body_##test_name(Ctx *ctx, void *arg)                                            \
    {                                                                                              \
        (void)arg;                                                                                 \
        TRY(life_fill(ctx));                                                                       \
        in_##test_name(ctx);                                                                       \
        return OK;                                                                                 \
    }                                                                                              \
    TEST_DB(test_name)                                                                             \
    {                                                                                              \
        CHECK_STATUS(store_write(store, ctx, body_##test_name, NULL), OK);                         \
    }                                                                                              \
    static void in_##test_name(Ctx *ctx)
