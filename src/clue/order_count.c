/*
 * Orders in the tallies: how many were issued, and whether offices reported back in time.
 */
#include "clue/order_inside.h"
#include "region/tally.h"

enum { ORDERS_A_PAGE = 1000 };

/* An office is judged once it has reported, or the clock has told of the deadline; by the newest
 * deadline.  What was withdrawn is not. */
static bool
is_judged(const WorkOrderCountsAsRow *row, bool *in_time_out)
{
    bool waits = text_eq(row->state, text_c(order_state_name(ORDER_OPEN))) ||
                 text_eq(row->state, text_c(order_state_name(ORDER_RETURNED)));

    *in_time_out = !waits && row->reported_at.set && day_of(row->reported_at.value) <= row->due_day;
    if (text_eq(row->state, text_c(order_state_name(ORDER_WITHDRAWN))))
        return false;
    return !waits || row->told;
}

Status
order_count_issued(Ctx *ctx, const Order *order)
{
    return tally_add(ctx, order->office, TALLY_ORDERS, day_of(order->issued_at), +1);
}

Status
order_count_judged(Ctx *ctx, int64_t id, int64_t delta)
{
    WorkOrderCountsAsRow row;
    bool in_time;

    TRY(work_order_judged(ctx, id, &row));
    if (!is_judged(&row, &in_time))
        return OK;
    TRY(tally_add(ctx, row.office, TALLY_ORDERS_JUDGED, (Day)row.due_day, delta));
    if (!in_time)
        return OK;
    return tally_add(ctx, row.office, TALLY_ORDERS_IN_TIME, (Day)row.due_day, delta);
}

Status
order_tallies(Ctx *ctx, TallyBatch *batch)
{
    WorkOrderCountsAsRows rows;
    int64_t after = 0;

    do {
        TRY(work_orders_judged(ctx, after, ORDERS_A_PAGE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            const WorkOrderCountsAsRow *row = &rows.at[i];
            bool in_time;
            bool judged = is_judged(row, &in_time);

            tally_batch_add(batch, row->office, TALLY_ORDERS, day_of(row->issued_at), +1);
            if (judged)
                tally_batch_add(batch, row->office, TALLY_ORDERS_JUDGED, (Day)row->due_day, +1);
            if (judged && in_time)
                tally_batch_add(batch, row->office, TALLY_ORDERS_IN_TIME, (Day)row->due_day, +1);
            after = row->id;
        }
    } while (rows.len == ORDERS_A_PAGE);
    return OK;
}
