/*
 * Rules over contracts, debts, plans and funds: each finds its case, and not what is near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/property_life.h"

/* ---- what is let ---- */

static Status
contract_body(Ctx *ctx, void *arg)
{
    Contract *contract = arg;

    act_as(ctx, contract->region == VILLAGE2 ? &other_clerk : &clerk);
    return life_explain(ctx, contract_put(ctx, contract, contract));
}

static void
let(Ctx *ctx, Store *store, Contract *contract)
{
    CHECK_STATUS(store_write(store, ctx, contract_body, contract), OK);
}

static Status
field_body(Ctx *ctx, void *arg)
{
    Resource *field = arg;

    act_as(ctx, field->region == VILLAGE2 ? &other_clerk : &clerk);
    return life_explain(ctx, resource_put(ctx, field, field));
}

static int64_t
field_of(Ctx *ctx, Store *store, RegionCode village, ResourceKind kind, const char *name)
{
    Resource field = field_row(name, 100000);

    field.region = village;
    field.kind = kind;
    CHECK_STATUS(store_write(store, ctx, field_body, &field), OK);
    return field.id;
}

/* As it should be: decided, signed, paid, for three years. */
static Contract
proper(const char *number, int64_t resource)
{
    Contract contract = lease_row(number, resource);

    contract.begins = day(2022, 7, 1);
    contract.ends = day(2025, 6, 30);
    contract.first_due = SOME_INT(day(2023, 7, 1));
    contract.signed_day = SOME_INT(day(2022, 6, 20));
    contract.decision_day = SOME_INT(day(2022, 6, 20));
    contract.decision = T("村民代表会议〔2022〕3号");
    return contract;
}

static const char *const contract_rules[] = {"rent_overdue", "cheap", "long_term", "lease_run_out",
                                             "undecided"};

/* One of them finds so many, the others nothing. */
static void
check_only(Ctx *ctx, Store *store, const char *rule, int64_t count)
{
    look(ctx, store);
    for (size_t i = 0; i < sizeof contract_rules / sizeof contract_rules[0]; i++)
        CHECK_INT(count_live(ctx, store, contract_rules[i]),
                  strcmp(contract_rules[i], rule) == 0 ? count : 0);
}

TEST_DB(a_proper_contract_has_nothing)
{
    Contract contract;

    flag_world(ctx, store);
    contract = proper("1", field_of(ctx, store, VILLAGE, RESOURCE_FIELD, "北地"));
    let(ctx, store, &contract);
    check_only(ctx, store, "", 0);
    look_at_all(ctx, store);
    check_only(ctx, store, "", 0);
}

/* ---- R35 ---- */

TEST_DB(a_contract_of_more_than_twenty_years)
{
    Contract contract, wood;
    Flag flag = {0};

    flag_world(ctx, store);
    contract = proper("1", field_of(ctx, store, VILLAGE, RESOURCE_FIELD, "北地"));
    contract.ends = day(2042, 6, 30); /* twenty years to the day */
    let(ctx, store, &contract);
    wood = proper("2", field_of(ctx, store, VILLAGE, RESOURCE_FOREST, "林地"));
    wood.ends = day(2070, 6, 30);
    let(ctx, store, &wood);
    check_only(ctx, store, "", 0);
    contract.ends = day(2042, 7, 31);
    let(ctx, store, &contract);
    check_only(ctx, store, "long_term", 1);
    CHECK(first_live(ctx, store, "long_term", &flag));
    CHECK_TEXT(flag.sentence, "“北地”的合同期限超过了 20 年");
    contract.way = LETTING_HOUSEHOLD;
    let(ctx, store, &contract);
    check_only(ctx, store, "", 0);
    wood.ends = day(2075, 6, 30);
    let(ctx, store, &wood);
    check_only(ctx, store, "long_term", 1);
    wood.ended = SOME_INT(day(2023, 5, 31)); /* it was given up */
    let(ctx, store, &wood);
    check_only(ctx, store, "", 0);
}

