/*
 * The board: sums by item and month against the duties, figures, places without anything, who sees
 * what, and that what is kept is never older than the last commit nor another class's.
 */
#include "harness.h"

#include "db.h"
#include "duty/owed.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "stats/board.h"
#include "stats/board_cache.h"

enum { LAST_DAY = 100000 };

static const RegionCode OTHER_TOWNSHIP = 210111011000;

static Status
place_of(Ctx *ctx, RegionCode code, Region *out)
{
    return region_get(ctx, code, out);
}

/* ---- sums by item and month ---- */

/* What is kept is what the duties come to. */
static void
check_months(Ctx *ctx)
{
    static const RegionCode villages[] = {VILLAGE, VILLAGE2, COMMUNITY, 210111011299};
    DutyMonths *months = duty_months_new(ctx->arena);
    DutyItemSum sum;
    int64_t month;
    size_t at = 0;

    for (size_t i = 0; i < sizeof villages / sizeof villages[0]; i++) {
        Duties duties;

        CHECK_STATUS(duty_list(ctx, villages[i], 1, LAST_DAY, &duties), OK);
        for (size_t j = 0; j < duties.len; j++)
            duty_months_add(months, duties.at[j].region, duties.at[j].item, duties.at[j].due_day,
                            duties.at[j].state, 1);
    }
    CHECK_STATUS(duty_months_take_stored(ctx, months), OK);
    while (duty_months_next(months, &at, &sum, &month))
        CHECK_TEXT(sum.item, "nothing");
}

static DutyCounts
sum_of(Ctx *ctx, RegionCode place, const char *item, Day first, Day last)
{
    DutyCounts counts = {0};
    DutyItemSums sums;

    CHECK_STATUS(duty_item_sums(ctx, place, first, last, &sums), OK);
    for (size_t i = 0; i < sums.len; i++)
        if (sums.at[i].region == place && text_eq(sums.at[i].item, text_c(item)))
            counts = sums.at[i].counts;
    return counts;
}

static Status
open_may(Ctx *ctx)
{
    TRY(duty_open_periods(ctx, VILLAGE, day(2023, 5, 1), day(2023, 5, 1)));
    TRY(duty_open_periods(ctx, VILLAGE2, day(2023, 5, 1), day(2023, 5, 1)));
    return duty_open_periods(ctx, COMMUNITY, day(2023, 5, 1), day(2023, 5, 1));
}

LIFE_TEST(sums_by_item_and_month_follow_each_change)
{
    Day first = day(2023, 6, 1), last = day(2023, 6, 30);
    bool more;

    act_as(ctx, &actor_system);
    CHECK_STATUS(open_may(ctx), OK);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", first, last).due, 0); /* nothing is settled */
    CHECK_STATUS(duty_done(ctx, VILLAGE, T("F3"), T("2023-05"), day(2023, 6, 2), 1), OK);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", first, last).on_time, 1);
    CHECK_INT(sum_of(ctx, DISTRICT_CODE, "F3", first, last).due, 1);
    ctx->now = day_start(day(2023, 12, 1));
    do
        CHECK_STATUS(duty_mark_missing(ctx, 10, &more), OK);
    while (more);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", first, last).missing, 1);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", first, last).due, 2);
    CHECK_INT(sum_of(ctx, DISTRICT_CODE, "F3", 1, LAST_DAY).due, 2);
    check_months(ctx);
    CHECK_STATUS(duty_done(ctx, VILLAGE2, T("F3"), T("2023-05"), day(2023, 11, 30), 2), OK);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", first, last).late, 1);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", first, last).missing, 0);
    CHECK_STATUS(duty_undone(ctx, VILLAGE2, T("F3"), T("2023-05")), OK);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", first, last).missing, 1);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", day(2023, 7, 1), day(2023, 7, 31)).due, 0);
    check_months(ctx);
}

