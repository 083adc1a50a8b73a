/*
 * account -- people who sign in: passwords, sessions, API tokens, roles granted and taken.
 *
 * What a role may do is actor/actor.h; this room loads the Actor of a request and manages accounts.
 */
#pragma once

#include "actor/actor.h"
#include "region/region.h"

enum {
    PASSWORD_CHARS_MIN = 8,
    PASSWORD_CHARS_MAX = 128,
    LOGIN_CHARS_MAX = 40,
    ACCOUNT_NAME_CHARS_MAX = 40,
    SIGN_IN_FAILURES_FREE = 5,       /* then each failure doubles the wait … */
    SIGN_IN_LOCK_SECONDS_MAX = 3600, /* … up to an hour: one account from one address */
    SIGN_IN_FAILURES_LOOSE = 100,    /* of one account, or from one address, with others … */
    SIGN_IN_LOOSE_SECONDS_MAX = 300, /* … up to five minutes */
    TOKEN_DAYS_DEFAULT = 365,
    TOKENS_MAX = 20,
    KEPT_SESSION_DAYS = 180, /* of residents, from each day of use */
    ACCOUNTS_PAGE = 50,
};

typedef struct Account {
    int64_t id;
    Text login;
    Text name;
    Text phone;
    bool must_change;
    bool disabled;
    bool phone_verified; /* who has the phone signs in with it; no other account has the same */
    Time created_at;
    RoleGrants grants;
} Account;

typedef struct Accounts {
    Account *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} Accounts;

/* ---- signing in ---- */

/* What a successful sign-in gives: the secret goes to the client once, only its hash is kept. */
typedef struct SignIn {
    Text secret; /* cookie value or Bearer token */
    int64_t account;
    bool must_change;
    bool staff;   /* has a desk to go to */
    bool watches; /* an inspector or leader: how their place stands comes before what waits */
    bool kept;    /* goes on with use */
    Time expires_at;
} SignIn;

/* How long a session lasts.  Of residents who keep it: KEPT_SESSION_DAYS from each day of use. */
typedef struct SignInHow {
    int64_t session_days; /* of everybody else */
    bool keep;            /* this is the person's own phone */
    Text device;          /* "iPhone · 微信": for the list of devices */
    Text address;         /* for what slows down those who guess */
} SignInHow;

/* Checks a password (argon2id) and opens a session.  An operation of its own, not the body of one:
 * it reads, computes outside any transaction (50 ms that nobody else has to wait for), and writes.
 * INVALID with the field "password" and one sentence that does not tell which of the two was wrong;
 * while slowed down or locked after repeated failures (account/throttle.h), with the time to wait.
 * Spends the same time for logins that do not exist.  The failure is on record when it returns. */
struct Store;
MUST_CHECK Status account_sign_in(struct Store *store, Ctx *ctx, Text login, Text password,
                                  Text address, int64_t session_days, SignIn *out);
/* The same; login may be a verified phone. */
MUST_CHECK Status account_sign_in_as(struct Store *store, Ctx *ctx, Text login, Text password,
                                     const SignInHow *how, SignIn *out);
/* Opens a session of somebody who has proved to be it. */
MUST_CHECK Status account_open_session(Ctx *ctx, const Account *account, const SignInHow *how,
                                       SignIn *out);

/* For forms that need no sign-in: counts one more from this address today, or INVALID ("body") when
 * there were so many.  Without an address (the command line) nothing is counted. */
MUST_CHECK Status account_limit_day(Ctx *ctx, const char *kind, Text address, int64_t most);
/* The keeper's job: forgets old failures, day's counts and sessions that have ended. */
MUST_CHECK Status account_forget(struct Store *store, Ctx *ctx);

/* Ends one session; ends all sessions and tokens of the account ("sign out everywhere"). */
MUST_CHECK Status account_sign_out(Ctx *ctx, Text secret);
MUST_CHECK Status account_sign_out_everywhere(Ctx *ctx, int64_t account);

