#include "command/command.h"

#include <stdio.h>

#include "account/pages.h"
#include "account/phone_code.h"
#include "base/log.h"
#include "base/number_hash.h"
#include "base/sealing.h"
#include "catalogue/catalogue.h"
#include "command/data.h"
#include "disclosure/attachment.h"
#include "region/picture.h"
#include "region/setting.h"
#include "web/web.h"

extern const App app;

/* ---- serving, with settings that may be read again ---- */

enum { SETTINGS_BYTES_MAX = 4 * 1024 * 1024 };

/* What the running children have, and what they had before: each in memory of its own, so that
 * reading again and again takes no more. */
typedef struct Serving {
    Command *command;
    Config now;
    Config before;
    Arena *now_in; /* NULL: the process's */
    Arena *before_in;
} Serving;

static ServerSettings
settings_of(const Config *config)
{
    return (ServerSettings){
        .listen = config->listen,
        .workers = (int)config->workers,
        .state_dir = config->state_dir,
        .trust_proxy = config->trust_proxy,
        .public_url = text_is_empty(config->public_url) ? (Text){0} : config->public_url,
        .upload_bytes_max = config->upload_bytes_max,
    };
}

/* What stands outside of the server's settings; children inherit it. */
static void
use(const Config *config)
{
    LogLevel level;

    if (log_level_parse(config->log_level, &level))
        log_use_level(level);
    account_pages_session_days(config->session_days);
    phone_codes_limit(config->sms_codes_a_day);
    command_use(config);
}

static bool
read_again(void *arg, ServerSettings *settings)
{
    Serving *serving = arg;
    Arena *arena = arena_new(SETTINGS_BYTES_MAX);
    Config config;
    Text error;

    if (!command_config_read(serving->command, arena, &config, &error)) {
        log_error("serve.reload", LOG_C("why", "the settings are refused; the old ones stay"),
                  LOG_TEXT("problem", error));
        arena_free(arena);
        return false;
    }
    log_info("serve.reload",
             LOG_TEXT("changed", config_changed(arena, &serving->now, &config, SETTING_AT_RELOAD)));
    if (config_changed(arena, &serving->now, &config, SETTING_AT_START).len != 0)
        log_warn(
            "serve.reload", LOG_C("why", "these settings change with a restart only"),
            LOG_TEXT("unchanged", config_changed(arena, &serving->now, &config, SETTING_AT_START)));
    config_keep(&serving->command->config, &config);
    arena_free(serving->before_in);
    serving->before = serving->now;
    serving->before_in = serving->now_in;
    serving->now = config;
    serving->now_in = arena;
    *settings = settings_of(&config);
    use(&config);
    return true;
}

static void
take_back(void *arg)
{
    Serving *serving = arg;

    arena_free(serving->now_in);
    serving->now = serving->before;
    serving->now_in = serving->before_in;
    serving->before_in = NULL;
    use(&serving->now);
}

/* At the end: what the settings that were read again stand in. */
static void
give_back(Serving *serving)
{
    arena_free(serving->before_in);
    arena_free(serving->now_in);
}

int
command_serve(Command *command)
{
    const Config *config = &command->config;
    ServerSettings settings = settings_of(config);
    Serving serving = {.command = command, .now = *config};
    Reload reload = {.read = read_again, .back = take_back, .arg = &serving};
    Store *store = command_store(command);
    int code;

    if (store == NULL)
        return EXIT_REFUSED;
    /* Each child opens its own connection; this one only made sure that the database is fit. */
    store_close(store);
    use(config);
    attachment_set_dir(config->state_dir);
    region_picture_set_dir(config->state_dir);
    /* Made before there are several processes that could make it at once. */
    if (number_hash_ready(command->arena) != OK)
        return command_fail("%.*s: no key for numbers can be read or made there",
                            TEXT_ARGS(config->state_dir));
    if (sealing_ready(command->arena) != OK)
        return command_fail("%.*s: no key for confidential words can be read or made there",
                            TEXT_ARGS(config->state_dir));
    code = web_serve(&app, &settings, config->db, &reload);
    give_back(&serving);
    return code;
}

/* ---- migrate, config ---- */

/* A new installation has the starting catalogue (which districts then edit) and the holidays. */
static Status
load_start(Ctx *ctx, void *arg)
{
    Text done;
    Status status = setting_text(ctx, T("start_loaded"), &done);

    (void)arg;
    if (status != NOT_FOUND)
        return status;
    TRY(catalogue_load(ctx, 0, data_text(data_catalogue)));
    TRY(calendar_load(ctx, data_text(data_holidays)));
    return setting_set(ctx, T("start_loaded"), T("1"));
}

int
command_migrate(Command *command)
{
    Store *store;
    Ctx ctx = {.arena = command->arena, .actor = &actor_system, .now = clock_system()};
    int applied;
    Status status;

    if (store_open(command->arena, command->config.db, &store) != OK)
        return command_fail("the database %.*s cannot be opened", TEXT_ARGS(command->config.db));
    status = store_migrate(store, &ctx, &applied);
    if (status == OK)
        status = store_write(store, &ctx, load_start, NULL);
    store_close(store);
    if (status == INVALID && ctx.problems.len == 0)
        return command_fail("the database is newer than this program");
    if (status != OK)
        return command_refused(&ctx, status);
    printf("%d migration%s applied\n", applied, applied == 1 ? "" : "s");
    return EXIT_DONE;
}

int
command_config(Command *command)
{
    Text sample = config_describe(command->arena, LANG_EN);

    printf("%.*s", TEXT_ARGS(sample));
    return EXIT_DONE;
}
