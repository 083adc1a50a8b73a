#include <magic.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/tr.h"
#include "media/inside.h"

enum { MAGIC_BYTES = 64 * 1024 };

static const char *const sentences[REFUSAL_COUNT] = {
    [REFUSED_CRASH] = N_("这个文件处理不了，请重新拍照，或另存一份再上传"),
    [REFUSED_EMPTY] = N_("这个文件是空的"),
    [REFUSED_LARGE] = N_("文件太大，一个附件最多 20 MB"),
    [REFUSED_HEIC] =
        N_("这是 HEIC 格式的照片，请存成 JPEG 再上传（苹果手机：设置 → 相机 → 格式 → 兼容性最佳）"),
    [REFUSED_IMAGE] = N_("这种图片格式用不了，请存成 JPEG 或 PNG 再上传"),
    [REFUSED_SHEET] =
        N_("表格、文档和压缩包不能作为附件公开（里面可能有隐藏的内容），请另存为 PDF 再上传"),
    [REFUSED_OTHER] = N_("附件只能是照片（JPG、PNG、WebP）或 PDF"),
    [REFUSED_NO_PHOTO] = N_("这里要的是照片，不是 PDF"),
    [REFUSED_NO_PDF] = N_("这里要的是 PDF，不是照片"),
    [REFUSED_PIXELS] = N_("图片太大（超过 5000 万像素），请缩小后再上传"),
    [REFUSED_BROKEN] = N_("图片不完整或已损坏，请重新拍照，或重新上传"),
    [REFUSED_POLYGLOT] = N_("文件里夹带了别的内容，不能公开，请重新拍照，或重新导出 PDF"),
    [REFUSED_PDF_LOCKED] = N_("这个 PDF 设了密码或权限限制，请解除后再上传"),
    [REFUSED_PDF_BROKEN] = N_("这个 PDF 不完整或已损坏，请重新导出"),
    [REFUSED_PDF_PAGES] = N_("这个 PDF 超过 500 页，请拆开上传"),
    [REFUSED_PDF_COMPLEX] = N_("这个 PDF 太复杂，请重新导出，或拍照上传"),
};

Status
refuse(Answer *answer, Refusal refusal)
{
    answer->refusal = refusal;
    return INVALID;
}

/* ---- by the first bytes ---- */

typedef struct Look {
    Text begins;
    size_t at;
    bool taken;
    MediaKind kind;  /* when taken … */
    Refusal refusal; /* … or why not */
} Look;

static const Look looks[] = {
    {T_INIT("\xFF\xD8\xFF"),      0, true,  MEDIA_JPEG, NOT_REFUSED  },
    {T_INIT("\x89PNG\r\n\x1A\n"), 0, true,  MEDIA_PNG,  NOT_REFUSED  },
    {T_INIT("WEBP"),              8, true,  MEDIA_WEBP, NOT_REFUSED  },
    {T_INIT("%PDF-"),             0, true,  MEDIA_PDF,  NOT_REFUSED  },
    {T_INIT("ftyphei"),           4, false, 0,          REFUSED_HEIC },
    {T_INIT("ftyphev"),           4, false, 0,          REFUSED_HEIC },
    {T_INIT("ftypmif1"),          4, false, 0,          REFUSED_HEIC },
    {T_INIT("ftypmsf1"),          4, false, 0,          REFUSED_HEIC },
    {T_INIT("ftypavi"),           4, false, 0,          REFUSED_IMAGE},
    {T_INIT("GIF8"),              0, false, 0,          REFUSED_IMAGE},
    {T_INIT("BM"),                0, false, 0,          REFUSED_IMAGE},
    {T_INIT("II*\0"),             0, false, 0,          REFUSED_IMAGE},
    {T_INIT("MM\0*"),             0, false, 0,          REFUSED_IMAGE},
    {T_INIT("PK\x03\x04"),        0, false, 0,          REFUSED_SHEET},
    {T_INIT("\xD0\xCF\x11\xE0"),  0, false, 0,          REFUSED_SHEET},
    {T_INIT("Rar!"),              0, false, 0,          REFUSED_SHEET},
    {T_INIT("7z\xBC\xAF"),        0, false, 0,          REFUSED_SHEET},
};

static Refusal
first_look(Text bytes, MediaKind *kind_out)
{
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        if (!text_starts(text_slice(bytes, looks[i].at, bytes.len), looks[i].begins))
            continue;
        *kind_out = looks[i].kind;
        return looks[i].refusal;
    }
    /* Readers accept a PDF that begins later; what stands before it is for others to read. */
    if (text_find(text_slice(bytes, 0, 1024), T("%PDF-")) + 5 <= text_slice(bytes, 0, 1024).len)
        return REFUSED_POLYGLOT;
    return REFUSED_OTHER;
}

