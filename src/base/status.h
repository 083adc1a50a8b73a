/*
 * status -- the one closed set of answers that a function of Mingbai can give.
 *
 * Expected answers (NOT_FOUND … CONFLICT) carry no text; validation adds (field, problem) pairs to
 * the operation (base/ctx.h).  A FAULT is logged once, where it is first seen; callers only pass it
 * on.  BUSY is seen by the transaction runner (store/store.h) and by nobody else.
 */
#pragma once

typedef enum Status {
    OK,
    NOT_FOUND, /* no such thing, or none that this reader may know of */
    INVALID,   /* the input is wrong; ctx->problems says which field and why */
    DENIED,    /* the acting person may not do this */
    CONFLICT,  /* the state has moved on, or the thing exists already */
    BUSY,      /* the database is locked, gone or asks for another try */
    FAULT,     /* a defect or a broken machine; already logged */
    STATUS_COUNT
} Status;

/* The English name of a status, for logs: "ok", "not_found", … */
const char *status_name(Status status);

#define MUST_CHECK __attribute__((warn_unused_result))

/* Evaluates a Status expression and returns it from the calling function unless it is OK. */
#define TRY(expression)                                                                            \
    do {                                                                                           \
        Status try_status_ = (expression);                                                         \
        if (try_status_ != OK)                                                                     \
            return try_status_;                                                                    \
    } while (0)
