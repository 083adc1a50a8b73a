/*
 * A list to be signed as a PDF: the table's head on each page, all rows once, pages that are
 * counted.
 */
#include "harness.h"

#include "media/sign_list.h"
#include "told.h"

enum { PEOPLE = 622 };

static SignList
list_of(Arena *arena, size_t len)
{
    SignList list = {
        .title = T("平台操作培训签到表"),
        .facts = {T("时间：2023-05-18"), T(""),       T("地点：区会议室")},
        .number_is = T("序号"),
        .head = {T("姓名"),              T("职责"), T("单位")               },
        .sign_is = T("签名"),
        .page_is = T("第 {page} 页，共 {pages} 页"),
        .rows = NEW_ARRAY(arena, SignRow, len),
        .len = len,
    };

    for (size_t i = 0; i < len; i++)
        list.rows[i] = (SignRow){
            {text_printf(arena, "王%04zu", i), T("村(社区)管理员"), T("鲍家洼子社区")}
        };
    return list;
}

/* What pdftotext reads in it; the pages are divided by form feeds. */
static Text
read_back(Arena *arena, Text pdf)
{
    return told(arena, pdf, "pdftotext -layout $f -");
}

TEST(a_district_signs_on_many_pages)
{
    SignList list = list_of(arena, PEOPLE);
    Text pdf, text;
    size_t pages;

    CHECK_STATUS(sign_list_pdf(arena, &list, &pdf), OK);
    CHECK(text_starts(pdf, T("%PDF-")));
    text = read_back(arena, pdf);
    pages = times(text, T("\f"));
    CHECK(pages >= 20 && pages <= 30);
    CHECK_INT(times(text, T("签名")), pages);
    CHECK_INT(times(text, T("平台操作培训签到表")), pages);
    CHECK_INT(times(text, T("地点：区会议室")), 1);
    CHECK_INT(times(text, T("王0000")), 1);
    CHECK_INT(times(text, T("王0621")), 1);
    CHECK_INT(times(text, T("鲍家洼子社区")), PEOPLE);
    CHECK_INT(times(text, text_printf(arena, "第 %zu 页，共 %zu 页", pages, pages)), 1);
    CHECK_INT(times(text, text_printf(arena, "第 1 页，共 %zu 页", pages)), 1);
}

TEST(lists_of_every_length_have_all_rows_and_no_empty_page)
{
    for (size_t len = 20; len < 60; len++) {
        SignList list = list_of(arena, len);
        Text pdf, text;

        CHECK_STATUS(sign_list_pdf(arena, &list, &pdf), OK);
        text = read_back(arena, pdf);
        CHECK_INT(times(text, T("鲍家洼子社区")), len);
        CHECK_INT(times(text, T("签名")), times(text, T("\f")));
        CHECK(text_find(text, text_printf(arena, "共 %zu 页", times(text, T("\f")))) < text.len);
    }
}

TEST(rows_without_names_are_numbered_and_too_many_are_refused)
{
    SignList list = list_of(arena, 1);
    Text pdf, text;

    list.blanks = 3;
    CHECK_STATUS(sign_list_pdf(arena, &list, &pdf), OK);
    text = read_back(arena, pdf);
    CHECK_INT(times(text, T("\f")), 1);
    CHECK(text_find(text, T("4")) < text.len);
    list.blanks = SIGN_LIST_ROWS_MAX;
    CHECK_STATUS(sign_list_pdf(arena, &list, &pdf), FAULT);
}
