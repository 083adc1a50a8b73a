#include "demo/plan_parts.h"
#include "demo/plant.h"

#include <stdlib.h>

enum {
    SALT_PLAN = 41,
    SALT_DILIGENCE = 43,
    RECENT_DAYS =
        150, /* what fell due since then is missing more often: nobody has chased it yet */
    EARLY_PER_MILLE = 120, /* published although it is not due yet */
    FLAWED_PER_MILLE = 16,
    FLAW_SETTLES_DAYS = 30, /* a correction needs time */
    WITHDRAWN_EVERY = 4100,
    LATE_DAYS_MAX = 24,
    SATURDAY = 6,
    HOUR = 3600,
};

/* ---- dates ---- */

static Day
months_later(Day day, int months)
{
    Date date = day_to_date(day);
    int count = date.year * 12 + date.month - 1 + months;

    return day_from_date((Date){count / 12, count % 12 + 1, 1});
}

Day
plan_base(Day today)
{
    return months_later(today, -DEMO_MONTHS);
}

Day
plan_joined(Day base, size_t township)
{
    /* 沙河街道, the demonstration's own, is the fifth and among the first. */
    return months_later(base, (int)((township + 2) % JOIN_STEPS) * 3);
}

static const Diligence diligences[] = {
    {8,  0,  4  },
    {35, 3,  30 },
    {90, 10, 120}
};

const Diligence *
plan_diligence(const Place *place)
{
    Rng rng = rng_of(place->seed, SALT_DILIGENCE, 0);
    uint64_t at = rng_below(&rng, 100);

    if (place->code == DEMO_VILLAGE_CODE)
        return &diligences[0];
    return &diligences[at < 60 ? 0 : at < 90 ? 1 : 2];
}

/* The working day nearest to a day within first … last. */
Day
plan_workday(Day day, Day first, Day last)
{
    Day moved = day;

    while (day_weekday(moved) >= SATURDAY && moved < last)
        moved++;
    if (day_weekday(moved) < SATURDAY)
        return moved;
    for (moved = day; day_weekday(moved) >= SATURDAY && moved > first;)
        moved--;
    return moved;
}

/* Office hours; handed in a little before. */
void
plan_times(Planned *planned, Day published, Day not_before, Rng *rng)
{
    planned->published = day_start(published) + 9 * HOUR + (Time)rng_below(rng, 8 * HOUR);
    planned->submitted = planned->published - rng_between(rng, HOUR / 3, 26 * HOUR);
    if (planned->submitted < day_start(not_before) + 8 * HOUR)
        planned->submitted = day_start(not_before) + 8 * HOUR;
    if (planned->submitted > planned->published)
        planned->submitted = planned->published;
}

/* ---- collecting ---- */

Planned *
plan_add(Planner *planner, Planned planned)
{
    if (planner->len == planner->room) {
        size_t room = planner->room == 0 ? 65536 : planner->room * 2;

        planner->at =
            arena_grow(planner->ctx->arena, planner->at, planner->room * sizeof planner->at[0],
                       room * sizeof planner->at[0]);
        planner->room = room;
    }
    planner->at[planner->len] = planned;
    return &planner->at[planner->len++];
}

static Affair
affair_of(const Planner *planner, const Planned *planned)
{
    return planner->corpus->items[planned->item].item->affair;
}

/* ---- what comes round by the calendar ---- */

typedef struct Round {
    size_t item;
    Period period;
    Day due;
} Round;

/* A village that always has everything but one: 缺 1 项. */
static bool
is_the_missing_one(const Planner *planner, const Place *place, const Round *round)
{
    return place->code == DEMO_VILLAGE_CODE && round->period.rhythm == RHYTHM_QUARTERLY &&
           text_eq(planner->corpus->items[round->item].item->code, T("V4")) &&
           round->due < planner->today && round->due > planner->today - 92;
}

/* The day of publication; 0 for never. */
static Day
publication_day(const Planner *planner, const Place *place, const Round *round, Rng *rng)
{
    const Diligence *diligence = plan_diligence(place);
    Day last = planner->today - 1;
    Day first = round->period.end + 1;
    bool recent = round->due > planner->today - RECENT_DAYS;
    Day day;

    if (round->due > last)
        return rng_chance(rng, EARLY_PER_MILLE) ? last : 0;
    if (is_the_missing_one(planner, place, round))
        return 0;
    if (rng_chance(rng, recent ? diligence->missing_recent : diligence->missing) &&
        place->code != DEMO_VILLAGE_CODE)
        return 0;
    if (rng_chance(rng, diligence->late)) {
        day = round->due + 1 + (Day)rng_below(rng, LATE_DAYS_MAX);
        day = plan_workday(day, round->due + 1, day + 3);
        return day <= last ? day : 0;
    }
    /* Most are done towards the end. */
    day = first + (Day)(rng_below(rng, (uint64_t)(round->due - first) + 1) +
                        rng_below(rng, (uint64_t)(round->due - first) + 1) + 1) /
                      2;
    return plan_workday(day, first, round->due);
}

static DisclosureKind
kind_of(const ItemTexts *item, Rhythm rhythm, Rng *rng)
{
    if (rhythm == RHYTHM_QUARTERLY && rng_below(rng, 100) < (uint64_t)item->nil_percent)
        return DISCLOSURE_NIL;
    return DISCLOSURE_REPORT;
}

