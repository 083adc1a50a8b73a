/*
 * Orders: words, who sees and may, reading.
 */
#include "clue/order.h"

#include <stdlib.h>

#include "base/id.h"
#include "base/tr.h"
#include "clue/order_inside.h"

/* ---- words ---- */

static const struct {
    const char *name, *title;
} states[ORDER_STATES] = {
    [ORDER_OPEN] = {"open",      N_("待办理")            },
    [ORDER_REPORTED] = {"reported",  N_("已报告，等确认")},
    [ORDER_RETURNED] = {"returned",  N_("退回重办")         },
    [ORDER_ACCEPTED] = {"accepted",  N_("已销号")            },
    [ORDER_WITHDRAWN] = {"withdrawn", N_("已撤回")            },
};

static const struct {
    const char *name, *title;
} sources[ORDER_SOURCES] = {
    [ORDER_FROM_NOTHING] = {"",            N_("直接交办")},
    [ORDER_FROM_INSTRUCTION] = {"instruction", N_("领导批示")},
    [ORDER_FROM_FLAG] = {"flag",        N_("疑点提示")},
    [ORDER_FROM_OPINION] = {"opinion",     N_("群众意见")},
    [ORDER_FROM_PATROL] = {"patrol",      N_("巡查发现")},
    [ORDER_FROM_DISCLOSURE] = {"disclosure",  N_("公开内容")},
};

static const struct {
    const char *name, *title;
} event_kinds[] = {
    {"issued",    N_("交办")               },
    {"reported",  N_("报告办理情况")   },
    {"returned",  N_("退回重办")         },
    {"accepted",  N_("确认办好，销号")},
    {"withdrawn", N_("撤回")               },
    {"overdue",   N_("到期没有报告")   },
};

static const char *const views[ORDER_VIEWS] = {"ours", "issued", "open", "done"};

const char *
order_state_name(OrderState state)
{
    return states[state].name;
}

const char *
order_state_title(OrderState state)
{
    return states[state].title;
}

const char *
order_source_name(OrderSource source)
{
    return sources[source].name;
}

const char *
order_source_title(OrderSource source)
{
    return sources[source].title;
}

bool
order_source_parse(Text name, OrderSource *out)
{
    for (int i = 0; i < ORDER_SOURCES; i++) {
        if (text_eq(name, text_c(sources[i].name))) {
            *out = (OrderSource)i;
            return true;
        }
    }
    return false;
}

const char *
order_view_name(OrderView view)
{
    return views[view];
}

bool
order_view_parse(Text name, OrderView *out)
{
    for (int i = 0; i < ORDER_VIEWS; i++) {
        if (text_eq(name, text_c(views[i]))) {
            *out = (OrderView)i;
            return true;
        }
    }
    return false;
}

/* ---- who ---- */

bool
order_sees(const Actor *actor, RegionCode office)
{
    return actor_may(actor, CAN_READ_STAFF_PARTS, office) ||
           actor_may(actor, CAN_ISSUE_ORDERS, office);
}

/* One role of a person, asked alone. */
static bool
grant_may(const RoleGrant *grant, Permission permission, RegionCode place)
{
    RoleGrant copy = *grant;
    Actor one = {
        .account = 1, .grants = {&copy, 1}
    };

    return actor_may(&one, permission, place);
}

bool
order_issuing_grant(const Ctx *ctx, RegionCode office, RoleGrant *out)
{
    const Actor *actor = ctx->actor;
    bool found = false;

    if (actor_person(actor) == 0 || region_code_level(office) < LEVEL_TOWNSHIP)
        return false;
    for (size_t i = 0; i < actor->grants.len; i++) {
        const RoleGrant *grant = &actor->grants.at[i];

        if (!grant_may(grant, CAN_ISSUE_ORDERS, office))
            continue;
        /* Nobody orders themselves about; the discipline office is not the township's own. */
        if (grant->region == office && grant->role != ROLE_INSPECTOR)
            continue;
        if (!found || region_code_level(grant->region) < region_code_level(out->region))
            *out = *grant;
        found = true;
    }
    return found;
}

bool
order_may_issue_to(const Ctx *ctx, RegionCode office)
{
    RoleGrant grant;

    return order_issuing_grant(ctx, office, &grant);
}

bool
order_instructs(const Ctx *ctx, RegionCode office)
{
    const Actor *actor = ctx->actor;
    RoleGrant grant;

    if (actor_person(actor) == 0)
        return false;
    if (region_code_level(office) >= LEVEL_TOWNSHIP)
        return order_issuing_grant(ctx, office, &grant) && grant.role == ROLE_LEADER;
    for (size_t i = 0; i < actor->grants.len; i++)
        if (actor->grants.at[i].role == ROLE_LEADER &&
            (office == 0 || region_contains(actor->grants.at[i].region, office)))
            return true;
    return false;
}

bool
order_may_pass_on(const Ctx *ctx, const Order *order)
{
    const Actor *actor = ctx->actor;

    if (actor_person(actor) == 0 || region_code_level(order->office) != LEVEL_TOWNSHIP ||
        (order->issuer_role != ROLE_LEADER && order->source != ORDER_FROM_INSTRUCTION) ||
        (order->state != ORDER_OPEN && order->state != ORDER_RETURNED))
        return false;
    for (size_t i = 0; i < actor->grants.len; i++)
        if (actor->grants.at[i].region == order->office &&
            grant_may(&actor->grants.at[i], CAN_ANSWER_ORDERS, order->office) &&
            grant_may(&actor->grants.at[i], CAN_ISSUE_ORDERS, order->office))
            return true;
    return false;
}

