/* The transaction runner: retries, rollbacks, processes that die, databases that go. */
#include "harness.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "db.h"
#include "store_test.sql.h"

enum { WRITERS = 4, ROUNDS = 25 };

static Status
get_village(Ctx *ctx, void *arg)
{
    VillageRow *row = arg;

    return village_get(ctx, row->id, row);
}

static Status
add_one(Ctx *ctx, void *arg)
{
    (void)arg;
    return village_add(ctx, 1, T("one"), SOME_INT(0));
}

/* ---- what a body answers ---- */

typedef struct Play {
    int runs;
    int busy_runs; /* so many answer BUSY first */
    Status answer;
    Problems problems;
    size_t arena_used;
} Play;

static Status
play(Ctx *ctx, void *arg)
{
    Play *it = arg;

    CHECK(ctx->tx != NULL);
    if (it->runs == 0)
        it->arena_used = arena_used(ctx->arena);
    CHECK_INT(arena_used(ctx->arena), it->arena_used);
    CHECK_INT(ctx->problems.len, 0);
    NEW_ARRAY(ctx->arena, char, 3000);
    TRY(village_add(ctx, 1, T("one"), SOME_INT(1)));
    if (it->runs++ < it->busy_runs) {
        CHECK_STATUS(ctx_problem(ctx, "name", T("busy")), INVALID);
        return BUSY;
    }
    return it->answer;
}

TEST_DB(what_the_body_answers_is_answered)
{
    static const struct {
        Status answer;
        int busy_runs, runs;
        Status wanted;
    } rows[] = {
        {NOT_FOUND, 0,           1,           NOT_FOUND},
        {INVALID,   0,           1,           INVALID  },
        {DENIED,    0,           1,           DENIED   },
        {CONFLICT,  0,           1,           CONFLICT },
        {FAULT,     0,           1,           FAULT    },
        {DENIED,    2,           3,           DENIED   },
        {OK,        STORE_TRIES, STORE_TRIES, BUSY     },
        {OK,        3,           4,           OK       },
    };
    VillageRow row = {.id = 1};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Play it = {.answer = rows[i].answer, .busy_runs = rows[i].busy_runs};

        ctx->problems = (Problems){0};
        CHECK_STATUS(store_write(store, ctx, play, &it), rows[i].wanted);
        CHECK_INT(it.runs, rows[i].runs);
        CHECK(ctx->tx == NULL);
        CHECK_STATUS(store_read(store, ctx, get_village, &row),
                     rows[i].wanted == OK ? OK : NOT_FOUND);
    }
}

static Status
swallow(Ctx *ctx, void *arg)
{
    VillageRow row;

    (void)arg;
    TRY(village_add(ctx, 2, T("two"), (OptInt){0}));
    CHECK_STATUS(village_add(ctx, 2, T("again"), (OptInt){0}), CONFLICT);
    CHECK_STATUS(village_get(ctx, 2, &row), CONFLICT);
    return OK;
}

TEST_DB(a_failed_statement_spoils_its_transaction)
{
    VillageRow row = {.id = 2};

    CHECK_STATUS(store_write(store, ctx, swallow, NULL), CONFLICT);
    CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND);
}

/* ---- several processes ---- */

static Status
add_to_people(Ctx *ctx, void *arg)
{
    VillageRow row;
    int64_t changed;

    (void)arg;
    TRY(village_get(ctx, 1, &row)); /* what it read decides what it writes */
    usleep(500);
    return village_people_add(ctx, 1, 1, &changed);
}

/* A child with a store of its own; its exit code is how many of its writes were refused. */
static void
write_rounds(Text url, Ctx *ctx)
{
    Store *store = db_open(ctx->arena, url);
    int refused = 0;

    for (int i = 0; i < ROUNDS; i++)
        refused += store_write(store, ctx, add_to_people, NULL) != OK;
    store_close(store);
    _exit(refused);
}

TEST(writers_at_once_lose_nothing)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        Store *store = db_open(arena, url);
        VillageRow row = {.id = 1};
        int done = 0, applied, code;

        ROW(dbs.url[which]);
        CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
        CHECK_STATUS(store_write(store, ctx, add_one, NULL), OK);
        for (int i = 0; i < WRITERS; i++)
            if (fork() == 0)
                write_rounds(url, ctx);
        for (int i = 0; i < WRITERS; i++) {
            wait(&code);
            CHECK(WIFEXITED(code));
            done += ROUNDS - WEXITSTATUS(code);
        }
        CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
        CHECK_INT(row.people.value, done);
        CHECK(done > WRITERS * ROUNDS * 9 / 10);
        store_close(store);
    }
}

static Status
add_and_die(Ctx *ctx, void *arg)
{
    (void)arg;
    TRY(village_add(ctx, 5, T("five"), (OptInt){0}));
    kill(getpid(), SIGKILL);
    return OK;
}

