#include "property/import.h"

#include "base/tr.h"
#include "sheet/sheet.h"

enum { HEADER_ROWS_MAX = 20, HEADER_NAMES_MIN = 2 };

static const Text region_name = T_INIT("地区代码");

typedef struct Import {
    Ctx *ctx;
    PropertyRegister which;
    RegionCode scope;
    Columns columns;
    size_t region;      /* its column of the record; SHEET_NO_COLUMN: it has none */
    size_t *at;         /* for each column the record's */
    RegionCode village; /* of the rows in hand */
    RegionCode *done;   /* villages that were taken */
    size_t done_len, done_room;
    Text *cells;    /* of the rows in hand, normalised */
    int64_t *lines; /* of each */
    size_t rows;
    void (*fault)(void *arg, int64_t line, Text why);
    void *fault_arg;
    int64_t faults;
    PropertyImport *out;
} Import;

static void
tell(Import *import, int64_t line, Text why)
{
    import->faults++;
    import->fault(import->fault_arg, line, why);
}

static void
tell_cell(Import *import, int64_t line, size_t column, Text why)
{
    tell(import, line,
         TR_FORMAT(import->ctx->arena, import->ctx->lang, "“{column}”：{why}",
                   {"column", import->columns.at[column].name}, {"why", why}));
}

void
property_head(Ctx *ctx, PropertyRegister which, Text *names, size_t *len_out)
{
    Columns columns = property_columns(ctx, which);

    names[0] = region_name;
    for (size_t i = 0; i < columns.len; i++)
        names[i + 1] = columns.at[i].name;
    *len_out = columns.len + 1;
}

/* ---- the header ---- */

/* Which column of the record is which; how many there are. */
static size_t
match(Import *import, Texts names)
{
    Arena *arena = import->ctx->arena;
    SheetMatch found = {.names = names, .columns = import->at};
    size_t count;

    import->region = SHEET_NO_COLUMN;
    for (size_t i = 0; i < import->columns.len; i++)
        import->at[i] = SHEET_NO_COLUMN;
    for (size_t j = 0; j < names.len; j++) {
        Text key = sheet_name_key(arena, names.at[j]);

        if (text_eq(key, sheet_name_key(arena, region_name)))
            import->region = j;
        for (size_t i = 0; i < import->columns.len; i++)
            if (import->at[i] == SHEET_NO_COLUMN &&
                text_eq(key, sheet_name_key(arena, import->columns.at[i].name)))
                import->at[i] = j;
    }
    property_guess_columns(import->ctx, import->which, &found);
    count = import->region != SHEET_NO_COLUMN;
    for (size_t i = 0; i < import->columns.len; i++)
        count += import->at[i] != SHEET_NO_COLUMN;
    return count;
}

static Status
check_header(Import *import)
{
    for (size_t i = 0; i < import->columns.len; i++)
        if (import->columns.at[i].required && import->at[i] == SHEET_NO_COLUMN)
            return ctx_problem(import->ctx, "file",
                               TR_FORMAT(import->ctx->arena, import->ctx->lang,
                                         "表格里没有“{name}”这一列",
                                         {"name", import->columns.at[i].name}));
    return OK;
}

static Status
read_header(Import *import, PropertyRecord *next, void *arg)
{
    Ctx *ctx = import->ctx;
    Texts names;
    int64_t line;

    for (int i = 0; i < HEADER_ROWS_MAX; i++) {
        Status status = next(arg, ctx, &names, &line);

        if (status == NOT_FOUND && i == 0)
            return ctx_problem(ctx, "file", TR(ctx->lang, "表格是空的"));
        if (status == NOT_FOUND)
            break;
        TRY(status);
        if (match(import, names) >= HEADER_NAMES_MIN)
            return check_header(import);
    }
    return check_header(import);
}

/* ---- rows ---- */

static void
row_fault(void *arg, size_t row, size_t column, Text why)
{
    Import *import = arg;

    tell_cell(import, import->lines[row], column, why);
}

static void
add(PropertyTaken *sum, const PropertyTaken *part)
{
    sum->added += part->added;
    sum->changed += part->changed;
    sum->same += part->same;
    sum->moves += part->moves;
}

/* Takes the rows in hand. */
static Status
flush(Import *import)
{
    Ctx *ctx = import->ctx;
    size_t before = ctx->problems.len;
    PropertyTaken taken;
    Status status;

    if (import->rows == 0)
        return OK;
    import->out->places++;
    import->out->rows += (int64_t)import->rows;
    status = property_take_rows(ctx, import->which, import->village, import->cells, import->rows,
                                false, row_fault, import, &taken);
    if (status == INVALID && ctx->problems.len > before)
        tell(import, import->lines[0], ctx->problems.at[before].sentence);
    ctx->problems.len = before;
    import->rows = 0;
    add(&import->out->taken, &taken);
    return status == INVALID ? OK : status;
}

