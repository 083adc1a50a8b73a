/*
 * body -- a request's body as it comes in: a form, files, or raw bytes.
 */
#pragma once

#include "web/multipart.h"

/* What a route allows. */
typedef struct BodyPlan {
    int64_t bytes_max; /* of the body as sent */
    bool uploads;      /* files may be in it */
    const char *dir;   /* for temporary files */
} BodyPlan;

typedef struct Body Body;

/* Room for a body of this type; at most BODIES_BYTES_MAX of memory are used by all bodies of the
 * process, so NULL (answer 503) when that is used up. */
enum { BODIES_BYTES_MAX = 48 * 1024 * 1024 };
Body *body_new(Text content_type, BodyPlan plan);

/* Takes bytes; 0, or the status to refuse with (400, 413, 503). */
int body_feed(Body *body, const char *bytes, size_t len);

/* After the last byte; parses what is not parsed yet. */
int body_end(Body *body);

/* What was found; lives as long as the body. */
Pairs body_form(const Body *body);
Uploads body_uploads(const Body *body);
Text body_raw(const Body *body);
Text body_type(const Body *body); /* media type, lower case */
int64_t body_bytes(const Body *body);

/* Gives the memory back and removes temporary files that nobody took.  NULL is fine. */
void body_drop(Body *body);
