#include "web/shared.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { GATE_WAIT_US = 1000 };

const int64_t latency_bounds_us[LATENCY_BUCKETS] = {
    500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, INT64_MAX,
};

Shared *
shared_new(void)
{
    void *at =
        mmap(NULL, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (at == MAP_FAILED)
        abort();
    return at;
}

void
shared_answered(SharedSlot *slot, int status, int64_t took_us)
{
    int class = status / 100;
    size_t bucket = 0;

    if (class < 0 || class >= STATUS_CLASSES)
        class = 0;
    while (took_us > latency_bounds_us[bucket])
        bucket++;
    shared_add(&slot->by_status[class], 1);
    shared_add(&slot->latency[bucket], 1);
    shared_add(&slot->latency_us, (uint64_t)(took_us < 0 ? 0 : took_us));
}

void
shared_write_begin(Shared *shared, SharedSlot *slot)
{
    for (;;) {
        atomic_store(&slot->writing, true);
        if (!atomic_load(&shared->settling))
            return;
        atomic_store(&slot->writing, false);
        usleep(GATE_WAIT_US);
    }
}

void
shared_write_end(SharedSlot *slot)
{
    atomic_store(&slot->writing, false);
}
