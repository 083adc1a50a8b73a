/*
 * The registers of the collective's property: who may, resources and contracts, rent falling due.
 */
#include "harness.h"

#include "db.h"

#include "property_life.h"

/* ---- who ---- */

LIFE_TEST(registers_are_for_the_staff_of_the_place)
{
    Resource field, out;
    Resources found;
    PropertyTotals totals;

    act_as(ctx, &clerk);
    field = add_field(ctx, "北沟机动地", 20000);
    CHECK_STATUS(resource_list(ctx, VILLAGE, T(""), &found), OK);
    CHECK_INT(found.len, 1);
    act_as(ctx, &reviewer);
    CHECK_STATUS(resource_get(ctx, field.id, &out), OK);
    CHECK_STATUS(resource_put(ctx, &field, &out), DENIED);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(resource_list(ctx, VILLAGE, T(""), &found), DENIED);
    CHECK_STATUS(resource_get(ctx, field.id, &out), DENIED);
    CHECK_STATUS(resource_put(ctx, &field, &out), DENIED);
    CHECK_STATUS(resource_remove(ctx, field.id, field.lock), DENIED);
    CHECK_STATUS(property_totals(ctx, TOWNSHIP_CODE, &totals), DENIED);
    act_as(ctx, NULL);
    CHECK_STATUS(resource_list(ctx, VILLAGE, T(""), &found), DENIED);
    act_as(ctx, &finance);
    CHECK_STATUS(resource_put(ctx, &field, &out), DENIED);
    /* What others do to a row of this village under their own region's name changes nothing. */
    act_as(ctx, &other_clerk);
    field.region = VILLAGE2;
    CHECK_STATUS(resource_put(ctx, &field, &out), DENIED);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(an_old_lock_is_refused)
{
    Resource field, out;
    Holding house, held;
    Contract lease, signed_one;
    Debt debt, owed;

    act_as(ctx, &clerk);
    field = add_field(ctx, "北沟机动地", 20000);
    field.note = T("一");
    CHECK_STATUS(resource_put(ctx, &field, &out), OK);
    CHECK_INT(out.lock, field.lock + 1);
    CHECK_STATUS(resource_put(ctx, &field, &out), CONFLICT);
    CHECK_STATUS(resource_remove(ctx, field.id, field.lock), CONFLICT);
    house = add_house(ctx, "村部房屋");
    CHECK_STATUS(holding_put(ctx, &house, &held), OK);
    CHECK_STATUS(holding_put(ctx, &house, &held), CONFLICT);
    lease = add_lease(ctx, "2022-1", field.id);
    CHECK_STATUS(rent_add(ctx, lease.lock + 1,
                          &(Rent){.contract = lease.id, .day = on(2023, 3, 1), .amount_fen = 1},
                          &signed_one),
                 CONFLICT);
    CHECK_STATUS(contract_put(ctx, &lease, &signed_one), OK);
    CHECK_STATUS(contract_put(ctx, &lease, &signed_one), CONFLICT);
    debt = add_debt(ctx, DEBT_RECEIVABLE, "王建国", "欠承包费", 50000);
    CHECK_STATUS(
        debt_move(
            ctx, debt.lock + 1,
            &(Move){.owner = debt.id, .day = on(2023, 5, 1), .kind = MOVE_OUT, .amount_fen = 100},
            &owed),
        CONFLICT);
}

/* ---- resources and contracts ---- */

LIFE_TEST(bad_resources_are_refused_with_their_fields)
{
    Resource row = field_row("", 0), out;

    act_as(ctx, &clerk);
    row.kind = (ResourceKind)99;
    CHECK_STATUS(resource_put(ctx, &row, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "name").len != 0);
    CHECK(ctx_problem_of(ctx, "kind").len != 0);
    CHECK_TEXT(ctx_problem_of(ctx, "area"), "要大于 0");
    act_as(ctx, &clerk);
    row = field_row("北沟", -5);
    CHECK_STATUS(resource_put(ctx, &row, &out), INVALID);
    act_as(ctx, &clerk);
    row = field_row("北沟", INT64_MAX);
    CHECK_STATUS(resource_put(ctx, &row, &out), INVALID);
    act_as(ctx, &clerk);
    row = field_row("北沟", 1000);
    row.note = T("联系 13912345678 王");
    CHECK_STATUS(resource_put(ctx, &row, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "note").len != 0);
    act_as(ctx, &clerk);
    row.note = T("一行\n两行");
    CHECK_STATUS(resource_put(ctx, &row, &out), INVALID);
    act_as(ctx, &clerk);
    (void)add_field(ctx, "北沟", 1000);
    row = field_row(" 北沟 ", 2000);
    CHECK_STATUS(resource_put(ctx, &row, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "name"), "这个名称的资源已经有了");
    act_as(ctx, &actor_system);
    row.region = TOWNSHIP_CODE;
    CHECK_STATUS(resource_put(ctx, &row, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "region").len != 0);
}

LIFE_TEST(land_is_not_let_twice)
{
    Resource field, out;
    Contract row, lease, other;

    act_as(ctx, &clerk);
    field = add_field(ctx, "北沟机动地", 20000);
    lease = add_lease(ctx, "2022-1", field.id);
    CHECK_INT(lease.area_milli, 20000);
    CHECK_TEXT(lease.resource_name, "北沟机动地");
    row = lease_row("2023-1", field.id);
    row.begins = on(2024, 12, 31);
    row.ends = on(2026, 12, 31);
    row.first_due = (OptInt){0};
    CHECK_STATUS(contract_put(ctx, &row, &other), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resource"),
               "“北沟机动地”已经发包给王建国：合同 2022-1，2022-01-01 到 2024-12-31。同一块地不能包"
               "两次");
    /* Nothing half-written. */
    act_as(ctx, &clerk);
    CHECK_STATUS(contract_find(ctx, VILLAGE, T("2023-1"), &other), NOT_FOUND);
    row.begins = on(2025, 1, 1);
    CHECK_STATUS(life_explain(ctx, contract_put(ctx, &row, &other)), OK);
    /* Half of it ended early makes room from the day after. */
    row = lease_row("2023-2", field.id);
    row.begins = on(2023, 7, 1);
    row.ends = on(2024, 6, 30);
    row.first_due = (OptInt){0};
    row.area_milli = 5000;
    CHECK_STATUS(contract_put(ctx, &row, &other), INVALID);
    act_as(ctx, &clerk);
    lease.area_milli = 12000;
    CHECK_STATUS(life_explain(ctx, contract_put(ctx, &lease, &lease)), OK);
    CHECK_STATUS(life_explain(ctx, contract_put(ctx, &row, &other)), OK);
    row.number = T("2023-3");
    row.area_milli = 3001;
    CHECK_STATUS(contract_put(ctx, &row, &other), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "area"),
               "“北沟机动地”这段时间只剩 3 亩：合同 2022-1（王建国，2022-01-01 到 "
               "2024-12-31）已经占用。同一块地不能包两次");
    act_as(ctx, &clerk);
    row.area_milli = 3000;
    CHECK_STATUS(life_explain(ctx, contract_put(ctx, &row, &other)), OK);
    /* Its area may not fall below what is let. */
    CHECK_STATUS(resource_get(ctx, field.id, &out), OK);
    out.area_milli = 19999;
    CHECK_STATUS(resource_put(ctx, &out, &out), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(resource_remove(ctx, field.id, field.lock), CONFLICT);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(bad_contracts_are_refused_with_their_fields)
{
    Contract row = lease_row("1", 0), out;
    Resource field, elsewhere;

    act_as(ctx, &other_clerk);
    elsewhere = field_row("南沟", 1000);
    elsewhere.region = VILLAGE2;
    CHECK_STATUS(resource_put(ctx, &elsewhere, &elsewhere), OK);
    act_as(ctx, &clerk);
    field = add_field(ctx, "北沟", 10000);
    row.party = T(" ");
    row.ends = on(2021, 12, 31);
    row.rent_fen = -1;
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "subject").len != 0);
    CHECK(ctx_problem_of(ctx, "party").len != 0);
    CHECK_TEXT(ctx_problem_of(ctx, "ends"), "到期日期早于开始日期");
    CHECK_TEXT(ctx_problem_of(ctx, "rent"), "金额要大于 0");
    act_as(ctx, &clerk);
    row = lease_row("1", 4711);
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resource"), "本村的资源登记里没有这一项");
    act_as(ctx, &clerk);
    row = lease_row("1", elsewhere.id);
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resource"), "本村的资源登记里没有这一项");
    act_as(ctx, &clerk);
    row = lease_row("1", field.id);
    row.area_milli = -1;
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    act_as(ctx, &clerk);
    row.area_milli = 10001;
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "area"), "“北沟”一共只有 10");
    act_as(ctx, &clerk);
    row = lease_row("1", field.id);
    row.rent_fen = INT64_MAX;
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    act_as(ctx, &clerk);
    row = lease_row("1", field.id);
    row.ends = on(2099, 1, 1);
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "ends"), "合同最长 70 年");
    act_as(ctx, &clerk);
    row = lease_row("1", field.id);
    row.first_due = on_day(2025, 1, 1);
    row.ended = on_day(2025, 1, 1);
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "first_due").len != 0);
    CHECK(ctx_problem_of(ctx, "ended").len != 0);
    act_as(ctx, &clerk);
    (void)add_lease(ctx, "1", field.id);
    row = lease_row("1", 0);
    row.subject = T("修路");
    CHECK_STATUS(contract_put(ctx, &row, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "number"), "这个编号的合同已经有了");
}

