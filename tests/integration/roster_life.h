/*
 * roster_life -- people and households of the small district of life.h.  After db.h.
 */
#pragma once

#include "base/number_hash.h"
#include "life.h"
#include "region/tally.h"
#include "resident/roster.h"

/* Where the key of the hashes stands: beside the databases. */
static inline void
key_dir(void)
{
    db_start();
    number_hash_set_dir(text_c(dbs.dir));
}

/* ctx->now of the tests is a day of this year. */
static inline int64_t
year_now(const Ctx *ctx)
{
    return day_to_date(ctx_today(ctx)).year;
}

static inline int64_t
add_household(Ctx *ctx, RegionCode region, const char *number)
{
    int64_t id = 0;

    CHECK_STATUS(resident_put(ctx,
                              &(Household){.region = region,
                                           .number = text_c(number),
                                           .group_name = T("一组"),
                                           .head = T("王建国"),
                                           .people = 3},
                              &id),
                 OK);
    return id;
}

static inline int64_t
add_person(Ctx *ctx, RegionCode region, const char *number, const char *name, int64_t born)
{
    int64_t id = 0;

    CHECK_STATUS(roster_put(ctx,
                            &(Resident){.region = region,
                                        .household_number = text_c(number),
                                        .name = text_c(name),
                                        .birth_year = born},
                            T(""), &id),
                 OK);
    return id;
}

static inline int64_t
add_account(Ctx *ctx, const char *login)
{
    int64_t id = 0;

    CHECK_STATUS(
        account_register(ctx, &(Account){.login = text_c(login), .name = T("某人")}, T(""), &id),
        OK);
    return id;
}

static inline void
check_figures(Ctx *ctx, RegionCode region, int64_t eligible, int64_t registered, int64_t active)
{
    RosterFigures figures;

    CHECK_STATUS(roster_figures(ctx, region, &figures), OK);
    CHECK_INT(figures.eligible, eligible);
    CHECK_INT(figures.registered, registered);
    CHECK_INT(figures.active, active);
}