TEST_DB(what_was_let_is_not_taken_back)
{
    Contract contract, next;
    Resource field;
    Flag flag = {0};

    flag_world(ctx, store);
    field = field_row("北地", 100000);
    CHECK_STATUS(store_write(store, ctx, field_body, &field), OK);
    contract = proper("1", field.id);
    contract.ends = day(2023, 5, 2); /* thirty days ago */
    contract.first_due = SOME_INT(day(2022, 8, 1));
    contract.terms = RENT_NONE;
    contract.rent_fen = 0;
    let(ctx, store, &contract);
    check_only(ctx, store, "", 0);
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    check_only(ctx, store, "lease_run_out", 1);
    CHECK(first_live(ctx, store, "lease_run_out", &flag));
    CHECK_TEXT(flag.sentence, "“北地”的合同 2023-05-02 到期，还登记为出租，没有收回也没有续签");
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), OK);
    next = proper("2", field.id);
    next.begins = day(2023, 5, 3);
    let(ctx, store, &next);
    look_at_all(ctx, store);
    check_only(ctx, store, "", 0);
}

TEST_DB(what_was_taken_back_is_no_matter)
{
    Contract contract;
    Resource field;

    flag_world(ctx, store);
    field = field_row("北地", 100000);
    CHECK_STATUS(store_write(store, ctx, field_body, &field), OK);
    contract = proper("1", field.id);
    contract.ends = day(2023, 4, 2);
    contract.first_due = SOME_INT(day(2022, 8, 1));
    contract.terms = RENT_NONE;
    contract.rent_fen = 0;
    let(ctx, store, &contract);
    check_only(ctx, store, "lease_run_out", 1);
    field.state = RESOURCE_IDLE;
    CHECK_STATUS(store_write(store, ctx, field_body, &field), OK);
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    check_only(ctx, store, "", 0);
}

/* ---- R36 ---- */

TEST_DB(a_contract_that_no_meeting_decided)
{
    Contract contract;
    Flag flag = {0};

    flag_world(ctx, store);
    contract = proper("1", field_of(ctx, store, VILLAGE, RESOURCE_FIELD, "北地"));
    contract.decision_day = SOME_INT(day(2022, 6, 21)); /* a day after it was signed */
    let(ctx, store, &contract);
    check_only(ctx, store, "undecided", 1);
    CHECK(first_live(ctx, store, "undecided", &flag));
    CHECK_TEXT(flag.sentence, "“北地”的合同签订前没有村民会议或代表会议的决议");
    contract.decision_day = (OptInt){0};
    let(ctx, store, &contract);
    check_only(ctx, store, "", 0); /* its number says enough */
    contract.decision = T("");
    let(ctx, store, &contract);
    check_only(ctx, store, "undecided", 1);
    contract.decision_day = SOME_INT(day(2022, 6, 20));
    let(ctx, store, &contract);
    check_only(ctx, store, "", 0);
}

TEST_DB(what_is_bought_for_little_needs_no_meeting)
{
    Contract contract = proper("1", 0);

    flag_world(ctx, store);
    contract.kind = CONTRACT_PURCHASE;
    contract.subject = T("办公桌");
    contract.price_fen = 999900;
    contract.rent_fen = 999900;
    contract.terms = RENT_ONCE;
    contract.decision_day = (OptInt){0};
    contract.decision = T("");
    let(ctx, store, &contract);
    check_only(ctx, store, "", 0);
    contract.rent_fen = 1000000;
    let(ctx, store, &contract);
    check_only(ctx, store, "undecided", 1);
}

/* ---- R33 ---- */

static Status
rent_body(Ctx *ctx, void *arg)
{
    Contract *contract = arg;

    act_as(ctx, &clerk);
    return life_explain(ctx, rent_add(ctx, contract->lock,
                                      &(Rent){.contract = contract->id,
                                              .day = ctx_today(ctx),
                                              .amount_fen = contract->rent_fen},
                                      contract));
}

