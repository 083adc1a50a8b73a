#include "base/config.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/config_allowed.h"
#include "base/file.h"
#include "base/tr.h"

enum { SAMPLE_BYTES_MAX = 64 * 1024, NAME_BYTES_MAX = 40 };

typedef enum Kind { KIND_TEXT, KIND_INT, KIND_BYTES, KIND_BOOL } Kind;

typedef struct Setting {
    const char *name;
    Kind kind;
    SettingWhen when;
    size_t offset; /* in Config */
    const char *initial;
    bool (*check)(Text value);
    const char *allowed;
    int64_t least;
    int64_t most;
    const char *description;
} Setting;

/* ---- the table ---- */

#define STRINGS(value) #value
#define INITIAL(value) STRINGS(value)

static const Setting settings[] = {
#define TEXT_SETTING(name_, when_, initial_, check_, allowed_, description_)                       \
    {.name = #name_,                                                                               \
     .kind = KIND_TEXT,                                                                            \
     .when = when_,                                                                                \
     .offset = offsetof(Config, name_),                                                            \
     .initial = initial_,                                                                          \
     .check = check_,                                                                              \
     .allowed = allowed_,                                                                          \
     .description = description_},
#define INT_SETTING(name_, when_, initial_, least_, most_, description_)                           \
    {.name = #name_,                                                                               \
     .kind = KIND_INT,                                                                             \
     .when = when_,                                                                                \
     .offset = offsetof(Config, name_),                                                            \
     .initial = INITIAL(initial_),                                                                 \
     .least = least_,                                                                              \
     .most = most_,                                                                                \
     .description = description_},
#define BYTES_SETTING(name_, when_, initial_, least_, most_, description_)                         \
    {.name = #name_,                                                                               \
     .kind = KIND_BYTES,                                                                           \
     .when = when_,                                                                                \
     .offset = offsetof(Config, name_),                                                            \
     .initial = initial_,                                                                          \
     .least = least_,                                                                              \
     .most = most_,                                                                                \
     .description = description_},
#define BOOL_SETTING(name_, when_, initial_, description_)                                         \
    {.name = #name_,                                                                               \
     .kind = KIND_BOOL,                                                                            \
     .when = when_,                                                                                \
     .offset = offsetof(Config, name_),                                                            \
     .initial = (initial_) ? "yes" : "no",                                                         \
     .description = description_},
#include "base/settings.tbl"
};

enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

static const Setting *
setting_named(Text name)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (text_eq(name, text_c(settings[i].name)))
            return &settings[i];
    return NULL;
}

/* "--state-dir" as "state_dir". */
static Text
flag_name(Text flag, char name[NAME_BYTES_MAX])
{
    Text bare = text_starts(flag, T("--")) ? text_slice(flag, 2, flag.len) : flag;

    if (bare.len >= NAME_BYTES_MAX)
        return (Text){0};
    for (size_t i = 0; i < bare.len; i++)
        name[i] = bare.at[i] == '-' ? '_' : bare.at[i];
    return (Text){name, bare.len};
}

bool
config_has(Text flag, bool *takes_value_out)
{
    char name[NAME_BYTES_MAX];
    const Setting *setting = setting_named(flag_name(flag, name));

    if (setting != NULL)
        *takes_value_out = setting->kind != KIND_BOOL;
    return setting != NULL;
}

/* ---- one value ---- */

static bool
bytes_parse(Text value, int64_t *bytes_out)
{
    static const char suffixes[] = "KMG";
    int64_t unit = 1;
    const char *suffix = value.len == 0 ? NULL : strchr(suffixes, value.at[value.len - 1]);

    if (suffix != NULL && *suffix != '\0') {
        for (const char *at = suffixes; at <= suffix; at++)
            unit *= 1024;
        value = text_slice(value, 0, value.len - 1);
    }
    return text_to_i64(value, bytes_out) && !__builtin_mul_overflow(*bytes_out, unit, bytes_out);
}