/* ---- rent ---- */

/* Day by day what falls due, by brute force. */
static int64_t
due_slowly(const Contract *c, Day first, Day last, int step)
{
    Date begin = day_to_date((Day)c->first_due.value);
    int64_t fen = 0;

    for (Day day = first; day <= last && day <= c->ends; day++) {
        Date date = day_to_date(day);
        int months = (date.year - begin.year) * 12 + date.month - begin.month;
        int month_end = days_in_month(date.year, date.month);
        int wanted = begin.day > month_end ? month_end : begin.day;

        if (months >= 0 && months % step == 0 && date.day == wanted)
            fen += c->rent_fen;
    }
    return fen;
}

TEST(rent_falls_due_by_its_terms)
{
    static const struct {
        RentTerms terms;
        int step;
    } steps[] = {
        {RENT_YEARLY,      12},
        {RENT_HALF_YEARLY, 6 },
        {RENT_QUARTERLY,   3 },
        {RENT_MONTHLY,     1 }
    };
    static const Date starts[] = {
        {2020, 2,  29},
        {2021, 1,  31},
        {2022, 8,  30},
        {2023, 12, 1 }
    };

    (void)ctx;
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++) {
            Contract c = {.terms = steps[i].terms,
                          .rent_fen = 7,
                          .begins = day_from_date(starts[j]),
                          .ends = on(2029, 2, 28),
                          .first_due = SOME_INT(day_from_date(starts[j]))};

            for (int year = 2019; year <= 2029; year++)
                CHECK_INT(contract_due_fen(&c, on(year, 1, 1), on(year, 12, 31), on(2030, 1, 1)),
                          due_slowly(&c, on(year, 1, 1), on(year, 12, 31), steps[i].step));
            CHECK_INT(contract_due_fen(&c, c.begins, c.begins, c.begins), 7);
        }
}

