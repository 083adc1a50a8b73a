/*
 * report_inside -- the report on paper while it is put together.
 */
#pragma once

#include "media/document.h"
#include "stats/report.h"

enum { PAPER_PARTS_MAX = 64 };

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

typedef struct Paperwork {
    Ctx *ctx;
    const Report *report;
    DocumentPart *parts; /* PAPER_PARTS_MAX */
    size_t len;
} Paperwork;

/* The next part; with words; a table, whose cells (row by row) are given back to be filled. */
DocumentPart *paper_add(Paperwork *work, DocumentKind kind);
void paper_say(Paperwork *work, DocumentKind kind, Text text);
Text *paper_table(Paperwork *work, const DocumentColumn *columns, size_t columns_len, size_t rows);
Text paper_number(const Paperwork *work, int64_t count);

/* report_bars.c: the twelve months; the places below. */
void paper_months(Paperwork *work);
void paper_places(Paperwork *work);