LIFE_TEST(very_many_publications_are_summed_alike)
{
    TallyBatch *tallies = tally_batch_new(ctx);
    Arena *keep = arena_new(16 * 1024 * 1024);
    DutyBatch *batch = duty_batch_new(keep);

    act_as(ctx, &actor_system);
    CHECK_STATUS(open_may(ctx), OK);
    duty_batch_done(batch, VILLAGE, T("F3"), T("2023-05"), day(2023, 6, 2), 1);
    duty_batch_done(batch, VILLAGE, T("F3"), T("2023-05"), day(2023, 6, 3), 2); /* is no second */
    duty_batch_done(batch, COMMUNITY, T("F3"), T("2023-05"), day(2023, 12, 3), 3);
    CHECK_STATUS(duty_batch_write(ctx, batch, tallies), OK);
    CHECK_STATUS(tally_batch_write(ctx, tallies), OK);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", 1, LAST_DAY).on_time, 1);
    check_months(ctx);
    arena_free(keep);
}

/* What tallies do: what was owed stays where it was owed. */
LIFE_TEST(a_village_that_moved_within_the_year_counts_at_both_townships)
{
    static const RegionCode moved = 210111011299;
    Day first = day(2023, 1, 1), last = day(2023, 12, 31);
    DutyCounts before;

    ctx->now = day_start(day(2023, 6, 5));
    act_as(ctx, &actor_system);
    CHECK_STATUS(open_may(ctx), OK);
    CHECK_STATUS(duty_done(ctx, VILLAGE, T("F3"), T("2023-05"), ctx_today(ctx), 1), OK);
    before = sum_of(ctx, OTHER_TOWNSHIP, "F3", first, last);
    act_as(ctx, &district);
    CHECK_STATUS(region_move(ctx, VILLAGE, moved, ctx_today(ctx), T("")), OK);
    act_as(ctx, &actor_system);
    CHECK_STATUS(duty_open_periods(ctx, moved, day(2023, 6, 1), day(2023, 6, 1)), OK);
    CHECK_STATUS(duty_done(ctx, moved, T("F3"), T("2023-06"), day(2023, 7, 1), 2), OK);
    CHECK_INT(sum_of(ctx, TOWNSHIP_CODE, "F3", first, last).on_time, 1);
    CHECK_INT(sum_of(ctx, OTHER_TOWNSHIP, "F3", first, last).on_time, before.on_time + 1);
    CHECK_INT(sum_of(ctx, DISTRICT_CODE, "F3", first, last).on_time, before.on_time + 2);
    check_months(ctx);
}

LIFE_TEST(a_recount_tells_what_is_wrong_and_puts_it_right)
{
    DutyMonths *months;
    DutyItemSum sum;
    int64_t month;
    size_t at = 0;

    act_as(ctx, &actor_system);
    CHECK_STATUS(open_may(ctx), OK);
    CHECK_STATUS(duty_done(ctx, VILLAGE, T("F3"), T("2023-05"), day(2023, 6, 2), 1), OK);
    CHECK_STATUS(duty_month_count(ctx, VILLAGE, T("F3"), day(2023, 6, 2), DUTY_LATE, 2), OK);
    months = duty_months_new(ctx->arena);
    duty_months_add(months, VILLAGE, T("F3"), day(2023, 6, 10), DUTY_ON_TIME, 1);
    CHECK_STATUS(duty_months_take_stored(ctx, months), OK);
    CHECK(duty_months_next(months, &at, &sum, &month));
    CHECK_INT(sum.counts.late, -2);
    CHECK_INT(sum.counts.on_time, 0);
    CHECK_INT(month, 202306);
    CHECK(duty_months_next(months, &at, &sum, &month)); /* township and district */
    CHECK(!duty_months_next(months, &at, &sum, &month));
    CHECK_STATUS(duty_months_write(ctx, months), OK);
    check_months(ctx);
}

/* ---- figures ---- */

LIFE_TEST(a_place_without_anything_has_no_rates)
{
    BoardFigures figures;
    BoardStrips strips;
    BoardHeat heat;
    Region place;

    act_as(ctx, &leader);
    CHECK_STATUS(place_of(ctx, DISTRICT_CODE, &place), OK);
    for (int kind = 0; kind < BOARD_SPANS; kind++) {
        CHECK_STATUS(board_figures(ctx, &place, (BoardSpan)kind, &figures), OK);
        CHECK_TEXT(indicator_words(ctx->arena, figures.on_time.indicator, figures.on_time.now),
                   "–");
        CHECK_TEXT(
            indicator_words(ctx->arena, figures.satisfaction.indicator, figures.satisfaction.now),
            "–");
        CHECK(text_is_empty(indicator_change(ctx->arena, figures.on_time.indicator,
                                             figures.on_time.now, figures.on_time.before)));
        CHECK_INT(figures.slow_now + figures.oldest_days + figures.missing_now, 0);
    }
    CHECK_STATUS(board_strips(ctx, &place, &strips), OK);
    CHECK_INT(strips.len, 2);
    CHECK_INT(strips.cells, 3);
    CHECK_INT(strips.at[0].fine, 2);
    CHECK_STATUS(board_heat(ctx, &place, figures.period, &heat), OK);
    CHECK_INT(heat.len, 2);
    CHECK_INT(heat.items.len, 26);
    CHECK_INT(heat.worst_len, 0);
    CHECK_INT(heat.at[1].counts[3].due, 0);
}

