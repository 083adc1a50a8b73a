/*
 * The rules about what is published: in one go long after it was due, with nothing in it, copied,
 * changed after somebody asked, reviewed faster than anybody reads.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "flag_voice_life.h"

/* ---- R02 ---- */

typedef struct Late {
    const char *item, *period;
    Day due, done;
} Late;

static Status
late_body(Ctx *ctx, void *arg)
{
    const Late *late = arg;

    TRY(duty_add(ctx, &(DutyAddArgs){.region = VILLAGE,
                                     .item = text_c(late->item),
                                     .period = text_c(late->period),
                                     .period_start = late->due - 40,
                                     .due_day = late->due}));
    return duty_settle(ctx, &(DutySettleArgs){.region = VILLAGE,
                                              .item = text_c(late->item),
                                              .period = text_c(late->period),
                                              .state = T("late"),
                                              .done_day = SOME_INT(late->done)});
}

/* A period that was published so many days after it was due. */
static void
publish_late(Ctx *ctx, Store *store, const char *item, int month, Day done, int days)
{
    Late late = {.item = item,
                 .period = text_cstr(ctx->arena, text_printf(ctx->arena, "2022-%02d", month)),
                 .due = done - days,
                 .done = done};

    CHECK_STATUS(store_write(store, ctx, late_body, &late), OK);
}

TEST_DB(many_periods_in_two_days_are_a_burst)
{
    Flag flag = {0};

    flag_world(ctx, store);
    publish_late(ctx, store, "F3", 1, day(2023, 5, 8), 200);
    for (int month = 2; month <= 4; month++)
        publish_late(ctx, store, "F3", month, day(2023, 5, 10), 31);
    publish_late(ctx, store, "F2", 5, day(2023, 5, 11), 40);
    publish_late(ctx, store, "F2", 6, day(2023, 5, 11), 30); /* not so late */
    publish_late(ctx, store, "F2", 7, day(2023, 5, 12), 90); /* the third day */
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "burst"), 0);
    publish_late(ctx, store, "F2", 8, day(2023, 5, 11), 60);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "burst"), 1);
    CHECK(first_live(ctx, store, "burst", &flag));
    CHECK_INT(flag.rows, 5);
    CHECK_TEXT(flag.sentence, "2023-05-10 起的 2 天里补公开了 5 期，都过期 30 天以上");
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, FLAG_VILLAGE, flag.id), NOT_FOUND);
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, FLAG_TOWNSHIP, flag.id), OK);
    CHECK_STATUS(set_rule(ctx, store, "burst", "least", 6, 0), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "burst"), 0);
}

/* ---- disclosures ---- */

typedef struct Deed {
    DisclosureInput input;
    Disclosure disclosure;
    Text reason;
} Deed;

/* Handed in by the clerk, confirmed where the finance group has to, approved. */
static Status
hand_in(Ctx *ctx, Disclosure *out)
{
    act_as(ctx, &clerk);
    TRY(disclosure_submit(ctx, out->id, out->lock, out));
    act_as(ctx, &finance);
    if (out->state == STATE_CONFIRMING)
        TRY(disclosure_confirm(ctx, out->id, out->lock, out));
    act_as(ctx, &reviewer);
    return disclosure_approve(ctx, out->id, out->lock, false, out);
}

static Status
publish_body(Ctx *ctx, void *arg)
{
    Deed *deed = arg;

    act_as(ctx, &clerk);
    TRY(life_explain(ctx, disclosure_create(ctx, &deed->input, &deed->disclosure)));
    return hand_in(ctx, &deed->disclosure);
}

static Disclosure
publish(Ctx *ctx, Store *store, DisclosureInput input)
{
    Deed deed = {.input = input};

    CHECK_STATUS(store_write(store, ctx, publish_body, &deed), OK);
    return deed.disclosure;
}

static Status
correct_body(Ctx *ctx, void *arg)
{
    Deed *deed = arg;
    Disclosure *out = &deed->disclosure;

    act_as(ctx, &clerk);
    TRY(disclosure_correct(ctx, out->id, out->lock, T("原来的数字抄错了"), out));
    TRY(life_explain(ctx, disclosure_update(ctx, out->id, out->lock, &deed->input, out)));
    return hand_in(ctx, out);
}

