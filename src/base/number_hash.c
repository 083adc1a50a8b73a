#include "base/number_hash.h"

#include "base/state_key.h"

void
number_hash_set_dir(Text state_dir)
{
    state_key_set_dir(state_dir);
}

Status
number_hash_ready(Arena *arena)
{
    const SecretKey *master;

    return state_key(arena, STATE_KEY_NUMBER, &master);
}

Status
number_hash(Ctx *ctx, const char *purpose, Text digits, Text *out)
{
    const SecretKey *master;
    SecretKey key;

    TRY(state_key(ctx->arena, STATE_KEY_NUMBER, &master));
    key = secret_key_for(master, purpose);
    *out = hmac_sha256_token(ctx->arena, (Text){(const char *)key.bytes, sizeof key.bytes}, digits);
    return OK;
}
