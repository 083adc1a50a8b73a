/*
 * The engine of the red-flag rules: what is found is raised once, kept as found, changed with its
 * facts, closed when its cause is gone; people's decisions hold for the facts they were made about.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"

TEST_DB(a_split_payment_is_found_once)
{
    Flag flag = {0};

    flag_world(ctx, store);
    pay(ctx, store, day(2023, 5, 2), 980000, "振兴建筑队", "路肩第一段");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 0);
    pay(ctx, store, day(2023, 5, 12), 985000, "振兴建筑队", "路肩第二段");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 1);
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 1);
    CHECK(first_live(ctx, store, "split_payment", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK_INT(flag.sum_fen.value, 1965000);
    CHECK_TEXT(flag.sentence,
               "11 天里分 2 笔付给“振兴建筑队”，每笔都刚好不到 10,000 元，合计 19,650 元");
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_INT(flag.state, FLAG_OPEN);
}

TEST_DB(near_misses_are_not_found)
{
    flag_world(ctx, store);
    pay(ctx, store, day(2023, 4, 2), 980000, "甲", "一");
    pay(ctx, store, day(2023, 4, 3), 980000, "乙", "二");  /* another side */
    pay(ctx, store, day(2023, 4, 3), 799900, "甲", "三");  /* not near the limit */
    pay(ctx, store, day(2023, 5, 3), 980000, "甲", "四");  /* 31 days later */
    pay(ctx, store, day(2023, 4, 3), 1000000, "甲", "五"); /* the limit itself: decided above */
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 0);
}

TEST_DB(it_closes_when_the_cause_is_gone)
{
    int64_t second;
    Flag flag = {0};
    FlagSteps steps;

    flag_world(ctx, store);
    pay(ctx, store, day(2023, 5, 2), 980000, "振兴建筑队", "一");
    second = pay(ctx, store, day(2023, 5, 3), 980000, "振兴建筑队", "二");
    look(ctx, store);
    CHECK(first_live(ctx, store, "split_payment", &flag));
    take_back(ctx, store, second);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 0);
    get_flag(ctx, store, flag.id, &flag, &steps);
    CHECK_INT(flag.state, FLAG_GONE);
    CHECK(!flag.standing);
    CHECK_INT((int)steps.len, 2);
    CHECK_TEXT(steps.at[1].kind, "gone");
    /* The evidence stays as it was found. */
    CHECK_INT(flag.rows, 2);
    pay(ctx, store, day(2023, 5, 4), 985000, "振兴建筑队", "二");
    look(ctx, store);
    get_flag(ctx, store, flag.id, &flag, &steps);
    CHECK_INT(flag.state, FLAG_OPEN);
    CHECK_INT(count_live(ctx, store, "split_payment"), 1);
}

TEST_DB(a_dismissal_holds_for_the_same_facts)
{
    Flag flag = {0};
    FlagSteps steps;

    flag_world(ctx, store);
    pay(ctx, store, day(2023, 5, 2), 980000, "振兴建筑队", "一");
    pay(ctx, store, day(2023, 5, 3), 980000, "振兴建筑队", "二");
    look(ctx, store);
    CHECK(first_live(ctx, store, "split_payment", &flag));
    CHECK_STATUS(dismiss(ctx, store, &flag, "不"), INVALID);
    CHECK_STATUS(dismiss(ctx, store, &flag, "两处不同的路，合同分开签的，已看过"), OK);
    CHECK_STATUS(dismiss(ctx, store, &flag, "两处不同的路，合同分开签的，已看过"), CONFLICT);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 0);
    /* Other facts: it is raised again, and says so. */
    pay(ctx, store, day(2023, 5, 4), 980000, "振兴建筑队", "三");
    look(ctx, store);
    get_flag(ctx, store, flag.id, &flag, &steps);
    CHECK_INT(flag.state, FLAG_OPEN);
    CHECK_INT(flag.rows, 3);
    CHECK_TEXT(steps.at[steps.len - 1].kind, "more");
}

TEST_DB(a_village_is_asked_and_explains)
{
    Flag flag = {0};

    flag_world(ctx, store);
    pay(ctx, store, day(2023, 5, 2), 980000, "振兴建筑队", "一");
    pay(ctx, store, day(2023, 5, 3), 980000, "振兴建筑队", "二");
    look(ctx, store);
    CHECK(first_live(ctx, store, "split_payment", &flag));
    /* What was found about money is nothing for the village until it is asked. */
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, FLAG_VILLAGE, flag.id), NOT_FOUND);
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, FLAG_TOWNSHIP, flag.id), NOT_FOUND);
    CHECK_STATUS(ask(ctx, store, &flag, "请说明两笔付款", ctx_today(ctx)), INVALID);
    CHECK_STATUS(ask(ctx, store, &flag, "请说明两笔付款", ctx_today(ctx) + 5), OK);
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, FLAG_VILLAGE, flag.id), OK);
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, FLAG_VILLAGE + 1, flag.id), NOT_FOUND);
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, FLAG_TOWNSHIP, flag.id), NOT_FOUND);
    CHECK_STATUS(explain(ctx, store, &flag, "是两段路，各有合同"), OK);
    CHECK(first_live(ctx, store, "split_payment", &flag));
    CHECK_INT(flag.state, FLAG_ANSWERED);
    CHECK_TEXT(flag.explanation, "是两段路，各有合同");
}

TEST_DB(settings_hold_from_their_day)
{
    flag_world(ctx, store);
    pay(ctx, store, day(2023, 5, 2), 480000, "振兴建筑队", "一");
    pay(ctx, store, day(2023, 5, 3), 480000, "振兴建筑队", "二");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 0);
    CHECK_STATUS(set_rule(ctx, store, "split_payment", "limit", 1, 0), INVALID);
    CHECK_STATUS(set_rule(ctx, store, "split_payment", "limit", 500000, -1), INVALID);
    CHECK_STATUS(set_rule(ctx, store, "split_payment", "nothing", 500000, 0), INVALID);
    CHECK_STATUS(set_rule(ctx, store, "split_payment", "limit", 500000, 1), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 0);
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 1);
    CHECK_STATUS(set_rule(ctx, store, "split_payment", "on", 0, 0), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "split_payment"), 0);
}

TEST_DB(overdue_turns_red_by_time_alone)
{
    Flag flag = {0};

    flag_world(ctx, store);
    owe(ctx, store, "F3", "2023-04", day(2023, 5, 30));
    look_at_all(ctx, store);
    CHECK(first_live(ctx, store, "overdue", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, FLAG_VILLAGE, flag.id), OK);
    ctx->now += 6 * 24 * 3600;
    look_of_the_day(ctx, store);
    CHECK(first_live(ctx, store, "overdue", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_INT(count_live(ctx, store, "overdue"), 1);
}