static void
add_round(Planner *planner, size_t place_number, const Round *round)
{
    const Place *place = &planner->places->at[place_number];
    const ItemTexts *item = &planner->corpus->items[round->item];
    Rng rng = rng_of(place->seed ^ text_hash(item->item->code), SALT_PLAN,
                     (uint64_t)round->period.start << 8 | (uint64_t)round->period.rhythm);
    Day joined_by = round->period.rhythm == RHYTHM_YEARLY ? round->period.end : round->period.start;
    Day day;

    if (joined_by < place->joined)
        return;
    day = publication_day(planner, place, round, &rng);
    if (day == 0)
        return;
    plan_times(plan_add(planner,
                        (Planned){
                            .start = round->period.start,
                            .place = (uint16_t)place_number,
                            .item = (uint8_t)round->item,
                            .rhythm = (char)round->period.rhythm,
                            .kind = (uint8_t)kind_of(item, round->period.rhythm, &rng),
                        }),
               day, round->period.end, &rng);
    planner->counts[item->item->affair]++;
}

static Status
add_rhythm(Planner *planner, size_t item_number, bool community, Rhythm rhythm)
{
    const Item *item = planner->corpus->items[item_number].item;
    Round round = {.item = item_number, .period = period_of(rhythm, planner->base)};

    if (round.period.start < planner->base && rhythm != RHYTHM_YEARLY)
        round.period = period_after(round.period);
    for (; round.period.end < planner->today; round.period = period_after(round.period)) {
        TRY(item_due_day(planner->ctx, item, community, round.period, &round.due));
        for (size_t i = 0; i < planner->places->len; i++)
            if (planner->places->at[i].community == community)
                add_round(planner, i, &round);
    }
    return OK;
}

static Status
add_rounds(Planner *planner)
{
    for (size_t i = 0; i < planner->corpus->item_count; i++) {
        for (int community = 0; community < 2; community++) {
            Text letters = item_rhythm(planner->corpus->items[i].item, community != 0);

            for (size_t j = 0; j < letters.len; j++)
                if (letters.at[j] != RHYTHM_EVENT)
                    TRY(add_rhythm(planner, i, community != 0, (Rhythm)letters.at[j]));
        }
    }
    return OK;
}

/* ---- to the totals ---- */

/* More came round than there should be: some more stay missing. */
static void
drop(Planner *planner, Affair affair, int64_t count)
{
    size_t step = planner->len / (size_t)(count + 1) + 1;

    for (size_t first = 0; count > 0 && first < step; first++)
        for (size_t i = first; count > 0 && i < planner->len; i += step)
            if (affair_of(planner, &planner->at[i]) == affair && !planner->at[i].dropped) {
                planner->at[i].dropped = true;
                planner->counts[affair]--;
                count--;
            }
}

/* ---- what went wrong ---- */

static void
mark_flaws(Planner *planner)
{
    size_t len = planner->len;

    for (size_t i = 0; i < len; i++) {
        Planned *planned = &planner->at[i];
        Rng rng = rng_of((uint64_t)planned->published, planned->place, planned->item);

        planned->flawed = planned->kind == DISCLOSURE_REPORT && !planned->dropped &&
                          planned->project == 0 &&
                          planned->published < day_start(planner->today - FLAW_SETTLES_DAYS) &&
                          rng_chance(&rng, FLAWED_PER_MILLE);
        /* The same once more, a day later, by mistake. */
        if (i % WITHDRAWN_EVERY == WITHDRAWN_EVERY / 2 && !planned->flawed && !planned->dropped &&
            planned->published < day_start(planner->today - FLAW_SETTLES_DAYS)) {
            Planned twice = *planned;

            twice.withdrawn = true;
            twice.submitted += SECONDS_PER_DAY;
            twice.published += SECONDS_PER_DAY;
            plan_add(planner, twice);
        }
    }
}

static int
by_publication(const void *a, const void *b)
{
    const Planned *x = a;
    const Planned *y = b;

    if (x->published != y->published)
        return x->published < y->published ? -1 : 1;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

static void
finish(Planner *planner, Plan *out)
{
    size_t kept = 0;

    *out = (Plan){.base = planner->base, .today = planner->today, .at = planner->at};
    for (size_t i = 0; i < planner->len; i++) {
        if (planner->at[i].dropped)
            continue;
        planner->at[kept] = planner->at[i];
        out->counted += !planner->at[kept++].withdrawn;
    }
    out->len = kept;
    qsort(out->at, out->len, sizeof out->at[0], by_publication);
}

/* The newest one of the item at the place that stays as it is. */
static void
choose_plants(const Planner *planner, Plan *plan)
{
    for (int kind = 0; kind < PLANT_COUNT; kind++) {
        Text item = plant_item((PlantKind)kind);

        for (size_t i = plan->len; i-- > 0 && item.len != 0;) {
            Planned *planned = &plan->at[i];

            if (!plant_at((PlantKind)kind, planner->places->at[planned->place].code) ||
                !text_eq(planner->corpus->items[planned->item].item->code, item) ||
                planned->kind != DISCLOSURE_REPORT || planned->flawed || planned->withdrawn ||
                planned->project != 0)
                continue;
            planned->plant = (uint8_t)(kind + 1);
            break;
        }
    }
}

Status
plan_make(Ctx *ctx, const Corpus *corpus, const Places *places, Day today, int scale, Plan *out)
{
    Planner planner = {
        .ctx = ctx,
        .corpus = corpus,
        .places = places,
        .base = plan_base(today),
        .today = today,
        .scale = scale,
    };
    int64_t lacking[] = {0, DEMO_PARTY, DEMO_VILLAGE, DEMO_FINANCE};

    TRY(add_rounds(&planner));
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++) {
        lacking[affair] = lacking[affair] * scale - planner.counts[affair];
        if (lacking[affair] >= 0)
            continue;
        drop(&planner, (Affair)affair, -lacking[affair]);
        lacking[affair] = 0;
    }
    plan_events(&planner, lacking);
    mark_flaws(&planner);
    finish(&planner, out);
    choose_plants(&planner, out);
    return OK;
}
