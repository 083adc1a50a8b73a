/*
 * The register of households: who changes it, sheets, and which account belongs to which household.
 */
#include "harness.h"

#include "db.h"

#include "life.h"
#include "resident/resident.h"
#include "sheet/sheet.h"

static int64_t
add_household(Ctx *ctx, RegionCode region, const char *number, const char *head)
{
    int64_t id = 0;

    CHECK_STATUS(resident_put(ctx,
                              &(Household){.region = region,
                                           .number = text_c(number),
                                           .group_name = T("一组"),
                                           .head = text_c(head),
                                           .people = 3},
                              &id),
                 OK);
    return id;
}

LIFE_TEST(only_who_keeps_the_village_changes_its_register)
{
    static const struct {
        const char *what;
        const Actor *actor;
        Status read, write;
    } rows[] = {
        {"a visitor",           NULL,            DENIED, DENIED},
        {"a resident",          &resident,       DENIED, DENIED},
        {"a leader",            &leader,         DENIED, DENIED},
        {"another village's",   &other_clerk,    DENIED, DENIED},
        {"another township's",  &other_reviewer, DENIED, DENIED},
        {"the finance group",   &finance,        OK,     DENIED},
        {"an inspector",        &inspector,      OK,     DENIED},
        {"the village's admin", &clerk,          OK,     OK    },
        {"the township",        &reviewer,       OK,     OK    },
        {"the district",        &district,       OK,     OK    },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Household household = {.region = VILLAGE, .head = T("王一")};
        Households found;
        int64_t id;

        ROW(rows[i].what);
        household.number = text_printf(ctx->arena, "%zu", i);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(resident_list(ctx, VILLAGE, T(""), T(""), &found), rows[i].read);
        CHECK_STATUS(resident_put(ctx, &household, &id), rows[i].write);
    }
}

LIFE_TEST(a_number_stands_for_one_household_of_a_village)
{
    int64_t id, other;
    Household household;

    act_as(ctx, &reviewer);
    id = add_household(ctx, VILLAGE, "101", "王建国");
    add_household(ctx, VILLAGE2, "101", "李四");
    CHECK_STATUS(
        resident_put(ctx, &(Household){.region = VILLAGE, .number = T(" 101 "), .head = T("张三")},
                     &other),
        INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "number"), "户号 101 已经有了，是王建国家");
    act_as(ctx, &reviewer);
    CHECK_STATUS(
        resident_put(ctx, &(Household){.id = id, .number = T("102"), .head = T("王建国")}, &other),
        OK);
    CHECK_STATUS(resident_household_by_number(ctx, VILLAGE, T("102"), &household), OK);
    CHECK_INT(household.id, id);
    CHECK_STATUS(resident_set_closed(ctx, id, true), OK);
    CHECK_STATUS(resident_get(ctx, id, &household), OK);
    CHECK(household.closed_day.set);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(resident_get(ctx, id, &household), NOT_FOUND);
}

LIFE_TEST(a_household_is_a_villages)
{
    int64_t id;

    act_as(ctx, &district);
    CHECK_STATUS(
        resident_put(ctx, &(Household){.region = TOWNSHIP_CODE, .number = T("1"), .head = T("王")},
                     &id),
        INVALID);
}

