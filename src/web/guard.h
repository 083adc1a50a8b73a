/*
 * guard -- refuses requests whose meaning two programs could read differently (request smuggling).
 *
 * The HTTP library is more lenient than RFC 9112, and than the proxies in front of it.  So each
 * request's head passes here first; what is refused is answered 400 and the connection closed.
 * Knows nothing of the library: names and values come one after another.
 */
#pragma once

#include "base/text.h"

typedef struct Guard {
    int hosts;
    int lengths;
    int encodings;
    bool chunked;
    int64_t length;     /* of the body, as announced; -1: not */
    const char *reason; /* why it is refused, for the log; NULL: fine so far */
} Guard;

/* Begins with the request line.  version is "HTTP/1.0" or "HTTP/1.1". */
Guard guard_begin(Text method, Text target, Text version);

/* One header. */
void guard_header(Guard *guard, Text name, Text value);

/* After the last header; true when the request is fit to be answered. */
bool guard_end(Guard *guard, Text version);

/* Letters, digits and the marks of an HTTP token (RFC 9110 5.6.2), at least one. */
bool is_token(Text text);
