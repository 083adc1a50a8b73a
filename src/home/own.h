/*
 * own -- what a signed-in person's own household may know of itself, as a page and as JSON.
 *
 *   /my/household, /api/v1/my/household
 */
#pragma once

#include "web/web.h"

extern const RouteTable own_routes;

Handler own_api; /* own_api.c */
