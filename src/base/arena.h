/*
 * arena -- memory with three lifetimes: the process, one operation (a request, a job, a command),
 * and scratch inside an operation.
 *
 * An arena hands out zeroed memory that is never freed piece by piece: arena_reset() or
 * arena_release() takes back all of it at once.  Running past the arena's limit, or out of memory,
 * aborts the process: every input has a limit far below it, so only a defect gets there.
 * malloc stands in arena.c and nowhere else.
 */
#pragma once

#include <stddef.h>

typedef struct Arena Arena;

/* A place in an arena to return to; see arena_mark(). */
typedef struct ArenaMark {
    void *block;
    size_t used;
} ArenaMark;

/* Makes an arena that may grow to limit_bytes.  Ends with arena_free(). */
Arena *arena_new(size_t limit_bytes);

/* For the whole process, once at its start: some megabytes that were given back stay with it.  An
 * operation takes and gives back some hundred kilobytes, and so does SQLite for each sorting;
 * handing them to the system in between costs more than many a query. */
void memory_keep(void);

/* Gives everything back to the system; arena may be NULL. */
void arena_free(Arena *arena);

/* Takes back all that was handed out, keeping the first block for the next operation. */
void arena_reset(Arena *arena);

/* size zeroed bytes, aligned for any type. */
void *arena_alloc(Arena *arena, size_t size) __attribute__((malloc, returns_nonnull));

/* Room for count elements of size bytes each, zeroed; a product that overflows aborts. */
void *arena_array(Arena *arena, size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/* Grows the piece at old (of old_size bytes, the arena's latest piece or not) to new_size bytes;
 * the result may be elsewhere, what is new is zeroed. */
void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size)
    __attribute__((returns_nonnull));

/* The same without zeroing, for text that is written from the front. */
void *arena_grow_bytes(Arena *arena, void *old, size_t old_size, size_t new_size)
    __attribute__((returns_nonnull));

/* Bytes handed out since the arena was new or reset. */
size_t arena_used(const Arena *arena);

/* Scratch: what is allocated between mark and release is taken back by release. */
ArenaMark arena_mark(Arena *arena);
void arena_release(Arena *arena, ArenaMark mark);

#define NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define NEW_ARRAY(arena, Type, count) ((Type *)arena_array((arena), (count), sizeof(Type)))
