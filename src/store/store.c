/*
 * What both databases have in common: the runner that retries, what a transaction touched, and the
 * ways in which rows are read.
 */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/inside.h"

/* ---- opening ---- */

Status
store_open(Arena *arena, Text url, Store **store_out)
{
    Store *store = NEW(arena, Store);

    store->arena = arena;
    store->owner = getpid();
    store->limit_ms = STORE_STATEMENT_MS;
    if (text_starts(url, T("sqlite:"))) {
        store->driver = &sqlite_driver;
        store->dialect = DIALECT_SQLITE;
        store->url = text_copy(arena, text_slice(url, 7, url.len - 7));
    } else if (text_starts(url, T("postgresql:")) || text_starts(url, T("postgres:"))) {
        store->driver = &postgres_driver;
        store->dialect = DIALECT_POSTGRES;
        store->url = text_copy(arena, url);
    } else {
        store_log(LOG_LEVEL_ERROR, NULL, "url", "a database is sqlite:PATH or postgresql://…");
        return FAULT;
    }
    if (text_is_empty(store->url)) {
        store_log(LOG_LEVEL_ERROR, NULL, "url", "the path is empty");
        return FAULT;
    }
    if (store->driver->open(store) != OK) {
        store_close(store);
        return FAULT;
    }
    *store_out = store;
    return OK;
}

void
store_close(Store *store)
{
    if (store == NULL)
        return;
    store->driver->close(store);
    versions_close(store->versions);
    store->versions = NULL;
}

Dialect
store_dialect(const Store *store)
{
    return store->dialect;
}

Store *
ctx_store(const Ctx *ctx)
{
    return ctx->tx->store;
}

void
store_limit_ms(Store *store, int limit_ms)
{
    store->limit_ms = limit_ms;
    store->driver->limit(store);
}

Status
store_bulk(Store *store, bool on)
{
    return store->driver->bulk(store, on);
}

Status
store_pipeline(Store *store, bool on)
{
    return store_dialect(store) == DIALECT_POSTGRES ? store->driver->bulk(store, on) : OK;
}

size_t
store_place(const Statement *statement)
{
    int place = *statement->place;

    return place >= 0 ? (size_t)place : (size_t)(statements_count - 1 - place);
}

size_t
store_places(void)
{
    return (size_t)statements_count + STORE_OWN_STATEMENTS_MAX;
}

/* ---- versions ---- */

void
store_touch(Ctx *ctx, int64_t key)
{
    Tx *tx = ctx->tx;

    if (!tx->write)
        abort(); /* a defect: nothing changes in a read */
    if (key > 0 && key <= KEY_CONSTANT_MAX)
        tx->touched_constants |= 1u << key;
    for (size_t i = 0; i < tx->touch_len; i++)
        if (tx->touches[i] == key)
            return;
    if (tx->touch_len == STORE_TOUCHES_MAX)
        tx->touch_all = true;
    else
        tx->touches[tx->touch_len++] = key;
}

uint64_t
store_version(const Store *store, int64_t key)
{
    return versions_get(store->versions, key);
}

uint64_t
store_version_before(const Ctx *ctx, int64_t key)
{
    const Tx *tx = ctx->tx;

    /* A bulk load touches all places; it need not read the catalogue anew for each row. */
    return (tx->touched_constants >> key & 1) != 0 ? STORE_VERSION_UNSETTLED : tx->versions[key];
}

void
store_versions_settle(Store *store)
{
    versions_settle(store->versions);
}

static void
touches_begin(const Tx *tx)
{
    if (tx->touch_all)
        versions_begin_all(tx->store->versions);
    else
        for (size_t i = 0; i < tx->touch_len; i++)
            versions_begin(tx->store->versions, tx->touches[i]);
}

static void
touches_end(const Tx *tx)
{
    if (tx->touch_all)
        versions_end_all(tx->store->versions);
    else
        for (size_t i = 0; i < tx->touch_len; i++)
            versions_end(tx->store->versions, tx->touches[i]);
}

