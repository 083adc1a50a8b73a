/*
 * mingbai import sheets FOLDER: files named REGION_ITEM_PERIOD.xlsx or .csv become drafts, or with
 * --publish are published at once.  Columns are matched by their headings.  One fault, and nothing
 * is written.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "command/data_work.h"
#include "disclosure/import.h"
#include "sheet/sheet.h"

enum { SHEET_ARENA_BYTES = 256 * 1024 * 1024, FILES_MAX = 100000 };

typedef struct SheetsTask {
    const char *folder;
    Texts files; /* names, sorted */
    RegionCode scope;
    bool dry, publish;
    Arena *arena;
    Faults faults;
    int64_t done;
} SheetsTask;

/* ---- the folder ---- */

static int
by_name(const void *a, const void *b)
{
    return text_compare(*(const Text *)a, *(const Text *)b);
}

static bool
read_folder(SheetsTask *task)
{
    DIR *dir = opendir(task->folder);
    const struct dirent *entry;

    if (dir == NULL)
        return false;
    task->files.at = NEW_ARRAY(task->arena, Text, FILES_MAX);
    while ((entry = readdir(dir)) != NULL && task->files.len < FILES_MAX) {
        Text name = text_c(entry->d_name);

        if (!text_starts(name, T(".")) && !text_starts(name, T("~")) &&
            (text_ends(name, T(".xlsx")) || text_ends(name, T(".csv"))))
            task->files.at[task->files.len++] = text_copy(task->arena, name);
    }
    closedir(dir);
    qsort(task->files.at, task->files.len, sizeof(Text), by_name);
    return true;
}

/* ---- one file ---- */

static Status
read_name(Ctx *ctx, const SheetsTask *task, Text name, DisclosureInput *input)
{
    Text region;
    Text rest;
    Text stem = text_slice(name, 0, name.len - (text_ends(name, T(".csv")) ? 4 : 5));

    if (!text_cut(stem, '_', &region, &rest) ||
        !text_cut(rest, '_', &input->item, &input->period) ||
        !region_code_parse(region, &input->region))
        return ctx_problem(
            ctx, "file",
            TR(ctx->lang, "文件名应是 地区_事项_时段，例如 210111010203_F3_2023-05.xlsx"));
    if (!region_contains(task->scope, input->region))
        return ctx_problem(ctx, "region", TR(ctx->lang, "不在 --region 的范围里"));
    return OK;
}

/* The item's columns in the sheet; one that must be filled has to be there. */
static Status
match_columns(Ctx *ctx, const Sheet *sheet, Columns columns, SheetHeader *header)
{
    Texts wanted = {.at = NEW_ARRAY(ctx->arena, Text, columns.len), .len = columns.len};

    for (size_t i = 0; i < columns.len; i++)
        wanted.at[i] = columns.at[i].name;
    TRY(sheet_header(ctx, sheet, wanted, header));
    for (size_t i = 0; i < columns.len; i++)
        if (columns.at[i].required && header->columns[i] == SHEET_NO_COLUMN)
            (void)!ctx_problem(ctx, "table",
                               TR_FORMAT(ctx->arena, ctx->lang, "表格里没有“{name}”这一列",
                                         {"name", columns.at[i].name}));
    return ctx_checked(ctx);
}

static Status
read_cells(Ctx *ctx, const Sheet *sheet, const SheetHeader *header, size_t width,
           DisclosureInput *input)
{
    input->cells = NEW_ARRAY(ctx->arena, Text, sheet->len * width);
    for (size_t r = header->row + 1; r < sheet->len; r++) {
        const SheetRow *row = &sheet->at[r];

        /* What is hidden was not meant to be seen: the desk leaves it out, too. */
        if (row->total || row->hidden)
            continue;
        for (size_t i = 0; i < width; i++) {
            size_t column = header->columns[i];
            const SheetCell *cell = column == SHEET_NO_COLUMN ? NULL : &row->at[column];

            if (cell != NULL && cell->kind == SHEET_ERROR)
                (void)!ctx_problem(
                    ctx, "table",
                    TR_FORMAT(
                        ctx->arena, ctx->lang, "{cell} 这一格是公式错误",
                        {"cell", text_printf(ctx->arena, "%.*s%d",
                                             TEXT_ARGS(sheet_column_letters(ctx->arena, column)),
                                             row->number)}));
            input->cells[input->rows * width + i] = cell == NULL ? T("") : cell->text;
        }
        input->rows++;
    }
    return ctx_checked(ctx);
}

