/*
 * The rules about when money goes out: in December, and while everybody is on holiday.
 */
#include "harness.h"

#include "catalogue/catalogue.h"
#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "flag_life.h"

/* ---- R19, December ---- */

/* A year in which every month has a payment, and December some more. */
static void
spend_a_year(Ctx *ctx, Store *store, int64_t monthly_fen)
{
    for (int month = 1; month <= 11; month++)
        (void)pay(ctx, store, day(2023, month, 5), monthly_fen, "商店", "办公");
}

static void
year_world(Ctx *ctx, Store *store)
{
    flag_world(ctx, store);
    ctx->now = day_start(day(2024, 2, 1)) + 10 * 3600;
}

TEST_DB(much_of_a_year_is_spent_in_december)
{
    Flag flag = {0};
    int64_t last;

    year_world(ctx, store);
    spend_a_year(ctx, store, 400000);
    (void)pay(ctx, store, day(2023, 12, 1), 5000000, "施工队", "路面"); /* the largest: works */
    (void)pay(ctx, store, day(2023, 12, 28), 900000, "商店", "桌椅");
    last = pay(ctx, store, day(2023, 12, 29), 600000, "商店", "电脑");
    look(ctx, store);
    /* 15,000 of 59,000. */
    CHECK_INT(count_live(ctx, store, "year_end"), 1);
    CHECK(first_live(ctx, store, "year_end", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_INT(flag.rows, 2);
    CHECK_INT(flag.sum_fen.value, 1500000);
    CHECK_TEXT(flag.sentence,
               "除了最大的一笔，12 月还付出 2 笔、合计 15,000 元，超过全年支出的 25%");
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "year_end"), 1);
    take_back(ctx, store, last);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "year_end"), 0);
}

TEST_DB(another_month_changes_decembers_share)
{
    year_world(ctx, store);
    spend_a_year(ctx, store, 400000);
    (void)pay(ctx, store, day(2023, 12, 1), 1600000, "施工队", "路面");
    (void)pay(ctx, store, day(2023, 12, 28), 1500000, "商店", "桌椅");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "year_end"), 1);
    (void)pay(ctx, store, day(2023, 1, 20), 3000000, "商店", "门窗");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "year_end"), 0);
}

TEST_DB(one_large_bill_or_a_short_year_says_nothing)
{
    year_world(ctx, store);
    look_at_all(ctx, store); /* a village without entries */
    for (int month = 4; month <= 11; month++)
        (void)pay(ctx, store, day(2023, month, 5), 10000, "商店", "办公");
    (void)pay(ctx, store, day(2023, 12, 1), 5000000, "施工队", "路面");
    (void)pay(ctx, store, day(2023, 12, 2), 5000000, "施工队", "路灯");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "year_end"), 0); /* it began in April */
    for (int month = 1; month <= 11; month++)
        (void)pay(ctx, store, day(2022 + 1, month, 6), 3000000, "商店", "办公");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "year_end"), 0); /* 50,000 of 380,000 */
}

/* ---- R19, holidays ---- */

static Status
holidays_body(Ctx *ctx, void *arg)
{
    (void)arg;
    act_as(ctx, &district);
    for (Day on = day(2023, 4, 29); on <= day(2023, 5, 3); on++)
        TRY(calendar_put(ctx, on, false, T("劳动节")));
    return calendar_put(ctx, day(2023, 5, 6), true, T("劳动节"));
}

static void
holiday_world(Ctx *ctx, Store *store)
{
    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, holidays_body, NULL), OK);
}

TEST_DB(large_payments_on_holidays_are_found)
{
    Flag flag = {0};
    int64_t third;

    holiday_world(ctx, store);
    (void)pay(ctx, store, day(2023, 5, 1), 500000, "甲", "一");
    (void)pay(ctx, store, day(2023, 5, 3), 600000, "乙", "二");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "holiday"), 0);
    third = pay(ctx, store, day(2023, 5, 2), 700000, "丙", "三");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "holiday"), 1);
    CHECK(first_live(ctx, store, "holiday", &flag));
    CHECK_INT(flag.level, FLAG_NOTICE);
    CHECK_INT(flag.sum_fen.value, 1800000);
    CHECK_TEXT(flag.sentence, "2023-05-01 到 2023-05-03 的法定节假日里有 3 笔 5,000 "
                              "元以上的付款，合计 18,000 元");
    take_back(ctx, store, third);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "holiday"), 0);
}

TEST_DB(small_ones_and_working_days_are_not_found)
{
    holiday_world(ctx, store);
    (void)pay(ctx, store, day(2023, 5, 1), 500000, "甲", "一");
    (void)pay(ctx, store, day(2023, 5, 2), 499999, "甲", "二");  /* small */
    (void)pay(ctx, store, day(2023, 5, 4), 900000, "甲", "三");  /* after the holidays */
    (void)pay(ctx, store, day(2023, 5, 6), 900000, "甲", "四");  /* a Saturday that is worked */
    (void)pay(ctx, store, day(2023, 5, 7), 900000, "甲", "五");  /* an ordinary Sunday */
    (void)pay(ctx, store, day(2023, 4, 29), 900000, "甲", "六"); /* of another month */
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "holiday"), 0);
}
