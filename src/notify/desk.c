#include "notify/desk.h"

#include "base/tr.h"
#include "notify/desk_messages.html.h"
#include "notify/notify.h"
#include "outbox/outbox.h"
#include "region/region.h"

static const struct {
    const char *name; /* in the URL */
    const char *title;
    OutboxState state;
} tabs[] = {
    {"failed",  N_("没发出去的"), OUTBOX_FAILED },
    {"waiting", N_("等着发的"),    OUTBOX_WAITING},
    {"expired", N_("过了时候的"), OUTBOX_EXPIRED},
};

enum { TABS = sizeof tabs / sizeof tabs[0] };

static Text
channel_title(Lang lang, OutboxChannel channel)
{
    static const char *const titles[OUTBOX_CHANNELS] = {
        [OUTBOX_SMS] = N_("短信"),
        [OUTBOX_MAIL] = N_("邮件"),
        [OUTBOX_WECHAT] = N_("微信"),
    };

    return tr_text(lang, titles[channel]);
}

bool
notify_desk_may(Ctx *ctx)
{
    RegionCode top;

    return region_top(ctx, &top) == OK && actor_may(ctx->actor, CAN_MANAGE_ACCOUNTS, top);
}

static size_t
tab_of(const Request *req)
{
    for (size_t i = 0; i < TABS; i++)
        if (text_eq(request_query(req, "state"), text_c(tabs[i].name)))
            return i;
    return 0;
}

static void
fill_counts(Ctx *ctx, const OutboxCounts *counts, size_t current, MessagesView *view)
{
    int64_t of[TABS] = {counts->failed, counts->waiting, counts->expired};

    view->tabs.at = NEW_ARRAY(ctx->arena, MessageTab, TABS);
    for (size_t i = 0; i < TABS; i++)
        view->tabs.at[view->tabs.len++] = (MessageTab){
            .name = tr_text(ctx->lang, tabs[i].title),
            .link = text_printf(ctx->arena, "/desk/messages?state=%s", tabs[i].name),
            .count = of[i],
            .current = i == current,
        };
    view->channels.at = NEW_ARRAY(ctx->arena, MessageChannel, OUTBOX_CHANNELS);
    for (int i = 0; i < OUTBOX_CHANNELS; i++)
        view->channels.at[view->channels.len++] = (MessageChannel){
            .name = channel_title(ctx->lang, (OutboxChannel)i),
            .has_gateway = counts->channel[i].has_gateway,
            .is_full = counts->channel[i].is_full,
            .sent = counts->channel[i].sent_today,
            .failed = counts->channel[i].failed_today,
        };
}

static void
fill_rows(Ctx *ctx, const OutboxLines *lines, MessagesView *view)
{
    view->rows.at = NEW_ARRAY(ctx->arena, MessageRow, lines->len);
    for (size_t i = 0; i < lines->len; i++) {
        const OutboxLine *line = &lines->at[i];

        view->rows.at[view->rows.len++] = (MessageRow){
            .id = text_printf(ctx->arena, "%lld", (long long)line->id),
            .channel = channel_title(ctx->lang, line->channel),
            .to = line->to,
            .error = line->error,
            .created = time_format_minute(ctx->arena, line->created_at),
            .attempts = line->attempts,
            .due = line->due_at.set ? time_format_minute(ctx->arena, line->due_at.value) : T(""),
        };
    }
}

static Status
messages_page(Ctx *ctx, const Request *req, Response *res)
{
    size_t current = tab_of(req);
    MessagesView view = {
        .failed = tabs[current].state == OUTBOX_FAILED,
        .waiting = tabs[current].state == OUTBOX_WAITING,
    };
    RegionCode top;
    OutboxCounts counts;
    OutboxLines lines;

    TRY(region_top(ctx, &top));
    TRY(outbox_counts(ctx, top, &counts));
    TRY(outbox_list(ctx, top, tabs[current].state, request_query(req, "cursor"), &lines));
    fill_counts(ctx, &counts, current, &view);
    fill_rows(ctx, &lines, &view);
    if (!text_is_empty(lines.next))
        view.next_link = text_printf(ctx->arena, "/desk/messages?state=%s&cursor=%.*s",
                                     tabs[current].name, TEXT_ARGS(lines.next));
    view.page = page_begin(ctx, req, TR(ctx->lang, "发出的消息"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_notify_desk_messages, &view);
    return OK;
}

/* One, or without an id all that failed. */
static Status
again(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id = 0;
    RegionCode top;
    Status status;

    if (request_has_form(req, "id") && !text_to_i64(request_form(req, "id"), &id))
        return NOT_FOUND;
    TRY(region_top(ctx, &top));
    status = outbox_try_again(ctx, top, id);
    if (status != OK && status != NOT_FOUND)
        return status;
    response_notice(ctx, req, res,
                    status == OK ? TR(ctx->lang, "马上再发一次") : TR(ctx->lang, "没有要再发的"));
    return response_redirect(ctx, res, T("/desk/messages"));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/messages",       messages_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/messages/again", again,         ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable notify_desk_routes = {routes, sizeof routes / sizeof routes[0]};
