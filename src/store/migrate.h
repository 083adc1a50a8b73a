/*
 * migrate -- the schema's history as the build found it (src/migrations/, tools/sqlgen).
 */
#pragma once

#include "store/store.h"

typedef struct Migration {
    const char *name; /* "0001_start.sql" */
    const char *sql[DIALECT_COUNT];
} Migration;

/* In order; migration i brings the schema to version i + 1. */
extern const Migration migrations_all[];
extern const int migrations_count;

/* store_migrate and store_schema_current with a history of the caller's: the tests' door. */
MUST_CHECK Status migrate_to(Store *store, Ctx *ctx, const Migration *all, int count,
                             int *applied_out);
MUST_CHECK Status migrate_current(Store *store, Ctx *ctx, int count);
