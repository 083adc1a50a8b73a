/*
 * What a first revision had wrong, so that its correction has something to correct.
 */
#include "base/money.h"
#include "demo/maker.h"

enum { ROWS_FOR_MISSING = 3, FEN = 10, TEN_YUAN = 10000, DAYS_A_MONTH = 30 };

static void
copy_row(Maker *maker, size_t from, size_t to)
{
    for (size_t i = 0; i < maker->width; i++) {
        maker->cells[to * maker->width + i] = maker->cells[from * maker->width + i];
        maker->numbers[to * maker->width + i] = maker->numbers[from * maker->width + i];
    }
}

/* A tenth too much. */
static bool
wrong_amount(Maker *maker, size_t row)
{
    Columns columns = maker->item->item->columns;

    for (size_t i = 0; i < columns.len; i++) {
        size_t at = row * maker->width + i;

        if (!columns.at[i].sum || maker->numbers[at] == NO_NUMBER || maker->numbers[at] <= 0)
            continue;
        if (columns.at[i].kind == KIND_MONEY) {
            maker->numbers[at] += maker->numbers[at] / 10 / TEN_YUAN * TEN_YUAN + TEN_YUAN;
            maker->cells[at] = fen_plain(maker->arena, maker->numbers[at] / FEN);
        } else {
            maker->numbers[at] += 1000;
            maker->cells[at] = decimal_plain(maker->arena, maker->numbers[at]);
        }
        return true;
    }
    return false;
}

static bool
wrong_month(Maker *maker, size_t row)
{
    Columns columns = maker->item->item->columns;

    for (size_t i = 0; i < columns.len; i++) {
        Text *cell = &maker->cells[row * maker->width + i];
        Day day;

        if (columns.at[i].kind != KIND_DATE || !day_parse(*cell, &day))
            continue;
        *cell = day_format(maker->arena, day - DAYS_A_MONTH);
        return true;
    }
    return false;
}

static bool
row_missing(Maker *maker, size_t row)
{
    if (maker->rows < ROWS_FOR_MISSING)
        return false;
    for (size_t i = row; i + 1 < maker->rows; i++)
        copy_row(maker, i + 1, i);
    maker->rows--;
    return true;
}

/* There is room for one row more. */
static void
row_twice(Maker *maker, size_t row)
{
    for (size_t i = maker->rows; i > row; i--)
        copy_row(maker, i - 1, i);
    maker->rows++;
    maker->flaw_row++;
}

bool
maker_flaw(Maker *maker, Flaw flaw)
{
    size_t row;

    if (maker->rows == 0)
        return false;
    row = (size_t)rng_below(maker->rng, maker->rows);
    maker->flaw_row = row + 1;
    switch (flaw) {
    case FLAW_AMOUNT:
        return wrong_amount(maker, row);
    case FLAW_MISSING:
        return row_missing(maker, row);
    case FLAW_TWICE:
        row_twice(maker, row);
        return true;
    case FLAW_VAGUE:
        if (maker->item->what < 0)
            return false;
        maker->cells[row * maker->width + (size_t)maker->item->what] = T("其他");
        return true;
    case FLAW_DATE:
        return wrong_month(maker, row);
    case FLAW_NONE:
        break;
    }
    return false;
}
