/*
 * pages -- registering and 我的.
 *
 *   /join             which village: by name, or township by township
 *   /join/CODE        slip or phone; ?c= is the code of a slip (its QR code leads here)
 *   /join/CODE/who    who of the village one is
 *   /my               the own village, household, account and devices
 */
#pragma once

#include "web/web.h"

extern const RouteTable join_routes; /* pages_join.c */
extern const RouteTable my_routes;   /* pages_my.c */

/* App.seen: notes that a resident read the village's pages today, and lets a kept session go on. */
void resident_seen(Store *store, Ctx *ctx, const Request *req, Response *res);
