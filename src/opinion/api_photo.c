/*
 * Photographs for programs: a draft takes them until it is sent; of an opinion they are listed and
 * fetched as far as the caller may see them.
 */
#include "base/tr.h"
#include "opinion/api.h"
#include "opinion/api_put.h"
#include "opinion/ask.h"

static const char *
state_name(AttachmentState state)
{
    switch (state) {
    case ATTACHMENT_SAFE:
        return "safe";
    case ATTACHMENT_REFUSED:
        return "refused";
    case ATTACHMENT_PENDING:
        break;
    }
    return "pending";
}

static void
put_photo(Ctx *ctx, Json *json, const OpinionPhoto *photo, Text place)
{
    bool safe = photo->state == ATTACHMENT_SAFE && place.at != NULL;
    Text link =
        safe ? text_printf(ctx->arena, "%.*s/photos/%lld", TEXT_ARGS(place), (long long)photo->id)
             : (Text){0};

    json_object_begin(json);
    json_put_id(json, "id", photo->id);
    json_put_text(json, "state", text_c(state_name(photo->state)));
    json_put_text(json, "refused", text_is_empty(photo->refused) ? (Text){0} : photo->refused);
    json_put_text(json, "link", link);
    json_put_text(json, "thumb",
                  safe ? text_printf(ctx->arena, "%.*s/thumb", TEXT_ARGS(link)) : (Text){0});
    json_object_end(json);
}

/* place: where they are fetched; absent: not yet. */
static void
put_photos(Ctx *ctx, Response *res, const OpinionPhotos *photos, Text place)
{
    Buf buf = buf_new(ctx->arena, OPINION_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < photos->len; i++)
        put_photo(ctx, &json, &photos->at[i], place);
    json_array_end(&json);
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = true;
    response_json(res, buf_done(&buf));
}

/* ---- of a draft ---- */

static Status
begin(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, OPINION_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    OpinionSource source = SOURCE_NONE;
    int64_t source_id = 0;
    const JsonNode *body;
    OpinionDraft draft;
    RegionCode region;
    Text token;

    TRY(api_body(ctx, req, &body));
    region = api_region(ctx, body, "region");
    if (!opinion_source_parse(api_text(body, "source"), &source))
        (void)!ctx_problem(ctx, "source", TR(ctx->lang, "没有这一种"));
    else if (source != SOURCE_NONE && !json_get_int(body, "source_id", &source_id))
        (void)!ctx_problem(ctx, "source_id", TR(ctx->lang, "请写明是哪一条"));
    TRY(ctx_checked(ctx));
    TRY(opinion_draft_begin(ctx, region, source, source_id, OPINION_QUESTION, req->address, &token,
                            &draft));
    json_object_begin(&json);
    json_put_text(&json, "draft", token);
    json_object_end(&json);
    json_end(&json);
    res->status = 201;
    res->uncacheable = true;
    response_json(res, buf_done(&buf));
    return OK;
}

/* multipart: a field "photo", once or several times. */
static Status
upload(Ctx *ctx, const Request *req, Response *res)
{
    Text token = request_param(req, "draft");
    OpinionPhotos photos;
    OpinionPhoto photo;

    TRY(opinion_draft_photos(ctx, token, &photos));
    if (req->uploads.len == 0)
        return ctx_problem(ctx, "photo", TR(ctx->lang, "没有收到文件"));
    for (size_t i = 0; i < req->uploads.len; i++)
        TRY(opinion_photo_add(ctx, token, req->uploads.at[i].path, &photo));
    TRY(opinion_draft_photos(ctx, token, &photos));
    put_photos(ctx, res, &photos, (Text){0});
    res->status = 201;
    return OK;
}

static Status
of_draft(Ctx *ctx, const Request *req, Response *res)
{
    OpinionPhotos photos;

    TRY(opinion_draft_photos(ctx, request_param(req, "draft"), &photos));
    put_photos(ctx, res, &photos, (Text){0});
    return OK;
}

static Status
take_back(Ctx *ctx, const Request *req, Response *res)
{
    Text token = request_param(req, "draft");
    OpinionPhotos photos;
    int64_t id;

    if (!text_to_i64(request_param(req, "photo"), &id))
        return NOT_FOUND;
    TRY(opinion_photo_remove(ctx, token, id));
    TRY(opinion_draft_photos(ctx, token, &photos));
    put_photos(ctx, res, &photos, (Text){0});
    return OK;
}

/* ---- of an opinion ---- */

static Texts
receipts_of(Ctx *ctx, const Request *req)
{
    return api_receipts(ctx, request_param(req, "number"), request_query(req, "receipt"));
}

static Status
list(Ctx *ctx, const Request *req, Response *res)
{
    OpinionPhotos photos;
    Opinion opinion;

    TRY(api_opinion(ctx, req, receipts_of(ctx, req), &opinion));
    TRY(opinion_photos(ctx, &opinion, &photos));
    put_photos(ctx, res, &photos,
               text_printf(ctx->arena, "/api/v1/opinions/%.*s", TEXT_ARGS(opinion.number)));
    return OK;
}

static Status
fetch(Ctx *ctx, const Request *req, Response *res, bool thumb)
{
    Texts receipts = receipts_of(ctx, req);
    OpinionPhotos photos;
    Opinion opinion;
    int64_t id;
    Text path;

    if (!text_to_i64(request_param(req, "photo"), &id))
        return NOT_FOUND;
    TRY(api_opinion(ctx, req, receipts, &opinion));
    TRY(opinion_photos(ctx, &opinion, &photos));
    for (size_t i = 0; i < photos.len; i++)
        if (photos.at[i].id == id) {
            TRY(opinion_photo_file(ctx, id, (Text){0}, receipts, thumb, &path));
            response_file(ctx, res, path, T("image/jpeg"), T("photo.jpg"), false);
            res->uncacheable = true;
            return OK;
        }
    return NOT_FOUND;
}

static Status
fetch_photo(Ctx *ctx, const Request *req, Response *res)
{
    return fetch(ctx, req, res, false);
}

static Status
fetch_thumb(Ctx *ctx, const Request *req, Response *res)
{
    return fetch(ctx, req, res, true);
}

/* A form of another site could send a file, but with no cookie it is nobody's: the draft's token is
 * the proof. */
enum { ANYBODY = ROUTE_WRITE | ROUTE_NO_CSRF, BY_DRAFT = ROUTE_WRITE | ROUTE_NO_COOKIE };

#define DRAFTS "/api/v1/opinion-drafts"
#define ONE "/api/v1/opinions/{number}"

static const Route routes[] = {
    {METHOD_POST,   DRAFTS,                           begin,       ANYBODY                },
    {METHOD_GET,    DRAFTS "/{draft}/photos",         of_draft,    ROUTE_READ             },
    {METHOD_POST,   DRAFTS "/{draft}/photos",         upload,      BY_DRAFT | ROUTE_UPLOAD},
    {METHOD_DELETE, DRAFTS "/{draft}/photos/{photo}", take_back,   BY_DRAFT               },
    {METHOD_GET,    ONE "/photos",                    list,        ROUTE_READ             },
    {METHOD_GET,    ONE "/photos/{photo}",            fetch_photo, ROUTE_READ             },
    {METHOD_GET,    ONE "/photos/{photo}/thumb",      fetch_thumb, ROUTE_READ             },
};

const RouteTable opinion_photo_api_routes = {routes, sizeof routes / sizeof routes[0]};
