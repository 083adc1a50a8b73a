/*
 * clue_life -- what the tests of supervision share: people with accounts, and what they see.
 */
#pragma once

#include "base/state_key.h"
#include "clue/clue.h"
#include "clue/order.h"
#include "life.h"
#include "notify/notify.h"

PERSON(town_inspector, 502, ROLE_INSPECTOR, 210111010000);
PERSON(other_town_inspector, 503, ROLE_INSPECTOR, 210111011000);
PERSON(city_inspector, 504, ROLE_INSPECTOR, 210100000000);
PERSON(op, 901, ROLE_OPERATOR, 0);

/* Where keys stand; made for each program once. */
static inline void
keys_here(void)
{
    static bool set;

    if (!set)
        state_key_set_dir(text_c(dbs.dir));
    set = true;
}

/* The person with an account of its own, so that it can be told. */
static inline Actor *
with_account(Ctx *ctx, const Actor *person)
{
    Actor *actor = NEW(ctx->arena, Actor);
    const Actor *before = ctx->actor;
    Text password;

    *actor = *person;
    act_as(ctx, &actor_system);
    CHECK_STATUS(account_add_fresh(ctx, person->login, person->name, T(""), person->grants,
                                   &actor->account, &password),
                 OK);
    act_as(ctx, before);
    return actor;
}

static inline size_t
told_of(Ctx *ctx, const Actor *person)
{
    const Actor *before = ctx->actor;
    NoticeLines lines = {0};

    act_as(ctx, person);
    CHECK_STATUS(notify_list(ctx, T(""), &lines), OK);
    act_as(ctx, before);
    return lines.len;
}
