/*
 * paper -- drawing a PDF with text: what slips and lists share.
 *
 * Text is set in Noto Sans CJK (fonts-noto-cjk); characters that it has not come from whatever
 * other font there is.  Lengths are points of 1/72 inch.
 */
#pragma once

#include <pango/pangocairo.h>

#include "base/buf.h"
#include "base/status.h"

enum { PAPER_WIDTH = 595, PAPER_HEIGHT = 842 }; /* A4 */

typedef struct Paper {
    Buf pdf;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
} Paper;

typedef struct PaperFont {
    int size;
    bool bold;
    bool centered;
    bool one_line; /* what does not fit ends with … */
} PaperFont;

/* Fills *paper, which stays where it is until paper_end(). */
void paper_begin(Paper *paper, Arena *arena, size_t bytes_max);
/* Writes at a place, broken (or cut) at width; gives the height that it took. */
int paper_text(Paper *paper, int x, int y, int width, PaperFont font, Text text);
/* Ends the PDF; drawn: everything could be drawn.  FAULT (logged as what) when it could not, or
 * became too large. */
MUST_CHECK Status paper_end(Paper *paper, const char *what, bool drawn, Text *pdf_out);
