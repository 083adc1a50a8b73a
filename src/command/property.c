/*
 * mingbai import, export resources, assets, contracts, debts, special-funds, plan, shares: the
 * registers of the collective's property.  All or nothing.
 */
#include <stdio.h>

#include "command/data_work.h"
#include "property/import.h"
#include "region/region.h"
#include "sheet/write.h"

/* ---- import ---- */

typedef struct PropertyTask {
    const char *path;
    Arena *arena;
    RegionCode scope;
    PropertyRegister which;
    bool dry;
    Faults faults;
    PropertyImport result;
} PropertyTask;

static void
line_fault(void *arg, int64_t line, Text why)
{
    PropertyTask *task = arg;

    faults_note(&task->faults, task->arena, text_printf(task->arena, "line %lld", (long long)line),
                why);
}

static Status
import_body(Ctx *ctx, void *arg)
{
    PropertyTask *task = arg;
    Records records;
    Status status;

    task->faults = (Faults){0};
    TRY(records_open(ctx, task->path, &records));
    status = property_import(ctx, task->which, task->scope, records_next, &records, line_fault,
                             task, &task->result);
    records_close(&records);
    TRY(status);
    return task->dry ? INVALID : OK;
}

static int
import_register(Command *command, const char *path, PropertyRegister which)
{
    PropertyTask task = {
        .path = path, .arena = command->arena, .which = which, .dry = import_is_dry(command)};
    const PropertyTaken *taken = &task.result.taken;
    int code;

    if (!command_region(command, 0, &task.scope))
        return EXIT_USAGE;
    code = import_run(command, import_body, &task, &task.faults, "faults");
    if (code != EXIT_DONE)
        return code;
    printf("%lld rows of %lld places: %lld new, %lld changed, %lld movements%s\n",
           (long long)task.result.rows, (long long)task.result.places, (long long)taken->added,
           (long long)taken->changed, (long long)taken->moves,
           task.dry ? " (nothing written)" : "");
    return EXIT_DONE;
}

/* ---- export ---- */

typedef struct Rows {
    ExportTask *task;
    Text code;
} Rows;

static Status
put_row(Ctx *ctx, void *arg, const Text *cells, size_t count)
{
    Rows *rows = arg;
    Text line[PROPERTY_COLUMNS_MAX + 1] = {rows->code};

    for (size_t i = 0; i < count; i++)
        line[i + 1] = cells[i];
    rows->task->rows++;
    return sheet_writer_row(ctx, rows->task->writer, line, count + 1);
}

/* One a register: the walk over places knows nothing of registers. */
static Status
put_place(Ctx *ctx, ExportTask *task, const Region *region, PropertyRegister which)
{
    Rows rows = {task, region_code_format(ctx->arena, region->code)};

    return region->level == LEVEL_VILLAGE
               ? property_give_rows(ctx, which, region->code, put_row, &rows)
               : OK;
}

static Status
export_register(Ctx *ctx, ExportTask *task, PropertyRegister which, ExportPlace *place)
{
    Text head[PROPERTY_COLUMNS_MAX + 1];
    size_t len;

    property_head(ctx, which, head, &len);
    TRY(sheet_writer_row(ctx, task->writer, head, len));
    return export_places(ctx, task, place);
}

#define REGISTER_COMMANDS(name, which)                                                             \
    int import_##name(Command *command, const char *path)                                          \
    {                                                                                              \
        return import_register(command, path, which);                                              \
    }                                                                                              \
    static Status put_##name(Ctx *ctx, ExportTask *task, const Region *region)                     \
    {                                                                                              \
        return put_place(ctx, task, region, which);                                                \
    }                                                                                              \
    Status export_##name(Ctx *ctx, ExportTask *task)                                               \
    {                                                                                              \
        return export_register(ctx, task, which, put_##name);                                      \
    }                                                                                              \
    _Static_assert((which) < REGISTER_COUNT, "")

REGISTER_COMMANDS(resources, REGISTER_RESOURCES);
REGISTER_COMMANDS(assets, REGISTER_ASSETS);
REGISTER_COMMANDS(contracts, REGISTER_CONTRACTS);
REGISTER_COMMANDS(debts, REGISTER_DEBTS);
REGISTER_COMMANDS(special_funds, REGISTER_FUNDS);
REGISTER_COMMANDS(plan, REGISTER_PLAN);
REGISTER_COMMANDS(shares, REGISTER_SHARES);
