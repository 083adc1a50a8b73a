/*
 * Assets and what they are worth, debts and funds with their movements, the plan, shares and pay.
 */
#include "harness.h"

#include "db.h"

#include "account/account.h"
#include "property_life.h"
#include "resident/resident.h"

/* ---- assets ---- */

TEST(depreciation_is_right_to_the_fen)
{
    Holding house = house_row("村部房屋");

    (void)ctx;
    /* 120,000 yuan over 20 years: 500 yuan a month from February 2020. */
    CHECK_INT(holding_net_fen(&house, on(2020, 1, 31)), 12000000);
    CHECK_INT(holding_net_fen(&house, on(2020, 2, 28)), 12000000);
    CHECK_INT(holding_net_fen(&house, on(2020, 2, 29)), 11950000);
    CHECK_INT(holding_net_fen(&house, on(2020, 12, 31)), 11450000);
    CHECK_INT(holding_net_fen(&house, on(2040, 1, 30)), 50000);
    CHECK_INT(holding_net_fen(&house, on(2040, 1, 31)), 0);
    CHECK_INT(holding_net_fen(&house, on(2099, 1, 31)), 0);
    /* 100 yuan over 3 years do not divide: rounded over all months, nothing is lost. */
    house.original_fen = 10000;
    house.residual_fen = 500;
    house.life_years = 3;
    CHECK_INT(holding_net_fen(&house, on(2020, 2, 29)), 10000 - 264);
    CHECK_INT(holding_net_fen(&house, on(2020, 3, 31)), 10000 - 528);
    CHECK_INT(holding_net_fen(&house, on(2020, 4, 30)), 10000 - 792);
    CHECK_INT(holding_net_fen(&house, on(2021, 1, 31)), 10000 - 3167);
    CHECK_INT(holding_net_fen(&house, on(2023, 1, 31)), 500);
    house.method = DEPRECIATION_YEARLY;
    house.yearly_fen = 1000;
    CHECK_INT(holding_net_fen(&house, on(2020, 2, 29)), 10000 - 83);
    CHECK_INT(holding_net_fen(&house, on(2021, 1, 31)), 9000);
    CHECK_INT(holding_net_fen(&house, on(2060, 1, 31)), 500);
    house.method = DEPRECIATION_NONE;
    CHECK_INT(holding_net_fen(&house, on(2060, 1, 31)), 10000);
    house.state = HOLDING_SCRAPPED;
    house.since = on_day(2023, 3, 1);
    CHECK_INT(holding_net_fen(&house, on(2023, 2, 28)), 10000);
    CHECK_INT(holding_net_fen(&house, on(2023, 3, 1)), 0);
}

LIFE_TEST(bad_assets_are_refused_with_their_fields)
{
    Holding row = house_row("村部房屋"), out;

    act_as(ctx, &clerk);
    row.quantity_milli = 0;
    row.acquired = on(2023, 6, 2);
    row.residual_fen = row.original_fen + 1;
    row.life_years = 0;
    row.unit = T("");
    CHECK_STATUS(holding_put(ctx, &row, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "quantity").len != 0);
    CHECK(ctx_problem_of(ctx, "acquired").len != 0);
    CHECK_TEXT(ctx_problem_of(ctx, "residual"), "残值不能大于原值");
    CHECK(ctx_problem_of(ctx, "life").len != 0);
    CHECK(ctx_problem_of(ctx, "unit").len != 0);
    act_as(ctx, &clerk);
    row = house_row("村部房屋");
    row.original_fen = -1;
    CHECK_STATUS(holding_put(ctx, &row, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "original").len != 0);
    act_as(ctx, &clerk);
    row = house_row("村部房屋");
    row.since = on_day(2019, 1, 1);
    CHECK_STATUS(holding_put(ctx, &row, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "since").len != 0);
    act_as(ctx, &clerk);
    (void)add_house(ctx, "村部房屋");
    row = house_row("村部房屋");
    CHECK_STATUS(holding_put(ctx, &row, &out), INVALID);
    act_as(ctx, &clerk);
    row.number = T("2");
    CHECK_STATUS(life_explain(ctx, holding_put(ctx, &row, &out)), OK);
}

