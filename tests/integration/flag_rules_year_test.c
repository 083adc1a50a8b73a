/*
 * Rules over a month's or a year's payments of a village: cash, vouchers, limits, round sums, one
 * supplier, first digits; each finds its case, and not what is near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"

typedef struct Payments {
    Entry entry; /* each is like it … */
    const int64_t *fen;
    size_t count; /* … but for sum and number */
    int64_t step; /* days from one to the next */
    int64_t id;   /* out: of the last */
} Payments;

static Status
pay_many_body(Ctx *ctx, void *arg)
{
    Payments *payments = arg;

    act_as(ctx, &clerk);
    for (size_t i = 0; i < payments->count; i++) {
        Entry entry = payments->entry, out;

        entry.region = VILLAGE;
        entry.account = flag_fund;
        entry.direction = DIRECTION_OUT;
        entry.day += (Day)(payments->step * (int64_t)i);
        if (payments->fen != NULL)
            entry.amount_fen = payments->fen[i];
        if (entry.voucher.at == NULL)
            entry.voucher = text_printf(ctx->arena, "记-%zu", i + 1);
        TRY(life_explain(ctx, entry_add(ctx, &entry, &out)));
        payments->id = out.id;
    }
    return OK;
}

static int64_t
pay_many(Ctx *ctx, Store *store, Payments payments)
{
    CHECK_STATUS(store_write(store, ctx, pay_many_body, &payments), OK);
    return payments.id;
}

static int64_t
pay_one(Ctx *ctx, Store *store, Entry entry)
{
    return pay_many(ctx, store, (Payments){.entry = entry, .count = 1});
}

static int64_t
found(Ctx *ctx, Store *store, const char *rule)
{
    look(ctx, store);
    return count_live(ctx, store, rule);
}

/* ---- R12 ---- */

static Status
cash_box_body(Ctx *ctx, void *arg)
{
    FundAccount box = {0};

    act_as(ctx, &clerk);
    TRY(life_explain(ctx, fund_account_create(ctx,
                                              &(FundAccount){.region = VILLAGE,
                                                             .kind = FUND_CASH,
                                                             .name = T("现金"),
                                                             .opening_day = day(2023, 1, 1),
                                                             .opening_fen = 1000000},
                                              &box)));
    *(int64_t *)arg = box.id;
    return OK;
}

TEST_DB(large_sums_in_cash)
{
    Entry entry = {.day = day(2023, 5, 3),
                   .amount_fen = 100000,
                   .counterparty = T("零工"),
                   .purpose = T("清沟"),
                   .means = T("现金")};
    int64_t box = 0, bank, last;
    Flag flag = {0};

    flag_world(ctx, store);
    bank = flag_fund;
    (void)pay_one(ctx, store, entry); /* the limit itself */
    entry.amount_fen = 300000;
    entry.means = T("转账");
    (void)pay_one(ctx, store, entry);
    CHECK_INT(found(ctx, store, "cash"), 0);
    entry.amount_fen = 120000;
    entry.means = T("现金支付");
    last = pay_one(ctx, store, entry);
    CHECK_INT(found(ctx, store, "cash"), 1);
    CHECK_STATUS(store_write(store, ctx, cash_box_body, &box), OK);
    flag_fund = box;
    entry.means = T("");
    (void)pay_one(ctx, store, entry); /* out of the box, though nobody says so */
    flag_fund = bank;
    CHECK_INT(found(ctx, store, "cash"), 1);
    CHECK(first_live(ctx, store, "cash", &flag));
    CHECK_TEXT(flag.sentence, "这个月有 2 笔现金付款超过 1,000 元，合计 2,400 元");
    take_back(ctx, store, last);
    look(ctx, store);
    CHECK(first_live(ctx, store, "cash", &flag));
    CHECK_INT(flag.rows, 1);
}

/* ---- R20 ---- */

TEST_DB(payments_without_a_voucher)
{
    Entry entry = {.day = day(2023, 5, 26),
                   .amount_fen = 60000,
                   .counterparty = T("商店"),
                   .purpose = T("办公用品"),
                   .voucher = T("")};
    Flag flag = {0};
    int64_t id;

    flag_world(ctx, store);
    id = pay_one(ctx, store, entry);
    entry.amount_fen = 50000; /* small */
    (void)pay_one(ctx, store, entry);
    entry.amount_fen = 90000;
    entry.voucher = T("记-5");
    (void)pay_one(ctx, store, entry);
    CHECK_INT(found(ctx, store, "no_voucher"), 0); /* only since six days */
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    CHECK_INT(found(ctx, store, "no_voucher"), 1);
    CHECK(first_live(ctx, store, "no_voucher", &flag));
    CHECK_INT(flag.rows, 1);
    CHECK_TEXT(flag.sentence, "有 1 笔超过 500 元的付款没有凭证号，也没有凭证照片，合计 600 元");
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), OK);
    take_back(ctx, store, id);
    CHECK_INT(found(ctx, store, "no_voucher"), 0);
}

