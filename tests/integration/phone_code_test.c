/*
 * Codes by SMS: how long one lives, how often it is sent and tried, what it opens; sessions that
 * go on, devices, giving up an account.
 */
#include "harness.h"

#include "db.h"

#include "account/phone_code.h"
#include "base/number_hash.h"
#include "life.h"
#include "outbox/outbox.sql.h"

static const SignInHow how = {
    .session_days = 7, .device = T_INIT("苹果手机"), .address = T_INIT("::1")};
static const SignInHow kept = {
    .session_days = 7, .keep = true, .device = T_INIT("苹果手机"), .address = T_INIT("::1")};

static Store *open_store;

typedef struct Send {
    Text phone, address;
} Send;

static Status
send_body(Ctx *ctx, void *arg)
{
    const Send *send = arg;

    return phone_code_send(ctx, send->phone, send->address);
}

static Status
send_code(Ctx *ctx, const char *phone, const char *address)
{
    Send send = {text_c(phone), text_c(address)};

    ctx->problems = (Problems){0};
    ctx->actor = NULL;
    return store_write(open_store, ctx, send_body, &send);
}

/* The messages that wait are taken as the keeper takes them; their newest text is read. */
static Status
take_body(Ctx *ctx, void *arg)
{
    OutboxTakeRows rows;

    TRY(outbox_take(ctx,
                    &(OutboxTakeArgs){.channel = T("sms"),
                                      .hurry = true,
                                      .now = ctx->now,
                                      .lease = ctx->now + SECONDS_PER_DAY,
                                      .limit = 100},
                    &rows));
    for (size_t i = 0; i < rows.len; i++)
        *(Text *)arg = rows.at[i].body;
    return OK;
}

static Text
code_sent(Ctx *ctx)
{
    Text body = {0};

    CHECK_STATUS(store_write(open_store, ctx, take_body, &body), OK);
    for (size_t i = 0; i + 6 <= body.len; i++) {
        size_t digits = 0;

        while (digits < 6 && body.at[i + digits] >= '0' && body.at[i + digits] <= '9')
            digits++;
        if (digits == 6)
            return text_slice(body, i, 6);
    }
    return T("");
}

static Text
wrong_code(Text right)
{
    return text_eq(right, T("111111")) ? T("222222") : T("111111");
}

static Status
enter_how(Ctx *ctx, const char *phone, Text code, const SignInHow *with, PhoneDoor *out)
{
    ctx->problems = (Problems){0};
    return phone_code_enter(open_store, ctx, text_c(phone), code, with, out);
}

static Status
enter(Ctx *ctx, const char *phone, Text code, PhoneDoor *out)
{
    return enter_how(ctx, phone, code, &how, out);
}

static Status
fill_body(Ctx *ctx, void *arg)
{
    (void)arg;
    return life_fill(ctx);
}

static void
begin(Ctx *ctx, Store *store)
{
    open_store = store;
    db_start();
    number_hash_set_dir(text_c(dbs.dir));
    phone_codes_limit(PHONE_CODES_DAY_DEFAULT);
    CHECK_STATUS(store_write(store, ctx, fill_body, NULL), OK);
}

/* ---- limits ---- */

TEST_DB(a_code_is_sent_once_a_minute_and_five_times_a_day)
{
    begin(ctx, store);
    ctx->now = day_start(ctx_today(ctx)) + 3600;
    CHECK_STATUS(send_code(ctx, "12345", "::1"), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "phone"), "手机号是 11 位数字");
    for (int i = 0; i < PHONE_CODES_A_DAY; i++) {
        CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
        CHECK_STATUS(send_code(ctx, "138 0013 8000", "::1"), INVALID);
        CHECK_TEXT(ctx_problem_of(ctx, "phone"), "刚发过一次，请等 60 秒再要");
        ctx->now += PHONE_CODE_PAUSE_SECONDS;
    }
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "phone"),
               "今天已经给这个号码发了 5 次验证码，请明天再来，或者用密码登录");
    CHECK_STATUS(send_code(ctx, "13800138001", "::1"), OK);
    ctx->now = day_start(ctx_today(ctx) + 1);
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
}

