#include "media/paper.h"

#include <cairo-pdf.h>

#include "base/log.h"

static const char font_name[] = "Noto Sans CJK SC";

static cairo_status_t
write_pdf(void *arg, const unsigned char *bytes, unsigned len)
{
    Paper *paper = arg;

    buf_bytes(&paper->pdf, (const char *)bytes, len);
    return paper->pdf.overflow ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

void
paper_begin(Paper *paper, Arena *arena, size_t bytes_max)
{
    paper->pdf = buf_new(arena, bytes_max);
    paper->surface =
        cairo_pdf_surface_create_for_stream(write_pdf, paper, PAPER_WIDTH, PAPER_HEIGHT);
    paper->cairo = cairo_create(paper->surface);
    paper->layout = pango_cairo_create_layout(paper->cairo);
    pango_layout_set_wrap(paper->layout, PANGO_WRAP_WORD_CHAR);
}

int
paper_text(Paper *paper, int x, int y, int width, PaperFont font, Text text)
{
    PangoFontDescription *description = pango_font_description_from_string(font_name);
    int height;

    pango_font_description_set_absolute_size(description, font.size * PANGO_SCALE);
    pango_font_description_set_weight(description,
                                      font.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(paper->layout, description);
    pango_font_description_free(description);
    pango_layout_set_width(paper->layout, width * PANGO_SCALE);
    pango_layout_set_alignment(paper->layout,
                               font.centered ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
    pango_layout_set_ellipsize(paper->layout,
                               font.one_line ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_single_paragraph_mode(paper->layout, font.one_line);
    pango_layout_set_text(paper->layout, text.len != 0 ? text.at : "", (int)text.len);
    pango_layout_get_pixel_size(paper->layout, NULL, &height);
    cairo_move_to(paper->cairo, x, y);
    pango_cairo_show_layout(paper->cairo, paper->layout);
    return height;
}

Status
paper_end(Paper *paper, const char *what, bool drawn, Text *pdf_out)
{
    cairo_status_t status;

    cairo_surface_finish(paper->surface);
    status = cairo_surface_status(paper->surface);
    drawn = drawn && status == CAIRO_STATUS_SUCCESS && !paper->pdf.overflow;
    if (!drawn)
        log_error(what, LOG_C("error", cairo_status_to_string(status)));
    g_object_unref(paper->layout);
    cairo_destroy(paper->cairo);
    cairo_surface_destroy(paper->surface);
    *pdf_out = buf_done(&paper->pdf);
    return drawn ? OK : FAULT;
}
