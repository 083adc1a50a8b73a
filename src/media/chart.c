#include "media/chart.h"

enum {
    LEGEND_HEIGHT = 18,
    NAMES_HEIGHT = 26,
    LABEL_SIZE = 8,
    SMALL_LABEL_SIZE = 7,
    LABEL_HEIGHT = 12,
    LABEL_ROOM = 60, /* a label may be wider than its bar */
    SWATCH = 9,
    LEGEND_GAP = 5,
    LEGEND_NAME = 110,
    GRID_LINES = 4,
    NAME_SHARE = 3, /* of a lying bar's width: one in so many is its name */
    INSIDE_LEAST = 11
};

/* Dark, middle, light: told apart without their colour. */
static const unsigned fills[CHART_SERIES_MAX] = {0x0B4F41, 0x7DB9A8, 0xE3F1EC};
static const unsigned on_fill[CHART_SERIES_MAX] = {0xFFFFFF, 0x000000, 0x000000};
static const unsigned alone = 0x2F7F6C, edge = 0x0B4F41, grid = 0xDDE4E1, ink = 0x1C2B27;

static void
box(Paper *paper, double x, double y, double width, double height, unsigned fill)
{
    if (height <= 0 || width <= 0)
        return;
    cairo_rectangle(paper->cairo, x, y, width, height);
    paper_colour(paper, fill);
    cairo_fill_preserve(paper->cairo);
    paper_colour(paper, edge);
    cairo_set_line_width(paper->cairo, 0.4);
    cairo_stroke(paper->cairo);
}

static void
line(Paper *paper, double x, double y, double width, unsigned colour)
{
    paper_colour(paper, colour);
    cairo_set_line_width(paper->cairo, 0.5);
    cairo_move_to(paper->cairo, x, y);
    cairo_line_to(paper->cairo, x + width, y);
    cairo_stroke(paper->cairo);
}

/* In the middle of x, wider than the bar where it must. */
static void
label(Paper *paper, double middle, double y, unsigned colour, int size, Text text)
{
    if (text.len == 0)
        return;
    paper_colour(paper, colour);
    (void)paper_text(paper, (int)(middle - LABEL_ROOM / 2.0 + 0.5), (int)y, LABEL_ROOM,
                     (PaperFont){.size = size, .centered = true, .one_line = true}, text);
}

static void
legend(Paper *paper, int x, int y, const Chart *chart)
{
    for (size_t i = 0; chart->series_len > 1 && i < chart->series_len; i++) {
        box(paper, x, y + 2, SWATCH, SWATCH, fills[i]);
        paper_colour(paper, ink);
        (void)paper_text(paper, x + SWATCH + LEGEND_GAP, y, LEGEND_NAME,
                         (PaperFont){.size = LABEL_SIZE + 1, .one_line = true},
                         chart->series[i].name);
        x += SWATCH + LEGEND_GAP + LEGEND_NAME;
    }
}

static int64_t
largest(const Chart *chart, size_t columns)
{
    int64_t most = 1;

    for (size_t i = 0; i < columns; i++) {
        int64_t sum = 0;

        for (size_t j = 0; j < chart->series_len; j++) {
            int64_t value = chart->series[j].values[i].value;

            sum = chart->stacked ? sum + value : value;
            most = sum > most ? sum : most;
        }
    }
    return chart->full > 0 ? chart->full : most;
}

/* Where the bars stand. */
typedef struct Plot {
    double left, base, height, step;
    int64_t full;
} Plot;

static double
height_of(const Plot *plot, int64_t value)
{
    double part = (double)value / (double)plot->full;

    return plot->height * (part > 1 ? 1 : part);
}

