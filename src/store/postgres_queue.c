/*
 * Bulk work on PostgreSQL: statements that give nothing are sent one after another, and their
 * results are read together, before the next statement that gives something and before the commit.
 * So a failure shows late; the transaction is spoilt all the same.
 */
#include "store/postgres.h"

/* Reads the results of what was sent up to the last PQpipelineSync().  *last_out (may be NULL): the
 * result of the newest statement, left to the caller; the others must have succeeded. */
static Status
read_results(Postgres *postgres, PGresult **last_out)
{
    int count = postgres->queued;
    Status status = OK;
    PGresult *result;

    postgres->queued = 0;
    for (int i = 0; i < count; i++) {
        result = PQgetResult(postgres->conn);
        if (i + 1 == count && last_out != NULL && status == OK) {
            *last_out = result;
            result = NULL;
        } else if (status == OK && PQresultStatus(result) != PGRES_COMMAND_OK &&
                   PQresultStatus(result) != PGRES_TUPLES_OK) { /* of a function without answer */
            status = postgres_status(postgres, postgres->queue[i], result);
        }
        PQclear(result);
        PQclear(PQgetResult(postgres->conn)); /* NULL: no more of this statement */
    }
    result = PQgetResult(postgres->conn);
    if (PQresultStatus(result) != PGRES_PIPELINE_SYNC && status == OK)
        status = postgres_status(postgres, NULL, result);
    PQclear(result);
    if (PQexitPipelineMode(postgres->conn) == 0 && status == OK)
        status = postgres_status(postgres, NULL, NULL);
    return status;
}

static Status
flush(Postgres *postgres, PGresult **last_out)
{
    if (PQpipelineSync(postgres->conn) == 0) {
        postgres->queued = 0;
        return postgres_status(postgres, NULL, NULL);
    }
    return read_results(postgres, last_out);
}

static Status
send(Postgres *postgres, const Statement *statement, const char *name, const Bound *bound)
{
    if (postgres->queued == 0 && PQenterPipelineMode(postgres->conn) == 0)
        return postgres_status(postgres, statement, NULL);
    if (PQsendQueryPrepared(postgres->conn, name, statement->parameters, bound->values,
                            bound->lengths, bound->formats, 1) == 0)
        return postgres_status(postgres, statement, NULL);
    postgres->queue[postgres->queued++] = statement;
    return OK;
}

Status
postgres_queue(Postgres *postgres, const Statement *statement, const char *name, const Bound *bound)
{
    TRY(send(postgres, statement, name, bound));
    return postgres->queued == POSTGRES_QUEUE_MAX ? flush(postgres, NULL) : OK;
}

Status
postgres_exchange(Postgres *postgres, const Statement *statement, const char *name,
                  const Bound *bound, PGresult **result_out)
{
    if (postgres->queued == 0) {
        *result_out = PQexecPrepared(postgres->conn, name, statement->parameters, bound->values,
                                     bound->lengths, bound->formats, 1);
        return OK;
    }
    TRY(send(postgres, statement, name, bound));
    return flush(postgres, result_out);
}

Status
postgres_settle(Postgres *postgres)
{
    return postgres->queued == 0 ? OK : flush(postgres, NULL);
}
