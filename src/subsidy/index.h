/*
 * index -- the lines of a list by what identifies them, and the shared checks of many lines.
 */
#pragma once

#include "subsidy/subsidy.h"

typedef struct LineIndex {
    Arena *arena;
    struct LineEntry *at; /* by key */
    size_t len;
} LineIndex;

LineIndex line_index(Arena *arena, const Lines *lines);

/* The line with the number (else name and group) and the amount of this one; each is given once.
 * NULL when there is none (left). */
const Line *line_index_take(LineIndex *index, const Line *line);

/* Those with the same number, or name and group, as the i-th in the order of keys: for finding
 * lines that come twice.  Calls back with each line but the first of its key, and that first. */
void line_index_twice(const LineIndex *index,
                      void (*found)(void *arg, const Line *line, const Line *first), void *arg);

/* Problems of many lines, named "line.ROW.COLUMN". */
typedef struct LineProblems {
    Ctx *ctx;
    size_t row; /* from 1 */
} LineProblems;
LineFault line_problem; /* arg: a LineProblems */

/* Completes and checks all of a list. */
MUST_CHECK Status lines_check(Ctx *ctx, const Batch *batch, Lines lines);
