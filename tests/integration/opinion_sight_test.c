/*
 * Who sees how much of an opinion, and who does not learn that there is one.
 */
#include "harness.h"

#include "db.h"

#include "opinion_life.h"

enum { READERS = 19 };
static const struct {
    const char *what;
    const Actor *actor;
} readers[READERS] = {
    {"visitor",            NULL               },
    {"resident",           &resident          },
    {"another resident",   &resident2         },
    {"of another village", &other_resident    },
    {"member",             &member            },
    {"clerk",              &clerk             },
    {"other clerk",        &other_clerk       },
    {"finance",            &finance           },
    {"grid",               &grid              },
    {"township",           &reviewer          },
    {"other township",     &other_reviewer    },
    {"district",           &district          },
    {"leader",             &leader            },
    {"operator",           &oper              },
    {"inspector",          &inspector         },
    {"township inspector", &township_inspector},
    {"other inspector",    &other_inspector   },
    {"system",             &actor_system      },
    {"community clerk",    &community_clerk   },
};

/* N none, P public, S staff, O own, H handler; in the order of the readers. */
static OpinionSight
sight_of_letter(char letter)
{
    switch (letter) {
    case 'P':
        return SEES_PUBLIC;
    case 'S':
        return SEES_STAFF;
    case 'O':
        return SEES_SENDER;
    case 'H':
        return SEES_HANDLER;
    default:
        return SEES_NONE;
    }
}

typedef struct SightRow {
    const char *what;
    OpinionSender sender;
    bool open, answered, resolved, higher;
    const char *wanted;
} SightRow;

/* By the readers above: v r r2 or m c oc f g t ot d l op i ti oi sys cc */
static const SightRow sights[] = {
    {"named, public",             SENDER_NAMED,     true,  false, false, false, "POPPPHPPPHPHPPHHPHP"},
    {"named, private",            SENDER_NAMED,     false, false, false, false, "NONNNHNNNHNHNNHHNHN"},
    {"phone, public, unanswered", SENDER_PHONE,     true,  false, false, false, "NNNNNHNNNHNHNNHHNHN"},
    {"phone, public, answered",   SENDER_PHONE,     true,  true,  false, false, "PPPPPHPPPHPHPPHHPHP"},
    {"phone, private, answered",  SENDER_PHONE,     false, true,  false, false, "NNNNNHNNNHNHNNHHNHN"},
    {"phone, private, resolved",  SENDER_PHONE,     false, true,  true,  false, "NNNNNHNNHHNHNNHHNHN"},
    {"anonymous, public",         SENDER_ANONYMOUS, true,  true,  true,  false, "PPPPPHPPPHPHPPHHPHP"},
    {"anonymous, private",        SENDER_ANONYMOUS, false, true,  true,  false, "NNNNNHNNNHNHNNHHNHN"},
    {"gone higher, private",      SENDER_PHONE,     false, true,  false, true,  "NNNNNSNNNSNHNNHHNHN"},
    {"gone higher, public",       SENDER_NAMED,     true,  true,  false, true,  "POPPPSPPPSPHPPHHPHP"},
};

static OpinionSent
send_for(Ctx *ctx, const SightRow *row, OpinionKind kind)
{
    OpinionDraft draft = opinion_draft_of(kind);
    OpinionSent sent;

    draft.sender = row->sender;
    draft.open = row->open;
    if (row->sender != SENDER_ANONYMOUS)
        draft.phone = T("13900139000");
    ctx->now += SECONDS_PER_DAY; /* so many a day and no more */
    sent = send_draft(ctx, row->sender == SENDER_NAMED ? &resident : NULL, &draft);
    if (row->higher) {
        act_as(ctx, &district2);
        CHECK_STATUS(opinion_take(ctx, sent.id, 1), OK);
    }
    if (row->answered)
        CHECK_STATUS(reply_as(ctx, row->higher ? &district2 : &clerk2, sent.id, row->resolved), OK);
    return sent;
}

