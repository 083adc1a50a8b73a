#include "demo/place.h"

#include "demo/maker.h"

enum {
    MILLI = 1000,
    BUDGET_LOW = 18000,
    BUDGET_HIGH = 96000,
    HUNDRED = 100,
    NAME_BYTES_MAX = 64,
    SALT_NAMES = 11,
    SALT_PROJECT = 12,
    SALT_COMPANY = 13,
};

Text
place_short_name(Text name)
{
    static const Text endings[] = {T_INIT("村民委员会"), T_INIT("居民委员会"), T_INIT("村委会"),
                                   T_INIT("居委会")};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (text_ends(name, endings[i]) && name.len > endings[i].len)
            return text_slice(name, 0, name.len - endings[i].len);
    return name;
}

/* ---- people ---- */

static Text
one_text(Rng *rng, Texts texts)
{
    return texts.at[rng_below(rng, texts.len)];
}

static Text
surname(const People *people, Rng *rng)
{
    int sum = people->surname_weights[people->surnames.len - 1];
    int at = (int)rng_below(rng, (uint64_t)sum);
    size_t i = 0;

    while (people->surname_weights[i] <= at)
        i++;
    return people->surnames.at[i];
}

Text
people_name(Arena *arena, const People *people, Rng *rng)
{
    const Given *given = &people->given[rng_below(rng, 2)];
    Text parts[3] = {surname(people, rng)};
    size_t len = 1;
    Text name = {arena_alloc(arena, NAME_BYTES_MAX), 0};

    if (rng_below(rng, 100) < (uint64_t)people->old_percent) {
        parts[len++] = one_text(rng, given->old);
    } else {
        if (rng_below(rng, 100) >= (uint64_t)people->single_percent)
            parts[len++] = one_text(rng, given->first);
        parts[len++] = one_text(rng, given->second);
    }
    for (size_t i = 0; i < len; i++)
        for (size_t j = 0; j < parts[i].len && name.len < NAME_BYTES_MAX; j++)
            ((char *)name.at)[name.len++] = parts[i].at[j];
    return name;
}

Text
people_number(Arena *arena, Text pattern, Rng *rng)
{
    char *at = arena_alloc(arena, pattern.len + 1);

    for (size_t i = 0; i < pattern.len; i++)
        at[i] = pattern.at[i] == '#' ? (char)('0' + rng_below(rng, 10)) : pattern.at[i];
    return (Text){at, pattern.len};
}

/* ---- posts ---- */

static bool
name_is_held(const Place *place, Text name)
{
    for (size_t i = 0; i < place->post_count; i++)
        if (text_eq(place->posts[i].name, name))
            return true;
    return false;
}

static void
add_post(Maker *maker, Place *place, const PostRule *rule)
{
    const People *people = &maker->corpus->people;
    Post *post = &place->posts[place->post_count];

    do
        post->name = people_name(maker->arena, people, maker->rng);
    while (name_is_held(place, post->name));
    post->rule = rule;
    post->duty = maker_one_of(maker, rule->duties);
    post->phone = people_number(maker->arena, people->office_phone, maker->rng);
    if (rule->pay[2] != 0)
        post->pay =
            rule->pay[0] +
            rng_between(maker->rng, 0, (rule->pay[1] - rule->pay[0]) / rule->pay[2]) * rule->pay[2];
    place->post_count++;
}

/* All that every place has, and as many of the others as it takes. */
static void
add_posts(Maker *maker, Place *place)
{
    const People *people = &maker->corpus->people;
    const Profile *profile = &people->profile[place->community];
    unsigned kind = place->community ? FOR_COMMUNITY : FOR_VILLAGE;
    size_t wanted = (size_t)rng_between(maker->rng, profile->posts.low, profile->posts.high);
    size_t always = 0;

    for (size_t i = 0; i < people->post_count; i++)
        always += people->posts[i].always && (people->posts[i].kinds & kind) != 0;
    for (size_t i = 0; i < people->post_count && place->post_count < POSTS_MAX; i++) {
        const PostRule *rule = &people->posts[i];

        if ((rule->kinds & kind) == 0 || (!rule->always && always >= wanted))
            continue;
        always += !rule->always;
        add_post(maker, place, rule);
    }
}

