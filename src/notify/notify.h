/*
 * notify -- telling people: in the app, and outside of it if they want.
 *
 * What a person is told stands under /my/notices.  Whoever has a verified phone, a mail address or
 * WeChat and has not switched it off gets the same through the outbox, not in the quiet hours
 * (settings quiet_from, quiet_until) unless it is urgent.  All of it is written in the transaction
 * of the event.  Sentences are whole and in plain Chinese; nothing personal stands in them, since
 * an SMS is read by whoever holds the phone.
 */
#pragma once

#include "actor/actor.h"
#include "outbox/outbox.h"

enum {
    NOTICE_SENTENCE_CHARS_MAX = 120, /* what is longer is cut */
    NOTICES_PAGE = 50,
    SUBSCRIPTIONS_MAX = 100,
    NOTIFY_CODE_SECONDS = 30 * 60, /* how long the code that proves an address is good */
};

typedef struct Notice {
    const char *kind; /* "opinion.reply", "disclosure.published"; names what was told */
    int64_t subject; /* the id of the opinion, disclosure …: with kind and the person what makes a
                        notice the same as another within one event */
    RegionCode region;
    Text sentence; /* "您提的意见有了答复：230601-482193" */
    Text link;     /* a path of this installation */
    bool urgent;   /* also in the quiet hours */
    bool sealed;   /* what leaves the platform says only that there is something to read */
} Notice;

/* One person.  account 0 and accounts that are disabled: nothing happens.  Whoever is told of one
 * event (kind, subject and ctx->now) for several reasons is told once. */
MUST_CHECK Status notify_account(Ctx *ctx, int64_t account, const Notice *notice);

/* Everybody enabled who holds a role with this permission at exactly this place (the village's
 * admins, not the district's), but for some accounts.  At most 50. */
typedef struct NotifyExcept {
    const int64_t *at;
    size_t len;
} NotifyExcept;
MUST_CHECK Status notify_office(Ctx *ctx, Permission permission, RegionCode place,
                                NotifyExcept except, const Notice *notice);

/* A number that belongs to no account here: whoever asked by phone only.  once: a key, so that the
 * same is not sent twice.  INVALID ("to") when it is no mobile number (outbox_can_be asks before).
 */
MUST_CHECK Status notify_phone(Ctx *ctx, Text phone, Text once, const Notice *notice);

/* ---- subscriptions (关注) ---- */

typedef enum SubscriptionKind {
    SUBSCRIBE_VILLAGE, /* region: everything published there */
    SUBSCRIBE_ITEM,    /* region and item: its code, "F3" */
    SUBSCRIBE_OPINION, /* subject: the opinion's id */
    SUBSCRIPTION_KINDS
} SubscriptionKind;

typedef struct Subscription {
    SubscriptionKind kind;
    RegionCode region; /* SUBSCRIBE_OPINION: not used, 0 when read */
    int64_t subject;   /* SUBSCRIBE_OPINION: its id; else 0 */
    Text item;         /* SUBSCRIBE_ITEM: its code; else empty */
} Subscription;

typedef struct Subscriptions {
    Subscription *at;
    size_t len;
} Subscriptions;

/* "village", "item", "opinion". */
const char *subscription_kind_name(SubscriptionKind kind);
bool subscription_kind_parse(Text name, SubscriptionKind *out);

/* Of the acting person (DENIED for visitors); a second time changes nothing.  The caller has
 * decided that the person may see the subject.  INVALID ("subscription"): SUBSCRIPTIONS_MAX. */
MUST_CHECK Status notify_subscribe(Ctx *ctx, const Subscription *subscription);
MUST_CHECK Status notify_unsubscribe(Ctx *ctx, const Subscription *subscription);
MUST_CHECK Status notify_is_subscribed(Ctx *ctx, const Subscription *subscription, bool *out);
MUST_CHECK Status notify_subscriptions(Ctx *ctx, Subscriptions *out);

/* Tells all subscribers of it but the account except: the keeper spreads it, so that an event with
 * ten thousand readers costs one row. */
MUST_CHECK Status notify_subscribers(Ctx *ctx, const Subscription *subscription, int64_t except,
                                     const Notice *notice);

/* The keeper's jobs: spreads events; forgets what people were told a year ago. */
struct Store;
MUST_CHECK Status notify_spread(struct Store *store, Ctx *ctx);
MUST_CHECK Status notify_forget_old(struct Store *store, Ctx *ctx);

/* ---- what the acting person was told ---- */

typedef struct NoticeLine {
    int64_t id;
    Time at;
    Text sentence, link;
    bool read;
} NoticeLine;

typedef struct NoticeLines {
    NoticeLine *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} NoticeLines;

MUST_CHECK Status notify_list(Ctx *ctx, Text cursor, NoticeLines *out);
MUST_CHECK Status notify_unread(Ctx *ctx, int64_t *count_out); /* at most 99; 0 for visitors */
MUST_CHECK Status notify_read_all(Ctx *ctx);

/* ---- where the acting person can be reached outside of the platform ---- */

typedef struct NotifyChannel {
    OutboxChannel channel;
    Text address;
    bool verified;
    bool own;      /* told there: what concerns the person */
    bool followed; /* told there: what the person follows; SMS at first not, since each one costs */
    Time code_until; /* not verified: until when the code that was sent is good */
} NotifyChannel;

typedef struct NotifyChannels {
    NotifyChannel *at;
    size_t len;
} NotifyChannels;

MUST_CHECK Status notify_channels(Ctx *ctx, NotifyChannels *out);

/* A mail address or a phone: sends a code there, in place of what was given before for this
 * channel.  INVALID ("address"), also after several codes a day. */
MUST_CHECK Status notify_channel_put(Ctx *ctx, OutboxChannel channel, Text address);

/* Whether this is the code.  A wrong one counts (five, then a new one is needed), so the answer is
 * no refusal, which would take the count back.  NOT_FOUND when no address was given. */
MUST_CHECK Status notify_channel_verify(Ctx *ctx, OutboxChannel channel, Text code,
                                        bool *right_out);

MUST_CHECK Status notify_channel_switch(Ctx *ctx, OutboxChannel channel, bool own, bool followed);
MUST_CHECK Status notify_channel_remove(Ctx *ctx, OutboxChannel channel);

/* ---- for the rooms that know persons; permission is theirs to decide ---- */

/* An address that was proved elsewhere: the phone at sign-in, WeChat at binding.  What the person
 * has switched off stays off.  INVALID ("address"). */
MUST_CHECK Status notify_channel_set_verified(Ctx *ctx, int64_t account, OutboxChannel channel,
                                              Text address);

/* Erases everything of an account here: notices, subscriptions, addresses, what was not yet sent.
 */
MUST_CHECK Status notify_forget(Ctx *ctx, int64_t account);

/* ---- the quiet hours: settings quiet_from and quiet_until, equal: none ---- */

void notify_set_quiet(int from, int until);
void notify_quiet(int *from_out, int *until_out);

/* When a message may leave at the earliest: now, or at the end of the quiet hours. */
Time notify_not_before(Time now, bool urgent);
