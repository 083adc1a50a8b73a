/*
 * Projects: who keeps them, what rows may say, what is pointed out.
 */
#include "harness.h"

#include "db.h"

#include "base/money.h"
#include "project_life.h"

/* ---- projects ---- */

LIFE_TEST(who_may_begin_one)
{
    static RegionCode both[] = {210111010203, 210111010204};
    static const struct {
        const char *what;
        const Actor *actor;
        Status village, township;
    } rows[] = {
        {"a visitor",           NULL,            DENIED, DENIED},
        {"a resident",          &resident,       DENIED, DENIED},
        {"the finance group",   &finance,        DENIED, DENIED},
        {"an inspector",        &inspector,      DENIED, DENIED},
        {"another village's",   &other_clerk,    DENIED, DENIED},
        {"another township's",  &other_reviewer, DENIED, DENIED},
        {"the village's admin", &clerk,          OK,     DENIED},
        {"the township",        &reviewer,       DENIED, OK    },
        {"the district",        &district,       DENIED, OK    },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Project project = {.kind = PROJECT_RELOCATION, .region = VILLAGE};
        Project out;

        ROW(rows[i].what);
        project.name = text_printf(ctx->arena, "项目 %zu", i);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(project_create(ctx, &project, &out), rows[i].village);
        project.region = TOWNSHIP_CODE;
        project.places = (RegionCodes){both, 2};
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(project_create(ctx, &project, &out), rows[i].township);
    }
    ROW(NULL);
}

LIFE_TEST(a_project_is_described_well)
{
    static RegionCode far[] = {210111011001};
    static const struct {
        const char *what;
        Project project;
        const char *field;
    } rows[] = {
        {"no name",              {.region = 210111010203},                          "name"  },
        {"a name too long",
         {.region = 210111010203,
          .name = T_INIT("长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长"
                         "长长长长长")},
         "name"                                                                             },
        {"bad bytes",            {.region = 210111010203, .name = T_INIT("a\x01")}, "name"  },
        {"a district's",         {.region = 210111000000, .name = T_INIT("x")},     "region"},
        {"no such place",        {.region = 210111010999, .name = T_INIT("x")},     "region"},
        {"no village touched",   {.region = 210111010000, .name = T_INIT("x")},     "places"},
        {"another's village",
         {.region = 210111010000, .name = T_INIT("x"), .places = {far, 1}},
         "places"                                                                           },
        {"a budget below zero",
         {.region = 210111010203, .name = T_INIT("x"), .budget_fen = {true, -1}},
         "budget"                                                                           },
        {"a kind out of bounds",
         {.region = 210111010203, .name = T_INIT("x"), .kind = (ProjectKind)9},
         "kind"                                                                             },
    };
    Project first = begin_project(ctx, VILLAGE, PROJECT_WORKS, "修路");
    Project out;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].what);
        act_as(ctx, &actor_system);
        CHECK_STATUS(project_create(ctx, &rows[i].project, &out), INVALID);
        CHECK(ctx_problem_of(ctx, rows[i].field).at != NULL);
    }
    ROW(NULL);
    act_as(ctx, &clerk);
    CHECK_STATUS(project_create(ctx, &(Project){.region = VILLAGE, .name = T(" 修路 ")}, &out),
                 INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "name"), "这里已经有同名的项目");
    CHECK_STATUS(project_discard(ctx, first.id, first.lock + 1), CONFLICT);
    CHECK_STATUS(project_discard(ctx, first.id, first.lock), OK);
    CHECK_STATUS(project_get(ctx, first.id, &out), NOT_FOUND);
}

LIFE_TEST(a_project_keeps_places_that_have_families)
{
    static RegionCode one[] = {210111010203};
    Project project = relocation(ctx);
    Project changed = project;

    changed.places = (RegionCodes){one, 1};
    CHECK_STATUS(project_update(ctx, &changed, &project), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "places"), "榆树村已经有登记的户或公开的内容，不能去掉");
}

