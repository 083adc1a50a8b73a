/*
 * libmicrohttpd in external epoll mode: MHD_run_wait() in the caller's loop, no thread of its own.
 *
 * The handler is called first when the head is here, then with each piece of the body, then once
 * more.  A response queued in the first call makes the library close the connection, which is what
 * a refusal wants; everything else is answered in the last call.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "web/http_inside.h"

enum { REAP_EVERY_MS = 500, LINGER_WAIT_MS = 10, HEADER_VALUE_BYTES_MAX = 6 * 1024 };

int64_t
http_now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- responses ---- */

/* HttpResponse is the library's struct by another name. */
static struct MHD_Response *
inner(HttpResponse *response)
{
    return (struct MHD_Response *)(void *)response;
}

HttpResponse *
http_prepare(const HttpReply *reply)
{
    struct MHD_Response *response;
    char name[64];
    char value[HEADER_VALUE_BYTES_MAX];

    if (reply->from_file)
        response = MHD_create_response_from_fd64((uint64_t)reply->file_bytes, reply->file);
    else
        response = MHD_create_response_from_buffer(reply->body.len, (void *)reply->body.at,
                                                   reply->lasting ? MHD_RESPMEM_PERSISTENT
                                                                  : MHD_RESPMEM_MUST_COPY);
    if (response == NULL) {
        if (reply->from_file)
            close(reply->file);
        return NULL;
    }
    for (size_t i = 0; i < reply->header_count; i++) {
        const Pair *header = &reply->headers[i];

        if (header->name.len == 0 || header->name.len >= sizeof name || header->value.len == 0 ||
            header->value.len >= sizeof value) {
            log_error("http.header", LOG_TEXT("name", header->name), LOG_C("why", "length"));
            continue;
        }
        memcpy(name, header->name.at, header->name.len);
        name[header->name.len] = '\0';
        memcpy(value, header->value.at, header->value.len);
        value[header->value.len] = '\0';
        if (MHD_add_response_header(response, name, value) != MHD_YES)
            log_error("http.header", LOG_C("name", name));
    }
    return (HttpResponse *)(void *)response;
}

void
http_drop(HttpResponse *response)
{
    if (response != NULL)
        MHD_destroy_response(inner(response));
}

void
http_send(HttpRequest *request, int status, HttpResponse *response)
{
    request->answered = response != NULL && MHD_queue_response(request->library, (unsigned)status,
                                                               inner(response)) == MHD_YES;
}

/* ---- connections ---- */

static void
write_address(const struct sockaddr *address, char *out)
{
    const char *written = NULL;

    if (address != NULL && address->sa_family == AF_INET) {
        const struct sockaddr_in *ip4 = (const void *)address;

        written = inet_ntop(AF_INET, &ip4->sin_addr, out, ADDRESS_BYTES);
    } else if (address != NULL && address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *ip6 = (const void *)address;

        written = inet_ntop(AF_INET6, &ip6->sin6_addr, out, ADDRESS_BYTES);
    }
    if (written == NULL)
        snprintf(out, ADDRESS_BYTES, "unix");
}

static void
on_connection(void *arg, struct MHD_Connection *library, void **context,
              enum MHD_ConnectionNotificationCode code)
{
    Http *http = arg;
    Connection *connection = *context;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *fd =
            MHD_get_connection_info(library, MHD_CONNECTION_INFO_CONNECTION_FD);
        const union MHD_ConnectionInfo *address =
            MHD_get_connection_info(library, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

        connection =
            fd == NULL ? NULL : connection_take(&http->connections, fd->connect_fd, coarse_ms());
        *context = connection;
        if (connection != NULL)
            write_address(address == NULL ? NULL : address->client_addr, connection->address);
        return;
    }
    if (connection == NULL)
        return;
    if (connection->linger) {
        linger_add(connection->fd, coarse_ms());
        http->lingering = true;
    }
    connection_give_back(&http->connections, connection);
    *context = NULL;
}

/* ---- the loop ---- */

static void
on_library_log(void *arg, const char *format, va_list args)
{
    char line[300];

    (void)arg;
    if (!log_wants(LOG_LEVEL_DEBUG))
        return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    vsnprintf(line, sizeof line, format, args);
#pragma GCC diagnostic pop
    log_debug("http.library", LOG_C("what", line));
}

/* The path is decoded by target.c. */
static size_t
leave_escapes(void *arg, struct MHD_Connection *connection, char *text)
{
    (void)arg;
    (void)connection;
    return strlen(text);
}

Status
http_start(Arena *arena, int listen_fd, bool per_address, HttpLimits limits, HttpApp app,
           Http **http_out)
{
    Http *http = NEW(arena, Http);
    /* A few more than the library admits: it frees them a little later than it counts them. */
    size_t room = (size_t)limits.connections_max + 16;

    http->limits = limits;
    http->app = app;
    http->connections = connections_new(arena, room);
    http->exchanges = NEW_ARRAY(arena, Exchange, room);
    http->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_ERROR_LOG, 0, NULL, NULL, http_on_request, http,
        MHD_OPTION_EXTERNAL_LOGGER, on_library_log, NULL, MHD_OPTION_LISTEN_SOCKET, listen_fd,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)limits.connections_max,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        per_address ? (unsigned)limits.connections_per_address : 0u,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_MEMORY_BYTES,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)limits.idle_seconds, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, http, MHD_OPTION_NOTIFY_COMPLETED, http_on_completed, http,
        MHD_OPTION_URI_LOG_CALLBACK, http_on_target, http, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_escapes, NULL, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
    if (http->daemon == NULL) {
        log_error("http.start", LOG_C("why", "libmicrohttpd refused"));
        return FAULT;
    }
    *http_out = http;
    return OK;
}

bool
http_run(Http *http, int wait_ms)
{
    int64_t now_ms;

    if (http->lingering && wait_ms > LINGER_WAIT_MS)
        wait_ms = LINGER_WAIT_MS;
    if (MHD_run_wait(http->daemon, wait_ms) != MHD_YES)
        return false;
    now_ms = coarse_ms();
    if (http->draining || now_ms - http->reaped_ms >= REAP_EVERY_MS) {
        http->reaped_ms = now_ms;
        connections_reap(&http->connections, &http->limits, now_ms, http->draining);
    }
    if (http->lingering)
        http->lingering = linger_run(now_ms);
    return true;
}

void
http_drain(Http *http)
{
    http->draining = true;
    MHD_quiesce_daemon(http->daemon);
}

bool
http_busy(const Http *http)
{
    return http->connections.open != 0 || http->lingering;
}

bool
http_draining(const Http *http)
{
    return http->draining;
}

void
http_stop(Http *http)
{
    MHD_stop_daemon(http->daemon);
}
