/*
 * changes -- what differs between two revisions, to show: to the reviewer before a correction is
 * published, to every reader afterwards.
 */
#pragma once

#include "disclosure/disclosure.h"

enum { CHANGES_ROWS_SHOWN = 200 };

/* A line of a text on one side: what is the same at its beginning and end, and what is not. */
typedef struct DiffPart {
    Text head, middle, tail;
    bool changed; /* middle is shown as gone or come */
} DiffPart;

typedef struct DiffParts {
    DiffPart *at;
    size_t len;
} DiffParts;

typedef struct DiffField {
    Text name;
    DiffParts before, after;
} DiffField;

typedef struct DiffHead {
    Text name;
} DiffHead;

typedef struct DiffCell {
    Text before; /* only when changed */
    Text after;
    bool changed;
    Text label;
    const char *css;
} DiffCell;

typedef struct DiffRow {
    const char *css; /* row-added, row-gone, "" */
    Text sign;       /* 新增, 去掉, 改动 */
    Text number;     /* of the row, in the new version or (gone) the old one */
    struct {
        DiffCell *at;
        size_t len;
    } cells;
} DiffRow;

typedef struct ChangesView {
    Text before_words, after_words; /* 上一版（5月10日）, 这一版 */
    struct {
        DiffField *at;
        size_t len;
    } fields;
    bool table;         /* the tables differ */
    bool other_columns; /* columns came or went */
    struct {
        DiffHead *at;
        size_t len;
    } heads;
    struct {
        DiffRow *at;
        size_t len;
    } rows;
    int64_t added, gone, changed;
    bool cut; /* more rows differ than are shown */
} ChangesView;

/* Compares title, summary, body and table; the ground of an exception, too.  Both as they are shown
 * to the reader (revision_shown). */
void changes_between(Ctx *ctx, const Revision *before, const Revision *after, ChangesView *out);
