/*
 * api -- a place's indicators as JSON.
 *
 *   GET /api/v1/regions/CODE/indicators?period=2023-05   2023Q2, 2023H1, 2023; the last whole month
 *                                                        when it says nothing
 */
#pragma once

#include "web/web.h"

extern const RouteTable stats_api_routes;
