/*
 * The clock of opinions, to the second: what is due when, and what happens at that instant, once.
 */
#include "harness.h"

#include "db.h"

#include "opinion_life.h"

/* An instant of the installation's day: 2023-06-01 at 18:00:00. */
static Time
at(int year, int month, int day, int hour, int minute, int second)
{
    return day_start(day_from_date((Date){year, month, day})) +
           (((Time)hour * 60 + minute) * 60 + second);
}

TEST(deadlines_are_ends_of_days)
{
    static const struct {
        const char *what;
        int received[6]; /* year … second */
        int reply[4];    /* year, month, day, hour; without the evening setting at hour 0 … */
        int evening[4];  /* … and with it */
        int resolve[3];
    } rows[] = {
        {"midnight",           {2023, 6, 1, 0, 0, 0},    {2023, 6, 2, 0}, {2023, 6, 2, 0},  {2023, 6, 9}},
        {"before six",         {2023, 6, 1, 17, 59, 59}, {2023, 6, 2, 0}, {2023, 6, 2, 0},  {2023, 6, 9}},
        {"six",                {2023, 6, 1, 18, 0, 0},   {2023, 6, 2, 0}, {2023, 6, 2, 12}, {2023, 6, 9}},
        {"the last second",
         {2023, 6, 1, 23, 59, 59},
         {2023, 6, 2, 0},
         {2023, 6, 2, 12},
         {2023, 6, 9}                                                                                   },
        {"the end of a month",
         {2023, 6, 30, 23, 59, 59},
         {2023, 7, 1, 0},
         {2023, 7, 1, 12},
         {2023, 7, 8}                                                                                   },
        {"the end of a year",
         {2023, 12, 31, 18, 0, 0},
         {2024, 1, 1, 0},
         {2024, 1, 1, 12},
         {2024, 1, 8}                                                                                   },
        {"before a leap day",
         {2024, 2, 28, 23, 59, 59},
         {2024, 2, 29, 0},
         {2024, 2, 29, 12},
         {2024, 3, 7}                                                                                   },
        {"a leap day",         {2024, 2, 29, 12, 0, 0},  {2024, 3, 1, 0}, {2024, 3, 1, 0},  {2024, 3, 8}},
        {"no leap year",       {2023, 2, 28, 20, 0, 0},  {2023, 3, 1, 0}, {2023, 3, 1, 12}, {2023, 3, 8}},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const int *r = rows[i].received;
        Time received = at(r[0], r[1], r[2], r[3], r[4], r[5]);

        ROW(rows[i].what);
        r = rows[i].reply;
        CHECK_INT(opinion_reply_due(received, false), at(r[0], r[1], r[2], r[3], 0, 0));
        r = rows[i].evening;
        CHECK_INT(opinion_reply_due(received, true), at(r[0], r[1], r[2], r[3], 0, 0));
        r = rows[i].resolve;
        CHECK_INT(opinion_resolve_due(received), at(r[0], r[1], r[2], 0, 0, 0));
    }
}

/* ---- the keeper's job ---- */

typedef struct Story {
    Store *store;
    Ctx *ctx;
    OpinionSent sent;
    Time when;
    Opinion opinion; /* as it stood when it was looked at last */
    int64_t late_replies, late_resolves, told_office, told_district;
    const Actor *actor;
    bool resolve;
    Status status;
    OpinionFigures figures;
} Story;

static Status
begin(Ctx *ctx, void *arg)
{
    Story *story = arg;

    ctx->now = story->when;
    TRY(life_fill(ctx));
    people_fill(ctx);
    story->sent = send_named(ctx);
    return OK;
}

static Status
look(Ctx *ctx, void *arg)
{
    Story *story = arg;
    int64_t id = story->sent.id;

    story->opinion = opinion_now(ctx, id);
    story->late_replies = events_of(ctx, id, EVENT_LATE_REPLY);
    story->late_resolves = events_of(ctx, id, EVENT_LATE_RESOLVE);
    story->told_office = notices_of(ctx, id, "opinion.late_reply");
    story->told_district = notices_of(ctx, id, "opinion.late_resolve");
    CHECK_STATUS(opinion_figures(ctx, VILLAGE, &story->figures), OK);
    tallies_agree(ctx);
    return OK;
}

static void
look_at(Story *story)
{
    CHECK_STATUS(store_write(story->store, story->ctx, look, story), OK);
}

