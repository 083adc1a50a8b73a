#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "web/server.h"

enum { BACKLOG = 1024, ADDRESS_TEXT_BYTES = 256 };

bool
listen_is_unix(Text address)
{
    return text_starts(address, T("unix:"));
}

static int
refused(int fd, Text address, const char *why)
{
    log_error("web.listen", LOG_TEXT("address", address), LOG_C("why", why));
    if (fd >= 0)
        close(fd);
    return -1;
}

/* A socket that nobody listens on any more may be taken away. */
static bool
is_abandoned(const struct sockaddr_un *name)
{
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool answered;

    if (probe < 0)
        return false;
    answered = connect(probe, (const struct sockaddr *)name, sizeof *name) == 0;
    close(probe);
    return !answered && errno == ECONNREFUSED;
}

static int
open_unix(Text address)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    Text path = text_slice(address, 5, address.len);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return refused(fd, address, strerror(errno));
    if (path.len == 0 || path.len >= sizeof name.sun_path)
        return refused(fd, address, "the path is empty or too long");
    memcpy(name.sun_path, path.at, path.len);
    if (is_abandoned(&name))
        unlink(name.sun_path);
    /* The proxy runs as somebody else, of the same group or any. */
    if (bind(fd, (const struct sockaddr *)&name, sizeof name) != 0 ||
        chmod(name.sun_path, 0666) != 0 || listen(fd, BACKLOG) != 0)
        return refused(fd, address, strerror(errno));
    return fd;
}

static int
open_tcp(Text address)
{
    struct addrinfo hints = {
        .ai_family = AF_UNSPEC,
        .ai_socktype = SOCK_STREAM,
        .ai_flags = AI_PASSIVE | AI_NUMERICSERV | AI_NUMERICHOST,
    };
    struct addrinfo *found = NULL;
    char host[ADDRESS_TEXT_BYTES];
    char *port;
    char *start = host;
    int one = 1;
    int fd;

    if (address.len >= sizeof host)
        return refused(-1, address, "too long");
    snprintf(host, sizeof host, "%.*s", TEXT_ARGS(address));
    port = strrchr(host, ':');
    if (port == NULL)
        return refused(-1, address, "address:port is missing its port");
    *port++ = '\0';
    if (host[0] == '[' && strlen(host) > 2) {
        start = host + 1;
        host[strlen(host) - 1] = '\0';
    }
    if (getaddrinfo(start[0] == '\0' ? NULL : start, port, &hints, &found) != 0 || found == NULL)
        return refused(-1, address, "not an address and a port");
    fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0 ||
        bind(fd, found->ai_addr, found->ai_addrlen) != 0 || listen(fd, BACKLOG) != 0) {
        freeaddrinfo(found);
        return refused(fd, address, strerror(errno));
    }
    freeaddrinfo(found);
    return fd;
}

int
listen_open(Text address)
{
    return listen_is_unix(address) ? open_unix(address) : open_tcp(address);
}

void
listen_close(Text address, int fd)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    Text path = text_slice(address, 5, address.len);

    close(fd);
    if (!listen_is_unix(address) || path.len >= sizeof name.sun_path)
        return;
    memcpy(name.sun_path, path.at, path.len);
    unlink(name.sun_path);
}
