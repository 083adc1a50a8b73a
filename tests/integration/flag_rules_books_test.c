/*
 * Rules over the books of a village and its bank: each finds its case, and not what is near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"

#include "bank/bank.h"

/* ---- what is booked ---- */

static int64_t
book(Ctx *ctx, Store *store, Entry entry)
{
    entry.region = VILLAGE;
    entry.account = flag_fund;
    if (entry.direction == 0)
        entry.direction = DIRECTION_OUT;
    if (entry.voucher.at == NULL)
        entry.voucher = T("记-1");
    CHECK_STATUS(store_write(store, ctx, pay_body, &entry), OK);
    return entry.id;
}

static int64_t
bill(Ctx *ctx, Store *store, Day on, int64_t fen, const char *to, const char *purpose,
     const char *voucher)
{
    return book(ctx, store,
                (Entry){.day = on,
                        .amount_fen = fen,
                        .counterparty = text_c(to),
                        .purpose = text_c(purpose),
                        .voucher = text_c(voucher)});
}

static int64_t
found(Ctx *ctx, Store *store, const char *rule)
{
    look(ctx, store);
    return count_live(ctx, store, rule);
}

/* Nothing is found in an empty village, or by looking twice. */
TEST_DB(an_empty_village_has_nothing)
{
    flag_world(ctx, store);
    look_at_all(ctx, store);
    look_of_the_day(ctx, store);
    for (size_t i = 0; i < flag_rule_count; i++)
        CHECK_INT(count_live(ctx, store, flag_rules[i]->name), 0);
}

/* ---- R11 ---- */

TEST_DB(one_voucher_is_paid_twice)
{
    Flag flag = {0};
    int64_t again;

    flag_world(ctx, store);
    bill(ctx, store, day(2023, 5, 2), 425000, "环卫清运队", "垃圾清运费", "记-1");
    CHECK_INT(found(ctx, store, "paid_twice"), 0);
    again = bill(ctx, store, day(2023, 5, 28), 425000, "环卫清运队", "垃圾清运（补）", "记-1");
    CHECK_INT(found(ctx, store, "paid_twice"), 1);
    CHECK(first_live(ctx, store, "paid_twice", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK_INT(flag.sum_fen.value, 850000);
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_TEXT(flag.sentence, "“垃圾清运费”付给“环卫清运队”同样的金额 2 次，合计 8,500 元");
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), NOT_FOUND);
    take_back(ctx, store, again);
    CHECK_INT(found(ctx, store, "paid_twice"), 0);
}