static const int notify_place = -1;
static const ColumnType notify_types[] = {COLUMN_TEXT};
static const Statement notify = {
    .name = "store_notify",
    .sql = {"", "SELECT pg_notify('mingbai_touch', $1)"},
    .parameters = 1,
    .parameter_types = notify_types,
    .place = &notify_place,
    .file = "store/store.c",
    .line = __LINE__,
};

/* Tells other machines; delivered with the commit. */
static Status
touches_notify(Ctx *ctx, const Tx *tx)
{
    Buf payload = buf_new(ctx->arena, 32 + STORE_TOUCHES_MAX * 24);
    Value value;

    if (tx->store->dialect != DIALECT_POSTGRES || tx->touch_len == 0)
        return OK;
    buf_printf(&payload, "%016llx", (unsigned long long)tx->store->versions->origin);
    if (tx->touch_all)
        BUF_LIT(&payload, " *");
    else
        for (size_t i = 0; i < tx->touch_len; i++)
            buf_printf(&payload, " %lld", (long long)tx->touches[i]);
    value = value_text(buf_done(&payload));
    return store_run(ctx, &notify, &value, NULL, NULL, NULL);
}

void
store_notified(Store *store, Text payload)
{
    char own[20];
    Text origin, key, rest;
    int64_t number;

    snprintf(own, sizeof own, "%016llx", (unsigned long long)store->versions->origin);
    text_cut(payload, ' ', &origin, &rest);
    if (text_eq(origin, text_c(own)))
        return;
    if (text_eq(rest, T("*"))) {
        versions_move_all(store->versions);
        return;
    }
    while (rest.len != 0) {
        text_cut(rest, ' ', &key, &rest);
        if (text_to_i64(key, &number)) {
            versions_begin(store->versions, number);
            versions_end(store->versions, number);
        }
    }
}

/* ---- the runner ---- */

/* Commits what body did.  *again: it was not committed and may be tried once more. */
static Status
commit(Store *store, Ctx *ctx, Tx *tx, bool *again)
{
    bool unknown = false;
    Status status = touches_notify(ctx, tx);

    if (status == OK) {
        touches_begin(tx);
        status = store->driver->commit(store, &unknown);
        /* After a failure nothing has changed, and when the outcome is not known the change is
         * there or is not, but no longer on its way: the count ends in every case. */
        touches_end(tx);
    }
    if (status != OK)
        store->driver->rollback(store);
    *again = status == BUSY && !unknown && store->driver->hopeful(store);
    return status;
}

static Status
try_once(Store *store, Ctx *ctx, bool write, StoreBody *body, void *arg, bool *again)
{
    Tx tx = {.store = store, .write = write};
    Status status;

    for (int64_t key = 1; key <= KEY_CONSTANT_MAX; key++)
        tx.versions[key] = store_version(store, key);
    status = store->driver->begin(store, ctx, write);
    if (status != OK) {
        *again = status == BUSY && store->driver->hopeful(store);
        return status;
    }
    ctx->tx = &tx;
    status = body(ctx, arg);
    if (tx.failed != OK && (status == OK || tx.failed == BUSY))
        status = tx.failed;
    if (status == OK) {
        status = commit(store, ctx, &tx, again);
    } else {
        store->driver->rollback(store);
        *again = status == BUSY && store->driver->hopeful(store);
    }
    ctx->tx = NULL;
    return status;
}

/* Waits before another try: longer each time, and not as long as the neighbour. */
static void
back_off(int tries)
{
    static const int waits_ms[STORE_TRIES] = {2, 5, 15, 40, 100, 300, 600, 0};
    struct timespec wait;
    int ms = waits_ms[tries];

    clock_gettime(CLOCK_MONOTONIC, &wait);
    ms = ms / 2 + (int)((wait.tv_nsec / 1000 + getpid()) % (ms + 1));
    wait = (struct timespec){.tv_sec = ms / 1000, .tv_nsec = (ms % 1000) * 1000000L};
    nanosleep(&wait, NULL);
}

