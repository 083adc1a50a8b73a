/*
 * The keeper's work on events with many readers: slice by slice, and how far it came stands in the
 * transaction of the slice.
 */
#include "base/id.h"
#include "notify/notify.sql.h"
#include "notify/tell.h"
#include "store/store.h"

enum { SLICE = 300, TURN_MS = 5000 };

/* Most have no other channel: for them it is one row, and nothing to wait for. */
static Status
tell_reader(Ctx *ctx, const NotifySubscribersAfterRow *reader, const Notice *notice, Time at)
{
    if (reader->outside)
        return tell(ctx, reader->account, notice, at, TELL_FOLLOWED);
    return notice_add(ctx,
                      &(NoticeAddArgs){
                          .id = id_new(),
                          .account = reader->account,
                          .kind = text_c(notice->kind),
                          .subject = notice->subject,
                          .at = at,
                          .region = notice->region,
                          .sentence = text_first_chars(notice->sentence, NOTICE_SENTENCE_CHARS_MAX),
                          .link = notice->link,
                      });
}

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
            TRY(tell_reader(ctx, &readers.at[i], &notice, event.at));
    /* Whatever is left when this turn is over is the next turn's. */
    store_touch(ctx, KEY_JOBS);
    if (readers.len == SLICE)
        return spread_told(ctx, event.id, readers.at[SLICE - 1].account);
    return spread_done(ctx, event.id);
}

static Status
spread_all(Store *store, Ctx *ctx)
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

Status
notify_spread(Store *store, Ctx *ctx)
{
    Status status;

    TRY(store_pipeline(store, true));
    status = spread_all(store, ctx);
    if (store_pipeline(store, false) != OK && status == OK)
        return BUSY;
    return status;
}
