/*
 * What happens to an opinion between offices and at its end: more time, up and down, joined, moved,
 * rated, called back.
 */
#include "harness.h"

#include "db.h"

#include "opinion_life.h"

/* ---- more time ---- */

OPINION_TEST(more_time_needs_the_consent_of_the_office_above)
{
    OpinionSent sent = send_named(ctx);
    Opinions asked;
    Time due = opinion_now(ctx, sent.id).resolve_due;

    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 1, 0, T("车坏了")), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 1, 31, T("")), INVALID);
    CHECK(problem_of(ctx, "days").at != NULL && problem_of(ctx, "reason").at != NULL);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 1, 10, T("车坏了")), OK);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 2, 10, T("车坏了")), CONFLICT);
    CHECK_STATUS(opinion_extension_decide(ctx, sent.id, 2, true, T("")), DENIED);
    act_as(ctx, &other_reviewer);
    CHECK_STATUS(opinion_extension_decide(ctx, sent.id, 2, true, T("")), DENIED);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_extensions(ctx, TOWNSHIP_CODE, &asked), OK);
    CHECK_INT(asked.len, 1);
    CHECK_STATUS(opinion_extension_decide(ctx, sent.id, 2, false, T("")), INVALID);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_extension_decide(ctx, sent.id, 2, false, T("借一辆")), OK);
    CHECK_INT(opinion_now(ctx, sent.id).resolve_due, due);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 3, 10, T("借不到")), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_extension_decide(ctx, sent.id, 4, true, T("")), OK);
    CHECK_INT(opinion_now(ctx, sent.id).resolve_due, due + 10 * SECONDS_PER_DAY);
    CHECK_TEXT(opinion_now(ctx, sent.id).extension_reason, "借不到");
    CHECK_INT(notices_of(ctx, sent.id, "opinion.extension"), 3); /* clerks, sender */
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 5, 21, T("还是借不到")), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 5, 20, T("还是借不到")), OK);
}

/* Otherwise it would stand on the list of those to be decided for ever. */
OPINION_TEST(what_an_office_asked_for_goes_with_it)
{
    for (int way = 0; way < 5; way++) {
        OpinionSent sent = send_named(ctx);
        Opinion opinion;

        act_as(ctx, &clerk);
        CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 1, 3, T("车坏了")), OK);
        act_as(ctx, &reviewer);
        if (way == 0)
            CHECK_STATUS(opinion_take(ctx, sent.id, 2), OK);
        else if (way == 1)
            CHECK_STATUS(opinion_pass(ctx, sent.id, 2, DISTRICT_CODE, T("请区里办")), OK);
        else if (way == 2)
            CHECK_STATUS(opinion_move(ctx, sent.id, 2, VILLAGE2, T("")), OK);
        else if (way == 3)
            CHECK_STATUS(opinion_subject_add(ctx, sent.id, 2, T("clerk2")), OK);
        else
            CHECK_STATUS(reply_as(ctx, &reviewer, sent.id, false), OK);
        opinion = opinion_now(ctx, sent.id);
        CHECK_INT(opinion.extension_asked, 0);
        CHECK(opinion.office != VILLAGE);
    }
}

OPINION_TEST(the_district_gets_no_more_time)
{
    OpinionSent sent = send_named(ctx);

    act_as(ctx, &district);
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 1, 3, T("车坏了")), INVALID);
    act_as(ctx, &reviewer); /* takes it over; then the district decides */
    CHECK_STATUS(opinion_extension_ask(ctx, sent.id, 1, 3, T("车坏了")), OK);
    CHECK_INT(opinion_now(ctx, sent.id).office, TOWNSHIP_CODE);
    CHECK_STATUS(opinion_extension_decide(ctx, sent.id, 2, true, T("")), DENIED);
    act_as(ctx, &district);
    CHECK_STATUS(opinion_extension_decide(ctx, sent.id, 2, true, T("")), OK);
}

/* ---- from office to office ---- */

