/*
 * slip -- a code on paper for each household: whoever holds it belongs to it.
 *
 * A code (ABCD-EFGH-JK, 49 bits) is made from the installation's key, the household and a
 * generation, so the same slip can be printed again; of the code only a keyed hash is kept.  A new
 * generation makes the old slips worthless.  With the key lost, slips have to be made anew.
 */
#pragma once

#include "resident/resident.h"

enum { SLIP_LETTERS = 10, SLIPS_MAX = 5000 };

typedef struct Slip {
    Household household;
    Text code; /* ABCD-EFGH-JK */
} Slip;

typedef struct Slips {
    Slip *at;
    size_t len;
    Time made_at; /* of the oldest one */
    bool fresh;   /* codes were made now, for all or for some */
} Slips;

/* The slips of all open households of a village, by number; makes codes for those that have none,
 * with anew for all.  CAN_KEEP_ROSTER; audited. */
MUST_CHECK Status slips_make(Ctx *ctx, RegionCode region, bool anew, Slips *out);

/* The household whose code somebody typed, in whatever writing; NOT_FOUND. */
MUST_CHECK Status slip_household(Ctx *ctx, Text typed, Household *out);
