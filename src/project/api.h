/*
 * api -- projects for programs: assets/openapi.json describes it.
 */
#pragma once

#include "web/web.h"

extern const RouteTable project_api_routes;       /* api.c */
extern const RouteTable project_write_api_routes; /* api_deeds.c */
