/*
 * Two processes that send the same at the same time: a finger that taps twice, a program that asks
 * again before it was answered.
 */
#include "harness.h"

#include "db.h"

#include "base/number_hash.h"

#include <sys/wait.h>

#include "opinion_life.h"

enum { TIMES = 25 };

typedef struct Both {
    Text tokens[TIMES];
    int at;
    bool by_key;
    int64_t opinions;
} Both;

static Status
prepare(Ctx *ctx, void *arg)
{
    Both *both = arg;
    OpinionDraft who = opinion_draft_of(OPINION_COMPLAINT), draft;

    TRY(life_fill(ctx));
    people_fill(ctx);
    act_as(ctx, NULL);
    for (int i = 0; i < TIMES; i++) {
        TRY(opinion_draft_begin(ctx, VILLAGE, SOURCE_NONE, 0, OPINION_COMPLAINT, T(""),
                                &both->tokens[i], &draft));
        TRY(opinion_draft_what(ctx, both->tokens[i], OPINION_COMPLAINT, TOPIC_ROADS,
                               T("路灯不亮了")));
        TRY(opinion_draft_who(ctx, both->tokens[i], &who));
    }
    return OK;
}

static Status
send_once(Ctx *ctx, void *arg)
{
    Both *both = arg;
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent;

    act_as(ctx, NULL);
    if (both->by_key)
        return opinion_submit(ctx, &draft, both->tokens[both->at], T("10.0.0.1"), &sent);
    return opinion_send(ctx, both->tokens[both->at], T(""), &sent);
}

/* Whether every one was taken. */
static bool
send_all(Store *store, Ctx *ctx, Both *both)
{
    bool good = true;

    for (both->at = 0; both->at < TIMES; both->at++) {
        Status status = store_write(store, ctx, send_once, both);

        if (status != OK)
            printf("# number %d: %s\n", both->at, status_name(status));
        good = good && status == OK;
        ctx->now += both->by_key && both->at % 15 == 14 ? SECONDS_PER_DAY : 0; /* the limit */
    }
    return good;
}

static Status
count_all(Ctx *ctx, void *arg)
{
    Both *both = arg;

    both->opinions = count_rows(ctx, "opinion", 0, 0, "");
    tallies_agree(ctx);
    return OK;
}

static void
both_at_once(Arena *arena, Ctx *ctx, size_t which, bool by_key)
{
    Text url = db_fresh_url(arena, which);
    Store *store = db_new(arena, ctx, url);
    Both both = {.by_key = by_key};
    pid_t child;
    int status = 1;

    ROW(dbs.url[which]);
    number_hash_set_dir(text_c(dbs.dir));
    CHECK_STATUS(number_hash_ready(arena), OK); /* one key for both */
    ctx->now = TEST_NOW;
    CHECK_STATUS(store_write(store, ctx, prepare, &both), OK);
    store_close(store);
    fflush(NULL);
    child = fork();
    store = db_open(arena, url);
    if (child == 0)
        _exit(send_all(store, ctx, &both) ? 0 : 1);
    CHECK(send_all(store, ctx, &both));
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK_STATUS(store_write(store, ctx, count_all, &both), OK);
    CHECK_INT(both.opinions, TIMES);
    store_close(store);
}

TEST(a_draft_that_two_send_is_one_opinion)
{
    for (size_t which = 0; which < db_count(); which++)
        both_at_once(arena, ctx, which, false);
}

TEST(a_key_that_two_send_is_one_opinion)
{
    for (size_t which = 0; which < db_count(); which++)
        both_at_once(arena, ctx, which, true);
}

static Status
submit_keyed(Ctx *ctx, void *arg)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);

    act_as(ctx, NULL);
    return opinion_submit(ctx, &draft, T("lamp-1"), T("10.0.0.1"), arg);
}

/* The database of one installation: with another key nobody finds out which address sent what. */
TEST(a_key_is_known_by_the_key_of_the_installation_alone)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text other = text_printf(arena, "%s/other-key-%zu", dbs.dir, which);
        Text url = db_fresh_url(arena, which);
        Store *store = db_new(arena, ctx, url);
        Both both = {0};
        OpinionSent first, again, elsewhere;

        ROW(dbs.url[which]);
        number_hash_set_dir(text_c(dbs.dir));
        ctx->now = TEST_NOW;
        CHECK_STATUS(store_write(store, ctx, prepare, &both), OK);
        CHECK_STATUS(store_write(store, ctx, submit_keyed, &first), OK);
        CHECK_STATUS(store_write(store, ctx, submit_keyed, &again), OK);
        CHECK_INT(again.id, first.id);
        number_hash_set_dir(other);
        CHECK_STATUS(store_write(store, ctx, submit_keyed, &elsewhere), OK);
        CHECK(elsewhere.id != first.id);
        number_hash_set_dir(text_c(dbs.dir));
        store_close(store);
    }
}
