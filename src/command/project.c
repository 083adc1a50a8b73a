/*
 * mingbai import, export projects, project-stages, project-standards, project-households,
 * project-bids, project-payments.  All or nothing.
 */
#include <stdio.h>

#include "command/data_work.h"
#include "project/exchange.h"
#include "region/region.h"
#include "sheet/write.h"

/* ---- import ---- */

typedef struct ProjectTask {
    const char *path;
    Arena *arena;
    RegionCode scope;
    ProjectTable table;
    bool dry;
    Faults faults;
    ProjectImport result;
} ProjectTask;

static void
line_fault(void *arg, int64_t line, Text why)
{
    ProjectTask *task = arg;

    faults_note(&task->faults, task->arena, text_printf(task->arena, "line %lld", (long long)line),
                why);
}

static Status
import_body(Ctx *ctx, void *arg)
{
    ProjectTask *task = arg;
    Records records;
    Status status;

    task->faults = (Faults){0};
    TRY(records_open(ctx, task->path, &records));
    status = project_import(ctx, task->table, task->scope, records_next, &records, line_fault, task,
                            &task->result);
    records_close(&records);
    TRY(status);
    return task->dry ? INVALID : OK;
}

static int
import_table(Command *command, const char *path, ProjectTable table)
{
    ProjectTask task = {
        .path = path, .arena = command->arena, .table = table, .dry = import_is_dry(command)};
    int code;

    if (!command_region(command, 0, &task.scope))
        return EXIT_USAGE;
    code = import_run(command, import_body, &task, &task.faults, "faults");
    if (code != EXIT_DONE)
        return code;
    printf("%lld rows of %lld parts, %lld new projects%s\n", (long long)task.result.rows,
           (long long)task.result.projects, (long long)task.result.added,
           task.dry ? " (nothing written)" : "");
    return EXIT_DONE;
}

/* ---- export ---- */

static Status
put_row(void *arg, Ctx *ctx, const Text *cells, size_t count)
{
    ExportTask *task = arg;

    task->rows++;
    return sheet_writer_row(ctx, task->writer, cells, count);
}

/* The projects that belong to exactly this place. */
static Status
put_place(Ctx *ctx, ExportTask *task, const Region *region, ProjectTable table)
{
    Projects projects;
    Text cursor = T("");

    if (region->level != LEVEL_VILLAGE && region->level != LEVEL_TOWNSHIP)
        return OK;
    do {
        TRY(project_list(ctx, region->code, -1, cursor, &projects));
        for (size_t i = 0; i < projects.len; i++)
            if (projects.at[i].region == region->code)
                TRY(project_export(ctx, table, &projects.at[i], 0, put_row, task));
        cursor = projects.next;
    } while (cursor.len != 0);
    return OK;
}

static Status
export_table(Ctx *ctx, ExportTask *task, ProjectTable table, ExportPlace *place)
{
    Columns columns = project_table_columns(ctx, table);
    Text *head = NEW_ARRAY(ctx->arena, Text, columns.len);

    for (size_t i = 0; i < columns.len; i++)
        head[i] = columns.at[i].name;
    TRY(sheet_writer_row(ctx, task->writer, head, columns.len));
    return export_places(ctx, task, place);
}

#define TABLE_COMMANDS(name, table)                                                                \
    int import_##name(Command *command, const char *path)                                          \
    {                                                                                              \
        return import_table(command, path, table);                                                 \
    }                                                                                              \
    static Status put_##name(Ctx *ctx, ExportTask *task, const Region *region)                     \
    {                                                                                              \
        return put_place(ctx, task, region, table);                                                \
    }                                                                                              \
    Status export_##name(Ctx *ctx, ExportTask *task)                                               \
    {                                                                                              \
        return export_table(ctx, task, table, put_##name);                                         \
    }                                                                                              \
    _Static_assert((table) < PROJECT_TABLE_COUNT, "")

TABLE_COMMANDS(projects, TABLE_PROJECTS);
TABLE_COMMANDS(project_stages, TABLE_STAGES);
TABLE_COMMANDS(project_standards, TABLE_STANDARDS);
TABLE_COMMANDS(project_households, TABLE_HOUSEHOLDS);
TABLE_COMMANDS(project_bids, TABLE_BIDS);
TABLE_COMMANDS(project_payments, TABLE_PAYMENTS);
