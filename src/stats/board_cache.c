#include "stats/board_cache.h"

#include "flag/flag.h"
#include "store/store.h"

enum { VERSIONS = 6, TEXTS = 5 };

typedef struct Versions {
    uint64_t at[VERSIONS];
} Versions;

typedef struct Entry {
    const Store *store; /* NULL: free */
    BoardKey key;
    uint64_t asked;    /* when it was asked for last, in calls */
    Versions versions; /* of what is kept, or as they were at the last making */
    BoardParts parts;
    Arena *arena; /* of the texts; NULL: only the versions are known */
} Entry;

static Entry entries[BOARD_CACHE_ENTRIES];
static uint64_t calls;

static bool
same_key(const BoardKey *a, const BoardKey *b)
{
    return a->place == b->place && a->period == b->period && a->reader == b->reader &&
           a->lang == b->lang && a->day == b->day && a->flag == b->flag;
}

/* Of all that a board shows.  A township's has a row of its district. */
static Versions
versions_now(const Store *store, RegionCode place)
{
    RegionCode district =
        region_code_level(place) > LEVEL_DISTRICT ? region_code_at(place, LEVEL_DISTRICT) : place;

    return (Versions){
        {store_version(store, place), store_version(store, district),
         store_version(store, flag_key(place)), store_version(store, KEY_CATALOGUE),
         store_version(store, KEY_PLACES), store_version(store, KEY_SETTINGS)}
    };
}

static bool
same_versions(const Versions *a, const Versions *b)
{
    for (int i = 0; i < VERSIONS; i++)
        if (a->at[i] == STORE_VERSION_UNSETTLED || a->at[i] != b->at[i])
            return false;
    return true;
}

static void
drop(Entry *entry)
{
    arena_free(entry->arena);
    *entry = (Entry){0};
}

static Entry *
entry_of(const Store *store, const BoardKey *key)
{
    for (int i = 0; i < BOARD_CACHE_ENTRIES; i++)
        if (entries[i].store == store && same_key(&entries[i].key, key))
            return &entries[i];
    return NULL;
}

/* A free entry, or the one that was asked for longest ago. */
static Entry *
entry_new(void)
{
    Entry *oldest = &entries[0];

    for (int i = 1; i < BOARD_CACHE_ENTRIES; i++)
        if (entries[i].asked < oldest->asked)
            oldest = &entries[i];
    drop(oldest);
    return oldest;
}

bool
board_cache_find(const Ctx *ctx, const BoardKey *key, BoardParts *out)
{
    const Store *store = ctx_store(ctx);
    Entry *entry = entry_of(store, key);
    Versions now;

    if (entry == NULL)
        return false;
    entry->asked = ++calls;
    if (entry->arena == NULL) /* board_cache_keep() looks at the versions */
        return false;
    now = versions_now(store, key->place);
    if (!same_versions(&entry->versions, &now))
        return false;
    *out = entry->parts;
    return true;
}

static void
take(Entry *entry, const BoardParts *parts)
{
    BoardParts *kept = &entry->parts;
    Text *texts[TEXTS] = {&kept->headline, &kept->kpis, &kept->flags, &kept->why, &kept->below};
    size_t bytes = 0;

    *kept = *parts;
    for (int i = 0; i < TEXTS; i++)
        bytes += texts[i]->len;
    if (bytes > BOARD_PART_BYTES_MAX)
        return;
    entry->arena = arena_new(2 * BOARD_PART_BYTES_MAX);
    for (int i = 0; i < TEXTS; i++)
        *texts[i] = text_copy(entry->arena, *texts[i]);
}

void
board_cache_keep(const Ctx *ctx, const BoardKey *key, const BoardParts *parts)
{
    const Store *store = ctx_store(ctx);
    Entry *entry = entry_of(store, key);
    Versions now = versions_now(store, key->place);
    bool settled;

    if (entry == NULL)
        entry = entry_new();
    /* What was noted at the last making still stands. */
    settled = entry->store != NULL && same_versions(&entry->versions, &now);
    drop(entry);
    *entry = (Entry){.store = store, .key = *key, .asked = ++calls, .versions = now};
    if (settled)
        take(entry, parts);
}

void
board_cache_clear(void)
{
    for (int i = 0; i < BOARD_CACHE_ENTRIES; i++)
        drop(&entries[i]);
}
