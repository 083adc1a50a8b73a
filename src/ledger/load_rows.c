/* Entries and accounts out, as the loaders take them. */
#include "ledger/load_rows.h"

#include <stdlib.h>

#include "base/money.h"
#include "base/tr.h"
#include "ledger/inside.h"
#include "ledger/load.h"

enum { PIECE = 1000, MONTH_ROWS_MAX = ENTRIES_MONTH_MAX * 4 };

static const Column own_columns[ER_ENTRY] = {
    [ER_REGION] = {.name = T_INIT("地区代码"), .kind = KIND_TEXT},
    [ER_ACCOUNT] = {.name = T_INIT("账户"),       .kind = KIND_TEXT},
    [ER_NUMBER] = {.name = T_INIT("编号"),       .kind = KIND_TEXT},
    [ER_CORRECTS] = {.name = T_INIT("更正编号"), .kind = KIND_TEXT},
    [ER_REASON] = {.name = T_INIT("更正理由"), .kind = KIND_TEXT},
};

const Column fund_row_columns[FR_COUNT] = {
    [FR_REGION] = {.name = T_INIT("地区代码"), .kind = KIND_TEXT,  .required = false},
    [FR_NAME] = {.name = T_INIT("账户名称"), .kind = KIND_TEXT,  .required = true },
    [FR_KIND] = {.name = T_INIT("类型"),       .kind = KIND_TEXT,  .required = false},
    [FR_BANK] = {.name = T_INIT("开户银行"), .kind = KIND_TEXT,  .required = false},
    [FR_NUMBER] = {.name = T_INIT("账号"),       .kind = KIND_TEXT,  .required = false},
    [FR_OPENING_DAY] = {.name = T_INIT("启用日期"), .kind = KIND_DATE,  .required = true },
    [FR_OPENING] = {.name = T_INIT("期初余额"), .kind = KIND_MONEY, .required = false},
    [FR_CLOSED_DAY] = {.name = T_INIT("停用日期"), .kind = KIND_DATE,  .required = false},
};

const Column *
ledger_row_columns(Ctx *ctx)
{
    Column *out = NEW_ARRAY(ctx->arena, Column, ER_COUNT);
    Columns entry = entry_columns(ctx);

    for (size_t i = 0; i < ER_ENTRY; i++)
        out[i] = own_columns[i];
    for (size_t i = 0; i < EC_COUNT; i++)
        out[ER_ENTRY + i] = entry.at[i];
    return out;
}

/* The order on paper: what a bookkeeper looks at first. */
static const size_t order[] = {
    ER_REGION,
    ER_ACCOUNT,
    ER_ENTRY + EC_DATE,
    ER_ENTRY + EC_IN,
    ER_ENTRY + EC_OUT,
    ER_ENTRY + EC_PURPOSE,
    ER_ENTRY + EC_PARTY,
    ER_ENTRY + EC_PERSON,
    ER_ENTRY + EC_VOUCHER,
    ER_ENTRY + EC_CATEGORY,
    ER_ENTRY + EC_MEANS,
    ER_ENTRY + EC_HANDLER,
    ER_ENTRY + EC_APPROVER,
    ER_NUMBER,
    ER_CORRECTS,
    ER_REASON,
};

enum { ORDER_LEN = sizeof order / sizeof order[0] };

Status
ledger_export_entries_header(Ctx *ctx, LoadRow *put, void *arg)
{
    const Column *columns = ledger_row_columns(ctx);
    Text names[ORDER_LEN];

    for (size_t i = 0; i < ORDER_LEN; i++)
        names[i] = columns[order[i]].name;
    return put(arg, ctx, names, ORDER_LEN);
}

typedef struct Exported {
    int64_t id, number;
} Exported;

typedef struct Export {
    Text code;
    FundRows funds;
    int64_t number;
    Exported *month; /* those of the month, by id */
    size_t month_len;
} Export;

static int
by_id(const void *a, const void *b)
{
    int64_t x = ((const EntryRow *)a)->id;
    int64_t y = ((const EntryRow *)b)->id;

    return (x > y) - (x < y);
}

static Text
number_of(Ctx *ctx, const Export *export, OptInt corrects)
{
    for (size_t i = 0; corrects.set && i < export->month_len; i++)
        if (export->month[i].id == corrects.value)
            return text_printf(ctx->arena, "%lld", (long long)export->month[i].number);
    return T("");
}

static Text
fund_name(const Export *export, int64_t id)
{
    for (size_t i = 0; i < export->funds.len; i++)
        if (export->funds.at[i].id == id)
            return export->funds.at[i].name;
    return T("");
}

