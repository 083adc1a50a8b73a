#include "harness.h"

#include "base/buf.h"
#include "disclosure/diff.h"

static Texts
lines(Arena *arena, const char *text)
{
    return diff_cut_lines(arena, text_c(text));
}

/* "= ~ - +": one sign a step. */
static Text
signs(Arena *arena, DiffSteps steps)
{
    static const char sign[] = {'=', '~', '-', '+'};
    Buf buf = buf_new(arena, 64 * 1024);

    for (size_t i = 0; i < steps.len; i++)
        buf_char(&buf, sign[steps.at[i].kind]);
    return buf_done(&buf);
}

TEST(lines_are_cut_at_either_line_end)
{
    CHECK_INT(lines(arena, "").len, 0);
    CHECK_INT(lines(arena, "一").len, 1);
    CHECK_INT(lines(arena, "一\n二").len, 2);
    CHECK_TEXT(lines(arena, "一\r\n二").at[0], "一");
    CHECK_INT(lines(arena, "一\n\n二\n").len, 4);
}

TEST(what_stayed_went_came_and_changed)
{
    static const struct {
        const char *name, *before, *after, *signs;
    } rows[] = {
        {"nothing",       "一\n二\n三",               "一\n二\n三",               "===" },
        {"both empty",    "",                            "",                            ""    },
        {"all new",       "",                            "一\n二",                    "++"  },
        {"all gone",      "一\n二",                    "",                            "--"  },
        {"one came",      "一\n三",                    "一\n二\n三",               "=+=" },
        {"one went",      "一\n二\n三",               "一\n三",                    "=-=" },
        {"changed",       "修路花了 300 元",        "修路花了 320 元",        "~"   },
        {"not alike",     "修路花了",                "组织生活",                "-+"  },
        {"moved down",    "甲甲\n乙乙\n丙丙",      "乙乙\n丙丙\n甲甲",      "-==+"},
        {"change in gap", "头\n水费 30\n电费\n尾", "头\n水费 35\n电费\n尾", "=~=="},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        DiffSteps steps =
            diff_lines(arena, lines(arena, rows[i].before), lines(arena, rows[i].after));

        ROW(rows[i].name);
        CHECK_TEXT(signs(arena, steps), rows[i].signs);
        CHECK(steps.changed == (strspn(rows[i].signs, "=") != strlen(rows[i].signs)));
    }
}

TEST(common_parts_end_at_characters)
{
    /* 一 (E4 B8 80) and 丁 (E4 B8 81) share two bytes, but no character. */
    DiffCommon common = diff_common(T("元一"), T("元丁"));

    CHECK_INT(common.head, 3);
    CHECK_INT(common.tail, 0);
    common = diff_common(T("花了 300 元"), T("花了 320 元"));
    CHECK_INT(common.head, strlen("花了 3"));
    CHECK_INT(common.tail, strlen("0 元"));
    common = diff_common(T("aaa"), T("aa"));
    CHECK_INT(common.head + common.tail, 2);
}

static Column two_columns[] = {{.name = T_INIT("姓名")}, {.name = T_INIT("金额")}};

static Table
table_of(Arena *arena, const char *rows)
{
    Texts texts = lines(arena, rows);
    Table table = {
        .columns = {two_columns, 2},
          .rows = texts.len
    };

    table.cells = NEW_ARRAY(arena, Text, texts.len * 2);
    for (size_t i = 0; i < texts.len; i++)
        text_cut(texts.at[i], ',', &table.cells[i * 2], &table.cells[i * 2 + 1]);
    return table;
}

TEST(rows_change_by_their_cells)
{
    Table before = table_of(arena, "王,100\n李,200\n张,300");
    Table after = table_of(arena, "王,100\n李,250\n赵,900\n张,300");
    DiffSteps steps = diff_rows(arena, &before, &after);

    CHECK_TEXT(signs(arena, steps), "=~+=");
    CHECK_INT(steps.at[1].before, 1);
    CHECK_INT(steps.at[1].after, 1);
    CHECK_INT(steps.at[3].before, 2);
    CHECK_INT(steps.at[3].after, 3);
}

TEST(columns_are_aligned_by_name)
{
    Column names[] = {{.name = T_INIT("金额")}, {.name = T_INIT("备注")}};
    Table before = table_of(arena, "王,100");
    bool other;
    Table aligned = diff_align(arena, &before, (Columns){names, 2}, &other);

    CHECK(other);
    CHECK_TEXT(aligned.cells[0], "100");
    CHECK_TEXT(aligned.cells[1], "");
    (void)diff_align(arena, &before, before.columns, &other);
    CHECK(!other);
}

/* Whatever two versions are: taking the steps leads from one to the other. */
TEST(the_steps_lead_from_one_version_to_the_other)
{
    uint64_t seed = 7;

    for (int round = 0; round < 300; round++) {
        Text words[2][40];
        Texts sides[2];
        DiffSteps steps;
        size_t before = 0;
        size_t after = 0;

        for (int side = 0; side < 2; side++) {
            sides[side] = (Texts){words[side], (size_t)random_between(&seed, 0, 40)};
            for (size_t i = 0; i < sides[side].len; i++)
                words[side][i] = text_printf(arena, "行%d", (int)random_between(&seed, 0, 6));
        }
        steps = diff_lines(arena, sides[0], sides[1]);
        for (size_t i = 0; i < steps.len; i++) {
            const DiffStep *step = &steps.at[i];

            if (step->kind != DIFF_ADDED)
                REQUIRE(step->before == before++);
            if (step->kind != DIFF_GONE)
                REQUIRE(step->after == after++);
            if (step->kind == DIFF_SAME)
                REQUIRE(text_eq(sides[0].at[step->before], sides[1].at[step->after]));
        }
        REQUIRE(before == sides[0].len);
        REQUIRE(after == sides[1].len);
    }
}

TEST(tables_beyond_the_limit_are_compared_in_order)
{
    enum { ROWS = 5000 };
    Text *cells = NEW_ARRAY(arena, Text, 2 * ROWS * 2);
    Table before = {
        .columns = {two_columns, 2},
          .cells = cells, .rows = ROWS
    };
    Table after = {
        .columns = {two_columns, 2},
          .cells = cells + 2 * ROWS, .rows = ROWS
    };
    DiffSteps steps;

    for (size_t i = 0; i < ROWS; i++) {
        before.cells[2 * i] = after.cells[2 * i] = text_printf(arena, "户%zu", i);
        before.cells[2 * i + 1] = T("1");
        after.cells[2 * i + 1] = T("2");
    }
    steps = diff_rows(arena, &before, &after);
    CHECK_INT(steps.len, ROWS);
    CHECK_INT(steps.at[ROWS - 1].kind, DIFF_CHANGED);
}
