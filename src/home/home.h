/*
 * home -- pages that put features together: the front page, a region, a village.
 */
#pragma once

#include "web/web.h"

extern const RouteTable home_routes;
extern const RouteTable home_api_routes; /* api.c */

/* App.dress: the place on top and the tab bar of public pages. */
void home_dress(Ctx *ctx, const Request *req, Page *page);
