/*
 * The statistics: who reads which indicator, what has no value, what a period and a trend hold,
 * what the tallies of orders and red flags come to, and who is said to need help.
 */
#include "harness.h"

#include "db.h"

#include "catalogue/period.h"
#include "clue/petition.h"
#include "clue_life.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "flag_life.h"
#include "region/tally.h"
#include "stats/compare.h"
#include "stats/indicator.h"

static IndicatorValue
value_of(Ctx *ctx, const char *name, RegionCode region, Day first, Day last)
{
    IndicatorValue value = {0};

    CHECK_STATUS(indicator_value(ctx, indicator_of(text_c(name)), region, first, last, &value), OK);
    return value;
}

static Text
words_of(Ctx *ctx, const char *name, RegionCode region, Day first, Day last)
{
    return indicator_words(ctx->arena, indicator_of(text_c(name)),
                           value_of(ctx, name, region, first, last));
}

static void
count(Ctx *ctx, RegionCode region, Measure measure, Day on, int64_t value)
{
    CHECK_STATUS(tally_add(ctx, region, measure, on, value), OK);
}

/* ---- values ---- */

LIFE_TEST(every_indicator_is_defined_and_a_rate_of_nothing_has_no_value)
{
    Day today = ctx_today(ctx);

    act_as(ctx, &district);
    for (size_t i = 0; i < indicator_count; i++) {
        const Indicator *indicator = &indicators[i];
        IndicatorValue value;

        ROW(indicator->name);
        CHECK(indicator->title != NULL && indicator->definition != NULL);
        CHECK((indicator->unit != NULL) == (indicator->kind == INDICATOR_COUNT));
        CHECK(indicator->read != NULL || indicator->part[0] != 0);
        CHECK(indicator_of(text_c(indicator->name)) == indicator);
        CHECK_STATUS(indicator_value(ctx, indicator, DISTRICT_CODE, today, today, &value), OK);
        if (indicator->kind == INDICATOR_RATE) {
            CHECK(!indicator_has_value(indicator, value));
            CHECK_TEXT(indicator_words(ctx->arena, indicator, value), "–");
        }
    }
    CHECK(indicator_of(T("none")) == NULL);
}

LIFE_TEST(all_is_said_only_of_all_and_none_only_of_none)
{
    static const struct {
        int64_t part, whole;
        const char *words;
    } rows[] = {
        {0,     0,      "–"   },
        {0,     7,      "0.0%"  },
        {7,     7,      "100.0%"},
        {99999, 100000, "99.9%" },
        {1,     100000, "0.1%"  },
        {2,     3,      "66.7%" }
    };
    const Indicator *rate = indicator_of(T("on_time_rate"));

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        IndicatorValue value = {.part = rows[i].part, .whole = rows[i].whole};

        ROW(rows[i].words);
        CHECK(text_eq(indicator_words(ctx->arena, rate, value), text_c(rows[i].words)));
    }
}

LIFE_TEST(changes_are_points_of_a_rate_and_per_cent_of_a_count)
{
    const Indicator *rate = indicator_of(T("on_time_rate")), *number = indicator_of(T("opinions"));
    IndicatorValue nothing = {.none = true};

    CHECK_TEXT(indicator_change(ctx->arena, rate, (IndicatorValue){.part = 9, .whole = 10},
                                (IndicatorValue){.part = 8, .whole = 10}),
               "+10.0");
    CHECK_TEXT(indicator_change(ctx->arena, number, (IndicatorValue){.part = 456},
                                (IndicatorValue){.part = 661}),
               "−31.0%");
    CHECK_TEXT(indicator_change(ctx->arena, number, (IndicatorValue){.part = 5},
                                (IndicatorValue){.part = 0}),
               ""); /* nothing to compare with */
    CHECK_TEXT(indicator_change(ctx->arena, rate, (IndicatorValue){.part = 1, .whole = 2},
                                (IndicatorValue){0}),
               "");
    CHECK_TEXT(indicator_change(ctx->arena, number, (IndicatorValue){.part = 5}, nothing), "");
}

