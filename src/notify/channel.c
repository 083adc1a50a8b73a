/*
 * Where people can be reached outside of the platform.  An address counts once its owner has typed
 * the code that was sent to it, so that nobody gets messages that somebody else asked for.
 */
#include "account/account.h"
#include "base/crypto.h"
#include "base/tr.h"
#include "notify/notify.sql.h"
#include "notify/tell.h"

enum { CODE_BELOW = 1000000, CODE_TRIES_MAX = 5, CODES_A_DAY = 5 };

static Text
code_hash(Ctx *ctx, int64_t account, Text address, Text code)
{
    return sha256_hex(ctx->arena, text_printf(ctx->arena, "%lld\n%.*s\n%.*s", (long long)account,
                                              TEXT_ARGS(address), TEXT_ARGS(code)));
}

Status
notify_channels(Ctx *ctx, NotifyChannels *out)
{
    NotifyChannelsOfRows rows;
    int64_t account;

    *out = (NotifyChannels){0};
    TRY(notify_person(ctx, &account));
    TRY(notify_channels_of(ctx, account, &rows));
    out->at = NEW_ARRAY(ctx->arena, NotifyChannel, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        NotifyChannel *one = &out->at[out->len];

        if (!outbox_channel_parse(rows.at[i].channel, &one->channel))
            continue;
        one->address = rows.at[i].address;
        one->verified = rows.at[i].verified;
        one->own = rows.at[i].own;
        one->followed = rows.at[i].followed;
        one->code_until = rows.at[i].verified ? 0 : rows.at[i].code_until;
        out->len++;
    }
    return OK;
}

/* A fresh address has both switches on, but for what costs money with every message. */
static bool
followed_at_first(OutboxChannel channel)
{
    return channel != OUTBOX_SMS;
}

static Status
send_code(Ctx *ctx, int64_t account, OutboxChannel channel, Text address, Text code)
{
    return outbox_add(
        ctx,
        &(OutboxMessage){
            .channel = channel,
            .to = address,
            .subject = TR(ctx->lang, "接收消息的验证码"),
            .body = TR_FORMAT(ctx->arena, ctx->lang,
                              "验证码 {code}，{minutes} 分钟内有效。不是您本人操作，请不用理会。",
                              {"code", code},
                              {"minutes", text_printf(ctx->arena, "%d", NOTIFY_CODE_SECONDS / 60)}),
            .key = text_printf(ctx->arena, "code:%lld:%.*s", (long long)account,
                               TEXT_ARGS(random_token(ctx->arena, 12))),
            .expires_at = ctx->now + NOTIFY_CODE_SECONDS,
        });
}

Status
notify_channel_put(Ctx *ctx, OutboxChannel channel, Text address)
{
    Text name = text_c(outbox_channel_name(channel));
    NotifyChannelGetRow old;
    int64_t account;
    Text code;
    Status status;

    TRY(notify_person(ctx, &account));
    if (channel == OUTBOX_WECHAT || !outbox_can_be(channel, address))
        return ctx_problem(ctx, "address",
                           channel == OUTBOX_MAIL
                               ? TR(ctx->lang, "请填写邮箱地址，如 name@example.com")
                               : TR(ctx->lang, "请填写 11 位手机号"));
    status = notify_channel_get(ctx, account, name, &old);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK && old.verified && text_eq(old.address, address))
        return OK;
    if (account_limit_day(ctx, "notify-code", text_printf(ctx->arena, "%lld", (long long)account),
                          CODES_A_DAY) != OK) {
        ctx->problems.len = 0;
        return ctx_problem(ctx, "address", TR(ctx->lang, "今天发验证码的次数用完了，请明天再来"));
    }
    code = text_printf(ctx->arena, "%06u", random_below(CODE_BELOW));
    TRY(notify_channel_write(ctx, &(NotifyChannelWriteArgs){
                                      .account = account,
                                      .channel = name,
                                      .address = address,
                                      .own = true,
                                      .followed = followed_at_first(channel),
                                      .code_hash = code_hash(ctx, account, address, code),
                                      .code_until = ctx->now + NOTIFY_CODE_SECONDS,
                                  }));
    return send_code(ctx, account, channel, address, code);
}

Status
notify_channel_verify(Ctx *ctx, OutboxChannel channel, Text code, bool *right_out)
{
    Text name = text_c(outbox_channel_name(channel));
    NotifyChannelGetRow row;
    int64_t account;

    *right_out = false;
    TRY(notify_person(ctx, &account));
    TRY(notify_channel_get(ctx, account, name, &row));
    if (row.verified) {
        *right_out = true;
        return OK;
    }
    if (row.code_until <= ctx->now || row.code_tries >= CODE_TRIES_MAX)
        return OK;
    if (secret_eq(row.code_hash, code_hash(ctx, account, row.address, text_trim(code)))) {
        *right_out = true;
        return notify_channel_proved(ctx, account, name);
    }
    return notify_channel_tried(ctx, account, name);
}

Status
notify_channel_switch(Ctx *ctx, OutboxChannel channel, bool own, bool followed)
{
    int64_t account, changed;

    TRY(notify_person(ctx, &account));
    TRY(notify_channel_switch_row(ctx,
                                  &(NotifyChannelSwitchRowArgs){
                                      .account = account,
                                      .channel = text_c(outbox_channel_name(channel)),
                                      .own = own,
                                      .followed = followed,
                                  },
                                  &changed));
    return changed == 0 ? NOT_FOUND : OK;
}

Status
notify_channel_remove(Ctx *ctx, OutboxChannel channel)
{
    int64_t account;

    TRY(notify_person(ctx, &account));
    return notify_channel_delete(ctx, account, text_c(outbox_channel_name(channel)));
}

Status
notify_channel_set_verified(Ctx *ctx, int64_t account, OutboxChannel channel, Text address)
{
    Text name = text_c(outbox_channel_name(channel));
    NotifyChannelGetRow old;
    Status status;

    if (!outbox_can_be(channel, address))
        return ctx_problem(ctx, "address", TR(ctx->lang, "这个号码或地址不对"));
    status = notify_channel_get(ctx, account, name, &old);
    if (status != OK && status != NOT_FOUND)
        return status;
    return notify_channel_write(
        ctx, &(NotifyChannelWriteArgs){
                 .account = account,
                 .channel = name,
                 .address = address,
                 .verified = true,
                 /* What the person has switched off stays off. */
                 .own = status == NOT_FOUND || old.own,
                 .followed = status == OK ? old.followed : followed_at_first(channel),
                 .code_hash = T(""),
             });
}
