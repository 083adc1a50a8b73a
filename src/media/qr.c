#include "media/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"

enum { SVG_BYTES_MAX = 256 * 1024 };

/* Runs of dark modules of each row as one path. */
static void
put_path(Buf *svg, const QRcode *code)
{
    for (int y = 0; y < code->width; y++) {
        const unsigned char *row = code->data + y * code->width;

        for (int x = 0; x < code->width; x++) {
            int from = x;

            while (x < code->width && (row[x] & 1) != 0)
                x++;
            if (x > from)
                buf_printf(svg, "M%d %dh%dv1h-%dz", from + QR_QUIET_ZONE, y + QR_QUIET_ZONE,
                           x - from, x - from);
        }
    }
}

Text
qr_svg(Arena *arena, Text text)
{
    Buf svg = buf_new(arena, SVG_BYTES_MAX);
    QRcode *code;
    int side;

    if (text.len == 0 || text.len > QR_BYTES_MAX)
        return T("");
    code = QRcode_encodeData((int)text.len, (const unsigned char *)text.at, 0, QR_ECLEVEL_Q);
    if (code == NULL) {
        log_error("qr.encode", LOG_C("error", strerror(errno)), LOG_INT("bytes", text.len));
        return T("");
    }
    side = code->width + 2 * QR_QUIET_ZONE;
    buf_printf(&svg,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"QR\" "
               "viewBox=\"0 0 %d %d\" "
               "shape-rendering=\"crispEdges\">",
               side, side);
    buf_printf(&svg, "<rect fill=\"#fff\" width=\"%d\" height=\"%d\"/>", side, side);
    BUF_LIT(&svg, "<path fill=\"#000\" d=\"");
    put_path(&svg, code);
    BUF_LIT(&svg, "\"/></svg>\n");
    QRcode_free(code);
    return buf_done(&svg);
}
