/*
 * Orders: who may issue to whom, reporting back, accepting and returning, what falls due.
 */
#include "harness.h"

#include "db.h"

#include "clue_life.h"

static OrderInput
input_of(Ctx *ctx, RegionCode office)
{
    return (OrderInput){.office = office,
                        .body = T("村部门口的公开栏三个月没有更新，请补上"),
                        .due_day = ctx_today(ctx) + 7};
}

static int64_t
issue(Ctx *ctx, const Actor *who, RegionCode office)
{
    OrderInput input = input_of(ctx, office);
    int64_t id = 0;

    act_as(ctx, who);
    CHECK_STATUS(life_explain(ctx, order_issue(ctx, &input, &id)), OK);
    return id;
}

static Order
get(Ctx *ctx, const Actor *who, int64_t id)
{
    Order order = {0};

    act_as(ctx, who);
    CHECK_STATUS(order_get(ctx, id, &order), OK);
    return order;
}

LIFE_TEST(who_issues_to_whom)
{
    static const struct {
        const Actor *who;
        RegionCode office;
        Status expected;
    } rows[] = {
        {&reviewer,       VILLAGE,       OK     },
        {&reviewer,       TOWNSHIP_CODE, DENIED }, /* not to oneself */
        {&reviewer,       COMMUNITY,     DENIED },
        {&district,       TOWNSHIP_CODE, OK     },
        {&district,       VILLAGE,       OK     },
        {&district,       DISTRICT_CODE, INVALID},
        {&leader,         VILLAGE2,      OK     },
        {&inspector,      COMMUNITY,     OK     },
        {&town_inspector, TOWNSHIP_CODE, OK     },
        {&town_inspector, COMMUNITY,     DENIED },
        {&clerk,          VILLAGE,       DENIED },
        {&resident,       VILLAGE,       DENIED },
        {&op,             VILLAGE,       DENIED },
        {NULL,            VILLAGE,       DENIED },
        {&actor_system,   VILLAGE,       DENIED },
        {&leader,         123,           INVALID},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OrderInput input = input_of(ctx, rows[i].office);
        int64_t id;

        ROW(rows[i].who != NULL ? text_cstr(ctx->arena, rows[i].who->login) : "visitor");
        act_as(ctx, rows[i].who);
        CHECK_STATUS(order_issue(ctx, &input, &id), rows[i].expected);
    }
}

LIFE_TEST(an_order_needs_words_and_a_day_to_come)
{
    OrderInput input = input_of(ctx, VILLAGE);
    int64_t id;

    act_as(ctx, &reviewer);
    input.body = T("  ");
    CHECK_STATUS(order_issue(ctx, &input, &id), INVALID);
    CHECK(ctx_problem_of(ctx, "body").len != 0);
    input = input_of(ctx, VILLAGE);
    input.due_day = ctx_today(ctx) - 1;
    act_as(ctx, &reviewer);
    CHECK_STATUS(order_issue(ctx, &input, &id), INVALID);
    CHECK(ctx_problem_of(ctx, "due_day").len != 0);
    input.due_day = ctx_today(ctx);
    act_as(ctx, &reviewer);
    CHECK_STATUS(order_issue(ctx, &input, &id), OK);
}

