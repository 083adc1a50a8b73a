/*
 * The sessions of the acting person, as devices.
 */
#include "account/account.h"
#include "account/account.sql.h"
#include "base/crypto.h"

Status
account_devices(Ctx *ctx, Text secret, Devices *out)
{
    SessionsOfRows rows;
    Text current = sha256_hex(ctx->arena, secret);

    if (ctx->actor == NULL || ctx->actor->system)
        return DENIED;
    TRY(sessions_of(ctx, ctx->actor->account, ctx->now, &rows));
    *out = (Devices){.at = NEW_ARRAY(ctx->arena, Device, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] = (Device){
            .id = rows.at[i].token_hash,
            .name = rows.at[i].device,
            .signed_in_at = rows.at[i].created_at,
            .used_day = (Day)rows.at[i].renewed_day,
            .current = text_eq(rows.at[i].token_hash, current),
        };
    return OK;
}

Status
account_device_end(Ctx *ctx, Text id)
{
    int64_t changed;

    if (ctx->actor == NULL || ctx->actor->system)
        return DENIED;
    TRY(session_delete_own(ctx, id, ctx->actor->account, &changed));
    return changed != 0 ? OK : NOT_FOUND;
}

Status
account_has_password(Ctx *ctx, bool *out)
{
    AccountRow row;

    if (ctx->actor == NULL || ctx->actor->system)
        return DENIED;
    TRY(account_row_by_id(ctx, ctx->actor->account, &row));
    *out = row.password_hash.len != 0;
    return OK;
}

Status
account_session_renew(Ctx *ctx, Text secret, Time *expires_out)
{
    SessionFindRow row;
    Text hash = sha256_hex(ctx->arena, secret);

    TRY(session_find(ctx, hash, ctx->now, &row));
    if (row.slides_days == 0)
        return NOT_FOUND;
    *expires_out = ctx->now + row.slides_days * SECONDS_PER_DAY;
    return session_renew(ctx, hash, ctx_today(ctx), *expires_out);
}
