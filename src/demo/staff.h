/*
 * staff -- the 622 accounts: three a village or community, five a township, four in the district;
 * and the operator.
 *
 * All have the password mingbai-demo, hashed once.  Some are named for trying things out:
 * village, village2, finance, township, township2, district, operator.
 */
#pragma once

#include "demo/place.h"

#define DEMO_PASSWORD "mingbai-demo"

enum { STAFF_A_VILLAGE = 3, STAFF_A_TOWNSHIP = 5, STAFF_IN_DISTRICT = 4 };

/* Makes all accounts; fills in those of the places.  *count_out: those of the three levels. */
MUST_CHECK Status staff_make(Ctx *ctx, const Corpus *corpus, RegionCode district,
                             const Regions *townships, const Places *places, int64_t *count_out);

/* Somebody who holds one role, to act as. */
Actor staff_actor(Arena *arena, int64_t account, Role role, RegionCode region);
