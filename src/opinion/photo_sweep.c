/*
 * Photographs that were taken back, or whose draft nobody went on with: file first, then row, so
 * that what a crash leaves between is swept again.
 */
#include "disclosure/photo_file.h"
#include "opinion/ask_inside.h"
#include "store/store.h"

enum { PHOTOS_A_SLICE = 50 };

typedef struct Sweep {
    OpinionPhotoRows rows;
    bool alone[PHOTOS_A_SLICE]; /* nothing else has the same content */
} Sweep;

static Status
find_some(Ctx *ctx, void *arg)
{
    Sweep *sweep = arg;

    TRY(opinion_photos_dropped(ctx, PHOTOS_A_SLICE, &sweep->rows));
    for (size_t i = 0; i < sweep->rows.len; i++) {
        OpinionPhotoFileUsersRow users;

        TRY(opinion_photo_file_users(ctx, sweep->rows.at[i].id, sweep->rows.at[i].sha256, &users));
        sweep->alone[i] = users.users == 0;
    }
    return OK;
}

static Status
forget_some(Ctx *ctx, void *arg)
{
    const Sweep *sweep = arg;

    for (size_t i = 0; i < sweep->rows.len; i++)
        TRY(opinion_photo_delete(ctx, sweep->rows.at[i].id));
    return OK;
}

Status
opinion_photos_sweep(Store *store, Ctx *ctx)
{
    Sweep sweep;

    do {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(store_read(store, ctx, find_some, &sweep));
        for (size_t i = 0; i < sweep.rows.len; i++) {
            if (!sweep.alone[i])
                continue;
            photo_file_remove(ctx->arena, sweep.rows.at[i].sha256);
            photo_file_remove(ctx->arena, sweep.rows.at[i].thumb);
        }
        if (sweep.rows.len != 0)
            TRY(store_write(store, ctx, forget_some, &sweep));
        arena_release(ctx->arena, mark);
    } while (sweep.rows.len == PHOTOS_A_SLICE);
    return OK;
}
