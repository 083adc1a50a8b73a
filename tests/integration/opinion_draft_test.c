/*
 * Writing an opinion: drafts and their steps, photographs, what is refused, limits, sending once,
 * receipts.
 */
#include "harness.h"

#include "base/number_hash.h"
#include "db.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "notify/notify.h"
#include "opinion_life.h"

static Text
begin_draft(Ctx *ctx, const Actor *actor)
{
    OpinionDraft draft;
    Text token = {0};

    act_as(ctx, actor);
    CHECK_STATUS(
        opinion_draft_begin(ctx, VILLAGE, SOURCE_NONE, 0, OPINION_COMPLAINT, T(""), &token, &draft),
        OK);
    CHECK_INT(draft.step, 1);
    return token;
}

OPINION_TEST(four_steps_and_it_is_sent_once)
{
    Text token = begin_draft(ctx, NULL);
    OpinionDraft draft, who = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent, again;
    Opinion seen;

    CHECK_STATUS(opinion_draft_what(ctx, token, OPINION_QUESTION, TOPIC_ROADS, T(" 路灯不亮了 ")),
                 OK);
    CHECK_STATUS(
        opinion_draft_where(ctx, token, T("村东"), SOME_INT(41700000), SOME_INT(123400000)), OK);
    CHECK_STATUS(opinion_draft_who(ctx, token, &who), OK);
    CHECK_STATUS(opinion_draft_get(ctx, token, &draft), OK);
    CHECK_INT(draft.step, 4);
    CHECK_INT(draft.kind, OPINION_QUESTION);
    CHECK_TEXT(draft.body, "路灯不亮了");
    CHECK_INT(draft.latitude_e6.value, 41700000);
    /* Going back changes one step and keeps the others. */
    CHECK_STATUS(opinion_draft_what(ctx, token, OPINION_QUESTION, TOPIC_ROADS, T("三盏路灯不亮")),
                 OK);
    CHECK_STATUS(opinion_send(ctx, token, T(""), &sent), OK);
    CHECK_INT(sent.id, draft.id);
    CHECK_INT(sent.receipt.len, OPINION_RECEIPT_DIGITS);
    CHECK_INT(sent.reply_due, opinion_reply_due(ctx->now, false));
    CHECK_STATUS(opinion_send(ctx, token, T(""), &again), OK);
    CHECK_INT(again.id, sent.id);
    CHECK(text_eq(again.number, sent.number) && again.receipt.at == NULL);
    CHECK_INT(count_rows(ctx, "opinion", 0, 0, ""), 1);
    CHECK_INT(events_of(ctx, sent.id, EVENT_SUBMITTED), 1);
    CHECK_STATUS(opinion_draft_get(ctx, token, &draft), NOT_FOUND);
    CHECK_STATUS(opinion_draft_what(ctx, token, OPINION_QUESTION, TOPIC_ROADS, T("改一改")),
                 NOT_FOUND);
    CHECK_STATUS(opinion_get(ctx, sent.id, receipt_texts(ctx, &sent), &seen), OK);
    CHECK_TEXT(seen.body, "三盏路灯不亮");
    CHECK_TEXT(seen.place, "村东");
    /* Throwing it away afterwards throws away no opinion. */
    CHECK_STATUS(opinion_draft_drop(ctx, token), OK);
    CHECK_STATUS(opinion_get(ctx, sent.id, receipt_texts(ctx, &sent), &seen), OK);
    tallies_agree(ctx);
}

OPINION_TEST(a_draft_is_its_writers)
{
    Text signed_in = begin_draft(ctx, &resident), visitor = begin_draft(ctx, NULL);
    OpinionDraft draft;
    OpinionSent sent;

    CHECK_STATUS(opinion_draft_get(ctx, signed_in, &draft), NOT_FOUND);
    act_as(ctx, &resident2);
    CHECK_STATUS(opinion_draft_get(ctx, signed_in, &draft), NOT_FOUND);
    CHECK_STATUS(opinion_send(ctx, signed_in, T(""), &sent), NOT_FOUND);
    CHECK_STATUS(opinion_draft_drop(ctx, signed_in), NOT_FOUND);
    CHECK_STATUS(opinion_draft_get(ctx, visitor, &draft), OK); /* signed in meanwhile */
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_draft_get(ctx, signed_in, &draft), OK);
    CHECK_STATUS(opinion_draft_get(ctx, T("guess"), &draft), NOT_FOUND);
    CHECK_STATUS(opinion_draft_get(ctx, T(""), &draft), NOT_FOUND);
    CHECK_STATUS(opinion_draft_get(ctx, T("\xff"), &draft), NOT_FOUND);
    ctx->now += OPINION_DRAFT_DAYS * SECONDS_PER_DAY;
    CHECK_STATUS(opinion_draft_get(ctx, signed_in, &draft), NOT_FOUND);
}

/* ---- what is refused ---- */

