/*
 * Notices: who is told, once, and where; the quiet hours.
 */
#include "harness.h"

#include "db.h"

#include "base/file.h"
#include "base/log.h"
#include "notify_life.h"
#include "outbox/gateway.h"

/* ---- the quiet hours ---- */

TEST(at_night_only_what_is_urgent_leaves)
{
    static const struct {
        const char *what;
        int from, until, hour, minute;
        bool urgent;
        int day, hour_out;
    } rows[] = {
        {"in the morning",      22, 7,  7,  0,  false, 0, -1},
        {"in the evening",      22, 7,  21, 59, false, 0, -1},
        {"at ten",              22, 7,  22, 0,  false, 1, 7 },
        {"before midnight",     22, 7,  23, 59, false, 1, 7 },
        {"after midnight",      22, 7,  0,  0,  false, 0, 7 },
        {"before seven",        22, 7,  6,  59, false, 0, 7 },
        {"at night but urgent", 22, 7,  2,  0,  true,  0, -1},
        {"at noon",             12, 14, 12, 30, false, 0, 14},
        {"after noon",          12, 14, 14, 0,  false, 0, -1},
        {"with no quiet hours", 7,  7,  7,  0,  false, 0, -1},
        {"until midnight",      20, 0,  23, 0,  false, 1, 0 },
        {"until midnight, day", 20, 0,  0,  0,  false, 0, -1},
    };
    Time midnight = day_start(day_of(morning));

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Time now = midnight + rows[i].hour * 3600 + rows[i].minute * 60;
        Time wanted = rows[i].hour_out < 0
                          ? now
                          : midnight + rows[i].day * SECONDS_PER_DAY + rows[i].hour_out * 3600;

        ROW(rows[i].what);
        notify_set_quiet(rows[i].from, rows[i].until);
        CHECK_INT(notify_not_before(now, rows[i].urgent), wanted);
    }
    notify_set_quiet(22, 7);
}

/* ---- who is told ---- */

LIFE_TEST(an_account_is_told_once_of_an_event)
{
    int64_t wang = add_account(ctx, "wang", ROLE_RESIDENT, VILLAGE);
    NoticeLines lines;
    int64_t unread;

    ctx->now = morning;
    CHECK_STATUS(notify_account(ctx, 0, &reply), OK);
    CHECK_STATUS(notify_account(ctx, 12345, &reply), OK);
    CHECK_STATUS(notify_account(ctx, wang, &reply), OK);
    CHECK_STATUS(notify_account(ctx, wang, &reply), OK);
    CHECK_INT(told(ctx, wang), 1);
    /* A second answer is another event. */
    ctx->now = morning + 60;
    CHECK_STATUS(notify_account(ctx, wang, &reply), OK);
    act_as_account(ctx, wang);
    CHECK_STATUS(notify_list(ctx, T(""), &lines), OK);
    CHECK_INT(lines.len, 2);
    CHECK_INT(lines.at[0].at, morning + 60);
    CHECK_TEXT(lines.at[0].link, "/o/230601-482193");
    CHECK(!lines.at[0].read);
    CHECK_STATUS(notify_unread(ctx, &unread), OK);
    CHECK_INT(unread, 2);
    CHECK_STATUS(notify_read_all(ctx), OK);
    CHECK_STATUS(notify_unread(ctx, &unread), OK);
    CHECK_INT(unread, 0);
    CHECK_INT(waiting(ctx).len, 0);
    act_as(ctx, NULL);
    CHECK_STATUS(notify_list(ctx, T(""), &lines), DENIED);
    CHECK_STATUS(notify_unread(ctx, &unread), OK);
    CHECK_INT(unread, 0);
    CHECK_STATUS(notify_read_all(ctx), DENIED);
}

LIFE_TEST(who_is_disabled_is_not_told)
{
    int64_t wang = add_account(ctx, "wang", ROLE_VILLAGE_ADMIN, VILLAGE);

    CHECK_STATUS(account_set_disabled(ctx, wang, true), OK);
    CHECK_STATUS(notify_account(ctx, wang, &reply), OK);
    CHECK_STATUS(notify_office(ctx, CAN_HANDLE_OPINIONS, VILLAGE, (NotifyExcept){0}, &reply), OK);
    CHECK_INT(told(ctx, wang), 0);
}