LIFE_TEST(what_stands_today_has_no_value_for_another_day)
{
    Day today = ctx_today(ctx);

    act_as(ctx, &district);
    count(ctx, VILLAGE, TALLY_RESIDENTS_ROSTER, 0, 4);
    count(ctx, VILLAGE, TALLY_RESIDENTS_REGISTERED, today - 100, 3);
    count(ctx, VILLAGE, TALLY_RESIDENTS_ACTIVE, today - 29, 1);
    count(ctx, VILLAGE, TALLY_RESIDENTS_ACTIVE, today - 30, 1);
    CHECK_TEXT(words_of(ctx, "registration_rate", DISTRICT_CODE, today, today), "75.0%");
    CHECK_TEXT(words_of(ctx, "registration_rate", DISTRICT_CODE, today - 60, today - 1), "–");
    CHECK_TEXT(words_of(ctx, "active_rate", TOWNSHIP_CODE, today, today), "33.3%");
    CHECK_TEXT(words_of(ctx, "active_rate", TOWNSHIP_CODE, today - 60, today - 1), "–");
    /* A clock that is set back finds what lies ahead as it is, and falls over nothing. */
    ctx->now -= 400 * (Time)SECONDS_PER_DAY;
    CHECK_TEXT(words_of(ctx, "registration_rate", DISTRICT_CODE, today, today), "–");
    CHECK_TEXT(words_of(ctx, "trainings", DISTRICT_CODE, today - 60, today), "0");
}

LIFE_TEST(a_trend_is_what_its_months_are)
{
    static const char *const names[] = {"on_time_rate", "opinions", "trainings", "trained_rate"};
    Day last = day_from_date((Date){2023, 5, 17});

    act_as(ctx, &district);
    ctx->now = day_start(day_from_date((Date){2023, 6, 1}));
    for (int month = 1; month <= 5; month++) {
        Day on = day_from_date((Date){2023, month, month == 2 ? 28 : 1});

        count(ctx, VILLAGE, TALLY_DUTIES_DUE, on, 10);
        count(ctx, VILLAGE, TALLY_DUTIES_ON_TIME, on, month);
        count(ctx, COMMUNITY, TALLY_OPINIONS, on + 2, month);
        count(ctx, DISTRICT_CODE, TALLY_TRAININGS, on, 1);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const Indicator *indicator = indicator_of(text_c(names[i]));
        IndicatorValue trend[TREND_MONTHS];
        Period month = period_of(RHYTHM_MONTHLY, last);

        ROW(names[i]);
        CHECK_STATUS(indicator_trend(ctx, indicator, DISTRICT_CODE, last, trend), OK);
        for (int j = TREND_MONTHS - 1; j >= 0; j--, month = period_before(month)) {
            IndicatorValue value = value_of(ctx, names[i], DISTRICT_CODE, month.start, month.end);

            CHECK_INT(trend[j].part, value.part);
            CHECK_INT(trend[j].whole, value.whole);
            CHECK(trend[j].none == value.none);
        }
    }
}

/* ---- who ---- */

LIFE_TEST(who_reads_what)
{
    static const struct {
        const Actor *who;
        RegionCode region;
        bool staff, supervision;
    } rows[] = {
        {NULL,       VILLAGE,       false, false},
        {&resident,  VILLAGE,       false, false},
        {&clerk,     VILLAGE,       true,  false},
        {&clerk,     VILLAGE2,      false, false},
        {&clerk,     TOWNSHIP_CODE, false, false},
        {&reviewer,  TOWNSHIP_CODE, true,  false},
        {&reviewer,  COMMUNITY,     false, false},
        {&district,  DISTRICT_CODE, true,  true },
        {&inspector, VILLAGE,       true,  true },
        {&leader,    DISTRICT_CODE, true,  true },
        {&op,        DISTRICT_CODE, false, false},
    };
    Day today = ctx_today(ctx);

    count(ctx, VILLAGE, TALLY_FLAGS_RAISED, today, 2);
    count(ctx, VILLAGE, TALLY_ORDERS, today, 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].who != NULL ? text_cstr(ctx->arena, rows[i].who->login) : "visitor");
        act_as(ctx, rows[i].who);
        CHECK(stats_may_read(ctx, rows[i].region) == rows[i].staff);
        CHECK(!value_of(ctx, "disclosures", rows[i].region, today, today).none);
        CHECK(value_of(ctx, "orders", rows[i].region, today, today).none != rows[i].staff);
        CHECK(value_of(ctx, "flags", rows[i].region, today, today).none != rows[i].supervision);
    }
    act_as(ctx, &clerk);
    CHECK_INT(value_of(ctx, "flags", VILLAGE, today, today).part, 0);
}