LIFE_TEST(stages_are_numbered_moved_and_checked)
{
    Project project = begin_project(ctx, VILLAGE, PROJECT_WORKS, "修路");
    Stage stage = {.name = T("付款"), .phase = PHASE_AFTER, .position = 2, .note = T("")};
    Stages stages;

    CHECK_STATUS(project_put_stage(ctx, project.id, project.lock, &stage, &project), OK);
    CHECK_STATUS(project_stages(ctx, &project, &stages), OK);
    CHECK_INT(stages.len, 6);
    CHECK_TEXT(stages.at[1].name, "付款");
    CHECK_TEXT(stages.at[2].name, "招标");
    stage = stages.at[1];
    stage.position = 6;
    CHECK_STATUS(project_put_stage(ctx, project.id, project.lock, &stage, &project), OK);
    CHECK_STATUS(project_stages(ctx, &project, &stages), OK);
    CHECK_TEXT(stages.at[5].name, "付款");
    stage.actual_start = SOME_INT(ctx_today(ctx) + 1);
    CHECK_STATUS(project_put_stage(ctx, project.id, project.lock, &stage, &project), INVALID);
    act_as(ctx, &clerk);
    stage.actual_start = SOME_INT(ctx_today(ctx));
    stage.actual_end = SOME_INT(ctx_today(ctx) - 1);
    CHECK_STATUS(project_put_stage(ctx, project.id, project.lock, &stage, &project), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "actual"), "结束的日子在开始之前");
    act_as(ctx, &clerk);
    CHECK_STATUS(project_remove_stage(ctx, project.id, project.lock, stage.id, &project), OK);
    CHECK_STATUS(project_stages(ctx, &project, &stages), OK);
    CHECK_INT(stages.len, 5);
    CHECK_STATUS(project_remove_stage(ctx, project.id, project.lock, stage.id, &project),
                 NOT_FOUND);
}

/* ---- households ---- */

