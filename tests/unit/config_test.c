#include "harness.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/config.h"
#include "base/file.h"

static char *
file_with(Arena *arena, Text content)
{
    static char path[] = "/tmp/mingbai-config-XXXXXX";
    static bool made;

    if (!made) {
        int fd = mkstemp(path);

        made = fd >= 0 && close(fd) == 0;
    }
    return file_write(path, content, 0600) == OK ? text_cstr(arena, text_c(path)) : NULL;
}

TEST(defaults_hold_without_any_source)
{
    Config config;
    Text error = {0};
    char *file = file_with(arena, T(""));

    REQUIRE(config_load(arena, LANG_HANS, file, NULL, NULL, 0, &config, &error));
    CHECK_TEXT(config.db, "sqlite:var/mingbai.db");
    CHECK_TEXT(config.listen, "127.0.0.1:8080");
    CHECK_TEXT(config.public_url, "");
    CHECK_INT(config.workers, 0);
    CHECK_INT(config.upload_bytes_max, 20 * 1024 * 1024);
    CHECK(!config.trust_proxy);
    unlink(file);
}

TEST(the_later_source_wins)
{
    Config config;
    Text error = {0};
    char *file =
        file_with(arena, T("\xef\xbb\xbf# 注释\r\n[]\r\nworkers = 2\r\nlisten=unix:/run/m ; x\n"
                           "state_dir: /srv/文件\nupload_bytes_max = 5M\ntrust_proxy = Yes"));
    char *environment[] = {(char *)"MINGBAI_WORKERS=3",
                           (char *)"MINGBAI_SESSION_DAYS=30",
                           (char *)"MINGBAI_NO_SUCH=1",
                           (char *)"PATH=/bin",
                           (char *)"odd",
                           NULL};
    ConfigFlag flags[] = {
        {T("--session-days"), T("14")   },
        {T("--log-level"),    T("debug")}
    };

    REQUIRE(config_load(arena, LANG_HANS, file, environment, flags, 2, &config, &error));
    CHECK_TEXT(config.listen, "unix:/run/m");
    CHECK_TEXT(config.state_dir, "/srv/文件");
    CHECK_INT(config.upload_bytes_max, 5 * 1024 * 1024);
    CHECK(config.trust_proxy);
    CHECK_INT(config.workers, 3);
    CHECK_INT(config.session_days, 14);
    CHECK_TEXT(config.log_level, "debug");
    flags[0] = (ConfigFlag){T("--trust-proxy"), {0}};
    REQUIRE(
        config_load(arena, LANG_HANS, file_with(arena, T("")), NULL, flags, 1, &config, &error));
    CHECK(config.trust_proxy);
    unlink(file);
}

TEST(what_is_wrong_is_refused_with_its_place_and_what_is_allowed)
{
    static const struct {
        const char *content;
        const char *says; /* after the file's name */
    } rows[] = {
        {"workers = 65\n",                            ":1：workers 的值“65”不对，可以写：0…64"                              },
        {"\n\nworkers = many\n",                      ":3：workers 的值“many”不对，可以写：0…64"                            },
        {"workers =\n",                               ":1：workers 的值“”不对，可以写：0…64"                                },
        {"workers = 99999999999999999999\n",
         ":1：workers 的值“99999999999999999999”不对，可以写：0…64"                                                         },
        {"upload_bytes_max = 1K",                     ":1：upload_bytes_max 的值“1K”不对，可以写：64K…1024M"                },
        {"upload_bytes_max = 9999999999999999G",
         ":1：upload_bytes_max 的值“9999999999999999G”不对，可以写：64K…1024M"                                              },
        {"trust_proxy = 是\n",                       ":1：trust_proxy 的值“是”不对，可以写：yes, no"                        },
        {"log_level = loud\n",                        ":1：log_level 的值“loud”不对，可以写：debug、info、warn、error"     },
        {"db = mysql://x\n",                          ":1：db 的值“mysql://x”不对，可以写：sqlite:路径 或 postgresql://…"},
        {"listen = 8080\n",
         ":1：listen 的值“8080”不对，可以写：地址:端口、[IPv6 地址]:端口 或 unix:/路径"                           },
        {"listen = a:70000\n",
         ":1：listen 的值“a:70000”不对，可以写：地址:端口、[IPv6 地址]:端口 或 unix:/路径"                        },
        {"# x\nworker = 1\n",                         ":2：没有“worker”这个设置"                                                 },
        {"workers = 1\nworkers = 2\n",                ":2：“workers”写了两次"                                                      },
        {"[server]\nworkers = 1\n",                   ":2：这里不分节，请去掉“[server]”"                                      },
        {"workers = 1\nwhat is this\nlisten = a:1\n", ":2：看不懂这一行，应该是“名称 = 值”"                               },
        {"\x01",                                      "：读不了这个设置文件"                                                      },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Config config;
        Text error = {0};
        char *file = file_with(arena, text_c(rows[i].content));

        ROW(rows[i].content);
        CHECK(!config_load(arena, LANG_HANS, file, NULL, NULL, 0, &config, &error));
        CHECK_TEXT(error, text_cstr(arena, text_printf(arena, "%s%s", file, rows[i].says)));
        unlink(file);
    }
}

