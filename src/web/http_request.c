/*
 * The life of a request: its head judged, its body taken, its answer asked for.
 */
#include <string.h>

#include "web/guard.h"
#include "web/http_inside.h"

enum { SWALLOW_BYTES_MAX = 1024 * 1024 };

static Exchange *
exchange_of(Http *http, const Connection *connection)
{
    return &http->exchanges[connection - http->connections.at];
}

/* ---- the head of a request ---- */

typedef struct HeadWalk {
    Guard guard;
    HttpRequest *request;
    const char *end; /* of the header before */
    bool hidden;     /* bytes that the library dropped: a NUL inside */
} HeadWalk;

static void
keep(HttpRequest *request, Text name, Text value)
{
    static const struct {
        Text name;
        Head head;
    } known[] = {
        {T_INIT("Host"),              HEAD_HOST           },
        {T_INIT("Cookie"),            HEAD_COOKIE         },
        {T_INIT("Accept-Encoding"),   HEAD_ACCEPT_ENCODING},
        {T_INIT("Accept-Language"),   HEAD_ACCEPT_LANGUAGE},
        {T_INIT("If-None-Match"),     HEAD_IF_NONE_MATCH  },
        {T_INIT("Authorization"),     HEAD_AUTHORIZATION  },
        {T_INIT("Content-Type"),      HEAD_CONTENT_TYPE   },
        {T_INIT("Origin"),            HEAD_ORIGIN         },
        {T_INIT("Sec-Fetch-Site"),    HEAD_SEC_FETCH_SITE },
        {T_INIT("X-Forwarded-For"),   HEAD_FORWARDED_FOR  },
        {T_INIT("X-Forwarded-Proto"), HEAD_FORWARDED_PROTO},
        {T_INIT("X-CSRF-Token"),      HEAD_CSRF_TOKEN     },
        {T_INIT("User-Agent"),        HEAD_USER_AGENT     },
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].name.len == name.len && text_eq_nocase(known[i].name, name)) {
            /* The last of several: what the nearest proxy wrote. */
            request->heads[known[i].head] = value;
            return;
        }
}

/* Before 1.0 the library cuts a value at a NUL.  Names and values lie in one buffer, one line after
 * another, so what it dropped stands in the gap. */
static void
look_for_hidden(HeadWalk *walk, const char *next)
{
#if MHD_VERSION < 0x01000000
    if (walk->end != NULL && next > walk->end && next - walk->end < HTTP_MEMORY_BYTES)
        for (const char *at = walk->end; at < next; at++)
            if (*at != '\0' && *at != '\r' && *at != '\n' && *at != ' ' && *at != '\t')
                walk->hidden = true;
#else
    (void)walk;
    (void)next;
#endif
}

static enum MHD_Result
on_header(void *arg, enum MHD_ValueKind kind, const char *name, size_t name_len, const char *value,
          size_t value_len)
{
    HeadWalk *walk = arg;
    Text clean = value == NULL ? T("") : (Text){value, value_len};

    (void)kind;
    guard_header(&walk->guard, (Text){name, name_len}, clean);
    keep(walk->request, (Text){name, name_len}, clean);
    look_for_hidden(walk, name);
    walk->end = clean.at + clean.len;
    return MHD_YES;
}

/* The guard's judgement of the whole head; true when it is fit. */
static bool
head_is_fit(HttpRequest *request, Text version, const char *version_at)
{
    HeadWalk walk = {.request = request};
    const Connection *connection = request->connection;

    walk.guard = guard_begin(request->method, request->target, version);
    MHD_get_connection_values_n(request->library, MHD_HEADER_KIND, on_header, &walk);
    if (walk.end != NULL)
        look_for_hidden(&walk, walk.end + 2); /* the empty line follows */
    if (!guard_end(&walk.guard, version)) {
        request->reason = walk.guard.reason;
        return false;
    }
#if MHD_VERSION < 0x01000000
    if (version_at - connection->target_end != 1)
        walk.hidden = true;
#else
    (void)version_at;
    (void)connection;
#endif
    request->length = walk.guard.lengths != 0 ? walk.guard.length : -1;
    request->chunked = walk.guard.chunked;
    if (walk.hidden)
        request->reason = "NUL";
    return !walk.hidden;
}

static bool
has_body(const HttpRequest *request)
{
    return request->length > 0 || request->chunked;
}

static void
judge(Http *http, HttpRequest *request, Text version, const char *version_at, BodyPlan *plan)
{
    if (request->target.len > TARGET_BYTES_MAX) {
        request->refused = 414;
        request->reason = "target too long";
        request->target = T("/");
        return;
    }
    if (!head_is_fit(request, version, version_at)) {
        request->refused = 400;
        return;
    }
    request->head = text_eq(request->method, T("HEAD"));
    if (request->head)
        request->method = T("GET");
    if (!has_body(request))
        return;
    request->refused = http->app.expect(http->app.arg, request, plan);
    if (request->refused == 0 && request->length > plan->bytes_max) {
        request->refused = 413;
        request->reason = "announced length";
    }
}

