/*
 * http -- the HTTP library behind one small door: nobody else includes microhttpd.h.
 *
 * One event loop in the process's only thread.  A request with a body comes to HttpApp twice:
 * `expect` when its head is here (how large may the body be?), `answer` when all of it is; answer
 * calls http_send() once.  What the guard refuses comes to answer only, with `refused` set.  A
 * reaper (connection.h) ends connections that are too slow.  Uses what libmicrohttpd 0.9.75 and 1.0
 * share.
 */
#pragma once

#include "web/body.h"
#include "web/connection.h"

/* The headers that anybody asks for; others are only guarded. */
typedef enum Head {
    HEAD_HOST,
    HEAD_COOKIE,
    HEAD_ACCEPT_ENCODING,
    HEAD_ACCEPT_LANGUAGE,
    HEAD_IF_NONE_MATCH,
    HEAD_AUTHORIZATION,
    HEAD_CONTENT_TYPE,
    HEAD_ORIGIN,
    HEAD_SEC_FETCH_SITE,
    HEAD_FORWARDED_FOR,
    HEAD_FORWARDED_PROTO,
    HEAD_CSRF_TOKEN,
    HEAD_USER_AGENT,
    HEAD_COUNT
} Head;

typedef struct HttpRequest {
    Text method; /* as sent: letters A–Z, GET for HEAD too */
    bool head;   /* it was HEAD: the body of the answer is left out by itself */
    Text target; /* as sent: "/path?query" */
    Text heads[HEAD_COUNT];
    Text address;     /* of the peer; "unix" */
    const Body *body; /* NULL: none */
    int64_t length;   /* of the body as announced; -1: chunked or none */
    bool chunked;
    int refused;        /* 0, or the status that the request is to be answered with */
    const char *reason; /* why, for the log */
    int64_t began_us;   /* when all of it was here; http_now_us() */
    Connection *connection;
    void *library;
    bool answered;
} HttpRequest;

/* A response that may be sent many times. */
typedef struct HttpResponse HttpResponse;

typedef struct HttpReply {
    const Pair *headers;
    size_t header_count;
    Text body; /* copied */
    bool from_file;
    int file; /* instead of body; closed by the library */
    int64_t file_bytes;
    bool lasting; /* body lives as long as the process: not copied */
} HttpReply;

/* NULL only when memory ran out. */
HttpResponse *http_prepare(const HttpReply *reply);
void http_drop(HttpResponse *response); /* NULL is fine; one that is being sent lives on */

/* Queues a response as the answer; the caller keeps its own hold on it. */
void http_send(HttpRequest *request, int status, HttpResponse *response);

/* The callbacks of one application. */
typedef struct HttpApp {
    /* 0 and the plan for the body, or the status to refuse with. */
    int (*expect)(void *arg, const HttpRequest *request, BodyPlan *plan_out);
    void (*answer)(void *arg, HttpRequest *request);
    void *arg;
} HttpApp;

typedef struct Http Http;

/* Listens on a socket that is open already; one a process.  FAULT, logged. */
MUST_CHECK Status http_start(Arena *arena, int listen_fd, bool per_address, HttpLimits limits,
                             HttpApp app, Http **http_out);

/* Serves what comes within about wait_ms; false when the loop is broken. */
bool http_run(Http *http, int wait_ms);

/* No new connections; idle ones are closed, answers say "Connection: close".  http_busy tells
 * whether any connection is left. */
void http_drain(Http *http);
bool http_busy(const Http *http);
bool http_draining(const Http *http);

void http_stop(Http *http);

/* Microseconds of the monotonic clock. */
int64_t http_now_us(void);
