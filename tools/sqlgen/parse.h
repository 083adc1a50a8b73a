/*
 * parse -- reads a .sql file of named statements (docs/sql.md) into what the generator needs.
 *
 * Pure: text in, structs out, no files and no database, so that it can be fuzzed.
 */
#pragma once

#include "base/arena.h"
#include "base/text.h"
#include "store/store.h"

enum {
    SQL_FILE_BYTES_MAX = 1024 * 1024,
    SQL_STATEMENTS_MAX = 500, /* in one file */
    SQL_FIELDS_MAX = 64,      /* parameters or columns of one statement */
    SQL_DOC_LINES_MAX = 40,
    SQL_NAME_LEN_MAX = 60,
};

typedef enum SqlKind { SQL_ONE, SQL_MANY, SQL_EXEC, SQL_COUNT } SqlKind;

/* A parameter or a column. */
typedef struct SqlField {
    Text name;
    ColumnType type;
    bool nullable;
    int line;
} SqlField;

typedef struct SqlFields {
    SqlField *at;
    size_t len;
} SqlFields;

/* The text for one database, with numbered parameters and without comments.  It has a line break
 * wherever the source has one, so that a place in it tells the line of the source. */
typedef struct SqlVariant {
    bool present;
    int line; /* the source line on which text begins */
    Text text;
} SqlVariant;

typedef struct SqlStatement {
    Text name;
    SqlKind kind;
    int line;
    Text doc[SQL_DOC_LINES_MAX];
    size_t doc_len;
    Text scans; /* the reason for a full scan; absent when there is none */
    SqlFields takes;
    SqlFields gives;
    Text row;      /* CamelCase name of the row struct; absent without columns */
    bool row_here; /* this statement declares the row struct; others of the file share it */
    SqlVariant in[DIALECT_COUNT];
} SqlStatement;

typedef struct SqlFile {
    SqlStatement *at;
    size_t len;
} SqlFile;

typedef struct SqlError {
    int line;
    Text message;
} SqlError;

/* Reads source into *file_out; false with *error_out set at the first mistake. */
bool sql_parse(Arena *arena, Text source, SqlFile *file_out, SqlError *error_out);

/* "duty_due" as "DutyDue". */
Text sql_camel(Arena *arena, Text snake);

/* "DutyDueRow" as "duty_due_row". */
Text sql_snake(Arena *arena, Text camel);
