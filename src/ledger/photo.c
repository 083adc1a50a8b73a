#include "ledger/photo.h"

#include "base/id.h"
#include "base/tr.h"
#include "disclosure/photo_file.h"
#include "ledger/inside.h"
#include "store/store.h"

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

static Text
source_name(Arena *arena, int64_t photo)
{
    return text_printf(arena, "entry-%lld", (long long)photo);
}

/* ---- taking in ---- */

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
    TRY(photo_file_check(ctx, temporary_path));
    *out = (EntryPhoto){.id = id_new(), .entry = entry, .state = ATTACHMENT_PENDING};
    name = source_name(ctx->arena, out->id);
    TRY(photo_file_take_in(ctx, temporary_path, name));
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
    PhotoTask task;
    PhotoRow photo;
} Task;

static Status
next_task(Ctx *ctx, void *arg)
{
    Task *own = arg;
    PhotoJobNextRow job;
    Status status;

    *own = (Task){0};
    TRY(photo_job_next(ctx, ctx->now, &job));
    own->task.job = job.id;
    own->task.attempts = job.attempts;
    own->task.name = source_name(ctx->arena, job.photo);
    status = photo_load(ctx, job.photo, &own->photo);
    own->task.removed = status == NOT_FOUND;
    return own->task.removed ? OK : status;
}

static Status
write_done(Ctx *ctx, void *arg)
{
    const Task *own = arg;

    if (!own->task.removed)
        TRY(photo_done(ctx,
                       &(PhotoDoneArgs){
                           .id = own->photo.id,
                           .state = own->task.file.refused.at != NULL ? T("refused") : T("safe"),
                           .refused = own->task.file.refused,
                           .sha256 = own->task.file.sha256,
                           .thumb = own->task.file.thumb,
                           .bytes = own->task.file.media.bytes,
                           .width = own->task.file.media.width,
                           .height = own->task.file.media.height,
                       }));
    if (!own->task.removed)
        region_touch(ctx, own->photo.region);
    return photo_job_done(ctx, own->task.job);
}

static Status
write_again(Ctx *ctx, void *arg)
{
    const Task *own = arg;

    return photo_job_put_off(ctx, own->task.job, photo_task_again_at(ctx, &own->task));
}

Status
entry_photo_make_safe(Store *store, Ctx *ctx)
{
    static const PhotoKeeper keeper = {next_task, write_done, write_again};
    Task own;

    return photo_keeper_run(store, ctx, &keeper, &own.task);
}