/* ---- a second opinion ---- */

/* True when libmagic takes it for the same. */
static Status
second_look(Text bytes, MediaKind kind, bool *same_out)
{
    static const Text types[MEDIA_KIND_COUNT] = {
        [MEDIA_JPEG] = T_INIT("image/jpeg"),
        [MEDIA_PNG] = T_INIT("image/png"),
        [MEDIA_WEBP] = T_INIT("image/webp"),
        [MEDIA_PDF] = T_INIT("application/pdf"),
    };
    magic_t magic = magic_open(MAGIC_MIME_TYPE);

    if (magic == NULL || magic_load(magic, NULL) != 0) {
        log_error("media.magic", LOG_C("error", magic == NULL ? "no memory" : magic_error(magic)));
        if (magic != NULL)
            magic_close(magic);
        return FAULT;
    }
    *same_out = text_eq(
        text_c(magic_buffer(magic, bytes.at, bytes.len < MAGIC_BYTES ? bytes.len : MAGIC_BYTES)),
        types[kind]);
    magic_close(magic);
    return OK;
}

/* ---- the whole ---- */

/* Where the last %%EOF ends, in the last part of the file; 0 when there is none. */
static size_t
pdf_end(Text bytes)
{
    Text mark = T("%%EOF");

    for (size_t at = bytes.len; at >= mark.len; at--)
        if (bytes.at[at - 1] == 'F' && text_eq((Text){bytes.at + at - mark.len, mark.len}, mark))
            return at;
    return 0;
}

static Refusal
image_refusal(Text bytes, Answer *answer)
{
    Shape shape;

    if (!shape_of(answer->kind, bytes, &shape))
        return REFUSED_BROKEN;
    answer->width = shape.width;
    answer->height = shape.height;
    if (shape.width > MEDIA_PIXELS_MAX / shape.height)
        return REFUSED_PIXELS;
    return hides_something(answer->kind, bytes, shape.end) ? REFUSED_POLYGLOT : NOT_REFUSED;
}

static Refusal
pdf_refusal(Text bytes)
{
    size_t end = pdf_end(bytes);

    if (end == 0)
        return REFUSED_PDF_BROKEN;
    return hides_something(MEDIA_PDF, bytes, end) ? REFUSED_POLYGLOT : NOT_REFUSED;
}

Status
identify_source(Arena *arena, const Job *job, Text *bytes_out, Answer *answer)
{
    Status status = file_read(arena, job->source, MEDIA_BYTES_MAX, bytes_out);
    bool same;

    if (status == INVALID)
        return refuse(answer, REFUSED_LARGE);
    TRY(status);
    answer->bytes = (int64_t)bytes_out->len;
    if (bytes_out->len == 0)
        return refuse(answer, REFUSED_EMPTY);
    answer->refusal = first_look(*bytes_out, &answer->kind);
    if (answer->refusal != NOT_REFUSED)
        return INVALID;
    answer->refusal =
        answer->kind == MEDIA_PDF ? pdf_refusal(*bytes_out) : image_refusal(*bytes_out, answer);
    if (answer->refusal != NOT_REFUSED)
        return INVALID;
    TRY(second_look(*bytes_out, answer->kind, &same));
    return same ? OK : refuse(answer, REFUSED_OTHER);
}

/* ---- from outside ---- */

Status
media_run(MediaWork *work, const Job *job, Media *out)
{
    Answer answer;
    Status status = media_in_child(work, job, &answer, sizeof answer, &media_limits);
    bool sound = answer.refusal >= 0 && answer.refusal < REFUSAL_COUNT && answer.kind >= 0 &&
                 answer.kind < MEDIA_KIND_COUNT && answer.width >= 0 && answer.height >= 0 &&
                 answer.bytes >= 0;

    *out = (Media){0};
    if (status == INVALID)
        out->refused = sentences[sound ? answer.refusal : REFUSED_CRASH];
    if (status == INVALID && out->refused == NULL)
        out->refused = sentences[REFUSED_CRASH];
    if (status != OK)
        return status;
    if (!sound)
        return FAULT;
    *out = (Media){
        .kind = answer.kind, .width = answer.width, .height = answer.height, .bytes = answer.bytes};
    return OK;
}

static Status
identify_work(const void *job, void *result)
{
    Arena *arena = arena_new(CHILD_ARENA_BYTES);
    Text bytes;
    Status status = identify_source(arena, job, &bytes, result);

    arena_free(arena);
    return status;
}

Status
media_identify(const char *path, Media *out)
{
    return media_run(identify_work, &(Job){.source = path}, out);
}
