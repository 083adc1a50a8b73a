/*
 * The photographs of an opinion, for the desk.
 */
#include "opinion/ask.h"
#include "opinion/desk_parts.h"

static Status
photo(Ctx *ctx, const Request *req, Response *res, bool thumb)
{
    Opinion opinion;
    OpinionPhotos photos;
    int64_t id;
    Text path;

    TRY(opinion_desk_open(ctx, req, &opinion));
    if (!text_to_i64(request_param(req, "photo"), &id))
        return NOT_FOUND;
    TRY(opinion_photos(ctx, &opinion, &photos));
    for (size_t i = 0; i < photos.len; i++) {
        if (photos.at[i].id != id)
            continue;
        TRY(opinion_photo_file(ctx, id, (Text){0}, (Texts){0}, thumb, &path));
        res->uncacheable = true;
        response_file(ctx, res, path, T("image/jpeg"), T("photo.jpg"), false);
        return OK;
    }
    return NOT_FOUND;
}

Status
opinion_photo_page(Ctx *ctx, const Request *req, Response *res)
{
    return photo(ctx, req, res, false);
}

Status
opinion_thumb_page(Ctx *ctx, const Request *req, Response *res)
{
    return photo(ctx, req, res, true);
}
