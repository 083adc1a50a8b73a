/*
 * emit -- writes what was parsed as C.
 *
 * For duty/duty.sql the header duty/duty.sql.h holds, for each row,
 *
 *     typedef struct DutyDueRow { Text item; int64_t due_day; OptInt late_days; } DutyDueRow;
 *     typedef struct DutyDueRows { DutyDueRow *at; size_t len; } DutyDueRows;
 *
 * for each statement with more than three parameters a struct DutyDueArgs, and the function
 *
 *     MUST_CHECK Status duty_due(Ctx *ctx, int64_t region, int64_t today, int64_t limit,
 *                                DutyDueRows *out);
 *
 * duty/duty.sql.c holds for each row a function that fills it from values, for each statement the
 * constant `duty_due_statement` (store/statement.h) and the function's body.  The table of all
 * statements gives each its number, `duty_due_place`: a .sql file that is not in the table does not
 * link.
 */
#pragma once

#include "base/buf.h"
#include "check.h"
#include "parse.h"

enum { SQL_ARGS_INLINE_MAX = 3 }; /* more parameters go into a struct */

/* name: "duty/duty.sql". */
void sql_emit_header(Arena *arena, Buf *out, Text name, SqlFile file);
void sql_emit_source(Arena *arena, Buf *out, Text name, SqlFile file);

/* names: of all statements of the program. */
void sql_emit_table(Buf *out, Texts names);

/* The migrations of both databases (store/migrate.h); false after saying what is wrong. */
bool sql_emit_migrations(Arena *arena, Buf *out, const SqlPaths paths[DIALECT_COUNT]);

/* A C string literal of text, one line of the source a piece. */
void sql_emit_string(Buf *out, Text text, const char *indent);
