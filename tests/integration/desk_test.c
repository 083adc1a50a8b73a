/* What the desk's pages stand on: lists of work in hand, and matchings of sheets that are
 * remembered. */
#include "harness.h"

#include "db.h"
#include "life.h"

#include "disclosure/desk_work.h"
#include "disclosure/sheet_input.h"

static Text
titles(Ctx *ctx, const WorkLines *lines)
{
    Text *parts = NEW_ARRAY(ctx->arena, Text, lines->len);

    for (size_t i = 0; i < lines->len; i++)
        parts[i] = lines->at[i].title;
    return text_join(ctx->arena, (Texts){parts, lines->len}, T(","));
}

/* Drafts of P8 with these titles, an hour apart, the last one first. */
static void
draft_some(Ctx *ctx, Disclosure *out, size_t count)
{
    static const char *const names[] = {"甲", "乙", "丙", "丁"};
    static const char *const days[] = {"2023-05-01", "2023-05-02", "2023-05-03", "2023-05-04"};
    Time now = ctx->now;

    act_as(ctx, &clerk);
    for (size_t i = 0; i < count; i++) {
        DisclosureInput input = {
            .item = T("P8"),
            .region = VILLAGE,
            .period = text_c(days[i]),
            .title = text_c(names[i]),
            .body = T("说明"),
        };

        ctx->now = now - (Time)i * 3600;
        CHECK_STATUS(life_explain(ctx, disclosure_create(ctx, &input, &out[i])), OK);
    }
    ctx->now = now;
}

LIFE_TEST(work_that_waits_longest_stands_first_page_by_page)
{
    Disclosure made[4];
    WorkLines lines;
    WorkFilter filter = {.scope = TOWNSHIP_CODE, .state = STATE_DRAFT, .limit = 2};

    draft_some(ctx, made, 4);
    act_as(ctx, &reviewer);
    CHECK_STATUS(desk_work(ctx, &filter, &lines), OK);
    CHECK_TEXT(titles(ctx, &lines), "丁,丙");
    filter.cursor = lines.next;
    CHECK_STATUS(desk_work(ctx, &filter, &lines), OK);
    CHECK_TEXT(titles(ctx, &lines), "乙,甲");
    CHECK(lines.next.at == NULL);
    filter.cursor = T("nonsense");
    CHECK_STATUS(desk_work(ctx, &filter, &lines), OK);
    CHECK_TEXT(titles(ctx, &lines), "丁,丙");
    filter = (WorkFilter){.scope = TOWNSHIP_CODE, .state = STATE_DRAFT, .affair = AFFAIR_FINANCE};
    CHECK_STATUS(desk_work(ctx, &filter, &lines), OK);
    CHECK_INT(lines.len, 0);
}

LIFE_TEST(what_came_back_says_why_and_counts_follow_the_states)
{
    Disclosure made[3];
    WorkLines lines;
    WorkCounts counts;

    draft_some(ctx, made, 3);
    CHECK_STATUS(disclosure_submit(ctx, made[0].id, made[0].lock, &made[0]), OK);
    CHECK_STATUS(disclosure_submit(ctx, made[1].id, made[1].lock, &made[1]), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_return(ctx, made[1].id, made[1].lock, T("缺票据"), &made[1]), OK);
    CHECK_STATUS(desk_work_counts(ctx, TOWNSHIP_CODE, &counts), OK);
    CHECK_INT(counts.drafts, 1);
    CHECK_INT(counts.submitted, 1);
    CHECK_INT(counts.returned, 1);
    CHECK_INT(counts.confirming, 0);
    CHECK_STATUS(desk_work(ctx, &(WorkFilter){.scope = VILLAGE, .state = STATE_RETURNED}, &lines),
                 OK);
    REQUIRE(lines.len == 1);
    CHECK_TEXT(lines.at[0].return_reason, "缺票据");
    CHECK_TEXT(lines.at[0].region_name, "鲍家村");
    CHECK_INT(lines.at[0].since, ctx->now);
}

LIFE_TEST(the_places_of_several_roles_are_the_outermost_ones)
{
    RoleGrant grants[] = {
        {ROLE_VILLAGE_ADMIN, COMMUNITY    },
        {ROLE_TOWNSHIP,      TOWNSHIP_CODE},
        {ROLE_VILLAGE_ADMIN, VILLAGE      },
        {ROLE_TOWNSHIP,      TOWNSHIP_CODE},
        {ROLE_LEADER,        DISTRICT_CODE},
    };
    Actor person = {
        .account = 900, .grants = {grants, 5}
    };
    RegionCodes scopes;

    act_as(ctx, &person);
    scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    REQUIRE(scopes.len == 2);
    CHECK_INT(scopes.at[0], TOWNSHIP_CODE);
    CHECK_INT(scopes.at[1], COMMUNITY);
    CHECK(region_codes_contain(scopes, VILLAGE2));
    CHECK(!region_codes_contain(scopes, DISTRICT_CODE));
    scopes = actor_scopes(ctx, CAN_DRAFT);
    REQUIRE(scopes.len == 2);
    CHECK_INT(scopes.at[0], VILLAGE);
    CHECK(!actor_may_somewhere(ctx, CAN_MANAGE_ACCOUNTS));
    act_as(ctx, &actor_system);
    scopes = actor_scopes(ctx, CAN_REVIEW);
    REQUIRE(scopes.len == 1);
    CHECK_INT(scopes.at[0], 0);
    act_as(ctx, NULL);
    CHECK(!actor_may_somewhere(ctx, CAN_READ_RESIDENT_PARTS));
}

