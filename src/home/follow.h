/*
 * follow -- 关注: what a person follows, and the buttons that begin and end it.
 */
#pragma once

#include "web/web.h"

extern const RouteTable follow_routes;
