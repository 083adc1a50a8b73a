#include "base/sealing.h"

#include "base/state_key.h"

Status
sealing_ready(Arena *arena)
{
    const SecretKey *master;

    return state_key(arena, STATE_KEY_WORDS, &master);
}

static Status
key_of(Ctx *ctx, const char *purpose, SecretKey *out)
{
    const SecretKey *master;

    TRY(state_key(ctx->arena, STATE_KEY_WORDS, &master));
    *out = secret_key_for(master, purpose);
    return OK;
}

static Text
owner_prefix(Arena *arena, int64_t owner)
{
    return text_printf(arena, "%lld\n", (long long)owner);
}

Status
seal_words(Ctx *ctx, const char *purpose, int64_t owner, Text words, Text *out)
{
    Text parts[2] = {owner_prefix(ctx->arena, owner), words};
    SecretKey key;

    *out = T("");
    if (words.len == 0)
        return OK;
    if (words.len > SEALED_WORDS_BYTES_MAX)
        return INVALID;
    TRY(key_of(ctx, purpose, &key));
    *out = base64url_encode(
        ctx->arena, secret_seal(ctx->arena, &key, text_join(ctx->arena, (Texts){parts, 2}, T(""))));
    return OK;
}

Status
unseal_words(Ctx *ctx, const char *purpose, int64_t owner, Text sealed, Text *out)
{
    Text prefix = owner_prefix(ctx->arena, owner);
    Text bytes, plain;
    SecretKey key;

    *out = T("");
    if (sealed.len == 0)
        return OK;
    TRY(key_of(ctx, purpose, &key));
    if (!base64url_decode(ctx->arena, sealed, &bytes) ||
        !secret_open(ctx->arena, &key, bytes, &plain) || !text_starts(plain, prefix))
        return NOT_FOUND;
    *out = text_slice(plain, prefix.len, plain.len - prefix.len);
    return OK;
}

Status
seal_hash(Ctx *ctx, const char *purpose, Text words, Text *out)
{
    SecretKey key;

    TRY(key_of(ctx, purpose, &key));
    *out = hmac_sha256_token(ctx->arena, (Text){(const char *)key.bytes, sizeof key.bytes}, words);
    return OK;
}
