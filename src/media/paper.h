/*
 * paper -- a sheet that is drawn once and becomes a PDF or a picture: text, QR codes; for the files
 * of this room that draw something for the wall or to be cut out.
 *
 * Text is set in Noto Sans CJK (fonts-noto-cjk); characters that it has not come from whatever
 * other font there is.  Lengths are points of 1/72 inch.
 */
#pragma once

#include <pango/pangocairo.h>
#include <qrencode.h>

#include "base/buf.h"
#include "base/status.h"

enum { A4_WIDTH = 595, A4_HEIGHT = 842, A3_WIDTH = 842, A3_HEIGHT = 1191 };

typedef enum PaperForm { PAPER_PDF, PAPER_PNG } PaperForm;

typedef struct Paper {
    Buf bytes;
    PaperForm form;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    bool bad; /* something could not be drawn */
} Paper;

/* A sheet of width × height, each length `scale` times as large in the file (of a picture, dots a
 * point).  Always followed by paper_finish(). */
void paper_begin(Paper *paper, Arena *arena, PaperForm form, int width, int height, double scale,
                 size_t bytes_max);

/* Writes at a place in the colour that is set, broken at width; gives the height that it took. */
int paper_text(Paper *paper, int x, int y, int width, int size, bool bold, Text text);

/* The code of a link with its quiet zone, black; nothing for an empty one. */
void paper_qr(Paper *paper, int left, int top, int side, QRecLevel level, Text link);

/* A colour as 0xRRGGBB. */
void paper_colour(Paper *paper, unsigned rgb);

/* The finished file in the arena of paper_begin(); FAULT (logged as `event`) when it cannot be
 * drawn or became larger than allowed. */
MUST_CHECK Status paper_finish(Paper *paper, const char *event, Text *out);
