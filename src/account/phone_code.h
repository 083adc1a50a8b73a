/*
 * phone_code -- six digits by SMS: whoever can read them has the phone.
 *
 * A code lives PHONE_CODE_MINUTES and PHONE_CODE_TRIES wrong tries; only a keyed hash of number and
 * code is kept.  Nothing tells whether a number is registered before the right code was typed.  Who
 * has typed it signs in, or, without an account, gets a proof for registering.
 */
#pragma once

#include "account/account.h"

enum {
    PHONE_CODE_MINUTES = 10,
    PHONE_CODE_TRIES = 5,
    PHONE_CODE_PAUSE_SECONDS = 60,  /* between two codes to one number */
    PHONE_CODES_A_DAY = 5,          /* to one number */
    PHONE_CODES_ADDRESS_A_DAY = 20, /* asked for from one address */
    PHONE_CODES_DAY_DEFAULT = 5000, /* of the installation: setting sms_codes_a_day */
    PHONE_FAILURES_FREE = 10,       /* wrong codes for a number; then each makes wait … */
    PHONE_LOCK_SECONDS_FIRST = 900,
    PHONE_LOCK_SECONDS_MAX = 6 * 3600, /* … up to this */
    PHONE_PROOF_MINUTES = 30,
};

/* "138 0013 8000", "+86 138…" as 13800138000; false when it is no mobile number. */
bool phone_parse(Arena *arena, Text typed, Text *out);

/* The most codes that leave on a day; the setting. */
void phone_codes_limit(int64_t a_day);

/* Sends a code.  INVALID ("phone"): no mobile number, or one of the limits, with what to do. */
MUST_CHECK Status phone_code_send(Ctx *ctx, Text phone, Text address);

/* What the right code opens: a session of the account that has this phone, or without one a proof
 * (for a cookie), by which phone_proof() knows the number for PHONE_PROOF_MINUTES. */
typedef struct PhoneDoor {
    SignIn session; /* account 0: nobody has this phone */
    Text proof;
} PhoneDoor;

/* An operation of its own, as account_sign_in(): a wrong try is on record when it returns.  keep:
 * the phone is the person's own.  INVALID ("code"): wrong, too old, tried too often; with the time
 * to wait once it is locked. */
MUST_CHECK Status phone_code_enter(struct Store *store, Ctx *ctx, Text phone, Text code,
                                   const SignInHow *how, PhoneDoor *out);

/* The phone that a proof is of; NOT_FOUND. */
MUST_CHECK Status phone_proof(Ctx *ctx, Text proof, Text *phone_out);
MUST_CHECK Status phone_proof_forget(Ctx *ctx, Text proof);
