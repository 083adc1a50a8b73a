/*
 * buf -- the only thing that grows: bytes appended one after another, in an arena.
 *
 * A Buf is born with its limit.  Appending past it sets `overflow`, which sticks, and appends
 * nothing more; whoever finishes the buffer checks it once (curl's dynbuf, Varnish's workspace).
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

typedef struct Buf {
    Arena *arena;
    char *at;
    size_t len;
    size_t room;
    size_t limit;
    bool overflow;
} Buf;

/* An empty buffer in arena that may grow to limit_bytes. */
Buf buf_new(Arena *arena, size_t limit_bytes);

/* Makes room for `more` bytes; false (and overflow set) when the limit forbids. */
bool buf_reserve(Buf *buf, size_t more);

/* Appends len bytes. */
static inline void
buf_bytes(Buf *buf, const void *bytes, size_t len)
{
    if (buf->room - buf->len < len && !buf_reserve(buf, len))
        return;
    if (len != 0)
        memcpy(buf->at + buf->len, bytes, len);
    buf->len += len;
}

static inline void
buf_text(Buf *buf, Text text)
{
    buf_bytes(buf, text.at, text.len);
}

static inline void
buf_char(Buf *buf, char c)
{
    buf_bytes(buf, &c, 1);
}

#define BUF_LIT(buf, literal) buf_bytes((buf), "" literal, sizeof(literal) - 1)

void buf_i64(Buf *buf, int64_t value);
void buf_utf8(Buf *buf, uint32_t code_point);
void buf_printf(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(Buf *buf, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* What has been written, as a view; NUL-terminated beyond its end for C libraries' sake. */
Text buf_done(Buf *buf);
