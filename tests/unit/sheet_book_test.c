/*
 * Workbooks: what is read from them, what is hidden in them, and what is not taken.
 */
#include "sheet_files.h"

TEST(a_workbook_gives_what_people_see)
{
    Sheet sheet;

    CHECK_STATUS(sheet_read_bytes(ctx, make_book(arena, sheet_xml), &sheet), OK);
    REQUIRE(sheet.len == 5);
    CHECK_TEXT(sheet.name, "五月");
    CHECK_INT(sheet.other_sheets, 1);
    CHECK_INT(sheet.hidden_rows, 1);
    CHECK_TEXT(sheet.at[1].at[1].text, "事由");
    CHECK_TEXT(sheet.at[2].at[0].text, "2023-05-18");
    CHECK_INT(sheet.at[2].at[0].kind, SHEET_DATE);
    CHECK_TEXT(sheet.at[2].at[2].text, "0.3");
    CHECK(sheet.at[2].at[2].formula);
    CHECK_TEXT(sheet.at[3].at[0].text, "2023-05-19");
    CHECK_INT(sheet.at[3].at[2].kind, SHEET_ERROR);
    CHECK_INT(sheet.at[4].at[2].kind, SHEET_ERROR); /* never calculated */
    CHECK(sheet.at[0].at[1].merged);
    CHECK(sheet.at[4].total);
    CHECK_INT(sheet.at[2].number, 4);
}