OPINION_TEST(everybody_sees_what_the_role_lets_see)
{
    for (size_t i = 0; i < sizeof sights / sizeof sights[0]; i++)
        for (int kind = OPINION_QUESTION; kind < OPINION_MISCONDUCT; kind++) {
            OpinionSent sent = send_for(ctx, &sights[i], (OpinionKind)kind);

            for (size_t at = 0; at < READERS; at++) {
                OpinionSight wanted = sight_of_letter(sights[i].wanted[at]);
                Opinion seen = {0}, by_number = {0};
                bool contact;

                ROW(text_cstr(ctx->arena, text_printf(ctx->arena, "%s, by %s", sights[i].what,
                                                      readers[at].what)));
                act_as(ctx, readers[at].actor);
                CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen),
                             wanted == SEES_NONE ? NOT_FOUND : OK);
                CHECK_STATUS(opinion_by_number(ctx, sent.number, (Texts){0}, &by_number),
                             wanted == SEES_NONE ? NOT_FOUND : OK);
                CHECK_INT(seen.sight, wanted);
                contact = wanted == SEES_SENDER || wanted == SEES_HANDLER;
                CHECK(contact || seen.sender_phone.at == NULL);
                CHECK(contact || (seen.sender_name.at == NULL && seen.account == 0));
                if (contact && sights[i].sender == SENDER_PHONE)
                    CHECK_TEXT(seen.sender_phone, "13900139000");
                if (contact && sights[i].sender == SENDER_NAMED)
                    CHECK_TEXT(seen.sender_name, "resident");
            }
            if (sights[i].sender != SENDER_NAMED) {
                Opinion own;

                act_as(ctx, NULL);
                CHECK_STATUS(opinion_get(ctx, sent.id, receipt_texts(ctx, &sent), &own), OK);
                CHECK_INT(own.sight, SEES_SENDER);
            }
        }
}

/* ---- sealed ---- */

static const struct {
    const char *what;
    OpinionAbout about;
    const char *wanted;
} sealed_rows[] = {
    {"about the village",    ABOUT_VILLAGE,    "NNNNNNNNNNNNNNHHNNN"},
    {"about the township",   ABOUT_TOWNSHIP,   "NNNNNNNNNNNNNNHNNNN"},
    {"about the district",   ABOUT_DISTRICT,   "NNNNNNNNNNNNNNHNNNN"},
    {"about the inspectors", ABOUT_INSPECTORS, "NNNNNNNNNNNNNNNNNNN"},
};

/* In no list of anybody's but the inspectors' own. */
static void
check_no_list(Ctx *ctx, const Actor *actor, const OpinionSent *sent, bool reads)
{
    static const RegionCode places[] = {VILLAGE, TOWNSHIP_CODE, DISTRICT_CODE};
    Opinions list;

    for (size_t i = 0; i < 3; i++) {
        bool found = false;

        for (int view = 0; view < OPINION_VIEWS; view++) {
            act_as(ctx, actor);
            if (opinion_queue(ctx, places[i], (OpinionView)view, T(""), &list) != OK)
                continue;
            for (size_t at = 0; at < list.len; at++) {
                found = found || list.at[at].id == sent->id;
                CHECK(list.at[at].id != sent->id || view == VIEW_SEALED);
            }
        }
        CHECK(reads || !found);
        act_as(ctx, actor);
        CHECK_STATUS(opinion_board(ctx, places[i], T(""), 30, &list), OK);
        CHECK_INT(list.len, 0);
    }
}

OPINION_TEST(a_report_of_misconduct_is_there_for_its_inspectors_alone)
{
    for (size_t i = 0; i < sizeof sealed_rows / sizeof sealed_rows[0]; i++) {
        OpinionSent sent = send_sealed(ctx, sealed_rows[i].about);

        CHECK(sent.sealed);
        CHECK_INT(sent.beyond, sealed_rows[i].about == ABOUT_INSPECTORS);
        for (size_t at = 0; at < READERS; at++) {
            bool reads = sealed_rows[i].wanted[at] == 'H';
            Status wanted = reads ? OK : NOT_FOUND;
            RegionCode all = 0;
            OpinionCounts counts;
            Opinion seen;

            ROW(text_cstr(ctx->arena, text_printf(ctx->arena, "%s, by %s", sealed_rows[i].what,
                                                  readers[at].what)));
            act_as(ctx, readers[at].actor);
            CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), wanted);
            CHECK_STATUS(opinion_by_number(ctx, sent.number, (Texts){0}, &seen), wanted);
            CHECK_STATUS(opinion_look(ctx, sent.id), wanted);
            CHECK_STATUS(opinion_follow(ctx, sent.id, true), reads ? OK : NOT_FOUND);
            CHECK_STATUS(opinion_note(ctx, sent.id, T("看一下")), wanted);
            CHECK_STATUS(opinion_petition(ctx, sent.id, 1, false), reads ? DENIED : NOT_FOUND);
            CHECK_STATUS(opinion_pass(ctx, sent.id, 1, DISTRICT_CODE, T("请办")),
                         reads ? DENIED : NOT_FOUND);
            CHECK_STATUS(opinion_reply(ctx, sent.id, 0, T("收到了您的举报"), false),
                         reads ? CONFLICT : NOT_FOUND);
            CHECK_STATUS(opinion_add_words(ctx, sent.id, (Texts){0}, T("还有一件事")),
                         reads ? DENIED : NOT_FOUND);
            check_no_list(ctx, readers[at].actor, &sent, reads);
            act_as(ctx, readers[at].actor);
            CHECK_STATUS(opinion_counts(ctx, (RegionCodes){&all, 0}, &counts), OK);
            all = DISTRICT_CODE;
            CHECK_STATUS(opinion_counts(ctx, (RegionCodes){&all, 1}, &counts), OK);
            CHECK_INT(counts.ours + counts.overdue + counts.today, 0);
            CHECK(counts.sealed == 0 || readers[at].actor == &inspector);
        }
        CHECK_INT(count_rows(ctx, "audit", sent.id, 0, ""), 0);
    }
    ROW(NULL);
    for (size_t i = 0; i < 3; i++) {
        static const RegionCode places[] = {VILLAGE, TOWNSHIP_CODE, DISTRICT_CODE};
        OpinionFigures figures, none = {0};

        CHECK_STATUS(opinion_figures(ctx, places[i], &figures), OK);
        CHECK(memcmp(&figures, &none, sizeof none) == 0);
    }
    tallies_agree(ctx);
}

