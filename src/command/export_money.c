/*
 * mingbai export funds, entries, statements: as the import takes them.
 */
#include "bank/load.h"
#include "command/data_work.h"
#include "ledger/load.h"
#include "region/region.h"
#include "sheet/write.h"

static Status
put_head(void *arg, Ctx *ctx, const Text *cells, size_t count)
{
    ExportTask *task = arg;

    return sheet_writer_row(ctx, task->writer, cells, count);
}

static Status
put_row(void *arg, Ctx *ctx, const Text *cells, size_t count)
{
    ExportTask *task = arg;

    task->rows++;
    return sheet_writer_row(ctx, task->writer, cells, count);
}

static Status
put_funds(Ctx *ctx, ExportTask *task, const Region *region)
{
    return region->level == LEVEL_VILLAGE ? ledger_export_funds(ctx, region->code, put_row, task)
                                          : OK;
}

static Status
put_entries(Ctx *ctx, ExportTask *task, const Region *region)
{
    return region->level == LEVEL_VILLAGE ? ledger_export_entries(ctx, region->code, put_row, task)
                                          : OK;
}

static Status
put_statements(Ctx *ctx, ExportTask *task, const Region *region)
{
    return region->level == LEVEL_VILLAGE ? bank_export(ctx, region->code, put_row, task) : OK;
}

Status
export_funds(Ctx *ctx, ExportTask *task)
{
    TRY(ledger_export_funds_header(ctx, put_head, task));
    return export_places(ctx, task, put_funds);
}

Status
export_entries(Ctx *ctx, ExportTask *task)
{
    TRY(ledger_export_entries_header(ctx, put_head, task));
    return export_places(ctx, task, put_entries);
}

Status
export_statements(Ctx *ctx, ExportTask *task)
{
    TRY(bank_export_header(ctx, put_head, task));
    return export_places(ctx, task, put_statements);
}
