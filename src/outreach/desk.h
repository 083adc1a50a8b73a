/*
 * desk -- the staff's pages about outreach.
 *
 *   /desk/outreach                     the places that the person looks after
 *   /desk/outreach/CODE?month=YYYY-MM  what can be printed and read out for a village
 *   /desk/outreach/CODE/FILE?month=…   one of them
 */
#pragma once

#include "web/web.h"

extern const RouteTable outreach_desk_routes;
