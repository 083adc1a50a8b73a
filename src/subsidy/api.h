/*
 * api -- subsidies as JSON: what is published for everybody, lists for those who keep them.
 * Described in assets/openapi.json.
 */
#pragma once

#include "web/web.h"

extern const RouteTable subsidy_api_routes;
