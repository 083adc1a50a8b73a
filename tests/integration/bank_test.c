/* Statements of the bank beside the ledger, on both databases. */
#include "harness.h"

#include <unistd.h>

#include "db.h"

#include "bank/bank.h"
#include "life.h"

#define HEADER                                                                                                               \
    "账号,记账日期,借方发生额,贷方发生额,余额,币种,对方户名,对方账号,摘要,账户明细编号-" \
    "交易流水号\n"
#define APRIL                                                                                                  \
    HEADER "0000210111010203,2023-04-03,,2000.00,52000.00,人民币,演示租户,1,房租,1-1\n"               \
           "0000210111010203,2023-04-10,500.50,,51499.50,人民币,演示清运有限公司,2,清运费,1-2\n" \
           "0000210111010203,2023-04-28,10.00,,51489.50,人民币,,,手续费,1-3\n"

static Status
import_bytes(Ctx *ctx, int64_t account, const char *bytes, BankStatement *out)
{
    char path[] = "/tmp/mingbai-bank.XXXXXX";
    int fd = mkstemp(path);
    Status status;

    if (fd < 0 || write(fd, bytes, strlen(bytes)) != (ssize_t)strlen(bytes))
        abort();
    close(fd);
    ctx->problems = (Problems){0};
    status = bank_import(ctx, account, path, T("四月.csv"), NULL, out);
    for (size_t i = 0; i < ctx->problems.len; i++)
        printf("# %.*s\n", TEXT_ARGS(ctx->problems.at[i].sentence));
    unlink(path);
    return status;
}

static FundAccount
open_fund(Ctx *ctx)
{
    FundAccount account = {0};

    act_as(ctx, &clerk);
    CHECK_STATUS(
        fund_account_create(ctx,
                            &(FundAccount){.region = VILLAGE,
                                           .name = T("基本户"),
                                           .bank = T("建设银行"),
                                           .number = T("0000210111010203"),
                                           .opening_day = day_from_date((Date){2023, 1, 1}),
                                           .opening_fen = 5000000},
                            &account),
        OK);
    return account;
}

static Entry
book(Ctx *ctx, const FundAccount *account, int day, Direction direction, int64_t fen, Text party,
     Text purpose)
{
    Entry entry = {.region = VILLAGE,
                   .account = account->id,
                   .day = day_from_date((Date){2023, 4, day}),
                   .direction = direction,
                   .amount_fen = fen,
                   .counterparty = party,
                   .purpose = purpose};

    CHECK_STATUS(entry_add(ctx, &entry, &entry), OK);
    return entry;
}

LIFE_TEST(lines_find_their_entries_and_the_rest_is_shown)
{
    FundAccount account = open_fund(ctx);
    Entry rent = book(ctx, &account, 4, DIRECTION_IN, 200000, T("演示租户"), T("村部门市房租金"));
    Entry rubbish = book(ctx, &account, 10, DIRECTION_OUT, 50050, T("演示清运"), T("垃圾清运费"));
    Entry cash = book(ctx, &account, 12, DIRECTION_OUT, 7000, T("小卖部"), T("饮用水"));
    BankStatement statement;
    BankLines lines;
    Entries entries;
    Entry booked[] = {rent, rubbish, cash};
    bool tied[3];

    CHECK_STATUS(import_bytes(ctx, account.id, APRIL, &statement), OK);
    CHECK_INT(statement.lines, 3);
    CHECK_INT(statement.opening_fen, 5000000);
    CHECK_INT(statement.closing_fen, 5148950);
    CHECK_STATUS(bank_tied(ctx, &(Entries){.at = booked, .len = 3}, tied), OK);
    CHECK(tied[0] && tied[1] && !tied[2]);
    CHECK_STATUS(bank_lines(ctx, account.id, true, 0, ctx_today(ctx), T(""), &lines), OK);
    REQUIRE(lines.len == 1);
    CHECK_TEXT(lines.at[0].purpose, "手续费");
    CHECK_STATUS(bank_entries_open(ctx, account.id, T(""), &entries), OK);
    REQUIRE(entries.len == 1);
    CHECK_TEXT(entries.at[0].purpose, "饮用水");
    CHECK_STATUS(bank_explain_line(ctx, lines.at[0].id, T("五月补记")), OK);
    CHECK_STATUS(bank_explain_entry(ctx, cash.id, T("现金付的")), OK);
    CHECK_STATUS(bank_lines(ctx, account.id, true, 0, ctx_today(ctx), T(""), &lines), OK);
    CHECK_INT(lines.len, 0);
    CHECK_STATUS(bank_entries_open(ctx, account.id, T(""), &entries), OK);
    CHECK_INT(entries.len, 0);
}

