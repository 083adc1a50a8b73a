/*
 * Orders: lists and counts.
 */
#include <stdlib.h>

#include "base/tr.h"
#include "clue/order_inside.h"

/* Two lists of places as one, none within another, by code. */
static RegionCodes
together(Ctx *ctx, RegionCodes a, RegionCodes b)
{
    RegionCodes all = {.at = NEW_ARRAY(ctx->arena, RegionCode, a.len + b.len + 1)};
    size_t i = 0, j = 0;

    /* By code a place comes before those below it, so what the last one holds is left out. */
    while (i < a.len || j < b.len) {
        RegionCode next = j == b.len || (i < a.len && a.at[i] <= b.at[j]) ? a.at[i++] : b.at[j++];

        if (all.len == 0 || !region_contains(all.at[all.len - 1], next))
            all.at[all.len++] = next;
    }
    return all;
}

static RegionCodes
seen_places(Ctx *ctx)
{
    return together(ctx, actor_scopes(ctx, CAN_READ_STAFF_PARTS),
                    actor_scopes(ctx, CAN_ISSUE_ORDERS));
}

/* The places where the acting person answers for the office itself. */
static RegionCodes
own_offices(Ctx *ctx)
{
    const Actor *actor = ctx->actor;
    RegionCodes own = {0};

    if (actor_person(actor) == 0)
        return own;
    own.at = NEW_ARRAY(ctx->arena, RegionCode, actor->grants.len + 1);
    for (size_t i = 0; i < actor->grants.len; i++) {
        RoleGrant grant = actor->grants.at[i];
        Actor one = {
            .account = 1, .grants = {&grant, 1}
        };
        bool known = false;

        for (size_t j = 0; j < own.len; j++)
            known |= own.at[j] == grant.region;
        if (!known && actor_may(&one, CAN_ANSWER_ORDERS, grant.region))
            own.at[own.len++] = grant.region;
    }
    return own;
}

static int
by_due(const void *a, const void *b)
{
    const Order *one = a, *other = b;

    if (one->due_day != other->due_day)
        return one->due_day < other->due_day ? -1 : 1;
    return one->id < other->id ? -1 : one->id > other->id;
}

/* Whether an order of a place belongs into a list. */
static bool
belongs(const Ctx *ctx, const Order *order, OrderView view)
{
    if (view == ORDERS_OURS)
        return order->state == ORDER_OPEN || order->state == ORDER_RETURNED;
    return view != ORDERS_ISSUED || order_may_decide(ctx, order);
}

static Status
busy_list(Ctx *ctx, OrderView view, Orders *out)
{
    RegionCodes places = view == ORDERS_OURS     ? own_offices(ctx)
                         : view == ORDERS_ISSUED ? actor_scopes(ctx, CAN_ISSUE_ORDERS)
                                                 : seen_places(ctx);

    out->at = NEW_ARRAY(ctx->arena, Order, ORDERS_OPEN_MAX);
    for (size_t i = 0; i < places.len; i++) {
        RegionRange range = region_range(places.at[i]);
        WorkOrderRows rows;

        TRY(work_order_busy(ctx,
                            &(WorkOrderBusyArgs){
                                .first = range.first,
                                .last = view == ORDERS_OURS ? range.first : range.last,
                                .after_office = -1,
                                .limit = ORDERS_OPEN_MAX + 1,
                            },
                            &rows));
        for (size_t j = 0; j < rows.len; j++) {
            Order order;

            order_of_row(ctx, &rows.at[j], &order);
            if (!belongs(ctx, &order, view))
                continue;
            if (out->len == ORDERS_OPEN_MAX)
                out->more = true;
            else
                out->at[out->len++] = order;
        }
    }
    qsort(out->at, out->len, sizeof(Order), by_due);
    return OK;
}

static Status
done_list(Ctx *ctx, Text cursor, Orders *out)
{
    RegionCodes places = seen_places(ctx);
    int64_t office = -1, id = 0;
    Text key, rest;

    if (!text_is_empty(cursor) && (!text_cut(cursor, '.', &key, &rest) ||
                                   !text_to_i64(key, &office) || !text_to_i64(rest, &id)))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    out->at = NEW_ARRAY(ctx->arena, Order, ORDERS_PAGE);
    for (size_t i = 0; i < places.len; i++) {
        RegionRange range = region_range(places.at[i]);
        WorkOrderRows rows;

        TRY(work_order_done(ctx,
                            &(WorkOrderDoneArgs){
                                .first = range.first,
                                .last = range.last,
                                .after_office = office,
                                .after_id = id,
                                .limit = ORDERS_PAGE + 1 - (int64_t)out->len,
                            },
                            &rows));
        for (size_t j = 0; j < rows.len; j++) {
            const Order *last = out->len != 0 ? &out->at[out->len - 1] : NULL;

            if (out->len == ORDERS_PAGE) {
                out->next = text_printf(ctx->arena, "%lld.%lld", (long long)last->office,
                                        (long long)last->id);
                return OK;
            }
            order_of_row(ctx, &rows.at[j], &out->at[out->len++]);
        }
    }
    return OK;
}

Status
order_list(Ctx *ctx, OrderView view, Text cursor, Orders *out)
{
    *out = (Orders){0};
    if (seen_places(ctx).len == 0)
        return DENIED;
    return view == ORDERS_DONE ? done_list(ctx, cursor, out) : busy_list(ctx, view, out);
}

Status
order_passed_on(Ctx *ctx, int64_t id, Orders *out)
{
    WorkOrderRows rows;

    TRY(work_order_passed_on(ctx, id, ORDERS_PAGE, &rows));
    *out = (Orders){.at = NEW_ARRAY(ctx->arena, Order, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        if (order_sees(ctx->actor, rows.at[i].office))
            order_of_row(ctx, &rows.at[i], &out->at[out->len++]);
    return OK;
}

Status
order_counts(Ctx *ctx, OrderCounts *out)
{
    RegionCodes own = own_offices(ctx);
    const Actor *actor = ctx->actor;

    *out = (OrderCounts){0};
    for (size_t i = 0; i < own.len; i++) {
        WorkOrderCountsRow row;

        TRY(work_order_counts(ctx, own.at[i], ctx_today(ctx), &row));
        out->waiting += row.waiting;
        out->overdue += row.overdue;
    }
    if (actor_person(actor) == 0)
        return OK;
    for (size_t i = 0; i < actor->grants.len; i++) {
        RoleGrant grant = actor->grants.at[i];
        Actor one = {
            .account = 1, .grants = {&grant, 1}
        };
        RegionRange range = region_range(grant.region);
        WorkOrderScopeCountsRow row;

        if (!actor_may(&one, CAN_ISSUE_ORDERS, grant.region))
            continue;
        TRY(work_order_scope_counts(ctx,
                                    &(WorkOrderScopeCountsArgs){
                                        .first = range.first,
                                        .last = range.last,
                                        .issuer = grant.region,
                                        .issuer_role = text_c(role_name(grant.role)),
                                        .today = ctx_today(ctx),
                                    },
                                    &row));
        out->reported += row.reported;
        out->overdue_below += row.overdue;
    }
    return OK;
}
