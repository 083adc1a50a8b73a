/*
 * id -- keys of rows: 64-bit, positive, ordered by time, made in C.
 *
 * 41 bits of milliseconds since 2020-01-01T00:00:00Z (until 2089), 10 bits of process slot, 12 bits
 * of sequence.  So processes of one installation need no common counter, rows come out in the order
 * of their making, and ids of two districts can be put together later.  An id is not a secret:
 * whoever needs something that cannot be guessed takes random_token (base/crypto.h).  It is larger
 * than a JavaScript number can hold, so JSON carries ids as strings.
 */
#pragma once

#include <stdint.h>

#include "base/clock.h"

enum { ID_SLOTS = 1024 };

/* A new id.  Never repeats within a process, even when the clock steps back or more than 4096 are
 * made in a millisecond (then it runs a little ahead of the clock). */
int64_t id_new(void);

/* Gives this process its slot (0…ID_SLOTS-1, taken modulo); the supervisor gives each of its
 * children another one.  Without it, a process picks a random slot at its first id, also after a
 * fork. */
void id_use_slot(int slot);

/* When an id was made. */
Time id_time(int64_t id);

/* The least id that can be made at or after an instant: "rows since then" by key. */
int64_t id_first_at(Time time);
