/*
 * The outbox: what may be written into it, what leaves, and what the operator sees of it.
 */
#include "harness.h"

#include "db.h"

#include "base/file.h"
#include "base/log.h"
#include "life.h"
#include "outbox/gateway.h"

static OutboxMessage
message_to(OutboxChannel channel, const char *to)
{
    return (OutboxMessage){
        .channel = channel, .to = text_c(to), .body = T("您提的意见有了答复"), .key = T("k")};
}

LIFE_TEST(what_cannot_be_an_address_is_refused)
{
    static const struct {
        OutboxChannel channel;
        const char *to;
        Status wanted;
    } rows[] = {
        {OUTBOX_SMS,    "13800001234",                     OK     },
        {OUTBOX_SMS,    "1380000123",                      INVALID},
        {OUTBOX_SMS,    "23800001234",                     INVALID},
        {OUTBOX_SMS,    "12345678901",                     INVALID},
        {OUTBOX_SMS,    "1380000123x",                     INVALID},
        {OUTBOX_SMS,    "024-89812345",                    INVALID},
        {OUTBOX_MAIL,   "wang.li+1@mail.example.com",      OK     },
        {OUTBOX_MAIL,   "wang",                            INVALID},
        {OUTBOX_MAIL,   "@example.com",                    INVALID},
        {OUTBOX_MAIL,   "wang@example",                    INVALID},
        {OUTBOX_MAIL,   "wang@exa mple.com",               INVALID},
        {OUTBOX_MAIL,   "wang@-example.com",               INVALID},
        {OUTBOX_MAIL,   "wang@example..com",               INVALID},
        {OUTBOX_MAIL,   "wang@a@example.com",              INVALID},
        {OUTBOX_MAIL,   "wang@example.com\r\nBcc: x@y.cn", INVALID},
        {OUTBOX_MAIL,   "wang>@example.com",               INVALID},
        {OUTBOX_MAIL,   "\"wang li\"@example.com",         INVALID},
        {OUTBOX_MAIL,   "王@example.com",                 INVALID},
        {OUTBOX_WECHAT, "oAbC-1_2",                        OK     },
        {OUTBOX_WECHAT, "",                                INVALID},
        {OUTBOX_WECHAT, "o\"}",                            INVALID},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OutboxMessage message = message_to(rows[i].channel, rows[i].to);

        ROW(rows[i].to);
        message.key = text_printf(ctx->arena, "k%zu", i);
        CHECK_STATUS(outbox_add(ctx, &message), rows[i].wanted);
        CHECK(outbox_can_be(rows[i].channel, message.to) == (rows[i].wanted == OK));
    }
}

