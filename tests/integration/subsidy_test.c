/*
 * Subsidies: programmes, lines as people write them, and what the checks point out.
 */
#include "harness.h"

#include "db.h"

#include "subsidy_life.h"

/* ---- programmes ---- */

LIFE_TEST(programmes_belong_to_a_place_and_serve_those_below)
{
    Programmes found;
    Programme programme;
    int64_t id, other;

    act_as(ctx, &district);
    id = add_programme(ctx, DISTRICT_CODE, "耕地地力保护补贴", "亩", 7150);
    act_as(ctx, &reviewer);
    add_programme(ctx, TOWNSHIP_CODE, "高龄津贴", "人", 10000);
    CHECK_STATUS(programme_put(ctx, &(Programme){.id = id, .name = T("x")}, &other), DENIED);
    act_as(ctx, &clerk);
    add_programme(ctx, VILLAGE, "秸秆还田补贴", "亩", 2000);
    CHECK_STATUS(programme_put(ctx,
                               &(Programme){.region = TOWNSHIP_CODE,
                                            .name = T("x"),
                                            .source = T("x"),
                                            .unit = T("x"),
                                            .standard_fen = 1},
                               &other),
                 DENIED);
    act_as(ctx, NULL);
    CHECK_STATUS(programme_list(ctx, VILLAGE, &found), OK);
    CHECK_INT(found.len, 3);
    CHECK_TEXT(found.at[0].name, "秸秆还田补贴");
    CHECK_STATUS(programme_list(ctx, VILLAGE2, &found), OK);
    CHECK_INT(found.len, 2);
    CHECK_STATUS(programme_list(ctx, COMMUNITY, &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_STATUS(programme_find(ctx, VILLAGE2, T("高龄津贴"), &programme), OK);
    CHECK_STATUS(programme_find(ctx, COMMUNITY, T("高龄津贴"), &programme), NOT_FOUND);
}

LIFE_TEST(a_batch_is_unique_and_its_programme_near)
{
    Batch batch = begin_batch(ctx), other;
    int64_t far;

    CHECK_STATUS(subsidy_create(ctx, VILLAGE, batch.programme.id, T("2023"), T("第一批"),
                                (OptInt){0}, &other),
                 INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "name"), "这一期这个项目的名单已经有了；再发一批，请写上批次");
    act_as(ctx, &clerk);
    CHECK_STATUS(
        subsidy_create(ctx, VILLAGE, batch.programme.id, T("2023年"), T(""), (OptInt){0}, &other),
        INVALID);
    act_as(ctx, &community_clerk);
    far = add_programme(ctx, COMMUNITY, "就业补贴", "人", 100);
    act_as(ctx, &clerk);
    CHECK_STATUS(subsidy_create(ctx, VILLAGE, far, T("2023"), T(""), (OptInt){0}, &other), INVALID);
    act_as(ctx, &reviewer);
    CHECK_STATUS(
        subsidy_create(ctx, VILLAGE, batch.programme.id, T("2022"), T(""), (OptInt){0}, &other),
        DENIED);
    CHECK_STATUS(subsidy_discard(ctx, batch.id, batch.lock), DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(subsidy_discard(ctx, batch.id, batch.lock + 1), CONFLICT);
    CHECK_STATUS(subsidy_discard(ctx, batch.id, batch.lock), OK);
    CHECK_STATUS(subsidy_batch(ctx, batch.id, &other), NOT_FOUND);
}

/* ---- lines ---- */

LIFE_TEST(a_line_is_completed_from_its_programme_and_the_register)
{
    Batch batch = begin_batch(ctx);
    int64_t wang = add_household(ctx, "1", "王建国");
    Line lines[] = {line_of("1", "王建国", 3500), line_of("", "王建国", 1234),
                    line_of("99", "赵六", 1000)};
    Lines stored;

    CHECK_STATUS(put(ctx, &batch, lines, 3), OK);
    CHECK_INT(batch.lines, 3);
    CHECK_INT(batch.total_fen, 25025 + 8823 + 7150);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
    CHECK_INT(stored.at[0].standard_fen, 7150);
    CHECK_INT(stored.at[0].amount_fen, 25025);
    CHECK_INT(stored.at[0].household, wang);
    CHECK_INT(stored.at[1].household, wang);
    CHECK_TEXT(stored.at[1].number, "1");
    CHECK_INT(stored.at[2].household, 0);
    act_as(ctx, &resident);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), DENIED);
}

