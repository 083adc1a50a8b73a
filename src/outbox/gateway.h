/*
 * gateway -- where messages go: for each channel a webhook, a mail server, the log, or nowhere yet.
 *
 * A webhook gets a POST for each message (the contract: docs/operating.md): JSON {id, channel, to,
 * subject, text, link}, Idempotency-Key with the message's key, X-Mingbai-Signature with the
 * HMAC-SHA256 of the body.  Mail goes by SMTP, with a Message-ID that stays the same from attempt
 * to attempt.  "console" writes the message to the log, words and all: for development only.
 */
#pragma once

#include "outbox/outbox.h"

typedef struct GatewaySettings {
    Text url[OUTBOX_CHANNELS]; /* empty: none; "console"; http(s)://…; for mail smtp(s)://… */
    Text mail_from;            /* an address */
    Text secret;               /* of the signature; empty: nothing is signed */
    Text public_url;           /* before the links; empty: messages have none */
    int64_t sms_per_day;       /* 0: no limit */
} GatewaySettings;

/* Before serving, and again before a reload's children are forked; the texts have to stay. */
void gateway_use(const GatewaySettings *settings);

/* Whether messages of the channel can leave at all. */
bool gateway_is_set(OutboxChannel channel);

/* How many messages of the channel may leave a day, INT64_MAX: any number. */
int64_t gateway_per_day(OutboxChannel channel);

/* ---- sending: for send.c and tests ---- */

/* A row on its way. */
typedef struct OutboundMessage {
    int64_t id;
    OutboxChannel channel;
    Text key, to, subject, body;
    Text link; /* a path, or empty */
} OutboundMessage;

typedef enum HandedOver {
    HANDED_NOT_TRIED, /* there was no time left */
    HANDED_OVER,
    HANDED_LATER,   /* an answer that may change: 500, 429 … */
    HANDED_SILENCE, /* no answer at all: nobody there, hangs */
    HANDED_REFUSED, /* an answer that will not change */
} HandedOver;

typedef struct Receipt {
    HandedOver how;
    Text error;            /* for the operator; absent when it was handed over */
    int64_t pause_seconds; /* Retry-After; 0: none was named */
} Receipt;

/* Hands messages of one channel over, several at once, and fills receipts[count].  Begins none
 * after start_ms milliseconds; takes GATEWAY_TOTAL_MS more at most. */
void gateway_send(const Ctx *ctx, const OutboundMessage *messages, size_t count, int64_t start_ms,
                  Receipt *receipts);

enum {
    GATEWAY_CONNECT_MS = 5000,
    GATEWAY_TOTAL_MS = 15000,
    GATEWAY_AT_ONCE = 64, /* connections to a webhook */
    GATEWAY_MAILS_AT_ONCE = 8,
    GATEWAY_ANSWER_BYTES_MAX = 64 * 1024,
};

/* ---- the pieces ---- */

/* A mail as RFC 5322 has it: UTF-8 in base64, the subject as an encoded word. */
Text mail_format(Arena *arena, const OutboundMessage *message, Text from, Text link, Time date);

/* The webhook's body. */
Text webhook_body(Arena *arena, const OutboundMessage *message, Text link);
