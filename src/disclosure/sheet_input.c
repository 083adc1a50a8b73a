#include "disclosure/sheet_input.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/tr.h"

enum { MATCH_BYTES_MAX = 16 * 1024, SAMPLE_CHARS = 20 };

/* ---- matching ---- */

static Texts
column_names(Arena *arena, Columns columns)
{
    Texts names = {.at = NEW_ARRAY(arena, Text, columns.len), .len = columns.len};

    for (size_t i = 0; i < columns.len; i++)
        names.at[i] = columns.at[i].name;
    return names;
}

void
sheet_input_count(Columns columns, SheetMatch *match)
{
    match->missing = 0;
    for (size_t i = 0; i < columns.len; i++)
        match->missing += columns.at[i].required && match->columns[i] == SHEET_NO_COLUMN;
}

/* What is kept: the table's column names in the order of the sheet's columns, "" for none. */
static Text
matches_text(Ctx *ctx, Columns columns, const SheetMatch *match)
{
    Buf buf = buf_new(ctx->arena, MATCH_BYTES_MAX);
    Json json = json_new(&buf);

    json_array_begin(&json);
    for (size_t i = 0; i < match->names.len; i++) {
        Text name = T("");

        for (size_t j = 0; j < columns.len; j++)
            if (match->columns[j] == i)
                name = columns.at[j].name;
        json_text(&json, name);
    }
    json_array_end(&json);
    json_end(&json);
    return buf.overflow ? (Text){0} : buf_done(&buf);
}

static void
take_matches(Ctx *ctx, Columns columns, Text text, SheetMatch *match)
{
    const JsonNode *list;

    if (json_parse(ctx, text, &list) != OK || json_len(list) != match->names.len)
        return;
    for (size_t i = 0; i < columns.len; i++)
        match->columns[i] = SHEET_NO_COLUMN;
    for (size_t i = 0; i < match->names.len; i++) {
        const JsonNode *node = json_item(list, i);

        for (size_t j = 0; node->kind == NODE_TEXT && j < columns.len; j++)
            if (text_eq(node->text, columns.at[j].name))
                match->columns[j] = i;
    }
    match->remembered = true;
}

Status
sheet_input_match(Ctx *ctx, RegionCode region, Text item, Columns columns, const Sheet *sheet,
                  size_t header, SheetMatch *out)
{
    Texts names = column_names(ctx->arena, columns);
    SheetHeader found;
    Text matches;
    Status status;

    *out = (SheetMatch){0};
    if (header != SHEET_NO_COLUMN && header < sheet->len)
        status = sheet_header_at(ctx, sheet, header, names, &found);
    else
        status = sheet_header(ctx, sheet, names, &found);
    if (status == NOT_FOUND || (status == OK && found.names.len == 0))
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格是空的"));
    TRY(status);
    *out = (SheetMatch){
        .header = found.row,
        .names = found.names,
        .key = found.key,
        .columns = found.columns,
    };
    status = catalogue_match_get(ctx, region, item, found.key, &matches);
    if (status == OK)
        take_matches(ctx, columns, matches, out);
    else if (status != NOT_FOUND)
        return status;
    sheet_input_count(columns, out);
    return OK;
}

Status
sheet_input_remember(Ctx *ctx, RegionCode region, Text item, Columns columns,
                     const SheetMatch *match)
{
    Text matches = matches_text(ctx, columns, match);

    return matches.at == NULL ? OK : catalogue_match_put(ctx, region, item, match->key, matches);
}

/* ---- rows ---- */

typedef struct Take {
    Ctx *ctx;
    Columns columns;
    const Sheet *sheet;
    const SheetMatch *match;
    SheetRows *out;
    size_t required;
} Take;

static const SheetCell *
cell_for(const Take *take, const SheetRow *row, size_t column)
{
    size_t at = take->match->columns[column];

    return at < row->len ? &row->at[at] : NULL;
}

static Text
first_text(const SheetRow *row)
{
    for (size_t i = 0; i < row->len; i++)
        if (row->at[i].text.len != 0)
            return text_first_chars(row->at[i].text, SAMPLE_CHARS);
    return T("");
}

static size_t
filled_cells(const SheetRow *row)
{
    size_t filled = 0;

    for (size_t i = 0; i < row->len; i++)
        filled += row->at[i].text.len != 0;
    return filled;
}

static bool
has_data(const Take *take, const SheetRow *row)
{
    for (size_t i = 0; i < take->columns.len; i++) {
        const SheetCell *cell = cell_for(take, row, i);

        if (cell != NULL && (cell->text.len != 0 || cell->kind == SHEET_ERROR))
            return true;
    }
    return false;
}

static bool
repeats_header(const Take *take, const SheetRow *row)
{
    const SheetRow *header = &take->sheet->at[take->match->header];

    for (size_t i = 0; i < row->len && i < header->len; i++)
        if (!text_eq(row->at[i].text, header->at[i].text) &&
            (row->at[i].text.len != 0 || header->at[i].text.len != 0))
            return false;
    return true;
}

