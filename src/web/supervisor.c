/*
 * The supervisor: opens the socket, forks, and waits.  It holds no connection to the database (one
 * must not cross a fork), reads no request, and so has nothing that could break.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/id.h"
#include "base/log.h"
#include "web/server.h"

enum {
    ROLES_MAX = WORKERS_MAX + 1,
    TICK_MS = 100,
    SOON_MS = 1000, /* who dies that young is not started again at once */
    BACK_OFF_LAST_MS = 10 * 1000,
    READY_MS = 10 * 1000,
    SETTLE_MS = 5000,
    KILL_AFTER_MS = 2000,
    SETTLE_BYTES_MAX = 64 * 1024 * 1024,
};

typedef enum ChildState { CHILD_NONE, CHILD_RUNS, CHILD_STOPS } ChildState;

typedef struct Child {
    ChildState state;
    pid_t pid;
    size_t role; /* 0: the keeper; else a worker */
    int64_t started_ms;
    int64_t stopped_ms; /* when it was asked to stop */
} Child;

typedef struct Supervisor {
    Server *server;
    Child children[SHARED_SLOTS]; /* at the place of their slots */
    size_t role_count;
    int64_t start_ms[ROLES_MAX]; /* when a role is to be filled again; 0: it is */
    int64_t back_off_ms[ROLES_MAX];
    bool stopping;
    bool settle;
    int64_t settle_ms;
} Supervisor;

/* ---- children ---- */

static size_t
free_slot(const Supervisor *supervisor)
{
    for (size_t i = 0; i < SHARED_SLOTS; i++)
        if (supervisor->children[i].state == CHILD_NONE)
            return i;
    return SHARED_SLOTS;
}

static void
start(Supervisor *supervisor, size_t role)
{
    Server *server = supervisor->server;
    size_t place = free_slot(supervisor);
    SharedSlot *slot;
    pid_t self = getpid();
    pid_t pid;

    if (place == SHARED_SLOTS)
        return;
    slot = &server->shared->slots[place];
    atomic_store(&slot->ready, false);
    atomic_store(&slot->writing, false);
    atomic_store(&slot->cache_bytes, 0);
    supervisor->start_ms[role] = 0;
    pid = fork();
    if (pid < 0) {
        log_error("web.fork", LOG_C("why", strerror(errno)));
        supervisor->start_ms[role] = clock_monotonic_ms() + SOON_MS;
        return;
    }
    if (pid == 0) {
        child_begin(self);
        id_use_slot((int)place);
        exit(role == 0 ? keeper_run(server, slot) : worker_run(server, slot));
    }
    atomic_store(&slot->pid, pid);
    supervisor->children[place] = (Child){CHILD_RUNS, pid, role, clock_monotonic_ms(), 0};
}

/* A child that ran longer than a moment is replaced at once; one that cannot start, ever more
 * slowly. */
static void
plan_restart(Supervisor *supervisor, const Child *child)
{
    int64_t now_ms = clock_monotonic_ms();
    int64_t *back_off_ms = &supervisor->back_off_ms[child->role];

    if (now_ms - child->started_ms >= SOON_MS)
        *back_off_ms = 0;
    else
        *back_off_ms = *back_off_ms == 0 ? TICK_MS : *back_off_ms * 2;
    if (*back_off_ms > BACK_OFF_LAST_MS)
        *back_off_ms = BACK_OFF_LAST_MS;
    supervisor->start_ms[child->role] = now_ms + *back_off_ms;
    atomic_fetch_add(&supervisor->server->shared->restarts, 1);
}

static void
bury(Supervisor *supervisor, pid_t pid, int how)
{
    for (size_t i = 0; i < SHARED_SLOTS; i++) {
        Child *child = &supervisor->children[i];
        SharedSlot *slot = &supervisor->server->shared->slots[i];
        bool clean = WIFEXITED(how) && WEXITSTATUS(how) == 0;

        if (child->state == CHILD_NONE || child->pid != pid)
            continue;
        if (!clean)
            log_error("web.child", LOG_C("role", child->role == 0 ? "keeper" : "worker"),
                      LOG_INT("child", pid),
                      LOG_INT("exit", WIFEXITED(how) ? WEXITSTATUS(how) : -1),
                      LOG_INT("signal", WIFSIGNALED(how) ? WTERMSIG(how) : 0));
        if (!clean && atomic_load(&slot->writing)) {
            supervisor->settle = true;
            supervisor->settle_ms = clock_monotonic_ms();
            atomic_store(&supervisor->server->shared->settling, true);
        }
        atomic_store(&slot->writing, false);
        atomic_store(&slot->pid, 0);
        if (child->state == CHILD_RUNS && !supervisor->stopping)
            plan_restart(supervisor, child);
        child->state = CHILD_NONE;
    }
}

