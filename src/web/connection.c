#include "web/connection.h"

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { NEWCOMER_MS = 1000 };

Connections
connections_new(Arena *arena, size_t count)
{
    Connections connections = {.at = NEW_ARRAY(arena, Connection, count), .len = count};

    for (size_t i = count; i-- > 0;) {
        connections.at[i].next_free = connections.free;
        connections.free = &connections.at[i];
    }
    return connections;
}

Connection *
connection_take(Connections *connections, int fd, int64_t now_ms)
{
    Connection *connection = connections->free;

    if (connection == NULL)
        return NULL;
    connections->free = connection->next_free;
    connections->open++;
    connection->fd = fd;
    connection->linger = false;
    connection->target = (Text){0};
    connection_enters(connection, PHASE_FIRST, now_ms);
    return connection;
}

void
connection_give_back(Connections *connections, Connection *connection)
{
    connection->phase = PHASE_FREE;
    connection->next_free = connections->free;
    connections->free = connection;
    connections->open--;
}

bool
connection_is_late(const Connection *connection, const HttpLimits *limits, int64_t now_ms)
{
    int64_t spent_ms = now_ms - connection->since_ms;
    int64_t head_ms = (int64_t)limits->header_seconds * 1000;

    switch (connection->phase) {
    case PHASE_FIRST:
    case PHASE_HEAD:
        return spent_ms > head_ms;
    case PHASE_IDLE:
        return spent_ms > (int64_t)limits->idle_seconds * 1000;
    case PHASE_BODY:
        return spent_ms > head_ms + connection->bytes * 1000 / limits->body_bytes_per_second;
    case PHASE_FREE:
    case PHASE_ANSWER:
        break;
    }
    return false;
}

/* Waiting for a request, of which not a byte is here.  Who has only just come is about to ask. */
static bool
is_idle(const Connection *connection, int64_t now_ms)
{
    int pending = 0;

    if (connection->phase != PHASE_FIRST && connection->phase != PHASE_IDLE)
        return false;
    if (connection->phase == PHASE_FIRST && now_ms - connection->since_ms < NEWCOMER_MS)
        return false;
    return ioctl(connection->fd, FIONREAD, &pending) != 0 || pending == 0;
}

size_t
connections_reap(Connections *connections, const HttpLimits *limits, int64_t now_ms, bool all_idle)
{
    size_t reaped = 0;

    for (size_t i = 0; i < connections->len; i++) {
        Connection *connection = &connections->at[i];

        if (connection->phase == PHASE_FREE)
            continue;
        if (!connection_is_late(connection, limits, now_ms) &&
            !(all_idle && is_idle(connection, now_ms)))
            continue;
        /* The library sees the end of the stream, cleans up and closes. */
        shutdown(connection->fd, SHUT_RDWR);
        reaped++;
    }
    return reaped;
}

/* ---- lingering ---- */

static struct {
    int fd;
    int64_t until_ms;
} lingering[LINGER_MAX];
static size_t lingering_len;

void
linger_add(int fd, int64_t now_ms)
{
    int copy;

    if (lingering_len == LINGER_MAX)
        return;
    copy = dup(fd);
    if (copy < 0)
        return;
    shutdown(copy, SHUT_WR);
    lingering[lingering_len].fd = copy;
    lingering[lingering_len].until_ms = now_ms + LINGER_MS;
    lingering_len++;
}

/* Reads what is there; false at the end of the stream. */
static bool
read_away(int fd)
{
    static char waste[64 * 1024];

    for (int turns = 0; turns < 64; turns++) {
        ssize_t got = recv(fd, waste, sizeof waste, MSG_DONTWAIT);

        if (got == 0)
            return false;
        if (got < 0)
            return true; /* nothing yet, or broken: until_ms ends it */
    }
    return true;
}

bool
linger_run(int64_t now_ms)
{
    for (size_t i = lingering_len; i-- > 0;) {
        if (now_ms < lingering[i].until_ms && read_away(lingering[i].fd))
            continue;
        close(lingering[i].fd);
        lingering[i] = lingering[--lingering_len];
    }
    return lingering_len != 0;
}