LIFE_TEST(an_office_is_who_works_exactly_there)
{
    int64_t wang = add_account(ctx, "wang", ROLE_VILLAGE_ADMIN, VILLAGE);
    int64_t li = add_account(ctx, "li", ROLE_VILLAGE_ADMIN, VILLAGE);
    int64_t other = add_account(ctx, "other", ROLE_VILLAGE_ADMIN, VILLAGE2);
    int64_t reader = add_account(ctx, "reader", ROLE_RESIDENT, VILLAGE);
    int64_t town = add_account(ctx, "town", ROLE_TOWNSHIP, TOWNSHIP_CODE);

    CHECK_STATUS(notify_office(ctx, CAN_HANDLE_OPINIONS, VILLAGE, (NotifyExcept){&li, 1}, &reply),
                 OK);
    CHECK_INT(told(ctx, wang), 1);
    CHECK_INT(told(ctx, li), 0);
    CHECK_INT(told(ctx, other) + told(ctx, reader) + told(ctx, town), 0);
    CHECK_STATUS(notify_office(ctx, CAN_HANDLE_OPINIONS, TOWNSHIP_CODE, (NotifyExcept){0}, &reply),
                 OK);
    CHECK_INT(told(ctx, town), 1);
    CHECK_INT(told(ctx, wang), 1);
}

LIFE_TEST(a_phone_without_an_account_is_told_once)
{
    ctx->now = morning;
    CHECK_STATUS(notify_phone(ctx, T("13800001234"), T("7:1"), &reply), OK);
    CHECK_STATUS(notify_phone(ctx, T("13800001234"), T("7:1"), &reply), OK);
    CHECK_STATUS(notify_phone(ctx, T("13800001234"), T("7:2"), &reply), OK);
    CHECK_INT(waiting(ctx).len, 2);
    CHECK_STATUS(notify_phone(ctx, T("1234"), T("7:3"), &reply), INVALID);
}

/* ---- outside ---- */

LIFE_TEST(who_can_be_reached_outside_is_told_there_but_not_at_night)
{
    int64_t wang = add_account(ctx, "wang", ROLE_RESIDENT, VILLAGE);
    OutboxLines lines;
    Notice urgent = reply;

    CHECK_STATUS(notify_channel_set_verified(ctx, wang, OUTBOX_SMS, T("13800001234")), OK);
    CHECK_STATUS(notify_channel_set_verified(ctx, wang, OUTBOX_WECHAT, T("oAbC")), OK);
    CHECK_STATUS(notify_channel_set_verified(ctx, wang, OUTBOX_SMS, T("0")), INVALID);
    ctx->now = day_start(day_of(morning)) + 23 * 3600;
    CHECK_STATUS(notify_account(ctx, wang, &reply), OK);
    CHECK_STATUS(notify_account(ctx, wang, &reply), OK);
    lines = waiting(ctx);
    CHECK_INT(lines.len, 2);
    CHECK_INT(lines.at[0].due_at.value, day_start(day_of(morning)) + 31 * 3600);
    urgent.urgent = true;
    urgent.subject = 8;
    CHECK_STATUS(notify_account(ctx, wang, &urgent), OK);
    lines = waiting(ctx);
    CHECK_INT(lines.len, 4);
    CHECK_INT(lines.at[0].due_at.value, ctx->now);
    /* Switched off, also when the phone is proved again. */
    act_as_account(ctx, wang);
    CHECK_STATUS(notify_channel_switch(ctx, OUTBOX_SMS, false, false), OK);
    CHECK_STATUS(notify_channel_switch(ctx, OUTBOX_MAIL, false, false), NOT_FOUND);
    CHECK_STATUS(notify_channel_remove(ctx, OUTBOX_WECHAT), OK);
    CHECK_STATUS(notify_channel_set_verified(ctx, wang, OUTBOX_SMS, T("13900001234")), OK);
    urgent.subject = 9;
    CHECK_STATUS(notify_account(ctx, wang, &urgent), OK);
    CHECK_INT(told(ctx, wang), 3);
    CHECK_INT(waiting(ctx).len, 4);
}

LIFE_TEST(an_account_that_goes_leaves_nothing_behind)
{
    int64_t wang = add_account(ctx, "wang", ROLE_RESIDENT, VILLAGE);
    Subscription village = {.kind = SUBSCRIBE_VILLAGE, .region = VILLAGE};
    NotifyChannels channels;
    bool follows;

    CHECK_STATUS(notify_channel_set_verified(ctx, wang, OUTBOX_SMS, T("13800001234")), OK);
    CHECK_STATUS(notify_account(ctx, wang, &reply), OK);
    act_as_account(ctx, wang);
    CHECK_STATUS(notify_subscribe(ctx, &village), OK);
    CHECK_INT(waiting(ctx).len, 1);
    CHECK_STATUS(notify_forget(ctx, wang), OK);
    CHECK_INT(waiting(ctx).len, 0);
    CHECK_INT(told(ctx, wang), 0);
    CHECK_STATUS(notify_is_subscribed(ctx, &village, &follows), OK);
    CHECK(!follows);
    CHECK_STATUS(notify_channels(ctx, &channels), OK);
    CHECK_INT(channels.len, 0);
}

