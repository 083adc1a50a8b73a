/*
 * Counters in a mapped file.  Every writer adds one to `begun` of the keys it touched just before
 * it commits and one to `ended` just after; so when both are equal no commit is on its way, and
 * when they are what they were, none has come since.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/inside.h"

static const char magic[8] = {'M', 'B', 'V', 'E', 'R', 'S', '0', '1'};

static char state_dir[STORE_PATH_BYTES];

/* ---- the table ---- */

static uint64_t
random_number(void)
{
    uint64_t number = 0;

    while (number == 0)
        if (getrandom(&number, sizeof number, 0) != sizeof number && errno != EINTR)
            abort();
    return number;
}

static void
boot_id(char out[48])
{
    int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t got = 0;

    memset(out, 0, 48);
    if (file >= 0) {
        got = read(file, out, 36);
        close(file);
    }
    if (got <= 0) /* unknown: count anew each time */
        snprintf(out, 48, "%016llx", (unsigned long long)random_number());
}

/* A machine that lost its power may have lost counts that a browser remembers (in an ETag), so
 * counting begins anew, in another epoch, after each boot. */
static void
table_prepare(VersionTable *table)
{
    char boot[48];

    boot_id(boot);
    if (memcmp(table->magic, magic, sizeof magic) == 0 &&
        memcmp(table->boot, boot, sizeof boot) == 0)
        return;
    memset(table, 0, sizeof *table);
    table->origin = random_number();
    table->epoch = (uint32_t)random_number() | 1;
    memcpy(table->boot, boot, sizeof boot);
    memcpy(table->magic, magic, sizeof magic);
}

static VersionTable *
refused(int file, const char *path)
{
    char why[STORE_PATH_BYTES + 100];

    snprintf(why, sizeof why, "%s: %s", path, strerror(errno));
    store_log(LOG_LEVEL_ERROR, NULL, "versions", why);
    if (file >= 0)
        close(file);
    return NULL;
}

static VersionTable *
table_map(int file)
{
    int flags = file >= 0 ? MAP_SHARED : MAP_SHARED | MAP_ANONYMOUS;
    void *at = mmap(NULL, sizeof(VersionTable), PROT_READ | PROT_WRITE, flags, file, 0);

    return at == MAP_FAILED ? NULL : at;
}

VersionTable *
versions_open(const char *path, mode_t mode)
{
    VersionTable *table;
    struct stat status;
    int file;

    if (path == NULL) {
        table = table_map(-1);
        if (table == NULL)
            return refused(-1, "memory");
        table_prepare(table);
        return table;
    }
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
    if (file < 0 || flock(file, LOCK_EX) != 0 || fstat(file, &status) != 0)
        return refused(file, path);
    if ((size_t)status.st_size < sizeof *table) {
        /* All of it now: on a full disk a hole would be a SIGBUS later. */
        errno = posix_fallocate(file, 0, sizeof *table);
        if (errno != 0)
            return refused(file, path);
        if (fchmod(file, mode) != 0)
            return refused(file, path);
    }
    table = table_map(file);
    if (table == NULL)
        return refused(file, path);
    table_prepare(table);
    flock(file, LOCK_UN); /* the map would hold it */
    close(file);
    return table;
}

void
versions_close(VersionTable *table)
{
    if (table != NULL)
        munmap(table, sizeof *table);
}

/* ---- counting ---- */

/* Fibonacci hashing: region codes of one township differ in their last digits only. */
static size_t
slot_of(int64_t key)
{
    return (size_t)(((uint64_t)key * 0x9E3779B97F4A7C15u) >> 48) % VERSION_SLOTS;
}

uint64_t
versions_get(const VersionTable *table, int64_t key)
{
    const VersionSlot *slot = &table->slots[slot_of(key)];
    /* In this order: ended is never ahead of begun, so equal means that both stood so at once. */
    uint32_t ended = atomic_load(&slot->ended);
    uint32_t begun = atomic_load(&slot->begun);

    if (begun != ended)
        return STORE_VERSION_UNSETTLED;
    return (uint64_t)table->epoch << 32 | begun;
}

void
versions_begin(VersionTable *table, int64_t key)
{
    atomic_fetch_add(&table->slots[slot_of(key)].begun, 1);
}

void
versions_end(VersionTable *table, int64_t key)
{
    atomic_fetch_add(&table->slots[slot_of(key)].ended, 1);
}

void
versions_begin_all(VersionTable *table)
{
    for (size_t i = 0; i < VERSION_SLOTS; i++)
        atomic_fetch_add(&table->slots[i].begun, 1);
}

void
versions_end_all(VersionTable *table)
{
    for (size_t i = 0; i < VERSION_SLOTS; i++)
        atomic_fetch_add(&table->slots[i].ended, 1);
}

void
versions_move_all(VersionTable *table)
{
    versions_begin_all(table);
    versions_end_all(table);
}

void
versions_settle(VersionTable *table)
{
    for (size_t i = 0; i < VERSION_SLOTS; i++) {
        uint32_t begun = atomic_fetch_add(&table->slots[i].begun, 1);

        atomic_store(&table->slots[i].ended, begun + 1);
    }
}

/* ---- where PostgreSQL's table stands ---- */

void
store_set_state_dir(Text dir)
{
    snprintf(state_dir, sizeof state_dir, "%.*s", TEXT_ARGS(dir));
}

/* Ours alone: /tmp belongs to everybody. */
static bool
private_dir(const char *path)
{
    struct stat status;

    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return false;
    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
           (status.st_mode & 077) == 0;
}

bool
versions_path_for(Text url, char path_out[STORE_PATH_BYTES])
{
    const char *named = state_dir[0] != '\0' ? state_dir : getenv("MINGBAI_STATE");
    char own[64];
    int len;

    snprintf(own, sizeof own, "/tmp/mingbai-%u", (unsigned)geteuid());
    if (named == NULL && access("/var/lib/mingbai", W_OK) == 0)
        named = "/var/lib/mingbai";
    if (named == NULL) {
        named = own;
        if (!private_dir(own)) {
            errno = EACCES;
            refused(-1, own);
            return false;
        }
    } else if (mkdir(named, 0750) != 0 && errno != EEXIST) {
        refused(-1, named);
        return false;
    }
    len = snprintf(path_out, STORE_PATH_BYTES, "%s/%016llx-versions", named,
                   (unsigned long long)text_hash(url));
    return len > 0 && len < STORE_PATH_BYTES;
}
