/*
 * The households of a place: a share of all that live there, so many at each that those of the
 * district are as many as the residents on its roster.
 */
#include "demo/maker.h"

enum {
    SALT_HOMES = 14,
    NAME_TRIES = 20,
    VILLAGE_GROUPS_LOW = 4,
    PEOPLE_MOST = 5,
    UNITS = 3,
    FLOORS = 6,
    DOORS = 3,
    TENTH = 100, /* of a mu, in thousandths; what a family grows: */
    MAIZE_LOW = 12,
    MAIZE_HIGH = 96,
    RICE_LOW = 8,
    RICE_HIGH = 88,
    SOY_LOW = 4,
    SOY_HIGH = 16,
};

static Phrases
groups_of(const Corpus *corpus, bool community)
{
    for (size_t i = 0; i < corpus->names.words.len; i++)
        if (text_eq(corpus->names.words.at[i], T("group")))
            return corpus->words[community][i];
    return (Phrases){0};
}

static bool
name_is_taken(const Place *place, size_t homes, Text name)
{
    for (size_t i = 0; i < homes; i++)
        if (text_eq(place->homes[i].head, name))
            return true;
    for (size_t i = 0; i < place->post_count; i++)
        if (text_eq(place->posts[i].name, name))
            return true;
    return false;
}

static Text
address_of(Arena *arena, bool community, Text group, size_t nth, Rng *rng)
{
    if (!community)
        return text_printf(arena, "%.*s%zu号（演示）", TEXT_ARGS(group), nth);
    return text_printf(arena, "%.*s%d单元%d0%d（演示）", TEXT_ARGS(group),
                       (int)rng_between(rng, 1, UNITS), (int)rng_between(rng, 1, FLOORS),
                       (int)rng_between(rng, 1, DOORS));
}

static void
make_home(Maker *maker, Place *place, size_t i, size_t group, size_t nth, Text group_name)
{
    const People *people = &maker->corpus->people;
    Home *home = &place->homes[i];

    for (int tries = 0; tries < NAME_TRIES; tries++) {
        home->head = people_name(maker->arena, people, maker->rng);
        if (!name_is_taken(place, i, home->head))
            break;
    }
    home->group = group_name;
    home->number = text_printf(maker->arena, "%02zu%03zu", group + 1, nth);
    home->address = address_of(maker->arena, place->community, group_name, nth, maker->rng);
    home->people = rng_between(maker->rng, 1, PEOPLE_MOST);
    home->maize = rng_between(maker->rng, MAIZE_LOW, MAIZE_HIGH) * TENTH;
    home->rice = rng_between(maker->rng, RICE_LOW, RICE_HIGH) * TENTH;
    home->soy = rng_between(maker->rng, SOY_LOW, SOY_HIGH) * TENTH;
    home->card = people_number(maker->arena, people->bank_card, maker->rng);
}

void
place_make_homes(Arena *arena, const Corpus *corpus, Place *place)
{
    Rng rng = rng_of(place->seed, SALT_HOMES, 0);
    Maker maker = {.arena = arena, .corpus = corpus, .place = place, .rng = &rng};
    Phrases names = groups_of(corpus, place->community);
    size_t groups = place->community
                        ? names.len
                        : (size_t)rng_between(&rng, VILLAGE_GROUPS_LOW, (int64_t)names.len);
    size_t nth = 0;
    size_t last = groups;

    place->homes = NEW_ARRAY(arena, Home, HOMES);
    for (size_t i = 0; i < HOMES && groups != 0; i++) {
        size_t group = i * groups / HOMES;

        nth = group == last ? nth + 1 : 1;
        last = group;
        make_home(&maker, place, i, group, nth, maker_phrase(&maker, &names.at[group]));
    }
}

const Home *
place_home(const Place *place, Text head, Text group)
{
    for (size_t i = 0; i < HOMES; i++)
        if (text_eq(place->homes[i].head, head) && text_eq(place->homes[i].group, group))
            return &place->homes[i];
    return NULL;
}
