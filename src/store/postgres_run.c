/*
 * Statements on PostgreSQL: prepared once per connection, sent and read in binary.
 */
#include <endian.h>
#include <stdio.h>
#include <string.h>

#include "store/postgres.h"

/* Types by their numbers in pg_type.dat, which never change. */
enum {
    PG_BOOL = 16,
    PG_BYTEA = 17,
    PG_NAME = 19,
    PG_INT8 = 20,
    PG_INT2 = 21,
    PG_INT4 = 23,
    PG_TEXT = 25,
    PG_FLOAT4 = 700,
    PG_FLOAT8 = 701,
    PG_VOID = 2278,
    PG_BPCHAR = 1042,
    PG_VARCHAR = 1043,
};

/* ---- what failures mean ---- */

/* By SQLSTATE (PostgreSQL manual, appendix A). */
static Status
state_status(const char *state)
{
    static const struct {
        const char *prefix;
        Status status;
    } meanings[] = {
        {"23505", CONFLICT}, /* unique_violation */
        {"23503", CONFLICT}, /* foreign_key_violation */
        {"23P01", CONFLICT}, /* exclusion_violation */
        {"23514", INVALID }, /* check_violation */
        {"23502", INVALID }, /* not_null_violation */
        {"22021", INVALID }, /* character_not_in_repertoire: a NUL in a text */
        {"22003", INVALID }, /* numeric_value_out_of_range */
        {"40001", BUSY    }, /* serialization_failure */
        {"40P01", BUSY    }, /* deadlock_detected */
        {"55P03", BUSY    }, /* lock_not_available */
        {"53",    BUSY    }, /* insufficient resources: disk_full, too_many_connections */
        {"57P0",  BUSY    }, /* shutting down, crashed, starting up */
        {"25P03", BUSY    }, /* idle_in_transaction_session_timeout */
        {"08",    BUSY    }, /* connection exceptions */
        {"58",    BUSY    }, /* system_error, io_error */
    };

    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
        if (strncmp(state, meanings[i].prefix, strlen(meanings[i].prefix)) == 0)
            return meanings[i].status;
    return FAULT;
}

Status
postgres_status(Postgres *postgres, const Statement *statement, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *why = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    LogLevel level = LOG_LEVEL_ERROR;
    Status status;
    char code[32];

    if (PQstatus(postgres->conn) != CONNECTION_OK) {
        store_log(LOG_LEVEL_ERROR, statement, state != NULL ? state : "connection",
                  why != NULL ? why : PQerrorMessage(postgres->conn));
        return BUSY;
    }
    if (state == NULL) {
        store_log(LOG_LEVEL_ERROR, statement, "result", PQerrorMessage(postgres->conn));
        return FAULT;
    }
    status = state_status(state);
    if (postgres->writing && strcmp(state, "25006") == 0)
        status = BUSY; /* read_only_sql_transaction: a standby that is about to take over */
    /* A lock was waited for already (LOCK_MS); the other ones do not pass within a moment. */
    if (strncmp(state, "53", 2) == 0 || strncmp(state, "58", 2) == 0 || strcmp(state, "55P03") == 0)
        postgres->sick = true;
    if (status == CONFLICT || strncmp(state, "40", 2) == 0 || strcmp(state, "55P03") == 0)
        return status; /* everyday things */
    if (status == INVALID)
        level = LOG_LEVEL_WARN;
    snprintf(code, sizeof code, "postgres:%s", state);
    store_log(level, statement, code, why != NULL ? why : "");
    return status;
}

Status
postgres_command(Postgres *postgres, const char *sql)
{
    PGresult *result;
    ExecStatusType type;
    Status status = OK;

    TRY(postgres_settle(postgres));
    result = PQexec(postgres->conn, sql);
    type = PQresultStatus(result);
    if (type != PGRES_COMMAND_OK && type != PGRES_TUPLES_OK && type != PGRES_EMPTY_QUERY)
        status = postgres_status(postgres, NULL, result);
    PQclear(result);
    return status;
}

/* ---- binding ---- */

static Oid
type_of_parameter(ColumnType type)
{
    switch (type) {
    case COLUMN_INT:
    case COLUMN_BOOL: /* flags are stored as 0 or 1 */
        return PG_INT8;
    case COLUMN_TEXT:
        return PG_TEXT;
    case COLUMN_BYTES:
        return PG_BYTEA;
    case COLUMN_REAL:
        return PG_FLOAT8;
    }
    return 0;
}

static void
bind_one(Bound *bound, int i, const Value *value)
{
    bound->formats[i] = 1;
    bound->values[i] = NULL;
    bound->lengths[i] = 0;
    if (value->null)
        return;
    switch (value->type) {
    case COLUMN_INT:
    case COLUMN_BOOL:
        bound->numbers[i] = htobe64((uint64_t)value->i);
        break;
    case COLUMN_REAL:
        memcpy(&bound->numbers[i], &value->r, sizeof value->r);
        bound->numbers[i] = htobe64(bound->numbers[i]);
        break;
    case COLUMN_TEXT:
    case COLUMN_BYTES:
        bound->values[i] = value->t.at;
        bound->lengths[i] = (int)value->t.len;
        return;
    }
    bound->values[i] = (const char *)&bound->numbers[i];
    bound->lengths[i] = sizeof bound->numbers[i];
}

/* ---- reading ---- */