/* Why a row is no data; absent when it is. */
static Text
why_skipped(const Take *take, const SheetRow *row)
{
    Lang lang = take->ctx->lang;

    if (row->hidden)
        return TR(lang, "隐藏的行");
    if (row->total)
        return TR(lang, "合计行");
    if (repeats_header(take, row))
        return TR(lang, "又一行表头");
    if (!has_data(take, row))
        return TR(lang, "这一行没有要公开的内容");
    if (filled_cells(row) == 1 && take->required > 1)
        return TR(lang, "只有一格有字，当作说明");
    return (Text){0};
}

static void
skip(Take *take, const SheetRow *row, Text why)
{
    SheetRows *out = take->out;

    out->skipped_count++;
    if (out->skipped.len < SHEET_SKIPPED_MAX)
        out->skipped.at[out->skipped.len++] =
            (SheetSkipped){.number = row->number, .text = first_text(row), .why = why};
}

/* The sheet's own totals, to be compared with ours; the last such row counts. */
static void
take_totals(Take *take, const SheetRow *row)
{
    for (size_t i = 0; i < take->columns.len; i++) {
        const SheetCell *cell = cell_for(take, row, i);
        Column column = take->columns.at[i];
        Text value;
        Text why;

        column.required = false;
        if (!column.sum || cell == NULL || cell->text.len == 0 ||
            cell_normalise(take->ctx, &column, cell->text, &value, &why) != OK)
            continue;
        take->out->totals[i] = value;
        take->out->has_totals = true;
    }
}

static Status
check_cell(const Take *take, const SheetCell *cell, const Column *column, Text *value, Text *why)
{
    Ctx *ctx = take->ctx;

    *value = cell != NULL && cell->text.at != NULL ? cell->text : T("");
    if (cell != NULL && cell->kind == SHEET_ERROR) {
        *why = TR(ctx->lang, "公式出错，请在表里改好，或者直接填数");
        return INVALID;
    }
    if (cell != NULL && cell->merged && column->required && value->len == 0) {
        *why = TR(ctx->lang, "和旁边的格子合并了，请拆开后每格都填上");
        return INVALID;
    }
    return cell_normalise(ctx, column, *value, value, why);
}

void
sheet_input_bad(const Sheet *sheet, const SheetMatch *match, SheetRows *rows, size_t row,
                size_t column, Text why)
{
    size_t width = rows->table.columns.len;
    size_t at = rows->bad.len;

    rows->bad_count++;
    if (rows->bad.len == SHEET_BAD_MAX)
        return;
    while (at > 0 && (rows->bad.at[at - 1].row > row ||
                      (rows->bad.at[at - 1].row == row && rows->bad.at[at - 1].column > column))) {
        rows->bad.at[at] = rows->bad.at[at - 1];
        at--;
    }
    rows->bad.len++;
    rows->bad.at[at] = (SheetBad){
        .number = sheet->at[rows->sheet_row[row]].number,
        .sheet_row = rows->sheet_row[row],
        .row = row,
        .column = column,
        .sheet_column = match->columns[column],
        .value = rows->table.cells[row * width + column],
        .why = why,
    };
}

static void
take_row(Take *take, size_t index)
{
    const SheetRow *row = &take->sheet->at[index];
    SheetRows *out = take->out;
    Text *cells = &out->table.cells[out->table.rows * take->columns.len];

    out->sheet_row[out->table.rows] = index;
    for (size_t i = 0; i < take->columns.len; i++) {
        const SheetCell *cell = cell_for(take, row, i);
        Text value;
        Text why;

        if (check_cell(take, cell, &take->columns.at[i], &value, &why) == OK) {
            cells[i] = value;
            continue;
        }
        cells[i] = cell != NULL && cell->text.at != NULL ? cell->text : T("");
        sheet_input_bad(take->sheet, take->match, out, out->table.rows, i, why);
    }
    out->table.rows++;
}

Status
sheet_input_rows(Ctx *ctx, Columns columns, const Sheet *sheet, const SheetMatch *match,
                 SheetRows *out)
{
    size_t rows = sheet->len > match->header ? sheet->len - match->header : 0;
    Take take = {.ctx = ctx, .columns = columns, .sheet = sheet, .match = match, .out = out};

    *out = (SheetRows){
        .table = {.columns = columns, .cells = NEW_ARRAY(ctx->arena, Text, rows * columns.len)},
        .sheet_row = NEW_ARRAY(ctx->arena, size_t, rows),
        .totals = NEW_ARRAY(ctx->arena, Text, columns.len),
    };
    out->bad.at = NEW_ARRAY(ctx->arena, SheetBad, SHEET_BAD_MAX);
    out->skipped.at = NEW_ARRAY(ctx->arena, SheetSkipped, SHEET_SKIPPED_MAX);
    for (size_t i = 0; i < columns.len; i++) {
        out->totals[i] = T("");
        take.required += columns.at[i].required;
    }
    for (size_t i = match->header + 1; i < sheet->len; i++) {
        Text why = why_skipped(&take, &sheet->at[i]);

        if (why.at == NULL) {
            take_row(&take, i);
            continue;
        }
        skip(&take, &sheet->at[i], why);
        if (sheet->at[i].total && !sheet->at[i].hidden)
            take_totals(&take, &sheet->at[i]);
    }
    if (out->table.rows == 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表头下面没有找到数据"));
    return OK;
}
