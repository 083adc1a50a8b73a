/*
 * Orders: what people do with them, and the clock.
 */
#include "actor/slices.h"
#include "base/id.h"
#include "base/tr.h"
#include "clue/order_inside.h"
#include "notify/notify.h"

enum { ORDERS_A_SLICE = 100 };

/* ---- telling: no word of the order stands in it, since an SMS is read by whoever holds the phone
 */

static Notice
notice_of(Ctx *ctx, const Order *order, const char *kind, Text sentence)
{
    return (Notice){
        .kind = kind,
        .subject = order->id,
        .region = order->office,
        .sentence = sentence,
        .link = text_printf(ctx->arena, "/desk/order/%lld", (long long)order->id),
    };
}

static Status
tell_office(Ctx *ctx, const Order *order, const char *kind, Text sentence)
{
    Notice notice = notice_of(ctx, order, kind, sentence);
    int64_t self = actor_person(ctx->actor);

    return notify_office(ctx, CAN_ANSWER_ORDERS, order->office, (NotifyExcept){&self, 1}, &notice);
}

/* ---- issuing ---- */

static bool
words_ok(Ctx *ctx, const char *field, Text words, size_t chars_max, Text missing)
{
    if (text_is_blank(words)) {
        (void)!ctx_problem(ctx, field, missing);
        return false;
    }
    return ctx_text_ok(ctx, field, words, chars_max);
}

static void
check_due(Ctx *ctx, Day due_day)
{
    Day today = ctx_today(ctx);

    if (due_day < today)
        (void)!ctx_problem(ctx, "due_day", TR(ctx->lang, "期限不能早于今天"));
    else if (due_day > today + ORDER_DAYS_MAX)
        (void)!ctx_problem(ctx, "due_day", TR(ctx->lang, "期限最长一年"));
}

static Status
insert(Ctx *ctx, const Order *order)
{
    TRY(work_order_insert(ctx, &(WorkOrderInsertArgs){
                                   .id = order->id,
                                   .office = order->office,
                                   .issuer = order->issuer,
                                   .issuer_role = text_c(role_name(order->issuer_role)),
                                   .issued_by = order->issued_by,
                                   .issued_at = order->issued_at,
                                   .body = order->body,
                                   .source = text_c(order_source_name(order->source)),
                                   .source_id = order->source_id,
                                   .due_day = order->due_day,
                               }));
    return order_count_issued(ctx, order);
}

/* A number of an instruction is of one that the issuer's office was given itself. */
static Status
check_passed_on(Ctx *ctx, const OrderInput *input)
{
    Status status = OK;
    Order above;

    if (input->source != ORDER_FROM_INSTRUCTION || input->source_id == 0)
        return OK;
    status = order_get(ctx, input->source_id, &above);
    if (status == OK && order_may_pass_on(ctx, &above) && input->office != above.office &&
        region_contains(above.office, input->office))
        return OK;
    if (status == OK || status == NOT_FOUND)
        (void)!ctx_problem(ctx, "source", TR(ctx->lang, "这件批示不能由您转办"));
    return status == NOT_FOUND ? OK : status;
}

