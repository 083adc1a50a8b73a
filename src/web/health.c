#include "web/health.h"

#include "web/web.sql.h"

enum { METRICS_BYTES_MAX = 64 * 1024 };

static Site *site;

void
health_use(Site *of)
{
    site = of;
}

static Status
probe(Ctx *ctx, void *arg)
{
    WebProbeRow row;

    (void)arg;
    return web_probe(ctx, &row);
}

/* 200 "ok", or 503 and what is wrong. */
static Status
healthz(Ctx *ctx, const Request *req, Response *res)
{
    Store *store = site_store(site);
    Status status = store == NULL ? BUSY : store_read(store, ctx, probe, NULL);

    (void)req;
    res->type = T("text/plain; charset=utf-8");
    res->status = status == OK ? 200 : 503;
    res->body = status == OK ? T("ok\n") : T("the database does not answer\n");
    return OK;
}

/* ---- metrics ---- */

static uint64_t
sum(size_t offset)
{
    uint64_t total = 0;

    for (size_t i = 0; i < SHARED_SLOTS; i++) {
        const char *slot = (const char *)&site->shared->slots[i];

        total += atomic_load_explicit((const _Atomic uint64_t *)(const void *)(slot + offset),
                                      memory_order_relaxed);
    }
    return total;
}

static void
metric(Buf *buf, const char *name, const char *type, const char *help, uint64_t value)
{
    buf_printf(buf, "# HELP mingbai_%s %s\n# TYPE mingbai_%s %s\nmingbai_%s %llu\n", name, help,
               name, type, name, (unsigned long long)value);
}

static void
by_status(Buf *buf)
{
    BUF_LIT(buf, "# HELP mingbai_http_requests_total Requests answered, by class of status.\n"
                 "# TYPE mingbai_http_requests_total counter\n");
    for (size_t class = 2; class < STATUS_CLASSES; class ++)
        buf_printf(
            buf, "mingbai_http_requests_total{class=\"%zuxx\"} %llu\n", class,
            (unsigned long long)sum(offsetof(SharedSlot, by_status) + class * sizeof(uint64_t)));
}

static void
latency(Buf *buf)
{
    uint64_t below = 0;

    BUF_LIT(buf, "# HELP mingbai_http_request_seconds Time from the whole request to its answer.\n"
                 "# TYPE mingbai_http_request_seconds histogram\n");
    for (size_t i = 0; i < LATENCY_BUCKETS; i++) {
        below += sum(offsetof(SharedSlot, latency) + i * sizeof(uint64_t));
        if (i + 1 < LATENCY_BUCKETS)
            buf_printf(buf, "mingbai_http_request_seconds_bucket{le=\"%g\"} %llu\n",
                       (double)latency_bounds_us[i] / 1e6, (unsigned long long)below);
        else
            buf_printf(buf, "mingbai_http_request_seconds_bucket{le=\"+Inf\"} %llu\n",
                       (unsigned long long)below);
    }
    buf_printf(buf,
               "mingbai_http_request_seconds_sum %.6f\nmingbai_http_request_seconds_count %llu\n",
               (double)sum(offsetof(SharedSlot, latency_us)) / 1e6, (unsigned long long)below);
}

static const struct {
    const char *name;
    const char *help;
} counters[COUNT_COUNT] = {
    [COUNT_CACHE_HIT] = {"page_cache_hits_total",     "Pages answered from the page cache."         },
    [COUNT_CACHE_MISS] = {"page_cache_misses_total",   "Visitors' pages made anew."                  },
    [COUNT_NOT_MODIFIED] = {"http_not_modified_total",   "Answers 304."                                },
    [COUNT_BODY_BYTES] = {"http_received_bytes_total", "Bytes of request bodies."                    },
    [COUNT_SENT_BYTES] = {"http_made_bytes_total",     "Bytes of bodies that were made anew."        },
    [COUNT_UPLOADS] = {"uploads_total",             "Files received."                             },
    [COUNT_REFUSED] = {"http_refused_total",        "Requests refused by the guard or by a limit."},
    [COUNT_JOB_RUNS] = {"keeper_runs_total",         "Runs of the keeper's jobs."                  },
    [COUNT_JOB_FAILURES] = {"keeper_failures_total",     "Runs that failed."                           },
};

static Status
metrics(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, METRICS_BYTES_MAX);
    uint64_t children = 0;
    int64_t kept = 0;

    (void)req;
    by_status(&buf);
    latency(&buf);
    for (size_t i = 0; i < COUNT_COUNT; i++)
        metric(&buf, counters[i].name, "counter", counters[i].help,
               sum(offsetof(SharedSlot, counters) + i * sizeof(uint64_t)));
    for (size_t i = 0; i < SHARED_SLOTS; i++) {
        const SharedSlot *slot = &site->shared->slots[i];

        if (atomic_load(&slot->pid) == 0)
            continue;
        children++;
        kept += atomic_load_explicit(&slot->cache_bytes, memory_order_relaxed);
    }
    metric(&buf, "page_cache_bytes", "gauge", "Bytes held by the page caches of all workers.",
           (uint64_t)kept);
    metric(&buf, "children", "gauge", "Workers and keeper alive.", children);
    metric(&buf, "child_restarts_total", "counter", "Children that died and were started again.",
           atomic_load(&site->shared->restarts));
    res->type = T("text/plain; version=0.0.4; charset=utf-8");
    res->body = buf_done(&buf);
    return OK;
}

RouteTable
health_routes(void)
{
    static const Route routes[] = {
        {METHOD_GET, "/healthz", healthz, ROUTE_NO_TX},
        {METHOD_GET, "/metrics", metrics, ROUTE_NO_TX},
    };

    return ROUTES(routes);
}
