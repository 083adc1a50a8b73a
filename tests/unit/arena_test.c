#include "harness.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

TEST(memory_is_zeroed_aligned_and_apart)
{
    for (size_t size = 0; size < 300; size++) {
        char *at = arena_alloc(arena, size);

        REQUIRE((uintptr_t)at % _Alignof(max_align_t) == 0);
        for (size_t i = 0; i < size; i++)
            REQUIRE(at[i] == 0);
        memset(at, 0xAA, size);
    }
}

TEST(what_was_taken_back_comes_zeroed_again)
{
    ArenaMark mark = arena_mark(arena);
    size_t used = arena_used(arena);

    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 300000; size *= 3) {
            char *at = arena_alloc(arena, size);

            REQUIRE(at[0] == 0 && at[size - 1] == 0);
            memset(at, 0x55, size);
        }
        arena_release(arena, mark);
        CHECK_INT(arena_used(arena), used);
    }
    arena_reset(arena);
    CHECK_INT(arena_used(arena), 0);
    CHECK_INT(*(char *)arena_alloc(arena, 1), 0);
}

TEST(growing_keeps_what_was_there)
{
    size_t len = 1;
    char *at = arena_alloc(arena, len);

    at[0] = 'a';
    while (len < 1000000) {
        size_t more = len * 2 + 1;
        char *between = len % 5 == 0 ? arena_alloc(arena, 3) : NULL;

        at = arena_grow(arena, at, len, more);
        REQUIRE(at[0] == 'a' && at[len - 1] == 'a' && at[more - 1] == 0);
        memset(at, 'a', more);
        if (between != NULL)
            REQUIRE(between[0] == 0);
        len = more;
    }
}

/* Runs body in a child and tells whether it was aborted. */
static bool
aborts(void (*body)(void))
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        struct rlimit no_core = {0};

        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        body();
        _exit(0);
    }
    return waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void
pass_the_limit(void)
{
    Arena *small = arena_new(100000);

    for (int i = 0; i < 1000; i++)
        arena_alloc(small, 1000);
}

static void
overflow_a_product(void)
{
    arena_array(arena_new(100000), SIZE_MAX / 2, 4);
}

TEST(a_defect_that_asks_for_too_much_stops_the_process)
{
    CHECK(aborts(pass_the_limit));
    CHECK(aborts(overflow_a_product));
}
