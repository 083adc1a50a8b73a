/*
 * store -- the only door to a database.
 *
 * A database is a URL: "sqlite:PATH" (the default) or "postgresql://…" (libpq's form).  SQL stands
 * in .sql files beside the features; tools/sqlgen turns each named statement into a typed C
 * function (docs/sql.md).  This header is what those functions and the operations' runners stand
 * on.
 *
 * A process has one Store with one connection.  Every statement is prepared once per connection.
 */
#pragma once

#include "base/ctx.h"
#include "base/opt.h"

typedef struct Store Store;

typedef enum Dialect { DIALECT_SQLITE, DIALECT_POSTGRES, DIALECT_COUNT } Dialect;

/* Opens the database at url; allocates from arena (lifetime of the process).  Creates an SQLite
 * file that is not there.  FAULT with a logged reason when it cannot be reached; a PostgreSQL
 * server that goes away later is reconnected to by the runners, which answer BUSY meanwhile. */
MUST_CHECK Status store_open(Arena *arena, Text url, Store **store_out);
void store_close(Store *store); /* NULL is fine */

/* A connection belongs to the process that opened it: after a fork the child opens its own.  A
 * runner called with a Store of another process aborts. */

Dialect store_dialect(const Store *store);

/* The directory for the shared counters of PostgreSQL databases (below); before store_open. Without
 * it: $MINGBAI_STATE, else /var/lib/mingbai, else a private directory under /tmp. */
void store_set_state_dir(Text dir);

/* How long one statement may run before it is stopped with FAULT; 0: as long as it likes.
 * STORE_STATEMENT_MS at first.  Migrations and ANALYZE have no limit. */
enum { STORE_STATEMENT_MS = 30 * 1000 };
void store_limit_ms(Store *store, int limit_ms);

/* For imports (SQLite): a larger cache, fewer checkpoints, and commits that reach the disk only
 * with store_bulk(store, false) or a later commit.  Only the end of bulk mode may be acknowledged:
 * FAULT or BUSY then means that what was committed since may be lost.  PostgreSQL: statements that
 * give nothing are not waited for, so their failure may be the answer of a later one. */
MUST_CHECK Status store_bulk(Store *store, bool on);

/* For jobs that write many rows a transaction: PostgreSQL as in bulk mode, so that a row costs no
 * round trip; commits reach the disk as ever.  Nothing to do on SQLite.  BUSY without a connection.
 */
MUST_CHECK Status store_pipeline(Store *store, bool on);

/* ---- transactions ---- */

typedef Status StoreBody(Ctx *ctx, void *arg);

/* Runs body in a transaction: begin, body, commit.  Whatever body returns but OK rolls back and is
 * returned.  A busy database, a serialisation failure or a deadlock is retried here, and nowhere
 * else, up to STORE_TRIES times (some two seconds; a lock on PostgreSQL is waited for that long and
 * not tried again) with the arena and ctx->problems taken back to where they were; then the answer
 * is BUSY.  So a body must have no effect outside the database (mail and hooks are job rows).
 * While it runs, ctx->tx is the transaction.  May not be nested.
 *
 * A statement that fails (CONFLICT, INVALID, BUSY, FAULT) has spoilt its transaction, as PostgreSQL
 * has it: each later one answers the same, and a body that returns OK in spite of it is rolled back
 * with that answer.  Whoever wants to go on after a duplicate writes ON CONFLICT DO NOTHING.
 *
 * store_write: SQLite BEGIN IMMEDIATE, PostgreSQL SERIALIZABLE.  What it acknowledged survives a
 * power cut (synchronous=FULL).  BUSY when a connection broke while committing: then it is not
 * known whether the commit took place.  store_read: a read-only snapshot; a statement that writes
 * is a FAULT. */
MUST_CHECK Status store_write(Store *store, Ctx *ctx, StoreBody *body, void *arg);
MUST_CHECK Status store_read(Store *store, Ctx *ctx, StoreBody *body, void *arg);

enum { STORE_TRIES = 8, STORE_TOUCHES_MAX = 64 };

/* The store whose transaction is open. */
Store *ctx_store(const Ctx *ctx);

