/* The keeper: everything that happens without a request. */
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "web/server.h"
#include "web/site.h"

enum {
    LOOK_EVERY_MS = 150,
    LISTEN_EVERY_MS = 1000,
    AT_LEAST_EVERY_MS = 60 * 1000, /* jobs that wait for a touch */
    BACK_OFF_FIRST_MS = 1000,
    BACK_OFF_LAST_MS = 60 * 1000,
    JOBS_MAX = 64,
    JOB_BYTES_MAX = 512 * 1024 * 1024,
    JOB_STATEMENT_MS = 60 * 1000,
};

typedef struct Turn {
    int64_t next_ms;
    int64_t back_off_ms; /* 0: the last run was fine */
} Turn;

typedef struct Keeper {
    Site site;
    const KeeperJob *jobs;
    size_t job_count;
    Turn turns[JOBS_MAX];
    uint64_t seen; /* version of KEY_JOBS when jobs were last run for it */
    int64_t listened_ms;
} Keeper;

static void
pause_ms(int64_t ms)
{
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

    nanosleep(&time, NULL); /* a signal ends it early, as it should */
}

static void
run_job(Keeper *keeper, size_t index)
{
    const KeeperJob *job = &keeper->jobs[index];
    Turn *turn = &keeper->turns[index];
    Site *site = &keeper->site;
    Ctx ctx = {.arena = site->answer, .now = site_now(site)};
    int64_t period_ms =
        job->every_seconds == 0 ? AT_LEAST_EVERY_MS : (int64_t)job->every_seconds * 1000;
    Status status;

    arena_reset(site->answer);
    shared_write_begin(site->shared, site->slot);
    status = job->run(site->store, &ctx);
    shared_write_end(site->slot);
    shared_count(site->slot, COUNT_JOB_RUNS, 1);
    if (status == OK) {
        turn->back_off_ms = 0;
        turn->next_ms = clock_monotonic_ms() + period_ms;
        return;
    }
    shared_count(site->slot, COUNT_JOB_FAILURES, 1);
    turn->back_off_ms = turn->back_off_ms == 0 ? BACK_OFF_FIRST_MS : turn->back_off_ms * 2;
    if (turn->back_off_ms > BACK_OFF_LAST_MS)
        turn->back_off_ms = BACK_OFF_LAST_MS;
    turn->next_ms = clock_monotonic_ms() + turn->back_off_ms;
    log_warn("keeper.job", LOG_C("job", job->name), LOG_C("status", status_name(status)),
             LOG_INT("again_ms", turn->back_off_ms));
}

/* One look at the clock and at what writers touched. */
static void
look(Keeper *keeper)
{
    Store *store = site_store(&keeper->site);
    int64_t now_ms = clock_monotonic_ms();
    uint64_t version;
    bool touched;

    if (store == NULL)
        return;
    if (now_ms - keeper->listened_ms >= LISTEN_EVERY_MS) {
        keeper->listened_ms = now_ms;
        store_listen_poll(store);
    }
    version = store_version(store, KEY_JOBS);
    touched = version != STORE_VERSION_UNSETTLED && version != keeper->seen;
    if (touched)
        keeper->seen = version;
    for (size_t i = 0; i < keeper->job_count && !child_must_stop; i++) {
        const Turn *turn = &keeper->turns[i];
        bool woken = touched && keeper->jobs[i].every_seconds == 0 && turn->back_off_ms == 0;

        if (woken || now_ms >= turn->next_ms)
            run_job(keeper, i);
    }
}

int
keeper_run(Server *server, SharedSlot *slot)
{
    Keeper *keeper = NEW(server->arena, Keeper);

    /* It accepts nobody, and a job that takes its time would keep the address from the next start.
     */
    close(server->listen_fd);
    keeper->site = (Site){
        .app = server->app,
        .settings = &server->settings,
        .db_url = server->db_url,
        .arena = server->arena,
        .shared = server->shared,
        .slot = slot,
        .tmp_dir = server->tmp_dir,
        .answer = arena_new(JOB_BYTES_MAX),
    };
    keeper->jobs = server->app->jobs;
    keeper->job_count = server->app->job_count < JOBS_MAX ? server->app->job_count : JOBS_MAX;
    if (site_store(&keeper->site) != NULL)
        store_limit_ms(keeper->site.store, JOB_STATEMENT_MS);
    sandbox_enter(0);
    atomic_store(&slot->ready, true);
    while (!child_must_stop) {
        look(keeper);
        if (!child_must_stop)
            pause_ms(LOOK_EVERY_MS);
    }
    store_close(keeper->site.store);
    return 0;
}
