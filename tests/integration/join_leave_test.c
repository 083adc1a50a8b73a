/*
 * What goes of those who registered: an account that is given up, and one that was refused and did
 * not come again.
 */
#include "harness.h"

#include "db.h"

#include "join_life.h"

/* ---- giving up ---- */

static void
hook(void)
{
    static bool hooked;

    if (!hooked)
        account_on_erase(resident_forget_account);
    hooked = true;
}

static Status
erase_body(Ctx *ctx, void *arg)
{
    act_as(ctx, arg);
    return account_erase(ctx);
}

static Status
session_body(Ctx *ctx, void *arg)
{
    const Actor *actor;
    Text csrf;

    return account_by_session(ctx, *(Text *)arg, &actor, &csrf);
}

TEST_DB(an_account_that_is_given_up_leaves_nothing_personal)
{
    Homes homes = begin(ctx, store);
    JoinAsk what = {.region = VILLAGE, .slip = T(""), .name = T("李四"), .password = T("")};
    Joined joined;
    Actor self = {0}, staff = clerk;
    Text secret;
    Look look;

    hook();
    what.proof = prove(store, ctx, "13800138000");
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
    self.account = joined.session.account;
    secret = text_copy(arena, joined.session.secret);
    CHECK_STATUS(store_write(store, ctx, erase_body, &staff), INVALID); /* staff do not */
    CHECK_STATUS(store_write(store, ctx, erase_body, &self), OK);
    look = look_at(store, ctx, homes.phoned, self.account);
    CHECK_INT(look.person.account, 0);
    CHECK_INT(look.figures.registered, 0);
    CHECK_TEXT(look.household.number, "none");
    CHECK_TEXT(look.row.name, "已注销");
    CHECK_INT(look.row.phone.len, 0);
    CHECK(!look.row.phone_verified && look.row.disabled);
    CHECK_INT(look.row.grants.len, 0);
    CHECK(text_starts(look.row.login, T("gone-")));
    CHECK_STATUS(store_read(store, ctx, session_body, &secret), NOT_FOUND);
    what.proof = prove(store, ctx, "13800138000"); /* the number is free again */
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
    CHECK(joined.confirmed);
}

/* Two of the village's refusals: one comes again. */
TEST_DB(who_was_refused_and_does_not_come_again_is_forgotten)
{
    static const char *const phones[] = {"13900139001", "13900139002"};
    JoinAsk what = {.region = VILLAGE, .slip = T(""), .name = T("赵不在"), .password = T("")};
    Decision decision = {.by = &clerk, .reason = T("名册上没有您")};
    Actor people[2] = {0};
    Joined joined;
    Look look;

    (void)begin(ctx, store);
    hook();
    for (int i = 0; i < 2; i++) {
        what.proof = prove(store, ctx, phones[i]);
        CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
        people[i].account = joined.session.account;
        decision.id = look_at(store, ctx, 0, joined.session.account).waiting.at[0].id;
        CHECK_STATUS(store_write(store, ctx, refuse_body, &decision), OK);
    }
    ctx->now += JOIN_REFUSED_DAYS * SECONDS_PER_DAY - 1;
    what.proof = T("");
    CHECK_STATUS(ask(store, ctx, &what, &people[1], &joined), OK);
    CHECK_STATUS(join_forget_refused(store, ctx), OK);
    CHECK(!look_at(store, ctx, 0, people[0].account).row.disabled);
    ctx->now += 1;
    CHECK_STATUS(join_forget_refused(store, ctx), OK);
    look = look_at(store, ctx, 0, people[0].account);
    CHECK_TEXT(look.row.name, "已注销");
    CHECK(look.row.disabled && look.row.phone.len == 0 && text_starts(look.row.login, T("gone-")));
    CHECK_INT(look.own.len, 0);
    CHECK_INT(look.unread, 0);
    CHECK_INT(look.waiting.len, 1); /* the other one has tried again */
    look = look_at(store, ctx, 0, people[1].account);
    CHECK_TEXT(look.row.phone, phones[1]);
    CHECK_INT(look.own.len, 1);
    CHECK_STATUS(join_forget_refused(store, ctx), OK); /* and nothing more */
    CHECK(!look_at(store, ctx, 0, people[1].account).row.disabled);
}

typedef struct Expiry {
    const Actor *by;
    int64_t account;
} Expiry;

static Status
expire_body(Ctx *ctx, void *arg)
{
    const Expiry *expiry = arg;

    ctx->actor = expiry->by;
    return account_expire(ctx, expiry->account);
}

TEST_DB(nobody_expires_who_has_a_role_nor_by_a_person)
{
    JoinAsk what = {.region = VILLAGE, .slip = T(""), .name = T("李四"), .password = T("")};
    Expiry expiry = {.by = &clerk};
    Joined joined;

    (void)begin(ctx, store);
    what.proof = prove(store, ctx, "13800138000");
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
    CHECK(joined.confirmed);
    expiry.account = joined.session.account;
    CHECK_STATUS(store_write(store, ctx, expire_body, &expiry), DENIED);
    expiry.by = &actor_system;
    CHECK_STATUS(store_write(store, ctx, expire_body, &expiry), CONFLICT);
    CHECK(!look_at(store, ctx, 0, expiry.account).row.disabled);
}
