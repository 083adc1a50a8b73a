/*
 * api_write -- for api.c: subsidies written as JSON, lines read from it.
 */
#pragma once

#include "base/json.h"
#include "base/json_read.h"
#include "subsidy/subsidy.h"

void api_put_programme(Ctx *ctx, const Programme *programme, Json *json);
/* Without lines.  Drafts and their figures are in it for staff only. */
MUST_CHECK Status api_put_batch(Ctx *ctx, const Batch *batch, Json *json);
/* Members of an object that is open: those of api_put_batch(). */
MUST_CHECK Status api_put_batch_members(Ctx *ctx, const Batch *batch, Json *json);
void api_put_line(Ctx *ctx, const Line *line, Json *json);

/* {"lines": [{"name": …, "quantity": "3.5", …}]} as lines of a batch.  INVALID ("line.ROW.COLUMN",
 * "lines"). */
MUST_CHECK Status api_read_lines(Ctx *ctx, const Batch *batch, const JsonNode *body, Lines *out);