Status
order_issue(Ctx *ctx, const OrderInput *input, int64_t *id_out)
{
    Order order = {
        .id = id_new(),
        .office = input->office,
        .issued_by = actor_person(ctx->actor),
        .issued_at = ctx->now,
        .body = text_trim(input->body),
        .source = input->source,
        .source_id = input->source_id,
        .due_day = input->due_day,
    };
    RoleGrant grant;
    Region place;

    if (!actor_may_somewhere(ctx, CAN_ISSUE_ORDERS) || order.issued_by == 0)
        return DENIED;
    if (region_get(ctx, order.office, &place) != OK || place.level < LEVEL_TOWNSHIP ||
        place.closed_day.set)
        (void)!ctx_problem(ctx, "office", TR(ctx->lang, "请选一个村（社区）或街道（乡镇）"));
    else if (!order_issuing_grant(ctx, order.office, &grant))
        return DENIED;
    (void)words_ok(ctx, "body", order.body, ORDER_BODY_CHARS_MAX, TR(ctx->lang, "请写要办什么"));
    check_due(ctx, order.due_day);
    TRY(check_passed_on(ctx, input));
    TRY(ctx_checked(ctx));
    order.issuer = grant.region;
    order.issuer_role = grant.role;
    if (order.source == ORDER_FROM_NOTHING && grant.role == ROLE_LEADER)
        order.source = ORDER_FROM_INSTRUCTION;
    TRY(insert(ctx, &order));
    TRY(order_event_add(ctx, order.id, ctx->now, order.issued_by, "issued", T("")));
    TRY(audit(ctx, order.office, "order.issue", order.id, T("")));
    *id_out = order.id;
    return tell_office(ctx, &order, "order.issue",
                       TR_FORMAT(ctx->arena, LANG_HANS, "有一件督办要您处理，{day}前报告",
                                 {"day", day_format(ctx->arena, order.due_day)}));
}

/* ---- afterwards ---- */

typedef bool OrderMay(const Ctx *ctx, const Order *order);

static Status
open_for(Ctx *ctx, int64_t id, int64_t lock, OrderMay *may, Order *out)
{
    TRY(order_get(ctx, id, out));
    if (out->lock != lock)
        return CONFLICT;
    return may(ctx, out) ? OK : DENIED;
}

/* What the deed did, in one line of the order's own history and one of the trail. */
static Status
done(Ctx *ctx, const Order *order, bool told, const char *kind, Text note)
{
    TRY(order_put(ctx, order, told));
    TRY(order_event_add(ctx, order->id, ctx->now, actor_person(ctx->actor), kind, note));
    return audit(ctx, order->office,
                 text_cstr(ctx->arena, text_printf(ctx->arena, "order.%s", kind)), order->id,
                 T(""));
}

Status
order_report(Ctx *ctx, int64_t id, int64_t lock, Text report)
{
    Notice notice;
    Order order;

    TRY(open_for(ctx, id, lock, order_may_report, &order));
    if (!words_ok(ctx, "report", report, ORDER_REPORT_CHARS_MAX, TR(ctx->lang, "请写办理情况")))
        return INVALID;
    order.state = ORDER_REPORTED;
    order.report = text_trim(report);
    order.reported_at = SOME_INT(ctx->now);
    order.reported_by = actor_person(ctx->actor);
    order.reason = T("");
    TRY(done(ctx, &order, order.overdue, "reported", order.report));
    notice = notice_of(ctx, &order, "order.report",
                       TR_FORMAT(ctx->arena, LANG_HANS, "{office}报告了督办的办理情况，请您确认",
                                 {"office", order.office_name}));
    return notify_account(ctx, order.issued_by, &notice);
}

/* Accepting and returning: of a report, and not of one's own. */
static bool
may_judge(const Ctx *ctx, const Order *order)
{
    return order_may_decide(ctx, order);
}

Status
order_accept(Ctx *ctx, int64_t id, int64_t lock)
{
    Order order;

    TRY(open_for(ctx, id, lock, may_judge, &order));
    if (order.state != ORDER_REPORTED)
        return CONFLICT;
    order.state = ORDER_ACCEPTED;
    order.closed_at = SOME_INT(ctx->now);
    TRY(done(ctx, &order, true, "accepted", T("")));
    return tell_office(ctx, &order, "order.accept", TR(LANG_HANS, "一件督办确认办好，已经销号"));
}

