/*
 * desk -- the pages of the statistics.
 *
 *   /desk/stats                      of the widest place that the person looks after
 *   /desk/stats/CODE                 all indicators of a place
 *   /desk/stats/CODE/of/NAME         one of them: its definition, its trend, the places below
 *   /desk/stats/CODE/compare         the places below side by side; level=village: all villages
 *
 * period=2023-05, 2023Q2, 2023H1 or 2023 says of what time; the last whole month when it says
 * nothing.
 */
#pragma once

#include "web/web.h"

extern const RouteTable stats_desk_routes;
