/*
 * The PostgreSQL connection: opening and opening again, transactions, notifications.
 */
#include "store/postgres.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    CONNECT_AGAIN_MS = 250, /* between attempts, so that a dead server does not hold us up */
    LOCK_MS = 2000, /* as long as the runner tries again for SQLite; then the answer is BUSY */
};

/* A commit is on the disk when it returns, and nothing that we hold is held for ever. */
static const char session_sql[] = "SET client_min_messages = error;"
                                  "SET synchronous_commit = on;"
                                  "SET idle_in_transaction_session_timeout = '60s';"
                                  "SET TimeZone = 'UTC';"
                                  "SET jit = off;"
                                  /* The same few hundred statements all day, each written to walk
                                   * an index in its order until its page is full: planned once, as
                                   * SQLite does it, and not by guesses of how many rows there may
                                   * be (from a table that was empty then, or of an expression),
                                   * which make it sort a district for the first twenty lines. */
                                  "SET plan_cache_mode = force_generic_plan;"
                                  "SET enable_seqscan = off; SET enable_sort = off;"
                                  "SET enable_hashjoin = off; SET enable_mergejoin = off;"
                                  "SET enable_material = off;"
                                  /* Kilobytes: every search walks over what waits to be sorted
                                   * into an index of words. */
                                  "SET gin_pending_list_limit = 64";

static void
disconnect(Postgres *postgres)
{
    PQfinish(postgres->conn);
    postgres->conn = NULL;
    postgres->listening = false;
    postgres->queued = 0;
    memset(postgres->prepared, 0, store_places() * sizeof *postgres->prepared);
}

static Status
limit_set(Store *store)
{
    Postgres *postgres = store->connection;
    int lock_ms = store->limit_ms < LOCK_MS ? store->limit_ms : LOCK_MS; /* 0: no limit */
    char text[96];

    snprintf(text, sizeof text, "SET statement_timeout = %d; SET lock_timeout = %d",
             store->limit_ms, lock_ms);
    return postgres_command(postgres, text);
}

static void
no_notice(void *arg, const PGresult *result)
{
    (void)arg;
    (void)result; /* client_min_messages keeps all but warnings away; those are not ours to read */
}

static Status
connect_server(Store *store)
{
    Postgres *postgres = store->connection;
    Status status;
    char url[STORE_PATH_BYTES];
    /* What stands before dbname may be overridden by the URL. */
    const char *const names[] = {"connect_timeout", "tcp_user_timeout", "application_name",
                                 "dbname",          "client_encoding",  NULL};
    const char *const values[] = {"3", "10000", "mingbai", url, "UTF8", NULL};

    snprintf(url, sizeof url, "%.*s", TEXT_ARGS(store->url));
    postgres->conn = PQconnectdbParams(names, values, 1);
    if (PQstatus(postgres->conn) != CONNECTION_OK) {
        store_log(LOG_LEVEL_ERROR, NULL, "connect", PQerrorMessage(postgres->conn));
        postgres->failed_at_ms = clock_monotonic_ms();
        disconnect(postgres);
        return BUSY;
    }
    postgres->failed_at_ms = 0;
    PQsetNoticeReceiver(postgres->conn, no_notice, NULL);
    status = postgres_command(postgres, session_sql);
    return status == OK ? limit_set(store) : status;
}

static Status
postgres_open(Store *store)
{
    Postgres *postgres = NEW(store->arena, Postgres);
    char path[STORE_PATH_BYTES];

    store->connection = postgres;
    postgres->prepared = NEW_ARRAY(store->arena, bool, store_places());
    if (!versions_path_for(store->url, path))
        return FAULT;
    store->versions = versions_open(path, 0640);
    return store->versions != NULL ? connect_server(store) : FAULT;
}

static void
postgres_close(Store *store)
{
    Postgres *postgres = store->connection;

    if (store->owner == getpid()) /* a goodbye would end the parent's session */
        disconnect(postgres);
}

