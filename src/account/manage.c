/*
 * Managing accounts: who may give which role where, first passwords, disabling.
 */
#include "account/account.h"
#include "account/account.sql.h"
#include "account/load.h"
#include "account/throttle.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/tr.h"
#include "store/store.h"

/* ---- who may manage whom ---- */

/* A role belongs to a level of places; operators to the installation or any place. */
static bool
role_fits_level(Role role, RegionLevel level)
{
    switch (role) {
    case ROLE_RESIDENT:
    case ROLE_PARTY_MEMBER:
    case ROLE_GRID_MEMBER:
    case ROLE_VILLAGE_ADMIN:
    case ROLE_FINANCE_GROUP:
        return level == LEVEL_VILLAGE;
    case ROLE_TOWNSHIP:
        return level == LEVEL_TOWNSHIP;
    case ROLE_DISTRICT:
        return level == LEVEL_DISTRICT;
    case ROLE_INSPECTOR:
        return level == LEVEL_TOWNSHIP || level == LEVEL_DISTRICT;
    case ROLE_LEADER:
        return level <= LEVEL_DISTRICT;
    case ROLE_OPERATOR:
        return true;
    case ROLE_COUNT:
        break;
    }
    return false;
}

static bool
actor_is_operator(const Actor *actor)
{
    if (actor == NULL || actor->system)
        return actor != NULL;
    for (size_t i = 0; i < actor->grants.len; i++)
        if (actor->grants.at[i].role == ROLE_OPERATOR)
            return true;
    return false;
}

static Status
may_grant(Ctx *ctx, Role role, RegionCode region)
{
    Region place;

    TRY(actor_require(ctx, CAN_MANAGE_ACCOUNTS, region));
    if (role == ROLE_OPERATOR && !actor_is_operator(ctx->actor))
        return DENIED;
    if (region != 0 && region_get(ctx, region, &place) != OK)
        return ctx_problem(ctx, "region", TR(ctx->lang, "没有这个地区代码"));
    if (region != 0 && place.closed_day.set)
        return ctx_problem(ctx, "region", TR(ctx->lang, "这个地方已经撤销"));
    if (!role_fits_level(role, region == 0 ? LEVEL_TOP : place.level))
        return ctx_problem(ctx, "region", TR(ctx->lang, "这个角色不能放在这一级"));
    return OK;
}

/* Every place where the account has a role must be within the acting person's scope, and only
 * operators manage operators. */
static Status
may_manage(Ctx *ctx, const Account *account)
{
    if (account->grants.len == 0)
        return actor_is_operator(ctx->actor) ? OK : actor_require(ctx, CAN_MANAGE_ACCOUNTS, 0);
    for (size_t i = 0; i < account->grants.len; i++) {
        TRY(actor_require(ctx, CAN_MANAGE_ACCOUNTS, account->grants.at[i].region));
        if (account->grants.at[i].role == ROLE_OPERATOR && !actor_is_operator(ctx->actor))
            return DENIED;
    }
    return OK;
}

static RegionCode
first_region(const Account *account)
{
    return account->grants.len != 0 ? account->grants.at[0].region : 0;
}

/* ---- managing ---- */

static Status
check_login(Ctx *ctx, Text login)
{
    size_t chars = text_chars(login);

    if (chars < 2 || chars > LOGIN_CHARS_MAX)
        return ctx_problem(ctx, "login", TR(ctx->lang, "登录名要有 2 到 40 个字符"));
    for (size_t i = 0; i < login.len; i++) {
        unsigned char c = (unsigned char)login.at[i];

        if (c <= ' ' || c == 0x7F || c == '"' || c == '<' || c == '>' || c == '&' || c == '\'')
            return ctx_problem(ctx, "login", TR(ctx->lang, "登录名里不能有空格和特殊符号"));
    }
    return text_is_clean(login)
               ? OK
               : ctx_problem(ctx, "login", TR(ctx->lang, "登录名里不能有空格和特殊符号"));
}