/* ---- R16 ---- */

TEST_DB(a_year_of_payments_below_the_limit)
{
    static const int64_t close[] = {950000, 999900, 960000, 970000, 980000};
    static const int64_t other[] = {500000, 949900, 1000000, 1200000, 600000, 700000,
                                    800000, 510000, 520000,  530000,  540000};
    Entry entry = {.day = day(2023, 1, 5), .counterparty = T("甲"), .purpose = T("料石")};
    Flag flag = {0};
    int64_t last;

    flag_world(ctx, store);
    (void)pay_many(ctx, store, (Payments){entry, close, 4, 25, 0});
    (void)pay_many(ctx, store, (Payments){entry, other, 11, 10, 0});
    CHECK_INT(found(ctx, store, "near_limit"), 0); /* four */
    entry.day = day(2023, 5, 30);
    last = pay_many(ctx, store, (Payments){entry, close, 1, 1, 0});
    CHECK_INT(found(ctx, store, "near_limit"), 1); /* five of sixteen */
    CHECK(first_live(ctx, store, "near_limit", &flag));
    CHECK_INT(flag.rows, 5);
    CHECK_TEXT(flag.sentence, "一年里有 5 笔付款刚好不到 10,000 元，合计 48,299 元");
    (void)pay_many(ctx, store, (Payments){entry, other, 1, 1, 0});
    CHECK_INT(found(ctx, store, "near_limit"), 0); /* of seventeen: less than 30 % */
    CHECK_STATUS(set_rule(ctx, store, "near_limit", "share", 20, 0), OK);
    CHECK_INT(found(ctx, store, "near_limit"), 1);
    take_back(ctx, store, last);
    CHECK_INT(found(ctx, store, "near_limit"), 0);
}

/* ---- R17 ---- */

TEST_DB(a_year_of_round_sums)
{
    static const int64_t whole[] = {100000, 200000, 300000, 100000, 500000, 200000, 700000, 100000};
    static const int64_t odd[] = {123400, 234500, 110000, 99900,  150000, 160010, 170000,
                                  180000, 190000, 210000, 220000, 230000, 240000};
    Entry entry = {.day = day(2023, 1, 5), .counterparty = T("乙"), .purpose = T("杂项")};
    Flag flag = {0};

    flag_world(ctx, store);
    (void)pay_many(ctx, store, (Payments){entry, whole, 8, 10, 0});
    CHECK_INT(found(ctx, store, "round_sums"), 0); /* eight payments say nothing */
    (void)pay_many(ctx, store, (Payments){entry, odd, 12, 10, 0});
    CHECK_INT(found(ctx, store, "round_sums"), 0); /* nineteen: one is below a thousand */
    (void)pay_many(ctx, store, (Payments){entry, odd, 1, 10, 0});
    CHECK_INT(found(ctx, store, "round_sums"), 1); /* eight of twenty: 40 % */
    CHECK(first_live(ctx, store, "round_sums", &flag));
    CHECK_INT(flag.level, FLAG_NOTICE);
    CHECK_INT(flag.rows, 8);
    (void)pay_many(ctx, store, (Payments){entry, odd, 1, 10, 0});
    CHECK_INT(found(ctx, store, "round_sums"), 0);
}

/* ---- R38 ---- */

TEST_DB(one_company_gets_most)
{
    static const int64_t sums[] = {6000000, 6000000, 6000100};
    Entry one = {.day = day(2023, 2, 5),
                 .counterparty = T("顺达公司"),
                 .category = 51401,
                 .purpose = T("修路")};
    Entry other = {.day = day(2023, 3, 5),
                   .amount_fen = 12000000,
                   .counterparty = T("众人"),
                   .person = true,
                   .category = 51302,
                   .purpose = T("误工补贴")};
    Flag flag = {0};
    int64_t last;

    flag_world(ctx, store);
    (void)pay_one(ctx, store, other);
    (void)pay_many(ctx, store, (Payments){one, sums, 2, 20, 0});
    CHECK_INT(found(ctx, store, "one_supplier"), 0); /* half of it, in two payments */
    one.day = day(2023, 4, 10);
    last = pay_many(ctx, store, (Payments){one, sums + 2, 1, 1, 0});
    CHECK_INT(found(ctx, store, "one_supplier"), 1);
    CHECK(first_live(ctx, store, "one_supplier", &flag));
    CHECK_INT(flag.rows, 3);
    CHECK_TEXT(flag.sentence, "“顺达公司”一年里拿走了村里 60% 以上的开支，3 笔，合计 180,001 元");
    take_back(ctx, store, last);
    CHECK_INT(found(ctx, store, "one_supplier"), 0);
}

