/*
 * api_put -- an opinion as JSON, for both files of the API.
 */
#pragma once

#include "base/json.h"
#include "opinion/opinion.h"
#include "web/web.h"

enum { OPINION_ANSWER_BYTES_MAX = 4 * 1024 * 1024 };

/* The receipt of a request ("receipt" of the query or the body), for the model. */
Texts api_receipts(Ctx *ctx, Text number, Text code);

/* The opinion of the path as this caller may see it.  A sealed one is found by its sender only:
 * inspectors read it on the desk, where each look is recorded. */
MUST_CHECK Status api_opinion(Ctx *ctx, const Request *req, Texts receipts, Opinion *out);

/* Answers with the whole of it, read anew. */
MUST_CHECK Status api_answer(Ctx *ctx, Response *res, int64_t id, Texts receipts);
