/*
 * Signing in: sessions, API tokens, and what slows down those who guess.
 */
#include <string.h>

#include "account/account.h"
#include "account/account.sql.h"
#include "account/load.h"
#include "account/phone_code.h"
#include "account/throttle.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/tr.h"
#include "store/store.h"

enum { TOKEN_BYTES = 24, TOKEN_DAYS_MAX = 730, SECRET_LEN_MAX = 128 };

Text
password_hash_cached(Arena *arena, Text password)
{
    static char last_key[2 * SHA256_BYTES];
    static char last_hash[256];
    static size_t last_len;
    Text key = sha256_hex(arena, password);
    Text hash;

    if (last_len != 0 && text_eq(key, (Text){last_key, sizeof last_key}))
        return text_copy(arena, (Text){last_hash, last_len});
    hash = password_hash(arena, password);
    if (hash.len <= sizeof last_hash && key.len == sizeof last_key) {
        memcpy(last_key, key.at, key.len);
        memcpy(last_hash, hash.at, hash.len);
        last_len = hash.len;
    }
    return hash;
}

static Status
must_wait(Ctx *ctx, const char *field, Time until)
{
    return ctx_problem(
        ctx, field,
        TR_FORMAT(ctx->arena, ctx->lang, "试错次数太多，请 {seconds} 秒后再试",
                  {"seconds", text_printf(ctx->arena, "%lld", (long long)(until - ctx->now))}));
}

/* ---- sign in ---- */

typedef struct Attempt {
    Text login;
    Text password;
    Text address;
    SignInSubjects by; /* what failures are counted under */
    const SignInHow *how;
    AccountRow row;
    bool known;
    Time until;
    bool right;
    SignIn *out;
} Attempt;

static Status
look_up(Ctx *ctx, void *arg)
{
    Attempt *attempt = arg;
    Text phone;
    bool is_phone = phone_parse(ctx->arena, attempt->login, &phone);
    Status status;

    attempt->until = 0;
    status = account_row_by_login(ctx, attempt->login, &attempt->row);
    if (status == NOT_FOUND && is_phone)
        status = account_row_by_phone(ctx, phone, &attempt->row);
    if (status != OK && status != NOT_FOUND)
        return status;
    attempt->known = status == OK && !attempt->row.disabled;
    /* However a number is written, guesses are counted under the one. */
    attempt->by = sign_in_subjects(ctx->arena, is_phone ? phone : attempt->login, attempt->address,
                                   status == OK ? attempt->row.password_changed_at : 0);
    return sign_in_waits_until(ctx, &attempt->by, &attempt->until);
}

/* Whether the person looks after places whose board comes first. */
static bool
watches(const Actor *actor)
{
    for (size_t i = 0; i < actor->grants.len; i++) {
        const RoleGrant *grant = &actor->grants.at[i];

        if ((grant->role == ROLE_INSPECTOR || grant->role == ROLE_LEADER) && grant->region != 0 &&
            region_code_level(grant->region) < LEVEL_VILLAGE)
            return true;
    }
    return false;
}

Status
account_open_session(Ctx *ctx, const Account *account, const SignInHow *how, SignIn *out)
{
    const Actor actor = {.grants = account->grants};
    bool kept = how->keep && !actor_is_staff(&actor);
    int64_t days = kept ? KEPT_SESSION_DAYS : how->session_days;

    out->secret = random_token(ctx->arena, TOKEN_BYTES);
    out->account = account->id;
    out->kept = kept;
    out->staff = actor_is_staff(&actor);
    out->watches = watches(&actor);
    out->must_change = account->must_change;
    out->expires_at = ctx->now + days * SECONDS_PER_DAY;
    return session_insert(ctx, &(SessionInsertArgs){
                                   .token_hash = sha256_hex(ctx->arena, out->secret),
                                   .account = account->id,
                                   .csrf = random_token(ctx->arena, TOKEN_BYTES),
                                   .now = ctx->now,
                                   .expires_at = out->expires_at,
                                   .slides_days = kept ? KEPT_SESSION_DAYS : 0,
                                   .renewed_day = ctx_today(ctx),
                                   .device = how->device,
                               });
}

static Status
record(Ctx *ctx, void *arg)
{
    Attempt *attempt = arg;
    const Actor *actor;
    Account account;
    int64_t changed;

