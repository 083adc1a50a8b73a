/*
 * cache -- ready-made public pages, kept while what they show has not changed.
 *
 * A page is the same for all visitors with the same language and mode on the same day.  Its entry
 * holds the finished responses (plain, gzip, and "not modified") and the versions of the keys that
 * the page shows (store_version), read before the page's transaction began: so a page whose data
 * changed meanwhile is never kept, and a hit is a look-up and a few comparisons of memory.
 *
 * Which keys a page shows is known only after it has been made; so the first time only its keys are
 * remembered, and the page itself is kept from its second making on.  That also keeps pages out
 * that nobody asks for twice.
 */
#pragma once

#include "web/http.h"

enum {
    CACHE_ENTRIES_MAX = 4096,
    CACHE_KEY_BYTES_MAX = 224, /* longer targets are not kept */
    CACHE_PAGE_BYTES_MAX = 1024 * 1024,
};

typedef struct Cache Cache;

/* Which page, for whom. */
typedef struct CacheKey {
    Text target; /* as sent, with the query */
    Text host;   /* where absolute links depend on it; else absent */
    Lang lang;
    bool elder;
    bool secure;
    Day day;
    uint64_t hash;
} CacheKey;

void cache_key_hash(CacheKey *key);

Cache *cache_new(Arena *arena, int64_t bytes_max);

/* What a client can take. */
typedef struct CacheWish {
    bool gzip;
    Text if_none_match;
} CacheWish;

/* The response for a fresh page, 200 or 304; NULL when there is none. */
HttpResponse *cache_find(Cache *cache, const Store *store, const CacheKey *key, CacheWish wish,
                         int *status_out);

/* The versions of what a page showed last time, to be read before its transaction begins. */
typedef struct CacheBefore {
    size_t count; /* 0: not known */
    int64_t keys[RESPONSE_KEYS_MAX];
    uint64_t versions[RESPONSE_KEYS_MAX];
} CacheBefore;
CacheBefore cache_before(Cache *cache, const Store *store, const CacheKey *key);

/* A page as it was made.  The cache takes over the responses that are not NULL. */
typedef struct CachePage {
    const int64_t *keys;
    size_t key_count;
    uint64_t tag; /* what the ETags are made of */
    HttpResponse *plain;
    HttpResponse *plain_unchanged; /* its 304 */
    HttpResponse *gzip;            /* may be NULL: then whoever wants it makes the page anew */
    HttpResponse *gzip_unchanged;
    size_t bytes; /* of all of them */
} CachePage;
void cache_keep(Cache *cache, const CacheKey *key, const CacheBefore *before,
                const CachePage *page);

/* Strong ETags: one for each form of the bytes (RFC 9110 8.8.3). */
Text etag_make(Arena *arena, uint64_t tag, bool gzip);

/* Whether If-None-Match names any form of this tag. */
bool etag_matches(Text if_none_match, uint64_t tag);

int64_t cache_bytes(const Cache *cache);