static void
reap(Supervisor *supervisor)
{
    pid_t pid;
    int how;

    while ((pid = waitpid(-1, &how, WNOHANG)) > 0)
        bury(supervisor, pid, how);
}

static void
stop_child(Child *child)
{
    if (child->state != CHILD_RUNS)
        return;
    child->state = CHILD_STOPS;
    child->stopped_ms = clock_monotonic_ms();
    kill(child->pid, SIGTERM);
}

static int64_t
stop_limit_ms(const Supervisor *supervisor)
{
    return (int64_t)supervisor->server->settings.drain_seconds * 1000 + KILL_AFTER_MS;
}

/* Who was asked to stop and does not is ended. */
static void
end_the_late(Supervisor *supervisor)
{
    int64_t now_ms = clock_monotonic_ms();

    for (size_t i = 0; i < SHARED_SLOTS; i++) {
        const Child *child = &supervisor->children[i];

        if (child->state == CHILD_STOPS && now_ms - child->stopped_ms >= stop_limit_ms(supervisor))
            kill(child->pid, SIGKILL);
    }
}

static size_t
alive(const Supervisor *supervisor)
{
    size_t count = 0;

    for (size_t i = 0; i < SHARED_SLOTS; i++)
        count += supervisor->children[i].state != CHILD_NONE;
    return count;
}

/* ---- settling ---- */

static bool
somebody_writes(const Supervisor *supervisor)
{
    for (size_t i = 0; i < SHARED_SLOTS; i++)
        if (supervisor->children[i].state != CHILD_NONE &&
            atomic_load(&supervisor->server->shared->slots[i].writing))
            return true;
    return false;
}

/* False when the database cannot be reached. */
static bool
move_counters(const Server *server)
{
    Arena *arena = arena_new(SETTLE_BYTES_MAX);
    Store *store = NULL;
    bool opened = store_open(arena, server->db_url, &store) == OK;

    if (opened) {
        store_versions_settle(store);
        store_close(store);
    }
    arena_free(arena);
    return opened;
}

/* Somebody died in a write transaction, so the counters of what it touched may wait for a second
 * count that never comes.  Writers are held at the gate, and all counters are moved. */
static void
settle(Supervisor *supervisor)
{
    bool late = clock_monotonic_ms() - supervisor->settle_ms > SETTLE_MS;

    if (!supervisor->settle || (somebody_writes(supervisor) && !late))
        return;
    if (move_counters(supervisor->server)) {
        supervisor->settle = false;
        log_info("web.settled");
    } else if (late) {
        supervisor->settle = false; /* a database that is gone has no readers either */
    }
    atomic_store(&supervisor->server->shared->settling, supervisor->settle);
}

/* ---- signals ---- */

static int
next_signal(void)
{
    struct timespec tick = {.tv_nsec = TICK_MS * 1000000L};
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGCHLD);
    return sigtimedwait(&set, NULL, &tick);
}

static void
block_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static bool
keeper_lives(const Supervisor *supervisor)
{
    for (size_t i = 0; i < SHARED_SLOTS; i++)
        if (supervisor->children[i].state != CHILD_NONE && supervisor->children[i].role == 0)
            return true;
    return false;
}

/* There is one keeper at a time: two would do the same job twice. */
static void
fill_roles(Supervisor *supervisor)
{
    int64_t now_ms = clock_monotonic_ms();

    for (size_t role = 0; role < supervisor->role_count; role++)
        if (supervisor->start_ms[role] != 0 && now_ms >= supervisor->start_ms[role] &&
            (role != 0 || !keeper_lives(supervisor)))
            start(supervisor, role);
}

/* How many workers that were started since then answer requests. */
static size_t
ready_since(const Supervisor *supervisor, int64_t since_ms)
{
    size_t count = 0;

    for (size_t i = 0; i < SHARED_SLOTS; i++) {
        const Child *child = &supervisor->children[i];

        count += child->state == CHILD_RUNS && child->role != 0 && child->started_ms >= since_ms &&
                 atomic_load(&supervisor->server->shared->slots[i].ready);
    }
    return count;
}

