/*
 * The keeper's work on events with many readers: slice by slice, and how far it came stands in the
 * transaction of the slice.
 */
#include "notify/notify.sql.h"
#include "notify/tell.h"
#include "store/store.h"

enum { SLICE = 300, TURN_MS = 5000 };

/* Body: tells a slice of the oldest event's subscribers.  NOT_FOUND when there is none. */
static Status
spread_slice(Ctx *ctx, void *arg)
{
    SpreadNextRow event;
    NotifySubscribersAfterRows readers;
    Notice notice;
    (void)arg;

    TRY(spread_next(ctx, &event));
    notice = (Notice){
        .kind = text_cstr(ctx->arena, event.kind),
        .subject = event.subject,
        .region = event.region,
        .sentence = event.sentence,
        .link = event.link,
        .urgent = event.urgent,
    };
    TRY(notify_subscribers_after(ctx,
                                 &(NotifySubscribersAfterArgs){
                                     .kind = event.followed,
                                     .region = event.place,
                                     .subject = event.matter,
                                     .item = event.item,
                                     .after = event.told,
                                     .limit = SLICE,
                                 },
                                 &readers));
    for (size_t i = 0; i < readers.len; i++)
        if (readers.at[i].enabled && readers.at[i].account != event.except_account)
            TRY(tell(ctx, readers.at[i].account, &notice, event.at, TELL_FOLLOWED));
    if (readers.len == SLICE)
        return spread_told(ctx, event.id, readers.at[SLICE - 1].account);
    return spread_done(ctx, event.id);
}

Status
notify_spread(Store *store, Ctx *ctx)
{
    int64_t end_ms = clock_monotonic_ms() + TURN_MS;
    Status status = OK;

    while (status == OK && clock_monotonic_ms() < end_ms) {
        ArenaMark mark = arena_mark(ctx->arena);

        status = store_write(store, ctx, spread_slice, NULL);
        arena_release(ctx->arena, mark);
    }
    return status == NOT_FOUND ? OK : status;
}