LIFE_TEST(the_same_statement_twice_does_no_harm)
{
    FundAccount account = open_fund(ctx);
    BankStatement statement;
    BankLines lines;

    CHECK_STATUS(import_bytes(ctx, account.id, APRIL, &statement), OK);
    CHECK_STATUS(import_bytes(ctx, account.id, APRIL, &statement), OK);
    CHECK_INT(statement.added, 0);
    CHECK_STATUS(bank_lines(ctx, account.id, false, 0, ctx_today(ctx), T(""), &lines), OK);
    CHECK_INT(lines.len, 3);
}

LIFE_TEST(two_that_could_be_it_are_left_to_people)
{
    FundAccount account = open_fund(ctx);
    Entry one = book(ctx, &account, 9, DIRECTION_OUT, 50050, T("甲修理部"), T("路灯维修"));
    Entry other = book(ctx, &account, 11, DIRECTION_OUT, 50050, T("乙商店"), T("办公用品"));
    BankStatement statement;
    BankLines lines;
    Entries candidates;
    bool tied[2];
    int64_t ids[] = {one.id, other.id};
    Entry booked[] = {one, other};

    CHECK_STATUS(import_bytes(ctx, account.id, APRIL, &statement), OK);
    CHECK_STATUS(bank_tied(ctx, &(Entries){.at = booked, .len = 2}, tied), OK);
    CHECK(!tied[0] && !tied[1]);
    CHECK_STATUS(bank_lines(ctx, account.id, true, 0, ctx_today(ctx), T(""), &lines), OK);
    REQUIRE(lines.len == 3);
    CHECK_STATUS(bank_candidates(ctx, lines.at[1].id, &candidates), OK);
    CHECK_INT(candidates.len, 2);
    CHECK_STATUS(bank_match_by_hand(ctx, lines.at[1].id, ids, 2),
                 INVALID); /* 1,001 is not 500.50 */
    CHECK_STATUS(bank_match_by_hand(ctx, lines.at[1].id, &other.id, 1), OK);
    CHECK_STATUS(bank_match_by_hand(ctx, lines.at[1].id, &one.id, 1), CONFLICT);
    CHECK_STATUS(bank_unmatch(ctx, lines.at[1].id), OK);
    CHECK_STATUS(bank_tied(ctx, &(Entries){.at = booked, .len = 2}, tied), OK);
    CHECK(!tied[1]);
}

LIFE_TEST(a_statement_that_is_not_whole_is_refused)
{
    static const struct {
        const char *row;
        const char *bytes;
        const char *says;
    } rows[] = {
        {"another account",         HEADER "99990000,2023-04-03,,1.00,50001.00,人民币,a,1,x,9-1\n",
         "另一个账户"                                                                                                            },
        {"a line is missing",
         HEADER "0000210111010203,2023-04-03,,1.00,50001.00,人民币,a,1,x,9-1\n"
                "0000210111010203,2023-04-04,,1.00,50009.00,人民币,a,1,x,9-2\n",                            "第 3 行"            },
        {"a gap",                   HEADER "0000210111010203,2023-05-20,,1.00,99999.00,人民币,a,1,x,9-1\n",
         "中间缺了对账单"                                                                                                      },
        {"a wrong closing balance",
         "<Document><BkToCstmrStmt><Stmt><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></"
         "Tp><Amt>10</Amt>"
         "<CdtDbtInd>CRDT</CdtDbtInd></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></"
         "Tp><Amt>99</Amt>"
         "<CdtDbtInd>CRDT</CdtDbtInd></Bal><Ntry><Amt>1</Amt><CdtDbtInd>CRDT</"
         "CdtDbtInd><BookgDt><Dt>2023-04-03</Dt>"
         "</BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>",                                                "期末余额对不上"},
        {"nothing in it",           HEADER,                                                                    "没有一笔"         },
    };
    FundAccount account = open_fund(ctx);
    BankStatement statement;

    CHECK_STATUS(import_bytes(ctx, account.id, APRIL, &statement), OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].row);
        CHECK_STATUS(import_bytes(ctx, account.id, rows[i].bytes, &statement), INVALID);
        REQUIRE(ctx->problems.len != 0);
        CHECK(text_find(ctx->problems.at[0].sentence, text_c(rows[i].says)) <
              ctx->problems.at[0].sentence.len);
    }
    ROW(NULL);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(import_bytes(ctx, account.id, APRIL, &statement), NOT_FOUND);
}
