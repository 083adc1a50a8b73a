/*
 * Statements on SQLite: prepared once per connection, bound, stepped, read.
 */
#include <stdio.h>

#include "store/sqlite.h"

/* ---- what codes mean ---- */

static Status
constraint_status(int code)
{
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return CONFLICT;
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_DATATYPE:
        return INVALID;
    default:
        return FAULT;
    }
}

Status
sqlite_status(Sqlite *sqlite, const Statement *statement, int code)
{
    const char *why = sqlite->db != NULL ? sqlite3_errmsg(sqlite->db) : sqlite3_errstr(code);
    Status status = FAULT;
    LogLevel level = LOG_LEVEL_ERROR;
    char number[16];

    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return BUSY; /* an everyday thing */
    case SQLITE_CONSTRAINT:
        status = constraint_status(code);
        if (status == CONFLICT)
            return CONFLICT;
        level = status == INVALID ? LOG_LEVEL_WARN : LOG_LEVEL_ERROR;
        break;
    case SQLITE_FULL:     /* the disk is full */
    case SQLITE_IOERR:    /* … or broken, or the file system is gone for a while */
    case SQLITE_CANTOPEN: /* the file is not there */
        sqlite->sick = true;
        status = BUSY;
        break;
    case SQLITE_READONLY:
        status = code == SQLITE_READONLY_DBMOVED ? BUSY : FAULT;
        break;
    default:
        break;
    }
    snprintf(number, sizeof number, "sqlite:%d", code);
    store_log(level, statement, number, why);
    return status;
}

/* ---- binding ---- */

static int
bind_one(sqlite3_stmt *prepared, int number, const Value *value)
{
    if (value->null)
        return sqlite3_bind_null(prepared, number);
    switch (value->type) {
    case COLUMN_INT:
    case COLUMN_BOOL:
        return sqlite3_bind_int64(prepared, number, value->i);
    case COLUMN_REAL:
        return sqlite3_bind_double(prepared, number, value->r);
    case COLUMN_TEXT:
        return sqlite3_bind_text64(prepared, number, value->t.at, value->t.len, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case COLUMN_BYTES:
        return sqlite3_bind_blob64(prepared, number, value->t.at, value->t.len, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static int
bind_all(sqlite3_stmt *prepared, const Statement *statement, const Value *parameters)
{
    int count = sqlite3_bind_parameter_count(prepared);
    int code = SQLITE_OK;

    /* A parameter that only the other database uses may be missing at the end. */
    if (count > statement->parameters)
        return SQLITE_MISUSE;
    for (int i = 0; i < count && code == SQLITE_OK; i++)
        code = bind_one(prepared, i + 1, &parameters[i]);
    return code;
}

/* ---- reading ---- */

static bool
read_column(sqlite3_stmt *prepared, int i, const Statement *statement, Value *value)
{
    int type = sqlite3_column_type(prepared, i);

    *value = (Value){.type = statement->column_types[i]};
    if (type == SQLITE_NULL) {
        value->null = true;
        return statement->column_nullable[i];
    }
    switch (value->type) {
    case COLUMN_INT:
    case COLUMN_BOOL:
        value->i = sqlite3_column_int64(prepared, i);
        return type == SQLITE_INTEGER;
    case COLUMN_REAL:
        value->r = sqlite3_column_double(prepared, i);
        return type == SQLITE_FLOAT || type == SQLITE_INTEGER;
    case COLUMN_TEXT:
        value->t.at = (const char *)sqlite3_column_text(prepared, i);
        value->t.len = (size_t)sqlite3_column_bytes(prepared, i);
        return type == SQLITE_TEXT && value->t.at != NULL;
    case COLUMN_BYTES:
        value->t.at = sqlite3_column_blob(prepared, i);
        value->t.len = (size_t)sqlite3_column_bytes(prepared, i);
        if (value->t.len == 0)
            value->t = T(""); /* SQLite gives NULL for no bytes */
        return type == SQLITE_BLOB && value->t.at != NULL;
    }
    return false;
}

/* values: room for those of a row, the caller's, so that it is not cleared for each. */
static Status
read_row(sqlite3_stmt *prepared, Arena *arena, const Statement *statement, StoreRowReader *reader,
         void *arg, Value *values)
{
    if (reader == NULL || sqlite3_column_count(prepared) != statement->columns) {
        store_log(LOG_LEVEL_ERROR, statement, "columns", "gives rows of another shape");
        return FAULT;
    }
    for (int i = 0; i < statement->columns; i++)
        if (!read_column(prepared, i, statement, &values[i])) {
            store_log(LOG_LEVEL_ERROR, statement, "column", sqlite3_column_name(prepared, i));
            return FAULT;
        }
    return reader(arg, arena, values);
}

/* ---- running ---- */

static int
prepare(Sqlite *sqlite, const Statement *statement, sqlite3_stmt **prepared_out)
{
    sqlite3_stmt **place = &sqlite->prepared[store_place(statement)];
    int code = SQLITE_OK;

    if (*place == NULL)
        code = sqlite3_prepare_v3(sqlite->db, statement->sql[DIALECT_SQLITE], -1,
                                  SQLITE_PREPARE_PERSISTENT, place, NULL);
    *prepared_out = *place;
    return code;
}

Status
sqlite_run(Store *store, Arena *arena, const Statement *statement, const Value *parameters,
           StoreRowReader *reader, void *arg, int64_t *changed_out)
{
    Sqlite *sqlite = store->connection;
    sqlite3_stmt *prepared;
    Value *values = NEW_ARRAY(arena, Value, (size_t)statement->columns);
    Status status = OK;
    bool writes;
    int code = prepare(sqlite, statement, &prepared);

    if (code == SQLITE_OK)
        code = bind_all(prepared, statement, parameters);
    if (code != SQLITE_OK)
        return sqlite_status(sqlite, statement, code);
    writes = sqlite3_stmt_readonly(prepared) == 0;
    if (writes && !store->writing) {
        store_log(LOG_LEVEL_ERROR, statement, "read", "writes in a transaction that reads");
        return FAULT;
    }
    sqlite->slow_since_ms = 0;
    while (status == OK && (code = sqlite3_step(prepared)) == SQLITE_ROW)
        status = read_row(prepared, arena, statement, reader, arg, values);
    if (status == OK && code != SQLITE_DONE)
        status = sqlite_status(sqlite, statement, code);
    else if (status == OK && writes && changed_out != NULL)
        *changed_out = sqlite3_changes64(sqlite->db);
    sqlite3_reset(prepared);
    return status;
}
