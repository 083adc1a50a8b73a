/*
 * segments -- the words that full-text search works with.
 *
 * Chinese is written without spaces, and a dictionary would never know the names of villages, so
 * every run of Chinese characters becomes overlapping words of two: 沙岭镇 gives 沙岭 岭镇, a run
 * of one character gives that character.  A query of one character therefore looks for words that
 * begin with it.  Latin words and numbers are words as they stand.
 *
 * What is written in different ways becomes the same: full-width letters and digits become
 * half-width, capitals small, traditional characters simplified (so that 帳目 finds 账目), 12,300
 * becomes 12300. Text and query go through the same function.
 *
 * A token has letters, digits and Chinese characters only, so nothing in it means anything to
 * FTS5's query language or in a tsvector's quotes.
 */
#pragma once

#include "base/buf.h"
#include "base/text.h"

enum {
    SEGMENT_WORD_CHARS_MAX =
        40,               /* a longer Latin word or number is cut here, in text and query alike */
    SEARCH_TERMS_MAX = 8, /* words of a query; those after them are left out */
};

/* Appends the tokens of text to out, separated by single spaces (one before the first, too, when
 * out is not empty).  Tokens past the buffer's limit are left out whole and out->overflow is set.
 * Allocates nothing in arena besides what out takes. */
void search_tokens(Arena *arena, Text text, Buf *out);

/* The tokens of a query, each once, in the order typed, at most SEARCH_TERMS_MAX; in arena. */
Texts search_query(Arena *arena, Text query);
