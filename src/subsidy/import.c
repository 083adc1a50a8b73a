#include "subsidy/import.h"

#include "base/money.h"
#include "base/tr.h"
#include "sheet/sheet.h"
#include "subsidy/inside.h"

typedef struct Row {
    int64_t line;
    Text cells[EC_COUNT];
} Row;

typedef struct Import {
    Ctx *ctx;
    RegionCode scope;
    size_t columns[EC_COUNT]; /* of the record; SHEET_NO_COLUMN: it has none */
    Row *rows;                /* of the list that is being read */
    size_t len;
    int64_t line; /* of the row that is being checked */
    void (*fault)(void *arg, int64_t line, Text why);
    void *fault_arg;
    int64_t faults;
    SubsidyImport *out;
} Import;

static void
fault(Import *import, int64_t line, Text why)
{
    import->faults++;
    import->fault(import->fault_arg, line, why);
}

/* ---- the header ---- */

static Status
read_header(Import *import, Texts names)
{
    static const ExportColumn needed[] = {EC_PROGRAMME, EC_PERIOD, EC_NAME};
    Arena *arena = import->ctx->arena;

    for (size_t i = 0; i < EC_COUNT; i++) {
        Text wanted = sheet_name_key(arena, subsidy_export_columns[i]);

        import->columns[i] = SHEET_NO_COLUMN;
        for (size_t j = 0; j < names.len; j++)
            if (import->columns[i] == SHEET_NO_COLUMN &&
                text_eq(sheet_name_key(arena, names.at[j]), wanted))
                import->columns[i] = j;
    }
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (import->columns[needed[i]] == SHEET_NO_COLUMN)
            return ctx_problem(import->ctx, "file",
                               TR_FORMAT(arena, import->ctx->lang, "表格里没有“{name}”这一列",
                                         {"name", subsidy_export_columns[needed[i]]}));
    return OK;
}

/* ---- one list ---- */

static bool
same_list(const Row *a, const Row *b)
{
    static const ExportColumn keys[] = {EC_REGION, EC_PROGRAMME, EC_PERIOD, EC_BATCH};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (!text_eq(a->cells[keys[i]], b->cells[keys[i]]))
            return false;
    return true;
}

/* The first problem of the model becomes the row's. */
static Status
take_problem(Import *import, int64_t line, size_t before, Status status)
{
    Ctx *ctx = import->ctx;

    if (status == INVALID && ctx->problems.len > before)
        fault(import, line, ctx->problems.at[before].sentence);
    else if (status == CONFLICT)
        fault(import, line, TR(ctx->lang, "这份名单已经在公示或公开，现在不能换"));
    else
        return status;
    ctx->problems.len = before;
    return NOT_FOUND;
}

static Status
find_programme(Import *import, RegionCode village, const Row *row, int64_t *id_out)
{
    Ctx *ctx = import->ctx;
    Programme programme;
    int64_t standard = 0;
    Status status = programme_find(ctx, village, row->cells[EC_PROGRAMME], &programme);

    if (status == OK)
        *id_out = programme.id;
    if (status != NOT_FOUND)
        return status;
    (void)fen_parse(row->cells[EC_STANDARD], &standard, NULL);
    TRY(programme_put(ctx,
                      &(Programme){.region = village,
                                   .name = row->cells[EC_PROGRAMME],
                                   .source = row->cells[EC_SOURCE],
                                   .unit = row->cells[EC_UNIT],
                                   .standard_fen = standard,
                                   .ground = T("")},
                      id_out));
    import->out->new_programmes++;
    return OK;
}

/* The batch that rows belong to: found or begun. */
static Status
find_batch(Import *import, const Row *row, Batch *out)
{
    Ctx *ctx = import->ctx;
    RegionCode village = import->scope;
    int64_t programme;
    BatchByNameRow found;
    Status status;

    if (row->cells[EC_REGION].len != 0 && !region_code_parse(row->cells[EC_REGION], &village))
        return ctx_problem(ctx, "region", TR(ctx->lang, "地区代码应是 12 位数字"));
    TRY(find_programme(import, village, row, &programme));
    status = batch_by_name(
        ctx, &(BatchByNameArgs){village, programme, row->cells[EC_PERIOD], row->cells[EC_BATCH]},
        &found);
    if (status == OK) {
        TRY(batch_fetch(ctx, found.id, out));
        return actor_require(ctx, CAN_KEEP_LEDGER, out->region);
    }
    if (status != NOT_FOUND)
        return status;
    import->out->new_batches++;
    return subsidy_create(ctx, village, programme, row->cells[EC_PERIOD], row->cells[EC_BATCH],
                          (OptInt){0}, out);
}

static void
line_fault(void *arg, LineColumn column, Text why)
{
    Import *import = arg;
    Columns columns = subsidy_line_columns(import->ctx);

    fault(import, import->line,
          TR_FORMAT(import->ctx->arena, import->ctx->lang, "“{column}”：{why}",
                    {"column", columns.at[column].name}, {"why", why}));
}

