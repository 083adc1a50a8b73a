#include "media/canvas.h"

#include <cairo-pdf.h>

#include "base/log.h"
#include "media/qr.h"

static const char font_name[] = "Noto Sans CJK SC";

static cairo_status_t
write_bytes(void *arg, const unsigned char *bytes, unsigned len)
{
    Canvas *canvas = arg;

    buf_bytes(&canvas->bytes, (const char *)bytes, len);
    return canvas->bytes.overflow ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

void
canvas_begin(Canvas *canvas, Arena *arena, CanvasForm form, int width, int height, double scale,
             size_t bytes_max)
{
    *canvas = (Canvas){.form = form, .bytes = buf_new(arena, bytes_max)};
    if (form == CANVAS_PDF)
        canvas->surface =
            cairo_pdf_surface_create_for_stream(write_bytes, canvas, width * scale, height * scale);
    else
        canvas->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(width * scale),
                                                     (int)(height * scale));
    canvas->cairo = cairo_create(canvas->surface);
    cairo_scale(canvas->cairo, scale, scale);
    if (form == CANVAS_PNG) {
        cairo_set_source_rgb(canvas->cairo, 1, 1, 1);
        cairo_paint(canvas->cairo);
        cairo_set_source_rgb(canvas->cairo, 0, 0, 0);
    }
    canvas->layout = pango_cairo_create_layout(canvas->cairo);
    pango_layout_set_wrap(canvas->layout, PANGO_WRAP_WORD_CHAR);
}

int
canvas_text(Canvas *canvas, int x, int y, int width, int size, bool bold, Text text)
{
    PangoFontDescription *font = pango_font_description_from_string(font_name);
    int height;

    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(canvas->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(canvas->layout, width * PANGO_SCALE);
    pango_layout_set_text(canvas->layout, text.len != 0 ? text.at : "", (int)text.len);
    pango_layout_get_pixel_size(canvas->layout, NULL, &height);
    cairo_move_to(canvas->cairo, x, y);
    pango_cairo_show_layout(canvas->cairo, canvas->layout);
    return height;
}

/* A picture of one dot a module, which a PDF keeps in a few hundred bytes; as paths it would be
 * thirty times as large, and slow to write. */
static bool
put_modules(Canvas *canvas, const QRcode *code, int left, int top, int side)
{
    double module = (double)side / (code->width + 2 * QR_QUIET_ZONE);
    cairo_surface_t *dots = cairo_image_surface_create(CAIRO_FORMAT_A8, code->width, code->width);
    unsigned char *bytes = cairo_image_surface_get_data(dots);
    int stride = cairo_image_surface_get_stride(dots);
    bool fine = cairo_surface_status(dots) == CAIRO_STATUS_SUCCESS;

    if (fine) {
        cairo_pattern_t *pattern = cairo_pattern_create_for_surface(dots);

        cairo_surface_flush(dots);
        for (int y = 0; y < code->width; y++)
            for (int x = 0; x < code->width; x++)
                bytes[y * stride + x] = (code->data[y * code->width + x] & 1) != 0 ? 0xFF : 0;
        cairo_surface_mark_dirty(dots);
        /* Sharp edges in pictures, too. */
        cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
        cairo_save(canvas->cairo);
        cairo_set_source_rgb(canvas->cairo, 0, 0, 0);
        cairo_translate(canvas->cairo, left + QR_QUIET_ZONE * module, top + QR_QUIET_ZONE * module);
        cairo_scale(canvas->cairo, module, module);
        cairo_mask(canvas->cairo, pattern);
        cairo_restore(canvas->cairo);
        cairo_pattern_destroy(pattern);
    }
    cairo_surface_destroy(dots);
    return fine;
}

void
canvas_qr(Canvas *canvas, int left, int top, int side, QRecLevel level, Text link)
{
    QRcode *code = NULL;

    if (link.len == 0)
        return;
    if (link.len <= QR_BYTES_MAX)
        code = QRcode_encodeData((int)link.len, (const unsigned char *)link.at, 0, level);
    if (code == NULL || !put_modules(canvas, code, left, top, side))
        canvas->bad = true;
    if (code != NULL)
        QRcode_free(code);
}

void
canvas_colour(Canvas *canvas, unsigned rgb)
{
    cairo_set_source_rgb(canvas->cairo, (rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0,
                         (rgb & 0xFF) / 255.0);
}

Status
canvas_finish(Canvas *canvas, const char *event, Text *out)
{
    cairo_status_t drawn = cairo_status(canvas->cairo);
    bool fine;

    if (drawn == CAIRO_STATUS_SUCCESS && canvas->form == CANVAS_PNG)
        drawn = cairo_surface_write_to_png_stream(canvas->surface, write_bytes, canvas);
    cairo_surface_finish(canvas->surface);
    if (drawn == CAIRO_STATUS_SUCCESS)
        drawn = cairo_surface_status(canvas->surface);
    fine = drawn == CAIRO_STATUS_SUCCESS && !canvas->bad && !canvas->bytes.overflow;
    if (!fine)
        log_error(event, LOG_C("error", cairo_status_to_string(drawn)));
    g_object_unref(canvas->layout);
    cairo_destroy(canvas->cairo);
    cairo_surface_destroy(canvas->surface);
    *out = buf_done(&canvas->bytes);
    return fine ? OK : FAULT;
}
