/*
 * Reading: the board, one opinion, what an office has to do.
 */
#include "opinion/api.h"

#include "base/tr.h"
#include "opinion/api_put.h"
#include "opinion/ask.h"
#include "opinion/pages_shared.h"
#include "opinion/queue.h"

/* ---- one as JSON ---- */

static void
put_time(Ctx *ctx, Json *json, const char *key, OptInt time)
{
    json_put_text(json, key, time.set ? time_format(ctx->arena, time.value) : (Text){0});
}

static void
put_region(Ctx *ctx, Json *json, const char *key, RegionCode code)
{
    json_put_text(json, key, code != 0 ? region_code_format(ctx->arena, code) : (Text){0});
}

static void
put_degrees(Json *json, const char *key, OptInt millionths)
{
    enum { DECIMALS = 6 };

    json_key(json, key);
    if (millionths.set)
        json_decimal(json, millionths.value, DECIMALS);
    else
        json_none(json);
}

static void
put_source(Json *json, const Opinion *opinion)
{
    json_put_text(json, "source",
                  opinion->source != SOURCE_NONE ? text_c(opinion_source_name(opinion->source))
                                                 : (Text){0});
    if (opinion->source != SOURCE_NONE)
        json_put_id(json, "source_id", opinion->source_id);
    else
        json_put_none(json, "source_id");
}

/* Who sent it: for the sender and for who handles it. */
static void
put_sender(Json *json, const Opinion *opinion)
{
    if (opinion->sight != SEES_SENDER && opinion->sight != SEES_HANDLER)
        return;
    json_put_text(json, "sender", text_c(opinion_sender_name(opinion->sender)));
    json_put_text(json, "sender_name", opinion->sender_name);
    json_put_text(json, "sender_phone", opinion->sender_phone);
}

static void
put_staff(Ctx *ctx, Json *json, const Opinion *opinion)
{
    if (opinion->sight != SEES_STAFF && opinion->sight != SEES_HANDLER)
        return;
    json_put_int(json, "lock", opinion->lock);
    json_put_bool(json, "hidden", opinion->hidden);
    json_put_bool(json, "photos_shown", opinion->photos_shown);
    json_put_bool(json, "petition", opinion->petition);
    json_put_text(json, "petition_settled",
                  opinion->petition_settled_day.set
                      ? day_format(ctx->arena, (Day)opinion->petition_settled_day.value)
                      : (Text){0});
    json_put_bool(json, "visit_wanted", opinion->visit_wanted);
    json_put_int(json, "visit_tries", opinion->visit_tries);
    json_put_int(json, "reopened", opinion->reopened);
}

static void
put_members(Ctx *ctx, const Opinion *opinion, Json *json)
{
    json_put_text(json, "number", opinion->number);
    put_region(ctx, json, "region", opinion->region);
    put_region(ctx, json, "office", opinion->office);
    json_put_text(json, "kind", text_c(opinion_kind_name(opinion->kind)));
    json_put_text(json, "topic", text_c(opinion_topic_name(opinion->topic)));
    json_put_text(json, "state", text_c(opinion_state_name(opinion->state)));
    json_put_text(json, "title", opinion->title);
    json_put_text(json, "body", opinion->body);
    json_put_text(json, "place", opinion->place);
    put_degrees(json, "latitude", opinion->latitude_e6);
    put_degrees(json, "longitude", opinion->longitude_e6);
    put_source(json, opinion);
    json_put_bool(json, "public", opinion->open);
    json_put_bool(json, "shown", opinion->shown);
    json_put_text(json, "received_at", time_format(ctx->arena, opinion->received_at));
    json_put_text(json, "reply_due", time_format(ctx->arena, opinion->reply_due));
    json_put_text(json, "resolve_due", time_format(ctx->arena, opinion->resolve_due));
    put_time(ctx, json, "replied_at", opinion->replied_at);
    put_time(ctx, json, "resolved_at", opinion->resolved_at);
    put_time(ctx, json, "closed_at", opinion->closed_at);
    json_put_bool(json, "late_reply", opinion->late_reply);
    json_put_bool(json, "late_resolve", opinion->late_resolve);
    json_put_int(json, "extension_days", opinion->extension_days);
    json_put_int(json, "extension_asked", opinion->extension_asked);
    json_put_text(json, "extension_reason", opinion->extension_reason);
    json_put_text(json, "answer", text_is_empty(opinion->answer) ? (Text){0} : opinion->answer);
    json_put_text(json, "rating",
                  opinion->rating != RATING_NONE ? text_c(opinion_rating_name(opinion->rating))
                                                 : (Text){0});
    json_put_int(json, "supporters", opinion->supporters);
    put_sender(json, opinion);
    put_staff(ctx, json, opinion);
}

