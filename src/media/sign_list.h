/*
 * sign_list -- a list to be signed by those who stand on it, as a PDF: what it is about, then a
 * table with a number, three columns of words and room to sign, on as many pages as it takes; each
 * has the table's head and says which page of how many it is.
 */
#pragma once

#include "base/status.h"
#include "base/text.h"

enum {
    SIGN_COLUMNS = 3,
    SIGN_FACTS = 6,
    SIGN_LIST_ROWS_MAX = 20000,
    SIGN_LIST_PDF_BYTES_MAX = 32 * 1024 * 1024
};

typedef struct SignRow {
    Text cells[SIGN_COLUMNS]; /* what is too long for one line ends with … */
} SignRow;

typedef struct SignList {
    Text title;
    Text facts[SIGN_FACTS]; /* "时间：2023-05-18"; empty ones are left out */
    Text number_is, head[SIGN_COLUMNS], sign_is;
    Text page_is; /* with {page} and {pages} in it */
    SignRow *rows;
    size_t len;
    size_t blanks; /* numbered rows without words behind them, for who comes unasked */
} SignList;

/* In arena.  FAULT (logged) when it cannot be drawn or is too long. */
MUST_CHECK Status sign_list_pdf(Arena *arena, const SignList *list, Text *pdf_out);