static bool
read_number(Oid type, const char *at, size_t len, int64_t *number_out)
{
    uint16_t two;
    uint32_t four;
    uint64_t eight;

    if (type == PG_INT8 && len == sizeof eight) {
        memcpy(&eight, at, sizeof eight);
        *number_out = (int64_t)be64toh(eight);
    } else if (type == PG_INT4 && len == sizeof four) {
        memcpy(&four, at, sizeof four);
        *number_out = (int32_t)be32toh(four);
    } else if (type == PG_INT2 && len == sizeof two) {
        memcpy(&two, at, sizeof two);
        *number_out = (int16_t)be16toh(two);
    } else if (type == PG_BOOL && len == 1) {
        *number_out = at[0] != 0;
    } else {
        return false;
    }
    return true;
}

static bool
read_real(Oid type, const char *at, size_t len, double *real_out)
{
    uint64_t eight;
    uint32_t four;
    float single;

    if (type == PG_FLOAT8 && len == sizeof eight) {
        memcpy(&eight, at, sizeof eight);
        eight = be64toh(eight);
        memcpy(real_out, &eight, sizeof eight);
    } else if (type == PG_FLOAT4 && len == sizeof four) {
        memcpy(&four, at, sizeof four);
        four = be32toh(four);
        memcpy(&single, &four, sizeof four);
        *real_out = (double)single;
    } else {
        return false;
    }
    return true;
}

static bool
read_column(const PGresult *result, int row, int i, const Statement *statement, Value *value)
{
    Oid type = PQftype(result, i);
    const char *at = PQgetvalue(result, row, i);
    size_t len = (size_t)PQgetlength(result, row, i);

    *value = (Value){.type = statement->column_types[i]};
    if (PQgetisnull(result, row, i)) {
        value->null = true;
        return statement->column_nullable[i];
    }
    switch (value->type) {
    case COLUMN_INT:
    case COLUMN_BOOL:
        return read_number(type, at, len, &value->i);
    case COLUMN_REAL:
        return read_real(type, at, len, &value->r);
    case COLUMN_TEXT:
        value->t = (Text){at, len};
        return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR || type == PG_NAME;
    case COLUMN_BYTES:
        value->t = (Text){at, len};
        return type == PG_BYTEA;
    }
    return false;
}

static Status
read_rows(const PGresult *result, Arena *arena, const Statement *statement, StoreRowReader *reader,
          void *arg)
{
    Value values[STORE_FIELDS_MAX];
    int rows = PQntuples(result);

    if (statement->columns == 0 && PQnfields(result) == 1 && PQftype(result, 0) == PG_VOID)
        return OK; /* the call of a function that answers nothing */
    if (reader == NULL || PQnfields(result) != statement->columns) {
        store_log(LOG_LEVEL_ERROR, statement, "columns", "gives rows of another shape");
        return FAULT;
    }
    for (int row = 0; row < rows; row++) {
        for (int i = 0; i < statement->columns; i++)
            if (!read_column(result, row, i, statement, &values[i])) {
                store_log(LOG_LEVEL_ERROR, statement, "column", PQfname(result, i));
                return FAULT;
            }
        TRY(reader(arg, arena, values));
    }
    return OK;
}

/* ---- running ---- */

static void
name_of(const Statement *statement, char name_out[16])
{
    snprintf(name_out, 16, "s%zu", store_place(statement));
}

static Status
prepare(Postgres *postgres, const Statement *statement)
{
    bool *prepared = &postgres->prepared[store_place(statement)];
    Oid types[STORE_FIELDS_MAX];
    char name[16];
    PGresult *result;

    if (*prepared)
        return OK;
    TRY(postgres_settle(postgres));
    name_of(statement, name);
    for (int i = 0; i < statement->parameters; i++)
        types[i] = type_of_parameter(statement->parameter_types[i]);
    result = PQprepare(postgres->conn, name, statement->sql[DIALECT_POSTGRES],
                       statement->parameters, types);
    *prepared = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!*prepared) {
        Status status = postgres_status(postgres, statement, result);

        PQclear(result);
        return status;
    }
    PQclear(result);
    return OK;
}

static int64_t
changed_rows(PGresult *result)
{
    int64_t changed = 0;

    return text_to_i64(text_c(PQcmdTuples(result)), &changed) ? changed : 0;
}

Status
postgres_run(Store *store, Arena *arena, const Statement *statement, const Value *parameters,
             StoreRowReader *reader, void *arg, int64_t *changed_out)
{
    Postgres *postgres = store->connection;
    Bound bound;
    char name[16];
    PGresult *result;
    Status status = OK;
    ExecStatusType type;

    TRY(prepare(postgres, statement));
    name_of(statement, name);
    for (int i = 0; i < statement->parameters; i++)
        bind_one(&bound, i, &parameters[i]);
    if (postgres->bulk && reader == NULL && changed_out == NULL)
        return postgres_queue(postgres, statement, name, &bound);
    TRY(postgres_exchange(postgres, statement, name, &bound, &result));
    type = PQresultStatus(result);
    if (type == PGRES_TUPLES_OK)
        status = read_rows(result, arena, statement, reader, arg);
    else if (type != PGRES_COMMAND_OK)
        status = postgres_status(postgres, statement, result);
    if (status == OK && changed_out != NULL)
        *changed_out = changed_rows(result);
    PQclear(result);
    return status;
}
