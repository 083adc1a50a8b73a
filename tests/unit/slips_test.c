/*
 * Slips as a PDF: ten a page, whatever is in them, and a large village in no time.
 */
#include "harness.h"

#include "base/clock.h"
#include "media/slips.h"
#include "told.h"

enum { LARGE = 805, LARGE_MS = 20 * 1000, LARGE_BYTES = 8 * 1024 * 1024 };

static PaperSlip
slip(Arena *arena, size_t number)
{
    return (PaperSlip){
        .title = T("鲍家洼子社区"),
        .number = text_printf(arena, "%05zu", number),
        .number_is = T("户号"),
        .owner = T("王*国"),
        .owner_is = T("户主"),
        .code = text_printf(arena, "ABCD-%04zu-JK", number),
        .code_is = T("注册码"),
        .link =
            text_printf(arena, "https://mingbai.example/join/210111010203?c=ABCD-%04zu-JK", number),
        .how = {T("一"), T("二")},
    };
}

/* The pages are divided by form feeds. */
static Text
read_back(Arena *arena, Text pdf)
{
    return told(arena, pdf, "pdftotext $f -");
}

static size_t
count_of(Text text, char c)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == c;
    return count;
}

TEST(a_large_village_is_drawn_soon_and_small)
{
    PaperSlip *slips = NEW_ARRAY(arena, PaperSlip, LARGE);
    int64_t began = clock_monotonic_ms();
    Text pdf, text;

    for (size_t i = 0; i < LARGE; i++)
        slips[i] = slip(arena, i);
    CHECK_STATUS(slips_pdf(arena, slips, LARGE, &pdf), OK);
    CHECK(clock_monotonic_ms() - began < LARGE_MS);
    CHECK(text_starts(pdf, T("%PDF-")));
    CHECK(pdf.len < LARGE_BYTES);
    text = read_back(arena, pdf);
    CHECK_INT(count_of(text, '\f'), 81);
    CHECK(text_find(text, T("ABCD-0000-JK")) < text.len);
    CHECK(text_find(text, T("ABCD-0804-JK")) < text.len);
    CHECK(text_find(text, T("王*国")) < text.len);
}

TEST(what_is_empty_is_left_out_and_a_link_too_long_is_refused)
{
    PaperSlip one = slip(arena, 1);
    char *long_link = NEW_ARRAY(arena, char, 600);
    Text pdf, text;

    one.owner = T("");
    one.link = T("");
    CHECK_STATUS(slips_pdf(arena, &one, 1, &pdf), OK);
    text = read_back(arena, pdf);
    CHECK_INT(text_find(text, T("户主")), text.len);
    memset(long_link, 'a', 600);
    one.link = (Text){long_link, 600};
    CHECK_STATUS(slips_pdf(arena, &one, 1, &pdf), FAULT);
}

TEST(a_sheet_for_the_wall_has_a_code_that_phones_read)
{
    PaperWall wall = {
        .place = T("鲍家洼子社区"),
        .title = T("扫码注册"),
        .link = T("https://mingbai.example/join/210111010203"),
        .bring = T("带上家里的注册纸条"),
    };
    char *long_link = NEW_ARRAY(arena, char, 600);
    Text pdf, text;

    CHECK_STATUS(wall_pdf(arena, &wall, &pdf), OK);
    text = read_back(arena, pdf);
    CHECK_INT(count_of(text, '\f'), 1);
    CHECK(text_find(text, wall.place) < text.len);
    CHECK(text_find(text, wall.bring) < text.len);
    CHECK(text_find(text, wall.link) < text.len);
    CHECK_TEXT(text_trim(told(arena, pdf,
                              "pdftoppm -r 60 -png -singlefile $f $f && "
                              "zbarimg -q --raw $f.png; rm -f $f.png")),
               "https://mingbai.example/join/210111010203");
    memset(long_link, 'a', 600);
    wall.link = (Text){long_link, 600};
    CHECK_STATUS(wall_pdf(arena, &wall, &pdf), FAULT);
}
