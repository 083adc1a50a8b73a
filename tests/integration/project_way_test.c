/*
 * Projects: tenders and payments, and how a stage is published and corrected.
 */
#include "harness.h"

#include "db.h"

#include "project_life.h"

/* ---- works ---- */

LIFE_TEST(the_winner_is_among_the_bids)
{
    Bid list[] = {
        {.bidder = T("甲公司（演示）"), .amount_fen = 9000000, .valid = true,                       .note = T("")},
        {.bidder = T("乙公司（演示）"),                                    .amount_fen = 9010000,                      .valid = true, .note = T("")},
        {.bidder = T("丙公司（演示）"),                       .amount_fen = 8000000,                                            .note = T("没有资质")                                           },
    };
    Project project = begin_project(ctx, VILLAGE, PROJECT_WORKS, "修路");
    ProjectTender tender = {
        .way = TENDER_PUBLIC, .contractor = T("丁公司"), .day = SOME_INT(ctx_today(ctx))};
    Text sentence = {0};

    CHECK_STATUS(
        project_set_tender(ctx, project.id, project.lock, &tender, (Bids){list, 3}, &project),
        INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "contractor"), "中标的单位要在有效的投标里");
    act_as(ctx, &clerk);
    tender.contractor = list[2].bidder; /* not a valid one */
    CHECK_STATUS(
        project_set_tender(ctx, project.id, project.lock, &tender, (Bids){list, 3}, &project),
        INVALID);
    act_as(ctx, &clerk);
    tender.contractor = list[1].bidder;
    tender.contract_fen = SOME_INT(9500000);
    tender.contract_day = SOME_INT(ctx_today(ctx));
    CHECK_STATUS(life_explain(ctx, project_set_tender(ctx, project.id, project.lock, &tender,
                                                      (Bids){list, 3}, &project)),
                 OK);
    CHECK_INT(project.tender.contract_fen.value, 9500000);
    CHECK_INT(findings_of(ctx, &project, PF_BIDS, &sentence), 4);
    CHECK_TEXT(sentence, "公开招标只有 2 家有效投标，应不少于 3 家");
}

LIFE_TEST(money_over_budget_and_contract_is_pointed_out)
{
    Project project = begin_project(ctx, VILLAGE, PROJECT_WORKS, "修路");
    ProjectTender tender = {.way = TENDER_DIRECT,
                            .contractor = T("甲公司（演示）"),
                            .day = SOME_INT(ctx_today(ctx)),
                            .contract_fen = SOME_INT(1000000),
                            .contract_day = SOME_INT(ctx_today(ctx))};
    ProjectPayment payment = {
        .day = ctx_today(ctx), .amount_fen = 1300000, .voucher = T("记-3"), .note = T("")};
    ProjectChange change = {.day = ctx_today(ctx),
                            .amount_fen = 100000,
                            .reason = T("多修十米"),
                            .decision = T("村民代表会议")};
    Project changed = project;
    Text sentence = {0};

    changed.budget_fen = SOME_INT(1050000);
    CHECK_STATUS(project_update(ctx, &changed, &project), OK);
    CHECK_STATUS(project_put_change(ctx, project.id, project.lock, &change, &project), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(project_set_tender(ctx, project.id, project.lock, &tender, (Bids){0}, &project),
                 OK);
    CHECK_STATUS(project_put_change(ctx, project.id, project.lock, &change, &project), OK);
    CHECK_INT(project_contract_now_fen(&project).value, 1100000);
    payment.amount_fen = -1;
    CHECK_STATUS(project_put_payment(ctx, project.id, project.lock, &payment, &project), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "amount"), "金额要大于 0");
    act_as(ctx, &clerk);
    payment.amount_fen = 1300000;
    payment.entry = 12345;
    CHECK_STATUS(project_put_payment(ctx, project.id, project.lock, &payment, &project), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "entry"), "账上没有这一笔支出");
    act_as(ctx, &clerk);
    payment.entry = 0;
    CHECK_STATUS(project_put_payment(ctx, project.id, project.lock, &payment, &project), OK);
    CHECK_INT(project.payments_fen, 1300000);
    CHECK_INT(findings_of(ctx, &project, PF_BUDGET, &sentence), 2);
    CHECK_TEXT(sentence, "合同和变更共 11,000.00 元，预算是 10,500.00 元，超了 500.00 元");
    CHECK_INT(findings_of(ctx, &project, PF_CONTRACT, &sentence), 1);
    CHECK_INT(findings_of(ctx, &project, PF_EARLY, &sentence), 1);
    CHECK_INT(differences(ctx), 0);
}

/* ---- publication ---- */

