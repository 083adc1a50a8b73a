#include "media/paper.h"

#include <cairo-pdf.h>
#include <qpdf/qpdf-c.h>

#include "base/log.h"
#include "media/qr.h"

static const char font_name[] = "Noto Sans CJK SC";

static cairo_status_t
write_bytes(void *arg, const unsigned char *bytes, unsigned len)
{
    Paper *paper = arg;

    buf_bytes(&paper->bytes, (const char *)bytes, len);
    return paper->bytes.overflow ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

void
paper_begin(Paper *paper, Arena *arena, size_t bytes_max)
{
    paper_begin_sheet(paper, arena,
                      (PaperSheet){.width = PAPER_WIDTH, .height = PAPER_HEIGHT, .scale = 1},
                      bytes_max);
}

void
paper_begin_sheet(Paper *paper, Arena *arena, PaperSheet sheet, size_t bytes_max)
{
    double width = sheet.width * sheet.scale, height = sheet.height * sheet.scale;

    *paper = (Paper){.bytes = buf_new(arena, bytes_max), .picture = sheet.picture};
    paper->surface = sheet.picture
                         ? cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height)
                         : cairo_pdf_surface_create_for_stream(write_bytes, paper, width, height);
    paper->cairo = cairo_create(paper->surface);
    cairo_scale(paper->cairo, sheet.scale, sheet.scale);
    if (sheet.picture) {
        cairo_set_source_rgb(paper->cairo, 1, 1, 1);
        cairo_paint(paper->cairo);
        cairo_set_source_rgb(paper->cairo, 0, 0, 0);
    }
    paper->layout = pango_cairo_create_layout(paper->cairo);
    pango_layout_set_wrap(paper->layout, PANGO_WRAP_WORD_CHAR);
}

static void
set_text(Paper *paper, int width, PaperFont font, Text text)
{
    PangoFontDescription *description = pango_font_description_from_string(font_name);

    pango_font_description_set_absolute_size(description, font.size * PANGO_SCALE);
    pango_font_description_set_weight(description,
                                      font.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(paper->layout, description);
    pango_font_description_free(description);
    pango_layout_set_width(paper->layout, width * PANGO_SCALE);
    pango_layout_set_alignment(paper->layout, font.centered ? PANGO_ALIGN_CENTER
                                              : font.right  ? PANGO_ALIGN_RIGHT
                                                            : PANGO_ALIGN_LEFT);
    pango_layout_set_ellipsize(paper->layout,
                               font.one_line ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_single_paragraph_mode(paper->layout, font.one_line);
    pango_layout_set_text(paper->layout, text.len != 0 ? text.at : "", (int)text.len);
}

int
paper_text(Paper *paper, int x, int y, int width, PaperFont font, Text text)
{
    int height;

    set_text(paper, width, font, text);
    pango_layout_get_pixel_size(paper->layout, NULL, &height);
    cairo_move_to(paper->cairo, x, y);
    pango_cairo_show_layout(paper->cairo, paper->layout);
    return height;
}

int
paper_text_height(Paper *paper, int width, PaperFont font, Text text)
{
    int height;

    set_text(paper, width, font, text);
    pango_layout_get_pixel_size(paper->layout, NULL, &height);
    return height;
}

/* A picture of one dot a module, which a PDF keeps in a few hundred bytes; as paths it would be
 * thirty times as large, and slow to write. */
static bool
put_modules(Paper *paper, const QRcode *code, int left, int top, int side)
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
        cairo_save(paper->cairo);
        cairo_set_source_rgb(paper->cairo, 0, 0, 0);
        cairo_translate(paper->cairo, left + QR_QUIET_ZONE * module, top + QR_QUIET_ZONE * module);
        cairo_scale(paper->cairo, module, module);
        cairo_mask(paper->cairo, pattern);
        cairo_restore(paper->cairo);
        cairo_pattern_destroy(pattern);
    }
    cairo_surface_destroy(dots);
    return fine;
}

