/* One web worker: a loop over the library, with its own connection to the database. */
#include "base/id.h"
#include "base/log.h"
#include "web/health.h"
#include "web/server.h"
#include "web/site.h"

enum {
    LOOP_MS = 1000,
    DRAIN_LOOP_MS = 20,
    FILES_BESIDE = 200, /* open files that are not connections */
};

/* The features' tables and our own. */
static Routes *
all_routes(const Server *server)
{
    size_t count = 0;
    RouteTable *tables = NEW_ARRAY(server->arena, RouteTable, server->app->table_count + 1);

    tables[count++] = health_routes();
    for (size_t i = 0; i < server->app->table_count; i++)
        tables[count++] = server->app->tables[i];
    return routes_new(server->arena, tables, count);
}

static Site *
site_new(Server *server, SharedSlot *slot)
{
    Site *site = NEW(server->arena, Site);

    *site = (Site){
        .app = server->app,
        .settings = &server->settings,
        .db_url = server->db_url,
        .arena = server->arena,
        .shared = server->shared,
        .slot = slot,
        .tmp_dir = server->tmp_dir,
        .routes = all_routes(server),
        .answer = arena_new(ANSWER_BYTES_MAX),
    };
    if (server->settings.cache_bytes > 0)
        site->cache = cache_new(server->arena, server->settings.cache_bytes);
    page_use(server->app->dress);
    health_use(site);
    return site;
}

static void
drain(Site *site)
{
    int64_t until_ms = clock_monotonic_ms() + (int64_t)site->settings->drain_seconds * 1000;

    http_drain(site->http);
    while (http_busy(site->http) && clock_monotonic_ms() < until_ms)
        if (!http_run(site->http, DRAIN_LOOP_MS))
            return;
}

int
worker_run(Server *server, SharedSlot *slot)
{
    const ServerSettings *settings = &server->settings;
    Site *site = site_new(server, slot);
    HttpLimits limits = {
        .connections_max = settings->connections_max,
        .connections_per_address = settings->connections_per_address,
        .header_seconds = settings->header_seconds,
        .idle_seconds = settings->idle_seconds,
        .body_bytes_per_second = settings->body_bytes_per_second,
    };
    bool per_address = !listen_is_unix(settings->listen) && !settings->trust_proxy;

    (void)site_store(site); /* if it cannot be reached, each request tries again */
    sandbox_enter(settings->connections_max + FILES_BESIDE);
    if (http_start(server->arena, server->listen_fd, per_address, limits,
                   (HttpApp){dispatch_expect, dispatch_answer, site}, &site->http) != OK)
        return 1;
    atomic_store(&slot->ready, true);
    while (!child_must_stop) {
        if (!http_run(site->http, LOOP_MS)) {
            log_error("web.loop", LOG_C("why", "the event loop failed"));
            return 1;
        }
        if (site->cache != NULL)
            atomic_store_explicit(&slot->cache_bytes, cache_bytes(site->cache),
                                  memory_order_relaxed);
    }
    drain(site);
    http_stop(site->http);
    store_close(site->store);
    return 0;
}
