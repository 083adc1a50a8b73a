/*
 * Drawn twice: the first time tells how many pages there are.
 */
#include "media/document.h"

enum {
    MARGIN_X = 48,
    TOP_Y = 40,
    RUNNING_HEIGHT = 24,
    WIDTH = PAPER_WIDTH - 2 * MARGIN_X,
    FOOT_Y = PAPER_HEIGHT - 38,
    BOTTOM = FOOT_Y - 10,
    ABOVE_SIZE = 11,
    TITLE_SIZE = 21,
    FACT_SIZE = 10,
    FACT_COLUMNS = 2,
    HEADING_SIZE = 14,
    SUBHEADING_SIZE = 11,
    WORDS_SIZE = 11,
    NOTE_SIZE = 8,
    CELL_SIZE = 9,
    FOOT_SIZE = 8,
    GAP = 6,
    PAD_X = 4,
    PAD_Y = 3,
    KEEP_ROWS = 80, /* a table's head and some rows; some bars */
};

static const unsigned ink = 0x1C2B27, quiet = 0x4B5B56, pine = 0x0B4F41, hair = 0xC5D0CC,
                      head_fill = 0xE6EFEC;

typedef struct Flow {
    Paper *paper;
    Arena *arena;
    const Document *document;
    int y, page, pages;
    bool drawn; /* everything so far */
} Flow;

/* "第 {page} 页" with the number in it. */
static Text
fill(Arena *arena, Text text, const char *place, int value)
{
    Text name = text_c(place);
    size_t at = text_find(text, name);

    if (at >= text.len)
        return text;
    return text_printf(arena, "%.*s%d%.*s", (int)at, text.at, value,
                       (int)(text.len - at - name.len), text.at + at + name.len);
}

static int
put(Flow *flow, int x, int y, int width, PaperFont font, unsigned colour, Text text)
{
    paper_colour(flow->paper, colour);
    return paper_text(flow->paper, x, y, width, font, text);
}

static void
rule(Flow *flow, int y, double thick, unsigned colour)
{
    paper_colour(flow->paper, colour);
    cairo_set_line_width(flow->paper->cairo, thick);
    cairo_move_to(flow->paper->cairo, MARGIN_X, y);
    cairo_line_to(flow->paper->cairo, MARGIN_X + WIDTH, y);
    cairo_stroke(flow->paper->cairo);
}

/* ---- pages ---- */

static void
put_foot(Flow *flow)
{
    const Document *document = flow->document;
    Text page = fill(flow->arena, document->page_is, "{pages}", flow->pages);

    rule(flow, FOOT_Y - 4, 0.5, hair);
    (void)put(flow, MARGIN_X, FOOT_Y, WIDTH * 2 / 3,
              (PaperFont){.size = FOOT_SIZE, .one_line = true}, quiet, document->foot);
    (void)put(flow, MARGIN_X + WIDTH * 2 / 3, FOOT_Y, WIDTH / 3,
              (PaperFont){.size = FOOT_SIZE, .right = true, .one_line = true}, quiet,
              fill(flow->arena, page, "{page}", flow->page));
}

static void
turn(Flow *flow)
{
    put_foot(flow);
    flow->drawn = flow->drawn && cairo_status(flow->paper->cairo) == CAIRO_STATUS_SUCCESS &&
                  flow->page < DOCUMENT_PAGES_MAX;
    cairo_show_page(flow->paper->cairo);
    flow->page++;
    (void)put(flow, MARGIN_X, TOP_Y - 8, WIDTH,
              (PaperFont){.size = FOOT_SIZE + 1, .one_line = true}, quiet, flow->document->running);
    rule(flow, TOP_Y + 8, 0.5, hair);
    flow->y = TOP_Y + RUNNING_HEIGHT;
}

/* Turns the page unless so much fits in. */
static bool
need(Flow *flow, int height)
{
    if (flow->y + height <= BOTTOM)
        return false;
    turn(flow);
    return true;
}

