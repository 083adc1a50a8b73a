/*
 * demo_clue -- the demonstration's supervision: the published figures, from rows.
 */
#pragma once

#include "clue/clue.h"
#include "clue/order.h"
#include "clue/patrol.h"
#include "clue/petition.h"

/* Five clues, six persons; the register of two years; one order is overdue. */
static inline Status
clue_figures(Ctx *ctx, void *arg)
{
    RoleGrant of_leader = {.role = ROLE_LEADER, .region = INT64_C(210111000000)};
    RoleGrant of_inspector = {.role = ROLE_INSPECTOR, .region = INT64_C(210111000000)};
    Actor leader = {
        .account = 1, .grants = {&of_leader, 1}
    };
    Actor inspector = {
        .account = 2, .grants = {&of_inspector, 1}
    };
    const Actor *before = ctx->actor;
    ClueTotals totals;
    PetitionYear year;
    Patrols patrols;
    Orders orders;
    Clues open, closed;
    size_t overdue = 0;

    (void)arg;
    ctx->actor = &leader;
    TRY(clue_totals(ctx, of_leader.region, &totals));
    CHECK_INT(totals.found, 5);
    CHECK_INT(totals.persons, 6);
    TRY(petition_last_year(ctx, of_leader.region, &year));
    CHECK_INT(year.year, 2022);
    CHECK_INT(year.now.reports, 456);
    CHECK_INT(year.before.reports, 661);
    CHECK_INT(year.now.accusations, 286);
    CHECK_INT(year.before.accusations, 442);
    CHECK(year.now.satisfied == 60 && year.now.asked == 65);
    CHECK(year.before.satisfied == 59 && year.before.asked == 73);
    ctx->actor = &inspector;
    TRY(clue_list(ctx, false, (Text){0}, &open));
    TRY(clue_list(ctx, true, (Text){0}, &closed));
    CHECK_INT(open.len + closed.len, 5);
    CHECK_INT(closed.len, 2);
    TRY(order_list(ctx, ORDERS_OPEN, (Text){0}, &orders));
    for (size_t i = 0; i < orders.len; i++)
        overdue += orders.at[i].overdue;
    CHECK_INT(overdue, 1);
    TRY(patrol_list(ctx, (Text){0}, &patrols));
    CHECK_INT(patrols.len, 3);
    ctx->actor = before;
    return OK;
}
