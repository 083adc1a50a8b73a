/*
 * The keeper's work on attachments: each upload is made anew without what nobody should see, stored
 * under the hash of its content, and only then safe.
 *
 * Every step can be done again after a crash: the job stands until the transaction that marks the
 * attachment; what a dead attempt left in files/work/ is overwritten, what lies in files/incoming/
 * without anybody waiting for it is swept away after a day.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/file.h"
#include "base/log.h"
#include "base/tr.h"
#include "disclosure/files.h"
#include "disclosure/parts.h"
#include "media/media.h"
#include "store/store.h"

enum {
    ATTEMPTS_MAX = 4,   /* of the machine failing; a bad file is refused at once */
    RETRY_SECONDS = 60, /* doubled each time */
    SWEEP_EVERY_SECONDS = 3600,
    SWEEP_AFTER_SECONDS = 86400,
};

typedef struct Task {
    int64_t job;
    int64_t attempts;
    StoredAttachment file;
    RegionCode region;
    bool wanted; /* the attachment is still there and pending */
    /* What became of it. */
    Media media;
    Text sha256;
    Text thumb;
    Text refused;
} Task;

/* ---- what is in the database ---- */

static Status
next_task(Ctx *ctx, void *arg)
{
    Task *task = arg;
    AttachmentJobNextRow job;
    Disclosure disclosure;
    Status status;

    *task = (Task){0};
    TRY(attachment_job_next(ctx, ctx->now, &job));
    task->job = job.id;
    task->attempts = job.attempts;
    status = attachment_load(ctx, job.subject, &task->file);
    if (status == NOT_FOUND) {
        /* Taken out meanwhile; what was uploaded goes, too. */
        task->file.source = text_printf(ctx->arena, "%lld", (long long)job.subject);
        return OK;
    }
    TRY(status);
    TRY(disclosure_fetch(ctx, task->file.disclosure, &disclosure));
    task->region = disclosure.region;
    task->wanted = text_eq(task->file.state, T("pending"));
    return OK;
}

static Status
write_done(Ctx *ctx, void *arg)
{
    const Task *task = arg;
    int64_t changed;

    if (task->wanted && task->refused.at != NULL) {
        TRY(attachment_set_refused(ctx, task->file.id, task->refused, &changed));
    } else if (task->wanted) {
        TRY(attachment_set_safe(ctx,
                                &(AttachmentSetSafeArgs){
                                    .id = task->file.id,
                                    .kind = task->media.kind == MEDIA_PDF ? T("pdf") : T("image"),
                                    .sha256 = task->sha256,
                                    .thumb = task->thumb,
                                    .bytes = task->media.bytes,
                                    .width = task->media.width,
                                    .height = task->media.height,
                                },
                                &changed));
    }
    if (task->region != 0)
        region_touch(ctx, task->region);
    return attachment_job_done(ctx, task->job);
}

static Status
write_again(Ctx *ctx, void *arg)
{
    const Task *task = arg;

    return attachment_job_again(ctx, task->job, ctx->now + (RETRY_SECONDS << task->attempts),
                                T("could not be made safe"));
}

/* ---- what is on the disk ---- */

/* Moves a finished file to the place of its content. */
static Status
store_safe(Arena *arena, Text work, Text *sha256_out)
{
    Text safe;

    /* Somebody took it away: no word about the upload, which would be a refusal. */
    if (sha256_file_hex(arena, text_cstr(arena, work), sha256_out) != OK)
        return files_fault("hash", work);
    TRY(dir_make(text_cstr(arena, files_safe_dir(arena, *sha256_out)), 0700));
    safe = attachment_stored_path(arena, *sha256_out);
    TRY(files_sync(arena, work));
    if (rename(text_cstr(arena, work), text_cstr(arena, safe)) != 0)
        return files_fault("rename", safe);
    return files_sync(arena, files_safe_dir(arena, *sha256_out));
}

