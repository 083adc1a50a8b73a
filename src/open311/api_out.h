/*
 * api_out -- GeoReport's documents as JSON or XML, by the ending of the path.
 */
#pragma once

#include "base/region_code.h"
#include "open311/views.h"

void geo_put_discovery(Ctx *ctx, const Request *req, Response *res, const GeoDiscovery *view);
void geo_put_services(Ctx *ctx, const Request *req, Response *res, const GeoServicesView *view);
void geo_put_definition(Ctx *ctx, const Request *req, Response *res, const GeoDefinition *view);
void geo_put_requests(Ctx *ctx, const Request *req, Response *res, const GeoRequestsView *view);
void geo_put_receipt(Ctx *ctx, const Request *req, Response *res, const GeoReceipt *view);
void geo_put_updates(Ctx *ctx, const Request *req, Response *res, const GeoUpdatesView *view);

/* ---- what the handlers share (api.c) ---- */

/* The place that jurisdiction_id names (text), or the installation's top place, which may be 0.
 * NOT_FOUND with a problem. */
MUST_CHECK Status geo_jurisdiction(Ctx *ctx, Text text, RegionCode *out);

/* GeoReport's reads are the same for everybody, whoever's token comes with them. */
void geo_read_as_anybody(Ctx *ctx, Response *res);

/* POST requests (api_create.c). */
Handler geo_create;
