/*
 * check -- prepares every statement's SQLite text against the schema, in memory.
 */
#pragma once

#include <sqlite3.h>

#include "parse.h"

/* A list of files, in order of their names. */
typedef struct SqlPaths {
    Text *at;
    size_t len;
} SqlPaths;

/* The whole file as text; says why and ends the program when it cannot be read. */
Text sql_file_read(Arena *arena, Text path);

/* The .sql files of a directory. */
SqlPaths sql_dir(Arena *arena, Text dir);

/* A database in memory that ran every migration of paths; NULL after saying what is wrong. */
sqlite3 *sql_schema_open(Arena *arena, SqlPaths paths);

/* Compares the statement with what SQLite makes of it; false with *error_out set. */
bool sql_check(Arena *arena, sqlite3 *db, const SqlStatement *statement, SqlError *error_out);
