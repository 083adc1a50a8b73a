/*
 * What was reported, and what became of it: only what stands on the board.
 */
#include "base/tr.h"
#include "open311/api.h"
#include "open311/api_out.h"
#include "open311/open311.h"
#include "opinion/ask.h"

#define V2 "/open311/v2"

enum { NAMES_MAX = 2 * OPEN311_PAGE_MAX, ADDRESS_BYTES_MAX = 1000 };

/* ---- names of places, each looked up once ---- */

typedef struct PlaceName {
    RegionCode code;
    Text name;    /* of the place alone */
    Text address; /* with all above it */
} PlaceName;

typedef struct PlaceNames {
    PlaceName at[NAMES_MAX];
    size_t len;
} PlaceNames;

static Status
place_name(Ctx *ctx, PlaceNames *names, RegionCode code, const PlaceName **out)
{
    Buf address = buf_new(ctx->arena, ADDRESS_BYTES_MAX);
    PlaceName *name;
    Regions path = {0};
    Status status;

    for (size_t i = 0; i < names->len; i++)
        if (names->at[i].code == code) {
            *out = &names->at[i];
            return OK;
        }
    status = region_path(ctx, code, &path);
    if (status != OK && status != NOT_FOUND)
        return status;
    name = &names->at[names->len++];
    *name = (PlaceName){
        .code = code,
        .name = path.len != 0 ? path.at[path.len - 1].name : region_code_format(ctx->arena, code),
    };
    for (size_t i = 0; i < path.len; i++)
        buf_text(&address, path.at[i].name);
    name->address = buf_done(&address);
    *out = name;
    return OK;
}

/* ---- one ---- */

static Text
degrees(Ctx *ctx, OptInt e6)
{
    return e6.set ? open311_degrees_format(ctx->arena, e6.value) : T("");
}

/* The first photograph that the office shows to everybody. */
static Status
media_of(Ctx *ctx, const Request *req, const Opinion *opinion, Text *out)
{
    OpinionPhotos photos;

    *out = T("");
    if (!opinion->photos_shown)
        return OK;
    TRY(opinion_photos(ctx, opinion, &photos));
    for (size_t i = 0; i < photos.len && out->len == 0; i++)
        if (photos.at[i].state == ATTACHMENT_SAFE)
            *out = request_url(req,
                               text_printf(ctx->arena, "/o/%.*s/photo/%lld",
                                           TEXT_ARGS(opinion->number), (long long)photos.at[i].id));
    return OK;
}

static Status
request_of(Ctx *ctx, const Request *req, PlaceNames *names, const Opinion *opinion, GeoRequest *out)
{
    Arena *arena = ctx->arena;
    const PlaceName *place, *office;

    TRY(place_name(ctx, names, opinion->region, &place));
    TRY(place_name(ctx, names, opinion->office, &office));
    *out = (GeoRequest){
        .id = opinion->number,
        .status = open311_is_open(opinion->state) ? T("open") : T("closed"),
        .status_notes = opinion->answer,
        .service_name = tr_text(ctx->lang, opinion_topic_title(opinion->topic)),
        .service_code = text_c(opinion_topic_name(opinion->topic)),
        .description = opinion->body,
        .agency = office->name,
        .requested = time_format(arena, opinion->received_at),
        .updated = time_format(arena, open311_changed_at(opinion)),
        .expected = time_format(arena, opinion->resolve_due),
        .address = opinion->place.len == 0
                       ? place->address
                       : text_printf(arena, "%.*s %.*s", TEXT_ARGS(place->address),
                                     TEXT_ARGS(opinion->place)),
        .address_id = region_code_format(arena, opinion->region),
        .latitude_e6 = opinion->latitude_e6,
        .longitude_e6 = opinion->longitude_e6,
        .latitude = degrees(ctx, opinion->latitude_e6),
        .longitude = degrees(ctx, opinion->longitude_e6),
    };
    return media_of(ctx, req, opinion, &out->media_url);
}