LIFE_TEST(a_stage_is_handed_in_by_the_village_and_tells_its_rows)
{
    Project project = relocation(ctx);
    Stage stage;
    Disclosure disclosure;
    Revision revision;
    int64_t id;

    begin_stage(ctx, &project, 1, -9);
    begin_stage(ctx, &project, 2, -5);
    CHECK_STATUS(project_hand_in(ctx, project.id, project.lock, stage_at(ctx, &project, 2).id,
                                 VILLAGE, T(""), &project),
                 DENIED);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(project_hand_in(ctx, project.id, project.lock, stage_at(ctx, &project, 2).id,
                                 VILLAGE, T(""), &project),
                 DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(hand_in(ctx, &project, 3, VILLAGE, ""), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "stage"), "请先写这个阶段实际开始的日子");
    id = publish_stage(ctx, &project, 1, VILLAGE);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_get(ctx, id, &disclosure), OK);
    CHECK_TEXT(disclosure.item, "V5");
    CHECK_STATUS(disclosure_revision(ctx, id, 1, &revision), OK);
    CHECK_TEXT(revision.title, "沈丹铁路外迁：补偿方案公示");
    CHECK_INT(revision.table.rows, 2);
    CHECK_TEXT(revision.table.cells[2], "6500.00");
    CHECK(project.published && !project.told);
    id = publish_stage(ctx, &project, 2, VILLAGE);
    CHECK(project.told);
    CHECK_STATUS(disclosure_revision(ctx, id, 1, &revision), OK);
    CHECK_INT(revision.table.rows, 3);
    CHECK_TEXT(revision.table.cells[9 * 2 + 1], "李四");
    CHECK_TEXT(revision.table.cells[9 * 2 + 6], "393250.00");
    stage = stage_at(ctx, &project, 2);
    CHECK_INT(stage.disclosures.at[0].as_of.value, ctx_today(ctx));
    CHECK_INT(stage.disclosures.at[1].id, 0);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(what_was_told_changes_with_a_reason_only)
{
    Project project = relocation(ctx);
    int64_t wang = family(ctx, &project, VILLAGE, "1");
    int64_t disclosure;
    Revisions revisions;
    ProjectRow rows[] = {row_of("1号楼", "1", "王建国", "住宅", 81000),
                         row_of("2号楼", "2", "李四", "住宅", 60500)};

    begin_stage(ctx, &project, 2, -5);
    disclosure = publish_stage(ctx, &project, 2, VILLAGE);
    /* A signature after the day of which the table tells is no correction … */
    ctx->now += SECONDS_PER_DAY;
    act_as(ctx, &reviewer);
    CHECK_STATUS(project_sign(ctx, wang, project.lock, T("1"), SOME_INT(ctx_today(ctx)), &project),
                 OK);
    CHECK_INT(differences(ctx), 0);
    /* … one before it is, and so is another area. */
    CHECK_STATUS(
        project_sign(ctx, wang, project.lock, T("1"), SOME_INT(ctx_today(ctx) - 1), &project),
        INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "reopen"),
               "这会改变“签约”已经公开的内容，请先写明更正的原因，再改");
    act_as(ctx, &reviewer);
    CHECK_STATUS(
        project_put_rows(ctx, project.id, project.lock, VILLAGE, (ProjectRows){rows, 2}, &project),
        INVALID);
    act_as(ctx, &reviewer);
    CHECK_STATUS(project_reopen(ctx, project.id, project.lock, T(" "), &project), INVALID);
    act_as(ctx, &reviewer);
    CHECK_STATUS(project_reopen(ctx, project.id, project.lock, T("王家复量"), &project), OK);
    rows[0].signed_day = SOME_INT(ctx_today(ctx));
    CHECK_STATUS(life_explain(ctx, project_put_rows(ctx, project.id, project.lock, VILLAGE,
                                                    (ProjectRows){rows, 2}, &project)),
                 OK);
    CHECK_INT(family(ctx, &project, VILLAGE, "1"), wang);
    act_as(ctx, &clerk);
    CHECK_STATUS(hand_in(ctx, &project, 2, VILLAGE, ""), OK);
    CHECK_INT(project.reopened.len, 0);
    /* While the township reviews it, nobody changes it. */
    act_as(ctx, &reviewer);
    rows[0].quantity_milli = 82000;
    rows[0].amount_fen = rows[1].amount_fen = 0;
    CHECK_STATUS(
        project_put_rows(ctx, project.id, project.lock, VILLAGE, (ProjectRows){rows, 2}, &project),
        INVALID);
    approve(ctx, disclosure);
    reload(ctx, &project);
    CHECK_STATUS(disclosure_revisions(ctx, disclosure, &revisions), OK);
    CHECK_INT(revisions.len, 2);
    CHECK_TEXT(revisions.at[1].reason, "王家复量");
    act_as(ctx, &clerk);
    CHECK_STATUS(hand_in(ctx, &project, 2, VILLAGE, ""), CONFLICT);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(findings_want_an_explanation_that_is_published)
{
    Project project = relocation(ctx);
    ProjectRow rows[] = {row_of("1号楼", "1", "王建国", "住宅", 80000)};
    Revision revision;
    int64_t id;

    rows[0].amount_fen = 50000000;
    CHECK_STATUS(
        project_put_rows(ctx, project.id, project.lock, VILLAGE, (ProjectRows){rows, 1}, &project),
        OK);
    begin_stage(ctx, &project, 2, -5);
    act_as(ctx, &clerk);
    CHECK_STATUS(hand_in(ctx, &project, 2, VILLAGE, " "), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "explanation"), "核对出来的地方请写明原因，会一起公开");
    id = publish_stage(ctx, &project, 2, VILLAGE);
    CHECK_STATUS(disclosure_revision(ctx, id, 1, &revision), OK);
    CHECK(text_ends(revision.body, T("说明：已核对")));
}

