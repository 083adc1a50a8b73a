#include "command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/number_hash.h"
#include "base/tr.h"
#include "notify/notify.h"
#include "outbox/gateway.h"
#include "region/setting.h"
#include "store/store.h"

enum { PROCESS_BYTES_MAX = 1024 * 1024 * 1024 };

extern char **environ;

int
command_fail(const char *format, ...)
{
    va_list args;

    fputs("mingbai: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return EXIT_REFUSED;
}

int
command_refused(const Ctx *ctx, Status status)
{
    for (size_t i = 0; i < ctx->problems.len; i++)
        fprintf(stderr, "mingbai: %.*s: %.*s\n", TEXT_ARGS(ctx->problems.at[i].field),
                TEXT_ARGS(ctx->problems.at[i].sentence));
    if (ctx->problems.more)
        fprintf(stderr, "mingbai: …\n");
    if (ctx->problems.len == 0)
        return command_fail("refused: %s", status_name(status));
    return EXIT_REFUSED;
}

/* ---- the language of the terminal ---- */

static Lang
terminal_lang(void)
{
    const char *lang = getenv("LC_ALL");

    if (lang == NULL || lang[0] == '\0')
        lang = getenv("LC_MESSAGES");
    if (lang == NULL || lang[0] == '\0')
        lang = getenv("LANG");
    if (lang == NULL || strncmp(lang, "zh", 2) != 0)
        return LANG_EN;
    if (strstr(lang, "TW") != NULL || strstr(lang, "HK") != NULL || strstr(lang, "Hant") != NULL)
        return LANG_HANT;
    return LANG_HANS;
}

/* ---- parsing ---- */

static void
print_flags(const CommandRow *row)
{
    for (const CommandFlag *flag = row->flags; flag != NULL && flag->name != NULL; flag++)
        printf("  %-14s %-8s %s\n", flag->name, flag->value != NULL ? flag->value : "", flag->help);
    printf("  %-14s %-8s %s\n", "--config", "FILE", "the settings file (mingbai config shows one)");
    printf("  %-14s %-8s %s\n", "--SETTING", "VALUE",
           "any setting of the file: --db, --listen, --state-dir …");
}

static int
print_help(const CommandRow *only)
{
    if (only != NULL) {
        printf("usage: mingbai %s %s\n%s\n\n", only->name, only->words, only->help);
        print_flags(only);
        return EXIT_DONE;
    }
    printf("Mingbai (明白): villages publish, residents read and ask.\n\nusage: mingbai COMMAND "
           "…\n\n");
    for (const CommandRow *row = commands_all; row->name != NULL; row++)
        printf("  %-8s %-24s %s\n", row->name, row->words, row->help);
    printf("\nmingbai COMMAND --help tells more.\n");
    return EXIT_DONE;
}

static int
wrong_usage(const CommandRow *row, const char *why, const char *what)
{
    fprintf(stderr, "mingbai: %s%s\nusage: mingbai %s %s\n", why, what, row->name, row->words);
    return EXIT_USAGE;
}

static const CommandFlag *
own_flag(const CommandRow *row, Text name)
{
    for (const CommandFlag *flag = row->flags; flag != NULL && flag->name != NULL; flag++)
        if (text_eq(name, text_c(flag->name)))
            return flag;
    return NULL;
}

typedef struct Parse {
    const CommandRow *row;
    Command *command;
    char **argv;
    int argc;
    int at;
} Parse;

/* The value of the flag at parse->at: what stands behind its '=', or the next argument. */
static bool
take_value(Parse *parse, Text joined, Text *out)
{
    if (joined.at != NULL) {
        *out = joined;
        return true;
    }
    if (parse->at + 1 >= parse->argc)
        return false;
    *out = text_c(parse->argv[++parse->at]);
    return true;
}

static int
parse_flag(Parse *parse, Text argument)
{
    Command *command = parse->command;
    Text name;
    Text value = {0};
    Text joined;
    const CommandFlag *flag;
    bool takes_value;

    text_cut(argument, '=', &name, &joined);
    if (text_eq(name, T("--config"))) {
        if (!take_value(parse, joined, &value))
            return wrong_usage(parse->row, "needs a value: ", "--config");
        command->file = text_cstr(command->arena, value);
        return EXIT_DONE;
    }
    flag = own_flag(parse->row, name);
    if (flag != NULL && command->flag_count < COMMAND_FLAGS_MAX) {
        value = T("");
        if (flag->value != NULL && !take_value(parse, joined, &value))
            return wrong_usage(parse->row, "needs a value: ", flag->name);
        command->flags[command->flag_count++] = (ConfigFlag){name, value};
        return EXIT_DONE;
    }
    if (!config_has(name, &takes_value) || command->setting_count == COMMAND_SETTINGS_MAX)
        return wrong_usage(parse->row, "unknown flag: ", text_cstr(command->arena, name));
    if (joined.at != NULL)
        value = joined;
    else if (takes_value && !take_value(parse, joined, &value))
        return wrong_usage(parse->row, "needs a value: ", text_cstr(command->arena, name));
    command->settings[command->setting_count++] = (ConfigFlag){name, value};
    return EXIT_DONE;
}

static int
parse_arguments(Parse *parse)
{
    Command *command = parse->command;

    for (parse->at = 2; parse->at < parse->argc; parse->at++) {
        Text argument = text_c(parse->argv[parse->at]);

        if (text_starts(argument, T("--"))) {
            int code = parse_flag(parse, argument);

            if (code != EXIT_DONE)
                return code;
        } else if (command->word_count < COMMAND_WORDS_MAX) {
            command->words[command->word_count++] = argument;
        } else {
            return wrong_usage(parse->row, "too many words", "");
        }
    }
    if (command->word_count < parse->row->words_min || command->word_count > parse->row->words_max)
        return wrong_usage(parse->row, "these words do not fit", "");
    return EXIT_DONE;
}

static bool
wants_help(int argc, char **argv)
{
    for (int i = 2; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0)
            return true;
    return false;
}

static int
run(const CommandRow *row, int argc, char **argv)
{
    Command command = {.arena = arena_new(PROCESS_BYTES_MAX)};
    Parse parse = {.row = row, .command = &command, .argc = argc, .argv = argv};
    Text error;
    LogLevel level;
    int code = parse_arguments(&parse);

    if (code == EXIT_DONE && !command_config_read(&command, command.arena, &command.config, &error))
        code = command_fail("%.*s", TEXT_ARGS(error));
    if (code == EXIT_DONE) {
        if (log_level_parse(command.config.log_level, &level))
            log_use_level(level);
        store_set_state_dir(command.config.state_dir);
        number_hash_set_dir(command.config.state_dir);
        command_use(&command.config);
        code = row->run(&command);
    }
    arena_free(command.arena);
    return code;
}

int
command_main(int argc, char **argv)
{
    /* Names, numbers and passwords' hashes: a database or an export is nobody else's to read. */
    umask(umask(S_IRWXO) | S_IRWXO);
    memory_keep();
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(NULL);
        return argc < 2 ? EXIT_USAGE : EXIT_DONE;
    }
    for (const CommandRow *row = commands_all; row->name != NULL; row++) {
        if (strcmp(argv[1], row->name) != 0)
            continue;
        return wants_help(argc, argv) ? print_help(row) : run(row, argc, argv);
    }
    fprintf(stderr, "mingbai: no command \"%s\"; mingbai --help lists them\n", argv[1]);
    return EXIT_USAGE;
}