LIFE_TEST(somebody_with_two_townships_has_one_queue)
{
    RoleGrant grants[] = {
        {ROLE_TOWNSHIP, TOWNSHIP_CODE},
        {ROLE_TOWNSHIP, 210111011000 },
    };
    Actor person = {
        .account = 900, .grants = {grants, 2}
    };
    DisclosureInput input = {
        .item = T("P8"),
        .region = COMMUNITY,
        .period = T("2023-05-05"),
        .title = T("社区"),
        .body = T("说明"),
    };
    Disclosure made[4];
    Disclosure other;
    WorkFilter filter = {.state = STATE_DRAFT, .limit = 2};
    WorkCounts counts;
    WorkLines lines;
    RegionCodes scopes;
    Time now = ctx->now;

    draft_some(ctx, made, 4);
    act_as(ctx, &community_clerk);
    ctx->now = now - 2 * 3600 - 60; /* between 丙 and 丁, which waits longest */
    CHECK_STATUS(life_explain(ctx, disclosure_create(ctx, &input, &other)), OK);
    ctx->now = now;
    act_as(ctx, &person);
    scopes = actor_scopes(ctx, CAN_REVIEW);
    CHECK_STATUS(desk_work_all(ctx, scopes, &filter, &lines), OK);
    CHECK_TEXT(titles(ctx, &lines), "丁,社区");
    filter.cursor = lines.next;
    CHECK_STATUS(desk_work_all(ctx, scopes, &filter, &lines), OK);
    CHECK_TEXT(titles(ctx, &lines), "丙,乙");
    filter.cursor = lines.next;
    CHECK_STATUS(desk_work_all(ctx, scopes, &filter, &lines), OK);
    CHECK_TEXT(titles(ctx, &lines), "甲");
    CHECK(lines.next.at == NULL);
    CHECK_STATUS(desk_work_counts_all(ctx, scopes, &counts), OK);
    CHECK_INT(counts.drafts, 5);
    act_as(ctx, &reviewer);
    CHECK_STATUS(desk_work_all(ctx, scopes, &filter, &lines), DENIED);
}

LIFE_TEST(work_of_other_places_is_nobodys_business)
{
    WorkLines lines;
    WorkCounts counts;
    SamePeriod same;
    Texts items;

    act_as(ctx, &other_reviewer);
    CHECK_STATUS(desk_work(ctx, &(WorkFilter){.scope = VILLAGE, .state = STATE_DRAFT}, &lines),
                 DENIED);
    CHECK_STATUS(desk_work_counts(ctx, TOWNSHIP_CODE, &counts), DENIED);
    CHECK_STATUS(desk_same_period(ctx, VILLAGE, T("F3"), T("2023-05"), &same), DENIED);
    CHECK_STATUS(desk_items_published(ctx, VILLAGE, &items), DENIED);
    act_as(ctx, &resident);
    CHECK_STATUS(desk_work(ctx, &(WorkFilter){.scope = VILLAGE, .state = STATE_DRAFT}, &lines),
                 DENIED);
}

LIFE_TEST(what_is_in_hand_is_found_before_what_is_published)
{
    DisclosureInput input = life_input();
    Disclosure published;
    Disclosure second;
    SamePeriod same;
    Texts items;

    act_as(ctx, &clerk);
    CHECK_STATUS(desk_same_period(ctx, VILLAGE, T("P3"), T("2023Q1"), &same), NOT_FOUND);
    CHECK_STATUS(life_publish(ctx, &input, &published), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(desk_same_period(ctx, VILLAGE, T("P3"), T("2023Q1"), &same), OK);
    CHECK_INT(same.id, published.id);
    CHECK(!same.in_hand);
    CHECK_STATUS(disclosure_create(ctx, &input, &second), OK);
    CHECK_STATUS(desk_same_period(ctx, VILLAGE, T("P3"), T("2023Q1"), &same), OK);
    CHECK_INT(same.id, second.id);
    CHECK(same.in_hand);
    CHECK_STATUS(desk_items_published(ctx, VILLAGE, &items), OK);
    REQUIRE(items.len == 1);
    CHECK_TEXT(items.at[0], "P3");
}

LIFE_TEST(a_matching_that_was_chosen_is_remembered_for_its_header)
{
    Item item;
    Sheet sheet;
    SheetMatch match;

    act_as(ctx, &clerk);
    CHECK_STATUS(catalogue_item(ctx, VILLAGE, T("F3"), &item), OK);
    CHECK_STATUS(sheet_read_paste(ctx,
                                  T("日期\t单号\t用途\t类别\t金额\n2023-05-01\t1\t修路\t工程\t5\n"),
                                  &sheet),
                 OK);
    CHECK_STATUS(
        sheet_input_match(ctx, VILLAGE, T("F3"), item.columns, &sheet, SHEET_NO_COLUMN, &match),
        OK);
    CHECK(!match.remembered);
    CHECK_INT(match.missing, 2); /* 凭证号, 支出类别 */
    match.columns[1] = 1;
    match.columns[3] = 3;
    CHECK_STATUS(sheet_input_remember(ctx, VILLAGE, T("F3"), item.columns, &match), OK);
    CHECK_STATUS(
        sheet_input_match(ctx, VILLAGE, T("F3"), item.columns, &sheet, SHEET_NO_COLUMN, &match),
        OK);
    CHECK(match.remembered);
    CHECK_INT(match.missing, 0);
    CHECK_INT(match.columns[3], 3);
    /* Another village has its own sheets, which this clerk has no part in. */
    CHECK_STATUS(
        sheet_input_match(ctx, VILLAGE2, T("F3"), item.columns, &sheet, SHEET_NO_COLUMN, &match),
        DENIED);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(
        sheet_input_match(ctx, VILLAGE2, T("F3"), item.columns, &sheet, SHEET_NO_COLUMN, &match),
        OK);
    CHECK(!match.remembered);
}
