#include "harness.h"

#include "base/buf.h"

enum { ROUNDS = 20000 };

TEST(absent_and_empty_are_two_things)
{
    CHECK_TEXT(text_c(NULL), NULL);
    CHECK_TEXT(text_c(""), "");
    CHECK_TEXT(text_copy(arena, (Text){0}), NULL);
    CHECK_TEXT(text_copy(arena, T("")), "");
    CHECK(text_eq((Text){0}, T("")));
    CHECK(text_is_empty((Text){0}) && text_is_empty(T("")) && !text_is_empty(T(" ")));
}

TEST(texts_are_compared_by_bytes)
{
    CHECK(text_compare(T("a"), T("b")) < 0);
    CHECK(text_compare(T("b"), T("a")) > 0);
    CHECK(text_compare(T("a"), T("aa")) < 0);
    CHECK(text_compare(T("一"), T("乙")) < 0);
    CHECK_INT(text_compare((Text){0}, T("")), 0);
    CHECK(text_eq_nocase(T("aBc-1"), T("AbC-1")));
    CHECK(!text_eq_nocase(T("a"), T("b")));
    CHECK(text_starts(T("abc"), T("ab")) && !text_starts(T("a"), T("ab")));
    CHECK(text_ends(T("abc"), T("bc")) && !text_ends(T("c"), T("bc")));
}

TEST(finding_slicing_and_cutting)
{
    Text head;
    Text rest;

    CHECK_INT(text_find(T("村务公开"), T("公")), 6);
    CHECK_INT(text_find(T("村务"), T("公")), 6);
    CHECK_INT(text_find(T("村"), T("村务公开")), 3);
    CHECK_INT(text_find(T("村"), T("")), 0);
    CHECK_TEXT(text_slice(T("abc"), 1, 1), "b");
    CHECK_TEXT(text_slice(T("abc"), 1, 100), "bc");
    CHECK_TEXT(text_slice(T("abc"), 100, 100), "");
    CHECK(text_cut(T("a=b=c"), '=', &head, &rest));
    CHECK_TEXT(head, "a");
    CHECK_TEXT(rest, "b=c");
    CHECK(text_cut(T("a="), '=', &head, &rest));
    CHECK_TEXT(rest, "");
    CHECK(!text_cut(T("a"), '=', &head, &rest));
    CHECK_TEXT(head, "a");
    CHECK_TEXT(rest, NULL);
    CHECK(!text_cut((Text){0}, '=', &head, &rest));
}

TEST(white_space_of_spreadsheets_and_phones_is_trimmed)
{
    static const struct {
        const char *text;
        const char *trimmed;
    } rows[] = {
        {"  a b  ",                        "a b"   },
        {"\xe3\x80\x80李四\xe3\x80\x80", "李四"},
        {"\xef\xbb\xbf"
         "a",                     "a"     },
        {"a\xc2\xa0",                      "a"     },
        {"\xe2\x80\x8b"
         "a\xe2\x80\x8d",         "a"     },
        {"\t\r\n",                         ""      },
        {"",                               ""      },
        {"\xff",                           "\xff"  },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].text);
        CHECK_TEXT(text_trim(text_c(rows[i].text)), rows[i].trimmed);
        CHECK_INT(text_is_blank(text_c(rows[i].text)), rows[i].trimmed[0] == '\0');
    }
}

TEST(a_number_is_the_whole_text)
{
    static const char *const refused[] = {"",
                                          "-",
                                          "+1",
                                          " 1",
                                          "1 ",
                                          "1.0",
                                          "0x1",
                                          "1e3",
                                          "一",
                                          "--1",
                                          "9223372036854775808",
                                          "-9223372036854775809"};
    int64_t value = 0;

    CHECK(text_to_i64(T("9223372036854775807"), &value) && value == INT64_MAX);
    CHECK(text_to_i64(T("-9223372036854775808"), &value) && value == INT64_MIN);
    CHECK(text_to_i64(T("007"), &value) && value == 7);
    value = 5;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        ROW(refused[i]);
        CHECK(!text_to_i64(text_c(refused[i]), &value));
        CHECK_INT(value, 5);
    }
}