LIFE_TEST(two_of_one_name_are_nobody)
{
    Batch batch = begin_batch(ctx);
    Line lines[] = {line_of("", "王建国", 1000)};
    Lines stored;

    add_household(ctx, "1", "王建国");
    add_household(ctx, "2", "王建国");
    CHECK_STATUS(put(ctx, &batch, lines, 1), OK);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
    CHECK_INT(stored.at[0].household, 0);
}

LIFE_TEST(bad_lines_are_told_by_row_and_column_and_nothing_is_written)
{
    static const struct {
        const char *what;
        Line line;
        const char *field, *sentence;
    } rows[] = {
        {"nobody",            {.quantity_milli = 1000},                              "line.2.2", "第 2 行“户主”：请写发给谁"                                                },
        {"nothing",           {.name = T_INIT("王")},                               "line.2.4", "第 2 行“面积或数量”：请填有多少亩"                                    },
        {"less than nothing",
         {.name = T_INIT("王"), .quantity_milli = 1000, .amount_fen = -1},
         "line.2.6",                                                                             "第 2 行“金额”：金额要大于 0"                                              },
        {"paid already",
         {.name = T_INIT("王"), .quantity_milli = 1000, .paid_day = {true, 19000}},
         "line.2.9",                                                                             "第 2 行“发放状态”：公示期满以后再登记发放，这一列先不要选"},
    };
    Batch batch = begin_batch(ctx);
    Lines stored;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Line lines[] = {line_of("1", "张三", 1000), rows[i].line};

        ROW(rows[i].what);
        act_as(ctx, &clerk);
        CHECK_STATUS(subsidy_put_lines(ctx, batch.id, batch.lock, (Lines){lines, 2}, &(Batch){0}),
                     INVALID);
        CHECK_TEXT(ctx_problem_of(ctx, rows[i].field), rows[i].sentence);
        CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
        CHECK_INT(stored.len, 0);
    }
}

LIFE_TEST(a_sheet_of_an_office_is_understood)
{
    Batch batch = begin_batch(ctx);
    Columns columns = subsidy_line_columns(ctx);
    Sheet sheet;
    SheetMatch match;
    SheetRows rows;
    Line line;
    LineFault *fault = NULL;

    CHECK_STATUS(
        sheet_read_paste(ctx,
                         T("2023年耕地地力保护补贴发放表\t\t\t\t\t\n"
                           "序号\t农户姓名\t村民小组\t补贴面积（亩）\t一卡通账号\t补贴金额(元)\n"
                           "1\t王建国\t一组\t３．５\t6228 4800 1234 5678\t￥250.25\n"
                           "\t合计\t\t3.5\t\t250.25\n"),
                         &sheet),
        OK);
    CHECK_STATUS(sheet_input_match(ctx, VILLAGE, T("V6"), columns, &sheet, SHEET_NO_COLUMN, &match),
                 OK);
    CHECK_INT(match.missing, 1);
    subsidy_guess_columns(ctx, &match);
    CHECK_INT(match.missing, 0);
    CHECK_INT(match.columns[LC_NAME], 1);
    CHECK_INT(match.columns[LC_CARD], 4);
    CHECK_STATUS(sheet_input_rows(ctx, columns, &sheet, &match, &rows), OK);
    CHECK_INT(rows.bad_count, 0);
    CHECK_INT(rows.table.rows, 1);
    CHECK_STATUS(subsidy_line_from_cells(ctx, &batch, rows.table.cells, &line, fault, NULL), OK);
    CHECK_INT(line.quantity_milli, 3500);
    CHECK_INT(line.amount_fen, 25025);
    CHECK_TEXT(line.card_tail, "5678");
    CHECK_INT(line.card_hash.len, 43);
    CHECK_INT(line.card.len, 0);
}