LIFE_TEST(the_office_is_told_reports_and_the_issuer_decides)
{
    const Actor *issuer = with_account(ctx, &reviewer), *office = with_account(ctx, &clerk);
    int64_t id = issue(ctx, issuer, VILLAGE);
    Order order = get(ctx, office, id);
    OrderEvents events;

    CHECK_INT(told_of(ctx, office), 1);
    CHECK_STATUS(order_accept(ctx, id, order.lock), DENIED); /* its own */
    CHECK_STATUS(order_report(ctx, id, order.lock, T(" ")), INVALID);
    CHECK_STATUS(order_report(ctx, id, order.lock + 1, T("补上了")), CONFLICT);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(order_get(ctx, id, &order), NOT_FOUND);
    act_as(ctx, office);
    CHECK_STATUS(order_get(ctx, id, &order), OK);
    CHECK_STATUS(order_report(ctx, id, order.lock, T("补上了")), OK);
    CHECK_INT(told_of(ctx, issuer), 1);
    order = get(ctx, &reviewer2, id); /* a colleague of the issuer */
    CHECK_INT(order.state, ORDER_REPORTED);
    CHECK_TEXT(order.report, "补上了");
    CHECK_STATUS(order_return(ctx, id, order.lock, T(""), (OptInt){0}), INVALID);
    act_as(ctx, &reviewer2);
    CHECK_STATUS(order_return(ctx, id, order.lock, T("照片呢"), (OptInt){0}), OK);
    order = get(ctx, office, id);
    CHECK_TEXT(order.reason, "照片呢");
    CHECK_STATUS(order_report(ctx, id, order.lock, T("补上了，有照片")), OK);
    order = get(ctx, &district, id); /* sees it, but did not issue it */
    CHECK_STATUS(order_accept(ctx, id, order.lock), DENIED);
    act_as(ctx, &town_inspector); /* the same place, another role */
    CHECK_STATUS(order_accept(ctx, id, order.lock), DENIED);
    act_as(ctx, &reviewer2);
    CHECK_STATUS(order_accept(ctx, id, order.lock), OK);
    order = get(ctx, office, id);
    CHECK_INT(order.state, ORDER_ACCEPTED);
    CHECK_STATUS(order_report(ctx, id, order.lock, T("再说一遍")), DENIED);
    CHECK_STATUS(order_events(ctx, id, &events), OK);
    CHECK_INT(events.len, 5);
    CHECK_TEXT(events.at[2].kind, "returned");
}

