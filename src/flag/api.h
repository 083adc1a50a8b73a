/*
 * api -- red flags and their rules as JSON.  Described in assets/openapi.json.
 */
#pragma once

#include "web/web.h"

extern const RouteTable flag_api_routes;      /* api.c */
extern const RouteTable flag_rule_api_routes; /* api_rules.c */
