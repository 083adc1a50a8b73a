/*
 * sqlgen -- compiles named SQL statements into typed C functions (docs/sql.md).
 *
 *     sqlgen --schema DIR --include duty/duty.sql.h [--depfile FILE] IN.sql OUT.h OUT.c
 *     sqlgen --table OUT.c IN.sql…
 *     sqlgen --migrations DIR [--depfile FILE] OUT.c
 *
 * The first prepares every statement against a database in memory that ran the migrations of DIR
 * (those for SQLite).  The second writes the table of all statements; the third the migrations of
 * DIR/sqlite and DIR/postgres.  What the C looks like is said in emit.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "emit.h"
#include "parse.h"

enum {
    MEMORY_BYTES_MAX = 512 * 1024 * 1024,
    OUTPUT_BYTES_MAX = 64 * 1024 * 1024,
    STATEMENTS_ALL_MAX = 20000,
};

static int
refuse(Text path, SqlError error)
{
    fprintf(stderr, "%.*s:%d: error: %.*s\n", TEXT_ARGS(path), error.line,
            TEXT_ARGS(error.message));
    return 1;
}

static int
file_write(Arena *arena, Text path, Buf *buf)
{
    FILE *file = fopen(text_cstr(arena, path), "wb");
    Text done = buf_done(buf);
    bool fine = file != NULL && !buf->overflow;

    fine = fine && fwrite(done.at, 1, done.len, file) == done.len;
    if (file != NULL)
        fine = fclose(file) == 0 && fine;
    if (!fine)
        fprintf(stderr, "%.*s:1: cannot be written\n", TEXT_ARGS(path));
    return fine ? 0 : 1;
}

/* "out: dir file file …", so that a new migration builds anew what stands on the schema. */
static int
depfile_write(Arena *arena, Text depfile, Text out, const Text *dirs, const SqlPaths *paths,
              size_t count)
{
    Buf buf = buf_new(arena, OUTPUT_BYTES_MAX);

    if (depfile.at == NULL)
        return 0;
    buf_printf(&buf, "%.*s:", TEXT_ARGS(out));
    for (size_t i = 0; i < count; i++) {
        buf_printf(&buf, " %.*s", TEXT_ARGS(dirs[i]));
        for (size_t k = 0; k < paths[i].len; k++)
            buf_printf(&buf, " %.*s", TEXT_ARGS(paths[i].at[k]));
    }
    BUF_LIT(&buf, "\n");
    return file_write(arena, depfile, &buf);
}

/* "duty/duty.sql.h" as "duty/duty.sql". */
static Text
name_of(Text include)
{
    return text_ends(include, T(".h")) ? text_slice(include, 0, include.len - 2) : include;
}

static int
compile(Arena *arena, Text schema, Text include, Text depfile, Text in, Text out_h, Text out_c)
{
    SqlPaths paths = sql_dir(arena, schema);
    Buf header = buf_new(arena, OUTPUT_BYTES_MAX);
    Buf source = buf_new(arena, OUTPUT_BYTES_MAX);
    SqlFile file;
    SqlError error;
    sqlite3 *db;

    if (!sql_parse(arena, sql_file_read(arena, in), &file, &error))
        return refuse(in, error);
    db = sql_schema_open(arena, paths);
    if (db == NULL)
        return 1;
    for (size_t i = 0; i < file.len; i++)
        if (!sql_check(arena, db, &file.at[i], &error)) {
            sqlite3_close(db);
            return refuse(in, error);
        }
    sqlite3_close(db);
    sql_emit_header(arena, &header, name_of(include), file);
    sql_emit_source(arena, &source, name_of(include), file);
    return file_write(arena, out_h, &header) || file_write(arena, out_c, &source) ||
           depfile_write(arena, depfile, out_h, &schema, &paths, 1);
}

static int
table(Arena *arena, Text out, const Text *inputs, size_t count)
{
    Texts names = {.at = NEW_ARRAY(arena, Text, STATEMENTS_ALL_MAX)};
    Buf buf = buf_new(arena, OUTPUT_BYTES_MAX);

    for (size_t i = 0; i < count; i++) {
        SqlFile file;
        SqlError error;

        if (!sql_parse(arena, sql_file_read(arena, inputs[i]), &file, &error))
            return refuse(inputs[i], error);
        for (size_t k = 0; k < file.len; k++) {
            for (size_t n = 0; n < names.len; n++)
                if (text_eq(names.at[n], file.at[k].name))
                    return refuse(inputs[i],
                                  (SqlError){file.at[k].line,
                                             T("a statement of this name stands in another file")});
            if (names.len < STATEMENTS_ALL_MAX)
                names.at[names.len++] = file.at[k].name;
        }
    }
    sql_emit_table(&buf, names);
    return file_write(arena, out, &buf);
}

static int
migrations(Arena *arena, Text dir, Text depfile, Text out)
{
    Text dirs[DIALECT_COUNT] = {
        [DIALECT_SQLITE] = text_printf(arena, "%.*s/sqlite", TEXT_ARGS(dir)),
        [DIALECT_POSTGRES] = text_printf(arena, "%.*s/postgres", TEXT_ARGS(dir)),
    };
    SqlPaths paths[DIALECT_COUNT];
    Buf buf = buf_new(arena, OUTPUT_BYTES_MAX);

    for (int i = 0; i < DIALECT_COUNT; i++)
        paths[i] = sql_dir(arena, dirs[i]);
    if (!sql_emit_migrations(arena, &buf, paths))
        return 1;
    return file_write(arena, out, &buf) ||
           depfile_write(arena, depfile, out, dirs, paths, DIALECT_COUNT);
}

static int
usage(void)
{
    fprintf(stderr, "usage: sqlgen --schema DIR --include NAME.h [--depfile FILE] IN OUT.h OUT.c\n"
                    "       sqlgen --table OUT.c IN…\n"
                    "       sqlgen --migrations DIR [--depfile FILE] OUT.c\n");
    return 2;
}

int
main(int argc, char **argv)
{
    static const char *const names[] = {"--schema", "--include", "--depfile", "--table",
                                        "--migrations"};
    enum { SCHEMA, INCLUDE, DEPFILE, TABLE, MIGRATIONS, OPTIONS };
    Text options[OPTIONS] = {0};
    Arena *arena = arena_new(MEMORY_BYTES_MAX);
    Text *rest = NEW_ARRAY(arena, Text, (size_t)argc);
    size_t count = 0;
    int code;

    for (int i = 1; i < argc; i++) {
        int option = 0;

        while (option < OPTIONS && strcmp(argv[i], names[option]) != 0)
            option++;
        if (option == OPTIONS)
            rest[count++] = text_c(argv[i]);
        else if (++i < argc)
            options[option] = text_c(argv[i]);
    }
    if (options[TABLE].at != NULL)
        code = table(arena, options[TABLE], rest, count);
    else if (options[MIGRATIONS].at != NULL && count == 1)
        code = migrations(arena, options[MIGRATIONS], options[DEPFILE], rest[0]);
    else if (options[SCHEMA].at != NULL && options[INCLUDE].at != NULL && count == 3)
        code = compile(arena, options[SCHEMA], options[INCLUDE], options[DEPFILE], rest[0], rest[1],
                       rest[2]);
    else
        code = usage();
    arena_free(arena);
    return code;
}
