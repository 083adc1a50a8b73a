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
    OUTBOX_ATTEMPTS_MAX = 8, /* the pauses: 10 s, doubled each time, up to an hour */
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

/* The keeper's job (web/web.h KeeperJob): sends what is due. */
struct Store;
MUST_CHECK Status outbox_send(struct Store *store, Ctx *ctx);