static Status
add_six(Ctx *ctx, void *arg)
{
    (void)arg;
    return village_add(ctx, 6, T("six"), (OptInt){0});
}

TEST(a_process_that_dies_leaves_all_or_nothing)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        Store *store = db_open(arena, url);
        VillageRow row = {.id = 5};
        int applied;

        ROW(dbs.url[which]);
        CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
        if (fork() == 0) {
            Store *own = db_open(arena, url);

            if (store_write(own, ctx, add_six, NULL) != OK ||
                store_write(own, ctx, add_and_die, NULL) != OK)
                _exit(1);
            _exit(0);
        }
        wait(NULL);
        CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND);
        row.id = 6;
        CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
        CHECK_STATUS(store_write(store, ctx, add_one, NULL), OK);
        store_close(store);
    }
}

TEST(a_store_is_not_used_across_a_fork)
{
    for (size_t which = 0; which < db_count(); which++) {
        Store *store = db_fresh(arena, ctx, which);
        VillageRow row = {.id = 5};
        int code;

        ROW(dbs.url[which]);
        if (fork() == 0) {
            close(STDERR_FILENO);
            _exit(store_read(store, ctx, get_village, &row) == OK);
        }
        wait(&code);
        CHECK(WIFSIGNALED(code) && WTERMSIG(code) == SIGABRT);
        CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND);
        store_close(store);
    }
}

/* ---- a database that is locked, moved, gone ---- */

static Status
hold(Ctx *ctx, void *arg)
{
    int *pipes = arg;
    char byte = 'x';

    TRY(village_add(ctx, 9, T("nine"), (OptInt){0}));
    if (write(pipes[1], &byte, 1) != 1 || read(pipes[2], &byte, 1) < 0)
        return FAULT;
    return NOT_FOUND; /* rolled back */
}

TEST(a_locked_database_is_busy_and_then_is_not)
{
    Text url = db_fresh_url(arena, 0);
    Store *store = db_open(arena, url);
    int64_t begun_ms;
    int applied, there[2], back[2];
    VillageRow row = {.id = 9};
    char byte;
    pid_t child;

    if (store_dialect(store) != DIALECT_SQLITE) /* PostgreSQL locks rows, not databases */
        return;
    REQUIRE(pipe(there) == 0 && pipe(back) == 0);
    CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
    child = fork();
    if (child == 0) {
        Store *own = db_open(arena, url);

        close(back[1]);
        _exit(store_write(own, ctx, hold, (int[]){0, there[1], back[0]}) != NOT_FOUND);
    }
    REQUIRE(read(there[0], &byte, 1) == 1);
    begun_ms = clock_monotonic_ms();
    CHECK_STATUS(store_write(store, ctx, add_one, NULL), BUSY);
    CHECK(clock_monotonic_ms() - begun_ms > 800);
    CHECK(clock_monotonic_ms() - begun_ms < 4000);
    CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND); /* readers go on */
    close(back[1]);
    waitpid(child, NULL, 0);
    CHECK_STATUS(store_write(store, ctx, add_one, NULL), OK);
    store_close(store);
}

