/*
 * Region codes: arithmetic without a database.
 *
 * Twelve digits: province 2, city 2, district 2, township 3, village 3 (GB/T 2260, GB/T 10114).
 */
#include "base/region_code.h"

enum { CODE_DIGITS = 12 };

/* What the digits below a level are worth. */
static const int64_t unit[] = {
    [LEVEL_TOP] = 1000000000000, [LEVEL_PROVINCE] = 10000000000, [LEVEL_CITY] = 100000000,
    [LEVEL_DISTRICT] = 1000000,  [LEVEL_TOWNSHIP] = 1000,        [LEVEL_VILLAGE] = 1,
};

bool
region_code_parse(Text text, RegionCode *code_out)
{
    int64_t code;

    if (text.len != CODE_DIGITS || text.at[0] == '-' || !text_to_i64(text, &code))
        return false;
    *code_out = code;
    return true;
}

Text
region_code_format(Arena *arena, RegionCode code)
{
    char *at = arena_alloc(arena, CODE_DIGITS + 1);

    for (int i = CODE_DIGITS; i-- != 0; code /= 10)
        at[i] = (char)('0' + code % 10);
    return (Text){at, CODE_DIGITS};
}

RegionLevel
region_code_level(RegionCode code)
{
    RegionLevel level = LEVEL_TOP;

    if (code == 0)
        return LEVEL_TOP;
    while (level < LEVEL_VILLAGE && code % unit[level] != 0)
        level++;
    return level;
}

RegionCode
region_code_at(RegionCode code, RegionLevel level)
{
    return code - code % unit[level];
}

RegionRange
region_range(RegionCode code)
{
    return (RegionRange){.first = code, .last = code + unit[region_code_level(code)] - 1};
}

bool
region_contains(RegionCode scope, RegionCode code)
{
    RegionRange range = region_range(scope);

    return code >= range.first && code <= range.last;
}

bool
region_codes_contain(RegionCodes scopes, RegionCode code)
{
    for (size_t i = 0; i < scopes.len; i++)
        if (region_contains(scopes.at[i], code))
            return true;
    return false;
}
