/*
 * kin -- for rules about companies: whose of them are a village cadre's or a cadre's relative's, by
 * the list of companies that the district's inspectors brought in.
 */
#pragma once

#include "flag/rule.h"

typedef struct FlagKin {
    Text company; /* as it is compared: outside_company_key() */
    Text words;   /* who that is: "王**（村干部）任法定代表人" */
    bool cadre;   /* the cadre, not a relative */
} FlagKin;

typedef struct FlagKins {
    FlagKin *at;
    size_t len;
} FlagKins;

/* Of the villages of a place, by person; none where the district has no such list. */
MUST_CHECK Status flag_kins(Ctx *ctx, RegionCode place, FlagKins *out);

/* The first of them whose company it is; NULL: nobody's. */
const FlagKin *flag_kin_of(Ctx *ctx, const FlagKins *kins, Text company);

/* How grave it is: of a cadre, and of a relative. */
static inline FlagLevel
flag_kin_level(const FlagKin *kin)
{
    return kin->cadre ? FLAG_RED : FLAG_YELLOW;
}
