/*
 * A table that was published by hand goes on as a payment list: the same rows, the same
 * disclosure, and from then on the way of every list.
 */
#include "harness.h"

#include "db.h"

#include "subsidy_life.h"

/* 补贴项目, 批次, 户主, 组别, 面积或数量, 标准（元）, 金额, 发放日期, 发放状态 */
enum { WIDTH = 9 };

static Text paid_cells[] = {
    T_INIT("耕地地力保护补贴"),
    T_INIT("2022年第一批"),
    T_INIT("王建国"),
    T_INIT("一组"),
    T_INIT("3.5"),
    T_INIT("71.5"),
    T_INIT("250.25"),
    T_INIT("2023-04-20"),
    T_INIT("已到账"),
    T_INIT("耕地地力保护补贴"),
    T_INIT("2022年第一批"),
    T_INIT("李四"),
    T_INIT("一组"),
    T_INIT(""),
    T_INIT("71.5"),
    T_INIT("143"),
    T_INIT(""),
    T_INIT("退回重发"),
};

static Text due_cells[] = {
    T_INIT("耕地地力保护补贴"),
    T_INIT(""),
    T_INIT("王建国"),
    T_INIT("一组"),
    T_INIT("3.5"),
    T_INIT("71.5"),
    T_INIT("250.25"),
    T_INIT(""),
    T_INIT(""),
};

static DisclosureInput
sheet_of(Text *cells, size_t rows)
{
    return (DisclosureInput){.item = T("V6"),
                             .region = VILLAGE,
                             .period = T("2023-04-25"),
                             .title = T("耕地补贴发放"),
                             .summary = T("发放一批。"),
                             .cells = cells,
                             .rows = rows};
}

static int64_t
published_sheet(Ctx *ctx, Text *cells, size_t rows)
{
    DisclosureInput input = sheet_of(cells, rows);
    Disclosure disclosure = {0};

    CHECK_STATUS(life_explain(ctx, life_publish(ctx, &input, &disclosure)), OK);
    return disclosure.id;
}

static int64_t
programme_of_district(Ctx *ctx)
{
    int64_t id;

    act_as(ctx, &district);
    id = add_programme(ctx, DISTRICT_CODE, "耕地地力保护补贴", "亩", 7150);
    act_as(ctx, &clerk);
    return id;
}

LIFE_TEST(a_published_table_becomes_the_result_of_a_list)
{
    int64_t sheet = published_sheet(ctx, paid_cells, 2);
    int64_t programme = programme_of_district(ctx);
    int64_t wang = add_household(ctx, "7", "王建国");
    Adoptables found;
    Adoption adoption;
    Batch batch;
    Lines lines;
    BatchTotals totals;

    CHECK_STATUS(subsidy_adoptable(ctx, VILLAGE, &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_STATUS(subsidy_adoption(ctx, sheet, &adoption), OK);
    CHECK_TEXT(adoption.programme, "耕地地力保护补贴");
    CHECK_TEXT(adoption.period, "2022");
    CHECK_TEXT(adoption.name, "第一批");
    CHECK(adoption.paid);
    CHECK_INT(adoption.total_fen, 39325);
    CHECK_STATUS(life_explain(ctx, subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch)), OK);
    CHECK_INT(batch.state, BATCH_RESULT);
    CHECK_INT(batch.result.id, sheet);
    CHECK_INT(batch.notice.id, 0);
    CHECK_INT(batch.total_fen, 39325);
    CHECK_INT(batch.paid_fen, 25025);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &lines), OK);
    CHECK_INT(lines.at[0].household, wang);
    CHECK_INT(lines.at[1].state, LINE_FAILED);
    CHECK_INT(differences(ctx), 0);
    CHECK_STATUS(subsidy_published_totals(ctx, &batch, &totals), OK);
    CHECK_INT(totals.paid_fen, 25025);
    /* It stands behind a list now. */
    CHECK_STATUS(subsidy_adoptable(ctx, VILLAGE, &found), OK);
    CHECK_INT(found.len, 0);
    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T("2021"), T(""), &batch), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "disclosure"), "这份公开已经有名单了");
}