TEST_DB(an_address_and_the_installation_have_their_limits)
{
    begin(ctx, store);
    ctx->now = day_start(ctx_today(ctx)) + 3600;
    for (int i = 0; i < PHONE_CODES_ADDRESS_A_DAY; i++)
        CHECK_STATUS(send_code(ctx,
                               text_cstr(ctx->arena, text_printf(ctx->arena, "138001390%02d", i)),
                               "10.0.0.1"),
                     OK);
    CHECK_STATUS(send_code(ctx, "13800138000", "10.0.0.1"), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "phone"),
               "今天从您这个网络要的验证码太多了，请换个网络，或者明天再来");
    CHECK_STATUS(send_code(ctx, "13800138000", "10.0.0.2"), OK);
    phone_codes_limit(PHONE_CODES_ADDRESS_A_DAY + 1);
    CHECK_STATUS(send_code(ctx, "13800138001", "10.0.0.3"), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "phone"), "今天的短信发完了，请明天再来，或者用密码登录");
    phone_codes_limit(PHONE_CODES_DAY_DEFAULT);
}

TEST_DB(a_code_lives_ten_minutes_and_five_tries)
{
    PhoneDoor door;
    Text code;

    begin(ctx, store);
    CHECK_STATUS(enter(ctx, "13800138000", T("123456"), &door), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "code"), "验证码过期了，请重新要一个");
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
    code = text_copy(ctx->arena, code_sent(ctx));
    CHECK_INT(code.len, 6);
    CHECK_STATUS(enter(ctx, "13800138001", code, &door), INVALID); /* another's */
    ctx->now += PHONE_CODE_MINUTES * 60;
    CHECK_STATUS(enter(ctx, "13800138000", code, &door), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "code"), "验证码过期了，请重新要一个");
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
    code = code_sent(ctx);
    for (int i = 0; i < PHONE_CODE_TRIES; i++) {
        CHECK_STATUS(enter(ctx, "13800138000", wrong_code(code), &door), INVALID);
        CHECK_TEXT(ctx_problem_of(ctx, "code"), "验证码不对，请看清短信再填");
    }
    CHECK_STATUS(enter(ctx, "13800138000", code, &door), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "code"), "验证码过期了，请重新要一个");
}

TEST_DB(ten_wrong_codes_lock_the_number_for_a_while)
{
    PhoneDoor door;
    Text code = T("");

    begin(ctx, store);
    for (int i = 0; i < PHONE_FAILURES_FREE; i++) {
        if (i % PHONE_CODE_TRIES == 0) {
            ctx->now += PHONE_CODE_PAUSE_SECONDS;
            CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
            code = code_sent(ctx);
        }
        CHECK_STATUS(enter(ctx, "13800138000", wrong_code(code), &door), INVALID);
    }
    CHECK_TEXT(ctx_problem_of(ctx, "code"), "试错次数太多，请 15 分钟后再试");
    ctx->now += PHONE_CODE_PAUSE_SECONDS;
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "phone"), "试错次数太多，请 14 分钟后再试");
    ctx->now += PHONE_LOCK_SECONDS_FIRST;
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
    CHECK_STATUS(enter(ctx, "13800138000", code_sent(ctx), &door), OK);
}

/* ---- what it opens ---- */

static int64_t made;

static Status
account_body(Ctx *ctx, void *arg)
{
    const RoleGrants *grants = arg;

    ctx->actor = &actor_system;
    return account_load(ctx,
                        &(Account){.login = T("13800138000"),
                                   .name = T("王建国"),
                                   .phone = T("13800138000"),
                                   .phone_verified = true,
                                   .grants = *grants},
                        T(""), &made);
}

typedef struct Who {
    Text secret;
    const Actor *actor;
    Time expires_at;
    Text phone;
} Who;

static Status
who_body(Ctx *ctx, void *arg)
{
    Who *who = arg;
    Text csrf;

    return account_by_session(ctx, who->secret, &who->actor, &csrf);
}

static Status
renew_body(Ctx *ctx, void *arg)
{
    Who *who = arg;

    return account_session_renew(ctx, who->secret, &who->expires_at);
}

static Status
proof_body(Ctx *ctx, void *arg)
{
    Who *who = arg;

    return phone_proof(ctx, who->secret, &who->phone);
}

typedef struct Work {
    Account account;
    SignIn session;
} Work;

static Status
open_body(Ctx *ctx, void *arg)
{
    Work *work = arg;

    return account_open_session(ctx, &work->account, &kept, &work->session);
}