/* The keeper comes by at an instant. */
static void
pass(Story *story, Time when)
{
    story->ctx->now = when;
    CHECK_STATUS(opinion_deadlines(story->store, story->ctx), OK);
    look_at(story);
}

static Status
do_reply(Ctx *ctx, void *arg)
{
    Story *story = arg;

    story->status = reply_as(ctx, story->actor, story->sent.id, story->resolve);
    return story->status;
}

static void
reply(Story *story, const Actor *actor, bool resolve)
{
    story->actor = actor;
    story->resolve = resolve;
    CHECK_STATUS(store_write(story->store, story->ctx, do_reply, story), OK);
    look_at(story);
}

static Story
story_of(Store *store, Ctx *ctx, Time when)
{
    Story story = {.store = store, .ctx = ctx, .when = when};

    CHECK_STATUS(store_write(store, ctx, begin, &story), OK);
    look_at(&story);
    return story;
}

TEST_DB(unanswered_at_the_end_of_the_day_it_goes_to_the_township)
{
    Story story = story_of(store, ctx, at(2023, 12, 31, 23, 59, 59));
    Time due = at(2024, 1, 1, 0, 0, 0);

    CHECK_INT(story.opinion.reply_due, due);
    pass(&story, due - 1);
    CHECK_INT(story.opinion.office, VILLAGE);
    CHECK_INT(story.figures.reply_judged, 0);
    pass(&story, due);
    CHECK_INT(story.opinion.office, TOWNSHIP_CODE);
    CHECK_INT(story.opinion.state, OPINION_RECEIVED);
    CHECK(story.opinion.late_reply && !story.opinion.late_resolve);
    CHECK_INT(story.late_replies, 1);
    CHECK_INT(story.told_office, 2); /* the township's two */
    CHECK_INT(story.figures.reply_judged, 1);
    CHECK_INT(story.figures.replied_same_day, 0);
    pass(&story, due + 3600); /* not twice */
    CHECK_INT(story.late_replies, 1);
    CHECK_INT(story.told_office, 2);
    CHECK_INT(story.opinion.lock, 2);
    reply(&story, &reviewer, false);
    CHECK(story.opinion.late_reply); /* what was late stays late */
    CHECK_INT(story.figures.replied_same_day, 0);
}

TEST_DB(unresolved_after_seven_days_it_goes_to_the_district_and_the_inspectors)
{
    Story story = story_of(store, ctx, at(2024, 2, 28, 9, 0, 0));
    Time due = at(2024, 3, 7, 0, 0, 0);

    reply(&story, &clerk, false);
    CHECK_INT(story.figures.replied_same_day, 1);
    pass(&story, due - 1);
    CHECK_INT(story.opinion.office, VILLAGE);
    CHECK_INT(story.figures.resolve_judged, 0);
    pass(&story, due);
    CHECK_INT(story.opinion.office, DISTRICT_CODE);
    CHECK(story.opinion.late_resolve && !story.opinion.late_reply);
    CHECK_INT(story.late_resolves, 1);
    CHECK_INT(story.told_district, 3); /* the district's two and its inspector */
    CHECK_INT(story.figures.resolve_judged, 1);
    pass(&story, due + 9 * SECONDS_PER_DAY);
    CHECK_INT(story.late_resolves, 1);
    CHECK_INT(story.told_district, 3);
    reply(&story, &district, true);
    CHECK(story.opinion.late_resolve);
    CHECK_INT(story.figures.resolved, 1);
    CHECK_INT(story.figures.resolved_in_time, 0);
}

TEST_DB(answered_and_resolved_in_the_last_second_is_in_time)
{
    Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));

    ctx->now = story.opinion.reply_due - 1;
    reply(&story, &clerk, false);
    CHECK(!story.opinion.late_reply);
    ctx->now = story.opinion.resolve_due - 1;
    reply(&story, &clerk, true);
    CHECK(!story.opinion.late_resolve);
    pass(&story, story.opinion.resolve_due + 1);
    CHECK_INT(story.late_replies + story.late_resolves, 0);
    CHECK_INT(story.figures.resolved_in_time, 1);
    CHECK_INT(story.figures.replied_same_day, 1);
}

