/*
 * pages -- what everybody reads: lists, one disclosure, its files, search, the feed.
 */
#pragma once

#include "web/web.h"

extern const RouteTable disclosure_routes;
