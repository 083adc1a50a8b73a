/*
 * What happens when a revision becomes public: the dates and the digest of the revision, and then
 * the tallies, the duty and the search index.  One by one on approval, in bulk on import.
 */
#include "base/crypto.h"
#include "base/tr.h"
#include "disclosure/parts.h"
#include "disclosure/search.h"
#include "duty/owed.h"
#include "notify/notify.h"
#include "region/tally.h"

static Measure
measure_of(Affair affair)
{
    switch (affair) {
    case AFFAIR_PARTY:
        return TALLY_DISCLOSURES_PARTY;
    case AFFAIR_VILLAGE:
        return TALLY_DISCLOSURES_VILLAGE;
    case AFFAIR_FINANCE:
        break;
    }
    return TALLY_DISCLOSURES_FINANCE;
}

void
publication_prepare(Ctx *ctx, Publication *publication)
{
    Disclosure *disclosure = publication->disclosure;
    Revision *revision = publication->revision;
    bool first = disclosure->revision == 0;
    Day day = day_of(publication->at);

    disclosure->state = STATE_PUBLISHED;
    disclosure->kind = revision->kind;
    disclosure->revision = revision->number;
    disclosure->working = 0;
    disclosure->published_at = SOME_INT(publication->at);
    if (first) {
        disclosure->first_published_at = SOME_INT(publication->at);
        if (publication->item->notice_days > 0)
            disclosure->notice_until = SOME_INT(day + publication->item->notice_days);
    }
    revision->published_at = SOME_INT(publication->at);
    revision->digest = sha256_hex(
        ctx->arena, revision_canonical(ctx->arena, disclosure, revision, publication->attachments));
}

/* An item on event has its duty from the event's day on, whether somebody recorded the event or
 * not, so that what comes late counts as late. */
static Status
record_event(Ctx *ctx, const Publication *publication, Period period)
{
    const Actor *person = ctx->actor;
    Status status;

    if (period.rhythm != RHYTHM_EVENT ||
        !item_has_rhythm(publication->item, publication->community, RHYTHM_EVENT))
        return OK;
    if (publication->duties != NULL)
        return duty_event_of(ctx, publication->disclosure->region, publication->item,
                             publication->community, period.start);
    /* The platform records it: a reviewer has no say in what a village owes. */
    ctx->actor = &actor_system;
    status = duty_event(ctx, publication->disclosure->region, publication->disclosure->item,
                        period.start);
    ctx->actor = person;
    return status;
}

static Status
count_first(Ctx *ctx, const Publication *publication)
{
    const Disclosure *disclosure = publication->disclosure;
    Measure measure = measure_of(disclosure->affair);
    Day day = day_of(publication->at);
    Period period = {0};

    (void)period_parse(disclosure->period, &period);
    TRY(record_event(ctx, publication, period));
    if (publication->tallies == NULL) {
        TRY(duty_done(ctx, disclosure->region, disclosure->item, disclosure->period, day,
                      disclosure->id));
        return tally_add(ctx, disclosure->region, measure, day, +1);
    }
    duty_batch_done(publication->duties, disclosure->region, disclosure->item, disclosure->period,
                    day, disclosure->id);
    tally_batch_add(publication->tallies, disclosure->region, measure, day, +1);
    return OK;
}

/* What the public may read of it now, which for an old one is not what it could then. */
static Status
publication_index(Ctx *ctx, const Publication *publication)
{
    Time then = ctx->now;
    Status status;

    if (publication->now != 0)
        ctx->now = publication->now;
    status = search_put(ctx, publication->disclosure, publication->revision);
    if (status == OK)
        status = notice_job_add(ctx, publication->disclosure, publication->item);
    ctx->now = then;
    return status;
}

/* Tells whoever follows the village or the item.  What is loaded in bulk is no news. */
static Status
tell_followers(Ctx *ctx, const Publication *publication)
{
    const Disclosure *disclosure = publication->disclosure;
    Text what = default_title(ctx->arena, LANG_HANS, publication->item, disclosure->period);
    Notice notice = {
        .kind = "disclosure.published",
        .subject = disclosure->id,
        .region = disclosure->region,
        .link = text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id),
    };
    Region place;

    if (publication->tallies != NULL)
        return OK;
    TRY(region_get(ctx, disclosure->region, &place));
    notice.sentence = TR_FORMAT(ctx->arena, LANG_HANS, "{place}新公开：{what}",
                                {"place", place.name}, {"what", what});
    TRY(notify_subscribers(ctx, &(Subscription){.kind = SUBSCRIBE_VILLAGE, .region = place.code},
                           acting_account(ctx), &notice));
    return notify_subscribers(
        ctx,
        &(Subscription){.kind = SUBSCRIBE_ITEM, .region = place.code, .item = disclosure->item},
        acting_account(ctx), &notice);
}

Status
publication_count(Ctx *ctx, const Publication *publication)
{
    if (publication->disclosure->revision == 1) {
        TRY(count_first(ctx, publication));
        TRY(tell_followers(ctx, publication));
    } else {
        TRY(search_remove(ctx, publication->disclosure->id));
    }
    return publication_index(ctx, publication);
}

Status
publication_undo(Ctx *ctx, const Disclosure *disclosure)
{
    OtherForPeriodRow other;
    Day day = day_of(disclosure->first_published_at.value);
    Status status;

    TRY(tally_add(ctx, disclosure->region, measure_of(disclosure->affair), day, -1));
    TRY(search_remove(ctx, disclosure->id));
    /* Another one about the same period still fulfils the duty. */
    status = other_for_period(ctx,
                              &(OtherForPeriodArgs){.region = disclosure->region,
                                                    .item = disclosure->item,
                                                    .period = disclosure->period,
                                                    .id = disclosure->id},
                              &other);
    if (status != NOT_FOUND)
        return status;
    return duty_undone(ctx, disclosure->region, disclosure->item, disclosure->period);
}
