/*
 * Blocks in a chain, a bump pointer in the newest.  Under AddressSanitizer unused memory is
 * poisoned and a gap is left between pieces, so that an overrun or a use after reset is found.
 */
#include "base/arena.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#define POISON(at, size) ASAN_POISON_MEMORY_REGION((at), (size))
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION((at), (size))
#else
enum { GAP = 0 };
#define POISON(at, size) ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#endif

enum { KEPT_BYTES = 4 * 1024 * 1024 };

void
memory_keep(void)
{
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
}

enum { ALIGN = 16, BLOCK_BYTES = 64 * 1024 };

typedef struct Block {
    struct Block *older;
    size_t size;
    size_t used;
    _Alignas(ALIGN) char bytes[];
} Block;

struct Arena {
    Block *newest;
    size_t limit;
    size_t held; /* bytes in all blocks */
};

static void *
or_die(void *memory, const char *why)
{
    if (memory == NULL) {
        fprintf(stderr, "{\"level\":\"fatal\",\"event\":\"arena\",\"why\":\"%s\"}\n", why);
        abort();
    }
    return memory;
}

static void
add_block(Arena *arena, size_t at_least)
{
    size_t size = at_least > BLOCK_BYTES ? at_least : BLOCK_BYTES;
    Block *block;

    if (size > arena->limit || arena->held > arena->limit - size)
        or_die(NULL, "limit reached");
    block = or_die(malloc(sizeof *block + size), "out of memory");
    block->older = arena->newest;
    block->size = size;
    block->used = 0;
    POISON(block->bytes, size);
    arena->newest = block;
    arena->held += size;
}

Arena *
arena_new(size_t limit_bytes)
{
    Arena *arena = or_die(calloc(1, sizeof *arena), "out of memory");

    arena->limit = limit_bytes;
    return arena;
}

static void
drop_newest(Arena *arena)
{
    Block *block = arena->newest;

    arena->newest = block->older;
    arena->held -= block->size;
    UNPOISON(block->bytes, block->size);
    free(block);
}

void
arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    while (arena->newest != NULL)
        drop_newest(arena);
    free(arena);
}

void
arena_reset(Arena *arena)
{
    while (arena->newest != NULL && arena->newest->older != NULL)
        drop_newest(arena);
    if (arena->newest != NULL && arena->newest->size > BLOCK_BYTES)
        drop_newest(arena);
    if (arena->newest != NULL) {
        arena->newest->used = 0;
        POISON(arena->newest->bytes, arena->newest->size);
    }
}

static size_t
padded(size_t size)
{
    if (size > SIZE_MAX / 2)
        or_die(NULL, "absurd size");
    return ((size + ALIGN - 1) & ~(size_t)(ALIGN - 1)) + GAP;
}

static char *
take(Arena *arena, size_t size)
{
    size_t room = padded(size);
    char *at;

    if (arena->newest == NULL || arena->newest->size - arena->newest->used < room)
        add_block(arena, room);
    at = arena->newest->bytes + arena->newest->used;
    arena->newest->used += room;
    UNPOISON(at, size);
    return at;
}

void *
arena_alloc(Arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

void *
arena_array(Arena *arena, size_t count, size_t size)
{
    size_t total;

    if (__builtin_mul_overflow(count, size, &total))
        or_die(NULL, "absurd size");
    return arena_alloc(arena, total);
}

void *
arena_grow_bytes(Arena *arena, void *old, size_t old_size, size_t new_size)
{
    Block *block = arena->newest;
    size_t old_room = padded(old_size);
    size_t new_room = padded(new_size);
    void *fresh;

    if (old != NULL && block != NULL && block->used >= old_room &&
        (char *)old == block->bytes + block->used - old_room &&
        block->size - (block->used - old_room) >= new_room) {
        block->used += new_room - old_room;
        UNPOISON(old, new_size);
        return old;
    }
    fresh = take(arena, new_size);
    if (old_size != 0)
        memcpy(fresh, old, old_size);
    return fresh;
}

void *
arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size)
{
    char *at = arena_grow_bytes(arena, old, old_size, new_size);

    memset(at + old_size, 0, new_size - old_size);
    return at;
}

size_t
arena_used(const Arena *arena)
{
    size_t used = 0;

    for (const Block *block = arena->newest; block != NULL; block = block->older)
        used += block->used;
    return used;
}

ArenaMark
arena_mark(Arena *arena)
{
    return (ArenaMark){.block = arena->newest,
                       .used = arena->newest != NULL ? arena->newest->used : 0};
}

void
arena_release(Arena *arena, ArenaMark mark)
{
    while (arena->newest != mark.block)
        drop_newest(arena);
    if (arena->newest != NULL) {
        arena->newest->used = mark.used;
        POISON(arena->newest->bytes + mark.used, arena->newest->size - mark.used);
    }
}
