/*
 * Rules about money in private hands: paid to a cadre, kept in somebody's own name, income that
 * never reached the bank; each finds its case, and not what is near to it.
 */
#include "harness.h"

#include "bank/bank.h"
#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/outside_life.h"
#include "integration/property_life.h"

static Status
statement_body(Ctx *ctx, void *arg)
{
    const char *rows = arg;
    char path[96];
    FILE *out;
    BankStatement statement;

    snprintf(path, sizeof path, "%s/private.csv", dbs.dir);
    out = fopen(path, "wb");
    CHECK(out != NULL);
    fprintf(out, "交易日期,收入,支出,余额,对方户名,摘要\n%s", rows);
    fclose(out);
    act_as(ctx, &clerk);
    return life_explain(ctx, bank_import(ctx, flag_fund, path, T("private.csv"), NULL, &statement));
}

static void
bank_says(Ctx *ctx, Store *store, const char *rows)
{
    CHECK_STATUS(store_write(store, ctx, statement_body, (void *)(uintptr_t)rows), OK);
}

static int64_t
found(Ctx *ctx, Store *store, const char *rule)
{
    look(ctx, store);
    return count_live(ctx, store, rule);
}

/* ---- R13: paid to a cadre ---- */

TEST_DB(money_of_the_collective_goes_to_a_cadre)
{
    Flag flag = {0};

    flag_world(ctx, store);
    settle(ctx, store, (Villager){.household = "1", .name = "王建国", .marks = MARK_CADRE});
    settle(ctx, store, (Villager){.household = "2", .name = "李四", .marks = MARK_CADRE_RELATIVE});
    settle(ctx, store, (Villager){.household = "3", .name = "赵六", .marks = MARK_CADRE});
    settle(ctx, store, (Villager){.household = "4", .name = "赵六"}); /* which of them? */
    (void)pay(ctx, store, day(2023, 5, 12), 200000, "王建国", "误工补贴");
    bank_says(ctx, store,
              "2023-05-10,,3000.00,997000.00,李四,材料款\n"
              "2023-05-11,,3000.00,994000.00,赵六,材料款\n"
              "2023-05-12,,2000.00,992000.00,王建国,误工补贴\n" /* his pay, by the books */
              "2023-05-13,,999.99,991000.01,王建国,零钱\n"      /* too little */
              "2023-05-14,5000.00,,996000.01,王建国,还款\n");   /* the other way */
    CHECK_INT(found(ctx, store, "paid_to_cadre"), 0);
    bank_says(ctx, store, "2023-05-20,,3000.00,993000.01,王建国,往来款\n");
    CHECK_INT(found(ctx, store, "paid_to_cadre"), 1);
    CHECK(first_live(ctx, store, "paid_to_cadre", &flag));
    CHECK_INT(flag.rows, 1);
    CHECK_INT(flag.level, FLAG_RED); /* and the books do not have it */
    CHECK_TEXT(flag.sentence,
               "从集体账户转给村干部“王**”1 笔，合计 3,000 元，最早的一笔在 2023-05-20");
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), NOT_FOUND);
    CHECK_INT(would_find(ctx, store, "paid_to_cadre", 300100), 0);
    CHECK_INT(would_find(ctx, store, "paid_to_cadre", 0), 1);
}

TEST_DB(what_the_books_tell_of_is_milder)
{
    Flag flag = {0};

    flag_world(ctx, store);
    (void)pay(ctx, store, day(2023, 5, 12), 200000, "王建国", "垫付办公用品");
    bank_says(ctx, store, "2023-05-12,,2000.00,998000.00,王建国,报销\n");
    CHECK_INT(found(ctx, store, "paid_to_cadre"), 0);
    settle(ctx, store, (Villager){.household = "1", .name = "王建国", .marks = MARK_CADRE});
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "paid_to_cadre"), 1);
    CHECK(first_live(ctx, store, "paid_to_cadre", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW);
}

/* ---- R13: in somebody's own name ---- */

static Status
open_body(Ctx *ctx, void *arg)
{
    FundAccount *account = arg;

    act_as(ctx, &clerk);
    return life_explain(ctx, fund_account_create(ctx, account, account));
}

