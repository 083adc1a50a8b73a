/*
 * What happens to a disclosure after its publication, on both databases: corrections, withdrawal,
 * copies, and the duties it settles.
 */
#include "harness.h"

#include "db.h"

#include "base/crypto.h"
#include "duty/duty.h"
#include "life.h"
#include "region/tally.h"

static int64_t
published_count(Ctx *ctx, RegionCode region, Measure measure)
{
    int64_t value = -1;

    CHECK_STATUS(tally_total(ctx, region, measure, &value), OK);
    return value;
}

static DutyState
duty_state(Ctx *ctx, Text item, Text period)
{
    Duties duties;

    if (duty_list(ctx, VILLAGE, 0, INT32_MAX, &duties) == OK)
        for (size_t i = 0; i < duties.len; i++)
            if (text_eq(duties.at[i].item, item) && text_eq(duties.at[i].period, period))
                return duties.at[i].state;
    return DUTY_VOID;
}

/* ---- after publication ---- */

LIFE_TEST(a_correction_leaves_the_published_revision_as_it_was)
{
    Disclosure d = {0};
    DisclosureInput input = life_input();
    Revision revision;
    Revisions revisions;
    Text before;
    Text after;
    Text digest;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_canonical(ctx, d.id, 1, &before), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T(""), &d), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("人数写错"), &d), OK);
    CHECK_INT(d.state, STATE_DRAFT);
    CHECK_INT(d.revision, 1);
    CHECK_INT(d.working, 2);
    input.title = T("第一季度组织生活（更正）");
    ctx->now += 86400;
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), OK);
    /* The public still reads the old one. */
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_get(ctx, d.id, &d), OK);
    CHECK_INT(d.state, STATE_PUBLISHED);
    CHECK_INT(d.working, 0);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 2, &revision), NOT_FOUND);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
    CHECK_INT(d.revision, 2);
    CHECK(d.first_published_at.value == TEST_NOW);
    CHECK(d.published_at.value == TEST_NOW + 86400);
    CHECK_INT(published_count(ctx, VILLAGE, TALLY_DISCLOSURES_PARTY), 1);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_revisions(ctx, d.id, &revisions), OK);
    CHECK_INT(revisions.len, 2);
    CHECK_TEXT(revisions.at[0].title, "第一季度组织生活");
    CHECK_TEXT(revisions.at[1].title, "第一季度组织生活（更正）");
    CHECK_TEXT(revisions.at[1].reason, "人数写错");
    CHECK_STATUS(disclosure_canonical(ctx, d.id, 1, &after), OK);
    CHECK(text_eq(before, after));
    digest = sha256_hex(ctx->arena, after);
    CHECK(text_eq(revisions.at[0].digest, digest));
    ctx->now = TEST_NOW;
}

LIFE_TEST(a_correction_can_be_thrown_away)
{
    Disclosure d = {0};
    DisclosureInput input = life_input();

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("人数写错"), &d), OK);
    CHECK_STATUS(disclosure_discard(ctx, d.id, d.lock), OK);
    CHECK_STATUS(disclosure_get(ctx, d.id, &d), OK);
    CHECK_INT(d.state, STATE_PUBLISHED);
    CHECK_INT(d.working, 0);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("还是写错"), &d), OK);
    CHECK_INT(d.working, 2);
}

LIFE_TEST(a_draft_can_be_thrown_away)
{
    Disclosure d = {0};
    DisclosureInput input = life_input();

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_discard(ctx, d.id, d.lock + 1), CONFLICT);
    CHECK_STATUS(disclosure_discard(ctx, d.id, d.lock), OK);
    CHECK_STATUS(disclosure_get(ctx, d.id, &d), NOT_FOUND);
}

LIFE_TEST(a_withdrawn_one_leaves_a_tombstone_with_its_reason)
{
    Disclosure d = {0};
    DisclosureInput input = life_input();
    DisclosureLines lines;
    Revision revision;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_withdraw(ctx, d.id, d.lock, T("重复"), &d), DENIED);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("人数写错"), &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_withdraw(ctx, d.id, d.lock, T(""), &d), INVALID);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_withdraw(ctx, d.id, d.lock, T("与上一条重复"), &d), OK);
    CHECK_INT(published_count(ctx, DISTRICT_CODE, TALLY_DISCLOSURES_PARTY), 0);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_get(ctx, d.id, &d), OK);
    CHECK_INT(d.state, STATE_WITHDRAWN);
    CHECK_INT(d.working, 0);
    CHECK_TEXT(d.withdrawn_reason, "与上一条重复");
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_TEXT(revision.title, "2023年第一季度 组织生活（三会一课、主题党日）");
    CHECK_TEXT(revision.summary, "");
    CHECK_TEXT(revision.body, "");
    CHECK_INT(revision.table.rows, 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_INT(revision.table.rows, 1);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_list(ctx, &(DisclosureFilter){.region = VILLAGE}, &lines), OK);
    CHECK_INT(lines.len, 1);
    CHECK(lines.at[0].withdrawn);
    CHECK_TEXT(lines.at[0].summary, "与上一条重复");
    CHECK_TEXT(lines.at[0].title, "2023年第一季度 组织生活（三会一课、主题党日）");
}

LIFE_TEST(the_last_one_is_copied_for_a_new_period)
{
    Disclosure d = {0};
    DisclosureInput input = life_input();
    Revision revision;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_copy_last(ctx, VILLAGE, T("P3"), T("2022Q4"), &d), NOT_FOUND);
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(disclosure_copy_last(ctx, VILLAGE, T("P3"), T("2022Q4"), &d), DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_copy_last(ctx, VILLAGE, T("P3"), T("2022Q4"), &d), OK);
    CHECK_INT(d.state, STATE_DRAFT);
    CHECK_TEXT(d.period, "2022Q4");
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_TEXT(revision.title, "2022年第四季度 组织生活（三会一课、主题党日）");
    CHECK_TEXT(revision.summary, "召开党员大会一次。");
    CHECK_INT(revision.table.rows, 1);
    CHECK_TEXT(revision.table.cells[5], "王建国");
}

/* ---- duties ---- */

LIFE_TEST(publication_settles_the_duty_and_withdrawal_opens_it_again)
{
    Day first = day_from_date((Date){2023, 1, 1});
    DisclosureInput input = life_input();
    Disclosure d = {0};

    act_as(ctx, &actor_system);
    CHECK_STATUS(duty_open_periods(ctx, VILLAGE, first, ctx_today(ctx)), OK);
    CHECK_INT(duty_state(ctx, T("P3"), T("2023Q1")), DUTY_OPEN);
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_INT(duty_state(ctx, T("P3"), T("2023Q1")), DUTY_LATE); /* was due on 20 April */
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_withdraw(ctx, d.id, d.lock, T("重复"), &d), OK);
    CHECK_INT(duty_state(ctx, T("P3"), T("2023Q1")), DUTY_MISSING);
}

LIFE_TEST(an_event_published_late_counts_as_late_though_nobody_recorded_it)
{
    DisclosureInput input = {.item = T("V3"),
                             .region = VILLAGE,
                             .period = T("2023-05-10"),
                             .summary = T("换届选举完成。"),
                             .body = T("按期完成。")};
    Disclosure d = {0};

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_INT(duty_state(ctx, T("V3"), T("2023-05-10")), DUTY_LATE);
    input.period = T("2023-05-30");
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_INT(duty_state(ctx, T("V3"), T("2023-05-30")), DUTY_ON_TIME);
}
