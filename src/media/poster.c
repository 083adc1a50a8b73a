/* The poster, drawn for A3; A4 is the same, smaller. */
#include "media/poster.h"

#include "media/paper.h"

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
    PAPER_TINT = 0xf5f3ea,
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
box(Paper *paper, int x, int y, int width, int height, unsigned rgb)
{
    paper_colour(paper, rgb);
    cairo_rectangle(paper->cairo, x, y, width, height);
    cairo_fill(paper->cairo);
}

static void
draw_sun(Paper *paper)
{
    static const int rings[] = {100, 80, 60, 40};
    cairo_t *cairo = paper->cairo;

    for (size_t i = 0; i < sizeof rings / sizeof rings[0]; i++) {
        bool core = rings[i] == 40;

        cairo_set_source_rgba(cairo, 1, 0.82, 0.4, core ? 1 : 0.14);
        cairo_arc(cairo, 672, 190, rings[i], 0, 2 * pi);
        cairo_fill(cairo);
    }
}

static void
draw_hill(Paper *paper, unsigned rgb, int left, int first, int second, int right)
{
    cairo_t *cairo = paper->cairo;

    paper_colour(paper, rgb);
    cairo_move_to(cairo, 0, left);
    cairo_curve_to(cairo, PAPER_A3_WIDTH / 3.0, first, PAPER_A3_WIDTH * 2 / 3.0, second,
                   PAPER_A3_WIDTH, right);
    cairo_line_to(cairo, PAPER_A3_WIDTH, HEAD);
    cairo_line_to(cairo, 0, HEAD);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

static void
draw_house(Paper *paper, int middle, int foot, int width)
{
    cairo_t *cairo = paper->cairo;
    int wall = width * 2 / 3, half = width / 2;

    box(paper, middle - wall / 2, foot - wall * 2 / 3, wall, wall * 2 / 3, 0xf6ead6);
    box(paper, middle - wall / 8, foot - wall * 2 / 5, wall / 4, wall * 2 / 5, 0x8a5a3c);
    box(paper, middle - wall * 2 / 5, foot - wall / 2, wall / 5, wall / 5, 0xb9d3df);
    box(paper, middle + wall / 5, foot - wall / 2, wall / 5, wall / 5, 0xb9d3df);
    paper_colour(paper, 0x8c3a2c);
    cairo_move_to(cairo, middle - half, foot - wall * 2 / 3 + 4);
    cairo_line_to(cairo, middle, foot - wall * 2 / 3 - half * 2 / 3);
    cairo_line_to(cairo, middle + half, foot - wall * 2 / 3 + 4);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

static void
draw_picture(Paper *paper)
{
    cairo_pattern_t *sky = cairo_pattern_create_linear(0, 0, 0, HEAD);

    cairo_pattern_add_color_stop_rgb(sky, 0, 0.04, 0.36, 0.295);
    cairo_pattern_add_color_stop_rgb(sky, 1, 0.1, 0.54, 0.42);
    cairo_rectangle(paper->cairo, 0, 0, PAPER_A3_WIDTH, HEAD);
    cairo_set_source(paper->cairo, sky);
    cairo_fill(paper->cairo);
    cairo_pattern_destroy(sky);
    draw_sun(paper);
    draw_hill(paper, 0x23866a, 374, 300, 430, 300);
    draw_house(paper, 548, 392, 80);
    draw_house(paper, 734, 388, 80);
    draw_house(paper, 632, 396, 116);
    draw_hill(paper, 0x0e5f4a, 404, 360, 420, 372);
}

static bool
draw_code(Paper *paper, const Poster *poster)
{
    cairo_t *cairo = paper->cairo;

    rounded(cairo, BOX_X, BOX_Y, BOX_SIDE, BOX_SIDE, BOX_ROUND);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_fill_preserve(cairo);
    paper_colour(paper, PINE);
    cairo_set_line_width(cairo, 6);
    cairo_stroke(cairo);
    /* A quarter of it may be creased, faded or dirty: it hangs there for years. */
    return paper_qr(paper, BOX_X + 6, BOX_Y + 6, BOX_SIDE - 12, QR_ECLEVEL_Q, poster->link);
}

static void
draw_cards(Paper *paper, const Poster *poster)
{
    static const unsigned colours[POSTER_CARDS] = {0x8a5a00, 0x1d64b8, 0xb3261e};

    for (int i = 0; i < POSTER_CARDS; i++) {
        int x = MARGIN + i * CARD_STEP;
        int y = CARD_Y + 8;

        rounded(paper->cairo, x, CARD_Y, CARD_WIDTH, CARD_HEIGHT, 14);
        cairo_set_source_rgb(paper->cairo, 1, 1, 1);
        cairo_fill(paper->cairo);
        rounded(paper->cairo, x, CARD_Y, 8, CARD_HEIGHT, 4);
        paper_colour(paper, colours[i]);
        cairo_fill(paper->cairo);
        y += paper_text(paper, x + 24, y, CARD_WIDTH - 30,
                        (PaperFont){.size = CARD_TITLE, .bold = true}, poster->cards[i].title);
        paper_colour(paper, 0x3a4a43);
        (void)paper_text(paper, x + 24, y, CARD_WIDTH - 30, (PaperFont){.size = CARD_TEXT},
                         poster->cards[i].says);
    }
}

static void
draw_words(Paper *paper, const Poster *poster)
{
    enum { WIDTH = PAPER_A3_WIDTH - 2 * MARGIN };
    int y = FOOT_Y;

    cairo_set_source_rgb(paper->cairo, 1, 1, 1);
    (void)paper_text(paper, MARGIN, ABOVE_Y, WIDTH, (PaperFont){.size = ABOVE_SIZE}, poster->above);
    (void)paper_text(paper, MARGIN, TITLE_Y, WIDTH, (PaperFont){.size = TITLE_SIZE, .bold = true},
                     poster->line1);
    (void)paper_text(paper, MARGIN, TITLE_Y + TITLE_STEP, WIDTH,
                     (PaperFont){.size = TITLE_SIZE, .bold = true}, poster->line2);
    paper_colour(paper, INK);
    (void)paper_text(paper, MARGIN, SCAN_Y, WIDTH,
                     (PaperFont){.size = SCAN_SIZE, .bold = true, .centered = true}, poster->scan);
    paper_colour(paper, 0x3a4a43);
    y += paper_text(paper, MARGIN, y, WIDTH, (PaperFont){.size = FOOT_SIZE, .centered = true},
                    poster->help);
    (void)paper_text(paper, MARGIN, y, WIDTH, (PaperFont){.size = FOOT_SIZE, .centered = true},
                     poster->large);
}

Status
poster_draw(Arena *arena, const Poster *poster, PosterForm form, Text *out)
{
    Paper paper;
    double scale = form == POSTER_A4_PDF ? (double)PAPER_WIDTH / PAPER_A3_WIDTH : 1;
    bool coded;

    paper_begin_sheet(&paper, arena,
                      (PaperSheet){.width = PAPER_A3_WIDTH,
                                   .height = PAPER_A3_HEIGHT,
                                   .scale = scale,
                                   .picture = form == POSTER_PNG},
                      POSTER_BYTES_MAX);
    box(&paper, 0, 0, PAPER_A3_WIDTH, PAPER_A3_HEIGHT, PAPER_TINT);
    draw_picture(&paper);
    coded = draw_code(&paper, poster);
    draw_words(&paper, poster);
    draw_cards(&paper, poster);
    return paper_end(&paper, "poster.draw", coded, out);
}
