#include "harness.h"

#include "web/asset.h"
#include "web/html.h"

static Html
html_begin(Arena *arena, Lang lang)
{
    Buf *buf = NEW(arena, Buf);

    *buf = buf_new(arena, 1 << 24);
    return (Html){.buf = buf, .lang = lang};
}

#define WRITTEN(writer, lang, value)                                                               \
    ({                                                                                             \
        Html out_ = html_begin(arena, (lang));                                                     \
        writer(&out_, (value));                                                                    \
        out_.buf->len == 0 ? T("") : buf_done(out_.buf);                                           \
    })

TEST(text_is_escaped)
{
    static const struct {
        const char *in, *out;
    } ROWS[] = {
        {"",                                                                           ""                                 },
        {"村务公开",                                                               "村务公开"                     },
        {"<b>",                                                                        "&lt;b&gt;"                        },
        {"a & \"b\" 'c'",                                                              "a &amp; &quot;b&quot; &#39;c&#39;"},
        {"&amp;",                                                                      "&amp;amp;"                        },
        {"tab\tand\r\nline",                                                           "tab\tand\r\nline"                 },
        {"\001bell\007\177",                                                           "\uFFFDbell\uFFFD\uFFFD"           },
        {"0123456789abcde<",                                                           "0123456789abcde&lt;"              },
        {"0123456789abcdef<",                                                          "0123456789abcdef&lt;"             },
        {"0123456789abcdef0123456789abcde\n0123456789abcdef",
         "0123456789abcdef0123456789abcde\n0123456789abcdef"                                                              },
        {"五保户、低保户、脱贫户<script>五保户、低保户、脱贫户",
         "五保户、低保户、脱贫户&lt;script&gt;五保户、低保户、脱贫户"                               },
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        ROW(ROWS[i].in);
        CHECK_TEXT(WRITTEN(html_text_text, LANG_HANS, text_c(ROWS[i].in)), ROWS[i].out);
        CHECK_TEXT(WRITTEN(html_text_c, LANG_HANS, ROWS[i].in), ROWS[i].out);
        CHECK_TEXT(WRITTEN(html_attr_text, LANG_HANS, text_c(ROWS[i].in)), ROWS[i].out);
    }
    ROW(NULL);
    CHECK_TEXT(WRITTEN(html_text_text, LANG_HANS, (Text){0}), "");
    CHECK_TEXT(WRITTEN(html_text_c, LANG_HANS, NULL), "");
}

/* Undoes what escaping does; false when something stands raw that must not. */
static bool
unescape(Arena *arena, Text escaped, Text *out)
{
    static const struct {
        Text reference;
        char ch;
    } REFERENCES[] = {
        {T_INIT("&amp;"),  '&' },
        {T_INIT("&lt;"),   '<' },
        {T_INIT("&gt;"),   '>' },
        {T_INIT("&quot;"), '"' },
        {T_INIT("&#39;"),  '\''},
    };
    Buf buf = buf_new(arena, 1 << 20);

    for (size_t i = 0; i < escaped.len; i++) {
        size_t k = 0;

        if (strchr("<>\"'", escaped.at[i]) != NULL && escaped.at[i] != '\0')
            return false;
        if (escaped.at[i] != '&') {
            buf_char(&buf, escaped.at[i]);
            continue;
        }
        while (k < 5 && !text_starts(text_slice(escaped, i, 8), REFERENCES[k].reference))
            k++;
        if (k == 5)
            return false;
        buf_char(&buf, REFERENCES[k].ch);
        i += REFERENCES[k].reference.len - 1;
    }
    *out = buf.len == 0 ? T("") : buf_done(&buf);
    return true;
}

