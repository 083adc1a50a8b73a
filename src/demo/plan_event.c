/*
 * Events: what happened at a place and was published within days.
 */
#include "demo/plan_parts.h"
#include "demo/staged.h"

enum {
    SALT_EVENTS = 42,
    EVENT_TRIES = 20,
    RANKED_EVENTS_MAX = 2000,   /* of one place; ranking them is quadratic */
    WORKING_DAY_EVENT_MAX = 18, /* V1 has 20 working days */
    LATE_DAYS_MAX = 24,
};

static bool
serves_events(const Scene *scene)
{
    for (size_t i = 0; i < scene->rhythms.len; i++)
        if (scene->rhythms.at[i] == RHYTHM_EVENT)
            return true;
    return false;
}

/* How often an item has an event at a place; many kinds of scene do not make it more often than
 * twice. */
static int64_t
event_rate(const ItemTexts *item, bool community)
{
    unsigned kind = community ? FOR_COMMUNITY : FOR_VILLAGE;
    int64_t rate = 0;

    if (!item_has_rhythm(item->item, community, RHYTHM_EVENT))
        return 0;
    for (size_t i = 0; i < item->scene_count; i++)
        if (serves_events(&item->scenes[i]) && (item->scenes[i].when.kinds & kind) != 0)
            rate += item->scenes[i].rate;
    return item->scene_count > 4 && rate > 200 ? 200 : rate;
}

static const ItemTexts *
draw_item(const Corpus *corpus, bool community, Affair affair, Rng *rng)
{
    int64_t sum = 0;
    int64_t at;

    for (size_t i = 0; i < corpus->item_count; i++)
        if (corpus->items[i].item->affair == affair)
            sum += event_rate(&corpus->items[i], community);
    at = (int64_t)rng_below(rng, (uint64_t)sum);
    for (size_t i = 0; i < corpus->item_count; i++) {
        if (corpus->items[i].item->affair != affair)
            continue;
        at -= event_rate(&corpus->items[i], community);
        if (at < 0)
            return &corpus->items[i];
    }
    return NULL;
}

static bool
has_scene(const ItemTexts *item, bool community, Day day)
{
    for (size_t i = 0; i < item->scene_count; i++)
        if (serves_events(&item->scenes[i]) &&
            when_fits(&item->scenes[i].when, community, day, day))
            return true;
    return false;
}

bool
plan_event(const Corpus *corpus, const Place *place, Affair affair, Day first, Day last, Rng *rng,
           const ItemTexts **item_out, Day *day_out)
{
    for (int i = 0; i < EVENT_TRIES; i++) {
        const ItemTexts *item = draw_item(corpus, place->community, affair, rng);
        Day day = plan_workday((Day)rng_between(rng, first, last), first, last);

        if (item == NULL || !has_scene(item, place->community, day))
            continue;
        *item_out = item;
        *day_out = day;
        return true;
    }
    return false;
}

/* Days from an event to its publication. */
static Day
event_delay(const Place *place, const Item *item, Rng *rng)
{
    /* Basic information has 20 working days, everything else five days. */
    bool slow = text_eq(item->code, T("V1"));

    if (rng_chance(rng, plan_diligence(place)->late))
        return (slow ? 34 : 6) + (Day)rng_below(rng, LATE_DAYS_MAX);
    return 1 + (Day)rng_below(rng, slow ? WORKING_DAY_EVENT_MAX : 5);
}

static bool
is_taken(const Planner *planner, size_t from, const Planned *planned)
{
    for (size_t i = from; i < planner->len; i++)
        if (planner->at[i].item == planned->item && planner->at[i].start == planned->start)
            return true;
    return false;
}

/* What runs its notice period at the demonstration's own village, whatever else happened there. */
static bool
shown_notice(const Planner *planner, const Place *place, Affair affair, unsigned number,
             const ItemTexts **item_out, Day *day_out)
{
    static const struct {
        Affair affair;
        unsigned number;
        Text item;
        Day days_ago;
    } rows[] = {
        {AFFAIR_VILLAGE, 0, T_INIT("V6"), 6},
        {AFFAIR_VILLAGE, 1, T_INIT("V9"), 5}
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (place->code != DEMO_VILLAGE_CODE || rows[i].affair != affair ||
            rows[i].number != number)
            continue;
        *day_out = planner->today - rows[i].days_ago;
        for (size_t j = 0; j < planner->corpus->item_count; j++)
            if (text_eq(planner->corpus->items[j].item->code, rows[i].item))
                *item_out = &planner->corpus->items[j];
        return *item_out != NULL && has_scene(*item_out, place->community, *day_out);
    }
    return false;
}