/* ---- the life of a request ---- */

static void
answer(Http *http, Exchange *exchange)
{
    HttpRequest *request = &exchange->request;

    connection_enters(request->connection, PHASE_ANSWER, coarse_ms());
    request->began_us = http_now_us();
    http->app.answer(http->app.arg, request);
    /* Not only when the answer has left: temporary files are gone when the client reads it. */
    body_drop(exchange->body);
    exchange->body = NULL;
    request->body = NULL;
}

static enum MHD_Result
begin(Http *http, Exchange *exchange, Connection *connection, struct MHD_Connection *library,
      const char *method, const char *version)
{
    HttpRequest *request = &exchange->request;
    BodyPlan plan = {0};

    *request = (HttpRequest){
        .method = text_c(method),
        .target = connection->target,
        .address = text_c(connection->address),
        .length = -1,
        .connection = connection,
        .library = library,
    };
    exchange->begun = true;
    exchange->swallowed = 0;
    judge(http, request, text_c(version), version, &plan);
    if (request->refused != 0) {
        connection->linger = request->length > 0 || request->chunked;
        answer(http, exchange);
        return request->answered ? MHD_YES : MHD_NO;
    }
    if (!has_body(request))
        return MHD_YES;
    exchange->body = body_new(request->heads[HEAD_CONTENT_TYPE], plan);
    if (exchange->body == NULL) {
        request->refused = 503;
        request->reason = "memory for bodies";
    }
    connection->bytes = 0;
    connection_enters(connection, PHASE_BODY, coarse_ms());
    return MHD_YES;
}

/* A body that has been refused is read on, so that the sender can be told why. */
static enum MHD_Result
take_body(Exchange *exchange, const char *bytes, size_t len)
{
    HttpRequest *request = &exchange->request;

    request->connection->bytes += (int64_t)len;
    if (request->refused == 0) {
        request->refused = body_feed(exchange->body, bytes, len);
        if (request->refused != 0)
            request->reason = "body";
        return MHD_YES;
    }
    exchange->swallowed += (int64_t)len;
    if (request->length < 0 && exchange->swallowed > SWALLOW_BYTES_MAX)
        return MHD_NO;
    return MHD_YES;
}

static enum MHD_Result
finish(Http *http, Exchange *exchange)
{
    HttpRequest *request = &exchange->request;

    if (exchange->body != NULL) {
        request->body = exchange->body;
        if (request->refused == 0)
            request->refused = body_end(exchange->body);
        if (request->refused != 0 && request->reason == NULL)
            request->reason = "body";
    }
    answer(http, exchange);
    return request->answered ? MHD_YES : MHD_NO;
}

enum MHD_Result
http_on_request(void *arg, struct MHD_Connection *library, const char *url, const char *method,
                const char *version, const char *bytes, size_t *bytes_len, void **context)
{
    Http *http = arg;
    Connection *connection = *context;
    Exchange *exchange;

    (void)url;
    if (connection == NULL)
        return MHD_NO;
    exchange = exchange_of(http, connection);
    if (!exchange->begun)
        return begin(http, exchange, connection, library, method, version);
    if (*bytes_len != 0) {
        size_t len = *bytes_len;

        *bytes_len = 0;
        return take_body(exchange, bytes, len);
    }
    return finish(http, exchange);
}

void
http_on_completed(void *arg, struct MHD_Connection *library, void **context,
                  enum MHD_RequestTerminationCode code)
{
    Http *http = arg;
    Connection *connection = *context;
    Exchange *exchange;

    (void)library;
    (void)code;
    if (connection == NULL)
        return;
    exchange = exchange_of(http, connection);
    body_drop(exchange->body);
    exchange->body = NULL;
    exchange->begun = false;
    connection_enters(connection, PHASE_IDLE, coarse_ms());
    *context = NULL;
}

/* Called with the request line's target, before the library takes it apart. */
void *
http_on_target(void *arg, const char *target, struct MHD_Connection *library)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(library, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    Connection *connection = info == NULL ? NULL : info->socket_context;
    size_t len = target == NULL ? 0 : strlen(target);

    (void)arg;
    if (connection == NULL)
        return NULL;
    connection->target = (Text){connection->target_bytes, len};
    if (len <= TARGET_BYTES_MAX)
        memcpy(connection->target_bytes, target == NULL ? "" : target, len);
    connection->target_end = target == NULL ? NULL : target + len;
    connection_enters(connection, PHASE_HEAD, coarse_ms());
    return connection;
}
