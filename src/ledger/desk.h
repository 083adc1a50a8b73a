/*
 * desk -- the ledger on the desk: months, entries with photographs, sheets, accounts.
 */
#pragma once

#include "ledger/desk_views.h"
#include "ledger/ledger.h"

extern const RouteTable ledger_desk_routes;       /* desk.c: the village's months, its accounts */
extern const RouteTable ledger_month_desk_routes; /* desk_month.c: a month, its sheet */
extern const RouteTable ledger_entry_desk_routes; /* desk_entry.c: one entry */

/* ---- shared by the files of the desk ---- */

/* /desk/ledger/CODE and below. */
Text ledger_link(Arena *arena, RegionCode village, const char *below);
/* /desk/ledger/CODE/2023-05 and below. */
Text ledger_month_link(Arena *arena, RegionCode village, Month month, const char *below);
/* The village of {code}, when the acting person reads its staff's parts; NOT_FOUND otherwise. */
MUST_CHECK Status ledger_desk_village(Ctx *ctx, const Request *req, Region *out);
MUST_CHECK Status ledger_desk_month(Ctx *ctx, const Request *req, Region *village,
                                    LedgerMonth *out);
/* 村账 › 鲍家 › 2023年5月 */
void ledger_crumbs(Ctx *ctx, const Region *village, OptInt month, Page *page);
Text ledger_month_words(Ctx *ctx, Month month);
const char *month_state_css(MonthState state);
const char *month_state_title(MonthState state); /* msgid */
