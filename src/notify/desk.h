/*
 * desk -- messages that did not leave, for whoever manages accounts of the whole installation.
 */
#pragma once

#include "web/web.h"

extern const RouteTable notify_desk_routes;

/* Whether the acting person sees that page; for the menu. */
bool notify_desk_may(Ctx *ctx);
