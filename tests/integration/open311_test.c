/*
 * The board for programs: what a search finds, what happened, and all of a place for a file.
 */
#include "harness.h"

#include "db.h"

#include "opinion/board.h"
#include "opinion_life.h"

enum { DAY = SECONDS_PER_DAY };

static const RegionCode district_code = 210111000000, far_code = 210111011001;

static OpinionSent
send_about(Ctx *ctx, RegionCode region, OpinionTopic topic, bool open)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);

    draft.region = region;
    draft.topic = topic;
    draft.open = open;
    return send_draft(ctx, NULL, &draft);
}

static OpinionSearch
everything(const Ctx *ctx)
{
    return (OpinionSearch){.region = district_code,
                           .begin = ctx->now - 30 * DAY,
                           .until = ctx->now + 30 * DAY,
                           .limit = 50};
}

static Opinions
found(Ctx *ctx, const OpinionSearch *search)
{
    Opinions out = {0};

    CHECK_STATUS(opinion_search(ctx, search, &out), OK);
    return out;
}

OPINION_TEST(a_search_finds_what_stands_on_the_board)
{
    OpinionSearch search = everything(ctx);
    OpinionSent answered = send_about(ctx, VILLAGE, TOPIC_ROADS, true);
    OpinionSent hidden = send_about(ctx, VILLAGE, TOPIC_ROADS, false);

    (void)send_about(ctx, VILLAGE, TOPIC_ROADS, true); /* nobody has answered it */
    (void)send_sealed(ctx, ABOUT_VILLAGE);
    CHECK_STATUS(reply_as(ctx, &clerk, answered.id, false), OK);
    CHECK_STATUS(reply_as(ctx, &clerk, hidden.id, false), OK);
    for (size_t i = 0; i < sizeof opinion_people / sizeof opinion_people[0]; i++) {
        Opinions all;

        act_as(ctx, opinion_people[i]);
        all = found(ctx, &search);
        REQUIRE(all.len == 1);
        CHECK_INT(all.at[0].id, answered.id);
        CHECK_INT(all.at[0].sight, SEES_PUBLIC);
        CHECK(ctx->actor == opinion_people[i]);
    }
}

OPINION_TEST(a_search_narrows_by_place_topic_state_and_time)
{
    OpinionSent road = send_about(ctx, VILLAGE, TOPIC_ROADS, true);
    OpinionSent water = send_about(ctx, VILLAGE2, TOPIC_WATER, true);
    OpinionSent far = send_about(ctx, far_code, TOPIC_ROADS, true);
    OpinionSearch search = everything(ctx);

    CHECK_STATUS(reply_as(ctx, &clerk, road.id, true), OK);
    CHECK_STATUS(reply_as(ctx, &district, water.id, false), OK);
    CHECK_STATUS(reply_as(ctx, &district, far.id, false), OK);
    act_as(ctx, NULL);
    CHECK_INT(found(ctx, &search).len, 3);
    CHECK_INT(found(ctx, &search).at[0].id, far.id); /* the newest first */
    search.region = 0;
    CHECK_INT(found(ctx, &search).len, 3);
    search.region = 210100000000;
    CHECK_INT(found(ctx, &search).len, 3);
    search.region = 210200000000;
    CHECK_INT(found(ctx, &search).len, 0);
    search.region = TOWNSHIP_CODE;
    CHECK_INT(found(ctx, &search).len, 2);
    search.topic[TOPIC_WATER] = search.topic[TOPIC_LAND] = true;
    REQUIRE(found(ctx, &search).len == 1);
    CHECK_INT(found(ctx, &search).at[0].id, water.id);
    search = everything(ctx);
    search.region = VILLAGE;
    CHECK_INT(found(ctx, &search).len, 1);
    search = everything(ctx);
    search.closed = true;
    REQUIRE(found(ctx, &search).len == 1);
    CHECK_INT(found(ctx, &search).at[0].id, road.id);
    search.open = true;
    CHECK_INT(found(ctx, &search).len, 3);
    search.closed = false;
    CHECK_INT(found(ctx, &search).len, 2);
    search = everything(ctx);
    search.begin = ctx->now;
    CHECK_INT(found(ctx, &search).len, 3); /* begin is in it … */
    search.begin = ctx->now - DAY;
    search.until = ctx->now;
    CHECK_INT(found(ctx, &search).len, 0); /* … until is not */
}

OPINION_TEST(a_search_gives_pages)
{
    OpinionSearch search = everything(ctx);
    int64_t last = INT64_MAX;

    for (int i = 0; i < 5; i++) {
        OpinionSent sent = send_about(ctx, VILLAGE, TOPIC_OTHER, true);

        CHECK_STATUS(reply_as(ctx, &clerk, sent.id, false), OK);
    }
    act_as(ctx, NULL);
    search.limit = 2;
    for (search.skip = 0; search.skip < 6; search.skip += 2) {
        Opinions page = found(ctx, &search);

        CHECK_INT(page.len, search.skip == 4 ? 1 : 2);
        CHECK_INT(page.next.at != NULL, search.skip != 4);
        for (size_t i = 0; i < page.len; i++) {
            CHECK(page.at[i].id < last);
            last = page.at[i].id;
        }
    }
    CHECK_INT(found(ctx, &search).len, 0);
}

/* ---- what happened ---- */

