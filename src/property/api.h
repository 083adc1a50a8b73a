/*
 * api -- collective property as JSON: what is published for everybody, the registers' rows for
 * those who keep them.  Described in assets/openapi.json.
 */
#pragma once

#include "web/web.h"

extern const RouteTable property_api_routes;
