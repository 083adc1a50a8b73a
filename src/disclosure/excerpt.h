/*
 * excerpt -- a few words round the place where a search found something.
 */
#pragma once

#include "disclosure/disclosure.h"

/* Plain text on one line, of summary, body or table of what is shown; the beginning of the summary
 * when the words stand nowhere in a row. */
Text excerpt_of(Arena *arena, const Revision *shown, Text query);

/* A text in three parts: what was looked for is `hit`. */
typedef struct Marked {
    Text before, hit, after;
} Marked;

/* The first place in text where a word of the query stands as it was typed, or its first two
 * characters; without one all of text is `before`. */
Marked excerpt_marked(Text text, Text query);
