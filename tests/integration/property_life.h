/*
 * property_life -- what the tests of the collective's property share: rows to begin with, and the
 * way of a statement to publication.  Include it after harness.h and db.h.
 */
#pragma once

#include "base/money.h"
#include "ledger/ledger.h"
#include "life.h"
#include "property/property.h"

static inline Day
on(int year, int month, int day)
{
    return day_from_date((Date){year, month, day});
}

static inline OptInt
on_day(int year, int month, int day)
{
    return SOME_INT(on(year, month, day));
}

static inline Resource
field_row(const char *name, int64_t area_milli)
{
    return (Resource){.region = VILLAGE,
                      .name = text_c(name),
                      .kind = RESOURCE_FIELD,
                      .area_milli = area_milli,
                      .place = T("村北"),
                      .state = RESOURCE_LET};
}

static inline Resource
add_field(Ctx *ctx, const char *name, int64_t area_milli)
{
    Resource row = field_row(name, area_milli), out = {0};

    CHECK_STATUS(life_explain(ctx, resource_put(ctx, &row, &out)), OK);
    return out;
}

static inline Holding
house_row(const char *name)
{
    return (Holding){.region = VILLAGE,
                     .name = text_c(name),
                     .class = HOLDING_FIXED,
                     .quantity_milli = 1000,
                     .unit = T("处"),
                     .acquired = on(2020, 1, 15),
                     .original_fen = 12000000,
                     .residual_fen = 0,
                     .method = DEPRECIATION_LIFE,
                     .life_years = 20,
                     .place = T("村部"),
                     .keeper = T("副主任"),
                     .state = HOLDING_IN_USE};
}

static inline Holding
add_house(Ctx *ctx, const char *name)
{
    Holding row = house_row(name), out = {0};

    CHECK_STATUS(life_explain(ctx, holding_put(ctx, &row, &out)), OK);
    return out;
}

/* Let from 2022 to 2024, 3,000 yuan every 1 March. */
static inline Contract
lease_row(const char *number, int64_t resource)
{
    return (Contract){.region = VILLAGE,
                      .number = text_c(number),
                      .kind = CONTRACT_LEASE,
                      .resource = resource,
                      .party = T("王建国"),
                      .person = true,
                      .way = LETTING_BIDDING,
                      .price_fen = 30000,
                      .price_unit = T("亩·年"),
                      .begins = on(2022, 1, 1),
                      .ends = on(2024, 12, 31),
                      .terms = RENT_YEARLY,
                      .rent_fen = 300000,
                      .first_due = on_day(2022, 3, 1)};
}

static inline Contract
add_lease(Ctx *ctx, const char *number, int64_t resource)
{
    Contract row = lease_row(number, resource), out = {0};

    CHECK_STATUS(life_explain(ctx, contract_put(ctx, &row, &out)), OK);
    return out;
}

static inline Debt
add_debt(Ctx *ctx, DebtSide side, const char *party, const char *cause, int64_t fen)
{
    Debt out = {0};

    CHECK_STATUS(life_explain(ctx, debt_put(ctx,
                                            &(Debt){.region = VILLAGE,
                                                    .side = side,
                                                    .party = text_c(party),
                                                    .person = true,
                                                    .cause = text_c(cause),
                                                    .day = on(2022, 5, 10),
                                                    .opening_fen = fen},
                                            &out)),
                 OK);
    return out;
}

static inline PropertyStatement
hand_in(Ctx *ctx, const char *item, const char *period, const char *reason)
{
    PropertyStatement out = {0};

    CHECK_STATUS(life_explain(ctx, property_hand_in(ctx, VILLAGE, text_c(item), text_c(period),
                                                    text_c(reason), &out)),
                 OK);
    return out;
}

static inline void
approve(Ctx *ctx, int64_t id)
{
    const Actor *before = ctx->actor;
    Disclosure disclosure;

    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_get(ctx, id, &disclosure), OK);
    CHECK_STATUS(
        life_explain(ctx, disclosure_approve(ctx, id, disclosure.lock, false, &disclosure)), OK);
    act_as(ctx, before);
}

/* The published table of an item and period, unmasked. */
static inline Table
published_table(Ctx *ctx, const char *item, const char *period)
{
    const Actor *before = ctx->actor;
    PropertyStatement statement;
    Revision revision = {0};

    act_as(ctx, &actor_system);
    CHECK_STATUS(property_statement(ctx, VILLAGE, text_c(item), text_c(period), &statement), OK);
    CHECK_STATUS(disclosure_revision(ctx, statement.disclosure, statement.revision, &revision), OK);
    act_as(ctx, before);
    return revision.table;
}

static inline Text
cell(const Table *table, size_t row, const char *column)
{
    for (size_t i = 0; i < table->columns.len; i++)
        if (text_eq(table->columns.at[i].name, text_c(column)) && row < table->rows)
            return table->cells[row * table->columns.len + i];
    return T("(none)");
}

static inline void
count_found(void *arg, Text sentence)
{
    printf("# %.*s\n", TEXT_ARGS(sentence));
    ++*(int *)arg;
}

/* How many differences mingbai check would report. */
static inline int
differences(Ctx *ctx)
{
    const Actor *before = ctx->actor;
    int count = 0;

    ctx->actor = &actor_system;
    CHECK_STATUS(property_check(ctx, count_found, &count), OK);
    ctx->actor = before;
    return count;
}
