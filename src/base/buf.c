#include "base/buf.h"

#include <stdio.h>

enum { FIRST_ROOM = 512 };

Buf
buf_new(Arena *arena, size_t limit_bytes)
{
    return (Buf){.arena = arena, .limit = limit_bytes};
}

bool
buf_reserve(Buf *buf, size_t more)
{
    size_t room = buf->room == 0 ? FIRST_ROOM : buf->room;

    if (buf->overflow || more > buf->limit - buf->len) {
        buf->overflow = true;
        buf->room = buf->len; /* so that every later append comes here, too */
        return false;
    }
    while (room < buf->len + more)
        room *= 2;
    if (room > buf->limit)
        room = buf->limit;
    if (room > buf->room) {
        /* One byte more, for the NUL of buf_done(). */
        buf->at =
            arena_grow_bytes(buf->arena, buf->at, buf->room == 0 ? 0 : buf->room + 1, room + 1);
        buf->room = room;
    }
    return true;
}

void
buf_i64(Buf *buf, int64_t value)
{
    char digits[24];
    char *at = digits + sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do
        *--at = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0)
        *--at = '-';
    buf_bytes(buf, at, (size_t)(digits + sizeof digits - at));
}

void
buf_utf8(Buf *buf, uint32_t c)
{
    char bytes[4];
    size_t len;

    if (c < 0x80) {
        bytes[0] = (char)c;
        len = 1;
    } else if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        len = 2;
    } else if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        len = 3;
    } else {
        bytes[0] = (char)(0xF0 | c >> 18);
        bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (c & 0x3F));
        len = 4;
    }
    buf_bytes(buf, bytes, len);
}

void
buf_vprintf(Buf *buf, const char *format, va_list args)
{
    va_list again;
    char piece[512];
    int needed;

    va_copy(again, args);
    needed = vsnprintf(piece, sizeof piece, format, args);
    if (needed >= 0 && (size_t)needed < sizeof piece) {
        buf_bytes(buf, piece, (size_t)needed);
    } else if (needed >= 0 &&
               (buf->room - buf->len > (size_t)needed || buf_reserve(buf, (size_t)needed + 1))) {
        vsnprintf(buf->at + buf->len, (size_t)needed + 1, format, again);
        buf->len += (size_t)needed;
    }
    va_end(again);
}

void
buf_printf(Buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

Text
buf_done(Buf *buf)
{
    if (buf->at == NULL)
        return T("");
    buf->at[buf->len] = '\0';
    return (Text){buf->at, buf->len};
}
