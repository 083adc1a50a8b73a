/*
 * CSV by hand, .xlsx by libxlsxwriter, which keeps one row in memory.
 */
#include "sheet/write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/log.h"
#include "base/tr.h"

enum {
    CHUNK_BYTES = 64 * 1024,
    RECORD_BYTES_MAX = 16 * 1024 * 1024,
    XLSX_CELL_CHARS_MAX = 32767,
    XLSX_ROWS_MAX = 1048576
};

struct SheetWriter {
    Arena *arena; /* its own: the caller may take back memory between two rows */
    char *path;   /* NULL: standard output */
    char *work;   /* the name while writing */
    int fd;
    Buf buf;
    lxw_workbook *book; /* NULL: CSV */
    lxw_worksheet *page;
    uint32_t row;
    uint32_t numbers; /* bit 1 << column */
};

/* ---- CSV ---- */

static bool
needs_quotes(Text cell)
{
    if (cell.len != 0 && (cell.at[0] == ' ' || cell.at[cell.len - 1] == ' '))
        return true;
    for (size_t i = 0; i < cell.len; i++)
        if (cell.at[i] == '"' || cell.at[i] == ',' || cell.at[i] == '\n' || cell.at[i] == '\r')
            return true;
    return false;
}

void
csv_record(Buf *buf, const Text *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text cell = cells[i];

        if (i != 0)
            buf_char(buf, ',');
        if (!needs_quotes(cell)) {
            buf_text(buf, cell);
            continue;
        }
        buf_char(buf, '"');
        for (size_t j = 0; j < cell.len; j++) {
            if (cell.at[j] == '"')
                buf_char(buf, '"');
            buf_char(buf, cell.at[j]);
        }
        buf_char(buf, '"');
    }
    BUF_LIT(buf, "\r\n");
}

static bool
begins_formula(Text text)
{
    /* The wide ones are for Chinese and Japanese spreadsheet programs. */
    static const Text begins[] = {T_INIT("="),  T_INIT("+"),  T_INIT("-"),  T_INIT("@"),
                                  T_INIT("\t"), T_INIT("\r"), T_INIT("\n"), T_INIT("＝"),
                                  T_INIT("＋"), T_INIT("－"), T_INIT("＠")};

    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (text_starts(text, begins[i]))
            return true;
    return false;
}

Text
csv_plain(Arena *arena, Text text)
{
    return begins_formula(text) ? text_printf(arena, "'%.*s", TEXT_ARGS(text)) : text;
}

Text
csv_unplain(Text text)
{
    return text_starts(text, T("'")) && begins_formula(text_slice(text, 1, text.len))
               ? text_slice(text, 1, text.len)
               : text;
}

/* ---- opening ---- */

static Status
fault(const char *what, const char *path)
{
    log_error("sheet.write", LOG_C("what", what), LOG_C("path", path != NULL ? path : "stdout"),
              LOG_C("error", strerror(errno)));
    return FAULT;
}

Status
sheet_writer_open(Ctx *ctx, const char *path, SheetWriter **out)
{
    SheetWriter *writer = NEW(ctx->arena, SheetWriter);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};

    *writer = (SheetWriter){.arena = arena_new(4 * (size_t)RECORD_BYTES_MAX),
                            .fd = path == NULL ? STDOUT_FILENO : -1};
    *out = writer;
    if (path != NULL) {
        writer->path = text_cstr(ctx->arena, text_c(path));
        writer->work = text_cstr(ctx->arena, text_printf(ctx->arena, "%s.part", path));
    }
    if (path != NULL) {
        /* Made here also for .xlsx, so that nobody else may read it. */
        writer->fd = open(writer->work, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (writer->fd < 0)
            return fault("open", path);
    }
    if (path != NULL && text_ends(text_c(path), T(".xlsx"))) {
        writer->book = workbook_new_opt(writer->work, &options);
        if (writer->book == NULL)
            return fault("xlsx", path);
        writer->page = workbook_add_worksheet(writer->book, NULL);
        return OK;
    }
    writer->buf = buf_new(writer->arena, RECORD_BYTES_MAX + CHUNK_BYTES);
    if (path != NULL)
        BUF_LIT(&writer->buf, "\xEF\xBB\xBF");
    return OK;
}

