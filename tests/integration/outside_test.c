/*
 * Other offices' lists: what is kept of them, what is wrong in a sheet, who has to do with them.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/outside_life.h"

#define DEATHS "姓名,身份证号,死亡日期\n"

static const char *const two_dead = DEATHS "王建国,210111194001011234,2023-01-05\n"
                                           "李四,21011119500101123x,2023年2月6日\n";

typedef struct Seen {
    OutsideLists lists;
    const Actor *by;
    RegionCode region;
} Seen;

static Status
see_lists(Ctx *ctx, void *arg)
{
    Seen *seen = arg;

    act_as(ctx, seen->by);
    return outside_lists(ctx, seen->region != 0 ? seen->region : DISTRICT_CODE, &seen->lists);
}

static int64_t
lists_there(Ctx *ctx, Store *store, Seen *seen)
{
    seen->by = &inspector;
    CHECK_STATUS(store_read(store, ctx, see_lists, seen), OK);
    return (int64_t)seen->lists.len;
}

TEST_DB(a_list_comes_in_and_takes_the_place_of_the_old_one)
{
    Brought brought = {.offer = {.kind = OUTSIDE_DEATHS}, .lines = two_dead};
    Seen seen = {0};

    flag_world(ctx, store);
    brought.offer.day = day(2023, 5, 31);
    CHECK_STATUS(life_explain(ctx, bring_in(ctx, store, &brought)), OK);
    CHECK_INT(brought.import.rows, 2);
    CHECK_INT(brought.import.replaced, -1);
    CHECK_INT(lists_there(ctx, store, &seen), 1);
    CHECK_INT(seen.lists.at[0].rows, 2);
    CHECK_INT(seen.lists.at[0].day, day(2023, 5, 31));
    CHECK_TEXT(seen.lists.at[0].source, "区民政局");
    brought.lines = "区民政局 2023 年死亡人员\n" DEATHS "赵六,210111194001011299,2023-03-05\n";
    CHECK_STATUS(life_explain(ctx, bring_in(ctx, store, &brought)), OK);
    CHECK_INT(brought.import.rows, 1); /* the title above the header is none */
    CHECK_INT(brought.import.replaced, 2);
    CHECK_INT(lists_there(ctx, store, &seen), 1);
    CHECK_INT(seen.lists.at[0].rows, 1);
    bring(ctx, store, OUTSIDE_PAYROLL, "身份证号,单位\n210111194001011234,区教育局\n");
    CHECK_INT(lists_there(ctx, store, &seen), 2);
    CHECK_STATUS(take_out(ctx, store, OUTSIDE_DEATHS, &inspector), OK);
    CHECK_STATUS(take_out(ctx, store, OUTSIDE_DEATHS, &inspector), NOT_FOUND);
    CHECK_INT(lists_there(ctx, store, &seen), 1);
    CHECK_INT(seen.lists.at[0].kind, OUTSIDE_PAYROLL);
}

static Status
companies_body(Ctx *ctx, void *arg)
{
    OutsideCompanies *out = arg;
    int64_t list, deaths;
    Text contact;

    TRY(outside_list_id(ctx, DISTRICT_CODE, OUTSIDE_COMPANIES, &list));
    TRY(outside_list_id(ctx, DISTRICT_CODE, OUTSIDE_DEATHS, &deaths));
    CHECK_INT(deaths, 0);
    TRY(outside_contact(ctx, T("王建国"), T("13800000001"), &contact));
    return outside_companies(ctx, list, T(""), contact, out);
}

