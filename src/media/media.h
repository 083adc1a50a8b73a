/*
 * media -- uploaded photos and PDFs: what they are, and how they are made safe to show.
 *
 * A file is known by its content, never by its name.  What is taken: JPEG, PNG, WebP and PDF.  A
 * photo becomes a new JPEG of at most MEDIA_IMAGE_SIDE_MAX pixels a side, turned upright, in sRGB,
 * with nothing but pixels in it (no EXIF, so no place where it was taken), and a thumbnail.  A PDF
 * is written anew without its Info and XMP metadata, scripts, actions that start by themselves,
 * attached files, forms' XFA and the EXIF of photos inside.
 *
 * Refused, each with a sentence: what is something else besides (a "polyglot": data behind the end,
 * a zip, a page or a script at either end), images that would be too large once unpacked (by their
 * header, before anything unpacks them), encrypted PDFs, broken files.  Data that phones put behind
 * a photo (a second picture, a short film, padding) is not refused; it is not in the new file.
 *
 * All work is done in a child process with limits of its own (media_in_child), so that a file that
 * breaks a decoder harms nothing: it is refused.  Call these from a process of one thread (the
 * keeper, a command), and never call libvips in that process itself.
 */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "base/text.h"

enum {
    MEDIA_BYTES_MAX = 20 * 1024 * 1024,
    MEDIA_PIXELS_MAX = 50 * 1024 * 1024, /* phones' "50 megapixels" are 8192 × 6144 */
    MEDIA_IMAGE_SIDE_MAX = 1600,
    MEDIA_THUMB_SIDE_MAX = 320,
    MEDIA_PDF_PAGES_MAX = 500,
    MEDIA_PDF_OBJECTS_MAX = 300000,
};

typedef enum MediaKind { MEDIA_JPEG, MEDIA_PNG, MEDIA_WEBP, MEDIA_PDF, MEDIA_KIND_COUNT } MediaKind;

typedef struct Media {
    MediaKind kind;      /* of the source */
    int64_t width;       /* images: of the source (identify), of the new file (safe) */
    int64_t height;      /* the same */
    int64_t bytes;       /* of the source (identify), of the new file (safe) */
    const char *refused; /* with INVALID: why, a msgid for tr_text(); else NULL */
} Media;

/* What the file is.  OK; INVALID: out->refused says why it is not taken; NOT_FOUND: no file; FAULT:
 * the machine (already logged).  The kind does not depend on the file's name. */
MUST_CHECK Status media_identify(const char *path, Media *out);

/* Identifies the photo again and writes it anew: target gets the JPEG, thumb (NULL: none) a small
 * one. Both are new files beside which nothing is left; they are not synced, and on anything but OK
 * they may exist in part, so the caller removes them.  Answers as media_identify(); a PDF is
 * INVALID. */
MUST_CHECK Status media_image_safe(const char *source, const char *target, const char *thumb,
                                   Media *out);

/* The same for a PDF; an image is INVALID. */
MUST_CHECK Status media_pdf_safe(const char *source, const char *target, Media *out);

/* ---- work on what nobody trusts ---- */

typedef struct MediaLimits {
    int cpu_seconds;
    int wall_seconds;
    int64_t memory_bytes; /* on top of what the process has mapped already; not under sanitizers */
    int64_t file_bytes;   /* of each file it writes */
} MediaLimits;

extern const MediaLimits media_limits; /* 20 s, 60 s, 1 GiB, 64 MiB */

/* The work: runs in the child, may crash.  Fills result (zeroed before). */
typedef Status MediaWork(const void *job, void *result);

/* Forks a child that does the work under the limits, without network, other programs or inherited
 * files, and copies its result (result_bytes, at most 4000) back.  The result comes from a process
 * that may have been taken over: check every field.  Returns what the work returned; INVALID with a
 * zeroed result when the child died or ran out of something (logged as a warning); FAULT when no
 * child could be made. */
MUST_CHECK Status media_in_child(MediaWork *work, const void *job, void *result,
                                 size_t result_bytes, const MediaLimits *limits);