LIFE_TEST(a_township_whose_villages_have_gone_has_an_empty_board)
{
    BoardFigures figures;
    BoardStrips strips;
    BoardHeat heat;
    Region place;

    act_as(ctx, &district);
    CHECK_STATUS(region_close(ctx, COMMUNITY, 0, ctx_today(ctx), T("")), OK);
    act_as(ctx, &inspector);
    CHECK_STATUS(place_of(ctx, OTHER_TOWNSHIP, &place), OK);
    CHECK_STATUS(board_strips(ctx, &place, &strips), OK);
    CHECK_INT(strips.cells, 0);
    CHECK_INT(strips.len, 0);
    CHECK_STATUS(board_figures(ctx, &place, BOARD_MONTH, &figures), OK);
    CHECK_STATUS(board_heat(ctx, &place, figures.period, &heat), OK);
    CHECK_INT(heat.len, 2); /* itself, and its district to compare */
    CHECK_INT(heat.at[1].code, DISTRICT_CODE);
}

LIFE_TEST(figures_are_those_of_the_period)
{
    DutyCounts counts;
    BoardFigures figures;
    BoardStrips strips;
    BoardHeat heat;
    Region place;
    bool more;

    act_as(ctx, &actor_system);
    CHECK_STATUS(open_may(ctx), OK);
    CHECK_STATUS(duty_done(ctx, VILLAGE, T("F3"), T("2023-05"), day(2023, 6, 2), 1), OK);
    ctx->now = day_start(day(2023, 6, 29));
    CHECK_STATUS(duty_mark_missing(ctx, 500, &more), OK);
    act_as(ctx, &inspector);
    CHECK_STATUS(place_of(ctx, DISTRICT_CODE, &place), OK);
    CHECK_STATUS(board_figures(ctx, &place, BOARD_MONTH, &figures), OK);
    CHECK_STATUS(
        duty_counts_between(ctx, DISTRICT_CODE, day(2023, 6, 1), day(2023, 6, 30), &counts), OK);
    CHECK(counts.due > 1);
    CHECK_INT(figures.on_time.now.whole, counts.due);
    CHECK_INT(figures.on_time.now.part, 1);
    CHECK_INT(figures.missing_now, counts.missing);
    CHECK_INT(figures.on_time.trend[TREND_MONTHS - 1].whole, counts.due);
    CHECK_STATUS(board_strips(ctx, &place, &strips), OK);
    CHECK_INT(strips.late, 2); /* the community owes nothing by the month */
    CHECK_INT(strips.at[0].at[1].state, BOARD_LATE);
    CHECK_STATUS(board_heat(ctx, &place, figures.period, &heat), OK);
    counts = (DutyCounts){0};
    for (size_t i = 0; i < heat.items.len; i++) { /* columns add up, and to the figure */
        counts.due += heat.sums[i].due;
        CHECK_INT(heat.sums[i].due, heat.at[0].counts[i].due + heat.at[1].counts[i].due);
    }
    CHECK_INT(counts.due, figures.on_time.now.whole);
    CHECK_INT(heat.worst_len, 2);
    CHECK_INT(heat.sums[heat.worst[0]].on_time, 0);
}

