/*
 * What people's files become: encodings, limits, and every refusal with its sentence.
 */
#include <unistd.h>

#include "base/file.h"
#include "sheet_files.h"

TEST(the_header_is_found_below_a_title)
{
    Sheet sheet;
    SheetHeader header;
    Text wanted[] = {T("金额"), T("日期"), T("经手人")};

    REQUIRE(sheet_read_bytes(ctx, make_book(arena, sheet_xml), &sheet) == OK);
    CHECK_STATUS(sheet_header(ctx, &sheet, (Texts){wanted, 3}, &header), OK);
    CHECK_INT(header.row, 1);
    CHECK_INT(header.matched, 2);
    CHECK_INT(header.columns[0], 2);
    CHECK_INT(header.columns[1], 0);
    CHECK(header.columns[2] == SHEET_NO_COLUMN);
}

/* ---- text ---- */

TEST(text_in_each_encoding)
{
    const struct {
        const char *name;
        Text bytes;
    } rows[] = {
        {"utf-8",                T("姓名,金额\n张三,12.5\n")                                },
        {"utf-8 with mark",      T("\xEF\xBB\xBF姓名,金额\r\n张三,12.5\r\n")                },
        {"gb18030",              T("\xD0\xD5\xC3\xFB,\xBD\xF0\xB6\xEE\n\xD5\xC5\xC8\xFD,12.5\n")  },
        {"utf-16, little",
         T("\xFF\xFE\xD3\x59\x0D\x54,\0\xD1\x91\x9D\x98\n\0\x20\x5F\x09\x4E,\0001\0002\0.\0005\0")},
        {"utf-16, big",
         T("\xFE\xFF\x59\xD3\x54\x0D\0,\x91\xD1\x98\x9D\0\n\x5F\x20\x4E\x09\0,\0001\0002\0.\0005")},
        {"tabs",                 T("姓名\t金额\n张三\t12.5")                                },
        {"semicolons",           T("姓名;金额\n张三;12.5\n")                                },
        {"quoted",               T("\"姓名\",\"金额\"\n\"张三\",\"12.5\"\n")                },
        {"old line ends",        T("姓名,金额\r张三,12.5\r")                                },
        {"one quote in a name",  T("姓名\t金额\t5\" 管\n张三\t12.5\t\n")                   },
        {"kept as text",         T("姓名,金额\n张三,=\"12.5\"\n")                           },
        {"empty columns behind", T("姓名,金额,,\n张三,12.5,,\n,,,\n")                       },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sheet sheet;

        ROW(rows[i].name);
        CHECK_STATUS(sheet_read_bytes(ctx, rows[i].bytes, &sheet), OK);
        if (!CHECK_INT(sheet.len, 2))
            continue;
        CHECK_TEXT(sheet.at[0].at[0].text, "姓名");
        CHECK_TEXT(sheet.at[0].at[1].text, "金额");
        CHECK_TEXT(sheet.at[1].at[0].text, "张三");
        CHECK_TEXT(sheet.at[1].at[1].text, "12.5");
        CHECK_INT(sheet.at[1].at[1].kind, SHEET_NUMBER);
    }
}

TEST(rows_keep_their_numbers)
{
    Sheet sheet;

    REQUIRE(sheet_read_bytes(ctx, T("a\r\n\r\n \r\n\"b\r\nc\"\r\n,\r\nd"), &sheet) == OK);
    REQUIRE(sheet.len == 3);
    CHECK_INT(sheet.at[0].number, 1);
    CHECK_INT(sheet.at[1].number, 4);
    CHECK_TEXT(sheet.at[1].at[0].text, "b\r\nc");
    CHECK_INT(sheet.at[2].number, 6);
    REQUIRE(sheet_read_bytes(ctx, T("a\n\n\nb\n"), &sheet) == OK);
    CHECK_INT(sheet.at[1].number, 4);
}

TEST(what_a_cell_of_text_is)
{
    static const struct {
        const char *text;
        SheetKind kind;
    } rows[] = {
        {"12",         SHEET_NUMBER},
        {"-1,234.50",  SHEET_NUMBER},
        {"+3",         SHEET_NUMBER},
        {"1.2.3",      SHEET_TEXT  },
        {"2023-05-18", SHEET_TEXT  },
        {"1-2",        SHEET_TEXT  },
        {",5",         SHEET_TEXT  },
        {"-",          SHEET_TEXT  },
        {"记-001",    SHEET_TEXT  },
        {"#REF!",      SHEET_ERROR },
        {"#DIV/0!",    SHEET_ERROR },
        {"#N/A",       SHEET_ERROR },
        {"########",   SHEET_ERROR },
        {"#3",         SHEET_TEXT  },
        {"##",         SHEET_TEXT  },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sheet sheet;

        ROW(rows[i].text);
        CHECK_STATUS(sheet_read_paste(ctx, text_printf(arena, "x\t%s", rows[i].text), &sheet), OK);
        CHECK_TEXT(sheet.at[0].at[1].text, rows[i].text);
        CHECK_INT(sheet.at[0].at[1].kind, rows[i].kind);
    }
}

