/* Accounts in. */
#include "base/money.h"
#include "base/tr.h"
#include "ledger/inside.h"
#include "ledger/load_rows.h"
#include "ledger/load_table.h"

static const LoadField fields[] = {
    {"region",      FR_REGION     },
    {"kind",        FR_KIND       },
    {"name",        FR_NAME       },
    {"bank",        FR_BANK       },
    {"number",      FR_NUMBER     },
    {"opening_day", FR_OPENING_DAY},
    {"opening_fen", FR_OPENING    },
    {"day",         FR_CLOSED_DAY },
    {NULL,          0             },
};

static bool
read_kind(Ctx *ctx, LoadTable *table, const Text *cells, FundKind *out)
{
    *out = FUND_CASH;
    if (text_eq(cells[FR_KIND], T("现金")) || text_eq(cells[FR_KIND], T("cash")))
        return true;
    *out = FUND_BANK;
    if (text_eq(cells[FR_KIND], T("银行")) || text_eq(cells[FR_KIND], T("bank")) ||
        (cells[FR_KIND].len == 0 && cells[FR_BANK].len != 0))
        return true;
    load_fault(table, FR_KIND, TR(ctx->lang, "请写“银行”或“现金”"));
    return false;
}

static Status
find_named(Ctx *ctx, RegionCode village, Text name, FundAccount *out)
{
    FundRows rows;

    TRY(fund_of_village(ctx, village, FUND_ACCOUNTS_MAX * 4, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        if (!text_eq(rows.at[i].name, name))
            continue;
        *out = fund_from_row(&rows.at[i]);
        return OK;
    }
    return NOT_FOUND;
}

static bool
same(const FundAccount *a, const FundAccount *b)
{
    return text_eq(a->bank, b->bank) && text_eq(a->number, b->number) &&
           a->opening_day == b->opening_day && a->opening_fen == b->opening_fen;
}

/* A new account may be closed with money in it: its entries are loaded afterwards. */
static Status
put_fund(Ctx *ctx, LoadTable *table, FundAccount *wanted, OptInt closed)
{
    FundAccount now;
    Status status = find_named(ctx, wanted->region, wanted->name, &now);

    if (status == NOT_FOUND) {
        TRY(fund_account_create(ctx, wanted, &now));
        table->result->added++;
        return closed.set ? fund_close(ctx, now.id, closed.value) : OK;
    }
    TRY(status);
    if (now.kind != wanted->kind)
        return ctx_problem(ctx, "kind", TR(ctx->lang, "已有同名账户，类型不一样"));
    wanted->id = now.id;
    if (!same(&now, wanted)) {
        TRY(fund_account_update(ctx, wanted, &now));
        table->result->changed++;
    }
    if (!closed.set || now.closed_day.set)
        return OK;
    status = fund_account_close(ctx, now.id, (Day)closed.value);
    if (status == CONFLICT)
        return ctx_problem(ctx, "day", TR(ctx->lang, "账户里还有钱，不能停用"));
    return status;
}

static Status
take_row(Ctx *ctx, LoadTable *table, Text *cells)
{
    FundAccount wanted = {0};
    OptInt closed = {0};
    RegionCode village;
    Status status;
    Day day;
    bool other;

    if (!load_place(ctx, table, text_trim(cells[FR_REGION]), FR_REGION, &village, &other)) {
        table->result->passed += other;
        return OK;
    }
    if (!load_normalise(ctx, table, cells) || !read_kind(ctx, table, cells, &wanted.kind))
        return OK;
    wanted.region = village;
    wanted.name = cells[FR_NAME];
    wanted.bank = cells[FR_BANK];
    wanted.number = cells[FR_NUMBER];
    if (cells[FR_OPENING].len != 0)
        (void)fen_parse(cells[FR_OPENING], &wanted.opening_fen, NULL);
    (void)day_parse(cells[FR_OPENING_DAY], &wanted.opening_day);
    if (day_parse(cells[FR_CLOSED_DAY], &day))
        closed = SOME_INT(day);
    status = put_fund(ctx, table, &wanted, closed);
    if (status == BUSY || status == FAULT)
        return status;
    if (status == NOT_FOUND)
        load_fault(table, FR_REGION, TR(ctx->lang, "没有这个地区"));
    else if (status != OK)
        load_problems(ctx, table, fields, status);
    return OK;
}

Status
ledger_load_funds(Ctx *ctx, const LoadSource *source, LoadResult *result)
{
    static const size_t needed[] = {FR_NAME, FR_OPENING_DAY};
    LoadTable table = {source, fund_row_columns, FR_COUNT, needed, 2, {0}, result, 0};
    Text cells[FR_COUNT];

    *result = (LoadResult){0};
    TRY(load_header(ctx, &table));
    for (;;) {
        Status status = load_next(ctx, &table, cells);

        if (status == NOT_FOUND)
            return result->faults != 0 ? INVALID : OK;
        TRY(status);
        TRY(take_row(ctx, &table, cells));
    }
}
