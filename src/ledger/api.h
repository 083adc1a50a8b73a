/*
 * api -- ledgers as JSON.
 */
#pragma once

#include "base/json.h"
#include "ledger/ledger.h"
#include "web/web.h"

extern const RouteTable ledger_api_routes, ledger_months_api_routes;

/* An entry as an object, for whoever shows one. */
void ledger_put_entry(Ctx *ctx, const Entry *entry, Json *json);
