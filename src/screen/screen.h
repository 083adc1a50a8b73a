/*
 * screen -- what hangs on the wall of an office or a village: the figures and the latest of a
 * place, dark, large, without a keyboard.
 *
 *   /screen/CODE    a district, a township, what is above; or a village
 *
 * Whoever looks sees what a visitor sees, also when somebody is signed in at the screen: names are
 * masked, nothing is shown that is not public, no cookie is set.  The page asks for itself once a
 * minute (assets/screen.js), by its ETag, from the page cache.
 */
#pragma once

#include "web/web.h"

extern const RouteTable screen_routes;
