/*
 * demo_flags -- what the rules find in the demonstration: every planted fault at its place, and
 * elsewhere nothing but what is truly there.  Include it after harness.h and db.h.
 */
#pragma once

#include "demo/plant.h"
#include "duty/duty.h"
#include "flag/flag.h"
#include "region/changed.h"

enum { FLAGS_PLACES = 400, FLAGS_DUTIES_AGE = 1 };

static const struct {
    PlantKind plant;
    const char *rule;
} flags_planted[] = {
    {PLANT_SPLIT,     "split_payment"},
    {PLANT_VOUCHER,   "paid_twice"   },
    {PLANT_STATEMENT, "bank_open"    },
    {PLANT_CARD,      "shared_card"  },
    {PLANT_CHEAP,     "cheap"        },
    {PLANT_OVERDUE,   "rent_overdue" },
    {PLANT_LONG,      "long_term"    },
    {PLANT_UNDECIDED, "undecided"    },
    {PLANT_BIDS,      "close_bids"   },
    {PLANT_OVERPAID,  "overpaid"     },
};

_Static_assert(sizeof flags_planted / sizeof flags_planted[0] == PLANT_COUNT,
               "every fault is found by a rule");

static inline bool
flags_are_planted(const Flag *flag)
{
    for (size_t i = 0; i < PLANT_COUNT; i++)
        if (text_eq(flag->rule_name, text_c(flags_planted[i].rule)) &&
            plant_at(flags_planted[i].plant, flag->region))
            return true;
    return false;
}

typedef struct FoundFlags {
    int64_t at[PLANT_COUNT];
    int64_t overdue;
    Time raised_at;
} FoundFlags;

static inline void
flags_count(Ctx *ctx, const Flag *flag, FoundFlags *found)
{
    CHECK_INT(flag->raised_at, found->raised_at);
    CHECK(flag->sentence.len != 0 && text_find(flag->sentence, T("{")) == flag->sentence.len);
    if (text_eq(flag->rule_name, T("overdue"))) {
        Duties missing = {0};

        CHECK_STATUS(duty_waiting(ctx, flag->region, ctx_today(ctx) - FLAGS_DUTIES_AGE, &missing),
                     OK);
        CHECK(missing.len != 0);
        found->overdue++;
        return;
    }
    if (!flags_are_planted(flag)) {
        printf("# %.*s at %012lld: %.*s\n", TEXT_ARGS(flag->rule_name), (long long)flag->region,
               TEXT_ARGS(flag->sentence));
        harness_fail(__FILE__, __LINE__, "a flag where nothing is wrong");
        return;
    }
    for (size_t i = 0; i < PLANT_COUNT; i++)
        found->at[i] += text_eq(flag->rule_name, text_c(flags_planted[i].rule));
}

static Status
flags_walk(Ctx *ctx, void *arg)
{
    FoundFlags *found = arg;
    int64_t after = 0;
    ChangedList changed;
    Flags flags;

    do {
        TRY(flag_all(ctx, 0, after, &flags));
        for (size_t i = 0; i < flags.len; i++) {
            flags_count(ctx, &flags.at[i], found);
            after = flags.at[i].id;
        }
    } while (flags.len == FLAGS_PAGE);
    TRY(changed_list(ctx, 1, &changed));
    CHECK_INT((int)changed.len, 0); /* the keeper has nothing left to look at */
    return OK;
}

static void
flags_differ(void *arg, Text sentence)
{
    (void)arg;
    printf("# %.*s\n", TEXT_ARGS(sentence));
    harness_fail(__FILE__, __LINE__, "sums are not what the flags come to");
}

static Status
flags_add_up(Ctx *ctx, void *arg)
{
    (void)arg;
    return flag_check(ctx, false, flags_differ, NULL);
}

static inline void
check_flags(Arena *arena, Ctx *ctx, Store *store)
{
    const Actor *before = ctx->actor;
    Day today = day_from_date((Date){2023, 6, 1});
    FoundFlags found = {.raised_at = day_start(today)};

    (void)arena;
    ctx->actor = &actor_system;
    CHECK_STATUS(store_read(store, ctx, flags_walk, &found), OK);
    CHECK_STATUS(store_read(store, ctx, flags_add_up, NULL), OK);
    ctx->actor = before;
    for (size_t i = 0; i < PLANT_COUNT; i++) {
        ROW(flags_planted[i].rule);
        CHECK_INT(found.at[i], 1);
    }
    ROW(NULL);
    CHECK(found.overdue > 50 && found.overdue < 400);
}