/* The sender follows it by receipt, from the first word to the rating; nothing of it is told. */
OPINION_TEST(a_sealed_one_has_its_life_between_sender_and_inspectors)
{
    OpinionSent sent = send_sealed(ctx, ABOUT_VILLAGE);
    Texts receipts = receipt_texts(ctx, &sent);
    OpinionEvents events;
    Opinion seen;

    CHECK_INT(notices_of(ctx, sent.id, "opinion.received"), 1); /* the township's inspector */
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_add_words(ctx, sent.id, receipts, T("还有一张发票")), OK);
    for (int i = 0; i < OPINION_EVENTS_MAX + 20; i++) {
        act_as(ctx, &township_inspector);
        CHECK_STATUS(opinion_look(ctx, sent.id), OK);
    }
    CHECK_STATUS(reply_as(ctx, &township_inspector, sent.id, true), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_get(ctx, sent.id, receipts, &seen), OK);
    CHECK_INT(seen.state, OPINION_RESOLVED);
    CHECK(!seen.visit_wanted);
    CHECK_STATUS(opinion_events(ctx, &seen, &events), OK);
    CHECK_INT(events.len, 4); /* not one of the looks, and none of the rest crowded out */
    CHECK_STATUS(rate_as(ctx, NULL, sent.id, receipts, RATING_UNSATISFIED), OK);
    CHECK_TEXT(row_of(ctx, sent.id).state, "closed");
}

OPINION_TEST(an_inspector_who_is_reported_does_not_read_it)
{
    static const struct {
        const char *subject;
        OpinionAbout about;
        bool township, district, beyond;
    } rows[] = {
        {"clerk",              ABOUT_VILLAGE,  true,  true,  false},
        {"township_inspector", ABOUT_VILLAGE,  false, true,  false},
        {"inspector",          ABOUT_VILLAGE,  true,  false, false},
        {"inspector",          ABOUT_TOWNSHIP, false, false, true },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OpinionDraft draft = opinion_draft_of(OPINION_MISCONDUCT);
        OpinionSent sent;
        Opinion seen;

        ROW(rows[i].subject);
        draft.about = rows[i].about;
        draft.subject = text_c(rows[i].subject);
        sent = send_draft(ctx, NULL, &draft);
        CHECK_INT(sent.beyond, rows[i].beyond);
        act_as(ctx, &township_inspector);
        CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen),
                     rows[i].township ? OK : NOT_FOUND);
        CHECK_STATUS(opinion_look(ctx, sent.id), rows[i].township ? OK : NOT_FOUND);
        act_as(ctx, &inspector);
        CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen),
                     rows[i].district ? OK : NOT_FOUND);
        CHECK_STATUS(opinion_look(ctx, sent.id), rows[i].district ? OK : NOT_FOUND);
    }
}

/* ---- what stands in the text ---- */

