/*
 * command -- the command line: one row a command, from which parser, help and documentation come.
 *
 *   mingbai COMMAND [WORDS] [--flag VALUE]
 *
 * Exit 0 done, 1 refused with a clear message, 2 wrong usage.  Long work shows a progress bar on a
 * terminal and plain lines otherwise.
 */
#pragma once

#include "actor/actor.h"
#include "base/config.h"
#include "store/store.h"

enum {
    COMMAND_WORDS_MAX = 8,
    COMMAND_FLAGS_MAX = 16,
    COMMAND_SETTINGS_MAX = 32,
    EXIT_DONE = 0,
    EXIT_REFUSED = 1,
    EXIT_USAGE = 2
};

/* A parsed command line. */
typedef struct Command {
    Arena *arena;
    Config config;
    Text words[COMMAND_WORDS_MAX]; /* what is neither a flag nor its value, after the command's name
                                    */
    size_t word_count;
    ConfigFlag flags[COMMAND_FLAGS_MAX]; /* the command's own flags */
    size_t flag_count;
    ConfigFlag settings[COMMAND_SETTINGS_MAX]; /* settings given as flags */
    size_t setting_count;
    const char *file; /* --config; NULL: the default one */
} Command;

typedef struct CommandFlag {
    const char *name;  /* "--region" */
    const char *value; /* "CODE"; NULL: takes none */
    const char *help;
} CommandFlag;

typedef struct CommandRow {
    const char *name;  /* "import" */
    const char *words; /* "KIND FILE" */
    const char *help;
    const CommandFlag *flags; /* ends with {0}; beside these every setting is a flag (--db URL …) */
    int (*run)(Command *command);
    size_t words_min, words_max;
} CommandRow;

extern const CommandRow commands_all[]; /* main.c; ends with {0} */

/* Parses argv and runs; the program's exit code. */
int command_main(int argc, char **argv);

/* The value of one of the command's own flags; absent when it was not given ("" for one without
 * value). */
Text command_flag(const Command *command, const char *name);

/* Reads file, environment and flags again, which may have changed since command->config was read.
 * False with a sentence in *error_out. */
bool command_config_read(const Command *command, Arena *arena, Config *out, Text *error_out);

/* Tells the rooms what the settings say about messages: gateways, quiet hours.  config has to stay.
 */
void command_use(const Config *config);

/* --region CODE; false (with a message) when it is no code.  Without the flag *code_out is
 * otherwise. */
bool command_region(const Command *command, RegionCode otherwise, RegionCode *code_out);

/* Opens config.db and checks that its schema is current; NULL with a message when not. */
Store *command_store(Command *command);

/* The Ctx of a command: actor_system, the installation's clock, the language of the terminal
 * ($LANG). */
Ctx command_ctx(Command *command, Store *store);

/* Says why an operation did not succeed (status, problems) on stderr; returns the exit code. */
int command_refused(const Ctx *ctx, Status status);

/* A message on stderr, "mingbai: …"; returns EXIT_REFUSED. */
int command_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Progress on stderr: a bar on a terminal, else a line every ten per cent or so.  total 0: unknown.
 */
void progress_begin(const char *what, int64_t total);
void progress_to(int64_t done);
void progress_end(void);

/* The installation's clock: the system's, or, where the setting clock_day stands (a demonstration),
 * that day with the system's time of day. */
Time command_clock(Store *store);

/* The commands themselves. */
int command_serve(Command *command);
int command_migrate(Command *command);
int command_user(Command *command);
int command_demo(Command *command);
int command_import(Command *command);
int command_export(Command *command);
int command_outreach(Command *command);
int command_report(Command *command);
int command_check(Command *command);
int command_flags(Command *command);
int command_config(Command *command);