OPINION_TEST(up_one_step_and_down_to_its_place)
{
    static const struct {
        const char *what;
        const Actor *actor;
        RegionCode from, to;
        Status wanted;
    } rows[] = {
        {"up",                        &clerk,    VILLAGE,       TOWNSHIP_CODE, OK     },
        {"two up",                    &clerk,    VILLAGE,       DISTRICT_CODE, INVALID},
        {"to another village",        &clerk,    VILLAGE,       VILLAGE2,      INVALID},
        {"to itself",                 &clerk,    VILLAGE,       VILLAGE,       INVALID},
        {"nowhere",                   &clerk,    VILLAGE,       0,             INVALID},
        {"to the city",               &district, DISTRICT_CODE, 210100000000,  INVALID},
        {"down",                      &reviewer, TOWNSHIP_CODE, VILLAGE,       OK     },
        {"down to another",           &reviewer, TOWNSHIP_CODE, VILLAGE2,      INVALID},
        {"further up",                &reviewer, TOWNSHIP_CODE, DISTRICT_CODE, OK     },
        {"up from above",             &reviewer, VILLAGE,       DISTRICT_CODE, OK     },
        {"down two",                  &district, DISTRICT_CODE, VILLAGE,       OK     },
        {"down one",                  &district, DISTRICT_CODE, TOWNSHIP_CODE, OK     },
        {"to another township",       &district, DISTRICT_CODE, 210111011000,  INVALID},
        {"what is no longer its own", &clerk,    TOWNSHIP_CODE, VILLAGE,       DENIED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
        OpinionSent sent = send_draft(ctx, NULL, &draft);

        ROW(rows[i].what);
        if (rows[i].from != VILLAGE) {
            act_as(ctx, rows[i].from == TOWNSHIP_CODE ? &reviewer2 : &district2);
            CHECK_STATUS(opinion_take(ctx, sent.id, 1), OK);
        }
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(
            opinion_pass(ctx, sent.id, lock_of(ctx, sent.id), rows[i].to, T("该您管，请办")),
            rows[i].wanted);
        CHECK_INT(opinion_now(ctx, sent.id).office,
                  rows[i].wanted == OK ? rows[i].to : rows[i].from);
    }
}

/* ---- joined ---- */

OPINION_TEST(joined_ones_follow_the_one_that_is_handled)
{
    OpinionSent one = send_named(ctx), two = send_phone(ctx), three = send_anonymous(ctx);
    OpinionDraft elsewhere = opinion_draft_of(OPINION_QUESTION);
    Opinion seen, joined;
    OpinionSent far;

    elsewhere.region = VILLAGE2;
    far = send_draft(ctx, NULL, &elsewhere);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_merge(ctx, two.id, 1, two.number), INVALID);
    CHECK_STATUS(opinion_merge(ctx, two.id, 1, T("230601-x")), INVALID);
    CHECK_STATUS(opinion_merge(ctx, two.id, 1, far.number), INVALID);
    CHECK_STATUS(opinion_merge(ctx, two.id, 1, T("")), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_merge(ctx, two.id, 1, three.number), OK);
    CHECK_INT(opinion_now(ctx, three.id).supporters, 1);
    CHECK_STATUS(opinion_merge(ctx, one.id, 1, two.number), INVALID); /* joined itself */
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_merge(ctx, three.id, 1, one.number), OK);
    CHECK_INT(opinion_now(ctx, one.id).supporters, 2);
    CHECK_INT(opinion_now(ctx, two.id).merged_into, one.id); /* it goes along */
    CHECK_STATUS(reply_as(ctx, &clerk, one.id, true), OK);
    /* The phone hears of it, by its own number. */
    CHECK_INT(count_rows(ctx, "outbox", 0, 0, "13800138000"), 2);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_get(ctx, two.id, receipt_texts(ctx, &two), &seen), OK);
    CHECK_INT(seen.state, OPINION_MERGED);
    CHECK_STATUS(opinion_joined(ctx, &seen, &joined), OK);
    CHECK_INT(joined.state, OPINION_RESOLVED);
    CHECK_TEXT(joined.number, text_cstr(ctx->arena, one.number)); /* on the board */
    CHECK_STATUS(opinion_joined(ctx, &joined, &seen), NOT_FOUND);
    tallies_agree(ctx);
}

OPINION_TEST(of_a_private_one_the_joined_sender_sees_the_answer_alone)
{
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);
    OpinionSent hidden, mine = send_anonymous(ctx);
    Opinion seen, joined;

    draft.open = false;
    draft.latitude_e6 = draft.longitude_e6 = SOME_INT(1000000);
    hidden = send_draft(ctx, &resident, &draft);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_merge(ctx, mine.id, 1, hidden.number), OK);
    CHECK_STATUS(reply_as(ctx, &clerk, hidden.id, false), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_get(ctx, mine.id, receipt_texts(ctx, &mine), &seen), OK);
    CHECK_STATUS(opinion_joined(ctx, &seen, &joined), OK);
    CHECK(joined.number.at == NULL && joined.body.at == NULL && joined.title.at == NULL);
    CHECK(joined.place.at == NULL && !joined.latitude_e6.set && joined.sender_name.at == NULL);
    CHECK(joined.answer.len != 0);
}

/* ---- moved ---- */

