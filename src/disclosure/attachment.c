/*
 * Attachments: taken in, listed, handed out.  Making them safe is attachment_jobs.c.
 */
#include "disclosure/attachment.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/id.h"
#include "base/log.h"
#include "base/tr.h"
#include "disclosure/attachment.sql.h"
#include "disclosure/files.h"
#include "disclosure/steps.h"
#include "store/store.h"

enum { PATH_BYTES = 1024, HEAD_BYTES = 16 };

static char state_dir_path[PATH_BYTES * 2];

void
attachment_set_dir(Text state_dir)
{
    char here[PATH_BYTES] = "";

    if (!text_starts(state_dir, T("/")) && getcwd(here, sizeof here) == NULL)
        here[0] = '\0';
    snprintf(state_dir_path, sizeof state_dir_path, "%s%s%.*s", here, here[0] != '\0' ? "/" : "",
             TEXT_ARGS(state_dir));
}

/* ---- where files stand ---- */

Text
attachment_dir(void)
{
    return text_c(state_dir_path);
}

Text
files_incoming(Arena *arena, Text name)
{
    return text_printf(arena, "%s/files/incoming/%.*s", state_dir_path, TEXT_ARGS(name));
}

Text
files_work(Arena *arena, Text name)
{
    return text_printf(arena, "%s/files/work/%.*s", state_dir_path, TEXT_ARGS(name));
}

Text
files_safe_dir(Arena *arena, Text sha256)
{
    return text_printf(arena, "%s/files/%.*s", state_dir_path, TEXT_ARGS(text_slice(sha256, 0, 2)));
}

Text
attachment_stored_path(Arena *arena, Text sha256)
{
    Text rest = text_slice(sha256, 2, sha256.len);

    return text_printf(arena, "%.*s/%.*s", TEXT_ARGS(files_safe_dir(arena, sha256)),
                       TEXT_ARGS(rest));
}

Status
files_fault(const char *what, Text path)
{
    log_error("attachment.file", LOG_C("what", what), LOG_TEXT("path", path),
              LOG_C("error", strerror(errno)));
    return FAULT;
}

Status
files_sync(Arena *arena, Text path)
{
    int fd = open(text_cstr(arena, path), O_RDONLY | O_CLOEXEC);
    int failed = fd < 0 || fsync(fd) != 0;

    if (failed)
        (void)files_fault("sync", path);
    if (fd >= 0)
        close(fd);
    return failed ? FAULT : OK;
}

/* Gives the uploaded file a second name of ours; across file systems it is copied. */
static Status
take_in(Arena *arena, Text temporary, Text source)
{
    Text incoming = files_incoming(arena, source);
    Text bytes;

    TRY(dir_make(text_cstr(arena, files_incoming(arena, T(""))), 0700));
    if (link(text_cstr(arena, temporary), text_cstr(arena, incoming)) == 0) {
        TRY(files_sync(arena, incoming));
        return files_sync(arena, files_incoming(arena, T("")));
    }
    if (errno != EXDEV)
        return files_fault("link", incoming);
    TRY(file_read(arena, text_cstr(arena, temporary), ATTACHMENT_BYTES_MAX, &bytes));
    return file_write(text_cstr(arena, incoming), bytes, 0600);
}

/* ---- what may be taken in: a first look; the keeper looks closely ---- */

typedef enum FileLook { LOOKS_IMAGE, LOOKS_PDF, LOOKS_SHEET, LOOKS_OTHER } FileLook;

static FileLook
first_look(Text head)
{
    static const struct {
        Text begins;
        size_t at;
        FileLook look;
    } looks[] = {
        {T_INIT("\xFF\xD8\xFF"),                     0, LOOKS_IMAGE}, /* JPEG */
        {T_INIT("\x89PNG\r\n\x1A\n"),                0, LOOKS_IMAGE},
        {T_INIT("WEBP"),                             8, LOOKS_IMAGE},
        {T_INIT("%PDF-"),                            0, LOOKS_PDF  },
        {T_INIT("PK\x03\x04"),                       0, LOOKS_SHEET}, /* .xlsx, .ods */
        {T_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), 0, LOOKS_SHEET}, /* .xls */
    };

    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (text_starts(text_slice(head, looks[i].at, head.len), looks[i].begins))
            return looks[i].look;
    return LOOKS_OTHER;
}

static bool
named_as_sheet(Text name)
{
    static const Text endings[] = {T_INIT(".csv"), T_INIT(".xls"), T_INIT(".xlsx"), T_INIT(".ods"),
                                   T_INIT(".et")};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (name.len > endings[i].len &&
            text_eq_nocase(text_slice(name, name.len - endings[i].len, endings[i].len), endings[i]))
            return true;
    return false;
}

typedef struct Upload {
    Text name;
    bool pdf;
    int64_t bytes;
} Upload;

