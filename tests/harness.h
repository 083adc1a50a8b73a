/*
 * harness -- the unit tests' own few lines: tests register themselves, checks count, TAP comes out.
 *
 *     #include "harness.h"
 *
 *     TEST(a_day_has_two_forms)
 *     {
 *         CHECK_TEXT(day_format(arena, 0), "1970-01-01");
 *     }
 *
 * Inside a TEST there are `arena` (fresh) and `ctx` (fresh; its clock stands at 2023-06-01 10:00
 * +08:00, a visitor reads Chinese).  A failed check is printed with its place and the test goes on;
 * REQUIRE leaves the test.  Include it in exactly one file of a program: it brings main().
 * Arguments of the program are the names of the tests to run; none: all.
 */
#pragma once

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "base/status.h"
#include "base/text.h"

enum { TESTS_MAX = 400, TEST_ARENA_BYTES = 256 * 1024 * 1024 };

/* 2023-06-01 10:00:00 +08:00, a Thursday. */
static const Time TEST_NOW = 1685584800;

typedef struct Test {
    const char *name;
    void (*run)(Arena *arena, Ctx *ctx);
} Test;

static struct {
    Test tests[TESTS_MAX];
    size_t count;
    size_t failures; /* of the running test */
    const char *row; /* of the running table, for messages; see ROW */
} harness;

static void
harness_add(const char *name, void (*run)(Arena *arena, Ctx *ctx))
{
    if (harness.count == TESTS_MAX) {
        fprintf(stderr, "harness: more than %d tests\n", TESTS_MAX);
        abort();
    }
    harness.tests[harness.count++] = (Test){name, run};
}

#define TEST(test_name)                                                                            \
    static void test_##test_name(Arena *arena, Ctx *ctx);                                          \
    __attribute__((constructor)) static void register_##test_name(void)                            \
    {                                                                                              \
        harness_add(#test_name, test_##test_name);                                                 \
    }                                                                                              \
    static void test_##test_name(Arena *arena __attribute__((unused)),                             \
                                 Ctx *ctx __attribute__((unused)))

/* Names the row of a table that is being checked; NULL ends it. */
#define ROW(label) (harness.row = (label))

static inline bool
harness_fail(const char *file, int line, const char *what)
{
    harness.failures++;
    printf("# %s:%d: %s", file, line, what);
    if (harness.row != NULL)
        printf(" [row: %s]", harness.row);
    putchar('\n');
    return false;
}

static inline bool
harness_int(const char *file, int line, const char *what, int64_t got, int64_t wanted)
{
    if (got == wanted)
        return true;
    printf("# got %" PRId64 ", wanted %" PRId64 "\n", got, wanted);
    return harness_fail(file, line, what);
}

static inline bool
harness_text(const char *file, int line, const char *what, Text got, Text wanted)
{
    if (text_eq(got, wanted) && (got.at == NULL) == (wanted.at == NULL))
        return true;
    printf("# got %s\"%.*s\", wanted %s\"%.*s\"\n", got.at == NULL ? "absent " : "", TEXT_ARGS(got),
           wanted.at == NULL ? "absent " : "", TEXT_ARGS(wanted));
    return harness_fail(file, line, what);
}

static inline bool
harness_status(const char *file, int line, const char *what, Status got, Status wanted)
{
    if (got == wanted)
        return true;
    printf("# got %s, wanted %s\n", status_name(got), status_name(wanted));
    return harness_fail(file, line, what);
}

#define CHECK(condition) ((condition) ? true : harness_fail(__FILE__, __LINE__, #condition))
#define CHECK_INT(got, wanted)                                                                     \
    harness_int(__FILE__, __LINE__, #got, (int64_t)(got), (int64_t)(wanted))
/* wanted is a C string; NULL: an absent text. */
#define CHECK_TEXT(got, wanted) harness_text(__FILE__, __LINE__, #got, (got), text_c(wanted))
#define CHECK_STATUS(got, wanted) harness_status(__FILE__, __LINE__, #got, (got), (wanted))
#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!CHECK(condition))                                                                     \
            return;                                                                                \
    } while (0)

/* The problem of a field, or absent: CHECK_TEXT(problem_of(ctx, "title"), "…"). */
static inline Text
problem_of(const Ctx *ctx, const char *field)
{
    for (size_t i = 0; i < ctx->problems.len; i++)
        if (text_eq(ctx->problems.at[i].field, text_c(field)))
            return ctx->problems.at[i].sentence;
    return (Text){0};
}

/* A seeded generator (splitmix64) for loops over many inputs: the same on every run. */
static inline uint64_t
random_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* A number from low to high, both included. */
static inline int64_t
random_between(uint64_t *state, int64_t low, int64_t high)
{
    uint64_t span = (uint64_t)high - (uint64_t)low + 1;

    return span == 0 ? (int64_t)random_next(state)
                     : (int64_t)((uint64_t)low + random_next(state) % span);
}

static bool
harness_chosen(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return true;
    return argc < 2;
}

int
main(int argc, char **argv)
{
    size_t failed = 0;
    size_t number = 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    for (size_t i = 0; i < harness.count; i++)
        number += harness_chosen(harness.tests[i].name, argc, argv);
    printf("1..%zu\n", number);
    number = 0;
    for (size_t i = 0; i < harness.count; i++) {
        const Test *test = &harness.tests[i];
        Arena *arena = arena_new(TEST_ARENA_BYTES);
        Ctx ctx = {.arena = arena, .now = TEST_NOW, .lang = LANG_HANS};

        if (harness_chosen(test->name, argc, argv)) {
            harness.failures = 0;
            harness.row = NULL;
            test->run(arena, &ctx);
            failed += harness.failures != 0;
            printf("%s %zu - %s\n", harness.failures == 0 ? "ok" : "not ok", ++number, test->name);
        }
        arena_free(arena);
    }
    return failed == 0 ? 0 : 1;
}
