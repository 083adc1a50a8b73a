/*
 * The life of an opinion: who may do what to it, and what becomes of it.
 */
#include "harness.h"

#include "db.h"

#include "opinion_life.h"

/* ---- who may ---- */

typedef Status Deed(Ctx *ctx, int64_t id, int64_t lock);

static Status
deed_reply(Ctx *ctx, int64_t id, int64_t lock)
{
    static int count; /* the same words go to nobody else */

    return opinion_reply(ctx, id, lock, text_printf(ctx->arena, "已经派了%d车", ++count), false);
}

static Status
deed_resolve(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_resolve(ctx, id, lock, T("收走了"));
}

static Status
deed_pass(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_pass(ctx, id, lock, TOWNSHIP_CODE, T("要街道派车"));
}

static Status
deed_ask(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_extension_ask(ctx, id, lock, 3, T("车坏了"));
}

static Status
deed_refer(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_refer(ctx, id, lock, T("请打 110"));
}

static Status
deed_subject(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_subject_add(ctx, id, lock, T("不认识的人"));
}

/* Nobody is named here: INVALID for who may. */
static Status
deed_subject_gone(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_subject_remove(ctx, id, lock, T("不认识的人"));
}

/* It was not taken off: CONFLICT for who may. */
static Status
deed_show(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_show_again(ctx, id, lock);
}

static Status
deed_petition(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_petition(ctx, id, lock, false);
}

static Status
deed_hide(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_hide(ctx, id, lock, T("骂人"));
}

static Status
deed_photos(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_show_photos(ctx, id, lock);
}

static Status
deed_note(Ctx *ctx, int64_t id, int64_t lock)
{
    (void)lock;
    return opinion_note(ctx, id, T("明天再去看看"));
}

static Status
deed_take(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_take(ctx, id, lock);
}

static Status
deed_move(Ctx *ctx, int64_t id, int64_t lock)
{
    return opinion_move(ctx, id, lock, VILLAGE2, T("不是我们村的"));
}

static Status
deed_withdraw(Ctx *ctx, int64_t id, int64_t lock)
{
    (void)lock;
    return opinion_withdraw(ctx, id, (Texts){0});
}

static Status
deed_add(Ctx *ctx, int64_t id, int64_t lock)
{
    (void)lock;
    return opinion_add_words(ctx, id, (Texts){0}, T("今天更多了"));
}

/* Of an open one of the village, public and private; own: the resident's who sent it.  The village
 * admin's, the township's, the district's, the inspector's … */
enum { ROLES = 12 };
static const struct {
    const char *what;
    const Actor *actor;
} roles[ROLES] = {
    {"visitor",     NULL           },
    {"sender",      &resident      },
    {"resident",    &resident2     },
    {"clerk",       &clerk         },
    {"other clerk", &other_clerk   },
    {"township",    &reviewer      },
    {"other",       &other_reviewer},
    {"district",    &district      },
    {"inspector",   &inspector     },
    {"leader",      &leader        },
    {"operator",    &oper          },
    {"grid",        &grid          },
};

enum { Y, D, N, C, I }; /* OK, DENIED, NOT_FOUND, CONFLICT, INVALID */
static const Status statuses[] = {OK, DENIED, NOT_FOUND, CONFLICT, INVALID};

