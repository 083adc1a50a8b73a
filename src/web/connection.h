/*
 * connection -- what is known of each open connection, and the reaper that ends slow ones.
 *
 * The library's own timeout counts from the last byte, so a byte a second holds a connection for
 * ever.  Here each phase has an end of its own.  No library in here.
 */
#pragma once

#include "web/target.h"

enum { ADDRESS_BYTES = 64 };

typedef struct HttpLimits {
    int connections_max;
    int connections_per_address;
    int header_seconds;
    int idle_seconds;
    int body_bytes_per_second;
} HttpLimits;

typedef enum Phase {
    PHASE_FREE,
    PHASE_FIRST, /* open, nothing asked yet */
    PHASE_IDLE,  /* between two requests */
    PHASE_HEAD,  /* the request line is here */
    PHASE_BODY,
    PHASE_ANSWER, /* being answered; the library's own timeout watches the reader */
} Phase;

struct HttpRequest;

typedef struct Connection {
    Phase phase;
    int fd;
    int64_t since_ms; /* when the phase began */
    int64_t bytes;    /* of the body */
    bool linger;      /* refused in the middle of a body: read on for a while after the answer */
    Text target;
    const char *target_end; /* in the library's memory */
    char target_bytes[TARGET_BYTES_MAX + 1];
    char address[ADDRESS_BYTES];
    struct HttpRequest *request;
    struct Connection *next_free;
} Connection;

typedef struct Connections {
    Connection *at;
    size_t len;
    Connection *free;
    size_t open;
} Connections;

Connections connections_new(Arena *arena, size_t count);

/* A fresh one; NULL when all are taken. */
Connection *connection_take(Connections *connections, int fd, int64_t now_ms);
void connection_give_back(Connections *connections, Connection *connection);

static inline void
connection_enters(Connection *connection, Phase phase, int64_t now_ms)
{
    connection->phase = phase;
    connection->since_ms = now_ms;
}

/* True when a connection has used up the time of its phase. */
bool connection_is_late(const Connection *connection, const HttpLimits *limits, int64_t now_ms);

/* Shuts down those that are late; with all_idle also those that wait for a request and have sent
 * nothing.  Returns how many. */
size_t connections_reap(Connections *connections, const HttpLimits *limits, int64_t now_ms,
                        bool all_idle);

/* ---- lingering ----
 *
 * Closing a socket with unread bytes makes the kernel send RST, and the client may never see the
 * answer that says why its upload was refused.  So such a socket is kept a little and read empty.
 */
enum { LINGER_MAX = 64, LINGER_MS = 5000 };
void linger_add(int fd, int64_t now_ms); /* takes a duplicate */
bool linger_run(int64_t now_ms);         /* true while there are any */