/* A place whose rows were taken before comes again. */
static bool
comes_again(Import *import, RegionCode village)
{
    for (size_t i = 0; i < import->done_len; i++)
        if (import->done[i] == village)
            return true;
    if (import->done_len == import->done_room) {
        size_t room = import->done_room == 0 ? 64 : import->done_room * 2;
        RegionCode *done = NEW_ARRAY(import->ctx->arena, RegionCode, room);

        for (size_t i = 0; i < import->done_len; i++)
            done[i] = import->done[i];
        import->done = done;
        import->done_room = room;
    }
    import->done[import->done_len++] = village;
    return false;
}

/* The place of a record; false when it is to be left out. */
static bool
place_of(Import *import, Texts cells, int64_t line, RegionCode *out)
{
    Lang lang = import->ctx->lang;
    Text typed = import->region < cells.len ? text_trim(cells.at[import->region]) : T("");

    *out = import->scope;
    if (typed.len == 0) {
        if (region_code_level(import->scope) == LEVEL_VILLAGE)
            return true;
        tell(import, line, TR(lang, "请写地区代码"));
        return false;
    }
    if (!region_code_parse(typed, out)) {
        tell(import, line, TR(lang, "地区代码应是 12 位数字"));
        return false;
    }
    return region_contains(import->scope, *out);
}

static bool
is_blank(const Import *import, Texts cells)
{
    for (size_t i = 0; i < import->columns.len; i++)
        if (import->at[i] < cells.len && !text_is_blank(cells.at[import->at[i]]))
            return false;
    return true;
}

static void
take_record(Import *import, Texts cells, int64_t line)
{
    Ctx *ctx = import->ctx;
    size_t width = import->columns.len;
    int64_t before = import->faults;
    Text *row = &import->cells[import->rows * width];

    for (size_t i = 0; i < width; i++) {
        Text typed = import->at[i] < cells.len ? cells.at[import->at[i]] : T("");
        Text why, value;

        if (cell_normalise(ctx, &import->columns.at[i], typed, &value, &why) != OK)
            tell_cell(import, line, i, why);
        else
            row[i] = text_copy(ctx->arena, value);
    }
    import->lines[import->rows] = line;
    if (import->faults == before)
        import->rows++;
}

static Status
read_rows(Import *import, PropertyRecord *next, void *arg)
{
    Ctx *ctx = import->ctx;

    for (;;) {
        Texts cells;
        int64_t line;
        RegionCode village;
        Status status = next(arg, ctx, &cells, &line);

        if (status == NOT_FOUND)
            return flush(import);
        TRY(status);
        if (is_blank(import, cells) || !place_of(import, cells, line, &village))
            continue;
        if (village != import->village) {
            TRY(flush(import));
            import->village = village;
            if (comes_again(import, village)) {
                tell(import, line, TR(ctx->lang, "同一个村的行要放在一起"));
                return OK;
            }
        }
        if (import->rows == PROPERTY_IMPORT_ROWS_MAX) {
            tell(import, line,
                 TR_FORMAT(ctx->arena, ctx->lang, "一个村一次最多 {max} 行，请分批",
                           {"max", text_printf(ctx->arena, "%d", PROPERTY_IMPORT_ROWS_MAX)}));
            return OK;
        }
        take_record(import, cells, line);
    }
}

Status
property_import(Ctx *ctx, PropertyRegister which, RegionCode scope, PropertyRecord *next, void *arg,
                void (*fault)(void *fault_arg, int64_t line, Text why), void *fault_arg,
                PropertyImport *out)
{
    Import import = {.ctx = ctx,
                     .which = which,
                     .scope = scope,
                     .columns = property_columns(ctx, which),
                     .fault = fault,
                     .fault_arg = fault_arg,
                     .out = out};

    *out = (PropertyImport){0};
    import.at = NEW_ARRAY(ctx->arena, size_t, import.columns.len);
    import.cells =
        NEW_ARRAY(ctx->arena, Text, (size_t)PROPERTY_IMPORT_ROWS_MAX * import.columns.len);
    import.lines = NEW_ARRAY(ctx->arena, int64_t, PROPERTY_IMPORT_ROWS_MAX);
    TRY(read_header(&import, next, arg));
    TRY(read_rows(&import, next, arg));
    return import.faults == 0 ? OK : INVALID;
}
