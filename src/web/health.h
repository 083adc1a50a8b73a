/*
 * health -- /healthz (alive, and the database answers) and /metrics (Prometheus text).
 */
#pragma once

#include "web/site.h"

RouteTable health_routes(void);

/* Whose health: the process's site. */
void health_use(Site *site);
