/*
 * The rules about opinions: what is not answered, hardly answered, not to anybody's satisfaction,
 * comes up again, or is said by many.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "flag_voice_life.h"

/* ---- R04 ---- */

TEST_DB(an_opinion_without_an_answer_is_found_the_day_after)
{
    Flag flag = {0};
    int64_t id;

    voice_world(ctx, store);
    id = say(ctx, store, TOPIC_ROADS, "村口");
    look(ctx, store);
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "slow_answer"), 0);
    pass_days(ctx, 1);
    look_of_the_day(ctx, store);
    if (!CHECK(first_live(ctx, store, "slow_answer", &flag)))
        return;
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_INT(flag.rows, 1);
    CHECK(text_starts(flag.sentence, T("2023-06-01 收到的意见 230601-")));
    CHECK(text_ends(flag.sentence, T("（道路、路灯）过了期限还没有答复或者办结")));
    /* The village itself is helped by it. */
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, FLAG_VILLAGE, flag.id), OK);
    reply(ctx, store, id, "已经去看过了，明天来修。", false);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "slow_answer"), 0);
}

TEST_DB(an_opinion_that_is_not_resolved_is_red)
{
    Flag flag = {0};
    int64_t id;

    voice_world(ctx, store);
    id = say(ctx, store, TOPIC_ROADS, "村口");
    reply(ctx, store, id, "已经去看过了，明天来修。", false);
    pass_days(ctx, 7);
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "slow_answer"), 0);
    pass_days(ctx, 1);
    look_of_the_day(ctx, store);
    CHECK(first_live(ctx, store, "slow_answer", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    resolve_above(ctx, store, id, "灯已经换好，晚上亮了。");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "slow_answer"), 0);
}

TEST_DB(a_district_may_wait_longer_for_answers)
{
    voice_world(ctx, store);
    (void)say(ctx, store, TOPIC_ROADS, "村口");
    CHECK_STATUS(set_rule(ctx, store, "slow_answer", "reply", 2, 0), OK);
    pass_days(ctx, 2);
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "slow_answer"), 0);
    pass_days(ctx, 1);
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "slow_answer"), 1);
}

TEST_DB(nothing_is_told_of_sealed_reports)
{
    OpinionDraft draft = opinion_draft_of(OPINION_MISCONDUCT);

    voice_world(ctx, store);
    draft.about = ABOUT_VILLAGE;
    for (int i = 0; i < 6; i++) {
        draft.body = text_printf(ctx->arena, "村里的第%d笔钱去向不明。", i);
        (void)say_draft(ctx, store, draft);
    }
    pass_days(ctx, 10);
    look(ctx, store);
    look_of_the_day(ctx, store);
    look_at_all(ctx, store);
    for (size_t i = 0; i < flag_rule_count; i++)
        CHECK_INT(count_live(ctx, store, flag_rules[i]->name), 0);
}

/* ---- R05 ---- */

TEST_DB(a_word_is_no_answer)
{
    Flag flag = {0};
    int64_t few, enough, waits;

    voice_world(ctx, store);
    few = say(ctx, store, TOPIC_WATER, "东头");
    enough = say(ctx, store, TOPIC_WATER, "西头");
    waits = say(ctx, store, TOPIC_WATER, "南头");
    reply(ctx, store, few, "已经处理好了", true);
    reply(ctx, store, enough, "水管已经换了新的，明天水压就好了", true); /* 16 characters */
    reply(ctx, store, waits, "收到", false); /* that is only the first */
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "perfunctory"), 1);
    CHECK(first_live(ctx, store, "perfunctory", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK(text_ends(flag.sentence,
                    T("（水、电、暖、排水）2023-06-01 办结，答复和结果合起来不到 15 个字")));
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, FLAG_VILLAGE, flag.id), NOT_FOUND);
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, FLAG_TOWNSHIP, flag.id), OK);
    /* Not solved: it is in hand again. */
    rate(ctx, store, few, RATING_UNSATISFIED);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "perfunctory"), 0);
}