LIFE_TEST(counts_of_clues_are_a_districts)
{
    Day today = ctx_today(ctx);
    ClueInput input = {.region = VILLAGE,
                       .about = CLUE_ABOUT_VILLAGE,
                       .source = CLUE_FROM_OTHER,
                       .kind = CLUE_OTHER,
                       .found_day = today,
                       .body = T("账外收了一笔钱")};
    int64_t id;
    bool seen;

    keys_here();
    act_as(ctx, &inspector);
    CHECK_STATUS(life_explain(ctx, clue_add(ctx, &input, &id, &seen)), OK);
    CHECK_INT(value_of(ctx, "clues", DISTRICT_CODE, today, today).part, 1);
    CHECK_INT(value_of(ctx, "clues", DISTRICT_CODE, today - 9, today - 1).part, 0);
    CHECK(value_of(ctx, "clues", TOWNSHIP_CODE, today, today).none);
    act_as(ctx, &leader);
    CHECK_INT(value_of(ctx, "clues", DISTRICT_CODE, today, today).part, 1);
    act_as(ctx, &clerk);
    CHECK(value_of(ctx, "clues", VILLAGE, today, today).none);
    act_as(ctx, &actor_system);
    CHECK(value_of(ctx, "clues", DISTRICT_CODE, today, today).none);
}

LIFE_TEST(the_register_answers_for_whole_months_that_it_has)
{
    Day april = day_from_date((Date){2023, 4, 1});

    ctx->now = day_start(day_from_date((Date){2023, 6, 1}));
    act_as(ctx, &inspector);
    for (int month = 4; month <= 5; month++)
        CHECK_STATUS(petition_put(ctx,
                                  &(Petition){
                                      .region = DISTRICT_CODE,
                                      .year = 2023,
                                      .month = month,
                                      .counts = {.reports = 10 + month,
                                                 .accusations = 4,
                                                 .satisfied = 3,
                                                 .asked = 4}
        }),
                     OK);
    CHECK_INT(value_of(ctx, "reports", DISTRICT_CODE, april, april + 29).part, 14);
    CHECK_TEXT(words_of(ctx, "accusations_satisfaction", DISTRICT_CODE, april, april + 60),
               "75.0%");
    CHECK(value_of(ctx, "reports", DISTRICT_CODE, april, april + 28).none);
    CHECK(value_of(ctx, "reports", DISTRICT_CODE, april, april + 90).none); /* no June */
    CHECK(value_of(ctx, "reports", DISTRICT_CODE, april - 1, april + 29).none);
}

/* ---- tallies are what the records come to ---- */

static int64_t
wrong_rows(Ctx *ctx, Measure first, Measure last)
{
    TallyBatch *batch = tally_batch_new(ctx);
    int64_t measure, value, wrong = 0;
    RegionCode region;
    size_t at = 0;
    Day on;

    CHECK_STATUS(order_tallies(ctx, batch), OK);
    CHECK_STATUS(flag_tallies(ctx, batch), OK);
    CHECK_STATUS(tally_batch_take_stored(ctx, batch), OK);
    while (tally_batch_next(batch, &at, &region, &measure, &on, &value))
        wrong += measure >= (int64_t)first && measure <= (int64_t)last;
    return wrong;
}

static int64_t
issue(Ctx *ctx, RegionCode office)
{
    OrderInput input = {.office = office, .body = T("补上公开栏"), .due_day = ctx_today(ctx) + 7};
    int64_t id = 0;

    act_as(ctx, &leader);
    CHECK_STATUS(life_explain(ctx, order_issue(ctx, &input, &id)), OK);
    return id;
}

static void
check_orders(Ctx *ctx, int64_t judged, int64_t in_time)
{
    Day today = ctx_today(ctx);
    IndicatorValue value;

    act_as(ctx, &district);
    value = value_of(ctx, "orders_in_time_rate", DISTRICT_CODE, today - 100, today + 100);
    CHECK_INT(value.whole, judged);
    CHECK_INT(value.part, in_time);
    CHECK_INT(wrong_rows(ctx, TALLY_ORDERS, TALLY_ORDERS_IN_TIME), 0);
}

