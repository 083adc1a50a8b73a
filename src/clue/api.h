/*
 * api -- orders, clues and the petition register as JSON.  Described in assets/openapi.json.
 */
#pragma once

#include "web/web.h"

extern const RouteTable order_api_routes;    /* api.c */
extern const RouteTable clue_api_routes;     /* api_clue.c */
extern const RouteTable petition_api_routes; /* api_clue.c */