/* ---- debts and funds ---- */

LIFE_TEST(a_debt_never_falls_below_nothing)
{
    Debt debt;
    Move pay;

    act_as(ctx, &clerk);
    debt = add_debt(ctx, DEBT_PAYABLE, "李四", "修路工钱", 100000);
    CHECK_INT(debt.balance_fen, 100000);
    pay = (Move){.owner = debt.id, .day = on(2023, 2, 1), .kind = MOVE_OUT, .amount_fen = 60000};
    CHECK_STATUS(debt_move(ctx, debt.lock, &pay, &debt), OK);
    CHECK_INT(debt.balance_fen, 40000);
    pay.amount_fen = 40001;
    CHECK_STATUS(debt_move(ctx, debt.lock, &pay, &debt), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "amount"), "减少的比欠的还多，余额会小于 0");
}

LIFE_TEST(a_debt_that_grows_later_cannot_be_paid_before)
{
    Debt debt;
    Move move;

    act_as(ctx, &clerk);
    debt = add_debt(ctx, DEBT_PAYABLE, "李四", "修路工钱", 100);
    move = (Move){.owner = debt.id, .day = on(2023, 5, 1), .kind = MOVE_IN, .amount_fen = 900};
    CHECK_STATUS(debt_move(ctx, debt.lock, &move, &debt), OK);
    move = (Move){.owner = debt.id, .day = on(2023, 4, 30), .kind = MOVE_OUT, .amount_fen = 101};
    CHECK_STATUS(debt_move(ctx, debt.lock, &move, &debt), INVALID);
}

LIFE_TEST(a_bad_movement_writes_nothing)
{
    SpecialFund fund = {0};
    Move move;
    Moves moves;

    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, special_put(ctx,
                                               &(SpecialFund){.region = VILLAGE,
                                                              .kind = SPECIAL_EARMARKED,
                                                              .name = T("人居环境整治专项"),
                                                              .document = T("财农〔2023〕11号"),
                                                              .day = on(2023, 1, 10),
                                                              .opening_fen = 0,
                                                              .use = T("清垃圾、修边沟")},
                                               &fund)),
                 OK);
    move = (Move){.owner = fund.id, .day = on(2023, 1, 9), .kind = MOVE_IN, .amount_fen = 10};
    CHECK_STATUS(special_move(ctx, fund.lock, &move, &fund), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "day"), "不能早于 2023-01-10");
    act_as(ctx, &clerk);
    move = (Move){.owner = fund.id, .day = on(2023, 2, 1), .kind = MOVE_NOTE};
    CHECK_STATUS(special_move(ctx, fund.lock, &move, &fund), INVALID);
    CHECK(ctx_problem_of(ctx, "note").len != 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(special_moves(ctx, fund.id, &moves), OK);
    CHECK_INT(moves.len, 0);
    move.note = T("开工");
    CHECK_STATUS(special_move(ctx, fund.lock, &move, &fund), OK);
    CHECK_STATUS(special_moves(ctx, fund.id, &moves), OK);
    CHECK_INT(moves.len, 1);
    CHECK_STATUS(special_remove(ctx, fund.id, fund.lock), CONFLICT);
    CHECK_STATUS(special_move_remove(ctx, moves.at[0].id, fund.lock, &fund), OK);
    CHECK_STATUS(special_remove(ctx, fund.id, fund.lock), OK);
    CHECK_INT(differences(ctx), 0);
}

/* ---- plan and shares ---- */

