/*
 * Guessing is slowed down, strangers and neighbours are not locked out, forms are limited by
 * address and day, and all of it is forgotten: on both databases, with a set clock.
 */
#include "harness.h"

#include "db.h"

#include "account/account.h"
#include "account/account.sql.h"
#include "account/throttle.h"
#include "base/crypto.h"
#include "life.h"

static const Time DAY = 86400;

static Status
make_clerks(Ctx *ctx, void *arg)
{
    RoleGrant grant = {.role = ROLE_VILLAGE_ADMIN, .region = VILLAGE};
    int64_t id;
    (void)arg;

    TRY(life_fill(ctx));
    act_as(ctx, &actor_system);
    TRY(account_add(ctx, T("wang"), T("王一"), T(""), T("wang-password"), (RoleGrants){&grant, 1},
                    &id));
    return account_add(ctx, T("li"), T("李二"), T(""), T("li-password"), (RoleGrants){&grant, 1},
                       &id);
}

static Status
try_in(Store *store, Ctx *ctx, const char *login, const char *password, const char *address)
{
    SignIn session;

    act_as(ctx, NULL);
    return account_sign_in(store, ctx, text_c(login), text_c(password), text_c(address), 7,
                           &session);
}

/* "试错次数太多" is another sentence than "登录名或密码不对". */
static bool
waits(const Ctx *ctx)
{
    Text why = ctx_problem_of(ctx, "password");

    return text_find(why, T("秒")) < why.len;
}

typedef struct Many {
    const char *kind, *name;
    int64_t count;
} Many;

/* As if there had been so many failures. */
static Status
count_many(Ctx *ctx, void *arg)
{
    const Many *many = arg;

    for (int64_t i = 0; i < many->count; i++)
        TRY(throttle_count(ctx, throttle_subject(ctx->arena, many->kind, text_c(many->name)),
                           &throttle_loose));
    return OK;
}

TEST_DB(who_guesses_waits_longer_each_time)
{
    REQUIRE(CHECK_STATUS(store_write(store, ctx, make_clerks, NULL), OK));
    for (int i = 0; i < SIGN_IN_FAILURES_FREE; i++) {
        CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
        CHECK(!waits(ctx));
    }
    /* Not even the right one, for ten seconds, then for twenty. */
    CHECK_STATUS(try_in(store, ctx, "wang", "wang-password", "10.0.0.1"), INVALID);
    CHECK(waits(ctx));
    ctx->now += 10;
    CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
    CHECK(!waits(ctx));
    ctx->now += 19;
    CHECK_STATUS(try_in(store, ctx, "wang", "wang-password", "10.0.0.1"), INVALID);
    CHECK(waits(ctx));
    ctx->now += 1;
    CHECK_STATUS(try_in(store, ctx, "wang", "wang-password", "10.0.0.1"), OK);
    CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
    CHECK(!waits(ctx)); /* who came in begins anew */
    ctx->now = TEST_NOW;
}

/* A machine whose clock was a year ahead for a morning. */
TEST_DB(what_failed_while_the_clock_was_wrong_locks_nobody_out_for_a_year)
{
    REQUIRE(CHECK_STATUS(store_write(store, ctx, make_clerks, NULL), OK));
    ctx->now += 365 * DAY;
    for (int i = 0; i <= SIGN_IN_FAILURES_FREE; i++)
        CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
    CHECK(waits(ctx));
    ctx->now = TEST_NOW;
    CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
    CHECK(!waits(ctx));
    CHECK_STATUS(try_in(store, ctx, "wang", "wang-password", "10.0.0.1"), OK);
}

static Status
make_phoned(Ctx *ctx, void *arg)
{
    static const Account account = {.login = T_INIT("13800138000"),
                                    .name = T_INIT("周三"),
                                    .phone = T_INIT("13800138000"),
                                    .phone_verified = true};
    int64_t id;
    (void)arg;

    act_as(ctx, &actor_system);
    return account_load(ctx, &account, password_hash(ctx->arena, T("zhou-password")), &id);
}

