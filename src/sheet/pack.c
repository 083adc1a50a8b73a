#include "sheet/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/tr.h"

struct Pack {
    Arena *arena;
    const char *path;
    struct archive *archive;
};

enum { FILE_MODE = 0644 };

Status
pack_begin(Ctx *ctx, const char *path, Pack **out)
{
    Pack *pack = NEW(ctx->arena, Pack);
    bool fine;

    *pack = (Pack){ctx->arena, path, archive_write_new()};
    *out = pack;
    fine = pack->archive != NULL && archive_write_set_format_zip(pack->archive) == ARCHIVE_OK &&
           archive_write_set_options(pack->archive, "hdrcharset=UTF-8") == ARCHIVE_OK &&
           archive_write_open_filename(pack->archive, path) == ARCHIVE_OK;
    if (fine)
        return OK;
    if (pack->archive != NULL)
        archive_write_free(pack->archive);
    return ctx_problem(
        ctx, "file",
        TR_FORMAT(ctx->arena, ctx->lang, "文件写不了：{why}", {"why", text_c(strerror(errno))}));
}

Status
pack_add(Pack *pack, Text name, Time at, Text bytes)
{
    struct archive_entry *entry = archive_entry_new();
    bool fine;

    archive_entry_set_pathname_utf8(entry, text_cstr(pack->arena, name));
    archive_entry_set_size(entry, (int64_t)bytes.len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, FILE_MODE);
    archive_entry_set_mtime(entry, at, 0);
    fine = archive_write_header(pack->archive, entry) == ARCHIVE_OK &&
           archive_write_data(pack->archive, bytes.at, bytes.len) == (ssize_t)bytes.len;
    archive_entry_free(entry);
    if (!fine)
        log_error("pack.add", LOG_TEXT("name", name),
                  LOG_C("error", archive_error_string(pack->archive)));
    return fine ? OK : FAULT;
}

Status
pack_end(Pack *pack, Status status)
{
    bool fine = archive_write_close(pack->archive) == ARCHIVE_OK;

    archive_write_free(pack->archive);
    if (status == OK && !fine)
        status = FAULT;
    if (status != OK)
        (void)unlink(pack->path);
    return status;
}
