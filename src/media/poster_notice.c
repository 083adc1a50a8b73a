/* The notice of a month: what an A4 sheet on the board says to whoever walks by. */
#include "media/canvas.h"
#include "media/poster.h"

enum {
    MARGIN = 48,
    WIDTH = A4_WIDTH - 2 * MARGIN,
    TOP = 44,
    PLACE_SIZE = 20,
    TITLE_SIZE = 30,
    MONEY_HEIGHT = 68,
    MONEY_NAME = 15,
    MONEY_SIZE = 20,
    HEAD_SIZE = 18,
    ROW_SIZE = 14,
    VALUE_WIDTH = 130,
    GAP = 14,
    QR_SIDE = 128,
    FOOT = A4_HEIGHT - 44 - QR_SIDE,
    PNG_SCALE = 2,
    INK = 0x16221d,
    QUIET = 0x4a5a53,
    PINE = 0x0b6e59,
    LATE = 0xb3261e,
};

static int
put_money(Canvas *canvas, int y, const PaperNotice *notice)
{
    static const unsigned colours[] = {PINE, 0xa84a08, INK};
    enum { CELL = WIDTH / 3 };

    if (notice->money[0].value.len == 0) {
        canvas_colour(canvas, INK);
        return canvas_text(canvas, MARGIN, y, WIDTH, HEAD_SIZE, true, notice->no_money) + GAP;
    }
    for (int i = 0; i < 3; i++) {
        int x = MARGIN + i * CELL;

        canvas_colour(canvas, QUIET);
        (void)canvas_text(canvas, x, y, CELL, MONEY_NAME, false, notice->money[i].name);
        canvas_colour(canvas, colours[i]);
        (void)canvas_text(canvas, x, y + MONEY_NAME + 8, CELL, MONEY_SIZE, true,
                          notice->money[i].value);
    }
    return MONEY_HEIGHT;
}

/* As many rows as there is room for above the foot; what is left out is said. */
static int
put_rows(Canvas *canvas, int y, const NoticeRows *rows, unsigned colour)
{
    int top = y;
    size_t shown = 0;

    if (rows->len == 0 && rows->none.len == 0)
        return 0;
    canvas_colour(canvas, colour);
    y += canvas_text(canvas, MARGIN, y, WIDTH, HEAD_SIZE, true, rows->title) + 2;
    canvas_colour(canvas, INK);
    if (rows->len == 0)
        y += canvas_text(canvas, MARGIN, y, WIDTH, ROW_SIZE, false, rows->none);
    for (; shown < rows->len && shown < NOTICE_ROWS_MAX && y < FOOT - 3 * ROW_SIZE; shown++) {
        int height = canvas_text(canvas, MARGIN, y, WIDTH - VALUE_WIDTH, ROW_SIZE, false,
                                 rows->at[shown].name);

        pango_layout_set_alignment(canvas->layout, PANGO_ALIGN_RIGHT);
        (void)canvas_text(canvas, MARGIN + WIDTH - VALUE_WIDTH, y, VALUE_WIDTH, ROW_SIZE, false,
                          rows->at[shown].value);
        pango_layout_set_alignment(canvas->layout, PANGO_ALIGN_LEFT);
        y += height + 3;
    }
    if (shown < rows->len)
        y += canvas_text(canvas, MARGIN, y, WIDTH, ROW_SIZE, false, rows->rest);
    return y - top + GAP;
}

static void
put_foot(Canvas *canvas, const PaperNotice *notice)
{
    int x = MARGIN + QR_SIDE + GAP;
    int width = WIDTH - QR_SIDE - GAP;
    int y = FOOT + 10;

    canvas_colour(canvas, 0xc8d2cd);
    cairo_rectangle(canvas->cairo, MARGIN, FOOT - 6, WIDTH, 1);
    cairo_fill(canvas->cairo);
    canvas_qr(canvas, MARGIN, FOOT, QR_SIDE, QR_ECLEVEL_Q, notice->link);
    canvas_colour(canvas, INK);
    y += canvas_text(canvas, x, y, width, HEAD_SIZE, true, notice->scan) + 4;
    y += canvas_text(canvas, x, y, width, ROW_SIZE, false, notice->help) + 4;
    canvas_colour(canvas, QUIET);
    y += canvas_text(canvas, x, y, width, 11, false, notice->link);
    (void)canvas_text(canvas, x, y, width, 11, false, notice->printed);
    pango_layout_set_alignment(canvas->layout, PANGO_ALIGN_RIGHT);
    (void)canvas_text(canvas, x, y, width, ROW_SIZE, false, notice->stamp);
    pango_layout_set_alignment(canvas->layout, PANGO_ALIGN_LEFT);
}

Status
notice_draw(Arena *arena, const PaperNotice *notice, PosterForm form, Text *out)
{
    Canvas canvas;
    int y = TOP;

    canvas_begin(&canvas, arena, form == POSTER_PNG ? CANVAS_PNG : CANVAS_PDF, A4_WIDTH, A4_HEIGHT,
                 form == POSTER_PNG ? PNG_SCALE : 1, POSTER_BYTES_MAX);
    canvas_colour(&canvas, PINE);
    cairo_rectangle(canvas.cairo, 0, 0, A4_WIDTH, 14);
    cairo_fill(canvas.cairo);
    y += canvas_text(&canvas, MARGIN, y, WIDTH, PLACE_SIZE, false, notice->place);
    canvas_colour(&canvas, INK);
    y += canvas_text(&canvas, MARGIN, y, WIDTH, TITLE_SIZE, true, notice->title) + GAP;
    y += put_money(&canvas, y, notice);
    y += put_rows(&canvas, y, &notice->spent, INK);
    y += put_rows(&canvas, y, &notice->missing, LATE);
    (void)put_rows(&canvas, y, &notice->published, INK);
    put_foot(&canvas, notice);
    return canvas_finish(&canvas, "notice.draw", out);
}
