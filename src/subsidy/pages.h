/*
 * pages -- what everybody sees of subsidies, and what a household sees of its own.
 *
 *   /r/CODE/subsidies     programmes and standards; a village's lists of a year with their totals
 *   /my/household         the own household's lines of all years, in full
 */
#pragma once

#include "web/web.h"

extern const RouteTable subsidy_routes;

Handler subsidy_own_page; /* pages_own.c */
