/*
 * Photographs beside attachments: the files, whatever they are of.
 */
#include "disclosure/photo_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/file.h"
#include "base/log.h"
#include "base/tr.h"

enum {
    HEAD_BYTES = 16,
    FILE_MODE = 0600,
    FOLDER_MODE = 0700,
    ATTEMPTS_MAX = 4,
    RETRY_SECONDS = 60, /* doubled each time */
};

static char *
path_of(Arena *arena, const char *folder, Text name)
{
    return text_cstr(arena, text_printf(arena, "%.*s/files/%s%.*s", TEXT_ARGS(attachment_dir()),
                                        folder, TEXT_ARGS(name)));
}

static Status
fault(const char *what, const char *path)
{
    log_error("photo.file", LOG_C("what", what), LOG_C("path", path),
              LOG_C("error", strerror(errno)));
    return FAULT;
}

Status
photo_file_check(Ctx *ctx, Text temporary_path)
{
    const char *path = text_cstr(ctx->arena, temporary_path);
    char head[HEAD_BYTES];
    struct stat info;
    Text begin;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got;

    if (fd < 0)
        return fault("open", path);
    got = fstat(fd, &info) == 0 ? read(fd, head, sizeof head) : -1;
    close(fd);
    if (got < 0)
        return fault("read", path);
    begin = (Text){head, (size_t)got};
    if (info.st_size > MEDIA_BYTES_MAX)
        return ctx_problem(ctx, "photo", TR(ctx->lang, "照片太大，最多 20 MB"));
    if (!text_starts(begin, T("\xFF\xD8\xFF")) && !text_starts(begin, T("\x89PNG")) &&
        !text_eq(text_slice(begin, 8, 4), T("WEBP")))
        return ctx_problem(ctx, "photo", TR(ctx->lang, "请上传照片（JPG、PNG 或 WebP）"));
    return OK;
}

Status
photo_file_take_in(Ctx *ctx, Text temporary, Text name)
{
    char *from = text_cstr(ctx->arena, temporary);
    char *incoming;
    Text bytes;

    TRY(dir_make(path_of(ctx->arena, "incoming", T("")), FOLDER_MODE));
    incoming = path_of(ctx->arena, "incoming/", name);
    if (link(from, incoming) == 0)
        return OK;
    if (errno != EXDEV)
        return fault("link", incoming);
    TRY(file_read(ctx->arena, from, MEDIA_BYTES_MAX, &bytes));
    return file_write(incoming, bytes, FILE_MODE);
}

void
photo_file_remove(Arena *arena, Text sha256)
{
    if (!text_is_empty(sha256))
        (void)unlink(text_cstr(arena, attachment_stored_path(arena, sha256)));
}

/* Moves a new file to the place of its content, as attachments stand there, too. */
static Status
store_safe(Arena *arena, const char *work, Text *sha256_out)
{
    Text bytes;
    char *folder;

    if (sha256_file_hex(arena, work, sha256_out) != OK)
        return fault("hash", work);
    folder = path_of(arena, "", text_slice(*sha256_out, 0, 2));
    TRY(dir_make(folder, FOLDER_MODE));
    TRY(file_read(arena, work, MEDIA_BYTES_MAX, &bytes));
    return file_write(text_cstr(arena, attachment_stored_path(arena, *sha256_out)), bytes,
                      FILE_MODE);
}

/* Makes what was taken in anew without metadata and stores it with its thumbnail.  INVALID with
 * out->refused; anything else may be tried again. */
static Status
make_safe(Ctx *ctx, Text name, PhotoFile *out)
{
    Arena *arena = ctx->arena;
    char *work = path_of(arena, "work/", name);
    char *thumb = text_cstr(arena, text_printf(arena, "%s-thumb", work));
    Status status;

    *out = (PhotoFile){0};
    TRY(dir_make(path_of(arena, "work", T("")), FOLDER_MODE));
    (void)unlink(work);
    (void)unlink(thumb);
    status = media_image_safe(path_of(arena, "incoming/", name), work, thumb, &out->media);
    if (status == INVALID)
        out->refused =
            tr_text(ctx->lang, out->media.refused != NULL ? out->media.refused
                                                          : N_("这个文件打不开，可能已经损坏"));
    if (status == NOT_FOUND)
        out->refused = TR(ctx->lang, "上传的文件没有保存下来，请重新上传");
    if (status == OK)
        status = store_safe(arena, work, &out->sha256);
    if (status == OK)
        status = store_safe(arena, thumb, &out->thumb);
    (void)unlink(work);
    (void)unlink(thumb);
    return status == NOT_FOUND ? INVALID : status;
}

/* ---- the keeper ---- */

Time
photo_task_again_at(const Ctx *ctx, const PhotoTask *task)
{
    return ctx->now + (RETRY_SECONDS << task->attempts);
}

static Status
do_task(Store *store, Ctx *ctx, const PhotoKeeper *keeper, PhotoTask *task)
{
    Status status = task->removed ? OK : make_safe(ctx, task->name, &task->file);

    if (status != OK && status != INVALID && task->attempts + 1 < ATTEMPTS_MAX)
        return store_write(store, ctx, keeper->again, task);
    if (status != OK && task->file.refused.at == NULL)
        task->file.refused = TR(ctx->lang, "这个文件处理不了，请换一个再试");
    TRY(store_write(store, ctx, keeper->done, task));
    (void)unlink(path_of(ctx->arena, "incoming/", task->name));
    return OK;
}

Status
photo_keeper_run(Store *store, Ctx *ctx, const PhotoKeeper *keeper, PhotoTask *task)
{
    Status status;

    do {
        ArenaMark mark = arena_mark(ctx->arena);

        status = store_read(store, ctx, keeper->next, task);
        if (status == OK)
            status = do_task(store, ctx, keeper, task);
        arena_release(ctx->arena, mark);
    } while (status == OK);
    return status == NOT_FOUND ? OK : status;
}
