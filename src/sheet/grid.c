#include <string.h>

#include "base/tr.h"
#include "sheet/parts.h"
#include "sheet/write.h"

enum { FIRST_ROWS = 64, TOTAL_CHARS_MAX = 8 };

const Text too_long_text = T_INIT("too long");
const Text unclean_text = T_INIT("unclean");

Status
sheet_refuse(Ctx *ctx, Text sentence)
{
    return ctx_problem(ctx, "file", sentence);
}

Grid
grid_new(Ctx *ctx, Sheet *sheet)
{
    *sheet = (Sheet){0};
    return (Grid){.ctx = ctx, .sheet = sheet};
}

static bool
row_is_empty(const SheetRow *row)
{
    for (size_t i = 0; i < row->len; i++)
        if (row->at[i].kind != SHEET_EMPTY)
            return false;
    return true;
}

static Status
refuse_rows(const Grid *grid)
{
    Arena *arena = grid->ctx->arena;
    Text max = text_printf(arena, "%d", SHEET_ROWS_MAX);

    if (grid->rows_told <= SHEET_ROWS_MAX)
        return sheet_refuse(grid->ctx, TR_FORMAT(arena, grid->ctx->lang,
                                                 "表格超过 {max} 行，请分成几份", {"max", max}));
    return sheet_refuse(
        grid->ctx,
        TR_FORMAT(arena, grid->ctx->lang, "表格有 {rows} 行，最多 {max} 行，请分成几份",
                  {"rows", text_printf(arena, "%lld", (long long)grid->rows_told)}, {"max", max}));
}

Status
grid_row(Grid *grid, int number, bool hidden)
{
    Sheet *sheet = grid->sheet;

    /* An empty row makes place for the next. */
    if (sheet->len != 0 && row_is_empty(&sheet->at[sheet->len - 1]))
        sheet->len--;
    if (sheet->len > SHEET_ROWS_MAX)
        return refuse_rows(grid);
    if (sheet->len == grid->room) {
        size_t room = grid->room == 0 ? FIRST_ROWS : grid->room * 2;

        sheet->at = arena_grow(grid->ctx->arena, sheet->at, grid->room * sizeof(SheetRow),
                               room * sizeof(SheetRow));
        grid->room = room;
    }
    sheet->at[sheet->len++] = (SheetRow){.number = number, .hidden = hidden};
    return OK;
}

/* "C7": what people call the cell. */
static Text
cell_name(const Grid *grid, size_t column)
{
    Arena *arena = grid->ctx->arena;

    return text_printf(arena, "%.*s%d", TEXT_ARGS(sheet_column_letters(arena, column)),
                       grid->sheet->at[grid->sheet->len - 1].number);
}

Text
grid_text(Text text)
{
    text = csv_unplain(text_trim(text));
    if (text_chars(text) > SHEET_CELL_CHARS_MAX)
        return too_long_text;
    return text_is_clean(text) ? text : unclean_text;
}

static Status
refuse_cell(const Grid *grid, size_t column, Text text)
{
    Ctx *ctx = grid->ctx;
    Text cell = cell_name(grid, column);

    if (text.at == unclean_text.at)
        return sheet_refuse(
            ctx, TR_FORMAT(ctx->arena, ctx->lang, "{cell} 这一格有无法显示的字符", {"cell", cell}));
    return sheet_refuse(
        ctx, TR_FORMAT(ctx->arena, ctx->lang, "{cell} 这一格超过 {max} 个字", {"cell", cell},
                       {"max", text_printf(ctx->arena, "%d", SHEET_CELL_CHARS_MAX)}));
}

Status
grid_put(Grid *grid, size_t column, Text text, SheetKind kind, bool formula)
{
    Ctx *ctx = grid->ctx;
    Sheet *sheet = grid->sheet;
    SheetRow *row = &sheet->at[sheet->len - 1];

    if (text.len == 0 && kind != SHEET_ERROR)
        return OK;
    if (sheet->len > SHEET_ROWS_MAX)
        return refuse_rows(grid);
    if (column >= SHEET_COLUMNS_MAX)
        return sheet_refuse(ctx,
                            TR_FORMAT(ctx->arena, ctx->lang, "表格超过 {max} 列",
                                      {"max", text_printf(ctx->arena, "%d", SHEET_COLUMNS_MAX)}));
    if (text.at == too_long_text.at || text.at == unclean_text.at)
        return refuse_cell(grid, column, text);
    grid->text_bytes += text.len;
    if (grid->text_bytes > SHEET_TEXT_BYTES_MAX)
        return sheet_refuse(ctx, TR(ctx->lang, "表格里的文字太多，请分成几份"));
    if (row->at == NULL)
        row->at = NEW_ARRAY(ctx->arena, SheetCell, SHEET_COLUMNS_MAX);
    if (column + 1 > row->len)
        row->len = column + 1;
    row->at[column] = (SheetCell){.text = text, .kind = kind, .formula = formula};
    return OK;
}

/* 合计, 总计 …, alone or as 本月合计, 合计（元）. */
static bool
is_total_word(Arena *arena, Text text)
{
    static const Text words[] = {T_INIT("合计"), T_INIT("总计"), T_INIT("小计"), T_INIT("累计"),
                                 T_INIT("共计")};
    Text key;

    if (text_find(text, T("计")) == text.len)
        return false;
    key = sheet_name_key(arena, text);
    if (text_chars(key) > TOTAL_CHARS_MAX)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_starts(key, words[i]) || text_ends(key, words[i]))
            return true;
    return false;
}

/* The word stands in the first cell that has something, or behind a running number. */
static bool
is_total(Arena *arena, const SheetRow *row)
{
    int filled = 0;

    for (size_t i = 0; i < row->len && filled < 2; i++) {
        const SheetCell *cell = &row->at[i];

        if (cell->kind == SHEET_EMPTY)
            continue;
        if (cell->kind == SHEET_TEXT && is_total_word(arena, cell->text))
            return true;
        if (cell->kind != SHEET_NUMBER)
            return false;
        filled++;
    }
    return false;
}

static size_t
widest(const Sheet *sheet)
{
    size_t columns = 0;

    for (size_t i = 0; i < sheet->len; i++)
        for (size_t c = columns; c < sheet->at[i].len; c++)
            if (sheet->at[i].at[c].kind != SHEET_EMPTY)
                columns = c + 1;
    return columns;
}

static bool
column_is_empty(const Sheet *sheet, size_t column)
{
    for (size_t i = 0; i < sheet->len; i++)
        if (sheet->at[i].at[column].kind != SHEET_EMPTY)
            return false;
    return true;
}

void
grid_finish(Grid *grid)
{
    Sheet *sheet = grid->sheet;
    size_t columns = widest(sheet);
    size_t kept = 0;

    for (size_t i = 0; i < sheet->len; i++) {
        SheetRow row = sheet->at[i];

        if (row_is_empty(&row))
            continue;
        row.len = columns; /* rows have room for all columns, zeroed: empty cells */
        row.total = is_total(grid->ctx->arena, &row);
        sheet->hidden_rows += row.hidden;
        sheet->at[kept++] = row;
    }
    sheet->len = kept;
    for (size_t c = 0; c < columns; c++) {
        sheet->hidden_column[c] = grid->hidden_columns[c] && !column_is_empty(sheet, c);
        sheet->hidden_columns += sheet->hidden_column[c];
    }
}