/* ---- for the commands ---- */

void
command_use(const Config *config)
{
    gateway_use(&(GatewaySettings){
        .url =
            {
                  [OUTBOX_SMS] = config->sms_gateway,
                  [OUTBOX_MAIL] = config->mail_gateway,
                  [OUTBOX_WECHAT] = config->wechat_gateway,
                  },
        .mail_from = config->mail_from,
        .secret = config->gateway_secret,
        .public_url = config->public_url,
        .sms_per_day = config->sms_per_day,
    });
    notify_set_quiet((int)config->quiet_from, (int)config->quiet_until);
}

bool
command_config_read(const Command *command, Arena *arena, Config *out, Text *error_out)
{
    return config_load(arena, terminal_lang(), command->file, environ, command->settings,
                       command->setting_count, out, error_out);
}

Text
command_flag(const Command *command, const char *name)
{
    for (size_t i = command->flag_count; i-- > 0;)
        if (text_eq(command->flags[i].name, text_c(name)))
            return command->flags[i].value;
    return (Text){0};
}

bool
command_region(const Command *command, RegionCode otherwise, RegionCode *code_out)
{
    Text value = command_flag(command, "--region");

    *code_out = otherwise;
    if (value.at == NULL)
        return true;
    if (region_code_parse(value, code_out))
        return true;
    command_fail("--region takes a code of twelve digits, not \"%.*s\"", TEXT_ARGS(value));
    return false;
}

static Status
no_body(Ctx *ctx, void *arg)
{
    (void)ctx;
    (void)arg;
    return OK;
}

Store *
command_store(Command *command)
{
    Store *store;
    Ctx ctx = {.arena = command->arena, .actor = &actor_system, .now = clock_system()};

    if (store_open(command->arena, command->config.db, &store) != OK ||
        store_read(store, &ctx, no_body, NULL) != OK) {
        command_fail("the database %.*s cannot be opened", TEXT_ARGS(command->config.db));
        return NULL;
    }
    if (store_schema_current(store, &ctx) != OK) {
        command_fail(
            "the database is not at this program's version; run: mingbai migrate --db %.*s",
            TEXT_ARGS(command->config.db));
        store_close(store);
        return NULL;
    }
    return store;
}

Ctx
command_ctx(Command *command, Store *store)
{
    return (Ctx){
        .arena = command->arena,
        .actor = &actor_system,
        .now = command_clock(store),
        .lang = terminal_lang(),
    };
}

/* ---- the clock ---- */

typedef struct Clock {
    const Store *store;
    uint64_t version;
    bool frozen;
    Day day;
} Clock;

static Status
read_clock(Ctx *ctx, void *arg)
{
    Clock *clock = arg;
    Text value;
    Status status = setting_text(ctx, T("clock_day"), &value);

    if (status != OK && status != NOT_FOUND)
        return status;
    clock->frozen = status == OK && day_parse(value, &clock->day);
    return OK;
}

Time
command_clock(Store *store)
{
    static Clock clock;
    static Arena *arena;
    Time now = clock_system();
    uint64_t version = store_version(store, KEY_SETTINGS);

    if (clock.store != store || clock.version != version || version == STORE_VERSION_UNSETTLED) {
        Ctx ctx = {.actor = &actor_system, .now = now};

        if (arena == NULL)
            arena = arena_new(1 << 20);
        arena_reset(arena);
        ctx.arena = arena;
        if (store_read(store, &ctx, read_clock, &clock) == OK) {
            clock.store = store;
            clock.version = version;
        }
    }
    if (!clock.frozen)
        return now;
    return day_start(clock.day) + (now - day_start(day_of(now)));
}
