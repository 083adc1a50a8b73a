#include "harness.h"

#include "base/buf.h"
#include "disclosure/sheet_input.h"

static Column wanted[] = {
    {.name = T_INIT("日期"), .kind = KIND_DATE,  .required = true},
    {.name = T_INIT("用途"),                        .kind = KIND_TEXT,                   .required = true},
    {.name = T_INIT("金额"),        .kind = KIND_MONEY,        .required = true, .sum = true},
    {.name = T_INIT("备注"),.kind = KIND_TEXT},
};
static const Columns columns = {wanted, 4};

/* Reads CSV and matches by name, without a database. */
static void
read_csv(Ctx *ctx, const char *csv, Sheet *sheet, SheetMatch *match)
{
    Text names[] = {T("日期"), T("用途"), T("金额"), T("备注")};
    SheetHeader header;

    CHECK_STATUS(sheet_read_bytes(ctx, text_c(csv), sheet), OK);
    CHECK_STATUS(sheet_header(ctx, sheet, (Texts){names, 4}, &header), OK);
    *match = (SheetMatch){
        .header = header.row, .names = header.names, .key = header.key, .columns = header.columns};
    sheet_input_count(columns, match);
}

TEST(rows_that_are_no_data_are_left_out_and_told)
{
    Sheet sheet;
    SheetMatch match;
    SheetRows rows;

    read_csv(ctx,
             "村支出明细表,,\n日期,用途,金额（元）\n2023-05-01,买树苗,100\n日期,用途,金额（元）\n"
             "2023-05-02,修路,\"2,000\"\n合计,,2100\n备注：以上\n",
             &sheet, &match);
    CHECK_INT(match.header, 1);
    CHECK_INT(match.missing, 0);
    CHECK_STATUS(sheet_input_rows(ctx, columns, &sheet, &match, &rows), OK);
    CHECK_INT(rows.table.rows, 2);
    CHECK_INT(rows.bad_count, 0);
    CHECK_TEXT(rows.table.cells[4 + 2], "2000.00");
    CHECK_TEXT(rows.table.cells[3], "");
    REQUIRE(rows.skipped.len == 3);
    CHECK_INT(rows.skipped.at[0].number, 4);
    CHECK_TEXT(rows.skipped.at[0].why, "又一行表头");
    CHECK_TEXT(rows.skipped.at[1].why, "合计行");
    CHECK_TEXT(rows.skipped.at[2].why, "只有一格有字，当作说明");
    CHECK(rows.has_totals);
    CHECK_TEXT(rows.totals[2], "2100.00");
}

TEST(a_bad_cell_has_its_row_column_and_reason)
{
    static const struct {
        const char *name, *line, *why;
        size_t column;
    } bad[] = {
        {"no such day",     "2023-02-30,修路,5,",         "应是日期，例如 2023-05-18",                      0},
        {"a month is left", "5月,修路,5,",               "应是日期，例如 2023-05-18",                      0},
        {"required",        "2023-05-01,,5,有备注",      "必填，不能空着",                                 1},
        {"amount in words", "2023-05-01,修路,四百八,", "这不是一个数。请填数字，例如 1234.50。", 2},
        {"amount, unit",    "2023-05-01,修路,1.2万,",    NULL,                                                    2},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        Sheet sheet;
        SheetMatch match;
        SheetRows rows;

        ROW(bad[i].name);
        read_csv(
            ctx,
            text_cstr(arena, text_printf(arena, "日期,用途,金额,备注\n2023-05-01,买树苗,1,\n%s\n",
                                         bad[i].line)),
            &sheet, &match);
        CHECK_STATUS(sheet_input_rows(ctx, columns, &sheet, &match, &rows), OK);
        CHECK_INT(rows.table.rows, 2);
        CHECK_INT(rows.bad_count, 1);
        REQUIRE(rows.bad.len == 1);
        CHECK_INT(rows.bad.at[0].number, 3);
        CHECK_INT(rows.bad.at[0].row, 1);
        CHECK_INT(rows.bad.at[0].column, bad[i].column);
        if (bad[i].why != NULL)
            CHECK_TEXT(rows.bad.at[0].why, bad[i].why);
        /* What stood there stays, to be mended. */
        CHECK(text_eq(rows.table.cells[4 + bad[i].column], rows.bad.at[0].value));
    }
}

TEST(formula_errors_and_merged_cells_are_said_to_be_so)
{
    SheetCell header[] = {
        {.text = T("日期"), .kind = SHEET_TEXT},
        {.text = T("用途"), .kind = SHEET_TEXT},
        {.text = T("金额"), .kind = SHEET_TEXT}
    };
    SheetCell cells[] = {
        {.text = T("2023-05-01"), .kind = SHEET_DATE},
        {                                         .merged = true                      },
        { .text = T("#REF!"),                       .kind = SHEET_ERROR,  .formula = true}
    };
    SheetRow lines[] = {
        {.at = header, .len = 3, .number = 1},
        {.at = cells,  .len = 3, .number = 2}
    };
    Sheet sheet = {.at = lines, .len = 2};
    size_t places[] = {0, 1, 2, SHEET_NO_COLUMN};
    SheetMatch match = {
        .names = {NULL, 3},
          .columns = places
    };
    SheetRows rows;

    CHECK_STATUS(sheet_input_rows(ctx, columns, &sheet, &match, &rows), OK);
    REQUIRE(rows.bad.len == 2);
    CHECK_TEXT(rows.bad.at[0].why, "和旁边的格子合并了，请拆开后每格都填上");
    CHECK_TEXT(rows.bad.at[1].why, "公式出错，请在表里改好，或者直接填数");
}

