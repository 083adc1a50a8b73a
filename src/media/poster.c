/* The poster, drawn for A3; A4 is the same, smaller. */
#include "media/poster.h"

#include "media/canvas.h"

enum {
    MARGIN = 62,
    HEAD = 440, /* height of the picture on top */
    ABOVE_Y = 78,
    ABOVE_SIZE = 30,
    TITLE_Y = 118,
    TITLE_SIZE = 76,
    TITLE_STEP = 112,
    BOX_X = 192,
    BOX_Y = 472,
    BOX_SIDE = 458,
    BOX_ROUND = 30,
    SCAN_Y = 938,
    SCAN_SIZE = 44,
    CARD_Y = 1002,
    CARD_HEIGHT = 104,
    CARD_STEP = 245,
    CARD_WIDTH = 230,
    CARD_TITLE = 27,
    CARD_TEXT = 18,
    FOOT_Y = 1116,
    FOOT_SIZE = 19,
    PINE = 0x0b6e59,
    CANVAS_TINT = 0xf5f3ea,
    INK = 0x16221d,
};

static const double pi = 3.14159265358979;

static void
rounded(cairo_t *cairo, double x, double y, double width, double height, double round)
{
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - round, y + round, round, -pi / 2, 0);
    cairo_arc(cairo, x + width - round, y + height - round, round, 0, pi / 2);
    cairo_arc(cairo, x + round, y + height - round, round, pi / 2, pi);
    cairo_arc(cairo, x + round, y + round, round, pi, 3 * pi / 2);
    cairo_close_path(cairo);
}

static void
box(Canvas *canvas, int x, int y, int width, int height, unsigned rgb)
{
    canvas_colour(canvas, rgb);
    cairo_rectangle(canvas->cairo, x, y, width, height);
    cairo_fill(canvas->cairo);
}

static void
draw_sun(Canvas *canvas)
{
    static const int rings[] = {100, 80, 60, 40};
    cairo_t *cairo = canvas->cairo;

    for (size_t i = 0; i < sizeof rings / sizeof rings[0]; i++) {
        bool core = rings[i] == 40;

        cairo_set_source_rgba(cairo, 1, 0.82, 0.4, core ? 1 : 0.14);
        cairo_arc(cairo, 672, 190, rings[i], 0, 2 * pi);
        cairo_fill(cairo);
    }
}