/* One that was packed very well, and one that is just too large. */
TEST(a_bomb_is_not_unpacked)
{
    enum { BYTES = SHEET_UNPACKED_BYTES_MAX + 1 };
    char *bytes = arena_alloc(arena, BYTES + 1);
    uint64_t seed = 1;
    Sheet sheet;

    memset(bytes, ' ', BYTES);
    CHECK_STATUS(sheet_read_bytes(ctx, make_book(arena, bytes), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "文件解开后太大，不像是正常的表格");
    bytes[12 * 1024 * 1024] = '\0';
    ctx->problems.len = 0;
    CHECK_STATUS(sheet_read_bytes(ctx, make_book(arena, bytes), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "文件解开后太大，不像是正常的表格");
    memset(bytes, ' ', BYTES);
    for (size_t i = 0; i < BYTES; i++)
        if (i % 2048 < 48)
            bytes[i] = (char)('a' + random_next(&seed) % 26);
    ctx->problems.len = 0;
    CHECK_STATUS(sheet_read_bytes(ctx, make_book(arena, bytes), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "文件解开后太大，不像是正常的表格");
}

TEST(a_cell_is_what_people_see)
{
    static const struct {
        const char *cell;
        const char *text; /* NULL: nothing */
        SheetKind kind;
        bool formula;
    } rows[] = {
        {"<c><v>12.50</v></c>", "12.5", SHEET_NUMBER, false},
        {"<c s=\"1\"><v>45064</v></c>", "2023-05-18", SHEET_DATE, false},
        {"<c s=\"1\"><v>45064.395833333336</v></c>", "2023-05-18 09:30", SHEET_DATE, false},
        {"<c s=\"4\"><v>0.3958333333333333</v></c>", "09:30", SHEET_TEXT, false},
        {"<c s=\"3\"><v>0.125</v></c>", "12.5%", SHEET_NUMBER, false},
        {"<c s=\"99\"><v>3</v></c>", "3", SHEET_NUMBER, false},
        {"<c t=\"b\"><v>1</v></c>", "是", SHEET_BOOL, false},
        {"<c t=\"b\"><v>0</v></c>", "否", SHEET_BOOL, false},
        {"<c t=\"d\"><v>2023-05-18T00:00:00</v></c>", "2023-05-18", SHEET_DATE, false},
        {"<c t=\"d\"><v>soon</v></c>", "soon", SHEET_TEXT, false},
        {"<c t=\"e\"><f>A9</f><v>#REF!</v></c>", "#REF!", SHEET_ERROR, true},
        {"<c t=\"s\"><f>A9</f><v>3</v></c>", "路灯维修", SHEET_TEXT, true},
        {"<c t=\"str\"><f>A9&amp;B9</f><v> 甲乙 </v></c>", "甲乙", SHEET_TEXT, true},
        {"<c t=\"str\"><f>IF(A9,A9,\"\")</f><v></v></c>", NULL, SHEET_EMPTY, false},
        {"<c><f>SUM(A9)</f><v></v></c>", "?", SHEET_ERROR, true},
        {"<c t=\"str\"><f>A9</f></c>", "?", SHEET_ERROR, true},
        {"<c t=\"inlineStr\"><is><r><t>事</t></r><r><t>由</t></r><rPh><t>shi</t></rPh></is></c>",
         "事由", SHEET_TEXT, false},
        {"<c t=\"inlineStr\"><is><t>两_x000D_\n行_x0041__x00_</t></is></c>", "两\n行A_x00_",
         SHEET_TEXT, false},
        {"<c><v>210111198001011234</v></c>", "210111198001011000", SHEET_NUMBER, false},
        {"<c><v>inf</v></c>", "inf", SHEET_TEXT, false},
        {"<c><v>0x1p3</v></c>", "0x1p3", SHEET_TEXT, false},
        {"<c/>", NULL, SHEET_EMPTY, false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *xml = text_cstr(
            arena,
            text_printf(arena, "<row r=\"7\"><c t=\"inlineStr\"><is><t>x</t></is></c>%s</row>",
                        rows[i].cell));
        Sheet sheet;

        ROW(rows[i].cell);
        if (!CHECK_STATUS(sheet_read_bytes(ctx, make_rows(arena, xml), &sheet), OK))
            continue;
        CHECK_INT(sheet.at[0].number, 7);
        CHECK_INT(sheet.at[0].len, rows[i].text == NULL ? 1 : 2);
        if (rows[i].text == NULL || sheet.at[0].len != 2)
            continue;
        CHECK_TEXT(sheet.at[0].at[1].text, rows[i].text);
        CHECK_INT(sheet.at[0].at[1].kind, rows[i].kind);
        CHECK_INT(sheet.at[0].at[1].formula, rows[i].formula);
    }
}

TEST(days_may_be_counted_from_1904)
{
    const Member members[] = {
        {"xl/workbook.xml", "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets>"
                            "<sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" "
                                       "Target=\"/xl/worksheets/one.xml\"/></Relationships>"},
        {"xl/styles.xml", styles_xml},
        {"xl/worksheets/one.xml",
         "<worksheet><sheetData><row><c s=\"1\"><v>43602</v></c></row></sheetData></worksheet>"},
    };
    Sheet sheet;

    REQUIRE(sheet_read_bytes(ctx, make_zip(arena, members, 4), &sheet) == OK);
    CHECK_TEXT(sheet.at[0].at[0].text, "2023-05-18");
}

/* What people cannot see in the spreadsheet is told or left out. */
TEST(what_is_hidden)
{
    static const char xml[] =
        "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"60\" max=\"16384\" "
        "hidden=\"true\"/></cols><sheetData>"
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
        "<row r=\"2\" hidden=\"true\"><c r=\"A2\"><v>3</v></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>4</v></c><c r=\"D3\"><v>5</v></c><c "
        "r=\"E3\"><v>6</v></c></row>"
        "<row r=\"4\"><c r=\"D4\"><v>7</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref=\"D3:E4\"/></mergeCells></worksheet>";
    const Member members[] = {
        {"xl/workbook.xml",
         "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" state=\"hidden\" r:id=\"rId1\"/>"
         "<sheet name=\"b\" state=\"veryHidden\" r:id=\"rId1\"/>"
         "<sheet name=\"c\" r:id=\"rId2\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", relations_xml},
        {"xl/worksheets/sheet1.xml", "<worksheet/>"},
        {"xl/worksheets/sheet2.xml", xml},
    };
    Sheet sheet;

    REQUIRE(sheet_read_bytes(ctx, make_zip(arena, members, 4), &sheet) == OK);
    CHECK_TEXT(sheet.name, "c");
    CHECK_INT(sheet.other_sheets, 2);
    CHECK_INT(sheet.hidden_sheets, 2);
    CHECK_INT(sheet.merged_ranges, 1);
    CHECK_INT(sheet.uncalculated, 0);
    CHECK_INT(sheet.hidden_rows, 1);
    CHECK(sheet.hidden_column[1] && !sheet.hidden_column[2]);
    CHECK_INT(sheet.hidden_columns, 1); /* B; C is empty */
    REQUIRE(sheet.len == 3);            /* the row that the merged cell covers is empty */
    CHECK_INT(sheet.at[2].number, 3);
    REQUIRE(sheet.at[2].len == 4);
    CHECK_TEXT(sheet.at[2].at[3].text, "5");
    CHECK(!sheet.at[2].at[3].merged);
}

TEST(merged_cells_keep_the_first_value)
{
    static const char xml[] =
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
        "<row r=\"2\"><c r=\"A2\"><v>3</v></c><c r=\"B2\"><v>4</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell "
        "ref=\"nonsense\"/></mergeCells></worksheet>";
    Sheet sheet;

    REQUIRE(sheet_read_bytes(ctx, make_book(arena, xml), &sheet) == OK);
    REQUIRE(sheet.len == 2);
    CHECK_TEXT(sheet.at[0].at[0].text, "1");
    CHECK(!sheet.at[0].at[0].merged);
    CHECK(sheet.at[1].at[0].merged);
    CHECK_INT(sheet.at[1].at[0].kind, SHEET_EMPTY);
    CHECK_TEXT(sheet.at[1].at[1].text, "4");
    CHECK(!sheet.at[1].at[1].merged);
}

/* ---- limits and attacks ---- */

static Text
repeated(Arena *arena, const char *head, const char *part, size_t count, const char *tail)
{
    Buf buf = buf_new(arena, 200 * 1024 * 1024);

    buf_text(&buf, text_c(head));
    for (size_t i = 0; i < count; i++)
        buf_text(&buf, text_c(part));
    buf_text(&buf, text_c(tail));
    return buf_done(&buf);
}

TEST(a_sheet_with_too_much_is_refused_with_the_limit)
{
    const char *row = "<row><c><v>1</v></c></row>";
    const char *cell = "<c><v>1</v></c>";
    const char *tail = "</row></sheetData></worksheet>";
    const char *open = "<worksheet><sheetData><row r=\"3\">";
    const char *inline_open =
        "<worksheet><sheetData><row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>";
    const char *inline_tail = "</t></is></c></row></sheetData></worksheet>";
    const struct {
        const char *name;
        Text sheet;
        const char *sentence;
    } rows[] = {
        {"rows, told",
         repeated(arena, "<worksheet><dimension ref=\"A1:A100000\"/><sheetData>", row, 100000,
                  "</sheetData></worksheet>"),
         "表格有 100000 行，最多 5000 行，请分成几份"},
        {"rows", repeated(arena, "<worksheet><sheetData>", row, 5001, "</sheetData></worksheet>"),
         "表格超过 5000 行，请分成几份"},
        {"columns", repeated(arena, open, cell, 65, tail), "表格超过 64 列"},
        {"characters", repeated(arena, inline_open, "长", 2001, inline_tail),
         "B3 这一格超过 2000 个字"},
        {"many bytes", repeated(arena, inline_open, "0123456789", 10000, inline_tail),
         "B3 这一格超过 2000 个字"},
        {"spaces first",
         repeated(arena, inline_open, " ", 70000,
                  text_cstr(arena, text_printf(arena, "x%s", inline_tail))),
         "B3 这一格超过 2000 个字"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sheet sheet;

        ROW(rows[i].name);
        ctx->problems.len = 0;
        CHECK_STATUS(
            sheet_read_bytes(ctx, make_book(arena, text_cstr(arena, rows[i].sheet)), &sheet),
            INVALID);
        CHECK_TEXT(sentence_of(ctx), rows[i].sentence);
    }
}

TEST(what_just_fits_is_read)
{
    Text full = repeated(arena, "<worksheet><sheetData>", "<row><c><v>1</v></c></row><row/>", 5000,
                         "</sheetData></worksheet>");
    Text wide = repeated(arena, "<row>", "<c t=\"inlineStr\"><is><t>1</t></is></c>", 64, "</row>");
    Text longest =
        repeated(arena, "<row><c t=\"inlineStr\"><is><t> ", "长", 2000, " </t></is></c></row>");
    Sheet sheet;

    CHECK_STATUS(sheet_read_bytes(ctx, make_book(arena, text_cstr(arena, full)), &sheet), OK);
    CHECK_INT(sheet.len, 5000);
    CHECK_INT(sheet.at[4999].number, 9999);
    CHECK_STATUS(sheet_read_bytes(ctx, make_rows(arena, text_cstr(arena, wide)), &sheet), OK);
    CHECK_INT(sheet.at[0].len, 64);
    CHECK_STATUS(sheet_read_bytes(ctx, make_rows(arena, text_cstr(arena, longest)), &sheet), OK);
    CHECK_INT(text_chars(sheet.at[0].at[0].text), 2000);
}

/* A long shared string is refused where a cell has it, not before. */
TEST(a_long_shared_string)
{
    Text strings =
        repeated(arena, "<sst><si><t>", "0123456789", 10000, "</t></si><si><t>b</t></si></sst>");
    Sheet sheet;

    CHECK_STATUS(
        sheet_read_bytes(ctx,
                         make_book_with(arena,
                                        "<worksheet><sheetData><row><c t=\"s\"><v>1</v></c>"
                                        "</row></sheetData></worksheet>",
                                        text_cstr(arena, strings)),
                         &sheet),
        OK);
    CHECK_TEXT(sheet.at[0].at[0].text, "b");
    CHECK_STATUS(
        sheet_read_bytes(ctx,
                         make_book_with(arena,
                                        "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c>"
                                        "</row></sheetData></worksheet>",
                                        text_cstr(arena, strings)),
                         &sheet),
        INVALID);
    CHECK_TEXT(sentence_of(ctx), "A1 这一格超过 2000 个字");
}

/* Every one of these would otherwise take far more memory or time than the file has bytes. */
TEST(small_files_stay_cheap)
{
    enum { BYTES_MAX = 60 * 1024 * 1024 };
    const char *end = "</sheetData></worksheet>";
    const char *rows = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    Text string = repeated(arena, "<sst><si><t>", "长", 2000, "</t></si></sst>");
    Text row = repeated(arena, "<row>", "<c t=\"s\"><v>0</v></c>", 64, "</row>");
    const struct {
        const char *name;
        Text sheet;
        const char *strings;
        Status status;
    } files[] = {
        {"every cell full",
         repeated(arena, "<worksheet><sheetData>", text_cstr(arena, row), 5000, end),
         "<sst><si><t>甲</t></si></sst>", OK},
        {"a long text in every cell",
         repeated(arena, "<worksheet><sheetData>", text_cstr(arena, row), 5000, end),
         text_cstr(arena, string), INVALID},
        {"the same cell again",
         repeated(arena, "<worksheet><sheetData><row>", "<c r=\"A1\"><v>1</v></c>", 100000,
                  "</row></sheetData></worksheet>"),
         strings_xml, INVALID},
        {"empty cells to the right",
         repeated(arena, "<worksheet><sheetData><row><c><v>1</v></c>", "<c t=\"str\"><v> </v></c>",
                  300000, "</row></sheetData></worksheet>"),
         strings_xml, OK},
        {"merged over and over",
         repeated(arena,
                  text_cstr(arena, repeated(arena, rows, "<row><c><v>1</v></c></row>", 4000,
                                            "</sheetData><mergeCells>")),
                  "<mergeCell ref=\"A1:BL5000\"/>", 100000, "</mergeCells></worksheet>"),
         strings_xml, INVALID},
        {"a tag without end",
         repeated(arena, "<worksheet><sheetData><row a=\"", "0123456789", 500000,
                  "\"><c><v>1</v></c></row></sheetData></worksheet>"),
         strings_xml, INVALID},
        {"a comment without end",
         repeated(arena, "<worksheet><!-- ", "0123456789", 500000,
                  " --><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"),
         strings_xml, INVALID},
        {"deep", repeated(arena, "<worksheet>", "<a>", 1000000, ""), strings_xml, INVALID},
    };

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        Text book = make_book_with(arena, text_cstr(arena, files[i].sheet), files[i].strings);
        Arena *own = arena_new(BYTES_MAX);
        Ctx mine = *ctx;
        Sheet sheet;
        int64_t start = clock_monotonic_ms();

        ROW(files[i].name);
        mine.arena = own;
        mine.problems = (Problems){0};
        CHECK_STATUS(sheet_read_bytes(&mine, book, &sheet), files[i].status);
        CHECK(clock_monotonic_ms() - start < 5000);
        arena_free(own);
    }
}

TEST(sizes_in_the_archive_may_lie)
{
    enum { SIZE_IN_HEADER = 22, SIZE_IN_DIRECTORY = 24 };
    char *spaces = arena_alloc(arena, SHEET_UNPACKED_BYTES_MAX + 2);
    Text book = make_book(arena, memset(spaces, ' ', SHEET_UNPACKED_BYTES_MAX + 1));
    char *bytes = text_cstr(arena, (Text){book.at, book.len});
    Sheet sheet;

    for (size_t i = 0; i + 46 < book.len; i++) {
        if (memcmp(bytes + i, "PK\1\2", 4) == 0)
            memcpy(bytes + i + SIZE_IN_DIRECTORY, "\x64\0\0\0", 4);
        if (memcmp(bytes + i, "PK\3\4", 4) == 0)
            memcpy(bytes + i + SIZE_IN_HEADER, "\x64\0\0\0", 4);
    }
    CHECK_STATUS(sheet_read_bytes(ctx, (Text){bytes, book.len}, &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "文件坏了，打不开；请在表格软件里打开后另存为 .xlsx 再传");
}

TEST(rows_only_go_on)
{
    Sheet sheet;

    REQUIRE(
        sheet_read_bytes(ctx,
                         make_rows(arena, "<row r=\"5\"><c><v>1</v></c></row><row r=\"2\"><c><v>2"
                                          "</v></c></row><row r=\"9\"><c><v>3</v></c></row>"),
                         &sheet) == OK);
    REQUIRE(sheet.len == 3);
    CHECK_INT(sheet.at[0].number, 5);
    CHECK_INT(sheet.at[1].number, 6);
    CHECK_INT(sheet.at[2].number, 9);
}

TEST(more_members_than_a_workbook_has)
{
    enum { COUNT = SHEET_MEMBERS_MAX + 1 };
    Member *members = NEW_ARRAY(arena, Member, COUNT);
    Sheet sheet;

    for (int i = 0; i < COUNT; i++)
        members[i] = (Member){text_cstr(arena, text_printf(arena, "xl/%d.xml", i)), "<x/>"};
    members[0] = (Member){"xl/workbook.xml", workbook_xml};
    CHECK_STATUS(sheet_read_bytes(ctx, make_zip(arena, members, COUNT), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "文件解开后太大，不像是正常的表格");
}

/* Whatever is broken in a file, it is read or refused with one sentence. */
TEST(damaged_workbooks)
{
    Text book = make_book(arena, sheet_xml);
    uint64_t seed = 7;
    int refused = 0;

    for (int round = 0; round < 3000; round++) {
        Arena *own = arena_new(TEST_ARENA_BYTES);
        Ctx mine = *ctx;
        char *bytes = text_cstr(own, book);
        size_t len = book.len;
        Sheet sheet;
        Status status;

        mine.arena = own;
        mine.problems = (Problems){0};
        for (int64_t i = random_between(&seed, 1, 4); i > 0; i--)
            bytes[random_between(&seed, 0, (int64_t)len - 1)] = (char)random_next(&seed);
        if (round % 4 == 0)
            len = (size_t)random_between(&seed, 1, (int64_t)len);
        status = sheet_read_bytes(&mine, (Text){bytes, len}, &sheet);
        CHECK(status == OK || status == INVALID);
        CHECK_INT(mine.problems.len, status == INVALID);
        refused += status == INVALID;
        arena_free(own);
    }
    CHECK(refused > 500);
}

/* tests/fixtures/sheets/formats.xlsx, as LibreOffice Calc wrote it. */
TEST(formats_that_calc_wrote)
{
    static const char *const wanted_rows[][7] = {
        {"0007", "老年活动室桌椅", "2023-05-18", "09:30", "12600.5", "0.3", "12.5%"},
        {"0008", "不再使用的水泵", "2023-05-18", "10:00", "800", "0", "0%"},
        {"0012", "路灯\n（20 盏）", "2023-05-19", "14:05", "48000", "1234567.89", "87.5%"},
    };
    Text wanted[] = {T("编号"), T("名称"), T("日期"), T("时间"), T("原值"), T("净值"), T("占比")};
    const char *source = getenv("MINGBAI_SOURCE");
    Text path = text_printf(arena, "%s/tests/fixtures/sheets/formats.xlsx", source ? source : ".");
    Sheet sheet;
    SheetHeader header;

    REQUIRE(sheet_read(ctx, path, T("formats.xlsx"), &sheet) == OK);
    REQUIRE(sheet.len == 7);
    CHECK_TEXT(sheet.name, "资产");
    CHECK_INT(sheet.other_sheets, 0);
    CHECK_INT(sheet.hidden_rows, 1);
    CHECK_INT(sheet.hidden_columns, 1);
    CHECK_STATUS(sheet_header(ctx, &sheet, (Texts){wanted, 7}, &header), OK);
    CHECK_INT(header.row, 2);
    CHECK_INT(header.matched, 7);
    for (size_t r = 0; r < 3; r++)
        for (size_t c = 0; c < 7; c++)
            CHECK_TEXT(sheet.at[3 + r].at[c].text, wanted_rows[r][c]);
    CHECK(sheet.at[4].hidden);
    CHECK(!sheet.at[5].total);
    CHECK(sheet.at[6].total);
    CHECK(sheet.at[6].at[4].formula);
    CHECK_TEXT(sheet.at[6].at[5].text, "1234568.19");
}
