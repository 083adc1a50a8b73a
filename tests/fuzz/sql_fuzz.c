/*
 * Any bytes as a .sql file: sqlgen's parser and writer end, with a file or with a mistake and its
 * line.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -std=gnu17 -D_GNU_SOURCE -Isrc -Itools \
 *       tests/fuzz/sql_fuzz.c tools/sqlgen/{check,emit,emit_table,fields,parse,scan}.c \
 *       src/base/{arena,buf,text}.c -lsqlite3 -o sql_fuzz
 *   ./sql_fuzz CORPUS tests/sqlgen
 */
#include <assert.h>
#include <stdlib.h>

#include "sqlgen/emit.h"
#include "sqlgen/parse.h"

enum { MEMORY_BYTES_MAX = 512 * 1024 * 1024, OUTPUT_BYTES_MAX = 64 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(MEMORY_BYTES_MAX);
    Text source = text_copy(arena, (Text){(const char *)data, size});
    SqlFile file;
    SqlError error = {0};

    if (sql_parse(arena, source, &file, &error)) {
        Buf header = buf_new(arena, OUTPUT_BYTES_MAX);
        Buf body = buf_new(arena, OUTPUT_BYTES_MAX);

        sql_emit_header(arena, &header, T("fuzz.sql"), file);
        sql_emit_source(arena, &body, T("fuzz.sql"), file);
        assert(!header.overflow && !body.overflow);
        for (size_t i = 0; i < file.len; i++)
            assert(file.at[i].takes.len <= SQL_FIELDS_MAX && file.at[i].name.len != 0);
    } else {
        assert(error.line >= 1 && error.message.len != 0);
    }
    arena_free(arena);
    return 0;
}
