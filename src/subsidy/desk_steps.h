/*
 * desk_steps -- where a list stands in words, and the handlers of one list; for the desk's files.
 */
#pragma once

#include "subsidy/subsidy.h"
#include "web/web.h"

/* What comes next and who does it: 公示到 6月8日，期满再登记发放. */
Text subsidy_next_words(Ctx *ctx, const Batch *batch);

/* desk_one.c */
Handler subsidy_one_page, subsidy_planned, subsidy_pay, subsidy_send, subsidy_open_up, subsidy_drop;
