/*
 * What placeholders stand for.
 */
#include "base/money.h"
#include "demo/maker_parts.h"

enum {
    EVENT_DAYS_BEFORE = 45,
    ONCE_TRIES = 12,
    MILLI = 1000,
};

/* ---- days ---- */

Day
maker_day(Maker *maker)
{
    if (maker->days != NULL)
        return maker->days[maker->row];
    if (maker->period.rhythm == RHYTHM_EVENT)
        return maker->period.start - (Day)rng_below(maker->rng, EVENT_DAYS_BEFORE + 1);
    return (Day)rng_between(maker->rng, maker->period.start, maker->period.end);
}

/* 5月18日 */
static Text
day_words(Arena *arena, Day day)
{
    Date date = day_to_date(day);

    return text_printf(arena, "%d月%d日", date.month, date.day);
}

/* The day of `{date}`: of an event its own, else a working day late in the period. */
static Day
date_day(Maker *maker)
{
    Day day = maker->period.start;

    if (maker->period.rhythm == RHYTHM_EVENT)
        return day;
    day = maker->period.end - (Day)rng_below(maker->rng, 10);
    while (day_weekday(day) > 5)
        day--;
    return day;
}

static Text
contract_end(Maker *maker)
{
    int year = day_to_date(maker->base).year + (int)rng_between(maker->rng, 3, 9);

    return text_printf(maker->arena, "%d-12-31", year);
}

/* ---- people ---- */

bool
maker_was_used(const Maker *maker, Text text)
{
    for (size_t i = 0; i < maker->once_len; i++)
        if (text_eq(maker->once[i], text))
            return true;
    return false;
}

Text
maker_use_once(Maker *maker, Text text)
{
    if (maker->once_len < NAMES_ONCE_MAX)
        maker->once[maker->once_len++] = text;
    return text;
}

static Text
person_once(Maker *maker)
{
    Text name = people_name(maker->arena, &maker->corpus->people, maker->rng);

    for (int i = 0; i < ONCE_TRIES && maker_was_used(maker, name); i++)
        name = people_name(maker->arena, &maker->corpus->people, maker->rng);
    return maker_use_once(maker, name);
}

/* The household that this row is about: another one in each row, as long as there are some. */
static const Home *
home_of(Maker *maker)
{
    size_t at;

    if (maker->home != NULL && maker->home_row == maker->entry_row)
        return maker->home;
    at = (size_t)rng_below(maker->rng, HOMES);
    for (size_t i = 0; i < HOMES && maker->homes_used[at]; i++)
        at = (at + 1) % HOMES;
    maker->homes_used[at] = true;
    maker->home = &maker->place->homes[at];
    maker->home_row = maker->entry_row;
    return maker->home;
}

static Text
land_fact(Maker *maker, Fact fact)
{
    const Home *home = home_of(maker);
    int64_t milli = fact == FACT_HOME_MAIZE  ? home->maize
                    : fact == FACT_HOME_RICE ? home->rice
                    : fact == FACT_HOME_SOY  ? home->soy
                                             : home->maize + home->rice + home->soy;

    return decimal_plain(maker->arena, milli);
}

static const Post *
post_of(Maker *maker)
{
    const Place *place = maker->place;

    return maker->post != NULL ? maker->post
                               : &place->posts[rng_below(maker->rng, place->post_count)];
}

/* ---- numbers ---- */

static const Undertaking *
project_of(const Maker *maker)
{
    bool kept = maker->scene != NULL && maker->scene->rows.place_seed;
    /* A table that a place keeps goes on about the same one. */
    int year = day_to_date(kept ? maker->base : maker->period.start).year;

    return &maker->place->projects[year % PROJECT_YEARS];
}

int64_t
maker_fact_number(const Maker *maker, Fact fact)
{
    const Place *place = maker->place;

    if (fact == FACT_HOUSEHOLDS)
        return place->households * MILLI;
    if (fact == FACT_PEOPLE_COUNT)
        return place->people * MILLI;
    if (fact == FACT_PARTY_MEMBERS)
        return place->party_members * MILLI;
    if (fact == FACT_REPRESENTATIVES)
        return place->representatives * MILLI;
    if (fact == FACT_COMMITTEE_SIZE)
        return place->committee_size * MILLI;
    if (fact == FACT_PROJECT_BUDGET)
        return project_of(maker)->budget;
    if (fact == FACT_PROJECT_PRICE)
        return project_of(maker)->price;
    return NO_NUMBER;
}