TEST(a_database_file_that_is_gone_is_busy_until_it_is_back)
{
    Text url = db_fresh_url(arena, 0);
    const char *path = text_cstr(arena, text_slice(url, 7, url.len));
    const char *aside = text_cstr(arena, text_printf(arena, "%s-aside", path));
    Store *store = db_open(arena, url);
    VillageRow row = {.id = 1};
    int applied;

    if (store_dialect(store) != DIALECT_SQLITE)
        return;
    CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
    CHECK_STATUS(store_write(store, ctx, add_one, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
    REQUIRE(rename(path, aside) == 0);
    ctx->now++;
    CHECK_STATUS(store_read(store, ctx, get_village, &row), BUSY);
    CHECK_STATUS(store_write(store, ctx, add_one, NULL), BUSY);
    REQUIRE(access(path, F_OK) != 0); /* and no empty one was made in its place */
    REQUIRE(rename(aside, path) == 0);
    CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
    CHECK_STATUS(store_write(store, ctx, add_one, NULL), CONFLICT);
    store_close(store);
}

static Status
add_much(Ctx *ctx, void *arg)
{
    int64_t *id = arg;
    int64_t changed;
    Text data = {NEW_ARRAY(ctx->arena, char, 1024 * 1024), 1024 * 1024};

    return note_add(ctx, &(NoteAddArgs){++*id, 1, data, 0}, &changed);
}

static Status
add_little(Ctx *ctx, void *arg)
{
    (void)arg;
    return village_add(ctx, 2, T("two"), (OptInt){0});
}

TEST(a_full_disk_is_busy_and_then_is_not)
{
    Text url = db_fresh_url(arena, 0);
    Store *store = db_open(arena, url);
    struct rlimit before, small;
    VillageRow row = {.id = 1};
    int64_t id = 0;
    int applied;

    if (store_dialect(store) != DIALECT_SQLITE)
        return;
    CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
    CHECK_STATUS(store_write(store, ctx, add_one, NULL), OK);
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    small = before;
    small.rlim_cur = 512 * 1024;
    signal(SIGXFSZ, SIG_IGN);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    CHECK_STATUS(store_write(store, ctx, add_much, &id), BUSY);
    CHECK_INT(id, 1); /* nobody tries again at once */
    CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    signal(SIGXFSZ, SIG_DFL);
    CHECK_STATUS(store_write(store, ctx, add_much, &id), OK);
    CHECK_STATUS(store_write(store, ctx, add_little, NULL), OK);
    store_close(store);
}

/* A fresh database whose connections can be cut, by their name, since others have theirs on the
 * same server; NULL: a file has none. */
#define LOST "mingbai-lost"
static Store *
db_to_lose(Arena *arena, Ctx *ctx, size_t which)
{
    Text url = db_fresh_url(arena, which);

    if (text_starts(url, T("sqlite:")))
        return NULL;
    return db_new(arena, ctx, text_printf(arena, "%.*s&application_name=" LOST, TEXT_ARGS(url)));
}

static void
connections_cut(void)
{
    db_pg_exec(dbs.pg, "DO $$BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity "
                       "WHERE application_name = '" LOST "'; END$$");
}

static Status
add_and_lose(Ctx *ctx, void *arg)
{
    int *runs = arg;

    TRY(village_add(ctx, 20 + *runs, text_printf(ctx->arena, "%d", *runs), (OptInt){0}));
    if (++*runs == 1)
        connections_cut();
    return village_add(ctx, 30 + *runs, text_printf(ctx->arena, "x%d", *runs), (OptInt){0});
}

TEST(a_lost_connection_is_made_again)
{
    for (size_t which = 0; which < db_count(); which++) {
        Store *store = db_to_lose(arena, ctx, which);
        VillageRow row = {.id = 20};
        int runs = 0;

        if (store == NULL)
            continue;
        /* In the middle: what was done is lost, and done again. */
        CHECK_STATUS(store_write(store, ctx, add_and_lose, &runs), OK);
        CHECK_INT(runs, 2);
        CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND);
        row.id = 21;
        CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
        /* Between two: nobody notices. */
        connections_cut();
        CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
        store_close(store);
    }
}

TEST_DB(bulk_mode_keeps_what_it_took)
{
    VillageRow row = {.id = 1};

    CHECK_STATUS(store_bulk(store, true), OK);
    CHECK_STATUS(store_write(store, ctx, add_one, NULL), OK);
    CHECK_STATUS(store_bulk(store, false), OK);
    CHECK_STATUS(store_analyze(store), OK);
    CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
}

enum { MANY = 300 }; /* more than wait for their answers at once */

static Status
add_many(Ctx *ctx, void *arg)
{
    const int64_t *twice = arg; /* this one has an id that is taken */

    for (int64_t i = 1; i <= MANY; i++) {
        VillageTallyRow sums;
        VillageRow row;

        TRY(village_add(ctx, i == *twice ? 1 : i, text_printf(ctx->arena, "%d", (int)i),
                        SOME_INT(i)));
        if (i % 7 != 0)
            continue;
        TRY(village_get(ctx, i, &row));
        CHECK_INT(row.people.value, i);
        TRY(village_tally(ctx, &sums));
        CHECK_INT(sums.villages, i);
    }
    return OK;
}

/* Where answers are not waited for, a failure spoils the transaction all the same. */
TEST_DB(bulk_mode_tells_a_failure_at_the_latest_with_the_commit)
{
    static const int64_t twice[] = {2, 7, 8, 127, 128, 129, MANY};
    int64_t none = 0;

    CHECK_STATUS(store_bulk(store, true), OK);
    for (size_t i = 0; i < sizeof twice / sizeof twice[0]; i++) {
        int64_t id = twice[i];
        VillageRow row = {.id = 1};

        CHECK_STATUS(store_write(store, ctx, add_many, &id), CONFLICT);
        CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND);
    }
    CHECK_STATUS(store_write(store, ctx, add_many, &none), OK);
    CHECK_STATUS(store_bulk(store, false), OK);
}

TEST(bulk_mode_survives_a_lost_connection)
{
    for (size_t which = 0; which < db_count(); which++) {
        Store *store = db_to_lose(arena, ctx, which);
        VillageRow row = {.id = 21};
        int runs = 0;

        if (store == NULL)
            continue;
        CHECK_STATUS(store_bulk(store, true), OK);
        CHECK_STATUS(store_write(store, ctx, add_and_lose, &runs), OK);
        CHECK_INT(runs, 2);
        CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
        CHECK_STATUS(store_bulk(store, false), OK);
        store_close(store);
    }
}
