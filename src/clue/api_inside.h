/*
 * api_inside -- what the files of the API share.
 */
#pragma once

#include "base/json.h"
#include "base/json_read.h"
#include "region/region.h"
#include "web/web.h"

enum { CLUE_ANSWER_BYTES_MAX = 4 * 1024 * 1024 };

/* The {id} of the path. */
MUST_CHECK Status clue_api_id(const Request *req, int64_t *out);
/* A day or time, or null. */
void clue_api_day(Ctx *ctx, Json *json, const char *key, OptInt day);
void clue_api_time(Ctx *ctx, Json *json, const char *key, OptInt time);
/* A member that is a day: nothing when it is missing, a problem when it is none. */
OptInt clue_api_read_day(Ctx *ctx, const JsonNode *body, const char *key);
/* A member that is a place's code: 0 and a problem when it is none. */
RegionCode clue_api_place(Ctx *ctx, const JsonNode *body, const char *key);
/* Ends the answer, which is nobody else's. */
MUST_CHECK Status clue_api_send(Response *res, Buf *buf, Json *json);
