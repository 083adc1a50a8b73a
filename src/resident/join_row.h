/*
 * join_row -- for resident's own files: what was asked for, as rows.
 */
#pragma once

#include "resident/join.h"
#include "resident/join.sql.h"

/* What an account asked for and was not confirmed, newest first. */
MUST_CHECK Status join_of(Ctx *ctx, int64_t account, JoinRequests *out);
