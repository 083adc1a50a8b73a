/*
 * transfer -- inside the room: libcurl, several transfers at once.
 *
 * The connections stay open from call to call (keep-alive).  No redirects, no proxy of the
 * environment, no protocols but the one that is meant; certificates are verified.
 */
#pragma once

#include "base/text.h"

typedef struct Transfer {
    const char *url;
    bool mail;                  /* SMTP, else a POST */
    Text body;                  /* JSON, or the mail */
    const char *const *headers; /* POST: "Name: value", ends with NULL */
    const char *from, *to;      /* mail */
    /* what came of it */
    bool tried;
    int status;        /* of HTTP or SMTP; 0: no answer */
    bool complete;     /* the whole answer was read (HTTP), the mail was accepted (SMTP) */
    const char *error; /* libcurl's words, static; NULL: none */
    int64_t retry_after_seconds;
} Transfer;

/* Carries out all of them, at_once at a time; begins none after start_ms from now. */
void transfer_run(Transfer *transfers, size_t count, int at_once, int64_t start_ms);
