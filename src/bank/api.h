/*
 * api -- statements of the bank as JSON, and what is done about their lines.
 */
#pragma once

#include "web/web.h"

extern const RouteTable bank_api_routes;
