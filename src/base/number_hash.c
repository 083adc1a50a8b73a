#include "base/number_hash.h"

#include <stdio.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/file.h"
#include "base/log.h"

enum { PATH_BYTES = 1024 };

static char dir_path[PATH_BYTES * 2];
static SecretKey master;
static bool loaded;

void
number_hash_set_dir(Text state_dir)
{
    char here[PATH_BYTES] = "";

    if (!text_starts(state_dir, T("/")) && getcwd(here, sizeof here) == NULL)
        here[0] = '\0';
    snprintf(dir_path, sizeof dir_path, "%s%s%.*s", here, here[0] != '\0' ? "/" : "",
             TEXT_ARGS(state_dir));
    loaded = false;
}

Status
number_hash_ready(Arena *arena)
{
    if (loaded)
        return OK;
    if (dir_path[0] == '\0') {
        log_error("number_hash.key", LOG_C("error", "no state directory"));
        return FAULT;
    }
    TRY(dir_make(dir_path, 0700));
    TRY(secret_key_load(arena, text_cstr(arena, text_printf(arena, "%s/number.key", dir_path)),
                        &master));
    loaded = true;
    return OK;
}

Status
number_hash(Ctx *ctx, const char *purpose, Text digits, Text *out)
{
    SecretKey key;

    TRY(number_hash_ready(ctx->arena));
    key = secret_key_for(&master, purpose);
    *out = hmac_sha256_token(ctx->arena, (Text){(const char *)key.bytes, sizeof key.bytes}, digits);
    return OK;
}