Status
order_return(Ctx *ctx, int64_t id, int64_t lock, Text reason, OptInt due_day)
{
    Order order;

    TRY(open_for(ctx, id, lock, may_judge, &order));
    if (order.state != ORDER_REPORTED)
        return CONFLICT;
    (void)words_ok(ctx, "reason", reason, ORDER_REASON_CHARS_MAX, TR(ctx->lang, "请写为什么退回"));
    if (due_day.set)
        check_due(ctx, (Day)due_day.value);
    TRY(ctx_checked(ctx));
    order.state = ORDER_RETURNED;
    order.reason = text_trim(reason);
    if (due_day.set)
        order.due_day = (Day)due_day.value;
    /* A new deadline may fall due again. */
    TRY(done(ctx, &order, order.due_day < ctx_today(ctx), "returned", order.reason));
    return tell_office(ctx, &order, "order.return",
                       TR_FORMAT(ctx->arena, LANG_HANS, "一件督办被退回，请您重新办理，{day}前报告",
                                 {"day", day_format(ctx->arena, order.due_day)}));
}

Status
order_withdraw(Ctx *ctx, int64_t id, int64_t lock, Text reason)
{
    Order order;

    TRY(open_for(ctx, id, lock, order_may_decide, &order));
    if (!words_ok(ctx, "reason", reason, ORDER_REASON_CHARS_MAX, TR(ctx->lang, "请写为什么撤回")))
        return INVALID;
    order.state = ORDER_WITHDRAWN;
    order.reason = text_trim(reason);
    order.closed_at = SOME_INT(ctx->now);
    TRY(done(ctx, &order, true, "withdrawn", order.reason));
    return tell_office(ctx, &order, "order.withdraw", TR(LANG_HANS, "一件督办撤回了，不用再办"));
}

/* ---- the clock ---- */

static Status
tell_overdue(Ctx *ctx, int64_t id)
{
    WorkOrderRow row;
    Region office;
    Notice notice;
    Order order;

    TRY(work_order_by_id(ctx, id, &row));
    order_of_row(ctx, &row, &order);
    TRY(region_get(ctx, order.office, &office));
    TRY(order_put(ctx, &order, true));
    TRY(order_event_add(ctx, id, ctx->now, 0, "overdue", T("")));
    notice = notice_of(ctx, &order, "order.overdue",
                       TR_FORMAT(ctx->arena, LANG_HANS, "{office}的一件督办到期没有报告",
                                 {"office", order.office_name}));
    TRY(notify_account(ctx, order.issued_by, &notice));
    return notify_office(ctx, CAN_ISSUE_ORDERS, office.parent, (NotifyExcept){&order.issued_by, 1},
                         &notice);
}

static Status
any_due(Ctx *ctx, void *arg)
{
    bool *any = arg;
    WorkOrderFallingDueRows due;

    TRY(work_order_falling_due(ctx, ctx_today(ctx), 1, &due));
    *any = due.len != 0;
    return OK;
}

static Status
tell_some(Ctx *ctx, void *arg)
{
    bool *more = arg;
    WorkOrderFallingDueRows due;

    TRY(work_order_falling_due(ctx, ctx_today(ctx), ORDERS_A_SLICE, &due));
    for (size_t i = 0; i < due.len; i++)
        TRY(tell_overdue(ctx, due.at[i].id));
    *more = due.len != 0;
    return OK;
}

Status
order_deadlines(Store *store, Ctx *ctx)
{
    bool any = false;

    TRY(store_read(store, ctx, any_due, &any));
    return any ? slices_run(store, ctx, tell_some) : OK;
}

/* ---- loading ---- */

Status
order_load(Ctx *ctx, const Order *order)
{
    Order stored = *order;
    bool told = order->overdue;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    if (stored.id == 0)
        stored.id = id_new();
    stored.lock = 0;
    TRY(insert(ctx, &stored));
    TRY(order_put(ctx, &stored, told));
    TRY(order_event_add(ctx, stored.id, stored.issued_at, stored.issued_by, "issued", T("")));
    if (told)
        TRY(order_event_add(ctx, stored.id, day_start(stored.due_day + 1), 0, "overdue", T("")));
    if (stored.reported_at.set)
        TRY(order_event_add(ctx, stored.id, stored.reported_at.value, stored.reported_by,
                            "reported", stored.report));
    if (stored.state == ORDER_ACCEPTED)
        TRY(order_event_add(ctx, stored.id, stored.closed_at.value, stored.issued_by, "accepted",
                            T("")));
    return OK;
}