bool
order_may_report(const Ctx *ctx, const Order *order)
{
    const Actor *actor = ctx->actor;

    if (actor_person(actor) == 0 || (order->state != ORDER_OPEN && order->state != ORDER_RETURNED))
        return false;
    for (size_t i = 0; i < actor->grants.len; i++)
        if (actor->grants.at[i].region == order->office &&
            grant_may(&actor->grants.at[i], CAN_ANSWER_ORDERS, order->office))
            return true;
    return false;
}

/* Of the office that issued it. */
static bool
is_issuer(const Ctx *ctx, RegionCode issuer, Role role)
{
    const Actor *actor = ctx->actor;

    if (actor_person(actor) == 0)
        return false;
    for (size_t i = 0; i < actor->grants.len; i++)
        if (actor->grants.at[i].region == issuer && actor->grants.at[i].role == role)
            return true;
    return false;
}

bool
order_may_decide(const Ctx *ctx, const Order *order)
{
    return order->state != ORDER_ACCEPTED && order->state != ORDER_WITHDRAWN &&
           is_issuer(ctx, order->issuer, order->issuer_role) &&
           (order->reported_by == 0 || order->reported_by != actor_person(ctx->actor));
}

/* ---- reading ---- */

static OrderState
state_of(Text name)
{
    for (int i = 0; i < ORDER_STATES; i++)
        if (text_eq(name, text_c(states[i].name)))
            return (OrderState)i;
    return ORDER_OPEN;
}

void
order_of_row(Ctx *ctx, const WorkOrderRow *row, Order *out)
{
    Day today = ctx_today(ctx);

    *out = (Order){
        .id = row->id,
        .office = row->office,
        .office_name = row->office_name,
        .issuer = row->issuer,
        .issuer_name = row->issuer_name,
        .issued_by = row->issued_by,
        .issued_by_name = row->person,
        .issued_at = row->issued_at,
        .body = row->body,
        .source_id = row->source_id,
        .due_day = (Day)row->due_day,
        .state = state_of(row->state),
        .report = row->report,
        .reported_at = row->reported_at,
        .reported_by = row->reported_by.set ? row->reported_by.value : 0,
        .reason = row->reason,
        .closed_at = row->closed_at,
        .lock = row->lock,
    };
    (void)role_parse(row->issuer_role, &out->issuer_role);
    (void)order_source_parse(row->source, &out->source);
    out->overdue = row->waits && today > out->due_day;
    if (out->overdue)
        out->days_late = today - out->due_day;
    else if (!row->waits && out->reported_at.set && day_of(out->reported_at.value) > out->due_day)
        out->days_late = day_of(out->reported_at.value) - out->due_day;
}

Status
order_get(Ctx *ctx, int64_t id, Order *out)
{
    WorkOrderRow row;

    TRY(work_order_by_id(ctx, id, &row));
    if (!order_sees(ctx->actor, row.office))
        return NOT_FOUND;
    order_of_row(ctx, &row, out);
    return OK;
}

Status
order_events(Ctx *ctx, int64_t id, OrderEvents *out)
{
    WorkOrderEventsRows rows;
    Order order;

    TRY(order_get(ctx, id, &order));
    TRY(work_order_events(ctx, id, ORDER_EVENTS_MAX, &rows));
    *out = (OrderEvents){.at = NEW_ARRAY(ctx->arena, OrderEvent, rows.len)};
    for (size_t i = 0; i < rows.len; i++) {
        OrderEvent *event = &out->at[out->len++];

        *event = (OrderEvent){.at = rows.at[i].at,
                              .kind = rows.at[i].kind,
                              .title = rows.at[i].kind,
                              .person = rows.at[i].person,
                              .note = rows.at[i].note};
        for (size_t k = 0; k < sizeof event_kinds / sizeof event_kinds[0]; k++)
            if (text_eq(rows.at[i].kind, text_c(event_kinds[k].name)))
                event->title = tr_text(ctx->lang, event_kinds[k].title);
    }
    return OK;
}

/* ---- writing back ---- */

Status
order_put(Ctx *ctx, const Order *order, bool told)
{
    bool waits = order->state == ORDER_OPEN || order->state == ORDER_RETURNED;
    int64_t changed;

    TRY(order_count_judged(ctx, order->id, -1));
    TRY(work_order_put(
        ctx,
        &(WorkOrderPutArgs){
            .id = order->id,
            .lock = order->lock,
            .state = text_c(order_state_name(order->state)),
            .busy = waits || order->state == ORDER_REPORTED,
            .waits = waits,
            .due_day = order->due_day,
            .report = order->report,
            .reported_at = order->reported_at,
            .reported_by = order->reported_by != 0 ? SOME_INT(order->reported_by) : (OptInt){0},
            .reason = order->reason,
            .closed_at = order->closed_at,
            .told = told,
        },
        &changed));
    return changed == 1 ? order_count_judged(ctx, order->id, +1) : CONFLICT;
}

Status
order_event_add(Ctx *ctx, int64_t id, Time at, int64_t account, const char *kind, Text note)
{
    return work_order_event_insert(ctx,
                                   &(WorkOrderEventInsertArgs){
                                       .id = id_new(),
                                       .work_order = id,
                                       .at = at,
                                       .account = account != 0 ? SOME_INT(account) : (OptInt){0},
                                       .kind = text_c(kind),
                                       .note = note,
                                   });
}