TEST(text_with_a_bad_byte_is_refused_where_it_is)
{
    const struct {
        const char *name;
        Text bytes;
        const char *where;
    } rows[] = {
        {"gb18030",                   T("\xD0\xD5\xC3\xFB\n\xD5\xC5\xFF\xFF\n"),        "第 2 行第 3 个字节"},
        {"gb18030, cut off",          T("\xD0\xD5\xC3\xFB\n\xD5\xC5\xC8"),              "第 2 行第 3 个字节"},
        {"utf-8 with mark",           T("\xEF\xBB\xBF姓名\n张\xFF三"),              "第 2 行第 4 个字节"},
        {"gb18030 with utf-8's mark", T("\xEF\xBB\xBF\xD5\xC5\n"),                      "第 1 行第 1 个字节"},
        {"utf-8, damaged",            T("姓名,金额\n张三\xFF,12.5\n"),            "第 2 行第 7 个字节"},
        {"utf-8, right in gb18030",   T("姓名,金额,日期\n张三\xE5\xA5,12.5\n"), "第 2 行第 7 个字节"},
        {"utf-16, half a pair",
         T("\xFF\xFE"
           "a\0\n\0\x3D\xD8"
           "b\0"),
         "第 2 行第 1 个字节"                                                                               },
        {"utf-16, cut off",           T("\xFE\xFF\0a\0\n\0b\0"),                        "第 2 行第 3 个字节"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sheet sheet;

        ROW(rows[i].name);
        ctx->problems.len = 0;
        CHECK_STATUS(sheet_read_bytes(ctx, rows[i].bytes, &sheet), INVALID);
        CHECK_TEXT(
            sentence_of(ctx),
            text_cstr(arena, text_printf(arena, "%s不是文字，文件可能坏了，请另存为 .xlsx 再传",
                                         rows[i].where)));
    }
}

/* ---- refusals ---- */

TEST(a_refusal_says_what_to_do)
{
    const Member macro[] = {
        {"xl/workbook.xml",   workbook_xml},
        {"xl/vbaProject.bin", "x"         }
    };
    const Member binary[] = {
        {"xl/workbook.bin", "x"}
    };
    const Member ods[] = {
        {"content.xml", "<x/>"}
    };
    const Member docx[] = {
        {"word/document.xml", "<x/>"}
    };
    const Member other[] = {
        {"a.txt", "x"}
    };
    const Member no_sheet[] = {
        {"xl/workbook.xml",            workbook_xml },
        {"xl/_rels/workbook.xml.rels", relations_xml}
    };
    const Member none_seen[] = {
        {"xl/workbook.xml", "<workbook><sheets><sheet state=\"hidden\"/></sheets></workbook>"}
    };
    static const char broken[] = "文件坏了，打不开；请在表格软件里打开后另存为 .xlsx 再传";
    static const char photo[] = "这是照片，不是表格；照片请当附件上传";
    static const char page[] = "这是网页或 XML，不是表格，请另存为 .xlsx 再传";
    static const char archive[] = "这是压缩包，请先解开，只传表格";
    Text book = make_book(arena, sheet_xml);
    const struct {
        const char *name;
        Text bytes;
        const char *sentence;
    } rows[] = {
        {"empty",                                                         T(""),                                                               "文件是空的"                                   },
        {"blank",                                                         T(" \n\t\n"),                                                        "表格里没有内容"                             },
        {"old xls",                                                       T("\xD0\xCF\x11\xE0\xA1\xB1"),
         "这是旧版 .xls，请在表格软件里另存为 .xlsx 再传"                                                                                                                         },
        {"with a password",
         T("\xD0\xCF\x11\xE0\xA1\xB1..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
         "文件加了密码，请去掉密码再传"                                                                                                                                              },
        {"old doc",                                                       T("\xD0\xCF\x11\xE0\xA1\xB1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
         "这是文档或幻灯片，不是表格"                                                                                                                                                 },
        {"pdf",                                                           T("%PDF-1.4"),                                                       "这是 PDF，不是表格；PDF 请当附件上传"},
        {"jpeg",                                                          T("\xFF\xD8\xFF\xE0"),                                               photo                                               },
        {"png",                                                           T("\x89PNG\r\n\x1A\n"),                                              photo                                               },
        {"webp",                                                          T("RIFF\1\2\3\4WEBP"),                                               photo                                               },
        {"html named xlsx",                                               T("\n<html><table>"),                                                page                                                },
        {"xml of 2003",                                                   T("\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook>"),                  page                                                },
        {"rar",                                                           T("Rar!\x1A\7"),                                                     archive                                             },
        {"gzip",                                                          T("\x1F\x8B\x08"),                                                   archive                                             },
        {"macro",                                                         make_zip(arena,                                                      macro,                                                2), "文件带宏，请另存为不带宏的 .xlsx 再传"},
        {"xlsb",         make_zip(arena,                                                                            binary,                                                                                                                           1), "这是 .xlsb，请另存为 .xlsx 再传"},
        {"ods",                                                         make_zip(arena,                                               ods,1), "这是 .ods，请另存为 .xlsx 再传"},
        {"docx",                                                           make_zip(arena,                                                        docx,                                                           1), "这是文档或幻灯片，不是表格"},
        {"zip of something",                      make_zip(arena,                                                                                         other,                                                                                                                                        1), "这是压缩包，不是表格；请先解开，只传表格"},
        {"sheet missing",                                                           make_zip(arena,                                                                     no_sheet,                      2), "文件坏了，工作表不见了"},
        {"all sheets hidden",                                              make_zip(arena,                                                                              none_seen,                                     1), "文件里没有看得见的工作表"},
        {"no cells", make_book(arena,                                                                    "<worksheet/>"),                                                                                                          "表格里没有内容"},
        {"text missing",                                                       make_rows(arena,                                                    "<row><c t=\"s\"><v>99</v></c></row>"),
         "文件坏了，有文字找不到"},
        {"cut off",                                             text_slice(book,                                                     0,                   book.len / 2), broken},
        {"bad xml",                         make_book(arena,                                                                                            "<worksheet><sheetData><row>"),                                                                                                                                       broken},
        {"empty member",                                                make_book(arena,                         ""),broken},
        {"cells backwards",make_rows(arena,"<row><c r=\"B1\"/><c r=\"A1\"/></row>"),                                                                                                                                                        broken},
        {"entities",
         make_book(arena,                                                               "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet>&a;</worksheet>"),                                                              broken},
        {"entity from outside",
         make_book(arena,                                                                                                                            "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>"),                                                                                                                                                                        broken},
        {"strange character",                                 T("a,b\n1,\x07\n"),   "B2 这一格有无法显示的字符"},
        {"nul", T("a,b\n1,\0\n"),                                         "B2 这一格有无法显示的字符"                                                                                                                   },
        {"open quote",                                               T("a,b\n\"1,2\n3,4\n"),                                                                                                          "第 2 行：引号没有成对"                                                                                                                                                  },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sheet sheet;

        ROW(rows[i].name);
        ctx->problems.len = 0;
        CHECK_STATUS(sheet_read_bytes(ctx, rows[i].bytes, &sheet), INVALID);
        CHECK_TEXT(sentence_of(ctx), rows[i].sentence);
        CHECK(ctx->problems.len == 0 || text_eq(ctx->problems.at[0].field, T("file")));
    }
}

TEST(a_file_has_a_size)
{
    char *path = text_cstr(arena, text_printf(arena, "/tmp/mingbai-sheet-%d.csv", (int)getpid()));
    char *bytes = arena_alloc(arena, SHEET_FILE_BYTES_MAX + 1);
    Sheet sheet;

    memset(bytes, 'a', SHEET_FILE_BYTES_MAX + 1);
    REQUIRE(file_write(path, (Text){bytes, SHEET_FILE_BYTES_MAX + 1}, 0600) == OK);
    CHECK_STATUS(sheet_read(ctx, text_c(path), T("a.xlsx"), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "文件太大了，表格最大 10 MB");
    unlink(path);
    CHECK_STATUS(sheet_read(ctx, text_c(path), T("a.xlsx"), &sheet), NOT_FOUND);
    ctx->problems.len = 0;
    CHECK_STATUS(sheet_read_bytes(ctx, (Text){bytes, SHEET_FILE_BYTES_MAX + 1}, &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "文件太大了，表格最大 10 MB");
    ctx->problems.len = 0;
    CHECK_STATUS(sheet_read_bytes(ctx, (Text){bytes, 3000}, &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "A1 这一格超过 2000 个字");
    ctx->problems.len = 0;
    memset(bytes, ',', 65);
    bytes[64] = 'a';
    CHECK_STATUS(sheet_read_bytes(ctx, (Text){bytes, 65}, &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "表格超过 64 列");
}

TEST(a_long_sheet_is_refused_with_its_limit)
{
    Buf buf = buf_new(arena, 8 * 1024 * 1024);
    Sheet sheet;

    for (int i = 0; i < 100000; i++)
        buf_printf(&buf, "%d,x\n", i);
    CHECK_STATUS(sheet_read_bytes(ctx, buf_done(&buf), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "表格有 100000 行，最多 5000 行，请分成几份");
}

TEST(pasted_cells)
{
    Sheet sheet;

    CHECK_STATUS(sheet_read_paste(ctx, T("日期\t事由\n2023.5.1\t\"两行\n事由\"\n"), &sheet), OK);
    REQUIRE(sheet.len == 2);
    CHECK_TEXT(sheet.at[1].at[1].text, "两行\n事由");
    CHECK_STATUS(sheet_read_paste(ctx, T("a\t1,2,3\n"), &sheet), OK);
    CHECK_TEXT(sheet.at[0].at[1].text, "1,2,3");
    CHECK_STATUS(sheet_read_paste(ctx, T("5\" 管\t姓名\n张三\t1"), &sheet), OK);
    CHECK_TEXT(sheet.at[0].at[0].text, "5\" 管");
    CHECK_INT(sheet.at[0].len, 2);
    CHECK_STATUS(sheet_read_paste(ctx, T("a,b\n1,2"), &sheet), OK);
    CHECK_TEXT(sheet.at[1].at[1].text, "2");
    CHECK_STATUS(sheet_read_paste(ctx, T("  \n"), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "没有粘贴内容");
    ctx->problems.len = 0;
    CHECK_STATUS(sheet_read_paste(ctx, T("\"\"\t\"\""), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "表格里没有内容");
    ctx->problems.len = 0;
    CHECK_STATUS(sheet_read_paste(ctx, T("a\xFF"), &sheet), INVALID);
    CHECK_TEXT(sentence_of(ctx), "粘贴的内容不是文字");
}

TEST(names_are_compared_without_units_and_width)
{
    static const struct {
        const char *name;
        const char *key;
    } rows[] = {
        {"金额（元）",       "金额"            },
        {" 金 额 (元)",        "金额"            },
        {"ＡＢ",                "ab"                },
        {"备注：",             "备注"            },
        {"*姓名",               "姓名"            },
        {"金额\n【元】",     "金额"            },
        {"金额/元",            "金额"            },
        {"收入/支出",         "收入/支出"     },
        {"重量（千克）",    "重量"            },
        {"金额（万元）",    "金额万元"      }, /* ten thousand times as much */
        {"金额(单位:万元)", "金额单位万元"},
        {"出资［美元］",    "出资美元"      },
        {"金额（元",          "金额"            },
        {"）金额",             "金额"            },
        {"（元）",             ""                  },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].name);
        CHECK_TEXT(sheet_name_key(arena, text_c(rows[i].name)), rows[i].key);
    }
}

TEST(totals_are_known_by_their_first_cell)
{
    static const struct {
        const char *row;
        bool total;
    } rows[] = {
        {"合计\t3",                            true },
        {"合 计：\t3",                        true },
        {"\t总计\t3",                          true },
        {"小计（元）\t3",                   true },
        {"本月合计\t3",                      true },
        {"合计金额\t3",                      true },
        {"12\t合计\t3",                        true },
        {"累计\t3",                            true },
        {"合计（万元）\t3",                true },
        {"会计服务费\t3",                   false},
        {"张三\t合计\t3",                    false},
        {"1\t2\t合计",                         false},
        {"合计工资发放给张三李四\t3", false},
        {"设计费\t3",                         false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sheet sheet;

        ROW(rows[i].row);
        CHECK_STATUS(sheet_read_paste(ctx, text_c(rows[i].row), &sheet), OK);
        CHECK_INT(sheet.at[0].total, rows[i].total);
    }
}

/* 日期 and 备注 reach over both rows, 金额 over two columns. */
static const char two_rows_xml[] =
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" "
    "t=\"inlineStr\"><is><t>五月收支表</t></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>日期</t></is></c><c r=\"B2\" "
    "t=\"inlineStr\"><is><t>金额"
    "</t></is></c><c r=\"D2\" t=\"inlineStr\"><is><t>备注</t></is></c></row>"
    "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>收入</t></is></c><c r=\"C3\" "
    "t=\"inlineStr\"><is><t>支出"
    "</t></is></c></row>"
    "<row r=\"4\"><c r=\"A4\"><v>1</v></c><c r=\"B4\"><v>2</v></c><c "
    "r=\"C4\"><v>3</v></c></row></sheetData>"
    "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/>"
    "<mergeCell ref=\"D2:D3\"/></mergeCells></worksheet>";

TEST(a_header_may_have_two_rows)
{
    Text wanted[] = {T("日期"), T("支出"), T("备注"), T("收入")};
    Sheet sheet;
    SheetHeader header;
    SheetHeader again;

    REQUIRE(sheet_read_bytes(ctx, make_book(arena, two_rows_xml), &sheet) == OK);
    CHECK_STATUS(sheet_header(ctx, &sheet, (Texts){wanted, 4}, &header), OK);
    CHECK_INT(header.row, 2);
    CHECK_INT(header.matched, 4);
    CHECK_INT(header.columns[0], 0);
    CHECK_INT(header.columns[1], 2);
    CHECK_INT(header.columns[2], 3);
    CHECK_INT(header.columns[3], 1);
    CHECK_TEXT(header.key, "日期|收入|支出|备注");
    CHECK_STATUS(sheet_header_at(ctx, &sheet, header.row, (Texts){wanted, 4}, &again), OK);
    CHECK(text_eq(again.key, header.key));
    CHECK_TEXT(again.names.at[3], "备注");
    CHECK_STATUS(sheet_header_at(ctx, &sheet, sheet.len, (Texts){wanted, 4}, &again), NOT_FOUND);
}

TEST(without_a_known_name_the_first_row_of_texts_is_the_header)
{
    Text wanted[] = {T("日期"), T("金额")};
    Sheet sheet;
    SheetHeader header;

    REQUIRE(sheet_read_paste(ctx, T("五月\n1\t2\n甲\t乙\n丙\t丁"), &sheet) == OK);
    CHECK_STATUS(sheet_header(ctx, &sheet, (Texts){wanted, 2}, &header), OK);
    CHECK_INT(header.row, 2);
    CHECK_INT(header.matched, 0);
    CHECK(header.columns[0] == SHEET_NO_COLUMN);
    CHECK_TEXT(header.names.at[1], "乙");
    CHECK_STATUS(sheet_header(ctx, &(Sheet){0}, (Texts){wanted, 2}, &header), NOT_FOUND);
}

TEST(columns_have_letters)
{
    CHECK_TEXT(sheet_column_letters(arena, 0), "A");
    CHECK_TEXT(sheet_column_letters(arena, 25), "Z");
    CHECK_TEXT(sheet_column_letters(arena, 26), "AA");
    CHECK_TEXT(sheet_column_letters(arena, 701), "ZZ");
    CHECK_TEXT(sheet_column_letters(arena, 702), "AAA");
}

/* The fixtures, as LibreOffice Calc wrote them (tests/fixtures/sheets). */
TEST(sheets_that_calc_made)
{
    static const struct {
        const char *file;
        size_t header_row;
        const char *amount; /* of the last data row: a formula */
        size_t rows;
    } rows[] = {
        {"f3-2023-05.xlsx",        1, "1800", 6},
        {"f3-2023-05-gb18030.csv", 1, "1800", 6},
        {"f3-2023-05-plain.xlsx",  0, "1800", 4},
    };
    Text wanted[] = {T("日期"), T("凭证号"), T("金额")};
    const char *source = getenv("MINGBAI_SOURCE");

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text path =
            text_printf(arena, "%s/tests/fixtures/sheets/%s", source ? source : ".", rows[i].file);
        Sheet sheet;
        SheetHeader header;
        size_t last;

        ROW(rows[i].file);
        CHECK_STATUS(sheet_read(ctx, path, T("x"), &sheet), OK);
        CHECK_INT(sheet.len, rows[i].rows);
        CHECK_STATUS(sheet_header(ctx, &sheet, (Texts){wanted, 3}, &header), OK);
        CHECK_INT(header.row, rows[i].header_row);
        CHECK_INT(header.matched, 3);
        if (header.matched != 3)
            continue;
        last = header.row + 3;
        CHECK_TEXT(sheet.at[last].at[header.columns[0]].text, "2023-05-18");
        CHECK_TEXT(sheet.at[last].at[header.columns[2]].text, rows[i].amount);
        if (last + 1 < sheet.len)
            CHECK(sheet.at[last + 1].total);
    }
}