LIFE_TEST(orders_count_by_the_newest_deadline)
{
    int64_t first = issue(ctx, VILLAGE), second = issue(ctx, TOWNSHIP_CODE);

    check_orders(ctx, 0, 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(order_report(ctx, first, 0, T("补上了")), OK);
    check_orders(ctx, 1, 1);
    act_as(ctx, &leader);
    CHECK_STATUS(order_return(ctx, first, 1, T("照片呢"), SOME_INT(ctx_today(ctx) + 3)), OK);
    check_orders(ctx, 0, 0); /* it has time again */
    ctx->now += 5 * (Time)SECONDS_PER_DAY;
    act_as(ctx, &clerk);
    CHECK_STATUS(order_report(ctx, first, 2, T("有照片了")), OK);
    check_orders(ctx, 1, 0);
    act_as(ctx, &leader);
    CHECK_STATUS(order_accept(ctx, first, 3), OK);
    check_orders(ctx, 1, 0);
    act_as(ctx, &leader);
    CHECK_STATUS(order_withdraw(ctx, second, 0, T("不用了")), OK);
    check_orders(ctx, 1, 0); /* what was withdrawn is not judged */
    CHECK_INT(value_of(ctx, "orders", DISTRICT_CODE, 1, ctx_today(ctx)).part, 2);
    CHECK_INT(value_of(ctx, "orders", VILLAGE, 1, ctx_today(ctx)).part, 1);
}

static Status
late_order(Ctx *ctx, void *arg)
{
    (void)arg;
    TRY(life_fill(ctx));
    (void)issue(ctx, VILLAGE);
    return OK;
}

static Status
late_look(Ctx *ctx, void *arg)
{
    (void)arg;
    check_orders(ctx, 1, 0);
    return OK;
}

TEST_DB(an_order_without_a_report_counts_once_its_day_is_over)
{
    CHECK_STATUS(store_write(store, ctx, late_order, NULL), OK);
    ctx->now += 8 * (Time)SECONDS_PER_DAY;
    CHECK_STATUS(order_deadlines(store, ctx), OK);
    CHECK_STATUS(order_deadlines(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, late_look, NULL), OK);
}

static Status
flags_look(Ctx *ctx, void *arg)
{
    Day today = ctx_today(ctx);

    (void)arg;
    act_as(ctx, &inspector);
    CHECK(value_of(ctx, "flags", VILLAGE, today, today).part > 0);
    CHECK_INT(value_of(ctx, "flags", VILLAGE, today, today).part,
              value_of(ctx, "flags", DISTRICT_CODE, today, today).part);
    CHECK_INT(value_of(ctx, "flags", VILLAGE2, today, today).part, 0);
    CHECK_INT(wrong_rows(ctx, TALLY_FLAGS_RAISED, TALLY_FLAGS_RAISED), 0);
    return OK;
}

TEST_DB(red_flags_count_on_the_day_on_which_they_were_raised)
{
    flag_world(ctx, store);
    pay(ctx, store, day(2023, 5, 2), 980000, "振兴建筑队", "路肩第一段");
    pay(ctx, store, day(2023, 5, 12), 985000, "振兴建筑队", "路肩第二段");
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_STATUS(store_write(store, ctx, flags_look, NULL), OK);
}

/* ---- side by side ---- */

static void
duties(Ctx *ctx, RegionCode village, int64_t due, int64_t on_time, int64_t missing)
{
    Day on = ctx_today(ctx) - 3;

    count(ctx, village, TALLY_DUTIES_DUE, on, due);
    count(ctx, village, TALLY_DUTIES_ON_TIME, on, on_time);
    count(ctx, village, TALLY_DUTIES_MISSING, on, missing);
}

LIFE_TEST(who_needs_help_is_said_in_words_and_in_order)
{
    Day today = ctx_today(ctx);
    IndicatorValue whole[STATS_COMPARED];
    StatsPlaces places;
    StatsNeeds needs;

    duties(ctx, VILLAGE, 20, 20, 0);
    duties(ctx, VILLAGE2, 20, 8, 9);
    duties(ctx, COMMUNITY, 2, 0, 1); /* too few to say anything */
    act_as(ctx, &leader);
    CHECK_STATUS(stats_compare(ctx, DISTRICT_CODE, LEVEL_VILLAGE, today - 30, today, &places), OK);
    CHECK_INT(places.len, 3);
    CHECK(places.at[0].code == VILLAGE && places.at[2].code == COMMUNITY);
    CHECK_INT(places.at[1].at[0].part, 8);
    for (int i = 0; i < STATS_COMPARED; i++)
        whole[i] = value_of(ctx, stats_compared[i], DISTRICT_CODE, today - 30, today);
    stats_needs(ctx, &places, whole, &needs);
    CHECK_INT(needs.len, 1);
    CHECK(needs.at[0].place->code == VILLAGE2);
    CHECK_TEXT(needs.at[0].why, "按时公开率 40.0%（全部 66.7%），到期没有公开 9 项");
    CHECK_STATUS(stats_compare(ctx, TOWNSHIP_CODE, LEVEL_VILLAGE, today - 30, today, &places), OK);
    CHECK_INT(places.len, 2);
    act_as(ctx, &clerk);
    CHECK_STATUS(stats_compare(ctx, TOWNSHIP_CODE, LEVEL_VILLAGE, today - 30, today, &places),
                 NOT_FOUND);
}

LIFE_TEST(a_place_without_villages_and_one_that_moved)
{
    static const RegionCode moved = 210111011299;
    Day today = ctx_today(ctx);
    StatsPlaces places;
    Texts names;

    duties(ctx, VILLAGE, 5, 5, 0);
    act_as(ctx, &district);
    CHECK_STATUS(region_move(ctx, VILLAGE, moved, today, T("区划调整")), OK);
    count(ctx, moved, TALLY_DUTIES_DUE, today, 1);
    CHECK_STATUS(stats_compare(ctx, 210111011000, LEVEL_VILLAGE, today - 30, today, &places), OK);
    CHECK_INT(places.len, 2);
    CHECK_INT(places.at[1].at[0].whole, 1); /* since it came */
    CHECK_STATUS(stats_moved(ctx, DISTRICT_CODE, LEVEL_VILLAGE, today, &names), OK);
    CHECK_INT(names.len, 1);
    CHECK_TEXT(names.at[0], "鲍家村");
    CHECK_STATUS(stats_moved(ctx, DISTRICT_CODE, LEVEL_VILLAGE, today + 1, &names), OK);
    CHECK_INT(names.len, 0);
    CHECK_STATUS(stats_moved(ctx, TOWNSHIP_CODE, LEVEL_VILLAGE, today, &names), OK);
    CHECK_INT(names.len, 0); /* it left */
    CHECK_INT(value_of(ctx, "on_time_rate", TOWNSHIP_CODE, today - 30, today).whole, 5);
    CHECK_INT(value_of(ctx, "on_time_rate", DISTRICT_CODE, today - 30, today).whole, 6);
    CHECK_STATUS(region_close(ctx, VILLAGE2, 0, today, T("")), OK);
    CHECK_STATUS(stats_compare(ctx, TOWNSHIP_CODE, LEVEL_VILLAGE, today - 30, today, &places), OK);
    CHECK_INT(places.len, 0);
}

LIFE_TEST(a_district_can_switch_comparing_off)
{
    Day today = ctx_today(ctx);
    StatsPlaces places;
    bool on;

    act_as(ctx, &inspector);
    CHECK_STATUS(stats_choose_comparing(ctx, DISTRICT_CODE, false), DENIED);
    CHECK(!stats_may_choose_comparing(ctx, DISTRICT_CODE));
    act_as(ctx, &district);
    CHECK_STATUS(stats_choose_comparing(ctx, DISTRICT_CODE, false), OK);
    CHECK_STATUS(stats_compares(ctx, TOWNSHIP_CODE, &on), OK);
    CHECK(!on);
    CHECK_STATUS(stats_compares(ctx, 210112000000, &on), OK);
    CHECK(on);
    act_as(ctx, &leader);
    CHECK_STATUS(stats_compare(ctx, DISTRICT_CODE, LEVEL_TOWNSHIP, today, today, &places),
                 NOT_FOUND);
    act_as(ctx, &district);
    CHECK_STATUS(stats_choose_comparing(ctx, DISTRICT_CODE, true), OK);
    act_as(ctx, &leader);
    CHECK_STATUS(stats_compare(ctx, DISTRICT_CODE, LEVEL_TOWNSHIP, today, today, &places), OK);
    CHECK_INT(places.len, 2);
}
