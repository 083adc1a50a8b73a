/*
 * Columns that name the values their cells may have, on both databases: every way in is checked,
 * what was there before stays, and the district says what may be chosen.
 */
#include "harness.h"

#include "db.h"

#include "life.h"

static Text
with_kind(Ctx *ctx, DisclosureInput *input, const char *kind)
{
    Text *cells = NEW_ARRAY(ctx->arena, Text, 8);

    for (size_t i = 0; i < 8; i++)
        cells[i] = life_cells[i];
    cells[1] = text_c(kind);
    input->cells = cells;
    return cells[1];
}

LIFE_TEST(a_cell_is_one_of_the_choices)
{
    static const struct {
        const char *row;
        Status wanted;
        const char *kept;
    } rows[] = {
        {"党员大会",    OK,      "党员大会"},
        {" 党员 大会 ", OK,      "党员大会"},
        {"党员　大会", OK,      "党员大会"},
        {"党员大",       INVALID, NULL          },
        {"春游",          INVALID, NULL          },
        {"",                INVALID, NULL          }, /* required */
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        DisclosureInput input = life_input();
        Disclosure d = {0};
        Revision revision;

        ROW(rows[i].row);
        with_kind(ctx, &input, rows[i].row);
        act_as(ctx, &clerk);
        CHECK_STATUS(disclosure_create(ctx, &input, &d), rows[i].wanted);
        if (rows[i].wanted != OK) {
            Text why = ctx_problem_of(ctx, "table.1.2");

            CHECK(why.len != 0);
            if (rows[i].row[0] != '\0')
                CHECK(text_find(why, T("主题党日")) < why.len); /* what may be chosen */
            continue;
        }
        CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
        CHECK_TEXT(revision.table.cells[1], rows[i].kept);
        CHECK_STATUS(disclosure_discard(ctx, d.id, d.lock), OK);
    }
    ROW(NULL);
}

LIFE_TEST(a_column_that_calls_itself_text_is_still_the_catalogues)
{
    static Column columns[] = {
        {.name = T_INIT("日期"),       .kind = KIND_DATE   },
        {.name = T_INIT("活动类型"), .kind = KIND_TEXT   },
        {.name = T_INIT("主题"),       .kind = KIND_TEXT   },
        {.name = T_INIT("实到人数"), .kind = KIND_INTEGER}
    };
    static Text cells[] = {T_INIT("2023-03-02"), T_INIT("春游"), T_INIT("学习"), T_INIT("18")};
    DisclosureInput input = life_input();
    Disclosure d = {0};
    Revision revision;

    input.columns = (Columns){columns, 4};
    input.cells = cells;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(ctx_problem_of(ctx, "table.1.2").len != 0);
    cells[1] = T("党课");
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_INT(revision.table.columns.at[1].kind, KIND_CHOICE);
    CHECK(revision.table.columns.at[1].choices.len > 3);
    cells[1] = T("春游");
}

LIFE_TEST(what_was_published_before_the_choices_stays_and_can_be_corrected)
{
    DisclosureInput input = life_input();
    Disclosure d = {0};
    Revision revision;
    Item item;
    Item saved;

    act_as(ctx, &actor_system);
    CHECK_STATUS(catalogue_item(ctx, VILLAGE, T("P3"), &item), OK);
    item.columns.at[1].choices = (Texts){0};
    CHECK_STATUS(catalogue_put(ctx, &item, item.version, &saved), OK);
    with_kind(ctx, &input, "春游");
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &actor_system);
    item = saved;
    item.columns.at[1].choices = (Texts){
        (Text[]){T_INIT("党员大会"), T_INIT("党课")},
        2
    };
    CHECK_STATUS(catalogue_put(ctx, &item, item.version, &saved), OK);
    CHECK_STATUS(catalogue_version(ctx, saved.id, &item), OK);
    CHECK_INT(item.columns.at[1].choices.len, 2);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_TEXT(revision.table.cells[1], "春游");
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("错字"), &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
}