TEST(a_leap_day_falls_on_the_last_of_february_and_comes_back)
{
    Contract c = {.terms = RENT_YEARLY,
                  .rent_fen = 1,
                  .begins = on(2020, 2, 29),
                  .ends = on(2030, 1, 1),
                  .first_due = on_day(2020, 2, 29)};

    (void)ctx;
    CHECK_INT(contract_due_fen(&c, on(2021, 2, 28), on(2021, 2, 28), on(2030, 1, 1)), 1);
    CHECK_INT(contract_due_fen(&c, on(2024, 2, 28), on(2024, 2, 28), on(2030, 1, 1)), 0);
    CHECK_INT(contract_due_fen(&c, on(2024, 2, 29), on(2024, 2, 29), on(2030, 1, 1)), 1);
    c.terms = RENT_ONCE;
    CHECK_INT(contract_due_fen(&c, on(2000, 1, 1), on(2030, 1, 1), on(2030, 1, 1)), 1);
    c.terms = RENT_NONE;
    CHECK_INT(contract_due_fen(&c, on(2000, 1, 1), on(2030, 1, 1), on(2030, 1, 1)), 0);
}

TEST(an_early_end_counts_from_its_own_day_on)
{
    Contract c = {.terms = RENT_QUARTERLY,
                  .rent_fen = 1,
                  .begins = on(2023, 1, 1),
                  .ends = on(2023, 12, 31),
                  .ended = on_day(2023, 6, 30),
                  .first_due = on_day(2023, 1, 10)};

    (void)ctx;
    CHECK_INT(contract_due_fen(&c, on(2023, 1, 1), on(2023, 12, 31), on(2023, 3, 31)), 4);
    CHECK_INT(contract_due_fen(&c, on(2023, 1, 1), on(2023, 12, 31), on(2023, 6, 30)), 2);
}