static void
put_head(Flow *flow)
{
    const Document *document = flow->document;
    int column = 0, height = 0;

    flow->y = TOP_Y;
    flow->y += put(flow, MARGIN_X, flow->y, WIDTH, (PaperFont){.size = ABOVE_SIZE}, quiet,
                   document->above) +
               2;
    flow->y += put(flow, MARGIN_X, flow->y, WIDTH, (PaperFont){.size = TITLE_SIZE, .bold = true},
                   pine, document->title) +
               GAP;
    rule(flow, flow->y, 1.6, pine);
    flow->y += GAP + 2;
    for (size_t i = 0; i < DOCUMENT_FACTS_MAX; i++) {
        int now;

        if (document->facts[i].len == 0)
            continue;
        now = put(flow, MARGIN_X + column * WIDTH / FACT_COLUMNS, flow->y,
                  WIDTH / FACT_COLUMNS - PAD_X, (PaperFont){.size = FACT_SIZE}, ink,
                  document->facts[i]);
        height = now > height ? now : height;
        if (++column == FACT_COLUMNS) {
            flow->y += height + 2;
            column = height = 0;
        }
    }
    flow->y += height + GAP;
}

/* ---- parts ---- */

/* How much of what follows a heading has to stand on its page. */
static int
kept_with(const Document *document, size_t heading)
{
    int height = 0;

    for (size_t i = heading; i < document->len; i++)
        switch (document->parts[i].kind) {
        case DOCUMENT_HEADING:
            height += 2 * HEADING_SIZE;
            break;
        case DOCUMENT_SUBHEADING:
            height += 2 * SUBHEADING_SIZE;
            break;
        case DOCUMENT_CHART:
            return height + CHART_HEIGHT;
        case DOCUMENT_TABLE:
        case DOCUMENT_BARS:
            return height + KEEP_ROWS;
        case DOCUMENT_WORDS:
        case DOCUMENT_NOTE:
            return height + 2 * WORDS_SIZE;
        }
    return height;
}

/* Gives where it stands; a first part of a page needs no room above. */
static int
put_heading(Flow *flow, size_t which, PaperFont font, unsigned colour)
{
    int y;

    if (flow->y > TOP_Y + RUNNING_HEIGHT)
        flow->y += GAP + 2;
    (void)need(flow, kept_with(flow->document, which));
    y = flow->y;
    flow->y +=
        put(flow, MARGIN_X, y, WIDTH, font, colour, flow->document->parts[which].text) + GAP / 2;
    return y;
}

static void
put_words(Flow *flow, PaperFont font, unsigned colour, Text text)
{
    (void)need(flow, paper_text_height(flow->paper, WIDTH, font, text));
    flow->y += put(flow, MARGIN_X, flow->y, WIDTH, font, colour, text) + GAP / 2;
}

static int
left_of(const DocumentTable *table, size_t column)
{
    int all = 0, before = 0;

    for (size_t i = 0; i < table->columns_len; i++) {
        before += i < column ? table->columns[i].share : 0;
        all += table->columns[i].share;
    }
    return MARGIN_X + before * WIDTH / (all > 0 ? all : 1);
}

static PaperFont
font_of(const DocumentTable *table, size_t column, bool bold)
{
    return (PaperFont){.size = CELL_SIZE, .bold = bold, .right = table->columns[column].right};
}

static Text
cell_of(const DocumentTable *table, const Text *row, size_t column)
{
    return row != NULL ? row[column] : table->columns[column].head;
}

/* row NULL: the head. */
static int
row_height(Flow *flow, const DocumentTable *table, const Text *row, bool bold)
{
    int height = CELL_SIZE;

    for (size_t i = 0; i < table->columns_len; i++) {
        int width = left_of(table, i + 1) - left_of(table, i) - 2 * PAD_X;
        int here =
            paper_text_height(flow->paper, width, font_of(table, i, bold), cell_of(table, row, i));

        height = here > height ? here : height;
    }
    return height + 2 * PAD_Y;
}

