/*
 * Who was refused and did not come again: name and phone are not kept for ever.
 */
#include "resident/join.h"

#include "actor/slices.h"
#include "resident/join.sql.h"

enum { FORGET_AT_ONCE = 50 };

static Status
forget_some(Ctx *ctx, void *arg)
{
    bool *more = arg;
    JoinRefusedLongRows rows;

    TRY(join_refused_long(ctx, ctx->now - (Time)JOIN_REFUSED_DAYS * SECONDS_PER_DAY, FORGET_AT_ONCE,
                          &rows));
    for (size_t i = 0; i < rows.len; i++)
        TRY(account_expire(ctx, rows.at[i].account));
    *more = rows.len == FORGET_AT_ONCE;
    return OK;
}

Status
join_forget_refused(Store *store, Ctx *ctx)
{
    return slices_run(store, ctx, forget_some);
}
