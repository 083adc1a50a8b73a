#include "media/slips.h"

#include "media/paper.h"

/* Points of 1/72 inch. */
enum {
    MARGIN_X = 28,
    MARGIN_Y = 36,
    COLUMNS = 2,
    ROWS = 5,
    SLIP_WIDTH = (PAPER_WIDTH - 2 * MARGIN_X) / COLUMNS,
    SLIP_HEIGHT = (PAPER_HEIGHT - 2 * MARGIN_Y) / ROWS,
    PAD = 10,
    QR_SIDE = 84,
    TITLE_SIZE = 13,
    LABEL_SIZE = 8,
    VALUE_SIZE = 11,
    CODE_SIZE = 16,
    HOW_SIZE = 8,
    TEXT_WIDTH = SLIP_WIDTH - 3 * PAD - QR_SIDE,
};

/* The sheet for the wall: read from across a room. */
enum {
    WALL_MARGIN = 56,
    WALL_TOP = 84,
    WALL_GAP = 22,
    WALL_QR = 380,
    WALL_PLACE = 52,
    WALL_TITLE = 34,
    WALL_LINK = 13,
    WALL_BRING = 24,
    WALL_HELP = 17,
};

static int
put_text(Paper *sheet, int x, int y, int width, int size, bool bold, Text text)
{
    return paper_text(sheet, x, y, width, (PaperFont){.size = size, .bold = bold}, text);
}

/* A small word, and the thing itself below it. */
static int
put_fact(Paper *sheet, int x, int y, int width, Text label, Text value, int size)
{
    int height = 0;

    if (value.len == 0)
        return 0;
    height += put_text(sheet, x, y, width, LABEL_SIZE, false, label);
    return height + put_text(sheet, x, y + height, width, size, true, value);
}

static bool
put_slip(Paper *sheet, int left, int top, const PaperSlip *slip)
{
    int x = left + PAD, y = top + PAD;
    int half = TEXT_WIDTH / 2;

    cairo_save(sheet->cairo);
    cairo_set_line_width(sheet->cairo, 0.5);
    cairo_set_dash(sheet->cairo, (double[]){3, 3}, 2, 0);
    cairo_rectangle(sheet->cairo, left, top, SLIP_WIDTH, SLIP_HEIGHT);
    cairo_stroke(sheet->cairo);
    cairo_restore(sheet->cairo);
    y += put_text(sheet, x, y, TEXT_WIDTH, TITLE_SIZE, true, slip->title) + 3;
    (void)put_fact(sheet, x + half, y, half, slip->owner_is, slip->owner, VALUE_SIZE);
    y += put_fact(sheet, x, y, half, slip->number_is, slip->number, VALUE_SIZE) + 3;
    y += put_fact(sheet, x, y, TEXT_WIDTH, slip->code_is, slip->code, CODE_SIZE) + 3;
    for (size_t i = 0; i < SLIP_LINES; i++)
        y += put_text(sheet, x, y, SLIP_WIDTH - 2 * PAD, HOW_SIZE, false, slip->how[i]);
    return paper_qr(sheet, left + SLIP_WIDTH - PAD - QR_SIDE, top + PAD, QR_SIDE, QR_ECLEVEL_M,
                    slip->link);
}

static bool
put_all(Paper *sheet, const PaperSlip *slips, size_t len)
{
    enum { A_PAGE = COLUMNS * ROWS };

    for (size_t i = 0; i < len; i++) {
        int place = (int)(i % A_PAGE);

        if (place == 0 && i != 0)
            cairo_show_page(sheet->cairo);
        if (!put_slip(sheet, MARGIN_X + place % COLUMNS * SLIP_WIDTH,
                      MARGIN_Y + place / COLUMNS * SLIP_HEIGHT, &slips[i]))
            return false;
        if (cairo_status(sheet->cairo) != CAIRO_STATUS_SUCCESS)
            return false;
    }
    return true;
}

static int
put_line(Paper *sheet, int y, int size, bool bold, Text text)
{
    return paper_text(sheet, WALL_MARGIN, y, PAPER_WIDTH - 2 * WALL_MARGIN,
                      (PaperFont){.size = size, .bold = bold, .centered = true}, text);
}

/* What is too long for a line is broken, not cut. */
static bool
put_wall(Paper *sheet, const PaperWall *wall)
{
    int y = WALL_TOP;

    y += put_line(sheet, y, WALL_PLACE, true, wall->place) + WALL_GAP / 2;
    y += put_line(sheet, y, WALL_TITLE, true, wall->title) + WALL_GAP;
    /* A quarter of it may be creased, faded or dirty: it hangs there for years. */
    if (!paper_qr(sheet, (PAPER_WIDTH - WALL_QR) / 2, y, WALL_QR, QR_ECLEVEL_Q, wall->link))
        return false;
    y += WALL_QR;
    y += put_line(sheet, y, WALL_LINK, false, wall->link) + WALL_GAP;
    y += put_line(sheet, y, WALL_BRING, true, wall->bring) + WALL_GAP / 2;
    (void)put_line(sheet, y, WALL_HELP, false, wall->help);
    return true;
}

Status
slips_pdf(Arena *arena, const PaperSlip *slips, size_t len, Text *pdf_out)
{
    Paper paper;

    paper_begin(&paper, arena, SLIPS_PDF_BYTES_MAX);
    return paper_end(&paper, "slips.pdf", put_all(&paper, slips, len), pdf_out);
}

Status
wall_pdf(Arena *arena, const PaperWall *wall, Text *pdf_out)
{
    Paper paper;

    paper_begin(&paper, arena, SLIPS_PDF_BYTES_MAX);
    return paper_end(&paper, "wall.pdf", put_wall(&paper, wall), pdf_out);
}