TEST_DB(a_person_is_known_by_name_and_number_together)
{
    OutsideCompanies found;

    flag_world(ctx, store);
    bring(ctx, store, OUTSIDE_COMPANIES,
          "企业名称,职务,姓名,身份证号,手机号\n"
          "东升 工程（苏家屯）有限公司,法定代表人,王建国,,138 0000 0001\n"
          "西林商店,股东,王建国,,13800000002\n" /* another of this name */
          "北岭公司,股东,李四,210111194001011234,\n");
    CHECK_STATUS(store_read(store, ctx, companies_body, &found), OK);
    CHECK_INT((int64_t)found.len, 1);
    CHECK_TEXT(found.at[0].company, "东升工程(苏家屯)有限公司");
    CHECK_TEXT(found.at[0].post, "法定代表人");
}

/* ---- what is wrong ---- */

TEST_DB(what_is_wrong_is_told_cell_by_cell_and_nothing_is_kept)
{
    static const struct {
        OutsideKind kind;
        const char *lines, *place, *why;
    } rows[] = {
        {OUTSIDE_DEATHS,    DEATHS "王建国,2101111940010112,2023-01-05\n",                                         "B2",
         "要完整的 18 位身份证号，打了星号的对不上"                                                                                              },
        {OUTSIDE_DEATHS,    DEATHS "王建国,2101**********1234,2023-01-05\n",                                       "B2",
         "要完整的 18 位身份证号，打了星号的对不上"                                                                                              },
        {OUTSIDE_DEATHS,    DEATHS "王建国,2.10112E+17,2023-01-05\n",                                              "B2",
         "身份证号被表格软件改成了数字，请把这一列设成文本再填一遍"                                                                    },
        {OUTSIDE_DEATHS,    DEATHS "王建国,,2023-01-05\n",                                                         "B2", "必填，不能空着"                },
        {OUTSIDE_DEATHS,    DEATHS "王建国,210111194001011234,2023-06-02\n",                                       "C2", "这一天还没有到"                },
        {OUTSIDE_DEATHS,    DEATHS "210111194001011234,210111194001011234,2023-06-01\n",                              "A2",
         "这里不能写证件号或者卡号"                                                                                                                    },
        {OUTSIDE_PAYROLL,   "身份证号,单位\n210111194001011234,210111194001011234\n",                           "B2",
         "这里不能写证件号或者卡号"                                                                                                                    },
        {OUTSIDE_COMPANIES, "企业名称,职务,姓名,身份证号,手机号\n北岭公司,股东,李四,,\n",      "A2",
         "没有身份证号的，姓名和手机号都要有"                                                                                                     },
        {OUTSIDE_LAND,      "身份证号,地区代码,确权面积（亩）\n210111194001011234,210111010000,3.5\n",
         "B2",                                                                                                              "应是村（社区）的 12 位代码"},
        {OUTSIDE_LAND,      "身份证号,地区代码,确权面积（亩）\n210111194001011234,210112010203,3.5\n",
         "B2",                                                                                                              "这个村不在本区"                },
        {OUTSIDE_LAND,      "身份证号,地区代码,确权面积（亩）\n210111194001011234,210111010203,-1\n",
         "C2",                                                                                                              "这里不能是负数"                },
    };
    Seen seen = {0};

    flag_world(ctx, store);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Brought brought = {.offer = {.kind = rows[i].kind}, .lines = rows[i].lines};

        ROW(rows[i].why);
        CHECK_STATUS(bring_in(ctx, store, &brought), INVALID);
        CHECK_INT(brought.import.faults, 1);
        CHECK_TEXT(brought.import.bad.at[0].place, rows[i].place);
        CHECK_TEXT(brought.import.bad.at[0].why, rows[i].why);
        CHECK_TEXT(ctx_problem_of(ctx, "file"), "1 格不对，一行也没有导入");
    }
    ROW(NULL);
    CHECK_INT(lists_there(ctx, store, &seen), 0);
}

