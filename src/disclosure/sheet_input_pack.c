/*
 * A sheet as text in a form.  Every record ends in "\;", every cell in "\,"; a cell begins with a
 * sign for its kind.  The first record is about the sheet, each other one a row:
 *
 *     OTHER SHEETS\,NAME\,HIDDEN SHEETS\,MERGED RANGES\,UNCALCULATED\,HIDDEN COLUMN …\,\;
 *     NUMBER FLAGS\,=cell\,!#REF!\,-\,\;
 */
#include "base/buf.h"
#include "base/tr.h"
#include "disclosure/sheet_input.h"

/* ---- out ---- */

static void
put_text(Buf *buf, Text text)
{
    for (size_t i = 0; i < text.len; i++) {
        switch (text.at[i]) {
        case '\\':
            BUF_LIT(buf, "\\\\");
            break;
        case '\n':
            BUF_LIT(buf, "\\n");
            break;
        case '\r':
            BUF_LIT(buf, "\\r");
            break;
        case '\t':
            BUF_LIT(buf, "\\t");
            break;
        default:
            buf_char(buf, text.at[i]);
        }
    }
    BUF_LIT(buf, "\\,");
}

static char
sign_of(const SheetCell *cell)
{
    if (cell->merged)
        return '^';
    if (cell->kind == SHEET_EMPTY)
        return '-';
    return cell->kind == SHEET_ERROR ? '!' : '=';
}

Status
sheet_input_pack(Ctx *ctx, const Sheet *sheet, Text *out)
{
    Buf buf = buf_new(ctx->arena, SHEET_PACKED_BYTES_MAX);

    buf_i64(&buf, sheet->other_sheets);
    BUF_LIT(&buf, "\\,");
    put_text(&buf, sheet->name);
    buf_printf(&buf, "%d\\,%d\\,%d\\,", sheet->hidden_sheets, sheet->merged_ranges,
               sheet->uncalculated);
    for (size_t i = 0; i < SHEET_COLUMNS_MAX; i++)
        if (sheet->hidden_column[i])
            buf_printf(&buf, "%zu\\,", i);
    BUF_LIT(&buf, "\\;");
    for (size_t i = 0; i < sheet->len; i++) {
        const SheetRow *row = &sheet->at[i];

        buf_printf(&buf, "%d%s%s\\,", row->number, row->hidden ? "h" : "", row->total ? "t" : "");
        for (size_t j = 0; j < row->len; j++) {
            buf_char(&buf, sign_of(&row->at[j]));
            put_text(&buf, row->at[j].text);
        }
        BUF_LIT(&buf, "\\;");
    }
    if (buf.overflow)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格的内容太多，请分成几个表导入"));
    *out = buf_done(&buf);
    return OK;
}

/* ---- in ---- */

typedef struct Unpack {
    Arena *arena;
    Text rest;
    bool broken;
} Unpack;

/* The next cell of a record; false at the record's end. */
static bool
next_cell(Unpack *unpack, Text *out)
{
    Buf buf = buf_new(unpack->arena, SHEET_PACKED_BYTES_MAX);

    while (unpack->rest.len != 0) {
        char c = unpack->rest.at[0];

        if (c != '\\') {
            buf_char(&buf, c);
            unpack->rest = text_slice(unpack->rest, 1, unpack->rest.len);
            continue;
        }
        if (unpack->rest.len == 1)
            break;
        c = unpack->rest.at[1];
        unpack->rest = text_slice(unpack->rest, 2, unpack->rest.len);
        if (c == ',') {
            *out = buf_done(&buf);
            return true;
        }
        if (c == ';') {
            unpack->broken = unpack->broken || buf.len != 0;
            return false;
        }
        buf_char(&buf, c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
    }
    unpack->broken = true;
    return false;
}

static bool
read_mark(Text mark, SheetRow *row)
{
    int64_t number;

    while (mark.len != 0 && (text_ends(mark, T("h")) || text_ends(mark, T("t")))) {
        row->hidden = row->hidden || text_ends(mark, T("h"));
        row->total = row->total || text_ends(mark, T("t"));
        mark.len--;
    }
    if (!text_to_i64(mark, &number) || number < 1 || number > INT32_MAX)
        return false;
    row->number = (int)number;
    return true;
}

static bool
read_cell(Text text, SheetCell *out)
{
    if (text.len == 0 || !text_is_clean(text))
        return false;
    out->text = text_slice(text, 1, text.len);
    switch (text.at[0]) {
    case '=':
        out->kind = SHEET_TEXT;
        return text_chars(out->text) <= SHEET_CELL_CHARS_MAX;
    case '!':
        out->kind = SHEET_ERROR;
        return true;
    case '^':
        out->merged = true;
        return true;
    case '-':
        return true;
    default:
        return false;
    }
}

static bool
read_row(Unpack *unpack, SheetRow *out)
{
    Text cell;

    if (!next_cell(unpack, &cell) || !read_mark(cell, out))
        return false;
    out->at = NEW_ARRAY(unpack->arena, SheetCell, SHEET_COLUMNS_MAX);
    while (next_cell(unpack, &cell)) {
        if (out->len == SHEET_COLUMNS_MAX || !read_cell(cell, &out->at[out->len]))
            return false;
        out->len++;
    }
    return !unpack->broken;
}

/* The next cell as a number from 0; false when it is none. */
static bool
next_number(Unpack *unpack, int *out)
{
    Text cell;
    int64_t number;

    if (!next_cell(unpack, &cell) || !text_to_i64(cell, &number) || number < 0 ||
        number > INT32_MAX)
        return false;
    *out = (int)number;
    return true;
}

static bool
read_hidden_columns(Unpack *unpack, Sheet *out)
{
    Text cell;
    int64_t column;

    while (next_cell(unpack, &cell)) {
        if (!text_to_i64(cell, &column) || column < 0 || column >= SHEET_COLUMNS_MAX)
            return false;
        out->hidden_columns += !out->hidden_column[column];
        out->hidden_column[column] = true;
    }
    return !unpack->broken;
}

static bool
read_sheet(Unpack *unpack, Sheet *out)
{
    if (!next_number(unpack, &out->other_sheets) || !next_cell(unpack, &out->name) ||
        !next_number(unpack, &out->hidden_sheets) || !next_number(unpack, &out->merged_ranges) ||
        !next_number(unpack, &out->uncalculated) || !read_hidden_columns(unpack, out))
        return false;
    out->at = NEW_ARRAY(unpack->arena, SheetRow, SHEET_ROWS_MAX);
    while (unpack->rest.len != 0) {
        if (out->len == SHEET_ROWS_MAX || !read_row(unpack, &out->at[out->len]) ||
            out->at[out->len].len != out->at[0].len)
            return false;
        out->hidden_rows += out->at[out->len++].hidden;
    }
    return out->len != 0;
}

Status
sheet_input_unpack(Ctx *ctx, Text packed, Sheet *out)
{
    Unpack unpack = {.arena = ctx->arena, .rest = packed};

    *out = (Sheet){0};
    if (packed.len > SHEET_PACKED_BYTES_MAX || !read_sheet(&unpack, out))
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格的内容没有传完整，请重新上传"));
    return OK;
}