TEST_DB(who_is_not_satisfied_twice_is_heard)
{
    Flag flag = {0};
    int64_t bad, good;

    voice_world(ctx, store);
    bad = say(ctx, store, TOPIC_RUBBISH, "东头");
    good = say(ctx, store, TOPIC_RUBBISH, "西头");
    reply(ctx, store, bad, "垃圾箱已经清走了，请您看看。", true);
    reply(ctx, store, good, "西头的垃圾箱清走了，请看看。", true);
    rate(ctx, store, bad, RATING_UNSATISFIED);
    rate(ctx, store, good, RATING_BASICALLY);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "unsatisfied"), 0);
    resolve_above(ctx, store, bad, "又派人去清了一遍，箱子也换了。");
    rate(ctx, store, bad, RATING_UNSATISFIED);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "unsatisfied"), 1);
    CHECK(first_live(ctx, store, "unsatisfied", &flag));
    CHECK(text_ends(flag.sentence, T("（垃圾、环境卫生）办完了，2023-06-01 群众评价不满意")));
    pass_days(ctx, 181);
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "unsatisfied"), 0);
}

/* ---- R06 ---- */

TEST_DB(what_was_resolved_comes_up_again)
{
    Flag flag = {0};
    int64_t first, second;

    voice_world(ctx, store);
    first = say(ctx, store, TOPIC_ROADS, "小学门口");
    reply(ctx, store, first, "坑已经填平，请放心走。", true);
    pass_days(ctx, 10);
    second = say(ctx, store, TOPIC_ROADS, " 小学门口");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "again"), 1);
    CHECK(first_live(ctx, store, "again", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK(text_starts(
        flag.sentence,
        T("2023-06-01 说办结了的事（道路、路灯），30 天内又有人在同一处反映：230611-")));
    unsay(ctx, store, second);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "again"), 0);
}

TEST_DB(other_matters_do_not_come_up_again)
{
    OpinionDraft question = opinion_draft_of(OPINION_QUESTION);
    int64_t first;

    voice_world(ctx, store);
    first = say(ctx, store, TOPIC_ROADS, "小学门口");
    (void)say(ctx, store, TOPIC_ROADS, "小学门口"); /* at the same time: nothing was resolved yet */
    pass_days(ctx, 1);
    reply(ctx, store, first, "坑已经填平，请放心走。", true);
    pass_days(ctx, 10);
    (void)say(ctx, store, TOPIC_ROADS, "村口");     /* elsewhere */
    (void)say(ctx, store, TOPIC_ROADS, "");         /* nobody knows where */
    (void)say(ctx, store, TOPIC_WATER, "小学门口"); /* of something else */
    question.topic = TOPIC_ROADS;
    question.place = T("小学门口");
    (void)say_draft(ctx, store, question);
    pass_days(ctx, 21);
    (void)say(ctx, store, TOPIC_ROADS, "小学门口"); /* long after */
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "again"), 0);
}

/* ---- R40 ---- */

TEST_DB(the_fifth_voice_makes_a_topic_hot)
{
    Flag flag = {0};
    int64_t id = 0;

    voice_world(ctx, store);
    for (int i = 0; i < 4; i++) {
        (void)say(ctx, store, TOPIC_WATER, "");
        pass_days(ctx, 5);
    }
    (void)say(ctx, store, TOPIC_ROADS, "");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "hot_topic"), 0);
    (void)say(ctx, store, TOPIC_WATER, "");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "hot_topic"), 1);
    CHECK(first_live(ctx, store, "hot_topic", &flag));
    CHECK_TEXT(flag.sentence,
               "“水、电、暖、排水”：2023-06-01 到 2023-06-21 有 5 条意见，30 天里达到 5 条");
    id = flag.id;
    pass_days(ctx, 3);
    (void)say(ctx, store, TOPIC_WATER, "");
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "hot_topic"), 1);
    CHECK(first_live(ctx, store, "hot_topic", &flag));
    CHECK_INT(flag.id, id);
    CHECK_INT(flag.rows, 6);
    /* Time alone changes nothing of it, until it is long past. */
    pass_days(ctx, 40);
    look_of_the_day(ctx, store);
    CHECK(first_live(ctx, store, "hot_topic", &flag));
    CHECK_INT(flag.rows, 6);
    pass_days(ctx, 30);
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "hot_topic"), 0);
}

TEST_DB(voices_far_apart_make_nothing_hot)
{
    voice_world(ctx, store);
    for (int i = 0; i < 6; i++) {
        (void)say(ctx, store, TOPIC_WATER, "");
        pass_days(ctx, 8);
    }
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "hot_topic"), 0);
}