/* The number and code of who sent it, as the answer to the report gave them. */
static Texts
receipt_of(Ctx *ctx, const Request *req, Response *res)
{
    Text code = request_query(req, "receipt");
    Texts receipts = {NEW_ARRAY(ctx->arena, Text, 1), 0};

    if (text_is_empty(code) || code.len > OPINION_RECEIPT_DIGITS)
        return receipts;
    res->uncacheable = true;
    receipts.at[receipts.len++] = text_printf(
        ctx->arena, "%.*s.%.*s", TEXT_ARGS(request_param(req, "number")), TEXT_ARGS(code));
    return receipts;
}

static Status
get_request(Ctx *ctx, const Request *req, Response *res)
{
    PlaceNames *names = NEW(ctx->arena, PlaceNames);
    GeoRequest *request = NEW(ctx->arena, GeoRequest);
    GeoRequestsView view = {
        .requests = {request, 1}
    };
    Opinion opinion;

    geo_read_as_anybody(ctx, res);
    TRY(opinion_by_number(ctx, request_param(req, "number"), receipt_of(ctx, req, res), &opinion));
    if (opinion.kind == OPINION_MISCONDUCT)
        return NOT_FOUND;
    TRY(request_of(ctx, req, names, &opinion, request));
    geo_put_requests(ctx, req, res, &view);
    return OK;
}

/* ---- several ---- */

/* The page asked for: page counts from 1. */
static Status
read_page(Ctx *ctx, const Request *req, int64_t *limit_out, int64_t *skip_out)
{
    Text page = request_query(req, "page");
    Text size = request_query(req, "page_size");
    int64_t number = 1;

    *limit_out = OPEN311_PAGE;
    if (!text_is_empty(size) &&
        (!text_to_i64(size, limit_out) || *limit_out < 1 || *limit_out > OPEN311_PAGE_MAX))
        (void)ctx_problem(ctx, "page_size", TR(ctx->lang, "应是 1 到 200 的整数"));
    if (!text_is_empty(page) && (!text_to_i64(page, &number) || number < 1))
        (void)ctx_problem(ctx, "page", TR(ctx->lang, "应是从 1 开始的整数"));
    TRY(ctx_checked(ctx));
    if (number - 1 > OPEN311_SKIP_MAX / *limit_out)
        return ctx_problem(ctx, "page",
                           TR(ctx->lang, "翻得太远了，请用 start_date 和 end_date 分段查"));
    *skip_out = (number - 1) * *limit_out;
    return OK;
}

static Status
read_topics(Ctx *ctx, Text list, OpinionSearch *search)
{
    while (list.len != 0) {
        OpinionTopic topic;
        Text code;

        text_cut(list, ',', &code, &list);
        if (!opinion_topic_parse(text_trim(code), &topic)) {
            (void)ctx_problem(ctx, "service_code", TR(ctx->lang, "没有这一类"));
            return NOT_FOUND;
        }
        search->topic[topic] = true;
    }
    return OK;
}

static Status
read_states(Ctx *ctx, Text list, OpinionSearch *search)
{
    while (list.len != 0) {
        Text state;

        text_cut(list, ',', &state, &list);
        state = text_trim(state);
        if (text_eq(state, T("open")))
            search->open = true;
        else if (text_eq(state, T("closed")))
            search->closed = true;
        else
            return ctx_problem(ctx, "status", TR(ctx->lang, "应是 open 或 closed"));
    }
    return OK;
}

/* service_request_id has its way alone: those of the list that are on the board. */
static Status
by_numbers(Ctx *ctx, Text list, Opinions *out)
{
    *out = (Opinions){.at = NEW_ARRAY(ctx->arena, Opinion, OPEN311_NUMBERS_MAX)};
    for (size_t asked = 0; list.len != 0; asked++) {
        Text number;
        Status status;

        if (asked == OPEN311_NUMBERS_MAX)
            return ctx_problem(ctx, "service_request_id", TR(ctx->lang, "一次最多 50 个编号"));
        text_cut(list, ',', &number, &list);
        status = opinion_by_number(ctx, text_trim(number), (Texts){0}, &out->at[out->len]);
        if (status == OK)
            out->len++;
        else if (status != NOT_FOUND)
            return status;
    }
    return OK;
}

