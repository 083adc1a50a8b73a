/*
 * The keeper's work on the outbox, batch by batch: one transaction takes rows (they are 'sending'
 * until a time by which the batch is surely over), then they are handed over without any
 * transaction, then one transaction writes what came of each.  A keeper that dies in between has
 * lost nothing: the time passes, and the rows are taken again, with the same keys.
 *
 * A gateway that does not answer costs the keeper GATEWAY_TOTAL_MS at a time.  So whoever was
 * silent is asked ever less often, and with a few messages only, until an answer comes.
 */
#include "base/id.h"
#include "base/log.h"
#include "outbox/gateway.h"
#include "outbox/outbox.sql.h"
#include "store/store.h"

enum {
    BATCH_MAX = 512,
    BATCH_FIRST = 128,
    BATCH_LEAST = 32,
    BATCH_PROBE = 4, /* for a gateway that was silent */
    START_MS = 3000, /* nothing of a batch is begun later */
    LEASE_SECONDS = 25,
    TURN_MS = 10 * 1000,
    SILENCE_FIRST_MS = 2000,
    SILENCE_LAST_MS = 60 * 1000,
    PAUSE_MS_MAX = 60 * 1000, /* of a channel whose gateway names a pause */
    PAUSE_FIRST_SECONDS = 10,
    PAUSE_LAST_SECONDS = 3600,
    NAMED_PAUSE_MAX_SECONDS = 86400,
    FORGET_A_TURN = 500,
};

_Static_assert(LEASE_SECONDS * 1000 > START_MS + GATEWAY_TOTAL_MS, "a batch is over within it");

/* How a channel's gateway does, as this process saw it. */
static struct Health {
    size_t batch;
    int64_t silence_ms; /* the pause after the last silence; 0: it answers */
    int64_t next_ms;    /* not before */
} health[OUTBOX_CHANNELS];

typedef struct Batch {
    OutboxChannel channel;
    int64_t room; /* at most so many */
    Time lease;
    OutboxTakeRow *rows;
    OutboundMessage *messages;
    Receipt *receipts;
    size_t len;
} Batch;

/* ---- taking ---- */

static Status
take_some(Ctx *ctx, Batch *batch, bool hurry)
{
    OutboxTakeRows rows;

    if ((int64_t)batch->len >= batch->room)
        return OK;
    TRY(outbox_take(ctx,
                    &(OutboxTakeArgs){
                        .channel = text_c(outbox_channel_name(batch->channel)),
                        .hurry = hurry,
                        .now = ctx->now,
                        .lease = batch->lease,
                        .limit = batch->room - (int64_t)batch->len,
                    },
                    &rows));
    for (size_t i = 0; i < rows.len; i++)
        batch->rows[batch->len++] = rows.at[i];
    return OK;
}

static Status
limit_to_day(Ctx *ctx, Batch *batch)
{
    int64_t most = gateway_per_day(batch->channel);
    OutboxDayGetRow day = {0};
    Status status;

    if (most == INT64_MAX)
        return OK;
    status = outbox_day_get(ctx, text_c(outbox_channel_name(batch->channel)), ctx_today(ctx), &day);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (batch->room > most - day.sent)
        batch->room = most > day.sent ? most - day.sent : 0;
    return OK;
}

/* Body. */
static Status
take(Ctx *ctx, void *arg)
{
    Batch *batch = arg;

    batch->len = 0;
    batch->lease = ctx->now + LEASE_SECONDS;
    batch->room = (int64_t)health[batch->channel].batch;
    TRY(limit_to_day(ctx, batch));
    batch->rows = NEW_ARRAY(ctx->arena, OutboxTakeRow, BATCH_MAX);
    TRY(take_some(ctx, batch, true));
    return take_some(ctx, batch, false);
}

/* Body: whether there is anything at all, so that an idle keeper does not write every second. */
static Status
look(Ctx *ctx, void *arg)
{
    const Batch *batch = arg;
    Text channel = text_c(outbox_channel_name(batch->channel));
    OutboxDueOneRow row;
    Status status = outbox_due_one(ctx, channel, true, ctx->now, &row);

    return status == NOT_FOUND ? outbox_due_one(ctx, channel, false, ctx->now, &row) : status;
}

/* ---- recording ---- */