TEST(utf8_is_that_of_rfc_3629)
{
    static const struct {
        Text text;
        bool utf8;
        bool clean;
    } rows[] = {
        {T_INIT("明白 😀"),      true,  true },
        {T_INIT("a\tb\r\n"),         true,  true },
        {T_INIT("a\0b"),             true,  false},
        {T_INIT("\x1b[1m"),          true,  false},
        {T_INIT("\x7f"),             true,  false},
        {T_INIT("\xc2\x85"),         true,  false},
        {T_INIT("\xef\xbf\xbd"),     true,  true }, /* U+FFFD itself */
        {T_INIT("\xef\xbf\xbe"),     true,  false}, /* U+FFFE */
        {T_INIT("\xf0\x9f\xbf\xbf"), true,  false}, /* U+1FFFF */
        {T_INIT("\x80"),             false, false},
        {T_INIT("\xc0\xaf"),         false, false}, /* overlong '/' */
        {T_INIT("\xe0\x80\xaf"),     false, false}, /* overlong */
        {T_INIT("\xf0\x80\x80\xaf"), false, false}, /* overlong */
        {T_INIT("\xed\xa0\x80"),     false, false}, /* a surrogate */
        {T_INIT("\xf4\x90\x80\x80"), false, false}, /* above U+10FFFF */
        {T_INIT("\xf5\x80\x80\x80"), false, false},
        {T_INIT("\xe6\x98"),         false, false}, /* cut short */
        {T_INIT("\xe6\x98"
                "a"),
         false,                             false},
        {T_INIT("\xff"),             false, false},
        {{0},                        true,  true },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].text.at);
        CHECK_INT(text_is_utf8(rows[i].text), rows[i].utf8);
        CHECK_INT(text_is_clean(rows[i].text), rows[i].clean);
    }
}

TEST(characters_are_counted_and_cut_whole)
{
    CHECK_INT(text_chars(T("明白a😀")), 4);
    CHECK_TEXT(text_first_chars(T("明白a😀"), 2), "明白");
    CHECK_TEXT(text_first_chars(T("明白"), 9), "明白");
    CHECK_TEXT(text_first_chars(T("明白"), 0), "");
}

TEST(every_code_point_survives_writing_and_reading)
{
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char bytes[8];
        Buf buf = {.at = bytes, .room = sizeof bytes, .limit = sizeof bytes};
        Text rest;

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        buf_utf8(&buf, c);
        rest = (Text){bytes, buf.len};
        REQUIRE(text_is_utf8(rest));
        REQUIRE(text_next_char(&rest) == c && rest.len == 0);
    }
}

TEST(garbage_is_walked_to_its_end)
{
    uint64_t seed = 5;

    for (int i = 0; i < ROUNDS; i++) {
        char bytes[24];
        Text rest = {bytes, (size_t)random_between(&seed, 0, sizeof bytes)};
        Buf again = buf_new(arena, 200);

        for (size_t j = 0; j < rest.len; j++)
            bytes[j] = (char)(random_next(&seed) | (random_next(&seed) & 0x80));
        while (rest.len != 0) {
            size_t before = rest.len;

            buf_utf8(&again, text_next_char(&rest));
            REQUIRE(rest.len < before);
        }
        REQUIRE(text_is_utf8(buf_done(&again)));
    }
}

TEST(printf_and_join)
{
    Text parts[] = {T_INIT("a"), T_INIT(""), T_INIT("c")};
    Text long_one = text_printf(arena, "%100000d", 1);

    CHECK_TEXT(text_printf(arena, "%d-%.*s", 7, TEXT_ARGS(T("村"))), "7-村");
    CHECK_INT(long_one.len, 64 * 1024);
    CHECK_TEXT(text_join(arena, (Texts){parts, 3}, T("、")), "a、、c");
    CHECK_TEXT(text_join(arena, (Texts){0}, T(",")), "");
}

TEST(a_buffer_stops_at_its_limit_and_remembers)
{
    Buf buf = buf_new(arena, 10);

    BUF_LIT(&buf, "12345");
    BUF_LIT(&buf, "67890");
    CHECK(!buf.overflow);
    buf_char(&buf, 'x');
    CHECK(buf.overflow);
    buf_text(&buf, T(""));
    CHECK_TEXT(buf_done(&buf), "1234567890");

    buf = buf_new(arena, 10);
    BUF_LIT(&buf, "123456789");
    BUF_LIT(&buf, "too much");
    BUF_LIT(&buf, "x"); /* it would fit, but something is missing before it */
    CHECK(buf.overflow);
    CHECK_TEXT(buf_done(&buf), "123456789");
}

TEST(a_buffer_grows_to_any_size)
{
    Buf buf = buf_new(arena, 10 * 1024 * 1024);
    size_t wanted = 0;

    for (int i = 0; i < 100000; i++) {
        buf_i64(&buf, i);
        wanted += i < 10 ? 1 : i < 100 ? 2 : i < 1000 ? 3 : i < 10000 ? 4 : 5;
    }
    buf_printf(&buf, "%5000d", 1);
    CHECK_INT(buf.len, wanted + 5000);
    CHECK(!buf.overflow);
    CHECK_INT(strlen(buf_done(&buf).at), buf.len);
    buf = buf_new(arena, 100);
    buf_i64(&buf, INT64_MIN);
    CHECK_TEXT(buf_done(&buf), "-9223372036854775808");
}
