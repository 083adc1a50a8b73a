/*
 * Rules that hold payment lists against other offices' lists: each finds its case, and not what is
 * near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/outside_life.h"
#include "integration/subsidy_life.h"

#define WANG "210111194001011234"
#define LI "210111195001011235"
#define WIFE "210111194501011236"
#define NOBODY "210111196001011237" /* lives elsewhere */

enum { LINES_MAX = 4 };

/* A list of a programme at the village, handed in. */
typedef struct List {
    const char *programme, *unit;
    int64_t fen;
    Line line[LINES_MAX];
    size_t len;
    Batch batch;
} List;

static Status
begin_list_body(Ctx *ctx, void *arg)
{
    List *list = arg;
    Batch *batch = &list->batch;
    int64_t programme;

    number_hash_set_dir(text_c(dbs.dir));
    act_as(ctx, &district);
    programme = add_programme(ctx, DISTRICT_CODE, list->programme, list->unit, list->fen);
    act_as(ctx, &clerk);
    TRY(life_explain(
        ctx, subsidy_create(ctx, VILLAGE, programme, T("2023"), T("第一批"), (OptInt){0}, batch)));
    TRY(put(ctx, batch, list->line, list->len));
    return life_explain(ctx, subsidy_hand_in(ctx, batch->id, batch->lock, T("已核对"), batch));
}

static void
hand_in(Ctx *ctx, Store *store, List *list)
{
    CHECK_STATUS(store_write(store, ctx, begin_list_body, list), OK);
}

static Status
pay_list_body(Ctx *ctx, void *arg)
{
    List *list = arg;

    act_as(ctx, &clerk);
    approve(ctx, list->batch.notice.id);
    ctx->now += 8 * (Time)SECONDS_PER_DAY;
    reload(ctx, &list->batch);
    return life_explain(
        ctx, subsidy_pay_all(ctx, list->batch.id, list->batch.lock, ctx_today(ctx), &list->batch));
}

/* Paid on the ninth of June. */
static void
pay_all(Ctx *ctx, Store *store, List *list)
{
    CHECK_STATUS(store_write(store, ctx, pay_list_body, list), OK);
}

/* Three households; of the third no identity number is known. */
static void
settle_three(Ctx *ctx, Store *store)
{
    settle(ctx, store, (Villager){.household = "1", .name = "王建国", .identity = WANG});
    settle(ctx, store, (Villager){.household = "1", .name = "陈桂英", .identity = WIFE});
    settle(ctx, store, (Villager){.household = "2", .name = "李四", .identity = LI});
    settle(ctx, store, (Villager){.household = "3", .name = "赵六"});
}

static int64_t
found(Ctx *ctx, Store *store, const char *rule)
{
    look(ctx, store);
    return count_live(ctx, store, rule);
}

/* Villages and townships never see rules about persons. */
static void
check_secret(Ctx *ctx, Store *store, const Flag *flag)
{
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag->id), NOT_FOUND);
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, TOWNSHIP_CODE, flag->id), NOT_FOUND);
    CHECK_STATUS(get_as(ctx, store, ROLE_INSPECTOR, DISTRICT_CODE, flag->id), OK);
}

/* ---- R25 ---- */

#define DEATHS "身份证号,死亡日期\n"

