/*
 * Whom an opinion is about: that person has no part in it.
 */
#include "harness.h"

#include "db.h"

#include "opinion_life.h"

OPINION_TEST(whom_it_is_about_neither_sees_nor_handles_it)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    Opinion seen;
    Opinions queue;
    OpinionSent sent;

    draft.open = false;
    draft.subject = T("clerk");
    sent = send_draft(ctx, &resident, &draft);
    CHECK_INT(opinion_now(ctx, sent.id).office, TOWNSHIP_CODE);
    for (int i = 0; i < 2; i++) { /* the colleague neither */
        act_as(ctx, i == 0 ? &clerk : &clerk2);
        CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), NOT_FOUND);
        CHECK_STATUS(opinion_note(ctx, sent.id, T("不是这样")), NOT_FOUND);
        CHECK_STATUS(opinion_queue(ctx, VILLAGE, VIEW_OPEN, T(""), &queue), OK);
        CHECK_INT(queue.len, 0);
    }
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_pass(ctx, sent.id, lock_of(ctx, sent.id), VILLAGE, T("自己看看")),
                 INVALID);
    /* The township's own, too: then the district. */
    CHECK_STATUS(opinion_subject_add(ctx, sent.id, lock_of(ctx, sent.id), T("reviewer2")), OK);
    CHECK_INT(opinion_now(ctx, sent.id).office, DISTRICT_CODE);
    act_as(ctx, &reviewer2);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), NOT_FOUND);
    CHECK_STATUS(reply_as(ctx, &district, sent.id, false), OK);
    act_as(ctx, &reviewer2);
    CHECK_STATUS(opinion_petition(ctx, sent.id, lock_of(ctx, sent.id), false), NOT_FOUND);
}

OPINION_TEST(who_was_named_by_mistake_is_let_in_by_those_above)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent;
    Opinion seen;
    Texts names;

    draft.open = false;
    draft.subject = T("clerk");
    sent = send_draft(ctx, &resident, &draft);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_subject_remove(ctx, sent.id, 1, T("clerk")), NOT_FOUND);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK_STATUS(opinion_subject_names(ctx, &seen, &names), OK);
    CHECK_INT(names.len, 1);
    CHECK_TEXT(names.at[0], "clerk");
    CHECK_STATUS(opinion_subject_remove(ctx, sent.id, seen.lock, T("clerk")), DENIED);
    act_as(ctx, &district);
    CHECK_STATUS(opinion_subject_remove(ctx, sent.id, seen.lock - 1, T("clerk")), CONFLICT);
    CHECK_STATUS(opinion_subject_remove(ctx, sent.id, seen.lock, T("clerk2")), INVALID);
    CHECK_STATUS(opinion_subject_remove(ctx, sent.id, seen.lock, T("clerk")), OK);
    act_as(ctx, &clerk); /* sees it again; it stays where it went */
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK_INT(seen.office, TOWNSHIP_CODE);
    /* A colleague of the district's lets nobody of the district in: the inspectors do. */
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_subject_add(ctx, sent.id, lock_of(ctx, sent.id), T("leader")), OK);
    act_as(ctx, &district);
    CHECK_STATUS(opinion_subject_remove(ctx, sent.id, lock_of(ctx, sent.id), T("leader")), DENIED);
    act_as(ctx, &inspector);
    CHECK_STATUS(opinion_subject_remove(ctx, sent.id, lock_of(ctx, sent.id), T("leader")), OK);
}

/* On the board, whom it is about reads what everybody reads, and has no work with it. */
OPINION_TEST(a_shown_one_is_not_in_the_queue_of_whom_it_is_about)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent;
    Opinions queue;
    Opinion seen;

    draft.sender = SENDER_NAMED;
    draft.subject = T("clerk");
    sent = send_draft(ctx, &resident, &draft);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_get(ctx, sent.id, (Texts){0}, &seen), OK);
    CHECK_INT(seen.sight, SEES_PUBLIC);
    CHECK_STATUS(opinion_queue(ctx, VILLAGE, VIEW_OPEN, T(""), &queue), OK);
    CHECK_INT(queue.len, 0);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_queue(ctx, TOWNSHIP_CODE, VIEW_OURS, T(""), &queue), OK);
    CHECK_INT(queue.len, 1);
}

/* A village admin's complaint about the township's clerk: the clock and a bad rating pass it by. */
OPINION_TEST(going_up_passes_by_where_somebody_works_whom_it_is_about)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);
    OpinionSent sent;

    draft.sender = SENDER_NAMED;
    draft.subject = T("reviewer");
    sent = send_draft(ctx, &resident, &draft);
    CHECK_INT(opinion_now(ctx, sent.id).office, VILLAGE);
    CHECK_STATUS(reply_as(ctx, &clerk, sent.id, true), OK);
    CHECK_STATUS(rate_as(ctx, &resident, sent.id, (Texts){0}, RATING_UNSATISFIED), OK);
    CHECK_INT(opinion_now(ctx, sent.id).office, DISTRICT_CODE);
}

/* ---- marks ---- */