static bool
bool_parse(Text value, bool *flag_out)
{
    static const struct {
        Text word;
        bool flag;
    } words[] = {
        {T_INIT("yes"),   true },
        {T_INIT("true"),  true },
        {T_INIT("on"),    true },
        {T_INIT("1"),     true },
        {T_INIT("no"),    false},
        {T_INIT("false"), false},
        {T_INIT("off"),   false},
        {T_INIT("0"),     false},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (text_eq_nocase(value, words[i].word)) {
            *flag_out = words[i].flag;
            return true;
        }
    }
    return false;
}

static bool
put(Arena *arena, const Setting *setting, Text value, Config *config)
{
    char *at = (char *)config + setting->offset;
    Text copy = text_copy(arena, value.at == NULL ? T("") : value);
    int64_t number = 0;
    bool flag = false;

    switch (setting->kind) {
    case KIND_TEXT:
        if (!text_is_clean(value) || !setting->check(value))
            return false;
        memcpy(at, &copy, sizeof copy);
        return true;
    case KIND_INT:
    case KIND_BYTES:
        if (!(setting->kind == KIND_INT ? text_to_i64(value, &number)
                                        : bytes_parse(value, &number)) ||
            number < setting->least || number > setting->most)
            return false;
        memcpy(at, &number, sizeof number);
        return true;
    case KIND_BOOL:
        if (!bool_parse(value, &flag))
            return false;
        memcpy(at, &flag, sizeof flag);
        return true;
    }
    return false;
}

static Text
bytes_shown(Arena *arena, int64_t bytes)
{
    if (bytes % (1024 * 1024) == 0)
        return text_printf(arena, "%lldM", (long long)bytes / (1024 * 1024));
    return text_printf(arena, "%lldK", (long long)bytes / 1024);
}

static Text
allowed(Arena *arena, Lang lang, const Setting *setting)
{
    switch (setting->kind) {
    case KIND_TEXT:
        return tr_text(lang, setting->allowed);
    case KIND_INT:
        return text_printf(arena, "%lld…%lld", (long long)setting->least, (long long)setting->most);
    case KIND_BYTES:
        return text_printf(arena, "%.*s…%.*s", TEXT_ARGS(bytes_shown(arena, setting->least)),
                           TEXT_ARGS(bytes_shown(arena, setting->most)));
    case KIND_BOOL:
        return T("yes, no");
    }
    return T("");
}

/* ---- the sources ---- */

typedef struct Loading {
    Arena *arena;
    Lang lang;
    Config *config;
    Text place; /* where the current value comes from: a file, a variable, a flag */
    Text error;
    /* of the file */
    const char *file;
    Text rest;
    int line;
    int seen_at[SETTING_COUNT];
} Loading;

static bool
refuse_value(Loading *load, const Setting *setting, Text value)
{
    load->error =
        TR_FORMAT(load->arena, load->lang, "{place}：{name} 的值“{value}”不对，可以写：{allowed}",
                  {"place", load->place}, {"name", text_c(setting->name)}, {"value", value},
                  {"allowed", allowed(load->arena, load->lang, setting)});
    return false;
}

static bool
refuse(Loading *load, const char *sentence, Text name)
{
    TrArg args[] = {
        {"place", load->place},
        {"name",  name       }
    };

    load->error = tr_format(load->arena, tr_text(load->lang, sentence), args, 2);
    return false;
}

static bool
put_named(Loading *load, Text name, Text value)
{
    const Setting *setting = setting_named(name);

    if (setting == NULL)
        return refuse(load, N_("{place}：没有“{name}”这个设置"), name);
    return put(load->arena, setting, value, load->config) || refuse_value(load, setting, value);
}

/* inih's reader: one line at a time, counted, since the library's build does not tell the number.
 */
static char *
next_line(char *line, int room, void *stream)
{
    Loading *load = stream;
    size_t len = text_find(load->rest, T("\n"));
    size_t taken = len < load->rest.len ? len + 1 : len;

    if (load->rest.len == 0 || load->error.at != NULL)
        return NULL;
    load->line++;
    load->place = text_printf(load->arena, "%s:%d", load->file, load->line);
    if (taken >= (size_t)room) {
        refuse(load, N_("{place}：这一行太长了"), T(""));
        return NULL;
    }
    memcpy(line, load->rest.at, taken);
    line[taken] = '\0';
    load->rest = text_slice(load->rest, taken, load->rest.len);
    return line;
}

