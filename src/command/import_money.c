/*
 * mingbai import funds, entries, statements: a village's accounts, its books, what its bank says.
 * All or nothing.
 */
#include <stdio.h>
#include <string.h>

#include "bank/load.h"
#include "base/tr.h"
#include "command/data_work.h"
#include "ledger/load.h"

typedef struct MoneyTask {
    const char *path;
    Text filename;
    Text account;
    Arena *arena;
    bool dry;
    Faults faults;
    LoadSource source;
    LoadResult result;
    Status (*load)(Ctx *ctx, const LoadSource *source, LoadResult *result);
} MoneyTask;

static void
row_fault(void *arg, int64_t row, Text column, Text why)
{
    MoneyTask *task = arg;

    faults_note(&task->faults, task->arena,
                column.len != 0
                    ? text_printf(task->arena, "line %lld, %.*s", (long long)row, TEXT_ARGS(column))
                    : text_printf(task->arena, "line %lld", (long long)row),
                why);
}

static Status
load_body(Ctx *ctx, void *arg)
{
    MoneyTask *task = arg;
    Records records;
    Status status;

    task->faults = (Faults){0};
    TRY(records_open(ctx, task->path, &records));
    task->source.next = records_next;
    task->source.next_arg = &records;
    status = task->load(ctx, &task->source, &task->result);
    records_close(&records);
    TRY(status);
    return task->dry ? INVALID : OK;
}

/* One transaction; nothing stays of a dry or a wrong one. */
static int
run(Command *command, MoneyTask *task, StoreBody *body, const char *what)
{
    Store *store = command_store(command);
    Ctx ctx;
    Status status;

    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    store_limit_ms(store, 0);
    progress_begin(what, 0);
    status = store_write(store, &ctx, body, task);
    progress_to(task->result.rows);
    progress_end();
    store_close(store);
    faults_print(&task->faults);
    if (task->faults.count != 0)
        return command_fail("%lld faults; nothing was written", (long long)task->faults.count);
    if (status == INVALID && task->dry && ctx.problems.len == 0)
        status = OK;
    return status == OK ? EXIT_DONE : command_refused(&ctx, status);
}

static bool
begin(Command *command, const char *path, MoneyTask *task)
{
    *task = (MoneyTask){
        .path = path,
        .filename = text_c(strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path),
        .account = command_flag(command, "--account"),
        .arena = command->arena,
        .dry = import_is_dry(command),
    };
    task->source.fault = row_fault;
    task->source.fault_arg = task;
    task->source.progress = progress_to;
    return command_region(command, 0, &task->source.scope);
}

static const char *
dry_words(const MoneyTask *task)
{
    return task->dry ? " (nothing written)" : "";
}

int
import_entries(Command *command, const char *path)
{
    MoneyTask task;
    int code;

    if (!begin(command, path, &task))
        return EXIT_USAGE;
    task.load = ledger_load_entries;
    code = run(command, &task, load_body, "entries");
    if (code == EXIT_DONE)
        printf("%lld rows: %lld entries booked, %lld passed over%s\n", (long long)task.result.rows,
               (long long)task.result.added, (long long)task.result.passed, dry_words(&task));
    return code;
}

int
import_funds(Command *command, const char *path)
{
    MoneyTask task;
    int code;

    if (!begin(command, path, &task))
        return EXIT_USAGE;
    task.load = ledger_load_funds;
    code = run(command, &task, load_body, "funds");
    if (code == EXIT_DONE)
        printf("%lld accounts: %lld new, %lld changed%s\n", (long long)task.result.rows,
               (long long)task.result.added, (long long)task.result.changed, dry_words(&task));
    return code;
}

/* ---- statements: our own table, or a bank's file of one account ---- */

static Status
is_export(Ctx *ctx, const MoneyTask *task, bool *out)
{
    Records records;
    Texts record;
    int64_t row;
    Status status = records_open(ctx, task->path, &records);

    *out = false;
    if (status == OK && records_next(&records, ctx, &record, &row) == OK)
        *out = bank_is_export(ctx->arena, record);
    if (status == OK)
        records_close(&records);
    ctx->problems = (Problems){0};
    return status == FAULT || status == BUSY ? status : OK;
}

static Status
statements_body(Ctx *ctx, void *arg)
{
    MoneyTask *task = arg;
    BankStatement statement;
    int64_t account;
    bool own;

    TRY(is_export(ctx, task, &own));
    if (own)
        return load_body(ctx, task);
    task->faults = (Faults){0};
    if (region_code_level(task->source.scope) != LEVEL_VILLAGE)
        return ctx_problem(ctx, "region", TR(ctx->lang, "请用 --region 写明是哪个村的对账单"));
    TRY(bank_account_of_file(ctx, task->source.scope, task->account, task->path, task->filename,
                             &account));
    TRY(bank_import(ctx, account, task->path, task->filename, NULL, &statement));
    task->result = (LoadResult){
        .rows = statement.lines,
        .added = statement.added,
        .changed = 1,
    };
    return task->dry ? INVALID : OK;
}

int
import_statements(Command *command, const char *path)
{
    MoneyTask task;
    int code;

    if (!begin(command, path, &task))
        return EXIT_USAGE;
    task.load = bank_load;
    code = run(command, &task, statements_body, "statements");
    if (code == EXIT_DONE)
        printf("%lld rows in %lld statements, %lld of them new%s\n", (long long)task.result.rows,
               (long long)task.result.changed, (long long)task.result.added, dry_words(&task));
    return code;
}