TEST(a_long_line_and_a_missing_file_are_refused)
{
    Config config;
    Text error = {0};
    char *line = arena_alloc(arena, 5000);
    char *file;

    memset(line, 'a', 4999);
    file = file_with(arena, text_c(line));
    CHECK(!config_load(arena, LANG_HANS, file, NULL, NULL, 0, &config, &error));
    CHECK(text_ends(error, T(":1：这一行太长了")));
    unlink(file);
    CHECK(!config_load(arena, LANG_HANS, "/nowhere/x.conf", NULL, NULL, 0, &config, &error));
    CHECK_TEXT(error, "/nowhere/x.conf：读不了这个设置文件");
}

TEST(environment_and_flags_name_themselves)
{
    Config config;
    Text error = {0};
    char *file = file_with(arena, T(""));
    char *environment[] = {(char *)"MINGBAI_WORKERS=x", NULL};
    ConfigFlag bad = {T("--db"), T("oracle:")};
    ConfigFlag unknown = {T("--colour"), T("red")};
    bool takes_value = false;

    CHECK(!config_load(arena, LANG_HANS, file, environment, NULL, 0, &config, &error));
    CHECK(text_starts(error, T("MINGBAI_WORKERS：workers 的值“x”不对")));
    CHECK(!config_load(arena, LANG_HANS, file, NULL, &bad, 1, &config, &error));
    CHECK(text_starts(error, T("--db：db 的值“oracle:”不对")));
    CHECK(!config_load(arena, LANG_HANS, file, NULL, &unknown, 1, &config, &error));
    CHECK_TEXT(error, "--colour：没有“colour”这个设置");
    CHECK(config_has(T("--state-dir"), &takes_value) && takes_value);
    CHECK(config_has(T("--trust-proxy"), &takes_value) && !takes_value);
    CHECK(!config_has(T("--colour"), &takes_value));
    CHECK(
        !config_has(T("--a-name-that-is-longer-than-any-name-of-a-setting-can-be"), &takes_value));
    unlink(file);
}

TEST(what_changed_is_told_and_what_needs_a_restart_is_kept)
{
    Config before;
    Config after;
    Text error = {0};
    char *file = file_with(arena, T(""));

    REQUIRE(config_load(arena, LANG_HANS, file, NULL, NULL, 0, &before, &error));
    CHECK_TEXT(config_changed(arena, &before, &before, SETTING_AT_START), "");
    CHECK_TEXT(config_changed(arena, &before, &before, SETTING_AT_RELOAD), "");
    file = file_with(arena, T("listen = unix:/run/m\nworkers = 3\ntrust_proxy = yes\n"
                              "public_url = https://a.example\nupload_bytes_max = 5M\n"));
    REQUIRE(config_load(arena, LANG_HANS, file, NULL, NULL, 0, &after, &error));
    CHECK_TEXT(config_changed(arena, &before, &after, SETTING_AT_START), "listen");
    CHECK_TEXT(config_changed(arena, &before, &after, SETTING_AT_RELOAD),
               "workers, trust_proxy, public_url, upload_bytes_max");
    config_keep(&before, &after);
    CHECK_TEXT(after.listen, "127.0.0.1:8080");
    CHECK_INT(after.workers, 3);
    CHECK_TEXT(after.public_url, "https://a.example");
    CHECK_TEXT(config_changed(arena, &before, &after, SETTING_AT_START), "");
    unlink(file);
}

TEST(the_sample_file_is_a_valid_file_with_the_defaults)
{
    Config config;
    Config plain;
    Text error = {0};
    Buf uncommented = buf_new(arena, 65536);
    Text rest = config_describe(arena, LANG_HANS);
    Text line;
    char *file;

    CHECK(text_find(rest, T("#workers = 0\n")) < rest.len);
    while (text_cut(rest, '\n', &line, &rest))
        if (text_starts(line, T("#")) && !text_starts(line, T("# "))) {
            buf_text(&uncommented, text_slice(line, 1, line.len));
            buf_char(&uncommented, '\n');
        }
    file = file_with(arena, buf_done(&uncommented));
    CHECK(config_load(arena, LANG_HANS, file, NULL, NULL, 0, &config, &error));
    CHECK_TEXT(error, NULL);
    file = file_with(arena, T(""));
    REQUIRE(config_load(arena, LANG_HANS, file, NULL, NULL, 0, &plain, &error));
    CHECK(text_eq(config.db, plain.db) && config.upload_bytes_max == plain.upload_bytes_max &&
          config.session_days == plain.session_days);
    unlink(file);
}
