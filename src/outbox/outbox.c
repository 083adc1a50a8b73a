#include "outbox/outbox.h"

#include <string.h>

#include "base/id.h"
#include "base/tr.h"
#include "outbox/outbox.sql.h"
#include "store/store.h"

enum { KEY_BYTES_MAX = 200, SUBJECT_CHARS_MAX = 120, LOCAL_BYTES_MAX = 64, WECHAT_BYTES_MAX = 64 };

static const char *const channels[OUTBOX_CHANNELS] = {
    [OUTBOX_SMS] = "sms",
    [OUTBOX_MAIL] = "mail",
    [OUTBOX_WECHAT] = "wechat",
};

const char *
outbox_channel_name(OutboxChannel channel)
{
    return channels[channel];
}

bool
outbox_channel_parse(Text name, OutboxChannel *out)
{
    for (int channel = 0; channel < OUTBOX_CHANNELS; channel++) {
        if (text_eq(name, text_c(channels[channel]))) {
            *out = (OutboxChannel)channel;
            return true;
        }
    }
    return false;
}

/* ---- what can be an address ---- */

static bool
is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
consists_of(Text text, const char *others)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_letter_or_digit(text.at[i]) &&
            (text.at[i] == '\0' || strchr(others, text.at[i]) == NULL))
            return false;
    return true;
}

static bool
is_mobile(Text to)
{
    if (to.len != 11 || to.at[0] != '1' || to.at[1] < '3')
        return false;
    for (size_t i = 0; i < to.len; i++)
        if (to.at[i] < '0' || to.at[i] > '9')
            return false;
    return true;
}

static bool
is_domain(Text domain)
{
    size_t labels = 0;
    Text label;
    bool more;

    do {
        more = text_cut(domain, '.', &label, &domain);
        if (label.len == 0 || label.len > 63 || !consists_of(label, "-") || label.at[0] == '-' ||
            label.at[label.len - 1] == '-')
            return false;
        labels++;
    } while (more);
    return labels >= 2;
}

/* The addresses that people have, not all that RFC 5322 allows: nothing that needs quotes, nothing
 * that could end a header or an argument of SMTP. */
static bool
is_mail_address(Text to)
{
    Text local, domain;

    return text_cut(to, '@', &local, &domain) && local.len != 0 && local.len <= LOCAL_BYTES_MAX &&
           consists_of(local, ".!#$%&'*+-/=?^_`{|}~") && is_domain(domain);
}

bool
outbox_can_be(OutboxChannel channel, Text to)
{
    if (to.len > OUTBOX_TO_BYTES_MAX)
        return false;
    switch (channel) {
    case OUTBOX_SMS:
        return is_mobile(to);
    case OUTBOX_MAIL:
        return is_mail_address(to);
    case OUTBOX_WECHAT:
        return to.len != 0 && to.len <= WECHAT_BYTES_MAX && consists_of(to, "-_");
    case OUTBOX_CHANNELS:
        break;
    }
    return false;
}

/* Keys go into a header as they are. */
static bool
is_key(Text key)
{
    for (size_t i = 0; i < key.len; i++)
        if (key.at[i] <= ' ' || key.at[i] > '~')
            return false;
    return key.len != 0 && key.len <= KEY_BYTES_MAX;
}

static bool
is_line(Text subject)
{
    for (size_t i = 0; i < subject.len; i++)
        if ((unsigned char)subject.at[i] < ' ')
            return false;
    return text_is_clean(subject) && text_chars(subject) <= SUBJECT_CHARS_MAX;
}

/* ---- writing ---- */

Status
outbox_add(Ctx *ctx, const OutboxMessage *message)
{
    int64_t changed;

    if (!outbox_can_be(message->channel, message->to))
        return ctx_problem(ctx, "to", TR(ctx->lang, "这个号码或地址不对"));
    if (!is_key(message->key))
        return ctx_problem(ctx, "key", TR(ctx->lang, "消息的编号不对"));
    if (!is_line(message->subject))
        return ctx_problem(ctx, "subject", TR(ctx->lang, "标题太长，或者有不能用的字符"));
    if (text_is_blank(message->body) || !text_is_clean(message->body) ||
        text_chars(message->body) > OUTBOX_BODY_CHARS_MAX)
        return ctx_problem(ctx, "body", TR(ctx->lang, "内容是空的、太长，或者有不能用的字符"));
    TRY(outbox_insert(
        ctx,
        &(OutboxInsertArgs){
            .id = id_new(),
            .once = message->key,
            .channel = text_c(channels[message->channel]),
            .address = message->to,
            .subject = message->subject,
            .body = message->body,
            .link = message->link,
            /* What expires cannot wait behind ten thousand notices. */
            .hurry = message->expires_at != 0,
            .due_at = message->not_before > ctx->now ? message->not_before : ctx->now,
            .expires_at = message->expires_at != 0 ? SOME_INT(message->expires_at) : (OptInt){0},
            .now = ctx->now,
        },
        &changed));
    if (changed != 0)
        store_touch(ctx, KEY_JOBS);
    return OK;
}

Status
outbox_forget(Ctx *ctx, OutboxChannel channel, Text to)
{
    int64_t changed;

    return outbox_forget_of(ctx, text_c(channels[channel]), to, &changed);
}