static Status
run_body(Store *store, Ctx *ctx, bool write, StoreBody *body, void *arg)
{
    ArenaMark mark = arena_mark(ctx->arena);
    Problems problems = ctx->problems;
    Status status = BUSY;
    bool again = true;

    if (store->owner != getpid() || store->in_tx) {
        store_log(LOG_LEVEL_ERROR, NULL, "defect",
                  store->in_tx ? "a transaction within a transaction"
                               : "a store of another process");
        abort();
    }
    store->in_tx = true;
    store->writing = write;
    for (int tries = 0; again && tries < STORE_TRIES; tries++) {
        if (tries > 0) {
            back_off(tries - 1);
            arena_release(ctx->arena, mark);
            ctx->problems = problems;
        }
        status = try_once(store, ctx, write, body, arg, &again);
    }
    store->in_tx = false;
    return status;
}

Status
store_write(Store *store, Ctx *ctx, StoreBody *body, void *arg)
{
    return run_body(store, ctx, true, body, arg);
}

Status
store_read(Store *store, Ctx *ctx, StoreBody *body, void *arg)
{
    return run_body(store, ctx, false, body, arg);
}

/* ---- statements ---- */

Status
store_run(Ctx *ctx, const Statement *statement, const Value *parameters, StoreRowReader *reader,
          void *arg, int64_t *changed_out)
{
    Tx *tx = ctx->tx;
    Status status;

    if (changed_out != NULL)
        *changed_out = 0;
    if (tx->failed != OK)
        return tx->failed;
    if (statement->sql[tx->store->dialect][0] != '\0') {
        status = tx->store->driver->run(tx->store, ctx->arena, statement, parameters, reader, arg,
                                        changed_out);
        if (status != OK) {
            tx->failed = status;
            return status;
        }
    }
    return OK;
}

typedef struct OneSink {
    const Statement *statement;
    StoreRowFill *fill;
    void *row;
    bool found;
} OneSink;

static Status
read_one(void *arg, Arena *arena, const Value *values)
{
    OneSink *sink = arg;

    if (sink->found) {
        store_log(LOG_LEVEL_ERROR, sink->statement, "rows", "more than one row for a :one");
        return FAULT;
    }
    sink->fill(sink->row, arena, values);
    sink->found = true;
    return OK;
}

Status
store_one(Ctx *ctx, const Statement *statement, const Value *parameters, StoreRowFill *fill,
          void *row_out)
{
    OneSink sink = {.statement = statement, .fill = fill, .row = row_out};

    TRY(store_run(ctx, statement, parameters, read_one, &sink, NULL));
    return sink.found ? OK : NOT_FOUND;
}

typedef struct ManySink {
    StoreRowFill *fill;
    size_t row_size;
    char *at;
    size_t len;
    size_t room;
} ManySink;

static Status
read_many(void *arg, Arena *arena, const Value *values)
{
    ManySink *sink = arg;

    if (sink->len == sink->room) {
        size_t room = sink->room == 0 ? 16 : sink->room * 2;

        sink->at = arena_grow(arena, sink->at, sink->room * sink->row_size, room * sink->row_size);
        sink->room = room;
    }
    sink->fill(sink->at + sink->len++ * sink->row_size, arena, values);
    return OK;
}

Status
store_many(Ctx *ctx, const Statement *statement, const Value *parameters, StoreRowFill *fill,
           size_t row_size, StoreRows *rows_out)
{
    ManySink sink = {.fill = fill, .row_size = row_size};

    TRY(store_run(ctx, statement, parameters, read_many, &sink, NULL));
    *rows_out = (StoreRows){.at = sink.at, .len = sink.len};
    return OK;
}

/* ---- the log ---- */

void
store_log(LogLevel level, const Statement *statement, const char *code, const char *why)
{
    if (statement != NULL)
        LOG_AT(level, "store.statement", LOG_C("code", code), LOG_C("why", why),
               LOG_C("statement", statement->name), LOG_C("file", statement->file),
               LOG_INT("line", statement->line));
    else
        LOG_AT(level, "store", LOG_C("code", code), LOG_C("why", why));
}