LIFE_TEST(rows_become_households_with_sums_by_building)
{
    Project project = relocation(ctx);
    ProjectHouseholds list;
    Buildings buildings;
    ItemTotals totals;

    CHECK_INT(project.buildings, 3);
    CHECK_INT(project.households, 3);
    CHECK_INT(project.total_fen, 80 * 650000 + 200000 + 39325000 + 50 * 650000);
    CHECK_INT(project.signed_households, 0);
    CHECK_STATUS(project_households(ctx, &project, 0, 0, &list), OK);
    CHECK_INT(list.len, 3);
    CHECK_INT(list.at[0].line_count, 2);
    CHECK_INT(list.at[0].total_fen, 80 * 650000 + 200000);
    CHECK(list.at[0].household != 0);
    CHECK_TEXT(list.at[0].lines[0].unit, "平方米");
    CHECK_STATUS(project_buildings(ctx, &project, &buildings), OK);
    CHECK_INT(buildings.len, 3);
    CHECK_INT(buildings.at[0].households, 1);
    CHECK_INT(buildings.at[0].total_fen, 80 * 650000 + 200000);
    CHECK_STATUS(project_item_totals(ctx, &project, &totals), OK);
    CHECK_INT(totals.len, 2);
    CHECK_INT(totals.at[0].households, 3);
    CHECK_INT(totals.at[0].quantity_milli, 190500);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(bad_rows_are_told_by_row_and_column_and_nothing_is_written)
{
    static const struct {
        const char *what;
        ProjectRow row;
        const char *field, *sentence;
    } rows[] = {
        {"two buildings",
         {.building = T_INIT("2号楼"),
          .number = T_INIT("1"),
          .head = T_INIT("王建国"),
          .item = T_INIT("住宅"),
          .quantity_milli = 1000},
         "row.2.1",  "第 2 行“楼栋或地块”：户号 1 在第 1 行已经是“1号楼”，一户只能在一处"},
        {"two names",
         {.building = T_INIT("1号楼"),
          .number = T_INIT("1"),
          .head = T_INIT("张三"),
          .item = T_INIT("搬迁费"),
          .quantity_milli = 1000},
         "row.2.3",  "第 2 行“户主”：和第 1 行户号 1 写的不一样"                                        },
        {"no building",
         {.number = T_INIT("2"), .head = T_INIT("张三")},
         "row.2.1",  "第 2 行“楼栋或地块”：请写在哪一栋楼或哪一块地"                               },
        {"nobody",
         {.building = T_INIT("1号楼"), .number = T_INIT("9")},
         "row.2.3",  "第 2 行“户主”：请写户主；户籍表里没有这个户号"                               },
        {"no such standard",
         {.building = T_INIT("1号楼"),
          .number = T_INIT("2"),
          .head = T_INIT("张三"),
          .item = T_INIT("青苗"),
          .quantity_milli = 1000},
         "row.2.6",  "第 2 行“补偿项目”：补偿标准里没有“青苗”"                                     },
        {"no area",
         {.building = T_INIT("1号楼"),
          .number = T_INIT("2"),
          .head = T_INIT("张三"),
          .item = T_INIT("住宅")},
         "row.2.7",  "第 2 行“面积或数量”：面积或数量要大于 0"                                         },
        {"too much",
         {.building = T_INIT("1号楼"),
          .number = T_INIT("2"),
          .head = T_INIT("张三"),
          .item = T_INIT("住宅"),
          .quantity_milli = 900000000000000},
         "row.2.7",  "第 2 行“面积或数量”：算出来的金额太大，请核对数量和标准"                },
        {"signed tomorrow",
         {.building = T_INIT("1号楼"),
          .number = T_INIT("2"),
          .head = T_INIT("张三"),
          .signed_day = {true, 999999}},
         "row.2.10", "第 2 行“签约日期”：日期不能晚于今天"                                              },
    };
    Project project = relocation(ctx);
    ProjectHouseholds list;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ProjectRow two[] = {row_of("1号楼", "1", "王建国", "住宅", 1000), rows[i].row};
        Project out;

        ROW(rows[i].what);
        act_as(ctx, &reviewer);
        CHECK_STATUS(
            project_put_rows(ctx, project.id, project.lock, VILLAGE, (ProjectRows){two, 2}, &out),
            INVALID);
        CHECK_TEXT(ctx_problem_of(ctx, rows[i].field), rows[i].sentence);
        CHECK_STATUS(project_households(ctx, &project, VILLAGE, 0, &list), OK);
        CHECK_INT(list.len, 2);
        CHECK_INT(list.at[0].line_count, 2);
    }
    ROW(NULL);
}

LIFE_TEST(sums_do_not_overflow)
{
    Project project = relocation(ctx);
    ProjectRow rows[] = {row_of("1号楼", "1", "王建国", "住宅", 1000),
                         row_of("1号楼", "2", "李四", "住宅", 1000)};

    rows[0].amount_fen = rows[1].amount_fen = FEN_MAX;
    CHECK_STATUS(
        project_put_rows(ctx, project.id, project.lock, VILLAGE, (ProjectRows){rows, 2}, &project),
        INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "rows"), "加起来的金额太大，请核对数量和标准");
}