TEST_DB(an_account_in_somebodys_name)
{
    FundAccount account = {.region = VILLAGE,
                           .name = T("王建国的卡"),
                           .bank = T("农商银行"),
                           .number = T("6217000000000009001"),
                           .opening_day = day(2023, 1, 1)};
    Flag flag = {0};

    flag_world(ctx, store);
    settle(ctx, store, (Villager){.household = "1", .name = "王建"}); /* the beginning of a name */
    CHECK_STATUS(store_write(store, ctx, open_body, &account), OK);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "own_account"), 0);
    settle(ctx, store, (Villager){.household = "2", .name = "王建国"});
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "own_account"), 1);
    CHECK(first_live(ctx, store, "own_account", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_TEXT(flag.sentence, "村账上有一个账户用的是个人的名字：“王**”");
    CHECK_INT(would_find(ctx, store, "own_account", -1), 1);
}

/* ---- R14: income ---- */

typedef struct Income {
    Day day;
    int64_t fen;
    const char *from, *purpose;
    int64_t fund; /* 0: the bank */
    int64_t id;
} Income;

static Status
income_body(Ctx *ctx, void *arg)
{
    Income *income = arg;
    Entry out;

    act_as(ctx, &clerk);
    TRY(life_explain(ctx,
                     entry_add(ctx,
                               &(Entry){.region = VILLAGE,
                                        .account = income->fund != 0 ? income->fund : flag_fund,
                                        .day = income->day,
                                        .direction = DIRECTION_IN,
                                        .amount_fen = income->fen,
                                        .counterparty = text_c(income->from),
                                        .purpose = text_c(income->purpose),
                                        .voucher = text_c(income->purpose)},
                               &out)));
    income->id = out.id;
    return OK;
}

static int64_t
take_in(Ctx *ctx, Store *store, Income income)
{
    CHECK_STATUS(store_write(store, ctx, income_body, &income), OK);
    return income.id;
}

static Status
cash_box_body(Ctx *ctx, void *arg)
{
    FundAccount account = {0};

    act_as(ctx, &clerk);
    TRY(fund_account_create(ctx,
                            &(FundAccount){.region = VILLAGE,
                                           .kind = FUND_CASH,
                                           .name = T("现金"),
                                           .opening_day = day(2023, 1, 1)},
                            &account));
    *(int64_t *)arg = account.id;
    return OK;
}

static Status
explain_entry_body(Ctx *ctx, void *arg)
{
    act_as(ctx, &clerk);
    return life_explain(ctx, bank_explain_entry(ctx, *(int64_t *)arg, T("冲抵上年的款")));
}

TEST_DB(income_that_the_bank_never_got)
{
    Flag flag = {0};
    int64_t lost;

    flag_world(ctx, store);
    (void)take_in(ctx, store, (Income){day(2023, 4, 3), 300000, "甲", "鱼塘承包费", 0, 0});
    lost = take_in(ctx, store, (Income){day(2023, 4, 10), 500000, "乙", "房租", 0, 0});
    (void)take_in(ctx, store, (Income){day(2023, 4, 11), 9900, "丙", "废品", 0, 0});
    /* Of days that no statement tells of, nothing is known. */
    (void)take_in(ctx, store, (Income){day(2023, 3, 1), 700000, "丁", "场地费", 0, 0});
    (void)take_in(ctx, store, (Income){day(2023, 4, 28), 800000, "戊", "场地费", 0, 0});
    CHECK_INT(found(ctx, store, "not_banked"), 0);
    bank_says(ctx, store,
              "2023-04-01,1.00,,1000001.00,银行,利息\n"
              "2023-04-04,3000.00,,1003001.00,甲,承包费\n"
              "2023-04-30,1.00,,1003002.00,银行,利息\n");
    CHECK_INT(found(ctx, store, "not_banked"), 1);
    CHECK(first_live(ctx, store, "not_banked", &flag));
    CHECK_INT(flag.rows, 1);
    CHECK_INT(flag.level, FLAG_RED); /* for more than thirty days */
    CHECK_TEXT(flag.sentence, "账上记了 1 笔收入，过了 5 天，银行流水里没有，合计 5,000 "
                              "元，最早的一笔在 2023-04-10");
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), NOT_FOUND);
    CHECK_INT(would_find(ctx, store, "not_banked", 600000), 0);
    CHECK_STATUS(store_write(store, ctx, explain_entry_body, &lost), OK);
    CHECK_INT(found(ctx, store, "not_banked"), 0);
}

