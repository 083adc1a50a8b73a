/*
 * detail_parts -- for detail.c: laying out the table.
 */
#pragma once

#include "disclosure/detail.h"

MUST_CHECK Status detail_table(Ctx *ctx, const Table *table, Reader reader, int rows_page,
                               DetailView *out);

/* The classes of heads, cells and totals, once these are there; indices: of the columns shown. */
void detail_layout(const Table *table, const size_t *indices, DetailView *view);