OPINION_TEST(what_cannot_be_understood_is_refused)
{
    static const struct {
        const char *what, *field;
        const char *body, *place, *name, *phone;
        OpinionSender sender;
    } rows[] = {
        {"nothing",               "body",  "",                         "村口",     "",         "",            SENDER_ANONYMOUS},
        {"spaces",                "body",  " 　\n\t ",                "",           "",         "",            SENDER_ANONYMOUS},
        {"signs",                 "body",  "？？？！！！……", "",           "",         "",            SENDER_ANONYMOUS},
        {"emoji",                 "body",  "😡😡😡😡😡",     "",           "",         "",            SENDER_ANONYMOUS},
        {"too short",             "body",  "路坏",                   "",           "",         "",            SENDER_ANONYMOUS},
        {"a control",             "body",  "路灯\x07不亮了",      "",           "",         "",            SENDER_ANONYMOUS},
        {"no UTF-8",              "body",  "路灯\xc3\x28不亮了",  "",           "",         "",            SENDER_ANONYMOUS},
        {"a place's control",     "place", "路灯不亮了",          "村\x1b口", "",         "",            SENDER_ANONYMOUS},
        {"no name",               "name",  "路灯不亮了",          "",           " ",        "13800138000", SENDER_NAMED    },
        {"a name's emoji",        "name",  "路灯不亮了",          "",           "😀😀", "13800138000", SENDER_NAMED    },
        {"no phone",              "phone", "路灯不亮了",          "",           "王一",   "",            SENDER_NAMED    },
        {"no phone at all",       "phone", "路灯不亮了",          "",           "",         "",            SENDER_PHONE    },
        {"a short phone",         "phone", "路灯不亮了",          "",           "",         "1380013800",  SENDER_PHONE    },
        {"a fixed line",          "phone", "路灯不亮了",          "",           "",         "02489111111", SENDER_PHONE    },
        {"no message goes there", "phone", "路灯不亮了",          "",           "",         "12012345678", SENDER_PHONE    },
        {"letters",               "phone", "路灯不亮了",          "",           "",         "1380013800a", SENDER_PHONE    },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
        OpinionSent sent;

        ROW(rows[i].what);
        draft.body = text_c(rows[i].body);
        draft.place = text_c(rows[i].place);
        draft.name = text_c(rows[i].name);
        draft.phone = text_c(rows[i].phone);
        draft.sender = rows[i].sender;
        act_as(ctx, NULL);
        CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), INVALID);
        CHECK(problem_of(ctx, rows[i].field).at != NULL);
        CHECK_INT(ctx->problems.len, 1);
    }
    CHECK_INT(count_rows(ctx, "opinion", 0, 0, ""), 0);
}

OPINION_TEST(lengths_are_counted_in_characters)
{
    char *much = arena_alloc(ctx->arena, ((size_t)OPINION_BODY_CHARS_MAX + 1) * 4);
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent;

    for (size_t i = 0; i <= OPINION_BODY_CHARS_MAX; i++)
        memcpy(much + 4 * i, "𠮷", 4); /* four bytes each */
    draft.body = (Text){much, ((size_t)OPINION_BODY_CHARS_MAX + 1) * 4};
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), INVALID);
    act_as(ctx, NULL);
    draft.body.len -= 4;
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), OK);
    draft.place = (Text){much, ((size_t)OPINION_PLACE_CHARS_MAX + 1) * 4};
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), INVALID);
    act_as(ctx, NULL);
    draft.place = T("");
    draft.latitude_e6 = SOME_INT(41000000);
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), INVALID);
    act_as(ctx, NULL);
    draft.longitude_e6 = SOME_INT(180000001);
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), INVALID);
    CHECK(problem_of(ctx, "latitude").at != NULL);
}

/* Text is kept as it was written: it is the page that escapes it. */
OPINION_TEST(tags_are_only_text)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent;

    draft.body = T("<script>alert('路灯')</script>不亮了'); DROP TABLE opinion;--");
    sent = send_draft(ctx, NULL, &draft);
    CHECK(text_eq(row_of(ctx, sent.id).body, draft.body));
}

OPINION_TEST(where_it_can_be_about)
{
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
    OpinionSent sent;

    draft.region = 210100000000; /* no office of this installation */
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), NOT_FOUND);
    draft.region = 999999999999;
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), NOT_FOUND);
    draft.region = TOWNSHIP_CODE;
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), OK);
    CHECK_INT(row_of(ctx, sent.id).office, TOWNSHIP_CODE);
    draft.region = VILLAGE;
    draft.source = SOURCE_ENTRY;
    draft.source_id = 77;
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), NOT_FOUND);
    draft.source = SOURCE_NOTICE;
    CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), NOT_FOUND);
    draft.source = SOURCE_NONE;
    draft.for_other = true;
    for (int i = 0; i < 4; i++) {
        static const Actor *const actors[] = {NULL, &resident, &other_clerk, &leader};

        act_as(ctx, actors[i]);
        CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, T(""), &sent), DENIED);
    }
}

/* ---- limits ---- */