/* Stops the workers of one generation: those started before an instant, or the others. */
static void
stop_generation(Supervisor *supervisor, int64_t since_ms, bool newer)
{
    for (size_t i = 0; i < SHARED_SLOTS; i++) {
        Child *child = &supervisor->children[i];

        if (child->role != 0 && (child->started_ms >= since_ms) == newer)
            stop_child(child);
    }
}

/* The settings that new children get.  False: they were refused. */
static bool
read_again(Server *server)
{
    ServerSettings settings = server->settings;

    if (server->reload == NULL)
        return true;
    if (!server->reload->read(server->reload->arg, &settings))
        return false;
    settings.listen = server->settings.listen; /* the socket is open, the directory in use */
    settings.state_dir = server->settings.state_dir;
    settings_complete(&settings);
    server->settings = settings;
    return true;
}

static void
take_settings_back(Supervisor *supervisor, const ServerSettings *before)
{
    Server *server = supervisor->server;

    log_error("web.renew", LOG_C("why", "the new workers did not come up; the old ones stay"));
    server->settings = *before;
    supervisor->role_count = (size_t)before->workers + 1;
    if (server->reload != NULL)
        server->reload->back(server->reload->arg);
}

/* New workers first, then the old ones finish: nobody is refused meanwhile.  When the new ones do
 * not come up, the old ones stay. */
static void
renew(Supervisor *supervisor)
{
    ServerSettings before = supervisor->server->settings;
    int64_t since_ms;
    size_t wanted;
    bool fine;

    if (!read_again(supervisor->server))
        return;
    wanted = (size_t)supervisor->server->settings.workers;
    supervisor->role_count = wanted + 1;
    log_info("web.renew", LOG_INT("workers", wanted));
    since_ms = clock_monotonic_ms() + 1;
    usleep(2000); /* so that since_ms tells the generations apart */
    for (size_t role = 1; role <= wanted; role++)
        start(supervisor, role);
    while (ready_since(supervisor, since_ms) < wanted && clock_monotonic_ms() - since_ms < READY_MS)
        usleep(TICK_MS * 1000 / 10);
    fine = ready_since(supervisor, since_ms) == wanted;
    if (!fine)
        take_settings_back(supervisor, &before);
    stop_generation(supervisor, since_ms, !fine);
    for (size_t i = 0; i < SHARED_SLOTS && fine; i++)
        if (supervisor->children[i].role == 0 && supervisor->children[i].state == CHILD_RUNS) {
            stop_child(&supervisor->children[i]);
            supervisor->start_ms[0] = clock_monotonic_ms(); /* as soon as the old one has gone */
        }
}

static void
stop_all(Supervisor *supervisor)
{
    int64_t limit_ms = stop_limit_ms(supervisor);
    int64_t began_ms = clock_monotonic_ms();

    supervisor->stopping = true;
    for (size_t i = 0; i < SHARED_SLOTS; i++)
        stop_child(&supervisor->children[i]);
    while (alive(supervisor) != 0 && clock_monotonic_ms() - began_ms < limit_ms) {
        next_signal();
        reap(supervisor);
    }
    for (size_t i = 0; i < SHARED_SLOTS; i++)
        if (supervisor->children[i].state != CHILD_NONE)
            kill(supervisor->children[i].pid, SIGKILL);
    while (alive(supervisor) != 0) {
        next_signal();
        reap(supervisor);
    }
}

void
supervise(Server *server)
{
    Supervisor *supervisor = NEW(server->arena, Supervisor);

    supervisor->server = server;
    supervisor->role_count = (size_t)server->settings.workers + 1;
    block_signals();
    /* The supervisor before this one may have died with all its children, or an import did. */
    (void)move_counters(server);
    for (size_t role = 0; role < supervisor->role_count; role++)
        start(supervisor, role);
    for (;;) {
        int number = next_signal();

        reap(supervisor);
        if (number == SIGTERM || number == SIGINT)
            break;
        if (number == SIGHUP)
            renew(supervisor);
        end_the_late(supervisor);
        settle(supervisor);
        fill_roles(supervisor);
    }
    stop_all(supervisor);
}