OPINION_TEST(a_moved_one_counts_for_the_right_village)
{
    OpinionSent sent = send_named(ctx);
    OpinionFigures figures;
    Opinion opinion;

    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_move(ctx, sent.id, 1, COMMUNITY, T("")), DENIED); /* not its township */
    CHECK_STATUS(opinion_move(ctx, sent.id, 1, TOWNSHIP_CODE, T("")), INVALID);
    CHECK_STATUS(opinion_move(ctx, sent.id, 1, VILLAGE, T("")), INVALID);
    CHECK_STATUS(opinion_move(ctx, sent.id, 1, 210111010999, T("")), INVALID);
    ctx->now += SECONDS_PER_DAY;
    act_as(ctx, &district);
    CHECK_STATUS(opinion_move(ctx, sent.id, 1, COMMUNITY, T("铁西的路")), OK);
    opinion = opinion_now(ctx, sent.id);
    CHECK_INT(opinion.region, COMMUNITY);
    CHECK_INT(opinion.office, COMMUNITY);
    CHECK_INT(opinion.reply_due, day_start(ctx_today(ctx) + 1));
    CHECK_INT(opinion.resolve_due, opinion_resolve_due(TEST_NOW));
    CHECK_INT(notices_of(ctx, sent.id, "opinion.moved"), 2); /* its clerk and the sender */
    CHECK_STATUS(opinion_figures(ctx, VILLAGE, &figures), OK);
    CHECK_INT(figures.received + figures.pending, 0);
    CHECK_STATUS(opinion_figures(ctx, 210111011000, &figures), OK);
    CHECK_INT(figures.received, 1);
    CHECK_INT(figures.pending, 1);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, false), DENIED);
    CHECK_STATUS(reply_as(ctx, &community_clerk, sent.id, true), OK);
    tallies_agree(ctx);
}

/* ---- rated ---- */

OPINION_TEST(not_satisfied_opens_it_once_with_the_office_above)
{
    OpinionSent sent = send_named(ctx);
    OpinionFigures figures;
    Opinion opinion;
    RegionCode answered;

    CHECK_STATUS(opinion_answered_by(ctx, sent.id, &answered), NOT_FOUND);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_rate(ctx, sent.id, (Texts){0}, RATING_UNSATISFIED, T("")), INVALID);
    ctx->now += 3 * SECONDS_PER_DAY;
    CHECK_STATUS(rate_as(ctx, &resident, sent.id, (Texts){0}, RATING_UNSATISFIED), OK);
    opinion = opinion_now(ctx, sent.id);
    CHECK_INT(opinion.state, OPINION_IN_HAND);
    CHECK_INT(opinion.office, TOWNSHIP_CODE);
    CHECK_STATUS(opinion_answered_by(ctx, sent.id, &answered), OK);
    CHECK_INT(answered, VILLAGE); /* the answer stays the village's */
    CHECK_INT(opinion.reopened, 1);
    CHECK_INT(opinion.rating, RATING_NONE);
    CHECK_INT(opinion.resolve_due, opinion_resolve_due(ctx->now));
    CHECK(!opinion.resolved_at.set && !opinion.visit_wanted);
    CHECK_INT(notices_of(ctx, sent.id, "opinion.reopened"), 2);
    CHECK_STATUS(opinion_figures(ctx, VILLAGE, &figures), OK);
    CHECK_INT(figures.resolved, 0);
    CHECK_INT(figures.pending, 1);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), DENIED);
    CHECK_STATUS(reply_as(ctx, &reviewer, sent.id, true), OK);
    CHECK_STATUS(rate_as(ctx, &resident, sent.id, (Texts){0}, RATING_UNSATISFIED), OK);
    opinion = opinion_now(ctx, sent.id);
    CHECK_INT(opinion.state, OPINION_CLOSED);
    CHECK_INT(opinion.rating, RATING_UNSATISFIED);
    CHECK_STATUS(opinion_figures(ctx, DISTRICT_CODE, &figures), OK);
    CHECK_INT(figures.unsatisfied, 1);
    CHECK_INT(figures.resolved_in_time, 1); /* within the first seven days, after all */
    tallies_agree(ctx);
}

/* ---- called back ---- */

OPINION_TEST(who_answered_does_not_call_back)
{
    OpinionSent sent = send_phone(ctx);
    Opinion opinion;

    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, false), OK);
    act_as(ctx, &clerk2);
    CHECK_STATUS(opinion_resolve(ctx, sent.id, 2, T("收走了")), OK);
    CHECK_STATUS(opinion_visit(ctx, sent.id, 3, true, RATING_SATISFIED, T("")), DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_visit(ctx, sent.id, 3, true, RATING_SATISFIED, T("")), DENIED);
    act_as(ctx, &resident2);
    CHECK_STATUS(opinion_visit(ctx, sent.id, 3, true, RATING_SATISFIED, T("")), DENIED);
    act_as(ctx, &grid);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &opinion), OK);
    CHECK(opinion_may_visit(ctx, &opinion));
    CHECK_TEXT(opinion.sender_phone, "13800138000");
    CHECK_STATUS(opinion_visit(ctx, sent.id, 3, true, RATING_NONE, T("")), INVALID);
    act_as(ctx, &grid);
    CHECK_STATUS(opinion_visit(ctx, sent.id, 3, true, RATING_UNSATISFIED, T(" ")), INVALID);
    act_as(ctx, &grid);
    CHECK_STATUS(opinion_visit(ctx, sent.id, 3, true, RATING_UNSATISFIED, T("又堆起来了")), OK);
    opinion = opinion_now(ctx, sent.id);
    CHECK_INT(opinion.state, OPINION_IN_HAND);
    CHECK_INT(opinion.office, TOWNSHIP_CODE);
    /* What grid members may see ends with the visit. */
    act_as(ctx, &grid);
    CHECK_STATUS(opinion_visit(ctx, sent.id, 4, true, RATING_SATISFIED, T("")), DENIED);
    CHECK_INT(count_rows(ctx, "trace", sent.id, grid.account, ""), 2); /* the visit, its trail */
}

