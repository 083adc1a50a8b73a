#include "notify/notify.h"

#include "base/crypto.h"
#include "base/id.h"
#include "base/tr.h"
#include "notify/notify.sql.h"
#include "notify/tell.h"
#include "store/store.h"

enum {
    OFFICE_MAX = 50,
    UNREAD_MAX = 99,
    HOURS = 24,
    KEEP_DAYS = 365,
    FORGET_A_TURN = 500,
};

/* ---- the quiet hours ---- */

static struct {
    int from, until;
} quiet = {.from = 22, .until = 7};

void
notify_set_quiet(int from, int until)
{
    quiet.from = from;
    quiet.until = until;
}

void
notify_quiet(int *from_out, int *until_out)
{
    *from_out = quiet.from;
    *until_out = quiet.until;
}

Time
notify_not_before(Time now, bool urgent)
{
    Time midnight = day_start(day_of(now));
    int hour = (int)((now - midnight) / 3600);
    bool is_quiet = quiet.from <= quiet.until ? hour >= quiet.from && hour < quiet.until
                                              : hour >= quiet.from || hour < quiet.until;

    if (urgent || !is_quiet)
        return now;
    if (hour >= quiet.until)
        midnight += SECONDS_PER_DAY;
    return midnight + (Time)quiet.until * 3600;
}

/* ---- telling ---- */

Status
notify_person(const Ctx *ctx, int64_t *account_out)
{
    if (ctx->actor == NULL || ctx->actor->system || ctx->actor->account == 0)
        return DENIED;
    *account_out = ctx->actor->account;
    return OK;
}

/* Which notice to whom, without saying so to the gateway that reads it. */
static Text
key_of(Ctx *ctx, const NotifyChannelsOfRow *channel, int64_t account, const Notice *notice, Time at)
{
    Text key =
        text_printf(ctx->arena, "%s:%lld:%lld:%lld:%.*s", notice->kind, (long long)notice->subject,
                    (long long)at, (long long)account, TEXT_ARGS(channel->channel));

    return notice->sealed
               ? text_printf(ctx->arena, "notice:%.*s", TEXT_ARGS(sha256_hex(ctx->arena, key)))
               : key;
}

static Status
tell_outside(Ctx *ctx, const NotifyChannelsOfRow *channel, int64_t account, const Notice *notice,
             Time at)
{
    Text sentence = notice->sealed ? T("您有一条新消息，请登录查看")
                                   : text_first_chars(notice->sentence, NOTICE_SENTENCE_CHARS_MAX);
    OutboxMessage message = {
        .to = channel->address,
        .subject = sentence,
        .body = sentence,
        .link = notice->sealed ? T("/my/notices") : notice->link,
        .key = key_of(ctx, channel, account, notice, at),
        .not_before = notify_not_before(ctx->now, notice->urgent),
    };

    if (!outbox_channel_parse(channel->channel, &message.channel))
        return OK;
    return outbox_add(ctx, &message);
}

Status
tell(Ctx *ctx, int64_t account, const Notice *notice, Time at, TellWhy why)
{
    NotifyChannelsOfRows channels;
    int64_t inserted;

    TRY(notice_insert(ctx,
                      &(NoticeInsertArgs){
                          .id = id_new(),
                          .account = account,
                          .kind = text_c(notice->kind),
                          .subject = notice->subject,
                          .at = at,
                          .region = notice->region,
                          .sentence = text_first_chars(notice->sentence, NOTICE_SENTENCE_CHARS_MAX),
                          .link = notice->link,
                      },
                      &inserted));
    /* Told already, for another reason. */
    if (inserted == 0)
        return OK;
    TRY(notify_channels_of(ctx, account, &channels));
    for (size_t i = 0; i < channels.len; i++) {
        const NotifyChannelsOfRow *channel = &channels.at[i];

        if (channel->verified && (why == TELL_OWN ? channel->own : channel->followed))
            TRY(tell_outside(ctx, channel, account, notice, at));
    }
    return OK;
}

Status
notify_account(Ctx *ctx, int64_t account, const Notice *notice)
{
    NotifyEnabledRow row;
    Status status;

    if (account == 0)
        return OK;
    status = notify_enabled(ctx, account, &row);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    return tell(ctx, account, notice, ctx->now, TELL_OWN);
}

