/*
 * pages -- what everybody sees of subsidies; what a household sees of its own is home/own.c.
 *
 *   /r/CODE/subsidies     programmes and standards; a village's lists of a year with their totals
 */
#pragma once

#include "web/web.h"

extern const RouteTable subsidy_routes;