static Status
by_search(Ctx *ctx, const Request *req, Opinions *out)
{
    OpinionSearch search = {0};
    Open311Span span;

    TRY(geo_jurisdiction(ctx, request_query(req, "jurisdiction_id"), &search.region));
    TRY(read_topics(ctx, request_query(req, "service_code"), &search));
    TRY(read_states(ctx, request_query(req, "status"), &search));
    TRY(open311_span(ctx, request_query(req, "start_date"), request_query(req, "end_date"), &span));
    search.begin = span.begin;
    search.until = span.until;
    TRY(read_page(ctx, req, &search.limit, &search.skip));
    return opinion_search(ctx, &search, out);
}

static Status
get_requests(Ctx *ctx, const Request *req, Response *res)
{
    Text numbers = request_query(req, "service_request_id");
    PlaceNames *names = NEW(ctx->arena, PlaceNames);
    GeoRequestsView view = {0};
    Opinions found;

    geo_read_as_anybody(ctx, res);
    TRY(text_is_empty(numbers) ? by_search(ctx, req, &found) : by_numbers(ctx, numbers, &found));
    view.requests.at = NEW_ARRAY(ctx->arena, GeoRequest, found.len);
    for (; view.requests.len < found.len; view.requests.len++)
        TRY(request_of(ctx, req, names, &found.at[view.requests.len],
                       &view.requests.at[view.requests.len]));
    geo_put_requests(ctx, req, res, &view);
    return OK;
}

/* ---- what happened to them ---- */

static Status
get_updates(Ctx *ctx, const Request *req, Response *res)
{
    GeoUpdatesView view = {0};
    OpinionUpdates found;
    Open311Span span;
    RegionCode region;
    int64_t limit, skip;

    geo_read_as_anybody(ctx, res);
    TRY(geo_jurisdiction(ctx, request_query(req, "jurisdiction_id"), &region));
    TRY(open311_span(ctx, request_query(req, "start_date"), request_query(req, "end_date"), &span));
    TRY(read_page(ctx, req, &limit, &skip));
    TRY(opinion_updates(ctx, region, span.begin, span.until, limit, skip, &found));
    view.updates.at = NEW_ARRAY(ctx->arena, GeoUpdate, found.len);
    for (size_t i = 0; i < found.len; i++) {
        const OpinionUpdate *update = &found.at[i];
        Text title = tr_text(ctx->lang, opinion_event_title(update->kind));

        view.updates.at[view.updates.len++] = (GeoUpdate){
            .id = update->id,
            .request = update->number,
            .status = update->open ? T("open") : T("closed"),
            .at = time_format(ctx->arena, update->at),
            .description = update->note.len == 0
                               ? title
                               : text_printf(ctx->arena, "%.*s：%.*s", TEXT_ARGS(title),
                                             TEXT_ARGS(update->note)),
        };
    }
    geo_put_updates(ctx, req, res, &view);
    return OK;
}

enum { READS = ROUTE_READ | ROUTE_NO_COOKIE, WRITES = ROUTE_WRITE | ROUTE_NO_COOKIE };

static const Route routes[] = {
    {METHOD_GET,  V2 "/requests.json",              get_requests, READS },
    {METHOD_GET,  V2 "/requests.xml",               get_requests, READS },
    {METHOD_POST, V2 "/requests.json",              geo_create,   WRITES},
    {METHOD_POST, V2 "/requests.xml",               geo_create,   WRITES},
    {METHOD_GET,  V2 "/requests/{number}.json",     get_request,  READS },
    {METHOD_GET,  V2 "/requests/{number}.xml",      get_request,  READS },
    {METHOD_GET,  V2 "/servicerequestupdates.json", get_updates,  READS },
    {METHOD_GET,  V2 "/servicerequestupdates.xml",  get_updates,  READS },
};

const RouteTable open311_request_routes = {routes, sizeof routes / sizeof routes[0]};
