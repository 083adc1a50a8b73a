/*
 * paper -- drawing a PDF, or a picture, with text and codes: what slips, lists and posters share.
 *
 * Text is set in Noto Sans CJK (fonts-noto-cjk); characters that it has not come from whatever
 * other font there is.  Lengths are points of 1/72 inch.
 */
#pragma once

#include <pango/pangocairo.h>
#include <qrencode.h>

#include "base/buf.h"
#include "base/status.h"

enum { PAPER_WIDTH = 595, PAPER_HEIGHT = 842 }; /* A4 */
enum { PAPER_A3_WIDTH = 842, PAPER_A3_HEIGHT = 1191 };

/* Another sheet than a PDF of A4: lengths are those of width × height, `scale` times as large in
 * the file; of a picture, scale dots a point. */
typedef struct PaperSheet {
    int width, height;
    double scale;
    bool picture; /* a PNG */
} PaperSheet;

typedef struct Paper {
    Buf bytes;
    bool picture;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
} Paper;

typedef struct PaperFont {
    int size;
    bool bold;
    bool centered, right;
    bool one_line; /* what does not fit ends with … */
} PaperFont;

/* Fills *paper, which stays where it is until paper_end(). */
void paper_begin(Paper *paper, Arena *arena, size_t bytes_max);
void paper_begin_sheet(Paper *paper, Arena *arena, PaperSheet sheet, size_t bytes_max);
/* Writes at a place, broken (or cut) at width; gives the height that it took. */
int paper_text(Paper *paper, int x, int y, int width, PaperFont font, Text text);
/* How high it would be. */
int paper_text_height(Paper *paper, int width, PaperFont font, Text text);
/* The code of a link with its quiet zone, black; nothing for an empty one.  False when it cannot be
 * drawn, or the link is longer than QR_BYTES_MAX. */
bool paper_qr(Paper *paper, int left, int top, int side, QRecLevel level, Text link);
/* A colour, 0xRRGGBB, for what is drawn next. */
void paper_colour(Paper *paper, unsigned rgb);
/* What a reader program shows as the document's title, and who made it; before paper_end(). */
void paper_about(Paper *paper, Arena *arena, Text title, Text author);
/* A line of the table of contents at the side: to this height of the page in hand. */
void paper_outline(Paper *paper, Arena *arena, Text title, int page, int y);
/* Ends the file; drawn: everything could be drawn.  FAULT (logged as what) when it could not, or
 * became too large. */
MUST_CHECK Status paper_end(Paper *paper, const char *what, bool drawn, Text *out);
/* A PDF made here, saying which language it is in ("zh-Hans"), so that it is read aloud rightly. */
MUST_CHECK Status paper_in_language(Arena *arena, Text pdf, Text lang, Text *out);
