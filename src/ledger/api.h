/*
 * api -- the ledger for programs: months and entries as JSON.
 */
#pragma once

#include "web/web.h"

extern const RouteTable ledger_api_routes;