TEST(escaped_text_holds_nothing_raw_and_unescapes_to_the_input)
{
    static const char ALPHABET[] = "<>&\"'abc;#39 \t\n\xE6\x98\x8E";
    uint64_t state = 7;

    for (int round = 0; round < 20000; round++) {
        ArenaMark mark = arena_mark(arena);
        size_t len = (size_t)random_between(&state, 0, 80);
        size_t offset = (size_t)random_between(&state, 0, 15);
        bool rare = round % 2 == 0; /* long plain stretches, too */
        char *bytes = arena_alloc(arena, len + offset);
        Text in = {bytes + offset, len}, back = {0};

        for (size_t i = 0; i < len; i++)
            bytes[offset + i] = rare && random_between(&state, 0, 20) != 0
                                    ? 'x'
                                    : ALPHABET[random_between(&state, 0, sizeof ALPHABET - 2)];
        REQUIRE(unescape(arena, WRITTEN(html_text_text, LANG_HANS, in), &back));
        REQUIRE(text_eq(in, back));
        arena_release(arena, mark);
    }
}

TEST(a_url_is_relative_or_of_a_known_scheme)
{
    static const struct {
        const char *in, *out;
    } ROWS[] = {
        {"/r/110101/party?x=1&y=2", "/r/110101/party?x=1&amp;y=2"},
        {"party",                   "party"                      },
        {"?page=2",                 "?page=2"                    },
        {"#top",                    "#top"                       },
        {"",                        ""                           },
        {"a/b:c",                   "a/b:c"                      },
        {"?t=10:30",                "?t=10:30"                   },
        {"https://example.org/a",   "https://example.org/a"      },
        {"HTTP://example.org",      "HTTP://example.org"         },
        {"tel:12317",               "tel:12317"                  },
        {"mailto:a@b.cn",           "mailto:a@b.cn"              },
        {"javascript:alert(1)",     "#"                          },
        {"JaVaScRiPt:alert(1)",     "#"                          },
        {" javascript:alert(1)",    "#"                          },
        {"java\nscript:alert(1)",   "#"                          },
        {"java\tscript:alert(1)",   "#"                          },
        {"\001javascript:alert(1)", "#"                          },
        {"data:text/html,x",        "#"                          },
        {"vbscript:x",              "#"                          },
        {"//evil.example",          "#"                          },
        {"/\\evil.example",         "#"                          },
        {"\\\\evil.example",        "#"                          },
        {"/\t/evil.example",        "#"                          },
        {"https:evil.example",      "#"                          },
        {"x:y",                     "#"                          },
        {"/a\"onclick=\"x",         "/a&quot;onclick=&quot;x"    },
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        ROW(ROWS[i].in);
        CHECK_TEXT(WRITTEN(html_url_text, LANG_HANS, text_c(ROWS[i].in)), ROWS[i].out);
    }
    ROW(NULL);
}

TEST(a_part_of_a_url_is_percent_encoded)
{
    CHECK_TEXT(WRITTEN(html_url_part_text, LANG_HANS, T("aZ09-._~")), "aZ09-._~");
    CHECK_TEXT(WRITTEN(html_url_part_text, LANG_HANS, T("a/b?c&d=e f%\"<")),
               "a%2Fb%3Fc%26d%3De%20f%25%22%3C");
    CHECK_TEXT(WRITTEN(html_url_part_text, LANG_HANS, T("明")), "%E6%98%8E");
}

TEST(numbers_and_money)
{
    static const struct {
        int64_t fen;
        const char *out;
    } ROWS[] = {
        {0,         "0.00"                      },
        {5,         "0.05"                      },
        {-5,        "-0.05"                     },
        {99999,     "999.99"                    },
        {100000,    "1,000.00"                  },
        {123456789, "1,234,567.89"              },
        {-10000000, "-100,000.00"               },
        {INT64_MAX, "92,233,720,368,547,758.07" },
        {INT64_MIN, "-92,233,720,368,547,758.08"},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        ROW(ROWS[i].out);
        CHECK_TEXT(WRITTEN(html_text_fen, LANG_HANS, (Fen){ROWS[i].fen}), ROWS[i].out);
    }
    ROW(NULL);
    CHECK_TEXT(WRITTEN(html_text_int, LANG_HANS, INT64_MIN), "-9223372036854775808");
    CHECK_TEXT(WRITTEN(html_text_uint, LANG_HANS, UINT64_MAX), "18446744073709551615");
    CHECK_TEXT(WRITTEN(html_text_uint, LANG_HANS, 0), "0");
}