static void
draw_stack(Paper *paper, const Chart *chart, const Plot *plot, size_t column)
{
    double width = plot->step * 0.6, x = plot->left + plot->step * ((double)column + 0.5);
    double y = plot->base;

    for (size_t i = 0; i < chart->series_len; i++) {
        const ChartValue *value = &chart->series[i].values[column];
        double height = height_of(plot, value->value);

        y -= height;
        box(paper, x - width / 2, y, width, height, fills[i]);
        if (height >= INSIDE_LEAST)
            label(paper, x, y + height / 2 - LABEL_HEIGHT / 2.0, on_fill[i], SMALL_LABEL_SIZE,
                  value->label);
    }
    if (chart->tops != NULL)
        label(paper, x, y - LABEL_HEIGHT, ink, LABEL_SIZE, chart->tops[column]);
}

static void
draw_group(Paper *paper, const Chart *chart, const Plot *plot, size_t column)
{
    double width = plot->step * 0.76 / (double)chart->series_len;
    double x = plot->left + plot->step * ((double)column + 0.12);

    for (size_t i = 0; i < chart->series_len; i++, x += width) {
        const ChartValue *value = &chart->series[i].values[column];
        double height = value->none ? 0 : height_of(plot, value->value);

        box(paper, x + width * 0.06, plot->base - height, width * 0.88, height,
            chart->series_len == 1 ? alone : fills[i]);
        label(paper, x + width / 2, plot->base - height - LABEL_HEIGHT, ink,
              chart->series_len == 1 ? LABEL_SIZE : SMALL_LABEL_SIZE, value->label);
    }
}

void
chart_draw(Paper *paper, int x, int y, int width, const Chart *chart)
{
    size_t columns = chart->len < CHART_COLUMNS_MAX ? chart->len : CHART_COLUMNS_MAX;
    int top = y + (chart->series_len > 1 ? LEGEND_HEIGHT : 0) + LABEL_HEIGHT;
    Plot plot = {
        .left = x,
        .base = y + CHART_HEIGHT - NAMES_HEIGHT,
        .height = y + CHART_HEIGHT - NAMES_HEIGHT - top,
        .step = (double)width / (double)(columns != 0 ? columns : 1),
        .full = largest(chart, columns),
    };

    legend(paper, x, y, chart);
    for (int i = 1; i <= GRID_LINES; i++)
        line(paper, x, plot.base - plot.height * i / GRID_LINES, width, grid);
    for (size_t i = 0; i < columns; i++) {
        if (chart->stacked)
            draw_stack(paper, chart, &plot, i);
        else
            draw_group(paper, chart, &plot, i);
        paper_colour(paper, ink);
        (void)paper_text(paper, (int)(plot.left + plot.step * (double)i), (int)plot.base + 3,
                         (int)plot.step, (PaperFont){.size = LABEL_SIZE, .centered = true},
                         chart->names[i]);
    }
    line(paper, x, plot.base, width, ink);
    paper_colour(paper, ink);
}

void
chart_draw_line(Paper *paper, int x, int y, int width, Text name, ChartValue value, int64_t full)
{
    int name_width = width / NAME_SHARE - LEGEND_GAP;
    int left = x + width / NAME_SHARE, room = width - width / NAME_SHARE - LABEL_ROOM;
    double part = full > 0 && !value.none ? (double)value.value / (double)full : 0;
    double bar = room * (part > 1 ? 1 : part);
    PaperFont font = {.size = LABEL_SIZE + 1, .one_line = true};

    paper_colour(paper, ink);
    (void)paper_text(paper, x, y + 1, name_width, font, name);
    if (!value.none) {
        cairo_rectangle(paper->cairo, left, y + 3, room, CHART_LINE_HEIGHT - 7);
        paper_colour(paper, 0xF1F5F3);
        cairo_fill(paper->cairo);
        box(paper, left, y + 3, bar, CHART_LINE_HEIGHT - 7, alone);
    }
    paper_colour(paper, ink);
    (void)paper_text(paper, value.none ? left : left + room + LEGEND_GAP, y + 1,
                     LABEL_ROOM - LEGEND_GAP, font, value.label);
}
