/*
 * A district's shape: as many cells as there are villages, near the middle of an uneven round; each
 * township takes as many of them as it has villages, those nearest to its seed, and cells are
 * exchanged as long as that brings both nearer.
 */
#include <math.h>
#include <stdlib.h>

#include "region/hexmap.h"

enum { ROUNDS_MAX = 40, TIMES = 4, MARGIN = 3 };

static const double golden_angle = 2.399963229728653; /* π (3 − √5), as in a sunflower */
static const double row_height = (double)HEX_HEIGHT / HEX_WIDTH;

typedef struct Cell {
    int column, row;
    double x, y; /* in widths of a cell, from the middle */
    double far;
    size_t patch;
} Cell;

typedef struct Seed {
    double x, y;
    size_t room; /* cells that it still takes */
} Seed;

typedef struct Pair {
    double far;
    uint32_t cell, seed;
} Pair;

/* The outline of a country, not of a coin. */
static double
wobble(double x, double y)
{
    double angle = atan2(y, x);

    return 1 + 0.10 * sin(angle * 3 + 0.6) + 0.07 * sin(angle * 5 + 2) + 0.05 * cos(angle * 8);
}

static int
by_distance(const void *a, const void *b)
{
    const Cell *x = a;
    const Cell *y = b;

    if (x->far != y->far)
        return x->far < y->far ? -1 : 1;
    return x->row != y->row ? x->row - y->row : x->column - y->column;
}

static int
by_pair(const void *a, const void *b)
{
    const Pair *x = a;
    const Pair *y = b;

    if (x->far != y->far)
        return x->far < y->far ? -1 : 1;
    if (x->cell != y->cell)
        return x->cell < y->cell ? -1 : 1;
    return (x->seed > y->seed) - (x->seed < y->seed);
}

/* The len cells that make up the shape, those nearest to the middle first. */
static Cell *
shape(Arena *arena, size_t len)
{
    int side = (int)sqrt((double)len) + 2 * MARGIN;
    Cell *cells = NEW_ARRAY(arena, Cell, (size_t)(side * 2) * (size_t)(side * 2));
    size_t count = 0;

    side += side & 1; /* the middle row is an even one, so that halves of a cell stay halves */
    for (int row = 0; row < side; row++)
        for (int column = 0; column < side + side / 2; column++) {
            Cell *cell = &cells[count++];

            *cell = (Cell){.column = column, .row = row};
            cell->x = column + (row & 1) * 0.5 - (side + side / 2) / 2.0;
            cell->y = (row - side / 2.0) * row_height;
            cell->far = hypot(cell->x / 1.25, cell->y) / wobble(cell->x, cell->y);
        }
    qsort(cells, count, sizeof cells[0], by_distance);
    return cells;
}

/* Where each township would like its middle: the first in the middle, the others around it in the
 * order of code, as seeds in a sunflower, each as far out as those before it need room. */
static void
plant(const HexPatch *patches, size_t count, size_t len, Seed *seeds)
{
    double reach = sqrt((double)len / 3.14159) * 0.95;
    size_t before = 0;

    for (size_t i = 0; i < count; i++) {
        double out = sqrt(((double)before + (double)patches[i].len / 2) / (double)len) * reach;

        if (i == 0 && count > 3)
            out = 0;
        seeds[i] = (Seed){.x = out * cos(golden_angle * (double)i) * 1.15,
                          .y = out * sin(golden_angle * (double)i) * 0.9,
                          .room = patches[i].len};
        before += patches[i].len;
    }
}

/* Those whose profile names a cell stand there, in the measure of all that are named. */
static void
plant_named(const HexPatch *patches, size_t count, size_t len, Seed *seeds)
{
    double left = INT32_MAX, right = 0, top = INT32_MAX, bottom = 0;
    double reach = sqrt((double)len / 3.14159) * 0.8;

    for (size_t i = 0; i < count; i++)
        if (patches[i].map_x.set && patches[i].map_y.set) {
            left = fmin(left, (double)patches[i].map_x.value);
            right = fmax(right, (double)patches[i].map_x.value);
            top = fmin(top, (double)patches[i].map_y.value);
            bottom = fmax(bottom, (double)patches[i].map_y.value);
        }
    for (size_t i = 0; i < count; i++)
        if (patches[i].map_x.set && patches[i].map_y.set) {
            double wide = fmax(right - left, 1), high = fmax(bottom - top, 1);

            seeds[i].x = ((double)patches[i].map_x.value - (left + right) / 2) / wide * 2 * reach;
            seeds[i].y = ((double)patches[i].map_y.value - (top + bottom) / 2) / high * 2 * reach *
                         row_height;
        }
}

