/* The notice of a month: what an A4 sheet on the board says to whoever walks by. */
#include "media/paper.h"
#include "media/poster.h"

enum {
    MARGIN = 48,
    WIDTH = PAPER_WIDTH - 2 * MARGIN,
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
    FOOT = PAPER_HEIGHT - 44 - QR_SIDE,
    PNG_SCALE = 2,
    INK = 0x16221d,
    QUIET = 0x4a5a53,
    PINE = 0x0b6e59,
    LATE = 0xb3261e,
};

static int
put_money(Paper *paper, int y, const PaperNotice *notice)
{
    static const unsigned colours[] = {PINE, 0xa84a08, INK};
    enum { CELL = WIDTH / 3 };

    if (notice->money[0].value.len == 0) {
        paper_colour(paper, INK);
        return paper_text(paper, MARGIN, y, WIDTH, (PaperFont){.size = HEAD_SIZE, .bold = true},
                          notice->no_money) +
               GAP;
    }
    for (int i = 0; i < 3; i++) {
        int x = MARGIN + i * CELL;

        paper_colour(paper, QUIET);
        (void)paper_text(paper, x, y, CELL, (PaperFont){.size = MONEY_NAME}, notice->money[i].name);
        paper_colour(paper, colours[i]);
        (void)paper_text(paper, x, y + MONEY_NAME + 8, CELL,
                         (PaperFont){.size = MONEY_SIZE, .bold = true}, notice->money[i].value);
    }
    return MONEY_HEIGHT;
}

/* As many rows as there is room for above the foot; what is left out is said. */
static int
put_rows(Paper *paper, int y, const NoticeRows *rows, unsigned colour)
{
    int top = y;
    size_t shown = 0;

    if (rows->len == 0 && rows->none.len == 0)
        return 0;
    paper_colour(paper, colour);
    y += paper_text(paper, MARGIN, y, WIDTH, (PaperFont){.size = HEAD_SIZE, .bold = true},
                    rows->title) +
         2;
    paper_colour(paper, INK);
    if (rows->len == 0)
        y += paper_text(paper, MARGIN, y, WIDTH, (PaperFont){.size = ROW_SIZE}, rows->none);
    for (; shown < rows->len && shown < NOTICE_ROWS_MAX && y < FOOT - 3 * ROW_SIZE; shown++) {
        int height = paper_text(paper, MARGIN, y, WIDTH - VALUE_WIDTH,
                                (PaperFont){.size = ROW_SIZE}, rows->at[shown].name);

        (void)paper_text(paper, MARGIN + WIDTH - VALUE_WIDTH, y, VALUE_WIDTH,
                         (PaperFont){.size = ROW_SIZE, .right = true}, rows->at[shown].value);
        y += height + 3;
    }
    if (shown < rows->len)
        y += paper_text(paper, MARGIN, y, WIDTH, (PaperFont){.size = ROW_SIZE}, rows->rest);
    return y - top + GAP;
}

static bool
put_foot(Paper *paper, const PaperNotice *notice)
{
    int x = MARGIN + QR_SIDE + GAP;
    int width = WIDTH - QR_SIDE - GAP;
    int y = FOOT + 10;
    bool coded;

    paper_colour(paper, 0xc8d2cd);
    cairo_rectangle(paper->cairo, MARGIN, FOOT - 6, WIDTH, 1);
    cairo_fill(paper->cairo);
    coded = paper_qr(paper, MARGIN, FOOT, QR_SIDE, QR_ECLEVEL_Q, notice->link);
    paper_colour(paper, INK);
    y +=
        paper_text(paper, x, y, width, (PaperFont){.size = HEAD_SIZE, .bold = true}, notice->scan) +
        4;
    y += paper_text(paper, x, y, width, (PaperFont){.size = ROW_SIZE}, notice->help) + 4;
    paper_colour(paper, QUIET);
    y += paper_text(paper, x, y, width, (PaperFont){.size = 11}, notice->link);
    (void)paper_text(paper, x, y, width, (PaperFont){.size = 11}, notice->printed);
    (void)paper_text(paper, x, y, width, (PaperFont){.size = ROW_SIZE, .right = true},
                     notice->stamp);
    return coded;
}

Status
notice_draw(Arena *arena, const PaperNotice *notice, PosterForm form, Text *out)
{
    Paper paper;
    int y = TOP;

    paper_begin_sheet(&paper, arena,
                      (PaperSheet){.width = PAPER_WIDTH,
                                   .height = PAPER_HEIGHT,
                                   .scale = form == POSTER_PNG ? PNG_SCALE : 1,
                                   .picture = form == POSTER_PNG},
                      POSTER_BYTES_MAX);
    paper_colour(&paper, PINE);
    cairo_rectangle(paper.cairo, 0, 0, PAPER_WIDTH, 14);
    cairo_fill(paper.cairo);
    y += paper_text(&paper, MARGIN, y, WIDTH, (PaperFont){.size = PLACE_SIZE}, notice->place);
    paper_colour(&paper, INK);
    y += paper_text(&paper, MARGIN, y, WIDTH, (PaperFont){.size = TITLE_SIZE, .bold = true},
                    notice->title) +
         GAP;
    y += put_money(&paper, y, notice);
    y += put_rows(&paper, y, &notice->spent, INK);
    y += put_rows(&paper, y, &notice->missing, LATE);
    (void)put_rows(&paper, y, &notice->published, INK);
    return paper_end(&paper, "notice.draw", put_foot(&paper, notice), out);
}
