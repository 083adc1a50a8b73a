/* Statements out. */
#include "bank/inner.h"
#include "bank/load.h"
#include "bank/load_rows.h"
#include "base/money.h"
#include "sheet/sheet.h"

const Column statement_row_columns[LC_COUNT] = {
    [LC_REGION] = {.name = T_INIT("地区代码")},
    [LC_ACCOUNT] = {.name = T_INIT("账户")      },
    [LC_STATEMENT] = {.name = T_INIT("对账单")   },
    [LC_FROM] = {.name = T_INIT("起始日期"), .kind = KIND_DATE, .required = true},
    [LC_TO] = {.name = T_INIT("截止日期"),              .kind = KIND_DATE, .required = true},
    [LC_OPENING] = {.name = T_INIT("期初余额"), .kind = KIND_MONEY, .required = true},
    [LC_CLOSING] = {.name = T_INIT("期末余额"),              .kind = KIND_MONEY, .required = true},
    [LC_LINES] = {.name = T_INIT("笔数"), .kind = KIND_INTEGER, .required = true},
    [LC_DAY] = {.name = T_INIT("日期"),              .kind = KIND_DATE},
    [LC_IN] = {.name = T_INIT("收入"), .kind = KIND_MONEY},
    [LC_OUT] = {.name = T_INIT("支出"),              .kind = KIND_MONEY},
    [LC_PARTY] = {.name = T_INIT("对方户名")      },
    [LC_NUMBER] = {.name = T_INIT("对方账号")             },
    [LC_REFERENCE] = {.name = T_INIT("凭证号")      },
    [LC_PURPOSE] = {.name = T_INIT("摘要")                             },
    [LC_EXPLANATION] = {.name = T_INIT("说明")           },
    [LC_KEY] = {.name = T_INIT("标识")      },
};

Status
bank_export_header(Ctx *ctx, LoadRow *put, void *arg)
{
    Text names[LC_COUNT];

    for (size_t i = 0; i < LC_COUNT; i++)
        names[i] = statement_row_columns[i].name;
    return put(arg, ctx, names, LC_COUNT);
}

bool
bank_is_export(Arena *arena, Texts record)
{
    bool key = false;
    bool statement = false;

    for (size_t i = 0; i < record.len; i++) {
        Text name = sheet_name_key(arena, record.at[i]);

        key = key || text_eq(name, statement_row_columns[LC_KEY].name);
        statement = statement || text_eq(name, statement_row_columns[LC_STATEMENT].name);
    }
    return key && statement;
}

static void
head_cells(Ctx *ctx, Text code, Text account, const BankStatementRow *row, Text *cells)
{
    for (size_t i = 0; i < LC_COUNT; i++)
        cells[i] = T("");
    cells[LC_REGION] = code;
    cells[LC_ACCOUNT] = account;
    cells[LC_STATEMENT] = row->name;
    cells[LC_FROM] = day_format(ctx->arena, (Day)row->from_day);
    cells[LC_TO] = day_format(ctx->arena, (Day)row->to_day);
    cells[LC_OPENING] = fen_plain(ctx->arena, row->opening_fen);
    cells[LC_CLOSING] = fen_plain(ctx->arena, row->closing_fen);
    cells[LC_LINES] = text_printf(ctx->arena, "%lld", (long long)row->lines);
}

static void
line_cells(Ctx *ctx, const BankLineKeysRow *line, Text *cells)
{
    cells[LC_DAY] = day_format(ctx->arena, (Day)line->day);
    cells[LC_IN] = cells[LC_OUT] = T("");
    cells[line->direction == DIRECTION_IN ? LC_IN : LC_OUT] =
        fen_plain(ctx->arena, line->amount_fen);
    cells[LC_PARTY] = line->party;
    cells[LC_NUMBER] = line->party_number;
    cells[LC_REFERENCE] = line->reference;
    cells[LC_PURPOSE] = line->purpose;
    cells[LC_EXPLANATION] = line->explanation;
    cells[LC_KEY] = line->key;
}

/* The lines that a statement brought; one without any is a row without a line. */
static Status
put_statement(Ctx *ctx, Text code, Text account, const BankStatementRow *row, LoadRow *put,
              void *arg)
{
    BankLineKeysArgs args = {
        .account = row->account,
        .statement = row->id,
        .from_day = row->from_day,
        .to_day = row->to_day,
        .limit = BANK_PAGE_MAX,
    };
    Text cells[LC_COUNT];
    int64_t lines = 0;
    size_t got;

    head_cells(ctx, code, account, row, cells);
    do {
        ArenaMark mark = arena_mark(ctx->arena);
        BankLineKeysRows rows;

        TRY(bank_line_keys(ctx, &args, &rows));
        got = rows.len;
        for (size_t i = 0; i < got; i++) {
            line_cells(ctx, &rows.at[i], cells);
            TRY(put(arg, ctx, cells, LC_COUNT));
            args.day = rows.at[i].day;
            args.id = rows.at[i].id;
        }
        lines += (int64_t)got;
        arena_release(ctx->arena, mark);
    } while (got == BANK_PAGE_MAX);
    return lines != 0 ? OK : put(arg, ctx, cells, LC_COUNT);
}

static Status
put_account(Ctx *ctx, Text code, const FundAccount *account, LoadRow *put, void *arg)
{
    BankStatementOfAccountArgs args = {.account = account->id, .limit = BANK_PAGE_MAX};
    size_t got;

    do {
        BankStatementRows rows;

        TRY(bank_statement_of_account(ctx, &args, &rows));
        got = rows.len;
        for (size_t i = 0; i < got; i++) {
            BankStatementRow row = rows.at[i];

            TRY(put_statement(ctx, code, account->name, &row, put, arg));
            args.to_day = row.to_day;
            args.id = row.id;
        }
    } while (got == BANK_PAGE_MAX);
    return OK;
}

Status
bank_export(Ctx *ctx, RegionCode village, LoadRow *put, void *arg)
{
    Text code = region_code_format(ctx->arena, village);
    FundAccounts accounts;

    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, village));
    TRY(fund_account_list(ctx, village, &accounts));
    for (size_t i = 0; i < accounts.len; i++)
        if (accounts.at[i].kind == FUND_BANK)
            TRY(put_account(ctx, code, &accounts.at[i], put, arg));
    return OK;
}