OPINION_TEST(three_days_not_reached_close_it_unrated)
{
    OpinionSent sent = send_phone(ctx);
    Opinion opinion;

    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
    for (int i = 0; i < OPINION_VISIT_TRIES; i++) {
        CHECK_INT(opinion_now(ctx, sent.id).state, OPINION_RESOLVED);
        act_as(ctx, &clerk2);
        CHECK_STATUS(opinion_visit(ctx, sent.id, 2 + i, false, RATING_NONE, T("没人接")), OK);
        if (i + 1 < OPINION_VISIT_TRIES)
            CHECK_STATUS(opinion_visit(ctx, sent.id, 3 + i, false, RATING_NONE, T("又没接")),
                         INVALID);
        ctx->now += SECONDS_PER_DAY;
    }
    ctx->now = TEST_NOW;
    opinion = opinion_now(ctx, sent.id);
    CHECK_INT(opinion.state, OPINION_CLOSED);
    CHECK_INT(opinion.rating, RATING_NONE);
    CHECK(!opinion.visit_wanted);
    CHECK_STATUS(opinion_visit(ctx, sent.id, 5, true, RATING_SATISFIED, T("")), CONFLICT);
    tallies_agree(ctx);
}

/* ---- whom it is about ---- */

OPINION_TEST(a_petition_risk_is_marked_settled_and_counted_once)
{
    OpinionSent sent = send_named(ctx);
    OpinionFigures figures;
    Opinion seen;

    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_petition(ctx, sent.id, 1, true), CONFLICT);
    CHECK_STATUS(opinion_petition(ctx, sent.id, 1, false), OK);
    CHECK_STATUS(opinion_petition(ctx, sent.id, 2, false), CONFLICT);
    CHECK_STATUS(opinion_petition(ctx, sent.id, 2, true), OK);
    CHECK_STATUS(opinion_petition(ctx, sent.id, 3, true), CONFLICT);
    CHECK_STATUS(opinion_figures(ctx, DISTRICT_CODE, &figures), OK);
    CHECK_INT(figures.petitions_settled, 1);
    act_as(ctx, &resident); /* the sender does not read how the office thinks of it */
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK(!seen.petition && !seen.petition_settled_day.set);
    tallies_agree(ctx);
}

OPINION_TEST(hidden_ones_leave_the_board_and_go_on)
{
    OpinionSent sent = send_named(ctx);
    Opinions board;
    Opinion seen;

    CHECK_STATUS(opinion_board(ctx, VILLAGE, T(""), 10, &board), OK);
    CHECK_INT(board.len, 1);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_hide(ctx, sent.id, 1, T(" ")), INVALID);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_hide(ctx, sent.id, 1, T("骂人")), OK);
    CHECK_STATUS(opinion_hide(ctx, sent.id, 2, T("骂人")), CONFLICT);
    CHECK_STATUS(opinion_board(ctx, DISTRICT_CODE, T(""), 10, &board), OK);
    CHECK_INT(board.len, 0);
    CHECK_INT(notices_of(ctx, sent.id, "opinion.hidden"), 1);
    act_as(ctx, &resident);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK(seen.hidden && !seen.shown);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
    CHECK(!opinion_now(ctx, sent.id).shown);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_show_again(ctx, sent.id, 3), DENIED);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_show_again(ctx, sent.id, 2), CONFLICT);
    CHECK_STATUS(opinion_show_again(ctx, sent.id, 3), OK);
    CHECK_STATUS(opinion_show_again(ctx, sent.id, 4), CONFLICT);
    CHECK(opinion_now(ctx, sent.id).shown);
    CHECK_INT(notices_of(ctx, sent.id, "opinion.shown"), 1);
    CHECK_STATUS(opinion_board(ctx, DISTRICT_CODE, T(""), 10, &board), OK);
    CHECK_INT(board.len, 1);
}
