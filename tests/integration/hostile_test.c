/*
 * What people with bad intent try on opinions: an account that nobody has confirmed, a clerk who
 * fishes for reports of misconduct, somebody who is complained about.
 */
#include "harness.h"

#include "db.h"

#include "account/account.h"
#include "account/account.sql.h"
#include "account/throttle.h"
#include "notify/notify.h"
#include "opinion_life.h"
#include "outbox/outbox.sql.h"

/* An account that waits for the village's word: it has no role. */
static Actor
unconfirmed(Ctx *ctx)
{
    static const Account account = {.login = T_INIT("13900139000"),
                                    .name = T_INIT("王某"),
                                    .phone = T_INIT("13900139000"),
                                    .phone_verified = true};
    Actor actor = {.login = account.login, .name = account.name};

    act_as(ctx, &actor_system);
    CHECK_STATUS(account_load(ctx, &account, T(""), &actor.account), OK);
    return actor;
}

OPINION_TEST(an_account_that_nobody_confirmed_puts_nothing_on_the_board_by_itself)
{
    Actor stranger = unconfirmed(ctx);
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
    OpinionSent sent, known;
    Opinions board;

    draft.sender = SENDER_NAMED;
    sent = send_draft(ctx, &stranger, &draft);
    CHECK(!row_of(ctx, sent.id).shown);
    known = send_named(ctx);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_board(ctx, VILLAGE, T(""), 30, &board), OK);
    CHECK_INT(board.len, 1); /* of a confirmed resident: at once */
    CHECK_INT(board.at[0].id, known.id);
    /* No other deed brings it there but an answer. */
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_take(ctx, sent.id, lock_of(ctx, sent.id)), OK);
    CHECK(!row_of(ctx, sent.id).shown);
    CHECK_STATUS(reply_as(ctx, &reviewer, sent.id, false), OK);
    CHECK(row_of(ctx, sent.id).shown);
}

/* A telephone company has thousands behind one address. */
OPINION_TEST(a_script_does_not_silence_the_residents_who_share_its_address)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    Actor stranger = unconfirmed(ctx);
    OpinionSent sent;

    act_as(ctx, NULL);
    for (int i = 0; i <= OPINIONS_A_DAY_ADDRESS; i++)
        CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T("10.0.0.1"), &sent),
                     i < OPINIONS_A_DAY_ADDRESS ? OK : INVALID);
    draft.sender = SENDER_NAMED;
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T("10.0.0.1"), &sent), OK);
    act_as(ctx, &stranger); /* of whom there may be as many as there are telephones */
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T("10.0.0.1"), &sent), INVALID);
}

static Status
find_throttle(Ctx *ctx, const char *kind, int64_t account)
{
    ThrottleGetRow row;

    return throttle_get(
        ctx,
        throttle_subject(
            ctx->arena, kind,
            text_printf(ctx->arena, "%lld\n%lld", (long long)ctx_today(ctx), (long long)account)),
        &row);
}

/* The limits' table, too: hashes of numbers of accounts are soon all tried. */
OPINION_TEST(no_count_tells_that_an_account_said_something_without_its_name)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);

    (void)send_draft(ctx, &resident, &draft);
    draft.sender = SENDER_PHONE;
    draft.phone = T("13800138000");
    (void)send_draft(ctx, &resident, &draft);
    draft.kind = OPINION_MISCONDUCT;
    (void)send_draft(ctx, &resident, &draft);
    CHECK_STATUS(find_throttle(ctx, "opinion-account", resident.account), NOT_FOUND);
    (void)send_named(ctx);
    CHECK_STATUS(find_throttle(ctx, "opinion-account", resident.account), OK);
}

/* That words went out to somebody before says that there is somebody. */
OPINION_TEST(an_answer_to_a_report_of_misconduct_cannot_be_fished_for)
{
    static const Text words = T_INIT("举报收到了，我们正在核实，请放心。");
    OpinionSent report = send_sealed(ctx, ABOUT_VILLAGE);
    OpinionSent sent = send_named(ctx);

    act_as(ctx, &township_inspector);
    CHECK_STATUS(opinion_reply(ctx, report.id, lock_of(ctx, report.id), words, false), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_reply(ctx, sent.id, lock_of(ctx, sent.id), words, false), OK);
    /* Nor does it tell an inspector's office what others answer. */
    act_as(ctx, &township_inspector);
    CHECK_STATUS(opinion_reply(ctx, report.id, lock_of(ctx, report.id), words, false), OK);
}

