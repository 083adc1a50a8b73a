/*
 * Work in hand on the demonstration's today: what waits for the township, what came back, drafts,
 * what waits for the finance group.  Made one by one, as on the desk.
 */
#include "demo/load.h"

enum {
    SALT_WORK = 91,
    WORK_SALT = 1000, /* so that nothing here is word for word what was published */
    EVERYWHERE = 54,  /* how many beside those of the demonstration's own village */
    HOUR = 3600,
};

/* How far somebody got. */
typedef enum Fate { FATE_SUBMITTED, FATE_DRAFT, FATE_RETURNED, FATE_CONFIRMING } Fate;

typedef struct Work {
    const Place *place;
    const ItemTexts *item;
    Period period;
    Fate fate;
    Time at;
    unsigned number;
} Work;

static Status
begin(Ctx *ctx, const Load *load, const Work *work, Disclosure *out)
{
    Making making = {
        .corpus = load->corpus,
        .place = work->place,
        .item = work->item,
        .period = work->period,
        .base = load->plan.base,
        .salt = WORK_SALT + work->number,
    };
    DisclosureInput input = maker_disclosure(ctx->arena, &making, NULL);

    return disclosure_create(ctx, &input, out);
}

static Status
act(Ctx *ctx, const Load *load, const Work *work)
{
    const Place *place = work->place;
    Actor clerk = staff_actor(ctx->arena, place->clerk, ROLE_VILLAGE_ADMIN, place->code);
    Actor finance = staff_actor(ctx->arena, place->finance, ROLE_FINANCE_GROUP, place->code);
    Actor reviewer = staff_actor(ctx->arena, place->reviewer, ROLE_TOWNSHIP,
                                 region_code_at(place->code, LEVEL_TOWNSHIP));
    Rng rng = rng_of(place->seed, SALT_WORK, work->number);
    Maker maker = {.arena = ctx->arena, .corpus = load->corpus, .place = place, .rng = &rng};
    Disclosure disclosure;

    ctx->now = work->at;
    ctx->actor = &clerk;
    TRY(begin(ctx, load, work, &disclosure));
    if (work->fate == FATE_DRAFT)
        return OK;
    ctx->now += HOUR / 2;
    TRY(disclosure_submit(ctx, disclosure.id, disclosure.lock, &disclosure));
    if (work->fate == FATE_CONFIRMING)
        return OK;
    ctx->now += 2 * HOUR;
    if (disclosure.state == STATE_CONFIRMING) {
        ctx->actor = &finance;
        TRY(disclosure_confirm(ctx, disclosure.id, disclosure.lock, &disclosure));
    }
    if (work->fate == FATE_SUBMITTED)
        return OK;
    ctx->actor = &reviewer;
    return disclosure_return(ctx, disclosure.id, disclosure.lock,
                             maker_one_of(&maker, load->corpus->returns), &disclosure);
}

/* ---- what there is to do ---- */

static const ItemTexts *
item_named(const Corpus *corpus, Text code)
{
    for (size_t i = 0; i < corpus->item_count; i++)
        if (text_eq(corpus->items[i].item->code, code))
            return &corpus->items[i];
    return NULL;
}

static bool
is_planned(const Load *load, size_t place, const ItemTexts *item, Period period)
{
    for (size_t i = load->plan.len; i-- > 0;) {
        const Planned *planned = &load->plan.at[i];

        /* In the order of publication, so nothing earlier can be about it. */
        if (planned->published < day_start(period.start))
            return false;
        if (planned->place == place && &load->corpus->items[planned->item] == item &&
            planned->start == period.start && planned->rhythm == (char)period.rhythm)
            return true;
    }
    return false;
}

