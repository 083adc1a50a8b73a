/*
 * Asking, second step: where it is, and photographs.
 */
#include "base/tr.h"
#include "opinion/ask_where.html.h"
#include "opinion/pages_ask.h"

Status
ask_photos(Ctx *ctx, Text token, AskPhotos *out)
{
    OpinionPhotos photos;

    TRY(opinion_draft_photos(ctx, token, &photos));
    *out = (AskPhotos){.at = NEW_ARRAY(ctx->arena, AskPhoto, photos.len)};
    for (size_t i = 0; i < photos.len; i++) {
        const OpinionPhoto *photo = &photos.at[i];
        AskPhoto *shown = &out->at[out->len++];

        shown->id = photo->id;
        shown->refused = photo->state == ATTACHMENT_REFUSED;
        if (photo->state == ATTACHMENT_SAFE)
            shown->thumb = text_printf(ctx->arena, "/ask/photo/%lld", (long long)photo->id);
        else if (shown->refused)
            shown->words = photo->refused;
        else
            shown->words = TR(ctx->lang, "收到了，正在处理");
    }
    return OK;
}

static Text
degrees(Arena *arena, OptInt millionths)
{
    enum { MILLION = 1000000 };
    int64_t value = millionths.value;

    if (!millionths.set)
        return (Text){0};
    return text_printf(arena, "%s%lld.%06lld", value < 0 ? "-" : "",
                       (long long)((value < 0 ? -value : value) / MILLION),
                       (long long)((value < 0 ? -value : value) % MILLION));
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Asking *asking)
{
    bool posted = req->method == METHOD_POST;
    const OpinionDraft *draft = &asking->draft;
    AskWhereView view = {
        .where = posted ? request_form(req, "place") : draft->place,
        .latitude =
            posted ? request_form(req, "latitude") : degrees(ctx->arena, draft->latitude_e6),
        .longitude =
            posted ? request_form(req, "longitude") : degrees(ctx->arena, draft->longitude_e6),
        .photos_max = OPINION_PHOTOS_MAX,
        .back_link = T("/ask/what"),
        .place_error = ctx_problem_of(ctx, "place"),
        .latitude_error = ctx_problem_of(ctx, "latitude"),
        .photo_error = ctx_problem_of(ctx, "photo"),
    };

    TRY(ask_begin(ctx, req, res, &asking->place, AT_WHERE, &view.page, &view.head));
    TRY(ask_source(ctx, &asking->place, draft->source, draft->source_id, &view.head));
    TRY(ask_photos(ctx, asking->token, &view.photos));
    view.full = view.photos.len >= OPINION_PHOTOS_MAX;
    response_page(ctx, req, res, html_opinion_ask_where, &view);
    return OK;
}

Status
ask_where_page(Ctx *ctx, const Request *req, Response *res)
{
    Asking asking;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    TRY(status);
    return show(ctx, req, res, &asking);
}

enum { UNPROCESSABLE = 422 };

/* The name of a bad file goes before the sentence, since several may have been chosen. */
static void
name_file(Ctx *ctx, Text filename, size_t from)
{
    for (size_t i = from; i < ctx->problems.len; i++)
        ctx->problems.at[i].sentence = text_printf(ctx->arena, "%.*s：%.*s", TEXT_ARGS(filename),
                                                   TEXT_ARGS(ctx->problems.at[i].sentence));
}

/* Each photograph on its own: a bad one is told, the good ones stay. */
static Status
add_photos(Ctx *ctx, const Request *req, Text token)
{
    for (size_t i = 0; i < req->uploads.len; i++) {
        const Upload *upload = &req->uploads.at[i];
        size_t problems = ctx->problems.len;
        OpinionPhotos photos;
        OpinionPhoto photo;
        Status status;

        if (!text_eq(upload->field, T("photo")) ||
            (upload->bytes == 0 && text_is_empty(upload->filename)))
            continue;
        TRY(opinion_draft_photos(ctx, token, &photos));
        if (photos.len >= OPINION_PHOTOS_MAX) {
            /* Once, not for each of twenty. */
            (void)!ctx_problem(ctx, "photo",
                               TR_FORMAT(ctx->arena, ctx->lang, "最多 6 张照片，从“{file}”起没有收",
                                         {"file", upload->filename}));
            return OK;
        }
        status = opinion_photo_add(ctx, token, upload->path, &photo);
        if (status == INVALID)
            name_file(ctx, upload->filename, problems);
        else
            TRY(status);
    }
    return OK;
}

static Status
save(Ctx *ctx, const Request *req, const Asking *asking)
{
    enum { LATITUDE_MAX = 90, LONGITUDE_MAX = 180 };
    OptInt latitude, longitude;

    if (!voice_coordinate(text_trim(request_form(req, "latitude")), LATITUDE_MAX, &latitude) ||
        !voice_coordinate(text_trim(request_form(req, "longitude")), LONGITUDE_MAX, &longitude))
        return ctx_problem(ctx, "latitude", TR(ctx->lang, "手机给的位置看不懂，请用文字写"));
    return opinion_draft_where(ctx, asking->token, text_trim(request_form(req, "place")), latitude,
                               longitude);
}

Status
ask_where(Ctx *ctx, const Request *req, Response *res)
{
    Asking asking;
    int64_t photo;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    TRY(status);
    status = save(ctx, req, &asking);
    if (status == OK && text_to_i64(request_form(req, "remove"), &photo)) {
        status = opinion_photo_remove(ctx, asking.token, photo);
        if (status == NOT_FOUND)
            status = OK; /* pressed twice */
        TRY(status);
        return response_redirect(ctx, res, T("/ask/where"));
    }
    if (status == INVALID) {
        TRY(show(ctx, req, res, &asking));
        return INVALID;
    }
    TRY(status);
    TRY(add_photos(ctx, req, asking.token));
    if (ctx->problems.len != 0) {
        TRY(show(ctx, req, res, &asking));
        res->status = UNPROCESSABLE;
        return OK;
    }
    return response_redirect(ctx, res,
                             request_has_form(req, "add") ? T("/ask/where#photo") : T("/ask/who"));
}

/* A photograph of the draft, small, for who holds its token. */
Status
ask_photo(Ctx *ctx, const Request *req, Response *res)
{
    int64_t photo;
    Text path;

    if (!text_to_i64(request_param(req, "photo"), &photo))
        return NOT_FOUND;
    TRY(opinion_photo_file(ctx, photo, request_cookie(req, "ask"), (Texts){0}, true, &path));
    response_file(ctx, res, path, T("image/jpeg"), T("photo.jpg"), false);
    response_header(res, T("X-Robots-Tag"), T("noindex"));
    res->uncacheable = true;
    return OK;
}