static int
take_entry(void *user, const char *section, const char *name, const char *value)
{
    Loading *load = user;
    const Setting *setting = setting_named(text_c(name));

    if (section[0] != '\0')
        return refuse(load, N_("{place}：这里不分节，请去掉“[{name}]”"), text_c(section));
    if (!put_named(load, text_c(name), text_c(value)))
        return 0;
    if (load->seen_at[setting - settings] != 0)
        return refuse(load, N_("{place}：“{name}”写了两次"), text_c(name));
    load->seen_at[setting - settings] = load->line;
    return 1;
}

static bool
load_file(Loading *load, const char *file)
{
    Status status;
    int bad_line;

    load->file = file == NULL ? CONFIG_FILE_DEFAULT : file;
    load->place = text_c(load->file);
    status = file_read(load->arena, load->file, CONFIG_FILE_BYTES_MAX, &load->rest);
    if (status == NOT_FOUND && file == NULL)
        return true;
    if (status != OK || !text_is_clean(load->rest))
        return refuse(load, N_("{place}：读不了这个设置文件"), T(""));
    bad_line = ini_parse_stream(next_line, load, take_entry, load);
    if (load->error.at != NULL)
        return false;
    if (bad_line != 0) {
        load->place = text_printf(load->arena, "%s:%d", load->file, bad_line);
        return refuse(load, N_("{place}：看不懂这一行，应该是“名称 = 值”"), T(""));
    }
    return true;
}

static bool
load_environment(Loading *load, char *const *environment)
{
    for (size_t i = 0; environment != NULL && environment[i] != NULL; i++) {
        Text name;
        Text value;
        Text rest;

        if (!text_cut(text_c(environment[i]), '=', &name, &value) ||
            !text_starts(name, T("MINGBAI_")))
            continue;
        rest = text_slice(name, 8, name.len);
        load->place = name;
        for (size_t j = 0; j < SETTING_COUNT; j++)
            if (text_eq_nocase(rest, text_c(settings[j].name)) &&
                !put_named(load, text_c(settings[j].name), value))
                return false;
    }
    return true;
}

static bool
load_flags(Loading *load, const ConfigFlag *flags, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char name[NAME_BYTES_MAX];
        Text bare = flag_name(flags[i].name, name);
        const Setting *setting = setting_named(bare);
        bool yes = setting != NULL && setting->kind == KIND_BOOL && flags[i].value.at == NULL;

        load->place = flags[i].name;
        if (!put_named(load, bare, yes ? T("yes") : flags[i].value))
            return false;
    }
    return true;
}

bool
config_load(Arena *arena, Lang lang, const char *file, char *const *environment,
            const ConfigFlag *flags, size_t flag_count, Config *config_out, Text *error_out)
{
    Config config;
    Loading load = {.arena = arena, .lang = lang, .config = &config};

    memset(&config, 0, sizeof config);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        load.place = text_c(settings[i].name);
        if (!put_named(&load, text_c(settings[i].name), text_c(settings[i].initial)))
            abort(); /* a default that its own row refuses */
    }
    if (!load_file(&load, file) || !load_environment(&load, environment) ||
        !load_flags(&load, flags, flag_count)) {
        *error_out = load.error;
        return false;
    }
    *config_out = config;
    return true;
}

Text
config_describe(Arena *arena, Lang lang)
{
    Buf out = buf_new(arena, SAMPLE_BYTES_MAX);

    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const Setting *setting = &settings[i];
        Text range = allowed(arena, lang, setting);

        buf_printf(&out, "%s# %s%s\n# %.*s\n#%s = %s\n", i == 0 ? "" : "\n",
                   tr_text(lang, setting->description).at,
                   setting->when == SETTING_AT_START ? tr_text(lang, N_("（改了要重启）")).at : "",
                   TEXT_ARGS(range), setting->name, setting->initial);
    }
    return buf_done(&out);
}
