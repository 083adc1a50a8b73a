/*
 * canvas -- a sheet that is drawn once and becomes a PDF or a picture: text, QR codes; for the
 * files of this room that draw something for the wall or to be cut out.
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

typedef enum CanvasForm { CANVAS_PDF, CANVAS_PNG } CanvasForm;

typedef struct Canvas {
    Buf bytes;
    CanvasForm form;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    bool bad; /* something could not be drawn */
} Canvas;

/* A sheet of width × height, each length `scale` times as large in the file (of a picture, dots a
 * point).  Always followed by canvas_finish(). */
void canvas_begin(Canvas *canvas, Arena *arena, CanvasForm form, int width, int height,
                  double scale, size_t bytes_max);

/* Writes at a place in the colour that is set, broken at width; gives the height that it took. */
int canvas_text(Canvas *canvas, int x, int y, int width, int size, bool bold, Text text);

/* The code of a link with its quiet zone, black; nothing for an empty one. */
void canvas_qr(Canvas *canvas, int left, int top, int side, QRecLevel level, Text link);

/* A colour as 0xRRGGBB. */
void canvas_colour(Canvas *canvas, unsigned rgb);

/* The finished file in the arena of canvas_begin(); FAULT (logged as `event`) when it cannot be
 * drawn or became larger than allowed. */
MUST_CHECK Status canvas_finish(Canvas *canvas, const char *event, Text *out);