static int64_t
pause_after(int64_t attempts, const Receipt *receipt)
{
    int64_t pause = PAUSE_FIRST_SECONDS;

    for (int64_t i = 1; i < attempts && pause < PAUSE_LAST_SECONDS; i++)
        pause *= 2;
    if (pause > PAUSE_LAST_SECONDS)
        pause = PAUSE_LAST_SECONDS;
    if (receipt->pause_seconds > NAMED_PAUSE_MAX_SECONDS)
        return NAMED_PAUSE_MAX_SECONDS;
    return receipt->pause_seconds > pause ? receipt->pause_seconds : pause;
}

/* Only what is still this batch's: should it have outlived its lease, another has the row. */
static Status
record_one(Ctx *ctx, const Batch *batch, size_t i, int64_t *sent, int64_t *failed)
{
    const OutboxTakeRow *row = &batch->rows[i];
    const Receipt *receipt = &batch->receipts[i];

    if (receipt->how == HANDED_NOT_TRIED)
        return outbox_put_back(ctx, row->id, row->attempts, ctx->now);
    if (receipt->how == HANDED_OVER) {
        ++*sent;
        return outbox_done(ctx,
                           &(OutboxDoneArgs){
                               .id = row->id,
                               .attempts = row->attempts,
                               .address = outbox_masked(ctx->arena, batch->channel, row->address),
                               .now = ctx->now,
                           });
    }
    if (receipt->how == HANDED_REFUSED || row->attempts >= OUTBOX_ATTEMPTS_MAX) {
        ++*failed;
        return outbox_give_up(ctx, row->id, row->attempts, receipt->error);
    }
    return outbox_again(ctx, &(OutboxAgainArgs){
                                 .id = row->id,
                                 .attempts = row->attempts,
                                 .due_at = ctx->now + pause_after(row->attempts, receipt),
                                 .error = receipt->error,
                             });
}

/* Body. */
static Status
record(Ctx *ctx, void *arg)
{
    const Batch *batch = arg;
    int64_t sent = 0, failed = 0;

    for (size_t i = 0; i < batch->len; i++)
        TRY(record_one(ctx, batch, i, &sent, &failed));
    if (sent + failed == 0)
        return OK;
    return outbox_day_add(ctx, &(OutboxDayAddArgs){
                                   .channel = text_c(outbox_channel_name(batch->channel)),
                                   .day = ctx_today(ctx),
                                   .sent = sent,
                                   .failed = failed,
                               });
}

/* ---- how the gateway does ---- */

/* Twice as many after a good batch, half after one that was too much: as many as it takes well. */
static void
learn_size(struct Health *own, bool good)
{
    if (good)
        own->batch = own->batch * 2 < BATCH_MAX ? own->batch * 2 : BATCH_MAX;
    else
        own->batch = own->batch / 2 > BATCH_LEAST ? own->batch / 2 : BATCH_LEAST;
}

static void
learn(const Batch *batch)
{
    struct Health *own = &health[batch->channel];
    size_t silent = 0, slow = 0, answered = 0;
    int64_t pause = 0;

    for (size_t i = 0; i < batch->len; i++) {
        const Receipt *receipt = &batch->receipts[i];

        silent += receipt->how == HANDED_SILENCE;
        answered += receipt->how != HANDED_SILENCE && receipt->how != HANDED_NOT_TRIED;
        slow += receipt->how == HANDED_NOT_TRIED || receipt->pause_seconds > 0;
        if (receipt->pause_seconds > pause)
            pause = receipt->pause_seconds;
    }
    if (answered == 0) {
        own->silence_ms = own->silence_ms == 0 ? SILENCE_FIRST_MS : own->silence_ms * 2;
        if (own->silence_ms > SILENCE_LAST_MS)
            own->silence_ms = SILENCE_LAST_MS;
        own->batch = BATCH_PROBE;
        own->next_ms = clock_monotonic_ms() + own->silence_ms;
        return;
    }
    own->silence_ms = 0;
    own->next_ms =
        clock_monotonic_ms() + (pause * 1000 < PAUSE_MS_MAX ? pause * 1000 : PAUSE_MS_MAX);
    learn_size(own, (slow + silent) * 4 < batch->len);
}