/* ---- companies and projects ---- */

static void
add_companies(Arena *arena, const Corpus *corpus, Place *place)
{
    Rng rng = rng_of(place->seed, SALT_COMPANY, 0);

    for (size_t trade = 0; trade < corpus->names.trades.len; trade++) {
        for (size_t i = 0; i < COMPANIES_A_TRADE; i++) {
            Text parts[] = {corpus->company_mark, one_text(&rng, corpus->company_names),
                            one_text(&rng, corpus->company_endings[trade])};

            place->companies[trade][i] = text_join(arena, (Texts){parts, 3}, T(""));
        }
    }
}

/* The list of words of that name. */
static Phrases
words_named(const Corpus *corpus, bool community, Text name)
{
    for (size_t i = 0; i < corpus->names.words.len; i++)
        if (text_eq(corpus->names.words.at[i], name))
            return corpus->words[community][i];
    return (Phrases){0};
}

static int
trade_named(const Corpus *corpus, Text name)
{
    for (size_t i = 0; i < corpus->names.trades.len; i++)
        if (text_eq(corpus->names.trades.at[i], name))
            return (int)i;
    return 0;
}

static void
add_projects(Maker *maker, Place *place)
{
    const Corpus *corpus = maker->corpus;
    int build = trade_named(corpus, T("build"));

    for (size_t year = 0; year < PROJECT_YEARS; year++) {
        Rng rng = rng_of(place->seed, SALT_PROJECT, year);
        Undertaking *project = &place->projects[year];
        int64_t budget = rng_between(&rng, BUDGET_LOW / HUNDRED, BUDGET_HIGH / HUNDRED);

        maker->rng = &rng;
        project->name =
            maker_one_of(maker, words_named(corpus, place->community, T("project_name")));
        project->fund =
            maker_one_of(maker, words_named(corpus, place->community, T("project_fund")));
        project->company = place->companies[build][rng_below(&rng, COMPANIES_A_TRADE)];
        project->budget = budget * HUNDRED * MILLI;
        /* Cheaper than planned, in whole tens of yuan. */
        project->price = project->budget / 100 * rng_between(&rng, 90, 98) / 10000 * 10000;
    }
}

/* ---- the place ---- */

void
place_make(Arena *arena, const Corpus *corpus, const Region *region, Text township, Text district,
           Place *out)
{
    const People *people = &corpus->people;
    const Profile *profile = &people->profile[region->community];
    Rng rng = rng_of((uint64_t)region->code, SALT_NAMES, 0);
    Maker maker = {.arena = arena, .corpus = corpus, .place = out, .rng = &rng};

    *out = (Place){
        .code = region->code,
        .community = region->community,
        .full_name = region->name,
        .name = place_short_name(region->name),
        .township = township,
        .district = district,
        .seed = rng_next(&rng),
    };
    out->households = rng_between(&rng, profile->households.low, profile->households.high);
    out->people =
        out->households *
        rng_between(&rng, profile->people_per_household.low, profile->people_per_household.high) /
        MILLI;
    out->area_mu = rng_between(&rng, profile->area_mu.low, profile->area_mu.high);
    out->party_members = rng_between(&rng, profile->party_members.low, profile->party_members.high);
    out->representatives =
        rng_between(&rng, profile->representatives.low, profile->representatives.high);
    out->committee_size =
        rng_between(&rng, people->committee_size.low, people->committee_size.high);
    out->phone = people_number(arena, people->office_phone, &rng);
    add_companies(arena, corpus, out);
    add_posts(&maker, out);
    out->intro = maker_one_of(&maker, profile->intros);
    out->address = maker_one_of(&maker, profile->addresses);
    add_projects(&maker, out);
    place_make_homes(arena, corpus, out);
}

Text
place_township_intro(Arena *arena, const Corpus *corpus, Text name, size_t villages, Rng rng)
{
    Place nowhere = {.name = name};
    Maker maker = {
        .arena = arena,
        .corpus = corpus,
        .place = &nowhere,
        .rng = &rng,
        .name = name,
        .villages = villages,
    };

    return maker_one_of(&maker, corpus->people.township_intros);
}
