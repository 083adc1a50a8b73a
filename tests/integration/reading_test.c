/*
 * What is read, and by whom, on both databases: masks, lists and their pages, notices,
 * search.
 */
#include "harness.h"

#include "db.h"

#include "disclosure/search.h"
#include "life.h"

/* A subsidy list: names for residents, an identity number for nobody. */
static Column list_columns[] = {
    {.name = T_INIT("补贴项目"), .kind = KIND_TEXT},
    {.name = T_INIT("户主"), .kind = KIND_PERSON},
    {.name = T_INIT("身份证号"), .kind = KIND_ID},
    {.name = T_INIT("经办"), .kind = KIND_PERSON},
    {.name = T_INIT("备注"), .kind = KIND_TEXT, .audience = AUDIENCE_STAFF},
};
static Text list_cells[] = {T_INIT("耕地补贴"), T_INIT("王建国"), T_INIT("11010119900307803X"),
                            T_INIT("欧阳小明"), T_INIT("内部核对")};

static DisclosureInput
list_input(void)
{
    return (DisclosureInput){
        .item = T("V6"),
        .region = VILLAGE,
        .period = T("2023Q1"),
        .title = T("耕地地力补贴"),
        .summary = T("共发放一户。"),
        .columns = {list_columns, 5},
        .cells = list_cells,
        .rows = 1,
    };
}

LIFE_TEST(each_reader_sees_what_is_theirs)
{
    static const struct {
        const char *row;
        const Actor *actor;
        size_t columns;
        const char *first[5];
    } rows[] = {
        /* 补贴项目 and 户主 are for residents in the catalogue. */
        {"visitor", NULL, 2, {"—", "欧阳**"}},
        {"another village's clerk", &other_clerk, 2, {"—", "欧阳**"}},
        {"resident", &resident, 4, {"耕地补贴", "王建国", "—", "欧阳小明"}},
        {"clerk",
         &clerk,
         5,
         {"耕地补贴", "王建国", "11010119900307803X", "欧阳小明", "内部核对"}},
        {"inspector",
         &inspector,
         5,
         {"耕地补贴", "王建国", "11010119900307803X", "欧阳小明", "内部核对"}},
    };
    DisclosureInput input = list_input();
    Disclosure d = {0};
    Revision revision;
    Revision shown;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].row);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
        CHECK_STATUS(revision_shown(ctx, &d, &revision, disclosure_reader(ctx, d.region), &shown),
                     OK);
        CHECK_INT(shown.table.columns.len, rows[i].columns);
        for (size_t j = 0; j < shown.table.columns.len && j < rows[i].columns; j++)
            CHECK_TEXT(shown.table.cells[j], rows[i].first[j]);
        CHECK_TEXT(shown.title, "耕地地力补贴");
    }
    ROW(NULL);
}

LIFE_TEST(an_item_for_residents_shows_others_only_that_it_is_there)
{
    DisclosureInput input = {
        .item = T("V7"),
        .region = VILLAGE,
        .period = T("2023Q1"),
        .title = T("王建国等户低保"),
        .summary = T("王建国户新增。"),
        .body = T("详见名单。"),
    };
    Disclosure d = {0};
    Revision revision;
    Revision shown;
    DisclosureLines lines;
    SearchHits hits;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_TEXT(revision.title, "2023年第一季度 低保、特困、救助、优抚");
    CHECK_TEXT(revision.body, "");
    CHECK_STATUS(revision_shown(ctx, &d, &revision, disclosure_reader(ctx, d.region), &shown), OK);
    CHECK_TEXT(shown.title, "2023年第一季度 低保、特困、救助、优抚");
    CHECK_TEXT(shown.summary, "");
    CHECK_TEXT(shown.body, "");
    CHECK_STATUS(disclosure_list(ctx, &(DisclosureFilter){.region = VILLAGE}, &lines), OK);
    REQUIRE(lines.len == 1);
    CHECK_TEXT(lines.at[0].title, "2023年第一季度 低保、特困、救助、优抚");
    CHECK_TEXT(lines.at[0].summary, "");
    CHECK_STATUS(search_disclosures(ctx, 0, T("王建国"), 0, &hits), OK);
    CHECK_INT(hits.len, 0);
    CHECK_STATUS(search_disclosures(ctx, 0, T("低保"), 0, &hits), OK);
    CHECK_INT(hits.len, 1);
    act_as(ctx, &resident);
    CHECK_STATUS(disclosure_list(ctx, &(DisclosureFilter){.region = VILLAGE}, &lines), OK);
    CHECK_TEXT(lines.at[0].title, "王建国等户低保");
}

