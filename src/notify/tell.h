/*
 * tell -- inside the room: one account is told of one event.
 */
#pragma once

#include "notify/notify.h"

enum { CHANNELS_MAX = 10 };

/* Why somebody is told: it is the person's own matter, or one that the person follows.  Each
 * channel has a switch for either. */
typedef enum TellWhy { TELL_OWN, TELL_FOLLOWED } TellWhy;

/* An account that is enabled.  at: when the event took place, which with the notice's kind and
 * subject makes it the same as another. */
MUST_CHECK Status tell(Ctx *ctx, int64_t account, const Notice *notice, Time at, TellWhy why);

/* Who acts, if that is a person. */
MUST_CHECK Status notify_person(const Ctx *ctx, int64_t *account_out);

/* As its row has it: without what its kind does not use, so that equal ones are equal. */
Subscription subscription_plain(const Subscription *subscription);
