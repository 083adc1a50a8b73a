/*
 * desk -- training and the leading group on the desk.
 *
 *   /desk/trainings               the own place
 *   /desk/trainings/CODE          a place's sessions, its admins, the rule; POST: a new session
 *   /desk/trainings/CODE/new      the form of a new one
 *   /desk/trainings/CODE/rule     POST: publish only after training, or not
 *   /desk/training/ID             one session and who was there; POST: changes it
 *   /desk/training/ID/edit        its form
 *   /desk/training/ID/attendance  POST: who was there
 *   /desk/training/ID/list.pdf    the list to be signed
 *   /desk/training/ID/import      attendance from a sheet
 *   /desk/group                   the own place
 *   /desk/group/CODE              its leading group; POST: adds or changes a member
 */
#pragma once

#include "organisation/desk_views.h"
#include "organisation/training.h"

extern const RouteTable training_desk_routes;          /* desk_training.c */
extern const RouteTable attendance_desk_routes;        /* desk_attendance.c */
extern const RouteTable attendance_import_desk_routes; /* desk_import.c */
extern const RouteTable group_desk_routes;             /* desk_group.c */

/* "/desk/trainings/CODE" and what follows. */
Text trainings_link(Arena *arena, RegionCode code, const char *below);
Text training_link(Arena *arena, int64_t id, const char *below);

/* The session {id} of the path, for those who may hold sessions there: NOT_FOUND, DENIED. */
MUST_CHECK Status training_desk_open(Ctx *ctx, const Request *req, Training *out);
/* The way back to the list of the place that holds it; the place's name. */
MUST_CHECK Status training_desk_crumb(Ctx *ctx, Page *page, const Training *training,
                                      Text *place_out);

/* What a list says of a session; no link. */
TrainingLine training_line(Ctx *ctx, const Training *training);
PersonLine training_person(Ctx *ctx, const Trainee *who);

/* "沙河街道" for a code, "整个平台" for 0. */
MUST_CHECK Status place_name_of(Ctx *ctx, RegionCode code, Text *out);
