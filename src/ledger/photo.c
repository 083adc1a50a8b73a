#include "ledger/photo.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/file.h"
#include "base/id.h"
#include "base/log.h"
#include "base/tr.h"
#include "ledger/inside.h"
#include "media/media.h"
#include "store/store.h"

enum {
    HEAD_BYTES = 16,
    ATTEMPTS_MAX = 4,
    RETRY_SECONDS = 60,
    FILE_MODE = 0600,
    FOLDER_MODE = 0700
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
    log_error("ledger.photo", LOG_C("what", what), LOG_C("path", path),
              LOG_C("error", strerror(errno)));
    return FAULT;
}

static EntryPhoto
from_row(const PhotoRow *row)
{
    AttachmentState state = ATTACHMENT_PENDING;

    if (text_eq(row->state, T("safe")))
        state = ATTACHMENT_SAFE;
    else if (text_eq(row->state, T("refused")))
        state = ATTACHMENT_REFUSED;
    return (EntryPhoto){
        .id = row->id,
        .entry = row->entry,
        .state = state,
        .refused = row->refused,
        .sha256 = row->sha256,
        .thumb = row->thumb,
    };
}

/* ---- taking in ---- */

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
        return ctx_problem(ctx, "photo", TR(ctx->lang, "照片太大，最多 20 MB"));
    if (!text_starts(begin, T("\xFF\xD8\xFF")) && !text_starts(begin, T("\x89PNG")) &&
        !text_eq(text_slice(begin, 8, 4), T("WEBP")))
        return ctx_problem(ctx, "photo", TR(ctx->lang, "请上传照片（JPG、PNG 或 WebP）"));
    return OK;
}

static Status
take_in(Ctx *ctx, Text temporary, Text name)
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

/* The entry, when the acting person keeps its village's ledger; *position_out: behind those it has.
 */
static Status
open_entry(Ctx *ctx, int64_t id, EntryRow *out, int64_t *position_out)
{
    PhotoRows rows;

    TRY(entry_load(ctx, id, out));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, out->region));
    TRY(photos_of(ctx, id, ENTRY_PHOTOS_MAX + 1, &rows));
    if (rows.len >= ENTRY_PHOTOS_MAX)
        return ctx_problem(ctx, "photo", TR(ctx->lang, "一笔账最多 5 张照片"));
    *position_out = (int64_t)rows.len;
    return OK;
}

Status
entry_photo_add(Ctx *ctx, int64_t entry, Text temporary_path, EntryPhoto *out)
{
    EntryRow row;
    int64_t position;
    Text name;

    TRY(open_entry(ctx, entry, &row, &position));
    TRY(check_upload(ctx, text_cstr(ctx->arena, temporary_path)));
    *out = (EntryPhoto){.id = id_new(), .entry = entry, .state = ATTACHMENT_PENDING};
    name = text_printf(ctx->arena, "entry-%lld", (long long)out->id);
    TRY(take_in(ctx, temporary_path, name));
    TRY(photo_insert(ctx, &(PhotoInsertArgs){
                              .id = out->id,
                              .entry = entry,
                              .position = position,
                              .state = T("pending"),
                              .source = name,
                              .created_at = ctx->now,
                              .created_by = ledger_acting(ctx),
                          }));
    TRY(photo_job_insert(ctx, id_new(), out->id, ctx->now));
    store_touch(ctx, KEY_JOBS);
    return audit(ctx, row.region, "entry.photo_add", entry, T(""));
}

Status
entry_photo_add_safe(Ctx *ctx, int64_t entry, const Attachment *file)
{
    EntryRow row;
    int64_t position;

    TRY(open_entry(ctx, entry, &row, &position));
    return photo_insert(ctx, &(PhotoInsertArgs){
                                 .id = id_new(),
                                 .entry = entry,
                                 .position = position,
                                 .state = T("safe"),
                                 .source = T(""),
                                 .sha256 = file->sha256,
                                 .thumb = file->thumb,
                                 .bytes = file->bytes,
                                 .width = file->width,
                                 .height = file->height,
                                 .created_at = ctx->now,
                                 .created_by = ledger_acting(ctx),
                             });
}

Status
entry_photo_remove(Ctx *ctx, int64_t photo)
{
    PhotoRow row;

    TRY(photo_load(ctx, photo, &row));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, row.region));
    TRY(photo_drop(ctx, photo));
    region_touch(ctx, row.region);
    return audit(ctx, row.region, "entry.photo_remove", row.entry, T(""));
}

/* ---- reading ---- */

