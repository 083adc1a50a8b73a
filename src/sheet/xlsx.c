/*
 * The sheet itself: rows and cells as they come, without building a tree, until a limit is passed.
 */
#include <string.h>

#include "base/clock.h"
#include "base/tr.h"
#include "sheet/xml.h"

enum {
    CELL_BYTES_MAX = 4 * SHEET_CELL_CHARS_MAX,
    ROW_NUMBER_MAX = 1048576,
    /* Merged cells do not overlap, so together they cover no more than there is. */
    MERGED_MAX = SHEET_ROWS_MAX * SHEET_COLUMNS_MAX,
};

typedef enum CellType {
    CELL_NUMBER,
    CELL_SHARED_TEXT,
    CELL_TEXT,
    CELL_BOOL,
    CELL_ERROR,
    CELL_ISO_DATE
} CellType;

typedef struct SheetRead {
    Ctx *ctx;
    const Book *book;
    Grid grid;
    XmlRead xml;
    Status status;
    int row;
    size_t column;
    CellType type;
    size_t style;
    bool formula, has_value;
    bool in_value, in_inline;
    int phonetic;
    Buf value;
    int merged; /* cells under merged ones so far */
    int ranges; /* merged */
    int uncalculated;
} SheetRead;

static void
give_up(SheetRead *read, Status status)
{
    if (read->status == OK)
        read->status = status;
    xml_stop(&read->xml);
}

/* "BC7" → column 54, row 7. */
static bool
parse_reference(Text reference, size_t *column_out, int *row_out)
{
    size_t column = 0;
    size_t i = 0;
    int64_t row;

    while (i < reference.len && reference.at[i] >= 'A' && reference.at[i] <= 'Z') {
        column = column * 26 + (size_t)(reference.at[i] - 'A') + 1;
        if (++i > 3)
            return false;
    }
    if (column == 0 || !text_to_i64(text_slice(reference, i, reference.len), &row) || row < 1 ||
        row > ROW_NUMBER_MAX)
        return false;
    *column_out = column - 1;
    *row_out = (int)row;
    return true;
}

static bool
is_true(Text attribute)
{
    return text_eq(attribute, T("1")) || text_eq(attribute, T("true"));
}

/* "A1:C100000": for the sentence that refuses too many rows. */
static void
dimension(SheetRead *read, Text reference)
{
    Text from;
    Text to;
    size_t column;
    int row;

    if (text_cut(reference, ':', &from, &to) && parse_reference(to, &column, &row))
        read->grid.rows_told = row;
}

static void
open_column(SheetRead *read, const char **attributes)
{
    int64_t first;
    int64_t last;

    if (!is_true(xml_attribute(attributes, "hidden")) ||
        !text_to_i64(xml_attribute(attributes, "min"), &first) ||
        !text_to_i64(xml_attribute(attributes, "max"), &last))
        return;
    for (int64_t i = first < 1 ? 1 : first; i <= last && i <= SHEET_COLUMNS_MAX; i++)
        read->grid.hidden_columns[i - 1] = true;
}

static void
open_row(SheetRead *read, const char **attributes)
{
    int64_t number;
    Status status;

    read->row++; /* rows only go on; one that says otherwise gets the next number */
    if (text_to_i64(xml_attribute(attributes, "r"), &number) && number > read->row &&
        number <= ROW_NUMBER_MAX)
        read->row = (int)number;
    read->column = 0;
    status = grid_row(&read->grid, read->row, is_true(xml_attribute(attributes, "hidden")));
    if (status != OK)
        give_up(read, status);
}

static CellType
cell_type(Text name)
{
    static const struct {
        Text name;
        CellType type;
    } types[] = {
        {T_INIT("s"),         CELL_SHARED_TEXT},
        {T_INIT("str"),       CELL_TEXT       },
        {T_INIT("inlineStr"), CELL_TEXT       },
        {T_INIT("b"),         CELL_BOOL       },
        {T_INIT("e"),         CELL_ERROR      },
        {T_INIT("d"),         CELL_ISO_DATE   },
    };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (text_eq(name, types[i].name))
            return types[i].type;
    return CELL_NUMBER;
}

static void
open_cell(SheetRead *read, const char **attributes)
{
    int64_t style = 0;
    int row;
    size_t column;

    if (parse_reference(xml_attribute(attributes, "r"), &column, &row)) {
        if (column < read->column) { /* backwards, or the same cell twice */
            give_up(read, zip_broken(read->ctx));
            return;
        }
        read->column = column;
    }
    (void)text_to_i64(xml_attribute(attributes, "s"), &style);
    read->style = style < 0 ? 0 : (size_t)style;
    read->type = cell_type(xml_attribute(attributes, "t"));
    read->formula = false;
    read->has_value = false;
    read->value.len = 0;
    read->value.overflow = false;
}