    if (!attempt->right) {
        TRY(sign_in_failed(ctx, &attempt->by));
        return audit(ctx, 0, "account.sign_in_failed", attempt->known ? attempt->row.id : 0, T(""));
    }
    TRY(sign_in_succeeded(ctx, &attempt->by));
    TRY(session_expire(ctx, ctx->now, &changed));
    TRY(account_get(ctx, attempt->row.id, &account));
    TRY(account_open_session(ctx, &account, attempt->how, attempt->out));
    if (password_is_stale(attempt->row.password_hash))
        TRY(account_set_password(
            ctx,
            &(AccountSetPasswordArgs){.id = attempt->row.id,
                                      .password_hash = password_hash(ctx->arena, attempt->password),
                                      .must_change = attempt->row.must_change,
                                      .now = ctx->now},
            &changed));
    TRY(account_load_actor(ctx, attempt->row.id, &actor));
    ctx->actor = actor;
    return audit(ctx, actor->grants.len != 0 ? actor->grants.at[0].region : 0, "account.sign_in",
                 attempt->row.id, T(""));
}

Status
account_sign_in(Store *store, Ctx *ctx, Text login, Text password, Text address,
                int64_t session_days, SignIn *out)
{
    return account_sign_in_as(
        store, ctx, login, password,
        &(SignInHow){.session_days = session_days, .address = address, .device = T("")}, out);
}

Status
account_sign_in_as(Store *store, Ctx *ctx, Text login, Text password, const SignInHow *how,
                   SignIn *out)
{
    Attempt attempt = {
        .login = login,
        .password = password,
        .address = how->address,
        .how = how,
        .out = out,
    };
    bool has_password;

    *out = (SignIn){0};
    TRY(store_read(store, ctx, look_up, &attempt));
    if (attempt.until > ctx->now)
        return must_wait(ctx, "password", attempt.until);
    has_password = attempt.known && attempt.row.password_hash.len != 0;
    attempt.right =
        password_check(has_password ? attempt.row.password_hash : (Text){0}, password) &&
        has_password;
    TRY(store_write(store, ctx, record, &attempt));
    if (!attempt.right)
        return ctx_problem(ctx, "password", TR(ctx->lang, "登录名或密码不对"));
    return OK;
}

/* ---- sign out ---- */

Status
account_sign_out(Ctx *ctx, Text secret)
{
    Text hash = sha256_hex(ctx->arena, secret);

    TRY(session_delete(ctx, hash));
    return api_token_delete_hash(ctx, hash); /* a program may hold one instead of a session */
}

Status
account_end_sessions(Ctx *ctx, int64_t id, Text keep_hash)
{
    TRY(session_delete_of(ctx, id, keep_hash));
    return api_token_delete_of(ctx, id);
}

Status
account_sign_out_everywhere(Ctx *ctx, int64_t account)
{
    if (ctx->actor == NULL || (ctx->actor->account != account && !ctx->actor->system))
        return DENIED;
    TRY(account_end_sessions(ctx, account, T("")));
    return audit(ctx, 0, "account.sign_out_everywhere", account, T(""));
}

/* ---- who is it ---- */

Status
account_by_session(Ctx *ctx, Text secret, const Actor **actor_out, Text *csrf_out)
{
    SessionFindRow row;
    Actor *actor;

    if (secret.len == 0 || secret.len > SECRET_LEN_MAX)
        return NOT_FOUND;
    TRY(session_find(ctx, sha256_hex(ctx->arena, secret), ctx->now, &row));
    *csrf_out = row.csrf;
    TRY(account_load_person(ctx, row.account, &actor));
    /* Opened for half a year by somebody who works here now: that person signs in anew. */
    if (row.slides_days != 0 && actor_is_staff(actor))
        return NOT_FOUND;
    actor->renew = row.slides_days != 0 && row.renewed_day < ctx_today(ctx);
    *actor_out = actor;
    return OK;
}

Status
account_by_bearer(Ctx *ctx, Text secret, const Actor **actor_out)
{
    ApiTokenFindRow token;
    Text csrf;
    Status status = account_by_session(ctx, secret, actor_out, &csrf);

    if (status != NOT_FOUND)
        return status;
    if (secret.len == 0 || secret.len > SECRET_LEN_MAX)
        return NOT_FOUND;
    TRY(api_token_find(ctx, sha256_hex(ctx->arena, secret), ctx->now, &token));
    return account_load_actor(ctx, token.account, actor_out);
}

/* ---- the own password ---- */

typedef struct Change {
    AccountRow row;
    Text hash;
    Text keep_hash;
    Text subject; /* under which wrong old passwords are counted: not the sign-in's, or whoever has
                     found an open desk could lock its owner out */
    Time until;
} Change;

