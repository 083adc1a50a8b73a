/*
 * Writing GeoReport's documents, errors among them.
 */
#include "open311/api_out.h"

#include "base/json.h"
#include "base/tr.h"
#include "open311/api.h"
#include "open311/definition.html.h"
#include "open311/discovery.html.h"
#include "open311/errors.html.h"
#include "open311/receipt.html.h"
#include "open311/requests.html.h"
#include "open311/services.html.h"
#include "open311/updates.html.h"

enum { ANSWER_BYTES_MAX = 8 * 1024 * 1024, DEGREE_DECIMALS = 6 };

static bool
wants_xml(const Request *req)
{
    return text_ends(req->path, T(".xml"));
}

/* Pages of other sites may read what everybody may read, and send reports as their visitors. */
static void
put_head(Response *res, bool xml)
{
    res->type = xml ? T("text/xml; charset=utf-8") : T("application/json");
    response_header(res, T("Access-Control-Allow-Origin"), T("*"));
}

static Json
json_begin(Ctx *ctx)
{
    Buf *buf = NEW(ctx->arena, Buf);

    *buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    return json_new(buf);
}

static void
send_json(Response *res, const Json *json)
{
    json_end(json);
    res->body = buf_done(json->buf);
}

/* An empty text is null here, an empty element in XML. */
static void
put(Json *json, const char *key, Text value)
{
    json_put_text(json, key, value.len != 0 ? value : (Text){0});
}

/* ---- discovery and services ---- */

static void
discovery_json(Response *res, Json json, const GeoDiscovery *view)
{
    json_object_begin(&json);
    put(&json, "changeset", view->changeset);
    put(&json, "contact", view->contact);
    put(&json, "key_service", view->key_service);
    json_key(&json, "endpoints");
    json_array_begin(&json);
    json_object_begin(&json);
    put(&json, "specification", view->specification);
    put(&json, "url", view->url);
    put(&json, "changeset", view->changeset);
    put(&json, "type", T("production"));
    json_key(&json, "formats");
    json_array_begin(&json);
    json_text(&json, T("text/xml"));
    json_text(&json, T("application/json"));
    json_array_end(&json);
    json_object_end(&json);
    json_array_end(&json);
    json_object_end(&json);
    send_json(res, &json);
}

void
geo_put_discovery(Ctx *ctx, const Request *req, Response *res, const GeoDiscovery *view)
{
    put_head(res, wants_xml(req));
    if (wants_xml(req))
        response_page(ctx, req, res, html_open311_discovery, view);
    else
        discovery_json(res, json_begin(ctx), view);
}

static void
services_json(Response *res, Json json, const GeoServices *services)
{
    json_array_begin(&json);
    for (size_t i = 0; i < services->len; i++) {
        const GeoService *service = &services->at[i];

        json_object_begin(&json);
        put(&json, "service_code", service->code);
        put(&json, "service_name", service->name);
        put(&json, "description", service->description);
        json_put_bool(&json, "metadata", true);
        put(&json, "type", T("realtime"));
        put(&json, "keywords", service->keywords);
        put(&json, "group", service->group);
        json_object_end(&json);
    }
    json_array_end(&json);
    send_json(res, &json);
}

void
geo_put_services(Ctx *ctx, const Request *req, Response *res, const GeoServicesView *view)
{
    put_head(res, wants_xml(req));
    if (wants_xml(req))
        response_page(ctx, req, res, html_open311_services, view);
    else
        services_json(res, json_begin(ctx), &view->services);
}

static void
put_attribute(Json *json, const GeoAttribute *attribute)
{
    json_object_begin(json);
    json_put_bool(json, "variable", true);
    put(json, "code", attribute->code);
    put(json, "datatype", attribute->datatype);
    json_put_bool(json, "required", false);
    put(json, "datatype_description", attribute->hint);
    json_put_int(json, "order", attribute->order);
    put(json, "description", attribute->description);
    if (attribute->values.len != 0) {
        json_key(json, "values");
        json_array_begin(json);
        for (size_t i = 0; i < attribute->values.len; i++) {
            json_object_begin(json);
            put(json, "key", attribute->values.at[i].key);
            put(json, "name", attribute->values.at[i].name);
            json_object_end(json);
        }
        json_array_end(json);
    }
    json_object_end(json);
}

static void
definition_json(Response *res, Json json, const GeoDefinition *view)
{
    json_object_begin(&json);
    put(&json, "service_code", view->service_code);
    json_key(&json, "attributes");
    json_array_begin(&json);
    for (size_t i = 0; i < view->attributes.len; i++)
        put_attribute(&json, &view->attributes.at[i]);
    json_array_end(&json);
    json_object_end(&json);
    send_json(res, &json);
}

void
geo_put_definition(Ctx *ctx, const Request *req, Response *res, const GeoDefinition *view)
{
    put_head(res, wants_xml(req));
    if (wants_xml(req))
        response_page(ctx, req, res, html_open311_definition, view);
    else
        definition_json(res, json_begin(ctx), view);
}

/* ---- requests ---- */

static void
put_degrees(Json *json, const char *key, OptInt e6)
{
    json_key(json, key);
    if (e6.set)
        json_decimal(json, e6.value, DEGREE_DECIMALS);
    else
        json_none(json);
}

