/*
 * What people follow, and how an event is spread to them.
 */
#include "harness.h"

#include "db.h"

#include "notify_life.h"

/* ---- what people follow ---- */

LIFE_TEST(following_twice_is_following_once)
{
    int64_t wang = add_account(ctx, "wang", ROLE_RESIDENT, VILLAGE);
    Subscription item = {.kind = SUBSCRIBE_ITEM, .region = VILLAGE, .item = T("F3")};
    Subscription opinion = {.kind = SUBSCRIBE_OPINION, .region = VILLAGE, .subject = 7};
    Subscriptions all;
    bool follows;

    act_as(ctx, NULL);
    CHECK_STATUS(notify_subscribe(ctx, &item), DENIED);
    CHECK_STATUS(notify_is_subscribed(ctx, &item, &follows), OK);
    CHECK(!follows);
    act_as_account(ctx, wang);
    CHECK_STATUS(notify_subscribe(ctx, &item), OK);
    CHECK_STATUS(notify_subscribe(ctx, &item), OK);
    CHECK_STATUS(notify_subscribe(ctx, &opinion), OK);
    CHECK_STATUS(notify_subscriptions(ctx, &all), OK);
    CHECK_INT(all.len, 2);
    CHECK_TEXT(all.at[0].item, "F3");
    CHECK_INT(all.at[1].subject, 7);
    CHECK_STATUS(notify_unsubscribe(ctx, &item), OK);
    CHECK_STATUS(notify_is_subscribed(ctx, &item, &follows), OK);
    CHECK(!follows);
    CHECK_STATUS(notify_is_subscribed(ctx, &opinion, &follows), OK);
    CHECK(follows);
}

LIFE_TEST(nobody_follows_everything)
{
    int64_t wang = add_account(ctx, "wang", ROLE_RESIDENT, VILLAGE);

    act_as_account(ctx, wang);
    for (int i = 0; i < SUBSCRIPTIONS_MAX; i++) {
        Subscription one = {.kind = SUBSCRIBE_OPINION, .subject = i + 1};

        CHECK_STATUS(notify_subscribe(ctx, &one), OK);
    }
    CHECK_STATUS(
        notify_subscribe(ctx, &(Subscription){.kind = SUBSCRIBE_VILLAGE, .region = VILLAGE}),
        INVALID);
    CHECK_STATUS(notify_subscribe(ctx, &(Subscription){.kind = SUBSCRIBE_OPINION, .subject = 1}),
                 OK);
}

/* ---- spreading ---- */

enum { READERS = 320 }; /* more than a slice of the keeper's */

static Status
many_follow(Ctx *ctx, void *arg)
{
    int64_t *accounts = arg;
    Disclosure disclosure;
    DisclosureInput input = life_input();

    TRY(life_fill(ctx));
    for (int i = 0; i < READERS; i++) {
        accounts[i] = add_account(ctx, text_cstr(ctx->arena, text_printf(ctx->arena, "r%d", i)),
                                  ROLE_RESIDENT, VILLAGE);
        act_as_account(ctx, accounts[i]);
        TRY(notify_subscribe(ctx, &(Subscription){.kind = SUBSCRIBE_VILLAGE, .region = VILLAGE}));
        if (i % 2 == 0)
            TRY(notify_subscribe(
                ctx, &(Subscription){.kind = SUBSCRIBE_ITEM, .region = VILLAGE, .item = T("P3")}));
        if (i < 2)
            TRY(notify_channel_set_verified(ctx, accounts[i], i == 0 ? OUTBOX_SMS : OUTBOX_WECHAT,
                                            i == 0 ? T("13800001234") : T("oAbC")));
    }
    act_as(ctx, &actor_system);
    TRY(account_set_disabled(ctx, accounts[READERS - 1], true));
    act_as_account(ctx, accounts[2]);
    TRY(notify_unsubscribe(ctx, &(Subscription){.kind = SUBSCRIBE_VILLAGE, .region = VILLAGE}));
    return life_publish(ctx, &input, &disclosure);
}

static Status
each_was_told_once(Ctx *ctx, void *arg)
{
    const int64_t *accounts = arg;
    NoticeLines lines;

    for (int i = 0; i < READERS - 1; i++)
        CHECK_INT(told(ctx, accounts[i]), 1);
    CHECK_INT(told(ctx, accounts[READERS - 1]), 0); /* disabled */
    act_as_account(ctx, accounts[0]);
    TRY(notify_list(ctx, T(""), &lines));
    CHECK_TEXT(lines.at[0].sentence, "鲍家村新公开：2023年第一季度 组织生活（三会一课、主题党日）");
    /* What is followed goes by SMS only if somebody wants it so. */
    CHECK_INT(waiting(ctx).len, 1);
    return OK;
}

TEST_DB(followers_of_village_and_item_are_told_once_each)
{
    int64_t *accounts = NEW_ARRAY(arena, int64_t, READERS);

    ctx->now = morning;
    CHECK_STATUS(store_write(store, ctx, many_follow, accounts), OK);
    ctx->now = morning + 5; /* the keeper comes a little later */
    ctx->actor = NULL;
    CHECK_STATUS(notify_spread(store, ctx), OK);
    CHECK_STATUS(notify_spread(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, each_was_told_once, accounts), OK);
}

static Status
publish_then_follow(Ctx *ctx, void *arg)
{
    DisclosureInput input = life_input();
    Disclosure disclosure;
    int64_t *account = arg;

    TRY(life_fill(ctx));
    *account = add_account(ctx, "wang", ROLE_RESIDENT, VILLAGE);
    act_as_account(ctx, *account);
    TRY(life_publish(ctx, &input, &disclosure));
    act_as_account(ctx, *account);
    TRY(notify_subscribe(ctx, &(Subscription){.kind = SUBSCRIBE_VILLAGE, .region = VILLAGE}));
    return OK;
}

static Status
was_told(Ctx *ctx, void *arg)
{
    CHECK_INT(told(ctx, *(int64_t *)arg), 1);
    return OK;
}

static Status
forgotten(Ctx *ctx, void *arg)
{
    CHECK_INT(told(ctx, *(int64_t *)arg), 0);
    return OK;
}

TEST_DB(whoever_follows_by_the_time_the_keeper_comes_is_told_and_after_a_year_it_is_forgotten)
{
    int64_t account;

    ctx->now = morning;
    CHECK_STATUS(store_write(store, ctx, publish_then_follow, &account), OK);
    ctx->actor = NULL;
    CHECK_STATUS(notify_spread(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, was_told, &account), OK);
    ctx->now = clock_system() + (Time)364 * SECONDS_PER_DAY;
    CHECK_STATUS(notify_forget_old(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, was_told, &account), OK);
    ctx->now = clock_system() + (Time)366 * SECONDS_PER_DAY;
    CHECK_STATUS(notify_forget_old(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, forgotten, &account), OK);
}
