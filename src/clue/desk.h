/*
 * desk -- the staff's pages about supervision.
 *
 *   /desk/orders?view=…     督办: ours, issued, open, done; /export
 *   /desk/orders/new        one more; ?office=CODE, source=NAME, source_id=ID and body= fill it in
 *   /desk/order/ID          one; /report, /accept, /return, /withdraw
 *   /desk/clues             问题线索: for inspectors; /new; /export
 *   /desk/clue/ID           one: opening it is a deed of its own (/look), as each step is
 *   /desk/petitions         信访举报: the register; /import, /export
 *   /desk/patrols           巡查: days of looking around; /export
 *   /desk/patrol/ID         one; /desk/patrol/note: puts a page on today's list
 */
#pragma once

#include "clue/desk_about.h"
#include "disclosure/desk_waiting.h"

extern const RouteTable order_desk_routes;
extern const RouteTable clue_desk_routes;
extern const RouteTable petition_desk_routes;
extern const RouteTable patrol_desk_routes;

/* For desk_on_waiting(): orders to answer, reports to look at. */
DeskWaitingHook clue_desk_waiting;

/* The form for an order about a page, filled in: source=instruction when it is about a place. */
Text order_new_link(Ctx *ctx, const PageAbout *about);
