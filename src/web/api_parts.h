/*
 * api_parts -- what handlers of the JSON API have in common: members that are ids, days and places,
 * and the end of an answer that is nobody else's.
 */
#pragma once

#include "base/json.h"
#include "base/json_read.h"
#include "base/region_code.h"
#include "web/web.h"

enum { API_ANSWER_BYTES_MAX = 4 * 1024 * 1024 };

/* The {id} of the path; NOT_FOUND for what is no number. */
MUST_CHECK Status api_id(const Request *req, int64_t *out);
/* A day or time, or null. */
void api_put_day(Ctx *ctx, Json *json, const char *key, OptInt day);
void api_put_time(Ctx *ctx, Json *json, const char *key, OptInt time);
/* A member that is a day: nothing when it is missing, a problem when it is none. */
OptInt api_read_day(Ctx *ctx, const JsonNode *body, const char *key);
/* A member that is a place's code: 0 and a problem when it is none. */
RegionCode api_read_place(Ctx *ctx, const JsonNode *body, const char *key);
/* Ends the answer, which no cache keeps. */
MUST_CHECK Status api_send(Response *res, Buf *buf, Json *json);