/* Publishes other content in its place. */
static void
correct(Ctx *ctx, Store *store, Disclosure *disclosure, DisclosureInput input)
{
    Deed deed = {.input = input, .disclosure = *disclosure};

    CHECK_STATUS(store_write(store, ctx, correct_body, &deed), OK);
    *disclosure = deed.disclosure;
}

static Status
withdraw_body(Ctx *ctx, void *arg)
{
    Deed *deed = arg;
    Disclosure *out = &deed->disclosure;

    act_as(ctx, &reviewer);
    return disclosure_withdraw(ctx, out->id, out->lock, T("重复公开"), out);
}

static void
withdraw(Ctx *ctx, Store *store, Disclosure *disclosure)
{
    Deed deed = {.disclosure = *disclosure};

    CHECK_STATUS(store_write(store, ctx, withdraw_body, &deed), OK);
}

enum { SPEND_CELLS = 9, SPEND_ROWS = 3 };

/* Spending of a month, three payments; the amounts are told. */
static DisclosureInput
spending(Ctx *ctx, const char *period, const char *first, const char *second, const char *third)
{
    const char *amounts[SPEND_ROWS] = {first, second, third};
    DisclosureInput input = life_money_input();
    Text *cells = NEW_ARRAY(ctx->arena, Text, SPEND_ROWS * SPEND_CELLS);

    for (size_t row = 0; row < SPEND_ROWS; row++) {
        for (size_t i = 0; i < SPEND_CELLS; i++)
            cells[row * SPEND_CELLS + i] = life_money_cells[i];
        cells[row * SPEND_CELLS] = text_printf(ctx->arena, "%s-%02zu", period, row + 8);
        cells[row * SPEND_CELLS + 1] = text_printf(ctx->arena, "记-%s-%zu", period, row);
        cells[row * SPEND_CELLS + 6] = text_c(amounts[row]);
    }
    input.period = text_c(period);
    input.cells = cells;
    input.rows = SPEND_ROWS;
    return input;
}

/* ---- R03 ---- */

static DisclosureInput
words_only(const char *period, const char *body)
{
    DisclosureInput input = life_input();

    input.period = text_c(period);
    input.summary = T("");
    input.body = text_c(body);
    input.rows = 0;
    return input;
}

TEST_DB(a_title_alone_is_hollow)
{
    Flag flag = {0};
    Disclosure hollow;

    flag_world(ctx, store);
    hollow = publish(ctx, store, words_only("2022Q4", "详见公开栏"));
    (void)publish(ctx, store, words_only("2022Q3", "本季度开了一次支部大会，全体党员参加。"));
    (void)publish(ctx, store, life_input());
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "hollow"), 1);
    CHECK(first_live(ctx, store, "hollow", &flag));
    CHECK_TEXT(flag.sentence, "“P3”2022Q4 这一期没有表格、没有附件，说明不到 15 个字");
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, FLAG_VILLAGE, flag.id), OK);
    correct(ctx, store, &hollow,
            words_only("2022Q4", "本季度开了两次支部大会，全体党员参加，议题见表。"));
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "hollow"), 0);
}

TEST_DB(the_same_amounts_as_last_month_are_copied)
{
    Flag flag = {0};
    Disclosure copy;

    flag_world(ctx, store);
    (void)publish(ctx, store, spending(ctx, "2023-02", "320", "150.5", "80"));
    (void)publish(ctx, store, spending(ctx, "2023-03", "320", "150.5", "81"));
    copy = publish(ctx, store, spending(ctx, "2023-04", "320", "150.5", "81"));
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "copied"), 1);
    CHECK(first_live(ctx, store, "copied", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK_INT(flag.sum_fen.value, 55150);
    CHECK_TEXT(flag.sentence, "“F3”2023-04 每一笔的金额都和上一期一样，合计 551.50 元");
    correct(ctx, store, &copy, spending(ctx, "2023-04", "320", "160", "81"));
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "copied"), 0);
}

