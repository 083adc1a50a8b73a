#include "harness.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/id.h"

TEST(ids_are_positive_and_grow)
{
    int64_t previous = 0;

    /* Far more than one millisecond's sequence. */
    for (int i = 0; i < 200000; i++) {
        int64_t id = id_new();

        REQUIRE(id > previous);
        previous = id;
    }
}

TEST(an_id_tells_when_it_was_made)
{
    CHECK(llabs(id_time(id_new()) - clock_system()) <= 1);
    CHECK_INT(id_time(id_first_at(TEST_NOW)), TEST_NOW);
    CHECK(id_first_at(TEST_NOW) < id_new());
    CHECK_INT(id_first_at(0), 0);
    CHECK(id_first_at(INT64_MAX / 1000) > 0);
}

TEST(slots_keep_processes_apart)
{
    int64_t a;
    int64_t b;

    id_use_slot(5);
    a = id_new();
    id_use_slot(6);
    b = id_new();
    CHECK_INT(a >> 12 & 1023, 5);
    CHECK_INT(b >> 12 & 1023, 6);
    id_use_slot(ID_SLOTS + 7);
    CHECK_INT(id_new() >> 12 & 1023, 7);
}

TEST(a_forked_process_takes_another_slot)
{
    int differing = 0;

    id_use_slot(5);
    /* A random slot is the same as ours once in 1024; four times never. */
    for (int i = 0; i < 4; i++) {
        int status = 0;
        pid_t pid = fork();

        if (pid == 0)
            _exit((id_new() >> 12 & 1023) == 5 ? 1 : 0);
        REQUIRE(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
        differing += WEXITSTATUS(status) == 0;
    }
    CHECK(differing > 0);
}