LIFE_TEST(work_in_hand_is_nobody_elses_business)
{
    DisclosureInput input = life_input();
    Disclosure d = {0};
    Disclosure seen;
    Revision revision;
    DisclosureLines lines;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_get(ctx, d.id, &seen), NOT_FOUND);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), NOT_FOUND);
    CHECK_STATUS(disclosure_work(ctx, VILLAGE, STATE_DRAFT, 10, &lines), DENIED);
    CHECK_STATUS(disclosure_list(ctx, &(DisclosureFilter){0}, &lines), OK);
    CHECK_INT(lines.len, 0);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(disclosure_get(ctx, d.id, &seen), NOT_FOUND);
    CHECK_STATUS(disclosure_work(ctx, VILLAGE, STATE_DRAFT, 10, &lines), DENIED);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_get(ctx, d.id, &seen), OK);
    CHECK_STATUS(disclosure_work(ctx, TOWNSHIP_CODE, STATE_DRAFT, 10, &lines), OK);
    CHECK_INT(lines.len, 1);
    CHECK_TEXT(lines.at[0].title, "第一季度组织生活");
    CHECK_TEXT(lines.at[0].region_name, "鲍家村");
}

/* ---- lists ---- */

/* Publishes P7 events of `count` days at a village, one an hour. */
static void
publish_events(Ctx *ctx, RegionCode village, int first_day, int count)
{
    for (int i = 0; i < count; i++) {
        DisclosureInput input = {.item = T("P7"),
                                 .region = village,
                                 .period = text_printf(ctx->arena, "2023-05-%02d", first_day + i),
                                 .title = text_printf(ctx->arena, "通报 %d", first_day + i),
                                 .body = T("有内容")};
        Disclosure d = {0};

        ctx->now += 3600;
        act_as(ctx, &actor_system);
        CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
        CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
        CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
    }
    act_as(ctx, NULL);
}

LIFE_TEST(lists_are_filtered_by_place_affair_item_and_period)
{
    DisclosureInput input = life_input();
    DisclosureInput money = life_money_input();
    Disclosure d = {0};
    DisclosureLines lines;
    const struct {
        const char *row;
        DisclosureFilter filter;
        size_t wanted;
    } rows[] = {
        {"all", {0}, 6},
        {"district", {.region = DISTRICT_CODE}, 6},
        {"another district", {.region = 210112000000}, 0},
        {"township", {.region = TOWNSHIP_CODE}, 5},
        {"other township", {.region = 210111011000}, 1},
        {"village", {.region = VILLAGE}, 4},
        {"village by item", {.region = VILLAGE, .item = T("P7")}, 2},
        {"village by affair", {.region = VILLAGE, .affair = AFFAIR_FINANCE}, 1},
        {"village by period", {.region = VILLAGE, .period = T("2023Q1")}, 1},
        {"township by item", {.region = TOWNSHIP_CODE, .item = T("P7")}, 3},
        {"district by item", {.region = DISTRICT_CODE, .item = T("P7")}, 4},
        {"district by item and period", {.item = T("P7"), .period = T("2023-05-02")}, 1},
        {"by item and another affair", {.item = T("P7"), .affair = AFFAIR_FINANCE}, 0},
        {"by affair", {.affair = AFFAIR_PARTY}, 5},
        {"by period", {.period = T("2023-05")}, 1},
        {"not a period", {.period = T("May")}, 0},
        {"not an item", {.item = T("P7' OR '1'='1")}, 0},
    };

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_STATUS(life_publish(ctx, &money, &d), OK);
    publish_events(ctx, VILLAGE, 1, 2);
    publish_events(ctx, VILLAGE2, 11, 1);
    publish_events(ctx, COMMUNITY, 21, 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].row);
        CHECK_STATUS(disclosure_list(ctx, &rows[i].filter, &lines), OK);
        CHECK_INT(lines.len, rows[i].wanted);
        CHECK(lines.next.at == NULL);
    }
    ROW(NULL);
    ctx->now = TEST_NOW;
}

