/*
 * http_inside -- what http.c and http_request.c share; nobody else includes it.
 */
#pragma once

#include <microhttpd.h>
#include <time.h>

#include "web/http.h"

enum {
    HTTP_MEMORY_BYTES = 16 * 1024
}; /* of a connection: head of the request, head of the answer */

typedef struct Exchange {
    HttpRequest request;
    Body *body;
    bool begun; /* the head has been looked at */
    int64_t swallowed;
} Exchange;

struct Http {
    struct MHD_Daemon *daemon;
    HttpLimits limits;
    HttpApp app;
    Connections connections;
    Exchange *exchanges; /* one for each connection */
    int64_t reaped_ms;
    bool draining;
    bool lingering;
};

/* Good to some milliseconds, and cheap. */
static inline int64_t
coarse_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The library's callbacks. */
void *http_on_target(void *arg, const char *target, struct MHD_Connection *library);
enum MHD_Result http_on_request(void *arg, struct MHD_Connection *library, const char *url,
                                const char *method, const char *version, const char *bytes,
                                size_t *bytes_len, void **context);
void http_on_completed(void *arg, struct MHD_Connection *library, void **context,
                       enum MHD_RequestTerminationCode code);