static Status
read_file(Ctx *ctx, const SheetsTask *task, Text name, DisclosureInput *input)
{
    Text path = text_printf(ctx->arena, "%s/%.*s", task->folder, TEXT_ARGS(name));
    SheetHeader header;
    Sheet sheet;
    Item item;
    Status status;

    *input = (DisclosureInput){0};
    TRY(read_name(ctx, task, name, input));
    status = catalogue_item(ctx, input->region, input->item, &item);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "item", TR(ctx->lang, "目录里没有这一项"));
    TRY(status);
    TRY(sheet_read(ctx, path, name, &sheet));
    TRY(match_columns(ctx, &sheet, item.columns, &header));
    return read_cells(ctx, &sheet, &header, item.columns.len, input);
}

static Status
one_file(Ctx *ctx, SheetsTask *task, DisclosureBatch *batch, Text name)
{
    Published how = {.submitted_at = ctx->now, .published_at = ctx->now};
    DisclosureInput input;
    Disclosure draft;
    int64_t id;

    TRY(read_file(ctx, task, name, &input));
    return batch != NULL ? disclosure_batch_add(ctx, batch, &input, &how, &id)
                         : disclosure_create(ctx, &input, &draft);
}

/* ---- all of them ---- */

static Status
files(Ctx *ctx, SheetsTask *task, Arena *file_arena)
{
    DisclosureBatch *batch = task->publish ? disclosure_batch_begin(ctx) : NULL;
    Arena *keep = ctx->arena;

    for (size_t i = 0; i < task->files.len; i++) {
        Status status;

        arena_reset(file_arena);
        ctx->arena = file_arena;
        ctx->problems = (Problems){0};
        status = one_file(ctx, task, batch, task->files.at[i]);
        ctx->arena = keep;
        if (status == BUSY || status == FAULT)
            return status;
        if (status == OK)
            task->done++;
        else
            faults_add(&task->faults, task->arena, ctx, task->files.at[i], status);
        progress_to((int64_t)i + 1);
    }
    return batch != NULL && task->faults.count == 0 ? disclosure_batch_finish(ctx, batch) : OK;
}

static Status
sheets_body(Ctx *ctx, void *arg)
{
    SheetsTask *task = arg;
    Arena *file_arena = arena_new(SHEET_ARENA_BYTES);
    Status status;

    task->faults = (Faults){0};
    task->done = 0;
    status = files(ctx, task, file_arena);
    ctx->problems = (Problems){0};
    arena_free(file_arena);
    TRY(status);
    return task->dry || task->faults.count != 0 ? INVALID : OK;
}

int
import_sheets(Command *command, const char *path)
{
    SheetsTask task = {.folder = path,
                       .dry = import_is_dry(command),
                       .publish = command_flag(command, "--publish").at != NULL,
                       .arena = command->arena};
    Store *store;
    Ctx ctx;
    Status status;

    if (!command_region(command, 0, &task.scope))
        return EXIT_USAGE;
    if (!read_folder(&task))
        return command_fail("%s: %s", path, strerror(errno));
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    progress_begin("sheets", (int64_t)task.files.len);
    status = store_write(store, &ctx, sheets_body, &task);
    progress_end();
    store_close(store);
    faults_print(&task.faults);
    if (task.faults.count != 0)
        return command_fail("%lld faults; nothing was written", (long long)task.faults.count);
    if (status != OK && !(status == INVALID && task.dry))
        return command_refused(&ctx, status);
    printf("%lld %s%s\n", (long long)task.done, task.publish ? "published" : "drafts",
           task.dry ? " (nothing written)" : "");
    return EXIT_DONE;
}
