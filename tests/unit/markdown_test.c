/* What people write with a few signs, and what must never come of it. */
#include "harness.h"

#include "base/buf.h"
#include "markup.h"
#include "prose/markdown.h"

static Text
html_of(Arena *arena, Text source)
{
    Text html;

    CHECK_STATUS(markdown_html(arena, source, &html), OK);
    CHECK_TEXT(text_c(markup_fault(html)), NULL);
    return html;
}

TEST(the_subset_becomes_html)
{
    static const struct {
        const char *source;
        const char *html;
    } rows[] = {
        {"",                                            ""                                                },
        {"一段\n第二行\n\n又一段",              "<p>一段<br>\n第二行</p>\n<p>又一段</p>\n"},
        {"# 一\n## 二\n### 三\n#### 四\n##### 五",
         "<h3>一</h3>\n<h4>二</h4>\n<h5>三</h5>\n<h6>四</h6>\n<h6>五</h6>\n"                         },
        {"#没有空格",                               "<p>#没有空格</p>\n"                          },
        {"**粗**和*斜*",                             "<p><strong>粗</strong>和<em>斜</em></p>\n"    },
        {"- 甲\n- 乙",                                "<ul><li>甲</li>\n<li>乙</li>\n</ul>\n"         },
        {"1. 甲\n2. 乙",                              "<ol><li>甲</li>\n<li>乙</li>\n</ol>\n"         },
        {"3. 丙",                                      "<ol start=\"3\"><li>丙</li>\n</ol>\n"           },
        {"> 引",                                       "<blockquote><p>引</p>\n</blockquote>\n"         },
        {"---",                                         "<hr>\n"                                          },
        {"    缩进的一段",                         "<p>缩进的一段</p>\n"                        },
        {"`代码`",                                    "<p>代码</p>\n"                                 },
        {"```\n代码\n```",                            "<p>代码</p>\n"                                 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].source);
        CHECK_TEXT(html_of(arena, text_c(rows[i].source)), rows[i].html);
    }
    ROW(NULL);
}

TEST(html_and_what_we_do_not_know_is_text)
{
    static const struct {
        const char *source;
        const char *html;
    } rows[] = {
        {"<b>x</b>",                          "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"                 },
        {"<script>alert(1)</script>",         "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"},
        {"<!-- x -->",                        "<p>&lt;!-- x --&gt;</p>\n"                     },
        {"a < b & c > \"d\"",                 "<p>a &lt; b &amp; c &gt; &quot;d&quot;</p>\n"  },
        {"![说明](http://a.example/x.png)", "<p>说明</p>\n"                               },
        {"&lt;b&gt; &#60;b&#x3e; &amp;",      "<p>&lt;b&gt; &lt;b&gt; &amp;</p>\n"            },
        {"&copy; &nosuch;",                   "<p>© &amp;nosuch;</p>\n"                      },
        {"&#0; &#8;",                         "<p>\xEF\xBF\xBD \xEF\xBF\xBD</p>\n"            },
        {"~~x~~ $y$ http://a.example/",       "<p>~~x~~ $y$ http://a.example/</p>\n"          },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].source);
        CHECK_TEXT(html_of(arena, text_c(rows[i].source)), rows[i].html);
    }
    ROW(NULL);
    CHECK_TEXT(html_of(arena, T("a\0b")), "<p>a\xEF\xBF\xBD"
                                          "b</p>\n");
    CHECK_TEXT(html_of(arena, T("`a\0b`")), "<p>a\xEF\xBF\xBD"
                                            "b</p>\n");
}

TEST(links_lead_to_the_web_to_people_and_to_this_site)
{
    static const char *const fine[] = {"http://a.example/",
                                       "https://a.example/?x=1",
                                       "HTTPS://a.example",
                                       "mailto:a@b.example",
                                       "tel:02412345",
                                       "/d/12",
                                       "d/12",
                                       "#part",
                                       "?page=2",
                                       "/a:b",
                                       "?q=a:b",
                                       "./a"};
    static const char *const bad[] = {"javascript:alert(1)",
                                      "JavaScript:alert(1)",
                                      "javascript&#58;alert(1)",
                                      "javascript&#x3a;alert(1)",
                                      "java&#9;script:alert(1)",
                                      "&#106;avascript:alert(1)",
                                      "data:text/html,x",
                                      "vbscript:x",
                                      "file:///etc/passwd",
                                      "//evil.example/",
                                      "/\\\\evil.example/",
                                      "ftp://a.example/",
                                      "a:b",
                                      "&#1;javascript:alert(1)",
                                      "<java script:alert(1)>",
                                      "</a b>",
                                      "jav&#x0A;ascript:alert(1)"};

    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        ROW(fine[i]);
        CHECK_TEXT(html_of(arena, text_printf(arena, "[x](%s)", fine[i])),
                   text_cstr(arena, text_printf(arena,
                                                "<p><a href=\"%s\" rel=\"nofollow noopener\">x</a>"
                                                "</p>\n",
                                                fine[i])));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        Text within = html_of(arena, text_printf(arena, "[**x**](%s)", bad[i]));
        Text below = html_of(arena, text_printf(arena, "[**x**]\n\n[x]: %s", bad[i]));

        ROW(bad[i]);
        CHECK(text_find(within, T("<strong>x</strong>")) < within.len);
        CHECK_INT(text_find(within, T("<a")), within.len);
        CHECK_INT(text_find(below, T("<a")), below.len);
    }
    ROW(NULL);
    CHECK_TEXT(html_of(arena, T("[x](http://a.example/?a=1&b=\"2\")")),
               "<p><a href=\"http://a.example/?a=1&amp;b=&quot;2&quot;\" "
               "rel=\"nofollow noopener\">x</a></p>\n");
    CHECK_TEXT(html_of(arena, T("[x](javascript&colon;alert(1))")), "<p>x</p>\n");
    CHECK_TEXT(html_of(arena, T("<http://a.example/>")),
               "<p><a href=\"http://a.example/\" rel=\"nofollow noopener\">http://a.example/</a>"
               "</p>\n");
    CHECK_TEXT(html_of(arena, T("<a@b.example>")),
               "<p><a href=\"mailto:a@b.example\" rel=\"nofollow noopener\">a@b.example</a></p>\n");
    CHECK_TEXT(html_of(arena, T("<javascript:alert(1)>")), "<p>javascript:alert(1)</p>\n");
}