/* The keeper comes by every ten seconds: what it has not seen is late all the same. */
TEST_DB(what_the_keeper_has_not_seen_yet_is_late_all_the_same)
{
    Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));

    ctx->now = story.opinion.reply_due;
    reply(&story, &clerk, false);
    CHECK(story.opinion.late_reply);
    ctx->now = story.opinion.resolve_due;
    reply(&story, &clerk, true);
    CHECK(story.opinion.late_resolve);
    CHECK_INT(story.figures.resolved_in_time, 0);
    CHECK_INT(story.figures.resolve_judged, 1);
    pass(&story, story.opinion.resolve_due + 60);
    CHECK_INT(story.late_replies + story.late_resolves, 0); /* nothing is open */
}

TEST_DB(after_days_without_the_keeper_both_happen_at_once)
{
    Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));

    pass(&story, at(2023, 8, 1, 0, 0, 0));
    CHECK_INT(story.opinion.office, DISTRICT_CODE);
    CHECK(story.opinion.late_reply && story.opinion.late_resolve);
    CHECK_INT(story.late_replies, 1);
    CHECK_INT(story.late_resolves, 1);
    CHECK_INT(story.opinion.lock, 2);
    CHECK_INT(story.told_office, 0);
    CHECK_INT(story.told_district, 3);
}

TEST_DB(a_clock_that_went_back_changes_nothing)
{
    Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));

    pass(&story, story.opinion.reply_due);
    CHECK_INT(story.late_replies, 1);
    pass(&story, at(2023, 5, 1, 0, 0, 0));
    CHECK_INT(story.opinion.office, TOWNSHIP_CODE);
    CHECK_INT(story.late_replies, 1);
    pass(&story, story.opinion.reply_due);
    CHECK_INT(story.late_replies, 1);
    CHECK_INT(story.opinion.lock, 2);
}

TEST(after_a_restart_nothing_happens_twice)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        Store *store = db_new(arena, ctx, url);
        Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));

        pass(&story, story.opinion.reply_due);
        store_close(store);
        story.store = db_open(arena, url);
        pass(&story, story.opinion.reply_due + 1);
        CHECK_INT(story.late_replies, 1);
        CHECK_INT(story.told_office, 2);
        pass(&story, story.opinion.resolve_due);
        CHECK_INT(story.late_resolves, 1);
        store_close(story.store);
    }
}

/* ---- the evening ---- */

static Status
evening_begin(Ctx *ctx, void *arg)
{
    Story *story = arg;

    TRY(begin(ctx, arg)); /* before the setting is there */
    act_as(ctx, &actor_system);
    TRY(setting_set(ctx, T("opinion_evening"), T("on")));
    story->sent = send_named(ctx);
    return OK;
}

TEST_DB(what_comes_in_the_evening_has_until_noon_where_the_district_says_so)
{
    Story story = {.store = store, .ctx = ctx, .when = at(2023, 6, 30, 18, 0, 0)};

    CHECK_STATUS(store_write(store, ctx, evening_begin, &story), OK);
    pass(&story, at(2023, 7, 1, 11, 59, 59));
    CHECK_INT(story.opinion.reply_due, at(2023, 7, 1, 12, 0, 0));
    CHECK_INT(story.late_replies, 0);
    CHECK_INT(story.figures.reply_judged, 1); /* the one that came before the setting */
    reply(&story, &clerk, false);
    CHECK(!story.opinion.late_reply);
    CHECK_INT(story.figures.replied_same_day, 1);
    pass(&story, at(2023, 7, 1, 12, 0, 0));
    CHECK_INT(story.late_replies, 0);
    CHECK_INT(story.opinion.resolve_due, at(2023, 7, 8, 0, 0, 0));
}

/* ---- what moves a deadline ---- */

static Status
do_extend(Ctx *ctx, void *arg)
{
    Story *story = arg;
    int64_t id = story->sent.id;

    act_as(ctx, &clerk);
    TRY(opinion_extension_ask(ctx, id, lock_of(ctx, id), 2, T("车坏了")));
    act_as(ctx, &reviewer);
    return opinion_extension_decide(ctx, id, lock_of(ctx, id), true, T(""));
}