Status
account_check_password(Ctx *ctx, const char *field, Text password)
{
    size_t chars = text_chars(password);

    if (!text_is_utf8(password) || chars < PASSWORD_CHARS_MIN || chars > PASSWORD_CHARS_MAX)
        return ctx_problem(ctx, field, TR(ctx->lang, "密码至少 8 个字符，最多 128 个"));
    for (size_t i = 1; i < password.len; i++)
        if (password.at[i] != password.at[0])
            return OK;
    return ctx_problem(ctx, field, TR(ctx->lang, "密码太简单，不能全是同一个字符"));
}

/* ---- first passwords ---- */

enum { FIRST_GROUPS = 3, FIRST_GROUP_LETTERS = 4 };

/* Like "kq7m-x2pd-9hft": letters that nobody takes for another, 59 bits. */
Text
account_first_password(Arena *arena)
{
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    Buf buf = buf_new(arena, 32);

    for (int group = 0; group < FIRST_GROUPS; group++) {
        if (group != 0)
            buf_char(&buf, '-');
        for (int i = 0; i < FIRST_GROUP_LETTERS; i++)
            buf_char(&buf, letters[random_below(sizeof letters - 1)]);
    }
    return buf_done(&buf);
}

/* ---- adding ---- */

Status
account_check_new(Ctx *ctx, Text login, Text name, Text phone, RoleGrants grants)
{
    AccountRow row;
    Status status;

    (void)!check_login(ctx, login);
    if (text_is_blank(name) || !text_is_clean(name) || text_chars(name) > ACCOUNT_NAME_CHARS_MAX)
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "请写姓名，最多 40 个字"));
    if (!text_is_clean(phone) || text_chars(phone) > LOGIN_CHARS_MAX)
        (void)!ctx_problem(ctx, "phone", TR(ctx->lang, "电话太长"));
    if (grants.len == 0)
        (void)!ctx_problem(ctx, "role", TR(ctx->lang, "至少给一个角色"));
    for (size_t i = 0; i < grants.len; i++) {
        status = may_grant(ctx, grants.at[i].role, grants.at[i].region);
        if (status != OK && status != INVALID)
            return status;
    }
    TRY(ctx_checked(ctx));
    status = account_row_by_login(ctx, login, &row);
    if (status == OK)
        return ctx_problem(ctx, "login", TR(ctx->lang, "这个登录名已经有人用了"));
    return status == NOT_FOUND ? OK : status;
}

Status
account_insert_new(Ctx *ctx, Text login, Text name, Text phone, Text hash, RoleGrants grants,
                   int64_t *id_out)
{
    int64_t id = id_new();

    TRY(account_insert(ctx, &(AccountInsertArgs){
                                .id = id,
                                .login = login,
                                .name = name,
                                .phone = phone,
                                .password_hash = hash,
                                .must_change = true,
                                .now = ctx->now,
                            }));
    TRY(audit(ctx, grants.at[0].region, "account.add", id, login));
    for (size_t i = 0; i < grants.len; i++)
        TRY(account_grant(ctx, id, grants.at[i].role, grants.at[i].region));
    *id_out = id;
    return OK;
}

Status
account_add(Ctx *ctx, Text login, Text name, Text phone, Text password, RoleGrants grants,
            int64_t *id_out)
{
    Status status;

    (void)!account_check_password(ctx, "password", password);
    status = account_check_new(ctx, login, name, phone, grants);
    TRY(status);
    return account_insert_new(ctx, login, name, phone, password_hash_cached(ctx->arena, password),
                              grants, id_out);
}

Status
account_add_fresh(Ctx *ctx, Text login, Text name, Text phone, RoleGrants grants, int64_t *id_out,
                  Text *password_out)
{
    TRY(account_check_new(ctx, login, name, phone, grants));
    *password_out = account_first_password(ctx->arena);
    return account_insert_new(ctx, login, name, phone,
                              password_hash_random(ctx->arena, *password_out), grants, id_out);
}

/* ---- roles ---- */

static AccountRolesHook *roles_hook;

