/* How serving begins: defaults, directories, the socket. */
#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "web/server.h"

enum { PROCESS_BYTES_MAX = 256 * 1024 * 1024 };

void
settings_complete(ServerSettings *settings)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

#define DEFAULT(member, value)                                                                     \
    if (settings->member == 0)                                                                     \
    settings->member = (value)
    DEFAULT(workers, cores < 1 ? 1 : (int)cores);
    DEFAULT(upload_bytes_max, 20 * 1024 * 1024);
    DEFAULT(connections_max, 1000);
    DEFAULT(connections_per_address, 256);
    DEFAULT(header_seconds, 10);
    DEFAULT(idle_seconds, 60);
    DEFAULT(body_bytes_per_second, 500);
    DEFAULT(drain_seconds, 10);
    DEFAULT(cache_bytes, 16 * 1024 * 1024);
#undef DEFAULT
    if (settings->workers > WORKERS_MAX)
        settings->workers = WORKERS_MAX;
    if (text_is_empty(settings->public_url))
        settings->public_url = (Text){0};
    if (text_is_empty(settings->state_dir))
        settings->state_dir = T("var");
}

/* What a crash left behind. */
static void
clear_uploads(const char *dir)
{
    DIR *open_dir = opendir(dir);
    struct dirent *entry;

    if (open_dir == NULL)
        return;
    while ((entry = readdir(open_dir)) != NULL)
        if (strncmp(entry->d_name, "upload-", 7) == 0)
            unlinkat(dirfd(open_dir), entry->d_name, 0);
    closedir(open_dir);
}

static bool
prepare(Server *server)
{
    Text dir;

    settings_complete(&server->settings);
    dir = server->settings.state_dir;
    server->tmp_dir = text_printf(server->arena, "%.*s/tmp", TEXT_ARGS(dir)).at;
    if (dir_make(server->tmp_dir, 0700) != OK)
        return false;
    clear_uploads(server->tmp_dir);
    store_set_state_dir(dir);
    server->listen_fd = listen_open(server->settings.listen);
    if (server->listen_fd < 0)
        return false;
    server->shared = shared_new();
    return true;
}

int
web_serve(const App *app, const ServerSettings *settings, Text db_url, const Reload *reload)
{
    Arena *arena = arena_new(PROCESS_BYTES_MAX);
    Server *server = NEW(arena, Server);
    bool prepared;

    *server = (Server){
        .app = app, .settings = *settings, .db_url = db_url, .reload = reload, .arena = arena};
    prepared = prepare(server);
    if (prepared) {
        log_info("web.start", LOG_TEXT("listen", server->settings.listen),
                 LOG_INT("workers", server->settings.workers));
        supervise(server);
        listen_close(server->settings.listen, server->listen_fd);
        log_info("web.stop");
    }
    arena_free(arena);
    return prepared ? 0 : 1;
}
