/*
 * plant -- faults that are put into the demonstration on purpose, each at one named place, for
 * whoever tries out how they are found.  docs/money.md lists them; nothing else in the
 * demonstration is wrong in these ways.
 */
#pragma once

#include "demo/maker.h"

typedef enum PlantKind {
#define PLANT(kind, code, item) PLANT_##kind,
#include "demo/plants.tbl"
    PLANT_COUNT
} PlantKind;

/* Split payments stay below what a village decides on by itself. */
#define PLANT_LIMIT_FEN INT64_C(1000000)

/* Where it is. */
RegionCode plant_place(PlantKind kind);
/* Whether it is at this place. */
static inline bool
plant_at(PlantKind kind, RegionCode place)
{
    return plant_place(kind) == place;
}
/* The item whose table has it; absent: it is in no table of the corpus. */
Text plant_item(PlantKind kind);

/* Puts it into the table that is being made; false when the table is too small for it. */
bool plant_in_table(Maker *maker, PlantKind kind);