void
account_on_roles(AccountRolesHook *hook)
{
    roles_hook = hook;
}

static Status
roles_changed(Ctx *ctx, int64_t id)
{
    return roles_hook != NULL ? roles_hook(ctx, id) : OK;
}

Status
account_grant(Ctx *ctx, int64_t id, Role role, RegionCode region)
{
    AccountRow row;
    int64_t changed;
    bool person = ctx->actor != NULL && !ctx->actor->system;

    TRY(account_row_by_id(ctx, id, &row));
    TRY(may_grant(ctx, role, region));
    if (person && ctx->actor->account == id)
        return ctx_problem(ctx, "grant", TR(ctx->lang, "不能给自己角色，请别的管理员来给"));
    TRY(account_grant_insert(
        ctx,
        &(AccountGrantInsertArgs){.account = id,
                                  .role = text_c(role_name(role)),
                                  .region = region,
                                  .now = ctx->now,
                                  .granted_by =
                                      person ? SOME_INT(ctx->actor->account) : (OptInt){0}},
        &changed));
    store_touch(ctx, KEY_ACCOUNTS);
    TRY(roles_changed(ctx, id));
    return audit(ctx, region, "account.grant", id, text_c(role_name(role)));
}

Status
account_revoke(Ctx *ctx, int64_t id, Role role, RegionCode region)
{
    Account account;
    int64_t changed;

    TRY(actor_require(ctx, CAN_MANAGE_ACCOUNTS, region));
    if (role == ROLE_OPERATOR && !actor_is_operator(ctx->actor))
        return DENIED;
    TRY(account_get(ctx, id, &account));
    if (account.grants.len == 1 && account.grants.at[0].role == role &&
        account.grants.at[0].region == region)
        return ctx_problem(ctx, "grant",
                           TR(ctx->lang, "至少要留一个角色；这个人不再用了，就停用账号"));
    TRY(account_grant_delete(ctx, id, text_c(role_name(role)), region, &changed));
    if (changed == 0)
        return NOT_FOUND;
    store_touch(ctx, KEY_ACCOUNTS);
    TRY(roles_changed(ctx, id));
    return audit(ctx, region, "account.revoke", id, text_c(role_name(role)));
}

Status
account_set_disabled(Ctx *ctx, int64_t id, bool disabled)
{
    Account account;
    int64_t changed;

    TRY(account_get(ctx, id, &account));
    TRY(may_manage(ctx, &account));
    if (ctx->actor->account == id)
        return ctx_problem(ctx, "account", TR(ctx->lang, "不能停用自己的账号"));
    TRY(account_set_disabled_flag(ctx, id, disabled, &changed));
    TRY(account_end_sessions(ctx, id, T("")));
    TRY(roles_changed(ctx, id));
    return audit(ctx, first_region(&account), disabled ? "account.disable" : "account.enable", id,
                 account.login);
}

static Status
reset(Ctx *ctx, int64_t id, Text hash)
{
    Account account;
    int64_t changed;

    TRY(account_get(ctx, id, &account));
    TRY(may_manage(ctx, &account));
    TRY(account_set_password(ctx,
                             &(AccountSetPasswordArgs){
                                 .id = id,
                                 .password_hash = hash,
                                 .must_change = true,
                                 .now = ctx->now,
                             },
                             &changed));
    TRY(account_end_sessions(ctx, id, T("")));
    TRY(throttle_delete(ctx, throttle_subject(ctx->arena, "login", account.login)));
    return audit(ctx, first_region(&account), "account.reset_password", id, account.login);
}

Status
account_reset_password(Ctx *ctx, int64_t id, Text password)
{
    TRY(account_check_password(ctx, "password", password));
    return reset(ctx, id, password_hash(ctx->arena, password));
}

Status
account_reset_fresh(Ctx *ctx, int64_t id, Text *password_out)
{
    *password_out = account_first_password(ctx->arena);
    return reset(ctx, id, password_hash_random(ctx->arena, *password_out));
}
