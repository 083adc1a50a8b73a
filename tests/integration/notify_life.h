/*
 * notify_life -- a notice, and accounts that may be told of it; for tests of notices.
 */
#pragma once

#include "account/account.h"
#include "life.h"
#include "notify/notify.h"

static const Notice reply
    __attribute__((unused)) = {.kind = "opinion.reply",
                               .subject = 7,
                               .region = 210111010203,
                               .sentence = T_INIT("您提的意见有了答复：230601-482193"),
                               .link = T_INIT("/o/230601-482193")};

/* Half past ten in the morning, a Thursday. */
static const Time morning = 1685586600;

static inline int64_t
add_account(Ctx *ctx, const char *login, Role role, RegionCode region)
{
    RoleGrant grant = {.role = role, .region = region};
    Text password;
    int64_t id = 0;

    act_as(ctx, &actor_system);
    CHECK_STATUS(account_add_fresh(ctx, text_c(login), T("某人"), T(""), (RoleGrants){&grant, 1},
                                   &id, &password),
                 OK);
    return id;
}

/* Somebody with this account, who acts from now on. */
static inline void
act_as_account(Ctx *ctx, int64_t account)
{
    Actor *actor = NEW(ctx->arena, Actor);

    *actor = (Actor){.account = account, .login = T("x"), .name = T("某人")};
    act_as(ctx, actor);
}

static inline size_t
told(Ctx *ctx, int64_t account)
{
    NoticeLines lines;

    act_as_account(ctx, account);
    return notify_list(ctx, T(""), &lines) == OK ? lines.len : 999;
}

static inline OutboxLines
waiting(Ctx *ctx)
{
    OutboxLines lines = {0};

    act_as(ctx, &actor_system);
    CHECK_STATUS(outbox_list(ctx, 0, OUTBOX_WAITING, T(""), &lines), OK);
    return lines;
}