LIFE_TEST(a_card_is_kept_as_a_hash_only)
{
    Batch batch = begin_batch(ctx);
    Line lines[] = {line_of("1", "王建国", 1000), line_of("2", "李四", 1000)};
    Lines stored;

    lines[0].card = T("6228480012345678901");
    lines[1].card = T("************8901");
    CHECK_STATUS(put(ctx, &batch, lines, 2), OK);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
    CHECK_TEXT(stored.at[0].card_tail, "8901");
    CHECK_INT(stored.at[0].card.len, 0);
    CHECK_INT(stored.at[0].card_hash.len, 43);
    CHECK(text_find(stored.at[0].card_hash, T("622848")) == stored.at[0].card_hash.len);
    /* Of a card that was masked elsewhere nothing can be known again. */
    CHECK_TEXT(stored.at[1].card_tail, "8901");
    CHECK_INT(stored.at[1].card_hash.len, 0);
}

/* ---- findings ---- */

LIFE_TEST(what_does_not_fit_is_pointed_out_and_wants_an_explanation)
{
    Batch batch = begin_batch(ctx);
    Line lines[] = {line_of("1", "王建国", 3500), line_of("2", "李四", 2000),
                    line_of("1", "王建国", 1000), line_of("9", "赵六", 1000)};
    Text sentence = {0};

    add_household(ctx, "1", "王建国");
    add_household(ctx, "2", "李四");
    lines[0].card = lines[1].card = T("6228480012345678901");
    lines[1].amount_fen = 15000;
    lines[2].standard_fen = 7000;
    CHECK_STATUS(subsidy_set_planned(ctx, batch.id, batch.lock, SOME_INT(50000)), OK);
    batch.lock++;
    CHECK_STATUS(put(ctx, &batch, lines, 4), OK);
    CHECK_INT(findings_of(ctx, &batch, FINDING_AMOUNT, &sentence), 1);
    CHECK_TEXT(sentence, "第 2 行 李四：2亩 × 71.50 元 = 143.00 元，名单写 150.00 元");
    CHECK_INT(findings_of(ctx, &batch, FINDING_STANDARD, &sentence), 1);
    CHECK_TEXT(sentence, "第 3 行 王建国：标准写 70.00 元，项目的标准是 71.50 元");
    CHECK_INT(findings_of(ctx, &batch, FINDING_TWICE, &sentence), 1);
    CHECK_TEXT(sentence, "第 3 行 王建国：这一户在第 1 行已经有了");
    CHECK_INT(findings_of(ctx, &batch, FINDING_CARD, &sentence), 1);
    CHECK_TEXT(sentence, "第 2 行 李四：银行卡（尾号 8901）和第 1 行 王建国 是同一张");
    CHECK_INT(findings_of(ctx, &batch, FINDING_UNKNOWN, &sentence), 1);
    CHECK_INT(findings_of(ctx, &batch, FINDING_TOTAL, &sentence), 1);
    CHECK_TEXT(sentence, "名单合计 541.75 元，拨付总额是 500.00 元");
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(" "), &batch), INVALID);
    CHECK(ctx_problem_of(ctx, "explanation").at != NULL);
    act_as(ctx, &clerk);
    CHECK_STATUS(
        life_explain(ctx, subsidy_hand_in(ctx, batch.id, batch.lock, T("李四代领王家的"), &batch)),
        OK);
}

LIFE_TEST(a_card_is_known_again_in_another_list_of_the_village)
{
    Batch batch = begin_batch(ctx), other;
    Line first[] = {line_of("1", "王建国", 1000)}, second[] = {line_of("2", "李四", 1000)};
    Text sentence = {0};

    first[0].card = second[0].card = T("6228480012345678901");
    CHECK_STATUS(put(ctx, &batch, first, 1), OK);
    CHECK_STATUS(
        subsidy_create(ctx, VILLAGE, batch.programme.id, T("2022"), T(""), (OptInt){0}, &other),
        OK);
    CHECK_STATUS(put(ctx, &other, second, 1), OK);
    CHECK_INT(findings_of(ctx, &other, FINDING_CARD, &sentence), 1);
    CHECK_TEXT(sentence, "第 1 行 李四：银行卡（尾号 8901）在本村另一份名单里是 王建国 的");
}
