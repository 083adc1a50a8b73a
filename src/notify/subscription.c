/*
 * What people follow.
 */
#include "base/id.h"
#include "base/tr.h"
#include "notify/notify.sql.h"
#include "notify/tell.h"
#include "store/store.h"

static const char *const kinds[SUBSCRIPTION_KINDS] = {
    [SUBSCRIBE_VILLAGE] = "village",
    [SUBSCRIBE_ITEM] = "item",
    [SUBSCRIBE_OPINION] = "opinion",
};

const char *
subscription_kind_name(SubscriptionKind kind)
{
    return kinds[kind];
}

bool
subscription_kind_parse(Text name, SubscriptionKind *out)
{
    for (int kind = 0; kind < SUBSCRIPTION_KINDS; kind++) {
        if (text_eq(name, text_c(kinds[kind]))) {
            *out = (SubscriptionKind)kind;
            return true;
        }
    }
    return false;
}

Subscription
subscription_plain(const Subscription *subscription)
{
    bool opinion = subscription->kind == SUBSCRIBE_OPINION;

    return (Subscription){
        .kind = subscription->kind,
        .region = opinion ? 0 : subscription->region,
        .subject = opinion ? subscription->subject : 0,
        .item = subscription->kind == SUBSCRIBE_ITEM ? subscription->item : T(""),
    };
}

Status
notify_subscribe(Ctx *ctx, const Subscription *subscription)
{
    Subscription plain = subscription_plain(subscription);
    SubscriptionsOfRows rows;
    int64_t account;
    bool known;

    TRY(notify_person(ctx, &account));
    TRY(notify_is_subscribed(ctx, subscription, &known));
    if (known)
        return OK;
    TRY(subscriptions_of(ctx, account, SUBSCRIPTIONS_MAX, &rows));
    if (rows.len == SUBSCRIPTIONS_MAX)
        return ctx_problem(ctx, "subscription",
                           TR_FORMAT(ctx->arena, ctx->lang, "最多关注 {max} 处，请先取消几处再关注",
                                     {"max", text_printf(ctx->arena, "%d", SUBSCRIPTIONS_MAX)}));
    return subscription_insert(ctx, &(SubscriptionInsertArgs){
                                        .account = account,
                                        .kind = text_c(kinds[plain.kind]),
                                        .region = plain.region,
                                        .subject = plain.subject,
                                        .item = plain.item,
                                        .now = ctx->now,
                                    });
}

Status
notify_unsubscribe(Ctx *ctx, const Subscription *subscription)
{
    Subscription plain = subscription_plain(subscription);
    int64_t account;

    TRY(notify_person(ctx, &account));
    return subscription_delete(ctx, &(SubscriptionDeleteArgs){
                                        .account = account,
                                        .kind = text_c(kinds[plain.kind]),
                                        .region = plain.region,
                                        .subject = plain.subject,
                                        .item = plain.item,
                                    });
}

Status
notify_is_subscribed(Ctx *ctx, const Subscription *subscription, bool *out)
{
    Subscription plain = subscription_plain(subscription);
    SubscriptionGetRow row;
    int64_t account;
    Status status;

    *out = false;
    if (notify_person(ctx, &account) != OK)
        return OK;
    status = subscription_get(ctx,
                              &(SubscriptionGetArgs){
                                  .account = account,
                                  .kind = text_c(kinds[plain.kind]),
                                  .region = plain.region,
                                  .subject = plain.subject,
                                  .item = plain.item,
                              },
                              &row);
    if (status != OK && status != NOT_FOUND)
        return status;
    *out = status == OK;
    return OK;
}

Status
notify_subscriptions(Ctx *ctx, Subscriptions *out)
{
    SubscriptionsOfRows rows;
    int64_t account;

    *out = (Subscriptions){0};
    TRY(notify_person(ctx, &account));
    TRY(subscriptions_of(ctx, account, SUBSCRIPTIONS_MAX, &rows));
    out->at = NEW_ARRAY(ctx->arena, Subscription, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        Subscription *one = &out->at[out->len];

        if (!subscription_kind_parse(rows.at[i].kind, &one->kind))
            continue;
        one->region = rows.at[i].region;
        one->subject = rows.at[i].subject;
        one->item = rows.at[i].item;
        out->len++;
    }
    return OK;
}

Status
notify_subscribers(Ctx *ctx, const Subscription *subscription, int64_t except, const Notice *notice)
{
    Subscription plain = subscription_plain(subscription);

    TRY(spread_insert(ctx, &(SpreadInsertArgs){
                               .id = id_new(),
                               .followed = text_c(kinds[plain.kind]),
                               .place = plain.region,
                               .matter = plain.subject,
                               .item = plain.item,
                               .except = except,
                               .kind = text_c(notice->kind),
                               .subject = notice->subject,
                               .at = ctx->now,
                               .region = notice->region,
                               .sentence = notice->sentence,
                               .link = notice->link,
                               .urgent = notice->urgent,
                           }));
    store_touch(ctx, KEY_JOBS);
    return OK;
}