static void
tell_log(const Batch *batch)
{
    size_t counts[HANDED_REFUSED + 1] = {0};
    Text error = {0};

    for (size_t i = 0; i < batch->len; i++) {
        counts[batch->receipts[i].how]++;
        if (!text_is_empty(batch->receipts[i].error))
            error = batch->receipts[i].error;
    }
    if (text_is_empty(error))
        return;
    log_warn("outbox.send", LOG_C("channel", outbox_channel_name(batch->channel)),
             LOG_INT("sent", counts[HANDED_OVER]), LOG_INT("refused", counts[HANDED_REFUSED]),
             LOG_INT("later", counts[HANDED_LATER]), LOG_INT("silent", counts[HANDED_SILENCE]),
             LOG_TEXT("error", error));
}

/* ---- the job ---- */

/* A batch of a channel; NOT_FOUND when there is nothing to send. */
static Status
send_batch(Store *store, Ctx *ctx, OutboxChannel channel, Time started, int64_t started_ms)
{
    struct Health *own = &health[channel];
    Batch batch = {.channel = channel};

    if (own->batch == 0)
        own->batch = BATCH_FIRST;
    if (!gateway_is_set(channel) || clock_monotonic_ms() < own->next_ms)
        return NOT_FOUND;
    TRY(store_read(store, ctx, look, &batch));
    TRY(store_write(store, ctx, take, &batch));
    if (batch.len == 0)
        return NOT_FOUND;
    batch.messages = NEW_ARRAY(ctx->arena, OutboundMessage, batch.len);
    batch.receipts = NEW_ARRAY(ctx->arena, Receipt, batch.len);
    for (size_t i = 0; i < batch.len; i++)
        batch.messages[i] = (OutboundMessage){
            .id = batch.rows[i].id,
            .channel = channel,
            .key = batch.rows[i].once,
            .to = batch.rows[i].address,
            .subject = batch.rows[i].subject,
            .body = batch.rows[i].body,
            .link = batch.rows[i].link,
        };
    gateway_send(ctx, batch.messages, batch.len, START_MS, batch.receipts);
    learn(&batch);
    tell_log(&batch);
    ctx->now = started + (clock_monotonic_ms() - started_ms) / 1000;
    return store_write(store, ctx, record, &batch);
}

/* Body: what nobody needs any more is not sent. */
static Status
expire(Ctx *ctx, void *arg)
{
    int64_t changed;
    (void)arg;

    return outbox_expire(ctx, ctx->now, &changed);
}

static Status
some_expired(Ctx *ctx, void *arg)
{
    OutboxExpiredOneRow row;
    (void)arg;

    return outbox_expired_one(ctx, ctx->now, &row);
}

static Status
send_all(Store *store, Ctx *ctx)
{
    Time started = ctx->now;
    int64_t started_ms = clock_monotonic_ms();
    bool more = true;
    Status status;

    while (more && clock_monotonic_ms() - started_ms < TURN_MS) {
        more = false;
        status = store_read(store, ctx, some_expired, NULL);
        if (status == OK)
            status = store_write(store, ctx, expire, NULL);
        if (status != OK && status != NOT_FOUND)
            return status;
        for (int channel = 0; channel < OUTBOX_CHANNELS; channel++) {
            ArenaMark mark = arena_mark(ctx->arena);

            status = send_batch(store, ctx, (OutboxChannel)channel, started, started_ms);
            arena_release(ctx->arena, mark);
            if (status != OK && status != NOT_FOUND)
                return status;
            more |= status == OK;
        }
    }
    return OK;
}

Status
outbox_send(Store *store, Ctx *ctx)
{
    Status status;

    TRY(store_pipeline(store, true));
    status = send_all(store, ctx);
    if (store_pipeline(store, false) != OK && status == OK)
        return BUSY;
    return status;
}

static Status
forget_some(Ctx *ctx, void *arg)
{
    Time before = ctx->now - (Time)OUTBOX_KEEP_DAYS * SECONDS_PER_DAY;

    return outbox_forget_old(ctx, id_first_at(before), FORGET_A_TURN, arg);
}

Status
outbox_forget_older(Store *store, Ctx *ctx)
{
    int64_t changed;

    do
        TRY(store_write(store, ctx, forget_some, &changed));
    while (changed == FORGET_A_TURN);
    return OK;
}