static void
put_request(Json *json, const GeoRequest *request)
{
    json_object_begin(json);
    put(json, "service_request_id", request->id);
    put(json, "status", request->status);
    put(json, "status_notes", request->status_notes);
    put(json, "service_name", request->service_name);
    put(json, "service_code", request->service_code);
    put(json, "description", request->description);
    put(json, "agency_responsible", request->agency);
    json_put_none(json, "service_notice");
    put(json, "requested_datetime", request->requested);
    put(json, "updated_datetime", request->updated);
    put(json, "expected_datetime", request->expected);
    put(json, "address", request->address);
    put(json, "address_id", request->address_id);
    json_put_none(json, "zipcode");
    put_degrees(json, "lat", request->latitude_e6);
    put_degrees(json, "long", request->longitude_e6);
    put(json, "media_url", request->media_url);
    json_object_end(json);
}

static void
requests_json(Response *res, Json json, const GeoRequests *requests)
{
    json_array_begin(&json);
    for (size_t i = 0; i < requests->len; i++)
        put_request(&json, &requests->at[i]);
    json_array_end(&json);
    send_json(res, &json);
}

void
geo_put_requests(Ctx *ctx, const Request *req, Response *res, const GeoRequestsView *view)
{
    put_head(res, wants_xml(req));
    if (wants_xml(req))
        response_page(ctx, req, res, html_open311_requests, view);
    else
        requests_json(res, json_begin(ctx), &view->requests);
}

static void
receipt_json(Response *res, Json json, const GeoReceipt *view)
{
    json_array_begin(&json);
    json_object_begin(&json);
    put(&json, "service_request_id", view->id);
    if (view->token.len != 0)
        put(&json, "token", view->token);
    if (view->notice.len != 0)
        put(&json, "service_notice", view->notice);
    json_object_end(&json);
    json_array_end(&json);
    send_json(res, &json);
}

void
geo_put_receipt(Ctx *ctx, const Request *req, Response *res, const GeoReceipt *view)
{
    put_head(res, wants_xml(req));
    if (wants_xml(req))
        response_page(ctx, req, res, html_open311_receipt, view);
    else
        receipt_json(res, json_begin(ctx), view);
}

static void
updates_json(Response *res, Json json, const GeoUpdates *updates)
{
    json_array_begin(&json);
    for (size_t i = 0; i < updates->len; i++) {
        json_object_begin(&json);
        json_put_id(&json, "update_id", updates->at[i].id);
        put(&json, "service_request_id", updates->at[i].request);
        put(&json, "status", updates->at[i].status);
        put(&json, "updated_datetime", updates->at[i].at);
        put(&json, "description", updates->at[i].description);
        json_object_end(&json);
    }
    json_array_end(&json);
    send_json(res, &json);
}

void
geo_put_updates(Ctx *ctx, const Request *req, Response *res, const GeoUpdatesView *view)
{
    put_head(res, wants_xml(req));
    if (wants_xml(req))
        response_page(ctx, req, res, html_open311_updates, view);
    else
        updates_json(res, json_begin(ctx), &view->updates);
}

/* ---- errors ---- */

/* What the model calls a field, and what a client calls it. */
static Text
parameter_of(Text field)
{
    static const struct {
        Text field, parameter;
    } names[] = {
        {T_INIT("body"),     T_INIT("description")   },
        {T_INIT("place"),    T_INIT("address_string")},
        {T_INIT("latitude"), T_INIT("lat")           },
        {T_INIT("name"),     T_INIT("first_name")    },
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_eq(names[i].field, field))
            return names[i].parameter;
    return field;
}

static void
errors_json(Response *res, Json json, const GeoErrorsView *view)
{
    json_array_begin(&json);
    for (size_t i = 0; i < view->errors.len; i++) {
        json_object_begin(&json);
        json_put_int(&json, "code", view->errors.at[i].code);
        put(&json, "description", view->errors.at[i].description);
        json_object_end(&json);
    }
    json_array_end(&json);
    send_json(res, &json);
}

bool
open311_error(Ctx *ctx, const Request *req, Response *res, Text sentence)
{
    const Problems *problems = &ctx->problems;
    GeoErrorsView view = {.errors.at = NEW_ARRAY(ctx->arena, GeoError, problems->len + 1)};

    if (!text_starts(req->path, T("/open311/")))
        return false;
    if (res->status == 422)
        res->status = 400;
    if (res->status == 401) {
        res->status = 403;
        res->header_count = 0;
        sentence = TR(ctx->lang, "令牌（api_key）不对，或者已经失效");
    }
    for (size_t i = 0; i < problems->len; i++) {
        const Problem *problem = &problems->at[i];

        view.errors.at[view.errors.len++] =
            (GeoError){res->status, text_printf(ctx->arena, "%.*s: %.*s",
                                                TEXT_ARGS(parameter_of(problem->field)),
                                                TEXT_ARGS(problem->sentence))};
    }
    if (view.errors.len == 0)
        view.errors.at[view.errors.len++] = (GeoError){res->status, sentence};
    put_head(res, wants_xml(req));
    if (wants_xml(req))
        response_page(ctx, req, res, html_open311_errors, &view);
    else
        errors_json(res, json_begin(ctx), &view);
    return true;
}