static const struct {
    const char *what;
    Deed *deed;
    int open[ROLES]; /* answers for one that everybody sees */
} deeds[] = {
    {"reply",    deed_reply,        {D, D, D, Y, D, Y, D, Y, D, D, D, D}},
    {"resolve",  deed_resolve,      {D, D, D, I, D, I, D, I, D, D, D, D}},
    {"pass",     deed_pass,         {D, D, D, Y, D, Y, D, Y, D, D, D, D}},
    {"ask",      deed_ask,          {D, D, D, Y, D, Y, D, I, D, D, D, D}},
    {"refer",    deed_refer,        {D, D, D, Y, D, Y, D, Y, D, D, D, D}},
    {"subject",  deed_subject,      {D, D, D, Y, D, Y, D, Y, Y, D, D, D}},
    {"let in",   deed_subject_gone, {D, D, D, D, D, D, D, I, I, D, D, D}},
    {"show",     deed_show,         {D, D, D, D, D, C, D, C, D, D, D, D}},
    {"petition", deed_petition,     {D, D, D, Y, D, Y, D, Y, D, D, D, D}},
    {"hide",     deed_hide,         {D, D, D, D, D, Y, D, Y, D, D, D, D}},
    {"photos",   deed_photos,       {D, D, D, Y, D, Y, D, Y, D, D, D, D}},
    {"note",     deed_note,         {D, D, D, Y, D, Y, D, Y, Y, D, D, D}},
    {"take",     deed_take,         {D, D, D, C, D, Y, D, Y, D, D, D, D}},
    {"move",     deed_move,         {D, D, D, D, D, Y, D, Y, D, D, D, D}},
    {"withdraw", deed_withdraw,     {D, Y, D, D, D, D, D, D, D, D, D, D}},
    {"add",      deed_add,          {D, Y, D, D, D, D, D, D, D, D, D, D}},
};

/* The same one, private: whom DENIED told that it exists, NOT_FOUND answers. */
static Status
when_private(size_t role, Status open)
{
    static const bool reads[ROLES] = {false, true, false, true,  false, true,
                                      false, true, true,  false, false, false};

    return open == DENIED && !reads[role] ? NOT_FOUND : open;
}

OPINION_TEST(each_deed_is_for_those_who_may)
{
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        for (size_t role = 0; role < ROLES; role++)
            for (int open = 0; open < 2; open++) {
                OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
                Status wanted = statuses[deeds[i].open[role]];
                OpinionSent sent;

                ROW(text_cstr(ctx->arena,
                              text_printf(ctx->arena, "%s by %s, %s", deeds[i].what,
                                          roles[role].what, open ? "public" : "private")));
                draft.sender = SENDER_NAMED;
                draft.open = open;
                ctx->now += SECONDS_PER_DAY; /* nobody sends so much a day */
                sent = send_draft(ctx, &resident, &draft);
                if (deeds[i].deed == deed_photos && !open && wanted == OK)
                    wanted = CONFLICT; /* nobody sees them */
                act_as(ctx, roles[role].actor);
                CHECK_STATUS(deeds[i].deed(ctx, sent.id, lock_of(ctx, sent.id)),
                             open ? wanted : when_private(role, wanted));
                act_as(ctx, roles[role].actor);
                CHECK_STATUS(deeds[i].deed(ctx, 1, 1), NOT_FOUND);
            }
    tallies_agree(ctx);
}

static const Actor *
office_of(Deed *deed)
{
    return deed == deed_subject_gone ? &district : &reviewer;
}

OPINION_TEST(whoever_saw_an_older_version_is_told)
{
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        OpinionSent sent = send_anonymous(ctx);

        if (deeds[i].deed == deed_note || deeds[i].deed == deed_withdraw ||
            deeds[i].deed == deed_add)
            continue;
        ROW(deeds[i].what);
        CHECK_STATUS(reply_as(ctx, &clerk, sent.id, false), OK);
        act_as(ctx, office_of(deeds[i].deed));
        CHECK_STATUS(deeds[i].deed(ctx, sent.id, 1), CONFLICT);
        act_as(ctx, &clerk2);
        CHECK_STATUS(opinion_visit(ctx, sent.id, 1, false, RATING_NONE, T("")), CONFLICT);
        act_as(ctx, &reviewer);
        CHECK_STATUS(opinion_extension_decide(ctx, sent.id, 1, true, T("")), CONFLICT);
        CHECK_STATUS(opinion_merge(ctx, sent.id, 1, T("230601-000000")), CONFLICT);
        CHECK_INT(lock_of(ctx, sent.id), 2);
    }
}