/* Last month's accounts of a village, when they are not out yet; else an event of these days. */
static bool
choose(const Load *load, size_t place_number, Fate fate, Rng *rng, Work *out)
{
    static const Affair affairs[] = {AFFAIR_VILLAGE, AFFAIR_PARTY, AFFAIR_VILLAGE, AFFAIR_FINANCE};
    const Place *place = &load->places.at[place_number];
    Day today = load->settings->today;
    const ItemTexts *monthly = item_named(load->corpus, rng_chance(rng, 500) ? T("F2") : T("F3"));
    Period month = period_before(period_of(RHYTHM_MONTHLY, today));
    Affair affair = fate == FATE_CONFIRMING
                        ? AFFAIR_FINANCE
                        : affairs[rng_below(rng, sizeof affairs / sizeof affairs[0])];
    Day day;

    *out = (Work){.place = place, .fate = fate};
    if (monthly != NULL && (affair == AFFAIR_FINANCE || rng_chance(rng, 400)) &&
        item_has_rhythm(monthly->item, place->community, RHYTHM_MONTHLY) &&
        !is_planned(load, place_number, monthly, month)) {
        out->item = monthly;
        out->period = month;
        return true;
    }
    if (!plan_event(load->corpus, place, affair, today - 6, today - 2, rng, &out->item, &day))
        return false;
    out->period = period_of(RHYTHM_EVENT, day);
    return !is_planned(load, place_number, out->item, out->period);
}

/* In office hours of yesterday or the day before, after what it is about. */
static Time
work_time(const Load *load, const Work *work, Rng *rng)
{
    Day first = load->settings->today - 2;
    Day day = work->period.end > first ? work->period.end : first + (Day)rng_below(rng, 2);

    return day_start(day) + 9 * HOUR + (Time)rng_below(rng, 5 * HOUR);
}

static Status
everywhere(Ctx *ctx, Load *load)
{
    static const Fate fates[] = {FATE_SUBMITTED, FATE_DRAFT,     FATE_SUBMITTED,
                                 FATE_DRAFT,     FATE_RETURNED,  FATE_SUBMITTED,
                                 FATE_DRAFT,     FATE_SUBMITTED, FATE_CONFIRMING};

    for (unsigned i = 0; i < EVERYWHERE; i++) {
        size_t place = (i * 37 + 7) % load->places.len;
        Rng rng = rng_of(load->places.at[place].seed, SALT_WORK, i);
        ArenaMark mark = arena_mark(ctx->arena);
        Work work;

        if (load->places.at[place].code == DEMO_VILLAGE_CODE ||
            !choose(load, place, fates[i % (sizeof fates / sizeof fates[0])], &rng, &work))
            continue;
        work.number = i + 1;
        work.at = work_time(load, &work, &rng);
        TRY(act(ctx, load, &work));
        load->counts->waiting++;
        arena_release(ctx->arena, mark);
    }
    return OK;
}

/* The demonstration's own village shows each of the four. */
static Status
own_village(Ctx *ctx, Load *load)
{
    static const struct {
        Text item;
        Fate fate;
        int days_ago; /* of the event; 0: last month */
    } rows[] = {
        {T_INIT("F2"), FATE_SUBMITTED,  0},
        {T_INIT("V2"), FATE_SUBMITTED,  2},
        {T_INIT("V9"), FATE_RETURNED,   3},
        {T_INIT("F7"), FATE_CONFIRMING, 4},
        {T_INIT("P8"), FATE_DRAFT,      2},
    };
    Day today = load->settings->today;

    for (size_t p = 0; p < load->places.len; p++) {
        if (load->places.at[p].code != DEMO_VILLAGE_CODE)
            continue;
        for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            Rng rng = rng_of(load->places.at[p].seed, SALT_WORK, WORK_SALT + i);
            Work work = {
                .place = &load->places.at[p],
                .item = item_named(load->corpus, rows[i].item),
                .period = rows[i].days_ago == 0 ? period_before(period_of(RHYTHM_MONTHLY, today))
                                                : period_of(RHYTHM_EVENT, today - rows[i].days_ago),
                .fate = rows[i].fate,
                .number = WORK_SALT + i,
            };

            work.at = work_time(load, &work, &rng);
            if (work.item != NULL)
                TRY(act(ctx, load, &work));
            load->counts->waiting++;
        }
    }
    return OK;
}

static Status
work_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    Time now = ctx->now;
    const Actor *actor = ctx->actor;
    Status status;

    load->counts->waiting = 0;
    status = own_village(ctx, load);
    if (status == OK)
        status = everywhere(ctx, load);
    ctx->now = now;
    ctx->actor = actor;
    return status;
}

Status
load_work(Load *load)
{
    arena_reset(load->ctx->arena);
    return store_write(load->store, load->ctx, work_body, load);
}
