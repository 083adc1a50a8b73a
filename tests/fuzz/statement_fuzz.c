/*
 * Any bytes as a statement of a bank.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "bank/statement.h"

enum { ARENA_BYTES_MAX = 256 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_line(const StatementLine *line)
{
    assert(line->amount_fen > 0 && line->row > 0);
    assert(line->direction == DIRECTION_IN || line->direction == DIRECTION_OUT);
    assert(text_is_clean(line->party) && text_is_clean(line->purpose));
    assert(text_is_clean(line->serial) && text_is_clean(line->reference));
    assert(text_chars(line->purpose) <= STATEMENT_TEXT_CHARS_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[64];
    Arena *arena = arena_new(ARENA_BYTES_MAX);
    Ctx ctx = {.arena = arena};
    StatementReader *reader;
    StatementLine line;
    Status status;
    FILE *file;

    if (path[0] == '\0')
        snprintf(path, sizeof path, "/dev/shm/mingbai-statement-fuzz.%d", (int)getpid());
    file = fopen(path, "wb");
    assert(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0);
    status = statement_reader_open(&ctx, path, T("x.csv"), NULL, &reader);
    assert(status == OK || status == INVALID);
    while (status == OK) {
        status = statement_reader_next(&ctx, reader, &line);
        if (status == OK)
            check_line(&line);
    }
    assert(status == INVALID || status == NOT_FOUND);
    assert((ctx.problems.len != 0) == (status == INVALID));
    statement_reader_close(reader);
    unlink(path);
    arena_free(arena);
    return 0;
}
