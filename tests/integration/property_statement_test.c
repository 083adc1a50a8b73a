/*
 * Statements: published tables that always equal their rows, or are known to wait.
 */
#include "harness.h"

#include "db.h"

#include "property_life.h"

/* ---- the life of one ---- */

LIFE_TEST(contracts_and_rent_become_the_table_of_their_quarter)
{
    Resource field;
    Contract lease;
    PropertyStatement statement;
    Table table;

    act_as(ctx, &clerk);
    field = add_field(ctx, "北沟机动地", 20000);
    lease = add_lease(ctx, "2022-1", field.id);
    CHECK_STATUS(
        rent_add(ctx, lease.lock,
                 &(Rent){.contract = lease.id, .day = on(2023, 3, 5), .amount_fen = 120000},
                 &lease),
        OK);
    statement = hand_in(ctx, "F5", "2023Q1", "");
    CHECK_INT(statement.state, STATE_SUBMITTED);
    CHECK(statement.waiting && !statement.changed && !statement.by_hand);
    approve(ctx, statement.disclosure);
    table = published_table(ctx, "F5", "2023Q1");
    CHECK_INT(table.rows, 1);
    CHECK_TEXT(cell(&table, 0, "合同编号"), "2022-1");
    CHECK_TEXT(cell(&table, 0, "资源名称"), "北沟机动地");
    CHECK_TEXT(cell(&table, 0, "面积（亩）"), "20");
    CHECK_TEXT(cell(&table, 0, "承包单位"), "");
    CHECK_TEXT(cell(&table, 0, "承包人"), "王建国");
    CHECK_TEXT(cell(&table, 0, "发包方式"), "公开竞价");
    CHECK_TEXT(cell(&table, 0, "到期日期"), "2024-12-31");
    CHECK_TEXT(cell(&table, 0, "本年应收"), "3000.00");
    CHECK_TEXT(cell(&table, 0, "本年已收"), "1200.00");
    /* Money of the next quarter changes nothing of this one. */
    CHECK_STATUS(rent_add(ctx, lease.lock,
                          &(Rent){.contract = lease.id, .day = on(2023, 4, 5), .amount_fen = 100},
                          &lease),
                 OK);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F5"), T("2023Q1"), &statement), OK);
    CHECK(!statement.changed);
    /* Forgotten money of this one waits for a correction with a reason. */
    CHECK_STATUS(rent_add(ctx, lease.lock,
                          &(Rent){.contract = lease.id, .day = on(2023, 3, 9), .amount_fen = 100},
                          &lease),
                 OK);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F5"), T("2023Q1"), &statement), OK);
    CHECK(statement.changed);
    CHECK_INT(differences(ctx), 0);
    CHECK_STATUS(property_hand_in(ctx, VILLAGE, T("F5"), T("2023Q1"), T(" "), &statement), INVALID);
    CHECK(ctx_problem_of(ctx, "reason").len != 0);
    act_as(ctx, &clerk);
    statement = hand_in(ctx, "F5", "2023Q1", "三月九日一笔漏登");
    CHECK(statement.waiting && !statement.changed);
    /* It waits while the township has it. */
    CHECK_STATUS(rent_add(ctx, lease.lock,
                          &(Rent){.contract = lease.id, .day = on(2023, 3, 10), .amount_fen = 1},
                          &lease),
                 OK);
    CHECK_STATUS(property_hand_in(ctx, VILLAGE, T("F5"), T("2023Q1"), T("又漏一笔"), &statement),
                 INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "statement"), "这一期的公开表正在审核，等审核完再来");
    approve(ctx, statement.disclosure);
    act_as(ctx, &clerk);
    statement = hand_in(ctx, "F5", "2023Q1", "又漏一笔");
    approve(ctx, statement.disclosure);
    table = published_table(ctx, "F5", "2023Q1");
    CHECK_TEXT(cell(&table, 0, "本年已收"), "1201.01");
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(what_came_back_is_rewritten)
{
    PropertyStatement statement;
    Disclosure disclosure;
    Holding house;
    Table table;

    act_as(ctx, &clerk);
    house = add_house(ctx, "村部房屋");
    statement = hand_in(ctx, "F4", "2023Q1", "");
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_get(ctx, statement.disclosure, &disclosure), OK);
    CHECK_STATUS(disclosure_return(ctx, disclosure.id, disclosure.lock, T("净值不对"), &disclosure),
                 OK);
    act_as(ctx, &clerk);
    house.life_years = 10;
    CHECK_STATUS(holding_put(ctx, &house, &house), OK);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F4"), T("2023Q1"), &statement), OK);
    CHECK(statement.changed);
    statement = hand_in(ctx, "F4", "2023Q1", "");
    CHECK(!statement.changed);
    approve(ctx, statement.disclosure);
    table = published_table(ctx, "F4", "2023Q1");
    CHECK_TEXT(cell(&table, 0, "净值"), "82000.00");
}