/* The sessions of the acting person. */
typedef struct Device {
    Text id; /* to end it by */
    Text name;
    Time signed_in_at;
    Day used_day; /* 0: not known */
    bool current;
} Device;
typedef struct Devices {
    Device *at;
    size_t len;
} Devices;
MUST_CHECK Status account_devices(Ctx *ctx, Text secret, Devices *out);
MUST_CHECK Status account_device_end(Ctx *ctx, Text id);
/* A kept session goes on from today; *expires_out: until when. */
MUST_CHECK Status account_session_renew(Ctx *ctx, Text secret, Time *expires_out);

/* The actor of a session cookie, with its CSRF token; of a Bearer token (session or API token).
 * NOT_FOUND when unknown, expired or of a disabled account. */
MUST_CHECK Status account_by_session(Ctx *ctx, Text secret, const Actor **actor_out,
                                     Text *csrf_out);
MUST_CHECK Status account_by_bearer(Ctx *ctx, Text secret, const Actor **actor_out);

/* Whether the acting person has one. */
MUST_CHECK Status account_has_password(Ctx *ctx, bool *out);
/* INVALID with a sentence when a password is too short, too long or one character repeated. */
MUST_CHECK Status account_check_password(Ctx *ctx, const char *field, Text password);

/* The acting person changes the own password; all other sessions and tokens end, the one of
 * keep_secret goes on.  An operation of its own, as account_sign_in. */
MUST_CHECK Status account_change_password(struct Store *store, Ctx *ctx, Text old_password,
                                          Text new_password, Text keep_secret);

/* ---- managing: CAN_MANAGE_ACCOUNTS over every region the account has a role in; nobody grants a
 * role of a level above the own scope, and only an operator grants operator ---- */

MUST_CHECK Status account_add(Ctx *ctx, Text login, Text name, Text phone, Text password,
                              RoleGrants grants, int64_t *id_out);
/* The same with a first password made here, to be shown once. */
MUST_CHECK Status account_add_fresh(Ctx *ctx, Text login, Text name, Text phone, RoleGrants grants,
                                    int64_t *id_out, Text *password_out);
MUST_CHECK Status account_get(Ctx *ctx, int64_t id, Account *out);
MUST_CHECK Status account_by_login(Ctx *ctx, Text login, Account *out);
MUST_CHECK Status account_list(Ctx *ctx, RegionCode scope, Text cursor, Accounts *out);
/* Those whose login or name holds the words ("": all). */
MUST_CHECK Status account_find(Ctx *ctx, RegionCode scope, Text words, Text cursor, Accounts *out);
/* The same for several places, as one list; an account with roles in two of them comes once. */
MUST_CHECK Status account_find_all(Ctx *ctx, RegionCodes scopes, Text words, Text cursor,
                                   Accounts *out);
/* As account_get, for whoever manages a place where the account has a role; NOT_FOUND otherwise. */
MUST_CHECK Status account_managed(Ctx *ctx, int64_t id, Account *out);
/* INVALID ("grant"): to the own account. */
MUST_CHECK Status account_grant(Ctx *ctx, int64_t id, Role role, RegionCode region);
/* INVALID ("grant") for the last role: who is no longer needed is disabled. */
MUST_CHECK Status account_revoke(Ctx *ctx, int64_t id, Role role, RegionCode region);
MUST_CHECK Status account_set_disabled(Ctx *ctx, int64_t id, bool disabled);
/* Sets a first password that has to be changed at the next sign-in; ends all sessions. */
MUST_CHECK Status account_reset_password(Ctx *ctx, int64_t id, Text password);
MUST_CHECK Status account_reset_fresh(Ctx *ctx, int64_t id, Text *password_out);
/* True when somebody enabled holds the role exactly at this place. */
MUST_CHECK Status account_role_is_held(Ctx *ctx, Role role, RegionCode region, bool *out);

/* Who keeps something about an account's roles is told after each change of them, and after it was
 * disabled or enabled.  To be called at start, once. */
