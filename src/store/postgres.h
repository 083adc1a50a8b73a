/*
 * postgres -- what postgres.c (the connection) and postgres_run.c (statements) share.
 */
#pragma once

#include <libpq-fe.h>

#include "store/inside.h"

enum { POSTGRES_QUEUE_MAX = 128 };

typedef struct Postgres {
    PGconn *conn;
    bool bulk; /* statements that give nothing are not waited for */
    const Statement *queue[POSTGRES_QUEUE_MAX];
    int queued;           /* sent, their results not read yet */
    bool *prepared;       /* by place */
    int64_t failed_at_ms; /* of the last attempt to connect that failed; 0: it did not fail */
    bool sick;            /* the server's disk or memory refused something in this transaction, or a
                             lock was waited for in vain: to try at once again is no use */
    bool writing;         /* the transaction may write */
    bool listening;       /* this connection hears notifications */
    bool ever_listened;   /* an earlier one did, and this one may have missed some */
} Postgres;

/* What a failed result means for the caller; logs what the operator should know.  NULL: no result.
 */
Status postgres_status(Postgres *postgres, const Statement *statement, const PGresult *result);

/* The forms in which libpq takes parameters. */
typedef struct Bound {
    const char *values[STORE_FIELDS_MAX];
    int lengths[STORE_FIELDS_MAX];
    int formats[STORE_FIELDS_MAX];
    uint64_t numbers[STORE_FIELDS_MAX];
} Bound;

/* Sends a prepared statement that gives nothing; what fails is told by a later one, or by
 * postgres_settle(). */
Status postgres_queue(Postgres *postgres, const Statement *statement, const char *name,
                      const Bound *bound);

/* Runs a prepared statement behind those that were sent, whose failure is the answer. */
Status postgres_exchange(Postgres *postgres, const Statement *statement, const char *name,
                         const Bound *bound, PGresult **result_out);

/* Reads the results of all that was sent. */
Status postgres_settle(Postgres *postgres);

/* Runs one command without parameters; frees the result. */
Status postgres_command(Postgres *postgres, const char *sql);

/* Driver.run. */
Status postgres_run(Store *store, Arena *arena, const Statement *statement, const Value *parameters,
                    StoreRowReader *reader, void *arg, int64_t *changed_out);
