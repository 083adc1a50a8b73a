/*
 * desk -- accounts and the audit trail on the desk.
 */
#pragma once

#include "account/account.h"
#include "account/desk_views.h"

extern const RouteTable account_desk_routes;   /* desk.c: accounts */
extern const RouteTable account_import_routes; /* desk_import.c: accounts from a sheet */
extern const RouteTable audit_desk_routes;     /* desk_audit.c: who did what */

/* "村(社区)管理员 · 鲍家洼子社区" */
MUST_CHECK Status desk_grant_words(Ctx *ctx, Role role, RegionCode region, Text *out);
