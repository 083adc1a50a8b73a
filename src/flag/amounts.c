#include "flag/amounts.h"

#include "catalogue/column.h"

Status
flag_amounts(Ctx *ctx, Text columns, Text rows, FlagAmounts *out)
{
    Table table = {0};
    size_t cells;

    TRY(columns_from_json(ctx, columns, &table.columns));
    TRY(rows_unpack(ctx, table.columns, rows, &table));
    cells = table.rows * table.columns.len;
    *out = (FlagAmounts){.fen = NEW_ARRAY(ctx->arena, int64_t, cells)};
    for (size_t i = 0; i < cells; i++) {
        const Column *column = &table.columns.at[i % table.columns.len];
        int64_t fen = 0;

        if (column->kind != KIND_MONEY)
            continue;
        if (!cell_number(column, table.cells[i], &fen))
            fen = 0;
        out->fen[out->len++] = fen;
        out->sum_fen += fen;
    }
    return OK;
}

bool
flag_amounts_same(const FlagAmounts *one, const FlagAmounts *other)
{
    if (one->len != other->len)
        return false;
    for (size_t i = 0; i < one->len; i++)
        if (one->fen[i] != other->fen[i])
            return false;
    return true;
}
