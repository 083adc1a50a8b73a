/* JPEG by its markers (ITU-T T.81, annex B). */
#include "base/buf.h"
#include "media/inside.h"

enum {
    MARK_SOF0 = 0xC0,
    MARK_DHT = 0xC4,
    MARK_JPG = 0xC8,
    MARK_DAC = 0xCC,
    MARK_SOF15 = 0xCF,
    MARK_RST0 = 0xD0,
    MARK_RST7 = 0xD7,
    MARK_SOI = 0xD8,
    MARK_EOI = 0xD9,
    MARK_SOS = 0xDA,
    MARK_APP0 = 0xE0,
    MARK_APP14 = 0xEE, /* Adobe's: says how colours are coded */
    MARK_APP15 = 0xEF,
    MARK_COM = 0xFE,
};

/* One marker with what belongs to it. */
typedef struct Segment {
    int mark;
    size_t from; /* of the 0xFF */
    size_t data; /* behind the length */
    size_t end;  /* of the segment without the coded picture that follows SOS */
    size_t next; /* … and with it */
} Segment;

static unsigned char
byte_at(Text bytes, size_t at)
{
    return (unsigned char)bytes.at[at];
}

/* The picture's coded data goes on until a marker other than RSTn; 0xFF there is written FF 00. */
static size_t
coded_end(Text bytes, size_t at)
{
    while (at + 1 < bytes.len) {
        const char *found = memchr(bytes.at + at, 0xFF, bytes.len - at - 1);
        unsigned char mark;

        if (found == NULL)
            return bytes.len;
        at = (size_t)(found - bytes.at);
        mark = byte_at(bytes, at + 1);
        if (mark != 0 && mark != 0xFF && !(mark >= MARK_RST0 && mark <= MARK_RST7))
            return at;
        at += mark == 0xFF ? 1 : 2;
    }
    return bytes.len;
}

/* The segment that begins at `at`; false when there is none or it is cut short. */
static bool
segment_at(Text bytes, size_t at, Segment *out)
{
    size_t len;

    *out = (Segment){.from = at};
    while (at + 1 < bytes.len && byte_at(bytes, at) == 0xFF && byte_at(bytes, at + 1) == 0xFF)
        at++;
    if (at + 1 >= bytes.len || byte_at(bytes, at) != 0xFF || byte_at(bytes, at + 1) == 0)
        return false;
    out->mark = byte_at(bytes, at + 1);
    out->data = out->end = out->next = at + 2;
    if (out->mark == MARK_SOI || out->mark == MARK_EOI || out->mark == 0x01 ||
        (out->mark >= MARK_RST0 && out->mark <= MARK_RST7))
        return true;
    if (bytes.len - out->data < 2)
        return false;
    len = (size_t)byte_at(bytes, out->data) << 8 | byte_at(bytes, out->data + 1);
    if (len < 2 || len > bytes.len - out->data)
        return false;
    out->end = out->next = out->data + len;
    out->data += 2;
    if (out->mark == MARK_SOS)
        out->next = coded_end(bytes, out->end);
    return true;
}

static bool
is_frame(int mark)
{
    return mark >= MARK_SOF0 && mark <= MARK_SOF15 && mark != MARK_DHT && mark != MARK_JPG &&
           mark != MARK_DAC;
}

bool
jpeg_shape(Text bytes, Shape *out)
{
    Segment segment;
    bool scans = false;

    for (size_t at = 0; segment_at(bytes, at, &segment); at = segment.next) {
        if (is_frame(segment.mark)) {
            if (out->width != 0 || segment.end - segment.data < 5)
                return false; /* pictures within pictures are nobody's photos */
            out->height = byte_at(bytes, segment.data + 1) << 8 | byte_at(bytes, segment.data + 2);
            out->width = byte_at(bytes, segment.data + 3) << 8 | byte_at(bytes, segment.data + 4);
            if (out->width == 0 || out->height == 0)
                return false;
        }
        scans = scans || segment.mark == MARK_SOS;
        if (segment.mark == MARK_EOI) {
            out->end = segment.next;
            return scans && out->width != 0;
        }
    }
    return false;
}

static bool
says_more(int mark)
{
    return mark == MARK_COM || (mark > MARK_APP0 && mark <= MARK_APP15 && mark != MARK_APP14);
}

Text
jpeg_bare(Arena *arena, Text bytes)
{
    Buf bare = buf_new(arena, bytes.len);
    Segment segment;
    size_t at = 0;
    bool less = false;

    while (segment_at(bytes, at, &segment) && segment.mark != MARK_EOI) {
        if (says_more(segment.mark))
            less = true;
        else
            buf_bytes(&bare, bytes.at + segment.from, segment.next - segment.from);
        at = segment.next;
    }
    if (!less)
        return bytes;
    /* What cannot be read as markers goes as it came, for the viewer to make something of. */
    buf_bytes(&bare, bytes.at + at, bytes.len - at);
    return buf_done(&bare);
}
