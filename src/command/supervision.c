/*
 * mingbai import petitions, export petitions and orders.  Clues and patrols go nowhere from here:
 * their words are the inspectors' own.
 */
#include <stdio.h>

#include "clue/order_export.h"
#include "clue/petition.h"
#include "command/data_work.h"
#include "sheet/sheet.h"
#include "sheet/write.h"

/* ---- in ---- */

typedef struct PetitionTask {
    const char *path;
    RegionCode scope;
    bool dry;
    PetitionImport import;
    Faults faults;
    Arena *arena;
} PetitionTask;

static Status
import_body(Ctx *ctx, void *arg)
{
    PetitionTask *task = arg;
    Sheet sheet;
    Status status;

    task->faults = (Faults){0};
    TRY(sheet_read(ctx, text_c(task->path), text_c(task->path), &sheet));
    status = petition_import(ctx, task->scope, &sheet, &task->import);
    for (size_t i = 0; i < task->import.bad.len; i++)
        faults_note(&task->faults, task->arena,
                    text_printf(task->arena, "line %d", task->import.bad.at[i].line),
                    task->import.bad.at[i].why);
    TRY(status);
    return task->dry ? INVALID : OK;
}

int
import_petitions(Command *command, const char *path)
{
    PetitionTask task = {.path = path, .dry = import_is_dry(command), .arena = command->arena};
    int code;

    if (!command_region(command, 0, &task.scope))
        return EXIT_USAGE;
    code = import_run(command, import_body, &task, &task.faults, "lines are wrong");
    if (code != EXIT_DONE)
        return code;
    printf("%lld rows: %lld new, %lld changed%s\n", (long long)task.import.rows,
           (long long)task.import.added, (long long)task.import.changed,
           task.dry ? " (nothing written)" : "");
    return EXIT_DONE;
}

/* ---- out ---- */

static Status
put(Ctx *ctx, ExportTask *task, Text *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cells[i] = csv_plain(ctx->arena, cells[i]);
    task->rows++;
    return sheet_writer_row(ctx, task->writer, cells, count);
}

Status
export_petitions(Ctx *ctx, ExportTask *task)
{
    Text cells[PETITION_COLUMNS];
    Text cursor = {0};

    TRY(sheet_writer_row(ctx, task->writer, petition_columns, PETITION_COLUMNS));
    do {
        Petitions rows;

        TRY(petition_list(ctx, task->scope, cursor, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            Region place;

            TRY(region_get(ctx, rows.at[i].region, &place));
            petition_export_row(ctx, &rows.at[i], place.name, cells);
            TRY(put(ctx, task, cells, PETITION_COLUMNS));
        }
        cursor = rows.next;
    } while (cursor.at != NULL);
    return OK;
}

Status
export_orders(Ctx *ctx, ExportTask *task)
{
    Text cells[ORDER_COLUMNS];

    TRY(sheet_writer_row(ctx, task->writer, order_columns, ORDER_COLUMNS));
    for (int view = ORDERS_OPEN; view <= ORDERS_DONE; view++) {
        Text cursor = {0};

        do {
            Orders orders;

            TRY(order_list(ctx, (OrderView)view, cursor, &orders));
            for (size_t i = 0; i < orders.len; i++) {
                if (!region_contains(task->scope, orders.at[i].office))
                    continue;
                order_export_row(ctx, &orders.at[i], cells);
                TRY(put(ctx, task, cells, ORDER_COLUMNS));
            }
            cursor = orders.next;
        } while (cursor.at != NULL);
    }
    return OK;
}
