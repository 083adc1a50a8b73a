#include "harness.h"

#include <dirent.h>

#include "htmlgen/messages.h"
#include "htmlgen/template.h"

enum { SOURCE_BYTES_MAX = 64 * 1024, BAD_MIN = 50 };

static Text
compile_error(Arena *arena, const char *path, Text text, Text name)
{
    TemplateSource source = {.path = text_c(path),
                             .text = text,
                             .name = name,
                             .header = T("x.h"),
                             .assets = {T("app.css\t/static/app-1.css\n")}};
    TemplateCode code;

    return template_compile(arena, &source, &code) == OK ? T("compiled") : code.error;
}

/* Each file of tests/htmlgen/bad begins with <!-- LINE:COLUMN: the sentence -->. */
TEST(what_is_wrong_is_told_with_its_place)
{
    const char *source = getenv("MINGBAI_SOURCE");
    Text folder = text_printf(arena, "%s/tests/htmlgen/bad", source == NULL ? "." : source);
    DIR *directory = opendir(text_cstr(arena, folder));
    struct dirent *entry;
    int count = 0;

    REQUIRE(directory != NULL);
    while ((entry = readdir(directory)) != NULL) {
        Text path = text_printf(arena, "%.*s/%s", TEXT_ARGS(folder), entry->d_name);
        char *bytes = arena_alloc(arena, SOURCE_BYTES_MAX);
        Text text, place, line, column, wanted;
        FILE *file;

        if (!text_ends(path, T(".html")))
            continue;
        ROW(entry->d_name);
        file = fopen(text_cstr(arena, path), "rb");
        REQUIRE(file != NULL);
        text = (Text){bytes, fread(bytes, 1, SOURCE_BYTES_MAX, file)};
        fclose(file);
        REQUIRE(text_starts(text, T("<!-- ")));
        place = text_slice(text, 5, text_find(text, T(" -->")) - 5);
        text_cut(place, ':', &line, &place);
        text_cut(place, ':', &column, &place);
        wanted = text_printf(arena, "%s:%.*s:%.*s: error:%.*s\n", entry->d_name, TEXT_ARGS(line),
                             TEXT_ARGS(column), TEXT_ARGS(place));
        CHECK_TEXT(compile_error(arena, entry->d_name, text,
                                 text_starts(text_c(entry->d_name), T("layout_"))
                                     ? T("html_layout_x")
                                     : T("html_x")),
                   text_cstr(arena, wanted));
        count++;
    }
    closedir(directory);
    CHECK(count >= BAD_MIN);
}

static Text
code_of(Arena *arena, const char *body)
{
    Text text = text_printf(arena, "{{view V \"v.h\"}}\n%s", body);
    TemplateSource source = {
        .path = T("t.html"), .text = text, .name = T("html_t"), .header = T("t.html.h")};
    TemplateCode code;

    return template_compile(arena, &source, &code) == OK ? code.code : code.error;
}

/* The constant text of a template, or its fault. */
static bool
writes(Arena *arena, const char *body, const char *literal)
{
    Text code = code_of(arena, body);
    Text wanted = text_printf(arena, "html_lit(out, %s, ", literal);

    if (text_find(code, wanted) < code.len)
        return true;
    printf("# %s gives:\n%.*s\n", body, TEXT_ARGS(code));
    return false;
}

TEST(constant_text_is_one_piece_and_folded)
{
    static const struct {
        const char *body, *literal;
    } ROWS[] = {
        {"<p>a</p>\n\n   <p>b</p>",                                   "\"<p>a</p>\\n<p>b</p>\""                  },
        {"<p>a  b</p>  <p>c</p>\n ",                                  "\"<p>a  b</p>  <p>c</p>\""                },
        {"<pre>a\n  b</pre>\n\n<p></p>",                              "\"<pre>a\\n  b</pre>\\n<p></p>\""         },
        {"<p>a</p>\n{{# c }}\n<p>b</p>",                              "\"<p>a</p>\\n<p>b</p>\""                  },
        {"<p>a</p>\n<!-- -- c -->\n<p></p>",                          "\"<p>a</p>\\n<p></p>\""                   },
        {"<a\n  href=\"x\"\n  >b</a >",                               "\"<a href=\\\"x\\\" >b</a>\""             },
        {"<br/><hr><img alt=''>",                                     "\"<br><hr><img alt=''>\""                 },
        {"<svg><path d='M0'/></svg>",                                 "\"<svg><path d='M0'/></svg>\""            },
        {"<style>a > b {\n  x: y }</style>",                          "\"<style>a > b {\\n  x: y }</style>\""    },
        {"<script>a < b\n  </scripty></script>",                      "\"<script>a < b\\n  </scripty></script>\""},
        {"<P>a { } b</p>",                                            "\"<P>a { } b</p>\""                       },
        {"<a href=x>b</a>",                                           "\"<a href=x>b</a>\""                      },
        {"<?xml version=\"1.0\"?><feed><title/><link a='b'/></feed>",
         "\"<?xml version=\\\"1.0\\\"?><feed><title/><link a='b'/></feed>\""                                     },
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        ROW(ROWS[i].body);
        CHECK(writes(arena, ROWS[i].body, ROWS[i].literal));
    }
    ROW(NULL);
}

TEST(a_loop_on_lines_of_its_own_leaves_no_blank_lines)
{
    CHECK(writes(arena, "<ul>\n{{for x in xs}}\n  <li></li>\n{{end}}\n</ul>", "\"<li></li>\\n\""));
    /* On one line, the space that stands is kept. */
    CHECK(writes(arena, "<p>\n{{for x in xs}}\n  <b></b>{{end}}\n</p>", "\"\\n<b></b>\""));
    CHECK(writes(arena, "<p>a{{if x}}\n{{end}}\nb</p>", "\"\\nb</p>\""));
}

TEST(messages_become_a_gettext_template)
{
    TemplateMessage first[] = {
        {T("还有 {count} 项"), 3},
        {T("说\"是\""),         4}
    };
    TemplateMessage second[] = {
        {T("说\"是\""), 9}
    };
    MessageList list = message_list(arena);

    message_list_add(&list, T("a.html"), first, 2);
    message_list_add(&list, T("b.html"), second, 1);
    CHECK_TEXT(message_list_pot(&list),
               "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
               "\"Content-Transfer-Encoding: 8bit\\n\"\n"
               "\n#: a.html:3\nmsgid \"还有 {count} 项\"\nmsgstr \"\"\n"
               "\n#: a.html:4\n#: b.html:9\nmsgid \"说\\\"是\\\"\"\nmsgstr \"\"\n");
}

TEST(a_name_is_found_in_the_table_of_assets)
{
    AssetTable table = {T("a.css\t/static/a-1.css\nicons.svg#flag\t/static/i.svg#flag\n")};

    CHECK_TEXT(asset_table_find(table, T("a.css")), "/static/a-1.css");
    CHECK_TEXT(asset_table_find(table, T("icons.svg#flag")), "/static/i.svg#flag");
    CHECK_TEXT(asset_table_find(table, T("icons.svg")), NULL);
    CHECK_TEXT(asset_table_find(table, T("")), NULL);
}
