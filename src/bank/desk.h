/*
 * desk -- bank statements on the desk: uploaded, matched, explained.
 */
#pragma once

#include "bank/bank.h"
#include "bank/desk_views.h"

extern const RouteTable bank_desk_routes;
