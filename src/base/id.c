#include "base/id.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum { SLOT_BITS = 10, SEQUENCE_BITS = 12, SEQUENCES = 1 << SEQUENCE_BITS };

static const int64_t EPOCH_MS = 1577836800000; /* 2020-01-01T00:00:00Z */
static const int64_t LAST_MS = (1LL << 41) - 1;

/* A process is single-threaded over its own state; a fork is noticed by its pid. */
static struct {
    pid_t pid;
    int64_t slot;
    int64_t ms;
    int64_t sequence;
} maker;

static int64_t
ms_since_epoch(void)
{
    struct timespec now;
    int64_t ms;

    clock_gettime(CLOCK_REALTIME, &now);
    ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - EPOCH_MS;
    return ms < 0 ? 0 : ms > LAST_MS ? LAST_MS : ms;
}

void
id_use_slot(int slot)
{
    maker.slot = (unsigned)slot % ID_SLOTS;
    maker.pid = getpid();
}

static void
use_random_slot(void)
{
    uint16_t random = 0;

    /* Fewer than 256 bytes are never cut short; before the pool is ready this waits (getrandom(2)).
     */
    if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
        random = (uint16_t)(getpid() ^ clock_monotonic_ms());
    id_use_slot(random);
}

int64_t
id_new(void)
{
    int64_t now = ms_since_epoch();

    if (maker.pid != getpid())
        use_random_slot();
    if (now > maker.ms) {
        maker.ms = now;
        maker.sequence = 0;
    } else if (++maker.sequence == SEQUENCES) {
        maker.ms++;
        maker.sequence = 0;
    }
    return maker.ms << (SLOT_BITS + SEQUENCE_BITS) | maker.slot << SEQUENCE_BITS | maker.sequence;
}

Time
id_time(int64_t id)
{
    return ((id >> (SLOT_BITS + SEQUENCE_BITS)) + EPOCH_MS) / 1000;
}

int64_t
id_first_at(Time time)
{
    int64_t ms = time * 1000 - EPOCH_MS;

    return ms <= 0 ? 0 : (ms > LAST_MS ? LAST_MS : ms) << (SLOT_BITS + SEQUENCE_BITS);
}
