/*
 * pages -- signing in and out, and the own account.
 */
#pragma once

#include "web/web.h"

extern const RouteTable account_routes;
extern const RouteTable account_api_routes; /* api.c */

/* How long a session lasts; from the settings, before serving. */
void account_pages_session_days(int64_t days);

/* The sentence of the first problem of a field, absent when there is none; for forms. */
Text problem_of(const Ctx *ctx, const char *field);
