/*
 * api_write -- for the API's files: projects written as JSON, and read from it.
 */
#pragma once

#include "base/json.h"
#include "base/json_read.h"
#include "project/household.h"
#include "project/works.h"
#include "web/api_parts.h"
#include "web/web.h"

enum { PROJECT_ANSWER_BYTES_MAX = 16 * 1024 * 1024 };

/* ---- out: as much as the acting person may know ---- */

/* What stands in lists: sums, no rows. */
MUST_CHECK Status api_put_project(Ctx *ctx, const Project *project, Json *json);
/* One with its stages and rows; as the answer, uncacheable for who is signed in. */
MUST_CHECK Status api_answer_project(Ctx *ctx, Response *res, const Project *project);
void api_put_household(Ctx *ctx, const ProjectHousehold *household, Json *json);

void api_put_amount(Ctx *ctx, Json *json, const char *key, int64_t fen);

/* ---- in: what cannot be is a problem of the member ---- */

/* A text, or a number as text: programs send what they have. */
Text api_cell(Ctx *ctx, const JsonNode *node);
OptInt api_amount(Ctx *ctx, const JsonNode *body, const char *key);
OptInt api_day(Ctx *ctx, const JsonNode *body, const char *key);
/* The lock that the caller saw, or, without one, the one of this moment. */
int64_t api_lock(const JsonNode *body, const Project *project);

/* Members that are there replace those of *project; others stay. */
MUST_CHECK Status api_take_project(Ctx *ctx, const JsonNode *body, Project *project);
MUST_CHECK Status api_take_stage(Ctx *ctx, const JsonNode *body, Stage *stage);
MUST_CHECK Status api_take_standards(Ctx *ctx, const JsonNode *body, Standards *out);
MUST_CHECK Status api_take_rows(Ctx *ctx, const Project *project, RegionCode place,
                                const JsonNode *body, ProjectRows *out);
MUST_CHECK Status api_take_tender(Ctx *ctx, const JsonNode *body, ProjectTender *tender,
                                  Bids *bids);
MUST_CHECK Status api_take_payments(Ctx *ctx, const JsonNode *body, ProjectPayments *out);
MUST_CHECK Status api_take_change(Ctx *ctx, const JsonNode *body, ProjectChange *change);
