/*
 * A report as a PDF: tables break over pages with their heads, headings stay with what follows,
 * pages are counted, numbers are printed at the bars, the file says its title and language.
 */
#include "harness.h"

#include <qpdf/qpdf-c.h>

#include "media/document.h"
#include "told.h"

enum { COLUMNS = 3, BARS = 3 };

static const DocumentColumn columns[COLUMNS] = {
    {T_INIT("村名"), 40, false},
    {T_INIT("件数"), 20, true },
    {T_INIT("说明"), 40, false}
};

static DocumentPart
table_of(Arena *arena, size_t rows, bool long_words)
{
    Text *cells = NEW_ARRAY(arena, Text, COLUMNS * rows);

    for (size_t i = 0; i < rows; i++) {
        cells[COLUMNS * i] = text_printf(arena, "第%04zu村", i);
        cells[COLUMNS * i + 1] = T("7");
        cells[COLUMNS * i + 2] = long_words && i % 7 == 0
                                     ? T("这一行的说明很长，一行写不下，要换到第二行、第三行去，也"
                                         "不能盖住下面一行的字。")
                                     : T("");
    }
    return (DocumentPart){
        .kind = DOCUMENT_TABLE,
        .table = {.columns = columns, .columns_len = COLUMNS, .cells = cells, .rows = rows}
    };
}

static Document
document_of(const DocumentPart *parts, size_t len)
{
    return (Document){
        .above = T("沈阳市"),
        .title = T("苏家屯区公开月报"),
        .facts = {T("制表日期：2023-06-01"), T(""), T("制表单位：区级管理员")},
        .running = T("每页上面的一行"),
        .foot = T("每页下面的一行"),
        .page_is = T("第 {page} 页，共 {pages} 页"),
        .author = T("区级管理员"),
        .lang = T("zh-Hans"),
        .parts = parts,
        .len = len
    };
}

static Text
read_back(Arena *arena, const Document *document)
{
    Text pdf = {0};

    CHECK_STATUS(document_pdf(arena, document, &pdf), OK);
    CHECK(text_starts(pdf, T("%PDF-")));
    return told(arena, pdf, "pdftotext -layout $f -");
}

TEST(a_table_of_any_length_repeats_its_head_and_loses_no_row)
{
    for (size_t rows = 1; rows < 300; rows = rows * 2 + 1) {
        DocumentPart parts[] = {
            {.kind = DOCUMENT_HEADING, .text = T("各地情况")},
            table_of(arena, rows, true)
        };
        Document document = document_of(parts, 2);
        Text text = read_back(arena, &document);
        size_t pages = times(text, T("\f"));

        CHECK_INT(times(text, T("村名")), pages);
        CHECK_INT(times(text, T("第0000村")), 1);
        CHECK_INT(times(text, text_printf(arena, "第%04zu村", rows - 1)), 1);
        CHECK_INT(times(text, T("村")), rows + pages); /* and each head */
        CHECK_INT(times(text, T("每页下面的一行")), pages);
        CHECK_INT(times(text, T("每页上面的一行")), pages - 1);
        CHECK_INT(times(text, text_printf(arena, "共 %zu 页", pages)), pages);
        CHECK_INT(times(text, text_printf(arena, "第 %zu 页", pages)), 1);
        CHECK_INT(times(text, T("制表单位：区级管理员")), 1);
    }
}

TEST(a_heading_is_never_alone_at_the_end_of_a_page)
{
    for (size_t rows = 26; rows < 40; rows++) {
        DocumentPart parts[] = {
            table_of(arena, rows, false),
            {.kind = DOCUMENT_HEADING,    .text = T("大标题")},
            {.kind = DOCUMENT_SUBHEADING, .text = T("小标题")},
            table_of(arena, 12, false)
        };
        Document document = document_of(parts, 4);
        Text text = read_back(arena, &document);
        Text behind = text_slice(text, text_find(text, T("大标题")), text.len);
        Text page = text_slice(behind, 0, text_find(behind, T("\f")));

        CHECK(text_find(page, T("小标题")) < page.len);
        CHECK(text_find(page, T("第0001村")) < page.len);
    }
}

TEST(every_bar_has_its_number)
{
    static const ChartValue first[BARS] = {
        {.value = 9420, .label = T_INIT("94.2")},
        {.value = 0,    .label = T_INIT("–"),  .none = true},
        {.value = 20000,             .label = T_INIT("超出")                      }
    };
    static const ChartValue second[BARS] = {
        {.value = 1, .label = T_INIT("甲一")},
        {.value = 0, .label = T_INIT("乙零")},
        {.value = 5, .label = T_INIT("丙五")}
    };
    static const Text names[BARS] = {T_INIT("六月"), T_INIT("七月"), T_INIT("八月")};
    DocumentPart parts[] = {
        {.kind = DOCUMENT_CHART,
         .chart = {.names = names,
                   .len = BARS,
                   .series = {{T("收到"), first}, {T("办结"), second}},
                   .series_len = 2,
                   .full = 10000}                                                           },
        {.kind = DOCUMENT_CHART,
         .chart = {.names = names, .len = BARS, .series = {{T(""), first}}, .series_len = 1}},
        {.kind = DOCUMENT_CHART, .chart = {.series_len = 1}                                 }, /* nothing */
        {.kind = DOCUMENT_BARS,
         .bars = {.names = names, .values = first, .len = BARS, .full = 10000}              },
    };
    Document document = document_of(parts, 4);
    Text text = read_back(arena, &document);

    CHECK_INT(times(text, T("94.2")), 3);
    CHECK_INT(times(text, T("–")), 3);
    CHECK_INT(times(text, T("超出")), 3);
    CHECK_INT(times(text, T("丙五")), 1);
    CHECK_INT(times(text, T("六月")), 3);
    CHECK_INT(times(text, T("收到")), 1); /* a legend where there are two */
}

TEST(the_file_says_its_title_and_language)
{
    DocumentPart parts[] = {
        {.kind = DOCUMENT_HEADING, .text = T("概要")      },
        {.kind = DOCUMENT_WORDS,   .text = T("一句话。")}
    };
    Document document = document_of(parts, 2);
    qpdf_data data = qpdf_init();
    qpdf_oh root;
    Text pdf;

    CHECK_STATUS(document_pdf(arena, &document, &pdf), OK);
    REQUIRE(qpdf_read_memory(data, "document", pdf.at, pdf.len, NULL) == QPDF_SUCCESS);
    root = qpdf_get_root(data);
    CHECK_TEXT(text_c(qpdf_oh_get_string_value(data, qpdf_oh_get_key(data, root, "/Lang"))),
               "zh-Hans");
    CHECK(qpdf_oh_has_key(data, root, "/Outlines"));
    CHECK_TEXT(
        text_c(qpdf_oh_get_utf8_value(
            data, qpdf_oh_get_key(data, qpdf_oh_get_key(data, qpdf_get_trailer(data), "/Info"),
                                  "/Title"))),
        "苏家屯区公开月报");
    qpdf_cleanup(&data);
}

TEST(what_is_too_long_is_refused)
{
    DocumentPart part = table_of(arena, DOCUMENT_ROWS_MAX + 1, false);
    Document document = document_of(&part, 1);
    Text pdf;

    CHECK_STATUS(document_pdf(arena, &document, &pdf), FAULT);
}
