#include "outbox/gateway.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/log.h"
#include "outbox/transfer.h"

enum {
    WEBHOOK_BYTES_MAX = 64 * 1024,
    WEBHOOK_HEADERS = 4,
    TIMEOUT = 408, /* answers of HTTP that are refusals, but may change */
    TOO_EARLY = 425,
    TOO_MANY = 429,
    NO_SUCH_BOX = 550, /* 550 … 559: SMTP will not take this mail */
};

static GatewaySettings settings;

void
gateway_use(const GatewaySettings *in)
{
    settings = *in;
}

static bool
is_console(OutboxChannel channel)
{
    return text_eq(settings.url[channel], T("console"));
}

bool
gateway_is_set(OutboxChannel channel)
{
    if (channel == OUTBOX_MAIL && !is_console(channel) && text_is_empty(settings.mail_from))
        return false;
    return !text_is_empty(settings.url[channel]);
}

int64_t
gateway_per_day(OutboxChannel channel)
{
    return channel == OUTBOX_SMS && settings.sms_per_day > 0 ? settings.sms_per_day : INT64_MAX;
}

/* ---- messages as the other side wants them ---- */

static Text
absolute(Arena *arena, Text link)
{
    if (text_is_empty(link) || text_is_empty(settings.public_url))
        return (Text){0};
    return text_printf(arena, "%.*s%.*s", TEXT_ARGS(settings.public_url), TEXT_ARGS(link));
}

Text
webhook_body(Arena *arena, const OutboundMessage *message, Text link)
{
    Buf buf = buf_new(arena, WEBHOOK_BYTES_MAX);
    Json json = json_new(&buf);

    json_object_begin(&json);
    json_put_id(&json, "id", message->id);
    json_put_text(&json, "channel", text_c(outbox_channel_name(message->channel)));
    json_put_text(&json, "to", message->to);
    json_put_text(&json, "subject", message->subject);
    json_put_text(&json, "text", message->body);
    json_put_text(&json, "link", link);
    json_object_end(&json);
    json_end(&json);
    return buf_done(&buf);
}

static void
make_post(Arena *arena, const OutboundMessage *message, Transfer *out)
{
    const char **headers = NEW_ARRAY(arena, const char *, WEBHOOK_HEADERS);
    unsigned char digest[SHA256_BYTES];
    size_t count = 0;

    out->body = webhook_body(arena, message, absolute(arena, message->link));
    headers[count++] = "Content-Type: application/json";
    headers[count++] =
        text_cstr(arena, text_printf(arena, "Idempotency-Key: %.*s", TEXT_ARGS(message->key)));
    if (!text_is_empty(settings.secret)) {
        hmac_sha256(settings.secret, out->body, digest);
        headers[count++] = text_cstr(
            arena,
            text_printf(arena, "X-Mingbai-Signature: sha256=%.*s",
                        TEXT_ARGS(hex_encode(arena, (Text){(const char *)digest, sizeof digest}))));
    }
    out->headers = headers;
}

static void
make_mail(const Ctx *ctx, const OutboundMessage *message, Transfer *out)
{
    Arena *arena = ctx->arena;

    out->mail = true;
    out->body =
        mail_format(arena, message, settings.mail_from, absolute(arena, message->link), ctx->now);
    out->from = text_cstr(arena, settings.mail_from);
    out->to = text_cstr(arena, message->to);
}

/* ---- what came of it ---- */

static bool
is_final(const Transfer *transfer)
{
    int status = transfer->status;

    if (transfer->mail)
        return status >= NO_SUCH_BOX && status < NO_SUCH_BOX + 10;
    return status >= 400 && status < 500 && status != TIMEOUT && status != TOO_EARLY &&
           status != TOO_MANY;
}

static Receipt
receipt_of(Arena *arena, const Transfer *transfer)
{
    int status = transfer->status;
    Receipt receipt = {.pause_seconds = transfer->retry_after_seconds};

    if (!transfer->tried)
        return receipt;
    if (transfer->complete && (transfer->mail || (status >= 200 && status < 300))) {
        receipt.how = HANDED_OVER;
        return receipt;
    }
    if (status == 0)
        receipt.how = HANDED_SILENCE;
    else
        receipt.how = is_final(transfer) ? HANDED_REFUSED : HANDED_LATER;
    receipt.error = transfer->error != NULL && status != 0
                        ? text_printf(arena, "%s %d: %s", transfer->mail ? "SMTP" : "HTTP", status,
                                      transfer->error)
                    : transfer->error != NULL ? text_c(transfer->error)
                                              : text_printf(arena, "HTTP %d", status);
    return receipt;
}

/* ---- sending ---- */

static void
send_to_log(const OutboundMessage *messages, size_t count, Receipt *receipts)
{
    for (size_t i = 0; i < count; i++) {
        const OutboundMessage *message = &messages[i];

        log_info("outbox.console", LOG_C("channel", outbox_channel_name(message->channel)),
                 LOG_TEXT("to", message->to), LOG_TEXT("subject", message->subject),
                 LOG_TEXT("body", message->body), LOG_TEXT("link", message->link));
        receipts[i] = (Receipt){.how = HANDED_OVER};
    }
}

void
gateway_send(const Ctx *ctx, const OutboundMessage *messages, size_t count, int64_t start_ms,
             Receipt *receipts)
{
    Arena *arena = ctx->arena;
    Transfer *transfers = NEW_ARRAY(arena, Transfer, count);
    OutboxChannel channel = count != 0 ? messages[0].channel : OUTBOX_SMS;
    const char *url = text_cstr(arena, settings.url[channel]);
    bool mail = text_starts(settings.url[channel], T("smtp"));

    if (is_console(channel)) {
        send_to_log(messages, count, receipts);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        transfers[i].url = url;
        if (mail)
            make_mail(ctx, &messages[i], &transfers[i]);
        else
            make_post(arena, &messages[i], &transfers[i]);
    }
    transfer_run(transfers, count, mail ? GATEWAY_MAILS_AT_ONCE : GATEWAY_AT_ONCE, start_ms);
    for (size_t i = 0; i < count; i++)
        receipts[i] = receipt_of(arena, &transfers[i]);
}
