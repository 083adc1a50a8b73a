/*
 * desk -- the staff's pages about opinions.
 *
 *   /desk/opinions                  the places that the person looks after; their only one at once
 *   /desk/opinions/CODE?view=…      what an office has to do: ours, open, overdue, visits, done, …
 *   /desk/opinions/CODE/answers     standard answers
 *   /desk/opinions/CODE/figures     figures of a place and of those below it
 *   /desk/opinion/ID                one, with all that the person may do about it now
 *   /desk/opinion/ID/DEED           … each deed a form
 *   /desk/opinion/ID/look           a report of misconduct: opening it is a deed of its own
 *   /desk/visits                    senders to call back, and what a grid member filed for others
 */
#pragma once

#include "disclosure/desk_waiting.h"

extern const RouteTable opinion_desk_routes;
extern const RouteTable opinion_one_desk_routes;
extern const RouteTable opinion_answer_desk_routes;
extern const RouteTable opinion_visit_desk_routes;
extern const RouteTable opinion_figure_desk_routes;

/* For desk_on_waiting(): what is due today, and whom to call back. */
DeskWaitingHook opinion_desk_waiting;
