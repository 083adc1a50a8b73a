/*
 * The people on the roster: the head of each household, all of them registered but for ten, and who
 * of them looked in lately.  Grid member, inspector and leader for trying things out.
 */
#include "base/crypto.h"
#include "demo/load.h"
#include "resident/roster.h"

enum {
    SALT_PEOPLE = 141,
    PLACES_A_SLICE = 20,
    UNREGISTERED = 10, /* the last household of as many places */
    PLACES_BETWEEN = 20,
    OLDEST = 88,
    YOUNGEST = 24,
    JOINED_MOST_DAYS = 600,
    JOINED_LEAST_DAYS = 30,
    ACTIVE_PER_MILLE = 384, /* who looked in within thirty days */
    AWAY_MOST_DAYS = 200,
    HOME_OF_RESIDENT = 5, /* which of the village's households the sign-ins belong to */
};

/* Sign-ins by password, for trying things out; everybody else signs in by phone. */
static const struct {
    RegionCode place;
    const char *login;
} named[] = {
    {DEMO_VILLAGE_CODE,     "resident" },
    {INT64_C(210111010204), "resident2"},
};

typedef struct Crowd {
    Load *load;
    Text hash; /* of the demonstration's password */
    size_t unregistered;
} Crowd;

/* 10000000001 …: numbers that no telephone has. */
Text
load_phone(Arena *arena, size_t place, size_t home)
{
    return text_printf(arena, "100000%05zu", place * HOMES + home + 1);
}

static Status
register_one(Ctx *ctx, const Crowd *crowd, const Place *place, size_t number, size_t home, Home *of)
{
    Account account = {
        .login = load_phone(ctx->arena, number, home),
        .name = of->head,
        .phone = load_phone(ctx->arena, number, home),
        .phone_verified = true,
        .created_at = ctx->now,
    };
    Text hash = T("");

    for (size_t i = 0; home == HOME_OF_RESIDENT && i < sizeof named / sizeof named[0]; i++)
        if (named[i].place == place->code) {
            account.login = text_c(named[i].login);
            hash = crowd->hash;
        }
    return account_load(ctx, &account, hash, &of->account);
}

static Resident
person_of(const Load *load, const Place *place, const Home *home, Text phone, Rng *rng)
{
    Day today = load->settings->today;
    int year = day_to_date(today).year;
    int64_t away = rng_chance(rng, ACTIVE_PER_MILLE)
                       ? rng_between(rng, 0, ROSTER_ACTIVE_DAYS - 1)
                       : rng_between(rng, ROSTER_ACTIVE_DAYS, AWAY_MOST_DAYS);
    int64_t joined = rng_between(rng, JOINED_LEAST_DAYS, JOINED_MOST_DAYS);
    Resident person = {
        .region = place->code,
        .household = home->id,
        .household_number = home->number,
        .name = home->head,
        .id_masked = T(""),
        .id_hash = T(""),
        .relation = T("户主"),
        .birth_year = year - rng_between(rng, YOUNGEST, OLDEST),
        .phone = phone,
    };

    if (home->account == 0)
        return person;
    person.account = home->account;
    person.joined_day = SOME_INT(today - joined);
    person.active_day = SOME_INT(today - (away < joined ? away : joined));
    return person;
}

/* Registers the heads of a place's households; the people are for the roster. */
static Status
register_place(Ctx *ctx, Crowd *crowd, size_t number, Resident people[HOMES])
{
    Place *place = &crowd->load->places.at[number];
    Rng rng = rng_of(place->seed, SALT_PEOPLE, 0);

    for (size_t i = 0; i < HOMES; i++) {
        Home *home = &place->homes[i];
        bool stays_away = i == HOMES - 1 && crowd->unregistered < UNREGISTERED &&
                          (place->code == DEMO_VILLAGE_CODE || number % PLACES_BETWEEN == 3);

        crowd->unregistered += stays_away;
        if (!stays_away)
            TRY(register_one(ctx, crowd, place, number, i, home));
        people[i] = person_of(crowd->load, place, home, load_phone(ctx->arena, number, i), &rng);
    }
    return OK;
}

static Status
crowd_body(Ctx *ctx, void *arg)
{
    Crowd *crowd = arg;
    Load *load = crowd->load;
    size_t end = load->next + PLACES_A_SLICE;
    Resident *people = NEW_ARRAY(ctx->arena, Resident, (size_t)PLACES_A_SLICE * HOMES);
    size_t len = 0;

    ctx->actor = &actor_system;
    for (size_t i = load->next; i < end && i < load->places.len; i++, len += HOMES)
        TRY(register_place(ctx, crowd, i, people + len));
    return roster_load(ctx, people, len);
}

/* ---- who is neither resident nor of the three levels ---- */

static Status
others_body(Ctx *ctx, void *arg)
{
    const Crowd *crowd = arg;
    const struct {
        const char *login, *name;
        RoleGrant grant;
    } rows[] = {
        {"grid",      "网格员（演示）",    {ROLE_GRID_MEMBER, DEMO_VILLAGE_CODE}  },
        {"inspector", "纪检监察（演示）", {ROLE_INSPECTOR, crowd->load->district}},
        {"leader",    "领导小组（演示）", {ROLE_LEADER, crowd->load->district}   },
    };

    ctx->actor = &actor_system;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RoleGrant grant = rows[i].grant;
        Account account = {
            .login = text_c(rows[i].login),
            .name = text_c(rows[i].name),
            .phone = T(""),
            .created_at = ctx->now,
            .grants = {&grant, 1},
        };
        int64_t id;

        TRY(account_load(ctx, &account, crowd->hash, &id));
    }
    store_touch(ctx, KEY_ACCOUNTS);
    return OK;
}

Status
load_people(Load *load)
{
    Crowd crowd = {.load = load, .hash = password_hash(load->keep, T(DEMO_PASSWORD))};

    for (load->next = 0; load->next < load->places.len; load->next += PLACES_A_SLICE) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, crowd_body, &crowd));
    }
    return store_write(load->store, load->ctx, others_body, &crowd);
}
