/*
 * A fixed table of entries, chained by hash; a clock hand takes back what was not asked for since
 * it came by.
 */
#include "web/cache.h"

#include <stdio.h>
#include <string.h>

#include "web/hash.h"

enum { BUCKETS = 8192, NONE = -1, TAG_DIGITS = 16, ENTRY_BYTES = 1024 };

typedef struct Entry {
    bool used;
    bool asked; /* since the hand came by */
    uint64_t hash;
    uint16_t target_len;
    uint16_t host_len;
    uint8_t lang;
    bool elder;
    bool secure;
    Day day;
    int32_t next;
    size_t key_count;
    int64_t keys[RESPONSE_KEYS_MAX];
    uint64_t versions[RESPONSE_KEYS_MAX];
    uint64_t tag;
    HttpResponse *plain; /* NULL: only the keys are known */
    HttpResponse *plain_unchanged;
    HttpResponse *gzip;
    HttpResponse *gzip_unchanged;
    size_t bytes;
    char text[CACHE_KEY_BYTES_MAX]; /* target and host */
} Entry;

struct Cache {
    Entry *entries;
    int32_t *buckets;
    int64_t bytes;
    int64_t bytes_max;
    size_t hand;
};

Cache *
cache_new(Arena *arena, int64_t bytes_max)
{
    Cache *cache = NEW(arena, Cache);

    cache->entries = NEW_ARRAY(arena, Entry, CACHE_ENTRIES_MAX);
    cache->buckets = NEW_ARRAY(arena, int32_t, BUCKETS);
    cache->bytes_max = bytes_max;
    for (size_t i = 0; i < BUCKETS; i++)
        cache->buckets[i] = NONE;
    return cache;
}

void
cache_key_hash(CacheKey *key)
{
    uint64_t seed = (uint64_t)key->day << 8 | (uint64_t)key->lang << 2 | (uint64_t)key->elder << 1 |
                    (uint64_t)key->secure;

    key->hash = hash_bytes(key->target, hash_bytes(key->host, seed));
}

static bool
is_entry_of(const Entry *entry, const CacheKey *key)
{
    return entry->hash == key->hash && entry->target_len == key->target.len &&
           entry->host_len == key->host.len && entry->lang == key->lang &&
           entry->elder == key->elder && entry->secure == key->secure && entry->day == key->day &&
           memcmp(entry->text, key->target.at, key->target.len) == 0 &&
           (key->host.len == 0 ||
            memcmp(entry->text + key->target.len, key->host.at, key->host.len) == 0);
}

static Entry *
entry_find(Cache *cache, const CacheKey *key)
{
    for (int32_t i = cache->buckets[key->hash % BUCKETS]; i != NONE; i = cache->entries[i].next)
        if (is_entry_of(&cache->entries[i], key))
            return &cache->entries[i];
    return NULL;
}

/* ---- hits ---- */

static bool
is_fresh(const Entry *entry, const Store *store)
{
    for (size_t i = 0; i < entry->key_count; i++)
        if (store_version(store, entry->keys[i]) != entry->versions[i])
            return false;
    return true;
}

HttpResponse *
cache_find(Cache *cache, const Store *store, const CacheKey *key, CacheWish wish, int *status_out)
{
    Entry *entry = entry_find(cache, key);

    if (entry == NULL || entry->plain == NULL || (wish.gzip && entry->gzip == NULL) ||
        !is_fresh(entry, store))
        return NULL;
    entry->asked = true;
    if (wish.if_none_match.len != 0 && etag_matches(wish.if_none_match, entry->tag)) {
        *status_out = 304;
        return wish.gzip ? entry->gzip_unchanged : entry->plain_unchanged;
    }
    *status_out = 200;
    return wish.gzip ? entry->gzip : entry->plain;
}

CacheBefore
cache_before(Cache *cache, const Store *store, const CacheKey *key)
{
    const Entry *entry = entry_find(cache, key);
    CacheBefore before = {0};

    if (entry == NULL)
        return before;
    before.count = entry->key_count;
    for (size_t i = 0; i < entry->key_count; i++) {
        before.keys[i] = entry->keys[i];
        before.versions[i] = store_version(store, entry->keys[i]);
    }
    return before;
}

/* ---- keeping ---- */

static void
drop_page(Cache *cache, Entry *entry)
{
    http_drop(entry->plain);
    http_drop(entry->plain_unchanged);
    http_drop(entry->gzip);
    http_drop(entry->gzip_unchanged);
    entry->plain = entry->plain_unchanged = entry->gzip = entry->gzip_unchanged = NULL;
    cache->bytes -= (int64_t)entry->bytes;
    entry->bytes = 0;
}

static void
drop_entry(Cache *cache, size_t index)
{
    Entry *entry = &cache->entries[index];
    int32_t *at = &cache->buckets[entry->hash % BUCKETS];

    while (*at != (int32_t)index)
        at = &cache->entries[*at].next;
    *at = entry->next;
    drop_page(cache, entry);
    entry->used = false;
}