static Status
put_events(Ctx *ctx, const Opinion *opinion, Json *json)
{
    OpinionEvents events;

    TRY(opinion_events(ctx, opinion, &events));
    json_key(json, "events");
    json_array_begin(json);
    for (size_t i = 0; i < events.len; i++) {
        const OpinionEvent *event = &events.at[i];

        json_object_begin(json);
        json_put_text(json, "at", time_format(ctx->arena, event->at));
        json_put_text(json, "kind", text_c(opinion_event_name(event->kind)));
        json_put_bool(json, "public", event->open);
        put_region(ctx, json, "office", event->office);
        json_put_text(json, "office_name", event->office != 0 ? event->office_name : (Text){0});
        json_put_text(json, "person", text_is_empty(event->person) ? (Text){0} : event->person);
        json_put_text(json, "note", event->note);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

static Status
put_photos(Ctx *ctx, const Opinion *opinion, Json *json)
{
    OpinionPhotos photos;

    TRY(opinion_photos(ctx, opinion, &photos));
    json_key(json, "photos");
    json_array_begin(json);
    for (size_t i = 0; i < photos.len; i++)
        if (photos.at[i].state == ATTACHMENT_SAFE)
            json_text(json, text_printf(ctx->arena, "/o/%.*s/photo/%lld",
                                        TEXT_ARGS(opinion->number), (long long)photos.at[i].id));
    json_array_end(json);
    return OK;
}

/* Whom it is about: for who handles it. */
static Status
put_subjects(Ctx *ctx, const Opinion *opinion, Json *json)
{
    Texts names;

    if (opinion->sight != SEES_HANDLER)
        return OK;
    TRY(opinion_subject_names(ctx, opinion, &names));
    json_key(json, "subjects");
    json_array_begin(json);
    for (size_t i = 0; i < names.len; i++)
        json_text(json, names.at[i]);
    json_array_end(json);
    return OK;
}

/* Where it was joined to, when this reader may see that. */
static Status
put_merged(Ctx *ctx, const Opinion *opinion, Json *json)
{
    Opinion other;
    Status status = opinion_joined(ctx, opinion, &other);

    if (status != OK && status != NOT_FOUND)
        return status;
    json_put_text(json, "merged_into", status == OK ? other.number : (Text){0});
    return OK;
}

/* ---- what both files need ---- */

Texts
api_receipts(Ctx *ctx, Text number, Text code)
{
    Texts receipts = {NEW_ARRAY(ctx->arena, Text, 1), 0};

    if (!text_is_empty(code))
        receipts.at[receipts.len++] =
            text_printf(ctx->arena, "%.*s.%.*s", TEXT_ARGS(number), TEXT_ARGS(code));
    return receipts;
}

Status
api_opinion(Ctx *ctx, const Request *req, Texts receipts, Opinion *out)
{
    return voice_open(ctx, request_param(req, "number"), receipts, out);
}

static Status
answer(Ctx *ctx, Response *res, const Opinion *opinion)
{
    Buf buf = buf_new(ctx->arena, OPINION_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    json_object_begin(&json);
    put_members(ctx, opinion, &json);
    TRY(put_merged(ctx, opinion, &json));
    TRY(put_events(ctx, opinion, &json));
    TRY(put_photos(ctx, opinion, &json));
    TRY(put_subjects(ctx, opinion, &json));
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = true;
    response_json(res, buf_done(&buf));
    return OK;
}

Status
api_answer(Ctx *ctx, Response *res, int64_t id, Texts receipts)
{
    Opinion opinion;

    TRY(opinion_get(ctx, id, receipts, &opinion));
    return answer(ctx, res, &opinion);
}

/* ---- routes ---- */

static Status
get_one(Ctx *ctx, const Request *req, Response *res)
{
    Opinion opinion;

    TRY(api_opinion(ctx, req,
                    api_receipts(ctx, request_param(req, "number"), request_query(req, "receipt")),
                    &opinion));
    return answer(ctx, res, &opinion);
}

static void
put_list(Ctx *ctx, Response *res, const Opinions *found)
{
    Buf buf = buf_new(ctx->arena, OPINION_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < found->len; i++) {
        json_object_begin(&json);
        put_members(ctx, &found->at[i], &json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_put_text(&json, "next", text_is_empty(found->next) ? (Text){0} : found->next);
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
}

static Status
place_of(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;
    Status status;

    if (!region_code_parse(request_query(req, "region"), &code))
        return ctx_problem(ctx, "region", TR(ctx->lang, "应是 12 位的地区代码"));
    status = region_get(ctx, code, out);
    return status;
}

static Status
get_board(Ctx *ctx, const Request *req, Response *res)
{
    Opinions found;
    Region place;

    TRY(place_of(ctx, req, &place));
    TRY(opinion_board(ctx, place.code, request_query(req, "cursor"), OPINIONS_PAGE, &found));
    put_list(ctx, res, &found);
    res->uncacheable = ctx->actor != NULL;
    response_shows(res, place.code);
    return OK;
}

static Status
get_queue(Ctx *ctx, const Request *req, Response *res)
{
    Text name = request_query(req, "view");
    OpinionView view = VIEW_OURS;
    Opinions found;
    Region place;

    TRY(place_of(ctx, req, &place));
    if (!text_is_empty(name) && (!opinion_view_parse(name, &view) || view == VIEW_SEALED))
        return ctx_problem(ctx, "view", TR(ctx->lang, "没有这个列表"));
    TRY(opinion_queue(ctx, place.code, view, request_query(req, "cursor"), &found));
    put_list(ctx, res, &found);
    res->uncacheable = true;
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/api/v1/opinions",          get_board, ROUTE_READ              },
    {METHOD_GET, "/api/v1/opinions/queue",    get_queue, ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/api/v1/opinions/{number}", get_one,   ROUTE_READ              },
};

const RouteTable opinion_api_routes = {routes, sizeof routes / sizeof routes[0]};