LIFE_TEST(a_correction_that_was_thrown_away_is_known_to_be_lacking)
{
    PropertyStatement statement;
    Disclosure disclosure;
    Debt debt;

    act_as(ctx, &clerk);
    debt = add_debt(ctx, DEBT_PAYABLE, "李四", "修路工钱", 100000);
    statement = hand_in(ctx, "F6", "2023Q1", "");
    approve(ctx, statement.disclosure);
    CHECK_STATUS(
        debt_move(
            ctx, debt.lock,
            &(Move){.owner = debt.id, .day = on(2023, 2, 1), .kind = MOVE_OUT, .amount_fen = 60000},
            &debt),
        OK);
    statement = hand_in(ctx, "F6", "2023Q1", "漏登一笔");
    CHECK(!statement.changed);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_get(ctx, statement.disclosure, &disclosure), OK);
    CHECK_STATUS(disclosure_return(ctx, disclosure.id, disclosure.lock, T("看看"), &disclosure),
                 OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_discard(ctx, disclosure.id, disclosure.lock), OK);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F6"), T("2023Q1"), &statement), OK);
    CHECK(statement.changed);
    CHECK_INT(differences(ctx), 1);
    statement = hand_in(ctx, "F6", "2023Q1", "漏登一笔");
    approve(ctx, statement.disclosure);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(an_older_period_is_told_as_it_was)
{
    Holding house;
    PropertyStatement statement;
    Table table;

    act_as(ctx, &clerk);
    house = add_house(ctx, "老校舍");
    house.state = HOLDING_IDLE;
    house.since = on_day(2023, 2, 1);
    CHECK_STATUS(holding_put(ctx, &house, &house), OK);
    house.state = HOLDING_SCRAPPED;
    house.since = on_day(2023, 5, 1);
    CHECK_STATUS(holding_put(ctx, &house, &house), OK);
    statement = hand_in(ctx, "F4", "2022Q4", "");
    approve(ctx, statement.disclosure);
    statement = hand_in(ctx, "F4", "2023Q1", "");
    approve(ctx, statement.disclosure);
    table = published_table(ctx, "F4", "2022Q4");
    CHECK_TEXT(cell(&table, 0, "使用状态"), "自用");
    table = published_table(ctx, "F4", "2023Q1");
    CHECK_TEXT(cell(&table, 0, "使用状态"), "闲置");
    house.since = on_day(2023, 1, 15);
    CHECK_STATUS(holding_put(ctx, &house, &house), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "since"), "不能早于上一次变动（2023-02-01）");
    act_as(ctx, &clerk);
    CHECK_STATUS(holding_get(ctx, house.id, &house), OK);
    house.since = on_day(2023, 3, 31);
    CHECK_STATUS(holding_put(ctx, &house, &house), OK);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F4"), T("2023Q1"), &statement), OK);
    CHECK(statement.changed);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F4"), T("2022Q4"), &statement), OK);
    CHECK(!statement.changed);
    house.state = HOLDING_IN_USE;
    house.since = on_day(2023, 3, 1);
    CHECK_STATUS(holding_put(ctx, &house, &house), INVALID);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(one_made_by_hand_is_taken_over)
{
    static Text cells[] = {T_INIT("应收"), T_INIT(""), T_INIT("王建国"), T_INIT("旧欠"), T_INIT(""),
                           T_INIT("1"),    T_INIT(""), T_INIT(""),       T_INIT("1")};
    PropertyStatement statement;
    Disclosure disclosure;
    Table table;

    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, disclosure_create(ctx,
                                                     &(DisclosureInput){.item = T("F6"),
                                                                        .region = VILLAGE,
                                                                        .period = T("2023Q1"),
                                                                        .cells = cells,
                                                                        .rows = 1},
                                                     &disclosure)),
                 OK);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F6"), T("2023Q1"), &statement), OK);
    CHECK(statement.by_hand && !statement.changed);
    add_debt(ctx, DEBT_PAYABLE, "李四", "修路工钱", 100000);
    statement = hand_in(ctx, "F6", "2023Q1", "");
    CHECK_INT(statement.disclosure, disclosure.id);
    approve(ctx, statement.disclosure);
    table = published_table(ctx, "F6", "2023Q1");
    CHECK_TEXT(cell(&table, 0, "类别"), "应付");
    CHECK_TEXT(cell(&table, 0, "期初余额"), "1000.00");
    CHECK_TEXT(cell(&table, 0, "期末余额"), "1000.00");
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(a_debt_comes_in_its_quarter_and_is_gone_when_settled)
{
    Debt debt;
    DisclosureInput input;

    act_as(ctx, &clerk);
    debt = add_debt(ctx, DEBT_RECEIVABLE, "王建国", "欠承包费", 50000); /* 2022-05-10 */
    CHECK_STATUS(debt_move(ctx, debt.lock,
                           &(Move){.owner = debt.id,
                                   .day = on(2022, 12, 31),
                                   .kind = MOVE_OUT,
                                   .amount_fen = 50000},
                           &debt),
                 OK);
    CHECK_STATUS(property_input(ctx, VILLAGE, T("F6"), T("2022Q1"), (Columns){0}, &input), OK);
    CHECK_INT(input.rows, 0);
    CHECK_INT(input.kind, DISCLOSURE_NIL);
    CHECK_STATUS(property_input(ctx, VILLAGE, T("F6"), T("2022Q2"), (Columns){0}, &input), OK);
    CHECK_INT(input.rows, 1);
    CHECK_TEXT(input.cells[5], "0.00");
    CHECK_TEXT(input.cells[6], "500.00");
    CHECK_TEXT(input.cells[8], "500.00");
    CHECK_STATUS(property_input(ctx, VILLAGE, T("F6"), T("2022Q4"), (Columns){0}, &input), OK);
    CHECK_TEXT(input.cells[5], "500.00");
    CHECK_TEXT(input.cells[7], "500.00");
    CHECK_TEXT(input.cells[8], "0.00");
    CHECK_STATUS(property_input(ctx, VILLAGE, T("F6"), T("2023Q1"), (Columns){0}, &input), OK);
    CHECK_INT(input.rows, 0);
}