TEST_DB(cash_that_was_not_paid_in)
{
    Flag flag = {0};
    int64_t box = 0;

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, cash_box_body, &box), OK);
    (void)take_in(ctx, store, (Income){day(2023, 4, 3), 30000, "摊主", "摊位费", box, 0});
    (void)take_in(ctx, store, (Income){day(2023, 4, 12), 40000, "摊主", "摊位费", box, 0});
    (void)take_in(ctx, store, (Income){day(2023, 4, 20), 200000, "银行", "提现备用金", box, 0});
    (void)take_in(ctx, store, (Income){day(2023, 4, 22), 60000, "摊主", "摊位费", box, 0});
    bank_says(ctx, store,
              "2023-04-01,1.00,,1000001.00,银行,利息\n"
              "2023-04-05,300.00,,1000301.00,村会计,存款\n"     /* the same sum */
              "2023-04-14,900.00,,1001201.00,村会计,现金存入\n" /* with other cash */
              "2023-04-23,900.00,,1002101.00,某公司,广告费\n"   /* somebody's transfer */
              "2023-04-30,1.00,,1002102.00,银行,利息\n");
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "not_banked"), 1);
    CHECK(first_live(ctx, store, "not_banked", &flag));
    CHECK_INT(flag.rows, 1);
    CHECK_INT(flag.sum_fen.value, 60000);
}

/* ---- R14: rent ---- */

typedef struct Receipts {
    Contract contract;
    int64_t entry; /* that one of them is tied to; 0: none */
    Day tied_day;
} Receipts;

static Status
receipts_body(Ctx *ctx, void *arg)
{
    Receipts *receipts = arg;
    Contract *contract = &receipts->contract;

    act_as(ctx, &clerk);
    if (contract->id == 0) {
        contract->resource = add_field(ctx, "东塘", 100000).id;
        TRY(life_explain(ctx, contract_put(ctx, contract, contract)));
        TRY(life_explain(ctx, rent_add(ctx, contract->lock,
                                       &(Rent){.contract = contract->id,
                                               .day = day(2023, 4, 10),
                                               .amount_fen = 300000,
                                               .note = T("")},
                                       contract)));
    }
    if (receipts->entry == 0)
        return OK;
    return life_explain(ctx, rent_add(ctx, contract->lock,
                                      &(Rent){.contract = contract->id,
                                              .day = receipts->tied_day,
                                              .amount_fen = 120000,
                                              .entry = receipts->entry,
                                              .note = T("")},
                                      contract));
}

TEST_DB(rent_that_is_in_no_book)
{
    Receipts receipts = {.contract = lease_row("合-1", 0), .tied_day = day(2023, 4, 20)};
    Flag flag = {0};
    int64_t booked;

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, receipts_body, &receipts), OK);
    bank_says(ctx, store,
              "2023-04-01,1.00,,1000001.00,银行,利息\n2023-04-30,1.00,,1000002.00,银行,利息\n");
    /* A village that ties no rent to its books: nothing can be told from that. */
    CHECK_INT(found(ctx, store, "rent_not_booked"), 0);
    receipts.entry =
        take_in(ctx, store, (Income){day(2023, 4, 20), 120000, "王建国", "承包费", 0, 0});
    CHECK_STATUS(store_write(store, ctx, receipts_body, &receipts), OK);
    CHECK_INT(found(ctx, store, "rent_not_booked"), 1);
    CHECK(first_live(ctx, store, "rent_not_booked", &flag));
    CHECK_INT(flag.rows, 1);
    CHECK_TEXT(flag.sentence, "“东塘”登记收了 1 笔租金，账上、银行都没有，合计 3,000 "
                              "元，最早的一笔在 2023-04-10");
    CHECK_INT(would_find(ctx, store, "rent_not_booked", -1), 1);
    CHECK_INT(would_find(ctx, store, "rent_not_booked", 30), 0); /* no statement goes so far */
    /* Booked a week later, though not tied to the contract. */
    booked = take_in(ctx, store, (Income){day(2023, 4, 17), 300000, "王建国", "承包费", 0, 0});
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "rent_not_booked"), 0);
    take_back(ctx, store, booked);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "rent_not_booked"), 1);
}