/* A free entry, taken from somebody if need be. */
static size_t
free_entry(Cache *cache)
{
    for (;;) {
        size_t index = cache->hand;
        Entry *entry = &cache->entries[index];

        cache->hand = (cache->hand + 1) % CACHE_ENTRIES_MAX;
        if (!entry->used)
            return index;
        if (!entry->asked) {
            drop_entry(cache, index);
            return index;
        }
        entry->asked = false;
    }
}

static void
make_room(Cache *cache, size_t bytes, const Entry *spared)
{
    for (size_t turns = 0; turns < 2 * CACHE_ENTRIES_MAX; turns++) {
        size_t index = cache->hand;
        Entry *entry = &cache->entries[index];

        if (cache->bytes + (int64_t)bytes <= cache->bytes_max)
            return;
        cache->hand = (cache->hand + 1) % CACHE_ENTRIES_MAX;
        if (!entry->used || entry == spared)
            continue;
        if (!entry->asked)
            drop_entry(cache, index);
        entry->asked = false;
    }
}

static Entry *
entry_add(Cache *cache, const CacheKey *key)
{
    size_t index = free_entry(cache);
    Entry *entry = &cache->entries[index];
    int32_t *bucket = &cache->buckets[key->hash % BUCKETS];

    *entry = (Entry){
        .used = true,
        .hash = key->hash,
        .target_len = (uint16_t)key->target.len,
        .host_len = (uint16_t)key->host.len,
        .lang = (uint8_t)key->lang,
        .elder = key->elder,
        .secure = key->secure,
        .day = key->day,
        .next = *bucket,
    };
    memcpy(entry->text, key->target.at, key->target.len);
    if (key->host.len != 0)
        memcpy(entry->text + key->target.len, key->host.at, key->host.len);
    *bucket = (int32_t)index;
    return entry;
}

/* The versions were read for the very keys that the page showed, and no commit was on its way. */
static bool
was_settled(const CacheBefore *before, const CachePage *page)
{
    if (before->count != page->key_count || before->count == 0)
        return false;
    for (size_t i = 0; i < before->count; i++)
        if (before->keys[i] != page->keys[i] || before->versions[i] == STORE_VERSION_UNSETTLED)
            return false;
    return true;
}

static void
drop_unkept(const CachePage *page)
{
    http_drop(page->plain);
    http_drop(page->plain_unchanged);
    http_drop(page->gzip);
    http_drop(page->gzip_unchanged);
}

void
cache_keep(Cache *cache, const CacheKey *key, const CacheBefore *before, const CachePage *page)
{
    Entry *entry;

    if (page->plain == NULL || page->bytes > CACHE_PAGE_BYTES_MAX ||
        key->target.len + key->host.len > CACHE_KEY_BYTES_MAX) {
        drop_unkept(page);
        return;
    }
    entry = entry_find(cache, key);
    if (entry == NULL)
        entry = entry_add(cache, key);
    drop_page(cache, entry);
    entry->key_count = page->key_count;
    memcpy(entry->keys, page->keys, page->key_count * sizeof page->keys[0]);
    if (!was_settled(before, page)) {
        drop_unkept(page);
        return;
    }
    make_room(cache, page->bytes + ENTRY_BYTES, entry);
    memcpy(entry->versions, before->versions, sizeof entry->versions);
    entry->tag = page->tag;
    entry->plain = page->plain;
    entry->plain_unchanged = page->plain_unchanged;
    entry->gzip = page->gzip;
    entry->gzip_unchanged = page->gzip_unchanged;
    entry->bytes = page->bytes + ENTRY_BYTES;
    cache->bytes += (int64_t)entry->bytes;
}

int64_t
cache_bytes(const Cache *cache)
{
    return cache->bytes;
}

/* ---- tags ---- */

Text
etag_make(Arena *arena, uint64_t tag, bool gzip)
{
    return text_printf(arena, gzip ? "\"%016llx-z\"" : "\"%016llx\"", (unsigned long long)tag);
}

bool
etag_matches(Text if_none_match, uint64_t tag)
{
    char digits[TAG_DIGITS + 1];

    if (text_eq(if_none_match, T("*")))
        return true;
    snprintf(digits, sizeof digits, "%016llx", (unsigned long long)tag);
    for (Text rest = if_none_match; rest.len > TAG_DIGITS + 1;) {
        size_t at = text_find(rest, T("\""));
        Text opaque = text_slice(rest, at + 1, TAG_DIGITS);

        if (opaque.len == TAG_DIGITS && memcmp(opaque.at, digits, TAG_DIGITS) == 0)
            return true;
        rest = text_slice(rest, at + 1, rest.len);
    }
    return false;
}
