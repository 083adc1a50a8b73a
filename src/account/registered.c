/*
 * Accounts of residents, who register themselves: the rooms above decide who is who.
 */
#include "account/account.h"
#include "account/account.sql.h"
#include "base/id.h"
#include "base/tr.h"
#include "store/store.h"

static Status
insert(Ctx *ctx, const Account *account, Text hash, int64_t id)
{
    return account_insert_registered(
        ctx, &(AccountInsertRegisteredArgs){
                 .id = id,
                 .login = account->login,
                 .name = account->name,
                 .phone = account->phone,
                 .phone_verified_at = account->phone_verified ? SOME_INT(ctx->now) : (OptInt){0},
                 .password_hash = hash,
                 .now = ctx->now,
             });
}

Status
account_register(Ctx *ctx, const Account *account, Text hash, int64_t *id_out)
{
    AccountRow other;
    Status status = account_row_by_login(ctx, account->login, &other);

    if (status == OK)
        return ctx_problem(ctx, "login", TR(ctx->lang, "这个登录名已经有人用了"));
    if (status == NOT_FOUND && account->phone_verified) {
        status = account_row_by_phone(ctx, account->phone, &other);
        if (status == OK)
            return ctx_problem(ctx, "phone", TR(ctx->lang, "这个手机号已经注册过了"));
    }
    if (status != NOT_FOUND)
        return status;
    *id_out = id_new();
    TRY(insert(ctx, account, hash, *id_out));
    return audit(ctx, 0, "account.register", *id_out, T(""));
}

static Status
grant(Ctx *ctx, int64_t id, const RoleGrant *role, int64_t *changed_out)
{
    bool person = ctx->actor != NULL && !ctx->actor->system;

    return account_grant_insert(
        ctx,
        &(AccountGrantInsertArgs){
            .account = id,
            .role = text_c(role_name(role->role)),
            .region = role->region,
            .now = ctx->now,
            .granted_by = person ? SOME_INT(ctx->actor->account) : (OptInt){0},
        },
        changed_out);
}

Status
account_make_resident(Ctx *ctx, int64_t id, RegionCode region, int64_t *changed_out)
{
    TRY(grant(ctx, id, &(RoleGrant){ROLE_RESIDENT, region}, changed_out));
    store_touch(ctx, KEY_ACCOUNTS);
    return OK;
}

Status
account_end_resident(Ctx *ctx, int64_t id, RegionCode region)
{
    int64_t changed;

    TRY(account_grant_delete(ctx, id, text_c(role_name(ROLE_RESIDENT)), region, &changed));
    store_touch(ctx, KEY_ACCOUNTS);
    return OK;
}

Status
account_load(Ctx *ctx, const Account *account, Text hash, int64_t *id_out)
{
    int64_t changed;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    *id_out = id_new();
    TRY(insert(ctx, account, hash, *id_out));
    for (size_t i = 0; i < account->grants.len; i++)
        TRY(grant(ctx, *id_out, &account->grants.at[i], &changed));
    return OK;
}
