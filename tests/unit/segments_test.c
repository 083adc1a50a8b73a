/* Words for full-text search. */
#include "harness.h"

#include "prose/segments.h"

static Text
words_of(Arena *arena, Text text)
{
    Buf buf = buf_new(arena, 1024 * 1024);

    search_tokens(arena, text, &buf);
    return buf_done(&buf);
}

TEST(chinese_becomes_pairs_and_words_stay_words)
{
    /* clang-format off */
    static const struct {
        const char *text;
        const char *words;
    } rows[] = {
        {"",                          ""},
        {" ，。！",                   ""},
        {"村",                        "村"},
        {"沙岭",                      "沙岭"},
        {"沙岭镇",                    "沙岭 岭镇"},
        {"沙岭，镇",                  "沙岭 镇"},
        {"沙岭 镇东",                 "沙岭 镇东"},
        {"2023年第一季度",            "2023 年第 第一 一季 季度"},
        {"Hello World",               "hello world"},
        {"ＡＢｃ１２３",              "abc123"},
        {"低保abc户",                 "低保 abc 户"},
        {"12,300.50元",               "12300 50 元"},
        {"1,234,567",                 "1234567"},
        {"1,2,3",                     "1 2 3"},
        {"1,2345",                    "1 2345"},
        {"１，２３４",                "1234"},
        {"a,123",                     "a 123"},
        {"C++/C#'\"*:()-^NEAR",       "c c near"},
        {"Lǐ Ān",                     "lǐ ān"},
        {"ÀÉ МОСКВА Ё",               "àé москва ё"},
        {"a\xCC\x81" "b",             "ab"},
        {"村\xE2\x80\x8B务",          "村务"},
        {"𠮷野家",                    "𠮷野 野家"},
        {"かな",                      "かな"},
        {"👍好👍的",                  "好 的"},
        {"坏\xFF字",                  "坏 字"},
    };
    /* clang-format on */

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].text);
        CHECK_TEXT(words_of(arena, text_c(rows[i].text)), rows[i].words);
    }
    ROW(NULL);
}

TEST(traditional_characters_find_simplified_ones)
{
    CHECK_TEXT(words_of(arena, T("財務公開")), "财务 务公 公开");
    CHECK_TEXT(words_of(arena, T("帳目")), "账目");
    CHECK_TEXT(words_of(arena, T("帐目")), "账目");
    CHECK_TEXT(words_of(arena, T("賬目")), "账目");
    CHECK_TEXT(words_of(arena, T("發展頭髮裏後")), "发展 展头 头发 发里 里后");
    CHECK_TEXT(words_of(arena, T("丟")), "丢"); /* near the first and the last of the table */
    CHECK_TEXT(words_of(arena, T("龜")), "龟");
    CHECK_TEXT(words_of(arena, T("发展")), "发展");
}

/* Folding what is folded changes nothing: else a text would not find itself. */
TEST(words_of_words_are_the_same_words)
{
    for (uint32_t c = 0x80; c < 0x2FFFF; c++) {
        char bytes[4];
        Buf one = {.arena = arena, .at = bytes, .room = 4, .limit = 4};
        ArenaMark mark = arena_mark(arena);
        Text once;

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        buf_utf8(&one, c);
        once = words_of(arena, (Text){bytes, one.len});
        if (!text_eq(words_of(arena, once), once))
            CHECK_INT(c, 0);
        arena_release(arena, mark);
    }
}

TEST(long_words_are_cut_and_tokens_never)
{
    char many[100];
    Buf buf = buf_new(arena, 16);

    memset(many, 'x', sizeof many);
    CHECK_INT(words_of(arena, (Text){many, sizeof many}).len, SEGMENT_WORD_CHARS_MAX);
    search_tokens(arena, T("沙岭镇东"), &buf);
    CHECK_TEXT(buf_done(&buf), "沙岭 岭镇"); /* 6 + 1 + 6; the next would need 7 more */
    CHECK(buf.overflow);
    buf = buf_new(arena, 64);
    buf_text(&buf, T("first"));
    search_tokens(arena, T("村务"), &buf);
    CHECK_TEXT(buf_done(&buf), "first 村务");
}

TEST(a_query_has_eight_different_words_at_most)
{
    Texts terms = search_query(arena, T("公开公开 公开"));

    REQUIRE(terms.len == 2);
    CHECK_TEXT(terms.at[0], "公开");
    CHECK_TEXT(terms.at[1], "开公");
    CHECK_INT(search_query(arena, T("一二三四五六七八九十百千万")).len, SEARCH_TERMS_MAX);
    CHECK_INT(search_query(arena, T("“，”")).len, 0);
    CHECK_INT(search_query(arena, (Text){0}).len, 0);
}
