#include "harness.h"

#include <unistd.h>

#include "blocks.html.h"
#include "places.html.h"
#include "sentences.html.h"
#include "views.h"

enum { GOLDEN_BYTES_MAX = 1 << 20 };

static Text
read_golden(Arena *arena, const char *name)
{
    const char *source = getenv("MINGBAI_SOURCE");
    Text path =
        text_printf(arena, "%s/tests/htmlgen/golden/%s.out", source == NULL ? "." : source, name);
    char *bytes = arena_alloc(arena, GOLDEN_BYTES_MAX);
    FILE *file = fopen(text_cstr(arena, path), "rb");
    size_t len;

    if (file == NULL)
        return (Text){0};
    len = fread(bytes, 1, GOLDEN_BYTES_MAX, file);
    fclose(file);
    return (Text){bytes, len};
}

static GoldenView
make_view(Arena *arena)
{
    static const GoldenPerson CHIEF = {.name = T_INIT("王<五>")};
    Page *page = NEW(arena, Page);
    GoldenRow *rows = NEW_ARRAY(arena, GoldenRow, 2);
    const GoldenPerson **people = NEW_ARRAY(arena, const GoldenPerson *, 2);
    Text *tags = NEW_ARRAY(arena, Text, 2);

    *page = (Page){
        .title = T("标题 & 其他"), .lang = T("zh-Hans"), .csrf = T("token"), .notice = T("已保存")};
    tags[0] = T("甲");
    tags[1] = T("<乙>");
    people[0] = people[1] = &CHIEF;
    rows[0] = (GoldenRow){
        .id = 1,
        .title = T("第一<项>"),
        .link = T("/a?b&c"),
        .late = true,
        .days = 3,
        .amount = {123456 },
        .person = { T("李四"), &CHIEF},
        .tags = { tags,      2}
    };
    rows[1] = (GoldenRow){
        .id = 2,
        .title = T("第二项"),
        .link = T("javascript:x"),
        .days = 4,
        .person = {T("张三"), &CHIEF}
    };
    return (GoldenView){
        .page = page,
        .heading = T("\"村\"务 & <公开>"),
        .code = T("a b/\"c\""),
        .icon = "flag",
        .markup = {T("<em>ok</em>")},
        .day = {            day_from_date((Date){2023, 5, 8})               },
        .count = 7,
        .yes = true,
        .rows = { (void *)rows,                2},
        .people = {                      people,                2}
    };
}

#define CHECK_GOLDEN(template, name)                                                               \
    do {                                                                                           \
        Buf buf_ = buf_new(arena, GOLDEN_BYTES_MAX);                                               \
        Html out_ = {.buf = &buf_};                                                                \
        GoldenView view_ = make_view(arena);                                                       \
        Text wanted_ = read_golden(arena, name), got_;                                             \
                                                                                                   \
        template(&out_, &view_);                                                                   \
        buf_char(&buf_, '\n');                                                                     \
        got_ = buf_done(&buf_);                                                                    \
        if (!CHECK(text_eq(got_, wanted_)))                                                        \
            printf("# written:\n%.*s# wanted:\n%.*s# end\n", TEXT_ARGS(got_), TEXT_ARGS(wanted_)); \
    } while (0)

TEST(values_are_escaped_for_their_place)
{
    CHECK_GOLDEN(html_golden_places, "places");
}

TEST(loops_conditions_and_included_templates)
{
    CHECK_GOLDEN(html_golden_blocks, "blocks");
}

TEST(sentences_inside_a_layout)
{
    CHECK_GOLDEN(html_golden_sentences, "sentences");
}