static OpinionUpdates
updates(Ctx *ctx, RegionCode region, Time begin, Time until, int64_t limit, int64_t skip)
{
    OpinionUpdates out = {0};

    CHECK_STATUS(opinion_updates(ctx, region, begin, until, limit, skip, &out), OK);
    return out;
}

OPINION_TEST(updates_tell_the_steps_that_everybody_may_see)
{
    Time begin = ctx->now;
    OpinionSent shown = send_about(ctx, VILLAGE, TOPIC_ROADS, true);
    OpinionSent closed = send_about(ctx, VILLAGE, TOPIC_ROADS, false);
    OpinionUpdates all;

    CHECK_STATUS(reply_as(ctx, &clerk, closed.id, true), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_note(ctx, shown.id, T("内部的话")), OK);
    CHECK_STATUS(opinion_pass(ctx, shown.id, lock_of(ctx, shown.id), TOWNSHIP_CODE, T("太难了")),
                 OK);
    ctx->now += 60;
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_reply(ctx, shown.id, lock_of(ctx, shown.id),
                               T("请打 13812345678 找电工，明天修好。"), true),
                 OK);
    act_as(ctx, NULL);
    all = updates(ctx, VILLAGE, begin, begin + DAY, 50, 0);
    REQUIRE(all.len == 3);
    CHECK(!all.more);
    CHECK_INT(all.at[0].kind, EVENT_PASSED);
    CHECK(all.at[0].open);
    CHECK_TEXT(all.at[0].note, ""); /* what one office writes to another */
    CHECK_INT(all.at[1].kind, EVENT_REPLIED);
    CHECK(text_find(all.at[1].note, T("13812345678")) == all.at[1].note.len);
    CHECK(text_find(all.at[1].note, T("找电工")) != all.at[1].note.len);
    CHECK_INT(all.at[2].kind, EVENT_RESOLVED);
    CHECK(!all.at[2].open);
    CHECK(text_eq(all.at[2].number, shown.number));
    CHECK_INT(updates(ctx, VILLAGE, begin + 1, begin + DAY, 50, 0).len, 2);
    CHECK_INT(updates(ctx, VILLAGE, begin, begin + 60, 50, 0).len, 1);
    CHECK_INT(updates(ctx, 0, begin, begin + DAY, 50, 0).len, 3);
    CHECK_INT(updates(ctx, VILLAGE2, begin, begin + DAY, 50, 0).len, 0);
    all = updates(ctx, VILLAGE, begin, begin + DAY, 2, 0);
    CHECK(all.len == 2 && all.more);
    all = updates(ctx, VILLAGE, begin, begin + DAY, 2, 2);
    CHECK(all.len == 1 && !all.more);
    CHECK_INT(all.at[0].kind, EVENT_RESOLVED);
}

/* Each open kind of event stands in the statement, but for the report itself and what takes one off
 * the board. */
OPINION_TEST(no_open_step_is_forgotten)
{
    Time begin = ctx->now;
    OpinionSent sent = send_about(ctx, VILLAGE, TOPIC_ROADS, true);
    OpinionRecord record;
    size_t open = 0;

    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, false), OK);
    record = row_of(ctx, sent.id);
    ctx->now += 10;
    for (int kind = 0; kind < OPINION_EVENT_KINDS; kind++) {
        CHECK_STATUS(opinion_event_add(ctx, &record, (OpinionEventKind)kind, VILLAGE, T("话"),
                                       (Text){0}, NULL),
                     OK);
        open += opinion_event_is_open((OpinionEventKind)kind) && kind != EVENT_SUBMITTED &&
                kind != EVENT_HIDDEN;
    }
    act_as(ctx, NULL);
    CHECK_INT(updates(ctx, VILLAGE, begin + 1, begin + DAY, 100, 0).len, open);
}

/* ---- for files ---- */

OPINION_TEST(a_file_has_all_of_a_place_but_senders_and_reports)
{
    OpinionSent phone = send_phone(ctx);
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    Opinions all;

    draft.body = T("请打 13912345678 回话，路灯不亮。");
    draft.region = VILLAGE2;
    (void)send_draft(ctx, NULL, &draft);
    (void)send_sealed(ctx, ABOUT_VILLAGE);
    ctx->actor = &actor_system;
    CHECK_STATUS(opinion_all(ctx, 0, (Text){0}, &all), OK);
    REQUIRE(all.len == 2);
    CHECK(all.next.at == NULL);
    CHECK_INT(all.at[0].id, phone.id); /* by age */
    for (size_t i = 0; i < all.len; i++) {
        CHECK(text_is_empty(all.at[i].sender_phone));
        CHECK_INT(all.at[i].account, 0);
        CHECK(text_find(all.at[i].body, T("13912345678")) == all.at[i].body.len);
    }
    CHECK_STATUS(opinion_all(ctx, VILLAGE, (Text){0}, &all), OK);
    CHECK_INT(all.len, 1);
    CHECK_STATUS(opinion_all(ctx, VILLAGE, T("x"), &all), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_all(ctx, VILLAGE, (Text){0}, &all), OK);
    CHECK_STATUS(opinion_all(ctx, VILLAGE2, (Text){0}, &all), DENIED);
    act_as(ctx, &oper);
    CHECK_STATUS(opinion_all(ctx, 0, (Text){0}, &all), DENIED);
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_all(ctx, VILLAGE, (Text){0}, &all), DENIED);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_all(ctx, VILLAGE, (Text){0}, &all), DENIED);
}