OPINION_TEST(personal_numbers_are_masked_for_all_but_sender_and_office)
{
    static const char *const secrets[] = {"13812345678", "1381234", "11010519491231002X",
                                          "110105194"};
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
    const Actor *const others[] = {NULL, &resident2, &other_clerk, &grid};
    OpinionSent sent;
    Opinion seen;

    /* The title is cut in the midst of the number. */
    draft.body =
        T("请问村里的低保名单里有没有我家我的电话是这个号码13812345678身份证11010519491231002X");
    draft.place = T("电话13812345678旁边");
    draft.sender = SENDER_NAMED;
    sent = send_draft(ctx, &resident, &draft);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_reply(ctx, sent.id, 1, T("王某您好，按13812345678联系您了"), false), OK);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 2, 3, T("等13812345678回电")), OK);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        OpinionEvents events;

        act_as(ctx, others[i]);
        CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
        CHECK_STATUS(opinion_events(ctx, &seen, &events), OK);
        for (size_t s = 0; s < sizeof secrets / sizeof secrets[0]; s++) {
            Text secret = text_c(secrets[s]);

            CHECK(text_find(seen.body, secret) >= seen.body.len);
            CHECK(text_find(seen.title, secret) >= seen.title.len);
            CHECK(text_find(seen.place, secret) >= seen.place.len);
            CHECK(text_find(seen.answer, secret) >= seen.answer.len);
            CHECK(text_find(seen.extension_reason, secret) >= seen.extension_reason.len);
            for (size_t at = 0; at < events.len; at++)
                CHECK(text_find(events.at[at].note, secret) >= events.at[at].note.len);
        }
    }
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK(text_find(seen.body, T("13812345678")) < seen.body.len);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK(text_find(seen.body, T("13812345678")) < seen.body.len);
}

/* ---- without a name ---- */

OPINION_TEST(whoever_sends_without_a_name_leaves_none)
{
    for (int how = 0; how < 4; how++) { /* by phone or without; a draft or all at once */
        OpinionDraft draft = opinion_draft_of(how < 2 ? OPINION_COMPLAINT : OPINION_MISCONDUCT),
                     begun;
        OpinionSent sent;
        Texts receipts;
        Text token;

        draft.sender = how % 2 == 0 ? SENDER_ANONYMOUS : SENDER_PHONE;
        draft.phone = how % 2 == 0 ? (Text){0} : T("13700137000");
        act_as(ctx, &resident);
        CHECK_STATUS(
            opinion_draft_begin(ctx, VILLAGE, SOURCE_NONE, 0, draft.kind, T(""), &token, &begun),
            OK);
        CHECK_STATUS(opinion_draft_what(ctx, token, draft.kind, draft.topic, draft.body), OK);
        CHECK_STATUS(opinion_draft_who(ctx, token, &draft), OK);
        CHECK_STATUS(opinion_send(ctx, token, T("10.0.0.1"), &sent), OK);
        CHECK_INT(count_rows(ctx, "trace", sent.id, resident.account, ""), 0);
        receipts = receipt_texts(ctx, &sent);
        /* Nor does what is done later, signed in, with the receipt in hand. */
        act_as(ctx, &resident);
        CHECK_STATUS(opinion_add_words(ctx, sent.id, receipts, T("昨天又是这样")), OK);
        if (how < 2) {
            CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
            act_as(ctx, &resident);
            CHECK_STATUS(opinion_rate(ctx, sent.id, receipts, RATING_UNSATISFIED, T("没有来")), OK);
        }
        CHECK_STATUS(opinion_withdraw(ctx, sent.id, receipts), OK);
        CHECK_INT(count_rows(ctx, "trace", sent.id, resident.account, ""), 0);
        sent = send_draft(ctx, &resident, &draft);
        CHECK_INT(count_rows(ctx, "trace", sent.id, resident.account, ""), 0);
    }
}

OPINION_TEST(an_account_that_leaves_takes_its_name_along)
{
    OpinionSent sent = send_named(ctx);
    OpinionDraft draft;
    Opinion seen;
    Text token;

    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, false), OK);
    act_as(ctx, &resident);
    CHECK_STATUS(
        opinion_draft_begin(ctx, VILLAGE, SOURCE_NONE, 0, OPINION_QUESTION, T(""), &token, &draft),
        OK);
    CHECK_STATUS(opinion_add_words(ctx, sent.id, (Texts){0}, T("还有一堆")), OK);
    CHECK_STATUS(opinion_erase_sender(ctx, resident.account), OK);
    CHECK_INT(count_rows(ctx, "draft", 0, 0, ""), 0);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK_INT(seen.sight, SEES_PUBLIC); /* it stays, nobody's */
    seen = opinion_now(ctx, sent.id);
    CHECK_INT(seen.sender, SENDER_ANONYMOUS);
    CHECK(seen.sender_name.len + seen.sender_phone.len == 0 && seen.account == 0);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
    tallies_agree(ctx);
}
