/*
 * db -- databases for tests: the same test runs on each kind there is.
 *
 *     TEST_DB(a_village_is_found)
 *     {
 *         CHECK_STATUS(store_write(store, ctx, body, NULL), OK);
 *     }
 *
 * Inside a TEST_DB there are arena, ctx and `store`: fresh, empty, with the newest schema.  Which
 * databases: MINGBAI_TEST_DBS, a list of URLs separated by blanks; "sqlite:" is a file in a
 * temporary directory.  Without it: SQLite, and PostgreSQL when tests/pg.sh has set
 * MINGBAI_TEST_PG.  On PostgreSQL every test has a schema of its own in the one database.
 *
 * Include it after harness.h, in the one file of the program.
 */
#pragma once

#include <libpq-fe.h>
#include <unistd.h>

#include "store/store.h"

enum { DBS_MAX = 8 };

static struct {
    char dir[64];    /* temporary; removed at the end */
    pid_t owner;     /* who removes it */
    int made;        /* databases so far */
    char urls[4096]; /* the kinds */
    const char *url[DBS_MAX];
    size_t count;
    const char *pg; /* the PostgreSQL URL in which schemas have to be dropped */
} dbs;

static void
db_pg_exec(const char *url, const char *sql)
{
    PGconn *conn = PQconnectdb(url);
    PGresult *result = PQexec(conn, sql);

    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        fprintf(stderr, "db.h: %s: %s\n", sql, PQerrorMessage(conn));
        abort();
    }
    PQclear(result);
    PQfinish(conn);
}

static void
db_clean(void)
{
    char command[128];

    if (dbs.owner != getpid())
        return;
    snprintf(command, sizeof command, "rm -rf %s", dbs.dir);
    if (system(command) != 0)
        fprintf(stderr, "db.h: %s stays\n", dbs.dir);
    for (int i = 1; dbs.pg != NULL && i <= dbs.made; i++) {
        snprintf(command, sizeof command,
                 "SET client_min_messages = error;"
                 "DROP SCHEMA IF EXISTS t_%d_%d CASCADE",
                 (int)dbs.owner, i);
        db_pg_exec(dbs.pg, command);
    }
}

static void
db_start(void)
{
    const char *list = getenv("MINGBAI_TEST_DBS");
    const char *pg = getenv("MINGBAI_TEST_PG");
    char *save = NULL;

    if (dbs.owner != 0)
        return;
    dbs.owner = getpid();
    snprintf(dbs.dir, sizeof dbs.dir, "/tmp/mingbai-test.XXXXXX");
    if (mkdtemp(dbs.dir) == NULL)
        abort();
    atexit(db_clean);
    store_set_state_dir(text_c(dbs.dir));
    if (list != NULL)
        snprintf(dbs.urls, sizeof dbs.urls, "%s", list);
    else
        snprintf(dbs.urls, sizeof dbs.urls, "sqlite: %s", pg != NULL ? pg : "");
    for (char *url = strtok_r(dbs.urls, " ", &save); url != NULL && dbs.count < DBS_MAX;
         url = strtok_r(NULL, " ", &save))
        dbs.url[dbs.count++] = url;
}

/* How many kinds of database there are. */
static inline size_t
db_count(void)
{
    db_start();
    return dbs.count;
}

/* The URL of a fresh, empty database of a kind (0…db_count()-1). */
static inline Text
db_fresh_url(Arena *arena, size_t which)
{
    Text base;
    char sql[64];

    db_start();
    base = text_c(dbs.url[which]);
    dbs.made++;
    if (text_starts(base, T("sqlite:")))
        return text_printf(arena, "sqlite:%s/%d.db", dbs.dir, dbs.made);
    dbs.pg = dbs.url[which];
    snprintf(sql, sizeof sql, "CREATE SCHEMA t_%d_%d", (int)dbs.owner, dbs.made);
    db_pg_exec(dbs.pg, sql);
    return text_printf(arena, "%.*s%coptions=-csearch_path%%3Dt_%d_%d", TEXT_ARGS(base),
                       text_find(base, T("?")) < base.len ? '&' : '?', (int)dbs.owner, dbs.made);
}

/* Opens a database; aborts the test program when that fails. */
static inline Store *
db_open(Arena *arena, Text url)
{
    Store *store = NULL;

    if (store_open(arena, url, &store) != OK)
        abort();
    return store;
}

/* Opens an empty database and gives it the newest schema. */
static inline Store *
db_new(Arena *arena, Ctx *ctx, Text url)
{
    Store *store = db_open(arena, url);
    int applied;

    if (store_migrate(store, ctx, &applied) != OK)
        abort();
    return store;
}

static inline Store *
db_fresh(Arena *arena, Ctx *ctx, size_t which)
{
    return db_new(arena, ctx, db_fresh_url(arena, which));
}

#define TEST_DB(test_name)                                                                         \
    static void on_##test_name(Arena *arena, Ctx *ctx, Store *store);                              \
    TEST(test_name)                                                                                \
    {                                                                                              \
        for (size_t which = 0; which < db_count(); which++) {                                      \
            Store *fresh = db_fresh(arena, ctx, which);                                            \
                                                                                                   \
            ROW(dbs.url[which]);                                                                   \
            on_##test_name(arena, ctx, fresh);                                                     \
            store_close(fresh);                                                                    \
        }                                                                                          \
    }                                                                                              \
    static void on_##test_name(Arena *arena __attribute__((unused)),                               \
                               Ctx *ctx __attribute__((unused)),                                   \
                               Store *store __attribute__((unused)))