OPINION_TEST(whoever_is_complained_about_is_not_told_of_it)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent;

    draft.region = DISTRICT_CODE; /* no office above it */
    draft.subject = district.name;
    draft.open = false;
    sent = send_draft(ctx, NULL, &draft);
    CHECK_INT(count_rows(ctx, "trace", sent.id, district.account, ""), 0);
    CHECK_INT(count_rows(ctx, "trace", sent.id, district2.account, ""), 1);
    /* One about an inspector, who hears of what is late. */
    draft.region = VILLAGE;
    draft.subject = inspector.name;
    sent = send_draft(ctx, NULL, &draft);
    ctx->now += 9 * (Time)SECONDS_PER_DAY;
    act_as(ctx, &actor_system);
    CHECK_STATUS(opinion_tell_inspectors(
                     ctx, &(OpinionRecord){.id = sent.id, .region = VILLAGE, .number = sent.number},
                     "opinion.late_resolve", T("到期没有办结")),
                 OK);
    CHECK_INT(count_rows(ctx, "trace", sent.id, inspector.account, ""), 0);
    ctx->now = TEST_NOW;
}

/* A colleague who is found to be meant after it was sent hears no more either. */
OPINION_TEST(an_inspector_who_turns_out_to_be_meant_is_told_nothing_more)
{
    OpinionSent report = send_sealed(ctx, ABOUT_VILLAGE);
    int64_t told;

    act_as(ctx, &inspector);
    CHECK_STATUS(
        opinion_subject_add(ctx, report.id, lock_of(ctx, report.id), township_inspector.name), OK);
    told = count_rows(ctx, "trace", report.id, township_inspector.account, "");
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_add_words(ctx, report.id, receipt_texts(ctx, &report), T("还有一张发票")),
                 OK);
    CHECK_INT(count_rows(ctx, "trace", report.id, township_inspector.account, ""), told);
}

/* What leaves the platform passes the operator, a gateway and a telephone company. */
OPINION_TEST(a_message_that_leaves_does_not_say_that_somebody_reported)
{
    static const Text phone = T_INIT("13700137000");
    OpinionSent report;
    OutboxTakeRows rows;

    CHECK_STATUS(
        notify_channel_set_verified(ctx, township_inspector.account, OUTBOX_MAIL, T("a@b.example")),
        OK);
    CHECK_STATUS(notify_channel_set_verified(ctx, clerk.account, OUTBOX_SMS, phone), OK);
    report = send_sealed(ctx, ABOUT_VILLAGE);
    (void)send_named(ctx);
    CHECK_INT(notices_of(ctx, report.id, "opinion.received"), 1);
    CHECK_STATUS(outbox_take(ctx,
                             &(OutboxTakeArgs){.channel = T("mail"),
                                               .hurry = false,
                                               .now = ctx->now + SECONDS_PER_DAY,
                                               .lease = ctx->now + SECONDS_PER_DAY,
                                               .limit = 10},
                             &rows),
                 OK);
    REQUIRE(CHECK_INT(rows.len, 1));
    CHECK_TEXT(rows.at[0].body, "您有一条新消息，请登录查看");
    CHECK_TEXT(rows.at[0].subject, "您有一条新消息，请登录查看");
    CHECK_TEXT(rows.at[0].link, "/my/notices");
    CHECK(text_find(rows.at[0].once, T("opinion")) == rows.at[0].once.len);
    CHECK(text_find(rows.at[0].once, text_printf(ctx->arena, "%lld", (long long)report.id)) ==
          rows.at[0].once.len);
    /* Of anything else people are told what it is. */
    CHECK_STATUS(outbox_take(ctx,
                             &(OutboxTakeArgs){.channel = T("sms"),
                                               .hurry = false,
                                               .now = ctx->now + SECONDS_PER_DAY,
                                               .lease = ctx->now + SECONDS_PER_DAY,
                                               .limit = 10},
                             &rows),
                 OK);
    REQUIRE(CHECK_INT(rows.len, 1));
    CHECK(text_starts(rows.at[0].body, T("群众有话说")));
}

OPINION_TEST(whoever_reports_in_the_own_name_gets_no_number_by_sms)
{
    OpinionDraft draft = opinion_draft_of(OPINION_MISCONDUCT);
    OpinionSent report;
    OutboxTakeRows rows;

    draft.sender = SENDER_NAMED;
    CHECK_STATUS(notify_channel_set_verified(ctx, resident.account, OUTBOX_MAIL, T("r@b.example")),
                 OK);
    report = send_draft(ctx, &resident, &draft);
    CHECK_STATUS(reply_as(ctx, &township_inspector, report.id, false), OK);
    CHECK_INT(notices_of(ctx, report.id, "opinion.reply"), 1);
    CHECK_STATUS(outbox_take(ctx,
                             &(OutboxTakeArgs){.channel = T("mail"),
                                               .hurry = false,
                                               .now = ctx->now + SECONDS_PER_DAY,
                                               .lease = ctx->now + SECONDS_PER_DAY,
                                               .limit = 10},
                             &rows),
                 OK);
    REQUIRE(CHECK_INT(rows.len, 1));
    CHECK(text_find(rows.at[0].body, report.number) == rows.at[0].body.len);
    CHECK_TEXT(rows.at[0].link, "/my/notices");
}
