/*
 * join -- how people of a village come to an account.
 *
 * Two proofs: the code on the household's slip (resident/slip.h), or a phone whose code was typed
 * (account/phone_code.h).  With the slip one says who of the household one is; with the phone, name
 * and number are looked for on the roster.  What the roster answers clearly is confirmed at once;
 * everything else waits for the village, which confirms it against a person of the roster or
 * refuses with a reason.  Until then the account has no role.
 */
#pragma once

#include "resident/roster.h"

enum {
    JOINS_ADDRESS_A_DAY = 30,
    JOINS_WAITING_OF_HOUSEHOLD_MAX = 10,
    JOIN_REASON_CHARS_MAX = 100,
    JOINS_SHOWN = 100,
    JOIN_REFUSED_DAYS = 90,
};

typedef struct JoinAsk {
    RegionCode region;
    Text slip;        /* as typed; empty: none */
    Text proof;       /* of a phone; empty: none */
    int64_t resident; /* with the slip: who of the household; 0: by name */
    Text name;
    Text password; /* needed without a phone, unless somebody is signed in */
} JoinAsk;

typedef struct Joined {
    bool confirmed; /* else it waits */
    Text login;     /* made here, to be shown: there was no phone */
    SignIn session; /* secret absent: who asked was signed in already */
} Joined;

/* An operation of its own, since it computes a password's hash.  INVALID: slip, resident, name,
 * password, region. */
MUST_CHECK Status join_submit(struct Store *store, Ctx *ctx, const JoinAsk *ask,
                              const SignInHow *how, Joined *out);

/* ---- what waits ---- */

typedef struct JoinRequest {
    int64_t id;
    RegionCode region;
    Text region_name;
    int64_t account;
    Text name;         /* as the person wrote it */
    Text phone;        /* verified; may be empty */
    int64_t household; /* with its slip; else 0 */
    Time made_at;
    bool refused;
    Text reason;
} JoinRequest;
typedef struct JoinRequests {
    JoinRequest *at;
    size_t len;
} JoinRequests;

/* Of a village, oldest first, at most JOINS_SHOWN.  CAN_KEEP_ROSTER. */
MUST_CHECK Status join_waiting(Ctx *ctx, RegionCode region, JoinRequests *out);
/* Of the acting person: what waits, and what was refused last at each village. */
MUST_CHECK Status join_own(Ctx *ctx, JoinRequests *out);
/* Who it may be: people of the household, and those of the village with this name; without those
 * who cannot register. */
MUST_CHECK Status join_candidates(Ctx *ctx, const JoinRequest *request, Residents *out);

/* CAN_KEEP_ROSTER; the person is told.  CONFLICT: decided already. */
MUST_CHECK Status join_confirm(Ctx *ctx, int64_t id, int64_t resident);
/* INVALID ("reason"): none, or too long. */
MUST_CHECK Status join_refuse(Ctx *ctx, int64_t id, Text reason);
/* The village of a request, for pages; NOT_FOUND for those who may not see it. */
MUST_CHECK Status join_get(Ctx *ctx, int64_t id, JoinRequest *out);

/* The keeper's job: an account that a village refused and that has not tried again for
 * JOIN_REFUSED_DAYS is erased, unless it has a role somewhere. */
MUST_CHECK Status join_forget_refused(struct Store *store, Ctx *ctx);

/* An account that is being erased: what it asked for goes with it, and so does everything else that
 * this room has of it.  For account_on_erase(). */
MUST_CHECK Status resident_forget_account(Ctx *ctx, int64_t account);
