/*
 * phrase -- a text with placeholders ({a|b}, {person}, {sum:金额} …: data/demo/README.md), compiled
 * once so that two million cells are put together without looking names up.
 */
#pragma once

#include "base/json_read.h"
#include "base/text.h"

/* What a placeholder without a colon can stand for. */
typedef enum Fact {
#define FACT(name, word) FACT_##name,
#include "demo/facts.tbl"
    FACT_COUNT
} Fact;

typedef enum OpKind {
    OP_TEXT,
    OP_ONE_OF,
    OP_FACT,
    OP_TERM, /* a word that differs for villages and communities */
    OP_WORD,
    OP_WORD_ONCE,
    OP_COMPANY,
    OP_NUMBER,
    OP_SUM, /* of the table: */
    OP_COUNT_ROWS,
    OP_LIST,
    OP_FIRST,
    OP_LAST,
} OpKind;

typedef struct Phrase {
    const struct Op *at;
    size_t len;
} Phrase;

typedef struct Phrases {
    Phrase *at;
    size_t len;
} Phrases;

typedef struct Op {
    OpKind kind;
    int which;         /* Fact, term, list of words, trade */
    Text text;         /* OP_TEXT; the column's name */
    Text other;        /* a condition's column … */
    Text value;        /* … and what it must hold */
    int64_t low, high; /* OP_NUMBER */
    Phrases options;   /* OP_ONE_OF */
} Op;

/* Names that phrases may use beside the facts. */
typedef struct PhraseNames {
    Texts terms;
    Texts words;
    Texts trades;
} PhraseNames;

enum { PHRASE_DEPTH_MAX = 4 };

/* INVALID, logged, when a placeholder is unknown or not closed: the corpus has an error. */
MUST_CHECK Status phrase_compile(Arena *arena, const PhraseNames *names, Text text, Phrase *out);
