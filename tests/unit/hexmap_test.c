/* Schematic maps: every place has a cell of its own, patches hang together, the same is the same.
 */
#include "harness.h"

#include "region/hexmap.h"

enum { TOWNSHIPS_MAX = 40, PLACES_MAX = 1000 };

typedef struct District {
    HexPatch patches[TOWNSHIPS_MAX];
    HexPlace places[PLACES_MAX];
    size_t count, len;
} District;

static District *
district(Arena *arena, const int *villages, size_t count)
{
    District *made = NEW(arena, District);

    for (size_t i = 0; i < count; i++) {
        made->patches[i] = (HexPatch){.first = made->len, .len = (size_t)villages[i]};
        made->len += (size_t)villages[i];
    }
    made->count = count;
    hexmap_patches(arena, made->patches, count, made->places, made->len);
    return made;
}

static bool
side_by_side(const HexPlace *a, const HexPlace *b)
{
    int64_t x = hexmap_x(a) - hexmap_x(b), y = hexmap_y(a) - hexmap_y(b);

    return (y == 0 && (x == HEX_WIDTH || x == -HEX_WIDTH)) ||
           ((y == HEX_HEIGHT || y == -HEX_HEIGHT) && (x == HEX_WIDTH / 2 || x == -HEX_WIDTH / 2));
}

/* How many cells of a patch can be reached from its first. */
static size_t
reached(const District *made, const HexPatch *patch)
{
    bool seen[PLACES_MAX] = {[0] = true};
    const HexPlace *places = &made->places[patch->first];
    size_t count = 1;

    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < patch->len; i++)
            for (size_t j = 0; seen[i] && j < patch->len; j++)
                if (!seen[j] && side_by_side(&places[i], &places[j])) {
                    seen[j] = more = true;
                    count++;
                }
    }
    return count;
}

static void
check_district(Arena *arena, const int *villages, size_t count)
{
    District *made = district(arena, villages, count);
    District *again = district(arena, villages, count);

    for (size_t i = 0; i < made->len; i++) {
        CHECK_INT(made->places[i].column, again->places[i].column);
        CHECK_INT(made->places[i].row, again->places[i].row);
        for (size_t j = 0; j < i; j++)
            CHECK(made->places[i].column != made->places[j].column ||
                  made->places[i].row != made->places[j].row);
    }
    for (size_t p = 0; p < count; p++)
        CHECK_INT(reached(made, &made->patches[p]), made->patches[p].len);
}

TEST(each_village_has_a_cell_and_townships_hang_together)
{
    static const int sujiatun[] = {9, 14, 12, 16, 11, 22, 18, 17, 15, 19, 14, 19};
    static const int uneven[] = {1, 40, 2, 3, 1, 25};
    static const int few[] = {1, 1};
    static const int one[] = {30};
    int many[TOWNSHIPS_MAX];

    for (int i = 0; i < TOWNSHIPS_MAX; i++)
        many[i] = 10 + i % 7;
    check_district(arena, sujiatun, sizeof sujiatun / sizeof sujiatun[0]);
    check_district(arena, uneven, sizeof uneven / sizeof uneven[0]);
    check_district(arena, few, sizeof few / sizeof few[0]);
    check_district(arena, one, 1);
    check_district(arena, many, TOWNSHIPS_MAX);
}

TEST(a_township_stands_where_its_profile_says)
{
    static const int villages[] = {10, 10, 10, 10};
    District *made = NEW(arena, District);

    for (size_t i = 0; i < 4; i++)
        made->patches[i] = (HexPatch){
            .first = i * 10,
            .len = (size_t)villages[i],
            .map_x = SOME_INT((int64_t)(i % 2 == 0 ? 9 : 1)), /* 0 and 2 in the east … */
            .map_y = SOME_INT((int64_t)(i < 2 ? 9 : 1)),      /* … 0 and 1 in the south */
        };
    hexmap_patches(arena, made->patches, 4, made->places, 40);
    CHECK(made->patches[0].x > made->patches[1].x);
    CHECK(made->patches[2].x > made->patches[3].x);
    CHECK(made->patches[0].y > made->patches[2].y);
    CHECK(made->patches[1].y > made->patches[3].y);
}

TEST(a_block_is_read_by_code_unless_a_profile_says_where)
{
    HexPlace places[5] = {
        [3] = {.map_x = SOME_INT(7), .map_y = SOME_INT(4)}
    };

    hexmap_block(places, 5);
    CHECK_INT(places[0].column, 0);
    CHECK_INT(places[1].column, 1);
    CHECK_INT(places[3].column, 7);
    CHECK_INT(places[3].row, 4);
    CHECK_INT(places[4].row, 1);
    CHECK_TEXT(hexmap_name(T("鲍家洼子社区居委会")), "鲍家洼子");
    CHECK_TEXT(hexmap_name(T("村")), "村");
}