static void
draw_hill(Canvas *canvas, unsigned rgb, int left, int first, int second, int right)
{
    cairo_t *cairo = canvas->cairo;

    canvas_colour(canvas, rgb);
    cairo_move_to(cairo, 0, left);
    cairo_curve_to(cairo, A3_WIDTH / 3.0, first, A3_WIDTH * 2 / 3.0, second, A3_WIDTH, right);
    cairo_line_to(cairo, A3_WIDTH, HEAD);
    cairo_line_to(cairo, 0, HEAD);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

static void
draw_house(Canvas *canvas, int middle, int foot, int width)
{
    cairo_t *cairo = canvas->cairo;
    int wall = width * 2 / 3, half = width / 2;

    box(canvas, middle - wall / 2, foot - wall * 2 / 3, wall, wall * 2 / 3, 0xf6ead6);
    box(canvas, middle - wall / 8, foot - wall * 2 / 5, wall / 4, wall * 2 / 5, 0x8a5a3c);
    box(canvas, middle - wall * 2 / 5, foot - wall / 2, wall / 5, wall / 5, 0xb9d3df);
    box(canvas, middle + wall / 5, foot - wall / 2, wall / 5, wall / 5, 0xb9d3df);
    canvas_colour(canvas, 0x8c3a2c);
    cairo_move_to(cairo, middle - half, foot - wall * 2 / 3 + 4);
    cairo_line_to(cairo, middle, foot - wall * 2 / 3 - half * 2 / 3);
    cairo_line_to(cairo, middle + half, foot - wall * 2 / 3 + 4);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

static void
draw_picture(Canvas *canvas)
{
    cairo_pattern_t *sky = cairo_pattern_create_linear(0, 0, 0, HEAD);

    cairo_pattern_add_color_stop_rgb(sky, 0, 0.04, 0.36, 0.295);
    cairo_pattern_add_color_stop_rgb(sky, 1, 0.1, 0.54, 0.42);
    cairo_rectangle(canvas->cairo, 0, 0, A3_WIDTH, HEAD);
    cairo_set_source(canvas->cairo, sky);
    cairo_fill(canvas->cairo);
    cairo_pattern_destroy(sky);
    draw_sun(canvas);
    draw_hill(canvas, 0x23866a, 374, 300, 430, 300);
    draw_house(canvas, 548, 392, 80);
    draw_house(canvas, 734, 388, 80);
    draw_house(canvas, 632, 396, 116);
    draw_hill(canvas, 0x0e5f4a, 404, 360, 420, 372);
}

static void
draw_code(Canvas *canvas, const Poster *poster)
{
    cairo_t *cairo = canvas->cairo;

    rounded(cairo, BOX_X, BOX_Y, BOX_SIDE, BOX_SIDE, BOX_ROUND);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_fill_preserve(cairo);
    canvas_colour(canvas, PINE);
    cairo_set_line_width(cairo, 6);
    cairo_stroke(cairo);
    /* A quarter of it may be creased, faded or dirty: it hangs there for years. */
    canvas_qr(canvas, BOX_X + 6, BOX_Y + 6, BOX_SIDE - 12, QR_ECLEVEL_Q, poster->link);
}

static void
draw_cards(Canvas *canvas, const Poster *poster)
{
    static const unsigned colours[POSTER_CARDS] = {0x8a5a00, 0x1d64b8, 0xb3261e};

    pango_layout_set_alignment(canvas->layout, PANGO_ALIGN_LEFT);
    for (int i = 0; i < POSTER_CARDS; i++) {
        int x = MARGIN + i * CARD_STEP;
        int y = CARD_Y + 8;

        rounded(canvas->cairo, x, CARD_Y, CARD_WIDTH, CARD_HEIGHT, 14);
        cairo_set_source_rgb(canvas->cairo, 1, 1, 1);
        cairo_fill(canvas->cairo);
        rounded(canvas->cairo, x, CARD_Y, 8, CARD_HEIGHT, 4);
        canvas_colour(canvas, colours[i]);
        cairo_fill(canvas->cairo);
        y += canvas_text(canvas, x + 24, y, CARD_WIDTH - 30, CARD_TITLE, true,
                         poster->cards[i].title);
        canvas_colour(canvas, 0x3a4a43);
        (void)canvas_text(canvas, x + 24, y, CARD_WIDTH - 30, CARD_TEXT, false,
                          poster->cards[i].says);
    }
}

static void
draw_words(Canvas *canvas, const Poster *poster)
{
    enum { WIDTH = A3_WIDTH - 2 * MARGIN };
    int y = FOOT_Y;

    cairo_set_source_rgb(canvas->cairo, 1, 1, 1);
    (void)canvas_text(canvas, MARGIN, ABOVE_Y, WIDTH, ABOVE_SIZE, false, poster->above);
    (void)canvas_text(canvas, MARGIN, TITLE_Y, WIDTH, TITLE_SIZE, true, poster->line1);
    (void)canvas_text(canvas, MARGIN, TITLE_Y + TITLE_STEP, WIDTH, TITLE_SIZE, true, poster->line2);
    pango_layout_set_alignment(canvas->layout, PANGO_ALIGN_CENTER);
    canvas_colour(canvas, INK);
    (void)canvas_text(canvas, MARGIN, SCAN_Y, WIDTH, SCAN_SIZE, true, poster->scan);
    canvas_colour(canvas, 0x3a4a43);
    y += canvas_text(canvas, MARGIN, y, WIDTH, FOOT_SIZE, false, poster->help);
    (void)canvas_text(canvas, MARGIN, y, WIDTH, FOOT_SIZE, false, poster->large);
}

Status
poster_draw(Arena *arena, const Poster *poster, PosterForm form, Text *out)
{
    Canvas canvas;
    double scale = form == POSTER_A4_PDF ? (double)A4_WIDTH / A3_WIDTH : 1;

    canvas_begin(&canvas, arena, form == POSTER_PNG ? CANVAS_PNG : CANVAS_PDF, A3_WIDTH, A3_HEIGHT,
                 scale, POSTER_BYTES_MAX);
    box(&canvas, 0, 0, A3_WIDTH, A3_HEIGHT, CANVAS_TINT);
    draw_picture(&canvas);
    draw_code(&canvas, poster);
    draw_words(&canvas, poster);
    draw_cards(&canvas, poster);
    return canvas_finish(&canvas, "poster.draw", out);
}