TEST(hidden_rows_are_not_published)
{
    Sheet sheet;
    SheetMatch match;
    SheetRows rows;

    read_csv(ctx, "日期,用途,金额\n2023-05-01,买树苗,1\n2023-05-02,修路,2\n", &sheet, &match);
    sheet.at[1].hidden = true;
    CHECK_STATUS(sheet_input_rows(ctx, columns, &sheet, &match, &rows), OK);
    CHECK_INT(rows.table.rows, 1);
    CHECK_TEXT(rows.skipped.at[0].why, "隐藏的行");
}

TEST(nothing_below_the_header_is_said)
{
    Sheet sheet;
    SheetMatch match;
    SheetRows rows;

    read_csv(ctx, "日期,用途,金额\n合计,,5\n", &sheet, &match);
    CHECK_STATUS(sheet_input_rows(ctx, columns, &sheet, &match, &rows), INVALID);
    CHECK_TEXT(problem_of(ctx, "file"), "表头下面没有找到数据");
}

TEST(a_sheet_travels_through_a_form_unchanged)
{
    Sheet sheet;
    Sheet back;
    SheetMatch match;
    Text packed;

    read_csv(ctx, "日期,用途,金额\n\"2023-05-01\",\"买\t\\树\n苗\",\"\\,\\;\"\n合计,,1\n", &sheet,
             &match);
    sheet.at[1].hidden = true;
    sheet.at[1].at[2].kind = SHEET_ERROR;
    sheet.at[2].at[1].merged = true;
    sheet.other_sheets = 3;
    sheet.hidden_sheets = 2;
    sheet.merged_ranges = 5;
    sheet.uncalculated = 7;
    sheet.hidden_column[1] = true;
    sheet.hidden_columns = 1;
    CHECK_STATUS(sheet_input_pack(ctx, &sheet, &packed), OK);
    CHECK_INT(text_find(packed, T("\n")), packed.len);
    CHECK_STATUS(sheet_input_unpack(ctx, packed, &back), OK);
    CHECK_INT(back.len, sheet.len);
    CHECK_INT(back.other_sheets, 3);
    CHECK_INT(back.hidden_rows, 1);
    CHECK_INT(back.hidden_sheets, 2);
    CHECK_INT(back.merged_ranges, 5);
    CHECK_INT(back.uncalculated, 7);
    CHECK_INT(back.hidden_columns, 1);
    CHECK(back.hidden_column[1] && !back.hidden_column[0] && !back.hidden_column[2]);
    for (size_t i = 0; i < sheet.len; i++) {
        CHECK_INT(back.at[i].number, sheet.at[i].number);
        CHECK_INT(back.at[i].hidden, sheet.at[i].hidden);
        CHECK_INT(back.at[i].total, sheet.at[i].total);
        REQUIRE(back.at[i].len == sheet.at[i].len);
        for (size_t j = 0; j < sheet.at[i].len; j++) {
            const SheetCell *was = &sheet.at[i].at[j];
            const SheetCell *is = &back.at[i].at[j];

            if (!was->merged)
                CHECK(text_eq(is->text, was->text));
            CHECK_INT(is->merged, was->merged);
            CHECK_INT(is->kind == SHEET_ERROR, was->kind == SHEET_ERROR);
        }
    }
}

TEST(what_was_not_packed_here_is_refused)
{
    static const char *const packed[] = {
        "",
        "x",
        "0\\,",
        "0\\,\\,0\\,0\\,0\\,\\;",
        "0\\,\\,0\\,0\\,0\\,\\;1",
        "0\\,\\,0\\,0\\,0\\,\\;1\\,=a\\,",
        "0\\,\\,0\\,0\\,0\\,\\;0\\,=a\\,\\;",
        "0\\,\\,0\\,0\\,0\\,\\;x\\,=a\\,\\;",
        "0\\,\\,0\\,0\\,0\\,\\;1\\,?a\\,\\;",
        "\\",
        "0\\,\\,0\\,0\\,0\\,\\;1\\,=a\\,\\;2\\,=a\\,=b\\,\\;",
        "-1\\,\\,0\\,0\\,0\\,\\;1\\,=a\\,\\;",
        "0\\,\\,0\\,0\\,0\\,\\;1\\,\\,\\;",
        "0\\,\\,\\;1\\,=a\\,\\;",
        "0\\,\\,0\\,0\\,0\\,64\\,\\;1\\,=a\\,\\;",
        "0\\,\\,-1\\,0\\,0\\,\\;1\\,=a\\,\\;",
    };

    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        Sheet sheet;

        ROW(packed[i]);
        CHECK_STATUS(sheet_input_unpack(ctx, text_c(packed[i]), &sheet), INVALID);
    }
}

/* Cut off or scrambled anywhere, it is refused or read, never a crash. */
TEST(packed_text_may_be_anything)
{
    static const char whole[] = "2\\,名\\,1\\,2\\,3\\,0\\,\\;1\\,=日期\\,=金额\\,\\;2ht\\,!#REF!\\,"
                                "-\\,\\;3\\,^\\,=a\\\\b\\,\\;";
    uint64_t seed = 11;

    for (int round = 0; round < 2000; round++) {
        ArenaMark mark = arena_mark(arena);
        char bytes[sizeof whole];
        size_t len = (size_t)random_between(&seed, 0, (int64_t)sizeof whole - 1);
        Sheet sheet;

        memcpy(bytes, whole, sizeof whole);
        bytes[random_between(&seed, 0, (int64_t)sizeof whole - 2)] =
            "\\,;=!^-0ht\n"[random_between(&seed, 0, 10)];
        (void)!sheet_input_unpack(ctx, (Text){bytes, len}, &sheet);
        ctx->problems = (Problems){0};
        arena_release(arena, mark);
    }
}
