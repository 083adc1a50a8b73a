/*
 * document -- a report as a PDF, A4 upright: a head, then parts one below the other (paragraphs,
 * tables that break over pages and repeat their heads, charts), with a line on top from the second
 * page on, and at the foot which page of how many it is.
 */
#pragma once

#include "media/chart.h"

enum {
    DOCUMENT_COLUMNS_MAX = 10,
    DOCUMENT_FACTS_MAX = 6,
    DOCUMENT_ROWS_MAX = 5000, /* of a table */
    DOCUMENT_PAGES_MAX = 300,
    DOCUMENT_BYTES_MAX = 32 * 1024 * 1024
};

typedef struct DocumentColumn {
    Text head;
    int share; /* of the width, beside the shares of the others */
    bool right;
} DocumentColumn;

typedef struct DocumentTable {
    const DocumentColumn *columns;
    size_t columns_len;
    const Text *cells; /* row by row */
    size_t rows;
    bool sum; /* the last row is one: it stands out */
} DocumentTable;

/* Lying bars, a line each; they break over pages. */
typedef struct DocumentBars {
    const Text *names;
    const ChartValue *values;
    size_t len;
    int64_t full;
} DocumentBars;

typedef enum DocumentKind {
    DOCUMENT_HEADING, /* text; stays with what follows, and stands in the table of contents */
    DOCUMENT_SUBHEADING,
    DOCUMENT_WORDS, /* a paragraph */
    DOCUMENT_NOTE,  /* a small one */
    DOCUMENT_TABLE,
    DOCUMENT_CHART,
    DOCUMENT_BARS
} DocumentKind;

typedef struct DocumentPart {
    DocumentKind kind;
    Text text;
    DocumentTable table;
    Chart chart;
    DocumentBars bars;
} DocumentPart;

typedef struct Document {
    Text above, title;              /* a small line, and the large one below it */
    Text facts[DOCUMENT_FACTS_MAX]; /* "制表日期：2023-06-01"; empty ones are left out */
    Text running;                   /* on top from the second page on */
    Text foot;                      /* left at the foot */
    Text page_is;                   /* with {page} and {pages} in it */
    Text author, lang;              /* what the file says of itself; lang: "zh-Hans" */
    const DocumentPart *parts;
    size_t len;
} Document;

/* In arena.  FAULT (logged) when it cannot be drawn, or is too long. */
MUST_CHECK Status document_pdf(Arena *arena, const Document *document, Text *pdf_out);
