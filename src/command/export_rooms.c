/*
 * mingbai export households, residents, subsidies: as the import takes them.
 */
#include "command/data_work.h"
#include "region/region.h"
#include "resident/roster.h"
#include "sheet/write.h"
#include "subsidy/export.h"

enum { HOUSEHOLDS_AT_ONCE = 500 };

static Status
row(Ctx *ctx, ExportTask *task, const Text *cells, size_t count)
{
    task->rows++;
    return sheet_writer_row(ctx, task->writer, cells, count);
}

/* ---- households ---- */

static Status
put_households(Ctx *ctx, ExportTask *task, const Region *region)
{
    Text code = region_code_format(ctx->arena, region->code);
    Text after = T("");
    Households found;

    if (region->level != LEVEL_VILLAGE)
        return OK;
    do {
        TRY(resident_households_after(ctx, region->code, after, HOUSEHOLDS_AT_ONCE, &found));
        for (size_t i = 0; i < found.len; i++) {
            const Household *household = &found.at[i];
            Text cells[HC_COUNT + 1] = {
                code,
                household->number,
                household->group_name,
                household->head,
                text_printf(ctx->arena, "%lld", (long long)household->people),
                household->address,
            };

            TRY(row(ctx, task, cells, HC_COUNT + 1));
        }
        after = found.next;
    } while (after.at != NULL);
    return OK;
}

Status
export_households(Ctx *ctx, ExportTask *task)
{
    Text head[HC_COUNT + 1] = {T("地区代码")};

    for (size_t i = 0; i < HC_COUNT; i++)
        head[i + 1] = household_columns[i];
    TRY(sheet_writer_row(ctx, task->writer, head, HC_COUNT + 1));
    return export_places(ctx, task, put_households);
}

/* ---- residents ---- */

typedef struct Village {
    ExportTask *task;
    Text code;
} Village;

static Status
put_resident(Ctx *ctx, void *arg, const Text cells[ROSTER_CELL_COUNT])
{
    const Village *village = arg;
    Text with_code[ROSTER_CELL_COUNT + 1] = {village->code};

    for (size_t i = 0; i < ROSTER_CELL_COUNT; i++)
        with_code[i + 1] = cells[i];
    return row(ctx, village->task, with_code, ROSTER_CELL_COUNT + 1);
}

/* Of identity numbers there is only the masked form; who has left is not written. */
static Status
put_residents(Ctx *ctx, ExportTask *task, const Region *region)
{
    Village village = {task, region_code_format(ctx->arena, region->code)};

    return region->level == LEVEL_VILLAGE ? roster_each(ctx, region->code, put_resident, &village)
                                          : OK;
}

Status
export_residents(Ctx *ctx, ExportTask *task)
{
    Text head[ROSTER_CELL_COUNT + 1] = {T("地区代码")};

    for (size_t i = 0; i < ROSTER_CELL_COUNT; i++)
        head[i + 1] = roster_columns[i];
    TRY(sheet_writer_row(ctx, task->writer, head, ROSTER_CELL_COUNT + 1));
    return export_places(ctx, task, put_residents);
}

/* ---- subsidies ---- */

static Status
put_batch(Ctx *ctx, ExportTask *task, const Batch *batch)
{
    Lines lines;

    TRY(subsidy_lines(ctx, batch->id, &lines));
    for (size_t i = 0; i < lines.len; i++) {
        Text cells[EC_COUNT];

        subsidy_export_row(ctx, batch, &lines.at[i], cells);
        TRY(row(ctx, task, cells, EC_COUNT));
    }
    return OK;
}

static Status
put_subsidies(Ctx *ctx, ExportTask *task, const Region *region)
{
    Batches batches;
    Text cursor = T("");

    if (region->level != LEVEL_VILLAGE)
        return OK;
    do {
        TRY(subsidy_batches(ctx, region->code, 0, cursor, &batches));
        for (size_t i = 0; i < batches.len; i++)
            TRY(put_batch(ctx, task, &batches.at[i]));
        cursor = batches.next;
    } while (cursor.at != NULL);
    return OK;
}

Status
export_subsidies(Ctx *ctx, ExportTask *task)
{
    TRY(sheet_writer_row(ctx, task->writer, subsidy_export_columns, EC_COUNT));
    return export_places(ctx, task, put_subsidies);
}
