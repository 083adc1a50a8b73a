/*
 * What a draft may contain, on both databases: every refusal names its field, nothing is
 * half-written.
 */
#include "harness.h"

#include "db.h"

#include "base/buf.h"
#include "life.h"

static int64_t
drafts(Ctx *ctx)
{
    DisclosureLines lines;

    act_as(ctx, &actor_system);
    CHECK_STATUS(disclosure_work(ctx, 0, STATE_DRAFT, 0, &lines), OK);
    return (int64_t)lines.len;
}

static Text
repeated(Ctx *ctx, const char *part, int times)
{
    Buf buf = buf_new(ctx->arena, 1 << 20);

    for (int i = 0; i < times; i++)
        buf_text(&buf, text_c(part));
    return buf_done(&buf);
}

LIFE_TEST(a_wrong_field_is_named_and_nothing_is_written)
{
    const struct {
        const char *row;
        const char *field;
        DisclosureInput change; /* what is not absent replaces the good input's field */
    } rows[] = {
        {"no item",                    "item",    {.item = T(" ")}                                        },
        {"unknown item",               "item",    {.item = T("X9")}                                       },
        {"item with NUL",              "item",    {.item = {"P\0003", 3}}                                 },
        {"unknown region",             "region",  {.region = 210111010999}                                },
        {"a township",                 "region",  {.region = TOWNSHIP_CODE}                               },
        {"no period",                  "period",  {.period = T(" ")}                                      },
        {"not a period",               "period",  {.period = T("2023-13")}                                },
        {"another rhythm",             "period",  {.period = T("2023-03")}                                },
        {"a quarter that is not over", "period",  {.period = T("2023Q2")}                                 },
        {"long title",                 "title",   {.title = repeated(ctx, "长", TITLE_CHARS_MAX + 1)}    },
        {"title that is not UTF-8",    "title",   {.title = T("\xC3\x28")}                                },
        {"title with NUL",             "title",   {.title = {"a\0b", 3}}                                  },
        {"long summary",               "summary", {.summary = repeated(ctx, "长", SUMMARY_CHARS_MAX + 1)}},
        {"long body",                  "body",    {.body = repeated(ctx, "长", BODY_CHARS_MAX + 1)}      },
    };
    Disclosure d;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        DisclosureInput input = life_input();
        const DisclosureInput *change = &rows[i].change;

        ROW(rows[i].row);
        input.item = change->item.at != NULL ? change->item : input.item;
        input.region = change->region != 0 ? change->region : input.region;
        input.period = change->period.at != NULL ? change->period : input.period;
        input.title = change->title.at != NULL ? change->title : input.title;
        input.summary = change->summary.at != NULL ? change->summary : input.summary;
        input.body = change->body.at != NULL ? change->body : input.body;
        act_as(ctx, &actor_system);
        CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
        CHECK_INT(ctx->problems.len, 1);
        CHECK(problem_of(ctx, rows[i].field).len != 0);
    }
    ROW(NULL);
    CHECK_INT(drafts(ctx), 0);
}

LIFE_TEST(each_bad_cell_is_named_by_row_and_column)
{
    Text cells[16];
    DisclosureInput input = life_input();
    Disclosure d;

    memcpy(cells, life_cells, sizeof life_cells);
    memcpy(cells + 8, life_cells, sizeof life_cells);
    cells[4] = T("十八人");     /* row 1, column 5: a number */
    cells[8] = T("2023-02-30"); /* row 2, column 1: a day */
    cells[10] = T("");          /* row 2, column 3 is required */
    input.cells = cells;
    input.rows = 2;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK_INT(ctx->problems.len, 3);
    CHECK(problem_of(ctx, "table.1.5").len != 0);
    CHECK(problem_of(ctx, "table.2.1").len != 0);
    CHECK(problem_of(ctx, "table.2.3").len != 0);
}

LIFE_TEST(blank_rows_are_left_out_but_counted)
{
    Text cells[24] = {0};
    DisclosureInput input = life_input();
    Revision revision;
    Disclosure d;

    memcpy(cells, life_cells, sizeof life_cells);
    cells[9] = T(" \xE3\x80\x80");
    memcpy(cells + 16, life_cells, sizeof life_cells);
    input.cells = cells;
    input.rows = 3;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_INT(revision.table.rows, 2);
    cells[20] = T("很多");
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(problem_of(ctx, "table.3.5").len != 0);
}

LIFE_TEST(too_many_rows_are_refused)
{
    DisclosureInput input = life_input();
    Disclosure d;

    input.rows = TABLE_ROWS_MAX + 1;
    input.cells = NEW_ARRAY(ctx->arena, Text, input.rows * 8);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(problem_of(ctx, "table").len != 0);
}

