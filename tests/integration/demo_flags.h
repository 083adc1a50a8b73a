/*
 * demo_flags -- the red flags of the demonstration: each rule over money finds its planted fault,
 * and nothing else.  Include it after demo_money.h.
 */
#pragma once

#include "flag/flag.h"
#include "flag/run.h"

typedef struct FlagPlanted {
    const char *rule;
    int plant; /* -1: the demonstration has nothing of it */
} FlagPlanted;

static const FlagPlanted flags_planted[] = {
    {"split_payment",  PLANT_SPLIT    },
    {"paid_twice",     PLANT_VOUCHER  },
    {"bank_open",      PLANT_STATEMENT},
    {"shared_card",    PLANT_CARD     },
    {"cheap",          PLANT_CHEAP    },
    {"rent_overdue",   PLANT_OVERDUE  },
    {"long_term",      PLANT_LONG     },
    {"undecided",      PLANT_UNDECIDED},
    {"close_bids",     PLANT_BIDS     },
    {"overpaid",       PLANT_OVERPAID },
    {"cash",           -1             },
    {"near_limit",     -1             },
    {"round_sums",     -1             },
    {"first_digits",   -1             },
    {"no_voucher",     -1             },
    {"over_plan",      -1             },
    {"entertainment",  -1             },
    {"debts",          -1             },
    {"fund_misused",   -1             },
    {"paid_early",     -1             },
    {"listed_twice",   -1             },
    {"cadre_benefits", -1             },
    {"off_standard",   -1             },
    {"lease_run_out",  -1             },
    {"same_bidders",   -1             },
    {"one_supplier",   -1             },
    {"compensation",   -1             },
};
enum { FLAGS_PLANTED = sizeof flags_planted / sizeof flags_planted[0] };

typedef struct FlagsFound {
    int64_t all[FLAGS_PLANTED], there[FLAGS_PLANTED]; /* in the district, at the place */
} FlagsFound;

static inline Status
flags_count(Ctx *ctx, const char *rule, RegionCode place, int64_t *out)
{
    FlagSums sums;

    *out = -1;
    TRY(flag_figures(ctx, place, &sums));
    for (size_t i = 0; i < sums.len; i++)
        if (strcmp(sums.at[i].rule->name, rule) == 0)
            *out = sums.at[i].live;
    return OK;
}

static inline Status
flags_body(Ctx *ctx, void *arg)
{
    FlagsFound *found = arg;
    RoleGrant grant = {.role = ROLE_INSPECTOR, .region = 210111000000};
    const Actor who = {
        .account = 1, .grants = {&grant, 1}
    };
    const Actor *before = ctx->actor;

    ctx->actor = &who;
    for (size_t i = 0; i < FLAGS_PLANTED; i++) {
        const FlagPlanted *planted = &flags_planted[i];

        TRY(flags_count(ctx, planted->rule, 210111000000, &found->all[i]));
        if (planted->plant >= 0)
            TRY(flags_count(ctx, planted->rule, plant_place((PlantKind)planted->plant),
                            &found->there[i]));
    }
    ctx->actor = before;
    return OK;
}

static inline void
check_flags(Arena *arena, const Ctx *test, Store *store)
{
    Ctx ctx = *test;
    FlagsFound found = {0};

    ctx.arena = arena;
    CHECK_STATUS(flag_run_all(store, &ctx, NULL, 0), OK);
    CHECK_STATUS(store_read(store, &ctx, flags_body, &found), OK);
    for (size_t i = 0; i < FLAGS_PLANTED; i++) {
        ROW(flags_planted[i].rule);
        CHECK_INT(found.all[i], flags_planted[i].plant >= 0);
        CHECK_INT(found.there[i], flags_planted[i].plant >= 0);
    }
    ROW(NULL);
}