LIFE_TEST(an_adopted_result_is_corrected_like_any_other)
{
    int64_t sheet = published_sheet(ctx, paid_cells, 2);
    int64_t programme = programme_of_district(ctx);
    Batch batch;
    Line lines[] = {line_of("", "王建国", 3500), line_of("", "李四", 2000)};
    Revision revision;

    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch), OK);
    CHECK_STATUS(put(ctx, &batch, lines, 2), CONFLICT);
    reload(ctx, &batch);
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &(Batch){0}), CONFLICT);
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &(Batch){0}), CONFLICT);
    CHECK_STATUS(subsidy_reopen(ctx, batch.id, batch.lock, T("李四的钱到了"), &batch), OK);
    CHECK_STATUS(put(ctx, &batch, lines, 2), OK);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &(Lines){0}), OK);
    CHECK_INT(batch.paid_lines, 1);
    {
        Lines stored;

        CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
        CHECK_STATUS(subsidy_pay_line(ctx, stored.at[1].id, batch.lock, LINE_PAID,
                                      SOME_INT(ctx_today(ctx)), T(""), &batch),
                     OK);
    }
    CHECK_STATUS(life_explain(ctx, subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch)), OK);
    CHECK_INT(batch.notice.id, 0);
    CHECK_INT(batch.result.id, sheet);
    approve(ctx, sheet);
    reload(ctx, &batch);
    CHECK_INT(batch.result.revision, 2);
    CHECK_STATUS(disclosure_revision(ctx, sheet, 2, &revision), OK);
    CHECK_TEXT(revision.table.cells[1], "2022年第一批");
    CHECK_TEXT(revision.table.cells[WIDTH + 8], "已发");
    CHECK_INT(batch.paid_fen, 39325);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(a_table_without_payments_becomes_the_notice)
{
    int64_t sheet = published_sheet(ctx, due_cells, 1);
    int64_t programme = programme_of_district(ctx);
    Batch batch;

    CHECK_STATUS(life_explain(ctx, subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch)), OK);
    CHECK_INT(batch.state, BATCH_NOTICE);
    CHECK_INT(batch.notice.id, sheet);
    CHECK_TEXT(batch.period, "2023");
    CHECK_INT(differences(ctx), 0);
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &(Batch){0}), CONFLICT);
    ctx->now += 30 * (Time)SECONDS_PER_DAY;
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &batch), OK);
    CHECK_STATUS(life_explain(ctx, subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch)), OK);
    CHECK(batch.result.id != 0 && batch.result.id != sheet);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(what_a_list_cannot_keep_is_told_by_row_and_column)
{
    static const struct {
        const char *what;
        size_t cell;
        Text value;
        const char *sentence;
    } rows[] = {
        {"two programmes", WIDTH,     T_INIT("稻谷补贴"),
         "第 2 行“补贴项目”：写的是“稻谷补贴”，第 1 行是“耕地地力保护补贴”；一份名单只能有一种"},
        {"two batches",    WIDTH + 1, T_INIT("第二批"),
         "第 2 行“批次”：写的是“第二批”，第 1 行是“2022年第一批”；一份名单只能有一种"                 },
    };
    int64_t programme = programme_of_district(ctx);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text cells[2 * WIDTH];
        int64_t sheet;
        Batch batch;

        ROW(rows[i].what);
        memcpy(cells, paid_cells, sizeof cells);
        cells[rows[i].cell] = rows[i].value;
        sheet = published_sheet(ctx, cells, 2);
        act_as(ctx, &clerk);
        CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch), INVALID);
        CHECK_TEXT(ctx_problem_of(ctx, "disclosure"), rows[i].sentence);
    }
    ROW(NULL);
}

LIFE_TEST(another_programme_or_a_taken_name_is_refused)
{
    int64_t sheet = published_sheet(ctx, paid_cells, 2);
    int64_t twin = published_sheet(ctx, paid_cells, 2);
    int64_t programme = programme_of_district(ctx), other;
    Batch batch;

    other = add_programme(ctx, VILLAGE, "稻谷补贴", "亩", 100);
    CHECK_STATUS(subsidy_adopt(ctx, sheet, other, T(""), T(""), &batch), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "programme"),
               "公开的表里写的是“耕地地力保护补贴”，请选同一个补贴项目；没有的话先登记项目");
    act_as(ctx, &clerk);
    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T("二二年"), T(""), &batch), INVALID);
    CHECK(ctx_problem_of(ctx, "period").len != 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch), OK);
    CHECK_STATUS(subsidy_adopt(ctx, twin, programme, T(""), T(""), &batch), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "name"), "这一期这个项目的名单已经有了；再发一批，请写上批次");
    act_as(ctx, &clerk);
    CHECK_STATUS(
        life_explain(ctx, subsidy_adopt(ctx, twin, programme, T(""), T("第一批（补）"), &batch)),
        OK);
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(only_the_keeper_adopts_and_only_what_is_published)
{
    DisclosureInput input = sheet_of(paid_cells, 2);
    DisclosureInput report = life_input();
    int64_t programme = programme_of_district(ctx);
    Disclosure draft, other;
    Batch batch;
    int64_t sheet;

    CHECK_STATUS(disclosure_create(ctx, &input, &draft), OK);
    CHECK_STATUS(subsidy_adopt(ctx, draft.id, programme, T(""), T(""), &batch), NOT_FOUND);
    CHECK_STATUS(life_publish(ctx, &report, &other), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(subsidy_adopt(ctx, other.id, programme, T(""), T(""), &batch), NOT_FOUND);
    sheet = published_sheet(ctx, paid_cells, 2);
    act_as(ctx, &reviewer);
    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch), DENIED);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch), DENIED);
    CHECK_STATUS(subsidy_adoptable(ctx, VILLAGE, &(Adoptables){0}), DENIED);
    act_as(ctx, NULL);
    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch), DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_get(ctx, sheet, &other), OK);
    CHECK_STATUS(disclosure_correct(ctx, sheet, other.lock, T("有一行不对"), &other), OK);
    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch), CONFLICT);
}

LIFE_TEST(the_check_sees_a_table_that_moved_away_from_its_list)
{
    int64_t sheet = published_sheet(ctx, paid_cells, 2);
    int64_t programme = programme_of_district(ctx);
    Batch batch;
    Disclosure disclosure;
    DisclosureInput input = sheet_of(paid_cells, 1);

    CHECK_STATUS(subsidy_adopt(ctx, sheet, programme, T(""), T(""), &batch), OK);
    CHECK_STATUS(disclosure_get(ctx, sheet, &disclosure), OK);
    CHECK_STATUS(disclosure_correct(ctx, sheet, disclosure.lock, T("少一行"), &disclosure), OK);
    CHECK_STATUS(disclosure_update(ctx, sheet, disclosure.lock, &input, &disclosure), OK);
    CHECK_INT(differences(ctx), 0); /* not told to anybody yet */
    CHECK_STATUS(disclosure_submit(ctx, sheet, disclosure.lock, &disclosure), OK);
    approve(ctx, sheet);
    CHECK_INT(differences(ctx), 1);
}
