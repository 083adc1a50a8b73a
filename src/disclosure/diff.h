/*
 * diff -- what changed between two versions of a text (line by line) or of a table (row by row).
 *
 * The longest common subsequence decides what stayed; between two pieces that stayed, a piece that
 * went and one that came and are alike are one that was changed.
 */
#pragma once

#include "catalogue/column.h"

typedef enum DiffKind { DIFF_SAME, DIFF_CHANGED, DIFF_GONE, DIFF_ADDED } DiffKind;

/* One piece: its place in the old version (not for DIFF_ADDED) and in the new one (not for
 * DIFF_GONE). */
typedef struct DiffStep {
    DiffKind kind;
    size_t before;
    size_t after;
} DiffStep;

typedef struct DiffSteps {
    DiffStep *at;
    size_t len;
    bool changed; /* anything but DIFF_SAME */
} DiffSteps;

enum {
    /* Beyond so many pairs (after equal beginnings and ends are taken off) no longest common
     * subsequence is sought; the rest is compared in order. */
    DIFF_PAIRS_MAX = 1 << 20,
    DIFF_LOOK_AHEAD = 50, /* how far a piece that is alike is sought */
};

/* The lines of a text, without their ends; an empty text has none. */
Texts diff_cut_lines(Arena *arena, Text text);

/* Lines are alike when at least half of the shorter one is a common beginning or end. */
DiffSteps diff_lines(Arena *arena, Texts before, Texts after);

/* Rows of tables with the same columns (diff_align); alike when at least half of the cells that are
 * not empty are equal. */
DiffSteps diff_rows(Arena *arena, const Table *before, const Table *after);

/* `before` with the columns of `columns`, by name; cells of columns that are new are empty.
 * *other_out: columns came or went. */
Table diff_align(Arena *arena, const Table *before, Columns columns, bool *other_out);

/* How many bytes two texts have in common at the beginning and, behind it, at the end; cut at
 * characters. */
typedef struct DiffCommon {
    size_t head;
    size_t tail;
} DiffCommon;
DiffCommon diff_common(Text before, Text after);