static Status
read_own(Ctx *ctx, void *arg)
{
    Change *change = arg;

    change->until = 0;
    TRY(throttle_waits_until(ctx, change->subject, &change->until));
    return account_row_by_id(ctx, ctx->actor->account, &change->row);
}

static Status
count_wrong(Ctx *ctx, void *arg)
{
    const Change *change = arg;

    return throttle_count(ctx, change->subject, &throttle_tight);
}

static Status
write_own(Ctx *ctx, void *arg)
{
    const Change *change = arg;
    int64_t changed;

    TRY(throttle_delete(ctx, change->subject));
    TRY(account_set_password(ctx,
                             &(AccountSetPasswordArgs){.id = change->row.id,
                                                       .password_hash = change->hash,
                                                       .must_change = false,
                                                       .now = ctx->now},
                             &changed));
    TRY(account_end_sessions(ctx, change->row.id, change->keep_hash));
    return audit(ctx, 0, "account.change_password", change->row.id, T(""));
}

Status
account_change_password(Store *store, Ctx *ctx, Text old_password, Text new_password,
                        Text keep_secret)
{
    Change change = {.keep_hash = sha256_hex(ctx->arena, keep_secret)};

    if (ctx->actor == NULL || ctx->actor->system)
        return DENIED;
    TRY(account_check_password(ctx, "new_password", new_password));
    change.subject = throttle_subject(
        ctx->arena, "password", text_printf(ctx->arena, "%lld", (long long)ctx->actor->account));
    TRY(store_read(store, ctx, read_own, &change));
    if (change.until > ctx->now)
        return must_wait(ctx, "old_password", change.until);
    /* Who has signed in with the phone only so far chooses the first one. */
    if (change.row.password_hash.len != 0 &&
        !password_check(change.row.password_hash, old_password)) {
        TRY(store_write(store, ctx, count_wrong, &change));
        return ctx_problem(ctx, "old_password", TR(ctx->lang, "原来的密码不对"));
    }
    if (secret_eq(old_password, new_password))
        return ctx_problem(ctx, "new_password", TR(ctx->lang, "新密码不能和原来的一样"));
    change.hash = password_hash(ctx->arena, new_password);
    return store_write(store, ctx, write_own, &change);
}

/* ---- API tokens ---- */

Status
account_token_add(Ctx *ctx, Text name, int days, Text *secret_out)
{
    ApiTokensOfRows rows;

    if (ctx->actor == NULL || ctx->actor->system || ctx->actor->must_change)
        return DENIED;
    if (text_is_blank(name) || !text_is_clean(name) || text_chars(name) > ACCOUNT_NAME_CHARS_MAX)
        return ctx_problem(ctx, "name", TR(ctx->lang, "请给令牌起个名字，最多 40 个字"));
    if (days < 1 || days > TOKEN_DAYS_MAX)
        return ctx_problem(ctx, "days", TR(ctx->lang, "有效期应在 1 到 730 天之间"));
    TRY(api_tokens_of(ctx, ctx->actor->account, &rows));
    if (rows.len >= TOKENS_MAX)
        return ctx_problem(ctx, "name", TR(ctx->lang, "令牌太多了，请先停用不用的"));
    *secret_out = random_token(ctx->arena, TOKEN_BYTES);
    TRY(api_token_insert(ctx, &(ApiTokenInsertArgs){
                                  .id = id_new(),
                                  .account = ctx->actor->account,
                                  .name = name,
                                  .token_hash = sha256_hex(ctx->arena, *secret_out),
                                  .now = ctx->now,
                                  .expires_at = ctx->now + (Time)days * SECONDS_PER_DAY,
                              }));
    return audit(ctx, 0, "account.token_add", ctx->actor->account, name);
}

Status
account_token_list(Ctx *ctx, ApiTokens *out)
{
    ApiTokensOfRows rows;

    if (ctx->actor == NULL)
        return DENIED;
    TRY(api_tokens_of(ctx, ctx->actor->account, &rows));
    *out = (ApiTokens){.at = NEW_ARRAY(ctx->arena, ApiToken, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (ApiToken){.id = rows.at[i].id,
                                .name = rows.at[i].name,
                                .created_at = rows.at[i].created_at,
                                .expires_at = rows.at[i].expires_at};
    return OK;
}

Status
account_token_revoke(Ctx *ctx, int64_t id)
{
    int64_t changed;

    if (ctx->actor == NULL)
        return DENIED;
    TRY(api_token_delete(ctx, id, ctx->actor->account, &changed));
    if (changed == 0)
        return NOT_FOUND;
    return audit(ctx, 0, "account.token_revoke", id, T(""));
}
