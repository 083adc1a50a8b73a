/*
 * Statements of banks: camt.053 and tables, line after line.
 */
#include "harness.h"

#include <unistd.h>

#include "bank/statement.h"
#include "base/money.h"

enum { LINES_MAX = 64 };

typedef struct Got {
    StatementLine lines[LINES_MAX];
    size_t len;
    StatementHead head;
    Status status;
} Got;

static StatementLine
keep(Arena *arena, StatementLine line)
{
    line.party = text_copy(arena, line.party);
    line.party_number = text_copy(arena, line.party_number);
    line.reference = text_copy(arena, line.reference);
    line.purpose = text_copy(arena, line.purpose);
    line.serial = text_copy(arena, line.serial);
    return line;
}

/* What the reader makes of these bytes. */
static Got
read_bytes(Arena *arena, Ctx *ctx, Text bytes, const StatementColumns *columns)
{
    Got got = {.status = FAULT};
    char path[] = "/tmp/mingbai-statement.XXXXXX";
    int fd = mkstemp(path);
    StatementReader *reader;

    if (fd < 0 || write(fd, bytes.at, bytes.len) != (ssize_t)bytes.len)
        abort();
    close(fd);
    got.status = statement_reader_open(ctx, path, T("明细.csv"), columns, &reader);
    while (got.status == OK && got.len < LINES_MAX) {
        StatementLine line;

        got.status = statement_reader_next(ctx, reader, &line);
        if (got.status == OK)
            got.lines[got.len++] = keep(arena, line);
    }
    if (reader != NULL) {
        got.head = *statement_reader_head(reader);
        got.head.number = text_copy(arena, got.head.number);
        got.head.name = text_copy(arena, got.head.name);
        got.head.format = text_copy(arena, got.head.format);
    }
    for (size_t i = 0; i < ctx->problems.len; i++)
        printf("# %.*s: %.*s\n", TEXT_ARGS(ctx->problems.at[i].field),
               TEXT_ARGS(ctx->problems.at[i].sentence));
    statement_reader_close(reader);
    unlink(path);
    return got;
}

#define CAMT_HEAD                                                                                  \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                 \
    "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\n"         \
    "<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>S1</Id>\n"                                         \
    "<FrToDt><FrDtTm>2023-05-01T00:00:00+08:00</FrDtTm>"                                           \
    "<ToDtTm>2023-05-31T23:59:59+08:00</ToDtTm></FrToDt>\n"                                        \
    "<Acct><Id><Othr><Id>21050123456789</Id></Othr></Id><Ccy>CNY</Ccy><Nm>演示村</Nm></Acct>\n"
#define CAMT_BALANCES                                                                              \
    "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">1000.00</Amt>"             \
    "<CdtDbtInd>CRDT</CdtDbtInd></Bal>\n"                                                          \
    "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">1150.500</Amt>"            \
    "<CdtDbtInd>CRDT</CdtDbtInd></Bal>\n"
#define CAMT_TAIL "</Stmt></BkToCstmrStmt></Document>\n"

TEST(camt_gives_lines_and_balances)
{
    Got got = read_bytes(
        arena, ctx,
        T(CAMT_HEAD CAMT_BALANCES
          "<Ntry><Amt Ccy=\"CNY\">200.5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
          "<BookgDt><Dt>2023-05-06</Dt></BookgDt><AcctSvcrRef>A1</AcctSvcrRef><NtryDtls><TxDtls>"
          "<Refs><EndToEndId>E1</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>街道财政所</Nm></"
          "Pty></Dbtr>"
          "<DbtrAcct><Id><Othr><Id>6222</Id></Othr></Id></DbtrAcct></RltdPties>"
          "<RmtInf><Ustrd>运转</Ustrd><Ustrd>经费</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
          "<Ntry><Amt Ccy=\"CNY\">999</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts>"
          "<BookgDt><Dt>2023-05-07</Dt></BookgDt></Ntry>\n"
          "<Ntry><Amt Ccy=\"CNY\">50.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
          "<BookgDt><DtTm>2023-05-08T09:00:00</DtTm></BookgDt><NtryDtls><TxDtls><RltdPties>"
          "<Cdtr><Nm>供电所 &amp; "
          "水站</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>" CAMT_TAIL),
        NULL);

    CHECK_STATUS(got.status, NOT_FOUND);
    REQUIRE(got.len == 2);
    CHECK_TEXT(got.head.number, "21050123456789");
    CHECK_TEXT(got.head.name, "演示村");
    CHECK_INT(got.head.opening_fen.value, 100000);
    CHECK_INT(got.head.closing_fen.value, 115050);
    CHECK_TEXT(day_format(arena, (Day)got.head.to.value), "2023-05-31");
    CHECK_INT(got.lines[0].amount_fen, 20050);
    CHECK(got.lines[0].direction == DIRECTION_IN);
    CHECK_TEXT(day_format(arena, got.lines[0].day), "2023-05-06");
    CHECK_TEXT(got.lines[0].party, "街道财政所");
    CHECK_TEXT(got.lines[0].party_number, "6222");
    CHECK_TEXT(got.lines[0].reference, "E1");
    CHECK_TEXT(got.lines[0].serial, "A1");
    CHECK_TEXT(got.lines[0].purpose, "运转 经费");
    CHECK(got.lines[1].direction == DIRECTION_OUT);
    CHECK_INT(got.lines[1].amount_fen, 5000);
    CHECK_TEXT(got.lines[1].party, "供电所 & 水站");
}

