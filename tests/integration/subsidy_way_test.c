/*
 * The way of a payment list: noticed, paid, told, corrected; its disclosures always equal its rows,
 * and everybody sees what is for them.
 */
#include "harness.h"

#include "db.h"

#include "subsidy_life.h"

/* ---- the way of a list ---- */

LIFE_TEST(a_list_is_noticed_paid_and_told)
{
    Batch batch = noticed_batch(ctx);
    Disclosure disclosure;
    Revision revision;
    Lines stored;

    CHECK_INT(batch.state, BATCH_NOTICE);
    CHECK_STATUS(disclosure_get(ctx, batch.notice.id, &disclosure), OK);
    CHECK_STATUS(disclosure_revision(ctx, batch.notice.id, 1, &revision), OK);
    CHECK_TEXT(revision.title, "2023年度耕地地力保护补贴 第一批发放前公示");
    CHECK_TEXT(revision.table.cells[0], "耕地地力保护补贴");
    CHECK_TEXT(revision.table.cells[6], "250.25");
    CHECK_TEXT(revision.table.cells[8], "");
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx) + 1, &batch), INVALID);
    act_as(ctx, &clerk);
    reload(ctx, &batch);
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &batch), OK);
    CHECK_INT(batch.state, BATCH_PAID);
    CHECK_INT(batch.paid_fen, 39325);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
    CHECK_STATUS(subsidy_pay_line(ctx, stored.at[1].id, batch.lock, LINE_FAILED, (OptInt){0},
                                  T("卡号有误"), &batch),
                 OK);
    CHECK_INT(batch.paid_fen, 25025);
    CHECK_INT(batch.total_fen, 39325);
    CHECK_STATUS(life_explain(ctx, subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch)), OK);
    CHECK_INT(batch.state, BATCH_RESULT);
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch), CONFLICT);
    approve(ctx, batch.result.id);
    CHECK_STATUS(disclosure_revision(ctx, batch.result.id, 1, &revision), OK);
    CHECK_TEXT(revision.title, "2023年度耕地地力保护补贴 第一批发放结果");
    CHECK_TEXT(revision.summary,
               "应发 2 行、393.25 元；已发 1 行、250.25 元；未到账 1 行、143.00 元。");
    CHECK_TEXT(revision.table.cells[8], "已发");
    CHECK_TEXT(revision.table.cells[9 + 8], "未到账");
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(nothing_is_paid_before_the_notice_has_ended)
{
    Batch batch = begin_batch(ctx);
    Line lines[] = {line_of("", "王建国", 1000)};
    Lines stored;

    CHECK_STATUS(put(ctx, &batch, lines, 1), OK);
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &batch), CONFLICT);
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch), OK);
    CHECK_STATUS(subsidy_put_lines(ctx, batch.id, batch.lock, (Lines){lines, 1}, &batch), CONFLICT);
    approve(ctx, batch.notice.id);
    reload(ctx, &batch);
    ctx->now += 7 * (Time)SECONDS_PER_DAY;
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &batch), CONFLICT);
    ctx->now += SECONDS_PER_DAY;
    /* On a day within the notice period: recorded as it was, and pointed out. */
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx) - 3, &batch), OK);
    CHECK_INT(findings_of(ctx, &batch, FINDING_EARLY, &(Text){0}), 1);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
    act_as(ctx, &finance);
    CHECK_STATUS(
        subsidy_pay_line(ctx, stored.at[0].id, batch.lock, LINE_DUE, (OptInt){0}, T(""), &batch),
        DENIED);
}

