#include "actor/slices.h"

Status
slices_run(Store *store, Ctx *ctx, StoreBody *body)
{
    const Actor *person = ctx->actor;
    Status status;
    bool more;

    ctx->actor = &actor_system;
    do {
        ArenaMark mark = arena_mark(ctx->arena);

        more = false;
        status = store_write(store, ctx, body, &more);
        arena_release(ctx->arena, mark);
    } while (status == OK && more);
    ctx->actor = person;
    return status;
}
