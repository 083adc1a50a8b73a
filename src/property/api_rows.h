/*
 * api_rows -- for api.c: rows, movements and statements written as JSON, rows read from it.
 */
#pragma once

#include "base/json.h"
#include "base/json_read.h"
#include "property/row_fields.h"

/* Members of an object that is open. */
void api_put_row(Ctx *ctx, PropertyRegister which, const RegisterRow *row, Json *json);
/* "moves", and of a contract "instalments", likewise. */
MUST_CHECK Status api_put_moves(Ctx *ctx, PropertyRegister which, const RegisterRow *row,
                                Json *json);
void api_put_statement(const PropertyStatement *statement, Json *json);
void api_put_summary(Ctx *ctx, const PropertySummary *summary, Json *json);

/* Takes the members of a body into the row; whole: what is missing is empty, else it stays.
 * INVALID with problems by member. */
MUST_CHECK Status api_read_row(Ctx *ctx, PropertyRegister which, RegionCode village,
                               const JsonNode *body, bool whole, RegisterRow *row);
/* {"day", "kind", "amount", "entry", "note"}; kind is not for rent. */
MUST_CHECK Status api_read_move(Ctx *ctx, PropertyRegister which, const JsonNode *body, Move *out);