LIFE_TEST(received_rent_fills_the_oldest_first)
{
    Resource field;
    Contract lease, page_one;
    Contracts found;
    Instalments schedule;
    Rents rents;

    act_as(ctx, &clerk); /* today is 2023-06-01 */
    field = add_field(ctx, "北沟机动地", 20000);
    lease = add_lease(ctx, "2022-1", field.id);
    CHECK_INT(lease.due_fen, 600000);
    CHECK_INT(lease.overdue_fen, 600000);
    CHECK_INT(lease.next_due.value, on(2022, 3, 1));
    CHECK_STATUS(rent_add(ctx, lease.lock,
                          &(Rent){.contract = lease.id,
                                  .day = on(2022, 3, 5),
                                  .amount_fen = 350000,
                                  .note = T("转账")},
                          &lease),
                 OK);
    CHECK_INT(lease.received_fen, 350000);
    CHECK_INT(lease.overdue_fen, 250000);
    CHECK_INT(lease.next_due.value, on(2023, 3, 1));
    CHECK_STATUS(contract_schedule(ctx, &lease, &schedule), OK);
    CHECK_INT(schedule.len, 3);
    CHECK_INT(schedule.at[0].received_fen, 300000);
    CHECK(!schedule.at[0].overdue);
    CHECK_INT(schedule.at[1].received_fen, 50000);
    CHECK(schedule.at[1].overdue);
    CHECK(!schedule.at[2].overdue);
    CHECK_STATUS(contract_list(ctx, VILLAGE, CONTRACTS_OVERDUE, T(""), &found), OK);
    CHECK_INT(found.len, 1);
    act_as(ctx, &reviewer);
    CHECK_STATUS(contract_overdue(ctx, TOWNSHIP_CODE, 10, &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_INT(found.at[0].overdue_fen, 250000);
    act_as(ctx, &clerk);
    CHECK_STATUS(
        rent_add(ctx, lease.lock,
                 &(Rent){.contract = lease.id, .day = on(2023, 6, 1), .amount_fen = 250000},
                 &lease),
        OK);
    CHECK_INT(lease.overdue_fen, 0);
    CHECK_INT(lease.next_due.value, on(2024, 3, 1));
    CHECK_STATUS(contract_list(ctx, VILLAGE, CONTRACTS_OVERDUE, T(""), &found), OK);
    CHECK_INT(found.len, 0);
    CHECK_STATUS(contract_remove(ctx, lease.id, lease.lock), CONFLICT);
    CHECK_STATUS(rent_list(ctx, lease.id, &rents), OK);
    CHECK_INT(rents.len, 2);
    CHECK_STATUS(rent_remove(ctx, rents.at[1].id, lease.lock, &page_one), OK);
    CHECK_INT(page_one.received_fen, 350000);
    CHECK_STATUS(rent_add(ctx, page_one.lock,
                          &(Rent){.contract = lease.id, .day = on(2023, 6, 2), .amount_fen = 0},
                          &lease),
                 INVALID);
    CHECK(ctx_problem_of(ctx, "day").len != 0);
    CHECK(ctx_problem_of(ctx, "amount").len != 0);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(rent_may_be_tied_to_an_entry_of_the_ledger)
{
    FundAccount account;
    Entry entry, spent;
    Resource field;
    Contract lease;
    Rents rents;
    Rent rent;

    act_as(ctx, &clerk);
    CHECK_STATUS(fund_account_create(ctx,
                                     &(FundAccount){.region = VILLAGE,
                                                    .kind = FUND_CASH,
                                                    .name = T("现金"),
                                                    .opening_day = on(2023, 1, 1),
                                                    .opening_fen = 1000000},
                                     &account),
                 OK);
    entry = (Entry){.region = VILLAGE,
                    .account = account.id,
                    .day = on(2023, 5, 5),
                    .direction = DIRECTION_IN,
                    .amount_fen = 300000,
                    .purpose = T("机动地承包费")};
    CHECK_STATUS(entry_add(ctx, &entry, &entry), OK);
    spent = entry;
    spent.id = 0;
    spent.category = 0;
    spent.direction = DIRECTION_OUT;
    spent.purpose = T("垃圾清运");
    CHECK_STATUS(entry_add(ctx, &spent, &spent), OK);
    field = add_field(ctx, "北沟机动地", 20000);
    lease = add_lease(ctx, "2022-1", field.id);
    rent = (Rent){
        .contract = lease.id, .day = on(2023, 5, 5), .amount_fen = 200000, .entry = entry.id};
    CHECK_STATUS(life_explain(ctx, rent_add(ctx, lease.lock, &rent, &lease)), OK);
    CHECK_STATUS(rent_add(ctx, lease.lock, &rent, &lease), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "entry"), "账本里这一笔只剩 1,000.00 元没有对上");
    act_as(ctx, &clerk);
    rent.entry = spent.id;
    CHECK_STATUS(rent_add(ctx, lease.lock, &rent, &lease), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "entry"), "这一笔的收支方向不对");
    act_as(ctx, &clerk);
    rent.entry = 4711;
    CHECK_STATUS(rent_add(ctx, lease.lock, &rent, &lease), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "entry"), "本村的账本里没有这一笔");
    act_as(ctx, &clerk);
    CHECK_STATUS(property_entry_changed(ctx, entry.id), OK);
    CHECK_STATUS(rent_list(ctx, lease.id, &rents), OK);
    CHECK_INT(rents.at[0].entry, 0);
    CHECK_INT(differences(ctx), 0);
}