LIFE_TEST(a_household_cannot_stand_in_two_buildings)
{
    Project project = relocation(ctx);
    ProjectHousehold twin = {.place = VILLAGE,
                             .building = T("9号楼"),
                             .number = T("2"),
                             .head = T("李四"),
                             .group_name = T("一组"),
                             .agreement = T(""),
                             .note = T("")};

    CHECK_STATUS(project_put_household(ctx, project.id, project.lock, &twin, &project), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "building"), "户号 2 已经登记在“2号楼”，一户只能在一处");
    act_as(ctx, &reviewer);
    twin.building = T("2号楼");
    CHECK_STATUS(project_put_household(ctx, project.id, project.lock, &twin, &project), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "number"), "这个户号已经登记");
    act_as(ctx, &reviewer);
    twin.number = T("3");
    twin.line_count = 1;
    twin.lines = &(Compensation){.item = T("青苗"), .quantity_milli = 1000};
    CHECK_STATUS(project_put_household(ctx, project.id, project.lock, &twin, &project), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "line.1.1"), "补偿标准里没有“青苗”");
    act_as(ctx, &reviewer);
    twin.lines->item = T("住宅");
    CHECK_STATUS(project_put_household(ctx, project.id, project.lock, &twin, &project), OK);
    CHECK_INT(project.households, 4);
    CHECK_STATUS(project_remove_household(ctx, project.id, project.lock,
                                          family(ctx, &project, VILLAGE, "3"), &project),
                 OK);
    CHECK_INT(project.households, 3);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(families_sign_and_are_paid)
{
    Project project = relocation(ctx);
    int64_t wang = family(ctx, &project, VILLAGE, "1");
    Day today = ctx_today(ctx);

    CHECK(!project_rate(0, 0).set);
    CHECK_STATUS(project_sign(ctx, wang, project.lock, T("协-001"), SOME_INT(today + 1), &project),
                 INVALID);
    act_as(ctx, &reviewer);
    CHECK_STATUS(project_sign(ctx, wang, project.lock, T("协-001"), SOME_INT(today - 3), &project),
                 OK);
    CHECK_INT(project.signed_households, 1);
    CHECK_INT(project.signed_fen, 80 * 650000 + 200000);
    CHECK_INT(project_rate(project.signed_households, project.households).value, 3333);
    CHECK_STATUS(project_pay_all(ctx, project.id, project.lock, VILLAGE, today - 4, &project),
                 INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "day"), "户号 1 那天还没有签约");
    act_as(ctx, &reviewer);
    CHECK_STATUS(project_pay_all(ctx, project.id, project.lock, VILLAGE, today, &project), OK);
    CHECK_INT(project.paid_households, 1);
    CHECK_INT(project.paid_fen, 80 * 650000 + 200000);
    CHECK_STATUS(project_sign(ctx, wang, project.lock - 1, T(""), (OptInt){0}, &project), CONFLICT);
    CHECK_STATUS(project_pay(ctx, wang, project.lock, (OptInt){0}, &project), OK);
    CHECK_INT(project.paid_households, 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(project_sign(ctx, wang, project.lock, T(""), SOME_INT(today), &project), DENIED);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(what_does_not_fit_is_pointed_out)
{
    Project project = relocation(ctx);
    ProjectRow rows[] = {row_of("1号楼", "1", "王建国", "住宅", 80000),
                         row_of("1号楼", "2", "李四", "住宅", 1000),
                         row_of("1号楼", "7", "李四", "住宅", 1000)};
    Text sentence = {0};

    rows[0].amount_fen = 52000001 + 1;
    rows[1].standard_fen = 600000;
    rows[1].paid_day = SOME_INT(ctx_today(ctx) - 1);
    CHECK_STATUS(
        project_put_rows(ctx, project.id, project.lock, VILLAGE, (ProjectRows){rows, 3}, &project),
        OK);
    CHECK_INT(findings_of(ctx, &project, PF_AMOUNT, &sentence), 1);
    CHECK_TEXT(sentence,
               "户号 1 王建国，住宅：80平方米 × 6,500.00 元 = 520,000.00 元，写的是 520,000.02 元");
    CHECK_INT(findings_of(ctx, &project, PF_STANDARD, &sentence), 1);
    CHECK_TEXT(sentence, "户号 2 李四，住宅：标准写 6,000.00 元，项目的标准是 6,500.00 元");
    CHECK_INT(findings_of(ctx, &project, PF_UNSIGNED, &sentence), 1);
    CHECK_TEXT(sentence, "户号 2 李四：没有签约就付了款");
    CHECK_INT(findings_of(ctx, &project, PF_UNKNOWN, &sentence), 1);
    CHECK_TEXT(sentence, "户号 7 李四：户籍表里没有这个户号");
    CHECK_INT(findings_of(ctx, &project, PF_TWICE, &sentence), 1);
    CHECK_TEXT(sentence, "户号 7 李四：和户号 2 像是同一家");
    act_as(ctx, &resident);
    CHECK_STATUS(project_findings(ctx, &project, 0, &(ProjectFindings){0}), DENIED);
}