static Status
file_problem(Ctx *ctx, Text sentence)
{
    return ctx_problem(ctx, "file", sentence);
}

static Status
read_head(Ctx *ctx, Text path, Text *head_out, int64_t *bytes_out)
{
    char *head = arena_alloc(ctx->arena, HEAD_BYTES);
    int fd = open(text_cstr(ctx->arena, path), O_RDONLY | O_CLOEXEC);
    struct stat info;
    ssize_t got;

    if (fd < 0)
        return files_fault("open", path);
    got = read(fd, head, HEAD_BYTES);
    if (got < 0 || fstat(fd, &info) != 0) {
        close(fd);
        return files_fault("read", path);
    }
    close(fd);
    *head_out = (Text){head, (size_t)got};
    *bytes_out = info.st_size;
    return OK;
}

/* Browsers give names with folders in them at times. */
static Text
without_folders(Text name)
{
    size_t from = 0;

    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] == '/' || name.at[i] == '\\')
            from = i + 1;
    return text_slice(name, from, name.len);
}

static Status
check_upload(Ctx *ctx, Text path, Text name, Upload *out)
{
    Text head;
    FileLook look;

    out->name = text_trim(without_folders(name));
    if (text_is_blank(out->name) || !text_is_clean(out->name))
        return ctx_problem(ctx, "name", TR(ctx->lang, "附件的名称是空的或含有无法显示的字符"));
    if (text_chars(out->name) > ATTACHMENT_NAME_CHARS_MAX)
        return ctx_problem(ctx, "name", TR(ctx->lang, "附件的名称太长，请改短一些"));
    TRY(read_head(ctx, path, &head, &out->bytes));
    if (out->bytes == 0)
        return file_problem(ctx, TR(ctx->lang, "这个文件是空的"));
    if (out->bytes > ATTACHMENT_BYTES_MAX)
        return file_problem(ctx, TR(ctx->lang, "文件太大，一个附件最多 20 MB"));
    look = first_look(head);
    if (look == LOOKS_SHEET || named_as_sheet(out->name))
        return file_problem(
            ctx,
            TR(ctx->lang, "表格文件不能作为附件公开（里面可能有隐藏的内容），请用“上传表格”读入"));
    if (look == LOOKS_OTHER)
        return file_problem(ctx, TR(ctx->lang, "附件只能是照片（JPG、PNG、WebP）或 PDF"));
    out->pdf = look == LOOKS_PDF;
    return OK;
}

/* ---- adding and removing ---- */

/* What the item of a disclosure says today about its files. */
static Status
load_limits(Ctx *ctx, const Disclosure *disclosure, Audience within[2])
{
    Item item;

    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    within[0] = disclosure_audience(ctx, disclosure, &item, DISCLOSURE_REPORT);
    within[1] = item.files_audience;
    return OK;
}

static Status
queue_job(Ctx *ctx, int64_t attachment)
{
    TRY(attachment_job_insert(ctx, id_new(), attachment, ctx->now));
    store_touch(ctx, KEY_JOBS);
    return OK;
}

Status
attachment_add(Ctx *ctx, int64_t disclosure, int64_t lock, Text temporary_path, Text name,
               Audience audience, Attachment *out)
{
    Disclosure thing;
    Upload upload = {0};
    AttachmentCountsRow count;
    int64_t id = id_new();
    Text source = text_printf(ctx->arena, "%lld", (long long)id);
    Audience within[2];

    TRY(step_begin(ctx, STEP_UPDATE, disclosure, lock, &thing));
    TRY(check_upload(ctx, temporary_path, name, &upload));
    TRY(load_limits(ctx, &thing, within));
    audience = audience_narrower(within[1], audience_narrower(within[0], audience));
    TRY(attachment_counts(ctx, disclosure, thing.working, &count));
    if (count.all_count >= ATTACHMENTS_MAX)
        return file_problem(ctx,
                            TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个附件",
                                      {"max", text_printf(ctx->arena, "%d", ATTACHMENTS_MAX)}));
    TRY(take_in(ctx->arena, temporary_path, source));
    TRY(attachment_insert(ctx, &(AttachmentInsertArgs){
                                   .id = id,
                                   .disclosure = disclosure,
                                   .name = upload.name,
                                   .kind = upload.pdf ? T("pdf") : T("image"),
                                   .audience = text_c(audience_name(audience)),
                                   .source = source,
                                   .bytes = upload.bytes,
                                   .created_at = ctx->now,
                                   .created_by = acting_account_opt(ctx),
                               }));
    TRY(attachment_link(ctx, disclosure, thing.working, id));
    TRY(queue_job(ctx, id));
    *out = (Attachment){.id = id,
                        .disclosure = disclosure,
                        .name = upload.name,
                        .pdf = upload.pdf,
                        .audience = audience,
                        .bytes = upload.bytes};
    TRY(disclosure_write(ctx, &thing));
    return step_note_writer(ctx, &thing, upload.name);
}

