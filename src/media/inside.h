/*
 * inside -- what the files of this room share; all of it runs in the child.
 */
#pragma once

#include "base/arena.h"
#include "base/text.h"
#include "media/media.h"

/* Why a file is not taken; the sentences are in identify.c.  REFUSED_CRASH is 0: what a dead child
 * leaves. */
typedef enum Refusal {
    REFUSED_CRASH,
    NOT_REFUSED,
    REFUSED_EMPTY,
    REFUSED_LARGE,
    REFUSED_HEIC,
    REFUSED_IMAGE,
    REFUSED_SHEET,
    REFUSED_OTHER,
    REFUSED_NO_PHOTO,
    REFUSED_NO_PDF,
    REFUSED_PIXELS,
    REFUSED_BROKEN,
    REFUSED_POLYGLOT,
    REFUSED_PDF_LOCKED,
    REFUSED_PDF_BROKEN,
    REFUSED_PDF_PAGES,
    REFUSED_PDF_COMPLEX,
    REFUSAL_COUNT
} Refusal;

/* How an image is built, by its own markers. */
typedef struct Shape {
    int64_t width;
    int64_t height;
    size_t end; /* where the image ends; what is behind is something else */
} Shape;

/* shape.c: walks through the file by lengths, decoding nothing; false when it is cut short or makes
 * no sense.  bytes begin like the kind. */
bool shape_of(MediaKind kind, Text bytes, Shape *out);

/* jpeg.c: false when the JPEG is cut short. */
bool jpeg_shape(Text bytes, Shape *out);
/* The JPEG without its APPn (other than JFIF's and Adobe's) and comments; bytes itself when there
 * are none or it cannot be read. */
Text jpeg_bare(Arena *arena, Text bytes);

/* polyglot.c: true when something else hides before, in the head of, or behind a file of this kind
 * that ends at `end`. */
bool hides_something(MediaKind kind, Text bytes, size_t end);

/* What the child answers through the pipe. */
typedef struct Answer {
    Refusal refusal;
    MediaKind kind;
    int64_t width;
    int64_t height;
    int64_t bytes;
} Answer;

typedef struct Job {
    const char *source;
    const char *target;
    const char *thumb;
} Job;

/* identify.c: reads the source into arena and fills kind, width, height, bytes; INVALID with a
 * refusal. */
Status identify_source(Arena *arena, const Job *job, Text *bytes_out, Answer *answer);
/* Sets the refusal; returns INVALID. */
Status refuse(Answer *answer, Refusal refusal);
/* Runs work in a child and turns its checked answer into a Media. */
Status media_run(MediaWork *work, const Job *job, Media *out);

/* How much the child's own arena may take: a source, and copies of parts of it. */
enum { CHILD_ARENA_BYTES = 256 * 1024 * 1024 };
