#include "harness.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"

static char *
scratch(Arena *arena, const char *name)
{
    static char dir[] = "/tmp/mingbai-file-XXXXXX";
    static bool made;

    if (!made)
        made = mkdtemp(dir) != NULL;
    return text_cstr(arena, text_printf(arena, "%s/%s", dir, name));
}

TEST(a_file_is_written_whole_and_read_back)
{
    char *path = scratch(arena, "note");
    Text back = {0};
    struct stat is;

    CHECK_STATUS(file_write(path, T("第一"), 0640), OK);
    CHECK_STATUS(file_write(path, T("第二次\0写"), 0644), OK);
    CHECK_STATUS(file_read(arena, path, 100, &back), OK);
    CHECK(text_eq(back, T("第二次\0写")));
    CHECK(stat(path, &is) == 0 && (is.st_mode & 0777) == 0644);
    CHECK_STATUS(file_write(path, T(""), 0600), OK);
    CHECK_STATUS(file_read(arena, path, 0, &back), OK);
    CHECK_TEXT(back, "");
    unlink(path);
    /* Nothing is left over beside it. */
    CHECK(rmdir(scratch(arena, "")) == 0 && mkdir(scratch(arena, ""), 0700) == 0);
}

TEST(reading_has_a_limit_and_takes_files_only)
{
    char *path = scratch(arena, "five");
    char *fifo = scratch(arena, "fifo");
    Text back = {0};

    REQUIRE(file_write(path, T("12345"), 0600) == OK);
    CHECK_STATUS(file_read(arena, path, 5, &back), OK);
    CHECK_STATUS(file_read(arena, path, 4, &back), INVALID);
    CHECK_STATUS(file_read(arena, scratch(arena, "none"), 5, &back), NOT_FOUND);
    CHECK_STATUS(file_read(arena, scratch(arena, "five/x"), 5, &back), NOT_FOUND);
    CHECK_STATUS(file_read(arena, scratch(arena, ""), 4096, &back), INVALID);
    REQUIRE(mkfifo(fifo, 0600) == 0);
    CHECK_STATUS(file_read(arena, fifo, 4096, &back), INVALID);
    unlink(fifo);
    unlink(path);
}

TEST(directories_are_made_with_those_above)
{
    char *deep = scratch(arena, "a/b/c");
    struct stat is;

    CHECK_STATUS(dir_make(deep, 0750), OK);
    CHECK_STATUS(dir_make(deep, 0750), OK);
    CHECK(stat(deep, &is) == 0 && S_ISDIR(is.st_mode));
    rmdir(deep);
    rmdir(scratch(arena, "a/b"));
    rmdir(scratch(arena, "a"));
}

TEST(a_place_that_cannot_be_written_is_a_fault_and_leaves_nothing)
{
    char *file = scratch(arena, "file");
    char *under = scratch(arena, "file/x");

    log_use_level(LOG_LEVEL_COUNT);
    REQUIRE(file_write(file, T("x"), 0600) == OK);
    CHECK_STATUS(file_write(under, T("x"), 0600), FAULT);
    CHECK_STATUS(file_write(scratch(arena, "none/x"), T("x"), 0600), FAULT);
    CHECK_STATUS(dir_make(under, 0700), FAULT);
    CHECK_STATUS(dir_make(file, 0700), FAULT);
    CHECK_STATUS(dir_make("", 0700), FAULT);
    CHECK(mkdir(scratch(arena, "taken"), 0700) == 0);
    CHECK_STATUS(file_write(scratch(arena, "taken"), T("x"), 0600), FAULT);
    log_use_level(LOG_LEVEL_INFO);
    rmdir(scratch(arena, "taken"));
    unlink(file);
    CHECK(rmdir(scratch(arena, "")) == 0); /* no temporary file is left */
}