Status
attachment_remove(Ctx *ctx, int64_t disclosure, int64_t lock, int64_t attachment)
{
    Disclosure thing;
    int64_t changed;

    TRY(step_begin(ctx, STEP_UPDATE, disclosure, lock, &thing));
    TRY(attachment_unlink(ctx, disclosure, thing.working, attachment, &changed));
    if (changed == 0)
        return NOT_FOUND;
    TRY(attachment_drop_unlinked(ctx, disclosure, &changed));
    TRY(disclosure_write(ctx, &thing));
    return step_note_writer(ctx, &thing, T(""));
}

/* ---- reading ---- */

Attachment
attachment_from_stored(const StoredAttachment *row)
{
    Attachment out = {
        .id = row->id,
        .disclosure = row->disclosure,
        .name = row->name,
        .pdf = text_eq(row->kind, T("pdf")),
        .state = text_eq(row->state, T("safe"))      ? ATTACHMENT_SAFE
                 : text_eq(row->state, T("pending")) ? ATTACHMENT_PENDING
                                                     : ATTACHMENT_REFUSED,
        .refused = row->refused,
        .audience = AUDIENCE_STAFF,
        .sha256 = row->sha256,
        .thumb = row->thumb,
        .bytes = row->bytes,
        .width = row->width,
        .height = row->height,
    };

    (void)audience_parse(row->audience, &out.audience);
    return out;
}

bool
attachment_reads(const Attachment *attachment, Reader reader)
{
    return audience_reads(attachment->audience, reader) &&
           audience_reads(attachment->within[0], reader) &&
           audience_reads(attachment->within[1], reader);
}

Audience
attachment_audience(const Attachment *attachment)
{
    return audience_narrower(audience_narrower(attachment->within[0], attachment->within[1]),
                             attachment->audience);
}

static bool
is_staff(Reader reader)
{
    return (reader & (1u << AUDIENCE_STAFF)) != 0;
}

Status
attachment_list(Ctx *ctx, int64_t disclosure, int64_t number, Attachments *out)
{
    Disclosure thing;
    Revision revision;
    StoredAttachments rows;
    Audience within[2];
    Reader reader;

    *out = (Attachments){0};
    TRY(disclosure_get(ctx, disclosure, &thing));
    TRY(disclosure_reader_of(ctx, &thing, &reader));
    if (!is_staff(reader)) {
        TRY(disclosure_revision(ctx, disclosure, number, &revision));
    }
    TRY(load_limits(ctx, &thing, within));
    TRY(attachments_of(ctx, disclosure, number, ATTACHMENTS_MAX, &rows));
    out->at = NEW_ARRAY(ctx->arena, Attachment, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        Attachment attachment = attachment_from_stored(&rows.at[i]);

        memcpy(attachment.within, within, sizeof within);
        if (is_staff(reader) ||
            (attachment.state == ATTACHMENT_SAFE && attachment_reads(&attachment, reader)))
            out->at[out->len++] = attachment;
        else if (attachment.state == ATTACHMENT_SAFE)
            out->closed++;
    }
    return OK;
}

Status
attachment_file(Ctx *ctx, int64_t id, bool thumb, Attachment *out, Text *path_out)
{
    StoredAttachment row;
    AttachmentIsPublishedRow published;
    Disclosure thing;
    Reader reader;

    TRY(attachment_load(ctx, id, &row));
    *out = attachment_from_stored(&row);
    TRY(disclosure_get(ctx, out->disclosure, &thing));
    TRY(disclosure_reader_of(ctx, &thing, &reader));
    TRY(load_limits(ctx, &thing, out->within));
    if (out->state != ATTACHMENT_SAFE || !attachment_reads(out, reader))
        return NOT_FOUND;
    if (!is_staff(reader)) {
        if (thing.state == STATE_WITHDRAWN)
            return NOT_FOUND;
        TRY(attachment_is_published(ctx, id, &published));
    }
    if (thumb && text_is_empty(out->thumb))
        return NOT_FOUND;
    *path_out = attachment_stored_path(ctx->arena, thumb ? out->thumb : out->sha256);
    return OK;
}

Status
attachments_ready(Ctx *ctx, const Disclosure *disclosure, bool pending_is_bad)
{
    AttachmentCountsRow count;

    TRY(attachment_counts(ctx, disclosure->id, disclosure->working, &count));
    if (count.refused_count != 0)
        return ctx_problem(ctx, "attachments", TR(ctx->lang, "有附件没有通过检查，请删除后再继续"));
    return pending_is_bad && count.pending_count != 0 ? CONFLICT : OK;
}