TEST_DB(pay_is_no_supplier)
{
    Entry pay = {.day = day(2023, 2, 5),
                 .amount_fen = 8000000,
                 .counterparty = T("各小组长（银行代发）"),
                 .category = 51302,
                 .purpose = T("小组长补贴")};

    flag_world(ctx, store);
    (void)pay_many(ctx, store, (Payments){pay, NULL, 4, 20, 0});
    CHECK_INT(found(ctx, store, "one_supplier"), 0);
}

/* ---- R21 ---- */

TEST_DB(entertaining_is_pointed_out)
{
    Entry entry = {.day = day(2023, 5, 3),
                   .amount_fen = 68000,
                   .counterparty = T("饭店"),
                   .category = 51501,
                   .purpose = T("老年饭桌补贴")};
    Flag flag = {0};
    int64_t id;

    flag_world(ctx, store);
    (void)pay_one(ctx, store, entry);
    CHECK_INT(found(ctx, store, "entertainment"), 0);
    entry.purpose = T("业务招待");
    id = pay_one(ctx, store, entry);
    CHECK_INT(found(ctx, store, "entertainment"), 1);
    CHECK(first_live(ctx, store, "entertainment", &flag));
    CHECK_TEXT(flag.sentence, "这个月列支了 1 笔招待费，合计 680 元：业务招待");
    CHECK_INT(flag.level, FLAG_RED);
    take_back(ctx, store, id);
    CHECK_INT(found(ctx, store, "entertainment"), 0);
}

/* ---- R18 ---- */

typedef struct Old {
    size_t count;
    bool natural;
} Old;

/* Payments of 2022: their first digits as nature has them, or all the same. */
static Status
old_body(Ctx *ctx, void *arg)
{
    static const int percent[] = {301, 477, 602, 699, 778, 845, 903, 954, 1000};
    const Old *old = arg;
    FundAccount account = {0};
    EntryBatch *batch;

    act_as(ctx, &clerk);
    TRY(life_explain(ctx, fund_account_create(ctx,
                                              &(FundAccount){.region = VILLAGE,
                                                             .name = T("老账户"),
                                                             .bank = T("建设银行"),
                                                             .opening_day = day(2022, 1, 1),
                                                             .opening_fen = 1000000000},
                                              &account)));
    batch = entry_batch_begin(ctx, false);
    for (size_t i = 0; i < old->count; i++) {
        int64_t digit = 1;

        while ((int)(i * 1000 / old->count) >= percent[digit - 1])
            digit++;
        TRY(life_explain(
            ctx, entry_batch_add(
                     ctx, batch,
                     &(Entry){.region = VILLAGE,
                              .account = account.id,
                              .day = day(2022, 1, 1) + (Day)i,
                              .direction = DIRECTION_OUT,
                              .amount_fen = (old->natural ? digit * 10000 : 50000) + (int64_t)i,
                              .category = 51401,
                              .counterparty = T("料场"),
                              .purpose = T("料石"),
                              .voucher = T("记")},
                     &(int64_t){0})));
    }
    return entry_batch_finish(ctx, batch);
}

TEST_DB(first_digits_of_too_few_say_nothing)
{
    Old old = {.count = 299};

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, old_body, &old), OK);
    CHECK_INT(found(ctx, store, "first_digits"), 0);
}

TEST_DB(first_digits_that_are_all_the_same)
{
    Old old = {.count = 300};
    Flag flag = {0};

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, old_body, &old), OK);
    CHECK_INT(found(ctx, store, "first_digits"), 1);
    CHECK(first_live(ctx, store, "first_digits", &flag));
    CHECK_INT(flag.level, FLAG_NOTICE);
    CHECK_INT(flag.rows, 9);
    CHECK_TEXT(flag.sentence,
               "三年付款金额的首位数字分布不自然，差得最多的是 5 开头的：100.0% / 7.9%");
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "first_digits"), 1);
}

TEST_DB(first_digits_as_nature_has_them)
{
    Old old = {.count = 320, .natural = true};

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, old_body, &old), OK);
    CHECK_INT(found(ctx, store, "first_digits"), 0);
}