static void
put_row(Flow *flow, const DocumentTable *table, const Text *row, bool bold, int height)
{
    if (row == NULL) {
        cairo_rectangle(flow->paper->cairo, MARGIN_X, flow->y, WIDTH, height);
        paper_colour(flow->paper, head_fill);
        cairo_fill(flow->paper->cairo);
    }
    for (size_t i = 0; i < table->columns_len; i++) {
        int x = left_of(table, i);

        (void)put(flow, x + PAD_X, flow->y + PAD_Y, left_of(table, i + 1) - x - 2 * PAD_X,
                  font_of(table, i, bold), ink, cell_of(table, row, i));
    }
    flow->y += height;
    rule(flow, flow->y, 0.5, row == NULL ? pine : hair);
}

static void
put_table(Flow *flow, const DocumentTable *table)
{
    int head = row_height(flow, table, NULL, true);

    if (table->columns_len > DOCUMENT_COLUMNS_MAX || table->rows > DOCUMENT_ROWS_MAX) {
        flow->drawn = false;
        return;
    }
    for (size_t i = 0; i < table->rows && flow->drawn; i++) {
        const Text *row = &table->cells[i * table->columns_len];
        bool bold = table->sum && i + 1 == table->rows;
        int height = row_height(flow, table, row, bold);

        if (need(flow, height + (i == 0 ? 2 * head : 0)) || i == 0)
            put_row(flow, table, NULL, true, head);
        put_row(flow, table, row, bold, height);
    }
    flow->y += GAP;
}

static void
put_bars(Flow *flow, const DocumentBars *bars)
{
    for (size_t i = 0; i < bars->len && flow->drawn; i++) {
        (void)need(flow, CHART_LINE_HEIGHT);
        chart_draw_line(flow->paper, MARGIN_X, flow->y, WIDTH, bars->names[i], bars->values[i],
                        bars->full);
        flow->y += CHART_LINE_HEIGHT;
    }
    flow->y += GAP;
}

static void
put_part(Flow *flow, size_t which)
{
    const DocumentPart *part = &flow->document->parts[which];
    int y;

    switch (part->kind) {
    case DOCUMENT_HEADING:
        y = put_heading(flow, which, (PaperFont){.size = HEADING_SIZE, .bold = true}, pine);
        paper_outline(flow->paper, flow->arena, part->text, flow->page, y);
        break;
    case DOCUMENT_SUBHEADING:
        (void)put_heading(flow, which, (PaperFont){.size = SUBHEADING_SIZE, .bold = true}, ink);
        break;
    case DOCUMENT_WORDS:
        put_words(flow, (PaperFont){.size = WORDS_SIZE}, ink, part->text);
        break;
    case DOCUMENT_NOTE:
        put_words(flow, (PaperFont){.size = NOTE_SIZE}, quiet, part->text);
        break;
    case DOCUMENT_TABLE:
        put_table(flow, &part->table);
        break;
    case DOCUMENT_CHART:
        (void)need(flow, CHART_HEIGHT);
        chart_draw(flow->paper, MARGIN_X, flow->y, WIDTH, &part->chart);
        flow->y += CHART_HEIGHT + GAP;
        break;
    case DOCUMENT_BARS:
        put_bars(flow, &part->bars);
        break;
    }
}

/* ---- the whole ---- */

static Status
draw(Arena *arena, const Document *document, int pages, int *pages_out, Text *out)
{
    Paper paper;
    Flow flow = {.paper = &paper,
                 .arena = arena,
                 .document = document,
                 .page = 1,
                 .pages = pages,
                 .drawn = true};

    paper_begin(&paper, arena, DOCUMENT_BYTES_MAX);
    paper_about(&paper, arena, document->title, document->author);
    put_head(&flow);
    for (size_t i = 0; i < document->len && flow.drawn; i++)
        put_part(&flow, i);
    put_foot(&flow);
    *pages_out = flow.page;
    return paper_end(&paper, "document.pdf", flow.drawn, out);
}

Status
document_pdf(Arena *arena, const Document *document, Text *pdf_out)
{
    ArenaMark mark = arena_mark(arena);
    int pages;
    Text pdf;

    TRY(draw(arena, document, 0, &pages, &pdf));
    arena_release(arena, mark);
    TRY(draw(arena, document, pages, &pages, &pdf));
    return paper_in_language(arena, pdf, document->lang, pdf_out);
}
