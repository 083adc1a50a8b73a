/*
 * desk_waiting -- what rooms above have waiting for somebody, on top of the page 待办.
 */
#pragma once

#include "disclosure/desk_views.h"

enum { DESK_WAITINGS_MAX = 4 };

/* Adds to out, which has room for DESK_WAITINGS_MAX. */
typedef Status DeskWaitingHook(Ctx *ctx, DeskWaitings *out);

/* main.c tells it at the start. */
void desk_on_waiting(DeskWaitingHook *hook);