LIFE_TEST(the_worst_items_are_found_in_their_order)
{
    static const struct {
        const char *item;
        int on_time, late;
    } rows[] = {
        {"P1", 9, 1},
        {"P2", 1, 3},
        {"V1", 0, 1},
        {"F1", 3, 1},
        {"F2", 8, 2}
    };
    BoardHeat heat;
    Region place;

    act_as(ctx, &actor_system);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_STATUS(duty_month_count(ctx, VILLAGE, text_c(rows[i].item), day(2023, 6, 9),
                                      DUTY_ON_TIME, rows[i].on_time),
                     OK);
        CHECK_STATUS(duty_month_count(ctx, VILLAGE, text_c(rows[i].item), day(2023, 6, 9),
                                      DUTY_LATE, rows[i].late),
                     OK);
    }
    CHECK_STATUS(place_of(ctx, DISTRICT_CODE, &place), OK);
    CHECK_STATUS(board_heat(ctx, &place, period_of(RHYTHM_MONTHLY, day(2023, 6, 1)), &heat), OK);
    CHECK_INT(heat.worst_len, 3);
    CHECK_TEXT(heat.items.at[heat.worst[0]].code, "V1");
    CHECK_TEXT(heat.items.at[heat.worst[1]].code, "P2");
    CHECK_TEXT(heat.items.at[heat.worst[2]].code, "F1");
}

LIFE_TEST(an_opinion_is_slow_from_the_eighth_day_whatever_the_clock_did)
{
    BoardFigures figures;
    Region place;

    act_as(ctx, &actor_system);
    ctx->now = day_start(day(2023, 6, 20));
    CHECK_STATUS(tally_add(ctx, VILLAGE, TALLY_OPINIONS_OPEN, day(2023, 6, 13), 2), OK);
    act_as(ctx, &leader);
    CHECK_STATUS(place_of(ctx, DISTRICT_CODE, &place), OK);
    CHECK_STATUS(board_figures(ctx, &place, BOARD_MONTH, &figures), OK);
    CHECK_INT(figures.slow_now, 0);
    ctx->now = day_start(day(2023, 6, 21));
    CHECK_STATUS(board_figures(ctx, &place, BOARD_MONTH, &figures), OK);
    CHECK_INT(figures.slow_now, 2);
    CHECK_INT(figures.oldest_days, 8);
    ctx->now = day_start(day(2023, 1, 1)); /* set back: what was received later is not old */
    CHECK_STATUS(board_figures(ctx, &place, BOARD_YEAR, &figures), OK);
    CHECK_INT(figures.slow_now, 0);
    CHECK_INT(figures.oldest_days, 0);
    CHECK_INT(figures.received[0], 0);
}

/* ---- who sees what ---- */

LIFE_TEST(a_board_is_for_those_who_watch_a_place_above_villages)
{
    BoardFigures figures;
    BoardStrips strips;
    BoardHeat heat;
    RegionCode code;
    Region place;

    act_as(ctx, &inspector);
    CHECK_INT(board_reader(ctx, DISTRICT_CODE), BOARD_INSPECTOR);
    CHECK_INT(board_reader(ctx, TOWNSHIP_CODE), BOARD_INSPECTOR);
    CHECK_INT(board_reader(ctx, VILLAGE), BOARD_NOBODY);
    CHECK_INT(board_reader(ctx, 210100000000), BOARD_NOBODY);
    CHECK_STATUS(board_place(ctx, &code), OK);
    CHECK_INT(code, DISTRICT_CODE);
    act_as(ctx, &leader);
    CHECK_INT(board_reader(ctx, DISTRICT_CODE), BOARD_LEADER);
    act_as(ctx, &district);
    CHECK_INT(board_reader(ctx, TOWNSHIP_CODE), BOARD_DISTRICT);
    act_as(ctx, &reviewer);
    CHECK_INT(board_reader(ctx, TOWNSHIP_CODE), BOARD_NOBODY);
    CHECK_STATUS(board_place(ctx, &code), NOT_FOUND);
    CHECK_STATUS(place_of(ctx, TOWNSHIP_CODE, &place), OK);
    CHECK_STATUS(board_figures(ctx, &place, BOARD_MONTH, &figures), DENIED);
    CHECK_STATUS(board_strips(ctx, &place, &strips), DENIED);
    CHECK_STATUS(board_heat(ctx, &place, period_of(RHYTHM_MONTHLY, 1), &heat), DENIED);
    ctx->actor = NULL;
    CHECK_INT(board_reader(ctx, DISTRICT_CODE), BOARD_NOBODY);
}

/* ---- what is kept ---- */