TEST_DB(a_phone_number_written_in_another_way_is_no_other_name)
{
    static const char *const spelled[] = {"13800138000", "138-0013-8000", "+86 13800138000",
                                          "138 0013 8000", "１３８００１３８０００"};

    REQUIRE(CHECK_STATUS(store_write(store, ctx, make_phoned, NULL), OK));
    for (int i = 0; i < SIGN_IN_FAILURES_FREE; i++)
        CHECK_STATUS(try_in(store, ctx, spelled[i % 5], "wrong", "10.0.0.1"), INVALID);
    for (int i = 0; i < 5; i++) {
        ROW(spelled[i]);
        CHECK_STATUS(try_in(store, ctx, spelled[i], "zhou-password", "10.0.0.1"), INVALID);
        CHECK(waits(ctx));
    }
    ROW(NULL);
    ctx->now += 10;
    CHECK_STATUS(try_in(store, ctx, spelled[1], "zhou-password", "10.0.0.1"), OK);
    ctx->now = TEST_NOW;
}

TEST_DB(a_guesser_locks_neither_the_owner_out_nor_the_office)
{
    REQUIRE(CHECK_STATUS(store_write(store, ctx, make_clerks, NULL), OK));
    for (int i = 0; i <= SIGN_IN_FAILURES_FREE; i++)
        CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
    CHECK(waits(ctx));
    CHECK_STATUS(try_in(store, ctx, "wang", "wang-password", "10.0.0.2"), OK);
    CHECK_STATUS(try_in(store, ctx, "li", "li-password", "10.0.0.1"), OK);
}

TEST_DB(very_many_guesses_slow_strangers_down_but_not_those_who_were_there_before)
{
    Many login = {"login", "wang", SIGN_IN_FAILURES_LOOSE};
    Many address = {"address", "10.0.0.1", SIGN_IN_FAILURES_LOOSE};

    REQUIRE(CHECK_STATUS(store_write(store, ctx, make_clerks, NULL), OK));
    CHECK_STATUS(try_in(store, ctx, "wang", "wang-password", "10.0.0.9"), OK);
    CHECK_STATUS(store_write(store, ctx, count_many, &login), OK);
    CHECK_STATUS(try_in(store, ctx, "wang", "wang-password", "10.0.0.5"), INVALID);
    CHECK(waits(ctx));
    CHECK_STATUS(try_in(store, ctx, "wang", "wang-password", "10.0.0.9"), OK);
    CHECK_STATUS(try_in(store, ctx, "li", "li-password", "10.0.0.5"), OK);
    CHECK_STATUS(store_write(store, ctx, count_many, &address), OK);
    CHECK_STATUS(try_in(store, ctx, "li", "li-password", "10.0.0.1"), INVALID);
    CHECK(waits(ctx));
    ctx->now += SIGN_IN_LOOSE_SECONDS_MAX;
    CHECK_STATUS(try_in(store, ctx, "li", "li-password", "10.0.0.1"), OK);
    ctx->now = TEST_NOW;
}

static Status
is_kept(Ctx *ctx, void *arg)
{
    ThrottleGetRow row;

    return throttle_get(ctx, *(Text *)arg, &row);
}

TEST_DB(old_failures_are_forgotten_and_their_rows_deleted)
{
    Text subject = throttle_subject(arena, "address", T("10.0.0.1"));

    REQUIRE(CHECK_STATUS(store_write(store, ctx, make_clerks, NULL), OK));
    for (int i = 0; i < SIGN_IN_FAILURES_FREE; i++)
        CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
    ctx->now += DAY + 11;
    CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
    CHECK(!waits(ctx)); /* the first of a new day */
    CHECK_STATUS(try_in(store, ctx, "wang", "wrong", "10.0.0.1"), INVALID);
    CHECK(!waits(ctx));
    CHECK_STATUS(account_forget(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, is_kept, &subject), OK);
    ctx->now += DAY + 11;
    CHECK_STATUS(account_forget(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, is_kept, &subject), NOT_FOUND);
    ctx->now = TEST_NOW;
}

LIFE_TEST(nobody_reads_or_writes_what_another_village_remembers)
{
    static const struct {
        const char *row;
        const Actor *actor;
        Status wanted;
    } rows[] = {
        {"the clerk",         &clerk,       OK    },
        {"another clerk",     &clerk2,      OK    },
        {"a visitor",         NULL,         DENIED},
        {"another village's", &other_clerk, DENIED},
        {"a resident",        &resident,    DENIED},
        {"the reviewer",      &reviewer,    DENIED},
    };
    Text matches;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].row);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(catalogue_match_put(ctx, VILLAGE, T("F3"), T("h"), T("[\"日期\"]")),
                     rows[i].wanted);
        CHECK_STATUS(catalogue_match_get(ctx, VILLAGE, T("F3"), T("h"), &matches), rows[i].wanted);
    }
    ROW(NULL);
}
