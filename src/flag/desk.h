/*
 * desk -- the staff's pages about red flags.
 *
 *   /desk/flags                 the list of the widest place that the person looks after
 *   /desk/flags/CODE?view=…     live ones by urgency, or closed ones; rule=NAME: only of one rule
 *   /desk/flag/ID               why it is red, and what may be done about it
 *   /desk/flag/ID/{ask,dismiss,explain}
 *   /desk/rules, /desk/rules/NAME   the rules and their settings
 *   /desk/outside/CODE, /desk/outside/CODE/KIND   other offices' lists of a district: inspectors
 */
#pragma once

#include "disclosure/desk_waiting.h"
#include "web/web.h"

extern const RouteTable flag_desk_routes;
extern const RouteTable flag_one_desk_routes;
extern const RouteTable flag_rule_desk_routes;
extern const RouteTable flag_outside_desk_routes;

/* For desk_on_waiting(): what inspectors should look at first; of a village, what it is asked to
 * explain. */
DeskWaitingHook flag_desk_waiting;

/* For the menu: how many live ones there are for the acting person, and whether any is red; false:
 * flags are nothing for them. */
bool flag_desk_counts(Ctx *ctx, int64_t *live_out, bool *red_out);
