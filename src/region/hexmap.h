/*
 * hexmap -- schematic maps: one hexagon a place (一格一村), no real boundaries.
 *
 * Cells stand in rows, odd rows half a cell further right.  A township's villages fill a block, by
 * code unless their profile says where (map_x, map_y).  A district's villages fill one shape in
 * which each township is a patch: its cells hang together, its middle is near the township's own
 * cell when its profile names one.  The same places always give the same map.
 */
#pragma once

#include "base/opt.h"
#include "base/region_code.h"

enum {
    HEX_WIDTH = 92,  /* between the centres of two cells of a row */
    HEX_HEIGHT = 80, /* between two rows */
    HEX_HALF = 44,   /* from the centre to a corner sideways */
    HEX_TALL = 52,   /* from the centre to the tip */
    HEX_SHOULDER = 26,
    HEX_EDGE = 4, /* free space around the map */
};

/* A place to be laid out; in the order of codes. */
typedef struct HexPlace {
    OptInt map_x, map_y; /* column and row that its profile asks for */
    int column, row;     /* the answer */
} HexPlace;

/* Lays the places out as a block. */
void hexmap_block(HexPlace *places, size_t len);

/* A patch of a district: a township with its villages, which stand side by side in `places`. */
typedef struct HexPatch {
    OptInt map_x, map_y; /* where its profile wants its middle */
    size_t first, len;   /* its places */
    int64_t x, y;        /* the answer: its middle */
} HexPatch;

/* Lays all places out as one shape of patches. */
void hexmap_patches(Arena *arena, HexPatch *patches, size_t patch_count, HexPlace *places,
                    size_t len);

/* ---- for the drawing ---- */

/* The centre of a cell. */
int64_t hexmap_x(const HexPlace *place);
int64_t hexmap_y(const HexPlace *place);

/* The corners of a cell around its centre, for `points`. */
Text hexmap_hexagon(Arena *arena);

/* The viewBox that holds all cells. */
Text hexmap_view_box(Arena *arena, const HexPlace *places, size_t len);

/* The lines between patches and around them all, for the `d` of a path. */
Text hexmap_borders(Arena *arena, const HexPatch *patches, size_t patch_count,
                    const HexPlace *places, size_t len);

/* 鲍家洼子社区居委会 → 鲍家洼子: on a map everything is a village.  At most eight characters. */
Text hexmap_name(Text name);
