#include "account/account.h"

#include "account/account.sql.h"
#include "account/load.h"
#include "base/buf.h"
#include "base/tr.h"

/* ---- loading ---- */

static Status
load_grants(Ctx *ctx, int64_t account, RoleGrants *out)
{
    GrantRows rows;

    TRY(account_grants(ctx, account, &rows));
    *out = (RoleGrants){.at = NEW_ARRAY(ctx->arena, RoleGrant, rows.len)};
    for (size_t i = 0; i < rows.len; i++) {
        Role role;

        if (role_parse(rows.at[i].role, &role))
            out->at[out->len++] = (RoleGrant){.role = role, .region = rows.at[i].region};
    }
    return OK;
}

static Status
from_row(Ctx *ctx, const AccountRow *row, Account *out)
{
    *out = (Account){
        .id = row->id,
        .login = row->login,
        .name = row->name,
        .phone = row->phone,
        .must_change = row->must_change,
        .disabled = row->disabled,
        .phone_verified = row->phone_verified_at.set,
        .created_at = row->created_at,
    };
    return load_grants(ctx, row->id, &out->grants);
}

/* Of staff nothing is kept about when they read. */
static Status
load_unseen(Ctx *ctx, Actor *actor)
{
    AccountUnseenRows rows;

    if (actor->grants.len == 0 || actor_is_staff(actor))
        return OK;
    TRY(account_unseen(ctx, actor->account, ctx_today(ctx), &rows));
    actor->unseen.at = NEW_ARRAY(ctx->arena, RegionCode, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        actor->unseen.at[actor->unseen.len++] = rows.at[i].region;
    return OK;
}

Status
account_load_person(Ctx *ctx, int64_t id, Actor **actor_out)
{
    AccountRow row;
    Actor *actor = NEW(ctx->arena, Actor);

    TRY(account_row_by_id(ctx, id, &row));
    if (row.disabled)
        return NOT_FOUND;
    *actor = (Actor){
        .account = row.id, .login = row.login, .name = row.name, .must_change = row.must_change};
    TRY(load_grants(ctx, row.id, &actor->grants));
    TRY(load_unseen(ctx, actor));
    *actor_out = actor;
    return OK;
}

Status
account_load_actor(Ctx *ctx, int64_t id, const Actor **actor_out)
{
    Actor *actor;

    TRY(account_load_person(ctx, id, &actor));
    *actor_out = actor;
    return OK;
}

/* ---- reading ---- */

Status
account_get(Ctx *ctx, int64_t id, Account *out)
{
    AccountRow row;

    TRY(account_row_by_id(ctx, id, &row));
    return from_row(ctx, &row, out);
}

Status
account_by_login(Ctx *ctx, Text login, Account *out)
{
    AccountRow row;

    TRY(account_row_by_login(ctx, login, &row));
    return from_row(ctx, &row, out);
}

Status
account_by_phone(Ctx *ctx, Text phone, Account *out)
{
    AccountRow row;

    TRY(account_row_by_phone(ctx, phone, &row));
    return from_row(ctx, &row, out);
}

/* What was typed as a LIKE pattern in lower case: anywhere in the login or the name. */
static Text
pattern_of(Arena *arena, Text words)
{
    Buf buf = buf_new(arena, 1024);

    words = text_trim(words);
    if (words.len == 0)
        return T("");
    buf_char(&buf, '%');
    for (size_t i = 0; i < words.len; i++) {
        char c = words.at[i];

        if (c == '%' || c == '_' || c == '!')
            buf_char(&buf, '!');
        buf_char(&buf, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    buf_char(&buf, '%');
    return buf_done(&buf);
}

Status
account_find(Ctx *ctx, RegionCode scope, Text words, Text cursor, Accounts *out)
{
    RegionRange range = region_range(scope);
    AccountRows rows;
    int64_t after = 0;

    TRY(actor_require(ctx, CAN_MANAGE_ACCOUNTS, scope));
    if (!text_is_empty(cursor) && !text_to_i64(cursor, &after))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对"));
    if (!text_is_clean(words))
        return ctx_problem(ctx, "q", TR(ctx->lang, "含有无法显示的字符"));
    TRY(account_within(
        ctx,
        &(AccountWithinArgs){.first = range.first,
                             .last = range.last,
                             .pattern =
                                 pattern_of(ctx->arena, text_first_chars(words, LOGIN_CHARS_MAX)),
                             .after = after,
                             .limit = ACCOUNTS_PAGE + 1},
        &rows));
    *out = (Accounts){.at = NEW_ARRAY(ctx->arena, Account, rows.len)};
    for (; out->len < rows.len && out->len < ACCOUNTS_PAGE; out->len++)
        TRY(from_row(ctx, &rows.at[out->len], &out->at[out->len]));
    if (rows.len > ACCOUNTS_PAGE)
        out->next = text_printf(ctx->arena, "%lld", (long long)out->at[out->len - 1].id);
    return OK;
}

/* Two lists by id as one of at most a page. */
static void
merge(Ctx *ctx, const Accounts *more, Accounts *out)
{
    Accounts both = {.at = NEW_ARRAY(ctx->arena, Account, ACCOUNTS_PAGE)};
    bool cut = out->next.at != NULL || more->next.at != NULL;
    size_t i = 0;
    size_t j = 0;

    while (both.len < ACCOUNTS_PAGE && (i < out->len || j < more->len)) {
        bool first = j == more->len || (i < out->len && out->at[i].id <= more->at[j].id);
        bool same = i < out->len && j < more->len && out->at[i].id == more->at[j].id;

        both.at[both.len++] = first ? out->at[i++] : more->at[j++];
        j += same;
    }
    if (cut || i < out->len || j < more->len)
        both.next = text_printf(ctx->arena, "%lld", (long long)both.at[both.len - 1].id);
    *out = both;
}

Status
account_find_all(Ctx *ctx, RegionCodes scopes, Text words, Text cursor, Accounts *out)
{
    *out = (Accounts){0};
    if (scopes.len == 0)
        return DENIED;
    TRY(account_find(ctx, scopes.at[0], words, cursor, out));
    for (size_t i = 1; i < scopes.len; i++) {
        Accounts more;

        TRY(account_find(ctx, scopes.at[i], words, cursor, &more));
        merge(ctx, &more, out);
    }
    return OK;
}

Status
account_list(Ctx *ctx, RegionCode scope, Text cursor, Accounts *out)
{
    return account_find(ctx, scope, T(""), cursor, out);
}

Status
account_managed(Ctx *ctx, int64_t id, Account *out)
{
    TRY(actor_may_somewhere(ctx, CAN_MANAGE_ACCOUNTS) ? OK : DENIED);
    TRY(account_get(ctx, id, out));
    if (actor_may(ctx->actor, CAN_MANAGE_ACCOUNTS, 0))
        return OK;
    for (size_t i = 0; i < out->grants.len; i++)
        if (actor_may(ctx->actor, CAN_MANAGE_ACCOUNTS, out->grants.at[i].region))
            return OK;
    return NOT_FOUND;
}

Status
account_role_is_held(Ctx *ctx, Role role, RegionCode region, bool *out)
{
    AccountRoleHolderRow row;
    Status status = account_role_holder(ctx, text_c(role_name(role)), region, &row);

    if (status != OK && status != NOT_FOUND)
        return status;
    *out = status == OK;
    return OK;
}
