/*
 * rate -- a part of a whole for people, in one way on every page.
 *
 * All is said only of all, nothing only of nothing: 9,999 of 10,000 are 99.9 %.  Of nothing there
 * is no rate: "–", never 0 % or 100 %.
 */
#pragma once

#include "base/text.h"

/* In tenths of a per cent, rounded half up; 0 when whole is not above 0. */
int64_t rate_per_mille(int64_t part, int64_t whole);

/* "94.2%"; "–" when whole is not above 0. */
Text rate_format(Arena *arena, int64_t part, int64_t whole);