/* A connection that stands; a broken one is replaced. */
static Status
connected(Store *store)
{
    Postgres *postgres = store->connection;

    if (postgres->conn != NULL && PQstatus(postgres->conn) == CONNECTION_OK)
        return OK;
    if (postgres->conn != NULL)
        disconnect(postgres);
    else if (postgres->failed_at_ms != 0 &&
             clock_monotonic_ms() - postgres->failed_at_ms < CONNECT_AGAIN_MS)
        return BUSY;
    return connect_server(store);
}

/* ---- transactions ---- */

static Status
postgres_begin(Store *store, const Ctx *ctx, bool write)
{
    const char *sql = write ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                            : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    Postgres *postgres = store->connection;
    Status status;

    (void)ctx;
    TRY(connected(store));
    postgres->writing = write;
    postgres->sick = false;
    status = postgres_command(postgres, sql);
    if (status != BUSY)
        return status;
    /* The server was restarted while we were idle: the first to notice is this BEGIN. */
    TRY(connected(store));
    return postgres_command(postgres, sql);
}

static Status
postgres_commit(Store *store, bool *unknown_out)
{
    Postgres *postgres = store->connection;
    PGresult *result;
    Status status = OK;

    *unknown_out = false;
    TRY(postgres_settle(postgres));
    result = PQexec(postgres->conn, "COMMIT");
    *unknown_out = PQstatus(postgres->conn) != CONNECTION_OK;
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        status = postgres_status(postgres, NULL, result);
    } else if (strcmp(PQcmdStatus(result), "COMMIT") != 0) {
        /* A transaction in which something failed answers ROLLBACK; the runner does not let it
         * come to this. */
        store_log(LOG_LEVEL_ERROR, NULL, "commit", PQcmdStatus(result));
        status = FAULT;
    }
    PQclear(result);
    return status;
}

static void
postgres_rollback(Store *store)
{
    Postgres *postgres = store->connection;

    if (postgres->conn != NULL)
        (void)!postgres_settle(postgres);
    if (postgres->conn == NULL || PQtransactionStatus(postgres->conn) == PQTRANS_IDLE)
        return;
    if (PQstatus(postgres->conn) != CONNECTION_OK || postgres_command(postgres, "ROLLBACK") != OK)
        disconnect(postgres);
}

static Status
postgres_script(Store *store, const char *sql)
{
    Postgres *postgres = store->connection;
    Status status;

    if (!store->in_tx)
        TRY(connected(store));
    TRY(postgres_command(postgres, "SET statement_timeout = 0; SET lock_timeout = 0"));
    status = postgres_command(postgres, sql);
    if (PQtransactionStatus(postgres->conn) != PQTRANS_INERROR && limit_set(store) != OK)
        return BUSY;
    return status;
}

/* ---- settings ---- */

static Status
postgres_bulk(Store *store, bool on)
{
    Postgres *postgres = store->connection;

    TRY(connected(store));
    postgres->bulk = on;
    return OK;
}

static void
postgres_limit(Store *store)
{
    Postgres *postgres = store->connection;

    if (postgres->conn != NULL && limit_set(store) != OK)
        disconnect(postgres);
}

/* A connection that was lost may be made again; one that could not be made will not be at once. */
static bool
postgres_hopeful(const Store *store)
{
    const Postgres *postgres = store->connection;

    return postgres->failed_at_ms == 0 && !postgres->sick;
}

/* ---- notifications ---- */

void
store_listen_poll(Store *store)
{
    Postgres *postgres = store->connection;
    PGnotify *notify;

    if (store->dialect != DIALECT_POSTGRES || connected(store) != OK)
        return;
    if (!postgres->listening) {
        if (postgres_command(postgres, "LISTEN mingbai_touch") != OK)
            return;
        postgres->listening = true;
        if (postgres->ever_listened)
            versions_move_all(store->versions);
        postgres->ever_listened = true;
    }
    if (PQconsumeInput(postgres->conn) == 0)
        return;
    while ((notify = PQnotifies(postgres->conn)) != NULL) {
        store_notified(store, text_c(notify->extra));
        PQfreemem(notify);
    }
}

const Driver postgres_driver = {
    .open = postgres_open,
    .close = postgres_close,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .run = postgres_run,
    .script = postgres_script,
    .bulk = postgres_bulk,
    .limit = postgres_limit,
    .hopeful = postgres_hopeful,
};