static const ItemTexts *
texts_of(const Planner *planner, Text item)
{
    for (size_t i = 0; i < planner->corpus->item_count; i++)
        if (text_eq(planner->corpus->items[i].item->code, item))
            return &planner->corpus->items[i];
    return NULL;
}

/* A stage of one of the demonstration's projects. */
static bool
staged_event(const Planner *planner, const Place *place, Affair affair, unsigned number,
             const ItemTexts **item_out, Planned *out)
{
    StageEvent event;

    if (affair != AFFAIR_VILLAGE || !staged_event_at(place->code, number, &event))
        return false;
    *item_out = texts_of(planner, event.item);
    if (*item_out == NULL)
        return false;
    out->project = event.project;
    out->stage = event.stage;
    out->start = planner->today - event.days_ago;
    return true;
}

static void
add_event(Planner *planner, size_t place_number, Affair affair, size_t from, unsigned number)
{
    const Place *place = &planner->places->at[place_number];
    Rng rng = rng_of(place->seed, SALT_EVENTS + (uint64_t)affair, number);
    Planned planned = {
        .place = (uint16_t)place_number, .rhythm = RHYTHM_EVENT, .salt = (uint16_t)number};
    const ItemTexts *item = NULL;
    Day published = planner->today;

    if (shown_notice(planner, place, affair, number, &item, &planned.start) ||
        staged_event(planner, place, affair, number, &item, &planned)) {
        planned.item = (uint8_t)(item - planner->corpus->items);
        published = planned.start + 2;
    }
    for (int i = 0; published >= planner->today && i < EVENT_TRIES; i++) {
        if (!plan_event(planner->corpus, place, affair, place->joined, planner->today - 2, &rng,
                        &item, &planned.start))
            continue;
        planned.item = (uint8_t)(item - planner->corpus->items);
        published = planned.start + event_delay(place, item->item, &rng);
        if (published < planner->today &&
            (planner->scale > 1 || !is_taken(planner, from, &planned)))
            break;
    }
    if (published >= planner->today)
        published = planner->today - 1;
    if (planned.project == 0 && rng_below(&rng, 100) < (uint64_t)item->exception_percent)
        planned.kind = DISCLOSURE_EXCEPTION;
    plan_times(plan_add(planner, planned), published, planned.start, &rng);
    planner->counts[affair]++;
}

/* Which of how many of its item in its year an event is: steps of a project come one after another.
 */
static void
rank_events(Planner *planner, size_t from)
{
    if (planner->len - from > RANKED_EVENTS_MAX)
        return;
    for (size_t i = from; i < planner->len; i++) {
        Planned *planned = &planner->at[i];
        unsigned nth = 0;
        unsigned of = 0;

        for (size_t j = from; j < planner->len; j++) {
            const Planned *other = &planner->at[j];

            if (other->item != planned->item ||
                day_to_date(other->start).year != day_to_date(planned->start).year)
                continue;
            of++;
            nth += other->start < planned->start || (other->start == planned->start && j < i);
        }
        planned->nth = (uint8_t)(nth < UINT8_MAX ? nth : UINT8_MAX);
        planned->of = (uint8_t)(of < UINT8_MAX ? of : UINT8_MAX);
    }
}

/* Spreads what is lacking to the totals evenly over the places. */
void
plan_events(Planner *planner, const int64_t *lacking)
{
    int64_t places = (int64_t)planner->places->len;

    for (int64_t place = 0; place < places; place++) {
        size_t from = planner->len;

        for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++) {
            int64_t wanted =
                lacking[affair] * (place + 1) / places - lacking[affair] * place / places;

            for (int64_t i = 0; i < wanted; i++)
                add_event(planner, (size_t)place, (Affair)affair, from, (unsigned)i);
        }
        rank_events(planner, from);
    }
}
