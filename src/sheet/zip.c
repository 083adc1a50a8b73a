/*
 * The archive around a workbook, read by libarchive, with an eye on what does not belong there.
 */
#include <archive.h>
#include <archive_entry.h>

#include "base/tr.h"
#include "sheet/parts.h"

enum {
    PIECE_BYTES = 64 * 1024,
    SMALL_BYTES = 8 * 1024 * 1024, /* harmless however well it was packed */
};

static struct archive *
open_zip(Text bytes)
{
    struct archive *archive = archive_read_new();

    if (archive == NULL)
        return NULL;
    archive_read_support_format_zip_seekable(archive);
    if (archive_read_open_memory(archive, bytes.at, bytes.len) != ARCHIVE_OK) {
        archive_read_free(archive);
        return NULL;
    }
    return archive;
}

Status
zip_broken(Ctx *ctx)
{
    return sheet_refuse(ctx,
                        TR(ctx->lang, "文件坏了，打不开；请在表格软件里打开后另存为 .xlsx 再传"));
}

/* What a member's name says about the file. */
typedef struct Seen {
    bool workbook, macros, binary, open_document, word, encrypted;
    int members;
    int64_t unpacked;
} Seen;

static void
see(Seen *seen, struct archive_entry *entry)
{
    Text name = text_c(archive_entry_pathname(entry));

    seen->members++;
    if (archive_entry_size_is_set(entry))
        seen->unpacked += archive_entry_size(entry);
    seen->workbook = seen->workbook || text_eq(name, T("xl/workbook.xml"));
    seen->macros = seen->macros || text_ends(name, T("vbaProject.bin"));
    seen->binary = seen->binary || text_eq(name, T("xl/workbook.bin"));
    seen->open_document = seen->open_document || text_eq(name, T("content.xml"));
    seen->word = seen->word || text_starts(name, T("word/")) || text_starts(name, T("ppt/"));
    seen->encrypted = seen->encrypted || archive_entry_is_encrypted(entry) == 1;
}

static bool
is_bomb(int64_t unpacked, size_t packed)
{
    return unpacked > SHEET_UNPACKED_BYTES_MAX ||
           (unpacked > SMALL_BYTES && unpacked > (int64_t)packed * SHEET_RATIO_MAX);
}

static Status
refuse_bomb(Ctx *ctx)
{
    return sheet_refuse(ctx, TR(ctx->lang, "文件解开后太大，不像是正常的表格"));
}

static Status
judge(Ctx *ctx, const Seen *seen, size_t packed)
{
    if (seen->encrypted)
        return sheet_refuse(ctx, TR(ctx->lang, "文件加了密码，请去掉密码再传"));
    if (seen->macros)
        return sheet_refuse(ctx, TR(ctx->lang, "文件带宏，请另存为不带宏的 .xlsx 再传"));
    if (seen->binary)
        return sheet_refuse(ctx, TR(ctx->lang, "这是 .xlsb，请另存为 .xlsx 再传"));
    if (seen->open_document)
        return sheet_refuse(ctx, TR(ctx->lang, "这是 .ods，请另存为 .xlsx 再传"));
    if (seen->word)
        return sheet_refuse(ctx, TR(ctx->lang, "这是文档或幻灯片，不是表格"));
    if (!seen->workbook)
        return sheet_refuse(ctx, TR(ctx->lang, "这是压缩包，不是表格；请先解开，只传表格"));
    if (seen->members > SHEET_MEMBERS_MAX || is_bomb(seen->unpacked, packed))
        return refuse_bomb(ctx);
    return OK;
}

/* archive_read_next_header() warns about names that are not in the locale's character set; such a
 * member has no name then and is none of those that are read. */
static bool
next_entry(struct archive *archive, struct archive_entry **entry, int *result)
{
    *result = archive_read_next_header(archive, entry);
    return *result == ARCHIVE_OK || *result == ARCHIVE_WARN;
}

Status
zip_open(Ctx *ctx, Text bytes, Zip *out)
{
    struct archive *archive = open_zip(bytes);
    struct archive_entry *entry;
    Seen seen = {0};
    int result = ARCHIVE_EOF;

    *out = (Zip){.ctx = ctx, .bytes = bytes};
    if (archive == NULL)
        return zip_broken(ctx);
    while (seen.members <= SHEET_MEMBERS_MAX && next_entry(archive, &entry, &result))
        see(&seen, entry);
    archive_read_free(archive);
    if (result != ARCHIVE_EOF && seen.members <= SHEET_MEMBERS_MAX)
        return zip_broken(ctx);
    return judge(ctx, &seen, bytes.len);
}

/* Pieces of the entry that was just opened; the sizes in the headers may lie, so bytes are counted.
 */
static Status
stream_entry(Zip *zip, struct archive *archive, ZipPiece *piece, void *arg)
{
    char *buffer = arena_alloc(zip->ctx->arena, PIECE_BYTES);

    for (;;) {
        la_ssize_t got = archive_read_data(archive, buffer, PIECE_BYTES);

        if (got < 0)
            return zip_broken(zip->ctx);
        zip->unpacked += got;
        if (is_bomb(zip->unpacked, zip->bytes.len))
            return refuse_bomb(zip->ctx);
        if (!piece(arg, buffer, (size_t)got) || got == 0)
            return OK;
    }
}

Status
zip_stream(Zip *zip, Text name, ZipPiece *piece, void *arg)
{
    struct archive *archive = open_zip(zip->bytes);
    struct archive_entry *entry;
    Status status = NOT_FOUND;
    int result;

    if (archive == NULL)
        return zip_broken(zip->ctx);
    while (status == NOT_FOUND && next_entry(archive, &entry, &result))
        if (text_eq(text_c(archive_entry_pathname(entry)), name))
            status = stream_entry(zip, archive, piece, arg);
    archive_read_free(archive);
    return status;
}