TEST_DB(the_same_thing_is_paid_again_within_days)
{
    Flag flag = {0};

    flag_world(ctx, store);
    bill(ctx, store, day(2023, 4, 30), 425000, "环卫清运队", "垃圾清运费", "记-1");
    bill(ctx, store, day(2023, 5, 2), 425000, "环卫清运队", "垃圾清运费", "记-2");
    bill(ctx, store, day(2023, 5, 3), 425000, "环卫清运队", "垃圾清运费", "记-3");
    CHECK_INT(found(ctx, store, "paid_twice"), 1);
    look_at_all(ctx, store);
    CHECK_INT(found(ctx, store, "paid_twice"), 1);
    CHECK(first_live(ctx, store, "paid_twice", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK_STATUS(set_rule(ctx, store, "paid_twice", "days", 30, 0), OK);
    look(ctx, store);
    CHECK(first_live(ctx, store, "paid_twice", &flag));
    CHECK_INT(flag.rows, 3);
    CHECK_INT(found(ctx, store, "paid_twice"), 1);
}

TEST_DB(what_is_paid_often_is_not_paid_twice)
{
    flag_world(ctx, store);
    bill(ctx, store, day(2023, 4, 2), 425000, "甲", "垃圾清运费", "记-1");
    bill(ctx, store, day(2023, 4, 5), 425000, "甲", "垃圾清运费", "记-2"); /* three days later */
    bill(ctx, store, day(2023, 5, 5), 425000, "甲", "垃圾清运费",
         "记-1"); /* a new month's number */
    bill(ctx, store, day(2023, 4, 2), 425000, "乙", "垃圾清运费", "记-1"); /* another side */
    bill(ctx, store, day(2023, 4, 2), 425100, "甲", "垃圾清运费", "记-1"); /* another sum */
    bill(ctx, store, day(2023, 4, 3), 425000, "甲", "扫雪", "记-9");       /* another purpose */
    bill(ctx, store, day(2023, 4, 8), 19900, "丙", "打印", "记-4");        /* small */
    bill(ctx, store, day(2023, 4, 8), 19900, "丙", "打印", "记-4");
    bill(ctx, store, day(2023, 4, 9), 30000, "", "利息", ""); /* to nobody */
    bill(ctx, store, day(2023, 4, 9), 30000, "", "利息", "");
    CHECK_INT(found(ctx, store, "paid_twice"), 0);
}

static Status
close_and_correct(Ctx *ctx, void *arg)
{
    Entry entry;

    act_as(ctx, &clerk);
    TRY(entry_get(ctx, *(int64_t *)arg, &entry));
    act_as(ctx, &actor_system);
    TRY(ledger_close_loaded(ctx, VILLAGE, month_of(entry.day), (OptInt){0}, (OptInt){0}));
    act_as(ctx, &clerk);
    return life_explain(ctx, entry_correct(ctx, entry.id, entry.lock, NULL, T("重复记账，冲销")));
}

TEST_DB(what_was_taken_back_in_red_is_not_paid_twice)
{
    int64_t again;

    flag_world(ctx, store);
    bill(ctx, store, day(2023, 4, 2), 425000, "甲", "垃圾清运费", "记-1");
    again = bill(ctx, store, day(2023, 4, 3), 425000, "甲", "垃圾清运费", "记-1");
    CHECK_INT(found(ctx, store, "paid_twice"), 1);
    CHECK_STATUS(store_write(store, ctx, close_and_correct, &again), OK);
    CHECK_INT(found(ctx, store, "paid_twice"), 0);
}

/* ---- R09 ---- */

typedef struct StatementFile {
    const char *rows;
    int64_t first; /* the first open line */
} StatementFile;

static Status
import_body(Ctx *ctx, void *arg)
{
    const StatementFile *file = arg;
    char path[96];
    FILE *out;
    BankStatement statement;

    snprintf(path, sizeof path, "%s/statement.csv", dbs.dir);
    out = fopen(path, "wb");
    CHECK(out != NULL);
    fprintf(out, "交易日期,收入,支出,余额,对方户名,摘要\n%s", file->rows);
    fclose(out);
    act_as(ctx, &clerk);
    return life_explain(ctx,
                        bank_import(ctx, flag_fund, path, T("statement.csv"), NULL, &statement));
}

static Status
explain_first_body(Ctx *ctx, void *arg)
{
    BankLines lines;

    (void)arg;
    act_as(ctx, &clerk);
    TRY(bank_lines(ctx, flag_fund, true, 0, day(2024, 1, 1), T(""), &lines));
    CHECK(lines.len > 0);
    return bank_explain_line(ctx, lines.at[0].id, T("银行扣的年费，下月入账"));
}

TEST_DB(a_line_of_the_bank_that_the_books_do_not_have)
{
    Flag flag = {0};
    StatementFile file = {
        .rows = "2023-05-10,,4150.00,995850.00,清运队,垃圾清运费\n"
                "2023-05-11,,500.00,995350.00,某人,取款\n"
                "2023-05-12,,99.99,995250.01,银行,手续费\n" /* too small */
                "2023-05-29,,600.00,994650.01,某人,取款\n"  /* three days ago */
                "2023-05-30,,800.00,993850.01,某人,取款\n"  /* not long enough */
    };

    flag_world(ctx, store);
    bill(ctx, store, day(2023, 5, 10), 415000, "清运队", "垃圾清运费", "记-1");
    CHECK_STATUS(store_write(store, ctx, import_body, &file), OK);
    CHECK_INT(found(ctx, store, "bank_open"), 1);
    CHECK(first_live(ctx, store, "bank_open", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK_INT(flag.sum_fen.value, 110000);
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_TEXT(flag.sentence,
               "银行流水有 2 笔在账上对不上，合计 1,100 元，最早的一笔在 2023-05-11");
    ctx->now += 11 * 24 * 3600;
    look_of_the_day(ctx, store);
    CHECK(first_live(ctx, store, "bank_open", &flag));
    CHECK_INT(flag.rows, 3);
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_STATUS(store_write(store, ctx, explain_first_body, NULL), OK);
    look(ctx, store);
    CHECK(first_live(ctx, store, "bank_open", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_STATUS(store_write(store, ctx, explain_first_body, NULL), OK);
    CHECK_STATUS(store_write(store, ctx, explain_first_body, NULL), OK);
    CHECK_STATUS(store_write(store, ctx, explain_first_body, NULL), OK);
    CHECK_INT(found(ctx, store, "bank_open"), 0);
}