static bool
role_may(Role role, Permission permission, RegionCode place)
{
    RoleGrant grant = {.role = role, .region = place};
    Actor one = {
        .grants = {.at = &grant, .len = 1}
    };

    return actor_may(&one, permission, place);
}

static bool
is_excepted(NotifyExcept except, int64_t account)
{
    for (size_t i = 0; i < except.len; i++)
        if (except.at[i] == account)
            return true;
    return false;
}

Status
notify_office(Ctx *ctx, Permission permission, RegionCode place, NotifyExcept except,
              const Notice *notice)
{
    int64_t left = OFFICE_MAX;

    for (int role = 0; role < ROLE_COUNT && left > 0; role++) {
        NotifyHoldersRows holders;

        if (!role_may((Role)role, permission, place))
            continue;
        TRY(notify_holders(ctx, place, text_c(role_name((Role)role)), left, &holders));
        for (size_t i = 0; i < holders.len; i++)
            if (!is_excepted(except, holders.at[i].account))
                TRY(tell(ctx, holders.at[i].account, notice, ctx->now, TELL_OWN));
        left -= (int64_t)holders.len;
    }
    return OK;
}

Status
notify_phone(Ctx *ctx, Text phone, Text once, const Notice *notice)
{
    Text sentence = text_first_chars(notice->sentence, NOTICE_SENTENCE_CHARS_MAX);

    return outbox_add(ctx, &(OutboxMessage){
                               .channel = OUTBOX_SMS,
                               .to = phone,
                               .subject = sentence,
                               .body = sentence,
                               .link = notice->link,
                               .key = text_printf(ctx->arena, "phone:%.*s", TEXT_ARGS(once)),
                               .not_before = notify_not_before(ctx->now, notice->urgent),
                           });
}

/* ---- reading ---- */

Status
notify_list(Ctx *ctx, Text cursor, NoticeLines *out)
{
    NoticesOfRows rows;
    int64_t account, before = INT64_MAX;

    *out = (NoticeLines){0};
    TRY(notify_person(ctx, &account));
    if (!text_is_empty(cursor) && !text_to_i64(cursor, &before))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对"));
    TRY(notices_of(ctx, account, before, NOTICES_PAGE + 1, &rows));
    out->at = NEW_ARRAY(ctx->arena, NoticeLine, rows.len);
    for (size_t i = 0; i < rows.len && i < NOTICES_PAGE; i++)
        out->at[out->len++] = (NoticeLine){
            .id = rows.at[i].id,
            .at = rows.at[i].at,
            .sentence = rows.at[i].sentence,
            .link = rows.at[i].link,
            .read = rows.at[i].read,
        };
    if (rows.len > NOTICES_PAGE)
        out->next = text_printf(ctx->arena, "%lld", (long long)out->at[out->len - 1].id);
    return OK;
}

Status
notify_unread(Ctx *ctx, int64_t *count_out)
{
    NoticesUnreadRow row;
    int64_t account;

    *count_out = 0;
    if (notify_person(ctx, &account) != OK)
        return OK;
    TRY(notices_unread(ctx, account, UNREAD_MAX, &row));
    *count_out = row.count;
    return OK;
}

Status
notify_read_all(Ctx *ctx)
{
    int64_t account;

    TRY(notify_person(ctx, &account));
    return notices_read(ctx, account);
}

/* ---- forgetting ---- */

Status
notify_forget(Ctx *ctx, int64_t account)
{
    NotifyChannelsOfRows channels;

    TRY(notify_channels_of(ctx, account, &channels));
    for (size_t i = 0; i < channels.len; i++) {
        OutboxChannel channel;

        if (outbox_channel_parse(channels.at[i].channel, &channel))
            TRY(outbox_forget(ctx, channel, channels.at[i].address));
        TRY(notify_channel_delete(ctx, account, channels.at[i].channel));
    }
    TRY(subscriptions_forget_of(ctx, account));
    return notices_forget_of(ctx, account);
}

static Status
forget_some(Ctx *ctx, void *arg)
{
    return notices_forget_old(ctx, id_first_at(ctx->now - (Time)KEEP_DAYS * SECONDS_PER_DAY),
                              FORGET_A_TURN, arg);
}

Status
notify_forget_old(Store *store, Ctx *ctx)
{
    int64_t changed;

    do
        TRY(store_write(store, ctx, forget_some, &changed));
    while (changed == FORGET_A_TURN);
    return OK;
}
