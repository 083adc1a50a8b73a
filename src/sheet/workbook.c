#include "sheet/workbook.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/file.h"
#include "base/log.h"

enum {
    FOLDER_BYTES = 64,
    PAPER_A4 = 9,
    LINE_POINTS = 17,
    HEAD_POINTS = 20,
    TITLE_POINTS = 26,
    FONT_POINTS = 11,
    TITLE_FONT_POINTS = 16,
    CHART_WIDTH = 640,
    CHART_HEIGHT = 300,
    LYING_PIXELS = 22, /* a bar */
    ROW_PIXELS = 20,
    WIDE_FROM = 0x2E80, /* Chinese characters and what stands beside them */
    EXCEL_EPOCH = 25569 /* 1970-01-01 in a workbook */
};

static const char *const fonts = "Microsoft YaHei";

struct Workbook {
    Ctx *ctx;
    char folder[FOLDER_BYTES];
    char *path;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    char *sheet_name;
    lxw_format *formats[WORKBOOK_STYLES];
    size_t columns;
    int width; /* of all of them, in characters */
    lxw_row_t row;
    lxw_row_t chart_row; /* where the next chart stands */
    lxw_error error;     /* the first one */
};

static void
note(Workbook *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* ---- styles ---- */

static lxw_format *
plain_format(Workbook *book)
{
    lxw_format *format = workbook_add_format(book->book);

    format_set_font_name(format, fonts);
    format_set_font_size(format, FONT_POINTS);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

static lxw_format *
number_format(Workbook *book, const char *code)
{
    lxw_format *format = plain_format(book);

    format_set_num_format(format, code);
    format_set_align(format, LXW_ALIGN_RIGHT);
    return format;
}

static void
make_formats(Workbook *book)
{
    lxw_format **formats = book->formats;

    formats[WORKBOOK_TEXT] = plain_format(book);
    formats[WORKBOOK_WORDS] = plain_format(book);
    format_set_text_wrap(formats[WORKBOOK_WORDS]);
    formats[WORKBOOK_TITLE] = plain_format(book);
    format_set_bold(formats[WORKBOOK_TITLE]);
    format_set_font_size(formats[WORKBOOK_TITLE], TITLE_FONT_POINTS);
    format_set_font_color(formats[WORKBOOK_TITLE], 0x0B4F41);
    formats[WORKBOOK_HEAD] = plain_format(book);
    format_set_bold(formats[WORKBOOK_HEAD]);
    format_set_text_wrap(formats[WORKBOOK_HEAD]);
    format_set_bg_color(formats[WORKBOOK_HEAD], 0xE6EFEC);
    format_set_bottom(formats[WORKBOOK_HEAD], LXW_BORDER_THIN);
    formats[WORKBOOK_NUMBER] = number_format(book, "#,##0");
    formats[WORKBOOK_RATE] = number_format(book, "0.0%");
    formats[WORKBOOK_CHANGE] = number_format(book, "+0.0%;-0.0%;0.0%");
    formats[WORKBOOK_POINTS] = number_format(book, "+0.0;-0.0;0.0");
    formats[WORKBOOK_DAY] = number_format(book, "yyyy-mm-dd");
}

/* ---- the book ---- */

Status
workbook_begin(Ctx *ctx, Text title, Text author, Workbook **out)
{
    Workbook *book = NEW(ctx->arena, Workbook);
    lxw_workbook_options options = {0};
    lxw_doc_properties properties = {.title = text_cstr(ctx->arena, title),
                                     .author = text_cstr(ctx->arena, author)};

    *book = (Workbook){.ctx = ctx, .folder = "/tmp/mingbai-book.XXXXXX"};
    *out = book;
    if (mkdtemp(book->folder) == NULL) {
        log_error("sheet.workbook", LOG_C("error", strerror(errno)));
        return FAULT;
    }
    book->path = text_cstr(ctx->arena, text_printf(ctx->arena, "%s/book.xlsx", book->folder));
    options.tmpdir = book->folder;
    book->book = workbook_new_opt(book->path, &options);
    if (book->book == NULL) {
        (void)rmdir(book->folder);
        log_error("sheet.workbook", LOG_C("error", "no workbook"));
        return FAULT;
    }
    properties.created = (time_t)ctx->now;
    note(book, workbook_set_properties(book->book, &properties));
    make_formats(book);
    return OK;
}

void
workbook_sheet(Workbook *book, Text name, const int *widths, size_t columns, bool wide)
{
    book->sheet_name = text_cstr(book->ctx->arena, name);
    book->sheet = workbook_add_worksheet(book->book, book->sheet_name);
    book->columns = columns;
    book->width = 0;
    book->row = book->chart_row = 0;
    if (book->sheet == NULL) {
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < columns; i++) {
        book->width += widths[i];
        note(book, worksheet_set_column(book->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL));
    }
    worksheet_set_paper(book->sheet, PAPER_A4);
    if (wide)
        worksheet_set_landscape(book->sheet);
    worksheet_fit_to_pages(book->sheet, 1, 0);
    note(book, worksheet_set_footer(book->sheet, "&L&A&R&P / &N"));
}

static lxw_error
put_cell(Workbook *book, lxw_col_t column, const WorkbookCell *cell)
{
    lxw_format *format = book->formats[cell->style];

    if (cell->text.len != 0)
        return worksheet_write_string(book->sheet, book->row, column,
                                      text_cstr(book->ctx->arena, cell->text), format);
    if (cell->style < WORKBOOK_NUMBER)
        return worksheet_write_blank(book->sheet, book->row, column, format);
    return worksheet_write_number(book->sheet, book->row, column,
                                  cell->number + (cell->style == WORKBOOK_DAY ? EXCEL_EPOCH : 0),
                                  format);
}

void
workbook_row(Workbook *book, const WorkbookCell *cells, size_t count)
{
    if (book->sheet == NULL)
        return;
    for (size_t i = 0; i < count && i < WORKBOOK_COLUMNS_MAX; i++)
        note(book, put_cell(book, (lxw_col_t)i, &cells[i]));
    if (count != 0 && cells[0].style == WORKBOOK_HEAD) {
        worksheet_freeze_panes(book->sheet, book->row + 1, 0);
        note(book, worksheet_repeat_rows(book->sheet, book->row, book->row));
        note(book, worksheet_set_row(book->sheet, book->row, HEAD_POINTS, NULL));
    }
    book->row++;
}

/* How many lines a text takes in all columns together; a Chinese character is two wide. */
static int
lines_of(const Workbook *book, Text text)
{
    int width = 0;

    while (text.len != 0)
        width += text_next_char(&text) < WIDE_FROM ? 1 : 2;
    return 1 + width / (book->width > 0 ? book->width : 1);
}

void
workbook_line(Workbook *book, WorkbookStyle style, Text text)
{
    char *words = text_cstr(book->ctx->arena, text);
    double height =
        style == WORKBOOK_TITLE ? TITLE_POINTS : (double)LINE_POINTS * lines_of(book, text);

    if (book->sheet == NULL)
        return;
    note(book, worksheet_set_row(book->sheet, book->row, height, NULL));
    if (book->columns > 1)
        note(book,
             worksheet_merge_range(book->sheet, book->row, 0, book->row,
                                   (lxw_col_t)(book->columns - 1), words, book->formats[style]));
    else
        note(book, worksheet_write_string(book->sheet, book->row, 0, words, book->formats[style]));
    book->row++;
}

size_t
workbook_at(const Workbook *book)
{
    return book->row;
}

/* ---- charts ---- */

static void
add_series(Workbook *book, lxw_chart *drawn, const WorkbookChart *chart, size_t which)
{
    static const lxw_color_t fills[WORKBOOK_SERIES_MAX] = {0x0B4F41, 0x7DB9A8, 0xE3F1EC, 0xBFC8C5};
    lxw_chart_fill fill = {.color = chart->series_len == 1 ? 0x2F7F6C : fills[which]};
    lxw_chart_line line = {.color = 0x0B4F41, .width = 0.5F};
    lxw_chart_series *series = chart_add_series(drawn, NULL, NULL);
    lxw_col_t column = (lxw_col_t)chart->series[which];

    if (series == NULL) {
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    chart_series_set_name_range(series, book->sheet_name, (lxw_row_t)chart->head_row, column);
    chart_series_set_categories(series, book->sheet_name, (lxw_row_t)chart->first_row,
                                (lxw_col_t)chart->names, (lxw_row_t)chart->last_row,
                                (lxw_col_t)chart->names);
    chart_series_set_values(series, book->sheet_name, (lxw_row_t)chart->first_row, column,
                            (lxw_row_t)chart->last_row, column);
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
    if (chart->kind != WORKBOOK_STACKED) {
        chart_series_set_labels(series);
        /* A cell without a value ("–") is 0 to a chart: better no label than a wrong one. */
        if (chart->rates)
            chart_series_set_labels_num_format(series, "0.0%;;");
    }
}

static uint8_t
type_of(WorkbookChartKind kind)
{
    switch (kind) {
    case WORKBOOK_LYING:
        return LXW_CHART_BAR;
    case WORKBOOK_STACKED:
        return LXW_CHART_COLUMN_STACKED;
    case WORKBOOK_BARS:
        break;
    }
    return LXW_CHART_COLUMN;
}

/* The library names the axes by where they lie: of lying bars x has the values. */
static void
dress_axes(lxw_chart *drawn, const WorkbookChart *chart)
{
    bool lying = chart->kind == WORKBOOK_LYING;
    lxw_chart_axis *values = lying ? drawn->x_axis : drawn->y_axis;

    if (chart->rates) {
        chart_axis_set_min(values, 0);
        chart_axis_set_max(values, 1);
        chart_axis_set_num_format(values, "0%");
    }
    if (lying)
        chart_axis_set_reverse(drawn->y_axis); /* the first one on top */
    if (chart->series_len == 1)
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    else
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
}

void
workbook_chart(Workbook *book, const WorkbookChart *chart)
{
    size_t bars = chart->last_row - chart->first_row + 1;
    double height = chart->kind == WORKBOOK_LYING ? CHART_HEIGHT / 3.0 + LYING_PIXELS * (double)bars
                                                  : CHART_HEIGHT;
    lxw_chart_options options = {.x_scale = CHART_WIDTH / 480.0, .y_scale = height / 288.0};
    lxw_chart *drawn;

    if (book->sheet == NULL)
        return;
    drawn = workbook_add_chart(book->book, type_of(chart->kind));
    if (drawn == NULL) {
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < chart->series_len && i < WORKBOOK_SERIES_MAX; i++)
        add_series(book, drawn, chart, i);
    chart_title_set_name(drawn, text_cstr(book->ctx->arena, chart->title));
    dress_axes(drawn, chart);
    if (book->chart_row < book->row + 1)
        book->chart_row = book->row + 1;
    note(book, worksheet_insert_chart_opt(book->sheet, book->chart_row, 0, drawn, &options));
    book->chart_row += (lxw_row_t)(height / ROW_PIXELS) + 2;
}

/* ---- the end ---- */

Status
workbook_end(Workbook *book, Text *bytes_out)
{
    lxw_error error = workbook_close(book->book);
    Status status = OK;

    note(book, error);
    if (book->error != LXW_NO_ERROR) {
        log_error("sheet.workbook", LOG_C("error", lxw_strerror(book->error)));
        status = FAULT;
    } else {
        status = file_read(book->ctx->arena, book->path, WORKBOOK_BYTES_MAX, bytes_out);
    }
    (void)unlink(book->path);
    (void)rmdir(book->folder);
    return status;
}
