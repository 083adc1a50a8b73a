/*
 * hash -- a fast 64-bit hash of bytes, for ETags and the page cache's table.
 *
 * Multiplies and folds eight bytes a step (the mixing of Wang Yi's wyhash).  Not for secrets:
 * whoever makes two pages collide fools himself.
 */
#pragma once

#include <string.h>

#include "base/text.h"

static inline uint64_t
hash_mix(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t
hash_bytes(Text text, uint64_t seed)
{
    uint64_t hash = seed ^ 0xa0761d6478bd642fu;
    size_t i = 0;
    uint64_t word = 0;

    for (; i + 8 <= text.len; i += 8) {
        memcpy(&word, text.at + i, 8);
        hash = hash_mix(hash ^ word, 0xe7037ed1a0b428dbu);
    }
    word = 0;
    if (i < text.len)
        memcpy(&word, text.at + i, text.len - i);
    hash = hash_mix(hash ^ word, 0x8ebc6af09c88c6e3u);
    return hash_mix(hash ^ text.len, 0x589965cc75374cc3u);
}
