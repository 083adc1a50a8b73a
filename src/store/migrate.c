#include "store/migrate.h"

#include "store/inside.h"

/* The table of what was applied is the store's own: it is there before the first migration. */
static const char *const table_sql[DIALECT_COUNT] = {
    [DIALECT_SQLITE] = "CREATE TABLE IF NOT EXISTS schema_migration ("
                       " number INTEGER NOT NULL PRIMARY KEY,"
                       " name TEXT NOT NULL,"
                       " applied_at INTEGER NOT NULL) STRICT",
    [DIALECT_POSTGRES] = "CREATE TABLE IF NOT EXISTS schema_migration ("
                         " number BIGINT NOT NULL PRIMARY KEY,"
                         " name TEXT COLLATE \"C\" NOT NULL,"
                         " applied_at BIGINT NOT NULL)",
};

/* Two that migrate at once would both see the old version; for the session, since a transaction
 * that waits for a lock goes on with the snapshot from before.  SQLite's BEGIN IMMEDIATE is enough.
 */
static const char *const lock_sql[DIALECT_COUNT] = {
    [DIALECT_SQLITE] = "",
    [DIALECT_POSTGRES] = "SELECT pg_advisory_lock(77246001)",
};

static const char *const unlock_sql[DIALECT_COUNT] = {
    [DIALECT_SQLITE] = "",
    [DIALECT_POSTGRES] = "SELECT pg_advisory_unlock(77246001)",
};

static const char *const analyze_sql[DIALECT_COUNT] = {
    [DIALECT_SQLITE] = "PRAGMA analysis_limit = 1000; ANALYZE",
    [DIALECT_POSTGRES] = "ANALYZE",
};

static const int exists_place = -2;
static const int version_place = -3;
static const int note_place = -4;
static const ColumnType one_int[] = {COLUMN_INT};
static const bool not_null[] = {false};
static const ColumnType note_types[] = {COLUMN_INT, COLUMN_TEXT, COLUMN_INT};

static const Statement migration_exists = {
    .name = "migration_exists",
    .sql = {"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'",
            "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_migration')"},
    .columns = 1,
    .column_types = one_int,
    .column_nullable = not_null,
    .place = &exists_place,
    .file = __FILE__,
    .line = __LINE__,
};

static const Statement migration_version = {
    .name = "migration_version",
    .sql = {"SELECT coalesce(max(number), 0) FROM schema_migration",
            "SELECT coalesce(max(number), 0) FROM schema_migration"},
    .columns = 1,
    .column_types = one_int,
    .column_nullable = not_null,
    .place = &version_place,
    .file = __FILE__,
    .line = __LINE__,
};

static const Statement migration_note = {
    .name = "migration_note",
    .sql = {"INSERT INTO schema_migration (number, name, applied_at) VALUES (?1, ?2, ?3)",
            "INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3)"},
    .parameters = 3,
    .parameter_types = note_types,
    .place = &note_place,
    .file = __FILE__,
    .line = __LINE__,
};

static void
fill_number(void *row_out, Arena *arena, const Value *values)
{
    (void)arena;
    *(int64_t *)row_out = values[0].i;
}

/* Body: the number of the last migration that was applied; 0 on an empty database. */
static Status
version_read(Ctx *ctx, void *arg)
{
    int64_t *version = arg;
    int64_t tables;

    *version = 0;
    TRY(store_one(ctx, &migration_exists, NULL, fill_number, &tables));
    if (tables == 0)
        return OK;
    return store_one(ctx, &migration_version, NULL, fill_number, version);
}

static Status
refuse_newer(int64_t version, int count)
{
    log_error("store.migrate", LOG_C("why", "the database is newer than the program"),
              LOG_INT("database", version), LOG_INT("program", count));
    return INVALID;
}

typedef struct Step {
    Store *store;
    const Migration *all;
    int count;
    bool done; /* nothing is left to apply */
} Step;

/* Body: applies the next migration. */
static Status
step_body(Ctx *ctx, void *arg)
{
    Step *step = arg;
    const Driver *driver = step->store->driver;
    const Migration *migration;
    int64_t version;

    step->done = false;
    TRY(driver->script(step->store, table_sql[step->store->dialect]));
    TRY(store_one(ctx, &migration_version, NULL, fill_number, &version));
    if (version > step->count)
        return refuse_newer(version, step->count);
    step->done = version == step->count;
    if (step->done)
        return OK;
    migration = &step->all[version];
    TRY(driver->script(step->store, migration->sql[step->store->dialect]));
    log_info("store.migrate", LOG_C("applied", migration->name));
    return store_run(ctx, &migration_note,
                     (const Value[]){value_int(version + 1), value_text(text_c(migration->name)),
                                     value_int(ctx->now)},
                     NULL, NULL, NULL);
}

static Status
steps(Store *store, Ctx *ctx, Step *step, int *applied_out)
{
    int64_t version;

    TRY(store_read(store, ctx, version_read, &version));
    if (version > step->count)
        return refuse_newer(version, step->count);
    for (*applied_out = 0; version + *applied_out < step->count; ++*applied_out) {
        TRY(store_write(store, ctx, step_body, step));
        if (step->done)
            break;
    }
    if (*applied_out != 0)
        versions_move_all(store->versions);
    return OK;
}

Status
migrate_to(Store *store, Ctx *ctx, const Migration *all, int count, int *applied_out)
{
    Step step = {.store = store, .all = all, .count = count};
    Status status;

    TRY(store->driver->script(store, lock_sql[store->dialect]));
    status = steps(store, ctx, &step, applied_out);
    /* When the connection is gone, so is the lock. */
    if (store->driver->script(store, unlock_sql[store->dialect]) != OK && status == OK)
        status = BUSY;
    return status;
}

Status
migrate_current(Store *store, Ctx *ctx, int count)
{
    int64_t version;

    TRY(store_read(store, ctx, version_read, &version));
    return version == count ? OK : CONFLICT;
}

Status
store_migrate(Store *store, Ctx *ctx, int *applied_out)
{
    return migrate_to(store, ctx, migrations_all, migrations_count, applied_out);
}

Status
store_schema_current(Store *store, Ctx *ctx)
{
    return migrate_current(store, ctx, migrations_count);
}

Status
store_analyze(Store *store)
{
    return store->driver->script(store, analyze_sql[store->dialect]);
}
