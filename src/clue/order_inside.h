/*
 * order_inside -- what the files of orders share.
 */
#pragma once

#include "clue/order.h"

#include "clue/order.sql.h"

/* A row as the acting person's day has it. */
void order_of_row(Ctx *ctx, const WorkOrderRow *row, Order *out);
/* Everybody who may know of an order to this office. */
bool order_sees(const Actor *actor, RegionCode office);
/* The role and place by which the acting person issues to an office; false: none. */
bool order_issuing_grant(const Ctx *ctx, RegionCode office, RoleGrant *out);
/* Writes the order back over `before`: CONFLICT when it has moved on. */
MUST_CHECK Status order_put(Ctx *ctx, const Order *order, bool told);
/* One more that was issued, in the tallies. */
MUST_CHECK Status order_count_issued(Ctx *ctx, const Order *order);
/* The tallies of what offices reported back: taken off before a change, added after it. */
MUST_CHECK Status order_count_judged(Ctx *ctx, int64_t id, int64_t delta);
MUST_CHECK Status order_event_add(Ctx *ctx, int64_t id, Time at, int64_t account, const char *kind,
                                  Text note);