/* ---- an address is proved ---- */

static Status
put_mail(Ctx *ctx, void *arg)
{
    int64_t *account = arg;

    TRY(life_fill(ctx));
    *account = add_account(ctx, "wang", ROLE_RESIDENT, VILLAGE);
    act_as_account(ctx, *account);
    TRY(notify_channel_put(ctx, OUTBOX_MAIL, T("wang@example.com")));
    return notify_account(ctx, *account, &reply);
}

static Status
try_code(Ctx *ctx, void *arg)
{
    Text *code = arg; /* gets "right" or "wrong" */
    bool right;

    TRY(notify_channel_verify(ctx, OUTBOX_MAIL, *code, &right));
    *code = right ? T("right") : T("wrong");
    return OK;
}

/* The code in the mail that the log shows. */
static Text
code_in(Ctx *ctx, const char *path)
{
    Text log = T(""), mark = T("验证码 ");

    CHECK_STATUS(file_read(ctx->arena, path, 1 << 20, &log), OK);
    return text_slice(log, text_find(log, mark) + mark.len, 6);
}

static void
check_code(Ctx *ctx, Store *store, Text code, const char *wanted)
{
    CHECK_STATUS(store_write(store, ctx, try_code, &code), OK);
    CHECK_TEXT(code, wanted);
}

static Status
no_channel_counts_yet(Ctx *ctx, void *arg)
{
    int64_t *mails = arg;

    *mails = (int64_t)waiting(ctx).len;
    return OK;
}

TEST_DB(a_mail_address_counts_when_its_code_was_typed)
{
    char path[] = "/tmp/mingbai-notify.XXXXXX";
    int fd = mkstemp(path);
    int64_t account, mails;
    Text code;

    gateway_use(
        &(GatewaySettings){.url = {[OUTBOX_MAIL] = T("console")}, .mail_from = T("a@b.cn")});
    ctx->now = morning;
    CHECK_STATUS(store_write(store, ctx, put_mail, &account), OK);
    CHECK_STATUS(store_write(store, ctx, no_channel_counts_yet, &mails), OK);
    CHECK_INT(mails, 1); /* the code, not the notice */
    log_use_fd(fd);
    CHECK_STATUS(outbox_send(store, ctx), OK);
    log_use_fd(2);
    code = code_in(ctx, path);
    CHECK_INT(code.len, 6);
    act_as_account(ctx, account);
    check_code(ctx, store, text_eq(code, T("000000")) ? T("000001") : T("000000"), "wrong");
    ctx->now = morning + NOTIFY_CODE_SECONDS;
    check_code(ctx, store, code, "wrong");
    ctx->now = morning + NOTIFY_CODE_SECONDS - 1;
    check_code(ctx, store, code, "right");
    close(fd);
    unlink(path);
    gateway_use(&(GatewaySettings){0});
}

TEST_DB(after_five_wrong_codes_the_right_one_is_wrong_too)
{
    char path[] = "/tmp/mingbai-notify.XXXXXX";
    int fd = mkstemp(path);
    int64_t account;
    Text code;

    gateway_use(
        &(GatewaySettings){.url = {[OUTBOX_MAIL] = T("console")}, .mail_from = T("a@b.cn")});
    ctx->now = morning;
    CHECK_STATUS(store_write(store, ctx, put_mail, &account), OK);
    log_use_fd(fd);
    CHECK_STATUS(outbox_send(store, ctx), OK);
    log_use_fd(2);
    code = code_in(ctx, path);
    act_as_account(ctx, account);
    for (int i = 0; i < 5; i++)
        check_code(ctx, store, T("x"), "wrong");
    check_code(ctx, store, code, "wrong");
    close(fd);
    unlink(path);
    gateway_use(&(GatewaySettings){0});
}

LIFE_TEST(codes_are_few_a_day_and_only_for_what_can_be_proved_so)
{
    int64_t wang = add_account(ctx, "wang", ROLE_RESIDENT, VILLAGE);

    act_as(ctx, NULL);
    CHECK_STATUS(notify_channel_put(ctx, OUTBOX_MAIL, T("wang@example.com")), DENIED);
    act_as_account(ctx, wang);
    CHECK_STATUS(notify_channel_put(ctx, OUTBOX_WECHAT, T("oAbC")), INVALID);
    CHECK_STATUS(notify_channel_put(ctx, OUTBOX_MAIL, T("wang")), INVALID);
    for (int i = 0; i < 5; i++)
        CHECK_STATUS(notify_channel_put(ctx, OUTBOX_SMS, T("13800001234")), OK);
    CHECK_STATUS(notify_channel_put(ctx, OUTBOX_SMS, T("13800001234")), INVALID);
    CHECK(ctx_problem_of(ctx, "address").at != NULL);
}
