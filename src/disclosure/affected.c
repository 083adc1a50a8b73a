/*
 * Circles of households, and what a reader is to one disclosure.
 */
#include "disclosure/affected.h"

#include "disclosure/affected.sql.h"

Status
affected_join(Ctx *ctx, int64_t disclosure, int64_t circle)
{
    return circle_join(ctx, disclosure, circle);
}

Status
affected_put(Ctx *ctx, int64_t circle, const int64_t *households, size_t count)
{
    TRY(circle_clear(ctx, circle));
    for (size_t i = 0; i < count; i++)
        TRY(circle_add(ctx, circle, households[i]));
    return OK;
}

/* Somebody else knows a first password: until it is changed it opens nobody's household. */
static bool
has_account(const Actor *actor)
{
    return actor != NULL && !actor->system && !actor->must_change && actor->account != 0;
}

Status
affected_is(Ctx *ctx, int64_t circle, bool *out)
{
    CircleHasRow row;
    Status status;

    *out = false;
    if (!has_account(ctx->actor))
        return OK;
    status = circle_has(ctx, circle, ctx->actor->account, &row);
    *out = status == OK;
    return status == NOT_FOUND ? OK : status;
}

Status
disclosure_reader_of(Ctx *ctx, const Disclosure *disclosure, Reader *out)
{
    DisclosureConcernsRow row;
    Status status;

    *out = disclosure_reader(ctx, disclosure->region);
    if (!has_account(ctx->actor))
        return OK;
    status = disclosure_concerns(ctx, disclosure->id, ctx->actor->account, &row);
    if (status == OK) /* whoever is affected is no less than a resident */
        *out |= 1u << AUDIENCE_AFFECTED | 1u << AUDIENCE_RESIDENTS;
    return status == NOT_FOUND ? OK : status;
}
