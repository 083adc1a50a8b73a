#include "region/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/file.h"
#include "base/id.h"
#include "base/log.h"
#include "base/tr.h"
#include "media/media.h"
#include "region/region.sql.h"
#include "store/store.h"

enum {
    PATH_BYTES = 1024,
    HEAD_BYTES = 16,
    ATTEMPTS_MAX = 4,
    RETRY_SECONDS = 60,
    NEVER = 1 << 30 /* seconds: a refused one waits for the next upload */
};

static char state_dir_path[PATH_BYTES];

void
region_picture_set_dir(Text state_dir)
{
    size_t len = state_dir.len < PATH_BYTES - 1 ? state_dir.len : PATH_BYTES - 1;

    memcpy(state_dir_path, state_dir.at, len);
    state_dir_path[len] = '\0';
}

static char *
path_of(Arena *arena, const char *folder, Text name)
{
    return text_cstr(
        arena, text_printf(arena, "%s/files/%s%.*s", state_dir_path, folder, TEXT_ARGS(name)));
}

static Text
incoming_name(Arena *arena, RegionCode code, int64_t job)
{
    return text_printf(arena, "region-%lld-%lld", (long long)code, (long long)job);
}

static Status
fault(const char *what, const char *path)
{
    log_error("region.picture", LOG_C("what", what), LOG_C("path", path),
              LOG_C("error", strerror(errno)));
    return FAULT;
}

/* ---- taking in ---- */

static Status
picture_problem(Ctx *ctx, Text sentence)
{
    return ctx_problem(ctx, "picture", sentence);
}

/* A first look; the keeper looks closely. */
static Status
check_upload(Ctx *ctx, const char *path)
{
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
        return picture_problem(ctx, TR(ctx->lang, "照片太大，最多 20 MB"));
    if (!text_starts(begin, T("\xFF\xD8\xFF")) && !text_starts(begin, T("\x89PNG")) &&
        !text_eq(text_slice(begin, 8, 4), T("WEBP")))
        return picture_problem(ctx, TR(ctx->lang, "请上传照片（JPG、PNG 或 WebP）"));
    return OK;
}

static Status
take_in(Ctx *ctx, Text temporary, const char *incoming)
{
    char *from = text_cstr(ctx->arena, temporary);
    Text bytes;

    TRY(dir_make(path_of(ctx->arena, "incoming", T("")), 0700));
    if (link(from, incoming) == 0)
        return OK;
    if (errno != EXDEV)
        return fault("link", incoming);
    TRY(file_read(ctx->arena, from, MEDIA_BYTES_MAX, &bytes));
    return file_write(incoming, bytes, 0600);
}

Status
region_picture_put(Ctx *ctx, RegionCode code, Text temporary_path)
{
    Region region;
    PictureJobsOfRows jobs;
    int64_t id = id_new();

    TRY(actor_require(ctx, CAN_EDIT_PROFILE, code));
    TRY(region_get(ctx, code, &region));
    TRY(check_upload(ctx, text_cstr(ctx->arena, temporary_path)));
    TRY(picture_jobs_of(ctx, code, &jobs));
    for (size_t i = 0; i < jobs.len; i++) {
        (void)unlink(
            path_of(ctx->arena, "incoming/", incoming_name(ctx->arena, code, jobs.at[i].id)));
        TRY(picture_job_done(ctx, jobs.at[i].id));
    }
    TRY(take_in(ctx, temporary_path,
                path_of(ctx->arena, "incoming/", incoming_name(ctx->arena, code, id))));
    TRY(picture_job_insert(ctx, id, code, ctx->now));
    store_touch(ctx, KEY_JOBS);
    return audit(ctx, code, "region.picture", code, T(""));
}

Status
region_picture_state(Ctx *ctx, RegionCode code, PictureState *out)
{
    PictureJobsOfRows jobs;

    *out = (PictureState){0};
    TRY(picture_jobs_of(ctx, code, &jobs));
    for (size_t i = 0; i < jobs.len; i++) {
        if (jobs.at[i].error.len != 0)
            out->refused = jobs.at[i].error;
        else
            out->waiting = true;
    }
    return OK;
}