TEST_DB(one_payment_that_comes_back_is_not_copied)
{
    DisclosureInput april = life_money_input();

    flag_world(ctx, store);
    april.period = T("2023-04");
    (void)publish(ctx, store, april);
    (void)publish(ctx, store, life_money_input());
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "copied"), 0);
}

/* ---- R07 ---- */

static const char *const quarters[] = {"2020Q1", "2020Q2", "2020Q3", "2020Q4", "2021Q1", "2021Q2",
                                       "2021Q3", "2021Q4", "2022Q1", "2022Q2", "2022Q3", "2022Q4"};

static void
publish_quarters(Ctx *ctx, Store *store, size_t count, Time seconds)
{
    for (size_t i = 0; i < count; i++) {
        DisclosureInput input = life_input();

        input.period = text_c(quarters[i]);
        input.cells = NULL;
        input.rows = 0;
        (void)publish(ctx, store, input);
        ctx->now += seconds;
    }
}

static Status
list_at_township(Ctx *ctx, void *arg)
{
    Asked *asked = arg;

    act_as(ctx, &inspector);
    TRY(flag_figures(ctx, TOWNSHIP_CODE, &asked->sums));
    return flag_list(ctx, TOWNSHIP_CODE, true, flag_rule(text_c(asked->rule)), T(""),
                     &asked->flags);
}

static Flags
live_at_township(Ctx *ctx, Store *store, const char *rule)
{
    Asked asked = {.rule = rule};

    CHECK_STATUS(store_read(store, ctx, list_at_township, &asked), OK);
    return asked.flags;
}

TEST_DB(reviews_every_nine_seconds_are_too_quick)
{
    Flags flags;

    voice_world(ctx, store);
    publish_quarters(ctx, store, 8, 9); /* seven came too fast after another */
    look_at_all(ctx, store);
    CHECK_INT((int)live_at_township(ctx, store, "quick_review").len, 0);
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    CHECK_INT((int)live_at_township(ctx, store, "quick_review").len, 0);
    CHECK_STATUS(set_rule(ctx, store, "quick_review", "least", 7, 0), OK);
    look(ctx, store);
    flags = live_at_township(ctx, store, "quick_review");
    if (!CHECK_INT((int)flags.len, 1))
        return;
    CHECK_INT(flags.at[0].region, TOWNSHIP_CODE);
    CHECK_INT(flags.at[0].rows, 7);
    CHECK_TEXT(flags.at[0].sentence,
               "reviewer 2023-06-01 一天里有 7 条，离上一条不到 10 秒就审核通过了");
    /* Nothing for the reviewer, nor for the village. */
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, FLAG_TOWNSHIP, flags.at[0].id), NOT_FOUND);
    CHECK_INT(count_live(ctx, store, "quick_review"), 0);
    /* A month later nobody is reminded of it. */
    pass_days(ctx, 31);
    look_of_the_day(ctx, store);
    CHECK_INT((int)live_at_township(ctx, store, "quick_review").len, 0);
}

TEST_DB(who_takes_a_quarter_of_a_minute_reads)
{
    voice_world(ctx, store);
    CHECK_STATUS(set_rule(ctx, store, "quick_review", "least", 3, 0), OK);
    publish_quarters(ctx, store, 12, 15);
    look_at_all(ctx, store);
    CHECK_INT((int)live_at_township(ctx, store, "quick_review").len, 0);
}

/* ---- R08 ---- */

static void
ask_about(Ctx *ctx, Store *store, OpinionSource source, int64_t id)
{
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);

    draft.sender = SENDER_NAMED;
    draft.topic = TOPIC_MONEY;
    draft.source = source;
    draft.source_id = id;
    draft.body = T("这几笔是做什么用的？");
    (void)say_draft(ctx, store, draft);
    ctx->now += 3600;
}