/* ---- facts ---- */

static Text
time_fact(Maker *maker, Fact fact)
{
    static const char *const quarters[] = {"一", "二", "三", "四"};
    Date date = day_to_date(maker->period.start);
    Arena *arena = maker->arena;

    switch ((int)fact) {
    case FACT_PERIOD:
        return maker->period_words;
    case FACT_YEAR:
        return text_printf(arena, "%d", date.year);
    case FACT_QUARTER:
        return text_c(quarters[(date.month - 1) / 3]);
    case FACT_MONTH:
        return text_printf(arena, "%d", date.month);
    case FACT_LAST_YEAR:
        return text_printf(arena, "%d", date.year - 1);
    case FACT_NEXT_YEAR:
        return text_printf(arena, "%d", date.year + 1);
    case FACT_LAST_MONTH_WORDS:
        return text_printf(arena, "%d月", (date.month + 10) % 12 + 1);
    case FACT_DATE:
        return day_words(arena, date_day(maker));
    case FACT_DAY:
        return day_format(arena, maker_day(maker));
    case FACT_EVENT_DAY:
        return day_format(arena, maker->period.start);
    case FACT_PERIOD_END:
        return day_format(arena, maker->period.end);
    case FACT_PAST_DAY:
        return day_format(arena, maker->base - (Day)rng_between(maker->rng, 366, 4 * 365));
    case FACT_FUTURE_DAY:
        return day_format(arena, maker->period.end + (Day)rng_between(maker->rng, 92, 330));
    case FACT_CONTRACT_END:
        return contract_end(maker);
    default:
        return (Text){0};
    }
}

static Text
project_fact(Maker *maker, Fact fact)
{
    const Undertaking *project = project_of(maker);

    switch ((int)fact) {
    case FACT_PROJECT:
        return project->name;
    case FACT_PROJECT_COMPANY:
        return project->company;
    case FACT_PROJECT_FUND:
        return project->fund;
    case FACT_PROJECT_BUDGET:
        return maker_money(maker->arena, project->budget);
    case FACT_PROJECT_PRICE:
        return maker_money(maker->arena, project->price);
    default:
        return (Text){0};
    }
}

static Text
people_fact(Maker *maker, Fact fact)
{
    switch ((int)fact) {
    case FACT_PERSON:
        return people_name(maker->arena, &maker->corpus->people, maker->rng);
    case FACT_PERSON_ONCE:
        return person_once(maker);
    case FACT_HOME_HEAD:
        return home_of(maker)->head;
    case FACT_HOME_GROUP:
        return home_of(maker)->group;
    case FACT_HOME_LAND:
    case FACT_HOME_MAIZE:
    case FACT_HOME_RICE:
    case FACT_HOME_SOY:
        return land_fact(maker, fact);
    case FACT_HOLDER:
        return post_of(maker)->name;
    case FACT_POST:
        return post_of(maker)->rule->post;
    case FACT_DUTY:
        return post_of(maker)->duty;
    case FACT_MONTHLY_PAY:
        return fen_plain(maker->arena, post_of(maker)->pay / 10);
    default:
        return (Text){0};
    }
}

static Text
place_fact(Maker *maker, Fact fact)
{
    const Place *place = maker->place;
    int64_t number;

    switch ((int)fact) {
    case FACT_VILLAGE:
        return place->name;
    case FACT_NAME:
        return maker->name;
    case FACT_VILLAGES:
        return text_printf(maker->arena, "%zu", maker->villages);
    case FACT_DISTRICT:
        return place->district;
    case FACT_TOWNSHIP:
        return place->township;
    case FACT_PHONE:
        return place->phone;
    default:
        number = place != NULL ? maker_fact_number(maker, fact) : NO_NUMBER;
        return number == NO_NUMBER ? (Text){0}
                                   : text_printf(maker->arena, "%lld", (long long)(number / MILLI));
    }
}

Text
maker_fact(Maker *maker, Fact fact)
{
    if (fact >= FACT_PERIOD && fact <= FACT_CONTRACT_END)
        return time_fact(maker, fact);
    if (fact >= FACT_PERSON && fact <= FACT_MONTHLY_PAY)
        return people_fact(maker, fact);
    if (fact >= FACT_PROJECT && fact <= FACT_PROJECT_PRICE)
        return project_fact(maker, fact);
    if (fact >= FACT_VOUCHER)
        return maker_table_fact(maker, fact);
    return place_fact(maker, fact);
}