bool
paper_qr(Paper *paper, int left, int top, int side, QRecLevel level, Text link)
{
    QRcode *code;
    bool fine;

    if (link.len == 0)
        return true;
    if (link.len > QR_BYTES_MAX)
        return false;
    code = QRcode_encodeData((int)link.len, (const unsigned char *)link.at, 0, level);
    fine = code != NULL && put_modules(paper, code, left, top, side);
    QRcode_free(code);
    return fine;
}

void
paper_colour(Paper *paper, unsigned rgb)
{
    cairo_set_source_rgb(paper->cairo, (rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0,
                         (rgb & 0xFF) / 255.0);
}

void
paper_about(Paper *paper, Arena *arena, Text title, Text author)
{
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_TITLE,
                                   text_cstr(arena, title));
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_AUTHOR,
                                   text_cstr(arena, author));
}

void
paper_outline(Paper *paper, Arena *arena, Text title, int page, int y)
{
    Text where = text_printf(arena, "page=%d pos=[0 %d]", page, y);

    (void)cairo_pdf_surface_add_outline(paper->surface, CAIRO_PDF_OUTLINE_ROOT,
                                        text_cstr(arena, title), text_cstr(arena, where), 0);
}

Status
paper_end(Paper *paper, const char *what, bool drawn, Text *out)
{
    cairo_status_t status = CAIRO_STATUS_SUCCESS;

    if (drawn && paper->picture)
        status = cairo_surface_write_to_png_stream(paper->surface, write_bytes, paper);
    cairo_surface_finish(paper->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(paper->surface);
    drawn = drawn && status == CAIRO_STATUS_SUCCESS && !paper->bytes.overflow;
    if (!drawn)
        log_error(what, LOG_C("error", cairo_status_to_string(status)));
    g_object_unref(paper->layout);
    cairo_destroy(paper->cairo);
    cairo_surface_destroy(paper->surface);
    *out = buf_done(&paper->bytes);
    return drawn ? OK : FAULT;
}

/* ---- the language, which cairo cannot say ---- */

static bool
set_language(qpdf_data pdf, Arena *arena, Text lang)
{
    qpdf_oh root = qpdf_get_root(pdf);
    qpdf_oh view = qpdf_oh_new_dictionary(pdf);

    qpdf_oh_replace_key(pdf, root, "/Lang", qpdf_oh_new_string(pdf, text_cstr(arena, lang)));
    qpdf_oh_replace_key(pdf, view, "/DisplayDocTitle", qpdf_oh_new_bool(pdf, QPDF_TRUE));
    qpdf_oh_replace_key(pdf, root, "/ViewerPreferences", view);
    if (qpdf_has_error(pdf) || (qpdf_init_write_memory(pdf) & QPDF_ERRORS) != 0)
        return false;
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    return (qpdf_write(pdf) & QPDF_ERRORS) == 0;
}

Status
paper_in_language(Arena *arena, Text pdf, Text lang, Text *out)
{
    qpdf_data data = qpdf_init();
    bool fine;

    qpdf_silence_errors(data);
    qpdf_set_suppress_warnings(data, QPDF_TRUE);
    fine = (qpdf_read_memory(data, "paper", pdf.at, pdf.len, NULL) & QPDF_ERRORS) == 0 &&
           set_language(data, arena, lang);
    if (fine)
        *out = text_copy(arena,
                         (Text){(const char *)qpdf_get_buffer(data), qpdf_get_buffer_length(data)});
    else
        log_error("paper.language",
                  LOG_C("error", qpdf_has_error(data)
                                     ? qpdf_get_error_full_text(data, qpdf_get_error(data))
                                     : "no reason given"));
    if (qpdf_has_error(data))
        (void)qpdf_get_error(data); /* else it complains to the terminal */
    qpdf_cleanup(&data);
    return fine ? OK : FAULT;
}
