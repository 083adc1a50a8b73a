/*
 * Personal data before publication, on both databases: it is pointed out, masked on request, and
 * only a reviewer's word lets it through.
 */
#include "harness.h"

#include "db.h"

#include "disclosure/import.h"
#include "life.h"

/* Invented numbers; the identity number's check character is right, its place does not exist. */
static const Text phone = T_INIT("13800138000");

static DisclosureInput
with_phone(void)
{
    DisclosureInput input = life_input();

    input.summary = T("有事请打 13800138000。");
    return input;
}

LIFE_TEST(what_looks_personal_is_pointed_out_with_its_place)
{
    static Column columns[] = {
        {.name = T_INIT("说明"),    .kind = KIND_TEXT},
        {                        .name = T_INIT("本人电话"),         .kind = KIND_PHONE                 }, /* closed by its kind */
        { .name = T_INIT("内部"), .kind = KIND_TEXT,                  .audience = AUDIENCE_STAFF},
    };
    Text cells[] = {T("无"), phone, phone, T("联系 13800138000"), phone, phone};
    DisclosureInput input = life_input();
    Disclosure d = {0};
    Revision revision;
    PersonalSpots spots;

    input.title = T("电话 13800138000 的通知");
    input.body = T("身份证 11010519491231002X，手机 １３８００１３８０００。");
    input.columns = (Columns){columns, 3};
    input.cells = cells;
    input.rows = 2;
    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, disclosure_create(ctx, &input, &d)), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_STATUS(disclosure_personal(ctx, &revision, &spots), OK);
    REQUIRE(spots.len == 4);
    CHECK_TEXT(spots.at[0].where, "title");
    CHECK_TEXT(spots.at[0].what, "手机号");
    CHECK(text_find(spots.at[0].masked, T("138")) == spots.at[0].masked.len);
    CHECK_TEXT(spots.at[1].where, "body");
    CHECK_TEXT(spots.at[1].what, "身份证号");
    CHECK_TEXT(spots.at[2].where, "body");
    CHECK_TEXT(spots.at[2].what, "手机号");
    CHECK_TEXT(spots.at[3].where, "table.2.1");
}

LIFE_TEST(a_reviewer_has_to_confirm_what_looks_personal)
{
    DisclosureInput input = with_phone();
    Disclosure d = {0};
    Revision revision;

    CHECK_STATUS(life_publish(ctx, &input, &d), INVALID);
    CHECK(problem_of(ctx, "personal").len != 0);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_get(ctx, d.id, &d), OK);
    CHECK_INT(d.state, STATE_SUBMITTED);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, true, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK(revision.personal_ok);
}

LIFE_TEST(nothing_personal_needs_no_confirmation_and_records_none)
{
    DisclosureInput input = life_input();
    Disclosure d = {0};
    Revision revision;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, true, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK(!revision.personal_ok);
}

LIFE_TEST(masking_takes_every_find_away)
{
    Text cells[8];
    DisclosureInput input = with_phone();
    Disclosure d = {0};
    Revision revision;
    PersonalSpots spots;

    memcpy(cells, life_cells, sizeof life_cells);
    cells[7] = T("会议结果见 13800138000");
    input.cells = cells;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_mask_personal(ctx, d.id, d.lock + 1, &d), CONFLICT);
    CHECK_STATUS(disclosure_get(ctx, d.id, &d), OK);
    CHECK_STATUS(disclosure_mask_personal(ctx, d.id, d.lock, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_STATUS(disclosure_personal(ctx, &revision, &spots), OK);
    CHECK_INT(spots.len, 0);
    CHECK(text_find(revision.summary, phone) == revision.summary.len);
    CHECK(text_find(revision.table.cells[7], phone) == revision.table.cells[7].len);
    CHECK_TEXT(revision.table.cells[6], "");
    CHECK_TEXT(revision.title, "第一季度组织生活");
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_mask_personal(ctx, d.id, d.lock, &d), DENIED);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
}

LIFE_TEST(bulk_refuses_what_looks_personal)
{
    Published how = {.submitted_at = 1683000000, .published_at = 1683100000};
    DisclosureInput input = with_phone();
    DisclosureBatch *batch;
    int64_t id;

    act_as(ctx, &actor_system);
    batch = disclosure_batch_begin(ctx);
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &how, &id), INVALID);
    CHECK(problem_of(ctx, "personal").len != 0);
    how.personal_ok = true;
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &how, &id), OK);
}
