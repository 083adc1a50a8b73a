/*
 * rng -- the demonstration's dice: the same numbers for the same seed, always.
 *
 * SplitMix64 (Steele, Lea, Flood 2014).  Whatever is drawn for one place, item and period comes
 * from a seed of these three, so that nothing depends on the order of making.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Rng {
    uint64_t state;
} Rng;

static inline uint64_t
rng_mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline uint64_t
rng_next(Rng *rng)
{
    return rng_mix(rng->state += 0x9e3779b97f4a7c15u);
}

static inline Rng
rng_of(uint64_t a, uint64_t b, uint64_t c)
{
    return (Rng){rng_mix(rng_mix(rng_mix(a + 0x9e3779b97f4a7c15u) ^ b) + c)};
}

/* 0 … below - 1; 0 for below 0. */
static inline uint64_t
rng_below(Rng *rng, uint64_t below)
{
    return below == 0 ? 0 : rng_next(rng) % below;
}

/* low … high, both included. */
static inline int64_t
rng_between(Rng *rng, int64_t low, int64_t high)
{
    return high <= low ? low : low + (int64_t)rng_below(rng, (uint64_t)(high - low) + 1);
}

static inline bool
rng_chance(Rng *rng, unsigned per_mille)
{
    return rng_below(rng, 1000) < per_mille;
}
