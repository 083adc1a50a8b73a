#include "disclosure/desk_files.h"

#include "base/tr.h"
#include "disclosure/attachment.h"
#include "disclosure/desk_parts.h"

/* The name of a bad file goes before the sentence, since several may have been chosen. */
static Status
name_file(Ctx *ctx, Text filename, size_t from)
{
    for (size_t i = from; i < ctx->problems.len; i++) {
        Problem *problem = &ctx->problems.at[i];

        problem->field = T("file");
        problem->sentence = text_printf(ctx->arena, "%.*s：%.*s", TEXT_ARGS(filename),
                                        TEXT_ARGS(problem->sentence));
    }
    return INVALID;
}

Status
desk_files_add(Ctx *ctx, const Request *req, Disclosure *disclosure, bool *kept_out)
{
    Audience audience = AUDIENCE_PUBLIC;

    (void)audience_parse(request_form(req, "file_audience"), &audience);
    for (size_t i = 0; i < req->uploads.len; i++) {
        const Upload *upload = &req->uploads.at[i];
        size_t problems = ctx->problems.len;
        Attachment added;
        Status status;

        if (!text_eq(upload->field, T("file")) ||
            (upload->bytes == 0 && text_is_empty(upload->filename)))
            continue;
        status = attachment_add(ctx, disclosure->id, disclosure->lock, upload->path,
                                upload->filename, audience, &added);
        if (status == INVALID)
            return name_file(ctx, upload->filename, problems);
        TRY(status);
        *kept_out = true;
        TRY(disclosure_get(ctx, disclosure->id, disclosure));
    }
    return OK;
}

static Text
size_words(Arena *arena, int64_t bytes)
{
    if (bytes < 1024 * 1024)
        return text_printf(arena, "%lld KB", (long long)((bytes + 1023) / 1024));
    return text_printf(arena, "%lld.%lld MB", (long long)(bytes / (1024 * 1024)),
                       (long long)(bytes % (1024 * 1024) * 10 / (1024 * 1024)));
}

static void
file_state(Ctx *ctx, const Attachment *file, EditFile *out)
{
    switch (file->state) {
    case ATTACHMENT_PENDING:
        out->state = TR(ctx->lang, "正在处理");
        out->tag_css = "tag tag-doing";
        return;
    case ATTACHMENT_SAFE:
        out->state = TR(ctx->lang, "可以公开");
        out->tag_css = "tag tag-ok";
        return;
    case ATTACHMENT_REFUSED:
        out->state = TR(ctx->lang, "不能用");
        out->tag_css = "tag tag-late";
        out->why = file->refused;
        return;
    }
}

Status
desk_files_list(Ctx *ctx, const Disclosure *disclosure, bool editable, EditFiles *out)
{
    Attachments files;

    TRY(attachment_list(ctx, disclosure->id,
                        disclosure->working != 0 ? disclosure->working : disclosure->revision,
                        &files));
    *out = (EditFiles){.at = NEW_ARRAY(ctx->arena, EditFile, files.len), .len = files.len};
    for (size_t i = 0; i < files.len; i++) {
        const Attachment *file = &files.at[i];
        EditFile *shown = &out->at[i];

        *shown = (EditFile){
            .id = desk_number(ctx->arena, file->id),
            .name = file->name,
            .size = size_words(ctx->arena, file->bytes),
            .audience = tr_text(ctx->lang, audience_title(attachment_audience(file))),
        };
        file_state(ctx, file, shown);
        if (editable)
            shown->remove = text_printf(ctx->arena, "remove-file-%lld", (long long)file->id);
        if (file->state == ATTACHMENT_SAFE)
            shown->link = text_printf(ctx->arena, "/f/%lld", (long long)file->id);
        if (file->state == ATTACHMENT_SAFE && !text_is_empty(file->thumb))
            shown->thumb = text_printf(ctx->arena, "/f/%lld/thumb", (long long)file->id);
    }
    return OK;
}

void
desk_files_audiences(Ctx *ctx, const Item *item, Text chosen, DeskChoices *out)
{
    Audience limit = audience_narrower(item->audience, item->files_audience);
    static const Audience offered[] = {AUDIENCE_PUBLIC, AUDIENCE_RESIDENTS, AUDIENCE_PARTY,
                                       AUDIENCE_STAFF};
    size_t count = sizeof offered / sizeof offered[0];

    *out = (DeskChoices){.at = NEW_ARRAY(ctx->arena, DeskChoice, count)};
    for (size_t i = 0; i < count; i++) {
        Text value = text_c(audience_name(offered[i]));

        if (audience_narrower(limit, offered[i]) != offered[i])
            continue;
        out->at[out->len++] = (DeskChoice){
            .value = value,
            .words = tr_text(ctx->lang, audience_title(offered[i])),
            .chosen = text_eq(value, chosen),
        };
    }
}