/* ---- versions (the page cache stands on them) ----
 *
 * Versions are counters in shared memory (a file beside an SQLite database, or in the state
 * directory for PostgreSQL), one for each key.  A key is a number: a region code, or one of the
 * constants. Keys share slots by hash, so a counter may move without need but never fails to move.
 */
enum {
    KEY_CATALOGUE = 1,
    KEY_SETTINGS = 2,
    KEY_JOBS = 3,
    KEY_CALENDAR = 4,
    KEY_ACCOUNTS = 5,
    KEY_PLACES = 6, /* the rows of the table region, not what happens in a place */
    KEY_CONSTANT_MAX = KEY_PLACES
};

/* Notes, inside a write transaction, that what is shown under key has changed.  The counter moves
 * before the commit is visible and again after it; a reader between the two does not cache.  More
 * than STORE_TOUCHES_MAX keys in one transaction move every counter. */
void store_touch(Ctx *ctx, int64_t key);

/* The version of key now; STORE_VERSION_UNSETTLED while a writer is about to commit.
 * A few loads from memory, no system call. */
enum { STORE_VERSION_UNSETTLED = 0 };
uint64_t store_version(const Store *store, int64_t key);

/* Within a transaction: the version of one of the constants before it began, so that what is read
 * in it is as new at least and may be kept under that version; UNSETTLED when the transaction
 * itself has touched the key. */
uint64_t store_version_before(const Ctx *ctx, int64_t key);

/* After a process died between its commit and its second count: settles all counters by moving
 * them. For the supervisor, when no child of its runs a transaction. */
void store_versions_settle(Store *store);

/* PostgreSQL with several machines: takes in what other machines' writers touched (NOTIFY) and
 * moves the counters of this one, also all of them when a connection was lost meanwhile.  For the
 * keeper, every second or so; cheap.  Nothing to do on SQLite. */
void store_listen_poll(Store *store);

/* ---- schema ---- */

/* Brings the schema to the newest version, one transaction a migration (src/migrations/<dialect>/,
 * compiled in).  *applied_out: how many were applied.  INVALID when the database is newer than the
 * program. */
MUST_CHECK Status store_migrate(Store *store, Ctx *ctx, int *applied_out);

/* OK when the schema is exactly the newest; CONFLICT when it wants migration or is newer. */
MUST_CHECK Status store_schema_current(Store *store, Ctx *ctx);

/* Refreshes the planner's statistics (ANALYZE); after bulk loads. */
MUST_CHECK Status store_analyze(Store *store);

/* ---- what generated code calls ---- */

typedef enum ColumnType {
    COLUMN_INT,
    COLUMN_TEXT,
    COLUMN_BYTES,
    COLUMN_BOOL,
    COLUMN_REAL
} ColumnType;

/* One value to bind, or one that was read. */
typedef struct Value {
    ColumnType type;
    bool null;
    union {
        int64_t i;
        double r;
        Text t; /* texts and bytes */
    };
} Value;

/* One compiled statement; generated, constant. */
typedef struct Statement {
    const char *name;
    const char *sql[DIALECT_COUNT]; /* ?1… for SQLite, $1… for PostgreSQL */
    int parameters;
    const ColumnType *parameter_types;
    int columns;
    const ColumnType *column_types;
    const bool *column_nullable;
    const int *place; /* its place in the table of all statements */
    const char *file; /* the .sql file and line it comes from, for logs */
    int line;
    const char *scans; /* why it may read a whole table; NULL: it may not */
} Statement;

/* All statements of the program, for the checks and for preparing. */
extern const Statement *const statements_all[];
extern const int statements_count;

/* Reads row after row: called by store_run with the values of one row, which live only until it
 * returns (texts must be copied).  Returning anything but OK ends the statement with that status.
 */
typedef Status StoreRowReader(void *arg, Arena *arena, const Value *values);

/* Runs a statement in ctx->tx.  reader may be NULL for statements without rows.
 * *changed_out (may be NULL): rows inserted, updated or deleted.
 * A unique or foreign-key violation is CONFLICT, a CHECK violation INVALID, a lock BUSY. */
MUST_CHECK Status store_run(Ctx *ctx, const Statement *statement, const Value *parameters,
                            StoreRowReader *reader, void *arg, int64_t *changed_out);