LIFE_TEST(a_plan_counts_no_category_twice)
{
    PlanLine line = {.region = VILLAGE,
                     .year = 2023,
                     .direction = DIRECTION_OUT,
                     .category = 514,
                     .item = T("公益支出"),
                     .planned_fen = 100,
                     .next_fen = 200},
             out;
    PlanLines lines;

    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, plan_put(ctx, &line, &out)), OK);
    line.item = T("保洁");
    line.category = 51402;
    CHECK_STATUS(plan_put(ctx, &line, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "category"), "“公益支出”已经用了这个类别，执行数会算两次");
    act_as(ctx, &clerk);
    line.category = 50101;
    CHECK_STATUS(plan_put(ctx, &line, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "category"), "类别和收支对不上，请重新选");
    act_as(ctx, &clerk);
    line.category = 0;
    line.done_fen = 50;
    CHECK_STATUS(life_explain(ctx, plan_put(ctx, &line, &out)), OK);
    CHECK_STATUS(plan_begin_year(ctx, VILLAGE, 2024, &lines), OK);
    CHECK_INT(lines.len, 2);
    CHECK_INT(lines.at[0].planned_fen, 200);
    CHECK_STATUS(plan_begin_year(ctx, VILLAGE, 2024, &lines), CONFLICT);
    CHECK_STATUS(plan_begin_year(ctx, VILLAGE, 2020, &lines), NOT_FOUND);
}

LIFE_TEST(shares_are_quantity_times_standard)
{
    Share share = {.region = VILLAGE,
                   .year = 2023,
                   .kind = SHARE_PAY,
                   .post = T("党组织书记"),
                   .person = T("张三"),
                   .quantity_milli = 5500,
                   .unit = T("月"),
                   .standard_fen = 333333},
          out;

    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, share_put(ctx, &share, &out)), OK);
    CHECK_INT(out.amount_fen, 1833332);
    share.amount_fen = 1833331;
    CHECK_STATUS(share_put(ctx, &share, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "amount").len != 0);
    act_as(ctx, &clerk);
    share.kind = SHARE_INCOME;
    share.amount_fen = 0;
    CHECK_STATUS(share_put(ctx, &share, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "person").len != 0);
    act_as(ctx, &clerk);
    share.person = T("");
    share.household = T("王建国");
    share.quantity_milli = MILLI_MAX;
    share.standard_fen = FEN_MAX;
    CHECK_STATUS(share_put(ctx, &share, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "amount").len != 0);
}

LIFE_TEST(a_household_sees_its_own_shares_once_they_are_published)
{
    Household household = {
        .region = VILLAGE, .number = T("12"), .group_name = T("一组"), .head = T("王建国")};
    Share share = {.region = VILLAGE,
                   .year = 2022,
                   .kind = SHARE_INCOME,
                   .post = T("一组"),
                   .household = T("王建国"),
                   .number = T("12"),
                   .quantity_milli = 3500,
                   .unit = T("股"),
                   .standard_fen = 6000},
          out;
    PropertyStatement statement;
    Shares own;
    Actor wang = {.login = T("wang"), .grants = resident.grants};
    Text password;

    act_as(ctx, &district);
    CHECK_STATUS(account_add_fresh(ctx, wang.login, T("王建国"), T(""), resident.grants,
                                   &wang.account, &password),
                 OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(resident_put(ctx, &household, &household.id), OK);
    CHECK_STATUS(life_explain(ctx, share_put(ctx, &share, &out)), OK);
    CHECK_INT(out.household_id, household.id);
    CHECK_INT(out.amount_fen, 21000);
    act_as(ctx, &wang); /* of the village, but of no household yet */
    CHECK_STATUS(share_own(ctx, &household, &own), NOT_FOUND);
    act_as(ctx, &clerk);
    CHECK_STATUS(resident_link(ctx, household.id, wang.login), OK);
    act_as(ctx, &wang);
    CHECK_STATUS(share_own(ctx, &household, &own), OK);
    CHECK_INT(own.len, 0);
    act_as(ctx, &clerk);
    statement = hand_in(ctx, "F7", "2022", "");
    approve(ctx, statement.disclosure);
    act_as(ctx, &wang);
    CHECK_STATUS(share_own(ctx, &household, &own), OK);
    CHECK_INT(own.len, 1);
    CHECK_INT(own.at[0].amount_fen, 21000);
}