typedef Status AccountRolesHook(Ctx *ctx, int64_t account);
void account_on_roles(AccountRolesHook *hook);

/* ---- many at once, from a sheet with the columns 登录名, 姓名, 电话, 角色, 地区代码 ---- */

typedef struct AccountImportRow {
    int line; /* in the file */
    Text login, name, phone, role,
        place; /* as written; a login that comes again has several roles */
    RoleGrant grant;
    Text place_name;
    size_t first;  /* index of the first row with this login */
    Text bad;      /* why it cannot be; absent: fine */
    Text password; /* account_import: the first password, where one was made here */
} AccountImportRow;

typedef struct AccountImport {
    AccountImportRow *at;
    size_t len;
    size_t bad;
    size_t accounts; /* different logins */
    size_t hidden;   /* rows that the spreadsheet program hides; they are left out */
} AccountImport;

enum { ACCOUNT_IMPORT_MAX = 2000 };

/* Reads the sheet and checks every row as account_add() would.  INVALID ("file") when it is not
 * such a sheet; bad rows are told in the rows. */
struct Sheet;
MUST_CHECK Status account_import_read(Ctx *ctx, const struct Sheet *sheet, AccountImport *out);
/* All or nothing: INVALID ("file") when a row is bad.  common: one first password for all; empty:
 * each gets an own one. */
MUST_CHECK Status account_import(Ctx *ctx, AccountImport *import, Text common);

/* The headings of such a sheet, in their order. */
enum { ACCOUNT_COLUMNS = 5 };
extern const Text account_columns[ACCOUNT_COLUMNS];

/* ---- accounts of residents: no permission is asked; for the rooms that decide who is who ---- */

/* An account without any role yet.  hash: password_hash(), or empty: signs in with the phone only.
 * INVALID ("login", "phone"): another account has it. */
MUST_CHECK Status account_register(Ctx *ctx, const Account *account, Text hash, int64_t *id_out);
/* Gives ROLE_RESIDENT at a village, and takes it; *changed_out 0: there was nothing to do. */
MUST_CHECK Status account_make_resident(Ctx *ctx, int64_t id, RegionCode region,
                                        int64_t *changed_out);
MUST_CHECK Status account_end_resident(Ctx *ctx, int64_t id, RegionCode region);
/* The account whose verified phone this is. */
MUST_CHECK Status account_by_phone(Ctx *ctx, Text phone, Account *out);

/* ---- leaving ---- */

/* The acting person gives up the account: name, phone, login, password, sessions, tokens and roles
 * go; the row stays as 已注销, so that what was done under it keeps its author's number.  Other
 * rooms forget what they have of the person in their hooks.  INVALID ("account"): staff are
 * disabled by whoever manages accounts. */
MUST_CHECK Status account_erase(Ctx *ctx);
/* The same by the platform itself, of an account that nobody has any use for: DENIED for persons,
 * CONFLICT when it has a role. */
MUST_CHECK Status account_expire(Ctx *ctx, int64_t id);
/* To be called at start, once a hook. */
typedef Status AccountEraseHook(Ctx *ctx, int64_t account);
enum { ACCOUNT_ERASE_HOOKS_MAX = 8 };
void account_on_erase(AccountEraseHook *hook);

/* For bulk loading (system only): as account_register() with nothing checked or audited, and with
 * the account's grants. */
MUST_CHECK Status account_load(Ctx *ctx, const Account *account, Text hash, int64_t *id_out);

/* ---- API tokens of the acting person ---- */

typedef struct ApiToken {
    int64_t id;
    Text name;
    Time created_at;
    Time expires_at;
} ApiToken;
typedef struct ApiTokens {
    ApiToken *at;
    size_t len;
} ApiTokens;

MUST_CHECK Status account_token_add(Ctx *ctx, Text name, int days, Text *secret_out);
MUST_CHECK Status account_token_list(Ctx *ctx, ApiTokens *out);
MUST_CHECK Status account_token_revoke(Ctx *ctx, int64_t id);