LIFE_TEST(pages_neither_repeat_nor_skip_while_new_ones_come)
{
    const RegionCode scopes[] = {VILLAGE, TOWNSHIP_CODE, DISTRICT_CODE};

    publish_events(ctx, VILLAGE, 1, 9);
    for (size_t i = 0; i < 3; i++) {
        DisclosureFilter filter = {.region = scopes[i], .item = T("P7"), .limit = 4};
        DisclosureLines lines;
        int seen = 0;
        int last = 100;

        do {
            CHECK_STATUS(disclosure_list(ctx, &filter, &lines), OK);
            for (size_t j = 0; j < lines.len; j++) {
                int64_t day = -1;

                CHECK(text_to_i64(text_slice(lines.at[j].title, 7, 9), &day));
                if (day > 9)
                    continue; /* came meanwhile, on the first page of the next scope */
                CHECK(day < last);
                last = (int)day;
                seen++;
            }
            filter.cursor = lines.next;
            if (seen == 4)
                publish_events(ctx, VILLAGE, 10 + (int)i, 1);
        } while (lines.next.at != NULL);
        CHECK_INT(seen, 9);
    }
    ctx->now = TEST_NOW;
}

LIFE_TEST(a_false_cursor_is_refused)
{
    static const char *const cursors[] = {"x", "1", "1-", "-", "1-2-3", "99999999999999999999-1"};
    DisclosureLines lines;

    for (size_t i = 0; i < sizeof cursors / sizeof cursors[0]; i++) {
        ROW(cursors[i]);
        act_as(ctx, NULL);
        CHECK_STATUS(
            disclosure_list(ctx, &(DisclosureFilter){.cursor = text_c(cursors[i])}, &lines),
            INVALID);
        CHECK(problem_of(ctx, "cursor").len != 0);
    }
    ROW(NULL);
}

LIFE_TEST(a_villages_items_show_the_newest_and_how_many)
{
    DisclosureInput input = life_input();
    Disclosure d = {0};
    DisclosureLines lines;

    publish_events(ctx, VILLAGE, 1, 3);
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_village_items(ctx, VILLAGE, AFFAIR_PARTY, &lines), OK);
    REQUIRE(lines.len == 2);
    CHECK_TEXT(lines.at[0].item, "P3");
    CHECK_INT(lines.at[0].count, 1);
    CHECK_TEXT(lines.at[1].title, "通报 3");
    CHECK_INT(lines.at[1].count, 3);
    CHECK_STATUS(disclosure_previous(ctx, VILLAGE, T("P7"), T("2023-05-03"), &d), OK);
    CHECK_TEXT(d.period, "2023-05-02");
    CHECK_STATUS(disclosure_previous(ctx, VILLAGE, T("P7"), T("2023-05-01"), &d), NOT_FOUND);
    ctx->now = TEST_NOW;
}

/* ---- notices ---- */

LIFE_TEST(a_notice_counts_down)
{
    DisclosureInput input = list_input();
    Disclosure d = {0};
    DisclosureLines lines;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_INT(d.notice_until.value, ctx_today(ctx) + 7);
    CHECK_STATUS(disclosure_notices(ctx, DISTRICT_CODE, 10, &lines), OK);
    CHECK_INT(lines.len, 1);
    act_as(ctx, NULL);
    ctx->now += 7 * 86400;
    CHECK_STATUS(disclosure_notices(ctx, DISTRICT_CODE, 10, &lines), OK);
    CHECK_INT(lines.len, 1);
    ctx->now += 86400;
    CHECK_STATUS(disclosure_notices(ctx, DISTRICT_CODE, 10, &lines), OK);
    CHECK_INT(lines.len, 0);
    ctx->now = TEST_NOW;
}

