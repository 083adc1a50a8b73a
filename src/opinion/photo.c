/*
 * Photographs of a draft and of the opinion that it becomes; the keeper makes them safe.
 */
#include "base/id.h"
#include "base/tr.h"
#include "disclosure/photo_file.h"
#include "opinion/ask_inside.h"
#include "store/store.h"

static OpinionPhoto
from_row(const OpinionPhotoRow *row)
{
    AttachmentState state = ATTACHMENT_PENDING;

    if (text_eq(row->state, T("safe")))
        state = ATTACHMENT_SAFE;
    else if (text_eq(row->state, T("refused")))
        state = ATTACHMENT_REFUSED;
    return (OpinionPhoto){
        .id = row->id,
        .state = state,
        .refused = row->refused,
        .sha256 = row->sha256,
        .thumb = row->thumb,
    };
}

static Text
source_name(Arena *arena, int64_t photo)
{
    return text_printf(arena, "opinion-%lld", (long long)photo);
}

static Status
photos_of(Ctx *ctx, int64_t opinion, OpinionPhotos *out)
{
    OpinionPhotoRows rows;

    TRY(opinion_photos_of(ctx, opinion, OPINION_PHOTOS_MAX, &rows));
    *out = (OpinionPhotos){NEW_ARRAY(ctx->arena, OpinionPhoto, rows.len), rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = from_row(&rows.at[i]);
    return OK;
}

/* ---- of a draft ---- */

static Status
open_draft(Ctx *ctx, Text token, DraftRow *out)
{
    TRY(draft_row(ctx, token, out));
    return out->sent ? NOT_FOUND : OK;
}

/* Taking back makes room for another one, not for any number. */
static Status
may_add_more(Ctx *ctx, int64_t draft)
{
    Problems before = ctx->problems;
    Status status =
        account_limit_day(ctx, "opinion-photo", text_printf(ctx->arena, "%lld", (long long)draft),
                          OPINION_PHOTOS_OF_DRAFT_MAX);

    if (status != INVALID)
        return status;
    ctx->problems = before;
    return ctx_problem(ctx, "photo", TR(ctx->lang, "最多 6 张照片"));
}

Status
opinion_photo_add(Ctx *ctx, Text token, Text temporary_path, OpinionPhoto *out)
{
    DraftRow draft;
    OpinionPhotos photos;
    Text name;

    TRY(open_draft(ctx, token, &draft));
    TRY(photos_of(ctx, draft.id, &photos));
    if (photos.len >= OPINION_PHOTOS_MAX)
        return ctx_problem(ctx, "photo", TR(ctx->lang, "最多 6 张照片"));
    TRY(may_add_more(ctx, draft.id));
    TRY(photo_file_check(ctx, temporary_path));
    *out = (OpinionPhoto){.id = id_new(), .state = ATTACHMENT_PENDING};
    name = source_name(ctx->arena, out->id);
    TRY(photo_file_take_in(ctx, temporary_path, name));
    TRY(opinion_photo_insert(ctx, &(OpinionPhotoInsertArgs){
                                      .id = out->id,
                                      .opinion = draft.id,
                                      .position = (int64_t)photos.len,
                                      .source = name,
                                      .now = ctx->now,
                                  }));
    TRY(opinion_photo_job_insert(ctx, id_new(), out->id, ctx->now));
    store_touch(ctx, KEY_JOBS);
    return OK;
}

Status
opinion_photo_remove(Ctx *ctx, Text token, int64_t photo)
{
    DraftRow draft;
    int64_t changed;

    TRY(open_draft(ctx, token, &draft));
    TRY(opinion_photo_drop(ctx, photo, draft.id, &changed));
    return changed == 0 ? NOT_FOUND : OK;
}

Status
opinion_draft_photos(Ctx *ctx, Text token, OpinionPhotos *out)
{
    DraftRow draft;

    TRY(open_draft(ctx, token, &draft));
    return photos_of(ctx, draft.id, out);
}

/* ---- of an opinion ---- */

/* Pictures show more than words: faces, doors, number plates. */
static bool
may_see(const Opinion *opinion)
{
    return opinion->sight >= SEES_SENDER || (opinion->photos_shown && opinion->shown);
}

Status
opinion_photos(Ctx *ctx, const Opinion *opinion, OpinionPhotos *out)
{
    *out = (OpinionPhotos){0};
    return may_see(opinion) ? photos_of(ctx, opinion->id, out) : OK;
}

Status
opinion_photo_file(Ctx *ctx, int64_t photo, Text token, Texts receipts, bool thumb, Text *path_out)
{
    OpinionPhotoRow row;
    Opinion opinion;
    DraftRow draft;

    TRY(opinion_photo_by_id(ctx, photo, &row));
    if (!text_eq(row.state, T("safe")))
        return NOT_FOUND;
    if (draft_row(ctx, token, &draft) != OK || draft.id != row.opinion) {
        TRY(opinion_get(ctx, row.opinion, receipts, &opinion));
        if (!may_see(&opinion))
            return NOT_FOUND;
    }
    *path_out = attachment_stored_path(ctx->arena, thumb ? row.thumb : row.sha256);
    return OK;
}

/* ---- the keeper ---- */

typedef struct Task {
    PhotoTask task;
    OpinionPhotoRow photo;
} Task;

static Status
next_task(Ctx *ctx, void *arg)
{
    Task *own = arg;
    OpinionPhotoJobNextRow job;
    Status status;

    *own = (Task){0};
    TRY(opinion_photo_job_next(ctx, ctx->now, &job));
    own->task.job = job.id;
    own->task.attempts = job.attempts;
    own->task.name = source_name(ctx->arena, job.photo);
    status = opinion_photo_by_id(ctx, job.photo, &own->photo);
    own->task.removed = status == NOT_FOUND;
    return own->task.removed ? OK : status;
}

/* Shown ones stand on pages that are kept. */
static Status
touch_place(Ctx *ctx, int64_t opinion)
{
    OpinionRecord record;
    Status status = opinion_fetch(ctx, opinion, &record);

    if (status == OK && !opinion_record_is_sealed(&record))
        region_touch(ctx, record.region);
    return status == NOT_FOUND ? OK : status;
}

static Status
write_done(Ctx *ctx, void *arg)
{
    const Task *own = arg;

    if (!own->task.removed)
        TRY(opinion_photo_done(
            ctx, &(OpinionPhotoDoneArgs){
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
        TRY(touch_place(ctx, own->photo.opinion));
    return opinion_photo_job_done(ctx, own->task.job);
}

static Status
write_again(Ctx *ctx, void *arg)
{
    const Task *own = arg;

    return opinion_photo_job_put_off(ctx, own->task.job, photo_task_again_at(ctx, &own->task));
}

Status
opinion_photo_make_safe(Store *store, Ctx *ctx)
{
    static const PhotoKeeper keeper = {next_task, write_done, write_again};
    Task own;

    return photo_keeper_run(store, ctx, &keeper, &own.task);
}