TEST_DB(amounts_that_change_after_a_question_are_found)
{
    Flag flag = {0};
    Disclosure may;

    voice_world(ctx, store);
    may = publish(ctx, store, spending(ctx, "2023-05", "320", "150", "80"));
    correct(ctx, store, &may, spending(ctx, "2023-05", "330", "150", "80"));
    ctx->now += 3600;
    ask_about(ctx, store, SOURCE_DISCLOSURE, may.id);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "asked_and_changed"), 0); /* that was before */
    {
        DisclosureInput words = spending(ctx, "2023-05", "330", "150", "80");

        words.summary = T("本月支出三笔，都是办公用的。");
        correct(ctx, store, &may, words);
    }
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "asked_and_changed"), 0); /* only words */
    correct(ctx, store, &may, spending(ctx, "2023-05", "330", "150", "800"));
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "asked_and_changed"), 1);
    CHECK(first_live(ctx, store, "asked_and_changed", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_INT(flag.rows, 1);
    CHECK_TEXT(flag.sentence, "“F3”2023-05 有人问起以后，2023-06-01 改了金额或者撤回了");
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, FLAG_TOWNSHIP, flag.id), NOT_FOUND);
    withdraw(ctx, store, &may);
    look(ctx, store);
    CHECK(first_live(ctx, store, "asked_and_changed", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_INT(flag.rows, 2);
}

/* What a month of the books is published in goes through finance group and township. */
static Status
pass(Ctx *ctx, OptInt id)
{
    Disclosure one;

    act_as(ctx, &reviewer);
    TRY(disclosure_get(ctx, id.value, &one));
    act_as(ctx, &finance);
    if (one.state == STATE_CONFIRMING)
        TRY(disclosure_confirm(ctx, one.id, one.lock, &one));
    act_as(ctx, &reviewer);
    return one.state == STATE_SUBMITTED ? disclosure_approve(ctx, one.id, one.lock, false, &one)
                                        : OK;
}

static Status
pass_both(Ctx *ctx, const LedgerMonth *month)
{
    TRY(pass(ctx, month->disclosure_in));
    return pass(ctx, month->disclosure_out);
}

static Status
close_body(Ctx *ctx, void *arg)
{
    LedgerMonth *month = arg;

    act_as(ctx, &clerk);
    TRY(life_explain(ctx, ledger_hand_in(ctx, VILLAGE, month_of(day(2023, 5, 8)), month)));
    act_as(ctx, &finance);
    TRY(ledger_confirm(ctx, VILLAGE, month->month, month->lock, month));
    return pass_both(ctx, month);
}

typedef struct Correction {
    LedgerMonth month;
    int64_t entry, fen;
} Correction;

/* An entry has another amount; what is published of the month follows. */
static Status
correct_entry_body(Ctx *ctx, void *arg)
{
    Correction *correction = arg;
    Entry entry, other;

    act_as(ctx, &clerk);
    TRY(entry_get(ctx, correction->entry, &entry));
    other = entry;
    other.amount_fen = correction->fen;
    TRY(life_explain(ctx, entry_correct(ctx, entry.id, entry.lock, &other, T("金额记错了"))));
    return pass_both(ctx, &correction->month);
}

TEST_DB(a_question_about_an_entry_counts)
{
    Correction correction = {0};
    int64_t brooms;

    voice_world(ctx, store);
    brooms = pay(ctx, store, day(2023, 5, 8), 9000, "农资商店", "扫把");
    correction.entry = pay(ctx, store, day(2023, 5, 9), 8000, "农资商店", "铁锹");
    correction.fen = 7000;
    CHECK_STATUS(store_write(store, ctx, close_body, &correction.month), OK);
    CHECK_STATUS(store_write(store, ctx, correct_entry_body, &correction), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "asked_and_changed"), 0); /* nobody had asked */
    ctx->now += 3600;
    ask_about(ctx, store, SOURCE_ENTRY, brooms);
    correction.entry = brooms;
    CHECK_STATUS(store_write(store, ctx, correct_entry_body, &correction), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "asked_and_changed"), 1);
}

TEST_DB(what_nobody_asked_about_may_be_withdrawn)
{
    Disclosure may;

    voice_world(ctx, store);
    may = publish(ctx, store, spending(ctx, "2023-05", "320", "150", "80"));
    withdraw(ctx, store, &may);
    ask_about(ctx, store, SOURCE_NONE, 0);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "asked_and_changed"), 0);
}