/* ---- search ---- */

static size_t
found(Ctx *ctx, RegionCode scope, const char *query)
{
    SearchHits hits = {0};

    CHECK_STATUS(search_disclosures(ctx, scope, text_c(query), 0, &hits), OK);
    return hits.len;
}

LIFE_TEST(search_finds_what_the_public_reads)
{
    static const struct {
        const char *query;
        size_t wanted;
    } rows[] = {
        {"组织", 1},          /* title */
        {"党员大会", 1},      /* summary */
        {"村部", 1},          /* body */
        {"垃圾", 1},          /* a cell */
        {"清运 村部", 1},     /* all words */
        {"清运 烟花", 0},     /* not only some */
        {"王建国", 0},        /* a closed column */
        {"王", 0},            /* a closed column */
        {"", 0},              /* no words */
        {"  \"' OR * ", 0},   /* no words but signs */
        {"\"垃圾\" AND (", 0}, /* the word "and" is not there */
        {"'垃圾' & !", 1},    /* signs mean nothing */
    };
    DisclosureInput input = life_input();
    Disclosure d = {0};

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].query);
        CHECK_INT(found(ctx, 0, rows[i].query), rows[i].wanted);
    }
    ROW(NULL);
}

LIFE_TEST(search_stays_within_a_place)
{
    static const struct {
        RegionCode scope;
        size_t wanted;
    } rows[] = {{210111010203, 1}, {210111010204, 0}, {210111010000, 1}, {210111011000, 0},
                {210111000000, 1}, {210112000000, 0}, {210100000000, 1}, {210000000000, 1},
                {220000000000, 0}, {0, 1}};
    DisclosureInput input = life_input();
    Disclosure d = {0};

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(text_cstr(ctx->arena, region_code_format(ctx->arena, rows[i].scope)));
        CHECK_INT(found(ctx, rows[i].scope, "垃圾"), rows[i].wanted);
    }
    ROW(NULL);
}

LIFE_TEST(search_follows_corrections_and_withdrawal)
{
    DisclosureInput input = life_input();
    Disclosure d = {0};

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("写错"), &d), OK);
    input.summary = T("召开烟花禁放会。");
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), OK);
    CHECK_INT(found(ctx, 0, "烟花"), 0);
    CHECK_INT(found(ctx, 0, "大会一次"), 1);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
    CHECK_INT(found(ctx, 0, "烟花"), 1);
    CHECK_INT(found(ctx, 0, "大会一次"), 0);
    CHECK_STATUS(disclosure_withdraw(ctx, d.id, d.lock, T("重复"), &d), OK);
    CHECK_INT(found(ctx, 0, "烟花"), 0);
}

LIFE_TEST(a_word_in_the_title_counts_more_and_pages_go_on)
{
    DisclosureInput input = life_input();
    Disclosure d = {0};
    Disclosure titled = {0};
    SearchHits hits;

    input.title = T("通报党章学习");
    CHECK_STATUS(life_publish(ctx, &input, &titled), OK);
    publish_events(ctx, VILLAGE, 1, 24);
    input = life_input();
    input.period = T("2022Q4");
    input.summary = T("另有通报一份。");
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_STATUS(search_disclosures(ctx, DISTRICT_CODE, T("通报"), 0, &hits), OK);
    CHECK_INT(hits.len, SEARCH_PAGE);
    CHECK(hits.more);
    CHECK_STATUS(search_disclosures(ctx, DISTRICT_CODE, T("通报"), 1, &hits), OK);
    REQUIRE(hits.len == 6);
    CHECK(!hits.more);
    CHECK(hits.at[5].line.id == d.id); /* only in the summary */
    CHECK_TEXT(hits.at[5].excerpt, "另有通报一份。");
    ctx->now = TEST_NOW;
}