/* ---- the keeper ---- */

typedef struct Task {
    int64_t job, attempts;
    RegionCode region;
    Text incoming; /* file name */
    Text sha256;
    Text refused;
} Task;

static Status
next_task(Ctx *ctx, void *arg)
{
    Task *task = arg;
    PictureJobNextRow job;

    *task = (Task){0};
    TRY(picture_job_next(ctx, ctx->now, &job));
    *task = (Task){.job = job.id,
                   .attempts = job.attempts,
                   .region = job.subject,
                   .incoming = incoming_name(ctx->arena, job.subject, job.id)};
    return OK;
}

static Status
write_done(Ctx *ctx, void *arg)
{
    const Task *task = arg;

    if (task->refused.at != NULL)
        return picture_job_put_off(ctx, task->job, ctx->now + NEVER, task->refused);
    TRY(region_set_picture(ctx, task->region, task->sha256));
    region_touch(ctx, task->region);
    return picture_job_done(ctx, task->job);
}

static Status
write_again(Ctx *ctx, void *arg)
{
    const Task *task = arg;

    return picture_job_put_off(ctx, task->job, ctx->now + (RETRY_SECONDS << task->attempts), T(""));
}

/* Moves the new file to the place of its content, as attachments stand there, too. */
static Status
store_safe(Arena *arena, const char *work, Text *sha256_out)
{
    Text bytes;
    char *folder;

    if (sha256_file_hex(arena, work, sha256_out) != OK)
        return fault("hash", work);
    folder = path_of(arena, "", text_slice(*sha256_out, 0, 2));
    TRY(dir_make(folder, 0700));
    TRY(file_read(arena, work, MEDIA_BYTES_MAX, &bytes));
    TRY(file_write(
        text_cstr(arena, text_printf(arena, "%s/%.*s", folder,
                                     TEXT_ARGS(text_slice(*sha256_out, 2, sha256_out->len)))),
        bytes, 0600));
    return OK;
}

static Status
make_safe(Ctx *ctx, Task *task)
{
    Arena *arena = ctx->arena;
    char *work = path_of(arena, "work/", task->incoming);
    Media media = {0};
    Status status;

    TRY(dir_make(path_of(arena, "work", T("")), 0700));
    (void)unlink(work);
    status = media_image_safe(path_of(arena, "incoming/", task->incoming), work, NULL, &media);
    if (status == INVALID)
        task->refused = tr_text(
            ctx->lang, media.refused != NULL ? media.refused : N_("这个文件打不开，可能已经损坏"));
    if (status == NOT_FOUND)
        task->refused = TR(ctx->lang, "上传的文件没有保存下来，请重新上传");
    if (status == OK)
        status = store_safe(arena, work, &task->sha256);
    (void)unlink(work);
    return status == NOT_FOUND ? INVALID : status;
}

static Status
do_task(Store *store, Ctx *ctx, Task *task)
{
    Status status = make_safe(ctx, task);

    if (status != OK && status != INVALID && task->attempts + 1 < ATTEMPTS_MAX)
        return store_write(store, ctx, write_again, task);
    if (status != OK && task->refused.at == NULL)
        task->refused = TR(ctx->lang, "这个文件处理不了，请换一个再试");
    TRY(store_write(store, ctx, write_done, task));
    (void)unlink(path_of(ctx->arena, "incoming/", task->incoming));
    return OK;
}

Status
region_picture_make_safe(Store *store, Ctx *ctx)
{
    Status status;
    Task task;

    do {
        ArenaMark mark = arena_mark(ctx->arena);

        status = store_read(store, ctx, next_task, &task);
        if (status == OK)
            status = do_task(store, ctx, &task);
        arena_release(ctx->arena, mark);
    } while (status == OK);
    return status == NOT_FOUND ? OK : status;
}
