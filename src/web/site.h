/*
 * site -- one worker process: what it needs to answer requests, and the request it is answering.
 */
#pragma once

#include "web/cache.h"
#include "web/choice.h"
#include "web/routes.h"
#include "web/shared.h"

enum {
    ANSWER_BYTES_MAX = 256 * 1024 * 1024, /* the arena of one request */
    PAGE_BYTES_MAX = 16 * 1024 * 1024,
    STATEMENT_MS = 10 * 1000, /* the longest a statement may hold up a worker */
    SLOW_MS = 200,            /* logged */
    RETRY_AFTER_SECONDS = 5,
};

typedef struct Site {
    const App *app;
    const ServerSettings *settings; /* with the defaults filled in */
    Text db_url;
    Arena *arena; /* of the process */
    Store *store; /* NULL while the database cannot be reached */
    int64_t store_tried_ms;
    Routes *routes;
    Cache *cache; /* NULL: none */
    Http *http;
    Shared *shared;
    SharedSlot *slot;
    const char *tmp_dir;
    Arena *answer; /* of the request being answered */
} Site;

/* The database, opened when it is not; NULL when it cannot be reached just now. */
Store *site_store(Site *site);

/* What time it is in this installation. */
Time site_now(Site *site);

/* Why a request does not reach its handler, or what became of it. */
typedef enum Gate { GATE_NONE, GATE_SIGN_IN, GATE_CSRF, GATE_TYPE, GATE_DETOUR } Gate;

/* A request on its way through dispatch.c. */
typedef struct Visit {
    Site *site;
    HttpRequest *http;
    const Route *route;
    Request req;
    Response res;
    Response blank; /* what each try of the transaction begins with */
    Ctx ctx;
    Choice choice;
    bool plain; /* a visitor without a session, token or notice: the cache may serve */
    bool gzip;  /* the client takes it */
    Gate gate;
    CacheKey key;
    CacheBefore before;
    int log_status;
} Visit;

/* visit.c: as little as the cache needs, without memory; then the rest: 0, or the status to refuse
 * with. */
void visit_begin(Visit *visit);
int visit_read(Visit *visit);

/* HttpApp's two callbacks; arg is the Site. */
int dispatch_expect(void *arg, const HttpRequest *request, BodyPlan *plan_out);
void dispatch_answer(void *arg, HttpRequest *request);

/* send.c: visit->res with this status as the answer, into the cache if it may be. */
void send_response(Visit *visit);

/* errors.c: fills visit->res with the page (or problem+json) for a status.  sentence may be absent.
 */
void error_response(Visit *visit, int status, Text sentence);

/* errors.c: below a path of programs, which get no pages. */
bool is_for_programs(const Visit *visit);

/* csrf.c: whether a write may go on; for a session or a visitor. */
bool csrf_is_fine(const Visit *visit);

/* static.c: an asset of the program, if the path names one. */
bool static_response(Visit *visit);

/* page.c: the hook that page_begin() calls, set once. */
void page_use(DressHook *dress);

/* The HTTP status for an outcome that is not OK. */
int status_of(Status status);
