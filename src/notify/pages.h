/*
 * pages -- what a person was told, and where else it should be told.
 */
#pragma once

#include "web/web.h"

extern const RouteTable notify_routes;
