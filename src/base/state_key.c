#include "base/state_key.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"

enum { PATH_BYTES = 1024 };

static const char *const files[STATE_KEYS] = {
    [STATE_KEY_NUMBER] = "number.key",
    [STATE_KEY_WORDS] = "clue.key",
};

static char dir_path[PATH_BYTES * 2];
static SecretKey keys[STATE_KEYS];
static bool loaded[STATE_KEYS];

void
state_key_set_dir(Text state_dir)
{
    char here[PATH_BYTES] = "";

    if (!text_starts(state_dir, T("/")) && getcwd(here, sizeof here) == NULL)
        here[0] = '\0';
    snprintf(dir_path, sizeof dir_path, "%s%s%.*s", here, here[0] != '\0' ? "/" : "",
             TEXT_ARGS(state_dir));
    for (int i = 0; i < STATE_KEYS; i++)
        loaded[i] = false;
}

Status
state_key(Arena *arena, StateKey which, const SecretKey **out)
{
    *out = &keys[which];
    if (loaded[which])
        return OK;
    if (dir_path[0] == '\0') {
        log_error("state_key.load", LOG_C("error", "no state directory"));
        return FAULT;
    }
    TRY(dir_make(dir_path, 0700));
    TRY(secret_key_load(arena,
                        text_cstr(arena, text_printf(arena, "%s/%s", dir_path, files[which])),
                        &keys[which]));
    loaded[which] = true;
    return OK;
}
