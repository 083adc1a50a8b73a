/*
 * throttle -- what slows down those who guess passwords, and those who fill forms all day.
 *
 * Failures are counted three ways.  Under the account and the address together, tightly: that is
 * somebody who guesses.  Under the account alone and the address alone, loosely: so that nobody can
 * lock a stranger out by guessing wrong on purpose, nor one clerk's typos the office behind one
 * address.  Where an account has signed in before, only the tight count holds.  Subjects are kept
 * as hashes; what is older than a day is forgotten, and the keeper deletes it.
 */
#pragma once

#include "base/ctx.h"

typedef struct Throttle {
    int64_t failures_free; /* then each one makes wait … */
    int64_t seconds_first; /* … so long, doubled each time … */
    int64_t seconds_max;   /* … up to this */
} Throttle;

extern const Throttle throttle_tight;
extern const Throttle throttle_loose;

/* "login" and a name, as one subject. */
Text throttle_subject(Arena *arena, const char *kind, Text name);
/* *until_out becomes the later of itself and the time before which nothing is tried. */
MUST_CHECK Status throttle_waits_until(Ctx *ctx, Text subject, Time *until_out);
MUST_CHECK Status throttle_count(Ctx *ctx, Text subject, const Throttle *throttle);

typedef struct SignInSubjects {
    Text both, login, address;
    Text known; /* the account has signed in from there */
} SignInSubjects;

/* changed_at: of the password, so that a new one begins anew; 0 for logins that do not exist. */
SignInSubjects sign_in_subjects(Arena *arena, Text login, Text address, Time changed_at);
MUST_CHECK Status sign_in_waits_until(Ctx *ctx, const SignInSubjects *by, Time *until_out);
MUST_CHECK Status sign_in_failed(Ctx *ctx, const SignInSubjects *by);
MUST_CHECK Status sign_in_succeeded(Ctx *ctx, const SignInSubjects *by);