LIFE_TEST(periods_follow_the_rhythm_of_the_item)
{
    PropertyStatement statement;
    PropertyStatements found;
    Resource field;
    Contract lease;

    act_as(ctx, &clerk);
    CHECK_STATUS(property_hand_in(ctx, VILLAGE, T("F5"), T("2023-05"), T(""), &statement), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "period"), "这个事项没有这样的期间");
    act_as(ctx, &clerk);
    CHECK_STATUS(property_hand_in(ctx, VILLAGE, T("F2"), T("2023-05"), T(""), &statement), INVALID);
    CHECK(ctx_problem_of(ctx, "item").len != 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(property_hand_in(ctx, VILLAGE, T("F5"), T("2023Q2"), T(""), &statement), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "period"), "这一期还没有结束，到时候再公开");
    act_as(ctx, &clerk);
    CHECK_STATUS(property_statements(ctx, VILLAGE, T("F5"), &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_TEXT(found.at[0].period, "2023Q1");
    CHECK_INT(found.at[0].disclosure, 0);
    /* A nil return when there is nothing; then it differs. */
    statement = hand_in(ctx, "F5", "2023Q1", "");
    field = add_field(ctx, "北沟机动地", 20000);
    lease = add_lease(ctx, "2022-1", field.id);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F5"), T("2023Q1"), &statement), OK);
    CHECK(statement.changed);
    /* What happened on one day. */
    lease.signed_day = on_day(2023, 5, 20);
    CHECK_STATUS(contract_put(ctx, &lease, &lease), OK);
    statement = hand_in(ctx, "F5", "2023-05-20", "");
    approve(ctx, statement.disclosure);
    CHECK_INT(published_table(ctx, "F5", "2023-05-20").rows, 1);
    CHECK_INT(differences(ctx), 0);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(property_hand_in(ctx, VILLAGE, T("F5"), T("2023Q1"), T(""), &statement), DENIED);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F5"), T("2023Q1"), &statement), DENIED);
}

LIFE_TEST(a_community_that_holds_property_may_tell_of_its_contracts)
{
    Contract row = lease_row("1", 0), out;
    PropertyStatement statement;

    act_as(ctx, &community_clerk);
    row.region = COMMUNITY;
    row.subject = T("门市房");
    CHECK_STATUS(life_explain(ctx, contract_put(ctx, &row, &out)), OK);
    CHECK_STATUS(life_explain(ctx, property_hand_in(ctx, COMMUNITY, T("F5"), T("2023Q1"), T(""),
                                                    &statement)),
                 OK);
    CHECK(statement.disclosure != 0);
}

LIFE_TEST(the_plan_takes_what_the_ledger_gives_when_it_is_handed_in)
{
    FundAccount account;
    Entry entry;
    LedgerMonth month;
    PlanLine line;
    PropertyStatement statement;
    Table table;

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
                    .day = on(2023, 1, 5),
                    .direction = DIRECTION_OUT,
                    .amount_fen = 30000,
                    .category = 51402,
                    .purpose = T("垃圾清运费")};
    CHECK_STATUS(life_explain(ctx, entry_add(ctx, &entry, &entry)), OK);
    line = (PlanLine){.region = VILLAGE,
                      .year = 2023,
                      .direction = DIRECTION_OUT,
                      .category = 514,
                      .item = T("公益支出"),
                      .planned_fen = 40000};
    CHECK_STATUS(plan_put(ctx, &line, &line), OK);
    CHECK_INT(line.ledger_fen, 0); /* the month is open */
    statement = hand_in(ctx, "F1", "2023", "");
    approve(ctx, statement.disclosure);
    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, ledger_hand_in(ctx, VILLAGE, month_of(on(2023, 1, 1)), &month)),
                 OK);
    CHECK_STATUS(plan_get(ctx, line.id, &line), OK);
    CHECK_INT(line.ledger_fen, 30000);
    CHECK_INT(line.done_fen, 0);
    CHECK_STATUS(property_statement(ctx, VILLAGE, T("F1"), T("2023"), &statement), OK);
    CHECK(statement.changed);
    CHECK_INT(differences(ctx), 0);
    statement = hand_in(ctx, "F1", "2023", "一月结账");
    approve(ctx, statement.disclosure);
    table = published_table(ctx, "F1", "2023");
    CHECK_TEXT(cell(&table, 0, "本年执行"), "300.00");
    CHECK_INT(differences(ctx), 0);
}