TEST_DB(who_has_died_is_paid_still)
{
    Flag flag = {0};
    List list = {
        .programme = "耕地地力保护补贴",
        .unit = "亩",
        .fen = 7150,
        .line = {line_of("1", "王建国", 2000), line_of("2", "李四", 2000),
                 line_of("3", "赵六", 2000)},
        .len = 3,
    };

    flag_world(ctx, store);
    settle_three(ctx, store);
    hand_in(ctx, store, &list);
    CHECK_INT(found(ctx, store, "paid_after_death"), 0); /* there is no list */
    /* The wife's death is no matter: the line is her husband's. */
    bring(ctx, store, OUTSIDE_DEATHS,
          DEATHS WIFE ",2022-01-01\n" LI ",2023-05-25\n" NOBODY ",2022-01-01\n");
    CHECK_INT(found(ctx, store, "paid_after_death"), 0);
    bring(ctx, store, OUTSIDE_DEATHS, DEATHS WANG ",2023-03-01\n" LI ",2023-05-25\n");
    CHECK_INT(found(ctx, store, "paid_after_death"), 1);
    CHECK(first_live(ctx, store, "paid_after_death", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW); /* in time to take it out */
    pay_all(ctx, store, &list);
    CHECK_INT(found(ctx, store, "paid_after_death"), 1);
    CHECK(first_live(ctx, store, "paid_after_death", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_INT(flag.rows, 1); /* two weeks after a death it may be on its way */
    CHECK_TEXT(flag.sentence,
               "名单里有 1 行是已经去世的人，合计 143 元，第一行是“王**”，2023-03-01 去世");
    check_secret(ctx, store, &flag);
    CHECK_INT(would_find(ctx, store, "paid_after_death", -1), 1);
    CHECK_INT(would_find(ctx, store, "paid_after_death", 365), 0);
    CHECK_STATUS(set_rule(ctx, store, "paid_after_death", "after", 10, 0), OK);
    look(ctx, store);
    CHECK(first_live(ctx, store, "paid_after_death", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK_STATUS(take_out(ctx, store, OUTSIDE_DEATHS, &inspector), OK);
    CHECK_INT(found(ctx, store, "paid_after_death"), 0);
}

/* ---- R27 ---- */

#define LAND "身份证号,地区代码,确权面积\n"

TEST_DB(more_land_than_was_confirmed)
{
    Flag flag = {0};
    List list = {
        .programme = "耕地地力保护补贴",
        .unit = "亩",
        .fen = 7150,
        .line = {line_of("1", "王建国", 2100), line_of("2", "李四", 1000),
                 line_of("3", "赵六", 9000)},
        .len = 3,
    };

    flag_world(ctx, store);
    settle_three(ctx, store);
    hand_in(ctx, store, &list);
    CHECK_INT(found(ctx, store, "more_than_confirmed"), 0);
    /* Five per cent more, and just as much; of the third nothing is known. */
    bring(ctx, store, OUTSIDE_LAND,
          LAND WANG ",210111010203,2\n" LI ",210111010203,1\n" NOBODY ",210111010203,1\n");
    CHECK_INT(found(ctx, store, "more_than_confirmed"), 0);
    bring(ctx, store, OUTSIDE_LAND, LAND WANG ",210111010203,1.9\n" LI ",210111010204,1\n");
    CHECK_INT(found(ctx, store, "more_than_confirmed"), 1);
    CHECK(first_live(ctx, store, "more_than_confirmed", &flag));
    CHECK_INT(flag.rows, 2); /* also whose land lies in another village */
    CHECK_TEXT(flag.sentence, "名单里有 2 户报的面积比确权面积多出 5% 以上，合计 221.65 "
                              "元，第一户是“王**”：报 2.1 亩，本村确权 1.9 亩");
    check_secret(ctx, store, &flag);
    CHECK_INT(would_find(ctx, store, "more_than_confirmed", 20), 1); /* the other village's */
    /* What stands in the wife's name is the household's, too. */
    bring(ctx, store, OUTSIDE_LAND,
          LAND WANG ",210111010203,1.9\n" WIFE ",210111010203,0.1\n" LI ",210111010203,1\n");
    CHECK_INT(found(ctx, store, "more_than_confirmed"), 0);
    CHECK_INT(would_find(ctx, store, "more_than_confirmed", 0), 1);
}

TEST_DB(what_is_not_paid_by_land_has_no_land)
{
    List list = {
        .programme = "高龄津贴",
        .unit = "月",
        .fen = 6000,
        .line = {line_of("1", "王建国", 12000)},
        .len = 1,
    };

    flag_world(ctx, store);
    settle_three(ctx, store);
    hand_in(ctx, store, &list);
    bring(ctx, store, OUTSIDE_LAND, LAND WANG ",210111010203,1\n");
    CHECK_INT(found(ctx, store, "more_than_confirmed"), 0);
}

/* ---- R28 ---- */

static List
relief(const char *programme)
{
    return (List){
        .programme = programme,
        .unit = "月",
        .fen = 50000,
        .line = {line_of("1", "王建国", 1000), line_of("2", "李四", 1000),
                 line_of("3", "赵六", 1000)},
        .len = 3,
    };
}

TEST_DB(relief_for_who_is_well_off)
{
    Flag flag = {0};
    List list = relief("农村低保金");

    flag_world(ctx, store);
    settle_three(ctx, store);
    hand_in(ctx, store, &list);
    bring(ctx, store, OUTSIDE_PAYROLL, "身份证号,单位\n" NOBODY ",区教育局\n");
    CHECK_INT(found(ctx, store, "means_conflict"), 0);
    bring(ctx, store, OUTSIDE_PAYROLL, "身份证号,单位\n" WIFE ",区教育局\n");
    CHECK_INT(found(ctx, store, "means_conflict"), 1);
    bring(ctx, store, OUTSIDE_MEANS, "身份证号,财产\n" WIFE ",轿车\n" LI ",房产 2 套\n");
    bring(ctx, store, OUTSIDE_COMPANIES,
          "企业名称,职务,姓名,身份证号\n北岭公司,股东,王建国," WANG "\n");
    CHECK_INT(found(ctx, store, "means_conflict"), 1);
    CHECK(first_live(ctx, store, "means_conflict", &flag));
    CHECK_INT(flag.rows, 2); /* a household once, however much it has */
    CHECK_INT(flag.sum_fen.value, 100000);
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_TEXT(flag.sentence,
               "名单里有 2 "
               "行，家里有人拿财政工资、办企业或者有房有车，合计 1,000 元，第一行是“王**”");
    CHECK_TEXT(row_at(ctx, store, &flag, 0).note,
               "王**：北岭公司股东；陈**：轿车；陈**：财政供养，区教育局");
    CHECK_TEXT(row_at(ctx, store, &flag, 1).label, "李**");
    CHECK_TEXT(row_at(ctx, store, &flag, 1).note, "李**：房产 2 套");
    check_secret(ctx, store, &flag);
    CHECK_INT(would_find(ctx, store, "means_conflict", -1), 1);
    for (int kind = OUTSIDE_PAYROLL; kind <= OUTSIDE_COMPANIES; kind++)
        CHECK_STATUS(take_out(ctx, store, (OutsideKind)kind, &inspector), OK);
    CHECK_INT(found(ctx, store, "means_conflict"), 0);
}

static Status
leave_body(Ctx *ctx, void *arg)
{
    act_as(ctx, &clerk);
    return roster_set_left(ctx, *(int64_t *)arg, true);
}

TEST_DB(what_everybody_gets_and_who_has_left_are_no_matter)
{
    List everybody = relief("高龄津贴"), poor = relief("临时救助");
    int64_t away;

    flag_world(ctx, store);
    settle_three(ctx, store);
    away = settle(ctx, store, (Villager){.household = "3", .name = "赵小", .identity = NOBODY});
    CHECK_STATUS(store_write(store, ctx, leave_body, &away), OK);
    hand_in(ctx, store, &everybody);
    bring(ctx, store, OUTSIDE_PAYROLL, "身份证号,单位\n" WANG ",区教育局\n");
    CHECK_INT(found(ctx, store, "means_conflict"), 0);
    bring(ctx, store, OUTSIDE_PAYROLL, "身份证号,单位\n" NOBODY ",区教育局\n");
    hand_in(ctx, store, &poor);
    CHECK_INT(found(ctx, store, "means_conflict"), 0);
}

/* ---- R31 ---- */

#define ELIGIBLE "身份证号,补贴项目\n"

TEST_DB(who_may_have_it_and_does_not_get_it)
{
    Flag flag = {0};
    List list = {
        .programme = "高龄津贴",
        .unit = "月",
        .fen = 6000,
        .line = {line_of("1", "王建国", 12000)},
        .len = 1,
    };

    flag_world(ctx, store);
    settle_three(ctx, store);
    bring(ctx, store, OUTSIDE_ELIGIBLE,
          ELIGIBLE WANG ",高龄津贴\n" WIFE ",高龄津贴\n" LI ",高龄津贴\n" NOBODY ",高龄津贴\n" LI
                        ",别处的津贴\n");
    CHECK_INT(found(ctx, store, "not_receiving"), 0); /* the village does not pay it here */
    hand_in(ctx, store, &list);
    CHECK_INT(found(ctx, store, "not_receiving"), 1);
    CHECK(first_live(ctx, store, "not_receiving", &flag));
    CHECK_INT(flag.rows, 1);
    CHECK_INT(flag.level, FLAG_NOTICE);
    CHECK_TEXT(flag.sentence, "有 1 人够“高龄津贴”的条件，近 400 天没有领过，第一位是 2 户 李**");
    /* It helps somebody: the village reads it. */
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), OK);
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE2, flag.id), NOT_FOUND);
    CHECK_INT(would_find(ctx, store, "not_receiving", -1), 1);
    CHECK_INT(would_find(ctx, store, "not_receiving", 100), 0); /* this year's list began before */
    bring(ctx, store, OUTSIDE_DEATHS, DEATHS LI ",2023-05-01\n");
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "not_receiving"), 0);
}

TEST_DB(once_it_is_given_the_notice_goes)
{
    List first = {.programme = "高龄津贴",
                  .unit = "月",
                  .fen = 6000,
                  .line = {line_of("1", "王建国", 12000)},
                  .len = 1};
    List both = {
        .programme = "残疾人补贴",
        .unit = "月",
        .fen = 10000,
        .line = {line_of("1", "王建国", 12000), line_of("2", "李四", 12000)},
        .len = 2
    };

    flag_world(ctx, store);
    settle_three(ctx, store);
    hand_in(ctx, store, &first);
    hand_in(ctx, store, &both);
    bring(ctx, store, OUTSIDE_ELIGIBLE, ELIGIBLE LI ",高龄津贴\n" LI ",残疾人补贴\n");
    CHECK_INT(found(ctx, store, "not_receiving"), 1); /* of one of the two */
    bring(ctx, store, OUTSIDE_ELIGIBLE, ELIGIBLE LI ",残疾人补贴\n");
    CHECK_INT(found(ctx, store, "not_receiving"), 0);
}
