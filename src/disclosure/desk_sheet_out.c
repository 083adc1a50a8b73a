/*
 * Sheets to download.
 */
#include "base/buf.h"
#include "disclosure/desk_sheet.h"
#include "sheet/write.h"

Buf
sheet_out_begin(Arena *arena, size_t bytes_max)
{
    Buf buf = buf_new(arena, bytes_max);

    BUF_LIT(&buf, "\xEF\xBB\xBF"); /* for spreadsheet programs that would take it for GBK */
    return buf;
}

void
sheet_out_row(Ctx *ctx, Buf *buf, const Text *cells, size_t count)
{
    Text plain[TABLE_COLUMNS_MAX];

    if (count > TABLE_COLUMNS_MAX)
        count = TABLE_COLUMNS_MAX;
    for (size_t i = 0; i < count; i++)
        plain[i] = csv_plain(ctx->arena, cells[i]);
    csv_record(buf, plain, count);
}

void
sheet_out_columns(Ctx *ctx, Buf *buf, Columns columns)
{
    Text names[TABLE_COLUMNS_MAX];

    for (size_t i = 0; i < columns.len && i < TABLE_COLUMNS_MAX; i++)
        names[i] = columns.at[i].name;
    sheet_out_row(ctx, buf, names, columns.len);
}

void
sheet_out_send(Ctx *ctx, Response *res, Buf *buf, Text name)
{
    res->type = T("text/csv; charset=utf-8");
    res->body = buf_done(buf);
    res->uncacheable = true;
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "attachment; filename=\"%.*s.csv\"", TEXT_ARGS(name)));
}
