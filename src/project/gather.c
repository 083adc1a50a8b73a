/*
 * Rows of a sheet against each other, and put together as households.
 */
#include "base/tr.h"
#include "project/inside.h"

/* First rows of households by number, in an open table of hashes. */
typedef struct Index {
    size_t *slots; /* row + 1; 0: free */
    size_t mask;
} Index;

static Index
index_new(Arena *arena, size_t rows)
{
    size_t size = 16;

    while (size < rows * 2)
        size *= 2;
    return (Index){.slots = NEW_ARRAY(arena, size_t, size), .mask = size - 1};
}

/* The first row with this number; itself when there is none before. */
static size_t
first_of(Index *index, const ProjectRows *rows, size_t row)
{
    size_t at = (size_t)text_hash(rows->at[row].number) & index->mask;

    while (index->slots[at] != 0) {
        if (text_eq(rows->at[index->slots[at] - 1].number, rows->at[row].number))
            return index->slots[at] - 1;
        at = (at + 1) & index->mask;
    }
    index->slots[at] = row + 1;
    return row;
}

static bool
same_day(OptInt a, OptInt b)
{
    return a.set == b.set && (!a.set || a.value == b.value);
}

typedef struct Against {
    Ctx *ctx;
    const ProjectRows *rows;
    const int64_t *numbers;
    ProjectRowFault *fault;
    void *arg;
} Against;

static int64_t
number_of(const Against *against, size_t row)
{
    return against->numbers != NULL ? against->numbers[row] : (int64_t)row + 1;
}

static void
differ(const Against *against, size_t row, size_t first, RowColumn column)
{
    Ctx *ctx = against->ctx;

    against->fault(against->arg, row, (int)column,
                   TR_FORMAT(ctx->arena, ctx->lang, "和第 {first} 行户号 {number} 写的不一样",
                             {"first", count_text(ctx, number_of(against, first))},
                             {"number", against->rows->at[row].number}));
}

/* Whatever a later row of a household leaves empty is as in its first. */
static void
compare(const Against *against, size_t row, size_t first)
{
    Ctx *ctx = against->ctx;
    const ProjectRow *a = &against->rows->at[first];
    const ProjectRow *b = &against->rows->at[row];

    if (!text_eq(a->building, b->building))
        against->fault(against->arg, row, RC_BUILDING,
                       TR_FORMAT(ctx->arena, ctx->lang,
                                 "户号 {number} 在第 {first} 行已经是“{building}”，一户只能在一处",
                                 {"number", b->number},
                                 {"first", count_text(ctx, number_of(against, first))},
                                 {"building", a->building}));
    if (!text_eq(a->head, b->head))
        differ(against, row, first, RC_HEAD);
    if (b->agreement.len != 0 && !text_eq(a->agreement, b->agreement))
        differ(against, row, first, RC_AGREEMENT);
    if (b->signed_day.set && !same_day(a->signed_day, b->signed_day))
        differ(against, row, first, RC_SIGNED);
    if (b->paid_day.set && !same_day(a->paid_day, b->paid_day))
        differ(against, row, first, RC_PAID);
}

Status
project_rows_check(Ctx *ctx, const ProjectRows *rows, const int64_t *numbers,
                   ProjectRowFault *fault, void *arg)
{
    const Against against = {ctx, rows, numbers, fault, arg};
    Index index = index_new(ctx->arena, rows->len);

    for (size_t i = 0; i < rows->len; i++) {
        size_t first;

        if (rows->at[i].number.len == 0)
            continue;
        first = first_of(&index, rows, i);
        if (first != i)
            compare(&against, i, first);
    }
    return OK;
}

/* ---- from rows to households ---- */

static void
add_line(Arena *arena, const Standards *standards, const ProjectRow *row, size_t lines_max,
         ProjectHousehold *household)
{
    const Standard *standard = standard_of(standards, row->item);

    if (!row_has_line(row))
        return;
    if (household->lines == NULL)
        household->lines = NEW_ARRAY(arena, Compensation, lines_max);
    household->lines[household->line_count++] = (Compensation){
        .item = row->item,
        .unit = standard != NULL ? standard->unit : T(""),
        .quantity_milli = row->quantity_milli,
        .standard_fen = row->standard_fen,
        .amount_fen = row->amount_fen,
    };
}

void
rows_gather(Ctx *ctx, const Standards *standards, RegionCode place, const ProjectRows *rows,
            ProjectHouseholds *out)
{
    Index index = index_new(ctx->arena, rows->len);
    size_t *first = NEW_ARRAY(ctx->arena, size_t, rows->len);
    size_t *of_row = NEW_ARRAY(ctx->arena, size_t, rows->len);
    size_t *counts = NEW_ARRAY(ctx->arena, size_t, rows->len);

    for (size_t i = 0; i < rows->len; i++) {
        first[i] = first_of(&index, rows, i);
        counts[first[i]]++;
    }
    *out = (ProjectHouseholds){.at = NEW_ARRAY(ctx->arena, ProjectHousehold, rows->len)};
    for (size_t i = 0; i < rows->len; i++) {
        const ProjectRow *row = &rows->at[i];

        if (first[i] == i) {
            of_row[i] = out->len;
            out->at[out->len++] = (ProjectHousehold){
                .place = place,
                .building = row->building,
                .number = row->number,
                .head = row->head,
                .group_name = row->group_name,
                .agreement = row->agreement,
                .signed_day = row->signed_day,
                .paid_day = row->paid_day,
                .note = row->note,
            };
        }
        add_line(ctx->arena, standards, row, counts[first[i]], &out->at[of_row[first[i]]]);
    }
}
