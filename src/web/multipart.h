/*
 * multipart -- multipart/form-data (RFC 7578) as it comes in, piece by piece.
 *
 * Text fields gather in memory, files go straight to temporary files.  Strict where leniency helps
 * only attackers: a part needs a name, names and fields are clean UTF-8, an end is needed.
 */
#pragma once

#include "web/web.h"

enum {
    BOUNDARY_BYTES_MAX = 70, /* RFC 2046 5.1.1 */
    MULTIPART_WINDOW_BYTES = 8192,
    UPLOAD_NAME_BYTES_MAX = 200,
};

typedef struct MultipartLimits {
    int64_t bytes_max;      /* of all files together */
    size_t field_bytes_max; /* of all text fields together */
    size_t fields_max;
    size_t uploads_max; /* 0: no files here */
    const char *dir;    /* where temporary files are made */
} MultipartLimits;

typedef struct Multipart Multipart;

/* A reader for this boundary; NULL when there is no sane boundary in the content type. */
Multipart *multipart_new(Arena *arena, Text content_type, MultipartLimits limits);

/* Takes the next bytes.  0, or the status to refuse with: 400 malformed, 413 over a limit, 503 the
 * disk is full or broken (logged). */
int multipart_feed(Multipart *multipart, const char *bytes, size_t len);

/* After the last byte: the fields and files; 400 when the end is missing. */
int multipart_end(Multipart *multipart, Pairs *fields_out, Uploads *uploads_out);

/* Removes the temporary files that still stand and closes an open one. */
void multipart_drop(Multipart *multipart);