TEST(a_day_is_written_in_the_readers_language)
{
    ShownDay day = {day_from_date((Date){2023, 5, 8})};

    CHECK_TEXT(WRITTEN(html_text_day, LANG_HANS, day), "2023年5月8日");
    CHECK_TEXT(WRITTEN(html_text_day, LANG_HANT, day), "2023年5月8日");
    CHECK_TEXT(WRITTEN(html_text_day, LANG_EN, day), "8 May 2023");
}

TEST(the_writer_follows_the_type)
{
    Html out = html_begin(arena, LANG_EN);
    char name[] = "n&";

    html_text(&out, T("<"));
    html_text(&out, name);
    html_text(&out, -1);
    html_text(&out, (size_t)2);
    html_text(&out, (int64_t)3);
    html_text(&out, (Fen){4});
    html_text(&out, (Markup){T("<hr>")});
    html_attr(&out, (unsigned)5);
    html_url(&out, "javascript:x");
    html_url_part(&out, "/");
    CHECK_TEXT(buf_done(out.buf), "&lt;n&amp;-1230.04<hr>5#%2F");
}

TEST(what_counts_as_true)
{
    const Html *none = NULL, *some = &(Html){0};

    CHECK(html_true(T("x")) && !html_true(T("")) && !html_true((Text){0}));
    CHECK(html_true("x") && !html_true("") && !html_true((const char *)NULL));
    CHECK(html_true(true) && !html_true(false));
    CHECK(html_true(-1) && !html_true(0));
    CHECK(html_true((int64_t)1 << 40) && !html_true((int64_t)0) && html_true((size_t)1));
    CHECK(html_true((Fen){-1}) && !html_true((Fen){0}));
    CHECK(html_true(some) && !html_true(none));
}

TEST(a_sentence_has_named_places)
{
    static TrSite site = {.msgid = "<第 {row} 行>，共 {count} 行{"};
    Html out = html_begin(arena, LANG_HANS);
    HtmlSentence sentence = html_sentence(&out, &site);

    while (html_sentence_next(&out, &sentence)) {
        BUF_LIT(out.buf, "[");
        buf_text(out.buf, sentence.place);
        BUF_LIT(out.buf, "]");
    }
    CHECK_TEXT(buf_done(out.buf), "&lt;第 [row] 行&gt;，共 [count] 行");
}

TEST(the_token_field_is_left_out_without_a_token)
{
    CHECK_TEXT(WRITTEN(html_csrf, LANG_HANS, (Text){0}), "");
    CHECK_TEXT(WRITTEN(html_csrf, LANG_HANS, T("a\"b")),
               "<input type=\"hidden\" name=\"csrf\" value=\"a&quot;b\">");
}

TEST(an_icons_name_cannot_leave_its_attribute)
{
    Html out = html_begin(arena, LANG_HANS);

    html_icon(&out, "/static/icons.svg#", "");
    html_icon(&out, "/static/icons.svg#", "a\" onload=\"x");
    html_icon(&out, "/static/icons.svg#", (Text){0});
    CHECK_INT(out.buf->len, 0);
    html_icon(&out, "/static/icons.svg#", T("arrow-left-2"));
    CHECK_TEXT(buf_done(out.buf), "<svg class=\"i\" aria-hidden=\"true\"><use "
                                  "xlink:href=\"/static/icons.svg#arrow-left-2\"/></svg>");
}

TEST(assets_that_are_not_there_are_not_found)
{
    CHECK(asset_find(T("/static/none-0000000000.css")) == NULL);
    CHECK(asset_find(T("/static/")) == NULL);
    CHECK(asset_find(T("")) == NULL);
    CHECK(asset_named(T("none.css")) == NULL);
    CHECK_TEXT(asset_url("none.css"), NULL);
}
