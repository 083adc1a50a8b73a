/*
 * text -- a view of bytes: pointer and length, by value.
 *
 * A Text is never changed and does not own its bytes; it lives as long as the arena (or literal)
 * that it points into.  It is not NUL-terminated.  An absent text has at == NULL ({0}); the empty
 * text T("") is something else.  Text is valid UTF-8 from the moment a form, a sheet or the JSON
 * reader accepted it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct Text {
    const char *at;
    size_t len;
} Text;

/* An array of texts. */
typedef struct Texts {
    Text *at;
    size_t len;
} Texts;

/* A Text of a string literal: an expression, and (T_INIT) a constant initialiser for tables. */
#define T(literal) ((Text){("" literal), sizeof(literal) - 1})
#define T_INIT(literal)                                                                            \
    {                                                                                              \
        ("" literal), sizeof(literal) - 1                                                          \
    }

/* For printf's "%.*s". */
#define TEXT_ARGS(text) (int)(text).len, (text).at

/* A view of a C string; NULL gives the absent text. */
Text text_c(const char *c_string);

/* A copy in arena; the copy of an absent text is absent. */
Text text_copy(Arena *arena, Text text);

/* A NUL-terminated copy for C libraries.  Bytes after an inner NUL are lost to them, so a text from
 * outside must have been checked (text_is_clean) before. */
char *text_cstr(Arena *arena, Text text);

bool text_eq(Text a, Text b);
bool text_eq_nocase(Text a, Text b); /* ASCII letters only */
int text_compare(Text a, Text b);    /* by bytes; <0, 0, >0 */
bool text_starts(Text text, Text prefix);
bool text_ends(Text text, Text suffix);
bool text_is_empty(Text text); /* absent or of length 0 */
bool
text_is_blank(Text text); /* nothing but white space, full-width (U+3000) and invisible included */

/* Where needle first stands in text, or text.len when nowhere. */
size_t text_find(Text text, Text needle);

/* The part from byte offset `from`, at most len bytes; both are clamped to the text. */
Text text_slice(Text text, size_t from, size_t len);

/* Without white space at both ends (U+3000, U+00A0, BOM and zero-width ones included). */
Text text_trim(Text text);

/* Cuts text at the first separator: *head_out gets what stands before it, *rest_out what follows.
 * Without a separator head is all and rest is absent; returns false then. */
bool text_cut(Text text, char separator, Text *head_out, Text *rest_out);

/* A decimal integer, the whole text, no spaces; false when it is anything else or overflows. */
bool text_to_i64(Text text, int64_t *value_out);

/* Joins the parts with separator between them. */
Text text_join(Arena *arena, Texts parts, Text separator);

/* printf into the arena; at most 64 KiB, longer is cut. */
Text text_printf(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));

/* ---- UTF-8 (RFC 3629) ---- */

/* True for valid UTF-8 (no surrogates, no overlong forms, at most U+10FFFF). */
bool text_is_utf8(Text text);

/* Valid UTF-8 without NUL, control bytes other than tab, LF and CR, and what is no character at all
 * (U+FFFE, U+FFFF). */
bool text_is_clean(Text text);

/* Characters (code points) in valid UTF-8. */
size_t text_chars(Text text);

/* The first count characters. */
Text text_first_chars(Text text, size_t count);

/* Takes the next code point from *rest and moves on; 0 at the end, U+FFFD for a bad byte. */
uint32_t text_next_char(Text *rest);

/* A 64-bit hash (FNV-1a) for tables in memory; not for anything that an attacker must not steer. */
uint64_t text_hash(Text text);
