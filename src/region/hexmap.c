#include "region/hexmap.h"

#include "base/buf.h"

enum { NAME_SHOWN_CHARS = 8, BORDERS_BYTES_MAX = 1024 * 1024, SIDES = 6 };

/* ---- a block ---- */

/* As wide as high, a little wider. */
static int
columns_for(size_t cells)
{
    int columns = 1;

    while ((size_t)(columns * columns) < cells + cells / 3)
        columns++;
    return columns;
}

void
hexmap_block(HexPlace *places, size_t len)
{
    int columns = columns_for(len);

    for (size_t i = 0; i < len; i++) {
        bool set = places[i].map_x.set && places[i].map_y.set;

        places[i].column = set ? (int)places[i].map_x.value : (int)i % columns;
        places[i].row = set ? (int)places[i].map_y.value : (int)i / columns;
    }
}

/* ---- the drawing ---- */

int64_t
hexmap_x(const HexPlace *place)
{
    return HEX_HALF + HEX_EDGE + (int64_t)place->column * HEX_WIDTH +
           (place->row & 1) * (HEX_WIDTH / 2);
}

int64_t
hexmap_y(const HexPlace *place)
{
    return HEX_TALL + HEX_EDGE + (int64_t)place->row * HEX_HEIGHT;
}

Text
hexmap_hexagon(Arena *arena)
{
    return text_printf(arena, "0,%d %d,%d %d,%d 0,%d %d,%d %d,%d", -HEX_TALL, HEX_HALF,
                       -HEX_SHOULDER, HEX_HALF, HEX_SHOULDER, HEX_TALL, -HEX_HALF, HEX_SHOULDER,
                       -HEX_HALF, -HEX_SHOULDER);
}

Text
hexmap_view_box(Arena *arena, const HexPlace *places, size_t len)
{
    int64_t left = INT32_MAX, right = 0, top = INT32_MAX, bottom = 0;

    for (size_t i = 0; i < len; i++) {
        int64_t x = hexmap_x(&places[i]), y = hexmap_y(&places[i]);

        left = x < left ? x : left;
        right = x > right ? x : right;
        top = y < top ? y : top;
        bottom = y > bottom ? y : bottom;
    }
    if (len == 0)
        left = top = 0;
    return text_printf(arena, "%lld %lld %lld %lld", (long long)(left - HEX_HALF - HEX_EDGE),
                       (long long)(top - HEX_TALL - HEX_EDGE),
                       (long long)(right - left + 2 * HEX_HALF + 2 * HEX_EDGE),
                       (long long)(bottom - top + 2 * HEX_TALL + 2 * HEX_EDGE));
}

/* ---- lines between patches ---- */

/* The corners half a gap further out, clockwise from the tip: side k lies between corners k and
 * k + 1. */
static const struct {
    int x, y;
} corners[SIDES] = {
    {0,              -HEX_TALL - 2    },
    {HEX_WIDTH / 2,  -HEX_SHOULDER - 1},
    {HEX_WIDTH / 2,  HEX_SHOULDER + 1 },
    {0,              HEX_TALL + 2     },
    {-HEX_WIDTH / 2, HEX_SHOULDER + 1 },
    {-HEX_WIDTH / 2, -HEX_SHOULDER - 1},
};

/* Whether the cell beyond side k of `cell` holds a place of [first, end). */
static bool
goes_on(const HexPlace *places, size_t first, size_t end, const HexPlace *cell, int side)
{
    static const int dx_even[SIDES] = {0, 1, 0, -1, -1, -1};
    static const int dx_odd[SIDES] = {1, 1, 1, 0, -1, 0};
    static const int dy[SIDES] = {-1, 0, 1, 1, 0, -1};
    int column = cell->column + ((cell->row & 1) != 0 ? dx_odd[side] : dx_even[side]);
    int row = cell->row + dy[side];

    for (size_t i = first; i < end; i++)
        if (places[i].column == column && places[i].row == row)
            return true;
    return false;
}

Text
hexmap_borders(Arena *arena, const HexPatch *patches, size_t patch_count, const HexPlace *places,
               size_t len)
{
    Buf path = buf_new(arena, BORDERS_BYTES_MAX);

    for (size_t p = 0; p < patch_count; p++) {
        size_t end = patches[p].first + patches[p].len;

        for (size_t i = patches[p].first; i < end && i < len; i++)
            for (int side = 0; side < SIDES; side++) {
                int next = (side + 1) % SIDES;

                if (goes_on(places, patches[p].first, end, &places[i], side))
                    continue;
                buf_printf(&path, "M%lld %lldl%d %d",
                           (long long)(hexmap_x(&places[i]) + corners[side].x),
                           (long long)(hexmap_y(&places[i]) + corners[side].y),
                           corners[next].x - corners[side].x, corners[next].y - corners[side].y);
            }
    }
    return buf_done(&path);
}

Text
hexmap_name(Text name)
{
    static const Text endings[] = {T_INIT("村民委员会"), T_INIT("居民委员会"), T_INIT("村委会"),
                                   T_INIT("居委会"),     T_INIT("社区"),       T_INIT("村")};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (text_ends(name, endings[i]) && name.len > endings[i].len + 3)
            name = text_slice(name, 0, name.len - endings[i].len);
    return text_first_chars(name, NAME_SHOWN_CHARS);
}