static double
distance(const Cell *cell, const Seed *seed)
{
    double x = cell->x - seed->x, y = cell->y - seed->y;

    return x * x + y * y;
}

static void
assign(Arena *arena, Cell *cells, size_t len, Seed *seeds, size_t count)
{
    Pair *pairs = NEW_ARRAY(arena, Pair, len * count);
    size_t n = 0;

    for (size_t i = 0; i < len; i++) {
        cells[i].patch = count;
        for (size_t s = 0; s < count; s++)
            pairs[n++] = (Pair){distance(&cells[i], &seeds[s]), (uint32_t)i, (uint32_t)s};
    }
    qsort(pairs, n, sizeof pairs[0], by_pair);
    for (size_t i = 0; i < n; i++) {
        Cell *cell = &cells[pairs[i].cell];
        Seed *seed = &seeds[pairs[i].seed];

        if (cell->patch == count && seed->room > 0) {
            cell->patch = pairs[i].seed;
            seed->room--;
        }
    }
}

/* The last cells got what was left; exchanging mends that, and then patches hang together. */
static bool
exchange(Cell *cells, size_t len, const Seed *seeds)
{
    bool moved = false;

    for (size_t i = 0; i < len; i++)
        for (size_t j = i + 1; j < len; j++) {
            size_t a = cells[i].patch, b = cells[j].patch;

            if (a == b)
                continue;
            if (distance(&cells[i], &seeds[b]) + distance(&cells[j], &seeds[a]) + 1e-9 <
                distance(&cells[i], &seeds[a]) + distance(&cells[j], &seeds[b])) {
                cells[i].patch = b;
                cells[j].patch = a;
                moved = true;
            }
        }
    return moved;
}

/* Seeds that nobody named move to the middle of what they got: patches become round. */
static void
centre(const HexPatch *patches, size_t count, const Cell *cells, size_t len, Seed *seeds)
{
    for (size_t s = 0; s < count; s++) {
        double x = 0, y = 0;

        if ((patches[s].map_x.set && patches[s].map_y.set) || patches[s].len == 0)
            continue;
        for (size_t i = 0; i < len; i++)
            if (cells[i].patch == s) {
                x += cells[i].x;
                y += cells[i].y;
            }
        seeds[s].x = x / (double)patches[s].len;
        seeds[s].y = y / (double)patches[s].len;
    }
}

static int
in_reading_order(const void *a, const void *b)
{
    const Cell *x = a;
    const Cell *y = b;

    if (x->patch != y->patch)
        return x->patch < y->patch ? -1 : 1;
    return x->row != y->row ? x->row - y->row : x->column - y->column;
}

/* The villages of a patch in the order in which its own map (hexmap_block) is read. */
static void
settle(Arena *arena, HexPatch *patch, HexPlace *places, const Cell *cells)
{
    Cell *wanted = NEW_ARRAY(arena, Cell, patch->len);

    hexmap_block(places, patch->len);
    for (size_t i = 0; i < patch->len; i++)
        wanted[i] = (Cell){.column = places[i].column, .row = places[i].row, .far = (double)i};
    qsort(wanted, patch->len, sizeof wanted[0], in_reading_order);
    patch->x = patch->y = 0;
    for (size_t i = 0; i < patch->len; i++) {
        HexPlace *place = &places[(size_t)wanted[i].far];

        place->column = cells[i].column;
        place->row = cells[i].row;
        patch->x += hexmap_x(place);
        patch->y += hexmap_y(place);
    }
    if (patch->len != 0) {
        patch->x /= (int64_t)patch->len;
        patch->y /= (int64_t)patch->len;
    }
}

void
hexmap_patches(Arena *arena, HexPatch *patches, size_t patch_count, HexPlace *places, size_t len)
{
    Seed *seeds = NEW_ARRAY(arena, Seed, patch_count);
    Cell *cells;

    if (len == 0)
        return;
    cells = shape(arena, len);
    plant(patches, patch_count, len, seeds);
    plant_named(patches, patch_count, len, seeds);
    assign(arena, cells, len, seeds, patch_count);
    for (int time = 0; time < TIMES; time++) {
        if (time != 0)
            centre(patches, patch_count, cells, len, seeds);
        for (int round = 0; round < ROUNDS_MAX && exchange(cells, len, seeds); round++)
            continue;
    }
    qsort(cells, len, sizeof cells[0], in_reading_order);
    for (size_t p = 0; p < patch_count; p++)
        settle(arena, &patches[p], &places[patches[p].first], &cells[patches[p].first]);
}
