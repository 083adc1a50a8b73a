/* Entries of a month from a spreadsheet, by the steps that sheets have on the desk. */
#include "ledger/desk_sheet.h"

#include "base/tr.h"
#include "disclosure/desk_sheet.h"
#include "ledger/desk.h"
#include "ledger/input.h"

typedef struct Import {
    Region village;
    LedgerMonth month;
    FundAccount account;
    Entry *entries; /* by look() */
    size_t len;
} Import;

typedef struct RowFault {
    SheetTask *task;
    size_t row;
} RowFault;

static void
bad_cell(void *arg, EntryColumn column, Text why)
{
    RowFault *fault = arg;
    SheetTask *task = fault->task;

    sheet_input_bad(&task->sheet, &task->match, &task->rows, fault->row, column, why);
}

static Status
look(Ctx *ctx, SheetTask *task)
{
    Import *import = task->arg;
    const Table *table = &task->rows.table;
    RowFault fault = {.task = task};

    if (task->rows.bad_count != 0)
        return OK; /* first things first */
    import->entries = NEW_ARRAY(ctx->arena, Entry, table->rows);
    import->len = 0;
    for (size_t row = 0; row < table->rows; row++) {
        Entry *entry = &import->entries[import->len];
        bool skip;

        fault.row = row;
        entry_from_cells(ctx, &import->account, &table->cells[row * EC_COUNT], entry, &skip,
                         bad_cell, &fault);
        if (skip)
            continue;
        if (task->rows.bad_count == 0 && month_of(entry->day) != import->month.month)
            bad_cell(&fault, EC_DATE,
                     TR_FORMAT(ctx->arena, ctx->lang, "不是{month}的账", {"month", task->title}));
        import->len++;
    }
    return OK;
}

static Status
put(Ctx *ctx, const Request *req, Response *res, SheetTask *task)
{
    Import *import = task->arg;
    EntryBatch *batch = entry_batch_begin(ctx, false);
    Status status = OK;
    int64_t id;

    for (size_t i = 0; i < import->len && status == OK; i++)
        status = entry_batch_add(ctx, batch, &import->entries[i], &id);
    if (status == OK)
        status = entry_batch_finish(ctx, batch);
    if (status == INVALID) {
        TRY(sheet_form(ctx, req, res, task));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "记了 {count} 笔",
                              {"count", text_printf(ctx->arena, "%zu", import->len)}));
    return response_redirect(ctx, res, task->link);
}

/* Entries go into the village's bank account; those paid in cash are moved by hand. */
static Status
choose_account(Ctx *ctx, RegionCode village, FundAccount *out)
{
    FundAccounts accounts;

    TRY(fund_account_list(ctx, village, &accounts));
    for (size_t i = 0; i < accounts.len; i++) {
        if (accounts.at[i].closed_day.set)
            continue;
        *out = accounts.at[i];
        return OK;
    }
    return ctx_problem(ctx, "file", TR(ctx->lang, "请先在村账里建一个账户"));
}

static Status
open_import(Ctx *ctx, const Request *req, Import *import, SheetTask *out)
{
    *import = (Import){0};
    TRY(ledger_desk_month(ctx, req, &import->village, &import->month));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, import->village.code));
    if (import->month.state != MONTH_OPEN && import->month.state != MONTH_RETURNED)
        return CONFLICT;
    TRY(choose_account(ctx, import->village.code, &import->account));
    *out = (SheetTask){
        .region = import->village.code,
        .memory = T("entries"),
        .columns = entry_columns(ctx),
        .title = ledger_month_words(ctx, import->month.month),
        .link = ledger_month_link(ctx->arena, import->village.code, import->month.month, ""),
        .place = import->village.name,
        .action =
            ledger_month_link(ctx->arena, import->village.code, import->month.month, "/sheet"),
        .put_words = TR(ctx->lang, "记进账本"),
        .look = look,
        .put = put,
        .arg = import,
    };
    return OK;
}

Status
ledger_sheet_form(Ctx *ctx, const Request *req, Response *res)
{
    Import import;
    SheetTask task;

    TRY(open_import(ctx, req, &import, &task));
    return sheet_form(ctx, req, res, &task);
}

Status
ledger_sheet_step(Ctx *ctx, const Request *req, Response *res)
{
    Import import;
    SheetTask task;

    TRY(open_import(ctx, req, &import, &task));
    return sheet_steps(ctx, req, res, &task);
}