LIFE_TEST(lists_show_whose_turn_it_is)
{
    int64_t first = issue(ctx, &reviewer, VILLAGE), id;
    OrderInput soon = input_of(ctx, VILLAGE);
    OrderCounts counts;
    Orders orders;

    soon.due_day = ctx_today(ctx) + 1;
    act_as(ctx, &leader);
    CHECK_STATUS(order_issue(ctx, &soon, &id), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(order_list(ctx, ORDERS_OURS, T(""), &orders), OK);
    CHECK_INT(orders.len, 2);
    CHECK(orders.at[0].id == id); /* due first */
    CHECK_INT(orders.at[0].source, ORDER_FROM_INSTRUCTION);
    CHECK_STATUS(order_report(ctx, first, 0, T("办了")), OK);
    CHECK_STATUS(order_counts(ctx, &counts), OK);
    CHECK_INT(counts.waiting, 1);
    act_as(ctx, &reviewer);
    CHECK_STATUS(order_counts(ctx, &counts), OK);
    CHECK_INT(counts.reported, 1);
    CHECK_STATUS(order_list(ctx, ORDERS_ISSUED, T(""), &orders), OK);
    CHECK_INT(orders.len, 1);
    CHECK_STATUS(order_accept(ctx, first, 1), OK);
    CHECK_STATUS(order_list(ctx, ORDERS_DONE, T(""), &orders), OK);
    CHECK_INT(orders.len, 1);
    CHECK_STATUS(order_list(ctx, ORDERS_DONE, T("x"), &orders), INVALID);
    act_as(ctx, &leader);
    CHECK_STATUS(order_list(ctx, ORDERS_OPEN, T(""), &orders), OK);
    CHECK_INT(orders.len, 1);
    act_as(ctx, &resident);
    CHECK_STATUS(order_list(ctx, ORDERS_OPEN, T(""), &orders), DENIED);
    act_as(ctx, &op);
    CHECK_STATUS(order_list(ctx, ORDERS_OPEN, T(""), &orders), DENIED);
    act_as(ctx, &other_reviewer);
    CHECK_STATUS(order_list(ctx, ORDERS_OPEN, T(""), &orders), OK);
    CHECK_INT(orders.len, 0);
}

/* ---- the clock ---- */

typedef struct Late {
    Actor *issuer, *above, *office;
    int64_t id;
} Late;

static Status
late_begin(Ctx *ctx, void *arg)
{
    Late *late = arg;

    TRY(life_fill(ctx));
    late->issuer = with_account(ctx, &district);
    late->above = with_account(ctx, &reviewer);
    late->office = with_account(ctx, &clerk);
    late->id = issue(ctx, late->issuer, VILLAGE);
    return OK;
}

static Status
late_look(Ctx *ctx, void *arg)
{
    const Late *late = arg;
    Order order = get(ctx, late->office, late->id);
    OrderCounts counts;

    CHECK(order.overdue);
    CHECK_INT(order.days_late, 1);
    CHECK_STATUS(order_counts(ctx, &counts), OK);
    CHECK_INT(counts.overdue, 1);
    CHECK_INT(told_of(ctx, late->issuer), 1);
    CHECK_INT(told_of(ctx, late->above), 1);
    CHECK_INT(told_of(ctx, late->office), 1); /* that it was issued */
    return OK;
}

static Status
not_yet(Ctx *ctx, void *arg)
{
    const Late *late = arg;

    CHECK(!get(ctx, late->office, late->id).overdue);
    CHECK_INT(told_of(ctx, late->issuer), 0);
    return OK;
}

TEST_DB(what_is_overdue_is_told_once_to_the_issuer_and_the_office_above)
{
    Late late;

    ctx->now = day_start(day_of(ctx->now)) + 3600;
    CHECK_STATUS(store_write(store, ctx, late_begin, &late), OK);
    ctx->now += 7 * (Time)SECONDS_PER_DAY; /* the day itself is on time */
    CHECK_STATUS(order_deadlines(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, not_yet, &late), OK);
    ctx->now += SECONDS_PER_DAY;
    CHECK_STATUS(order_deadlines(store, ctx), OK);
    CHECK_STATUS(order_deadlines(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, late_look, &late), OK);
}

LIFE_TEST(a_township_passes_an_instruction_on)
{
    int64_t above = issue(ctx, &leader, TOWNSHIP_CODE),
            plain = issue(ctx, &district, TOWNSHIP_CODE), id;
    OrderInput input = input_of(ctx, VILLAGE);
    Order order = get(ctx, &reviewer, above);
    Orders below;

    CHECK_INT(order.source, ORDER_FROM_INSTRUCTION);
    CHECK(order_may_pass_on(ctx, &order));
    act_as(ctx, &other_reviewer);
    CHECK(!order_may_pass_on(ctx, &order));
    act_as(ctx, &leader);
    CHECK(!order_may_pass_on(ctx, &order));
    input.source = ORDER_FROM_INSTRUCTION;
    input.source_id = above;
    act_as(ctx, &reviewer);
    CHECK_STATUS(life_explain(ctx, order_issue(ctx, &input, &id)), OK);
    CHECK_STATUS(order_passed_on(ctx, above, &below), OK);
    if (CHECK_INT((int)below.len, 1))
        CHECK_INT(below.at[0].office, VILLAGE);
    act_as(ctx, &leader); /* sees how far it is */
    CHECK_STATUS(order_passed_on(ctx, above, &below), OK);
    CHECK_INT((int)below.len, 1);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(order_passed_on(ctx, above, &below), OK);
    CHECK_INT((int)below.len, 0);
    /* What was never given to the office, or is no instruction, is not passed on by it. */
    act_as(ctx, &district);
    CHECK_STATUS(order_issue(ctx, &input, &id), INVALID);
    CHECK(ctx_problem_of(ctx, "source").len != 0);
    input.source_id = plain;
    act_as(ctx, &reviewer);
    CHECK_STATUS(order_issue(ctx, &input, &id), INVALID);
    input.source_id = above + 1;
    act_as(ctx, &reviewer);
    CHECK_STATUS(order_issue(ctx, &input, &id), INVALID);
}

LIFE_TEST(only_leaders_instruct)
{
    static const struct {
        const Actor *who;
        RegionCode place;
        bool expected;
    } rows[] = {
        {&leader,    0,             true },
        {&leader,    DISTRICT_CODE, true },
        {&leader,    VILLAGE,       true },
        {&leader,    210100000000,  false},
        {&inspector, VILLAGE,       false},
        {&reviewer,  VILLAGE,       false},
        {&clerk,     0,             false},
        {NULL,       0,             false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].who != NULL ? text_cstr(ctx->arena, rows[i].who->login) : "visitor");
        act_as(ctx, rows[i].who);
        CHECK_INT(order_instructs(ctx, rows[i].place), rows[i].expected);
    }
}
