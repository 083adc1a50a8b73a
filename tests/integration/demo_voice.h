/*
 * demo_voice -- the demonstration's residents and what they ask: the published figures, from rows.
 */
#pragma once

#include "opinion/queue.h"
#include "resident/roster.h"

static const RegionCode VOICE_DISTRICT = 210111000000;
static const RegionCode VOICE_VILLAGE = 210111010203;

/* Received, resolved, pending, settled; rated ones are all satisfied; nothing is overdue. */
static inline Status
voice_figures(Ctx *ctx, void *arg)
{
    OpinionFigures figures;
    OpinionAges ages;
    RosterFigures people;

    (void)arg;
    TRY(opinion_figures(ctx, VOICE_DISTRICT, &figures));
    CHECK_INT(figures.received, 336);
    CHECK_INT(figures.resolved, 320);
    CHECK_INT(figures.pending, 16);
    CHECK_INT(figures.petitions_settled, 8);
    CHECK(figures.satisfied > 200);
    CHECK_INT(figures.basically + figures.unsatisfied, 0);
    CHECK_INT(figures.reply_judged, 336);
    CHECK(figures.replied_same_day >= 325 && figures.replied_same_day < 336);
    CHECK_INT(figures.resolved_in_time, figures.resolve_judged);
    TRY(opinion_ages(ctx, VOICE_DISTRICT, &ages));
    CHECK_INT(ages.today + ages.days_3 + ages.days_7, 16);
    CHECK_INT(ages.older, 0);
    TRY(roster_figures(ctx, VOICE_DISTRICT, &people));
    CHECK_INT(people.eligible, 14880);
    CHECK_INT(people.registered, 14870);
    CHECK(people.active * 100 >= people.registered * 30);
    return OK;
}

/* 鲍家's rubbish: answered within minutes, cleared the same day, rated; a visitor reads it. */
static inline Status
voice_story(Ctx *ctx, void *arg)
{
    Opinions board;
    Opinion story;

    (void)arg;
    ctx->actor = NULL;
    TRY(opinion_board(ctx, VOICE_VILLAGE, (Text){0}, OPINIONS_PAGE, &board));
    CHECK(board.len >= 20);
    TRY(opinion_by_number(ctx, T("230518-081200"), (Texts){0}, &story));
    CHECK_INT(story.state, OPINION_CLOSED);
    CHECK_INT(story.topic, TOPIC_RUBBISH);
    CHECK_INT(story.rating, RATING_SATISFIED);
    CHECK(story.sender_name.at == NULL);
    CHECK_INT(day_of(story.received_at), day_of(story.replied_at.value));
    CHECK_INT(day_of(story.received_at), day_of(story.resolved_at.value));
    return OK;
}