TEST_DB(a_kept_session_goes_on_with_use_and_a_staff_one_does_not)
{
    RoleGrant role = {ROLE_RESIDENT, VILLAGE}, staff = {ROLE_VILLAGE_ADMIN, VILLAGE};
    RoleGrants grants = {&role, 1};
    PhoneDoor door;
    Who who = {0};
    Work work = {0};

    begin(ctx, store);
    CHECK_STATUS(store_write(store, ctx, account_body, &grants), OK);
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
    CHECK_STATUS(enter_how(ctx, "13800138000", code_sent(ctx), &kept, &door), OK);
    CHECK_INT(door.session.account, made);
    CHECK(door.session.kept && !door.session.staff);
    CHECK_INT(door.session.expires_at, ctx->now + KEPT_SESSION_DAYS * SECONDS_PER_DAY);
    who.secret = text_copy(arena, door.session.secret);
    CHECK_STATUS(store_read(store, ctx, who_body, &who), OK);
    CHECK(!who.actor->renew); /* of today already */
    ctx->now += (Time)100 * SECONDS_PER_DAY;
    CHECK_STATUS(store_read(store, ctx, who_body, &who), OK);
    CHECK(who.actor->renew);
    CHECK_STATUS(store_write(store, ctx, renew_body, &who), OK);
    CHECK_INT(who.expires_at, ctx->now + KEPT_SESSION_DAYS * SECONDS_PER_DAY);
    ctx->now += (Time)(KEPT_SESSION_DAYS - 1) * SECONDS_PER_DAY;
    CHECK_STATUS(store_read(store, ctx, who_body, &who), OK);
    ctx->now += (Time)2 * SECONDS_PER_DAY;
    CHECK_STATUS(store_read(store, ctx, who_body, &who), NOT_FOUND);
    /* The same person works for the village now: a week, whatever was ticked. */
    work.account = (Account){
        .id = made, .grants = {&staff, 1}
    };
    CHECK_STATUS(store_write(store, ctx, open_body, &work), OK);
    CHECK(work.session.staff && !work.session.kept);
    CHECK_INT(work.session.expires_at, ctx->now + (Time)7 * SECONDS_PER_DAY);
}

TEST_DB(a_code_of_a_clock_that_was_wrong_neither_opens_nor_blocks)
{
    PhoneDoor door;
    Text code;

    begin(ctx, store);
    ctx->now += (Time)365 * SECONDS_PER_DAY;
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
    code = text_copy(arena, code_sent(ctx));
    ctx->now = TEST_NOW;
    CHECK_STATUS(enter(ctx, "13800138000", code, &door), INVALID);
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), INVALID); /* the pause */
    ctx->now -= 2; /* a second machine, two seconds behind */
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), INVALID);
    ctx->now = TEST_NOW;
}

static Status
promote_body(Ctx *ctx, void *arg)
{
    (void)arg;
    act_as(ctx, &actor_system);
    return account_grant(ctx, made, ROLE_VILLAGE_ADMIN, VILLAGE);
}

/* A phone that was left somewhere half a year ago does not open the desk. */
TEST_DB(a_kept_session_ends_when_its_owner_begins_to_work_for_the_village)
{
    RoleGrant role = {ROLE_RESIDENT, VILLAGE};
    RoleGrants grants = {&role, 1};
    PhoneDoor door;
    Who who = {0};

    begin(ctx, store);
    CHECK_STATUS(store_write(store, ctx, account_body, &grants), OK);
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
    CHECK_STATUS(enter_how(ctx, "13800138000", code_sent(ctx), &kept, &door), OK);
    who.secret = text_copy(arena, door.session.secret);
    CHECK_STATUS(store_read(store, ctx, who_body, &who), OK);
    CHECK_STATUS(store_write(store, ctx, promote_body, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, who_body, &who), NOT_FOUND);
}

TEST_DB(a_number_without_an_account_gives_a_proof_and_is_spent)
{
    PhoneDoor door;
    Who who = {0};
    Text code;

    begin(ctx, store);
    CHECK_STATUS(send_code(ctx, "13800138000", "::1"), OK);
    code = text_copy(arena, code_sent(ctx));
    CHECK_STATUS(enter(ctx, "13800138000", code, &door), OK);
    CHECK_INT(door.session.account, 0);
    who.secret = text_copy(arena, door.proof);
    CHECK_STATUS(store_read(store, ctx, proof_body, &who), OK);
    CHECK_TEXT(who.phone, "13800138000");
    CHECK_STATUS(enter(ctx, "13800138000", code, &door), INVALID); /* once */
    ctx->now += PHONE_PROOF_MINUTES * 60;
    CHECK_STATUS(store_read(store, ctx, proof_body, &who), NOT_FOUND);
    who.secret = T("");
    CHECK_STATUS(store_read(store, ctx, proof_body, &who), NOT_FOUND);
}

TEST_DB(without_a_password_nobody_signs_in_with_one)
{
    RoleGrant role = {ROLE_RESIDENT, VILLAGE};
    RoleGrants grants = {&role, 1};
    SignIn session;

    begin(ctx, store);
    CHECK_STATUS(store_write(store, ctx, account_body, &grants), OK);
    ctx->problems = (Problems){0};
    CHECK_STATUS(account_sign_in(store, ctx, T("13800138000"), T(""), T("::1"), 7, &session),
                 INVALID);
}
