/*
 * mingbai import households, residents, subsidies: the tables of the village's own registers.  All
 * or nothing.
 */
#include <stdio.h>

#include "base/tr.h"
#include "command/data_work.h"
#include "resident/roster.h"
#include "sheet/sheet.h"
#include "subsidy/import.h"

typedef struct RoomTask {
    const char *path;
    Arena *arena;
    RegionCode scope;
    bool dry;
    /* One village's rows: households, residents. */
    Status (*part)(Ctx *ctx, struct RoomTask *task, RegionCode code, const Sheet *sheet);
    Faults faults;
    int64_t rows, lists, added, changed;
} RoomTask;

static void
line_fault(void *arg, int64_t line, Text why)
{
    RoomTask *task = arg;

    faults_note(&task->faults, task->arena, text_printf(task->arena, "line %lld", (long long)line),
                why);
}

/* ---- households ---- */

static const Text region_column = T_INIT("地区代码");

/* The rows of one place, with the header on top. */
static Sheet
rows_of(Ctx *ctx, const Sheet *sheet, const SheetHeader *header, size_t column, Text code)
{
    Sheet part = {.at = NEW_ARRAY(ctx->arena, SheetRow, sheet->len)};

    part.at[part.len++] = sheet->at[header->row];
    for (size_t i = header->row + 1; i < sheet->len; i++)
        if (text_eq(sheet->at[i].at[column].text, code))
            part.at[part.len++] = sheet->at[i];
    return part;
}

static Status
households_part(Ctx *ctx, RoomTask *task, RegionCode code, const Sheet *sheet)
{
    HouseholdImport import;

    TRY(resident_import_read(ctx, code, sheet, &import));
    for (size_t i = 0; i < import.len; i++)
        if (import.at[i].bad.len != 0)
            line_fault(task, import.at[i].line, import.at[i].bad);
    task->rows += (int64_t)import.len;
    task->added += (int64_t)import.added;
    task->changed += (int64_t)import.changed;
    return import.bad != 0 ? OK : resident_import(ctx, code, &import);
}

static bool
seen_before(const Sheet *sheet, size_t first, size_t row, size_t column)
{
    for (size_t i = first; i < row; i++)
        if (text_eq(sheet->at[i].at[column].text, sheet->at[row].at[column].text))
            return true;
    return false;
}

static Status
import_places(Ctx *ctx, RoomTask *task, const Sheet *sheet, const SheetHeader *header)
{
    size_t column = header->columns[0];

    for (size_t i = header->row + 1; i < sheet->len; i++) {
        Text typed = sheet->at[i].at[column].text;
        RegionCode code;
        Sheet part;

        if (seen_before(sheet, header->row + 1, i, column))
            continue;
        if (!region_code_parse(typed, &code)) {
            line_fault(task, sheet->at[i].number, TR(ctx->lang, "地区代码应是 12 位数字"));
            continue;
        }
        if (!region_contains(task->scope, code))
            continue;
        part = rows_of(ctx, sheet, header, column, typed);
        TRY(task->part(ctx, task, code, &part));
    }
    return OK;
}

static Status
places_body(Ctx *ctx, void *arg)
{
    RoomTask *task = arg;
    Text wanted[] = {region_column};
    Sheet sheet;
    SheetHeader header;

    task->faults = (Faults){0};
    task->rows = task->added = task->changed = 0;
    TRY(sheet_read(ctx, text_c(task->path), text_c(task->path), &sheet));
    TRY(sheet_header(ctx, &sheet, (Texts){wanted, 1}, &header));
    if (header.columns[0] != SHEET_NO_COLUMN)
        TRY(import_places(ctx, task, &sheet, &header));
    else
        TRY(task->part(ctx, task, task->scope, &sheet));
    return task->dry || task->faults.count != 0 ? INVALID : OK;
}

static int
import_villages(Command *command, RoomTask *task, const char *what)
{
    int code;

    task->arena = command->arena;
    task->dry = import_is_dry(command);
    if (!command_region(command, 0, &task->scope))
        return EXIT_USAGE;
    code = import_run(command, places_body, task, &task->faults, "lines are wrong");
    if (code == EXIT_DONE)
        printf("%lld %s: %lld new, %lld changed%s\n", (long long)task->rows, what,
               (long long)task->added, (long long)task->changed,
               task->dry ? " (nothing written)" : "");
    return code;
}

int
import_households(Command *command, const char *path)
{
    RoomTask task = {.path = path, .part = households_part};

    return import_villages(command, &task, "households");
}

/* ---- residents ---- */

static Status
residents_part(Ctx *ctx, RoomTask *task, RegionCode code, const Sheet *sheet)
{
    RosterImport import;

    TRY(roster_import_read(ctx, code, sheet, &import));
    for (size_t i = 0; i < import.len; i++)
        if (import.at[i].bad.len != 0)
            line_fault(task, import.at[i].line, import.at[i].bad);
    task->rows += (int64_t)import.len;
    task->added += (int64_t)import.added;
    task->changed += (int64_t)import.changed;
    return import.bad != 0 ? OK : roster_import(ctx, code, &import);
}

int
import_residents(Command *command, const char *path)
{
    RoomTask task = {.path = path, .part = residents_part};

    return import_villages(command, &task, "residents");
}

/* ---- subsidies ---- */

static Status
subsidies_body(Ctx *ctx, void *arg)
{
    RoomTask *task = arg;
    SubsidyImport import;
    Records records;
    Status status;

    task->faults = (Faults){0};
    TRY(records_open(ctx, task->path, &records));
    status = subsidy_import(ctx, task->scope, records_next, &records, line_fault, task, &import);
    records_close(&records);
    TRY(status);
    task->rows = import.rows;
    task->lists = import.batches;
    task->added = import.new_batches;
    return task->dry ? INVALID : OK;
}

int
import_subsidies(Command *command, const char *path)
{
    RoomTask task = {.path = path, .arena = command->arena, .dry = import_is_dry(command)};
    int code;

    if (!command_region(command, 0, &task.scope))
        return EXIT_USAGE;
    code = import_run(command, subsidies_body, &task, &task.faults, "lines are wrong");
    if (code == EXIT_DONE)
        printf("%lld rows in %lld lists, %lld of them new%s\n", (long long)task.rows,
               (long long)task.lists, (long long)task.added, task.dry ? " (nothing written)" : "");
    return code;
}
