/* PNG and WebP by their chunks; JPEG is in jpeg.c. */
#include "media/inside.h"

enum { CHUNK_HEAD = 8, PNG_SIGNATURE = 8, PNG_CRC = 4 };

static uint32_t
big32(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;

    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static uint32_t
little(const char *at, int bytes)
{
    uint32_t value = 0;

    for (int i = bytes - 1; i >= 0; i--)
        value = value << 8 | (unsigned char)at[i];
    return value;
}

/* PNG (third edition), 5.3: length, type, data, CRC; IHDR first, IEND last. */
static bool
png_shape(Text bytes, Shape *out)
{
    size_t at = PNG_SIGNATURE;
    bool data = false;

    while (bytes.len - at >= CHUNK_HEAD + PNG_CRC) {
        uint32_t len = big32(bytes.at + at);
        Text type = text_slice(bytes, at + 4, 4);

        if (len > bytes.len - at - CHUNK_HEAD - PNG_CRC)
            return false;
        if (at == PNG_SIGNATURE) {
            if (!text_eq(type, T("IHDR")) || len != 13)
                return false;
            out->width = big32(bytes.at + at + CHUNK_HEAD);
            out->height = big32(bytes.at + at + CHUNK_HEAD + 4);
        } else if (text_eq(type, T("IHDR"))) {
            return false;
        }
        data = data || text_eq(type, T("IDAT"));
        at += CHUNK_HEAD + len + PNG_CRC;
        if (text_eq(type, T("IEND"))) {
            out->end = at;
            return data && out->width > 0 && out->height > 0;
        }
    }
    return false;
}

/* RFC 9649, 2.4–2.7: RIFF, size, WEBP, and a first chunk that knows the size of the picture. */
static bool
webp_shape(Text bytes, Shape *out)
{
    enum { RIFF_HEAD = 12, FIRST = RIFF_HEAD + CHUNK_HEAD };
    uint64_t size;
    Text type = text_slice(bytes, RIFF_HEAD, 4);
    const char *data = bytes.at + FIRST;

    if (bytes.len < FIRST + 10)
        return false;
    size = CHUNK_HEAD + (uint64_t)little(bytes.at + 4, 4);
    if (size > bytes.len || size < FIRST + 10)
        return false;
    out->end = (size_t)size + (size_t)(size % 2 != 0 && size < bytes.len);
    if (text_eq(type, T("VP8X"))) {
        out->width = (int64_t)little(data + 4, 3) + 1;
        out->height = (int64_t)little(data + 7, 3) + 1;
    } else if (text_eq(type, T("VP8L")) && data[0] == 0x2F) {
        out->width = (little(data + 1, 4) & 0x3FFF) + 1;
        out->height = (little(data + 1, 4) >> 14 & 0x3FFF) + 1;
    } else if (text_eq(type, T("VP8 ")) && text_eq((Text){data + 3, 3}, T("\x9D\x01\x2A"))) {
        out->width = little(data + 6, 2) & 0x3FFF;
        out->height = little(data + 8, 2) & 0x3FFF;
    }
    return out->width > 0 && out->height > 0;
}

bool
shape_of(MediaKind kind, Text bytes, Shape *out)
{
    *out = (Shape){0};
    switch (kind) {
    case MEDIA_JPEG:
        return jpeg_shape(bytes, out);
    case MEDIA_PNG:
        return png_shape(bytes, out);
    case MEDIA_WEBP:
        return webp_shape(bytes, out);
    case MEDIA_PDF:
    case MEDIA_KIND_COUNT:
        return false;
    }
    return false;
}