/* Makes target and thumb in files/work/; INVALID with task->refused set. */
static Status
make_safe(Ctx *ctx, Task *task, Text target, Text thumb)
{
    Arena *arena = ctx->arena;
    const char *source = text_cstr(arena, files_incoming(arena, task->file.source));
    Status status;

    TRY(dir_make(text_cstr(arena, files_work(arena, T(""))), 0700));
    (void)unlink(text_cstr(arena, target));
    (void)unlink(text_cstr(arena, thumb));
    if (text_eq(task->file.kind, T("pdf")))
        status = media_pdf_safe(source, text_cstr(arena, target), &task->media);
    else
        status = media_image_safe(source, text_cstr(arena, target), text_cstr(arena, thumb),
                                  &task->media);
    if (status == INVALID)
        task->refused =
            tr_text(ctx->lang, task->media.refused != NULL ? task->media.refused
                                                           : N_("这个文件打不开，可能已经损坏"));
    if (status == NOT_FOUND)
        task->refused = TR(ctx->lang, "上传的文件没有保存下来，请重新上传");
    return status == NOT_FOUND ? INVALID : status;
}

static Status
work_on(Ctx *ctx, Task *task)
{
    Arena *arena = ctx->arena;
    Text target = files_work(arena, task->file.source);
    Text thumb = text_printf(arena, "%.*s.thumb", TEXT_ARGS(files_work(arena, task->file.source)));
    Status status = make_safe(ctx, task, target, thumb);

    if (status == OK)
        status = store_safe(arena, target, &task->sha256);
    if (status == OK && task->media.kind != MEDIA_PDF)
        status = store_safe(arena, thumb, &task->thumb);
    (void)unlink(text_cstr(arena, target));
    (void)unlink(text_cstr(arena, thumb));
    return status;
}

static Status
do_task(Store *store, Ctx *ctx, Task *task)
{
    Text incoming;
    Status status = OK;

    if (task->wanted)
        status = work_on(ctx, task);
    /* Whatever else went wrong, it is not safe. */
    if (status != OK && status != INVALID && task->attempts + 1 < ATTEMPTS_MAX)
        return store_write(store, ctx, write_again, task);
    if (status != OK && task->refused.at == NULL)
        task->refused = TR(ctx->lang, "这个文件处理不了，请换一个再试");
    TRY(store_write(store, ctx, write_done, task));
    if (task->file.source.len == 0)
        return OK;
    incoming = files_incoming(ctx->arena, task->file.source);
    if (unlink(text_cstr(ctx->arena, incoming)) != 0 && errno != ENOENT)
        (void)files_fault("unlink", incoming);
    return OK;
}

/* ---- sweeping ---- */

typedef struct Leftover {
    int64_t id;
    bool wanted;
} Leftover;

static Status
is_wanted(Ctx *ctx, void *arg)
{
    Leftover *leftover = arg;
    StoredAttachment row;
    Status status = attachment_load(ctx, leftover->id, &row);

    if (status == OK)
        leftover->wanted = row.source.len != 0;
    return status == NOT_FOUND ? OK : status;
}

static void
sweep_one(Store *store, Ctx *ctx, const char *name, Time now)
{
    Text path = files_incoming(ctx->arena, text_c(name));
    Leftover leftover = {0};
    struct stat info;

    if (!text_to_i64(text_c(name), &leftover.id) || stat(text_cstr(ctx->arena, path), &info) != 0 ||
        info.st_mtime > now - SWEEP_AFTER_SECONDS)
        return;
    if (store_read(store, ctx, is_wanted, &leftover) == OK && !leftover.wanted)
        (void)unlink(text_cstr(ctx->arena, path));
}

/* Uploads whose transaction was rolled back, or whose draft was thrown away. */
static void
sweep(Store *store, Ctx *ctx)
{
    static Time last;
    Time now = clock_system(); /* files carry the system's time, not the installation's */
    struct dirent *entry;
    DIR *dir;

    if (now - last < SWEEP_EVERY_SECONDS)
        return;
    last = now;
    dir = opendir(text_cstr(ctx->arena, files_incoming(ctx->arena, T(""))));
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        ArenaMark mark = arena_mark(ctx->arena);

        sweep_one(store, ctx, entry->d_name, now);
        arena_release(ctx->arena, mark);
    }
    if (dir != NULL)
        closedir(dir);
}

Status
attachment_make_safe(Store *store, Ctx *ctx)
{
    Status status;
    Task task;

    for (;;) {
        ArenaMark mark = arena_mark(ctx->arena);

        status = store_read(store, ctx, next_task, &task);
        if (status == OK)
            status = do_task(store, ctx, &task);
        arena_release(ctx->arena, mark);
        if (status != OK)
            break;
    }
    if (status != NOT_FOUND)
        return status;
    sweep(store, ctx);
    return OK;
}
