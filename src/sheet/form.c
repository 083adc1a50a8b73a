#include "sheet/form.h"

#include "base/tr.h"

Status
sheet_form_read(Ctx *ctx, const Request *req, Sheet *out)
{
    for (size_t i = 0; i < req->uploads.len; i++)
        if (text_eq(req->uploads.at[i].field, T("file")) && req->uploads.at[i].bytes > 0)
            return sheet_read(ctx, req->uploads.at[i].path, req->uploads.at[i].filename, out);
    if (!text_is_blank(request_form(req, "pasted")))
        return sheet_read_paste(ctx, request_form(req, "pasted"), out);
    return ctx_problem(ctx, "file", TR(ctx->lang, "请选一个表格文件，或者粘贴内容"));
}

void
sheet_form_row(Buf *buf, const Text *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < cells[i].len; j++) {
            char c = cells[i].at[j];

            buf_char(buf, c == '\t' || c == '\n' || c == '\r' || c == '"' ? ' ' : c);
        }
        buf_char(buf, i + 1 < count ? '\t' : '\n');
    }
}

bool
sheet_form_shows(SheetShown *shown, bool bad)
{
    if (shown->rows++ < SHEET_ROWS_SHOWN)
        return true;
    if (!bad || shown->bad == SHEET_BAD_ROWS_SHOWN)
        return false;
    shown->bad++;
    return true;
}
