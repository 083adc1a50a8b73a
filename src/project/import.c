/*
 * Projects from tables: rows are gathered to parts, and each part goes through the model's own
 * door.
 */
#include "base/tr.h"
#include "project/exchange_inside.h"
#include "project/inside.h"
#include "sheet/sheet.h"

void
import_fault(Import *import, int64_t line, Text why)
{
    import->faults++;
    import->fault(import->fault_arg, line, why);
}

void
import_cell_fault(Import *import, int64_t line, size_t column, Text why)
{
    Ctx *ctx = import->ctx;

    import_fault(import, line,
                 TR_FORMAT(ctx->arena, ctx->lang, "“{column}”：{why}",
                           {"column", import->columns.at[column].name}, {"why", why}));
}

/* ---- the header ---- */

static Status
read_header(Import *import, Texts names)
{
    Arena *arena = import->ctx->arena;

    import->found = NEW_ARRAY(arena, size_t, import->columns.len);
    for (size_t i = 0; i < import->columns.len; i++) {
        Text wanted = sheet_name_key(arena, import->columns.at[i].name);

        import->found[i] = SHEET_NO_COLUMN;
        for (size_t j = names.len; j-- > 0;)
            if (text_eq(sheet_name_key(arena, names.at[j]), wanted))
                import->found[i] = j;
        if (import->found[i] == SHEET_NO_COLUMN && import->columns.at[i].required)
            return ctx_problem(import->ctx, "file",
                               TR_FORMAT(arena, import->ctx->lang, "表格里没有“{name}”这一列",
                                         {"name", import->columns.at[i].name}));
    }
    return OK;
}

/* ---- parts ---- */

/* The model's problems become the first row's. */
static Status
settle(Import *import, const Row *row, size_t before, Status status)
{
    Ctx *ctx = import->ctx;

    if (status == INVALID && ctx->problems.len > before)
        import_fault(import, row->line, ctx->problems.at[before].sentence);
    else if (status == NOT_FOUND)
        import_fault(import, row->line, TR(ctx->lang, "没有这个项目，先导入项目"));
    else if (status == DENIED)
        import_fault(import, row->line, TR(ctx->lang, "没有权限"));
    else if (status == CONFLICT)
        import_fault(import, row->line, TR(ctx->lang, "已经公开的内容不能这样改"));
    else
        return status;
    ctx->problems.len = before;
    return OK;
}

static Status
end_part(Import *import)
{
    size_t before = import->ctx->problems.len;
    Status status;

    if (import->len == 0)
        return OK;
    status = settle(import, &import->rows[0], before, import_part(import));
    import->out->projects++;
    import->len = 0;
    return status;
}

/* ---- rows ---- */

static bool
same_part(const Import *import, const Text *cells)
{
    const Text *first = import->rows[0].cells;

    if (import->len == 0 || import->table == TABLE_PROJECTS)
        return false;
    return text_eq(first[KEY_REGION], cells[KEY_REGION]) &&
           text_eq(first[KEY_PROJECT], cells[KEY_PROJECT]) &&
           (import->table != TABLE_HOUSEHOLDS || text_eq(first[KEY_PLACE], cells[KEY_PLACE]));
}

/* The cells in their normal form; false: one is bad, or the row is of another place. */
static bool
read_cells(Import *import, const Texts *record, int64_t line, Text *cells)
{
    Ctx *ctx = import->ctx;
    RegionCode code = import->scope;
    int64_t faults = import->faults;

    for (size_t i = 0; i < import->columns.len; i++) {
        size_t at = import->found[i];
        Text typed = at < record->len ? record->at[at] : T("");
        Text why;

        cells[i] = T("");
        if (cell_normalise(ctx, &import->columns.at[i], typed, &cells[i], &why) == INVALID)
            import_cell_fault(import, line, i, why);
        else
            cells[i] = text_copy(ctx->arena, cells[i].at != NULL ? cells[i] : T(""));
    }
    if (cells[KEY_REGION].len != 0 && !region_code_parse(cells[KEY_REGION], &code))
        import_cell_fault(import, line, KEY_REGION, TR(ctx->lang, "地区代码应是 12 位数字"));
    return import->faults == faults && region_contains(import->scope, code);
}

static Status
read_rows(Import *import, ProjectNextRow *next, void *arg)
{
    Ctx *ctx = import->ctx;

    for (;;) {
        Text *cells = NEW_ARRAY(ctx->arena, Text, import->columns.len);
        Texts record;
        int64_t line;
        Status status = next(arg, ctx, &record, &line);

        if (status == NOT_FOUND)
            return end_part(import);
        TRY(status);
        if (!read_cells(import, &record, line, cells))
            continue;
        import->out->rows++;
        if (!same_part(import, cells))
            TRY(end_part(import));
        if (import->len == PART_ROWS_MAX)
            return ctx_problem(ctx, "file",
                               TR_FORMAT(ctx->arena, ctx->lang, "一个村最多 {max} 行",
                                         {"max", count_text(ctx, PROJECT_ROWS_MAX)}));
        import->rows[import->len++] = (Row){line, cells};
    }
}

Status
project_import(Ctx *ctx, ProjectTable table, RegionCode scope, ProjectNextRow *next, void *arg,
               void (*fault_)(void *fault_arg, int64_t line, Text why), void *fault_arg,
               ProjectImport *out)
{
    Import import = {
        .ctx = ctx,
        .table = table,
        .scope = scope,
        .columns = project_table_columns(ctx, table),
        .rows = NEW_ARRAY(ctx->arena, Row, PART_ROWS_MAX),
        .fault = fault_,
        .fault_arg = fault_arg,
        .out = out,
    };
    Texts header;
    int64_t line;
    Status status = next(arg, ctx, &header, &line);

    *out = (ProjectImport){0};
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格是空的"));
    TRY(status);
    TRY(read_header(&import, header));
    TRY(read_rows(&import, next, arg));
    return import.faults == 0 ? OK : INVALID;
}