LIFE_TEST(periods_fit_the_kind_of_place)
{
    static const struct {
        const char *row;
        RegionCode region;
        const char *item;
        const char *period;
        Status wanted;
    } rows[] = {
        {"a village reports by month",        210111010203, "F3", "2023-05",    OK     },
        {"and not by quarter",                210111010203, "F3", "2023Q1",     INVALID},
        {"a community by quarter",            210111011001, "F3", "2023Q1",     OK     },
        {"and not by month",                  210111011001, "F3", "2023-05",    INVALID},
        {"what is not owed may be published", 210111011001, "F5", "2023Q1",     OK     },
        {"a plan for the running year",       210111010203, "P2", "2023",       OK     },
        {"not for the next",                  210111010203, "P2", "2024",       INVALID},
        {"an event of today",                 210111010203, "V3", "2023-06-01", OK     },
        {"not of tomorrow",                   210111010203, "V3", "2023-06-02", INVALID},
        {"a month that ends today or before", 210111010203, "F3", "2023-06",    INVALID},
    };
    Disclosure d;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        DisclosureInput input = {.item = text_c(rows[i].item),
                                 .region = rows[i].region,
                                 .period = text_c(rows[i].period),
                                 .body = T("有内容")};

        ROW(rows[i].row);
        act_as(ctx, &actor_system);
        CHECK_STATUS(disclosure_create(ctx, &input, &d), rows[i].wanted);
        if (rows[i].wanted != OK)
            CHECK(problem_of(ctx, "period").len != 0);
    }
    ROW(NULL);
}

LIFE_TEST(a_closed_village_publishes_nothing)
{
    DisclosureInput input = life_input();
    Disclosure d;

    act_as(ctx, &actor_system);
    CHECK_STATUS(region_close(ctx, VILLAGE, 0, ctx_today(ctx), T("")), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(problem_of(ctx, "region").len != 0);
}

LIFE_TEST(nothing_to_report_needs_no_table)
{
    DisclosureInput input = {
        .item = T("P3"), .region = VILLAGE, .period = T("2023Q1"), .kind = DISCLOSURE_NIL};
    Disclosure d;
    Revision revision;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_INT(d.kind, DISCLOSURE_NIL);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_TEXT(revision.summary, "本期无事项");
    CHECK_INT(revision.table.rows, 0);
    input.cells = life_cells;
    input.rows = 1;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(problem_of(ctx, "table").len != 0);
}

LIFE_TEST(an_exception_is_filed_with_its_ground_and_a_day_to_look_again)
{
    DisclosureInput input = {
        .item = T("P3"), .region = VILLAGE, .period = T("2023Q1"), .kind = DISCLOSURE_EXCEPTION};
    Disclosure d;
    Revision revision;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(problem_of(ctx, "reason").len != 0);
    CHECK(problem_of(ctx, "review_on").len != 0);
    input.reason = T("涉及未结案件");
    input.review_on = SOME_INT(ctx_today(ctx));
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(problem_of(ctx, "review_on").len != 0);
    input.review_on = SOME_INT(ctx_today(ctx) + 90);
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_INT(revision.kind, DISCLOSURE_EXCEPTION);
    CHECK_TEXT(revision.reason, "涉及未结案件");
    CHECK_INT(revision.review_on.value, ctx_today(ctx) + 90);
}

LIFE_TEST(a_report_without_any_content_is_not_submitted)
{
    DisclosureInput input = {.item = T("P3"), .region = VILLAGE, .period = T("2023Q1")};
    Disclosure d;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), INVALID);
    CHECK(problem_of(ctx, "body").len != 0);
}

LIFE_TEST(an_author_can_close_columns_but_never_open_them)
{
    Column columns[] = {
        {.name = T("主持人"), .kind = KIND_TEXT}, /* party and person in the catalogue */
        {.name = T("主题"),    .kind = KIND_TEXT, .audience = AUDIENCE_STAFF},
        {.name = T("新的一列"),                      .kind = KIND_INTEGER              },
    };
    Text cells[] = {T("王建国"), T("学习党章"), T("7")};
    DisclosureInput input = life_input();
    Disclosure d;
    Revision revision;

    input.columns = (Columns){columns, 3};
    input.cells = cells;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    REQUIRE(revision.table.columns.len == 3);
    CHECK_INT(revision.table.columns.at[0].kind, KIND_PERSON);
    CHECK_INT(revision.table.columns.at[0].audience, AUDIENCE_PARTY);
    CHECK_INT(revision.table.columns.at[1].audience, AUDIENCE_STAFF);
    CHECK_INT(revision.table.columns.at[2].audience, AUDIENCE_PUBLIC);
    columns[2].name = T("主题");
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(problem_of(ctx, "table.columns").len != 0);
}

LIFE_TEST(what_was_published_keeps_item_place_and_period)
{
    DisclosureInput input = life_input();
    Disclosure d;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("写错"), &d), OK);
    input.period = T("2022Q4");
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), INVALID);
    CHECK(problem_of(ctx, "period").len != 0);
    input = life_input();
    input.item = T("P7");
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), INVALID);
    CHECK(problem_of(ctx, "item").len != 0);
    input = life_input();
    input.region = VILLAGE2;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), INVALID);
    CHECK(problem_of(ctx, "region").len != 0);
}

LIFE_TEST(markup_is_text_like_any_other)
{
    DisclosureInput input = life_input();
    Disclosure d;
    Revision revision;

    input.title = T("<script>alert(1)</script>\n第二行");
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_TEXT(revision.title, "<script>alert(1)</script> 第二行");
}
