#include "check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "fields.h"
#include "scan.h"

enum { PATHS_MAX = 1000 };

Text
sql_file_read(Arena *arena, Text path)
{
    FILE *file = fopen(text_cstr(arena, path), "rb");
    Buf buf = buf_new(arena, SQL_FILE_BYTES_MAX);
    char piece[8192];
    size_t got;

    if (file == NULL) {
        fprintf(stderr, "%.*s:1: cannot be read\n", TEXT_ARGS(path));
        exit(1);
    }
    while ((got = fread(piece, 1, sizeof piece, file)) != 0)
        buf_bytes(&buf, piece, got);
    if (ferror(file) || buf.overflow) {
        fprintf(stderr, "%.*s:1: too long or broken\n", TEXT_ARGS(path));
        exit(1);
    }
    fclose(file);
    return buf_done(&buf);
}

static int
by_name(const void *a, const void *b)
{
    return text_compare(*(const Text *)a, *(const Text *)b);
}

SqlPaths
sql_dir(Arena *arena, Text dir)
{
    SqlPaths paths = {.at = NEW_ARRAY(arena, Text, PATHS_MAX)};
    DIR *opened = opendir(text_cstr(arena, dir));
    const struct dirent *entry;

    if (opened == NULL)
        return paths;
    while ((entry = readdir(opened)) != NULL && paths.len < PATHS_MAX)
        if (text_ends(text_c(entry->d_name), T(".sql")))
            paths.at[paths.len++] = text_printf(arena, "%.*s/%s", TEXT_ARGS(dir), entry->d_name);
    closedir(opened);
    qsort(paths.at, paths.len, sizeof *paths.at, by_name);
    return paths;
}

static int
line_of(Text text, size_t offset)
{
    int line = 1;

    for (size_t i = 0; i < offset && i < text.len; i++)
        line += text.at[i] == '\n';
    return line;
}

static bool
migrate(sqlite3 *db, Text path, Text source)
{
    const char *rest = source.at;
    const char *end = source.at + source.len;

    while (rest < end) {
        sqlite3_stmt *statement = NULL;
        const char *begun = rest;

        if (sqlite3_prepare_v2(db, rest, (int)(end - rest), &statement, &rest) != SQLITE_OK ||
            (statement != NULL && sqlite3_step(statement) != SQLITE_DONE)) {
            int offset = sqlite3_error_offset(db);

            /* sqlite3_prepare leaves rest at the statement's end; blanks stand before it. */
            while (offset < 0 && begun < end && (*begun == ' ' || *begun == '\n'))
                begun++;
            fprintf(
                stderr, "%.*s:%d: %s\n", TEXT_ARGS(path),
                line_of(source, (size_t)(begun - source.at) + (size_t)(offset < 0 ? 0 : offset)),
                sqlite3_errmsg(db));
            sqlite3_finalize(statement);
            return false;
        }
        sqlite3_finalize(statement);
    }
    return true;
}

sqlite3 *
sql_schema_open(Arena *arena, SqlPaths paths)
{
    sqlite3 *db;

    if (sqlite3_open(":memory:", &db) != SQLITE_OK) {
        fprintf(stderr, "sqlgen: SQLite does not open\n");
        return NULL;
    }
    /* As store/sqlite.c has it: "x" is a name, never a text. */
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    for (size_t i = 0; i < paths.len; i++)
        if (!migrate(db, paths.at[i], sql_file_read(arena, paths.at[i]))) {
            sqlite3_close(db);
            return NULL;
        }
    return db;
}

/* ---- columns ---- */

/* A name that the author chose, not the text of an expression or a keyword. */
static bool
is_chosen(Text name)
{
    static const char *const keywords[] = {"NULL", "TRUE", "FALSE"};

    if (name.len == 0 || !sql_is_word_start(name.at[0]))
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!sql_is_word(name.at[i]))
            return false;
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++)
        if (text_eq_nocase(name, text_c(keywords[i])))
            return false;
    return true;
}

/* Whether a column declared as decl in a STRICT table may be given as type. */
static bool
type_fits(Text decl, ColumnType type)
{
    switch (type) {
    case COLUMN_INT:
    case COLUMN_BOOL:
        return text_eq_nocase(decl, T("INTEGER")) || text_eq_nocase(decl, T("INT"));
    case COLUMN_TEXT:
        return text_eq_nocase(decl, T("TEXT"));
    case COLUMN_BYTES:
        return text_eq_nocase(decl, T("BLOB"));
    case COLUMN_REAL:
        return text_eq_nocase(decl, T("REAL"));
    }
    return false;
}

static bool
columns_check(Arena *arena, const SqlStatement *st, sqlite3_stmt *prepared, SqlError *error)
{
    size_t count = (size_t)sqlite3_column_count(prepared);

    if (count != st->gives.len)
        return sql_fail(arena, error, st->line, "'%.*s' selects %zu columns, 'gives' lists %zu",
                        TEXT_ARGS(st->name), count, st->gives.len);
    for (size_t i = 0; i < count; i++) {
        const SqlField *field = &st->gives.at[i];
        Text name = text_c(sqlite3_column_name(prepared, (int)i));
        Text decl = text_c(sqlite3_column_decltype(prepared, (int)i));

        if (is_chosen(name) && !text_eq(name, field->name))
            return sql_fail(arena, error, st->line,
                            "'%.*s': column %zu is '%.*s', 'gives' says '%.*s' (AS renames)",
                            TEXT_ARGS(st->name), i + 1, TEXT_ARGS(name), TEXT_ARGS(field->name));
        if (decl.len != 0 && !type_fits(decl, field->type))
            return sql_fail(arena, error, st->line,
                            "'%.*s': column '%.*s' is %.*s in the schema, not what 'gives' says",
                            TEXT_ARGS(st->name), TEXT_ARGS(field->name), TEXT_ARGS(decl));
    }
    return true;
}

bool
sql_check(Arena *arena, sqlite3 *db, const SqlStatement *st, SqlError *error_out)
{
    const SqlVariant *variant = &st->in[DIALECT_SQLITE];
    sqlite3_stmt *prepared = NULL;
    const char *tail = NULL;
    bool fine;

    if (variant->text.len == 0) /* nothing to do on SQLite */
        return true;
    if (sqlite3_prepare_v2(db, variant->text.at, (int)variant->text.len, &prepared, &tail) !=
        SQLITE_OK) {
        int offset = sqlite3_error_offset(db);

        return sql_fail(arena, error_out,
                        variant->line + line_of(variant->text, offset < 0 ? 0 : (size_t)offset) - 1,
                        "'%.*s': %s", TEXT_ARGS(st->name), sqlite3_errmsg(db));
    }
    fine = columns_check(arena, st, prepared, error_out);
    sqlite3_finalize(prepared);
    return fine;
}