LIFE_TEST(a_list_nobody_could_choose_from_is_refused)
{
    static const struct {
        const char *row;
        const char *json;
        Status wanted;
    } rows[] = {
        {"good",         "[{\"name\":\"甲\",\"type\":\"choice\",\"choices\":[\"一\",\"二\"]}]", OK     },
        {"none",         "[{\"name\":\"甲\",\"type\":\"choice\"}]",                               OK     },
        {"another kind", "[{\"name\":\"甲\",\"type\":\"money\",\"choices\":[\"一\"]}]",          INVALID},
        {"no list",      "[{\"name\":\"甲\",\"type\":\"choice\",\"choices\":\"一\"}]",           INVALID},
        {"blank",        "[{\"name\":\"甲\",\"type\":\"choice\",\"choices\":[\" \"]}]",           INVALID},
        {"a number",     "[{\"name\":\"甲\",\"type\":\"choice\",\"choices\":[1]}]",               INVALID},
        {"twice",        "[{\"name\":\"甲\",\"type\":\"choice\",\"choices\":[\"一\",\"一\"]}]", INVALID},
        {"long",
         "[{\"name\":\"甲\",\"type\":\"choice\",\"choices\":"
         "[\"一二三四五六七八九十一二三四五六七八九十一\"]}]",                INVALID},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Columns columns;
        Columns again;

        ROW(rows[i].row);
        act_as(ctx, &clerk);
        CHECK_STATUS(columns_from_json(ctx, text_c(rows[i].json), &columns), rows[i].wanted);
        if (rows[i].wanted != OK)
            continue;
        CHECK_STATUS(columns_from_json(ctx, columns_to_json(ctx->arena, columns), &again), OK);
        CHECK_INT(again.at[0].choices.len, columns.at[0].choices.len);
    }
    ROW(NULL);
}

LIFE_TEST(a_number_below_zero_stands_only_where_the_catalogue_allows_it)
{
    static Column columns[] = {
        {.name = T_INIT("日期"),       .kind = KIND_DATE   },
        {.name = T_INIT("活动类型"), .kind = KIND_CHOICE },
        {.name = T_INIT("主题"),       .kind = KIND_TEXT   },
        {.name = T_INIT("实到人数"), .kind = KIND_INTEGER}
    };
    static Text cells[] = {T_INIT("2023-03-02"), T_INIT("党课"), T_INIT("学习"), T_INIT("-18")};
    DisclosureInput input = life_input();
    Disclosure d = {0};
    Item item;

    input.columns = (Columns){columns, 4};
    input.cells = cells;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), INVALID);
    CHECK(ctx_problem_of(ctx, "table.1.4").len != 0);
    act_as(ctx, &actor_system);
    CHECK_STATUS(catalogue_item(ctx, VILLAGE, T("F8"), &item), OK);
    for (size_t i = 0; i < item.columns.len; i++) {
        const Column *column = &item.columns.at[i];
        bool balance = text_ends(column->name, T("结余"));
        Text out;
        Text why;

        if (column->kind != KIND_MONEY)
            continue;
        CHECK_STATUS(cell_normalise(ctx, column, T("－1,000.5"), &out, &why),
                     balance ? OK : INVALID);
        if (balance)
            CHECK_TEXT(out, "-1000.50");
        CHECK_STATUS(cell_normalise(ctx, column, T("-0"), &out, &why), OK);
    }
}

LIFE_TEST(what_a_program_means_becomes_a_choice)
{
    static const struct {
        const char *row;
        const char *wanted;
    } rows[] = {
        {"现金",       "现金缴存"},
        {"银行转账", "银行转账"},
        {"转账",       "银行转账"},
        {"微信",       "其他"      },
        {"",             ""            }
    };
    Text choices[] = {T_INIT("银行转账"), T_INIT("现金缴存"), T_INIT("其他")};
    Column column = {
        .name = T("方式"), .kind = KIND_CHOICE, .choices = {choices, 3}
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].row);
        CHECK_TEXT(column_choice(&column, text_c(rows[i].row)), rows[i].wanted);
    }
    ROW(NULL);
    column.choices.len = 2;
    CHECK_TEXT(column_choice(&column, T("微信")), "微信");
    column.kind = KIND_TEXT;
    CHECK_TEXT(column_choice(&column, T("现金")), "现金");
    (void)ctx;
}
