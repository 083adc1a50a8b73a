/*
 * Publishing in bulk, on both databases: it leaves what the way of one by one would have left.
 */
#include "harness.h"

#include "db.h"

#include "base/crypto.h"
#include "disclosure/import.h"
#include "disclosure/search.h"
#include "duty/duty.h"
#include "life.h"
#include "region/tally.h"

static const Published in_may = {
    .submitted_at = 1683000000, /* 2 May 2023 */
    .published_at = 1683100000,
    .submitted_by = {true, 101},
    .reviewed_by = {true, 201},
};

LIFE_TEST(what_is_imported_is_like_what_was_published_by_hand)
{
    DisclosureInput input = life_input();
    Disclosure by_hand = {0};
    Disclosure imported = {0};
    DisclosureBatch *batch;
    Revision one;
    Revision two;
    DisclosureLines lines;
    SearchHits hits;
    Text canonical;
    int64_t id = 0;
    int64_t count;

    CHECK_STATUS(life_publish(ctx, &input, &by_hand), OK);
    act_as(ctx, &actor_system);
    batch = disclosure_batch_begin(ctx);
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &in_may, &id), OK);
    CHECK_INT(disclosure_batch_count(batch), 1);
    CHECK_STATUS(disclosure_batch_finish(ctx, batch), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_get(ctx, id, &imported), OK);
    CHECK_INT(imported.state, STATE_PUBLISHED);
    CHECK_INT(imported.revision, 1);
    CHECK_INT(imported.item_version, by_hand.item_version);
    CHECK_INT(imported.first_published_at.value, in_may.published_at);
    CHECK_STATUS(disclosure_revision(ctx, by_hand.id, 1, &one), OK);
    CHECK_STATUS(disclosure_revision(ctx, id, 1, &two), OK);
    CHECK(text_eq(one.title, two.title));
    CHECK(text_eq(one.body, two.body));
    CHECK_INT(two.table.rows, 1);
    for (size_t i = 0; i < 8; i++)
        CHECK(text_eq(one.table.cells[i], two.table.cells[i]));
    CHECK_INT(two.reviewed_by.value, 201);
    CHECK_STATUS(disclosure_canonical(ctx, id, 1, &canonical), OK);
    CHECK(text_eq(sha256_hex(ctx->arena, canonical), two.digest));
    CHECK_STATUS(tally_total(ctx, TOWNSHIP_CODE, TALLY_DISCLOSURES_PARTY, &count), OK);
    CHECK_INT(count, 2);
    CHECK_STATUS(tally_between(ctx, TOWNSHIP_CODE, TALLY_DISCLOSURES_PARTY,
                               day_of(in_may.published_at), day_of(in_may.published_at), &count),
                 OK);
    CHECK_INT(count, 1);
    CHECK_STATUS(disclosure_list(ctx, &(DisclosureFilter){.region = VILLAGE}, &lines), OK);
    CHECK_INT(lines.len, 2);
    CHECK_STATUS(search_disclosures(ctx, VILLAGE, T("垃圾"), 0, &hits), OK);
    CHECK_INT(hits.len, 2);
}

LIFE_TEST(a_bad_row_is_refused_and_the_batch_goes_on)
{
    DisclosureInput input = life_input();
    DisclosureInput bad = life_input();
    Published wrong = in_may;
    DisclosureBatch *batch;
    int64_t id;
    int64_t count;

    act_as(ctx, &actor_system);
    batch = disclosure_batch_begin(ctx);
    bad.region = 210111010999;
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &bad, &in_may, &id), INVALID);
    CHECK(problem_of(ctx, "region").len != 0);
    bad = life_input();
    bad.period = T("2023Q2"); /* not over when it is said to have been published */
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &bad, &in_may, &id), INVALID);
    CHECK(problem_of(ctx, "period").len != 0);
    wrong.published_at = ctx->now + 1;
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &wrong, &id), INVALID);
    CHECK(problem_of(ctx, "published_at").len != 0);
    wrong.published_at = wrong.submitted_at - 1;
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &wrong, &id), INVALID);
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &in_may, &id), OK);
    CHECK_INT(ctx->problems.len, 0);
    CHECK_STATUS(disclosure_batch_finish(ctx, batch), OK);
    CHECK_STATUS(tally_total(ctx, 0, TALLY_DISCLOSURES_PARTY, &count), OK);
    CHECK_INT(count, 1);
}

LIFE_TEST(only_who_drafts_and_reviews_may_import)
{
    static const Actor *const actors[] = {NULL, &clerk, &reviewer, &inspector};
    DisclosureInput input = life_input();
    int64_t id;

    for (size_t i = 0; i < sizeof actors / sizeof actors[0]; i++) {
        DisclosureBatch *batch;

        act_as(ctx, actors[i]);
        batch = disclosure_batch_begin(ctx);
        CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &in_may, &id), DENIED);
    }
}

LIFE_TEST(imported_ones_settle_their_duties)
{
    Day first = day_from_date((Date){2023, 1, 1});
    DisclosureInput input = life_input();
    Published in_time = in_may;
    DisclosureBatch *batch;
    DutyCounts counts;
    int64_t id;

    act_as(ctx, &actor_system);
    CHECK_STATUS(duty_open_periods(ctx, VILLAGE, first, ctx_today(ctx)), OK);
    batch = disclosure_batch_begin(ctx);
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &in_may, &id), OK); /* was due 20 April */
    in_time.submitted_at = in_time.published_at = day_start(day_from_date((Date){2023, 5, 12}));
    input.item = T("P7");
    input.period = T("2023-05-10");
    input.rows = 0;
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &in_time, &id), OK);
    CHECK_STATUS(disclosure_batch_finish(ctx, batch), OK);
    CHECK_STATUS(duty_counts(ctx, VILLAGE, &counts), OK);
    CHECK_INT(counts.late, 1);
    CHECK_INT(counts.on_time, 1);
    CHECK_INT(counts.due, 2);
}

LIFE_TEST(imported_vouchers_belong_to_the_revision)
{
    const Attachment voucher = {.name = T("凭证 12.jpg"),
                                .audience = AUDIENCE_RESIDENTS,
                                .sha256 = T("aa00"),
                                .thumb = T("bb00"),
                                .bytes = 10};
    Published how = in_may;
    DisclosureInput input = life_input();
    DisclosureBatch *batch;
    Attachments list;
    Attachment file;
    Text path;
    int64_t id = 0;

    how.attachments = &voucher;
    how.attachment_count = 1;
    act_as(ctx, &actor_system);
    batch = disclosure_batch_begin(ctx);
    CHECK_STATUS(disclosure_batch_add(ctx, batch, &input, &how, &id), OK);
    CHECK_STATUS(disclosure_batch_finish(ctx, batch), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(attachment_list(ctx, id, 1, &list), OK);
    CHECK_INT(list.len, 0);
    act_as(ctx, &resident);
    CHECK_STATUS(attachment_list(ctx, id, 1, &list), OK);
    REQUIRE(list.len == 1);
    CHECK_TEXT(list.at[0].name, "凭证 12.jpg");
    CHECK_STATUS(attachment_file(ctx, list.at[0].id, false, &file, &path), OK);
    CHECK(text_ends(path, T("/files/aa/00")));
    CHECK_STATUS(attachment_file(ctx, list.at[0].id, true, &file, &path), OK);
    CHECK(text_ends(path, T("/files/bb/00")));
    act_as(ctx, &other_clerk);
    CHECK_STATUS(attachment_file(ctx, list.at[0].id, false, &file, &path), NOT_FOUND);
}
