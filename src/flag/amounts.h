/*
 * amounts -- for rules about published tables: what stands in their columns of money.
 */
#pragma once

#include "base/ctx.h"

typedef struct FlagAmounts {
    int64_t *fen; /* row by row; an empty cell is 0 */
    size_t len;
    int64_t sum_fen;
} FlagAmounts;

/* columns, rows: as a revision stores them.  FAULT when they do not fit. */
MUST_CHECK Status flag_amounts(Ctx *ctx, Text columns, Text rows, FlagAmounts *out);
bool flag_amounts_same(const FlagAmounts *one, const FlagAmounts *other);
