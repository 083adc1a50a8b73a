/*
 * outbox -- messages that leave the platform: SMS, mail, WeChat.
 *
 * A message is a row, written in the transaction of the event that it tells of, so that neither is
 * without the other.  The keeper sends what is due through the gateways (outbox/gateway.h), several
 * at once, and again with growing pauses after a failure; after OUTBOX_ATTEMPTS_MAX it gives up and
 * the row says why (outbox_list).  A message carries its key to the gateway as an idempotency key:
 * should the keeper die between the sending and its record, the second sending is known as the
 * same.
 */
#pragma once

#include "base/ctx.h"
#include "base/opt.h"

enum {
    OUTBOX_TO_BYTES_MAX = 200,
    OUTBOX_BODY_CHARS_MAX = 2000,
    OUTBOX_KEEP_DAYS = 90,
    OUTBOX_PAGE = 50,
    OUTBOX_COUNT_MAX = 10000,
    OUTBOX_AGAIN_MAX = 5000,
    OUTBOX_ATTEMPTS_MAX = 12, /* the pauses: 10 s, doubled each time, up to an hour: 3.5 hours */
};

typedef enum OutboxChannel {
    OUTBOX_SMS,    /* to: a mobile number, 11 digits */
    OUTBOX_MAIL,   /* to: an address */
    OUTBOX_WECHAT, /* to: what the installation's WeChat gateway knows the person by */
    OUTBOX_CHANNELS
} OutboxChannel;

typedef struct OutboxMessage {
    OutboxChannel channel;
    Text to;
    Text subject; /* mail: its subject; others may leave it out */
    Text body;
    Text link;       /* a path of this installation ("/o/230601-482193"); may be absent */
    Text key;        /* not empty; of two messages with one key only the first is kept */
    Time not_before; /* 0: at once */
    Time expires_at; /* 0: never; a code that nobody can use any more is not sent */
} OutboxMessage;

/* Notes a message in the transaction and wakes the keeper.  A message without a gateway for its
 * channel is kept and shown as not sent.  INVALID ("to") for what cannot be an address, ("key",
 * "subject", "body") for what is empty, too long or could break out of its line; a key is visible
 * ASCII, at most 200 bytes, and holds nothing personal. */
MUST_CHECK Status outbox_add(Ctx *ctx, const OutboxMessage *message);

/* Whether this can be an address of the channel: what outbox_add would accept as `to`. */
bool outbox_can_be(OutboxChannel channel, Text to);

/* Takes out what was not sent to an address, for a person who leaves.  (What was sent keeps no
 * words and only a masked address.) */
MUST_CHECK Status outbox_forget(Ctx *ctx, OutboxChannel channel, Text to);

/* "sms", "mail", "wechat". */
const char *outbox_channel_name(OutboxChannel channel);
bool outbox_channel_parse(Text name, OutboxChannel *out);

/* The keeper's jobs (web/web.h KeeperJob): sends what is due, within some ten seconds, what is left
 * the next time; deletes what is older than OUTBOX_KEEP_DAYS (then a key may come again). */
struct Store;
MUST_CHECK Status outbox_send(struct Store *store, Ctx *ctx);
MUST_CHECK Status outbox_forget_older(struct Store *store, Ctx *ctx);

/* ---- what did not leave, for whoever manages accounts at top (region/region.h region_top), which
 * is up to the caller to know ---- */

typedef struct OutboxLine {
    int64_t id;
    OutboxChannel channel;
    Text to; /* masked */
    int64_t attempts;
    OptInt due_at; /* of one that waits */
    Text error;
    Time created_at;
} OutboxLine;

typedef struct OutboxLines {
    OutboxLine *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} OutboxLines;

typedef enum OutboxState { OUTBOX_WAITING, OUTBOX_FAILED, OUTBOX_EXPIRED } OutboxState;

/* Newest first.  Never the words: they are for the receiver.  INVALID ("cursor"). */
MUST_CHECK Status outbox_list(Ctx *ctx, int64_t top, OutboxState state, Text cursor,
                              OutboxLines *out);

typedef struct OutboxCounts {
    int64_t waiting, failed, expired; /* at most OUTBOX_COUNT_MAX */
    struct {
        bool has_gateway;
        bool is_full; /* the day's limit is reached */
        int64_t sent_today, failed_today;
    } channel[OUTBOX_CHANNELS];
} OutboxCounts;

MUST_CHECK Status outbox_counts(Ctx *ctx, int64_t top, OutboxCounts *out);

/* One that failed, or (id 0) all of them, at most OUTBOX_AGAIN_MAX at once; audited.  NOT_FOUND
 * when there is none. */
MUST_CHECK Status outbox_try_again(Ctx *ctx, int64_t top, int64_t id);

/* "138****5678", "w***@example.com". */
Text outbox_masked(Arena *arena, OutboxChannel channel, Text to);