OPINION_TEST(what_is_at_an_end_is_no_longer_handled)
{
    OpinionSent sent[4];

    for (size_t i = 0; i < 4; i++)
        sent[i] = send_named(ctx);
    CHECK_STATUS(reply_as(ctx, &clerk, sent[0].id, true), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(deed_refer(ctx, sent[1].id, 1), OK);
    CHECK_STATUS(opinion_merge(ctx, sent[2].id, 1, sent[0].number), OK);
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_withdraw(ctx, sent[3].id, (Texts){0}), OK);
    for (size_t at = 0; at < 4; at++)
        for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
            Deed *deed = deeds[i].deed;
            bool mark = deed == deed_petition || deed == deed_hide || deed == deed_photos ||
                        deed == deed_note;

            ROW(deeds[i].what);
            act_as(ctx, deed == deed_withdraw || deed == deed_add ? &resident : office_of(deed));
            CHECK_STATUS(deed(ctx, sent[at].id, lock_of(ctx, sent[at].id)), mark ? OK : CONFLICT);
        }
    tallies_agree(ctx);
}

/* ---- answers ---- */

OPINION_TEST(the_way_from_a_question_to_its_rating)
{
    OpinionSent sent = send_named(ctx);
    Opinion opinion = opinion_now(ctx, sent.id);
    OpinionEvents events;

    CHECK(sent.receipt.at == NULL);
    CHECK_TEXT(opinion.title, "村口的垃圾三天没有人收了");
    CHECK_INT(opinion.state, OPINION_RECEIVED);
    CHECK_INT(notices_of(ctx, sent.id, "opinion.received"), 2); /* both clerks */
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_resolve(ctx, sent.id, 1, T("收了")), INVALID);
    CHECK(problem_of(ctx, "outcome").at != NULL);
    CHECK_STATUS(opinion_reply(ctx, sent.id, 1, T("车已经派出去了"), false), OK);
    CHECK_STATUS(opinion_resolve(ctx, sent.id, 2, T("收走了")), OK);
    opinion = opinion_now(ctx, sent.id);
    CHECK_INT(opinion.state, OPINION_RESOLVED);
    CHECK(opinion.visit_wanted && opinion.resolved_at.set && !opinion.late_resolve);
    CHECK_INT(opinion.answers, 1);
    CHECK_INT(notices_of(ctx, sent.id, "opinion.reply"), 1);
    CHECK_STATUS(rate_as(ctx, &resident2, sent.id, (Texts){0}, RATING_SATISFIED), DENIED);
    CHECK_STATUS(rate_as(ctx, &resident, sent.id, (Texts){0}, RATING_NONE), INVALID);
    CHECK_STATUS(rate_as(ctx, &resident, sent.id, (Texts){0}, RATING_SATISFIED), OK);
    CHECK_STATUS(rate_as(ctx, &resident, sent.id, (Texts){0}, RATING_SATISFIED), CONFLICT);
    opinion = opinion_now(ctx, sent.id);
    CHECK_INT(opinion.state, OPINION_CLOSED);
    CHECK_INT(opinion.rating, RATING_SATISFIED);
    CHECK(!opinion.visit_wanted);
    CHECK_STATUS(opinion_events(ctx, &opinion, &events), OK);
    CHECK_INT(events.len, 4);
    tallies_agree(ctx);
}

OPINION_TEST(words_that_went_out_before_are_refused)
{
    OpinionSent one = send_named(ctx), other = send_anonymous(ctx);
    Text words = T("您好，情况已经了解，正在处理。");

    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_reply(ctx, one.id, 1, words, false), OK);
    CHECK_STATUS(opinion_reply(ctx, one.id, 2, words, false), OK); /* the same person again */
    CHECK_STATUS(opinion_reply(ctx, other.id, 1, words, false), INVALID);
    CHECK(problem_of(ctx, "answer").at != NULL);
    act_as(ctx, &clerk2);
    CHECK_STATUS(
        opinion_reply(ctx, other.id, 1, T("您好，　情况已经\r\n了解，正在 处理。\n"), true),
        INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_reply(ctx, other.id, 1, T("您好，您说的情况已经了解，正在处理。"), false),
                 OK);
}

