/*
 * workbook -- an .xlsx of several sheets for people to read, print and work on: numbers as numbers,
 * rates as rates, days as days, heads that stay in view and repeat on paper, and charts that follow
 * the cells.  (Plain tables go out through sheet/write.h, row after row in constant memory.)
 *
 * What goes wrong on the way is remembered and told at the end.
 */
#pragma once

#include "base/ctx.h"

enum { WORKBOOK_BYTES_MAX = 32 * 1024 * 1024, WORKBOOK_COLUMNS_MAX = 16, WORKBOOK_SERIES_MAX = 4 };

typedef enum WorkbookStyle {
    WORKBOOK_TEXT,
    WORKBOOK_WORDS, /* text that is broken into lines within its width */
    WORKBOOK_TITLE,
    WORKBOOK_HEAD,
    WORKBOOK_NUMBER, /* 3,214 */
    WORKBOOK_RATE,   /* 0.942: 94.2 % */
    WORKBOOK_CHANGE, /* 0.031: +3.1 % */
    WORKBOOK_POINTS, /* 1.8: +1.8, of points of a rate */
    WORKBOOK_DAY,    /* a Day */
    WORKBOOK_STYLES
} WorkbookStyle;

/* text where there is any, else the number; nothing of both in a WORKBOOK_TEXT: an empty cell. */
typedef struct WorkbookCell {
    WorkbookStyle style;
    Text text;
    double number;
} WorkbookCell;

typedef struct Workbook Workbook;

/* title and author: what the file says of itself. */
MUST_CHECK Status workbook_begin(Ctx *ctx, Text title, Text author, Workbook **out);
/* The next sheet, A4 for printing (wide: sideways), with its columns' widths in characters.  A name
 * has at most 31 characters, none of []:*?/\. */
void workbook_sheet(Workbook *book, Text name, const int *widths, size_t columns, bool wide);
/* The next row.  One with a WORKBOOK_HEAD in front stays in view, and is repeated on paper. */
void workbook_row(Workbook *book, const WorkbookCell *cells, size_t count);
/* A row of one cell over all columns, as high as its text takes. */
void workbook_line(Workbook *book, WorkbookStyle style, Text text);
/* The number of the next row of this sheet, from 0. */
size_t workbook_at(const Workbook *book);

typedef enum WorkbookChartKind {
    WORKBOOK_BARS,    /* side by side */
    WORKBOOK_STACKED, /* on top of each other */
    WORKBOOK_LYING    /* from the left, the first on top */
} WorkbookChartKind;

typedef struct WorkbookChart {
    WorkbookChartKind kind;
    Text title;
    size_t head_row; /* its cells name the series */
    size_t first_row, last_row;
    size_t names;                       /* column of the names of the bars */
    size_t series[WORKBOOK_SERIES_MAX]; /* columns of numbers */
    size_t series_len;
    bool rates; /* from 0 to 100 % */
} WorkbookChart;

/* Of cells of the sheet in hand, once all its rows are there: it stands below them and below the
 * one before. */
void workbook_chart(Workbook *book, const WorkbookChart *chart);

/* Its bytes.  FAULT (logged) when something could not be written. */
MUST_CHECK Status workbook_end(Workbook *book, Text *bytes_out);