LIFE_TEST(a_bank_list_says_who_was_paid)
{
    Batch batch = noticed_batch(ctx);
    Line paid[] = {line_of("2", "李四", 2000), line_of("1", "王建国", 3500)};
    Line other[] = {line_of("1", "王建国", 9000)};
    Lines stored;

    paid[0].state = LINE_FAILED;
    paid[0].note = T("账号不存在");
    paid[1].paid_day = SOME_INT(ctx_today(ctx));
    other[0].paid_day = SOME_INT(ctx_today(ctx));
    CHECK_STATUS(subsidy_pay_lines(ctx, batch.id, batch.lock, (Lines){other, 1}, &(Batch){0}),
                 INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "line.1.2"),
               "第 1 行“户主”：公示的名单里没有这一户，或者金额不同");
    act_as(ctx, &clerk);
    CHECK_STATUS(
        life_explain(ctx, subsidy_pay_lines(ctx, batch.id, batch.lock, (Lines){paid, 2}, &batch)),
        OK);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
    CHECK_INT(stored.at[0].state, LINE_PAID);
    CHECK_INT(stored.at[1].state, LINE_FAILED);
    CHECK_TEXT(stored.at[1].note, "账号不存在");
}

LIFE_TEST(a_returned_list_is_changed_and_handed_in_again)
{
    Batch batch = begin_batch(ctx);
    Line lines[] = {line_of("", "王建国", 1000), line_of("", "李四", 2000)};
    Disclosure disclosure;
    int64_t notice;

    CHECK_STATUS(put(ctx, &batch, lines, 1), OK);
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch), OK);
    notice = batch.notice.id;
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_get(ctx, notice, &disclosure), OK);
    CHECK_STATUS(disclosure_return(ctx, notice, disclosure.lock, T("少了李四"), &disclosure), OK);
    act_as(ctx, &clerk);
    reload(ctx, &batch);
    CHECK_STATUS(put(ctx, &batch, lines, 2), OK);
    CHECK_INT(differences(ctx), 0);
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch), OK);
    CHECK_INT(batch.notice.id, notice);
    CHECK_INT(batch.notice.state, STATE_SUBMITTED);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(a_published_list_changes_by_a_correction_of_both)
{
    Batch batch = noticed_batch(ctx);
    Line lines[] = {line_of("1", "王建国", 3500), line_of("2", "李四", 2500)};
    Revision revision;
    BatchTotals totals;

    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &batch), OK);
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch), OK);
    approve(ctx, batch.result.id);
    reload(ctx, &batch);
    CHECK_STATUS(subsidy_reopen(ctx, batch.id, batch.lock, T(""), &batch), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(subsidy_reopen(ctx, batch.id, batch.lock, T("李四少算半亩"), &batch), OK);
    CHECK_STATUS(put(ctx, &batch, lines, 2), OK);
    /* What is published stays until the township has approved the correction. */
    CHECK_STATUS(subsidy_published_totals(ctx, &batch, &totals), OK);
    CHECK_INT(totals.total_fen, 39325);
    CHECK_INT(differences(ctx), 0);
    /* The line that changed has to be paid anew; the other one keeps its payment. */
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch), INVALID);
    act_as(ctx, &clerk);
    CHECK_INT(batch.paid_lines, 1);
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &batch), OK);
    CHECK_STATUS(life_explain(ctx, subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch)), OK);
    CHECK_INT(batch.reopened.len, 0);
    approve(ctx, batch.notice.id);
    approve(ctx, batch.result.id);
    reload(ctx, &batch);
    CHECK_INT(batch.notice.revision, 2);
    CHECK_INT(batch.result.revision, 2);
    CHECK_STATUS(disclosure_revision(ctx, batch.result.id, 2, &revision), OK);
    CHECK_TEXT(revision.reason, "李四少算半亩");
    CHECK_STATUS(subsidy_published_totals(ctx, &batch, &totals), OK);
    CHECK_INT(totals.total_fen, 42900);
    CHECK_INT(totals.paid_fen, 42900);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(the_check_finds_rows_that_differ_from_what_is_published)
{
    Batch batch = noticed_batch(ctx);
    Batch loaded = batch;
    Line lines[] = {line_of("1", "王建国", 3500), line_of("2", "李四", 2001)};
    int64_t id;

    CHECK_INT(differences(ctx), 0);
    act_as(ctx, &actor_system);
    loaded.name = T("第二批");
    lines[0].standard_fen = lines[1].standard_fen = 7150;
    lines[0].amount_fen = 25025;
    lines[1].amount_fen = 14307;
    CHECK_STATUS(subsidy_load(ctx, &loaded, (Lines){lines, 2}, &id), OK);
    CHECK_INT(differences(ctx), 1);
}

