/*
 * Giving up an account: what is personal goes, what was done stays under a number.
 */
#include "account/account.h"
#include "account/account.sql.h"
#include "account/load.h"
#include "base/tr.h"
#include "store/store.h"

/* As it stands in the trail, whoever reads it in whatever language. */
static const Text erased_name = T_INIT("已注销");

static AccountEraseHook *hooks[ACCOUNT_ERASE_HOOKS_MAX];
static size_t hook_count;

void
account_on_erase(AccountEraseHook *hook)
{
    if (hook_count < ACCOUNT_ERASE_HOOKS_MAX)
        hooks[hook_count++] = hook;
}

static Status
erase(Ctx *ctx, int64_t id, const char *action)
{
    for (size_t i = 0; i < hook_count; i++)
        TRY(hooks[i](ctx, id));
    TRY(audit(ctx, 0, action, id, T("")));
    TRY(account_end_sessions(ctx, id, T("")));
    TRY(account_grants_delete(ctx, id));
    store_touch(ctx, KEY_ACCOUNTS);
    return account_erase_row(
        ctx, &(AccountEraseRowArgs){.id = id,
                                    .login = text_printf(ctx->arena, "gone-%lld", (long long)id),
                                    .name = erased_name,
                                    .now = ctx->now});
}

Status
account_erase(Ctx *ctx)
{
    if (ctx->actor == NULL || ctx->actor->system)
        return DENIED;
    if (actor_is_staff(ctx->actor))
        return ctx_problem(ctx, "account", TR(ctx->lang, "工作人员的账号请找区里的管理员停用"));
    return erase(ctx, ctx->actor->account, "account.erase");
}

Status
account_expire(Ctx *ctx, int64_t id)
{
    Account account;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    TRY(account_get(ctx, id, &account));
    return account.grants.len == 0 ? erase(ctx, id, "account.expire") : CONFLICT;
}
