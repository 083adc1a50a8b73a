/*
 * ctx -- what one operation (a request, a job, a command) works with.
 *
 * One struct goes through every function of the model: memory, the transaction, who acts, what time
 * it is, and the problems found in the input.  Clock and actor are data, so tests need no mocks.
 */
#pragma once

#include "base/arena.h"
#include "base/clock.h"
#include "base/status.h"
#include "base/text.h"

typedef enum Lang { LANG_HANS, LANG_HANT, LANG_EN, LANG_COUNT } Lang;

/* A wrong field: its form name and a sentence for the person who filled it in.  The sentence is the
 * Chinese msgid of the catalogues, already formatted and translated (tr_format) for ctx->lang. */
typedef struct Problem {
    Text field;
    Text sentence;
} Problem;

enum { PROBLEMS_MAX = 200 };

typedef struct Problems {
    Problem *at;
    size_t len;
    bool more; /* there were more than PROBLEMS_MAX */
} Problems;

struct Tx;    /* store/store.h */
struct Actor; /* actor/actor.h; NULL for a visitor */

typedef struct Ctx {
    Arena *arena;              /* lives until the operation ends */
    struct Tx *tx;             /* the open transaction */
    const struct Actor *actor; /* who acts; NULL: a visitor */
    Time now;                  /* seconds since 1970, UTC, as the installation's clock has it */
    Lang lang;                 /* the reader's language, for sentences */
    Problems problems;
} Ctx;

/* Today in the installation's time zone. */
static inline Day
ctx_today(const Ctx *ctx)
{
    return day_of(ctx->now);
}

/* Adds a problem and returns INVALID, so that a check reads: return ctx_problem(ctx, "title", …).
 * sentence is a translated sentence; it is copied. */
Status ctx_problem(Ctx *ctx, const char *field, Text sentence);

/* Whether a typed text can be kept: characters that can be shown, at most so many.  Otherwise
 * false, with a problem of the field. */
bool ctx_text_ok(Ctx *ctx, const char *field, Text text, size_t chars_max);

/* INVALID when problems were added, else OK: for functions that collect several. */
Status ctx_checked(const Ctx *ctx);

/* The sentence of the first problem of a field, absent when there is none: for forms. */
Text ctx_problem_of(const Ctx *ctx, const char *field);