TEST_DB(a_bad_list_leaves_the_old_one)
{
    Brought brought = {.offer = {.kind = OUTSIDE_DEATHS}, .lines = two_dead};
    Seen seen = {0};

    flag_world(ctx, store);
    CHECK_STATUS(bring_in(ctx, store, &brought), OK);
    brought.lines = DEATHS "赵六,1,2023-03-05\n";
    CHECK_STATUS(bring_in(ctx, store, &brought), INVALID);
    brought.lines = DEATHS;
    CHECK_STATUS(bring_in(ctx, store, &brought), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "file"), "表格里没有人");
    brought.lines = "姓名,日期\n王建国,2023-01-05\n";
    CHECK_STATUS(bring_in(ctx, store, &brought), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "file"), "表格里要有这几列：身份证号、死亡日期");
    brought.lines = two_dead;
    brought.offer.day = ctx_today(ctx) + 1;
    CHECK_STATUS(bring_in(ctx, store, &brought), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "day"), "这一天还没有到");
    brought.offer.day = ctx_today(ctx);
    brought.offer.source = T("　");
    CHECK_STATUS(bring_in(ctx, store, &brought), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "source"), "请写是哪个单位的名单");
    brought.offer.source = T("区民政局");
    brought.offer.region = TOWNSHIP_CODE;
    CHECK_STATUS(bring_in(ctx, store, &brought), INVALID);
    CHECK(ctx_problem_of(ctx, "region").len != 0);
    CHECK_INT(lists_there(ctx, store, &seen), 1);
    CHECK_INT(seen.lists.at[0].rows, 2);
}

/* ---- who ---- */

TEST_DB(only_the_inspectors_of_the_district)
{
    static const Actor *const others[] = {&clerk,    &reviewer, &district, &leader,
                                          &resident, &finance,  &grid,     NULL};
    static RoleGrant township_grant[] = {
        {.role = ROLE_INSPECTOR, .region = 210111010000}
    };
    static const Actor township_inspector = {
        .account = 502, .grants = {township_grant, 1}
    };
    Brought brought = {.offer = {.kind = OUTSIDE_DEATHS}, .lines = two_dead};

    flag_world(ctx, store);
    CHECK_STATUS(bring_in(ctx, store, &brought), OK);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        Brought theirs = {.offer = {.kind = OUTSIDE_DEATHS}, .lines = two_dead};
        Seen seen = {.by = others[i]};

        ROW(others[i] != NULL ? others[i]->login.at : "nobody");
        theirs.by = others[i] != NULL ? others[i] : &member;
        CHECK_STATUS(bring_in(ctx, store, &theirs), DENIED);
        CHECK_STATUS(store_read(store, ctx, see_lists, &seen), DENIED);
        CHECK_STATUS(take_out(ctx, store, OUTSIDE_DEATHS, others[i]), DENIED);
    }
    ROW(NULL);
    brought.by = &township_inspector;
    CHECK_STATUS(bring_in(ctx, store, &brought), DENIED);
    brought.by = &actor_system;
    CHECK_STATUS(bring_in(ctx, store, &brought), OK);
}

typedef struct Trail {
    AuditLines lines;
} Trail;

static Status
trail_body(Ctx *ctx, void *arg)
{
    Trail *trail = arg;

    act_as(ctx, &inspector);
    return audit_read(ctx, DISTRICT_CODE, 0, T(""), &trail->lines);
}

TEST_DB(coming_in_and_going_are_on_record)
{
    Trail trail;

    flag_world(ctx, store);
    bring(ctx, store, OUTSIDE_DEATHS, two_dead);
    CHECK_STATUS(take_out(ctx, store, OUTSIDE_DEATHS, &inspector), OK);
    CHECK_STATUS(store_read(store, ctx, trail_body, &trail), OK);
    CHECK(trail.lines.len >= 2);
    CHECK_TEXT(trail.lines.at[0].action, "outside.remove");
    CHECK_TEXT(trail.lines.at[0].detail, "deaths");
    CHECK_TEXT(trail.lines.at[1].action, "outside.import");
    CHECK_TEXT(trail.lines.at[1].detail, "deaths 2");
}
