/*
 * The parser is libcsv.  It is fed line by line, so that the line of each record is known; records
 * that a piece of the file completes wait in a queue.
 */
#include "sheet/stream.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/tr.h"
#include "sheet/write.h"

enum {
    PIECE_BYTES = 256 * 1024,
    TAIL_BYTES = 8, /* a character that a piece cuts in two */
    SCRATCH_BYTES_MAX = 256 * 1024 * 1024,
};

typedef struct Record {
    Text *fields;
    size_t len;
    int64_t line;
} Record;

struct CsvStream {
    int fd;
    int64_t size, done;
    struct csv_parser parser;
    iconv_t convert; /* (iconv_t)-1: UTF-8 */
    char *piece;     /* as read; the tail of the last one stands first */
    char tail_bytes[TAIL_BYTES];
    size_t tail;
    char *utf8; /* converted */
    bool begun, ended;
    /* Records live in one arena while the next piece goes into the other. */
    Arena *arenas[2];
    int current;
    Record *queue;
    size_t queue_len, queue_room, queue_next;
    /* The record being read. */
    Text fields[STREAM_FIELDS_MAX];
    size_t field_count;
    size_t record_bytes;
    bool too_large;
    bool unclean;
    bool in_record;
    int64_t line, record_line;
};

static Status
fault(const char *what, const char *path)
{
    log_error("csv.stream", LOG_C("what", what), LOG_C("path", path),
              LOG_C("error", strerror(errno)));
    return FAULT;
}

