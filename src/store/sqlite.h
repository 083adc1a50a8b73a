/*
 * sqlite -- what sqlite.c (the connection) and sqlite_run.c (statements) share.
 */
#pragma once

#include <sqlite3.h>

#include "store/inside.h"

typedef enum SqliteCommand {
    COMMAND_READ,
    COMMAND_WRITE,
    COMMAND_COMMIT,
    COMMAND_COUNT
} SqliteCommand;

typedef struct Sqlite {
    sqlite3 *db; /* NULL: closed, to be opened again by the next begin */
    const char *path;
    sqlite3_stmt **prepared; /* by place; NULL: not yet */
    sqlite3_stmt *commands[COMMAND_COUNT];
    Time looked_at;        /* when the file was last seen in its place */
    int64_t slow_since_ms; /* when the running statement was first found to be slow; 0 */
    bool sick;             /* the disk refused something in this transaction */
} Sqlite;

/* What a result code means for the caller; logs what the operator should know. */
Status sqlite_status(Sqlite *sqlite, const Statement *statement, int code);

/* Driver.run. */
Status sqlite_run(Store *store, Arena *arena, const Statement *statement, const Value *parameters,
                  StoreRowReader *reader, void *arg, int64_t *changed_out);