/* ---- rows ---- */

static Status
flush(SheetWriter *writer)
{
    size_t done = 0;

    while (done < writer->buf.len) {
        ssize_t put = write(writer->fd, writer->buf.at + done, writer->buf.len - done);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return fault("write", writer->path);
        done += (size_t)put;
    }
    writer->buf.len = 0;
    return OK;
}

void
sheet_writer_numbers(SheetWriter *writer, size_t column)
{
    writer->numbers |= 1u << column;
}

static lxw_error
xlsx_cell(Ctx *ctx, SheetWriter *writer, size_t column, Text cell)
{
    char *text = text_cstr(ctx->arena, cell);
    char *end = text;
    double number = (writer->numbers >> column & 1u) != 0 ? strtod(text, &end) : 0;

    if (end != text && *end == '\0')
        return worksheet_write_number(writer->page, writer->row, (lxw_col_t)column, number, NULL);
    return worksheet_write_string(writer->page, writer->row, (lxw_col_t)column, text, NULL);
}

static Status
xlsx_row(Ctx *ctx, SheetWriter *writer, const Text *cells, size_t count)
{
    if (writer->row >= XLSX_ROWS_MAX)
        return ctx_problem(ctx, "file", TR(ctx->lang, "行数太多，.xlsx 装不下，请存成 .csv"));
    for (size_t i = 0; i < count; i++) {
        if (text_chars(cells[i]) > XLSX_CELL_CHARS_MAX)
            return ctx_problem(ctx, "file",
                               TR(ctx->lang, "内容太长，.xlsx 的一格装不下，请存成 .csv"));
        if (cells[i].len != 0 && xlsx_cell(ctx, writer, i, cells[i]) != LXW_NO_ERROR)
            return fault("cell", writer->path);
    }
    writer->row++;
    return OK;
}

/* "-1234.50" */
static bool
is_number(Text cell)
{
    size_t points = 0;

    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.at[i];

        points += c == '.';
        if ((c < '0' || c > '9') && c != '.' && !(c == '-' && i == 0))
            return false;
    }
    return cell.len > 1 && points <= 1;
}

Status
sheet_writer_row(Ctx *ctx, SheetWriter *writer, const Text *cells, size_t count)
{
    Text *plain;

    if (writer->book != NULL)
        return xlsx_row(ctx, writer, cells, count);
    plain = NEW_ARRAY(ctx->arena, Text, count);
    for (size_t i = 0; i < count; i++)
        plain[i] = is_number(cells[i]) ? cells[i] : csv_plain(ctx->arena, cells[i]);
    csv_record(&writer->buf, plain, count);
    if (writer->buf.overflow)
        return ctx_problem(ctx, "file", TR(ctx->lang, "有一行太长，写不下"));
    return writer->buf.len >= CHUNK_BYTES ? flush(writer) : OK;
}

Status
sheet_writer_close(SheetWriter *writer, Status status)
{
    if (writer->book != NULL) {
        lxw_error error = workbook_close(writer->book);

        if (status == OK && error != LXW_NO_ERROR)
            status = fault(lxw_strerror(error), writer->path);
    } else if (status == OK) {
        status = flush(writer);
    }
    arena_free(writer->arena);
    if (writer->path == NULL)
        return status;
    if (writer->fd >= 0 && close(writer->fd) != 0 && status == OK)
        status = fault("close", writer->path);
    if (status == OK && rename(writer->work, writer->path) != 0)
        status = fault("rename", writer->path);
    if (status != OK)
        (void)!unlink(writer->work);
    return status;
}