OPINION_TEST(so_many_a_day)
{
    static const struct {
        const char *what, *address, *phone;
        const Actor *actor;
        int most;
    } rows[] = {
        {"an address", "10.0.0.1", "",            NULL,      OPINIONS_A_DAY_ADDRESS},
        {"an account", "",         "",            &resident, OPINIONS_A_DAY_ACCOUNT},
        {"a phone",    "",         "13800138000", NULL,      OPINIONS_A_DAY_PHONE  },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
        OpinionSent sent;

        ROW(rows[i].what);
        draft.sender = rows[i].phone[0] != '\0' ? SENDER_PHONE
                       : rows[i].actor != NULL  ? SENDER_NAMED
                                                : SENDER_ANONYMOUS;
        draft.phone = text_c(rows[i].phone);
        for (int n = 0; n <= rows[i].most; n++) {
            act_as(ctx, rows[i].actor);
            CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, text_c(rows[i].address), &sent),
                         n < rows[i].most ? OK : INVALID);
        }
        ctx->now += SECONDS_PER_DAY;
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(opinion_submit(ctx, &draft, (Text){0}, text_c(rows[i].address), &sent), OK);
    }
}

OPINION_TEST(a_key_sends_once_for_its_caller)
{
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
    OpinionSent one, again, other;

    number_hash_set_dir(text_c(dbs.dir));
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_submit(ctx, &draft, T("key-1"), T("10.0.0.1"), &one), OK);
    CHECK_STATUS(opinion_submit(ctx, &draft, T("key-1"), T("10.0.0.1"), &again), OK);
    CHECK_INT(again.id, one.id);
    CHECK(again.receipt.at == NULL);
    CHECK_STATUS(opinion_submit(ctx, &draft, T("key-2"), T("10.0.0.1"), &other), OK);
    CHECK(other.id != one.id);
    CHECK_STATUS(opinion_submit(ctx, &draft, T("key-1"), T("10.0.0.2"), &other), OK);
    CHECK(other.id != one.id); /* a stranger's key opens nobody's opinion */
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_submit(ctx, &draft, T("key-1"), T("10.0.0.1"), &other), OK);
    CHECK(other.id != one.id);
    CHECK_STATUS(opinion_submit(ctx, &draft, T("key-1"), T("10.9.9.9"), &again), OK);
    CHECK_INT(again.id, other.id); /* an account keeps its keys wherever it is */
    CHECK_INT(count_rows(ctx, "opinion", 0, 0, ""), 4);
    tallies_agree(ctx);
}

OPINION_TEST(the_same_matter_is_found_before_it_is_sent)
{
    Opinions similar;
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent;

    draft.sender = SENDER_NAMED;
    sent = send_draft(ctx, &resident, &draft);
    CHECK_STATUS(opinion_similar(ctx, VILLAGE, T("村口的垃圾没有人收"), &similar), OK);
    CHECK_INT(similar.len, 1);
    CHECK_INT(similar.at[0].id, sent.id);
    CHECK_INT(similar.at[0].sight, SEES_PUBLIC);
    CHECK_STATUS(opinion_similar(ctx, VILLAGE, T("低保什么时候发"), &similar), OK);
    CHECK_INT(similar.len, 0);
    CHECK_STATUS(opinion_similar(ctx, VILLAGE2, T("村口的垃圾没有人收"), &similar), OK);
    CHECK_INT(similar.len, 0);
    /* What was settled long ago is another matter by now. */
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_reply(ctx, sent.id, 1, T("收走了，往后天天收。"), true), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_similar(ctx, VILLAGE, T("村口的垃圾没有人收"), &similar), OK);
    CHECK_INT(similar.len, 1);
    ctx->now += 31 * SECONDS_PER_DAY;
    CHECK_STATUS(opinion_similar(ctx, VILLAGE, T("村口的垃圾没有人收"), &similar), OK);
    CHECK_INT(similar.len, 0);
}

OPINION_TEST(me_too_counts_once_and_not_the_sender)
{
    OpinionSent sent = send_named(ctx);
    int64_t count;

    act_as(ctx, &resident);
    CHECK_STATUS(opinion_support(ctx, sent.id, T(""), T(""), &count), OK);
    CHECK_INT(count, 0);
    for (int i = 0; i < 2; i++) {
        act_as(ctx, &resident2);
        CHECK_STATUS(opinion_support(ctx, sent.id, T(""), T(""), &count), OK);
        CHECK_INT(count, 1);
    }
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_support(ctx, sent.id, T(""), T(""), &count), DENIED);
    CHECK_STATUS(opinion_support(ctx, sent.id, T("token"), T(""), &count), OK);
    CHECK_INT(count, 2);
    CHECK_INT(count_rows(ctx, "trace", sent.id, resident2.account, ""), 1); /* follows it */
    /* Whoever follows as much as anybody can supports it all the same. */
    act_as(ctx, &member);
    for (int64_t i = 1; i <= 100; i++)
        CHECK_STATUS(
            notify_subscribe(
                ctx, &(Subscription){.kind = SUBSCRIBE_OPINION, .subject = i, .item = T("")}),
            OK);
    CHECK_STATUS(opinion_support(ctx, sent.id, T(""), T(""), &count), OK);
    CHECK_INT(count, 3);
    CHECK_INT(ctx->problems.len, 0);
}
