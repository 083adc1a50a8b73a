/*
 * The table of a disclosure as a reader sees it: columns not made for the reader are left out and
 * named, cells are masked by the one policy (catalogue/mask.c).
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/detail_parts.h"
#include "disclosure/parts.h"
#include "sheet/write.h"

enum { CSV_BYTES_MAX = 16 * 1024 * 1024, NOTE_BYTES_MAX = 4096 };

static bool
is_number(const Column *column)
{
    return column->kind == KIND_MONEY || column->kind == KIND_INTEGER ||
           column->kind == KIND_QUANTITY;
}

/* Money with thousands separators; everything else as it is kept. */
static Text
for_people(Ctx *ctx, const Column *column, Text shown)
{
    int64_t fen;

    if (column->kind == KIND_MONEY && fen_parse(shown, &fen, NULL))
        return fen_format(ctx->arena, fen);
    return shown;
}

/* The columns this reader sees, in order; the others are named in the note. */
static size_t
visible_columns(Ctx *ctx, const Table *table, Reader reader, size_t *indices, DetailView *out)
{
    Buf note = buf_new(ctx->arena, NOTE_BYTES_MAX);
    size_t count = 0;
    Text who = {0};

    for (size_t i = 0; i < table->columns.len; i++) {
        const Column *column = &table->columns.at[i];

        if (column_visible(column, reader)) {
            indices[count++] = i;
            continue;
        }
        if (note.len != 0)
            buf_text(&note, TR(ctx->lang, "、"));
        buf_text(&note, column_name(column, ctx->lang));
        who = tr_text(ctx->lang, audience_title(column->audience));
    }
    if (note.len != 0)
        out->hidden_note = TR_FORMAT(ctx->arena, ctx->lang, "没有列出：{columns}（{who}）。",
                                     {"columns", buf_done(&note)}, {"who", who});
    return count;
}

static DetailCells
new_cells(Ctx *ctx, size_t count)
{
    return (DetailCells){.at = NEW_ARRAY(ctx->arena, DetailCell, count), .len = count};
}

static Status
fill_totals(Ctx *ctx, const Table *table, const size_t *indices, size_t count, DetailView *out)
{
    Texts totals;

    TRY(table_totals(ctx, table, &totals));
    out->totals = new_cells(ctx, count);
    for (size_t i = 0; i < count; i++) {
        const Column *column = &table->columns.at[indices[i]];
        Text total = totals.at[indices[i]];

        out->totals.at[i].label = column_name(column, ctx->lang);
        out->totals.at[i].text = for_people(ctx, column, total);
        out->has_totals = out->has_totals || total.len != 0;
    }
    if (out->has_totals && out->totals.at[0].text.len == 0) {
        out->totals.at[0].text = TR(ctx->lang, "合计");
        out->totals.at[0].label = T(""); /* it is no value of the first column */
    }
    return OK;
}

static void
fill_rows(Ctx *ctx, const Table *table, Reader reader, const size_t *indices, size_t count,
          size_t first, size_t last, DetailView *out)
{
    out->rows.at = NEW_ARRAY(ctx->arena, DetailRow, last - first);
    for (size_t row = first; row < last; row++) {
        DetailCells cells = new_cells(ctx, count);

        for (size_t i = 0; i < count; i++) {
            const Column *column = &table->columns.at[indices[i]];
            Text value = table->cells[row * table->columns.len + indices[i]];

            cells.at[i].text =
                for_people(ctx, column, cell_shown(ctx->arena, column, value, reader));
            cells.at[i].label = out->heads.at[i].text;
        }
        out->rows.at[out->rows.len++].cells = cells;
    }
}

/* 总数公开，明细给村里人看: the sums of closed columns are shown to everyone, those of columns for
 * the affected to residents, those of the staff's own to nobody else. */
static bool
sum_is_open(const Column *column, Reader reader)
{
    if (column->audience == AUDIENCE_AFFECTED)
        return audience_reads(AUDIENCE_RESIDENTS, reader);
    return column->audience != AUDIENCE_STAFF;
}

static Status
fill_hidden_sums(Ctx *ctx, const Table *table, Reader reader, DetailView *out)
{
    Texts totals;

    TRY(table_totals(ctx, table, &totals));
    out->hidden_sums.at = NEW_ARRAY(ctx->arena, DetailSum, table->columns.len);
    for (size_t i = 0; i < table->columns.len; i++) {
        const Column *column = &table->columns.at[i];

        if (column_visible(column, reader) || totals.at[i].len == 0 || !sum_is_open(column, reader))
            continue;
        out->hidden_sums.at[out->hidden_sums.len++] = (DetailSum){
            .name = column_name(column, ctx->lang),
            .value = for_people(ctx, column, totals.at[i]),
        };
    }
    return OK;
}

Status
detail_table(Ctx *ctx, const Table *table, Reader reader, int rows_page, DetailView *out)
{
    size_t *indices = NEW_ARRAY(ctx->arena, size_t, table->columns.len);
    size_t count = visible_columns(ctx, table, reader, indices, out);
    size_t first = rows_page > 0 ? (size_t)rows_page * DETAIL_ROWS_A_PAGE : 0;
    size_t last = table->rows;

    out->row_count = (int64_t)table->rows;
    if (table->rows == 0) {
        out->hidden_note = T(""); /* of nothing nothing is left out */
        return OK;
    }
    TRY(fill_hidden_sums(ctx, table, reader, out));
    if (first > table->rows)
        return NOT_FOUND;
    if (rows_page >= 0 && last - first > DETAIL_ROWS_A_PAGE)
        last = first + DETAIL_ROWS_A_PAGE;
    out->heads = new_cells(ctx, count);
    for (size_t i = 0; i < count; i++)
        out->heads.at[i].text = column_name(&table->columns.at[indices[i]], ctx->lang);
    if (count != 0)
        fill_rows(ctx, table, reader, indices, count, first, last, out);
    if (rows_page > 0)
        out->previous_rows = text_printf(ctx->arena, "?rows=%d", rows_page - 1);
    if (last < table->rows)
        out->more_rows = text_printf(ctx->arena, "?rows=%d", rows_page + 1);
    if (count == 0)
        return OK;
    TRY(fill_totals(ctx, table, indices, count, out));
    detail_layout(table, indices, out);
    return OK;
}

/* ---- CSV ---- */

Text
disclosure_table_csv(Ctx *ctx, const Revision *revision, Reader reader)
{
    const Table *table = &revision->table;
    Buf buf = buf_new(ctx->arena, CSV_BYTES_MAX);
    size_t *indices = NEW_ARRAY(ctx->arena, size_t, table->columns.len);
    DetailView unused = {0};
    size_t count = visible_columns(ctx, table, reader, indices, &unused);
    Text *cells = NEW_ARRAY(ctx->arena, Text, count);

    if (count == 0)
        return (Text){0};
    BUF_LIT(&buf, "\xEF\xBB\xBF");
    for (size_t i = 0; i < count; i++)
        cells[i] = csv_plain(ctx->arena, column_name(&table->columns.at[indices[i]], ctx->lang));
    csv_record(&buf, cells, count);
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t i = 0; i < count; i++) {
            const Column *column = &table->columns.at[indices[i]];
            Text value = cell_shown(ctx->arena, column,
                                    table->cells[row * table->columns.len + indices[i]], reader);

            /* A number may begin with its sign. */
            cells[i] = is_number(column) ? value : csv_plain(ctx->arena, value);
        }
        csv_record(&buf, cells, count);
    }
    return buf_done(&buf);
}