/* The first row with this number or a later one. */
static size_t
find_row(const Sheet *sheet, int number)
{
    size_t low = 0;
    size_t high = sheet->len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sheet->at[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Only the first cell of a merged range is to be seen; what others hold is hidden below it. */
static void
merge(SheetRead *read, Text reference)
{
    Text from;
    Text to;
    size_t first_column, last_column;
    int first_row, last_row;
    Sheet *sheet = read->grid.sheet;

    if (!text_cut(reference, ':', &from, &to) ||
        !parse_reference(from, &first_column, &first_row) ||
        !parse_reference(to, &last_column, &last_row))
        return;
    read->ranges++;
    if (last_column >= SHEET_COLUMNS_MAX)
        last_column = SHEET_COLUMNS_MAX - 1;
    for (size_t i = find_row(sheet, first_row); i < sheet->len; i++) {
        SheetRow *row = &sheet->at[i];

        if (row->number > last_row)
            break;
        for (size_t c = first_column; c <= last_column && row->at != NULL; c++, read->merged++)
            if (row->number != first_row || c != first_column)
                row->at[c] = (SheetCell){.merged = true};
    }
    if (read->merged > MERGED_MAX)
        give_up(read, zip_broken(read->ctx));
}

static void
sheet_open(void *arg, const char *name, const char **attributes)
{
    SheetRead *read = arg;

    if (strcmp(name, "row") == 0)
        open_row(read, attributes);
    else if (strcmp(name, "c") == 0 && read->row != 0)
        open_cell(read, attributes);
    else if (strcmp(name, "f") == 0)
        read->formula = true;
    else if (strcmp(name, "v") == 0)
        read->in_value = read->has_value = true;
    else if (strcmp(name, "is") == 0)
        read->in_inline = true;
    else if (strcmp(name, "rPh") == 0)
        read->phonetic++;
    else if (strcmp(name, "t") == 0 && read->in_inline && read->phonetic == 0)
        read->in_value = read->has_value = true;
    else if (strcmp(name, "mergeCell") == 0)
        merge(read, xml_attribute(attributes, "ref"));
    else if (strcmp(name, "col") == 0)
        open_column(read, attributes);
    else if (strcmp(name, "dimension") == 0)
        dimension(read, xml_attribute(attributes, "ref"));
}

/* ---- what a cell's value is for people ---- */

static Status
put(SheetRead *read, Text text, SheetKind kind)
{
    return grid_put(&read->grid, read->column, grid_text(text), kind, read->formula);
}

static Status
put_shared(SheetRead *read, Text raw)
{
    int64_t index;

    if (!text_to_i64(text_trim(raw), &index) || index < 0 ||
        (size_t)index >= read->book->string_count)
        return sheet_refuse(read->ctx, TR(read->ctx->lang, "文件坏了，有文字找不到"));
    return grid_put(&read->grid, read->column, read->book->strings[index], SHEET_TEXT,
                    read->formula);
}

/* "2023-05-18T09:30:00" */
static Status
put_iso_date(SheetRead *read, Text raw)
{
    Text date = text_slice(text_trim(raw), 0, 10);
    Day day;

    return put(read, date, day_parse(date, &day) ? SHEET_DATE : SHEET_TEXT);
}

static Status
put_number(SheetRead *read, Text raw)
{
    NumberFormat format = {0};
    SheetKind kind;
    Text text;

    if (read->style < read->book->style_count)
        format = read->book->styles[read->style];
    kind = value_text(read->ctx->arena, raw, format, read->book->since_1904, &text);
    return put(read, text, kind);
}

static Status
put_cell(SheetRead *read)
{
    Arena *arena = read->ctx->arena;
    Text raw;

    if (read->value.overflow)
        return grid_put(&read->grid, read->column, too_long_text, SHEET_TEXT, read->formula);
    raw = buf_done(&read->value);
    if (!read->has_value || text_is_blank(raw)) {
        /* A formula that was never calculated: nothing to publish.  One may give the empty text. */
        bool missing = read->formula && !(read->has_value && read->type == CELL_TEXT);

        read->uncalculated += missing;
        return missing ? put(read, T("?"), SHEET_ERROR) : OK;
    }
    raw = text_copy(arena, raw);
    switch (read->type) {
    case CELL_SHARED_TEXT:
        return put_shared(read, raw);
    case CELL_TEXT:
        return put(read, value_unescape(arena, raw), SHEET_TEXT);
    case CELL_BOOL:
        return put(read, text_eq(text_trim(raw), T("1")) ? T("是") : T("否"), SHEET_BOOL);
    case CELL_ERROR:
        return put(read, raw, SHEET_ERROR);
    case CELL_ISO_DATE:
        return put_iso_date(read, raw);
    case CELL_NUMBER:
        break;
    }
    return put_number(read, raw);
}

static void
sheet_close(void *arg, const char *name)
{
    SheetRead *read = arg;

    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        read->in_value = false;
    } else if (strcmp(name, "rPh") == 0) {
        read->phonetic--;
    } else if (strcmp(name, "is") == 0) {
        read->in_inline = false;
    } else if (strcmp(name, "c") == 0 && read->row != 0) {
        Status status = put_cell(read);

        if (status != OK)
            give_up(read, status);
        read->column++;
    }
}

static void
sheet_text(void *arg, const char *at, int len)
{
    SheetRead *read = arg;

    if (read->in_value)
        buf_bytes(&read->value, at, (size_t)len);
}

Status
sheet_read_xlsx(Ctx *ctx, Text bytes, Sheet *out)
{
    static const XmlEvents events = {.open = sheet_open, .close = sheet_close, .text = sheet_text};
    SheetRead *read = NEW(ctx->arena, SheetRead);
    Book book;
    Zip zip;
    Status status;

    TRY(zip_open(ctx, bytes, &zip));
    TRY(book_read(&zip, &book));
    read->ctx = ctx;
    read->book = &book;
    read->grid = grid_new(ctx, out);
    read->value = buf_new(ctx->arena, CELL_BYTES_MAX);
    status = xml_read(&zip, book.sheet_path, &read->xml, &events, read);
    TRY(read->status);
    if (status == NOT_FOUND)
        return sheet_refuse(ctx, TR(ctx->lang, "文件坏了，工作表不见了"));
    TRY(status);
    out->name = book.sheet_name;
    out->other_sheets = book.other_sheets;
    out->hidden_sheets = book.hidden_sheets;
    out->merged_ranges = read->ranges;
    out->uncalculated = read->uncalculated;
    grid_finish(&read->grid);
    return OK;
}
