/*
 * Who was refused and did not come again: name and phone are not kept for ever.
 */
#include "resident/join.h"
#include "resident/join.sql.h"
#include "store/store.h"

enum { FORGET_AT_ONCE = 50 };

static Status
forget_some(Ctx *ctx, void *arg)
{
    size_t *found = arg;
    JoinRefusedLongRows rows;

    ctx->actor = &actor_system;
    TRY(join_refused_long(ctx, ctx->now - (Time)JOIN_REFUSED_DAYS * SECONDS_PER_DAY, FORGET_AT_ONCE,
                          &rows));
    for (size_t i = 0; i < rows.len; i++)
        TRY(account_expire(ctx, rows.at[i].account));
    *found = rows.len;
    return OK;
}

Status
join_forget_refused(Store *store, Ctx *ctx)
{
    size_t found;

    do {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(store_write(store, ctx, forget_some, &found));
        arena_release(ctx->arena, mark);
    } while (found == FORGET_AT_ONCE);
    return OK;
}
