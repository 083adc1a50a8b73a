/*
 * The SQLite connection: opening, transactions, settings.
 */
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BUSY_MS = 100,          /* how long SQLite itself waits; the runner goes on from there */
    BUSY_OPENING_MS = 5000, /* somebody may be replaying a log */
    PROGRESS_STEPS = 10000,
    CACHE_KIB = 4 * 1024,
    CACHE_KEPT_PAGES = 256, /* taken at once: after another's commit all are read anew */
    CACHE_BULK_KIB = 64 * 1024,
    CHECKPOINT_PAGES = 1000,
    CHECKPOINT_BULK_PAGES = 20000,
    WAL_KEPT_BYTES = 64 * 1024 * 1024,
};

static void
disconnect(Sqlite *sqlite)
{
    size_t places = store_places();

    for (size_t i = 0; i < places; i++) {
        sqlite3_finalize(sqlite->prepared[i]);
        sqlite->prepared[i] = NULL;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        sqlite3_finalize(sqlite->commands[i]);
        sqlite->commands[i] = NULL;
    }
    sqlite3_close(sqlite->db);
    sqlite->db = NULL;
}

static int
command(Sqlite *sqlite, SqliteCommand which)
{
    static const char *const texts[COMMAND_COUNT] = {
        [COMMAND_READ] = "BEGIN",
        [COMMAND_WRITE] = "BEGIN IMMEDIATE",
        [COMMAND_COMMIT] = "COMMIT",
    };
    sqlite3_stmt **place = &sqlite->commands[which];
    int code = SQLITE_OK;

    if (*place == NULL)
        code = sqlite3_prepare_v3(sqlite->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, place,
                                  NULL);
    if (code != SQLITE_OK)
        return code;
    sqlite3_step(*place);
    return sqlite3_reset(*place);
}

static int
pragma(Sqlite *sqlite, const char *name, int64_t value)
{
    char text[128];

    snprintf(text, sizeof text, "PRAGMA %s = %lld", name, (long long)value);
    return sqlite3_exec(sqlite->db, text, NULL, NULL, NULL);
}

/* Stops a statement that runs longer than store->limit_ms.  The clock is looked at only here, so
 * that the many short statements do not pay for it. */
static int
on_progress(void *arg)
{
    Store *store = arg;
    Sqlite *sqlite = store->connection;
    int64_t now_ms = clock_monotonic_ms();

    if (sqlite->slow_since_ms == 0)
        sqlite->slow_since_ms = now_ms;
    return store->limit_ms > 0 && now_ms - sqlite->slow_since_ms > store->limit_ms;
}

/* WAL: readers and the writer do not wait for each other.  FULL: a commit is on the disk when it
 * returns.  No memory map: it would count against a worker's memory and turn a failing disk into a
 * SIGBUS. */
static int
configure(Store *store, Sqlite *sqlite)
{
    static const char settings[] = "PRAGMA journal_mode = WAL;"
                                   "PRAGMA synchronous = FULL;"
                                   "PRAGMA foreign_keys = ON;"
                                   "PRAGMA trusted_schema = OFF;"
                                   "PRAGMA secure_delete = FAST;"
                                   "PRAGMA mmap_size = 0;";
    int code;

    sqlite3_extended_result_codes(sqlite->db, 1);
    sqlite3_busy_timeout(sqlite->db, BUSY_OPENING_MS);
    sqlite3_progress_handler(sqlite->db, PROGRESS_STEPS, on_progress, store);
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    code = sqlite3_exec(sqlite->db, settings, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = pragma(sqlite, "cache_size", -CACHE_KIB);
    if (code == SQLITE_OK)
        code = pragma(sqlite, "wal_autocheckpoint", CHECKPOINT_PAGES);
    if (code == SQLITE_OK)
        code = pragma(sqlite, "journal_size_limit", WAL_KEPT_BYTES);
    sqlite3_busy_timeout(sqlite->db, BUSY_MS);
    return code;
}

/* The counters stand beside the file and belong to whom it belongs. */
static Status
share_versions(Store *store, Sqlite *sqlite)
{
    char path[STORE_PATH_BYTES];
    struct stat status;
    mode_t mode = 0640;

    versions_close(store->versions);
    if (strcmp(sqlite->path, ":memory:") == 0) {
        store->versions = versions_open(NULL, mode);
    } else {
        if (stat(sqlite->path, &status) == 0)
            mode = status.st_mode & 0666;
        snprintf(path, sizeof path, "%s-versions", sqlite->path);
        store->versions = versions_open(path, mode);
    }
    return store->versions != NULL ? OK : FAULT;
}

static Status
connect_file(Store *store, Sqlite *sqlite, int create)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create;
    int code = sqlite3_open_v2(sqlite->path, &sqlite->db, flags, NULL);
    VersionTable *fresh;
    Status status;

    if (code == SQLITE_OK)
        code = configure(store, sqlite);
    if (code != SQLITE_OK) {
        status = sqlite_status(sqlite, NULL, code);
        disconnect(sqlite);
        return status;
    }
    fresh = store->versions;
    store->versions = NULL;
    if (share_versions(store, sqlite) != OK) {
        store->versions = fresh; /* whoever asks for a version still gets an answer */
        disconnect(sqlite);
        return BUSY;
    }
    versions_close(fresh);
    return OK;
}