LIFE_TEST(nothing_breaks_out_of_its_line)
{
    static const struct {
        const char *field, *key, *subject, *body;
    } rows[] = {
        {"key",     "",       "题目",             "内容"    },
        {"key",     "a b",    "题目",             "内容"    },
        {"key",     "a\r\nb", "题目",             "内容"    },
        {"key",     "题",    "题目",             "内容"    },
        {"subject", "k",      "题\r\nBcc: x@y.cn", "内容"    },
        {"body",    "k",      "题目",             ""          },
        {"body",    "k",      "题目",             "　 \n"    },
        {"body",    "k",      "题目",             "内\x01容"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OutboxMessage message = message_to(OUTBOX_SMS, "13800001234");

        ROW(rows[i].field);
        message.key = text_c(rows[i].key);
        message.subject = text_c(rows[i].subject);
        message.body = text_c(rows[i].body);
        act_as(ctx, NULL);
        CHECK_STATUS(outbox_add(ctx, &message), INVALID);
        CHECK(ctx_problem_of(ctx, rows[i].field).at != NULL);
    }
}

LIFE_TEST(of_two_with_one_key_the_first_is_kept)
{
    OutboxMessage message = message_to(OUTBOX_SMS, "13800001234");
    OutboxLines lines;

    CHECK_STATUS(outbox_add(ctx, &message), OK);
    message.to = T("13900001234");
    CHECK_STATUS(outbox_add(ctx, &message), OK);
    act_as(ctx, &district);
    CHECK_STATUS(outbox_list(ctx, DISTRICT_CODE, OUTBOX_WAITING, T(""), &lines), OK);
    CHECK_INT(lines.len, 1);
    CHECK_TEXT(lines.at[0].to, "138****1234");
}

LIFE_TEST(only_who_manages_accounts_sees_what_did_not_leave)
{
    static const struct {
        const char *what;
        const Actor *actor;
        Status wanted;
    } rows[] = {
        {"a visitor",    NULL,       DENIED},
        {"a resident",   &resident,  DENIED},
        {"the village",  &clerk,     DENIED},
        {"the township", &reviewer,  DENIED},
        {"an inspector", &inspector, DENIED},
        {"the district", &district,  OK    },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OutboxLines lines;
        OutboxCounts counts;

        ROW(rows[i].what);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(outbox_list(ctx, DISTRICT_CODE, OUTBOX_FAILED, T(""), &lines), rows[i].wanted);
        CHECK_STATUS(outbox_counts(ctx, DISTRICT_CODE, &counts), rows[i].wanted);
        CHECK_STATUS(outbox_try_again(ctx, DISTRICT_CODE, 1),
                     rows[i].wanted == OK ? NOT_FOUND : DENIED);
    }
    /* The district is not the whole province. */
    act_as(ctx, &district);
    CHECK_STATUS(outbox_try_again(ctx, 210000000000, 0), DENIED);
}

LIFE_TEST(pages_of_what_waits_follow_each_other)
{
    OutboxLines first, second;

    for (int i = 0; i < OUTBOX_PAGE + 3; i++) {
        OutboxMessage message = message_to(OUTBOX_WECHAT, "oAbC");

        message.key = text_printf(ctx->arena, "k%d", i);
        CHECK_STATUS(outbox_add(ctx, &message), OK);
    }
    act_as(ctx, &district);
    CHECK_STATUS(outbox_list(ctx, DISTRICT_CODE, OUTBOX_WAITING, T(""), &first), OK);
    CHECK_INT(first.len, OUTBOX_PAGE);
    CHECK_STATUS(outbox_list(ctx, DISTRICT_CODE, OUTBOX_WAITING, first.next, &second), OK);
    CHECK_INT(second.len, 3);
    CHECK(second.at[0].id < first.at[OUTBOX_PAGE - 1].id);
    CHECK(second.next.at == NULL);
    CHECK_STATUS(outbox_list(ctx, DISTRICT_CODE, OUTBOX_WAITING, T("x"), &second), INVALID);
}

LIFE_TEST(who_leaves_gets_nothing_more)
{
    OutboxMessage message = message_to(OUTBOX_SMS, "13800001234");
    OutboxCounts counts;

    CHECK_STATUS(outbox_add(ctx, &message), OK);
    message.key = T("another");
    message.to = T("13900001234");
    CHECK_STATUS(outbox_add(ctx, &message), OK);
    CHECK_STATUS(outbox_forget(ctx, OUTBOX_SMS, T("13800001234")), OK);
    act_as(ctx, &district);
    CHECK_STATUS(outbox_counts(ctx, DISTRICT_CODE, &counts), OK);
    CHECK_INT(counts.waiting, 1);
}

/* ---- the keeper's job, with the log as the gateway ---- */

static Status
add_four(Ctx *ctx, void *arg)
{
    static const char *const keys[] = {"now", "later", "code", "late-code"};
    (void)arg;

    TRY(life_fill(ctx));
    for (size_t i = 0; i < 4; i++) {
        OutboxMessage message = message_to(OUTBOX_SMS, "13800001234");

        message.key = text_c(keys[i]);
        message.body = text_c(keys[i]);
        message.not_before = i == 1 ? ctx->now + 3600 : 0;
        message.expires_at = i == 2 ? ctx->now + 60 : i == 3 ? ctx->now + 1 : 0;
        TRY(outbox_add(ctx, &message));
    }
    return OK;
}

static Status
count(Ctx *ctx, void *arg)
{
    act_as(ctx, &district);
    return outbox_counts(ctx, DISTRICT_CODE, arg);
}

/* What the log has, in the order of sending. */
static Text
sent_words(Ctx *ctx, const char *path)
{
    Text rest = T(""), line, out = T("");

    CHECK_STATUS(file_read(ctx->arena, path, 1 << 20, &rest), OK);
    while (text_cut(rest, '\n', &line, &rest)) {
        Text mark = T("\"body\":\"");
        size_t at = text_find(line, mark);
        Text body, tail;

        if (at == line.len)
            continue;
        (void)text_cut(text_slice(line, at + mark.len, line.len), '"', &body, &tail);
        out = text_printf(ctx->arena, "%.*s%.*s ", TEXT_ARGS(out), TEXT_ARGS(body));
    }
    return out;
}

TEST_DB(what_is_due_leaves_and_what_expires_goes_first)
{
    char path[] = "/tmp/mingbai-outbox.XXXXXX";
    int fd = mkstemp(path);
    OutboxCounts counts;
    Time began = ctx->now;

    gateway_use(&(GatewaySettings){.url = {[OUTBOX_SMS] = T("console")}});
    CHECK_STATUS(store_write(store, ctx, add_four, NULL), OK);
    log_use_fd(fd);
    ctx->now = began + 2;
    CHECK_STATUS(outbox_send(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, count, &counts), OK);
    CHECK_INT(counts.expired, 1);
    CHECK_INT(counts.waiting, 1);
    CHECK_INT(counts.channel[OUTBOX_SMS].sent_today, 2);
    CHECK(counts.channel[OUTBOX_SMS].has_gateway);
    CHECK(!counts.channel[OUTBOX_MAIL].has_gateway);
    CHECK_TEXT(sent_words(ctx, path), "code now ");
    ctx->now = began + 3601;
    CHECK_STATUS(outbox_send(store, ctx), OK);
    CHECK_TEXT(sent_words(ctx, path), "code now later ");
    /* A second time nothing is left. */
    CHECK_STATUS(outbox_send(store, ctx), OK);
    CHECK_TEXT(sent_words(ctx, path), "code now later ");
    log_use_fd(2);
    close(fd);
    unlink(path);
    gateway_use(&(GatewaySettings){0});
}

static Status
add_one(Ctx *ctx, void *arg)
{
    OutboxMessage message = message_to(OUTBOX_SMS, "13800001234");

    TRY(outbox_add(ctx, &message));
    return count(ctx, arg);
}

TEST_DB(after_three_months_a_message_is_forgotten_and_its_key_free)
{
    OutboxCounts counts;
    Time began = clock_system(); /* ids say when they were made */

    ctx->now = began;
    CHECK_STATUS(store_write(store, ctx, add_four, NULL), OK);
    ctx->now = began + (Time)(OUTBOX_KEEP_DAYS - 1) * SECONDS_PER_DAY;
    CHECK_STATUS(outbox_forget_older(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, count, &counts), OK);
    CHECK_INT(counts.waiting, 4);
    ctx->now = began + (Time)(OUTBOX_KEEP_DAYS + 1) * SECONDS_PER_DAY;
    CHECK_STATUS(outbox_forget_older(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, add_one, &counts), OK);
    CHECK_INT(counts.waiting, 1);
}

/* ---- the pieces ---- */

TEST(a_mail_is_folded_and_encoded)
{
    OutboundMessage message = {.id = 7,
                               .channel = OUTBOX_MAIL,
                               .to = T("li@example.com"),
                               .subject = T("一二三四五六七八九十一二三四五六七八九十"),
                               .body = T("答复")};
    Text mail =
        mail_format(arena, &message, T("notice@m.example"), T("https://m.example/o/1"), 1685590000);
    Text line, rest = mail;
    bool header = true;

    while (text_cut(rest, '\n', &line, &rest)) {
        CHECK(line.len <= 77 && line.at[line.len - 1] == '\r');
        header &= line.len > 1;
        for (size_t i = 0; i < line.len; i++)
            CHECK((unsigned char)line.at[i] < 0x80);
    }
    CHECK(!header);
    CHECK(text_find(mail, T("Date: Thu, 01 Jun 2023 03:26:40 +0000\r\n")) < mail.len);
    CHECK(text_find(mail, T("Message-ID: <7.mingbai@m.example>\r\n")) < mail.len);
    CHECK(text_find(mail, T("\r\n =?UTF-8?B?")) < mail.len);
}

TEST(a_webhook_gets_json)
{
    OutboundMessage message = {.id = 7,
                               .channel = OUTBOX_SMS,
                               .to = T("13800001234"),
                               .subject = T("a\"b"),
                               .body = T("第一行\n第二行")};

    CHECK_TEXT(webhook_body(arena, &message, (Text){0}),
               "{\"id\":\"7\",\"channel\":\"sms\",\"to\":\"13800001234\",\"subject\":\"a\\\"b\","
               "\"text\":\"第一行\\n第二行\",\"link\":null}");
}
