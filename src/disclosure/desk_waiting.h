/*
 * desk_waiting -- what rooms above have waiting for somebody, on top of the page 待办.
 */
#pragma once

#include "disclosure/desk_views.h"

enum { DESK_WAITINGS_MAX = 8 };

/* Adds to out, which has room for DESK_WAITINGS_MAX of all rooms. */
typedef Status DeskWaitingHook(Ctx *ctx, DeskWaitings *out);

/* main.c tells them at the start, in the order in which they stand on the page. */
void desk_on_waiting(DeskWaitingHook *hook);
