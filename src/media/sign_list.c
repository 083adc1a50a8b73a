#include "media/sign_list.h"

#include "media/paper.h"

enum {
    MARGIN_X = 45,
    MARGIN_Y = 45,
    WIDTH = PAPER_WIDTH - 2 * MARGIN_X,
    FOOT_Y = PAPER_HEIGHT - 34,
    TITLE_SIZE = 18,
    SMALL_TITLE_SIZE = 11, /* from the second page on */
    FACT_SIZE = 10,
    CELL_SIZE = 10,
    FOOT_SIZE = 9,
    ROW_HEIGHT = 26,
    PAD_X = 5,
    PAD_Y = 5,
    CELLS = SIGN_COLUMNS + 2
};

/* Number, name, office, place, signature; together WIDTH. */
static const int widths[CELLS] = {35, 90, 110, 150, 120};

_Static_assert(35 + 90 + 110 + 150 + 120 == WIDTH, "the columns fill the page");

/* "第 {page} 页" with the number in it. */
static Text
fill(Arena *arena, Text text, const char *place, size_t value)
{
    Text name = text_c(place);
    size_t at = text_find(text, name);

    if (at >= text.len)
        return text;
    return text_printf(arena, "%.*s%zu%.*s", (int)at, text.at, value,
                       (int)(text.len - at - name.len), text.at + at + name.len);
}

/* What stands above the table; gives where the table begins. */
static int
put_top(Paper *paper, const SignList *list, bool first)
{
    int y = MARGIN_Y;

    if (!first)
        return y +
               paper_text(paper, MARGIN_X, y, WIDTH,
                          (PaperFont){.size = SMALL_TITLE_SIZE, .bold = true, .one_line = true},
                          list->title) +
               PAD_Y;
    y += paper_text(paper, MARGIN_X, y, WIDTH,
                    (PaperFont){.size = TITLE_SIZE, .bold = true, .centered = true}, list->title);
    y += 2 * PAD_Y;
    for (size_t i = 0; i < SIGN_FACTS; i++)
        if (list->facts[i].len != 0)
            y += paper_text(paper, MARGIN_X, y, WIDTH, (PaperFont){.size = FACT_SIZE},
                            list->facts[i]);
    return y + 2 * PAD_Y;
}

static void
put_row(Paper *paper, int y, const Text cells[CELLS], bool head)
{
    int x = MARGIN_X;

    for (size_t i = 0; i < CELLS; i++) {
        cairo_rectangle(paper->cairo, x, y, widths[i], ROW_HEIGHT);
        cairo_stroke(paper->cairo);
        (void)paper_text(paper, x + PAD_X, y + PAD_Y, widths[i] - 2 * PAD_X,
                         (PaperFont){.size = CELL_SIZE, .bold = head, .one_line = true}, cells[i]);
        x += widths[i];
    }
}

static size_t
room_below(int y)
{
    return (size_t)((FOOT_Y - PAD_Y - y) / ROW_HEIGHT);
}

/* How many pages it takes: the first has less room than the others. */
static size_t
pages_of(size_t rows, size_t first_room, size_t other_room)
{
    return rows <= first_room ? 1 : 1 + (rows - first_room + other_room - 1) / other_room;
}

static void
put_rows(Paper *paper, Arena *arena, const SignList *list, size_t from, size_t count, int y)
{
    Text head[CELLS] = {list->number_is, list->head[0], list->head[1], list->head[2],
                        list->sign_is};

    put_row(paper, y, head, true);
    for (size_t i = from; i < from + count; i++) {
        Text cells[CELLS] = {text_printf(arena, "%zu", i + 1)};

        for (size_t column = 0; i < list->len && column < SIGN_COLUMNS; column++)
            cells[1 + column] = list->rows[i].cells[column];
        y += ROW_HEIGHT;
        put_row(paper, y, cells, false);
    }
}

static void
put_foot(Paper *paper, Arena *arena, const SignList *list, size_t page, size_t pages)
{
    Text text = fill(arena, fill(arena, list->page_is, "{pages}", pages), "{page}", page);

    (void)paper_text(paper, MARGIN_X, FOOT_Y, WIDTH,
                     (PaperFont){.size = FOOT_SIZE, .centered = true}, text);
}

static bool
put_all(Paper *paper, Arena *arena, const SignList *list)
{
    size_t rows = list->len + list->blanks, done = 0, page = 1, pages, room;
    int y = put_top(paper, list, true);
    size_t other_room = room_below(MARGIN_Y + 2 * SMALL_TITLE_SIZE + PAD_Y) - 1;

    room = room_below(y) - 1;
    pages = pages_of(rows, room, other_room);
    cairo_set_line_width(paper->cairo, 0.5);
    while (true) {
        size_t count = rows - done < room ? rows - done : room;

        put_rows(paper, arena, list, done, count, y);
        put_foot(paper, arena, list, page, pages);
        if (cairo_status(paper->cairo) != CAIRO_STATUS_SUCCESS)
            return false;
        done += count;
        if (page++ == pages)
            return true;
        cairo_show_page(paper->cairo);
        (void)put_top(paper, list, false);
        y = MARGIN_Y + 2 * SMALL_TITLE_SIZE + PAD_Y;
        room = other_room;
    }
}

Status
sign_list_pdf(Arena *arena, const SignList *list, Text *pdf_out)
{
    Paper paper;
    bool drawn;

    paper_begin(&paper, arena, SIGN_LIST_PDF_BYTES_MAX);
    drawn = list->len + list->blanks <= SIGN_LIST_ROWS_MAX && put_all(&paper, arena, list);
    return paper_end(&paper, "sign_list.pdf", drawn, pdf_out);
}