static bool
may_see(const Ctx *ctx, RegionCode region)
{
    return (disclosure_reader(ctx, region) & (1u << AUDIENCE_RESIDENTS | 1u << AUDIENCE_STAFF)) !=
           0;
}

Status
entry_photo_list(Ctx *ctx, int64_t id, EntryPhotos *out)
{
    PhotoRows rows;
    Entry entry;

    *out = (EntryPhotos){0};
    TRY(entry_get(ctx, id, &entry));
    if (!may_see(ctx, entry.region))
        return OK;
    TRY(photos_of(ctx, id, ENTRY_PHOTOS_MAX, &rows));
    *out = (EntryPhotos){NEW_ARRAY(ctx->arena, EntryPhoto, rows.len), rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = from_row(&rows.at[i]);
    return OK;
}

Status
entry_photo_file(Ctx *ctx, int64_t photo, bool thumb, Text *path_out)
{
    PhotoRow row;
    Entry entry;

    TRY(photo_load(ctx, photo, &row));
    TRY(entry_get(ctx, row.entry, &entry));
    if (!may_see(ctx, row.region) || !text_eq(row.state, T("safe")))
        return NOT_FOUND;
    *path_out = attachment_stored_path(ctx->arena, thumb ? row.thumb : row.sha256);
    return OK;
}

/* ---- the keeper ---- */

typedef struct Task {
    int64_t job, attempts;
    PhotoRow photo;
    Media media;
    Text sha256, thumb, refused;
} Task;

static Status
next_task(Ctx *ctx, void *arg)
{
    Task *task = arg;
    PhotoJobNextRow job;
    Status status;

    *task = (Task){0};
    TRY(photo_job_next(ctx, ctx->now, &job));
    task->job = job.id;
    task->attempts = job.attempts;
    status = photo_load(ctx, job.photo, &task->photo);
    return status == NOT_FOUND ? OK : status; /* removed meanwhile: photo.id is 0 */
}

static Status
write_done(Ctx *ctx, void *arg)
{
    const Task *task = arg;

    if (task->photo.id != 0)
        TRY(photo_done(ctx, &(PhotoDoneArgs){
                                .id = task->photo.id,
                                .state = task->refused.at != NULL ? T("refused") : T("safe"),
                                .refused = task->refused,
                                .sha256 = task->sha256,
                                .thumb = task->thumb,
                                .bytes = task->media.bytes,
                                .width = task->media.width,
                                .height = task->media.height,
                            }));
    if (task->photo.id != 0)
        region_touch(ctx, task->photo.region);
    return photo_job_done(ctx, task->job);
}

static Status
write_again(Ctx *ctx, void *arg)
{
    const Task *task = arg;

    return photo_job_put_off(ctx, task->job, ctx->now + (RETRY_SECONDS << task->attempts));
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

static Status
make_safe(Ctx *ctx, Task *task)
{
    Arena *arena = ctx->arena;
    char *work = path_of(arena, "work/", task->photo.source);
    char *thumb = text_cstr(arena, text_printf(arena, "%s-thumb", work));
    Status status;

    TRY(dir_make(path_of(arena, "work", T("")), FOLDER_MODE));
    (void)unlink(work);
    (void)unlink(thumb);
    status = media_image_safe(path_of(arena, "incoming/", task->photo.source), work, thumb,
                              &task->media);
    if (status == INVALID)
        task->refused =
            tr_text(ctx->lang, task->media.refused != NULL ? task->media.refused
                                                           : N_("这个文件打不开，可能已经损坏"));
    if (status == NOT_FOUND)
        task->refused = TR(ctx->lang, "上传的文件没有保存下来，请重新上传");
    if (status == OK)
        status = store_safe(arena, work, &task->sha256);
    if (status == OK)
        status = store_safe(arena, thumb, &task->thumb);
    (void)unlink(work);
    (void)unlink(thumb);
    return status == NOT_FOUND ? INVALID : status;
}

static Status
do_task(Store *store, Ctx *ctx, Task *task)
{
    Status status = task->photo.id == 0 ? OK : make_safe(ctx, task);

    if (status != OK && status != INVALID && task->attempts + 1 < ATTEMPTS_MAX)
        return store_write(store, ctx, write_again, task);
    if (status != OK && task->refused.at == NULL)
        task->refused = TR(ctx->lang, "这个文件处理不了，请换一个再试");
    TRY(store_write(store, ctx, write_done, task));
    if (task->photo.id != 0)
        (void)unlink(path_of(ctx->arena, "incoming/", task->photo.source));
    return OK;
}

Status
entry_photo_make_safe(Store *store, Ctx *ctx)
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
