#include "harness.h"

#include <unistd.h>

#include "base/json_read.h"
#include "base/log.h"

/* What one call wrote, read back from a pipe. */
#define LOGGED(arena, call)                                                                        \
    ({                                                                                             \
        int ends_[2];                                                                              \
        char *line_ = arena_alloc((arena), LOG_LINE_BYTES_MAX + 1);                                \
        ssize_t got_ = -1;                                                                         \
        if (pipe(ends_) == 0) {                                                                    \
            log_use_fd(ends_[1]);                                                                  \
            call;                                                                                  \
            log_use_fd(STDERR_FILENO);                                                             \
            close(ends_[1]);                                                                       \
            got_ = read(ends_[0], line_, LOG_LINE_BYTES_MAX + 1);                                  \
            close(ends_[0]);                                                                       \
        }                                                                                          \
        (Text){line_, got_ < 0 ? 0 : (size_t)got_};                                                \
    })

TEST(a_line_is_one_json_object)
{
    const JsonNode *root = NULL;
    int64_t number = 0;
    bool flag = false;
    Text line = LOGGED(arena, log_warn("store.slow", LOG_TEXT("statement", T("a\"b\n明白")),
                                       LOG_INT("ms", -7), LOG_BOOL("again", true)));

    CHECK(text_ends(line, T("}\n")));
    CHECK_INT(text_find(line, T("\n")), line.len - 1);
    REQUIRE(json_parse(ctx, line, &root) == OK);
    CHECK_TEXT(json_get_text(root, "level"), "warn");
    CHECK_TEXT(json_get_text(root, "event"), "store.slow");
    CHECK_TEXT(json_get_text(root, "statement"), "a\"b\n明白");
    CHECK(json_get_int(root, "ms", &number) && number == -7);
    CHECK(json_get_int(root, "pid", &number) && number == getpid());
    CHECK(json_get_bool(root, "again", &flag) && flag);
    CHECK_INT(json_get_text(root, "time").len, 25);
    CHECK(text_starts(json_get_text(root, "time"),
                      text_slice(time_format(arena, clock_system()), 0, 13)));
}

TEST(below_the_threshold_nothing_is_written_or_evaluated)
{
    int evaluated = 0;

    CHECK_INT(LOGGED(arena, log_debug("x", LOG_INT("n", ++evaluated))).len, 0);
    CHECK_INT(evaluated, 0);
    log_use_level(LOG_LEVEL_DEBUG);
    CHECK(LOGGED(arena, log_debug("x", LOG_INT("n", ++evaluated))).len > 0);
    CHECK_INT(evaluated, 1);
    log_use_level(LOG_LEVEL_ERROR);
    CHECK_INT(LOGGED(arena, log_warn("x")).len, 0);
    CHECK(LOGGED(arena, log_error("x")).len > 0);
    log_use_level(LOG_LEVEL_INFO);
}

TEST(a_long_line_is_cut_and_stays_json)
{
    char *long_text = arena_alloc(arena, 100000);
    const JsonNode *root = NULL;
    bool cut = false;
    Text line;

    memset(long_text, '\x01', 100000);
    line =
        LOGGED(arena, log_info("x", LOG_TEXT("a", ((Text){long_text, 100000})), LOG_INT("b", 1)));
    CHECK(line.len <= LOG_LINE_BYTES_MAX);
    CHECK(text_ends(line, T(",\"b\":1,\"cut\":true}\n")));
    memset(long_text, 'a', 100000);
    for (size_t len = 990; len < 1060; len++) {
        Text value = {long_text, len};

        long_text[1023] = (char)0xE6; /* 明, across the place of the cut */
        long_text[1024] = (char)0x98;
        long_text[1025] = (char)0x8E;
        line = LOGGED(arena, log_info("x", LOG_TEXT("a", value), LOG_TEXT("b", value),
                                      LOG_TEXT("c", value), LOG_TEXT("d", value)));
        REQUIRE(line.len <= LOG_LINE_BYTES_MAX && text_ends(line, T("}\n")));
        if (len < 1024 || len >= 1026)
            REQUIRE(json_parse(ctx, line, &root) == OK);
    }
    CHECK(json_get_bool(root, "cut", &cut) && cut);
    CHECK_INT(json_get_text(root, "a").len, 1023);
}

TEST(levels_have_names)
{
    LogLevel level = LOG_LEVEL_COUNT;

    CHECK(log_level_parse(T("debug"), &level) && level == LOG_LEVEL_DEBUG);
    CHECK(log_level_parse(T("error"), &level) && level == LOG_LEVEL_ERROR);
    CHECK(!log_level_parse(T("Error"), &level));
    CHECK(!log_level_parse(T(""), &level));
}
