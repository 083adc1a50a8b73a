/*
 * chart -- bars on paper: as good in grey as in colour, with each number printed, so that nothing
 * has to be read off a scale.
 */
#pragma once

#include "media/paper.h"

enum { CHART_SERIES_MAX = 3, CHART_COLUMNS_MAX = 24, CHART_HEIGHT = 150 };

/* One bar, or part of one. */
typedef struct ChartValue {
    int64_t value; /* not negative */
    Text label;    /* "94.2%" */
    bool none;     /* there is no value: only the label stands there */
} ChartValue;

typedef struct ChartSeries {
    Text name;
    const ChartValue *values; /* one a name */
} ChartSeries;

/* Bars side by side over names (months), in groups of as many as there are series, or stacked. */
typedef struct Chart {
    const Text *names; /* '\n' in them breaks */
    size_t len;        /* at most CHART_COLUMNS_MAX are drawn */
    ChartSeries series[CHART_SERIES_MAX];
    size_t series_len; /* one: no legend */
    bool stacked;
    const Text *tops; /* stacked: what stands on each column, its sum; NULL: nothing */
    int64_t full;     /* what fills the height; 0: the largest */
} Chart;

/* Draws it CHART_HEIGHT high. */
void chart_draw(Paper *paper, int x, int y, int width, const Chart *chart);

/* A bar that lies: its length is part of the room of a whole, with the label behind it. */
enum { CHART_LINE_HEIGHT = 17 };
void chart_draw_line(Paper *paper, int x, int y, int width, Text name, ChartValue value,
                     int64_t full);
