#include "bank/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/tr.h"

enum { HEAD_BYTES = 512, LINE_MEMORY_MAX = 16 * 1024 * 1024 };

Status
statement_refuse(Ctx *ctx, int64_t row, Text sentence)
{
    if (row <= 0)
        return ctx_problem(ctx, "file", sentence);
    return ctx_problem(ctx, "file",
                       TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行：{what}",
                                 {"row", text_printf(ctx->arena, "%lld", (long long)row)},
                                 {"what", sentence}));
}

Text
statement_text(Arena *arena, Text text)
{
    Buf buf = buf_new(arena, STATEMENT_TEXT_CHARS_MAX * 4 + 8);
    Text rest = text_trim(text);
    size_t chars = 0;
    bool gap = false;

    if (!text_is_utf8(rest))
        return T("");
    while (rest.len != 0 && chars < STATEMENT_TEXT_CHARS_MAX) {
        uint32_t c = text_next_char(&rest);

        if (c <= ' ' || c == 0x7f || c == 0x3000) {
            gap = chars != 0;
            continue;
        }
        if (gap)
            buf_char(&buf, ' ');
        gap = false;
        buf_utf8(&buf, c);
        chars++;
    }
    return chars == 0 ? T("") : buf_done(&buf);
}

Text
statement_number(Arena *arena, Text text)
{
    Text clean = statement_text(arena, text);
    Buf buf = buf_new(arena, clean.len + 1);

    for (size_t i = 0; i < clean.len; i++)
        if (clean.at[i] != ' ' && clean.at[i] != '-')
            buf_char(&buf, clean.at[i]);
    return buf.len == 0 ? T("") : buf_done(&buf);
}

/* The first bytes, to tell XML from a table. */
static Status
look(Ctx *ctx, const char *path, bool *xml_out)
{
    char head[HEAD_BYTES];
    struct stat info;
    ssize_t got = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd >= 0 && fstat(fd, &info) == 0)
        got = read(fd, head, sizeof head);
    if (got < 0) {
        log_error("bank.statement", LOG_C("path", path), LOG_C("error", strerror(errno)));
        if (fd >= 0)
            close(fd);
        return errno == ENOENT ? NOT_FOUND : FAULT;
    }
    close(fd);
    if (info.st_size > STATEMENT_BYTES_MAX)
        return statement_refuse(ctx, 0, TR(ctx->lang, "文件超过 64 MB，请按月份分开导出"));
    if (got == 0)
        return statement_refuse(ctx, 0, TR(ctx->lang, "文件是空的"));
    /* UTF-16 comes with a byte order mark or a zero beside '<'; libxml2 knows what to do with it.
     */
    for (ssize_t i = 0; i < got; i++) {
        unsigned char c = (unsigned char)head[i];

        if (c == '<') {
            *xml_out = true;
            return OK;
        }
        if (c != 0xef && c != 0xbb && c != 0xbf && c != 0xfe && c != 0xff && c > ' ')
            break;
    }
    *xml_out = false;
    return OK;
}

Status
statement_reader_open(Ctx *ctx, const char *path, Text filename, const StatementColumns *columns,
                      StatementReader **out)
{
    StatementReader *reader = NEW(ctx->arena, StatementReader);
    bool xml;
    Status status;

    *out = NULL;
    TRY(look(ctx, path, &xml));
    reader->lines = arena_new(LINE_MEMORY_MAX);
    reader->keep = arena_new(LINE_MEMORY_MAX);
    status = xml ? camt_open(ctx, path, reader) : table_open(ctx, path, filename, columns, reader);
    if (status == OK || (status == INVALID && reader->header.len != 0)) {
        *out = reader;
        return status;
    }
    statement_reader_close(reader);
    return status;
}

void
statement_reader_close(StatementReader *reader)
{
    if (reader == NULL)
        return;
    if (reader->close != NULL)
        reader->close(reader);
    arena_free(reader->lines);
    arena_free(reader->keep);
}

Status
statement_reader_next(Ctx *ctx, StatementReader *reader, StatementLine *out)
{
    arena_reset(reader->lines);
    *out = (StatementLine){0};
    TRY(reader->next(ctx, reader, out));
    if (++reader->count > STATEMENT_LINES_MAX)
        return statement_refuse(ctx, out->row,
                                TR(ctx->lang, "一份对账单最多 200,000 笔，请按月份分开导出"));
    if (out->amount_fen <= 0)
        return statement_refuse(ctx, out->row, TR(ctx->lang, "金额应大于 0"));
    return OK;
}

const StatementHead *
statement_reader_head(const StatementReader *reader)
{
    return &reader->head;
}

Texts
statement_reader_header(const StatementReader *reader)
{
    return reader->header;
}

const StatementColumns *
statement_reader_columns(const StatementReader *reader)
{
    return &reader->columns;
}