OPINION_TEST(nobody_handles_the_own_opinion)
{
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
    OpinionSent sent;
    Opinion seen;

    draft.sender = SENDER_NAMED;
    sent = send_draft(ctx, &clerk, &draft);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), DENIED);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK_INT(seen.sight, SEES_SENDER);
    CHECK(!opinion_may_handle(ctx, &seen));
    CHECK_STATUS(reply_as(ctx, &clerk2, sent.id, true), OK);
}

/* Filed for somebody, answered and praised by the same hand: that would be a figure, no opinion. */
OPINION_TEST(whoever_answered_does_not_rate_for_somebody)
{
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
    OpinionSent sent;

    draft.for_other = true;
    draft.sender = SENDER_NAMED;
    draft.name = T("王奶奶");
    sent = send_draft(ctx, &clerk, &draft);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
    CHECK_STATUS(rate_as(ctx, &clerk, sent.id, (Texts){0}, RATING_SATISFIED), DENIED);
    CHECK_STATUS(rate_as(ctx, &clerk, sent.id, receipt_texts(ctx, &sent), RATING_SATISFIED),
                 DENIED);
    CHECK_STATUS(rate_as(ctx, NULL, sent.id, receipt_texts(ctx, &sent), RATING_BASICALLY), OK);
    CHECK_INT(opinion_now(ctx, sent.id).filed_by, clerk.account);
    sent = send_draft(ctx, &grid, &draft);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
    CHECK_STATUS(rate_as(ctx, &grid, sent.id, (Texts){0}, RATING_SATISFIED), OK);
}

OPINION_TEST(answers_are_words)
{
    static const struct {
        const char *what, *words;
    } rows[] = {
        {"nothing",   ""                         },
        {"spaces",    " \n　\t "                },
        {"signs",     "……！！？？"       },
        {"emoji",     "👍👍👍"             },
        {"one word",  "好"                      },
        {"a control", "车已经\x01派出去了"},
        {"no UTF-8",  "车已经\xff派出去了"},
    };
    OpinionSent sent = send_named(ctx);
    char *much = arena_alloc(ctx->arena, (OPINION_ANSWER_CHARS_MAX + 1) * 3 + 1);

    act_as(ctx, &clerk);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].what);
        act_as(ctx, &clerk);
        CHECK_STATUS(opinion_reply(ctx, sent.id, 1, text_c(rows[i].words), false), INVALID);
        CHECK(problem_of(ctx, "answer").at != NULL);
        act_as(ctx, &clerk);
        CHECK_STATUS(opinion_refer(ctx, sent.id, 1, text_c(rows[i].words)), INVALID);
        act_as(ctx, &clerk);
        CHECK_STATUS(opinion_pass(ctx, sent.id, 1, TOWNSHIP_CODE, text_c(rows[i].words)), INVALID);
        act_as(ctx, &clerk);
        CHECK_STATUS(opinion_note(ctx, sent.id, text_c(rows[i].words)), INVALID);
        act_as(ctx, &clerk);
        CHECK_STATUS(opinion_subject_add(ctx, sent.id, 1, text_c(rows[i].words)), INVALID);
    }
    for (size_t i = 0; i <= OPINION_ANSWER_CHARS_MAX; i++)
        memcpy(much + 3 * i, "车", 3);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_reply(ctx, sent.id, 1,
                               (Text){much, ((size_t)OPINION_ANSWER_CHARS_MAX + 1) * 3}, false),
                 INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(
        opinion_reply(ctx, sent.id, 1, (Text){much, (size_t)OPINION_ANSWER_CHARS_MAX * 3}, false),
        OK);
}
