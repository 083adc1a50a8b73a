/*
 * QR codes as SVG.
 */
#include "harness.h"

#include "media/qr.h"

/* Draws the path's dark modules; false when one stands outside. */
static bool
modules_of(Text svg, char grid[100][100], int *side_out)
{
    Text rest = text_slice(svg, text_find(svg, T("viewBox=\"0 0 ")) + 13, svg.len);
    int side = 0;

    memset(grid, 0, 100 * 100);
    if (sscanf(rest.at, "%d", &side) != 1)
        return false;
    rest = text_slice(svg, text_find(svg, T(" d=\"")) + 4, svg.len);
    *side_out = side;
    while (rest.len != 0 && rest.at[0] == 'M') {
        int x;
        int y;
        int width;
        int used = 0;

        if (sscanf(rest.at, "M%d %dh%dv1h-%*dz%n", &x, &y, &width, &used) != 3 || used == 0 ||
            x < 0 || y < 0 || x + width > side || y >= side || side > 100)
            return false;
        memset(&grid[y][x], 1, (size_t)width);
        rest = text_slice(rest, (size_t)used, rest.len);
    }
    return true;
}

TEST(a_qr_code_is_one_path_with_a_quiet_zone)
{
    static char grid[100][100];
    Text svg = qr_svg(arena, T("https://mingbai.example/d/123456789"));
    Text finder = T("\1\1\1\1\1\1\1");
    int side;

    CHECK(text_starts(svg, T("<svg ")));
    CHECK(text_ends(svg, T("</svg>\n")));
    CHECK(text_find(svg, T("role=\"img\"")) < svg.len);
    REQUIRE(modules_of(svg, grid, &side));
    CHECK_INT((side - 2 * QR_QUIET_ZONE - 17) % 4, 0); /* a version's side */
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++)
            if (x < 4 || y < 4 || x >= side - 4 || y >= side - 4)
                CHECK_INT(grid[y][x], 0);
    CHECK(text_eq((Text){&grid[4][4], 7}, finder));
    CHECK(text_eq((Text){&grid[4][side - 11], 7}, finder));
    CHECK(text_eq((Text){&grid[side - 5][4], 7}, finder));
    CHECK_INT(grid[5][5], 0);
    /* Level Q: its two bits, 11, are the first of the format; masked by 10101…, so 01 stands there.
     */
    CHECK_INT(grid[12][4], 0);
    CHECK_INT(grid[12][5], 1);
}

TEST(a_qr_code_of_nothing_or_too_much_is_nothing)
{
    char *long_text = arena_alloc(arena, QR_BYTES_MAX + 2);

    memset(long_text, 'a', QR_BYTES_MAX + 1);
    CHECK_TEXT(qr_svg(arena, T("")), "");
    CHECK_TEXT(qr_svg(arena, (Text){long_text, QR_BYTES_MAX + 1}), "");
    CHECK(qr_svg(arena, (Text){long_text, QR_BYTES_MAX}).len > 0);
}
