/*
 * place -- the invented facts of a village or community: how many live there, who holds which post,
 * with which companies it deals, what it builds in a year.  All from its code, so the same every
 * time.
 */
#pragma once

#include "demo/corpus.h"
#include "region/region.h"

enum { COMPANIES_A_TRADE = 2, PROJECT_YEARS = 8, NAMES_ONCE_MAX = 256 };

/* Households of a place's register.  A real register has all of them (place->households); here it
 * has a share, 14,880 in the district. */
enum { HOMES = 80 };

typedef struct Home {
    Text number, group, head, address;
    Text card; /* a number that no bank gives */
    int64_t people;
    int64_t maize, rice, soy; /* mu, in thousandths */
    int64_t id;               /* of the household, once it is registered */
    int64_t account;          /* of its head; 0: not registered */
} Home;

/* 鲍家洼子社区, where the demonstration's admin works. */
#define DEMO_VILLAGE_CODE INT64_C(210111010203)

typedef struct Post {
    const PostRule *rule;
    Text duty;
    Text name;
    Text phone;
    int64_t pay; /* a month, in thousandths of a yuan */
} Post;

/* What a place builds in a year. */
typedef struct Undertaking {
    Text name, company, fund;
    int64_t budget, price; /* in thousandths of a yuan */
} Undertaking;

typedef struct Place {
    RegionCode code;
    bool community;
    Text full_name; /* 鲍家洼子社区村民委员会 */
    Text name;      /* 鲍家洼子社区 */
    Text township, district;
    uint64_t seed;
    int64_t households, people, area_mu;
    int64_t party_members, representatives, committee_size;
    Text phone, address, intro;
    Post posts[POSTS_MAX];
    size_t post_count;
    Text companies[TRADES_MAX][COMPANIES_A_TRADE];
    Undertaking projects[PROJECT_YEARS];         /* by year, modulo */
    Home *homes;                                 /* HOMES of them, by number */
    Day joined;                                  /* when the place came to the platform */
    int64_t clerk, secretary, finance, reviewer; /* accounts; see staff.h */
} Place;

typedef struct Places {
    Place *at;
    size_t len;
} Places;

/* Fills in everything but `joined` and the accounts.  Texts in arena. */
void place_make(Arena *arena, const Corpus *corpus, const Region *region, Text township,
                Text district, Place *out);

/* Its households; part of place_make(). */
void place_make_homes(Arena *arena, const Corpus *corpus, Place *place);
/* The one with this head and group; NULL. */
const Home *place_home(const Place *place, Text head, Text group);

/* The introduction of a township. */
Text place_township_intro(Arena *arena, const Corpus *corpus, Text name, size_t villages, Rng rng);

/* 鲍家洼子社区村民委员会 → 鲍家洼子社区. */
Text place_short_name(Text name);

/* An invented name. */
Text people_name(Arena *arena, const People *people, Rng *rng);

/* A pattern with its '#' replaced by digits. */
Text people_number(Arena *arena, Text pattern, Rng *rng);