/* ---- who sees what ---- */

LIFE_TEST(visitors_see_totals_residents_lines_and_nobody_a_draft)
{
    Batch draft = begin_batch(ctx), batch, seen;
    Batches list;
    Disclosure disclosure;
    Revision revision;
    Line lines[] = {line_of("", "王建国", 3500)};

    CHECK_STATUS(put(ctx, &draft, lines, 1), OK);
    act_as(ctx, &resident);
    CHECK_STATUS(subsidy_batch(ctx, draft.id, &seen), NOT_FOUND);
    CHECK_STATUS(subsidy_batches(ctx, VILLAGE, 0, T(""), &list), OK);
    CHECK_INT(list.len, 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(subsidy_hand_in(ctx, draft.id, draft.lock, T(""), &batch), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(subsidy_batch(ctx, draft.id, &seen), NOT_FOUND);
    approve(ctx, batch.notice.id);
    act_as(ctx, NULL);
    CHECK_STATUS(subsidy_batch(ctx, draft.id, &seen), OK);
    CHECK_STATUS(subsidy_batches(ctx, VILLAGE, 2023, T(""), &list), OK);
    CHECK_INT(list.len, 1);
    CHECK_STATUS(subsidy_batches(ctx, VILLAGE, 2022, T(""), &list), OK);
    CHECK_INT(list.len, 0);
    CHECK_STATUS(subsidy_shown(ctx, &seen, &disclosure, &revision), OK);
    CHECK_INT(revision.table.columns.len, 0);
    act_as(ctx, &resident);
    CHECK_STATUS(subsidy_shown(ctx, &seen, &disclosure, &revision), OK);
    CHECK_INT(revision.table.columns.len, 9);
    CHECK_TEXT(revision.table.cells[2], "王建国");
}

LIFE_TEST(a_household_sees_its_own_lines_of_all_years)
{
    RoleGrant grant = {.role = ROLE_RESIDENT, .region = VILLAGE};
    Actor wang = {
        .grants = {&grant, 1}
    };
    Batch batch = noticed_batch(ctx), draft;
    Line lines[] = {line_of("1", "王建国", 1000)};
    Household own, other;
    OwnLines found;
    Text password;

    CHECK_STATUS(
        subsidy_create(ctx, VILLAGE, batch.programme.id, T("2022"), T(""), (OptInt){0}, &draft),
        OK);
    CHECK_STATUS(put(ctx, &draft, lines, 1), OK);
    act_as(ctx, &district);
    CHECK_STATUS(account_add_fresh(ctx, T("wang"), T("王建国"), T(""), (RoleGrants){&grant, 1},
                                   &wang.account, &password),
                 OK);
    CHECK_STATUS(resident_household_by_number(ctx, VILLAGE, T("1"), &own), OK);
    CHECK_STATUS(resident_household_by_number(ctx, VILLAGE, T("2"), &other), OK);
    act_as(ctx, &wang);
    CHECK_STATUS(subsidy_own_lines(ctx, &own, &found), NOT_FOUND);
    act_as(ctx, &clerk);
    CHECK_STATUS(resident_link(ctx, own.id, T("wang")), OK);
    act_as(ctx, &wang);
    CHECK_STATUS(subsidy_own_lines(ctx, &other, &found), NOT_FOUND);
    CHECK_STATUS(subsidy_own_lines(ctx, &own, &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_INT(found.at[0].line.amount_fen, 25025);
    CHECK_TEXT(found.at[0].batch.programme.name, "耕地地力保护补贴");
}

/* ---- whatever is done in whatever order ---- */

static uint32_t
dice(uint32_t *state, uint32_t sides)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % sides;
}

/* The township decides on what waits of a batch. */
static void
decide(Ctx *ctx, int64_t id, bool approves)
{
    Disclosure disclosure;

    act_as(ctx, &reviewer);
    if (id == 0 || disclosure_get(ctx, id, &disclosure) != OK ||
        disclosure.state != STATE_SUBMITTED)
        return;
    if (approves)
        CHECK_STATUS(disclosure_approve(ctx, id, disclosure.lock, false, &disclosure), OK);
    else
        CHECK_STATUS(disclosure_return(ctx, id, disclosure.lock, T("再看看"), &disclosure), OK);
}

static void
random_lines(Ctx *ctx, uint32_t *seed, Batch *batch)
{
    static const char *const names[] = {"王建国", "李四", "赵六", "孙七"};
    Line lines[4];
    size_t len = 1 + dice(seed, 4);
    Batch after;

    for (size_t i = 0; i < len; i++)
        lines[i] = line_of("", names[i], 1000 + (int64_t)dice(seed, 5000));
    (void)!subsidy_put_lines(ctx, batch->id, batch->lock, (Lines){lines, len}, &after);
}

static void
random_payment(Ctx *ctx, uint32_t *seed, Batch *batch)
{
    Lines lines;
    Batch after;

    CHECK_STATUS(subsidy_lines(ctx, batch->id, &lines), OK);
    if (lines.len == 0 || dice(seed, 2) == 0) {
        (void)!subsidy_pay_all(ctx, batch->id, batch->lock, ctx_today(ctx), &after);
        return;
    }
    (void)!subsidy_pay_line(ctx, lines.at[dice(seed, (uint32_t)lines.len)].id, batch->lock,
                            LINE_FAILED, (OptInt){0}, T("卡号有误"), &after);
}

static void
one_deed(Ctx *ctx, uint32_t *seed, Batch *batch)
{
    Batch after;

    act_as(ctx, &clerk);
    switch (dice(seed, 8)) {
    case 0:
    case 1:
        random_lines(ctx, seed, batch);
        break;
    case 2:
        (void)!subsidy_hand_in(ctx, batch->id, batch->lock, T("已核对"), &after);
        break;
    case 3:
        random_payment(ctx, seed, batch);
        break;
    case 4:
        (void)!subsidy_reopen(ctx, batch->id, batch->lock, T("有一行不对"), &after);
        break;
    case 5:
        ctx->now += 3 * (Time)SECONDS_PER_DAY;
        break;
    default:
        decide(ctx, batch->notice.id, dice(seed, 4) != 0);
        decide(ctx, batch->result.id, dice(seed, 4) != 0);
        break;
    }
}

LIFE_TEST(after_any_deeds_the_published_tables_are_their_rows)
{
    enum { DEEDS = 250 };
    uint32_t seed = 20230601;
    Batch batch = begin_batch(ctx);
    int reached = 0;

    for (int i = 0; i < DEEDS; i++) {
        BatchTotals totals = {0};
        Lines lines;
        int64_t sum = 0;

        one_deed(ctx, &seed, &batch);
        act_as(ctx, &clerk);
        reload(ctx, &batch);
        CHECK_INT(differences(ctx), 0);
        CHECK_STATUS(subsidy_lines(ctx, batch.id, &lines), OK);
        for (size_t j = 0; j < lines.len; j++)
            sum += lines.at[j].amount_fen;
        CHECK_INT(batch.total_fen, sum);
        /* What is published and not being changed is what the rows say. */
        if (batch.state == BATCH_RESULT && batch.reopened.len == 0 &&
            batch.result.state == STATE_PUBLISHED && batch.notice.state == STATE_PUBLISHED) {
            CHECK_STATUS(subsidy_published_totals(ctx, &batch, &totals), OK);
            CHECK_INT(totals.total_fen, sum);
            CHECK_INT(totals.paid_fen, batch.paid_fen);
            reached++;
        }
    }
    CHECK(reached > 0);
}
