/*
 * shared -- the memory that supervisor, workers and keeper have in common: who is alive, counters
 * for /metrics, and a gate that keeps writers out while versions are settled.
 *
 * Made by the supervisor before it forks.  Each child writes only into its own slot, so plain
 * atomic stores are enough; /metrics adds the slots up.  A slot's counters go on counting under its
 * next child.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { SHARED_SLOTS = 256, LATENCY_BUCKETS = 13, STATUS_CLASSES = 6 };

typedef enum Counter {
    COUNT_CACHE_HIT,
    COUNT_CACHE_MISS,
    COUNT_NOT_MODIFIED,
    COUNT_BODY_BYTES, /* received */
    COUNT_SENT_BYTES, /* bodies of fresh answers, as sent */
    COUNT_UPLOADS,
    COUNT_REFUSED, /* by the guard or a limit */
    COUNT_JOB_RUNS,
    COUNT_JOB_FAILURES,
    COUNT_COUNT
} Counter;

typedef struct SharedSlot {
    _Atomic pid_t pid; /* 0: free */
    _Atomic bool writing;
    _Atomic bool ready; /* answers requests */
    _Atomic uint64_t by_status[STATUS_CLASSES];
    _Atomic uint64_t latency[LATENCY_BUCKETS];
    _Atomic uint64_t latency_us;
    _Atomic uint64_t counters[COUNT_COUNT];
    _Atomic int64_t cache_bytes;
    _Alignas(64) char end[1];
} SharedSlot;

typedef struct Shared {
    _Atomic bool settling;
    _Atomic uint64_t restarts;
    SharedSlot slots[SHARED_SLOTS];
} Shared;

/* Aborts when there is no memory. */
Shared *shared_new(void);

/* Upper bounds of the latency buckets in microseconds; the last is infinite. */
extern const int64_t latency_bounds_us[LATENCY_BUCKETS];

/* One more, by the only writer of this slot. */
static inline void
shared_add(_Atomic uint64_t *counter, uint64_t more)
{
    atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + more,
                          memory_order_relaxed);
}

static inline void
shared_count(SharedSlot *slot, Counter counter, uint64_t more)
{
    shared_add(&slot->counters[counter], more);
}

/* One request answered. */
void shared_answered(SharedSlot *slot, int status, int64_t took_us);

/* Around everything that may write to the database: waits while the supervisor settles versions
 * (after a child died in between). */
void shared_write_begin(Shared *shared, SharedSlot *slot);
void shared_write_end(SharedSlot *slot);
