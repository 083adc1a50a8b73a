/*
 * CSV and tab-separated text (RFC 4180 as people write it), read by libcsv.
 */
#include <csv.h>

#include "base/tr.h"
#include "sheet/parts.h"

enum {
    PIECE_BYTES = 4096,
    GROW_BYTES =
        256 * 1024, /* libcsv takes 128 at a time: a long cell would be copied very often */
    CANDIDATES = 3,
    OPTIONS = CSV_EMPTY_IS_NULL | CSV_REPALL_NL, /* empty cells are nothing, empty lines are told */
};

typedef struct CsvRead {
    Grid *grid;
    Status status;
    int line; /* as a spreadsheet counts: a record with a line break inside is one row */
    size_t column;
    bool in_row;
    int last_end;
} CsvRead;

/* "-1,234.50": digits with a sign, commas and one point at most. */
static bool
looks_like_number(Text text)
{
    bool digit = false;
    bool point = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c >= '0' && c <= '9')
            digit = true;
        else if (c == '.' && !point)
            point = true;
        else if (!(i == 0 && (c == '-' || c == '+')) && !(c == ',' && digit && !point))
            return false;
    }
    return digit;
}

/* What spreadsheets write for a formula that failed, or a column that is too narrow. */
static bool
looks_like_error(Text text)
{
    static const Text errors[] = {T_INIT("#REF!"),  T_INIT("#DIV/0!"), T_INIT("#VALUE!"),
                                  T_INIT("#NAME?"), T_INIT("#N/A"),    T_INIT("#NUM!"),
                                  T_INIT("#NULL!")};

    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (text_eq(text, errors[i]))
            return true;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != '#')
            return false;
    return text.len >= 3;
}

static SheetKind
kind_of(Text text)
{
    if (looks_like_error(text))
        return SHEET_ERROR;
    return looks_like_number(text) ? SHEET_NUMBER : SHEET_TEXT;
}

/* ="001": how programs keep a spreadsheet from dropping zeros. */
static Text
without_formula(Text text)
{
    if (text.len >= 3 && text_starts(text, T("=\"")) && text_ends(text, T("\"")))
        return text_slice(text, 2, text.len - 3);
    return text;
}

static void
on_cell(void *bytes, size_t len, void *arg)
{
    CsvRead *read = arg;
    Text text = {bytes, len};

    if (read->status != OK)
        return;
    if (!read->in_row) {
        read->status = grid_row(read->grid, read->line, false);
        read->in_row = true;
    }
    if (read->status == OK && bytes != NULL && !text_is_blank(text)) {
        text = grid_text(text_copy(read->grid->ctx->arena, without_formula(text)));
        read->status = grid_put(read->grid, read->column, text, kind_of(text), false);
    }
    read->column++;
}

static void
on_row(int end, void *arg)
{
    CsvRead *read = arg;

    /* The LF of a CR LF comes as an empty record. */
    if (end == '\n' && read->last_end == '\r' && read->column == 0) {
        read->last_end = end;
        return;
    }
    read->last_end = end;
    read->line++;
    read->column = 0;
    read->in_row = false;
}

static int
candidate(char c)
{
    static const char candidates[] = {'\t', ',', ';'};

    for (int i = 0; i < CANDIDATES; i++)
        if (c == candidates[i])
            return i;
    return -1;
}

/* Tab, comma or semicolon: whichever the first line with one has most of, outside quotes (which
 * open at the beginning of a cell only). */
static unsigned char
delimiter_of(Text text, bool pasted)
{
    static const unsigned char delimiters[] = {'\t', ',', ';'};
    size_t counts[CANDIDATES] = {0};
    bool quoted = false;
    bool cell_begins = true;
    size_t best = 0; /* where counts are equal, the tab */

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == '"' && (quoted || cell_begins))
            quoted = !quoted;
        if (!quoted && candidate(c) >= 0)
            counts[candidate(c)]++;
        if (!quoted && c == '\n' && counts[0] + counts[1] + counts[2] != 0)
            break;
        cell_begins = c == '\n' || c == '\r' || c == ' ' || candidate(c) >= 0;
    }
    for (size_t j = 1; j < CANDIDATES && !(pasted && counts[0] != 0); j++)
        if (counts[j] > counts[best])
            best = j;
    if (counts[best] == 0)
        return ',';
    return delimiters[best];
}

/* Lines with something in them. */
static int64_t
count_lines(Text text)
{
    int64_t lines = 0;
    size_t from = 0;

    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] != '\n' && text.at[i] != '\r')
            continue;
        lines += i > from;
        from = i + 1;
    }
    return lines;
}

static Status
unclosed(Ctx *ctx, int line)
{
    return sheet_refuse(ctx, TR_FORMAT(ctx->arena, ctx->lang, "第 {line} 行：{sentence}",
                                       {"line", text_printf(ctx->arena, "%d", line)},
                                       {"sentence", TR(ctx->lang, "引号没有成对")}));
}

Status
sheet_read_csv(Ctx *ctx, Text utf8, bool pasted, Sheet *out)
{
    struct csv_parser parser;
    Grid grid = grid_new(ctx, out);
    CsvRead read = {.grid = &grid, .line = 1};
    size_t at = 0;

    grid.rows_told = count_lines(utf8);
    if (csv_init(&parser, OPTIONS) != 0)
        return FAULT;
    csv_set_blk_size(&parser, GROW_BYTES);
    csv_set_delim(&parser, delimiter_of(utf8, pasted));
    /* Piece by piece, so that reading stops where a limit is passed. */
    while (at < utf8.len && read.status == OK) {
        size_t piece = utf8.len - at < PIECE_BYTES ? utf8.len - at : PIECE_BYTES;

        if (csv_parse(&parser, utf8.at + at, piece, on_cell, on_row, &read) != piece) {
            read.status = sheet_refuse(ctx, TR(ctx->lang, "文件读不下去，可能不是表格"));
            break;
        }
        at += piece;
    }
    csv_set_opts(&parser, OPTIONS | CSV_STRICT | CSV_STRICT_FINI); /* an open quote is an error */
    if (read.status == OK && csv_fini(&parser, on_cell, on_row, &read) != 0)
        read.status = unclosed(ctx, read.line);
    csv_free(&parser);
    TRY(read.status);
    grid_finish(&grid);
    return OK;
}