LIFE_TEST(the_list_is_searched_and_paged)
{
    Households found;

    act_as(ctx, &clerk);
    for (int i = 0; i < HOUSEHOLDS_PAGE + 1; i++)
        add_household(ctx, VILLAGE, text_printf(ctx->arena, "%04d", i).at, "王建国");
    add_household(ctx, VILLAGE, "9_9", "赵六%");
    CHECK_STATUS(resident_list(ctx, VILLAGE, T(""), T(""), &found), OK);
    CHECK_INT(found.len, HOUSEHOLDS_PAGE);
    CHECK_TEXT(found.next, "0099");
    CHECK_STATUS(resident_list(ctx, VILLAGE, T(""), found.next, &found), OK);
    CHECK_INT(found.len, 2);
    CHECK(found.next.at == NULL);
    CHECK_STATUS(resident_list(ctx, VILLAGE, T("%"), T(""), &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_STATUS(resident_list(ctx, VILLAGE, T("_"), T(""), &found), OK);
    CHECK_INT(found.len, 1);
}

/* ---- accounts ---- */

static int64_t
add_account(Ctx *ctx, const char *login, Role role, RegionCode region)
{
    RoleGrant grant = {.role = role, .region = region};
    Text password;
    int64_t id = 0;

    act_as(ctx, &district);
    CHECK_STATUS(account_add_fresh(ctx, text_c(login), T("某人"), T(""), (RoleGrants){&grant, 1},
                                   &id, &password),
                 OK);
    return id;
}

LIFE_TEST(an_account_belongs_to_one_household_of_its_village)
{
    int64_t account = add_account(ctx, "wangyi", ROLE_RESIDENT, VILLAGE);
    Actor wangyi = {.account = account, .grants = resident.grants};
    int64_t id, other;
    Household household;
    HouseholdAccounts accounts;

    add_account(ctx, "stranger", ROLE_RESIDENT, VILLAGE2);
    act_as(ctx, &clerk);
    id = add_household(ctx, VILLAGE, "101", "王一");
    other = add_household(ctx, VILLAGE, "102", "李四");
    CHECK_STATUS(resident_household_of(ctx, &wangyi, VILLAGE, &household), NOT_FOUND);
    CHECK_STATUS(resident_link(ctx, id, T("wangyi")), OK);
    CHECK_STATUS(resident_link(ctx, id, T("wangyi")), OK);
    CHECK_STATUS(resident_household_of(ctx, &wangyi, 0, &household), OK);
    CHECK_INT(household.id, id);
    CHECK_STATUS(resident_household_of(ctx, &wangyi, VILLAGE2, &household), NOT_FOUND);
    CHECK_STATUS(resident_household_of(ctx, NULL, 0, &household), NOT_FOUND);
    CHECK_STATUS(resident_household_of(ctx, &actor_system, 0, &household), NOT_FOUND);
    CHECK_STATUS(resident_link(ctx, other, T("wangyi")), INVALID);
    CHECK_STATUS(resident_link(ctx, id, T("stranger")), INVALID);
    CHECK_STATUS(resident_link(ctx, id, T("nobody")), INVALID);
    CHECK_STATUS(resident_accounts(ctx, id, &accounts), OK);
    CHECK_INT(accounts.len, 1);
    act_as(ctx, &finance);
    CHECK_STATUS(resident_link(ctx, id, T("wangyi")), DENIED);
    CHECK_STATUS(resident_unlink(ctx, id, account), DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(resident_unlink(ctx, id, account), OK);
    CHECK_STATUS(resident_unlink(ctx, id, account), NOT_FOUND);
    CHECK_STATUS(resident_household_of(ctx, &wangyi, VILLAGE, &household), NOT_FOUND);
}

/* ---- sheets ---- */

LIFE_TEST(a_sheet_of_households_is_taken_as_people_make_it)
{
    Sheet sheet;
    HouseholdImport import;
    Household household;

    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1", "王一");
    add_household(ctx, VILLAGE, "2", "李二");
    CHECK_STATUS(sheet_read_paste(ctx,
                                  T("鲍家村户籍表\t\t\t\n"
                                    "户 主\t户号\t人口\t村民小组\n"
                                    "王一\t1\t3人\t一组\n"
                                    "李二\t2\t5\t二组\n"
                                    "张三\t3\t\t二组\n"
                                    "合计\t\t8\t\n"),
                                  &sheet),
                 OK);
    CHECK_STATUS(resident_import_read(ctx, VILLAGE, &sheet, &import), OK);
    CHECK_INT(import.len, 3);
    CHECK_INT(import.bad, 0);
    CHECK_INT(import.unchanged, 1);
    CHECK_INT(import.changed, 1);
    CHECK_INT(import.added, 1);
    CHECK_STATUS(resident_import(ctx, VILLAGE, &import), OK);
    CHECK_STATUS(resident_household_by_number(ctx, VILLAGE, T("2"), &household), OK);
    CHECK_INT(household.people, 5);
    CHECK_TEXT(household.group_name, "二组");
    CHECK_STATUS(resident_household_by_number(ctx, VILLAGE, T("3"), &household), OK);
}

LIFE_TEST(a_bad_row_is_told_with_its_line_and_nothing_is_written)
{
    static const struct {
        const char *line;
        const char *why;
    } rows[] = {
        {"王一\t1\t十", "“人口”：人口写 0 到 99 的整数"},
        {"王一\t1\t-1",  "“人口”：人口写 0 到 99 的整数"},
        {"\t1\t3",         "“户主”：请写户主姓名"          },
        {"王一\t\t3",    "“户号”：请写户号"                },
        {"王一\t7\t3",   "“户号”：户号和第 2 行重复"    },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sheet sheet;
        HouseholdImport import;
        Household household;

        ROW(rows[i].line);
        act_as(ctx, &clerk);
        CHECK_STATUS(sheet_read_paste(ctx,
                                      text_printf(ctx->arena, "户主\t户号\t人口\n赵七\t7\t2\n%s\n",
                                                  rows[i].line),
                                      &sheet),
                     OK);
        CHECK_STATUS(resident_import_read(ctx, VILLAGE, &sheet, &import), OK);
        CHECK_INT(import.bad, 1);
        CHECK_INT(import.at[1].line, 3);
        CHECK_TEXT(import.at[1].bad, rows[i].why);
        CHECK_STATUS(resident_import(ctx, VILLAGE, &import), INVALID);
        CHECK_STATUS(resident_household_by_number(ctx, VILLAGE, T("7"), &household), NOT_FOUND);
    }
}

LIFE_TEST(a_sheet_without_numbers_is_refused)
{
    Sheet sheet;
    HouseholdImport import;

    act_as(ctx, &clerk);
    CHECK_STATUS(sheet_read_paste(ctx, T("户主\t人口\n王一\t3\n"), &sheet), OK);
    CHECK_STATUS(resident_import_read(ctx, VILLAGE, &sheet, &import), INVALID);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(resident_import_read(ctx, VILLAGE, &sheet, &import), DENIED);
}