TEST_DB(more_time_moves_the_deadline_but_not_the_judgement)
{
    Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));
    Time due = story.opinion.resolve_due;

    reply(&story, &clerk, false);
    CHECK_STATUS(store_write(store, ctx, do_extend, &story), OK);
    pass(&story, due);
    CHECK_INT(story.late_resolves, 0);
    CHECK_INT(story.opinion.resolve_due, due + 2 * SECONDS_PER_DAY);
    pass(&story, due + 2 * SECONDS_PER_DAY - 1);
    CHECK_INT(story.late_resolves, 0);
    reply(&story, &clerk, true);
    CHECK(!story.opinion.late_resolve);
    CHECK_INT(story.figures.resolve_judged, 1);
    CHECK_INT(story.figures.resolved_in_time, 0); /* not within the seven days */
}

static Status
do_bad_rating(Ctx *ctx, void *arg)
{
    Story *story = arg;

    return rate_as(ctx, &resident, story->sent.id, (Texts){0}, RATING_UNSATISFIED);
}

TEST_DB(opened_again_the_seven_days_begin_anew)
{
    Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));
    Time due;

    ctx->now = story.opinion.resolve_due;
    reply(&story, &clerk, true); /* late, and the keeper was not there */
    ctx->now += 5 * SECONDS_PER_DAY;
    CHECK_STATUS(store_write(store, ctx, do_bad_rating, &story), OK);
    look_at(&story);
    due = story.opinion.resolve_due;
    CHECK_INT(due, opinion_resolve_due(ctx->now));
    pass(&story, due - 1);
    CHECK_INT(story.opinion.office, TOWNSHIP_CODE);
    CHECK_INT(story.late_resolves, 0);
    pass(&story, due);
    CHECK_INT(story.opinion.office, DISTRICT_CODE);
    CHECK_INT(story.late_resolves, 1);
    CHECK_INT(story.late_replies, 0); /* that clock stopped for good with the first answer */
}

static Status
do_move(Ctx *ctx, void *arg)
{
    Story *story = arg;

    act_as(ctx, &reviewer);
    return opinion_move(ctx, story->sent.id, lock_of(ctx, story->sent.id), VILLAGE2, T("榆树的路"));
}

/* The right village has the day, and no more than that; the sender has waited longer. */
TEST_DB(a_moved_one_is_looked_at_by_its_new_deadline)
{
    Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));
    Time due;

    pass(&story, story.opinion.reply_due);
    ctx->now += 3600;
    CHECK_STATUS(store_write(store, ctx, do_move, &story), OK);
    look_at(&story);
    due = story.opinion.reply_due;
    CHECK_INT(due, at(2023, 6, 3, 0, 0, 0));
    pass(&story, due - 1);
    CHECK_INT(story.opinion.office, VILLAGE2);
    pass(&story, due);
    CHECK_INT(story.opinion.office, TOWNSHIP_CODE);
    CHECK_INT(story.late_replies, 2);
    CHECK(story.opinion.late_reply);
}

TEST_DB(moved_and_answered_the_same_day_it_stays_late_when_it_was)
{
    Story story = story_of(store, ctx, at(2023, 6, 1, 8, 0, 0));

    pass(&story, story.opinion.reply_due);
    CHECK_STATUS(store_write(store, ctx, do_move, &story), OK);
    reply(&story, &other_clerk, false);
    CHECK(story.opinion.late_reply);
    CHECK_INT(story.late_replies, 1);
}

/* ---- many, and whom it is about ---- */

enum { MANY = 230 };

static Status
begin_many(Ctx *ctx, void *arg)
{
    Story *story = arg;
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);

    TRY(begin(ctx, arg));
    for (int i = 0; i < MANY; i++)
        (void)send_draft(ctx, NULL, &draft);
    draft.sender = SENDER_NAMED;
    draft.subject = T("reviewer");
    story->sent = send_draft(ctx, &resident, &draft);
    return OK;
}

TEST_DB(more_than_a_slice_in_one_run_and_past_whom_it_is_about)
{
    Story story = {.store = store, .ctx = ctx, .when = at(2023, 6, 1, 10, 0, 0)};

    CHECK_STATUS(store_write(store, ctx, begin_many, &story), OK);
    pass(&story, at(2023, 6, 2, 0, 0, 0));
    CHECK_INT(story.figures.reply_judged, MANY + 2);
    CHECK_INT(story.opinion.office, DISTRICT_CODE); /* the township's reviewer is spoken of */
    CHECK_INT(story.told_office, 2);                /* the district's two */
    CHECK(ctx->actor == NULL || !ctx->actor->system);
}