static Status
put_entry(Ctx *ctx, Export *export, const EntryRow *row, LoadRow *put, void *arg)
{
    const Category *category = category_of(row->category);
    Text amount = fen_plain(ctx->arena, row->amount_fen);
    Text cells[ER_COUNT];
    Text out[ORDER_LEN];

    export->number++;
    export->month[export->month_len++] = (Exported){row->id, export->number};
    for (size_t i = 0; i < ER_COUNT; i++)
        cells[i] = T("");
    cells[ER_REGION] = export->code;
    cells[ER_ACCOUNT] = fund_name(export, row->account);
    cells[ER_NUMBER] = text_printf(ctx->arena, "%lld", (long long)export->number);
    cells[ER_CORRECTS] = number_of(ctx, export, row->corrects);
    cells[ER_REASON] = row->reason;
    cells[ER_ENTRY + EC_DATE] = day_format(ctx->arena, (Day)row->day);
    cells[ER_ENTRY + (row->direction == DIRECTION_IN ? EC_IN : EC_OUT)] = amount;
    cells[ER_ENTRY + EC_PURPOSE] = row->purpose;
    cells[ER_ENTRY + EC_PARTY] = row->counterparty;
    cells[ER_ENTRY + EC_PERSON] = row->person ? T("是") : T("");
    cells[ER_ENTRY + EC_VOUCHER] = row->voucher;
    cells[ER_ENTRY + EC_CATEGORY] = category != NULL ? text_c(category->name) : T("");
    cells[ER_ENTRY + EC_MEANS] = row->means;
    cells[ER_ENTRY + EC_HANDLER] = row->handler;
    cells[ER_ENTRY + EC_APPROVER] = row->approver;
    for (size_t i = 0; i < ORDER_LEN; i++)
        out[i] = cells[order[i]];
    return put(arg, ctx, out, ORDER_LEN);
}

static Status
put_month(Ctx *ctx, RegionCode village, Month month, Export *export, LoadRow *put, void *arg)
{
    EntryRows rows;

    TRY(entry_months(ctx,
                     &(EntryMonthsArgs){
                         .region = village, .first = month, .last = month, .limit = MONTH_ROWS_MAX},
                     &rows));
    if (rows.len == 0)
        return OK;
    qsort(rows.at, rows.len, sizeof rows.at[0], by_id);
    export->month = NEW_ARRAY(ctx->arena, Exported, rows.len);
    export->month_len = 0;
    for (size_t i = 0; i < rows.len; i++) {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(put_entry(ctx, export, &rows.at[i], put, arg));
        arena_release(ctx->arena, mark);
    }
    return OK;
}

Status
ledger_export_entries(Ctx *ctx, RegionCode village, LoadRow *put, void *arg)
{
    Export export = {.code = region_code_format(ctx->arena, village)};
    MonthFirstEntryRow first;
    Month last = month_of(ctx_today(ctx));

    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, village));
    TRY(fund_of_village(ctx, village, FUND_ACCOUNTS_MAX * 4, &export.funds));
    TRY(month_first_entry(ctx, village, &first));
    for (Month month = first.month.set ? first.month.value : last + 1; month <= last; month++) {
        ArenaMark mark = arena_mark(ctx->arena);
        Status status = put_month(ctx, village, month, &export, put, arg);

        arena_release(ctx->arena, mark);
        TRY(status);
    }
    return OK;
}

/* ---- accounts ---- */

Status
ledger_export_funds_header(Ctx *ctx, LoadRow *put, void *arg)
{
    Text names[FR_COUNT];

    for (size_t i = 0; i < FR_COUNT; i++)
        names[i] = fund_row_columns[i].name;
    return put(arg, ctx, names, FR_COUNT);
}

Status
ledger_export_funds(Ctx *ctx, RegionCode village, LoadRow *put, void *arg)
{
    FundRows rows;

    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, village));
    TRY(fund_of_village(ctx, village, FUND_ACCOUNTS_MAX * 4, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const FundRow *fund = &rows.at[i];
        Text cells[FR_COUNT];

        cells[FR_REGION] = region_code_format(ctx->arena, village);
        cells[FR_NAME] = fund->name;
        cells[FR_KIND] = text_eq(fund->kind, T("bank")) ? T("银行") : T("现金");
        cells[FR_BANK] = fund->bank;
        cells[FR_NUMBER] = fund->number;
        cells[FR_OPENING_DAY] = day_format(ctx->arena, (Day)fund->opening_day);
        cells[FR_OPENING] = fen_plain(ctx->arena, fund->opening_fen);
        cells[FR_CLOSED_DAY] =
            fund->closed_day.set ? day_format(ctx->arena, (Day)fund->closed_day.value) : T("");
        TRY(put(arg, ctx, cells, FR_COUNT));
    }
    return OK;
}
