/*
 * statement -- what generated code (tools/sqlgen) stands on, on top of store.h.
 */
#pragma once

#include "store/store.h"

/* Fills the row struct at row_out from the values of one row, copying texts into arena. */
typedef void StoreRowFill(void *row_out, Arena *arena, const Value *values);

/* An array of row structs in ctx->arena. */
typedef struct StoreRows {
    void *at;
    size_t len;
} StoreRows;

/* Runs a statement that gives one row.  NOT_FOUND without a row (*row_out is not written); FAULT,
 * logged, when there is a second one. */
MUST_CHECK Status store_one(Ctx *ctx, const Statement *statement, const Value *parameters,
                            StoreRowFill *fill, void *row_out);

/* Runs a statement that gives rows of row_size bytes each. */
MUST_CHECK Status store_many(Ctx *ctx, const Statement *statement, const Value *parameters,
                             StoreRowFill *fill, size_t row_size, StoreRows *rows_out);

static inline Value
value_int(int64_t number)
{
    return (Value){.type = COLUMN_INT, .i = number};
}

static inline Value
value_opt_int(OptInt number)
{
    return (Value){.type = COLUMN_INT, .null = !number.set, .i = number.set ? number.value : 0};
}

/* A not-null text: an absent one is bound as the empty text. */
static inline Value
value_text(Text text)
{
    return (Value){.type = COLUMN_TEXT, .t = text.at != NULL ? text : T("")};
}

static inline Value
value_opt_text(Text text)
{
    return (Value){.type = COLUMN_TEXT, .null = text.at == NULL, .t = text};
}

static inline Value
value_bytes(Text bytes)
{
    return (Value){.type = COLUMN_BYTES, .t = bytes.at != NULL ? bytes : T("")};
}

static inline Value
value_opt_bytes(Text bytes)
{
    return (Value){.type = COLUMN_BYTES, .null = bytes.at == NULL, .t = bytes};
}

static inline Value
value_bool(bool flag)
{
    return (Value){.type = COLUMN_BOOL, .i = flag};
}

static inline Value
value_real(double number)
{
    return (Value){.type = COLUMN_REAL, .r = number};
}