typedef struct BadFile {
    const char *name;
    const char *bytes;
    const char *says; /* part of the sentence */
} BadFile;

TEST(bad_files_are_refused_with_a_sentence)
{
    static const BadFile rows[] = {
        {"empty",                         "",                                                              "文件是空的"   },
        {"billion laughs",
         "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
         "\"&a;&a;&a;&a;\">]><Document>&b;</Document>",                                                    "文档类型"      },
        {"external entity",
         "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document>&x;</Document>",               "文档类型"      },
        {"other XML",                     "<html><body/></html>",                                          "camt.053"          },
        {"cut off",                       CAMT_HEAD "<Ntry><Amt>1",                                        "不是完整的"   },
        {"no balances",                   CAMT_HEAD CAMT_TAIL,                                             "OPBD"              },
        {"amount in words",
         CAMT_HEAD CAMT_BALANCES
         "<Ntry><Amt>一百</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>" CAMT_TAIL,
         "Amt"                                                                                                                 },
        {"three decimals",
         CAMT_HEAD CAMT_BALANCES
         "<Ntry><Amt>1.005</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>" CAMT_TAIL,
         "Amt"                                                                                                                 },
        {"no side",                       CAMT_HEAD CAMT_BALANCES "<Ntry><Amt>1</Amt></Ntry>" CAMT_TAIL,   "CdtDbtInd"         },
        {"no day",
         CAMT_HEAD CAMT_BALANCES "<Ntry><Amt>1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>" CAMT_TAIL,
         "BookgDt"                                                                                                             },
        {"a day that does not exist",
         CAMT_HEAD CAMT_BALANCES
         "<Ntry><Amt>1</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2023-02-30</Dt></BookgDt>"
         "</Ntry>" CAMT_TAIL,
         "不对"                                                                                                              },
        {"euros",
         CAMT_HEAD CAMT_BALANCES "<Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
                                 "<BookgDt><Dt>2023-05-02</Dt></BookgDt></Ntry>" CAMT_TAIL,
         "人民币"                                                                                                           },
        {"another message of the family",
         "<Document><BkToCstmrAcctRpt><Stmt>" CAMT_BALANCES "</Stmt></BkToCstmrAcctRpt></Document>",
         "camt.053"                                                                                                            },
        {"two accounts",
         CAMT_HEAD CAMT_BALANCES
         "</Stmt><Stmt><Acct><Id><IBAN>XX99</IBAN></Id></Acct>" CAMT_BALANCES CAMT_TAIL,
         "不止一个账户"                                                                                                  },
        {"two that do not follow",        CAMT_HEAD CAMT_BALANCES "</Stmt><Stmt>" CAMT_BALANCES CAMT_TAIL,
         "接不上"                                                                                                           },
        {"no header",                     "你好\n今天天气不错\n",                                  "没有找到"      },
        {"a day that is none",            "交易日期,金额,余额,摘要\n5月1日,3,3,x\n",           "第 2 行"         },
        {"both sides",                    "交易日期,支出,收入,余额\n2023-05-01,3,4,5\n",         "既有收入又有"},
        {"no amount",                     "交易日期,支出,收入,余额\n2023-05-01,,,5\n",           "没有金额"      },
        {"too many decimals",             "交易日期,支出,收入,余额\n2023-05-01,1.234,,5\n",      "“支出”"      },
        {"dollars",                       "交易日期,支出,收入,币种\n2023-05-01,1,,USD\n",        "人民币"         },
        {"two accounts in a table",
         "账号,交易日期,支出,收入\n111,2023-05-01,1,\n222,2023-05-01,1,\n",                      "不止一个账户"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Ctx own = {.arena = arena, .now = ctx->now};
        Got got;

        ROW(rows[i].name);
        got = read_bytes(arena, &own, text_c(rows[i].bytes), NULL);
        CHECK_STATUS(got.status, INVALID);
        REQUIRE(own.problems.len == 1);
        CHECK(text_find(own.problems.at[0].sentence, text_c(rows[i].says)) <
              own.problems.at[0].sentence.len);
    }
}

TEST(the_corporate_export_of_ccb_is_read)
{
    Got got = read_bytes(
        arena, ctx,
        T("中国建设银行账户明细\n"
          "账号：,2105 0123 4567 89,账户名称：,演示村股份经济合作社\n"
          "账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,"
          "对方账号,"
          "对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号\n"
          "21050123456789,演示村,20230506 "
          "101112,0.00,\"4,200.00\",\"5,200.00\",人民币元,街道财政所,6222,"
          "建行,20230506,转账,运转经费,1-100,,,收-1\n"
          "21050123456789,演示村,20230508 "
          "091500,418.07,0.00,\"4,781.93\",人民币元,供电所,3333,农行,"
          "20230508,电费,,2-101,,,付-1\n"
          ",,合计,418.07,\"4,200.00\",,,,,,,,,,,,\n"),
        NULL);

    CHECK_STATUS(got.status, NOT_FOUND);
    CHECK_TEXT(got.head.format, "ccb");
    CHECK(!got.head.personal);
    REQUIRE(got.len == 2);
    CHECK(got.lines[0].direction == DIRECTION_IN);
    CHECK_INT(got.lines[0].amount_fen, 420000);
    CHECK_INT(got.lines[0].balance_fen.value, 520000);
    CHECK_TEXT(day_format(arena, got.lines[0].day), "2023-05-06");
    CHECK_TEXT(got.lines[0].purpose, "转账 运转经费");
    CHECK_TEXT(got.lines[0].serial, "1-100");
    CHECK_TEXT(got.lines[0].reference, "收-1");
    CHECK(got.lines[1].direction == DIRECTION_OUT);
    CHECK_INT(got.lines[1].amount_fen, 41807);
    CHECK_INT(got.lines[1].row, 5);
}

TEST(the_personal_export_of_ccb_is_read_and_known_as_such)
{
    Got got =
        read_bytes(arena, ctx,
                   T("卡号:,6217****1234,户名:,王某\n"
                     "序号,摘要,币别,钞汇,交易日期,交易金额,账户余额,交易地点/附言,对方账号与户名\n"
                     "1,消费,人民币元,钞,20230501,-50.00,950.00,演示超市,3333/演示超市\n"
                     "2,转账存入,人民币元,钞,20230502,200.00,\"1,150.00\",,4444/李某\n"),
                   NULL);

    CHECK_STATUS(got.status, NOT_FOUND);
    CHECK(got.head.personal);
    CHECK_TEXT(got.head.format, "ccb-personal");
    CHECK_TEXT(got.head.number, "6217****1234");
    REQUIRE(got.len == 2);
    CHECK(got.lines[0].direction == DIRECTION_OUT);
    CHECK_INT(got.lines[0].amount_fen, 5000);
    CHECK_TEXT(got.lines[0].party, "演示超市");
    CHECK_TEXT(got.lines[1].party_number, "4444");
    CHECK_TEXT(got.lines[1].party, "李某");
}

TEST(columns_of_another_bank_can_be_pointed_out)
{
    static const char bytes[] = "发生日,进出,多少钱,还剩,跟谁,为啥\n2023.5.1,出,30,70,老王,买菜\n"
                                "2023年5月2日,进,５０.5,120.5,老李,卖菜\n";
    StatementColumns columns;
    Got got = read_bytes(arena, ctx, text_c(bytes), NULL);

    CHECK_STATUS(got.status, INVALID);
    REQUIRE(ctx->problems.len == 1);
    CHECK_TEXT(ctx->problems.at[0].field, "columns");
    ctx->problems.len = 0;
    for (int field = 0; field < FIELD_COUNT; field++)
        columns.at[field] = STATEMENT_NONE;
    columns.at[FIELD_DAY] = 0;
    columns.at[FIELD_SIDE] = 1;
    columns.at[FIELD_AMOUNT] = 2;
    columns.at[FIELD_BALANCE] = 3;
    columns.at[FIELD_PARTY] = 4;
    columns.at[FIELD_PURPOSE] = 5;
    got = read_bytes(arena, ctx, text_c(bytes), &columns);
    CHECK_STATUS(got.status, NOT_FOUND);
    REQUIRE(got.len == 2);
    CHECK(got.lines[0].direction == DIRECTION_OUT);
    CHECK_INT(got.lines[0].amount_fen, 3000);
    CHECK(got.lines[1].direction == DIRECTION_IN);
    CHECK_INT(got.lines[1].amount_fen, 5050);
    CHECK_TEXT(day_format(arena, got.lines[1].day), "2023-05-02");
}