LIFE_TEST(a_returned_or_withdrawn_stage_is_handed_in_again)
{
    Project project = relocation(ctx);
    Disclosure disclosure;
    int64_t first, second;

    begin_stage(ctx, &project, 2, -5);
    act_as(ctx, &clerk);
    CHECK_STATUS(hand_in(ctx, &project, 2, VILLAGE, ""), OK);
    CHECK_STATUS(hand_in(ctx, &project, 2, VILLAGE, ""), CONFLICT);
    first = stage_at(ctx, &project, 2).disclosures.at[0].id;
    act_as(ctx, &reviewer2);
    CHECK_STATUS(disclosure_get(ctx, first, &disclosure), OK);
    CHECK_STATUS(disclosure_return(ctx, first, disclosure.lock, T("再核对"), &disclosure), OK);
    CHECK_INT(publish_stage(ctx, &project, 2, VILLAGE), first);
    act_as(ctx, &reviewer2);
    CHECK_STATUS(disclosure_get(ctx, first, &disclosure), OK);
    CHECK_STATUS(disclosure_withdraw(ctx, first, disclosure.lock, T("发错了"), &disclosure), OK);
    reload(ctx, &project);
    CHECK(!project.published);
    second = publish_stage(ctx, &project, 2, VILLAGE);
    CHECK(second != first);
    CHECK(project.published);
    act_as(ctx, &reviewer);
    CHECK_STATUS(project_discard(ctx, project.id, project.lock), CONFLICT);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(works_tell_each_stage_as_it_was)
{
    Project project = begin_project(ctx, VILLAGE, PROJECT_WORKS, "修路");
    Day today = ctx_today(ctx);
    ProjectTender tender = {.way = TENDER_DIRECT,
                            .contractor = T("甲公司（演示）"),
                            .day = SOME_INT(today - 8),
                            .contract_fen = SOME_INT(1000000),
                            .contract_day = SOME_INT(today - 8)};
    ProjectPayment payment = {
        .day = today - 2, .amount_fen = 300000, .voucher = T(""), .note = T("")};
    Stage stage = stage_at(ctx, &project, 0);
    Revision revision;
    Text *cells;
    int64_t id;

    stage.actual_start = stage.actual_end = SOME_INT(today - 10);
    CHECK_STATUS(project_put_stage(ctx, project.id, project.lock, &stage, &project), OK);
    begin_stage(ctx, &project, 2, -5);
    CHECK_STATUS(project_set_tender(ctx, project.id, project.lock, &tender, (Bids){0}, &project),
                 OK);
    CHECK_STATUS(project_put_payment(ctx, project.id, project.lock, &payment, &project), OK);
    id = publish_stage(ctx, &project, 2, VILLAGE);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_revision(ctx, id, 1, &revision), OK);
    CHECK_INT(revision.table.rows, 2);
    cells = revision.table.cells;
    CHECK_TEXT(cells[1], "立项");
    CHECK_TEXT(cells[5], "");
    CHECK_TEXT(cells[7], "");
    CHECK_TEXT(cells[9 + 1], "施工");
    CHECK_TEXT(cells[9 + 5], "甲公司（演示）");
    CHECK_TEXT(cells[9 + 6], "10000.00");
    CHECK_TEXT(cells[9 + 7], "3000.00");
    /* A later payment is the next stage's. */
    ctx->now += SECONDS_PER_DAY;
    act_as(ctx, &clerk);
    payment =
        (ProjectPayment){.day = today + 1, .amount_fen = 100000, .voucher = T(""), .note = T("")};
    CHECK_STATUS(project_put_payment(ctx, project.id, project.lock, &payment, &project), OK);
    CHECK_INT(differences(ctx), 0);
    payment.day = today;
    CHECK_STATUS(project_put_payment(ctx, project.id, project.lock, &payment, &project), INVALID);
    CHECK(ctx_problem_of(ctx, "reopen").at != NULL);
}
