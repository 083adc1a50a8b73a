/*
 * api_put -- what the files of the API share: the body of a request, an opinion as JSON.
 */
#pragma once

#include "base/json.h"
#include "base/json_read.h"
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

/* ---- api_body.c ---- */

/* The body, when its members are known ones; DENIED for who is signed in without a token. */
MUST_CHECK Status api_body(Ctx *ctx, const Request *req, const JsonNode **out);
bool api_flag(const JsonNode *body, const char *key, bool otherwise);
/* Absent is the empty text: the model asks whether something was said. */
Text api_text(const JsonNode *body, const char *key);
/* 0 with a problem when it is none. */
RegionCode api_region(Ctx *ctx, const JsonNode *body, const char *key);
MUST_CHECK Status api_rating(Ctx *ctx, const JsonNode *body, OpinionRating *out);

/* What a deed is done to. */
typedef struct ApiFound {
    const JsonNode *body;
    Texts receipts;
    Opinion opinion;
    int64_t lock; /* that the caller saw, or, without one, the one of this moment */
} ApiFound;
MUST_CHECK Status api_find(Ctx *ctx, const Request *req, ApiFound *out);