TEST_DB(rent_that_does_not_come)
{
    Contract contract;
    Flag flag = {0};

    flag_world(ctx, store);
    contract = proper("1", field_of(ctx, store, VILLAGE, RESOURCE_FIELD, "北地"));
    contract.first_due = SOME_INT(day(2023, 5, 3)); /* 29 days ago */
    let(ctx, store, &contract);
    check_only(ctx, store, "", 0);
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    check_only(ctx, store, "rent_overdue", 1);
    CHECK(first_live(ctx, store, "rent_overdue", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_TEXT(flag.sentence, "“北地”的租金 2023-05-03 到期，过了 30 天还没有收齐，欠 3,000 元");
    ctx->now += 30 * 24 * 3600;
    look_of_the_day(ctx, store);
    CHECK(first_live(ctx, store, "rent_overdue", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_INT(flag.sum_fen.value, 300000);
    CHECK_STATUS(store_write(store, ctx, rent_body, &contract), OK);
    check_only(ctx, store, "", 0);
}

TEST_DB(rent_of_years_adds_up)
{
    Contract contract;
    Flag flag = {0};

    flag_world(ctx, store);
    contract = proper("1", field_of(ctx, store, VILLAGE, RESOURCE_FIELD, "北地"));
    contract.begins = day(2020, 5, 20);
    contract.first_due = SOME_INT(day(2020, 5, 20));
    contract.signed_day = SOME_INT(day(2020, 5, 20));
    contract.decision_day = SOME_INT(day(2020, 5, 20));
    let(ctx, store, &contract);
    CHECK_STATUS(store_write(store, ctx, rent_body, &contract), OK);
    check_only(ctx, store, "rent_overdue", 1);
    CHECK(first_live(ctx, store, "rent_overdue", &flag));
    /* 2021 and 2022; that of this year is not late enough. */
    CHECK_INT(flag.sum_fen.value, 600000);
}

/* ---- R34 ---- */

static void
let_at(Ctx *ctx, Store *store, RegionCode village, const char *name, int64_t price_fen,
       Contract *out)
{
    *out = proper(name, field_of(ctx, store, village, RESOURCE_FIELD, name));
    out->region = village;
    out->price_fen = price_fen;
    let(ctx, store, out);
}

TEST_DB(a_field_let_far_below_the_median)
{
    Contract contract, low;
    Flag flag = {0};

    flag_world(ctx, store);
    let_at(ctx, store, VILLAGE2, "一", 60000, &contract);
    let_at(ctx, store, VILLAGE2, "二", 50000, &contract);
    let_at(ctx, store, VILLAGE2, "三", 70000, &contract);
    let_at(ctx, store, VILLAGE, "四", 10000, &low);
    look_at_all(ctx, store);
    check_only(ctx, store, "", 0); /* four are too few */
    let_at(ctx, store, VILLAGE2, "五", 50000, &contract);
    look_at_all(ctx, store);
    check_only(ctx, store, "cheap", 1); /* 10,000 to a median of 50,000: a fifth */
    CHECK(first_live(ctx, store, "cheap", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_TEXT(flag.sentence, "“四”每亩·年只收 100 元，不到全区同类合同中间价的 50%");
    low.price_fen = 20000;
    let(ctx, store, &low);
    look(ctx, store);
    CHECK(first_live(ctx, store, "cheap", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW);
    low.price_fen = 25000; /* half of it */
    let(ctx, store, &low);
    check_only(ctx, store, "", 0);
}

TEST_DB(the_median_of_even_numbers_lies_between)
{
    Contract contract, low;

    flag_world(ctx, store);
    let_at(ctx, store, VILLAGE2, "一", 90000, &contract);
    let_at(ctx, store, VILLAGE2, "二", 80000, &contract);
    let_at(ctx, store, VILLAGE2, "三", 60000, &contract);
    let_at(ctx, store, VILLAGE2, "四", 40000, &contract);
    let_at(ctx, store, VILLAGE2, "五", 30000, &contract);
    let_at(ctx, store, VILLAGE, "六", 24999, &low);
    look_at_all(ctx, store);
    check_only(ctx, store, "cheap", 1); /* the median is 50,000 */
    low.price_fen = 25000;
    let(ctx, store, &low);
    check_only(ctx, store, "", 0);
}

TEST_DB(other_land_is_no_measure)
{
    Contract contract;

    flag_world(ctx, store);
    let_at(ctx, store, VILLAGE2, "一", 60000, &contract);
    let_at(ctx, store, VILLAGE2, "二", 50000, &contract);
    let_at(ctx, store, VILLAGE2, "三", 70000, &contract);
    let_at(ctx, store, VILLAGE2, "四", 70000, &contract);
    let_at(ctx, store, VILLAGE2, "五", 70000, &contract);
    contract = proper("六", field_of(ctx, store, VILLAGE, RESOURCE_WASTE, "荒坡"));
    contract.price_fen = 5000;
    let(ctx, store, &contract);
    look_at_all(ctx, store);
    check_only(ctx, store, "", 0);
}
