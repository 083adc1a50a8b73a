/*
 * flag_voice_life -- for tests of rules: people with accounts who say something, and what becomes
 * of it, each deed a transaction of its own.
 */
#pragma once

#include "flag_life.h"
#include "opinion_life.h"

static Status
people_body(Ctx *ctx, void *arg)
{
    (void)arg;
    people_fill(ctx);
    return OK;
}

/* flag_world() with everybody's accounts. */
static inline void
voice_world(Ctx *ctx, Store *store)
{
    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, people_body, NULL), OK);
}

typedef struct Said {
    OpinionDraft draft;
    int64_t id;
    Text words;
    bool resolve;
    OpinionRating rating;
} Said;

static Status
say_body(Ctx *ctx, void *arg)
{
    Said *said = arg;

    said->id = send_draft(ctx, &resident, &said->draft).id;
    return OK;
}

static inline int64_t
say_draft(Ctx *ctx, Store *store, OpinionDraft draft)
{
    Said said = {.draft = draft};

    CHECK_STATUS(store_write(store, ctx, say_body, &said), OK);
    return said.id;
}

/* A resident's complaint, in the own name. */
static inline int64_t
say(Ctx *ctx, Store *store, OpinionTopic topic, const char *place)
{
    static int count;
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);

    draft.sender = SENDER_NAMED;
    draft.topic = topic;
    draft.place = text_c(place);
    draft.body = text_printf(ctx->arena, "第%d件事，请村里看一看。", ++count);
    return say_draft(ctx, store, draft);
}

static Status
reply_body(Ctx *ctx, void *arg)
{
    Said *said = arg;

    act_as(ctx, &clerk);
    return life_explain(
        ctx, opinion_reply(ctx, said->id, lock_of(ctx, said->id), said->words, said->resolve));
}

static inline void
reply(Ctx *ctx, Store *store, int64_t id, const char *words, bool resolve)
{
    Said said = {.id = id, .words = text_c(words), .resolve = resolve};

    CHECK_STATUS(store_write(store, ctx, reply_body, &said), OK);
}

static Status
above_body(Ctx *ctx, void *arg)
{
    Said *said = arg;

    act_as(ctx, &district);
    return life_explain(
        ctx, opinion_reply(ctx, said->id, lock_of(ctx, said->id), said->words, said->resolve));
}

/* Answered and resolved by the district, whatever office has it. */
static inline void
resolve_above(Ctx *ctx, Store *store, int64_t id, const char *words)
{
    Said said = {.id = id, .words = text_c(words), .resolve = true};

    CHECK_STATUS(store_write(store, ctx, above_body, &said), OK);
}

static Status
rate_body(Ctx *ctx, void *arg)
{
    Said *said = arg;

    return life_explain(ctx, rate_as(ctx, &resident, said->id, (Texts){0}, said->rating));
}

static inline void
rate(Ctx *ctx, Store *store, int64_t id, OpinionRating rating)
{
    Said said = {.id = id, .rating = rating};

    CHECK_STATUS(store_write(store, ctx, rate_body, &said), OK);
}

static Status
unsay_body(Ctx *ctx, void *arg)
{
    Said *said = arg;

    act_as(ctx, &resident);
    return opinion_withdraw(ctx, said->id, (Texts){0});
}

static inline void
unsay(Ctx *ctx, Store *store, int64_t id)
{
    Said said = {.id = id};

    CHECK_STATUS(store_write(store, ctx, unsay_body, &said), OK);
}

static inline void
pass_days(Ctx *ctx, int days)
{
    ctx->now += (Time)days * 24 * 3600;
}
