/*
 * mingbai import outside-deaths, outside-payroll …: other offices' lists.  Nothing of them goes out
 * again.
 */
#include <stdio.h>

#include "command/data_work.h"
#include "outside/outside.h"

typedef struct OutsideTask {
    const char *path;
    bool dry;
    OutsideOffer offer;
    OutsideImport import;
    Faults faults;
    Arena *arena;
} OutsideTask;

static Status
import_body(Ctx *ctx, void *arg)
{
    OutsideTask *task = arg;
    Records records;
    Status status;

    task->faults = (Faults){0};
    if (task->offer.day == 0)
        task->offer.day = ctx_today(ctx);
    TRY(records_open(ctx, task->path, &records));
    status = outside_import(ctx, &task->offer, records_next, &records, &task->import);
    records_close(&records);
    for (size_t i = 0; i < task->import.bad.len; i++)
        faults_note(&task->faults, task->arena,
                    text_copy(task->arena, task->import.bad.at[i].place),
                    text_copy(task->arena, task->import.bad.at[i].why));
    if (task->import.faults > task->faults.count)
        task->faults.count = task->import.faults;
    TRY(status);
    return task->dry ? INVALID : OK;
}

int
import_outside(Command *command, const char *path)
{
    OutsideTask task = {.path = path,
                        .dry = import_is_dry(command),
                        .offer = {.source = command_flag(command, "--source")},
                        .arena = command->arena};
    Text day = command_flag(command, "--day");
    Text prefix, kind;
    int code;

    /* "outside-deaths"; the table of kinds has no other. */
    if (!text_cut(command->words[0], '-', &prefix, &kind) ||
        !outside_kind_parse(kind, &task.offer.kind))
        return EXIT_USAGE;
    if (!command_region(command, 0, &task.offer.region))
        return EXIT_USAGE;
    if (day.at != NULL && !day_parse(day, &task.offer.day)) {
        fprintf(stderr, "mingbai: --day takes a day such as 2023-05-18\n");
        return EXIT_USAGE;
    }
    code = import_run(command, import_body, &task, &task.faults, "cells are wrong");
    if (code != EXIT_DONE)
        return code;
    printf("%lld rows", (long long)task.import.rows);
    if (task.import.replaced >= 0)
        printf(", in the place of %lld", (long long)task.import.replaced);
    printf("%s\n", task.dry ? " (nothing written)" : "");
    return EXIT_DONE;
}
