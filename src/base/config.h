/*
 * config -- the settings of a process: base/settings.tbl, one row each.
 *
 * A setting comes from (the later wins) its default, the file (--config, else
 * /etc/mingbai/mingbai.conf if it is there), the environment (MINGBAI_DB), the command line (--db).
 * Whatever is wrong is refused at start with the place it came from and what is allowed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "base/text.h"

#define CONFIG_FILE_DEFAULT "/etc/mingbai/mingbai.conf"

enum { CONFIG_FILE_BYTES_MAX = 256 * 1024 };

/* text, numbers and truths, one member for each row: config.db, config.workers … */
typedef struct Config {
#define TEXT_SETTING(name, ...) Text name;
#define INT_SETTING(name, ...) int64_t name;
#define BYTES_SETTING(name, ...) int64_t name;
#define BOOL_SETTING(name, ...) bool name;
#include "base/settings.tbl"
} Config;

/* A setting on the command line: "--state-dir" or "state_dir" → "/srv/mingbai".  For a bool, an
 * absent value means yes. */
typedef struct ConfigFlag {
    Text name;
    Text value;
} ConfigFlag;

/* Reads all four sources.  file is what --config said; NULL: the default file, which may be
 * missing. environment is the program's environ.  False with a sentence for the operator in
 * *error_out. */
bool config_load(Arena *arena, Lang lang, const char *file, char *const *environment,
                 const ConfigFlag *flags, size_t flag_count, Config *config_out, Text *error_out);

/* When a setting that was changed takes effect. */
typedef enum SettingWhen { SETTING_AT_START, SETTING_AT_RELOAD } SettingWhen;

/* The names of the settings of this kind that differ: "workers, log_level"; empty when none does.
 */
Text config_changed(Arena *arena, const Config *before, const Config *after, SettingWhen when);

/* Gives *config the running process's values of the settings that need a restart. */
void config_keep(const Config *running, Config *config);

/* Whether "--state-dir" is a setting, and whether a value has to follow it. */
bool config_has(Text flag, bool *takes_value_out);

/* The table as a sample file, every setting commented out at its default; for the docs, and
 * `mingbai config`. */
Text config_describe(Arena *arena, Lang lang);
