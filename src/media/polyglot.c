/*
 * A file that is two things at once: a photo for us, a page, an archive or a program for somebody
 * else. What we show is written anew and has none of it; such a file is refused all the same,
 * because nobody makes one by accident.
 */
#include "media/inside.h"

enum {
    HEAD_BYTES = 4096,          /* browsers look at 1445 bytes, PDF readers at 1024 */
    ZIP_TAIL_BYTES = 65557,     /* the end of a zip's directory is at most this far from the end */
    PDF_BEHIND_BYTES_MAX = 1024 /* of rubbish behind %%EOF; some printers' drivers leave it */
};

/* Where needle (small letters) stands, capitals or not. */
static bool
holds(Text text, Text needle)
{
    for (size_t i = 0; i + needle.len <= text.len; i++) {
        char c = text.at[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c == needle.at[0] && text_eq_nocase((Text){text.at + i, needle.len}, needle))
            return true;
    }
    return false;
}

/* PK 05 06 with a comment that ends where the file ends: programs find a zip from its end. */
static bool
ends_as_zip(Text bytes)
{
    size_t from = bytes.len > ZIP_TAIL_BYTES ? bytes.len - ZIP_TAIL_BYTES : 0;

    for (size_t i = from; i + 22 <= bytes.len; i++) {
        const unsigned char *b = (const unsigned char *)bytes.at + i;

        if (b[0] == 'P' && b[1] == 'K' && b[2] == 5 && b[3] == 6 &&
            i + 22 + b[20] + ((size_t)b[21] << 8) <= bytes.len)
            return true;
    }
    return false;
}

static bool
holds_other_kind(Text part)
{
    static const Text signs[] = {
        T_INIT("<script"),      T_INIT("<html"),
        T_INIT("<!doctype"),    T_INIT("<?php"),
        T_INIT("<body"),        T_INIT("<iframe"),
        T_INIT("<svg "),        T_INIT("pk\x03\x04"),
        T_INIT("rar!\x1a\x07"), T_INIT("7z\xbc\xaf\x27\x1c"),
    };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (holds(part, signs[i]))
            return true;
    return false;
}

static Text
without_padding(Text tail)
{
    size_t at = 0;

    while (at < tail.len && (tail.at[at] == 0 || tail.at[at] == '\xFF' || tail.at[at] == '\n' ||
                             tail.at[at] == '\r' || tail.at[at] == ' '))
        at++;
    /* The FF that begins a JPEG is no padding. */
    if (at > 0 && at < tail.len && tail.at[at] == '\xD8' && tail.at[at - 1] == '\xFF')
        at--;
    return text_slice(tail, at, tail.len);
}

/* What cameras of phones put behind a photo: a picture (depth, HDR), a film, their own notes. */
static bool
is_from_phone(Text tail)
{
    Text film = text_slice(tail, 0, 8); /* what is left of its length, and its sign */

    return text_starts(tail, T("\xFF\xD8\xFF")) || text_find(film, T("ftyp")) < film.len ||
           text_ends(tail, T("SEFT")) || text_ends(tail, T("jxrs"));
}

static bool
image_hides(MediaKind kind, Text bytes, size_t end)
{
    Text head = text_slice(bytes, 0, HEAD_BYTES);
    Text tail = without_padding(text_slice(bytes, end, bytes.len));

    if (holds_other_kind(head) || holds(head, T("%pdf-")))
        return true;
    if (tail.len == 0)
        return false;
    return kind != MEDIA_JPEG || !is_from_phone(tail) || holds_other_kind(tail) ||
           holds(tail, T("%pdf-"));
}

static bool
pdf_hides(Text bytes, size_t end)
{
    Text tail = without_padding(text_slice(bytes, end, bytes.len));

    return holds_other_kind(text_slice(bytes, 0, 1024)) || holds_other_kind(tail) ||
           tail.len > PDF_BEHIND_BYTES_MAX;
}

bool
hides_something(MediaKind kind, Text bytes, size_t end)
{
    if (ends_as_zip(bytes))
        return true;
    return kind == MEDIA_PDF ? pdf_hides(bytes, end) : image_hides(kind, bytes, end);
}
