/*
 * region_code -- the 12-digit statistical code of a place, as a number; arithmetic only.
 *
 * Twelve digits: province 2, city 2, district 2, township 3, village 3 (GB/T 2260, GB/T 10114). The
 * subtree of a place is a range of codes, so scope and permission are two comparisons.
 */
#pragma once

#include "base/text.h"

typedef int64_t RegionCode;

typedef enum RegionLevel {
    LEVEL_TOP, /* no place: the whole installation; code 0 */
    LEVEL_PROVINCE,
    LEVEL_CITY,
    LEVEL_DISTRICT,
    LEVEL_TOWNSHIP,
    LEVEL_VILLAGE,
} RegionLevel;

/* Codes first ≤ c ≤ last. */
typedef struct RegionRange {
    RegionCode first;
    RegionCode last;
} RegionRange;

/* Parses 12 digits; false for anything else. */
bool region_code_parse(Text text, RegionCode *code_out);
Text region_code_format(Arena *arena, RegionCode code); /* 12 digits, zero-padded */

/* The level that the code's trailing zeros tell (210111000000 is a district), and the code of the
 * place that contains it at a level (region_code_at(210111010203, LEVEL_TOWNSHIP) is 210111010000).
 * Real trees have exceptions; region_get() tells the stored truth. */
RegionLevel region_code_level(RegionCode code);
RegionCode region_code_at(RegionCode code, RegionLevel level);

/* The subtree's range; for code 0 everything. */
RegionRange region_range(RegionCode code);
bool region_contains(RegionCode scope, RegionCode code);

/* Several places, by code, none within another: what somebody with several roles looks after. */
typedef struct RegionCodes {
    RegionCode *at;
    size_t len;
} RegionCodes;

/* Whether the code is one of them or lies below one. */
bool region_codes_contain(RegionCodes scopes, RegionCode code);
