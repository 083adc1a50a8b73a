#include "notify/pages.h"

#include "account/pages.h"
#include "base/tr.h"
#include "notify/channels.html.h"
#include "notify/notices.html.h"
#include "notify/notify.h"

/* ---- /my/notices ---- */

static Status
notices_page(Ctx *ctx, const Request *req, Response *res)
{
    Text cursor = request_query(req, "cursor");
    NoticesView view = {.later = !text_is_empty(cursor)};
    NoticeLines lines;
    int64_t unread;

    TRY(notify_list(ctx, cursor, &lines));
    TRY(notify_unread(ctx, &unread));
    view.any_unread = unread != 0;
    view.rows.at = NEW_ARRAY(ctx->arena, NoticeRow, lines.len);
    for (size_t i = 0; i < lines.len; i++)
        view.rows.at[view.rows.len++] = (NoticeRow){
            .sentence = lines.at[i].sentence,
            .link = lines.at[i].link,
            .when = time_format_minute(ctx->arena, lines.at[i].at),
            .unread = !lines.at[i].read,
        };
    if (!text_is_empty(lines.next))
        view.next_link = text_printf(ctx->arena, "/my/notices?cursor=%.*s", TEXT_ARGS(lines.next));
    view.page = page_begin(ctx, req, TR(ctx->lang, "消息"));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_notify_notices, &view);
    return OK;
}

static Status
read_all(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    TRY(notify_read_all(ctx));
    return response_redirect(ctx, res, T("/my/notices"));
}

/* ---- /my/notify ---- */

static Text
channel_title(Lang lang, OutboxChannel channel)
{
    switch (channel) {
    case OUTBOX_SMS:
        return TR(lang, "短信");
    case OUTBOX_MAIL:
        return TR(lang, "邮件");
    case OUTBOX_WECHAT:
    case OUTBOX_CHANNELS:
        break;
    }
    return TR(lang, "微信");
}

static Text
quiet_words(Ctx *ctx)
{
    int from, until;

    notify_quiet(&from, &until);
    if (from == until)
        return T("");
    return TR_FORMAT(ctx->arena, ctx->lang, "每天 {from} 点到 {until} 点不发，除非事情很急。",
                     {"from", text_printf(ctx->arena, "%d", from)},
                     {"until", text_printf(ctx->arena, "%d", until)});
}

static Status
show_channels(Ctx *ctx, const Request *req, Response *res, Text code_error)
{
    OutboxChannel typed;
    bool is_typed = outbox_channel_parse(request_form(req, "channel"), &typed);
    Text address = request_form(req, "address");
    Text error = problem_of(ctx, "address");
    NotifyView view = {.wants_mail = true, .wants_phone = true, .code_error = code_error};
    NotifyChannels channels;

    TRY(notify_channels(ctx, &channels));
    view.cards.at = NEW_ARRAY(ctx->arena, ChannelCard, channels.len);
    for (size_t i = 0; i < channels.len; i++) {
        const NotifyChannel *channel = &channels.at[i];

        view.wants_mail &= channel->channel != OUTBOX_MAIL;
        view.wants_phone &= channel->channel != OUTBOX_SMS;
        view.cards.at[view.cards.len++] = (ChannelCard){
            .channel = outbox_channel_name(channel->channel),
            .title = channel_title(ctx->lang, channel->channel),
            .address = channel->address,
            .verified = channel->verified,
            .can_verify = !channel->verified && channel->code_until > ctx->now,
            .own = channel->own,
            .followed = channel->followed,
        };
    }
    if (is_typed && typed == OUTBOX_MAIL) {
        view.mail = address;
        view.mail_error = error;
    } else if (is_typed && typed == OUTBOX_SMS) {
        view.phone = address;
        view.phone_error = error;
    }
    view.quiet = quiet_words(ctx);
    view.page = page_begin(ctx, req, TR(ctx->lang, "怎么通知我"));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_notify_channels, &view);
    return OK;
}

static Status
channels_page(Ctx *ctx, const Request *req, Response *res)
{
    return show_channels(ctx, req, res, (Text){0});
}

static Status
channel_of(const Request *req, OutboxChannel *out)
{
    return outbox_channel_parse(request_form(req, "channel"), out) ? OK : NOT_FOUND;
}

static Status
put(Ctx *ctx, const Request *req, Response *res)
{
    OutboxChannel channel;
    Status status;

    TRY(channel_of(req, &channel));
    status = notify_channel_put(ctx, channel, text_trim(request_form(req, "address")));
    if (status == INVALID) {
        TRY(show_channels(ctx, req, res, (Text){0}));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "验证码已经发出，请填在下面"));
    return response_redirect(ctx, res, T("/my/notify"));
}

static Status
verify(Ctx *ctx, const Request *req, Response *res)
{
    OutboxChannel channel;
    bool right;

    TRY(channel_of(req, &channel));
    TRY(notify_channel_verify(ctx, channel, request_form(req, "code"), &right));
    /* Not INVALID, which would take back the count of what was tried. */
    if (!right)
        return show_channels(ctx, req, res,
                             TR(ctx->lang, "验证码不对或者过期了；错了五次就要重新发一个"));
    response_notice(ctx, req, res, TR(ctx->lang, "验证通过，以后有消息会发到这里"));
    return response_redirect(ctx, res, T("/my/notify"));
}

static Status
switch_over(Ctx *ctx, const Request *req, Response *res)
{
    OutboxChannel channel;

    TRY(channel_of(req, &channel));
    TRY(notify_channel_switch(ctx, channel, request_has_form(req, "own"),
                              request_has_form(req, "followed")));
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res, T("/my/notify"));
}

static Status
take_out(Ctx *ctx, const Request *req, Response *res)
{
    OutboxChannel channel;

    TRY(channel_of(req, &channel));
    TRY(notify_channel_remove(ctx, channel));
    response_notice(ctx, req, res, TR(ctx->lang, "已去掉，以后不再发到那里"));
    return response_redirect(ctx, res, T("/my/notify"));
}

static const Route routes[] = {
    {METHOD_GET,  "/my/notices",       notices_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/my/notices",       read_all,      ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/my/notify",        channels_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/my/notify",        put,           ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/my/notify/code",   verify,        ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/my/notify/switch", switch_over,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/my/notify/remove", take_out,      ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable notify_routes = {routes, sizeof routes / sizeof routes[0]};
