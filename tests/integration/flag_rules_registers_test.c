/*
 * Rules over debts, plans and special funds: each finds its case, and not what is near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/property_life.h"

/* ---- R22 ---- */

static Status
debt_body(Ctx *ctx, void *arg)
{
    Debt *debt = arg;

    act_as(ctx, &clerk);
    *debt =
        add_debt(ctx, debt->side, text_cstr(ctx->arena, debt->party), "修路", debt->opening_fen);
    return OK;
}

static Status
repay_body(Ctx *ctx, void *arg)
{
    Debt *debt = arg;

    act_as(ctx, &clerk);
    return life_explain(
        ctx,
        debt_move(
            ctx, debt->lock,
            &(Move){.owner = debt->id, .day = ctx_today(ctx), .kind = MOVE_OUT, .amount_fen = 100},
            debt));
}

TEST_DB(debts_above_the_line)
{
    Debt owed = {.side = DEBT_RECEIVABLE, .party = T("张三"), .opening_fen = 90000000};
    Debt one = {.side = DEBT_PAYABLE, .party = T("建筑队"), .opening_fen = 30000000};
    Debt two = {.side = DEBT_PAYABLE, .party = T("信用社"), .opening_fen = 20000000};
    Debt three = {.side = DEBT_PAYABLE, .party = T("农资店"), .opening_fen = 100};
    Flag flag = {0};

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, debt_body, &owed), OK);
    CHECK_STATUS(store_write(store, ctx, debt_body, &one), OK);
    CHECK_STATUS(store_write(store, ctx, debt_body, &two), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "debts"), 0); /* the line itself */
    CHECK_STATUS(store_write(store, ctx, debt_body, &three), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "debts"), 1);
    CHECK(first_live(ctx, store, "debts", &flag));
    CHECK_INT(flag.rows, 3);
    CHECK_TEXT(flag.sentence, "村里欠了 3 笔债，合计 500,001 元，超过警戒线 500,000 元");
    CHECK_STATUS(store_write(store, ctx, repay_body, &three), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "debts"), 0);
}

/* ---- R21 ---- */

static Status
plan_body(Ctx *ctx, void *arg)
{
    PlanLine *line = arg;

    act_as(ctx, &clerk);
    return life_explain(ctx, plan_put(ctx, line, line));
}

TEST_DB(more_is_spent_than_was_planned)
{
    PlanLine line = {.region = VILLAGE,
                     .year = 2022,
                     .direction = DIRECTION_OUT,
                     .item = T("修路"),
                     .planned_fen = 5000000,
                     .done_fen = 5500000};
    Flag flag = {0};

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, plan_body, &line), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "over_plan"), 0); /* ten per cent */
    line.done_fen = 5500100;
    CHECK_STATUS(store_write(store, ctx, plan_body, &line), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "over_plan"), 1);
    CHECK(first_live(ctx, store, "over_plan", &flag));
    CHECK_TEXT(flag.sentence, "2022 年“修路”比年初计划多花了 5,001 元");
    line.planned_fen = 5400000;
    CHECK_STATUS(store_write(store, ctx, plan_body, &line), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "over_plan"), 0);
    /* Nothing was planned at all; a little more is nothing. */
    line.planned_fen = 0;
    line.done_fen = 99900;
    CHECK_STATUS(store_write(store, ctx, plan_body, &line), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "over_plan"), 0);
    line.done_fen = 100000;
    CHECK_STATUS(store_write(store, ctx, plan_body, &line), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "over_plan"), 1);
    line.direction = DIRECTION_IN; /* more income than planned is no fault */
    CHECK_STATUS(store_write(store, ctx, plan_body, &line), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "over_plan"), 0);
}

TEST_DB(the_books_say_what_came_of_the_plan)
{
    PlanLine line = {.region = VILLAGE,
                     .year = 2023,
                     .direction = DIRECTION_OUT,
                     .category = 514,
                     .item = T("公益支出"),
                     .planned_fen = 1000000};
    Flag flag = {0};

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, plan_body, &line), OK);
    (void)pay(ctx, store, day(2023, 4, 3), 600000, "料场", "修路砂石");
    (void)pay(ctx, store, day(2023, 5, 3), 700000, "园艺社", "绿化补植");
    (void)pay(ctx, store, day(2023, 5, 4), 900000, "商店", "办公用品"); /* another account */
    look(ctx, store);
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "over_plan"), 1);
    CHECK(first_live(ctx, store, "over_plan", &flag));
    CHECK_INT(flag.sum_fen.value, 300000);
}

/* ---- R23 ---- */

typedef struct Spent {
    const char *fund;
    int64_t entry;
    SpecialFund stored;
} Spent;

static Status
spend_body(Ctx *ctx, void *arg)
{
    Spent *spent = arg;
    SpecialFund *fund = &spent->stored;

    act_as(ctx, &clerk);
    if (fund->id == 0)
        TRY(life_explain(ctx, special_put(ctx,
                                          &(SpecialFund){.region = VILLAGE,
                                                         .kind = SPECIAL_EARMARKED,
                                                         .name = text_c(spent->fund),
                                                         .day = day(2023, 1, 1),
                                                         .opening_fen = 5000000,
                                                         .use = T("按文件使用")},
                                          fund)));
    return life_explain(ctx, special_move(ctx, fund->lock,
                                          &(Move){.owner = fund->id,
                                                  .day = day(2023, 5, 3),
                                                  .kind = MOVE_OUT,
                                                  .amount_fen = 60000,
                                                  .entry = spent->entry},
                                          fund));
}

TEST_DB(a_special_fund_pays_the_office)
{
    Spent road = {.fund = "村村通道路补助"}, office = {.fund = "村级运转经费"};
    Flag flag = {0};
    int64_t desk, gravel;

    flag_world(ctx, store);
    gravel = pay(ctx, store, day(2023, 5, 3), 60000, "料场", "修路砂石");
    desk = pay(ctx, store, day(2023, 5, 3), 60000, "商店", "办公桌椅");
    road.entry = gravel;
    CHECK_STATUS(store_write(store, ctx, spend_body, &road), OK);
    road.entry = 0;
    CHECK_STATUS(store_write(store, ctx, spend_body, &road), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "fund_misused"), 0);
    road.entry = desk;
    CHECK_STATUS(store_write(store, ctx, spend_body, &road), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "fund_misused"), 1);
    CHECK(first_live(ctx, store, "fund_misused", &flag));
    CHECK_TEXT(flag.sentence, "“村村通道路补助”有 1 笔钱花在了办公、误工等管理费用上，合计 600 元");
    office.entry = pay(ctx, store, day(2023, 5, 4), 60000, "商店", "打印纸");
    CHECK_STATUS(store_write(store, ctx, spend_body, &office), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "fund_misused"), 1); /* given for just that */
    take_back(ctx, store, desk);
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "fund_misused"), 0);
}