Status
csv_stream_open(Ctx *ctx, const char *path, CsvStream **out)
{
    CsvStream *stream = NEW(ctx->arena, CsvStream);
    struct stat info;

    *out = NULL;
    stream->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (stream->fd < 0)
        return errno == ENOENT ? NOT_FOUND : fault("open", path);
    if (fstat(stream->fd, &info) != 0 ||
        csv_init(&stream->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        close(stream->fd);
        return fault("stat", path);
    }
    /* libcsv takes 128 bytes at a time: a long field would be copied very often. */
    csv_set_blk_size(&stream->parser, PIECE_BYTES);
    stream->size = info.st_size;
    stream->convert = (iconv_t)-1;
    stream->piece = arena_alloc(ctx->arena, PIECE_BYTES + TAIL_BYTES);
    stream->utf8 = arena_alloc(ctx->arena, PIECE_BYTES * 2 + 64);
    stream->arenas[0] = arena_new(SCRATCH_BYTES_MAX);
    stream->arenas[1] = arena_new(SCRATCH_BYTES_MAX);
    stream->line = 1;
    *out = stream;
    return OK;
}

void
csv_stream_close(CsvStream *stream)
{
    if (stream == NULL)
        return;
    if (stream->convert != (iconv_t)-1)
        iconv_close(stream->convert);
    csv_free(&stream->parser);
    arena_free(stream->arenas[0]);
    arena_free(stream->arenas[1]);
    close(stream->fd);
}

int64_t
csv_stream_done(const CsvStream *stream)
{
    return stream->done;
}

int64_t
csv_stream_size(const CsvStream *stream)
{
    return stream->size;
}

/* ---- what libcsv calls ---- */

static void
on_field(void *bytes, size_t len, void *arg)
{
    CsvStream *stream = arg;
    Text field = {bytes, len};

    if (!stream->in_record) {
        stream->in_record = true;
        stream->record_line = stream->line;
    }
    stream->record_bytes += len;
    if (stream->field_count == STREAM_FIELDS_MAX ||
        stream->record_bytes > STREAM_RECORD_BYTES_MAX) {
        stream->too_large = true;
        return;
    }
    if (!text_is_clean(field))
        stream->unclean = true;
    if (bytes == NULL)
        field = T("");
    stream->fields[stream->field_count++] =
        text_copy(stream->arenas[stream->current], csv_unplain(field));
}

static void
on_record(int end, void *arg)
{
    CsvStream *stream = arg;
    Arena *arena = stream->arenas[stream->current];
    Record *record;

    (void)end;
    if (stream->queue_len == stream->queue_room) {
        size_t room = stream->queue_room == 0 ? 256 : stream->queue_room * 2;

        stream->queue = arena_grow(arena, stream->queue, stream->queue_room * sizeof(Record),
                                   room * sizeof(Record));
        stream->queue_room = room;
    }
    record = &stream->queue[stream->queue_len++];
    *record = (Record){.fields = NEW_ARRAY(arena, Text, stream->field_count),
                       .len = stream->field_count,
                       .line = stream->record_line};
    memcpy(record->fields, stream->fields, stream->field_count * sizeof(Text));
    stream->field_count = 0;
    stream->record_bytes = 0;
    stream->in_record = false;
}

/* ---- pieces of the file ---- */

/* Bytes at the end that may begin a character which the next piece completes. */
static size_t
cut_off(Text bytes)
{
    for (size_t back = 1; back <= 3 && back <= bytes.len; back++) {
        unsigned char c = (unsigned char)bytes.at[bytes.len - back];

        if (c >= 0xC0)
            return (c >= 0xF0 ? 4u : c >= 0xE0 ? 3u : 2u) > back ? back : 0;
        if (c < 0x80)
            return 0;
    }
    return 0;
}

static Status
bad(Ctx *ctx, int64_t line, Text sentence)
{
    return ctx_problem(ctx, "file",
                       TR_FORMAT(ctx->arena, ctx->lang, "第 {line} 行：{sentence}",
                                 {"line", text_printf(ctx->arena, "%lld", (long long)line)},
                                 {"sentence", sentence}));
}

static Status
begin(Ctx *ctx, CsvStream *stream, Text *bytes)
{
    stream->begun = true;
    if (text_starts(*bytes, T("\xEF\xBB\xBF"))) {
        *bytes = text_slice(*bytes, 3, bytes->len);
        return OK;
    }
    if (text_is_utf8(text_slice(*bytes, 0, bytes->len - cut_off(*bytes))))
        return OK;
    stream->convert = iconv_open("UTF-8", "GB18030");
    return stream->convert != (iconv_t)-1 ? OK
                                          : bad(ctx, 1, TR(ctx->lang, "这台机器不认识文件的编码"));
}

/* As UTF-8; what is left of a character goes to the front of the next piece. */
static Status
to_utf8(Ctx *ctx, CsvStream *stream, Text bytes, Text *out)
{
    char *from = (char *)(uintptr_t)bytes.at; /* iconv does not write to its input */
    char *to = stream->utf8;
    size_t left = bytes.len;
    size_t room = PIECE_BYTES * 2 + 64;

    if (stream->convert == (iconv_t)-1) {
        size_t tail = stream->ended ? 0 : cut_off(bytes);

        *out = text_slice(bytes, 0, bytes.len - tail);
        left = tail;
        from = (char *)(uintptr_t)bytes.at + bytes.len - tail;
    } else {
        if (iconv(stream->convert, &from, &left, &to, &room) == (size_t)-1 &&
            (errno != EINVAL || left > TAIL_BYTES || stream->ended))
            return bad(ctx, stream->line, TR(ctx->lang, "这一行往后有不是文字的内容"));
        *out = (Text){stream->utf8, (size_t)(to - stream->utf8)};
    }
    stream->tail = left;
    memcpy(stream->tail_bytes, from, left);
    return OK;
}

static bool
feed_line(CsvStream *stream, Text line)
{
    size_t taken = csv_parse(&stream->parser, line.at, line.len, on_field, on_record, stream);

    return taken == line.len && !stream->too_large && !stream->unclean;
}

static Status
refused(Ctx *ctx, const CsvStream *stream)
{
    int64_t line = stream->in_record ? stream->record_line : stream->line;

    if (stream->too_large)
        return bad(ctx, line, TR(ctx->lang, "内容太长"));
    if (stream->unclean)
        return bad(ctx, line, TR(ctx->lang, "含有无法显示的字符"));
    return bad(ctx, line, TR(ctx->lang, "引号没有成对"));
}

static Status
feed(Ctx *ctx, CsvStream *stream, Text bytes)
{
    while (bytes.len != 0) {
        const char *end = memchr(bytes.at, '\n', bytes.len);
        size_t len = end != NULL ? (size_t)(end - bytes.at) + 1 : bytes.len;

        if (!feed_line(stream, (Text){bytes.at, len}))
            return refused(ctx, stream);
        stream->line += end != NULL;
        bytes = text_slice(bytes, len, bytes.len);
    }
    return OK;
}

/* The half-read record moves into the arena that comes next. */
static void
swap(CsvStream *stream)
{
    Arena *next = stream->arenas[1 - stream->current];

    arena_reset(next);
    for (size_t i = 0; i < stream->field_count; i++)
        stream->fields[i] = text_copy(next, stream->fields[i]);
    stream->current = 1 - stream->current;
    stream->queue = NULL;
    stream->queue_len = stream->queue_room = stream->queue_next = 0;
}

static Status
refill(Ctx *ctx, CsvStream *stream)
{
    ssize_t got;
    Text bytes;
    Text utf8 = {0};

    memcpy(stream->piece, stream->tail_bytes, stream->tail);
    got = read(stream->fd, stream->piece + stream->tail, PIECE_BYTES);
    if (got < 0)
        return fault("read", "");
    stream->done += got;
    stream->ended = got == 0;
    bytes = (Text){stream->piece, stream->tail + (size_t)got};
    swap(stream);
    if (!stream->begun)
        TRY(begin(ctx, stream, &bytes));
    TRY(to_utf8(ctx, stream, bytes, &utf8));
    TRY(feed(ctx, stream, utf8));
    if (stream->ended &&
        (csv_fini(&stream->parser, on_field, on_record, stream) != 0 || stream->unclean))
        return refused(ctx, stream);
    return OK;
}

Status
csv_stream_next(Ctx *ctx, CsvStream *stream, Texts *record_out, int64_t *line_out)
{
    const Record *record;

    while (stream->queue_next == stream->queue_len) {
        if (stream->ended)
            return NOT_FOUND;
        TRY(refill(ctx, stream));
    }
    record = &stream->queue[stream->queue_next++];
    *record_out = (Texts){record->fields, record->len};
    *line_out = record->line;
    return OK;
}