typedef struct Asking {
    BoardKey key;
    const char *words; /* what would be made now */
    Text found;        /* what stood there; empty: nothing */
} Asking;

static Status
keep_body(Ctx *ctx, void *arg)
{
    Asking *asking = arg;
    BoardParts parts = {.kpis = text_c(asking->words), .flag = 7};

    asking->found = T("");
    if (board_cache_find(ctx, &asking->key, &parts)) {
        asking->found = text_copy(ctx->arena, parts.kpis);
        CHECK_INT(parts.flag, 7);
        return OK;
    }
    board_cache_keep(ctx, &asking->key, &parts);
    return OK;
}

static Text
ask_board(Ctx *ctx, Store *store, const BoardKey *key, const char *words)
{
    Asking asking = {.key = *key, .words = words};

    CHECK_STATUS(store_read(store, ctx, keep_body, &asking), OK);
    return asking.found;
}

static Status
touch_body(Ctx *ctx, void *arg)
{
    region_touch(ctx, *(RegionCode *)arg);
    return OK;
}

TEST_DB(a_board_is_kept_from_its_second_making_until_something_changes)
{
    BoardKey key = {.place = DISTRICT_CODE, .reader = BOARD_INSPECTOR, .day = 19000};
    BoardKey other = key;
    RegionCode changed = VILLAGE;

    board_cache_clear();
    flag_world(ctx, store);
    CHECK_TEXT(ask_board(ctx, store, &key, "one"), "");
    CHECK_TEXT(ask_board(ctx, store, &key, "two"), "");
    CHECK_TEXT(ask_board(ctx, store, &key, "three"), "two");
    for (int i = 0; i < 5; i++) { /* nothing of it is for anybody else */
        other = key;
        if (i == 0)
            other.reader = BOARD_LEADER;
        if (i == 1)
            other.lang = LANG_EN;
        if (i == 2)
            other.day++;
        if (i == 3)
            other.place = TOWNSHIP_CODE;
        if (i == 4)
            other.flag = 1;
        CHECK_TEXT(ask_board(ctx, store, &other, "other"), "");
    }
    CHECK_STATUS(store_write(store, ctx, touch_body, &changed), OK);
    CHECK_TEXT(ask_board(ctx, store, &key, "four"), "");
    CHECK_TEXT(ask_board(ctx, store, &key, "five"), "");
    CHECK_TEXT(ask_board(ctx, store, &key, "six"), "five");
    board_cache_clear();
}

static Status
ask_flag_body(Ctx *ctx, void *arg)
{
    const Flag *flag = arg;

    act_as(ctx, &inspector);
    return flag_ask(ctx, flag->id, flag->lock, T("请说明这两笔"), ctx_today(ctx) + 5);
}

TEST_DB(a_flag_that_is_raised_or_asked_about_moves_its_boards)
{
    BoardKey key = {.place = DISTRICT_CODE, .reader = BOARD_INSPECTOR, .day = 19000};
    BoardKey township = {.place = TOWNSHIP_CODE, .reader = BOARD_INSPECTOR, .day = 19000};
    Flag flag = {0};

    board_cache_clear();
    flag_world(ctx, store);
    pay(ctx, store, day(2023, 5, 2), 980000, "振兴建筑队", "路肩第一段");
    pay(ctx, store, day(2023, 5, 12), 985000, "振兴建筑队", "路肩第二段");
    for (int i = 0; i < 2; i++)
        CHECK_TEXT(ask_board(ctx, store, &key, "before"), "");
    CHECK_TEXT(ask_board(ctx, store, &key, ""), "before");
    look(ctx, store);
    CHECK(first_live(ctx, store, "split_payment", &flag));
    CHECK_TEXT(ask_board(ctx, store, &key, "raised"), "");
    CHECK_TEXT(ask_board(ctx, store, &key, "raised"), "");
    CHECK_TEXT(ask_board(ctx, store, &key, ""), "raised");
    for (int i = 0; i < 2; i++)
        CHECK_TEXT(ask_board(ctx, store, &township, "raised"), "");
    CHECK_STATUS(store_write(store, ctx, ask_flag_body, &flag), OK);
    CHECK_TEXT(ask_board(ctx, store, &key, ""), "");
    CHECK_TEXT(ask_board(ctx, store, &township, ""), "");
    board_cache_clear();
}