static Status
read_line(Import *import, const Batch *batch, const Row *row, Columns columns, Line *out)
{
    Ctx *ctx = import->ctx;
    Text cells[LC_COUNT];
    int64_t before = import->faults;

    import->line = row->line;
    for (size_t i = 0; i < LC_COUNT; i++) {
        Text why;

        if (cell_normalise(ctx, &columns.at[i], row->cells[EC_NUMBER + i], &cells[i], &why) != OK)
            line_fault(import, (LineColumn)i, why);
    }
    if (import->faults != before)
        return OK;
    return subsidy_line_from_cells(ctx, batch, cells, out, line_fault, import);
}

/* The columns of a line stand in the same order in both. */
_Static_assert(EC_NOTE - EC_NUMBER == LC_NOTE, "a line's columns follow those of its list");

static Status
put_list(Import *import)
{
    Ctx *ctx = import->ctx;
    size_t before = ctx->problems.len;
    int64_t faults = import->faults;
    Columns columns = subsidy_line_columns(ctx);
    Lines lines = {.at = NEW_ARRAY(ctx->arena, Line, import->len), .len = import->len};
    Batch batch;
    Status status = find_batch(import, &import->rows[0], &batch);

    if (status != OK) {
        status = take_problem(import, import->rows[0].line, before, status);
        return status == NOT_FOUND ? OK : status;
    }
    for (size_t i = 0; i < import->len; i++)
        TRY(read_line(import, &batch, &import->rows[i], columns, &lines.at[i]));
    import->out->batches++;
    import->out->rows += (int64_t)import->len;
    if (import->faults != faults)
        return OK;
    status = subsidy_is_open(&batch) ? subsidy_put_lines(ctx, batch.id, batch.lock, lines, &batch)
                                     : subsidy_pay_lines(ctx, batch.id, batch.lock, lines, &batch);
    status = take_problem(import, import->rows[0].line, before, status);
    return status == NOT_FOUND ? OK : status;
}

/* ---- all of them ---- */

static void
take_row(Import *import, Texts cells, int64_t line, Row *out)
{
    *out = (Row){.line = line};
    for (size_t i = 0; i < EC_COUNT; i++) {
        size_t at = import->columns[i];

        out->cells[i] =
            at < cells.len ? text_copy(import->ctx->arena, text_trim(cells.at[at])) : T("");
        if (out->cells[i].at == NULL)
            out->cells[i] = T("");
    }
}

static bool
within(const Import *import, const Row *row)
{
    RegionCode code;

    return row->cells[EC_REGION].len == 0 || !region_code_parse(row->cells[EC_REGION], &code) ||
           region_contains(import->scope, code);
}

static Status
put_and_clear(Import *import)
{
    if (import->len == 0)
        return OK;
    TRY(put_list(import));
    import->len = 0;
    return OK;
}

static bool
is_blank(const Row *row)
{
    for (size_t i = EC_PROGRAMME; i < EC_COUNT; i++)
        if (row->cells[i].len != 0)
            return false;
    return true;
}

static Status
read_rows(Import *import, SubsidyRecord *next, void *arg)
{
    Ctx *ctx = import->ctx;

    for (;;) {
        Texts cells;
        int64_t line;
        Row row;
        Status status = next(arg, ctx, &cells, &line);

        if (status == NOT_FOUND)
            return put_and_clear(import);
        TRY(status);
        take_row(import, cells, line, &row);
        if (is_blank(&row) || !within(import, &row))
            continue;
        if (import->len != 0 && !same_list(&row, &import->rows[0]))
            TRY(put_and_clear(import));
        if (import->len == BATCH_LINES_MAX) {
            fault(import, line,
                  TR_FORMAT(ctx->arena, ctx->lang, "一份名单最多 {max} 行，请分批",
                            {"max", text_printf(ctx->arena, "%d", BATCH_LINES_MAX)}));
            return OK;
        }
        import->rows[import->len++] = row;
    }
}

Status
subsidy_import(Ctx *ctx, RegionCode scope, SubsidyRecord *next, void *arg,
               void (*found)(void *fault_arg, int64_t line, Text why), void *fault_arg,
               SubsidyImport *out)
{
    Import import = {.ctx = ctx,
                     .scope = scope,
                     .rows = NEW_ARRAY(ctx->arena, Row, BATCH_LINES_MAX),
                     .fault = found,
                     .fault_arg = fault_arg,
                     .out = out};
    Texts header;
    int64_t line;
    Status status = next(arg, ctx, &header, &line);

    *out = (SubsidyImport){0};
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格是空的"));
    TRY(status);
    TRY(read_header(&import, header));
    TRY(read_rows(&import, next, arg));
    return import.faults == 0 ? OK : INVALID;
}