static Text
repeated(Arena *arena, const char *piece, size_t count)
{
    Buf buf = buf_new(arena, MARKDOWN_BYTES_MAX * 2);

    for (size_t i = 0; i < count; i++)
        buf_text(&buf, text_c(piece));
    return buf_done(&buf);
}

TEST(a_source_and_its_html_have_limits)
{
    Text html;
    Text quotes = repeated(arena, "\"", MARKDOWN_BYTES_MAX);
    Text breaks = repeated(arena, "<\n", MARKDOWN_BYTES_MAX / 2);

    CHECK_STATUS(markdown_html(arena, repeated(arena, "a", MARKDOWN_BYTES_MAX), &html), OK);
    CHECK_STATUS(markdown_html(arena, repeated(arena, "a", MARKDOWN_BYTES_MAX + 1), &html),
                 INVALID);
    CHECK_INT(html.len, 0);
    CHECK_STATUS(markdown_html(arena, quotes, &html), OK);
    CHECK(html.len <= MARKDOWN_HTML_BYTES_MAX);
    CHECK_STATUS(markdown_html(arena, breaks, &html), OK);
    CHECK(html.len <= MARKDOWN_HTML_BYTES_MAX);
    CHECK_INT(markdown_plain(arena, repeated(arena, "村", MARKDOWN_BYTES_MAX / 3 + 10)).len,
              MARKDOWN_BYTES_MAX / 3 * 3);
}

TEST(what_is_nested_deeply_is_flat_and_still_closed)
{
    Text html = html_of(arena, text_join(arena,
                                         (Texts){
                                             (Text[]){repeated(arena, ">", 3000), T("x")},
                                             2
    },
                                         T("")));
    size_t open = 0;

    for (Text rest = html; rest.len != 0;) {
        size_t found = text_find(rest, T("<blockquote>"));

        open += found < rest.len;
        rest = text_slice(rest, found + 12, rest.len);
    }
    CHECK_INT(open, MARKDOWN_DEPTH_MAX);
    CHECK(text_find(html, T("<p>x</p>")) < html.len);
}

TEST(plain_words_are_lines_without_signs)
{
    static const struct {
        const char *source;
        const char *plain;
    } rows[] = {
        {"",                                                           ""                                },
        {"# 标题\n\n第一*行*\n第二行 [网](http://a.example)", "标题\n第一行\n第二行 网"},
        {"- 甲\n- 乙\n\n> 丙",                                      "甲\n乙\n丙"                   },
        {"<b> &lt; &amp;",                                             "<b> < &"                         },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].source);
        CHECK_TEXT(markdown_plain(arena, text_c(rows[i].source)), rows[i].plain);
    }
    ROW(NULL);
}

/* Signs, words and half-finished things in any order. */
TEST(whatever_is_written_stays_safe_and_closed)
{
    static const char *const pieces[] = {"#",       " ",           "\n",          "\n\n",  "*",
                                         "**",      "_",           "[x]",         "(",     ")",
                                         "http://", "javascript:", "<",           ">",     "<b>",
                                         "</p>",    "|",           "|---|---|\n", "- ",    "1. ",
                                         "> ",      "```",         "`",           "&lt;",  "&#58;",
                                         "&",       "\"",          "![",          "]",     "村务",
                                         "\\",      "[x]: ",       "    ",        "~~~\n", "\t",
                                         "a",       "<a@b>",       "[[",          "](",    "\xF0",
                                         "---\n",   "99999. ",     "(<",          "\"'",   "==="};
    uint64_t seed = 3;

    for (int turn = 0; turn < 3000; turn++) {
        Buf buf = buf_new(arena, 4096);
        int64_t count = random_between(&seed, 1, 60);

        for (int64_t i = 0; i < count; i++)
            buf_text(&buf, text_c(pieces[random_between(
                               &seed, 0, (int64_t)(sizeof pieces / sizeof pieces[0]) - 1)]));
        ROW(text_cstr(arena, buf_done(&buf)));
        (void)html_of(arena, buf_done(&buf));
        (void)markdown_plain(arena, buf_done(&buf));
    }
    ROW(NULL);
}
