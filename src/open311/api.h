/*
 * api -- the routes of GeoReport v2; what they promise: open311.h.
 */
#pragma once

#include "web/web.h"

extern const RouteTable open311_routes;         /* api.c: services */
extern const RouteTable open311_request_routes; /* api_requests.c */

/* Errors below /open311/ in the standard's shape. */
ErrorHook open311_error;
