/*
 * load -- for account's own files.
 */
#pragma once

#include "account/account.h"

/* The Actor of an account; NOT_FOUND when it is disabled. */
MUST_CHECK Status account_load_actor(Ctx *ctx, int64_t id, const Actor **actor_out);

/* The same, to be added to. */
MUST_CHECK Status account_load_person(Ctx *ctx, int64_t id, Actor **actor_out);

/* Ends all sessions but the one whose token has this hash ("" ends all), and all API tokens. */
MUST_CHECK Status account_end_sessions(Ctx *ctx, int64_t id, Text keep_hash);

/* As password_hash(), but the same password hashed again within one process reuses the result: a
 * bulk import gives hundreds of accounts one first password, at 50 ms each.  They have to change
 * it. */
Text password_hash_cached(Arena *arena, Text password);

/* What account_add() checks but for the password; and its rows. */
MUST_CHECK Status account_check_new(Ctx *ctx, Text login, Text name, Text phone, RoleGrants grants);
MUST_CHECK Status account_insert_new(Ctx *ctx, Text login, Text name, Text phone, Text hash,
                                     RoleGrants grants, int64_t *id_out);

/* Like "kq7m-x2pd-9hft": letters that nobody takes for another, 59 bits. */
Text account_first_password(Arena *arena);
