/*
 * told -- what other programs say about bytes that were made: pdftotext, a script.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"

enum { TOLD_BYTES_MAX = 4 * 1024 * 1024 };

/* What a command says about a file "$f" with these bytes. */
static inline Text
told(Arena *arena, Text bytes, const char *command)
{
    char path[] = "/tmp/mingbai-told.XXXXXX";
    int fd = mkstemp(path);
    char *out = NEW_ARRAY(arena, char, TOLD_BYTES_MAX);
    FILE *pipe;
    size_t len;

    if (fd < 0 || write(fd, bytes.at, bytes.len) != (ssize_t)bytes.len)
        abort();
    close(fd);
    pipe = popen(text_cstr(arena, text_printf(arena, "f=%s; %s", path, command)), "r");
    if (pipe == NULL)
        abort();
    len = fread(out, 1, TOLD_BYTES_MAX, pipe);
    pclose(pipe);
    unlink(path);
    return (Text){out, len};
}

static inline size_t
times(Text text, Text needle)
{
    size_t count = 0, at;

    while ((at = text_find(text, needle)) < text.len) {
        count++;
        text = text_slice(text, at + needle.len, text.len);
    }
    return count;
}