/* ---- readers ---- */

LIFE_TEST(others_read_what_is_published_and_persons_masked)
{
    Resource field;
    PropertyStatement statement;
    PropertyShown shown;
    PropertySummary summary;
    PropertyTotals totals;

    act_as(ctx, &clerk);
    field = add_field(ctx, "北沟机动地", 20000);
    (void)add_lease(ctx, "2022-1", field.id);
    add_house(ctx, "村部房屋");
    statement = hand_in(ctx, "F5", "2023Q1", "");
    act_as(ctx, NULL);
    CHECK_STATUS(property_shown(ctx, VILLAGE, T("F5"), T(""), &shown), NOT_FOUND);
    CHECK_STATUS(property_summary(ctx, VILLAGE, &summary), OK);
    CHECK_INT(summary.contracts_period.len, 0);
    act_as(ctx, &clerk);
    approve(ctx, statement.disclosure);
    act_as(ctx, NULL);
    CHECK_STATUS(property_shown(ctx, VILLAGE, T("F5"), T(""), &shown), OK);
    CHECK_TEXT(cell(&shown.revision.table, 0, "承包人"), "王**");
    CHECK_STATUS(property_shown(ctx, VILLAGE, T("F5"), T("2022Q1"), &shown), NOT_FOUND);
    CHECK_STATUS(property_shown(ctx, VILLAGE, T("F3"), T(""), &shown), NOT_FOUND);
    CHECK_STATUS(property_summary(ctx, VILLAGE, &summary), OK);
    CHECK_TEXT(summary.contracts_period, "2023Q1");
    CHECK_INT(summary.contracts, 1);
    CHECK_INT(summary.let_area_milli, 20000);
    CHECK_INT(summary.due_fen, 300000);
    CHECK_INT(summary.assets_period.len, 0);
    act_as(ctx, &resident);
    CHECK_STATUS(property_shown(ctx, VILLAGE, T("F5"), T(""), &shown), OK);
    CHECK_TEXT(cell(&shown.revision.table, 0, "承包人"), "王建国");
    act_as(ctx, &reviewer);
    CHECK_STATUS(property_totals(ctx, TOWNSHIP_CODE, &totals), OK);
    CHECK_INT(totals.resources, 1);
    CHECK_INT(totals.area_milli, 20000);
    CHECK_INT(totals.assets, 1);
    CHECK_INT(totals.original_fen, 12000000);
    CHECK_INT(totals.overdue, 1);
}

LIFE_TEST(check_finds_a_table_that_was_changed_by_hand)
{
    PropertyStatement statement;
    Disclosure disclosure;

    act_as(ctx, &clerk);
    add_house(ctx, "村部房屋");
    statement = hand_in(ctx, "F4", "2023Q1", "");
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_get(ctx, statement.disclosure, &disclosure), OK);
    CHECK_STATUS(disclosure_return(ctx, disclosure.id, disclosure.lock, T("再看看"), &disclosure),
                 OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_update(ctx, disclosure.id, disclosure.lock,
                                   &(DisclosureInput){.kind = DISCLOSURE_NIL}, &disclosure),
                 OK);
    CHECK_INT(differences(ctx), 1);
    CHECK_STATUS(property_check(ctx, count_found, NULL), DENIED);
}