/* Before the library is used at all; later ones are refused and change nothing.  Nobody asks for
 * its sums of memory, and keeping them takes a lock at each allocation. */
static void
configure_library(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, (int)CACHE_KEPT_PAGES);
}

static Status
sqlite_open(Store *store)
{
    Sqlite *sqlite = NEW(store->arena, Sqlite);

    configure_library();
    store->connection = sqlite;
    sqlite->path = text_cstr(store->arena, store->url);
    sqlite->prepared = NEW_ARRAY(store->arena, sqlite3_stmt *, store_places());
    return connect_file(store, sqlite, SQLITE_OPEN_CREATE);
}

static void
sqlite_close(Store *store)
{
    Sqlite *sqlite = store->connection;

    if (store->owner == getpid()) /* closing a parent's connection would take its locks away */
        disconnect(sqlite);
}

/* ---- transactions ---- */

/* Whether the file is where it was.  A connection to a file that was moved or deleted would go on
 * without complaint, and what it commits would be lost. */
static bool
in_place(Sqlite *sqlite, const Ctx *ctx, bool write)
{
    int moved = 0;

    if (!write && sqlite->looked_at == ctx->now)
        return true;
    sqlite->looked_at = ctx->now;
    return sqlite3_file_control(sqlite->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK ||
           moved == 0;
}

static Status
sqlite_begin(Store *store, const Ctx *ctx, bool write)
{
    Sqlite *sqlite = store->connection;
    int code;

    sqlite->sick = false;
    if (sqlite->db != NULL && !in_place(sqlite, ctx, write)) {
        store_log(LOG_LEVEL_ERROR, NULL, "moved", "the database file is gone from its place");
        disconnect(sqlite);
    }
    if (sqlite->db == NULL)
        TRY(connect_file(store, sqlite, 0));
    sqlite->slow_since_ms = 0;
    code = command(sqlite, write ? COMMAND_WRITE : COMMAND_READ);
    return code == SQLITE_OK ? OK : sqlite_status(sqlite, NULL, code);
}

static Status
sqlite_commit(Store *store, bool *unknown_out)
{
    Sqlite *sqlite = store->connection;
    int code;

    sqlite->slow_since_ms = 0;
    code = command(sqlite, COMMAND_COMMIT);
    *unknown_out = false;
    return code == SQLITE_OK ? OK : sqlite_status(sqlite, NULL, code);
}

static void
sqlite_rollback(Store *store)
{
    Sqlite *sqlite = store->connection;

    /* After some errors SQLite has rolled back by itself. */
    if (sqlite->db != NULL && sqlite3_get_autocommit(sqlite->db) == 0 &&
        sqlite3_exec(sqlite->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
        disconnect(sqlite);
}

static Status
sqlite_script(Store *store, const char *sql)
{
    Sqlite *sqlite = store->connection;
    int limit_ms = store->limit_ms;
    int code;

    if (sqlite->db == NULL)
        return BUSY;
    store->limit_ms = 0;
    code = sqlite3_exec(sqlite->db, sql, NULL, NULL, NULL);
    store->limit_ms = limit_ms;
    return code == SQLITE_OK ? OK : sqlite_status(sqlite, NULL, code);
}

/* ---- settings ---- */

/* Brings the write-ahead log to the disk: what synchronous = NORMAL has left open. */
static Status
flush(const Sqlite *sqlite)
{
    char path[STORE_PATH_BYTES];
    Status status = OK;
    int file;

    snprintf(path, sizeof path, "%s-wal", sqlite->path);
    file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT ? OK : FAULT;
    if (fdatasync(file) != 0) {
        store_log(LOG_LEVEL_ERROR, NULL, "flush", strerror(errno));
        status = BUSY;
    }
    close(file);
    return status;
}

static Status
sqlite_bulk(Store *store, bool on)
{
    Sqlite *sqlite = store->connection;
    int code;

    if (sqlite->db == NULL)
        return BUSY;
    code =
        sqlite3_exec(sqlite->db, on ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL",
                     NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = pragma(sqlite, "cache_size", on ? -CACHE_BULK_KIB : -CACHE_KIB);
    if (code == SQLITE_OK)
        code = pragma(sqlite, "wal_autocheckpoint", on ? CHECKPOINT_BULK_PAGES : CHECKPOINT_PAGES);
    if (code != SQLITE_OK)
        return sqlite_status(sqlite, NULL, code);
    if (on)
        return OK;
    TRY(flush(sqlite));
    /* Readers may keep some of it from being written back now; a later commit does the rest. */
    sqlite3_wal_checkpoint_v2(sqlite->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    sqlite3_db_release_memory(sqlite->db);
    return OK;
}

static void
sqlite_limit(Store *store)
{
    (void)store; /* on_progress looks at it */
}

static bool
sqlite_hopeful(const Store *store)
{
    const Sqlite *sqlite = store->connection;

    return sqlite->db != NULL && !sqlite->sick;
}

const Driver sqlite_driver = {
    .open = sqlite_open,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .run = sqlite_run,
    .script = sqlite_script,
    .bulk = sqlite_bulk,
    .limit = sqlite_limit,
    .hopeful = sqlite_hopeful,
};
